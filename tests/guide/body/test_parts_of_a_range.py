"""Rows for one end of a range or one level of a place, rows that sum up, and totals that are not the whole pay."""

import pytest

from comp_data.guide.body.pay_table import read_compensation_table
from comp_data.guide.body.sections import Body
from tests.guide.body.test_pay_table import ends, row, standard, table
from tests.linter.checks import not_reported
from tests.linter.rules.body.tables import USUAL, against, entries


@pytest.mark.parametrize(("low", "high"), [("Min", "Max"), ("low", "high"), ("**Minimum**", "**Maximum**")])
@pytest.mark.parametrize("header", ["Region | | Base", "Region | Level | Base"])
def test_a_row_for_one_end_of_a_range_is_refused(low: str, high: str, header: str) -> None:
    found = table(standard(f"Boston | {low} | $150K", f"Boston | {high} | $190K", header=header))
    assert [one.base for one in found.rows] == [None, None]
    assert all(one.unread[0].problem.endswith("is one end of the pay, and no range") for one in found.rows)


@pytest.mark.parametrize("header", ["±", "+/-"])
def test_a_column_of_deviations_refuses_the_figures_beside_it(header: str) -> None:
    found = row(standard("Boston | $150K | $10K", header=f"Region | Base | {header}"))
    assert (found.base, len(found.unread)) == (None, 1)


@pytest.mark.parametrize("text", ["Boston – L3", "Boston / L3", "Boston, L3", "L3 - Boston"])
def test_a_level_in_the_text_of_a_region_is_its_level(text: str) -> None:
    found = row(standard(f"{text} | $130K | 10%", header="Region | Base | Bonus"))
    assert (found.region, found.level, ends(found.base)) == ("Boston", "L3", (130_000, 130_000))


@pytest.mark.parametrize("text", ["Boston (L3)", "Boston – Growth"])
def test_other_words_beside_a_region_stay(text: str) -> None:
    found = row(standard(f"{text} | $130K | 10%", header="Region | Base | Bonus"))
    assert (found.region, found.level) == (text, None)


@pytest.mark.parametrize("entry", ["region: New York\n    level: L3", "region: New York – L3"])
def test_a_level_in_the_text_of_a_region_is_paired(entry: str) -> None:
    lines = USUAL[0], USUAL[1].replace("New York", "New York – L3"), USUAL[2]
    not_reported("CD502", against(entries("region: San Francisco", entry), *lines))


@pytest.mark.parametrize("name", ["Subtotal", "Subtotal US", "Zwischensumme", "小計"])
def test_a_subtotal_is_no_region(name: str) -> None:
    found = table(standard("Boston | $200K", f"{name} | $210K", header="Region | Base"))
    assert [one.region for one in found.rows] == ["Boston"]


@pytest.mark.parametrize(
    ("line", "is_whole"),
    [
        ("Total = base + bonus only; equity comes on top.", False),
        ("Totals exclude equity.", False),
        ("*Total comp does not include RSUs.*", False),
        ("Total includes sign-on.", False),
        ("Total = base + stock / 4 + bonus", True),
        ("Total includes base, bonus and equity.", True),
    ],
)
def test_a_line_by_which_a_total_is_not_the_whole_pay_refuses_it(line: str, is_whole: bool) -> None:
    rows = standard("Boston | $150K | $80K | 10% | $185K")
    for text in (f"{line}\n\n{rows}", f"{rows}\n{line}\n"):
        found = row(text)
        assert (found.total_comp is not None, ends(found.base)) == (is_whole, (150_000, 150_000))


@pytest.mark.parametrize(("low", "high"), [("Boston (min)", "Boston (max)"), ("Boston – low", "Boston – high")])
def test_a_region_for_one_end_of_a_range_is_refused(low: str, high: str) -> None:
    found = table(standard(f"{low} | $150K | 10%", f"{high} | $190K | 10%", header="Region | Base | Bonus"))
    assert [(one.base, one.bonus_pct) for one in found.rows] == [(None, None)] * 2
    areas = table(standard("US (Low) | $150K–$160K", "US (High) | $190K–$210K", header="Region | Base"))
    assert [ends(one.base) for one in areas.rows] == [(150_000, 160_000), (190_000, 210_000)]


@pytest.mark.parametrize(
    "head",
    [
        "| | Boston | | London | |\n|---|---|---|---|---|\n| | Low | High | Low | High |\n",
        "| | Boston low | Boston high | London (min) | London (max) |\n|---|---|---|---|---|\n",
        "| | Boston minimum | Boston maximum | London – low | London – high |\n|---|---|---|---|---|\n",
    ],
)
def test_two_columns_for_the_ends_of_the_ranges_of_a_place_are_its_range(head: str) -> None:
    lines = "| Base | $150K | $190K | £90K | £99K |\n| Bonus | 10% | 15% | 5% | 5% |\n"
    found = table(f"{head}{lines}| Total | $165K | $218K | £94K | £104K |\n")
    assert [(one.region, ends(one.base), ends(one.bonus_pct), ends(one.total_comp)) for one in found.rows] == [
        ("Boston", (150_000, 190_000), (10, 15), (165_000, 218_000)),
        ("London", (90_000, 99_000), (5, 5), (94_000, 104_000)),
    ]


