"""What the texts around a figure say about it: labels, other columns, headings, lines, footnotes, tooltips."""

from unittest.mock import ANY

import pytest

from comp_data.guide.body.context import NOTHING, read_context
from comp_data.guide.body.pay_table import CompensationTable, read_compensation_table
from comp_data.guide.body.sections import Body
from comp_data.values.currencies import CODES
from comp_data.values.words import words

HEADER = "Region | Base | Bonus"


def read(*rows: str, header: str = HEADER, above: str = "", below: str = "") -> CompensationTable:
    lines = [f"| {line} |" if "|" in line else line for line in rows]
    text = "\n".join([above, "", f"| {header} |", "|" + "---|" * (header.count("|") + 1), *lines, below, ""])
    table = read_compensation_table(Body(text, 0))
    assert table is not None
    return table


def bases(table: CompensationTable) -> list[float | None]:
    """Return the base of each row with figures or unread cells; an unread cell gives None."""
    rows = [row for row in table.rows if row.figures or row.unread]
    for row in rows:
        assert (row.base is None) == any(cell.component == "base" and cell.problem for cell in row.unread)
    return [row.base.low if row.base else None for row in rows]


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_alone_is_read_as_one_with_a_period(code: str) -> None:
    assert read_context(code) == read_context(f"{code}.")


@pytest.mark.parametrize("word", sorted(words("texts", "name of a table")))
def test_words_of_the_name_of_a_table_say_nothing_of_its_figures(word: str) -> None:
    for name in (word, f"Pay {word}", f"{word} of the Salary", f"Compensation {word} by region (2025-2026)"):
        assert read_context(name) == read_context(f"{name}.") == NOTHING


REFUSED = [
    "Stundenlöhne", "Alle Beträge sind Stundenlöhne.", "Uurlonen in euro", "Timlöner i kronor",
    "Monthly gross salaries:", "*Monthly gross, in EUR*", "Hourly rates", "Daily rates, excluding VAT",
    "Net salaries after tax.", "> monthly, gross", "**Base pay per month**", "Monatliche Gehälter",
    "Salaires nets mensuels", "(in thousands)", "All figures in thousands of USD, per year.", "Amounts: k€",
    "All amounts are for a 32h week", "All amounts are for 80% FTE", "Part-time pay", "In 14 payments",
    "Figures are in thousands of local currency", "Prorated pay", "20 Stunden pro Woche:", "Employer cost",
    "Figures in this table are amounts per month before tax.", "Amounts in this table are after tax.",
    "The amounts are for 80% of the usual full-time hours.",
    "The ranges below are for 80% positions.", "Salaries are net (take-home).",
    "Figures are for a 4-day week (80%).", "Gehälter für eine 4-Tage-Woche.", "Half-time salaries.",
    "All figures are monthly, before raises.", "All amounts are net; interns excluded.",
    "Figures are for two years.", "Amounts cover two years.", "Base salary over 2 years", "Beträge für zwei Jahre.",
    "Importes por dos años.", "Two-year totals.", "Figures are for six months.", "Figures must be multiplied by 1.2.",
    "All amounts × 1.2.", "Add 10% to all figures.", "Add 5% to every base above.", "Base pay is for 80% schedules.",
    "Base and total are after income tax.", "Figures are 10% too low.", "Values are scaled by 0.8.",
    "Gehälter für 80%-Stellen.", "Figures are cumulative.", "Figures are per team of two.",
    "Figures include employer social contributions.",
    "Every figure is doubled.", "All values are in tens of thousands.", "Salaries include a 10% bonus.",
    "Salaries include all bonuses.", "Figures include VAT.", "Fully loaded cost per head.",
    "All numbers in hundreds.", "Amounts are for 4/5 of full time.",
    "Alle Beträge netto.", "Montants nets.", "Importes netos.", "Valori netti.", "Kwoty netto.",
    "Todos los importes son por mes.", "Todos os valores são líquidos.", "Tutte le cifre sono al mese.",
    "Cifras netas.", "Base includes the target bonus.", "Ranges are net.", "Tutarlar aylıktır.",
    "金額はすべて手取りです。", "Все суммы указаны после вычета налогов.", "*Note: all amounts are net.*",
    "Hinweis: Alle Angaben pro Monat.",
]  # fmt: skip
KEPT = [
    "Real offers, 2026", "Data from offers we saw in 2025",
    "Ranges from real offers", "Raise the total, not each part.", "Add 10% for on-call.",
    "Total does not count benefits.", "Totals count no benefits.", "Every base is for full-time work.",
    "Pay after 2 years of data", "Market pay, closed offers 2026",
    "Each year of equity is added at grant value.", "Offer letter data, 2025–2026",
    "Each quarter, salaries are benchmarked.", "Rows are sorted by total pay.", "Every month, figures are reviewed.",
    "Gehälter je nach Standort", "Total comp includes the target bonus.", "Ranges are reviewed each April.",
    "Die Gehälter werden monatlich ausgezahlt.", "Les salaires sont versés chaque mois.", "Note: paid monthly.",
    "Los salarios se pagan cada mes.", "Gli stipendi sono pagati ogni mese.", "Os salários são pagos todo mês.",
    "Updated monthly.", "Salaries are paid monthly.", "Pay is per annum, gross.", "We review pay every month.",
    "Bonuses are paid quarterly.", "RSUs vest monthly.", "Bonus is paid over two years.", "Data of the last two years.",
    "Salaries are reviewed every two years.", "Figures from 32 offers.", "Salary ranges for five regions.",
    "Salaries are for full-time work (40 hours).", "Two years of experience are expected.",
    "Figures are in local currency.", "40 hours a week",
    "Bonuses are paid twice a year, in March.", "Notice is three months in London.", "Office days: two a week.",
    "Monthly pay is a twelfth of base.", "For part-time, figures are pro rata.", "Part-time is possible from 80%.",
    "London gets two days more of leave.", "Payday is the 25th of each month.", "Sick pay from the first day.",
    "Phone: 20 EUR per month.", "Buoni pasto da 8 euro al giorno.", "Employer cost is about 22% higher.",
    "Urlaub: 30 Tage.", "Homeoffice: 3 Tage pro Woche.", "Teilzeit ist möglich.", "Préavis de trois mois.",
    "Belopp före skatt per år.", "The offer is valid for seven days.", "Base × 10–15% = bonus.",
    "Salaries are reviewed in January; raises are 3–5%.",
    "A gym costs €40 a month here.", "Edge network (NYSE: NET), hired next month",
    "Contractors are paid by the day. Interns earn 50% of the base.", "Löhne pro Standort",
    "Total = base + stock ÷ 4 + bonus. Updated in May.", "Salaires par ville", "Employer costs are not included.",
    "Lønn per by", "Confirmed with HR in October.",
    "In the US, 401(k) match is 4%.", "Weekly hours: 40. Remote work is possible.",
    "Part-time roles are prorated. Interns too.", "Projected raise for 2027: 3–4%.",
    "Equity is a 4-year grant; divide by four for the annual value.", "Pay per location is listed here.",
    "A long sentence that says, among much else and at great length, what a month of rent costs.",
]  # fmt: skip


