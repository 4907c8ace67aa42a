"""Texts about leave, notice, days in the office, on-call and reviews are no period of the pay beside them."""

import pytest

from tests.guide.body.test_context import HEADER, bases, read

NOTES = [
    "HQ, 3 days on site", "on-site 3 days", "4 days per week on site", "2 days remote", "in office 2x/week",
    "1 week a year in HQ", "2 offsites a year", "1 trip to HQ per quarter", "on-call every 6 weeks",
    "On-call once a month", "on-call one week in six", "25 days of holiday", "28 days plus bank holidays",
    "16 weeks of parental leave", "60 days notice", "Notice: 3 months", "6 months probation", "3-month probation",
    "Relocation: 2 months of housing", "Indexed twice a year.", "Adjusted each January", "Interviews take 3 weeks",
    "Paid in 12 instalments.", "Paid in 12 equal monthly payments", "at 2,080 hours a year", "1,950 hours",
    "30 Tage Urlaub", "28 Urlaubstage", "6 Monate Probezeit", "Kündigungsfrist 3 Monate", "25 jours de congés",
    "11 jours de RTT", "préavis de 3 mois", "23 días de vacaciones", "25 vakantiedagen",
]  # fmt: skip


@pytest.mark.parametrize("note", NOTES)
def test_a_note_about_work_leaves_the_pay_what_it_is(note: str) -> None:
    row = f"Oslo | 120,000 EUR | 10% | {note}"
    assert bases(read(row, header=f"{HEADER} | Notes")) == [120000]
    assert bases(read("Oslo | 120,000 EUR[^1] | 10%", below=f"\n[^1]: {note}")) == [120000]


@pytest.mark.parametrize(
    "note",
    [
        "3 days", "3 days a week", "Remote, 4 days a week", "per day, 3 days on site", "monthly, 25 days of holiday",
        "Paid in 13 instalments", "1,040 hours a year", "Adjusted monthly figures", "3 months, then 2 months notice",
    ],
)  # fmt: skip
def test_a_period_beside_such_words_still_refuses_the_pay(note: str) -> None:
    assert bases(read(f"Oslo | 120,000 EUR | 10% | {note}", header=f"{HEADER} | Notes")) == [None]