@pytest.mark.parametrize("heads", ["Low | High", "Min | Target | Max", "min | median | max"])
def test_the_ends_of_ranges_below_the_name_of_a_place_are_its_ranges(heads: str) -> None:
    middle = " | $170K" if heads.count("|") > 1 else ""
    lines = f"Base | $150K{middle} | $190K", f"Total | $165K{middle} | $209K"
    places = "\n".join(
        f"### {place}\n\n{standard(*lines, header=f'Component | {heads}')}" for place in ("Boston", "Dallas")
    )
    assert [(one.region, ends(one.base), ends(one.total_comp)) for one in table(places).rows] == [
        ("Boston", (150_000, 190_000), (165_000, 209_000)),
        ("Dallas", (150_000, 190_000), (165_000, 209_000)),
    ]


def test_the_ends_of_a_range_below_the_name_of_a_part_of_pay_are_its_range() -> None:
    ranges = standard("Boston | $150K | $190K", header="City | Low | High")
    assert [ends(one.base) for one in table(f"**Base salary**\n\n{ranges}").rows] == [(150_000, 190_000)]
    range_ = standard("Boston | $150K–$190K", header="City | Range")
    assert [ends(one.base) for one in table(f"**Base salary**\n\n{range_}").rows] == [(150_000, 190_000)]
    for header, cells in (
        ("City | Band | Currency", "Leeds | 90K–99K | GBP"),
        ("City | Currency | Range", "Leeds | GBP | 90K–99K"),
    ):
        (row,) = table(f"**Base salary**\n\n{standard(cells, header=header)}").rows
        assert (ends(row.base), row.currency) == ((90_000, 99_000), "GBP")
    assert read_compensation_table(Body(standard("GBP | GBP", header="Currency | Currency"), 0)) is None
    assert read_compensation_table(Body(f"**Interns' base salary**\n\n{ranges}", 0)) is None
    assert read_compensation_table(Body(f"**Rent**\n\n{ranges}", 0)) is None


def test_a_line_for_each_part_of_the_pay_of_a_level_is_no_total() -> None:
    lines = ("L4 | Base | $150K–$170K | $130K–$150K", " | Total | $185K–$210K | $160K–$180K")
    for name in ("", "Component", "Pay element"):
        assert read_compensation_table(Body(standard(*lines, header=f"Level | {name} | Boston | Dallas"), 0)) is None
    assert table(standard("L4 | $150K–$170K | $130K–$150K", header="Level | Boston | Dallas")).rows


def test_a_first_line_in_words_is_no_line_for_each_part_of_pay() -> None:
    lines = ("Bonus | 10% target | 10% target", "Base | $150K–$170K | $130K–$150K", "Total | $185K | $160K")
    found = table(standard(*lines, header="Component | Boston | Dallas"))
    assert [row.base and row.base.low for row in found.rows] == [150_000, 130_000]
    for name, cell in (("Bonus", "10% target bonus"), ("Equity", "Stock options"), ("Total", "$190K base + bonus")):
        assert row(standard(f"Boston | $150K | {cell} | 12", header=f"City | Base | {name} | Headcount")).base
    assert row(standard("Boston | $150K base | 12", header="City | Base | Headcount")).base


def test_the_middle_of_the_range_of_a_place_is_no_place() -> None:
    found = table(
        standard(
            "Base | $190K | $170K | $150K",
            "Total | $209K | $187K | $165K",
            header=" | Boston max | Boston mid | Boston min",
        )
    )
    assert [(one.region, ends(one.base), ends(one.total_comp)) for one in found.rows] == [
        ("Boston", (150_000, 190_000), (165_000, 209_000))
    ]


def test_a_column_for_one_end_of_the_range_of_a_place_is_refused() -> None:
    found = table(standard("Base | $150K | £90K", "Total | $165K | £94K", header=" | Boston low | London low"))
    assert [(one.figures, len(one.unread)) for one in found.rows] == [((), 2)] * 2


def test_a_total_for_a_month_that_is_over_8_times_the_base_salary_is_refused() -> None:
    found = row(standard("Warsaw | PLN 240K–330K | PLN 264K–363K", header="Region | Base | Total / month"))
    assert (found.figures, [one.component for one in found.unread]) == ((), ["total_comp", "base"])


@pytest.mark.parametrize("header", ["Region | Base P25 | Base P75", "Region | Base (P25) | Base (75th percentile)"])
def test_percentiles_are_no_ends_of_a_range(header: str) -> None:
    found = row(standard("Boston | $150K | $180K", header=header))
    assert found.base is None
    assert all(cell.problem.endswith("is a point of a range, and no end") for cell in found.unread)


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("Median base | Base range", "€85K | €80K–€90K"), ("Base (P50) | Base", "€85K | €80K–€90K"),
        ("Base Mid | Base Low | Base High", "€85K | €80K | €90K"), ("Base range | Average base", "€80K–€90K | €85K"),
        ("Net salary per month | Gross salary per year", "€4,100 | €80K–€90K"),
    ],
)  # fmt: skip
def test_a_middle_or_pay_after_tax_beside_a_range_leaves_it_clear(heads: str, cells: str) -> None:
    assert ends(row(standard(f"Berlin | {cells}", header=f"Region | {heads}")).base) == (80_000, 90_000)


def test_a_first_years_total_with_an_unread_part_beside_a_sign_on_bonus_is_refused() -> None:
    header = "Region | Base | Zorp bonus | Sign-on | Year-1 total"
    assert row(standard("Berlin | €80K | 10% | €10K | €98K", header=header)).total_comp is None
