"""The compensation table of a body: found among others, read in every layout, with a span for each figure."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from comp_data.guide.body.cells.figure import Figure
from comp_data.guide.body.headers import USUAL_HEADERS, end_of, find_places, read_head
from comp_data.guide.body.layouts import COMPONENTS, columns_of, role_of
from comp_data.guide.body.markdown_tables import find_tables
from comp_data.guide.body.pay_table import CompensationTable, read_compensation_table
from comp_data.guide.body.refusals import other_part
from comp_data.guide.body.sections import Body
from comp_data.guide.body.table_rows import TableRow
from comp_data.guide.document import parse_document
from comp_data.values.places.lookup import read_region

Ends = tuple[float | None, float | None] | None
MARKDOWN = MarkdownIt("commonmark").enable("table")


def read(text: str) -> CompensationTable | None:
    return read_compensation_table(Body(text, 0))


def table(text: str) -> CompensationTable:
    found = read(text)
    assert found is not None
    return found


def row(text: str) -> TableRow:
    (found,) = table(text).rows
    return found


def ends(figure: Figure | None) -> Ends:
    return (figure.low, figure.high) if figure else None


def standard(*rows: str, header: str = "Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp") -> str:
    columns = header.count("|") + 1
    return "\n".join([f"| {header} |", "|" + "---|" * columns, *(f"| {line} |" for line in rows), ""])


@pytest.mark.parametrize(
    ("region", "cell"),
    [
        ("Hong Kong", "$600K"),
        ("Mexico City", "$1,200,000"),
        ("Bogotá", "$8.500.000"),
        ("Hong Kong", "$45,000 - $60,000 per month (x13)"),
        ("Seoul", "8천"),
        ("Tokyo", "8,000"),
        ("New York", "600万"),
        ("New York", "25 LPA"),
        ("Toronto", "$120K (US$88K)"),
        ("New York - net", "$150,000"),
        ("Warsaw (monthly)", "20,000 PLN"),
        ("São Paulo - mensal", "R$ 15.000"),
        ("Tel Aviv / month", "₪40,000"),
        ("Cairo", "£1,200,000"),
        ("Minsk", "72 000 руб./год"),
        ("Casablanca", "420,000 Dhs"),
        ("New York", "1.5L"),
        ("Berlin", "€0.6L"),
        ("São Paulo", "R$ 180k (PJ)"),
        ("San Francisco", "$12.5K paid monthly"),
        ("Boston", "$15K paid biweekly"),
        ("Tokyo", "35万円+賞与年2回"),
        ("Stockholm", "45 000 kr + annual bonus"),
        ("Austin", "120K mad"),
        ("Austin", "120K php"),
    ],
)
def test_a_row_whose_region_makes_the_figure_unclear_is_refused(region: str, cell: str) -> None:
    found = row(standard(f"{region} | {cell} | 10%", header="Region | Base | Bonus"))
    assert found.base is None
    assert len(found.unread) == 1


@pytest.mark.parametrize(
    "header",
    [
        "地域 | 基本給 | 賞与 | 年収",
        "地区 | 基本工资 | 奖金 | 年薪",
        "地区 | 基本工资 | 奖金 | 年薪范围",
        "地域 | 基本給 | 賞与 | 平均年収",
        "지역 | 기본급 | 성과급 | 연봉범위",
        "지역 | 기본급 | 성과급 | 연봉",
        "City | Base | Bonus | 想定年収",
        "地域 | 年基本工资 | 年终奖（目标） | 年収（目安）",
    ],
)
def test_the_income_of_a_year_beside_base_and_bonus_is_the_total(header: str) -> None:
    found = row(standard("Tokyo | JPY 6,000,000 | 20% | JPY 7,200,000", header=header))
    assert (ends(found.base), ends(found.total_comp)) == ((6_000_000, 6_000_000), (7_200_000, 7_200_000))
    assert row(standard("Tokyo | 600万円 | JPY 7,200,000", header="地域 | 月給 | 年収")).total_comp is None
    for heads in ("지역 | 월급 | 보너스 | 연봉", "城市 | 月薪 | 股票 | 年薪"):
        found = row(standard("Tokyo | JPY 500,000 | JPY 900,000 | JPY 6,000,000", header=heads))
        assert (ends(found.base), found.total_comp) == ((6_000_000, 6_000_000), None)


@pytest.mark.parametrize(
    "header",
    [
        "Base (step 1–10)",
        "Base (GS-12)",
        "Grundgehalt (EG 10–12)",
        "Base (collective agreement)",
        "Fastløn",
        "Grundgehalt (Tarif)",
        "Grundsalär",
        "Jahressalär",
        "RAL",
    ],
)
def test_steps_weeks_and_other_words_for_a_base_salary(header: str) -> None:
    found = row(standard("Bern | CHF 100,000–120,000 | 10%", header=f"Region | {header} | Bonus"))
    assert ends(found.base) == (100_000, 120_000)


def test_appreciation_rights_in_a_header_are_no_riyals() -> None:
    header = "City | Base | Equity (SAR, 4 years) | Bonus"
    found = row(standard("Delft | € 64k | € 16k - € 48k | 5%", header=header))
    assert (ends(found.stock), found.stock and found.stock.currency) == ((16_000, 48_000), "EUR")
    riyals = row(standard("Riyadh | SAR 300K | 80K–120K | 5%", header=header))
    assert (ends(riyals.stock), riyals.stock and riyals.stock.currency) == ((80_000, 120_000), "SAR")


def test_the_year_of_a_class_is_no_year_of_the_pay() -> None:
    lines = standard("Class of 2021 | $365,000 | $90,000 | $455,000", header="Level | Base | Bonus | Total")
    for line, low in (("", 365_000), ("In 2024 base was 6% lower.", 365_000), ("Figures are from 2024.", None)):
        found = read_compensation_table(Body(f"{lines}\n{line}\n", 0, 2026))
        assert found is not None
        base = found.rows[0].base
        assert (base.low if base else None) == low


@pytest.mark.parametrize("unit", ["LPA", "lakhs", "万"])
def test_a_unit_of_another_country_in_the_header_is_refused(unit: str) -> None:
    assert row(standard("Austin | 25–40 | 10%", header=f"Region | Base ({unit}) | Bonus")).base is None


def test_a_unit_of_another_country_in_a_column_of_thousands_is_refused() -> None:
    assert row(standard("Austin | 2 LPA | 10%", header="Region | Base (k) | Bonus")).base is None


@pytest.mark.parametrize(
    ("region", "cell"),
    [
        ("Cairo", "GBP 60,000"),
        ("London", "£60,000"),
        ("Bangalore", "₹25L"),
        ("Casablanca", "420K mad"),
        ("Dubai", "25,000 DH/month"),
    ],
)
def test_a_sign_or_unit_of_its_place_is_read(region: str, cell: str) -> None:
    assert row(standard(f"{region} | {cell} | 10%", header="Region | Base | Bonus")).base is not None


@pytest.mark.parametrize("unit", ["t.kr./md.", "1.000 kr.", "mio. kr.", "Tsd. Fr.", "k S/.", "k.kr./mån."])
def test_a_unit_before_a_currency_with_a_dot_is_no_crash(unit: str) -> None:
    assert read(standard("Oslo | 55 | 10%", header=f"Region | Base ({unit}) | Bonus")) is not None


def test_a_dollar_after_the_number_is_canadian_in_canada() -> None:
    text = standard("Montréal | 85 000 $ à 105 000 $", "Toronto | 85-105k$", "Toronto | $85K", header="Region | Base")
    assert [line.currency for line in table(text).rows] == ["CAD", "CAD", None]


@pytest.mark.parametrize("place", ["Sydney", "Toronto", "Singapore"])
def test_a_dollar_where_there_is_another_dollar_may_be_either(place: str) -> None:
    (line,) = table(standard(f"{place} | $150,000", header="Region | Base")).rows
    assert line.currency is None
    assert line.base
    assert (line.base.currency, line.base.written[0]) == (None, "USD")


@pytest.mark.parametrize("place", ["Paris, TX", "London, KY", "Rome, NY", "Geneva, IL", "Mexico, MO"])
def test_a_town_of_an_american_state_is_no_city_abroad(place: str) -> None:
    (line,) = table(standard(f"{place} | 90,000", header="Region | Base")).rows
    assert line.currency is None


def test_a_dollar_beside_a_marked_one_is_american() -> None:
    base = row(standard("Toronto | $85K / C$120K", header="Region | Base")).base
    assert base is not None
    assert base.second is not None
    assert (base.currency, base.second.currency) == ("USD", "CAD")


@pytest.mark.parametrize("column", ["Period", "Pay frequency"])
def test_a_column_with_the_period_of_pay_is_not_overlooked(column: str) -> None:
    text = standard("Warsaw | 20,000 PLN | month | 10%", header=f"Region | Base | {column} | Bonus")
    assert row(text).base is None


def test_the_standard_layout() -> None:
    text = "# Ropemaker | Hawser Ltd\n\n" + standard(
        "**Berlin (HQ)** | €91K–€122K | €61K–€118K | 10–15% | €120K–€171K",
        "🇺🇸 Boston (USD) | $171,000 - $212,000 | $90K/yr | $17K–$32K (10-15%) | ~$250K–$290K+",
    )
    found = table(text)
    assert found.layout == "standard"
    assert [cell.role for cell in found.header] == ["region", "base", "stock", "bonus", "total_comp"]
    assert found.ragged == ()
    berlin, boston = found.rows
    assert (berlin.region, berlin.currency, berlin.vest_years) == ("Berlin (HQ)", "EUR", 4)
    assert berlin.label is not None
    assert berlin.label.is_headquarters
    assert ends(berlin.base) == (91_000, 122_000)
    assert ends(berlin.stock) == (61_000, 118_000)
    assert ends(berlin.bonus_pct) == (10, 15)
    assert berlin.bonus is None
    assert ends(berlin.total_comp) == (120_000, 171_000)
    assert (boston.region, boston.currency, boston.vest_years) == ("🇺🇸 Boston (USD)", "USD", 1)
    assert (ends(boston.bonus_pct), ends(boston.bonus)) == ((10, 15), (17_000, 32_000))
    assert boston.notes == ("approximate", "open-ended")


@pytest.mark.parametrize("front", ["", "---\ncompany: hawser\n---\n", "\r\n\r\nText\r\n"])
def test_spans_are_those_of_the_trimmed_cells(front: str) -> None:
    text = front + standard("Berlin|  **€91K–€122K**\t| | 10% | words \\| more ").replace("\n", "\r\n")
    found = read_compensation_table(parse_document(text).body)
    assert found is not None
    (line,) = found.rows
    assert line.base is not None
    assert line.bonus_pct is not None
    assert line.region_span is not None
    assert text[slice(*line.base.span)] == "**€91K–€122K**"
    assert text[slice(*line.bonus_pct.span)] == "10%"
    assert text[slice(*line.region_span)] == "Berlin"
    assert text[slice(*found.span)].startswith("| Region | Base")
    assert text[slice(*found.span)].endswith("|")
    assert [text[slice(*cell.span)] for cell in found.header] == [cell.text for cell in found.header]
    assert [(text[slice(*cell.span)], cell.text) for cell in line.unread] == [("words \\| more", "words | more")]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        *(
            (h, "region")
            for h in ("Region", "Location", "Market", "Office", "City / Metro", "Geo", "Country", "Hub", "Where")
        ),
        *((h, "level") for h in ("Level", "Grade", "Job Level", "Band")),
        *((h, "title") for h in ("Title", "Role", "Job Title", "Position")),
        *((h, "base") for h in ("Base", "Base Salary", "Salary Range", "Base Pay", "Fixed Comp", "Base Salary (GBP)")),
        *((h, "stock") for h in ("Stock (RSU/4yr)", "Equity (Pre-IPO/4yr)", "Options (4yr)", "RSUs", "LTI", "Carry")),
        *((h, "stock") for h in ("RSU grant, four years", "Equity over three years")),
        *((h, "total_comp") for h in ("Sum", "Sum (NOK)", "I alt", "Ialt")),
        *((h, "title") for h in ("Alt title", "Alt. role")),
        *(("Sign-on lump sum", "signing_bonus"), ("Lump sum", ""), ("Sum insured", ""), ("Alt", "")),
        *((h, "stock") for h in ("Annual Equity Grant", "Options+RSU", "Total Equity", "Long-Term Incentive", "PSU")),
        *((h, "bonus") for h in ("Bonus", "Target Bonus %", "Target", "Variable Pay", "Incentive", "Commission")),
        *((h, "bonus") for h in ("Annual Bonus", "Profit Share", "Cash Bonus", "Total Bonus")),
        *((h, "signing_bonus") for h in ("Sign-On", "Signing Bonus", "Sign On Bonus", "Joining Bonus")),
        *(
            (h, "total_comp")
            for h in ("Total Comp", "TC", "OTE", "Total Year-1 Comp", "Year 1", "Total (Base + Bonus)")
        ),
        *((h, "total_comp") for h in ("Total Target Compensation", "All-in Comp", "Annual Package", "Total Rewards")),
        *((h, "total_comp") for h in ("Total incl. Equity", "On-target Earnings")),
        *(
            (h, "other")
            for h in ("Equity Type", "Notes", "RSU Refresh", "Bonus Structure", "Total Comp (excl. equity)")
        ),
        *((h, "stranger") for h in ("Company", "Competitor", "Employer name", "Peer group")),
        *((h, "other") for h in ("Year", "Years of Experience")),
        *((h, "other") for h in ("Market ranking", "City population", "Location score")),
        *(
            (h, "region")
            for h in ("Località", "Einsatzort", "Työpaikka", "Ülke", "ที่ตั้ง", "区域", "위치", "Headquarters")
        ),
        *((h, "total_comp") for h in ("Pakiet całkowity", "Gesamteinkommen", "รวมทั้งหมด")),
        *((h, "total_comp") for h in ("Jahresgesamtgehalt", "Totalkompensasjon", "Kokonaiskompensaatio")),
        *((h, "base") for h in ("Basisløn", "Basisloon")),
        *((h, "bonus") for h in ("Variable Salary", "Variables Gehalt", "Salaire variable", "Rörlig lön")),
        *((h, "signing_bonus") for h in ("Hire-on bonus", "New Hire Bonus", "Hiring bonus", "사이닝 보너스")),
        *((h, "cash") for h in ("Fixe et variable", "Fijo y variable", "Fixed + variable salary", "Base plus bonus")),
        *((h, "cash") for h in ("Vast en variabel", "Fast + rörlig", "Fix & Variabel", "Grundgehalt und Bonus")),
        *((h, "other") for h in ("Salary bonus", "Bonus salary", "Base – Bonus", "Pre-bonus base")),
        *((h, "base") for h in ("薪資", "工資", "Fix")),
        *((h, "") for h in ("13. Gehalt", "13th month salary")),
        ("Carry/Bonus", "carry"),
        ("Base + Bonus", "cash"),
        ("Fixed CTC", "base"),
        ("CTC", "total_comp"),
        ("Total Cash", "cash"),
        ("Sign-On RSUs", "stock"),
        *((h, "") for h in ("Employer pension", "Company car", "Location allowance", "Hawser")),
        ("x" * 10_000, ""),
    ],
)
def test_what_a_header_means(header: str, role: str) -> None:
    assert role_of(header) == role


@pytest.mark.parametrize(
    "row",
    [
        *("Prague | 80 000–120 000 Kč", "Lagos | ₦600K–₦900K", "Belgrade | 250.000 RSD", "Casablanca | 25 000 MAD"),
        *("Buenos Aires | AR$ 3.000.000", "Almaty | 1 200 000 KZT", "Dhaka | BDT 150,000"),
    ],
)
def test_pay_that_is_usual_for_a_month_is_refused_for_a_year(row: str) -> None:
    (found,) = table(f"| Region | Base |\n|---|---|\n| {row} |\n").rows
    (cell,) = found.unread
    assert found.base is None
    assert "a year, and may be for" in cell.problem


@pytest.mark.parametrize("cell", ["$10K/yr", "$10K p.a.", "$10K annual"])
def test_a_months_pay_that_is_said_to_be_a_years_is_refused(cell: str) -> None:
    found = row(standard(f"San Francisco | {cell}", header="Region | Base (monthly)"))
    assert found.base is None
    assert row(standard("San Francisco | $120K/yr", header="Region | Base (monthly)")).base is not None


def test_a_range_in_spanish_words_is_not_of_years() -> None:
    (found,) = table("| Region | Base |\n|---|---|\n| Madrid | entre 45 y 60 mil euros |\n").rows
    assert str(found.base) == "EUR 45,000–60,000"


_FOREIGN = {
    "base": "基本年収 固定給 年度薪资 基本年薪 税前年薪 기본연봉 고정급 Jahresfixum Basisgehalt Põhipalk Pamatalga"
    " Zarada Жалақы Заробак ხელფასი Աշխատավարձ Cyflog বেতন เงินเดือนประจำ 固定薪資"
    " Basisloon Grunnlaun Fixum Basisvergütung Bruttolön Alapfizetés Aastapalk 固定年収 固定工资 고정연봉 Podstawa",
    "bonus": "年間賞与 業績賞与 绩效奖金 인센티브 MBO Jaarbonus Årsbonus Bonusordning 奖金比例 賞与比率"
    " Boonus Bonuss Kaupauki ბონუსი Բոնուս বোনাস โบนัสประจำปี"
    " Incentivo Bonusprozentsatz Bonuspercentage Målbonus Vuosibonus Célbónusz Preemia 賞与率 目标奖金 Doelbonus",
    "total_comp": "総年収 年収合計 年度总包 Gesamtgehalt Kokonaispalkkio Summe Totalpaket Zielgehalt Totallön Skupaj"
    " Jahrespaket Suma Samtals Укупно Вкупно Skupno Jumlah ჯამი Ընդամենը Cəmi Барлығы মোট รวมทั้งหมด 總收入 報酬総額",
    "signing_bonus": "サインオンボーナス 签约奖金 Antrittsprämie Startbonus Tekenbonus",
    "stock": "股权激励 주식보상 스톡 Optioner Opcje Aktienzuteilung Aandelenpakket Aktieprogram Delnice Aktienplan"
    " Hlutabréf Osakeoptiot Опціони Акције শেয়ার Aandele",
}
_SEVERAL_WORDS = {
    "base": "Retribución fija, Remuneração fixa, Vast salaris, Fast lön, Pensja podstawowa, Базовый оклад, Fixo anual"
    ", Basis loon, Basis salaris, Sabit maaş, Fixní mzda, Pagrindinis atlyginimas, Gaji tetap, Lương cố định, שכר קבוע"
    ", Kiinteä palkka, Bazinė alga, Річна зарплата, Lương cứng, Фиксированная часть",
    "bonus": "Remuneração variável, Variable Vergütung, Bonus anual țintă, Годишен бонус, Ετήσιο μπόνους"
    ", Incentivo anual, 보너스 비율, Porcentaje de bono, Bonus cible, Hedef prim, Variabel deel, Gada prēmija",
    "total_comp": "Łączne wynagrodzenie, Teljes javadalmazás, Общий доход, Загальний дохід, תגמול כולל, 총 보상"
    ", Total lønpakke, Venit total, Pakiet całkowity, Teljes csomag, Compensació total, Bendra suma, סה״כ תגמול"
    ", Kopējais atalgojums, Compensație totală, Общая компенсация",
    "stock": "RSUs über 4 Jahre, Actions sur 4 ans, Azioni su 4 anni, Ações em 4 anos, Aktier över 4 år",
    "signing_bonus": "Prime d'arrivée, Prime de bienvenue, Bono de fichaje, Bônus de contratação, Bonus d'ingresso",
}


@pytest.mark.parametrize(
    ("header", "role"),
    [
        *((header, role) for role, headers in _FOREIGN.items() for header in headers.split()),
        *((header, role) for role, headers in _SEVERAL_WORDS.items() for header in headers.split(", ")),
    ],
)
def test_a_header_is_clear_in_many_languages(header: str, role: str) -> None:
    assert (role_of(header), read_head(header).problem) == (role, None)


@pytest.mark.parametrize(
    "header",
    [
        "Leistungsprämie",
        "Vinstandel",
        "Bonus (bij doel)",
        "Variable (objectifs atteints)",
        "Bonus (mål)",
        "성과급(목표)",
        "Variable (100 % Zielerreichung)",
        "Bonus (Ziel)",
        "Target bonus, % of base",
    ],
)
def test_a_header_that_says_what_a_bonus_is_of(header: str) -> None:
    found = row(standard("Oslo | 120,000 EUR | 10%", header=f"Region | Base | {header}"))
    assert (ends(found.bonus_pct), found.unread) == ((10, 10), ())


def test_no_grant_in_any_currency_without_its_sign() -> None:
    found = row(standard("Mexico City | MXN 720,000 | 0 | 10% | MXN 792,000"))
    assert (ends(found.stock), found.unread) == ((0, 0), ())


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Year-1 total", "$205K–$290K"), ("First-year total comp", "$205K–$290K"), ("4-year total", "$740K–$1.04M"),
        ("Total with benefits", "$203K–$278K"), ("Total rewards incl. benefits", "$203K–$278K"),
        ("Stock per year", "$20K–$30K"), ("RSU (annualized)", "$20K–$30K"), ("Bonus paid", "March"),
        ("Bonus payout 2025", "96%"), ("On-call pay", "$400 a week"), ("Pay transparency", "required"),
        ("Onsite days", "3"), ("Time to offer", "3 weeks"), ("Vest freq.", "monthly"), ("Bonus amount", "$15K–$30K"),
    ],
)  # fmt: skip
def test_a_column_beside_the_usual_one_leaves_it_what_it_is(header: str, cell: str) -> None:
    usual = "Base Salary | Stock (RSU/4yr) | Bonus | Total Comp"
    pay = "$150K–$200K | $80K–$120K | 10–15% | $185K–$260K"
    for heads, cells in ((f"{usual} | {header}", f"{pay} | {cell}"), (f"{header} | {usual}", f"{cell} | {pay}")):
        found = row(standard(f"Boston | {cells}", header=f"Region | {heads}"))
        figures = ends(found.base), ends(found.stock), ends(found.bonus_pct), ends(found.total_comp)
        assert (figures, found.unread) == (((150_000, 200_000), (80_000, 120_000), (10, 15), (185_000, 260_000)), ())


@pytest.mark.parametrize(
    "other",
    [
        "Options (4yr)",
        "Stock Options",
        "PSU (4yr)",
        "Performance shares",
        "Phantom stock",
        "Warrants",
        "Stock",
        "Equity",
    ],
)
def test_a_years_share_beside_other_equity_or_a_grant_of_unknown_years_is_not_left_out(other: str) -> None:
    for header in (f"Region | Base Salary | RSU/yr | {other}", f"Region | Base Salary | {other} | Stock per year"):
        found = row(standard("Boston | $150K–$200K | $20K–$30K | $80K–$120K", header=header))
        assert (ends(found.base), found.stock, len(found.unread)) == ((150_000, 200_000), None, 2)


@pytest.mark.parametrize(("share", "is_read"), [("$20K–$30K", True), ("$21K–$29K", False), ("$40K–$60K", False)])
def test_a_years_share_that_contradicts_the_grant_refuses_both(share: str, is_read: bool) -> None:
    for heads, cells in (
        ("RSU/yr | Stock (RSU/4yr)", "{} | $80K–$120K"),
        ("RSUs (4yr) | Stock/year", "$80K–$120K | {}"),
    ):
        found = row(standard(f"Boston | $150K–$200K | {cells.format(share)}", header=f"Region | Base | {heads}"))
        assert (ends(found.stock) if found.stock else None) == ((80_000, 120_000) if is_read else None)
        assert len(found.unread) == (0 if is_read else 2)
    rounded = row(
        standard("Boston | $150K–$200K | $21K–$33K | $85K–$130K", header="Region | Base | RSU/yr | RSU (4yr)")
    )
    assert (ends(rounded.stock), rounded.vest_years) == ((85_000, 130_000), 4)


def test_a_grant_and_a_years_share_in_another_currency_are_not_the_same() -> None:
    for heads, cells in (
        ("Stock (RSU/4yr) | RSU / year", "£20K–£35K | €90K"),
        ("Stock (RSU/4yr) | Equity per year", "$70K–$118K | £138K–£189K"),
        ("RSU / year | Stock (USD/4yr)", "£20K–£35K | $100K–$170K"),
    ):
        found = row(standard(f"London | £75K–£95K | {cells}", header=f"Region | Base | {heads}"))
        assert (found.stock, len(found.unread)) == (None, 2)
    found = row(standard("London | £75K–£95K | £20K | $25K", header="Region | Base | RSU / year | RSU / year (USD)"))
    assert (ends(found.stock), found.vest_years) == ((20_000, 20_000), 1)


@pytest.mark.parametrize(
    ("region", "cell", "is_read"),
    [
        ("Oslo (NOK)", "$150K / €140K", False),
        ("Bengaluru (INR)", "$150K ~ €140K", False),
        ("Paris (EUR)", "$150K / €140K", True),
        ("Toronto (CAD)", "€140K / $210K", True),
        ("London (GBP/USD)", "£120K / $150K", True),
    ],
)
def test_one_of_two_currencies_is_that_of_the_row(region: str, cell: str, is_read: bool) -> None:
    found = row(standard(f"{region} | {cell}", header="Region | Base"))
    assert (found.base is not None, len(found.unread)) == ((True, 0) if is_read else (False, 1))


def test_the_only_total_may_be_a_first_years() -> None:
    assert columns_of(("Region", "Base", "Year-1 total")) == ("region", "base", "total_comp")


def test_a_letter_for_years_of_vesting() -> None:
    header = "Ort | Jahresgehalt | Aktien (3 J.)"
    assert row(standard("Zürich | CHF 120,000 | CHF 30,000", header=header)).vest_years == 3


def test_columns_in_any_order_and_number() -> None:
    line = row(
        standard(
            "$31K | Senior | $250K–$290K | Boston | $171K–$212K | 10% | $20K–$30K | $90K–$150K",
            header="Sign-On | Level | TC | Market | Salary | Target Bonus % | Bonus ($) | Equity Grant (3-yr vest)",
        )
    )
    assert (line.region, line.level, line.vest_years) == ("Boston", "Senior", 3)
    assert ends(line.signing_bonus) == (31_000, 31_000)
    assert (ends(line.bonus_pct), ends(line.bonus)) == ((10, 10), (20_000, 30_000))
    assert (ends(line.base), ends(line.stock), ends(line.total_comp)) == (
        (171_000, 212_000),
        (90_000, 150_000),
        (250_000, 290_000),
    )


def test_carry_and_cash_go_where_a_column_is_missing() -> None:
    line = row(standard("Boston | $171K | $40K | $211K", header="Region | Base | Carry/Bonus | Total Cash"))
    assert (ends(line.bonus), ends(line.total_comp)) == ((40_000, 40_000), (211_000, 211_000))
    line = row(
        standard("Boston | $171K | $40K | $9K | $211K", header="Region | Base | Carry/Bonus | Bonus | Total Cash")
    )
    assert (ends(line.stock), ends(line.bonus), line.total_comp) == ((40_000, 40_000), (9_000, 9_000), None)


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Pay band", "Band 7"), ("Salary grade", "E13"), ("Pay mix", "50/50"), ("Holiday pay", "8%")],
)
def test_a_grade_or_mix_of_pay_beside_pay_is_no_pay(header: str, cell: str) -> None:
    line = row(standard(f"Leeds | {cell} | £46K–£53K | £50K–£57K", header=f"Region | {header} | Base | Total"))
    assert (ends(line.base), ends(line.total_comp), line.unread) == ((46_000, 53_000), (50_000, 57_000), ())


def test_units_percent_currencies_and_months_of_headers() -> None:
    line = row(standard("Zurich | 120-150 | 10-15 | 200", header="Region | Base (CHF K) | Bonus (%) | Total (CHF K)"))
    assert (ends(line.base), ends(line.bonus_pct), line.currency) == ((120_000, 150_000), (10, 15), "CHF")
    line = row(standard("Boston | 4,000 | 200,000", header="Region | Base (€, monthly) | Total (EUR)"))
    assert (ends(line.base), line.currency) == ((48_000, 48_000), "EUR")
    assert line.notes == ("a month's amount times 12",)


@pytest.mark.parametrize("header", ["Gehalt (alt)", "Base (I)", "Base (sum insured)"])
def test_a_header_with_a_word_that_may_name_other_figures_is_refused(header: str) -> None:
    (cell,) = row(standard("Berlin | €80K", header=f"Region | {header}")).unread
    assert "is not clear" in cell.problem


def test_a_total_is_named_in_danish() -> None:
    one = row(standard("Aarhus | 700K–800K DKK | 1,000K DKK", header="Region | Grundløn i DKK | I alt"))
    assert (ends(one.base), ends(one.total_comp)) == ((700_000, 800_000), (1_000_000, 1_000_000))


@pytest.mark.parametrize("cell", ["RSUs", "Options", "Target bonus"])
def test_the_name_of_a_part_of_pay_in_a_cell_leaves_the_table(cell: str) -> None:
    one = row(standard(f"Boston | $150K–$170K | {cell} | hybrid", header="Region | Base | Stock | Notes"))
    assert ends(one.base) == (150_000, 170_000)


def test_a_sign_below_a_place_is_that_place() -> None:
    lines = ("Berlin | L4 | €80K | €90K", "↳ | L5 | €90K | €100K")
    found = table(standard(*lines, header="Region | Level | Base | Total")).rows
    assert [(one.region, one.level) for one in found] == [("Berlin", "L4"), ("Berlin", "L5")]


def test_amounts_are_no_levels() -> None:
    one = row(standard("Austin | $150K–$190K | $185K–$240K", header="Region | Internal band | Total"))
    assert (one.level, one.base, ends(one.total_comp)) == (None, None, (185_000, 240_000))


def test_level_and_region_as_columns() -> None:
    found = table(
        standard(
            "Boston | L4 | $150K | $200K",
            " | L5 | $180K | $260K",
            "Leeds | L4 | £70K | £90K",
            header="Region | Level | Base | Total",
        )
    )
    assert [(r.region, r.level, ends(r.base)) for r in found.rows] == [
        ("Boston", "L4", (150_000, 150_000)),
        ("Boston", "L5", (180_000, 180_000)),
        ("Leeds", "L4", (70_000, 70_000)),
    ]


def test_the_level_title_layout() -> None:
    text = standard(
        "L4 | Rigger II | $150K–$190K | $80K–$120K | 10% | $20K | $190K–$240K",
        "65+ | Partner | $280K - $380K | $600K - $1.5M | 25%+ | $80K | $600K - $1M+",
        header="Level | Title | Base Salary | RSU (4-Year) | Annual Bonus | Signing Bonus | Total Comp (Annual)",
    )
    found = table(text)
    assert found.layout == "level-title"
    one, other = found.rows
    assert (one.region, one.region_span, one.label, one.level, one.title) == (None, None, None, "L4", "Rigger II")
    assert (one.currency, one.vest_years) == ("USD", 4)
    assert (ends(other.stock), ends(other.total_comp)) == ((600_000, 1_500_000), (600_000, 1_000_000))


def test_the_level_pivot_layout() -> None:
    text = "### Total Comp\n\n" + standard(
        "Mid (L3-L4) | $150,000–$190,000 | £70,000–£90,000",
        "Senior (L5) | $185,000–$250,000 | N/A",
        header="Level | San Francisco (USD) | London (GBP £)",
    )
    found = table(text)
    assert found.layout == "level-pivot"
    bay, london = found.rows
    assert (bay.region, bay.level, bay.currency, ends(bay.total_comp)) == (
        "San Francisco (USD)",
        None,
        "USD",
        (150_000, 250_000),
    )
    assert [(r.level, ends(r.total_comp)) for r in bay.levels] == [
        ("Mid (L3-L4)", (150_000, 190_000)),
        ("Senior (L5)", (185_000, 250_000)),
    ]
    assert bay.total_comp is not None
    assert bay.total_comp.high_span is not None
    assert text[slice(*bay.total_comp.span)] == "$150,000–$190,000"
    assert text[slice(*bay.total_comp.high_span)] == "$185,000–$250,000"
    assert (london.currency, ends(london.total_comp), len(london.levels)) == ("GBP", (70_000, 90_000), 1)


def test_one_line_of_pay_among_others_is_no_level_pivot() -> None:
    lines = "| Jobs | few | many |\n| Salary range | €30K | €60K |\n| Growth | 3% | 9% |\n| Demand | low | high |\n"
    text = f"### Data Engineer | Acme Guide\n\n| Aspect | Lisbon | Berlin |\n|---|---|---|\n{lines}"
    assert read_compensation_table(Body(text, 0)) is None


def test_a_level_pivot_of_two_currencies_is_not_merged() -> None:
    text = "### Total Comp\n\n" + standard(
        "Mid | £70K | $90K", "Senior | $95K | $150K", header="Level | London | Boston"
    )
    london, boston = table(text).rows
    assert (london.total_comp, len(london.levels)) == (None, 2)
    assert ends(boston.total_comp) == (90_000, 150_000)


def test_the_component_pivot_layout() -> None:
    text = standard(
        "Base Salary | A$150K–A$190K | ₪420,000 – ₪550,000",
        "Annual Bonus | 10–12% target | 10%",
        "RSU Grant (4-yr vest) | A$80K | ₪190,000 – ₪400,000/yr vesting",
        "Retention RSU Grant | A$5K | —",
        "Sign-On Bonus | A$12K | ₪40,000",
        "Total Comp (Year 1) | A$215K–A$330K | ₪680,000 – ₪1,075,000",
        header="Component | Sydney (AUD A$) | Tel Aviv (ILS)",
    )
    found = table(text)
    assert found.layout == "component-pivot"
    sydney, tel_aviv = found.rows
    assert (sydney.region, sydney.currency, sydney.vest_years) == ("Sydney (AUD A$)", "AUD", 4)
    assert (ends(sydney.bonus_pct), ends(sydney.signing_bonus)) == ((10, 12), (12_000, 12_000))
    assert "Retention RSU Grant: A$5K" in sydney.notes
    assert (ends(tel_aviv.stock), tel_aviv.vest_years) == ((190_000, 400_000), 1)
    assert ends(tel_aviv.total_comp) == (680_000, 1_075_000)


def test_pivots_with_more_columns_than_places() -> None:
    text = "### Total Comp\n\n" + standard(
        "Entry (base) | Rigger | $150K | £70K | more",
        "L5 | Senior | $180K | £90K | ",
        "L6 | Staff | $200K | £99K | ",
        header="Level | Title | New York City | Other UK Markets (GBP) | Notes",
    )
    found = table(text)
    assert [(r.region, ends(r.total_comp), len(r.levels)) for r in found.rows] == [
        ("New York City", (150_000, 200_000), 3),
        ("Other UK Markets (GBP)", (70_000, 99_000), 3),
    ]
    text = standard("Base | $150K | a", "Total | $180K | b", header=" | Boston | Notes")
    assert [r.region for r in table(text).rows] == ["Boston"]


def test_a_pivot_of_base_salaries() -> None:
    text = standard("L4 | $150K | £70K", "L5 | $180K | £90K", header="Level | Boston (Base) | Leeds (Base)")
    assert [(ends(r.base), r.total_comp) for r in table(text).rows] == [
        ((150_000, 180_000), None),
        ((70_000, 90_000), None),
    ]


def test_a_region_header_of_any_name() -> None:
    found = table(standard("Boston | 5 | $150K | $200K", header="Where | Years | Base | Total"))
    assert (found.layout, found.rows[0].region) == ("standard", "Boston")


def test_the_rows_of_a_component_pivot_may_be_numbered() -> None:
    lines = "1. Base | $180K–$200K", "2. Equity (4yr) | $80K–$120K", "3) Bonus | 10%", "4. Total | $218K–$250K"
    (row,) = table(standard(*lines, header="Component | Boston")).rows
    assert (row.base and row.base.low, row.stock and row.stock.high, row.unread) == (180_000, 120_000, ())
    assert (row.bonus_pct and row.bonus_pct.low, row.total_comp and row.total_comp.high) == (10, 250_000)


def test_the_rows_of_a_component_pivot_may_have_links_and_html() -> None:
    lines = "<strong>Base salary</strong> | $180K–$200K", "[Target bonus](#bonus) | 10%", "Total | $198K–$220K"
    (row,) = table(standard(*lines, header="Component | Boston")).rows
    assert (row.base and row.base.low, row.bonus_pct and row.bonus_pct.low, row.unread) == (180_000, 10, ())
    (struck,) = table(standard("<s>Base salary</s> | $180K–$200K", *lines[1:], header="Component | Boston")).rows
    assert struck.base is None


def test_a_component_pivot_by_level() -> None:
    found = table(standard("Base | $1.5K | $180K", "Total | $200K | $260K", header="Component | L4 | L5"))
    assert [(r.region, r.level, ends(r.total_comp)) for r in found.rows] == [
        (None, "L4", (200_000, 200_000)),
        (None, "L5", (260_000, 260_000)),
    ]


_OTHERS = [
    standard("Keel & Co | $300K–$400K | $500K", header="Company | Base (SF) | Total Comp"),
    standard("Year 1 | $300K | $500K", header="Year | Base | Total Comp"),
    standard("Base | $300K | $500K", "Total | $300K | $600K", header="Component | Target (85th pctl) | Walk-Away"),
    standard("L4 | E4 | IC4", header="Hawser Level | Keel Equivalent | Mast Equivalent"),
    standard("Rigger | L4 | 2-5 years", header="Public Title | Internal Level | Typical YoE"),
    standard("Austin | 0.95", header="Region | Cost multiplier"),
    standard("Rigger (L3) | $350K - $500K | 100% discretionary", header="Title | L3 Total Comp | Bonus Structure"),
]


@pytest.mark.parametrize("other", _OTHERS)
def test_other_tables_are_left(other: str) -> None:
    assert read(other) is None
    mine = standard("Boston | $171K | $90K | 10% | $250K")
    for text in (f"{other}\n{mine}", f"{mine}\n{other}"):
        assert [r.region for r in table(text).rows] == ["Boston"]


def test_of_two_tables_the_one_that_states_more_is_taken_else_the_first() -> None:
    small = standard("Boston | $20K", header="Region | Sign-On Bonus")
    pivot = standard("L4 | $150K | £70K", header="Level | Boston | Leeds")
    assert table(f"### Total Comp\n\n{small}\n{pivot}").layout == "level-pivot"
    one, other = standard("Boston | $171K | | | $250K"), standard("Leeds | £71K | | | £90K")
    assert table(f"{one}\n{other}").rows[0].region == "Boston"


@pytest.mark.parametrize(
    "header", ["<b>Base</b> ($K)", '<span style="x">Base</span> <small>($K)</small>', "<u>Base</u><br>$K"]
)
def test_tags_of_html_in_a_header_say_nothing(header: str) -> None:
    assert ends(row(standard("San Francisco | 120", header=f"Region | {header}")).base) == (120_000, 120_000)
    assert row(standard("San Francisco | 120", header=f"Region | <s>{header}</s>")).base is None


@pytest.mark.parametrize(
    ("region", "cell", "currency"),
    [
        ("London", "£90K", "GBP"),
        ("London", "$90K", "USD"),
        ("London", "90K", "GBP"),
        ("London (USD)", "90K", "USD"),
        ("London (GBP/USD)", "$90K", "USD"),
        ("Toronto (CAD)", "$90K", "CAD"),
        ("Tokyo", "¥9M", "JPY"),
        ("Shanghai", "¥900K", "CNY"),
        ("Stockholm", "900K kr", "SEK"),
        ("Oslo", "900K kr", "NOK"),
        ("London / Amsterdam", "90K", None),
        ("Nowhere at all", "90K", None),
        ("Mexico City", "$90,000 dólares", "USD"),
        ("Mexico City", "$900,000 pesos", "MXN"),
        ("Sydney", "90,000 dollars", None),
        ("Cairo", "900,000 pounds", "EGP"),
        ("Dakar", "9,000,000 francs", "XOF"),
        ("Geneva", "90'000 Francs", "CHF"),
        ("Mumbai", "$1,20,000", "USD"),
        ("Denver", "$21,600 / ₹18,00,000", "USD"),
    ],
)
def test_the_currency_of_a_figure(region: str, cell: str, currency: str | None) -> None:
    line = row(standard(f"{region} | {cell} | | |"))
    assert line.base is not None
    assert (line.base.currency, line.currency) == (currency, currency)


@pytest.mark.parametrize(
    "line",
    [
        *("Denver | $1,30,000", "Denver | USD 12,00,000", "London | £1,30,000", "Berlin | 1,30,000"),
        *("São Paulo | R$ 60 mil dólares", "Denver | $120,000 (£195,000)", "Shanghai | ¥600K dollars"),
        *("Mumbai | £25L", "Pune | $28 lakhs", "Toronto | CAD $130K/$160K"),
        *("Denver | 120K TOP", "Denver | ALL 120K", "Berlin | 120K TOP band"),  # words, not money of Tonga and Albania
    ],
)
def test_an_amount_with_a_sign_or_groups_of_another_currency_is_refused(line: str) -> None:
    assert row(standard(line, header="Region | Base")).base is None


@pytest.mark.parametrize(
    ("line", "header", "base"),
    [
        ("Oslo | 850 000 kr", "Årslønn", 850_000),
        ("Oslo | 70 000 kr", "Månedslønn", 840_000),
        ("Helsinki | 6 000 €", "Kuukausipalkka", 72_000),
        ("Amsterdam | € 5.000", "Bruto maandsalaris", 60_000),
        ("Budapest | 18 M Ft", "Bruttó bér", 18_000_000),
        ("Istanbul | 1.200.000 TL", "Temel maaş", 1_200_000),
        ("Zurich | CHF 9'000", "Monatslohn (x13)", 117_000),
        ("Vienna | 3.500 €", "Monatsbrutto (x14)", 49_000),
        ("Prague | 1 200", "Roční mzda (tis. Kč)", 1_200_000),
        ("Warsaw | 20 000 zł", "Wynagrodzenie miesięczne brutto", 240_000),
        ("Madrid | 65", "Salario bruto anual (miles de €)", 65_000),
        ("Moscow | 3 600 000 ₽", "Годовой оклад", 3_600_000),
        ("Shanghai | 30K·14薪", "月薪", 420_000),
        ("Bangkok | 1.8 ล้านบาท", "Base", 1_800_000),
        ("Cairo | ٦٠٠٬٠٠٠ EGP", "Base", 600_000),
        ("Mumbai | ₹३०,००,०००", "Base", 3_000_000),
    ],
)
def test_headers_and_digits_of_other_languages(line: str, header: str, base: int) -> None:
    assert ends(row(standard(line, header=f"Region | {header}")).base) == (base, base)


@pytest.mark.parametrize(("sign", "cell"), [("¥", "$185K"), ("元", "€185K"), ("元", "900万円")])
def test_an_amount_in_another_currency_than_the_sign_of_its_header_is_refused(sign: str, cell: str) -> None:
    found = row(standard(f"San Francisco | {cell}", header=f"Region | Base ({sign})"))
    assert found.base is None
    assert found.unread[0].problem.endswith(f"and the header says {sign}")


def test_mixed_and_second_currencies() -> None:
    line = row(standard("Denver | $85,000 – A$175,000 | £70K / $90K | | S$1M"))
    assert line.base is not None
    assert line.stock is not None
    assert (line.base.currency, line.base.high_currency) == ("USD", "AUD")
    assert line.stock.currency == "GBP"
    assert line.stock.second is not None
    assert line.stock.second[:3] == (90_000, 90_000, "USD")
    assert line.currency == "USD"
    line = row(standard("Singapore | S$85K – $175K | | |"))
    assert line.base is not None
    assert (line.base.currency, line.base.high_currency) == ("SGD", None)


def test_what_cannot_be_read_is_said_cell_by_cell() -> None:
    words = "Seoul | KRW equivalent | 13,000-27,000 options | Discretionary | 12%"
    text = standard(words, "Boston | $171K | | | $250K")
    line = table(text).rows[0]
    assert (line.region, line.figures, line.vest_years, line.notes) == ("Seoul", (), None, ("Discretionary",))
    assert [(cell.component, cell.text) for cell in line.unread] == [
        ("base", "KRW equivalent"),
        ("stock", "13,000-27,000 options"),
        ("total_comp", "12%"),
    ]
    assert line.unread[2].problem == "it is a percentage, and an amount is needed"


def test_a_table_without_any_figure_is_none() -> None:
    assert read(standard("Boston | TBD | TBD | TBD | TBD")) is None


@pytest.mark.parametrize(
    ("column", "cell"),
    [("Bonus paid", "March"), ("Bonus timing", "half in June"), ("", "up"), ("Target ask", "$200K"), ("Bonus", "yes")],
)
def test_a_remark_beside_a_figure_is_no_second_figure(column: str, cell: str) -> None:
    header = f"Region | Base Salary | Bonus | {column} | Total Comp"
    (line,) = table(standard(f"Boston | $171K–$180K | 10–12% | {cell} | $189K–$201K", header=header)).rows
    assert (ends(line.base), ends(line.total_comp), line.unread) == ((171_000, 180_000), (189_000, 201_000), ())
    assert line.bonus_pct
    assert (line.bonus_pct.low, line.bonus_pct.high) == (10, 12)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Base mid", "$175K"), ("Median base", "$175K"), ("Base / month", "$14,167–$15,000"),
        ("2024 base", "$150K–$160K"), ("Base (USD)", "$170K–$180K"), ("Cliff", "1 year"), ("Remote days", "2"),
    ],
)  # fmt: skip
def test_a_column_that_restates_the_base_leaves_it(column: str, cell: str) -> None:
    header = f"Region | Base Salary | {column} | Stock (RSU/4yr) | Equity per year | Total Comp | Median total"
    (line,) = table(
        standard(f"Boston | $170K–$180K | {cell} | $80K–$120K | $20K–$30K | $190K–$210K | $200K", header=header)
    ).rows
    assert (ends(line.base), ends(line.stock), ends(line.total_comp)) == (
        (170_000, 180_000), (80_000, 120_000), (190_000, 210_000),
    )  # fmt: skip
    assert (line.vest_years, line.unread) == (4, ())


@pytest.mark.parametrize("column", ["4-Year RSU Grant", "Equity, 4-year value", "Stock (4-year)", "RSUs (4 yrs)"])
@pytest.mark.parametrize(
    "total",
    [
        "Total comp (excl. sign-on)",
        "Total without refreshers",
        "Total (excl. signing bonus)",
        "**Total (excl. sign-on)**",
    ],
)
@pytest.mark.parametrize("place", ["Pay zone", "Base location", "Location"])
def test_headers_with_years_places_and_what_is_left_out(place: str, column: str, total: str) -> None:
    found = row(
        standard("Boston | $170K | $80K–$120K | 10% | $210K", header=f"{place} | Base | {column} | Bonus | {total}")
    )
    assert (found.region, ends(found.stock), found.vest_years) == ("Boston", (80_000, 120_000), 4)
    assert ends(found.total_comp) == (210_000, 210_000)


def test_a_total_without_a_part_is_no_total() -> None:
    header = "Region | Base | Total (excl. equity and sign-on)"
    assert row(standard("Boston | $170K | $210K", header=header)).total_comp is None


@pytest.mark.parametrize("numbers", ["Market rank", "City size", "Location ID", "Zone", "Region #"])
@pytest.mark.parametrize("header", ["{numbers} | Region", "Region | {numbers}"])
def test_a_number_beside_a_place_is_no_part_of_the_region(header: str, numbers: str) -> None:
    line = "2 | Milan" if header.endswith("Region") else "Milan | 2"
    assert row(standard(f"{line} | €80K", header=f"{header.format(numbers=numbers)} | Base")).region == "Milan"


def test_a_line_break_in_a_region() -> None:
    assert row(standard("San Jose<br><sub>office</sub> | $171K | $90K | 10% | $250K")).label == read_region(
        "San Jose / office"
    )


@pytest.mark.parametrize("cell", ["on request", "Ask", "auf Anfrage", "Pending"])
def test_pay_that_is_not_given_is_no_unreadable_figure(cell: str) -> None:
    rows = ("Boston | $171K | $90K | 10%, paid in March | $250K", f"Denver | {cell} | {cell} | {cell} | {cell}")
    assert [line.unread for line in table(standard(*rows)).rows] == [(), ()]


def test_rows_without_place_and_figure_are_left_out_and_ragged_ones_are_reported() -> None:
    found = table(standard("Boston | $171K | $90K | 10% | $250K | more", "--- | --- | --- | --- | ---") + "A line.\n")
    assert [line.region for line in found.rows] == ["Boston"]
    assert [line.written for line in found.ragged] == [6, 1]


@pytest.mark.parametrize(
    "text",
    [
        "a | b\n--|--\n1 | 2\n3\n\nx | y",
        "|a|b|\n|:-|-:|\n|1|2|3|\n|| |\n| |",
        "| a \\| b | c |\n|---|---|\n| `x | y` | \\| |\n| x \\\\| y |",
        "| a | b |\n|---|\n| 1 | 2 |",
        "text\n| a |\n|---|\n| 1 |\n# heading | x |",
        "| a |\n|---|\n| 1 |\n> | 2 |",
        "| a |\n|---|\n| 1 |\n- | 2 |",
        "| a |\n|---|\n| 1 |\n***\n| 2 |",
        "| a |\n|---|\n| 1 |\n    | 2 |",
        "| a |\n|---|\n| 1 |\n<div>\n| 2 |",
        "| a |\n|---|\n| 1 |\n<b> | 2 |",
        "    | a |\n|---|\n| 1 |",
        "| a |\n    |---|\n| 1 |",
        "   | a |\n  |---|\n | 1 |   \n|2",
        "| a |\n| --- |\t\n|\t1 |",
        "| a |\n|- -|\n| 1 |",
        "| a || b |\n|---|---|---|\n|||",
        "a|\n-|\n1",
        "a|\n:-\n1\nb",
        "| a | b |\n|---|---|\nab | 1\ncd | 2\n(ef) | 3\n",
        "| a |\n|---|",
        "| a |\r\n|---|\r\n| 1 |\r\n\r\n| 2 |",
        "- | a |\n  |---|\n  | 1 |\n- | b |\n  |---|\n  | 2 |",
        "10. a | b\n    --|--\n    1 | 2\n\n11. x",
        "- text\r\n  - more\r\n\r\n    | a |\r\n    |---|\r\n    | 1 |\r\n",
        "* | a |\n|---|\n| 1 |",
        "text\n\n    | a |\n    |---|\n    | 1 |",
        "- text\n\n    ```\n    | a |\n    |---|\n    ```",
        "> > | a |\n> > |---|\n> > | 1 |",
        "| a |\n|---|\n| 1 |\n> | b |\n> |---|\n> | 2 |",
        "> | a |\n|---|\n| 1 |",
        "- ```\n  | a |\n  ```\n\n| b |\n|---|\n| 2 |",
        "- ~~~\n  | a |\n  |---|\n\n| b |\n|---|\n| 2 |",
        "- x\n  ```\n  y\n| a |\n|---|\n| 1 |",
        "- x\ny\n\n  ~~~\n| a |\n|---|\n| 1 |",
        "1. x\r\n   ```\r\n   | b |\r\n   |---|\r\n\r\n| a |\r\n|---|\r\n| 1 |\r\n",
        "-\n   ```\n| a |\n|---|\n| 1 |",
        "- x\n  ```\n  y\n  ```\n| a |\n|---|\n| 1 |",
        "- x\n\n# y\n  ```\n  z\n```\n\n| a |\n|---|\n| 1 |",
        "- x\n\ny\n  ```\n  z\n```\n\n| a |\n|---|\n| 1 |",
        "> | a |\n> |---|\n> | 1 |\n| b | c |\n|---|---|\n| 2 | 3 |",
        "- | a |\n  |---|\n  | 1 |\n| b | c |\n|---|---|\n| 2 | 3 |",
        "-\n   | a |\n   |---|\n\n| b | c |\n|---|---|\n| 2 | 3 |",
        "# x\n    | a |\n|---|\n| 1 |",
        "<![x\n\n| a |\n|---|\n| 1 |",
        "<pre>\n</style>\n\n| a |\n|---|\n| 1 |",
        "``` a`b\n\n| a |\n|---|\n| 1 |",
        "~~~ `a`\n| a |\n|---|\n~~~\n\n| b |\n|---|",
    ],
)
def test_cells_are_those_of_markdown_it(text: str) -> None:
    assert _ours(text) == _theirs(text)


_CELLS = st.text("ab1 \\`*-:$", max_size=5)
_LINES = st.lists(st.one_of(_CELLS.map(lambda c: f"|{c}"), st.just("|"), _CELLS), max_size=6).map("".join)
_DELIMITERS = st.lists(st.sampled_from(["|---", "|:-:", "| -- ", "|", "---", " "]), max_size=4).map("".join)


@pytest.mark.slow
@settings(max_examples=400)
@given(_LINES, _DELIMITERS, st.lists(_LINES, max_size=4))
def test_cells_of_any_table_are_those_of_markdown_it(header: str, delimiter: str, rows: list[str]) -> None:
    # What markdown-it takes for a header before it looks for other blocks is none to GitHub, dashes underline one, and
    # a bar alone ends a table.
    text = "\n".join(["|" + header, delimiter, *(row for row in rows if row.strip() != "|")])
    starts = ("-", "`", "*", ":")
    if delimiter.strip(" -") and not any(line.lstrip().startswith(starts) for line in ("|" + header, *rows)):
        assert _ours(text) == _theirs(text)


def test_a_footnote_ends_a_table_and_may_have_one() -> None:
    text = "| a |\n|---|\n| 1 |\n[^1]: x | y\n[^2]:\n    | b |\n    |---|\n    | 2 |\n"
    assert _ours(text) == [[["a"], ["1"]], [["b"], ["2"]]]


def test_a_declaration_in_small_letters_is_text_on_github() -> None:
    assert _ours("<!a\n\n| a |\n|---|\n| 1 |\n<!b\n| 2 |") == [[["a"], ["1"], ["<!b"], ["2"]]]
    assert _ours("<!A\n\n| a |\n|---|\n| 1 |") == []


def test_a_bar_alone_ends_a_table_on_github() -> None:
    assert _ours("| a |\n|---|\n|\n| b | c |\n|---|---|\n| 1 | 2 |") == [[["a"]], [["b", "c"], ["1", "2"]]]


@pytest.mark.parametrize(
    "text",
    [
        "- x\n| a | b |\n    |---|---|\n    | 1 | 2 |\n| 3 | 4 |\n",
        "x | y\n    | a | b |\n|---|---|\n| 1 | 2 |",
        "/x\n\t| a | b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_a_header_may_go_on_a_line_above_on_github(text: str) -> None:
    assert _ours(text) == [[["a", "b"], ["1", "2"]]]


def test_an_indented_line_below_a_long_table_is_no_header() -> None:
    rows = "one two three four five | 6\n" * 25
    (found,) = _ours(f"| a | b |\n|---|---|\n{rows}    | c | d |\n|---|---|\n| 1 | 2 |")
    assert len(found) == 26


def test_attributes_of_a_table_are_no_row_and_do_not_end_it() -> None:
    assert _ours("| a |\n|---|\n| 1 |\n{: .wide}\n| 2 |\n{: .x}\n") == [[["a"], ["1"], ["2"]]]


def test_dashes_without_a_bar_underline_a_heading() -> None:
    assert _ours("| a |\n---\n| 1 |") == []


def _ours(text: str) -> list[list[list[str]]]:
    return [
        [
            [cell.text for cell in found.header],
            *([cell.text for cell in line.cells] + [""] * (len(found.header) - len(line.cells)) for line in found.rows),
        ]
        for found in find_tables(Body(text, 0))
    ]


def _theirs(text: str) -> list[list[list[str]]]:
    tables: list[list[list[str]]] = []
    is_inside = False
    for token in MARKDOWN.parse(text):
        if token.type == "table_open":
            is_inside = True
            tables.append([])
        elif token.type == "table_close":
            is_inside = False
        elif is_inside and token.type == "tr_open":
            tables[-1].append([])
        elif is_inside and token.type == "inline":
            tables[-1][-1].append(token.content)
    return tables


@pytest.mark.parametrize(
    "hidden",
    [
        *(
            "```\n{}\n```\n",
            "<!--\n{}\n-->\n",
            "<pre>\n{}\n</pre>\n",
            "<SCRIPT type=x>\n{}\n</Script>\n",
            "<style>\n{}\n",
        ),
        *("<?\n\n{}\n\n?>\n", "<![CDATA[\n\n{}\n\n]]>\n", "<!DOCTYPE\n\n{}\n\n>\n"),
    ],
)
def test_hidden_tables_are_left(hidden: str) -> None:
    assert read(hidden.replace("{}", standard("Boston | $1K | | |"))) is None


@pytest.mark.parametrize(
    "line",
    [
        "Write `<!--` first.", "Write ``x <!-- y`` and `-->`.", "A sign: <!-- that never ends", r"\<!-- no comment",
        "<a> <!-- ends below\n\nit --> too", "It begins <!--",
    ],
)  # fmt: skip
def test_a_sign_in_a_line_hides_no_table(line: str) -> None:
    table = standard("Boston | $100K–$120K | | |")
    for text in (f"{line}\n\n{table}", f"{line}\n{table}\n\nThe sign `-->` ends it. -->"):
        assert read(text) is not None


@pytest.mark.parametrize(
    "sign", ["<!-->", "<!--->", "Text <!--> more", "<!-- one --!>", "<? ?>", "<!x>", "<![CDATA[]]>"]
)
def test_a_comment_that_ends_at_once_hides_no_table_below_it(sign: str) -> None:
    assert read(f"{sign}\n\n{standard('Boston | $100K–$120K | | |')}\n\n-->\n") is not None


@pytest.mark.parametrize(
    "html", ["<div>\n", "</script >\n", "<p class=a\n", "<details>\nMore\n  words\n", "<div> one\n   "]
)
def test_a_fence_in_a_block_of_html_hides_no_table_below_it(html: str) -> None:
    table = standard("Boston | $100K–$120K | | |")
    assert read(f"{html}~~~ x\n\n{table}\n\n{html}~~~\n") is not None
    assert read(f"{html}\n~~~ x\n\n{table}\n\n~~~\n") is None
    assert read(f"{html}~~~ x\n{table}~~~\n") is None
    for sign in ("<https://acme.example/>\n", "<br> one\n", "<span>one:\n", "<pre>\n"):
        assert read(f"{sign}~~~ x\n\n{table}\n\n~~~\n") is None


@pytest.mark.parametrize("sign", ["<pre>", "<script>", "<!--"])
def test_html_in_code_hides_no_table_below_it(sign: str) -> None:
    found = read(f"```html\n{sign}\n```\n\n" + standard("Boston | $100K–$120K | | |"))
    assert found is not None
    assert len(found.rows) == 1


def test_an_empty_body() -> None:
    assert read("") is None
    assert read_compensation_table(parse_document("---\na: 1\n---\n").body) is None


_PIECES = st.sampled_from(
    [
        "|",
        "---|",
        "\n",
        "Region",
        "Base",
        "Total Comp",
        "Level",
        "London (GBP)",
        "$120K–$150K",
        "10%",
        " ",
        "\\|",
        "-",
        "x",
    ]
)


@given(st.text(max_size=300) | st.lists(_PIECES, max_size=80).map("".join))
def test_any_text_is_read(text: str) -> None:
    found = read(text)
    for line in found.rows if found else ():
        for figure in line.figures:
            assert text[slice(*figure.span)].strip() == text[slice(*figure.span)] != ""


SIZE = 1 << 19
HOSTILE = {
    "one table of short rows": standard() + "|a|$9K\n" * (SIZE // 7),
    "four hundred rows of places": standard(*(f"{'Boston, ' * 20}{i} | $9K | | |" for i in range(400))),
    "many columns": "|Region" * (SIZE // 16) + "\n" + "|-" * (SIZE // 16) + "\n" + "|$9K" * 10,
    "many columns and short rows": "|Base" * 99_999 + "\n" + "|-" * 99_999 + "\n" + "a\n" * (SIZE // 4),
    "many tables": "|Level|Boston|\n|-|-|\n|a|$9K|\n\n" * (SIZE // 34),
    "many headers": "|Region|Base|\n|-|-|\n" * (SIZE // 22),
    "one long line": "|" * SIZE,
    "one long delimiter": "|a|\n" + "|-" * (SIZE // 2) + "x",
    "dashes": "|a|\n" + "-" * SIZE + "\\",
    "delimiters only": "|-|\n" * (SIZE // 4),
    "escapes": "|a|\n|-|\n|" + "\\" * SIZE,
    "a rule that is none": "|a|\n|-|\n" + "* " * (SIZE // 2) + "x",
    "underlines": "|a|\n|-|\n" + "_ " * (SIZE // 2) + "x",
    "brackets in headers": "|Region|" + "(" * 300_000 + "|" + ")[" * 100_000 + "|\n|-|-|-|\n|Boston|$9K|$9K|\n",
    "markup in regions": "|Region|Base|\n|-|-|\n|" + "[a](" * 100_000 + "|$9K|\n|" + "<_*" * 100_000 + "|$9K|\n",
    "figures": "|Region|Base|\n|-|-|\n" + ("|Boston|" + "$9K-" * 600 + "|\n") * 400,
    "blanks": "|Region|Base|\n|-|-|\n|Boston|" + " " * SIZE + "$9K|\n",
}


READ_OF_HOSTILE = {
    "one table of short rows": SIZE // 7,
    "four hundred rows of places": 400,
    "many tables": 1,
    "markup in regions": 2,
    "figures": 400,
    "blanks": 1,
}
"""How many rows are read of those that are a table after all."""


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_table_is_read(name: str) -> None:
    table = read_compensation_table(Body(HOSTILE[name], 0))
    assert (len(table.rows) if table else 0) == READ_OF_HOSTILE.get(name, 0)


@pytest.mark.parametrize(
    "header",
    [
        *("OTE", "Total cash", "Base + Bonus", "Total (base + bonus)", "On-target earnings", "TC = base + bonus"),
        *("Total (fixe + variable)", "Target total cash", "Total (OTE)", "Fixed and variable"),
    ],
)
def test_a_total_without_the_equity_of_its_table_is_no_total(header: str) -> None:
    found = row(
        standard("Boston | $200K | 15% | $230K | $400K", header=f"Region | Base | Bonus | {header} | RSU (4yr)")
    )
    assert found.total_comp is None
    assert (ends(found.base), ends(found.stock)) == ((200_000, 200_000), (400_000, 400_000))
    text = standard("Boston | $200K | 15% | $230K", header=f"Region | Base | Bonus | {header}")
    assert ends(row(text).total_comp) == (230_000, 230_000)


@pytest.mark.parametrize(
    "header",
    ["Total incl. sign-on", "TC (with signing bonus)", "TC incl. pension", "Total incl. 401(k)", "Total w/ benefits"],
)
def test_a_total_of_more_than_a_years_pay_is_refused(header: str) -> None:
    found = row(standard("Boston | $200K | $400K | $350K", header=f"Region | Base | RSU (4yr) | {header}"))
    assert found.total_comp is None
    assert [cell.component for cell in found.unread] == ["total_comp"]


@pytest.mark.parametrize(
    ("stock", "signing", "total", "is_read"),
    [
        ("$400K", "", "$300K", False),
        ("$400K (10/20/30/40)", "", "$240K", True),
        ("$400K", "$50K", "$350K", False),
        ("$400K (10/20/30/40)", "$50K", "$290K", False),
        ("$400K", "$50K", "$300K", True),
        ("$400K", "$50K", "$350K (year 1)", False),
    ],
)
def test_a_first_years_total_is_read_if_its_parts_are_known(
    stock: str, signing: str, total: str, *, is_read: bool
) -> None:
    header = "Region | Base | RSU | Sign-on | Year-1 Total"
    found = row(standard(f"Boston | $200K | {stock} | {signing} | {total}", header=header))
    assert (found.total_comp is not None, found.is_first_year) == (is_read, True)
    assert [cell.component for cell in found.unread] == ([] if is_read else ["total_comp"])


@pytest.mark.parametrize(
    "header",
    [
        *(
            "RSU / 4",
            "RSU/4",
            "RSU ÷ 4",
            "RSU (÷4)",
            "Stock (grant / 4)",
            "25% of RSU",
            "33% of RSU",
            "RSU ¼",
            "1/4 of grant",
        ),
        *("annual RSU (1/4)", "RSU (annualised, /4)", "Jährliche RSUs", "Equity / 3", "50 % der RSUs"),
    ],
)
def test_a_share_of_a_grant_is_a_years(header: str) -> None:
    found = row(standard("Boston | $200K | $50K | $250K", header=f"Region | Base | {header} | Total"))
    assert (ends(found.stock), found.vest_years) == ((50_000, 50_000), 1)


@pytest.mark.parametrize("header", ["RSU/4yr", "RSU / 4 ans", "RSU / 48 months", "RSU (÷ 4 yrs)", "RSU (25/25/25/25)"])
def test_the_years_of_a_grant_after_a_slash_are_no_share(header: str) -> None:
    found = row(standard("Boston | $200K | $50K | $250K", header=f"Region | Base | {header} | Total"))
    assert (ends(found.stock), found.vest_years) == ((50_000, 50_000), 4)


@pytest.mark.parametrize(
    "name",
    [
        "P25",
        "p90",
        "25th",
        "75th percentile",
        "Median",
        "90th %ile",
        "25. Perzentil",
        "9e décile",
        "Q3",
        "Upper quartile",
        "**P75**",
    ],
)
def test_a_point_of_a_distribution_is_neither_a_level_nor_a_range(name: str) -> None:
    for header in ("Region | Level | Base", "Region | Title | Base"):
        found = row(standard(f"Boston | {name} | $200K", header=header))
        assert (found.level, found.title, found.base, len(found.unread)) == (None, None, None, 1)
    assert read(standard("Base | $180K | $200K", "Total | $250K | $260K", header=f"Part | {name} | P99")) is None


@pytest.mark.parametrize("label", ["Boston (P25)", "Boston (75th percentile)", "Boston – P90"])
def test_a_label_with_a_percentile_refuses_its_row(label: str) -> None:
    assert row(standard(f"{label} | $200K", header="Region | Base")).base is None
    assert row(standard("Boston | 90 | $200K", header="Region | Percentile | Base")).base is None


@pytest.mark.parametrize("label", ["Tokyo (日本)", "Osaka (日本)", "Kyoto (日本/HQ)"])
def test_a_place_in_brackets_is_no_period(label: str) -> None:
    assert ends(row(standard(f"{label} | ¥9,600,000", header="Region | Base")).base) == (9_600_000, 9_600_000)


@pytest.mark.parametrize("header", sorted(USUAL_HEADERS))
def test_a_usual_header_says_what_any_other_one_says(header: str) -> None:
    for read_one in (read_head, find_places, end_of):
        assert read_one(header) == read_one(f"{header} ")
    for part in COMPONENTS.values():
        assert other_part(part, header) == other_part(part, f"{header} ")


@pytest.mark.parametrize("level", ["P5", "L4", "IC3", "Principal", "Band 25"])
def test_a_level_is_no_percentile(level: str) -> None:
    assert row(standard(f"Boston | {level} | $200K", header="Region | Level | Base")).level == level


@pytest.mark.parametrize(
    "name", ["Sum", "Grand total", "Difference", "Weighted average", "Market median", "Summe", "合計", "Avg. pay"]
)
def test_a_line_below_the_regions_that_sums_them_up_is_no_region(name: str) -> None:
    found = table(standard("Boston | $200K | 15%", f"{name} | $210K | 15%", header="Region | Base | Bonus"))
    assert [row.region for row in found.rows] == ["Boston"]


@pytest.mark.parametrize(
    "line",
    ["Last verified | May 2026 |", "**Updated:** | | 2026-05", "Sources | Levels.fyi 2025 | Blind", "N | 40 | 30"],
)
def test_a_line_about_the_table_is_no_region(line: str) -> None:
    found = table(standard("Boston | $200K | 15%", line, header="Region | Base | Bonus"))
    assert [row.region for row in found.rows] == ["Boston"]
    named = table(
        standard("HQ (verified) | $200K | 15%", "Zone A, updated | $150K | 10%", header="Region | Base | Bonus")
    )
    assert [row.region for row in named.rows] == ["HQ (verified)", "Zone A, updated"]


def test_a_header_repeated_below_the_name_of_a_group() -> None:
    lines = "**US** | |", "Boston | $200K | 15%", "**Europe** | |", "Region | Base | Bonus", "Berlin | €70K | 10%"
    found = table(standard(*lines, header="Region | Base | Bonus"))
    assert [(row.region, row.currency) for row in found.rows] == [("Boston", "USD"), ("Berlin", "EUR")]


@pytest.mark.parametrize("group", ["**US offices**", "US", "_North America_", "United States", "**Americas (USD)**"])
def test_a_line_over_a_group_of_regions_is_no_region(group: str) -> None:
    found = table(
        standard(f"{group} | |", "Boston | $200K | 15%", "Austin | $170K | 15%", header="Region | Base | Bonus")
    )
    assert [line.region for line in found.rows] == ["Boston", "Austin"]


@pytest.mark.parametrize("place", ["Berlin", "US", "Germany", "Remote US"])
def test_a_region_without_figures_is_no_group(place: str) -> None:
    found = table(standard(f"{place} | |", "London | £120K | 10%", header="Region | Base | Bonus"))
    assert [line.region for line in found.rows] == [place, "London"]


@pytest.mark.parametrize("blank", ["", "—"])
def test_a_line_with_a_place_is_the_region_of_the_levels_below_it(blank: str) -> None:
    lines = (
        f"**Berlin** | {blank} | {blank}",
        "L3 | — | —",
        "L4 | €80K | 10%",
        f"**Bern** | {blank} | {blank}",
        "L4 | CHF 140K | 9%",
    )
    found = table(standard(*lines, header="Level | Base | Bonus"))
    assert [(line.region, line.level, line.currency) for line in found.rows if line.figures] == [
        ("Berlin", "L4", "EUR"),
        ("Bern", "L4", "CHF"),
    ]


@pytest.mark.parametrize("header", ["Role", "Title", "Level"])
def test_countries_over_groups_of_titles_are_their_regions(header: str) -> None:
    lines = "*Germany* | |", "Rigger | €80K | €90K", "*India* | |", "Rigger | ₹30L | ₹40L"
    found = table(standard(*lines, header=f"{header} | Base | Total"))
    assert [(line.region, line.level or line.title) for line in found.rows] == [
        ("Germany", "Rigger"),
        ("India", "Rigger"),
    ]


def test_a_group_says_in_which_country_its_places_are_and_in_which_currency_they_are_paid() -> None:
    lines = (
        "**Canada** | |",
        "Vancouver | $150K | 10%",
        "London | $120K | 10%",
        "**EMEA (EUR)** | |",
        "Dubai | 120K | 10%",
    )
    found = table(standard(*lines, header="Region | Base | Bonus"))
    assert [(line.label.places[0].country, line.currency) for line in found.rows if line.label] == [
        ("CA", None),
        ("CA", None),
        ("AE", "EUR"),
    ]


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        *(
            ("Tokyo", "¥600,000"),
            ("Tokyo", "60万円"),
            ("Seoul", "₩6,000,000"),
            ("Seoul", "600만원"),
            ("Warsaw", "18 000–22 000 zł"),
        ),
        *(("Stockholm", "55 000–65 000 kr"), ("Zurich", "CHF 9'000"), ("Berlin", "6.500 €"), ("Hanoi", "60 triệu")),
        *(("São Paulo", "R$ 15 mil"), ("Tel Aviv", "35-40K NIS"), ("Taipei", "NT$120,000"), ("Dubai", "35k AED")),
        *(("London", "£6,500"), ("Mumbai", "₹1,50,000"), ("Warsaw", "180k PLN B2B")),
    ],
)
def test_what_may_be_a_months_pay_is_refused_without_a_word_for_its_period(place: str, cell: str) -> None:
    assert row(standard(f"{place} | {cell}", header="Region | Base")).base is None
    assert row(standard(f"{place} | {cell}", header="Region | Base (per year)")).base is not None


@pytest.mark.parametrize(
    ("place", "header", "cell"),
    [("Warsaw", "Base (thousands)", "20"), ("Tokyo", "Base (万円)", "80"), ("São Paulo", "Salário (R$ mil)", "15")],
)
def test_a_unit_in_the_header_says_nothing_about_the_period(place: str, header: str, cell: str) -> None:
    assert row(standard(f"{place} | {cell}", header=f"Region | {header}")).base is None
    assert row(standard(f"{place} | {cell}0", header=f"Region | {header}")).base is not None


@pytest.mark.parametrize(
    ("header", "cell"), [("Contract", "B2B"), ("Contract", "contractor"), ("Year", "2"), ("Plan", "Year 1")]
)
def test_a_row_for_another_contract_or_one_year_is_refused(header: str, cell: str) -> None:
    assert row(standard(f"Warsaw | 240k PLN | {cell}", header=f"Region | Base | {header}")).base is None


def test_a_header_that_is_repeated_counts_for_the_lines_below_it() -> None:
    lines = "Boston | $200K", "Region | Base (monthly)", "Berlin | €6,000"
    found = table(standard(*lines, header="Region | Base"))
    assert [(line.region, ends(line.base)) for line in found.rows] == [
        ("Boston", (200_000, 200_000)),
        ("Berlin", (72_000, 72_000)),
    ]


def test_names_of_rows_with_years_or_without_the_sign_on_bonus() -> None:
    lines = "Base (k) | 150–190", "RSU, 4 years | $80K–$140K", "**Total (annualised, excl. sign-on)** | $185K–$244K"
    found = row(standard(*lines, header=" | Austin"))
    assert [ends(one) for one in (found.base, found.stock, found.total_comp)] == [
        (150_000, 190_000),
        (80_000, 140_000),
        (185_000, 244_000),
    ]


def test_a_line_below_the_header_says_more_of_it() -> None:
    lines = " | monthly, k€ | (3yr) | (incl. sign-on)", "Berlin | 6 | €90K | €150K", "Bonn | 5 | €80K | €140K"
    berlin, bonn = table(standard(*lines, header="Region | Base | Stock | Total")).rows
    assert (ends(berlin.base), berlin.vest_years, berlin.total_comp) == ((72_000, 72_000), 3, None)
    assert ends(bonn.base) == (60_000, 60_000)
    pairs = table(standard(" | Min | Max", "Boston | $180K | $220K", header="Region | Base |"))
    assert [ends(line.base) for line in pairs.rows] == [(180_000, 220_000)]


HEADERS_OF_OTHER_LANGUAGES = [
    ("Standort | Grundgehalt | Aktien | Gesamtvergütung", "Berlin | {} €", "{} €"),
    ("Ville | Salaire de base | Actions gratuites | Rémunération totale", "Paris | {} €", "{} €"),
    ("Ciudad | Salario base | Acciones | Compensación total", "Madrid | {} €", "{} €"),
    ("Ciudad | Salario | Acciones | Remuneración total", "Madrid | {} €", "{} €"),
    ("Cidade | Salário base | Ações | Remuneração total", "São Paulo | R$ {}", "R$ {}"),
    ("Città | RAL | Azioni | Retribuzione totale", "Milano | {} €", "{} €"),
    ("Stad | Basissalaris | Aandelen | Totale beloning", "Amsterdam | € {}", "€ {}"),
    ("Stad | Grundlön | Aktier | Totalersättning", "Stockholm | {} kr", "{} kr"),
    ("Sted | Grunnlønn | Aksjer | Samlet kompensasjon", "Oslo | {} kr", "{} kr"),
    ("Kaupunki | Peruspalkka | Osakkeet | Kokonaispalkka", "Helsinki | {} €", "{} €"),
    ("Miasto | Wynagrodzenie zasadnicze | Akcje | Wynagrodzenie całkowite", "Warszawa | {} zł", "{} zł"),
    ("Miasto | Płaca | Akcje | Razem", "Warszawa | {} zł", "{} zł"),
    ("Město | Základní mzda | Akcie | Celková odměna", "Praha | {} Kč", "{} Kč"),
    ("Oraș | Salariu de bază | Acțiuni | Total", "București | {} RON", "{} RON"),
    ("Город | Оклад | Акции | Итого", "Москва | {} ₽", "{} ₽"),
    ("Місто | Оклад | Акції | Разом", "Київ | {} ₴", "{} ₴"),
    ("勤務地 | 基本給 | 株式 | 総報酬", "東京 | {}円", "{}円"),
    ("城市 | 底薪 | 股票 | 总薪酬", "上海 | {}元", "{}元"),
    ("城市 | 年薪 | 期权 | 总包", "北京 | {}元", "{}元"),
    ("Grad | Plaća | Dionice | Ukupno", "Zagreb | {} €", "{} €"),
    ("Linn | Palk | Aktsiad | Kokku", "Tallinn | {} €", "{} €"),
    ("Stad | Vaste salaris | Aandelen (RSU) | Totaalpakket", "Utrecht | € {}", "€ {}"),
    ("Πόλη | Βασικός μισθός | Μετοχές | Σύνολο", "Athens | {} €", "{} €"),
    ("도시 | 기본급 | 주식 | 총보상", "서울 | {}원", "{}원"),
    ("ภูมิภาค | เงินเดือนพื้นฐาน | หุ้น (4 ปี) | ค่าตอบแทนรวม", "กรุงเทพ | {} บาท", "{} บาท"),
    ("Şehir | Temel maaş (yıllık) | Hisse (4 yıl) | Toplam ücret", "İstanbul | ₺{}", "₺{}"),
    ("Περιοχή | Βασικός μισθός | Μετοχές (4 έτη) | Συνολικές αποδοχές", "Αθήνα | {} €", "{} €"),
    ("Регіон | Оклад на рік | Акції (4 роки) | Загальна компенсація", "Київ | {} ₴", "{} ₴"),
    ("المدينة | الراتب الأساسي | الأسهم (4 سنوات) | إجمالي التعويض", "Dubai | AED {}", "AED {}"),
    ("אזור | שכר בסיס שנתי | מניות (4 שנים) | סך התגמול", "תל אביב | ₪{}", "₪{}"),
    ("शहर | मूल वेतन | शेयर (4 वर्ष) | कुल वेतन", "बेंगलुरु | ₹{}", "₹{}"),
    ("Kaupunki | Vuosipalkka | Osakkeet | Yhteensä", "Helsinki | {} €", "{} €"),
]


@pytest.mark.parametrize(("header", "base", "other"), HEADERS_OF_OTHER_LANGUAGES)
def test_stock_and_total_in_other_languages(header: str, base: str, other: str) -> None:
    cells = base.format("90 000 000"), other.format("40 000 000"), other.format("100 000 000")
    scale = 1_000 if any(sign in base for sign in ("€", "zł", "R$", "RON", "元", "AED", "₪")) else 1
    line = " | ".join(cells).replace(" 000 000", " 000" if scale > 1 else " 000 000")
    found = row(standard(line, header=header))
    assert found.unread == ()
    assert [ends(one) for one in (found.base, found.stock, found.total_comp)] == [
        (value // scale, value // scale) for value in (90_000_000, 40_000_000, 100_000_000)
    ]


@pytest.mark.parametrize("header", ["Total lön", "Salario total", "Celková mzda", "Samlet løn", "Total salary"])
def test_a_whole_salary_after_its_parts_is_the_total(header: str) -> None:
    found = row(standard("Oslo | NOK 900K | 10% | NOK 990K", header=f"Region | Base | Bonus | {header}"))
    assert (ends(found.base), ends(found.total_comp), found.unread) == ((900_000, 900_000), (990_000, 990_000), ())
    assert role_of(header) != "total_comp"
    assert row(standard("Oslo | NOK 900K | NOK 990K", header=f"Region | Base | {header}")).total_comp is None
    header = f"Region | Base | Stock | Bonus | {header}"  # the last column may be base and bonus alone
    assert row(standard("Oslo | NOK 900K | NOK 400K | 10% | NOK 990K", header=header)).total_comp is None


def test_a_column_of_riyals_is_not_one_of_appreciation_rights() -> None:
    lines = "| L4 | 370K–480K | 400K–500K |\n| L5 | 500K–600K | 550K–650K |\n"
    found = table(f"| Level | Riyadh (SAR) | Dubai (AED) |\n|---|---|---|\n{lines}")
    riyadh = found.rows[0]
    assert (riyadh.region, str(riyadh.total_comp)) == ("Riyadh (SAR)", "SAR 370,000–600,000")
    assert role_of("Equity (SAR)") == "stock"


@pytest.mark.parametrize("header", ["Aktien", "Actions", "Acciones", "株式"])
def test_a_bare_number_below_shares_is_a_count(header: str) -> None:
    found = row(standard("Berlin | 90.000 € | 40.000", header=f"Region | Base | {header}"))
    assert found.stock is None
    assert [cell.kind for cell in found.unread] == ["shares"]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (
            "Khu vực | Lương cơ bản | Cổ phiếu (4 năm) | Tổng thu nhập",
            "Hanoi | 900 triệu ₫ | 400 triệu ₫ | 990 triệu ₫",
        ),
        (
            "Kota | Gaji pokok | Saham (4 tahun) | Total kompensasi",
            "Jakarta | Rp 900 juta | Rp 400 juta | Rp 990 juta",
        ),
    ],
)
def test_columns_where_pay_is_in_millions(header: str, line: str) -> None:
    found = row(standard(line, header=header))
    assert [ends(one) for one in (found.base, found.stock, found.total_comp)] == [
        (value, value) for value in (900_000_000, 400_000_000, 990_000_000)
    ]


@pytest.mark.parametrize("header", ["Niveau", "Stufe", "Livello", "ระดับ", "Рівень", "等級", "Seviye", "דרגה"])
def test_levels_in_other_languages(header: str) -> None:
    lines = standard("Bonn | 3 | 60.000 €", "Bonn | 4 | 80.000 €", header=f"Stadt | {header} | Grundgehalt")
    assert [(one.region, one.level) for one in table(lines).rows] == [("Bonn", "3"), ("Bonn", "4")]


def test_a_total_of_salaries_is_no_base_salary() -> None:
    found = row(standard("København | 600.000 kr. | 700.000 kr.", header="By | Grundløn | Samlet løn"))
    assert ends(found.base) == (600_000, 600_000)


@pytest.mark.parametrize(
    "header",
    [
        "Base Min | Base Max",
        "Lowest base | Highest base",
        "Gehalt von | Gehalt bis",
        "Salario mínimo | Salario máximo",
        "Base minima | Base massima",
        "Sueldo desde | Sueldo hasta",
    ],
)
def test_two_columns_for_the_ends(header: str) -> None:
    found = row(standard("London | £80,000 | £100,000", header=f"Region | {header}"))
    assert (ends(found.base), found.unread) == ((80_000, 100_000), ())


@pytest.mark.parametrize(
    ("grants", "cells"),
    [
        ("RSU over 3 years (low) | RSU (high)", "$90K | $120K"),
        ("RSU (high) | RSU over 3 years (low)", "$120K | $90K"),
        ("RSU over 3 years ($) | RSU (€)", "$90K | €83K"),
    ],
)
def test_a_second_column_of_a_grant_leaves_the_years_that_the_first_states(grants: str, cells: str) -> None:
    found = row(standard(f"Berlin | €80K | €90K | {cells}", header=f"Region | Base | Total | {grants}"))
    assert found.stock is not None
    assert found.vest_years == 3


@pytest.mark.parametrize(
    "header",
    ["Bonus as % of base", "Bonus as a percentage of base salary", "Target bonus (of base)", "Bonus (% of base)"],
)
def test_a_bonus_of_the_base_salary(header: str) -> None:
    found = row(standard("London | £80,000 | 10–15%", header=f"Region | Base | {header}"))
    assert (ends(found.bonus_pct), found.unread) == ((10, 15), ())


PARTS = ("Base | £80,000–£100,000", "RSU | £40,000–£80,000", "Bonus | 10%")


@pytest.mark.parametrize(
    ("label", "header"),
    [
        ("## London", "Component | Range"),
        ("## Compensation: London", "Component | Range"),
        ("## London\n\n### Compensation", "Component | Annual range"),
        ("**London**", "Element | Amount"),
        ("## London", "Komponente | Spanne"),
    ],
)
def test_components_below_the_name_of_a_place(label: str, header: str) -> None:
    found = row(f"# Data Engineer | Acme\n\n{label}\n\n{standard(*PARTS, header=header)}")
    assert found.label
    assert [place.name for place in found.label.places] == ["London"]
    assert [ends(one) for one in (found.base, found.stock)] == [(80_000, 100_000), (40_000, 80_000)]


@pytest.mark.parametrize(
    ("label", "header"),
    [
        ("## Compensation", "Component | Range"),
        ("## London and Paris", "Component | Range"),
        ("## Historical: London", "Component | Range"),
        ("## London\n\n### Senior", "Component | Range"),
        ("## London\n\n## Compensation", "Component | Range"),
        ("## London office culture", "Component | Range"),
        ("## London", "Component | Their offer"),
        ("## London", "Component | Range (monthly)"),
    ],
)
def test_components_without_a_certain_place(label: str, header: str) -> None:
    assert read(f"# Data Engineer | Acme\n\n{label}\n\n{standard(*PARTS, header=header)}") is None


def test_tables_of_components_for_several_places() -> None:
    text = "".join(
        f"## {place}\n\n{standard(*PARTS, header='Component | Range')}\n" for place in ("London", "Manchester")
    )
    found = table(f"# Data Engineer | Acme\n\n{text}")
    assert [line.region for line in found.rows] == ["London", "Manchester"]
    twice = table(f"# Data Engineer | Acme\n\n{text}{text}")
    assert ([line.region for line in twice.rows], twice.is_one_of_several) == (["London", "Manchester"], False)
    assert table(f"# Data Engineer | Acme\n\n{text}{text.replace('£80,000', '£90,000')}").is_one_of_several


@pytest.mark.parametrize(
    "header",
    [
        "Aktien (Kurs)",
        "Anzahl Aktien",
        "Prochaines actions",
        "Corporate actions",
        "Actions correctives",
        "Bonus (Aktien)",
        "Akcje + premia",
        "Gesamtvergütung (ohne Aktien)",
        "Gesamtvergütung inkl. Sign-on",
        "Rémunération totale (hors actions)",
        "Bonus (% of base + commission)",
    ],
)
def test_a_header_that_is_something_else_is_refused(header: str) -> None:
    found = row(standard("Berlin | €100,000 | €50,000", header=f"Region | Base | {header}"))
    assert ends(found.base) == (100_000, 100_000)
    assert (len(found.figures), len(found.unread)) == (1, 1)


@pytest.mark.parametrize("ditto", ["″", '"', "same as above", "dito", "Ditto", "同上"])
def test_a_cell_that_says_the_same_as_above_has_the_figure_above(ditto: str) -> None:
    rows = ("Boston | L4 | $150K–$180K | 10%", f"{ditto} | L5 | {ditto} | 15%", f"Austin | L4 | $140K | {ditto}")
    found = table(standard(*rows, header="City | Level | Base | Bonus"))
    assert [(one.region, ends(one.base), ends(one.bonus_pct)) for one in found.rows] == [
        ("Boston", (150_000, 180_000), (10, 10)),
        ("Boston", (150_000, 180_000), (15, 15)),
        ("Austin", (140_000, 140_000), (15, 15)),
    ]


@pytest.mark.parametrize("rows", [("Boston | ″ | 10%",), ("Zurich | 150,000 | 10%", "Berlin | ″ | 10%")])
def test_a_cell_like_none_above_or_like_a_number_without_a_sign_is_refused(rows: tuple[str, ...]) -> None:
    found = table(standard(*rows, header="City | Base | Bonus"))
    assert (found.rows[-1].base, len(found.rows[-1].unread)) == (None, 1)


def test_cells_beside_one_like_the_cell_above_are_read_below_a_shorter_line() -> None:
    rows = ("Boston | $150K | 10%", "**Texas**", "″ | $140K | 15%")
    found = table(standard(*rows, header="City | Base | Bonus"))
    assert ends(found.rows[-1].base) == (140_000, 140_000)


def test_the_ends_of_a_range_may_be_in_reverse_order() -> None:
    found = row(standard("Austin | $160K | $130K", header="Region | Base High | Base Low"))
    assert (ends(found.base), found.unread) == ((130_000, 160_000), ())


def test_a_break_before_a_bracket_is_a_blank() -> None:
    assert row(standard("Boston<br>(HQ) | $150K | 10%", header="Region | Base | Bonus")).region == "Boston (HQ)"


def test_pay_for_a_year_that_is_too_little_for_one_is_refused() -> None:
    line = row(standard("Kyiv | 10 000/год | N/A | N/A | N/A"))
    assert line.base is None
    assert [cell.problem for cell in line.unread] == [
        "it is less than 20,000 UAH a year, and may be for a shorter time"
    ]


@pytest.mark.parametrize(
    ("cells", "base"),
    [
        ("Dakar | 450 000 FCFA", None),
        ("Dakar | 6 000 000 FCFA", 6_000_000),
        ("Dakar | 450 000 FCFA/mois", 5_400_000),
        ("Kigali | RWF 800,000", None),
        ("Kigali | RWF 900,000 a year", 900_000),
        ("Port of Spain | TTD 12,000", None),
    ],
)
def test_pay_in_a_currency_of_no_known_least_may_be_for_a_month(cells: str, base: int | None) -> None:
    line = row(standard(f"{cells} | 10%", header="City | Base | Bonus"))
    assert (line.base and line.base.low) == base


@pytest.mark.parametrize("header", ["Cash severance", "Cash allowance", "Cash stipend", "TC (1st yr)"])
def test_cash_that_is_no_total_of_a_year_is_refused(header: str) -> None:
    line = row(standard("Boston | $150K | $200K", header=f"City | Base | {header}"))
    assert (ends(line.base), line.total_comp, len(line.unread)) == ((150_000, 150_000), None, 1)


@pytest.mark.parametrize("header", ["Bonus (LPA)", "Bonus (₹ lakhs)"])
def test_a_bonus_of_lakhs_is_no_number_of_months(header: str) -> None:
    line = row(standard("Bengaluru | 22–32 | 2–4", header=f"City | Base (LPA) | {header}"))
    assert (ends(line.base), ends(line.bonus)) == ((2_200_000, 3_200_000), (200_000, 400_000))


@pytest.mark.parametrize(
    ("header", "stock"), [("ESOPs (LPA)", 450_000), ("ESOPs (K)", None), ("ESOP units (LPA)", None)]
)
def test_a_grant_in_lakhs_is_no_number_of_shares(header: str, stock: int | None) -> None:
    line = row(standard("Bengaluru | 22–32 | 4.5", header=f"City | Base (LPA) | {header}"))
    assert (line.stock and line.stock.low) == stock


def test_gross_below_a_total_is_the_total() -> None:
    cells = "| Paris | €60K | €40K | 10% | €76K |"
    text = f"| City | Base | Stock (RSU/4yr) | Bonus | Total |\n|---|---|---|---|---|\n| | | | | brut |\n{cells}\n"
    line = row(text)
    assert (ends(line.base), ends(line.total_comp), line.unread) == ((60_000, 60_000), (76_000, 76_000), ())
    above = "| City | Compensation | | |\n|---|---|---|---|\n| | Gross salary | Bonus | Total |\n"
    grouped = row(f"{above}| Paris | €60K | 10% | €66K |\n")
    assert (ends(grouped.base), ends(grouped.total_comp)) == ((60_000, 60_000), (66_000, 66_000))


@pytest.mark.parametrize("header", ["Base (Kč)", "Base (Kč, ročně)", "Base Kč"])
def test_the_sign_of_a_currency_is_no_place(header: str) -> None:
    text = f"| Region | {header} |\n|---|---|\n| Prague (Kč) | 900 000–1 200 000 |\n"
    assert str(row(text).base) == "CZK 900,000–1,200,000"


def test_an_hour_in_ukrainian_is_not_a_year() -> None:
    lines = table("| Region | Base (UAH) |\n|---|---|\n| Kyiv | 960 000/год |\n| Lviv | 960 000 в год |\n").rows
    assert [str(line.base) for line in lines] == ["None", "UAH 960,000"]
    assert [cell.problem for cell in lines[0].unread] == ["`/год` is an hour in Ukrainian, and a year in Russian"]


@pytest.mark.parametrize("mark", ["*", "_", "**", "__"])
def test_emphasis_in_a_header_is_no_part_of_it(mark: str) -> None:
    header = " | ".join(f"{mark}{name}{mark}" for name in ("Region", "Base Salary", "Annual Bonus", "Samlet aflønning"))
    found = row(standard("Boston | $100K–$120K | 10% | $110K–$132K", header=header))
    assert (ends(found.base), ends(found.total_comp)) == ((100_000, 120_000), (110_000, 132_000))
