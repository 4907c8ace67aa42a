"""CD516: another table of pay for the same regions."""

import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import HEADER, USUAL, against, changed, entries

FIRST, *_ = USUAL


def two(*rows: str, header: str = HEADER, heading: str = "#### More", first: str = "") -> str:
    """A guide with the usual table, and a second one below a heading."""
    lines = [header, "|".join("---" for _ in header.split("|")), *rows]
    table = "\n".join(f"| {line} |" for line in lines)
    text = against("company: acme", *USUAL).replace("**Level Mapping", f"{heading}\n\n{table}\n\n**Level Mapping", 1)
    return text.replace("| Region |", f"{first}\n\n| Region |", 1) if first else text


def test_two_tables_that_contradict_each_other() -> None:
    second = "New York | $246K–$292K | $76K–$116K | 10–15% | $280K–$350K"
    expect(
        "CD516",
        two(second).replace("| $146K–$192K |", "| «$146K–$192K» |", 1),
        "the base salary of New York is USD 246,000–292,000 in line 68, and USD 146,000–192,000 here",
    )


def test_a_table_that_is_there_twice() -> None:
    text = against("company: acme", *USUAL)
    table = text[text.index("| Region") : text.index("\n\n", text.index("| Region"))]
    again = table.replace(f"| {HEADER} |", f"«| {HEADER} |»")
    message = "the compensation table is there a second time"
    expect("CD516", text.replace(table, f"{table}\n\n{again}"), message, severity=Severity.WARNING)
    not_reported("CD516", text.replace(table, f"{table}\n\n{table.splitlines()[0]}\n"))
    code = f"```\n{table}\n```\n\n| Level | Years |\n|---|---|\n| D4 | 5 |"
    not_reported("CD516", text.replace(table, f"{table}\n\n{code}"))


def test_figures_that_differ_are_neither_compared_nor_written() -> None:
    other = "San Francisco | $250K–$300K | $80K–$120K | 10–15% | $285K–$360K"
    front = entries("region: San Francisco\n    base_low: null\n    base_high: null")
    text = two(other, header="Region | Base | Stock (4yr) | Target Bonus | Total")
    assert changed(front + text.removeprefix("company: acme"), "CD504") == []
    not_reported("CD503", entries("base_low: 1") + text.removeprefix("company: acme"))


@pytest.mark.parametrize("second", [USUAL, (USUAL[0], USUAL[1].replace("$146K", "$166K"), USUAL[2])])
def test_a_copy_of_the_table_hides_no_figure_that_differs(second: tuple[str, ...]) -> None:
    found = lint(entries("base_low: 140000") + two(*second).removeprefix("company: acme"), "CD503")
    assert [one.key_path for one in found] == [("compensation", 0, "base_low")]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize(
    "heading", ["#### Pay", '#### [Pay](/pay "Historical")', "#### Historical\n\nText.\n\n#### Pay"]
)
def test_a_second_table_is_found_where_a_reader_sees_one(heading: str, end: str) -> None:
    text = two("New York | $246K–$292K | | |", heading=heading).replace("| $146K–$192K |", "| «$146K–$192K» |", 1)
    start, stop = text.index(heading), text.index("**Level Mapping")
    expect("CD516", text[:start] + text[start:stop].replace("\n", end) + text[stop:])


@pytest.mark.parametrize(
    "marks", ["- ", "  - ", "12. ", "> ", "> > ", "[^1]: \n    ", "-\n    ", "- Pay:\nSalaries\n\n    "]
)
def test_a_second_table_in_a_list_a_quote_or_a_footnote_is_read(marks: str) -> None:
    text = two("New York | $246K–$292K | | |", heading="- Pay").replace("| $146K–$192K |", "| «$146K–$192K» |", 1)
    table = text[text.index("| Region", text.index("- Pay")) : text.index("**Level Mapping")].strip()
    inner = marks if ">" in marks else " " * len(marks.rpartition("\n")[2])
    expect("CD516", text.replace(table, marks + table.replace("\n", f"\n{inner}")))


@pytest.mark.parametrize(
    ("above", "indent"),
    [("Pay:\n", "    "), ("Pay of\n      all:\n", "\t"), ("- ```\n", " "), ("1. ```\n", "  "), ("{% raw %}\n", "")],
)
def test_a_second_table_below_text_or_code_that_ended_is_read(above: str, indent: str) -> None:
    text = two("New York | $246K–$292K | | |", heading="#### Pay")
    first, second = text.split("#### Pay\n\n")
    every = f"\n{indent}" if "```" in above else "\n"
    below = second.replace("\n|", f"{every}|")
    expect("CD516", f"{first.replace('| $146K–$192K |', '| «$146K–$192K» |', 1)}#### Pay\n\n{above}{indent}{below}")


