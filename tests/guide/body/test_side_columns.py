"""Columns that say what the pay beside them is for."""

import pytest

from comp_data.guide.body.pay_table import read_compensation_table
from comp_data.guide.body.sections import Body
from comp_data.guide.body.table_rows import TableRow


def read(header: str, *rows: str) -> list[TableRow]:
    lines = [f"| {header} |", "|" + "---|" * (header.count("|") + 1), *(f"| {row} |" for row in rows), ""]
    found = read_compensation_table(Body("\n".join(lines), 0))
    assert found is not None
    return list(found.rows)


@pytest.mark.parametrize(
    "months",
    [
        "Months", "Pagas", "Mensilità", "Mensualités", "Salaries/yr", "Number of salaries", "# of payments",
        "Anzahl Gehälter", "Gehälter/Jahr", "Gehälter pro Jahr", "Nombre de mois", "Nº de pagas", "Monthly salaries",
        "Salaries per year", "Months paid", "Payments (per year)", "Pagas al año", "薪数", "月数",
        "Pay months", "N.º pagas", "Salaries per annum", "Annual payments", "Nb de mois",
    ],
)  # fmt: skip
@pytest.mark.parametrize("cell", ["14", "x14", "14x", "14 months"])
def test_a_months_pay_is_multiplied_by_the_months_beside_it(months: str, cell: str) -> None:
    (line,) = read(f"Region | Base (monthly) | {months} | Bonus", f"Vienna | €4,000 | {cell} | 10%")
    assert line.base
    assert (line.base.low, line.base.high, line.unread) == (56_000, 56_000, ())


@pytest.mark.parametrize(
    ("header", "base"), [("Base (annual)", "€56,000"), ("Base/month", "€4,000"), ("Base", "€4,000 per month")]
)
def test_months_beside_pay_with_a_period(header: str, base: str) -> None:
    lines = read(f"Region | {header} | Salaries", f"Vienna | {base} | 14", f"Graz | {base} | 14")
    assert [line.base and line.base.low for line in lines] == [56_000, 56_000]


@pytest.mark.parametrize("cell", ["?", "14+1", "—", "", "varies", "8", "13 or 14"])
def test_a_months_pay_is_refused_if_the_months_are_not_known(cell: str) -> None:
    (line,) = read("Region | Monthly base | Payments | Bonus", f"Vienna | €4,000 | {cell} | 10%")
    assert line.base is None
    assert len(line.unread) == 1
    assert line.bonus_pct


@pytest.mark.parametrize("header", ["Salaries/yr", "Monthly salaries", "Gehälter", "Salaries"])
def test_a_column_of_pay_with_such_a_name_is_not_one_of_months(header: str) -> None:
    (line,) = read(f"Region | {header} | Bonus | Total", "Vienna | €50,000 | 10% | €55,000")
    assert line.total_comp
    assert [cell.component for cell in line.unread] in ([], ["base"])


@pytest.mark.parametrize("header", ["13th month", "13. Monatsgehalt", "Aguinaldo", "Tredicesima", "Treizième mois"])
def test_pay_for_another_month_beside_a_months_pay(header: str) -> None:
    lines = read(f"Region | Base (monthly) | {header}", "Manila | ₱100,000 | yes", "Cebu | ₱90,000 | no")
    assert [line.base and line.base.low for line in lines] == [None, 1_080_000]


@pytest.mark.parametrize(
    "text", ["Salaries are paid 14 times a year.", "All salaries: 14 payments", "Plus 13th month."]
)
def test_a_line_about_payments_refuses_a_months_pay(text: str) -> None:
    body = f"{text}\n\n| Region | Base (monthly) |\n|---|---|\n| Vienna | €4,000 |\n"
    found = read_compensation_table(Body(body, 0))
    assert found
    assert found.rows[0].base is None


def test_a_header_says_how_many_months_the_pay_of_its_cells_is_for() -> None:
    lines = read("Region | Base (x13)", "Zurich | CHF 9,000/month", "Bern | CHF 8,000 pm")
    assert [line.base and line.base.low for line in lines] == [117_000, 104_000]


@pytest.mark.parametrize(
    ("header", "cell", "years"),
    [
        ("RSU", "3 years", 3),
        ("RSU", "4", 4),
        ("RSU", "33/33/33", 3),
        ("RSU", "33/33/34", 3),
        ("RSU", "4 years, 1-year cliff", 4),
        ("RSU (4yr)", "4 years", 4),
        ("RSU (4yr)", "quarterly", 4),
        ("RSU", "48 mo", 4),
        ("RSU", "3-year, quarterly", 3),
        ("RSU", "—", None),
    ],
)
def test_the_years_of_a_vesting_column(header: str, cell: str, years: int | None) -> None:
    (line,) = read(f"Region | Base | {header} | Vesting", f"Boston | $200K | $400K | {cell}")
    assert line.stock
    assert (line.stock.low, line.vest_years, line.unread) == (400_000, years, ())


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("RSU", "front-loaded 3"), ("RSU", "see grant letter"), ("RSU", "1-year cliff"), ("RSU", "monthly"),
        ("RSU", "25%"), ("RSU", "40/30/20"), ("RSU (4yr)", "3 years"), ("RSU (4yr)", "33/33/34"), ("RSU (3yr)", "7–8"),
    ],
)  # fmt: skip
def test_a_grant_is_refused_if_its_vesting_is_unclear(header: str, cell: str) -> None:
    (line,) = read(f"Region | Base | {header} | Vesting schedule", f"Boston | $200K | $400K | {cell}")
    assert line.stock is None
    assert [one.component for one in line.unread] == ["stock"]
    assert line.base


