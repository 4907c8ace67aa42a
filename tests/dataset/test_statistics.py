"""Statistics of pay: quartiles, groups, currencies that are never mixed, and what figures are taken."""

import pickle
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import comp_data as cd
from comp_data.dataset.statistics import ENDS, GROUPINGS, PARTS, five_numbers

Write = Callable[[str], Path]
THREE = (
    "# file: acme/data-engineer.md\n"
    "# file: globex/data-engineer.md\ndata_quality: high\nindustry: Shipping\n"
    "compensation:\n  - base_low: 100000\n  - total_comp_high: null\n"
    "# file: globex/product-manager.md\nlast_updated: 2026-01-15\n"
    "compensation:\n  - base_low: 120000\n    base_high: 140000\n"
)
RATES = cd.Rates("GBP", {"USD": 1.25, "EUR": 1.2}, "own")


@pytest.fixture
def records(dataset: Write) -> cd.Dataset:
    return cd.load(dataset(THREE))


@given(st.lists(st.integers(0, 10**9), min_size=2))
def test_quartiles_are_those_of_the_standard_library(amounts: list[int]) -> None:
    amounts.sort()
    found = five_numbers(amounts)
    assert found[1:4] == pytest.approx(statistics.quantiles(amounts, n=4, method="inclusive"))
    assert (found[0], found[4]) == (amounts[0], amounts[-1])


def test_quartiles_of_few_figures() -> None:
    assert five_numbers([7]) == (7, 7, 7, 7, 7)
    assert five_numbers([1, 2]) == (1, 1.25, 1.5, 1.75, 2)
    assert five_numbers([1, 2, 3]) == (1, 1.5, 2, 2.5, 3)
    assert five_numbers([]) == (None, None, None, None, None)


def test_groups_in_order_with_what_is_left_out(records: cd.Dataset) -> None:
    found = records.stats(["company", "currency"])
    assert [(dict(one.group), one.count, one.left_out) for one in found] == [
        ({"company": "acme", "currency": "GBP"}, 1, 0),
        ({"company": "acme", "currency": "USD"}, 2, 0),
        ({"company": "globex", "currency": "GBP"}, 2, 0),
        ({"company": "globex", "currency": "USD"}, 3, 1),
    ]
    assert (found[1].min, found[1].q1, found[1].median, found[1].q3, found[1].max) == (
        215_000,
        216_875,
        218_750,
        220_625,
        222_500,
    )
    assert (found.field, found.by, found.rates, len(found)) == ("total_comp.mid", ("company", "currency"), None, 4)


@pytest.mark.parametrize(
    ("field", "amount"),
    [
        ("base.low", 150_000),
        ("base.mid", 175_000),
        ("stock.high", 120_000),
        ("stock_yearly.high", 30_000),
        ("bonus.low", 15_000),
        ("bonus.high", 30_000),
        ("total_comp.high", 260_000),
        ("expected_total.high", 260_000),
        ("signing_bonus.mid", None),
    ],
)
def test_what_a_field_takes(field: str, amount: float | None, dataset: Write) -> None:
    found = cd.load(dataset("company: acme")).stats("company", field, region="San Francisco")
    assert [(one.median, one.count, one.left_out) for one in found] == [
        (amount, 0, 1) if amount is None else (amount, 1, 0)
    ]


def test_every_field_and_every_grouping_is_counted(records: cd.Dataset) -> None:
    for part in PARTS:
        for end in ENDS:
            assert sum(one.count + one.left_out for one in records.stats("currency", f"{part}.{end}")) == 9
    for name in GROUPINGS:
        found = records.stats(name, currency="USD", rates=RATES)
        assert sum(one.count for one in found) == 8
        assert {name} == {key for one in found for key in one.group}


def test_what_is_not_known_is_the_last_group(records: cd.Dataset) -> None:
    found = records.stats("industry", currency="GBP", rates=RATES)
    assert [one.group["industry"] for one in found] == ["Shipping", None]