@pytest.mark.parametrize("above", ["", "#### Pay\n", "***\n", "Pay\n===\n", "| a | b |\n|---|---|\n", "Pay:\n\n"])
def test_an_indented_table_below_another_block_is_code(above: str) -> None:
    text = two("New York | $246K–$292K | | |", heading="#### More")
    first, second = text.split("#### More\n\n")
    not_reported("CD516", f"{first}#### More\n\n{above}    {second}")


HTML = "<table>\n<tr><td>New York</td><td>$246K</td></tr>\n</table>"


def test_a_table_in_html_is_reported_as_not_read() -> None:
    text = against("company: acme", *USUAL)
    for empty in ("", "<table></table>\n\n", "<pre>\n", "<style>\n"):
        below = text.replace("**Level Mapping", f"{empty}«{HTML.replace('>', '>»', 1)}\n\n**Level Mapping", 1)
        expect("CD516", below, "the figures of a table in HTML are not read")
    header = "«<table>»\n<tr><th>Region</th><th>Base Salary (USD)</th></tr>"
    without_signs = HTML.replace("<table>", header).replace("$246K", "246,000")
    expect("CD516", text.replace("**Level Mapping", f"{without_signs}\n\n**Level Mapping", 1))
    for hidden in (
        f"<!--\n{HTML}\n-->",
        f"```\n{HTML}\n```",
        HTML.replace("$246K", "2019"),
        HTML.replace("$246K", "$5M"),
        HTML.replace("$246K", "246,000"),
        HTML.replace("New York", "Salary reviews").replace("$246K", "April</td><td>12,000 employees"),
    ):
        not_reported("CD516", text.replace("**Level Mapping", f"{hidden}\n\n**Level Mapping", 1))


@pytest.mark.parametrize(
    ("heading", "header", "row"),
    [
        ("#### Historical", HEADER, "New York | $246K–$292K | | |"),
        ("#### What Globex pays", HEADER, "New York | $246K–$292K | | |"),
        ("#### Example offer", HEADER, "New York | $246K | | |"),
        ("#### By level", "Level | Base | Total", "D4 | $246K | $300K"),
        ("#### By level", "Region | Level | Base", "New York | D5 | $246K"),
        ("#### In detail", "Region | Base", "New York | $150K–$160K"),
        ("#### In euros", "Region | Base", "New York | €246K–€292K"),
        ("#### A year's share", "Region | RSU (per year)", "New York | $19K–$29K"),
        ("#### First year", "Region | Base | Sign-on | Year-1 Total", "New York | $146K–$192K | | $280K–$350K"),
        ("#### Bonus", "Region | Bonus", "New York | $20K–$30K"),
        ("#### Rounded", "Region | Base", "New York | $146,000–$192,000"),
        ("#### More places", HEADER, "Boston | $246K–$292K | | | "),
        ("#### More", "Region | Office since", "New York | 2019"),
    ],
)
def test_a_table_of_something_else_is_no_contradiction(heading: str, header: str, row: str) -> None:
    not_reported("CD516", two(row, header=header, heading=heading))


@pytest.mark.parametrize(("first", "second"), [("#### 2026", "#### 2024"), ("**Pay in 2026:**", "Pay in 2025:")])
def test_a_table_of_an_earlier_year_is_no_contradiction(first: str, second: str) -> None:
    not_reported("CD516", two("New York | $126K–$172K | | | ", heading=second, first=first))


def test_figures_that_only_a_second_table_has_are_an_info() -> None:
    found = [one for one in lint(two("London | £5K–£9K", header="Region | Sign-on")) if one.code == "CD516"]
    assert [(one.severity, one.message) for one in found] == [
        (
            Severity.INFO,
            "the signing bonus of London is GBP 5,000–9,000 in line 68, in a table that is not read",
        )
    ]


@pytest.mark.parametrize(("key", "severity"), [("stock", Severity.WARNING), ("base", Severity.INFO)])
def test_equity_that_only_a_second_table_has_is_a_warning_if_front_matter_lacks_it(
    key: str, severity: Severity
) -> None:
    cash = [" | ".join((line.split(" | ")[0], line.split(" | ")[1], line.split(" | ")[3])) for line in USUAL]
    grants = "| Region | RSU (4yr) |\n|---|---|\n| San Francisco | $80K–$120K |\n"
    front = entries(f"region: San Francisco\n    {key}_low: null\n    {key}_high: null")
    text = against(front, *cash, header="Region | Base | Bonus").replace(
        "**Level Mapping", f"{grants}\n**Level Mapping", 1
    )
    (found,) = [one for one in lint(text) if one.code == "CD516"]
    assert (found.severity, found.message) == (
        severity,
        "the equity grant of San Francisco is USD 80,000–120,000 in line 66, in a table that is not read",
    )
