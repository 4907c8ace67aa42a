import pytest

from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import parse_document
from comp_data.linter.record import Record
from comp_data.linter.rules.body.figures import figure_differs
from tests.counting import MOST, calls_in
from tests.fragments import guides
from tests.linter.checks import TODAY, expect, lint, not_reported
from tests.linter.rules.body.tables import HEADER, USUAL, against, changed, entries


def test_both_figures_are_named_and_the_cell_is_shown() -> None:
    fragment = against(entries("region: San Francisco\n    base_low: «152000»"), *USUAL)
    (found,) = expect("CD503", fragment, "base_low 152,000 differs from the table, which gives 150,000")
    (cell,) = found.related
    assert cell.message == "the figure in the table"
    assert cell.span.line > found.line
    assert changed(fragment, "CD503") == []
    assert changed(fragment, "CD503", safe=False) == [("    base_low: 152000", "    base_low: 150000")]


def test_a_table_that_contradicts_the_total_is_not_written_to_front_matter() -> None:
    rows = ("San Francisco | $250K–$200K | $80K–$120K | 10–15% | $185K–$260K", *USUAL[1:])
    fragment = against(entries("region: San Francisco\n    base_low: «150000»"), *rows)
    (found,) = expect("CD503", fragment)
    assert found.help == "Correct the table: front matter's figures fit the total"
    assert found.fix is None
    assert changed(fragment, "CD503", safe=False) == []


def test_cents_of_the_table_are_no_difference() -> None:
    rows = ("San Francisco | $150,000.04–$200,000.40 | $80K–$120K | 10–15% | $185K–$260K", *USUAL[1:])
    not_reported("CD503", against(entries("region: San Francisco\n    base_low: 150000\n    base_high: 200000"), *rows))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("stock_high: «130000»", "stock_high 130,000 differs from the table, which gives 120,000"),
        ("bonus_pct: «0.1»", "bonus_pct 0.1% differs from the table, which gives 10%: 1/100 of it"),
        ("bonus_pct: «0.55»", "bonus_pct 0.55% differs from the table, which gives 10%"),
        ("bonus_pct: «12»", "bonus_pct 12% differs from the table, which gives 10%"),
        ("bonus_pct_high: «20»", "bonus_pct_high 20% differs from the table, which gives 15%"),
        ("total_comp_low: «18500»", "total_comp_low 18,500 differs from the table, which gives 185,000: 1/10 of it"),
    ],
)
def test_a_difference_in_each_component_is_reported(lines: str, message: str) -> None:
    expect("CD503", against(entries(f"region: San Francisco\n    {lines}"), *USUAL), message)


@pytest.mark.parametrize("base", ["150400", "149600", "150000.0"])
def test_a_figure_that_the_table_rounds_is_the_same(base: str) -> None:
    not_reported("CD503", against(entries(f"region: San Francisco\n    base_low: {base}"), *USUAL))


def test_no_more_than_a_hundredth_is_rounding() -> None:
    row = "San Francisco | $200K–$300K | $80K–$120K | 10–15% | $185K–$260K"
    lines = "region: San Francisco\n    base_low: «201100»\n    base_high: 300400"
    expect("CD503", against(entries(lines), row, *USUAL[1:]))


def test_the_figure_of_a_second_currency_counts() -> None:
    row = "London | £82K / $104K – £112K / $142K | £30K–£48K | 8–12% | £96K–£137K"
    euros = "region: London\n    base_low: 104000\n    base_high: 142000\n    currency: USD"
    not_reported("CD503", against(entries("region: San Francisco", "region: New York", euros), *USUAL[:2], row))


@pytest.mark.parametrize(
    ("low", "high", "is_reported"),
    [
        (30000, 48000, False),  # as the table has them
        (30000, 84000, True),
        (23400, 37500, False),  # in pounds
        (38500, 61500, True),  # divided by the rate
        (234000, 375000, True),
        (300000, 480000, True),
    ],
)
def test_a_figure_in_another_currency_may_be_converted(low: int, high: int, is_reported: bool) -> None:
    grant = f"stock_low: {low}\n    stock_high: {high}"
    row = "London | £82K–£112K | $30K–$48K | 8–12% | £96K–£137K"
    assert bool(lint(against(entries("", "", grant), *USUAL[:2], row), "CD503")) is is_reported