@pytest.mark.parametrize(
    "header", ["Vest (yrs)", "Vests over", "Grant period", "Schedule", "Stock term", "RSU schedule"]
)
def test_other_names_of_a_vesting_column(header: str) -> None:
    lines = read(f"Region | Base | RSU | {header}", "Boston | $200K | $300K | 3 years", "Austin | $200K | $300K | 3–4")
    assert [(line.stock is not None, line.vest_years) for line in lines] == [(True, 3), (False, None)]


def test_a_schedule_of_work_is_none_of_vesting() -> None:
    (line,) = read("Region | Base | RSU | Schedule", "Boston | $200K | $300K | hybrid")
    assert line.stock


@pytest.mark.parametrize(
    ("header", "cell"), [("Liczba pensji", "13"), ("Paid", "14 times"), ("13th/14th", "yes"), ("Extra months", "2")]
)
def test_a_number_of_months_below_another_header_refuses_a_months_pay(header: str, cell: str) -> None:
    (line,) = read(f"Region | Base (monthly) | Total | {header}", f"Vienna | €4,000 | €60,000 | {cell}")
    assert line.base is None
    assert line.total_comp


@pytest.mark.parametrize(
    ("header", "row", "part"),
    [
        ("Base | Pension | Total package", "£80K–£100K | £8K–£10K | £88K–£110K", "Pension"),
        ("Base | Bonus | Housing | Transport | Total", "€60K | 10% | €12K | €2,400 | €80.4K", "Housing + Transport"),
        ("Base | RSUs | Super (12%) | Total", "€150K | €40K | 12% | €178K", "Super (12%)"),
        ("Base | Car allowance (monthly) | Total", "€60K | €500 | €66K", "Car allowance (monthly)"),
    ],
)
def test_a_total_with_a_part_that_no_field_holds_is_refused(header: str, row: str, part: str) -> None:
    (line,) = read(f"Region | {header}", f"London | {row}")
    assert line.total_comp is None
    assert [cell.problem for cell in line.unread] == [f"it includes `{part}`, which front matter has no field for"]


def test_a_total_has_no_part_in_another_currency() -> None:
    (line,) = read("Region | Base | Relocation | Total", "Boston | $80K–$100K | £8K–£10K | $88K–$110K")
    assert line.total_comp
    (line,) = read("Region | Base | Pension | Total", "Sydney | A$80K–A$100K | $8K–$10K | A$88K–A$110K")
    assert not line.total_comp


@pytest.mark.parametrize("total", ["£88K–£110K", "£80K–£100K", "£99K–£124K"])
def test_a_total_is_read_if_the_other_parts_do_not_make_it(total: str) -> None:
    (line,) = read("Region | Base | Bonus | Pension | Total", f"London | £80K–£100K | 10% | £8K–£10K | {total}")
    assert line.total_comp
    assert line.unread == ()


@pytest.mark.parametrize(("header", "base", "bonus"), [("Base %", "70%", None), ("Base", "$150K", 10)])
def test_a_bonus_beside_a_base_in_percent_of_the_total_is_refused(header: str, base: str, bonus: int | None) -> None:
    (line,) = read(f"Region | Total | {header} | Bonus %", f"Austin | $200K | {base} | 10%")
    assert (line.bonus_pct and line.bonus_pct.low) == bonus
    assert line.total_comp


def test_a_footnote_that_says_what_a_total_includes_refuses_it() -> None:
    for note in (
        "Total includes a $20K signing bonus.",
        "Totals leave out the RSUs.",
        "Total leaves the equity out.",
        "Totals exclude the target bonus.",
    ):
        (line,) = read("Region | Base | Total*", "Austin | $150K | $185K", "", f"\\* {note}")
        assert line.total_comp is None
    (line,) = read("Region | Base | Total*", "Austin | $150K | $185K", "", "\\* Total includes a $20K signing bonus.")
    assert line.base
    assert line.total_comp is None


@pytest.mark.parametrize(
    ("base", "is_read"), [("€80K", True), ("€120,000", True), ("€6,500", False), ("¥350,000", False)]
)
def test_how_often_a_years_pay_is_paid_changes_nothing(base: str, *, is_read: bool) -> None:
    (line,) = read("Region | Base | Pay frequency | Bonus", f"Remote | {base} | Monthly | 10%")
    assert (line.base is not None) == is_read
