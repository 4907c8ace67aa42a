"""Percentiles of wages: interpolation, the ends, and what is not known."""

from datetime import date

import pytest

from comp_data.market.comparison import MarketComparison
from comp_data.market.wages import Wages
from comp_data.values.money import Number, PayRange


def wages(*percentiles: Number | None, top_code: Number | None = None) -> Wages:
    p10, p25, median, p75, p90 = percentiles
    return Wages(
        "Survey", "2025", date(2025, 12, 31), "Testers", "Acme City", "USD", p10, p25, median, p75, p90, top_code
    )


WAGES = wages(100, 200, 300, 400, 500)


@pytest.mark.parametrize(
    ("amount", "percentile"),
    [(99, 0), (100, 10), (150, 17.5), (200, 25), (250, 37.5), (300, 50), (450, 82.5), (500, 90), (501, 100)],
)
def test_a_percentile_is_interpolated(amount: int, percentile: float) -> None:
    assert WAGES.percentile_of(amount) == percentile


def test_a_top_coded_percentile_is_not_a_figure() -> None:
    top_coded = wages(100, 200, 300, None, None, top_code=350)
    assert top_coded.percentile_of(300) == 50
    assert top_coded.percentile_of(301) == 100
    assert str(MarketComparison.of(PayRange(99, 900, "USD"), (top_coded,))) == (
        "under the 10th to over the 50th percentile of Testers in Acme City (Survey, 2025)"
    )


def test_wages_without_any_percentile() -> None:
    nothing = wages(None, None, None, None, None)
    assert nothing.percentile_of(100) is None
    assert nothing.median is None


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (150, 450, "18th to 82nd percentile of "),
        (193, 193, "24th percentile of "),
        (50, 60, "under the 10th percentile of "),
        (600, 700, "over the 90th percentile of "),
        (107, 373, "11th to 68th percentile of "),
        (173, 407, "21st to 76th percentile of "),
        (None, 293, "48th percentile of "),
        (None, None, ""),
    ],
)
def test_a_comparison_in_words(low: int | None, high: int | None, words: str) -> None:
    found = MarketComparison.of(PayRange(low, high, "USD"), (WAGES,))
    assert str(found) == f"{words}Testers in Acme City (Survey, 2025)"


def test_a_comparison_gives_the_percentiles_and_names_of_the_first_area() -> None:
    found = MarketComparison.of(PayRange(150, 450, "USD"), (WAGES, wages(1, 2, 3, 4, 5)))
    assert (found.p10, found.p25, found.median, found.p75, found.p90) == (100, 200, 300, 400, 500)
    assert (found.percentile_low, found.percentile_mid, found.percentile_high) == (17.5, 50, 82.5)
    assert (found.area, found.occupation, found.source, found.release) == ("Acme City", "Testers", "Survey", "2025")