def test_a_years_share_times_the_years_is_the_grant() -> None:
    header = HEADER.replace("RSU/4yr", "RSU/yr")
    row = "San Francisco | $150K–$200K | $20K–$30K | 10–15% | $185K–$260K"
    not_reported("CD503", against(entries("region: San Francisco"), row, header=header))


def test_one_of_two_rows_of_stock_is_enough() -> None:
    header = "Component | San Francisco | New York"
    base, total = "Base Salary | $150K–$200K | $146K–$192K", "Total Comp | $185K–$260K | $180K–$250K"
    rows = (base, total, "RSU Grant | $90K–$130K | $76K–$116K")
    second = "Performance Shares | $80K–$120K | $20K–$30K"
    not_reported("CD503", against("company: acme", *rows, second, header=header))
    expect("CD503", against(entries("stock_low: «80000»\n    stock_high: 120000"), *rows, header=header))


def test_levels_are_compared_as_one_where_front_matter_merges_them() -> None:
    header = "Level | San Francisco (Total) | London (Total, GBP £)"
    rows = ("L3 | $185K–$210K | £96K–£110K", "L4 | $205K–$260K | £105K–£137K")
    not_reported("CD503", against("company: acme", *rows, header=header))
    expect(
        "CD503",
        against(entries("total_comp_high: «210000»"), *rows, header=header),
        "total_comp_high 210,000 differs from the table, which gives 260,000",
    )


@pytest.mark.parametrize("cell", ["£118K–£157K", "see below"])
def test_no_finding_if_the_table_gives_no_figure_to_compare(cell: str) -> None:
    row = f"San Francisco | {cell} | $80K–$120K | 10–15% | $185K–$260K"
    not_reported("CD503", against(entries("region: San Francisco\n    base_low: 152000"), row, *USUAL[1:]))


@pytest.mark.parametrize("cell", ["N/A", "TBD", "—"])
@pytest.mark.parametrize(("cells", "name"), [("{} | $80K–$120K", "base salary"), ("$150K–$200K | {}", "equity grant")])
def test_a_cell_without_a_figure_that_front_matter_states(cell: str, cells: str, name: str) -> None:
    row = f"San Francisco | {cells.format(cell)} | 10–15% | $185K–$260K"
    (found,) = lint(against(entries("region: San Francisco\n    base_low: 150000"), row, *USUAL[1:]), "CD503")
    assert f"as {name}, and the table has no figure in that cell" in found.message
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize("name", ["Bsae Salray", "Bonus"])
def test_a_column_of_base_salaries_that_has_another_name(name: str) -> None:
    table = against("company: acme", *USUAL, header=f"Region | {name} | Stock (RSU/4yr) | Bonus | Total Comp")
    (found,) = lint(table, "CD503")
    assert found.message == "front matter gives USD 150,000–200,000 as base salary, and the table has none at all"
    assert found.severity is Severity.WARNING


def test_a_table_that_lost_the_column_of_grants() -> None:
    rows = ("San Francisco | $150K–$200K | 10–15% | $185K–$260K", "New York | $146K–$192K | 10–15% | $180K–$250K")
    (found,) = lint(against("company: acme", *rows, header="Region | Base Salary | Bonus | Total Comp"), "CD503")
    assert found.message == "front matter gives USD 80,000–120,000 as equity grant, and the table has none at all"


@pytest.mark.parametrize("total", ["", " | Total Cash"])
def test_a_table_that_lost_the_column_of_totals(total: str) -> None:
    cell = " | $165K–$230K" if total else ""
    rows = f"San Francisco | $150K–$200K | $80K–$120K | 10–15%{cell}"
    guide = against("company: acme", rows, header=f"Region | Base Salary | Stock (RSU/4yr) | Bonus{total}")
    (found,) = lint(guide, "CD503")
    assert (
        found.message == "front matter gives USD 185,000–260,000 as total compensation, and the table has none at all"
    )
    not_reported("CD503", f"{guide}\nIn all that is $185K–$260K a year.\n")