@pytest.mark.parametrize("line", REFUSED)
def test_a_line_beside_the_table_that_changes_its_figures_refuses_them(line: str) -> None:
    row = "Warsaw | 120,000 PLN | 10%"
    assert bases(read(row, above=line)) == [None]
    assert bases(read(row, below="\n" + line)) == [None]
    assert bases(read(row, above=f"## {line.strip('*> ')}\n")) == [None]
    assert bases(read(row, above=f"## {line.strip('*> ')}\n\n### Europe\n")) == [None]
    assert bases(read(row, above=f"## {line.strip('*> ')}\n\n## Europe\n")) == [120000]
    assert bases(read(row, above=f"{line}\n\nAs of May.")) == [None]
    assert bases(read(row, below=f"\nAs of May.\n\n{line}")) == [None]
    assert bases(read(row, "Paris | 80K | 5%", above=f"{line}\n\n- As of May.")) == [120000, 80000]


def test_a_list_beside_the_table_is_about_its_figures_too() -> None:
    row, items = "Warsaw | 120,000 PLN | 10%", "- Reviewed in May.\n- All figures are net.\n"
    assert bases(read(row, above=items)) == bases(read(row, below=f"\n{items}")) == [None]
    assert bases(read(row, above=f"{items}\nAs of May.")) == bases(read(row, below=f"\nMay.\n\n{items}")) == [120000]
    assert bases(read(row, above="- Paid monthly.\n- RSUs vest monthly.\n")) == [120000]


@pytest.mark.parametrize("line", KEPT)
def test_a_line_about_something_else_changes_nothing(line: str) -> None:
    assert bases(read("Warsaw | 120,000 PLN | 10%", above=line, below="\n" + line)) == [120000]


@pytest.mark.parametrize(
    "line",
    [
        "Updated in May by the compensation team of our company. All figures are net.",
        "*Bonuses are paid in March of the next year; salaries are after tax.*",
        "Base ranges are for 80% schedules; a full week pays a quarter more than that.",
        "These are the salaries of people hired in the last year. Salaries are for 80% positions. More below.",
        "Overtime is paid at 150%, amounts are monthly.",
        "Amounts are monthly, overtime is paid at 150%.",
        "Meals are free. Offers are open until May, salaries are net.",
        "According to the team, these figures are net.",
        "As of May, all amounts are per month.",
        "Each row is net.",
    ],
)
def test_each_sentence_of_a_line_is_read(line: str) -> None:
    row = "Warsaw | 120,000 PLN | 10%"
    assert bases(read(row, above=line)) == [None]
    assert bases(read(row, below="\n" + line)) == [None]


@pytest.mark.parametrize(
    ("line", "is_read"),
    [
        ("Bonus is a percentage of total pay.", False),
        ("Bonus: % of OTE", False),
        ("Bonuses are percentages of total cash.", False),
        ("Bonus is a percentage of base salary.", True),
        ("Bonus percentages are of the annual base.", True),
    ],
)
def test_a_bonus_is_a_percentage_of_what_the_line_beside_it_says(line: str, is_read: bool) -> None:
    (row,) = read("Warsaw | 120,000 PLN | 10%", below="\n" + line).rows
    assert (row.base is not None, row.bonus_pct is not None) == (True, is_read)
    (row,) = read("Warsaw | 120,000 PLN | 10,000 PLN", below="\n" + line).rows
    assert row.bonus is not None


def test_a_footnote_of_a_percentage_is_read() -> None:
    (row,) = read("Warsaw | 120,000 PLN | 10%*", below="\n\\* of OTE").rows
    assert (row.base is not None, row.bonus_pct) == (True, None)
    (row,) = read("Warsaw | 120,000 PLN | 10%*", below="\n\\* of base").rows
    assert row.bonus_pct is not None


@pytest.mark.parametrize(
    "line",
    [
        "Equity vests over 3 years. Equity columns show the annual vest.", "Equity is quoted per year. Base is too.",
        "*Note: equity is shown as the annualized value of the four-year grant; base is gross, without benefits.*",
        "Equity: annual value of a 4-year grant.", "The equity column shows the annual vest. Base is gross.",
        "RSUs vest over three years in equal parts. Cliff: none.",
    ],
)  # fmt: skip
def test_a_sentence_about_a_years_share_of_the_grant_refuses_it(line: str) -> None:
    (row,) = read("Boston | $150K | $20K | $170K", header="Region | Base | Equity | Total", below="\n" + line).rows
    assert (row.stock, [cell.component for cell in row.unread]) == (None, ["stock"])


@pytest.mark.parametrize(
    "line",
    [
        "Equity is shown as four-year totals.", "Equity figures are 3-year values.", "Equity covers four years.",
        "Equity is the full four-year grant.", "RSU grants: four-year totals", "Four-year totals",
    ],
)  # fmt: skip
def test_a_whole_grant_contradicts_a_column_of_a_year(line: str) -> None:
    (row,) = read("Boston | $150K | $20K | $170K", header="Region | Base | Equity/yr | Total", below="\n" + line).rows
    (problem,) = [cell.problem for cell in row.unread if cell.component == "stock"]
    assert (row.stock, problem) == (None, f"`{line}` is stated beside it, and its header says a year's")


