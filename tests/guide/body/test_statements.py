"""Statements about the figures of a table, at each place where a guide may have them."""

import pytest

from comp_data.guide.body.pay_table import CompensationTable, read_compensation_table
from comp_data.guide.body.sections import Body

TITLE = "# Data Engineer | Acme Global Negotiation Guide"
ROW = "| Boston{} | $120K–$150K | 80,000–100,000 | 10% | $152K–$190K |"
HEADER = "| Region | Base | Stock (RSU/4yr) | Bonus | Total |\n|---|---|---|---|---|"


def read(above: str = "", below: str = "", mark: str = "", table: str = "") -> CompensationTable:
    table = table or f"{HEADER}\n{ROW.format(mark)}"
    found = read_compensation_table(Body("\n\n".join((TITLE, above, "USD", table, below, "")), 0))
    assert found is not None
    return found


def read_parts(**around: str) -> set[str]:
    (row,) = read(**around).rows
    return {name for name in ("base", "stock", "total_comp") if getattr(row, name)}


def places_of(line: str) -> list[dict[str, str]]:
    items = [f"- Updated in June.\n- {line}", f"1. {line}", f"* **Note:** {line}"]
    texts = [{"below": text} for text in (line, f"> {line}", f"**Note:** {line}", f"*Hinweis: {line}*", *items)]
    return [*texts, {"mark": "[^1]", "below": f"[^1]: {line}"}]


@pytest.mark.parametrize(
    "line",
    [
        "All figures are monthly.", "These figures are for interns.", "The numbers are made up.",
        "Figures are the 75th percentile.", "All numbers are P90.", "Figures are candidate expectations, not offers.",
        "These are market rates, not ours.", "Figures are stipends for students.", "Figures are lifetime earnings.",
        "These ranges are for Senior Staff only.", "Figures are in 2015 dollars.", "Values are indexed to 100.",
        "Amounts are before the 10% cut of March.", "All salaries are reduced by 10% at present.",
        "Amounts have not been raised by 5% yet.", "Figures are salary after pension contributions.",
        "These salaries are paid for nine months.", "Base salary includes the target bonus.", "Beloppen är netto.",
        "Base includes a guaranteed bonus of 10%.", "Salaries shown are over OTE.", "Salaries are total packages.",
        "The base column shows total cash.", "Base is the market median.", "Base is last year's.",
    ],
)  # fmt: skip
def test_a_statement_that_makes_pay_another_refuses_it_wherever_it_is(line: str) -> None:
    for place in places_of(line):
        assert "base" not in read_parts(**place), place


@pytest.mark.parametrize(
    "line",
    [
        "Montants en milliers.",
        "Importes en miles.",
        "Valores em milhares.",
        "Bedragen in duizenden.",
        "Belopp i tusental.",
    ],
)
def test_thousands_in_more_languages_refuse_full_amounts(line: str) -> None:
    table = "| Region | Base |\n|---|---|\n| Boston | 120,000 |"
    assert read(below=line, table=table).rows[0].base is None


@pytest.mark.parametrize(
    "line",
    [
        "Interns are paid separately.", "Ranges are reviewed monthly.", "Salaries are paid biweekly.",
        "The probation period is 3 months.", "6 months probation", "We pay twice a month.",
        "Gehälter werden monatlich gezahlt.", "Le salaire est versé chaque mois.", "El salario se paga cada mes.",
        "Lo stipendio è pagato ogni mese.", "O salário é pago mensalmente.", "Het salaris wordt maandelijks betaald.",
        "Lönen betalas varje månad.", "Wynagrodzenie jest wypłacane co miesiąc.", "給与は毎月支払われます。",
        "工资按月发放。", "Net pay depends on your family.", "Figures are rounded to the nearest $1,000.",
        "Ranges are the same for all genders.", "We aim for the 75th percentile of the market.",
        "Stock vests quarterly after a cliff.", "Equity is valued at grant.", "Total does not include sign-on.",
        "Total is base + stock/4 + bonus.", "RSUs vest annually.", "Total comp is per year.",
    ],
)  # fmt: skip
def test_a_statement_about_something_else_leaves_pay_wherever_it_is(line: str) -> None:
    for place in places_of(line):
        assert read_parts(**place) == {"base", "stock", "total_comp"}, place


@pytest.mark.parametrize(
    "line",
    [
        "Stock is the number of options.", "Equity is given as a count of options.", "Equity figures are share counts.",
        "Stock is a number of shares.", "Stock figures are at strike price.", "Equity includes refreshers.",
        "Stock includes the annual refresher.", "Equity values assume a tenfold exit.", "Stock is net of tax.",
        "Stock is per year.", "Equity figures are annual.", "Stock is the annual value of the grant.",
        "RSUs are shown per year.",
    ],
)  # fmt: skip
def test_a_statement_that_makes_a_grant_another_amount_refuses_it(line: str) -> None:
    for place in places_of(line)[:6]:
        assert read_parts(**place) == {"base", "total_comp"}, place


@pytest.mark.parametrize(
    "line",
    [
        "Total comp includes relocation.", "Total comp is for a year with maximum bonus.",
        "Total comp leaves out the bonus.", "Total is OTE.", "Totals are four-year totals.",
        "Total comp includes the full four-year grant.",
    ],
)  # fmt: skip
def test_a_statement_that_makes_a_total_another_amount_refuses_it(line: str) -> None:
    for place in places_of(line)[:6]:
        assert read_parts(**place) == {"base", "stock"}, place


def test_a_line_above_a_list_is_not_about_the_table_below_it() -> None:
    assert "base" in read_parts(above="All figures are monthly.\n\n- Updated in June.\n")


@pytest.mark.parametrize("note", ["monthly", "net", "contractor", "intern", "former range", "competitor"])
def test_a_column_of_notes_is_about_its_row(note: str) -> None:
    lines = f"| L4 | $120K | $110K | {note} |\n| L5 | $150K | $140K | |"
    found = read(table=f"| Level | Boston | Austin | Notes |\n|---|---|---|---|\n{lines}")
    assert [[one.total_comp is None for one in row.levels] for row in found.rows] == [[True, False]] * 2
    rows = f"| Boston | $120K | $150K | {note} |\n| Austin | $110K | $140K | |"
    found = read(table=f"| Region | Base | Total | Notes |\n|---|---|---|---|\n{rows}")
    assert [row.base is None for row in found.rows] == [True, False]


def test_a_column_of_sources_says_nothing_of_pay() -> None:
    found = read(table="| Region | Base | Total | Source |\n|---|---|---|---|\n| Boston | $120K | $150K | intern |")
    assert found.rows[0].base is not None


@pytest.mark.parametrize(("cell", "is_read"), [("57,600,000", False), ("$57,600,000", True), ("57,600", True)])
def test_a_grant_too_large_for_the_dollars_of_its_header_may_be_in_the_local_currency(cell: str, is_read: bool) -> None:
    row = f"| Seoul | ₩80,000,000–₩90,000,000 | {cell} |"
    found = read(table=f"| Region | Base | RSU (USD) |\n|---|---|---|\n{row}")
    assert (found.rows[0].stock is not None) == is_read