def test_a_bonus_that_the_table_says_there_is_none_of() -> None:
    row = "San Francisco | $150K–$200K | $80K–$120K | None | $185K–$260K"
    guide = against(entries("region: San Francisco\n    bonus_pct: «10»"), row, *USUAL[1:])
    expect("CD503", guide, "front matter gives 10% as bonus, and the table has none", severity=Severity.WARNING)
    none = "region: San Francisco\n    bonus_pct: 0\n    bonus_pct_high: 0"
    not_reported("CD503", against(entries(none), row, *USUAL[1:]))


@pytest.mark.parametrize(
    "elsewhere",
    [
        "Equity: $80K–$120K in RSUs over four years.",
        "## Equity\n\n| Region | RSU (4 years) |\n|---|---|\n| San Francisco | $80,000–$120,000 |",
        "## Equity\n\n| Grant | Low | High |\n|---|---|---|\n| New hire | 80 000 | 120 000 |",
    ],
)
def test_a_table_without_grants_that_the_body_states_elsewhere(elsewhere: str) -> None:
    guide = against("company: acme", "San Francisco | $150K–$200K | $185K–$260K", header="Region | Base | Total Comp")
    assert lint(guide, "CD503")
    not_reported("CD503", f"{guide}\n{elsewhere}\n")


def test_grants_in_the_column_of_both_equity_and_bonus_are_not_lost() -> None:
    row, header = "San Francisco | $150K–$200K | $80K–$120K | $185K–$260K", "Region | Base | Stock/Bonus | Total Comp"
    assert "none at all" not in str(lint(against("company: acme", row, header=header), "CD503"))


def test_a_table_of_totals_only_is_no_table_without_base_salaries() -> None:
    not_reported("CD503", against("company: acme", "New York | $180K–$250K", header="Region | Total Comp"))


def test_no_finding_if_the_bonus_is_given_in_two_forms() -> None:
    row = "San Francisco | $150K–$200K | $80K–$120K | $1K–$2K | $185K–$260K"
    not_reported("CD503", against("company: acme", row, *USUAL[1:]))


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("$150K+", "base_high: 200000"),
        ("£82K–£112K", "base_low: 82400\n    base_high: 112400\n    currency: GBP"),
        ("£6,833–£9,333/mo", "base_low: 82000\n    base_high: 112000\n    currency: GBP"),
    ],
)
def test_what_is_open_or_rounded_is_not_a_difference(cell: str, lines: str) -> None:
    row = f"San Francisco | {cell} | N/A | N/A | N/A"
    not_reported("CD503", against(entries(f"region: San Francisco\n    {lines}"), row))


def test_percent_are_rounded_to_whole_ones() -> None:
    not_reported("CD503", against(entries("region: San Francisco\n    bonus_pct_high: 14.6"), *USUAL))
    expect("CD503", against(entries("region: San Francisco\n    bonus_pct_high: «14.4»"), *USUAL))
    open_ended = "San Francisco | $150K–$200K | $80K–$120K | 10%+ | $185K–$260K"
    not_reported("CD503", against(entries("region: San Francisco"), open_ended, *USUAL[1:]))


def test_tables_of_one_header_are_one_unless_they_are_for_the_same_regions() -> None:
    lines = "company: acme"
    together = against(lines, *USUAL)
    table = together[together.index("| Region") : together.index("\n\n**Level")]
    header, rule, *rows = table.split("\n")
    by_area = "\n".join([header, rule, *rows[:2], "", "#### Europe", "", header, rule, rows[2]])
    not_reported("CD502", together.replace(table, by_area))
    by_year = "\n".join(
        ["#### 2024", "", header, rule, *(row.replace("$1", "$2") for row in rows), "", "#### 2026", "", table]
    )
    for code in ("CD502", "CD503", "CD504"):
        not_reported(code, together.replace(table, by_year))


def test_a_line_of_averages_and_signs_for_the_same_place_are_no_regions() -> None:
    not_reported(
        "CD502", against("company: acme", *USUAL, "**Average** | $126K–$168K | $62K–$95K | 9–14% | $154K–$216K")
    )


def test_the_currency_of_a_column_of_its_own() -> None:
    header = "Region | Currency | Base Salary | Total Comp"
    rows = (
        "San Francisco | USD | 150K–200K | 185K–260K",
        "New York | USD | 146K–192K | 180K–250K",
        "London | EUR | 82K–112K | 96K–137K",
    )
    (found,) = expect(
        "CD506", against(entries("region: San Francisco", "region: New York", "currency: «GBP»"), *rows, header=header)
    )
    assert "which gives EUR" in found.message
    not_reported("CD506", against("company: acme", *rows[:2], rows[2].replace("EUR", "GBP"), header=header))