@pytest.mark.parametrize(
    "line", ["RSUs vest over four years.", "Equity is the annual value of the four-year grant.", "Equity is yearly."]
)
def test_a_line_that_a_years_share_of_a_grant_agrees_with(line: str) -> None:
    (row,) = read("Boston | $150K | $20K | $170K", header="Region | Base | Equity/yr | Total", below="\n" + line).rows
    assert row.stock
    assert (row.stock.low, row.vest_years) == (20_000, 1)


def test_a_total_with_annualized_equity_says_nothing_about_the_grant() -> None:
    below = "\nTotal comp includes annualized equity."
    (row,) = read("Boston | $150K | $80K | $170K", header="Region | Base | Equity | Total", below=below).rows
    assert row.stock is not None


def test_totals_of_three_years_are_no_grant_of_four() -> None:
    below = "\nEquity is shown as three-year totals."
    (row,) = read("Boston | $150K | $20K | $170K", header="Region | Base | Equity | Total", below=below).rows
    assert row.stock is None


@pytest.mark.parametrize(
    "line",
    [
        "All figures are fictional and per month.", "Draft: all amounts are monthly.",
        "Amounts are net of agency fees.", "Illustrative figures are per month.",
        "All pay is after tax, and projected.",
    ],
)  # fmt: skip
def test_a_sentence_about_the_figures_may_name_other_pay(line: str) -> None:
    assert bases(read("Warsaw | 120,000 PLN | 10%", above=line)) == [None]


@pytest.mark.parametrize("line", ["US figures are in USD; UK figures are in GBP.", "US in USD.\n\nFigures are in GBP."])
def test_of_several_currencies_each_place_has_its_own(line: str) -> None:
    rows = read("Boston | 150,000", "London | 90,000", header="Region | Base", above=line).rows
    assert [row.base and row.base.currency for row in rows] == ["USD", "GBP"]


@pytest.mark.parametrize(
    "line",
    [
        "Toronto is in Canadian dollars. Rounded to thousands.", "Toronto figures are in CAD.",
        "In Toronto, pay is in CAD.", "Amounts in CAD for Toronto.", "All C$ for Toronto",
        "Toronto: CAD. Elsewhere: USD.",
        "CAD figures at 0.73.", "CAD amounts are converted at 0.73.",
        "Toronto en CAD.", "Toronto em CAD",
        "Figures are in USD; Toronto is in CAD.", "Toronto is in CAD; all other figures are in USD.",
    ],
)  # fmt: skip
def test_the_currency_of_one_place_is_not_that_of_the_others(line: str) -> None:
    rows = read("Boston | $150,000 | 10%", "Toronto | $140,000 | 10%", below=f"\n_{line}_").rows
    assert rows[0].currency == "USD"
    assert rows[1].currency in ("CAD", None)


@pytest.mark.parametrize(
    "line", ["All figures, including those of Toronto, are in USD.", "In Toronto too, all pay is in USD."]
)
def test_the_currency_of_all_figures_is_that_of_a_place_that_is_named(line: str) -> None:
    rows = read("Boston | 150,000 | 10%", "Toronto | 140,000 | 10%", below=f"\n_{line}_").rows
    assert [row.currency for row in rows] == ["USD", "USD"]


@pytest.mark.parametrize(
    "line",
    ["The company pays in fourteen instalments. All amounts are per month.", "Der Monatslohn wird 13-mal ausbezahlt."],
)
def test_a_month_is_not_a_twelfth_of_a_year_if_there_are_more_payments(line: str) -> None:
    (row,) = read("Vienna | €4,500–€6,000 a month", header="Region | Base", above=line).rows
    assert row.base is None
    assert "a year may have more than 12 months' pay" in row.unread[0].problem


def test_a_total_of_the_employers_cost_is_refused() -> None:
    (row,) = read("Paris | €55K | €75K", header="Region | Base | Total", below="\nTotal is employer cost.").rows
    assert row.base is not None
    assert row.total_comp is None


def test_a_sentence_may_state_the_currency_of_a_grant() -> None:
    above = "All amounts in USD per year; equity is the full four-year grant."
    (row,) = read("Boston | 150,000 | 80,000", header="Region | Base | Equity", above=above).rows
    assert row.stock is not None
    assert (row.stock.low, row.stock.currency) == (80_000, "USD")


def test_a_heading_about_something_else_changes_nothing() -> None:
    above = "## Quarterly planning and pay philosophy\n"
    assert bases(read("Warsaw | 120,000 PLN | 10%", above=above)) == [120000]


