import pytest

from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import HEADER, USUAL, against


def raw(row: str) -> str:
    """A guide whose second row of the table is `row`, as it stands."""
    return against("company: acme", USUAL[0], USUAL[2]).replace(f"| {USUAL[2]} |", f"{row}\n| {USUAL[2]} |")


def test_a_cell_too_few_or_too_many() -> None:
    (few,) = expect(
        "CD513",
        raw("«| New York | $146K–$192K | 10–15% | $180K–$250K |»"),
        "this row has 4 cells, and the table's header 5",
    )
    assert few.help == "Add the missing cell"
    (many,) = expect(
        "CD513",
        raw("«| New York | $146K–$192K | $76K–$116K | 10–15% | $180K | $250K |»"),
        "this row has 6 cells, and the table's header 5",
    )
    assert many.help is not None
    assert "escape a pipe" in many.help


def test_the_help_names_the_header_if_that_is_the_cause() -> None:
    (found,) = lint(against("company: acme", *USUAL, header=HEADER.replace("Base", "Bse")), "CD513")
    assert "the header `Bse Salary` is not clear" in found.message
    assert found.help == (
        "Correct the header of the column, or write one figure or range, with its currency, or N/A if there is none"
    )


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("about a grant", "no amount is written here"),
        ("$60/hr", "`/hr` is not a period that gives a year's amount"),
        ("10–15%", "it is a percentage, and an amount is needed"),
    ],
)
def test_a_cell_that_cannot_be_read(cell: str, problem: str) -> None:
    expect(
        "CD513",
        raw(f"| New York | $146K–$192K | «{cell}» | 10–15% | $180K–$250K |"),
        f"the equity grant `{cell}` cannot be read: {problem}",
    )


@pytest.mark.parametrize("cell", ["N/A", "", "—", "Discretionary", "TBD", "13,000-27,000 options", "0.5–1%", "$76K"])
def test_no_finding_if_the_cell_is_understood(cell: str) -> None:
    not_reported("CD513", raw(f"| New York | $146K–$192K | {cell} | 10–15% | $180K–$250K |"))


def test_a_cell_of_levels_that_are_merged_is_reported_once() -> None:
    header = "Level | San Francisco (Total) | London (Total)"
    rows = ("L3 | $185K–$210K | «soon»", "L4 | $205K–$260K | £105K–£137K")
    expect(
        "CD513",
        against("company: acme", *rows, header=header),
        "the total `soon` cannot be read: no amount is written here",
    )


def test_figures_of_a_ragged_row_are_compared_with_nothing() -> None:
    fragment = raw("| New York | $146K–$192K | $180K–$250K |")
    for code in ("CD502", "CD503", "CD504", "CD505", "CD506"):
        not_reported(code, fragment)


def test_a_line_right_below_the_table_is_a_row_of_it() -> None:
    (found,) = lint(against("company: acme", *USUAL).replace(f"{USUAL[2]} |\n", f"{USUAL[2]} |\nA remark.\n"), "CD513")
    assert found.help == "Leave a blank line above it, or add the missing cells"


def test_cells_of_one_column_with_one_problem_are_one_finding() -> None:
    header = HEADER.replace("Base Salary", "Base Salary / month")
    (found,) = lint(against("company: acme", *USUAL, header=header), "CD513")
    assert found.message.endswith("; nor can 2 more cells")
    (fewer,) = lint(against("company: acme", *USUAL[:2], header=header), "CD513")
    assert fewer.identity != found.identity  # a baseline with these two accepts no third one


def test_a_figure_as_unlikely_in_front_matter_is_reported_there() -> None:
    fragment = against("compensation:\n  - base_low: 72\n    base_high: 96", USUAL[0].replace("$150K–$200K", "$72–$96"))
    assert [one.code for one in lint(fragment, "CD207", "CD513")] == ["CD207"]


def test_a_row_without_a_region() -> None:
    expect("CD513", raw("| | «$146K–$192K» | | 10–15% | $180K–$250K |"), "this row names no region and no level")