def test_exchanged_components_are_one_finding() -> None:
    lines = "base_low: «80000»\n    base_high: 120000\n    stock_low: 150000\n    stock_high: 200000"
    (found,) = expect(
        "CD503",
        against(entries(lines), *USUAL),
        "base salary and equity grant are exchanged: base_low, base_high, stock_low and stock_high differ from the "
        "table, which gives USD 150,000–200,000 and USD 80,000–120,000",
    )
    assert found.fix is not None
    assert len(found.fix.edits) == 4


def test_exchanged_ends_are_one_finding() -> None:
    rows = ("San Francisco | $200K–$150K | $120K–$80K | 10–15% | $260K–$185K", *USUAL[1:])
    (found,) = expect("CD503", against(entries("region: San Francisco\n    base_low: «150000»"), *rows))
    assert found.message.startswith("the ends of the base salary, equity grant and total are exchanged: ")


def test_exchanged_regions_are_one_finding() -> None:
    first = (
        "base_low: «146000»\n    base_high: 192000\n    stock_low: 76000\n    stock_high: 116000\n"
        "    total_comp_low: 180000\n    total_comp_high: 250000"
    )
    second = (
        "base_low: 150000\n    base_high: 200000\n    stock_low: 80000\n    stock_high: 120000\n"
        "    total_comp_low: 185000\n    total_comp_high: 260000"
    )
    (found,) = expect("CD503", against(entries(first, second), *USUAL))
    assert found.message.startswith("the figures of San Francisco and New York are exchanged: base_low, ")
    assert found.fix is not None
    assert len(found.fix.edits) == 12
    (found,) = expect("CD503", against(entries(first), *USUAL))
    assert found.message.startswith("the figures are those of New York in the table: base_low, ")


def test_figures_times_one_factor_are_one_finding() -> None:
    lines = (
        "base_low: «195000»\n    base_high: 260000\n    stock_low: 104000\n    stock_high: 156000\n"
        "    total_comp_low: 240500\n    total_comp_high: 338000"
    )
    (found,) = expect("CD503", against(entries(lines), *USUAL))
    assert found.message.startswith("every amount is the table's × 1.3: base_low, ")


@pytest.mark.parametrize(
    ("line", "slip"),
    [
        ("base_low: «1500000»", "10 times as much"),
        ("base_low: «12500»", "1/12 of it, a month and a year"),
        ("base_low: «150»", "1/1,000 of it"),
        ("base_high: «20000»", "1/10 of it"),
        ("total_comp_low: «158000»", "with exchanged digits"),
        ("base_low: «72»", "1/2,080 of it, an hour and a year"),
        ("base_low: «75000»", "1/2 of it"),
        ("base_high: «2100000»", "with an extra digit"),
        ("base_high: «2026»", "perhaps a year, not an amount"),
        ("base_low: «200000»", "it is the figure of base_high"),
    ],
)
def test_names_the_slip(line: str, slip: str) -> None:
    (found,) = expect("CD503", against(entries(line), *USUAL))
    assert found.message.endswith(f": {slip}")


def test_figures_moved_between_components_or_regions_are_one_finding() -> None:
    moved = (
        "base_low: «80000»\n    base_high: 120000\n    stock_low: 185000\n    stock_high: 260000\n"
        "    total_comp_low: 150000\n    total_comp_high: 200000"
    )
    (found,) = expect("CD503", against(entries(moved), *USUAL))
    assert found.message.startswith("base salary, equity grant and total are exchanged: base_low, ")
    rows = ("New York | $146K–$192K", "London | $130K–$170K", "San Francisco | $150K–$200K")
    shifted = [f"{row} | $80K–$120K | 10–15% | N/A" for row in rows]
    bases = zip((146, 130, 150), (192, 170, 200), ("London", "San Francisco", "New York"), strict=True)
    lines = (
        f"region: {region}\n    base_low: {low}000\n    base_high: {high}000\n    stock_low: 80000\n"
        "    stock_high: 120000\n    bonus_pct: 10\n    bonus_pct_high: 15\n    currency: USD"
        for low, high, region in bases
    )
    (found,) = lint(against(entries(*lines), *shifted), "CD503")
    assert "the figures of London, New York and San Francisco are exchanged" in found.message


