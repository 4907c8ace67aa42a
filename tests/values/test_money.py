"""Pay ranges and the formula of total compensation."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comp_data.base.errors import CurrencyMismatchError, UsageError
from comp_data.values.money import Bonus, Number, PayRange, amount, deviation, expected_total, percent, yearly_share

AMOUNTS = st.integers(0, 10**9)
ENDS = st.none() | AMOUNTS
RANGES = st.builds(PayRange, ENDS, ENDS, st.just("USD"))


def usd(low: Number | None, high: Number | None) -> PayRange:
    return PayRange(low, high, "USD")


def test_the_middle() -> None:
    assert usd(100, 200).mid == 150
    assert usd(0, 0).mid == 0
    assert usd(None, 200).mid is None
    assert usd(100, None).mid is None


def test_known_means_both_ends() -> None:
    assert usd(0, 0).is_known
    assert not usd(0, None).is_known
    assert not usd(None, 0).is_known


@pytest.mark.parametrize(
    ("pay", "text"),
    [
        (PayRange(232000, 345000, "EUR"), "EUR 232,000–345,000"),
        (PayRange(None, 345000, "EUR"), "EUR ?–345,000"),
        (PayRange(232000, None, "EUR"), "EUR 232,000–?"),
        (PayRange(None, None, "EUR"), "EUR not known"),
        (PayRange(0, 0, "EUR"), "EUR 0–0"),
    ],
)
def test_as_people_write_it(pay: PayRange, text: str) -> None:
    assert str(pay) == text


@given(RANGES, RANGES)
def test_a_sum_is_known_where_both_parts_are(one: PayRange, other: PayRange) -> None:
    total = one + other
    assert total == other + one
    assert (total.low is None) == (one.low is None or other.low is None)
    assert (total.high is None) == (one.high is None or other.high is None)
    if one.low is not None and other.low is not None:
        assert total.low == one.low + other.low


def test_two_currencies_are_not_added() -> None:
    with pytest.raises(CurrencyMismatchError, match="USD") as caught:
        usd(1, 2) + PayRange(1, 2, "EUR")
    assert "EUR" in str(caught.value)
    with pytest.raises(CurrencyMismatchError):
        expected_total(usd(1, 2), PayRange(1, 2, "EUR"), 4, Bonus(5))


def test_only_a_range_is_added_to_a_range() -> None:
    number: Any = 1
    with pytest.raises(TypeError):
        usd(1, 2) + number


@pytest.mark.parametrize(
    ("bonus", "low", "high"),
    [
        (Bonus(10), 10_000, 20_000),
        (Bonus(10, 15), 10_000, 30_000),
        (Bonus(0), 0, 0),
        (Bonus(low=5_000, high=9_000), 5_000, 9_000),
        (Bonus(low=5_000), 5_000, None),
        (Bonus(10, low=1, high=2), 10_000, 20_000),
        (Bonus(pct_high=15), None, None),
        (Bonus(), None, None),
    ],
)
def test_a_bonus_as_amounts(bonus: Bonus, low: Number | None, high: Number | None) -> None:
    assert bonus.of_base(usd(100_000, 200_000)) == usd(low, high)


def test_a_bonus_of_an_unknown_base_is_unknown() -> None:
    assert Bonus(10).of_base(usd(None, 200_000)) == usd(None, 20_000)
    assert Bonus(low=5_000, high=9_000).of_base(usd(None, None)) == usd(5_000, 9_000)


@pytest.mark.parametrize(
    ("base", "stock", "bonus", "expected"),
    [
        ((200_000, 260_000), (180_000, 320_000), Bonus(5), (255_000, 353_000)),
        ((200_000, 260_000), (180_000, 320_000), Bonus(15), (275_000, 379_000)),
        ((200_000, 260_000), (180_000, 320_000), Bonus(5, 15), (255_000, 379_000)),
        ((195_000, 255_000), (180_000, 320_000), Bonus(5), (249_750, 347_750)),
        ((170_000, 222_000), (153_000, 272_000), Bonus(5), (216_750, 301_100)),
    ],
)
def test_the_formula_on_figures_worked_by_hand(
    base: tuple[int, int], stock: tuple[int, int], bonus: Bonus, expected: tuple[int, int]
) -> None:
    assert expected_total(usd(*base), usd(*stock), 4, bonus) == usd(*expected)


@pytest.mark.parametrize(
    ("base", "stock", "bonus"),
    [
        ((None, 2), (4, 8), Bonus(0)),
        ((1, 2), (None, 8), Bonus(0)),
        ((1, 2), (4, 8), Bonus(high=1)),
    ],
)
def test_an_end_with_an_unknown_part_is_unknown(
    base: tuple[int | None, int], stock: tuple[int | None, int], bonus: Bonus
) -> None:
    total = expected_total(usd(*base), usd(*stock), 4, bonus)
    assert total.low is None
    assert total.high is not None


@given(AMOUNTS, AMOUNTS, st.integers(1, 20), st.integers(0, 100))
def test_a_grant_that_vests_over_n_years_is_a_grant_a_year_of_its_nth(
    base: int, share: int, years: int, pct: int
) -> None:
    whole = expected_total(usd(base, base), usd(share * years, share * years), years, Bonus(pct))
    yearly = expected_total(usd(base, base), usd(share, share), 1, Bonus(pct))
    assert whole == yearly


@given(RANGES, RANGES, st.floats(0.25, 20), st.none() | st.integers(0, 100))
def test_a_total_is_whole_units_and_no_less_than_base(
    base: PayRange, stock: PayRange, years: float, pct: int | None
) -> None:
    total = expected_total(base, stock, years, Bonus(pct))
    for end, least in ((total.low, base.low), (total.high, base.high)):
        if end is not None:
            assert isinstance(end, int)
            assert least is not None
            assert end >= least


def test_a_vesting_too_short_to_divide_by_gives_no_share_and_no_total() -> None:
    assert yearly_share(usd(2**53, 0), 1e-300) == usd(None, 0)
    assert expected_total(usd(1, 2), usd(2**53, 0), 1e-300, Bonus(0)) == usd(None, 2)


@pytest.mark.parametrize(
    ("value", "text"),
    [(405000, "405,000"), (0, "0"), (-1500, "-1,500"), (405000.0, "405,000"), (0.5, "0.5"), (None, "?")],
)
def test_an_amount_in_words(value: Number | None, text: str) -> None:
    assert amount(value) == text


@given(st.integers(-(2**53), 2**53))
def test_an_amount_reads_back(value: int) -> None:
    assert int(amount(value).replace(",", "")) == value


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (lambda: percent(14.7348), "14.7%"),
        (lambda: percent(10), "10%"),
        (lambda: percent(10.04), "10%"),
        (lambda: percent(12.5), "12.5%"),
        (lambda: percent(7.0588, 2), "7.06%"),
        (lambda: percent(1234.5), "1,234.5%"),
        (lambda: percent(100, 0), "100%"),
        (lambda: percent(0), "0%"),
        (lambda: percent(-2.5), "-2.5%"),
    ],
)
def test_a_percent_in_words(shown: Callable[[], str], text: str) -> None:
    assert shown() == text


def test_deviation() -> None:
    assert deviation(405_000, 353_000) == pytest.approx(14.73, abs=0.01)
    assert deviation(232_000, 233_750) == pytest.approx(-0.75, abs=0.01)
    assert deviation(100, 100) == 0
    with pytest.raises(ZeroDivisionError):
        deviation(1, 0)


@given(st.integers(1, 10**9), st.floats(-99, 1000))
def test_a_deviation_is_undone_by_its_share(due: int, off: float) -> None:
    assert deviation(due * (1 + off / 100), due) == pytest.approx(off, abs=1e-6)


@given(st.lists(st.builds(PayRange, AMOUNTS, AMOUNTS, st.just("USD")), min_size=1))
def test_ranges_are_ordered_by_their_middle(ranges: list[PayRange]) -> None:
    mids = [pay.mid for pay in sorted(ranges)]
    assert mids == sorted(mid for mid in mids if mid is not None)
    assert max(ranges).mid == mids[-1]
    assert all(one <= other or other < one for one in ranges for other in ranges)


def test_ranges_with_one_middle_are_ordered_by_their_low_end() -> None:
    assert usd(90, 210) < usd(100, 200)
    assert usd(100, 200) <= usd(100, 200)
    assert not usd(100, 200) < usd(100, 200)


def test_two_currencies_are_not_compared() -> None:
    with pytest.raises(CurrencyMismatchError, match="USD and EUR"):
        _ = usd(100, 200) < PayRange(100, 200, "EUR")
    with pytest.raises(CurrencyMismatchError):
        max(usd(100, 200), PayRange(None, None, "EUR"))


def test_what_is_not_known_is_not_compared() -> None:
    with pytest.raises(UsageError, match=r"USD 100–\? cannot be compared"):
        _ = usd(100, None) < usd(100, 200)
    with pytest.raises(TypeError):
        _ = usd(100, 200) < 300  # type: ignore[operator]