@pytest.mark.parametrize(
    "label",
    [
        "London (day rate)", "NYC contractors (per hour)", "NYC - net", "Warsaw - B2B net", "Amsterdam (32h)",
        "Sydney (incl. super)", "Berlin, part time", "Berlin (80%)", "Berlin: monthly", "Warsaw, net",
        "Monthly - Warsaw", "London per day", "Berlin (0.8 FTE)",
    ],
)  # fmt: skip
def test_a_label_that_changes_its_figures_refuses_them(label: str) -> None:
    assert bases(read(f"{label} | 120,000 EUR | 10%", "Oslo | 90K | 5%")) == [None, 90000]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Notes", "per month, B2B net"), ("Notes", "32h week"), ("Basis", "monthly gross"), ("Basis", "incl. super"),
        ("per", "month"), ("Gross/Net", "net"), ("Hours/week", "32"), ("FTE", "0.8"), ("Workload", "80%"),
        ("Contract", "UoP (monthly)"), ("Pay period", "Per day"), ("Type", "part-time"), ("Net", "yes"),
        ("Payments", "13"), ("Unit", "k"), ("Unit", "thousands"), ("Part-time", "✓"),
        ("Notes", "3 days"), ("Notes", "4 days a week"), ("Range", "High"),
    ],
)  # fmt: skip
def test_a_cell_of_another_column_that_changes_the_figure_refuses_it(header: str, cell: str) -> None:
    table = read(f"Oslo | 120,000 EUR | 10% | {cell}", "Oslo | 90K | 5% | ", header=f"{HEADER} | {header}")
    assert bases(table) == [None, 90000]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Hours/week", "40"), ("FTE", "1.0"), ("Comment", "paid monthly"), ("Notes", "gross, per year"),
        ("Net", "no"), ("Confidence", "High"), ("Market demand", "Low"), ("Notes", "hybrid, 3 days"),
        ("Notes", "Hybrid, 3 days/week"), ("Notes", "3 days per week in office"), ("Notes", "3x/week office"),
        ("Work model", "3 days a week"), ("Review cycle", "semi-annual"), ("On-call", "1 week in 6"),
        ("Notes", "Hybrid (2–3 days a week)"), ("Office", "3 days in office"), ("Notes", "2-3 days a week on-site"),
        ("Benefits", "401(k) 50% match"), ("PTO", "25 days"), ("Notice period", "3 months"), ("Notes", "28 days off"),
        ("Data quality", "High"),
    ],
)  # fmt: skip
def test_a_cell_of_another_column_that_changes_nothing_is_kept(header: str, cell: str) -> None:
    assert bases(read(f"Oslo | 120,000 EUR | 10% | {cell}", header=f"{HEADER} | {header}")) == [120000]


@pytest.mark.parametrize(
    ("mark", "note"),
    [("[^m]", "[^m]: per month"), ("¹", "¹ for 32 hours a week"), ("*", "\\* per month"), ("\\*", "* net"),
     ("<sup>1</sup>", "<sup>1</sup> hourly"), ("†", "† part time"), ("**", "\\* of base\n\\*\\* per month")],
)  # fmt: skip
def test_a_footnote_refuses_the_figures_that_refer_to_it(mark: str, note: str) -> None:
    row, below = "Oslo | 120,000 EUR | 10%", "\n" + note
    assert bases(read(row, below=below)) == [120000]
    assert bases(read(f"Oslo | 120,000 EUR{mark} | 10%", row, below=below)) == [None, 120000]
    assert bases(read(f"Oslo{mark} | 120,000 EUR | 10%", row, below=below)) == [None, 120000]
    assert bases(read(row, header=f"Region | Base{mark} | Bonus", below=below)) == [None]


@pytest.mark.parametrize(
    "line",
    ["Oslo figures are monthly.", "Oslo: net of tax.", "Oslo : netto", "In Oslo, figures are for 30 hours a week."],
)
def test_a_line_about_one_row_says_nothing_of_the_others(line: str) -> None:
    rows = ("Oslo | 120,000 EUR | 10%", "Cork | 90,000 EUR | 10%")
    assert bases(read(*rows, below=f"\n{line}")) == [None, 90_000]
    assert bases(read(*rows, above=line)) == [None, 90_000]


@pytest.mark.parametrize(
    "line",
    [
        *("Oslo and Cork figures are monthly.", "Oslo: yearly, Cork: monthly.", "Oslo: yearly, all others: monthly."),
        *("Figures are monthly in Oslo.", "Norway: monthly.", "Base figures are monthly.", "Oslo: monthly. Oslo: net."),
        *("Oslo figures are monthly too.", "Oslo: monthly, same as Cork."),
    ],
)
def test_a_line_that_may_be_about_more_rows_is_about_all(line: str) -> None:
    rows = ("Oslo | 120,000 EUR | 10%", "Cork | 90,000 EUR | 10%")
    assert bases(read(*rows, below=f"\n{line}")) == [None, None]


def test_a_line_about_a_country_may_be_about_a_row_within_it() -> None:
    rows = ("US | $120,000 | 10%", "US East | $90,000 | 10%")
    assert bases(read(*rows, below="\nUS figures are monthly.")) == [None, None]


def test_a_line_about_one_row_may_state_its_currency() -> None:
    table = read("Toronto | $120,000 | 10%", "Denver | $90,000 | 10%", below="\nToronto: CAD.")
    assert [row.base and row.base.currency for row in table.rows] == ["CAD", "USD"]


def test_a_footnote_of_a_region_is_followed_beside_a_level() -> None:
    table = read("Berlin* | L4 | €80K", "Berlin | L5 | €90K", header="Region | Level | Base", below="\n\\* monthly")
    assert bases(table) == [None, 90_000]


@pytest.mark.parametrize(
    ("note", "is_read"),
    [("Over four years.", True), ("Over three years.", False), ("Per-year value; grants vest over four years.", False)],
)
def test_a_footnote_with_the_usual_years_of_a_grant_leaves_it(note: str, is_read: bool) -> None:
    table = read("Oslo | 120K EUR | 40K EUR", header="Region | Base | Equity[^2]", below=f"\n[^2]: {note}")
    assert [row.stock is not None for row in table.rows] == [is_read]
    assert bases(table) == [120000]


def test_lines_of_the_table_without_figures_apply_to_those_below_them_or_to_all_at_its_end() -> None:
    table = read("**Europe (monthly)** | | ", "Oslo | 120K EUR | 5%", "**US** | | ", "New York | $150K | 10%")
    assert bases(table) == [None, 150000]
    assert bases(read("Oslo | 120K EUR | 5%", "*All figures monthly*")) == [None]
    assert bases(read("Oslo | 120K EUR* | 5%", "Rome | 90K EUR | 5%", "\\* monthly, gross | | ")) == [None, 90000]


@pytest.mark.parametrize("line", ["[All figures are monthly]: /pay", '[All figures are monthly]: /pay "a title"'])
def test_the_address_of_a_link_is_no_line_beside_the_table(line: str) -> None:
    assert bases(read("Boston | $120K | 5%", above=line, below=f"\n{line}")) == [120_000]
    assert bases(read("Boston | $120K | 5%", above="[Note]: All figures are monthly")) == [None]