def test_each_entry_with_one_mistake_has_its_finding() -> None:
    rows = [row.replace("$80K–$120K", "$20K–$30K").replace("$76K–$116K", "$19K–$29K") for row in USUAL]
    found = lint(against("compensation:", *rows), "CD503")
    assert [one.region for one in found] == ["San Francisco", "New York"]
    totals = [row.replace("$185K–$260K", "$211K–$307K").replace("$180K–$250K", "$202K–$291K") for row in USUAL]
    first, second = lint(against("compensation:", *totals), "CD503")
    assert first.message == (
        "another total: total_comp_low and total_comp_high, 185,000–260,000, "
        "differ from the table, which gives USD 211,000–307,000"
    )
    (alone,) = lint(against("compensation:", USUAL[0], totals[1]), "CD503")
    assert alone.identity == second.identity  # known, if the other one is corrected


def test_one_figure_at_both_ends() -> None:
    (found,) = lint(against(entries("base_low: 175000\n    base_high: 175000"), *USUAL), "CD503")
    assert found.message.startswith(
        "front matter has one base salary at both ends: base_low and base_high, 175,000–175,000"
    )
    collapsed = [USUAL[0].replace("$150K–$200K", "$175K"), *USUAL[1:]]
    (found,) = lint(against("company: acme", *collapsed), "CD503")
    assert found.message.startswith("the table has one base salary at both ends: ")


def test_a_row_of_the_table_with_the_figures_of_a_region_in_another_currency() -> None:
    (found,) = lint(
        against("compensation:", USUAL[0], USUAL[1], "London | £150K–£200K | £80K–£120K | 10–15% | £185K–£260K"),
        "CD503",
    )
    assert found.message.startswith("the table gives the figures of San Francisco: base_low, ")


def test_one_end_that_happens_to_be_that_of_another_part_is_no_cause() -> None:
    (found,) = lint(against("compensation:", USUAL[0].replace("$80K–$120K", "$130K–$200K"), *USUAL[1:]), "CD503")
    assert found.message.startswith("another equity grant: stock_low and stock_high, 80,000–120,000, differ")


def test_a_table_of_parts_that_lost_the_line_of_a_part() -> None:
    lines = {
        "Base Salary": "$150K–$200K | $146K–$192K",
        "Stock (RSU/4yr)": "$80K–$120K | $76K–$116K",
        "Bonus": "10–15% | 10–15%",
        "Total Comp": "$185K–$260K | $180K–$250K",
    }
    for lost, name in (
        ("Base Salary", "base salary"),
        ("Stock (RSU/4yr)", "equity grant"),
        ("Total Comp", "total compensation"),
    ):
        rows = [f"{part} | {cells}" for part, cells in lines.items() if part != lost]
        (found,) = lint(against("company: acme", *rows, header="Component | San Francisco | New York"), "CD503")
        assert found.message.endswith(f" as {name}, and the table has none at all")


@pytest.mark.parametrize(
    ("lines", "cells", "side"),
    [
        (
            "stock_low: 150000\n    stock_high: 200000\n    total_comp_low: 80000\n    total_comp_high: 120000",
            "",
            "front matter",
        ),
        ("stock_low: 80000", "$150K–$200K | $150K–$200K | 10–15% | $80K–$120K", "the table"),
    ],
)
def test_columns_that_are_shifted_by_one(lines: str, cells: str, side: str) -> None:
    rows = (f"San Francisco | {cells}" if cells else USUAL[0], *USUAL[1:])
    (found,) = lint(against(entries(lines), *rows), "CD503")
    has = f"the equity grant and total in {side} have the figures of the base salary and equity grant: "
    assert found.message.startswith(has)


def test_a_table_of_parts_needs_no_line_for_a_grant_of_nothing() -> None:
    zero = "stock_low: 0\n    stock_high: 0"
    rows = (
        "Base Salary | $150K–$200K | $146K–$192K", "Bonus | 10–15% | 10–15%", "Total Comp | $165K–$230K | $161K–$221K",
    )  # fmt: skip
    front = entries(f"{zero}\n    total_comp_low: 165000\n    total_comp_high: 230000", zero)
    found = lint(against(front, *rows, header="Component | San Francisco | New York"), "CD503")
    assert [one for one in found if "equity grant" in one.message] == []