@pytest.mark.parametrize(
    "line",
    [
        "Working week: 40 hours.", "The standard week has 37.5 hours.", "Figures assume 40 hours a week.",
        "Beträge brutto bei 35 Stunden in der Woche.", "Montants pour 35 heures par semaine.",
        "Figures are gross, not net.", "Angaben brutto, nicht netto.", "Montants bruts, pas nets.",
        "Offers expire after one week.",
        "Salaries are paid on the 25th of each month.", "Take-home pay depends on the canton.",
        "Converted at 1.08 USD per EUR.", "Half of all offers are above the midpoint.",
        "Hybrid: three days in the office.", "P50 offers are in the middle of each range.",
        "A 4-day week is possible at 80% pay.", "Start dates are every two weeks.",
        "Hours: 40 a week", "Vacation days: 25", "RTT : 10 jours par an.", "Preavviso di 60 giorni.",
        "End-of-service gratuity of 21 days per year.", "México paga aguinaldo de 30 días.",
        "Thirteenth month included.", "In der Schweiz gilt ein 13. Monatslohn.", "Sueldo bruto anual en 14 pagas.",
        "賞与は基本給の2か月分。", "年终奖一般为两个月工资。", "データは2026年10月時点。", "数据截至2026年10月。",
        "Same currency per row.", "Une devise par ligne.", "TC ≈ base × 1.3", "Merit budget 2026: 3.5%",
        "交通費は月3万円まで。", "餐补每月500元。", "교통비 월 10만 원.", "Inflationsausgleich 2024: 3.000 € einmalig.",
        "RDO every fourth Friday.", "AL: 18 days; MC: 14 days.", "Lunar New Year bonus is a month of base.",
        "Argentine figures are adjusted every three months.", "Weekly pay is base divided by 52.",
        "Interns are paid £2,000 a month.", "The budget for raises is 3.5%.", "The allowance is monthly.",
        "競合他社も同程度。", "实习生每天300元。",
        "Part-time staff are paid pro rata.", "Overtime is paid at 1.5 times the hourly rate above 45 hours a week.",
        "Salaire versé sur 12 mois, sans treizième mois.", "Salario repartido en 12 pagas.", "Ohne 13. Gehalt.",
        "試用期間は3か月です。", "年终奖次年三月发放。", "调薪每年四月一次。", "房补每月1000元。",
        "First-year hires start in the lower third.", "Time to offer: about four weeks.", "Offer valid for ten days.",
        "Base does not include the bonus.", "Base salaries do not include superannuation.",
        "手取りは約75%です。", "Суммы указаны до вычета налогов, за год.", "Data cover two years.",
        "RTT : 9 à 12 jours selon l'année.", "Forfait jours : 216 jours.", "Standard hours are 39 per week, flexible.",
        "Based on data for 5 employees.", "Relocation for two people is paid.", "Salaire réparti sur 12 mois.",
        "Pension contributions are company costs.", "Benefits include a car allowance.",
        "Total comp includes a meal allowance.", "Salaries are reviewed quarterly, not yearly.",
        "Figures are offers that were accepted.", "Salaries are for 5 years of experience.",
        "Valores brutos, não líquidos.",
        "Figures were confirmed by HR.", "The bands change every January.", "Home office days: two.",
        "A monthly ticket costs 79.", "Childcare costs about 1,100 a month.", "Clawback applies for three years.",
        "Monthly salaries were multiplied by 13.", "RAL su 14 mensilità.",
        "In Zürich mit 13. Monatslohn.", "Beträge enthalten den 13. Monatslohn.", "在宅勤務は週3日まで可能です。",
        "每周可在家办公两天。", "A shift is twelve hours.", "An hour of overtime is worth 1.5 hours.",
        "The minimum wage is 13.90 an hour.", "Net amounts differ by family status.",
        "The employer pays half of health insurance.",
        "Annual hours: 1,650.", "Annual hours are 1,720, spread over 46 weeks.", "Week: 36 hours over four days.",
        "Block hours average 800 per year.",
        "OTE is base plus commission.", "OTE assumes full quota.", "Commission is uncapped above OTE.",
        "Total compensation is OTE plus a quarter of the grant.",
        "Base is total pay minus bonus.", "Base is never total cash.",
        "Planned for 2027: +3%.", "Example: 150 + 80/4 + 15 = 185.", "~~Old figures: $140K–$180K~~",
    ],
)  # fmt: skip
def test_a_sentence_about_work_or_offers_leaves_the_pay_what_it_is(line: str) -> None:
    row = "Oslo | 120,000 EUR | 10%"
    assert (bases(read(row, above=line)), bases(read(row, below=f"\n{line}"))) == ([120000], [120000])


