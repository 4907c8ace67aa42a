"""A line beside a table that states its unit, and years that are not the guide's."""

import pytest

from comp_data.guide.body.pay_table import CompensationTable, read_compensation_table
from comp_data.guide.body.sections import Body

HEADER = "| Region | Base | Bonus |\n|---|---|---|\n"


def read(text: str, *, year: int | None = None) -> CompensationTable:
    found = read_compensation_table(Body(text, 0, year))
    assert found is not None
    return found


def base(text: str, *, year: int | None = None) -> tuple[float | None, float | None, str | None] | None:
    (row,) = [row for row in read(text, year=year).rows if row.figures or row.unread]
    return row.base and (row.base.low, row.base.high, row.base.currency)


@pytest.mark.parametrize(
    "caption",
    [
        "Beträge in Tsd. €", "*Alle Werte in k€*", "Figures in thousands of EUR", "All amounts in k EUR:", "(in k€)",
        "Montants en k€ bruts annuels", "Cifras en miles de euros", "Angaben in Tausend Euro brutto pro Jahr",
        "Valori in migliaia di EUR", "Currency: k€", "Note: all figures are shown in thousands",
        "Table 1. Pay bands, in thousands of EUR, gross", "**Table 2: Pay by location (EUR K)**",
        "## Compensation (EUR thousands per year)", "All Amounts In Thousands Of EUR", "AMOUNTS IN THOUSANDS, EUR",
    ],
)  # fmt: skip
def test_the_unit_beside_a_table_is_that_of_its_figures(caption: str) -> None:
    row = "| Berlin | 70–85 | 10% |\n"
    expected = (70_000, 85_000, "EUR")
    assert base(f"{caption}\n\n{HEADER}{row}") == expected
    assert base(f"{HEADER}{row}\n{caption}\n") == expected
    assert base(f"{HEADER}{row}| {caption} | | |\n") == expected


@pytest.mark.parametrize(
    ("caption", "place", "cell", "expected"),
    [
        ("単位:万円", "Tokyo", "700–900", (7_000_000, 9_000_000, "JPY")),
        ("(All figures in ₹ lakhs per annum)", "Pune", "18–24", (1_800_000, 2_400_000, "INR")),
        ("Valores em R$ mil por ano", "São Paulo", "180–240", (180_000, 240_000, "BRL")),
        ("All figures in thousands.", "Boston", "$150–$180", (150_000, 180_000, "USD")),
        ("All amounts in C$1,000", "Boston", "$150K–$180K", (150_000, 180_000, "CAD")),
        ("All amounts in CAD 2026", "Boston", "$150K–$180K", (150_000, 180_000, "CAD")),
    ],
)
def test_units_of_other_countries(caption: str, place: str, cell: str, expected: tuple[float, float, str]) -> None:
    assert base(f"{caption}\n\n{HEADER}| {place} | {cell} | 10% |\n") == expected


@pytest.mark.parametrize(
    "caption",
    [
        "Figures in thousands, monthly", "Figures in dozens of EUR", "Figures in thousands, excluding bonus",
        "Figures in thousands of EUR or USD", "Bonus in thousands of EUR", "All figures in k€, except Paris",
    ],
)  # fmt: skip
def test_a_caption_that_says_more_is_not_applied(caption: str) -> None:
    assert base(f"{caption}\n\n{HEADER}| Berlin | 70–85 | 10% |\n") is None


@pytest.mark.parametrize("caption", ["**US (USD K)**", "USD, in thousands:"])
def test_a_label_between_two_tables_is_that_of_the_lower_one(caption: str) -> None:
    found = read(f"{HEADER}| Berlin | €70K–€85K | 10% |\n\n{caption}\n\n{HEADER}| Boston | 150–190 | 10% |\n")
    assert [row.base and row.base[:3] for row in found.rows] == [(70_000, 85_000, "EUR"), (150_000, 190_000, "USD")]


@pytest.mark.parametrize(
    "caption",
    ["**Gross pay, monthly, in EUR**", "Salaires bruts mensuels, en euros.", "## Germany (monthly, EUR)", "Per month"],
)
def test_pay_that_is_too_little_for_a_year_is_a_months_if_the_caption_says_so(caption: str) -> None:
    header = "| Region | Base | Bonus | Total |\n|---|---|---|---|\n"
    (found,) = read(f"{caption}\n\n{header}| Berlin | 5,000–7,000 € | 10% | 5,500–7,700 € |\n").rows
    assert [one and one[:2] for one in (found.base, found.total_comp)] == [(60_000, 84_000), (66_000, 92_400)]
    (found,) = read(f"{caption}\n\n{header}| Berlin | 5,000–7,000 € | 10% | 66,000–92,400 € |\n").rows
    assert (found.base and found.base[:2], found.total_comp) == ((60_000, 84_000), None)


def test_a_months_pay_by_the_caption_is_refused_beside_a_column_of_months() -> None:
    header = "| Region | Base | Months | Bonus |\n|---|---|---|---|\n"
    (found,) = read(f"**Monthly, in CHF**\n\n{header}| Zurich | 10,000–13,000 | 13 | 10% |\n").rows
    assert (found.base, len(found.unread)) == (None, 1)


@pytest.mark.parametrize("caption", ["Salaries are paid monthly.", "Bonus, monthly", "\\* Monthly", "Hourly, in EUR"])
def test_other_captions_do_not_make_a_months_pay(caption: str) -> None:
    assert base(f"{HEADER}| Berlin | 5,000–7,000 € | 10% |\n\n{caption}\n") is None


