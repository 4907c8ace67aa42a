import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import against

ROWS = (
    "San Francisco | $150K–$200K | {} | $185K–$260K",
    "New York | $146K–$192K | {} | $180K–$250K",
    "London | £82K–£112K | {} | £96K–£137K",
)


def column(header: str, cell: str) -> str:
    rows = [row.format(cell) for row in ROWS]
    return against("company: acme", *rows, header=f"Region | Base Salary | {header} | Total Comp")


def test_a_second_column_of_regions_with_amounts() -> None:
    table = against(
        "company: acme", *(row.format("10%") for row in ROWS), header="Region | «Region» | Bonus | Total Comp"
    )
    expect("CD514", table, "no field of front matter holds the column `Region`", severity=Severity.WARNING)


def test_two_columns_of_one_name() -> None:
    rows = [row.format("10%") for row in ROWS]
    table = against("company: acme", *rows, header="Region | Base | Bonus | «Bonus»")
    expect("CD514", table, "two columns are named `Bonus`", severity=Severity.WARNING)
    not_reported("CD514", against("company: acme", *rows, header="Region | Base | Bonus (%) | Bonus ($)"))


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("PnL Participation", "1–2%"),
        ("Meal Vouchers", "$2K"),
        ("Retention Grant", "$20K–$30K"),
        ("Housing", "USD 900"),
        ("Zulage", "9.000 €"),
        ("Samlet løn", "750.000–900.000 kr."),
        ("Příplatek", "90 000 Kč"),
        ("住宅手当", "24万円"),
    ],
)
def test_pay_without_a_field(header: str, cell: str) -> None:
    expect(
        "CD514",
        column(f"«{header}»", cell),
        f"no field of front matter holds the column `{header}`",
        severity=Severity.INFO,
    )


def test_a_column_that_may_be_base_salary() -> None:
    fragment = column("Stock", "$20K–$30K").replace("Base Salary", "«Zork»")
    expect("CD514", fragment, "no field of front matter holds the column `Zork`", severity=Severity.WARNING)


def test_a_column_without_a_name() -> None:
    (found,) = lint(column(" ", "$20K–$30K"), "CD514")
    assert (found.severity, found.message) == (
        Severity.WARNING,
        "a column without a name has amounts, $20K–$30K",
    )
    not_reported("CD514", column(" ", "see below"))


def test_a_column_for_the_other_end() -> None:
    rows = [row.format("$300K") for row in ROWS]
    not_reported("CD514", against("company: acme", *rows, header="Region | Base Salary from | to | Total Comp"))


@pytest.mark.parametrize(("header", "cell"), [("Trend", "rising"), ("Notes", "$20K relocation"), ("YoE", "3–5")])
def test_skips_columns_without_pay(header: str, cell: str) -> None:
    not_reported("CD514", column(header, cell))