def test_tooltips_and_struck_headers_are_read() -> None:
    assert bases(read('Oslo | <abbr title="per month">20 000 EUR</abbr> | 5%')) == [None]
    assert bases(read("Oslo | 20 000 EUR | 5%", header="Region | ~~Base~~ | Bonus")) == [None]


def test_a_figure_with_its_own_period_or_unit_is_read() -> None:
    assert bases(read("Oslo | 120,000 EUR/yr | 5%", above="Monthly salaries")) == [120000]
    assert bases(read("Oslo | 10,000 EUR | 5%", header="Region | Base (monthly) | Bonus", above="Monthly")) == [120000]
    assert bases(read("Oslo | 120k EUR | 5%", above="All figures in thousands.")) == [120000]


def test_a_total_without_a_period_beside_a_base_a_month() -> None:
    (row,) = read("Bengaluru | ₹150,000 | ₹200,000", header="Region | Base (monthly) | Total Comp").rows
    assert row.base is not None
    assert row.total_comp is None
    assert [cell.problem for cell in row.unread] == [
        "only the base or the total is stated for a month, and this one may be for a month too"
    ]
    (row,) = read("Bengaluru | ₹150,000 | ₹2,200,000", header="Region | Base (monthly) | Total Comp").rows
    assert (row.base and row.base.low, row.total_comp and row.total_comp.low) == (1_800_000, 2_200_000)


@pytest.mark.parametrize(
    ("line", "row", "currency"),
    [
        ("Amounts are stated in US dollars.", "London | 110,000 | 10%", "USD"),
        ("Salaries in US dollars:", "Tokyo | 110,000 | 10%", "USD"),
        ("All figures in dollars.", "London | 110,000 | 10%", "USD"),
        ("All figures in dollars.", "Toronto | 110,000 | 10%", None),
        ("All figures in dollars.", "London | £110,000 | 10%", "GBP"),
        ("All figures in pesos.", "New York | 1,100,000 | 10%", None),
        ("All figures converted to USD at December rates.", "London | 110,000 | 10%", "USD"),
        ("All figures in Canadian dollars.", "New York | $150,000 | 10%", "CAD"),
        ("Alle Angaben in Euro.", "Zurich | 110.000 | 10%", "EUR"),
        ("Montants en dollars américains.", "Montreal | 110 000 | 10%", "USD"),
        ("Importes en dólares.", "Madrid | 110,000 | 10%", "USD"),
    ],
)
def test_a_currency_in_words_beside_the_table_replaces_the_local_one(line: str, row: str, currency: str | None) -> None:
    for table in (read(row, above=line), read(row, below="\n" + line)):
        assert [(one.base and one.base.low, one.currency) for one in table.rows] == [(ANY, currency)]


def test_an_unknown_currency_in_words_refuses_the_figures() -> None:
    (row,) = read("New York | 110,000 | 10%", above="All figures in Bermudian dollars.").rows
    assert "`Bermudian dollars` is not a currency that is known; write its code" in [
        cell.problem for cell in row.unread
    ]


@pytest.mark.parametrize(
    ("header", "region", "currency"),
    [
        ("Base (US dollars)", "London", "USD"), ("Base in dollars", "London", "USD"),
        ("Base in dollars", "Toronto", None),
        ("Base in euros", "New York", "EUR"), ("Salary in pesos", "Mexico City", "MXN"),
        ("Salary in pesos", "New York", None), ("Base (kr)", "Oslo", "NOK"),
        ("Base, $", "London", "USD"), ("$ Base", "London", "USD"), ("Base ($/yr)", "London", "USD"),
        ("Base kr", "London", None), ("Base $", "Toronto", None),
    ],
)  # fmt: skip
def test_a_currency_in_words_in_a_header_replaces_the_local_one(header: str, region: str, currency: str | None) -> None:
    (row,) = read(f"{region} | 1,100,000 | 10%", header=f"Region | {header} | Bonus").rows
    assert row.currency == currency


@pytest.mark.parametrize("line", ["All figures in CAD.", "## Compensation in CAD", "Currency: CAD", "Pay (CAD)"])
def test_the_currency_of_a_table_decides_a_bare_sign(line: str) -> None:
    rows = read("Toronto | $120,000 | 10%", "Remote | 110,000 | 10%", "London | £90,000 | 10%", above=line).rows
    assert [row.currency for row in rows] == ["CAD", "CAD", "GBP"]


def test_the_heading_names_the_part_of_pay_of_a_table_by_level() -> None:
    table = read(
        "Junior | €50K | £45K", "Senior | €70K | £65K", header="Level | Berlin | London", above="## Base salary"
    )
    assert bases(table) == [50000, 45000]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Base salaries are shown by level.", "base"), ("All figures are base salary.", "base"),
        ("Salaries are in EUR, gross.", "base"), ("Base salary (no bonus)", "base"), ("Stock grants by level", "stock"),
        ("All figures are gross and per year.", "total_comp"), ("Alle Angaben brutto", "total_comp"),
        ("Bonuses are paid in March.", "total_comp"), ("Equity is not included.", "total_comp"),
        ("Signing bonuses are common and are not in the total.", "total_comp"),
        ("Figures do not include equity.", "total_comp"), ("The bonus is 10% of base.", "total_comp"),
        ("The base is about 70% of it.", "total_comp"), ("Base salary is capped at $230K.", "total_comp"),
        ("The median offer is $185K base.", "total_comp"), ("Equity makes up 20% of the package.", "total_comp"),
        ("Stock in Toronto is granted in USD.", "total_comp"), ("Units are PSUs for directors.", "total_comp"),
        ("Sign-on: $25K in year one, $15K in year two.", "total_comp"), ("A share was worth $52.", "total_comp"),
        ("In year one, a signing bonus makes up for the bonus.", "total_comp"), ("Figures are bonuses.", "bonus"),
        ("Base pay by level", "base"), ("Base salary only", "base"), ("Base salary by level (May 2026)", "base"),
        ("Compensation is base salary only.", "base"), ("Salaries have been rounded.", "base"),
        ("Wages by level, not total", "base"), ("Fixed pay, gross.", "base"), ("Bonus (no base)", "bonus"),
        ("Stock grants, excluding refreshers", "stock"), ("RSU grants over four years (not options).", "stock"),
        ("Options are listed by level.", "stock"), ("Stock is listed on NYSE.", "total_comp"),
        ("Bonus not included", "total_comp"), ("RSUs only for seniors.", "total_comp"),
    ],
)  # fmt: skip
def test_a_sentence_about_a_part_of_pay_does_not_name_that_of_a_table_by_level(line: str, part: str) -> None:
    rows = "Junior | €50K–€60K | £45K–£55K", "Senior | €70K–€80K | £65K–£75K"
    for table in (read(*rows, header="Level | Berlin | London", above=f"{line}\n"),
                  read(*rows, header="Level | Berlin | London", below=f"\n{line}")):  # fmt: skip
        assert [key for key in ("base", "stock", "bonus", "total_comp") if getattr(table.rows[0], key)] == [part]


