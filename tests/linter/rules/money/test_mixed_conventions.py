import pytest

from tests.linter.checks import expect, not_reported

WHOLE = (
    "total_comp_low: 245000\n    total_comp_high: 350000\n",
    "total_comp_low: 237000\n    total_comp_high: 337000\n",
    "total_comp_low: 119000\n    total_comp_high: 173000\n",
)


def test_points_at_the_row_with_the_whole_grant_and_names_the_others() -> None:
    (found,) = expect(
        "CD211",
        "compensation:\n  - total_comp_low: «245000»\n    total_comp_high: 350000\n",
        "the total 245,000–350,000 includes the whole equity grant, while New York and London add a year's share of it",
    )
    assert found.region == "San Francisco"
    assert found.help == "Correct the total to about 185,000–260,000, or the grant if it is a year's share"
    assert [place.message for place in found.related] == [
        "New York adds a year's share",
        "London adds a year's share",
    ]


def test_the_rows_with_the_whole_grant_are_the_odd_ones_even_where_they_are_the_more() -> None:
    expect(
        "CD211",
        "compensation:\n  - total_comp_low: «245000»\n    total_comp_high: 350000\n"
        "  - total_comp_low: «237000»\n    total_comp_high: 337000\n",
        "the total 245,000–350,000 includes the whole equity grant, while London adds a year's share of it",
        "the total 237,000–337,000 includes the whole equity grant, while London adds a year's share of it",
    )


def test_many_other_regions_are_counted() -> None:
    rows = "  - region: Denver\n  - region: Austin\n  - region: Boston\n  - region: Chicago\n"
    (found,) = expect("CD211", f"compensation:\n  - total_comp_low: «245000»\n    total_comp_high: 350000\n{rows}")
    assert "while 4 other regions add a year's share of it" in found.message


def test_no_finding_if_all_rows_agree() -> None:
    not_reported("CD211", "")
    not_reported("CD211", "compensation:\n  - " + "  - ".join(WHOLE))


@pytest.mark.parametrize(
    "others",
    [
        "total_comp_low: null\n    total_comp_high: null\n",
        "stock_low: null\n    stock_high: null\n",
        "stock_vest_years: 1\n",
        "stock_low: 0\n    stock_high: 0\n    total_comp_low: 160000\n    total_comp_high: 220000\n",
        "total_comp_low: 214000\n    total_comp_high: 300000\n",  # neither the one nor the other
        "base_low: -1\n",
    ],
)
def test_no_finding_if_no_other_row_clearly_divides_the_grant(others: str) -> None:
    second = "total_comp_low: null\n    total_comp_high: null\n"
    not_reported("CD211", f"compensation:\n  - {WHOLE[0]}  - {others}  - {second}")