def test_an_end_on_the_wrong_side_of_the_other_is_an_inverted_range_too() -> None:
    for lines in ("base_high: 144000", "stock_low: 133000"):
        found = lint(against(entries(lines), *USUAL), "CD204", "CD503")
        assert sorted(one.code for one in found) == ["CD204", "CD503"]


def test_figures_of_another_role_are_one_finding() -> None:
    lines = "base_low: «131000»\n    base_high: 177000\n    total_comp_low: 162000\n    total_comp_high: 233000"
    (found,) = expect("CD503", against(entries(lines), *USUAL))
    assert found.message.startswith("several figures differ, as those of another role or of an earlier version would")


def test_a_table_without_the_low_end() -> None:
    rows = ("San Francisco | up to $200K | $80K–$120K | 10–15% | $185K–$260K", *USUAL[1:])
    (found,) = lint(against("compensation:", *rows), "CD503")
    assert found.message.endswith("as base salary, and the table has only a high end in that cell")


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("base_low: -150000", ["CD206"]),
        ("bonus_pct: 250\n    bonus_pct_high: null", ["CD503"]),  # neither CD208 nor CD504
        ("base_low: 72\n    base_high: 96", ["CD503"]),
    ],
)
def test_one_cause_is_one_finding(lines: str, codes: list[str]) -> None:
    found = lint(against(entries(lines), *USUAL), "CD204", "CD206", "CD207", "CD208", "CD220", "CD503", "CD504")
    assert [one.code for one in found] == codes


def test_swapped_ends_are_reported_once() -> None:
    fragment = against(entries("base_low: 200000\n    base_high: 150000"), *USUAL)
    assert [one.code for one in lint(fragment, "CD204", "CD503")] == ["CD204"]


def test_an_impossible_total_that_differs_from_the_table_is_reported_once() -> None:
    fragment = against(entries("total_comp_low: 100000"), *USUAL)
    assert [one.code for one in lint(fragment, "CD202", "CD209", "CD503")] == ["CD503"]


def test_a_base_far_from_official_wages_is_reported_once_with_the_wages() -> None:
    fragment = "compensation:\n  - base_low: 12500\n    base_high: 16667\n"
    table = (
        "---\n| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |\n|---|---|---|---|---|\n"
        "| San Francisco | $150K–$200K | $80K–$120K | 10–15% | $185K–$260K |\n"
    )
    found = [one for one in lint(f"{fragment}{table}", "CD503", "CD220") if one.key_path[2:] == ("base_low",)]
    assert [one.code for one in found] == ["CD503"], "one figure, one finding"
    assert ". Official wages of Software Developers in San Francisco" in (found[0].help or "")