@pytest.mark.parametrize("text", ["", "month " * 16, "RSU grants vest monthly"])
def test_long_texts_and_those_about_stock_say_nothing(text: str) -> None:
    assert not any(read_context(text))


@pytest.mark.parametrize(
    ("header", "row", "base", "total"),
    [
        ("Basic | Housing | Total (monthly)", "Dubai | AED 18,000 | AED 9,000 | AED 30,000", None, 360000),
        ("Basic (AED/month) | Housing | Total", "Dubai | 18,000 | 9,000 | AED 30,000", 216000, None),
        ("Base (monthly) | Total", "Berlin | €5,000 | €75,000", 60000, 75000),
        ("Base (monthly) | Total (annual)", "Berlin | €5,000 | €50,000", 60000, 50000),
    ],
)
def test_a_month_in_one_header_only_refuses_the_other_if_the_sizes_do_not_fit(
    header: str, row: str, base: int | None, total: int | None
) -> None:
    (found,) = read(row, header=f"Region | {header}").rows
    assert (found.base and found.base.low, found.total_comp and found.total_comp.low) == (base, total)


def test_a_column_without_a_header_is_a_second_figure_of_the_one_before() -> None:
    (found,) = read("New York | $130K | $175K | 10%", header="Region | Base | | Bonus").rows
    assert (found.base, [cell.text for cell in found.unread]) == (None, ["$130K", "$175K"])


@pytest.mark.parametrize("header", ["SF Base", "Base (London)", "Base (Canada)"])
def test_a_header_that_names_another_place_than_the_row_refuses_its_figures(header: str) -> None:
    table = read("Berlin | €80K | 10%", "Remote | €70K | 10%", header=f"Region | {header} | Bonus")
    assert bases(table) == [None, 70000]


@pytest.mark.parametrize(("label", "header"), [("London", "Base (UK)"), ("UK", "London Base"), ("Oslo", "Base (US$)")])
def test_a_header_that_names_the_place_of_the_row_is_read(label: str, header: str) -> None:
    assert bases(read(f"{label} | 80K | 10%", header=f"Region | {header} | Bonus")) == [80000]


@pytest.mark.parametrize(
    ("label", "cell"), [("London / Berlin", "£80K / €75K"), ("Oslo<br>Zürich", "€90K<br>CHF 130K")]
)
def test_two_places_with_a_figure_for_each_are_refused(label: str, cell: str) -> None:
    assert bases(read(f"{label} | {cell} | 10%")) == [None]
    assert bases(read("London / Berlin | £80K / €94K | 10%")) == [80000]


@pytest.mark.parametrize(
    ("header", "row", "region", "currency"),
    [
        ("City | Country", "London | Canada", "London, Canada", "CAD"),
        ("City | Country", "Dublin | USA", "Dublin, USA", "USD"),
        ("City | Country", "Toronto | Canada", "Toronto", "CAD"),
        ("Country | City", "UK | London", "London", "GBP"),
        ("Country | City", "UK | ", "UK", "GBP"),
        ("Region | Office", "EMEA | Berlin", "Berlin", "EUR"),
        ("City | Country", "Tuttlingen | Germany", "Tuttlingen, Germany", "EUR"),
        ("Region | Office", "Berlin | large", "Berlin", "EUR"),
        ("Region | Office", "Berlin | HQ", "Berlin", "EUR"),
        ("Region | Time zone", "Berlin | UTC+1", "Berlin", "EUR"),
        ("Region | Risk", "Berlin | Low", "Berlin", "EUR"),
        ("Region | Vesting", "Berlin | 4 years", "Berlin", "EUR"),
        ("City | State", "Boston | MA", "Boston, MA", "USD"),
        ("City | State", "Paris | TX", "Paris, TX", None),
    ],
)
def test_two_columns_of_place_name_one(header: str, row: str, region: str, currency: str | None) -> None:
    (found,) = read(f"{row} | 90K", header=f"{header} | Base").rows
    assert (found.region, found.currency) == (region, currency)


def test_words_with_accents_name_the_same_column() -> None:
    table = read("São Paulo | 15.000 | 10%", "Curitiba | 12.000 | 10%", header="Cidade | Base (R$/mês) | Bônus")
    assert bases(table) == [180000, 144000]


def test_a_second_column_may_give_the_figure_in_another_currency() -> None:
    (row,) = read("Berlin | €90K | $97K", header="Region | Base | Base (USD)").rows
    assert row.base
    assert (row.base.low, row.base.second and row.base.second.low) == (90_000, 97_000)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Region | Base P10 | Base P50 | Base P90", "Boston | $120K | $150K | $190K"),
        ("Region | Base 2024 | Base 2026", "Boston | $120K | $150K"),
        ("Region | Current base | Target base", "Boston | $120K | $150K"),
        ("Region | Base (on site) | Base (remote) | Base (hybrid)", "Boston | $120K | $150K | $130K"),
        ("Region | TC Y1 | TC Y2", "Boston | $300K | $250K"),
        ("Region | Bonus (junior) | Bonus (senior)", "Boston | 10% | 20%"),
        ("Region | Base | Base (USD)", "Berlin | €90K | $160K"),
        ("Region | Base (local) | Base (USD)", "Bengaluru | ₹40L | 98,000"),
    ],
)
def test_two_columns_of_one_part_of_pay_are_both_refused(header: str, row: str) -> None:
    (found,) = read(row, header=header).rows
    assert not found.figures
    assert len(found.unread) == header.count("|")


