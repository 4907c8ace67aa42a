from hypothesis import given
from hypothesis import strategies as st

from comp_data.guide.pay.rows import bounds, component, is_plausible
from comp_data.values.currencies import CODES

PARTS = ("base", "stock", "bonus", "signing_bonus", "total_comp")


def test_every_currency_has_bounds_for_every_component() -> None:
    for currency in CODES:
        for part in PARTS:
            limits = bounds(currency).get(part)
            assert limits is not None
            assert 0 < limits[0] < limits[1] / 100


def test_an_unknown_currency_has_none() -> None:
    assert bounds("XXX") == {}
    assert is_plausible(1, "base", "XXX")


def test_a_component_is_named_by_either_key() -> None:
    assert {component(f"{part}_{end}") for part in PARTS for end in ("low", "high")} == set(PARTS)


def test_low_wage_currencies_have_the_lower_floor() -> None:
    floors = [bounds(currency).get("base") for currency in ("GBP", "USD", "MAD")]
    assert [limits and round(limits[0]) for limits in floors] == [7_800, 4_000, 9_500]


@given(st.sampled_from(sorted(CODES)), st.sampled_from(PARTS), st.floats(0, 1))
def test_what_lies_within_the_bounds_is_plausible(currency: str, part: str, at: float) -> None:
    limits = bounds(currency).get(part)
    assert limits is not None
    least, most = limits
    assert is_plausible(min(most, least + at * (most - least)), part, currency)
    assert not is_plausible(least * 0.99, part, currency)
    assert not is_plausible(most * 1.01, part, currency)
    assert is_plausible(0, part, currency) == (part in ("stock", "bonus", "signing_bonus"))