@pytest.mark.parametrize("corner", ["Region (in thousands)", "(k€)", "in thousands of EUR", "Location, in Tsd. €"])
def test_the_unit_of_the_first_header_is_that_of_all_figures(corner: str) -> None:
    header = HEADER.replace("Region", corner)
    assert base(f"{header}| Berlin | 70–85 | 10% |\n") == (70_000, 85_000, "EUR")
    assert base(f"{header}| Berlin | €70K–€85K | 10% |\n") == (70_000, 85_000, "EUR")


@pytest.mark.parametrize("corner", ["Region (monthly)", "Region (net)", "Region (in dozens)"])
def test_a_first_header_by_which_the_figures_are_others(corner: str) -> None:
    assert base(f"{HEADER.replace('Region', corner)}| Berlin | 70–85 | 10% |\n") is None


def test_a_caption_between_two_tables_is_not_applied() -> None:
    first, second = (f"{HEADER}| {place} | 70–85 | 10% |\n" for place in ("Berlin", "Munich"))
    assert base(f"{first}\nAll amounts in k€\n\n{second.replace('Region', 'Site of the company')}") is None


def test_the_unit_is_not_that_of_a_number_of_shares() -> None:
    text = "Figures in k USD\n\n| Region | Base | RSUs (units) |\n|---|---|---|\n| Boston | 150–180 | 2–3 |\n"
    (row,) = read(text).rows
    assert row.base
    assert row.stock is None


@pytest.mark.parametrize("cell", ["8–13%", "**8–13%**"])
def test_the_unit_is_not_that_of_a_percentage(cell: str) -> None:
    (row,) = read(f"Figures in k USD\n\n{HEADER}| Boston | 150–180 | {cell} |\n").rows
    assert row.bonus_pct
    assert (row.bonus_pct.low, row.bonus_pct.high, row.unread) == (8, 13, ())


def test_a_line_of_attributes_ends_a_table() -> None:
    table = read(f"{HEADER}| Boston | $150K | 10% |\n{{: .table .wide}}\n")
    assert (len(table.rows), table.ragged) == (1, ())


def test_a_figure_or_a_header_with_a_unit_keeps_it() -> None:
    text = "All amounts in k€\n\n| Region | Base | Total (M€) |\n|---|---|---|\n| Berlin | 70k€ | 1.1 |\n"
    (row,) = read(text).rows
    assert row.base
    assert row.total_comp
    assert (row.base.low, row.total_comp.low) == (70_000, 1_100_000)


OLD = [
    "| Region | Base (2019) | Bonus |\n|---|---|---|\n| Berlin | €70K | 10% |\n",
    f"{HEADER}| Berlin | €70K | 10% |\n| Note: figures are for 2022 | | |\n",
    f"*Effective January 2023*\n\n{HEADER}| Berlin | €70K | 10% |\n",
    f"## Pay 2020\n\n{HEADER}| Berlin | €70K | 10% |\n",
    f"{HEADER}| **2021** | | |\n| Berlin | €70K | 10% |\n",
    f"Salaries are from 2021 when Acme went public.\n\n{HEADER}| Berlin | €70K | 10% |\n",
    f"Figures from 2022: bonus was 10%.\n\n{HEADER}| Berlin | €70K | 10% |\n",
    f"{HEADER}| Berlin | €70K | 10% |\n\nBonuses were paid at 9% in 2024, base is for 2021.\n",
]


@pytest.mark.parametrize("text", OLD)
def test_figures_of_an_old_year_are_refused(text: str) -> None:
    (row,) = [row for row in read(text, year=2026).rows if row.region == "Berlin"]
    assert row.base is None
    assert row.unread[0].problem.endswith("is stated beside it, and the guide is of 2026")


@pytest.mark.parametrize("text", OLD)
@pytest.mark.parametrize("year", [None, 2020])
def test_the_year_of_the_guide_decides_what_is_old(text: str, year: int | None) -> None:
    assert base(text, year=year) == (70_000, 70_000, "EUR")


def test_the_guides_year_is_that_of_its_front_matter() -> None:
    text = f"---\nlast_updated: 2026-02-23\n---\n{OLD[0]}"
    assert read_compensation_table(Body(text, text.index("| Region"))) is not None
    assert Body(text, text.index("| Region")).year == 2026
    assert Body(text, 0).year is None


@pytest.mark.parametrize(
    "line",
    [
        "Salaries of 2025",
        "Salaries are reviewed since 2019",
        "Founded in 2019 in Berlin",
        "Opened 2019",
        "Bonuses were 0 in 2023 and 2024.",
        "In 2023 the bonus was 8%.",
        "The raise was about 3% in 2022.",
        "Raises were 4% in 2023",
        "The company went public in 2020 at $30 a share.",
        "In FY2023, the annual bonus was 8.5% of base salary.",
        "La prime était de 8 % en 2023.",
        "El bono fue del 8 % en 2023",
        "Der Bonus lag bei 8 % im Jahr 2023.",
    ],
)
def test_other_years_change_nothing(line: str) -> None:
    assert base(f"{line}\n\n{HEADER}| Berlin | €70K | 10% |\n", year=2026) == (70_000, 70_000, "EUR")


def test_a_wrapped_line_below_a_table_is_one_line() -> None:
    note = "*Total compensation includes base salary ($90K-$120K), equity (options), and potential\nbonus.*"
    text = f"| Level | Boston (USD) |\n|---|---|\n| Senior | $130,000–$168,000 |\n\n{note}\n"
    (row,) = read(text).rows
    assert (row.bonus, row.base) == (None, None)
    assert row.total_comp is not None
    assert row.total_comp.low == 130_000