@pytest.mark.parametrize(
    ("header", "row", "ends"),
    [
        ("Region | Base (min) | Base (mid) | Base (max)", "Boston | $120K | $150K | $190K", (120000, 190000)),
        ("Region | Base low | Base high", "Boston | $120K | $190K", (120000, 190000)),
        ("Region | Base Salary | Base increase", "Boston | $120K | $5K", (120000, 120000)),
        ("Region | Base (local) | Base (USD)", "London | £80K | $100K", (80000, 80000)),
    ],
)
def test_a_second_column_that_is_an_end_or_something_else_leaves_the_first(
    header: str, row: str, ends: tuple[int, int]
) -> None:
    (found,) = read(row, header=header).rows
    assert found.base is not None
    assert (found.base.low, found.base.high) == ends


@pytest.mark.parametrize(
    ("label", "cell"), [("Dublin (EUR)", "$80K"), ("Zurich (CHF)", "€120K"), ("Vancouver", "$90K")]
)
def test_a_currency_that_contradicts_the_label_is_refused(label: str, cell: str) -> None:
    assert bases(read(f"{label} | {cell} | 10%")) == [None]
    assert bases(read("Dublin (EUR/USD) | $80K | 10%", "Vancouver, BC | CAD 90K | 10%")) == [80000, 90000]


def test_a_table_of_levels_and_places_has_totals_or_the_part_that_its_heading_names() -> None:
    rows = ("Junior | €45K | €50K", "Senior | €75K | €80K")
    header = "Level | Paris | Dublin"
    found = read(*rows, header=header)
    assert [(row.total_comp and (row.total_comp.low, row.total_comp.high)) for row in found.rows] == [
        (45000, 75000),
        (50000, 80000),
    ]
    named = read(*rows, header=header, above="### Base salary")
    assert [(row.base and (row.base.low, row.base.high)) for row in named.rows] == [(45000, 75000), (50000, 80000)]


def test_a_table_whose_only_figure_is_refused_says_why() -> None:
    (found,) = read("Warsaw | 18,000 PLN", header="Region | Referral Bonus").rows
    assert ["Referral" in cell.problem for cell in found.unread] == [True]


@pytest.mark.parametrize("header", ["Region | Company | Base", "Region | Employer | Base"])
def test_a_column_with_one_company_is_passed_over_and_one_of_several_compares(header: str) -> None:
    assert bases(read("London | Acme | £80K", "Leeds | Acme | £70K", header=header)) == [80000, 70000]
    text = f"| {header} |\n|---|---|---|\n| London | Acme | £80K |\n| London | Globex | £90K |\n"
    assert read_compensation_table(Body(text, 0)) is None


@pytest.mark.parametrize("header", ["Company | Region | Base", "Region | Company | Base"])
def test_a_column_of_companies_names_the_guides_own(header: str) -> None:
    cells = "**Acme** | London | £80K" if header.startswith("Company") else "London | **Acme** | £80K"
    table = f"| {header} |\n|---|---|---|\n| {cells} |\n"
    found = read_compensation_table(Body(f"### Data Engineer | Acme Global Guide\n\n{table}", 0))
    assert found is not None
    assert [(row.region, row.base and row.base.low) for row in found.rows] == [("London", 80_000)]
    assert read_compensation_table(Body(f"### Data Engineer | Globex Global Guide\n\n{table}", 0)) is None


def test_a_footnote_may_contradict_the_currency_of_its_cell() -> None:
    below = "\n\\* London figures are in GBP\n"
    boston, london = read("Boston | $150K | 10%", "London | $85K* | 10%", below=below).rows
    assert (boston.base and boston.base.currency, london.base) == ("USD", None)
    assert [cell.problem for cell in london.unread] == ["it is in $, and the note says GBP"]


@pytest.mark.parametrize("note", ["At the price of the last round (€14.20).", "Strike price: 3.10 €", "Up to EUR 500."])
def test_an_amount_in_a_footnote_is_not_the_currency_of_its_cells(note: str) -> None:
    row, below = "Zurich | CHF 150K | CHF 80K", f"\n[^2]: {note}\n"
    (found,) = read(row, header="Region | Base | Equity (4yr)[^2]", below=below).rows
    assert found.stock is not None
    assert found.stock.currency == "CHF"


@pytest.mark.parametrize(
    ("header", "row", "base", "bonus"),
    [
        ("城市 | 基本工资 | 奖金", "上海 | 40万 | 10%", 400000, 10),
        ("지역 | 연봉 | 성과급", "서울 | 8,000만원 | 10%", 80000000, 10),
        ("勤務地 | 年収 | 賞与", "東京 | 900万円 | 10%", 9000000, 10),
        ("Город | Оклад | Премия", "Москва | 3 000 000 ₽ | 10%", 3000000, 10),
        ("Stadt | Jahresgehalt (brutto) | Prämie", "Celle | €60.000 | 10%", 60000, 10),
        ("Ville | Salaire brut annuel | Prime", "Lyon | 55 000 € | 10%", 55000, 10),
        ("Ciudad | Salario bruto anual | Bono", "Bilbao | 45.000 € | 10%", 45000, 10),
        ("Miasto | Wynagrodzenie | Premia", "Kraków | 240 000 zł | 10%", 240000, 10),
        ("Stadt | Gehälter | Bonus", "Celle | 60.000 € | 10%", 60000, 10),
        ("Ort | Grundlön (år) | Bonus", "Uppsala | 600 000 kr | 10%", 600000, 10),
        ("By | Grundløn | Bonus", "København | 600.000 kr. | 10%", 600000, 10),
        ("Sted | Grunnlønn | Bonus", "Oslo | 800 000 kr | 10%", 800000, 10),
        ("도시 | 기본급 | 상여", "서울 | ₩80,000,000 | 10%", 80_000_000, 10),
        ("YOE | Location | Base | Bonus", "3 | Boston | $150K | 10%", 150000, 10),
    ],
)
def test_headers_of_other_languages(header: str, row: str, base: int, bonus: int) -> None:
    (found,) = read(row, header=header).rows
    assert (found.base and found.base.low, found.bonus_pct and found.bonus_pct.low) == (base, bonus)