@pytest.mark.parametrize(
    ("lines", "cells", "words"),
    [
        ("", "$200K–$150K | $80K–$120K | 10–15% | $185K–$260K", "the ends of the base salary are exchanged"),
        ("", "$15K–$20K | $80K–$120K | 10–15% | $185K–$260K", "the base salary is 10 times the table's"),
        (
            "base_low: 12500\n    base_high: 16667",
            "$150K–$200K | $80K–$120K | 10–15% | $185K–$260K",
            "the base salary is 1/12 of the table's, a month and a year",
        ),
        ("", "$150K–$200K | $20K–$30K | 10–15% | $185K–$260K", "the equity grant is a year's share on one side"),
        ("", "$150K–$200K | $1,400–$1,900 | 10–15% | $185K–$260K", "the equity grant of the table is perhaps a number"),
        (
            "",
            "$185K–$260K | $80K–$120K | 10–15% | $185K–$260K",
            "the base salary in the table has the figures of the t",
        ),
        ("", "$150K–$200K | $80K–$120K | 10–15% | $170K–$230K", "the table's total: it is without the bonus"),
        (
            "total_comp_low: 245000\n    total_comp_high: 350000",
            "$150K–$200K | $80K–$120K | 10–15% | $185K–$260K",
            "front matter's total: it adds the whole grant, not a year's share",
        ),
        (
            "total_comp_low: 225000\n    total_comp_high: 300000",
            "$150K–$200K | $80K–$120K | 10–15% | $185K–$260K",
            "front matter's total: both ends are over by about 40,000, perhaps a signing bonus",
        ),
        (
            "total_comp_low: 188000\n    total_comp_high: 263000",
            "$150K–$200K | $80K–$120K | 10–15% | $173K–$233K",
            "the table's total: it is without the bonus",
        ),
        (
            "total_comp_low: 188000\n    total_comp_high: 263000",
            "$150K–$200K | $80K–$120K | 10–15% | $168K–$233K",
            "the table's total: it is without the equity grant",
        ),
        (
            "total_comp_low: 188000\n    total_comp_high: 263000",
            "$150K–$200K | $80K–$120K | 10–15% | $222K–$300K",
            "the table's total: both ends are over by about 35,500",
        ),
        ("", "$126K–$172K | $60K–$100K | 10–15% | $154K–$223K", "the table gives the figures of New York"),
    ],
)
def test_the_cause_of_a_difference_in_one_component_is_named(lines: str, cells: str, words: str) -> None:
    others = (
        "region: New York\n    base_low: 126000\n    base_high: 172000\n    stock_low: 60000\n    stock_high: 100000\n"
    )
    others += "    total_comp_low: 154000\n    total_comp_high: 223000"
    fragment = against(
        entries(f"region: San Francisco\n    {lines}", others),
        f"San Francisco | {cells}",
        "New York | $126K–$172K | $60K–$100K | 10–15% | $154K–$223K",
    )
    found = lint(fragment, "CD503", "CD201", "CD202", "CD203", "CD207", "CD211", "CD217")
    assert [one.code for one in found] == ["CD503"], [one.message for one in found]
    assert found[0].message.startswith(words)


def test_entries_raised_by_one_factor_are_reported_once_each() -> None:
    raised = [
        "region: {}\n    " + "\n    ".join(f"{key}: {round(value * 1.1)}" for key, value in values.items())
        for values in (
            {
                "base_low": 150000,
                "base_high": 200000,
                "stock_low": 80000,
                "stock_high": 120000,
                "total_comp_low": 185000,
                "total_comp_high": 260000,
            },
        )
    ]
    rows = [f"{place} | $150K–$200K | $80K–$120K | 10–15% | $185K–$260K" for place in ("San Francisco", "Seattle")]
    fragment = against(entries(raised[0].format("San Francisco"), raised[0].format("Seattle")), *rows)
    found = lint(fragment, "CD503", "CD201", "CD203", "CD211")
    assert [one.message[:34] for one in found] == ["every amount is the table's × 1.1:"] * 2


def test_twice_the_rows_that_differ_are_twice_the_work() -> None:
    def calls(rows: int) -> int:
        low = range(100, 100 + rows)
        keys = "base_high: 95000\n    stock_low: 1\n    stock_high: 2\n    currency: USD"
        texts = [f"region: R{at}\n    base_low: {90_000 + at}\n    {keys}" for at in low]
        fragment = against(entries(*texts), *(f"R{at} | ${at}K–${at + 30}K | $1K–$2K | 5% | $100K" for at in low))
        document = parse_document(guides(fragment)[0].text)
        record = Record(document, document.values or {}, TODAY)
        found: list[Finding] = []
        made = calls_in(lambda: found.extend(figure_differs.check(record)))
        assert found
        return made

    calls(120)  # what is done once in a process
    assert calls(120) < MOST * calls(60)


@pytest.mark.parametrize(
    ("front", "table"), [("165000\n    base_high: 220000", "$150K–$200K"), ("150000", "$165K–$220K")]
)
def test_regions_with_one_pay_are_no_copy_of_each_other(front: str, table: str) -> None:
    alike = [USUAL[0], USUAL[0].replace("San Francisco", "Austin"), USUAL[2]]
    alike[0] = alike[0].replace("$150K–$200K", table)
    other = (
        "region: Austin\n    base_low: 150000\n    base_high: 200000\n    stock_low: 80000\n    stock_high: 120000\n"
        "    total_comp_low: 185000\n    total_comp_high: 260000"
    )
    (found,) = lint(against(entries(f"base_low: {front}", other), *alike), "CD503")
    assert found.message.startswith("another base salary: base_low and base_high, ")