@pytest.mark.parametrize(
    "line",
    [
        "Figures are for a 4-day week.", "The week has 20 hours.", "Half of the figures.",
        "Figures are net, not gross.",
        "Figures are weekly, for 40 hours a week.", "Beträge bei 20 Stunden in der Woche.",
        "Hours: 32 a week", "Planned for 2027:", "Sueldo mensual en 14 pagas.", "金額は月額です。", "单位：万元",
        "Interns are paid:", "競合他社", "Salaire mensuel, versé sur 12 mois.", "Versé sur 13 mois.",
        "月薪，三月发放。", "手取り額です。", "金额为税后。", "세후 금액이다.", "Суммы на руки.",
        "Amounts cover both years.", "Beträge für ein halbes Jahr.", "Figures are for two people.",
        "Base includes the car allowance.", "Base includes a 10% bonus.",
        "Figures are not annual.", "Figures are what candidates asked for.", "Figures are in 2020 prices.",
        "Figures are offers that were declined.", "Figures assume two promotions.", "Figures are caps, not ranges.",
        "Add 20% to each figure.", "Figures are the employer's total cost.", "Standard hours are 20 per week.",
        "Overtime is paid at 1.5 times, figures are monthly.", "Figures are for first-year hires.",
        "房补另计，月薪。", "昇給は年1回で月額です。", "Figures are multiplied by 13.", "Amounts per HR.",
        "All amounts in 1,000 a month.", "Figures are OTE = base + commission.",
        "Salaries are OTE and OTE assumes quota.",
        "Amounts in USD an HR.", "Figures are HR rates.", "These are monthly pay x 13.", "Monthly pay × 14",
        "Monthly salary times 13.", "Block hours: figures are per hour.",
        "Figures are OTE.", "OTE is shown, not base.", "Stipendio su 14 mensilità.",
        "Monthly staff costs", "Monthly wage costs by place", "Salaries, 42,000 per month on average",
        "Base pay averages 42,000 per month.", "Pay is 35,000 a month for most.", "Amounts are 900 per day.",
        "Figures are per shift of twelve hours.", "Net amounts.", "週3日の金額です。", "Week: 20 hours over four days.",
        "Annual hours: 900.", "Base is total cash.", "Base pay means the total compensation.",
    ],
)  # fmt: skip
def test_a_sentence_about_other_figures_still_refuses_them(line: str) -> None:
    assert bases(read("Oslo | 120,000 EUR | 10%", above=line)) == [None]


@pytest.mark.parametrize("header", ["Year-end bonus", "Year-end bonus (% of base)", "Prämie (% vom Jahresgehalt)"])
def test_a_bonus_of_the_end_of_the_year_is_a_bonus(header: str) -> None:
    row = read("Oslo | 120,000 EUR | 10%", header=f"Region | Base | {header}").rows[0]
    assert (row.bonus_pct.low if row.bonus_pct else None) == 10


@pytest.mark.parametrize("header", ["Pension (% of base)", "Allowances (% of base)"])
def test_a_percentage_of_the_base_is_no_base(header: str) -> None:
    row = read("Oslo | 120,000 EUR | 12%", header=f"Region | Base | {header}").rows[0]
    assert (row.base.low if row.base else None, row.unread) == (120000, ())


@pytest.mark.parametrize("name", ["Ø", "Midpoint", "Spread", "Mittelwert"])
def test_a_row_of_averages_is_no_region(name: str) -> None:
    assert [row.region for row in read("Oslo | 120K EUR | 5%", f"{name} | 110K EUR | 5%").rows] == ["Oslo"]


def test_a_line_that_says_what_the_total_is_names_the_grant_in_any_word() -> None:
    line = "Total is base, bonus and a quarter of the grant."
    header = "Region | Base | Equity (4 years) | Total"
    row = "Oslo | 120K EUR | 80K EUR | 140K EUR"
    assert read(row, header=header, above=line).rows[0].total_comp is not None
    assert read(row, header=header, above="Total is base and bonus.").rows[0].total_comp is None


@pytest.mark.parametrize("line", ["TC = base + bonus.", "Total comp is base plus bonus; equity is not offered."])
def test_a_total_of_base_and_bonus_is_one_where_there_is_no_equity(line: str) -> None:
    header = "Region | Base | Equity (4 years) | Total"
    for cells, total in (("—", 130_000), ("80K EUR", None)):
        row = read(f"Oslo | 120K EUR | {cells} | 130K EUR", header=header, below=f"\n{line}").rows[0]
        assert (row.total_comp.low if row.total_comp else None) == total
    totals = read("Oslo | 130K EUR", header="Region | Total", below=f"\n{line}").rows[0]
    assert totals.total_comp is None  # equity may be stated elsewhere


def test_the_location_of_a_hire_is_a_region_and_a_ratio_is_no_pay() -> None:
    table = read("Oslo | 120K EUR | 0.95", header="Hiring location | Base | Compa-ratio")
    assert [(row.region, row.unread) for row in table.rows] == [("Oslo", ())]
    assert bases(table) == [120000]