@pytest.mark.parametrize(
    ("header", "said", "years"),
    [
        ("Vesting", "3 years", 3),
        ("Vesting (years)", "3", 3),
        ("Vesting schedule", "33/33/34", 3),
        ("Vesting", "", None),
    ],
)
def test_a_column_says_over_how_many_years_the_grant_vests(header: str, said: str, years: int | None) -> None:
    (row,) = read(f"New York | $150K | $60K | {said}", header=f"Region | Base | RSU | {header}").rows
    assert (row.stock and row.stock.low, row.vest_years, row.unread) == (60000, years, ())


@pytest.mark.parametrize(
    ("cell", "years"), [("$60K/4yr, annual refresh", 4), ("$60K (annual refreshers)", None), ("$60K annual", 1)]
)
def test_how_often_a_grant_is_refreshed_is_not_what_it_is_for(cell: str, years: int | None) -> None:
    (row,) = read(f"New York | $150K | {cell}", header="Region | Base | RSU").rows
    assert (row.stock and row.stock.low, row.vest_years) == (60000, years)


@pytest.mark.parametrize("amount", ["40 000 €", "100 000 €", "10 k€", "1 200 000 €"])
def test_an_amount_of_another_column_is_no_unit(amount: str) -> None:
    assert bases(read(f"Paris | 70 000 € | {amount}", header="Region | Base | Perks")) == [70000]


@pytest.mark.parametrize("unit", ["k€", "1 000 €"])
def test_a_unit_of_another_column_refuses_the_figure(unit: str) -> None:
    assert bases(read(f"Paris | 70 € | {unit}", header="Region | Base | Unit")) == [None]


@pytest.mark.parametrize("header", ["Bonus % of base", "Bonus % base", "Bonus percent of base salary"])
def test_a_bonus_in_percent_of_the_base_is_a_bonus(header: str) -> None:
    (row,) = read("New York | $150K | 10%", header=f"Region | Base | {header}").rows
    assert (row.bonus_pct and row.bonus_pct.low, row.unread) == (10, ())


@pytest.mark.parametrize("other", ["Historical pay (2022)", "Competitor: Globex", "Counter-offer", "Intern pay"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_table_of_other_pay_is_not_the_guides(other: str, is_first: bool) -> None:
    tables = [
        f"## {heading}\n\n| Region | Base | Total Comp |\n|---|---|---|\n| New York | {base} | $300K |\n"
        for heading, base in ((other, "$120K"), ("Compensation", "$150K"))
    ]
    table = read_compensation_table(Body("\n".join(tables if is_first else reversed(tables)), 0))
    assert table is not None
    assert (bases(table), table.is_one_of_several) == ([150000], False)


@pytest.mark.parametrize(
    "note",
    ["RSUs vest over 3 years.", "Note: RSU figures are annual.", "Stock grants vest over 5 years.", "Vesting: 3 years"],
)
def test_a_line_says_that_grants_are_not_for_four_years(note: str) -> None:
    (row,) = read("New York | $150K | $60K", header="Region | Base | RSU", below=note).rows
    assert (row.base and row.base.low, row.stock, len(row.unread)) == (150000, None, 1)
    (own,) = read("New York | $150K | $60K/3yr", header="Region | Base | RSU", below=note).rows
    assert (own.stock and own.stock.low, own.vest_years) == (60000, 3)


@pytest.mark.parametrize("note", ["RSUs vest over 4 years.", "RSUs vest annually.", "Equity refresh is annual."])
def test_a_line_about_the_usual_four_years_leaves_grants_read(note: str) -> None:
    (row,) = read("New York | $150K | $60K", header="Region | Base | RSU", below=note).rows
    assert (row.stock and row.stock.low, row.unread) == (60000, ())


@pytest.mark.parametrize("header", ["Equity ($K/4yr)", "RSU ($K)", "Stock in $K"])
def test_a_grant_has_its_unit_in_the_header(header: str) -> None:
    (row,) = read("New York | $150K | 80–120", header=f"Region | Base | {header}").rows
    assert (row.stock and (row.stock.low, row.stock.high), row.unread) == ((80000, 120000), ())


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("Base (25th–75th percentile)", "base"), ("RSUs over 4 years", "stock"), ("Stock over 4 years", "stock"),
        ("Initial grant (vests over 4 years)", "stock"), ("Total cash + equity", "total_comp"),
        ("Total (base + bonus + RSU/4)", "total_comp"), ("Total Comp (base + stock / 4 + bonus)", "total_comp"),
    ],
)  # fmt: skip
def test_a_header_in_more_words_names_its_part_of_pay(header: str, part: str) -> None:
    (row,) = read("Boston | 10% | $150K–$200K", header=f"Region | Bonus | {header}").rows
    figure = getattr(row, part)
    assert ((figure.low, figure.high), row.unread) == ((150_000, 200_000), ())


@pytest.mark.parametrize("header", ["Base (75th percentile)", "Total / 4", "Base (bonus/4)"])
def test_a_header_of_one_point_or_of_a_share_is_refused(header: str) -> None:
    (row,) = read("Boston | 10% | $150K–$200K", header=f"Region | Bonus | {header}").rows
    assert [cell.text for cell in row.unread] == ["$150K–$200K"]


@pytest.mark.parametrize("mark", ["²", "¹²", " †", "‡ ", " §"])
def test_the_mark_of_a_footnote_is_no_part_of_a_region(mark: str) -> None:
    (row,) = read(f"Boston{mark} | $150K | 10%").rows
    assert row.region == "Boston"