def test_currencies_are_never_mixed(records: cd.Dataset) -> None:
    with pytest.raises(cd.MixedCurrenciesError) as caught:
        records.stats(["company", "role"])
    assert isinstance(caught.value, cd.CurrencyMismatchError)
    assert caught.value.currencies == ("GBP", "USD")
    assert caught.value.group == {"company": "acme", "role": "data-engineer"}
    assert str(caught.value) == (
        "company acme, role data-engineer has figures in GBP, USD (as do 2 more groups): "
        "group by currency too, or give a currency to convert to, and rates"
    )
    with pytest.raises(cd.MixedCurrenciesError, match="industry not known has figures"):
        records.where(company="acme").stats("industry")
    with pytest.raises(cd.MixedCurrenciesError, match="the dataset has figures in GBP, USD: group"):
        records.stats()


def test_figures_that_are_not_known_mix_nothing(dataset: Write) -> None:
    rows = "  - total_comp_low: 1\n  - total_comp_low: 2\n  - total_comp_low: null\n"
    (group,) = cd.load(dataset(f"compensation:\n{rows}")).stats("role", "total_comp.low")
    assert (group.currency, group.count, group.left_out) == ("USD", 2, 1)
    (group,) = cd.load(dataset(f"compensation:\n{rows}")).stats("role", "signing_bonus.low")
    assert (group.currency, group.count, group.left_out, group.median) == (None, 0, 3, None)


def test_converted_figures_say_by_which_rates(records: cd.Dataset) -> None:
    found = records.stats("region", "base.low", currency="USD", rates=RATES)
    assert (found.currency, found.rates) == ("USD", RATES)
    london = next(one for one in found if one.group["region"] == "London")
    assert (london.currency, london.min, london.max) == ("USD", 102_500, 102_500)


def test_a_converted_group_without_figures_has_the_currency_of_the_others(records: cd.Dataset) -> None:
    found = records.stats("region", "signing_bonus.low", currency="EUR", rates=RATES)
    assert {(one.currency, one.count) for one in found} == {("EUR", 0)}


def test_rates_from_a_file(records: cd.Dataset, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("base,currency,rate\nGBP,USD,1.25\n")
    for given_as in (file, str(file)):
        (group,) = records.stats("role_type", currency="GBP", rates=given_as)
        assert (group.currency, group.count, group.max) == ("GBP", 8, 178_000)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"by": "quality"}, "unknown grouping quality; did you mean data_quality?"),
        ({"by": "quarter"}, "did you mean salary_data_quarter?"),
        ({"by": "xyz"}, "unknown grouping xyz; choose from guide, company, role"),
        ({"by": ["role", "base_low"]}, "unknown grouping base_low"),
        ({"field": "total_comp"}, "unknown field total_comp; did you mean total_comp.mid?"),
        ({"field": "base.med"}, "did you mean base.mid?"),
        ({"field": "xyz"}, "unknown field xyz; choose from base.low, base.mid"),
        ({"currency": "dollars", "rates": RATES}, "unknown currency dollars"),
        ({"currency": "USD"}, "converting to USD needs exchange rates"),
        ({"rates": RATES}, "rates are given without a currency"),
        ({"region": "Londn"}, "did you mean London?"),
    ],
)
def test_what_cannot_be_asked_for(asked: dict[str, Any], message: str, records: cd.Dataset) -> None:
    with pytest.raises(cd.UsageError) as caught:
        records.stats(**asked)
    assert message in str(caught.value)


def test_a_currency_without_rate_names_them_all(dataset: Write) -> None:
    rows = "  - currency: AED\n  - currency: USD\n  - currency: TWD\n"
    found = cd.load(dataset(f"compensation:\n{rows}"))
    with pytest.raises(cd.MissingRateError, match="own: no rate for AED, TWD"):
        found.stats("role", currency="USD", rates=RATES)


def test_only_pay_ranges_of_a_place(records: cd.Dataset) -> None:
    (london,) = records.stats("currency", region="london, UK")
    assert (london.group["currency"], london.count) == ("GBP", 3)
    (us,) = records.stats("currency", country="US")
    assert (us.count, us.left_out) == (5, 1)
    assert len(records.stats("currency", region="Paris")) == 0


def test_statistics_are_values(records: cd.Dataset) -> None:
    found = records.stats("currency")
    assert pickle.loads(pickle.dumps(found)) == found
    assert found[:1] == found.groups[:1]
    with pytest.raises(TypeError):
        found[0].group["currency"] = "EUR"  # type: ignore[index]
