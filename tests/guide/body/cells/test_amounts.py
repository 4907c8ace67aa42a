"""Cells as guides write them, and what they are read as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comp_data.guide.body.cells.amount_terms import Amounts, Bare
from comp_data.guide.body.cells.amounts import MAX_LENGTH, CellReading, _general, _read_plain, read_cell
from comp_data.guide.body.headers import read_head
from comp_data.values.currencies import currency_of, read_sign, stated_currencies
from comp_data.values.numbers import read_number

Ends = tuple[float | None, float | None, str, str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$210K–$275K", (210_000, 275_000, "$", "$")),
        ("$210K-$275K", (210_000, 275_000, "$", "$")),
        ("$210K — $275K", (210_000, 275_000, "$", "$")),
        ("$210K to $275K", (210_000, 275_000, "$", "$")),
        ("between $210K and $275K", (210_000, 275_000, "$", "$")),
        ("$210K base – $275K base", (210_000, 275_000, "$", "$")),
        ("€60K brutto - €70K brutto", (60_000, 70_000, "EUR", "EUR")),
        ("$210k−$275k", (210_000, 275_000, "$", "$")),
        ("**$210,000 - $275,000**", (210_000, 275_000, "$", "$")),
        (r"\$210K–\$275K", (210_000, 275_000, "$", "$")),
        ("$210K&ndash;$275K", (210_000, 275_000, "$", "$")),
        ("$210K–$275K[^2]", (210_000, 275_000, "$", "$")),
        ("EUR165K–EUR218K", (165_000, 218_000, "EUR", "EUR")),
        ("GBP 91K – GBP 118K", (91_000, 118_000, "GBP", "GBP")),
        ("165–218K EUR", (165_000, 218_000, "EUR", "EUR")),
        ("$120K–$150K CAD", (120_000, 150_000, "CAD", "CAD")),
        ("$120K–$150K (AUD)", (120_000, 150_000, "AUD", "AUD")),
        ("CAD $120K", (120_000, 120_000, "CAD", "CAD")),
        ("₹18,50,000-₹28,00,000", (1_850_000, 2_800_000, "INR", "INR")),
        ("₹1,20,00,000", (12_000_000, 12_000_000, "INR", "INR")),
        ("₹22L–₹37L", (2_200_000, 3_700_000, "INR", "INR")),
        ("₹1.2Cr–₹1.85Cr", (12_000_000, 18_500_000, "INR", "INR")),
        ("Rs. 20 lakhs - Rs. 30 lakhs", (2_000_000, 3_000_000, "Rs", "Rs")),
        ("₹18-28 LPA", (1_800_000, 2_800_000, "INR", "INR")),
        ("HK$1.31M", (1_310_000, 1_310_000, "HKD", "HKD")),
        ("S$95K–S$140K", (95_000, 140_000, "SGD", "SGD")),
        ("A$95K–A$140K", (95_000, 140_000, "AUD", "AUD")),
        ("C$95,000–C$140,000", (95_000, 140_000, "CAD", "CAD")),
        ("R$240K–R$360K", (240_000, 360_000, "BRL", "BRL")),
        ("NT$2.1M–NT$3.2M", (2_100_000, 3_200_000, "TWD", "TWD")),
        ("₪410K–₪560K", (410_000, 560_000, "ILS", "ILS")),
        ("zł 240K", (240_000, 240_000, "PLN", "PLN")),
        ("¥12M–¥18M", (12_000_000, 18_000_000, "¥", "¥")),
        ("CN¥500K–CN¥800K", (500_000, 800_000, "CNY", "CNY")),
        ("IDR 610M–IDR 1.05B", (610_000_000, 1_050_000_000, "IDR", "IDR")),
        ("650 000–720 000 kr", (650_000, 720_000, "kr", "kr")),
        ("CHF 120'000 – 150'000", (120_000, 150_000, "CHF", "CHF")),
        ("€65.000–€85.000", (65_000, 85_000, "EUR", "EUR")),
        ("€1,2M", (1_200_000, 1_200_000, "EUR", "EUR")),
        ("$1.085M", (1_085_000, 1_085_000, "$", "$")),
        ("120,000-150,000", (120_000, 150_000, "", "")),
        ("$410-830K", (410_000, 830_000, "$", "$")),
        ("$410K–830K", (410_000, 830_000, "$", "$")),
        ("$410K-$830", (410_000, 830_000, "$", "$")),
        ("540K+ $", (540_000, None, "$", "$")),
        ("$500-$2K", (500, 2_000, "$", "$")),
        ("$0-$45K", (0, 45_000, "$", "$")),
        ("$95,000 – A$175,000", (95_000, 175_000, "$", "AUD")),
        ("up to $50K", (None, 50_000, "$", "$")),
        ("from $50K", (50_000, None, "$", "$")),
        ("< $50K", (None, 50_000, "$", "$")),
        ("~$60K–$90K (4,000–6,000 RSUs)", (60_000, 90_000, "$", "$")),
        ("4,000–6,000 RSUs (~$60K–$90K)", (60_000, 90_000, "$", "$")),
    ],
)
def test_a_range_is_read_as_amounts(text: str, expected: Ends) -> None:
    reading = read_cell(text)
    assert reading.problem is None
    assert reading.amounts == expected
    assert reading.pct_low is None


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("£75K / $95K – £135K / $170K", (75_000, 135_000, "GBP", "GBP"), (95_000, 170_000, "$", "$")),
        ("£115,000-£155,000 / $145,000-$196,000", (115_000, 155_000, "GBP", "GBP"), (145_000, 196_000, "$", "$")),
        ("£75K ($95K) – £135K ($170K)", (75_000, 135_000, "GBP", "GBP"), (95_000, 170_000, "$", "$")),
        ("€120K–€150K (~$130K–$165K USD)", (120_000, 150_000, "EUR", "EUR"), (130_000, 165_000, "USD", "USD")),
        ("€120K or $130K", (120_000, 120_000, "EUR", "EUR"), (130_000, 130_000, "$", "$")),
        ("€120K<br>$130K", (120_000, 120_000, "EUR", "EUR"), (130_000, 130_000, "$", "$")),
    ],
)
def test_a_second_currency_is_kept_beside_the_first(text: str, first: Ends, second: Ends) -> None:
    reading = read_cell(text)
    assert (reading.amounts, reading.second, reading.problem) == (first, second, None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("15%", 15, 15),
        ("5–15%", 5, 15),
        ("5% - 15%", 5, 15),
        ("7.5-12.5 %", 7.5, 12.5),
        ("10 to 20 percent", 10, 20),
        ("10–12% target", 10, 12),
        ("15% of base", 15, 15),
        ("20–50% (profit share)", 20, 50),
        ("100-150%", 100, 150),
        ("25%+", 25, 25),
        ("0%", 0, 0),
        ("Up to 20%", None, 20),
        ("Discretionary (10–15%)", 10, 15),
    ],
)
def test_percentages_are_read_without_an_amount(text: str, low: float | None, high: float) -> None:
    reading = read_cell(text)
    assert (reading.kind, reading.pct_low, reading.pct_high, reading.amounts) == ("percent", low, high, None)


@pytest.mark.parametrize(
    "text",
    [
        "$12K-$26K (10-15%)",
        "10-15% ($12K-$26K)",
        "10–15% target ($12,000 – $26,000)",
        "$12K (10%) – $26K (15%)",
        "$12K–$26K / 10–15%",
        "$12K to $26K (10 to 15%)",
        "$12K to $26K (10% to 15%)",
        "$12K bis $26K (10 bis 15 %)",
        "$12K à $26K (10 à 15 %)",
    ],
)
def test_amounts_and_percent(text: str) -> None:
    reading = read_cell(text)
    assert reading.kind == "both"
    assert reading.amounts == (12_000, 26_000, "$", "$")
    assert (reading.pct_low, reading.pct_high) == (10, 15)


@pytest.mark.parametrize(
    "text", ["", " ", "—", "–", "-", "N/A", "n/a", "None", "kein", "なし", "TBD", "**—**", "N/A (private)", "?"]
)
def test_a_cell_may_say_that_it_has_no_figure(text: str) -> None:
    reading = read_cell(text)
    assert (reading.kind, reading.amounts, reading.pct_low, reading.problem) == ("none", None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "k. A.",
        "Keine Angabe",
        "n.v.t.",
        "N.D.",
        "non communiqué",
        "sin datos",
        "não informado",
        "brak danych",
        "neuvedeno",
        "nincs adat",
        "nespecificat",
        "не указано",
        "не вказано",
        "няма данни",
        "belirtilmemiş",
        "δεν αναφέρεται",
        "uppgift saknas",
        "ei tiedossa",
        "nenurodyta",
        "nav norādīts",
        "puudub",
        "không có",
        "tidak ada",
        "ไม่ระบุ",
        "غير محدد",
        "לא ידוע",
        "लागू नहीं",
        "hakuna",
        "非公開",
        "暂无",
        "비공개",
    ],
)
def test_no_figure_in_many_languages(text: str) -> None:
    assert read_cell(text) == CellReading("none")


@pytest.mark.parametrize(
    "text",
    [
        "VB",
        "nach Vereinbarung",
        "a combinar",
        "selon profil",
        "in overleg",
        "do uzgodnienia",
        "dohodou",
        "договорная",
        "за домовленістю",
        "по договаряне",
        "κατόπιν συμφωνίας",
        "Thỏa thuận",
        "negosiasi",
        "ตามตกลง",
        "قابل للتفاوض",
        "kokkuleppel",
        "enligt överenskommelse",
        "応相談",
        "面议",
        "협의",
    ],
)
def test_pay_by_agreement_in_many_languages(text: str) -> None:
    assert read_cell(text) == CellReading("words", notes=(text,))


@pytest.mark.parametrize("text", ["Discretionary", "*Variable*", "Performance-based", "Negotiable"])
def test_pay_without_a_figure_is_kept_as_words(text: str) -> None:
    assert read_cell(text) == CellReading("words", notes=(text.strip("*"),))


@pytest.mark.parametrize("text", ["13,000-27,000 options", "4,000 RSUs", "15K shares", "0.5M stock options"])
def test_shares_are_no_money(text: str) -> None:
    reading = read_cell(text)
    assert (reading.kind, reading.amounts) == ("shares", None)
    assert reading.problem


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Adjusted for market", "no amount is written here"),
        ("PLN equivalent (~60-70% of US)", "may change the figure"),
        ("5-15", "neither a currency nor a unit"),
        ("2 months", "not a period that gives a year's amount"),
        ("1.5x base", "no amount is written here"),
        ("$200K base + $50K bonus", "is between two amounts"),
        ("$150K–$200K / $180K–$240K", "several figures"),
        ("10% / 15%", "several figures"),
        ("$120K (up to $150K)", "states another figure"),
        ("10% (to 15%)", "may change the figure"),
        ("$180K–$220K–$250K", "more than two ends"),
        ("$180K–", "may belong to the figure"),
        ("-$5K", "may belong to the figure"),
        ("$100K × 4", "`×`"),
        ("4 × $100K", "is between two amounts"),
        ("9%–$5K", "one end of the range is a percentage"),
        ("2025–$120K", "`2025` may be a year"),
        ("$120K–2025", "`2025` may be a year"),
        ("$900-$1.5M", "one end of the range has a unit"),
        ("$1,234,56", "is not a number"),
        ("$1.2.3M", "is not a number"),
        ("$120 xyzzy", "may change the figure"),
        ("$95/hr", "not a period that gives a year's amount"),
        ("$700 per day", "not a period that gives a year's amount"),
        ("9" * 100, "is not a number"),
        ("$1K " * MAX_LENGTH, "longer than 200"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, why: str) -> None:
    reading = read_cell(text)
    assert (reading.kind, reading.amounts, reading.pct_low) == ("unreadable", None, None)
    assert why in str(reading.problem)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("$370K–$780K+", ("open-ended",)),
        ("~$140K", ("approximate",)),
        ("$0-$45K (senior only)", ("senior only",)),
        ("SEK 85K–108K/mo", ("a month's amount times 12",)),
        ("$410K-$830", ("the unit of the low end holds for both",)),
        ("$48K–$96K options", ("options",)),
    ],
)
def test_what_is_written_beside_a_figure_is_a_note(text: str, notes: tuple[str, ...]) -> None:
    assert read_cell(text).notes == notes


@pytest.mark.parametrize(
    ("text", "low", "years"),
    [
        ("$35K–$85K/yr", 35_000, 1),
        ("$35K–$85K per year", 35_000, 1),
        ("$35K–$85K annually", 35_000, 1),
        ("$35K–$85K p.a.", 35_000, 1),
        ("$35K–$85K/yr vesting", 35_000, 1),
        ("$35K–$85K/4yr", 35_000, 4),
        ("$35K over 4 years", 35_000, 4),
        ("$35K (3-year vest)", 35_000, 3),
        ("SEK 85K–108K/mo", 1_020_000, 1),
        ("AED 35,000 per month", 420_000, 1),
        ("35K AED monthly", 420_000, 1),
        ("$35K", 35_000, None),
    ],
)
def test_periods_of_amounts(text: str, low: float, years: int | None) -> None:
    reading = read_cell(text)
    assert reading.amounts is not None
    assert (reading.amounts.low, reading.years) == (low, years)


@pytest.mark.parametrize(
    ("header", "years", "factor"),
    [
        ("Stock (RSU/4yr)", 4, 1),
        ("RSU Grant (4-yr vest)", 4, 1),
        ("Stock (1-year cliff, 4-year vest)", 4, 1),
        ("RSU (four-year)", 4, 1),
        ("Equity (RSU/3yr)", 3, 1),
        ("RSU (4 years, vests monthly)", 4, 1),
        ("RSU / 48 months", 4, 1),
        ("RSU/Year", 1, 1),
        ("Annual Equity", 1, 1),
        ("Base (monthly)", 1, 12),
        ("Base (Brutto/Monat)", 1, 12),
        ("Base (monthly, 13x)", 1, 13),
        ("Bonus (per quarter)", 1, 4),
        ("Base Salary", None, 1),
        ("Total Comp (Year 1)", None, 1),
        ("Fr", None, 1),
    ],
)
def test_periods_of_headers(header: str, years: int | None, factor: int) -> None:
    head = read_head(header)
    assert (head.years, head.factor, head.problem) == (years, factor, None)


@pytest.mark.parametrize(
    ("header", "unit", "stated"),
    [
        ("Base (in thousands)", 1_000, ()),
        ("Base (In Thousands)", 1_000, ()),
        ("BASE SALARY IN THOUSANDS", 1_000, ()),
        ("BASE (THOUSANDS OF USD)", 1_000, ("USD",)),
        ("BASE (000S)", 1_000, ()),
        ("Base ($000s)", 1_000, ()),
        ("Base, k€", 1_000, ("EUR",)),
        ("Base (TEUR)", 1_000, ("EUR",)),
        ("Base (INR lakh)", 100_000, ("INR",)),
        ("Base (₹ lakhs)", 100_000, ("INR",)),
        ("Base (万円)", 10_000, ("JPY",)),
        ("Base (JPY millions)", 1_000_000, ("JPY",)),
        ("Base (millions of JPY)", 1_000_000, ("JPY",)),
        ("Base (USD, thousands)", 1_000, ("USD",)),
        ("Base Salary (GBP £)", 1, ("GBP",)),
    ],
)
def test_units_of_headers(header: str, unit: int, stated: tuple[str, ...]) -> None:
    head = read_head(header)
    assert (head.bare.unit, head.stated, head.problem) == (unit, stated, None)


@pytest.mark.parametrize(
    "header",
    [
        "Base (USD scores)",
        "Base (in dozens)",
        "Base USD quanta",
        "Base (EUR/Takt)",
        "Base per sprint",
        "Base (day rate)",
        "Base (biweekly)",
        "Base (mil EUR)",
        "Base (monthly / annual)",
    ],
)
def test_a_header_that_is_not_known_is_refused(header: str) -> None:
    assert read_head(header).problem


def test_what_a_header_says_of_bare_numbers() -> None:
    assert read_cell("10-15", Bare(is_percent=True)).pct_high == 15
    assert read_cell("210-275", Bare(unit=1000)).amounts == Amounts(210_000, 275_000)
    assert read_cell("$210K", Bare(unit=1000)).amounts == (210_000, 210_000, "$", "$")
    assert read_cell("210,000", Bare(unit=1000)).amounts == Amounts(210_000, 210_000)


@pytest.mark.parametrize(
    ("sign", "stated", "local", "expected"),
    [
        ("GBP", ("USD",), "EUR", "GBP"),
        ("$", (), "USD", "USD"),
        ("$", (), "GBP", "USD"),
        ("$", ("CAD",), "CAD", "CAD"),
        ("$", ("GBP",), "GBP", "USD"),
        ("¥", (), "JPY", "JPY"),
        ("¥", (), "CNY", "CNY"),
        ("¥", (), "USD", None),
        ("kr", (), "SEK", "SEK"),
        ("", ("GBP", "USD"), "GBP", "GBP"),
        ("", ("EUR",), "GBP", "EUR"),
        ("", (), "INR", "INR"),
        ("", (), None, None),
    ],
)
def test_the_currency_of_a_sign(sign: str, stated: tuple[str, ...], local: str | None, expected: str | None) -> None:
    assert currency_of(sign, stated, local) == expected


def test_signs_and_headers() -> None:
    assert (read_sign("RSU"), read_sign("NIS"), read_sign("AUD$"), read_sign("$")) == (None, "ILS", "AUD", "$")
    assert stated_currencies("Base Salary (GBP £)") == ("GBP",)
    assert stated_currencies("Stock (RSU/4yr)") == ()
    assert stated_currencies("TOP (ALL)") == ()


@pytest.mark.parametrize(
    ("text", "has_unit", "expected"),
    [
        ("1200", False, 1200),
        ("1,234,567", False, 1_234_567),
        ("12,34,567", False, 1_234_567),
        ("1.234.567", False, 1_234_567),
        ("1,234.5", False, 1234.5),
        ("1.234,5", False, 1234.5),
        ("65.000", False, 65_000),
        ("0.125", False, 0.125),
        ("1.085", True, 1.085),
        ("1,5", True, 1.5),
        ("1,5", False, None),
        ("12,34", False, None),
        ("1.2,3.4", False, None),
    ],
)
def test_the_grouping_of_digits_decides_the_value(text: str, has_unit: bool, expected: float | None) -> None:
    assert read_number(text, has_unit) == expected


_SIGNS = st.sampled_from(["$", "£", "€", "₹", "A$", "EUR", "INR "])
_NUMBERS = st.integers(1, 99_999_999).flatmap(lambda n: st.sampled_from([f"{n % 999 + 1}", f"{n:,}"]))


_ENDS = st.sampled_from(["", "+", "/yr", "/4yr", "/3yr", " (10-15%)", " / £1{u}{d}£2{u}", " / £1{u}{d}£2{u}/yr"])


@pytest.mark.slow
@given(_SIGNS, _NUMBERS, _NUMBERS, st.sampled_from(["", "K", "M", "L"]), st.sampled_from(["-", " – ", "—"]), _ENDS)
def test_the_short_way_reads_as_the_general_one(sign: str, low: str, high: str, unit: str, dash: str, end: str) -> None:
    text = f"{sign}{low}{unit}{dash}{sign}{high}{unit}" + end.format(u=unit, d=dash)
    short = _read_plain(text)
    assert short is None or short == _general(text, Bare())
    pair = f"{sign}{low}{unit} / £{high}{unit}{dash}{sign}{high}{unit} / £{low}{unit}"
    short = _read_plain(pair)
    assert short is None or short == _general(pair, Bare())
    for text in ("10–15%", "—", "–", "-", "N/A"):
        assert _read_plain(text) == _general(text, Bare())


@pytest.mark.slow
@given(st.text(max_size=220) | st.text("0123456789 $£₹KML%.,-–/()+~<>&;", max_size=60))
def test_any_text_is_read(text: str) -> None:
    reading = read_cell(text)
    assert (reading.problem is not None) == (reading.kind in ("unreadable", "shares"))
    if reading.kind in ("none", "words", "unreadable", "shares"):
        assert (reading.amounts, reading.pct_low, reading.pct_high) == (None, None, None)


@pytest.mark.parametrize("part", ["1,", "1 000", "(", "()", "$1K-", "a ", "/yr", "1.", "<", "&", "per 4 ", "12K / "])
def test_a_hostile_cell_is_read(part: str) -> None:
    text = (part * MAX_LENGTH)[:MAX_LENGTH]
    assert read_cell(text).kind == "unreadable"
    assert read_cell(text + "x" * 1_000_000).kind == "unreadable"


@pytest.mark.parametrize(
    "text",
    [
        "min £80,000 / max £100,000",
        "min: £80K / max: £100K",
        "Min £80,000 Max £100,000",
        "min. £80.000 / max. £100.000",
        "minimum £80k / maximum £100k",
        "£80k (min) – £100k (max)",
        "£80k min / £100k max",
        "from £80K to £100K",
        "from £80K up to £100K",
        "starting at £80k up to £100k",
        "ab £80.000 bis £100.000",
        "£80.000 bis zu £100.000",
        "mindestens £80.000 – höchstens £100.000",
        "de 80 k£ à 100 k£",
        "de 80 k£ jusqu’à 100 k£",
        "zwischen £80.000 und £100.000",
        "£80k以上£100k以下",
    ],
)
def test_words_for_both_ends(text: str) -> None:
    found = read_cell(text)
    assert (found.problem, found.amounts) == (None, Amounts(80_000, 100_000, "GBP", "GBP"))


@pytest.mark.parametrize(
    "text",
    [
        "min £80k, £100k",
        "min -£80k / max £100k",
        "min £80k / max -£100k",
        "max £100k, min £80k",
        "min £80k, min £100k",
        "min £80k, max £100k with bonus",
        "min £80k, max bonus £10k",
        "£80k, max £100k",
        "min £80k – £100k",
        "£80k min – £100k",
        "min £80k, max £90k, max £100k",
    ],
)
def test_a_limit_beside_another_amount_is_refused(text: str) -> None:
    assert read_cell(text).kind == "unreadable"


@pytest.mark.parametrize(
    "text",
    [
        "\u202e$521,521\u202c",
        "&#x202e;$521,521",
        '<bdo dir="rtl">$521,521</bdo>',
        "\u2067$450 120\u2069",
        "\u202b$450 120\u202c",
        '<span dir="rtl">$450 120</span>',
    ],
)
def test_digits_that_are_shown_in_another_order_are_refused(text: str) -> None:
    assert read_cell(text).kind == "unreadable"


@pytest.mark.parametrize("text", ["\u200f₪150,000", "\u2067₪150,000 ברוטו\u2069", '<b dir="rtl">₪150,000 ברוטו</b>'])
def test_marks_of_direction_in_hebrew_leave_a_figure_as_it_is(text: str) -> None:
    assert read_cell(text).amounts == Amounts(150_000, 150_000, "ILS", "ILS")
