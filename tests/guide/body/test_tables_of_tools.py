"""Tables as tools write them: data frames, quotes, footnotes, signs of dollars, rates of exchange."""

import pytest

from comp_data.guide.body.markdown_tables import other_tables
from comp_data.guide.body.sections import Body
from tests.guide.body.test_pay_table import ends, read, row, standard


def test_a_data_frame_with_the_names_of_front_matter() -> None:
    names = "base_low | base_high | stock_low | stock_high | bonus_pct | total_comp_low | total_comp_high"
    found = row(
        standard(
            "Boston | 150000 | 190000 | 80000 | 120000 | 10 | 185000 | 239000 | USD",
            header=f"region | {names} | currency",
        )
    )
    assert [ends(one) for one in (found.base, found.stock, found.bonus_pct, found.total_comp)] == [
        (150_000, 190_000), (80_000, 120_000), (10, 10), (185_000, 239_000),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["> ", ">", " > "])
def test_a_table_in_a_quote(mark: str) -> None:
    lines = standard("Boston | $150K–$190K | 10%", header="Region | Base | Bonus").splitlines()
    text = "> [!NOTE]\n> Pay\n>\n" + "".join(f"{mark}{line}\n" for line in lines)
    found = row(text)
    assert ends(found.base) == (150_000, 190_000)
    assert found.base is not None
    assert text[slice(*found.base.span)] == "$150K–$190K"


@pytest.mark.parametrize(
    "table",
    [
        "+--------+-------+\n| Region | Base  |\n+========+=======+\n| Boston | $150K |\n+--------+-------+",
        "  Region   Base\n  -------- -------\n  Boston   $150K",
        "Region\tBase\tBonus\nBoston\t$150K\t10%",
        "||Region||Base||\n|Boston|$150K|",
        '{| class="wikitable"\n! Region !! Base\n|-\n| Boston || $150K\n|}',
    ],
)
def test_a_table_that_is_not_in_markdown(table: str) -> None:
    assert any(other_tables(Body(f"### Pay\n\n{table}\n", 0)))


@pytest.mark.parametrize(
    "text", ["a\tb\tc\nd\te\tf", "----- -----\n", "Base: $150K", "| a | b |\n|---|---|\n| $1K | |"]
)
def test_a_text_that_is_no_other_table(text: str) -> None:
    assert not any(other_tables(Body(text, 0)))


@pytest.mark.parametrize("header", ["RSU/4yr[^2]", "RSU/4yr²", "RSU (4 yr)<sup>2</sup>", "RSU/4yr †"])
def test_the_mark_of_a_footnote_in_a_header_is_no_number(header: str) -> None:
    found = row(standard("Boston | $150K | $80K–$120K", header=f"Region | Base | {header}"))
    assert (ends(found.stock), found.vest_years) == ((80_000, 120_000), 4)


@pytest.mark.parametrize(("sign", "code"), [("S$", "SGD"), ("C$", "CAD"), ("NT$", "TWD"), ("HK$", "HKD")])
def test_the_dollar_of_a_header(sign: str, code: str) -> None:
    found = row(standard("Remote | 2,150,000–2,190,000 | 10%", header=f"Region | Base ({sign}, p.a.) | Bonus"))
    assert (ends(found.base), found.currency) == ((2_150_000, 2_190_000), code)


def test_a_sign_that_is_not_known_refuses_the_column() -> None:
    found = row(standard("Boston | 150,000 | 10%", header="Region | Base (X$) | Bonus"))
    assert found.base is None


@pytest.mark.parametrize("header", ["FX to USD", "USD rate", "1 USD"])
def test_a_column_of_rates_states_no_currency_for_the_row(header: str) -> None:
    found = row(standard("London | 1.27 | 95,000–125,000 | 10%", header=f"Region | {header} | Base | Bonus"))
    assert (ends(found.base), found.currency) == ((95_000, 125_000), "GBP")


def test_a_column_of_rents_says_nothing_about_the_pay() -> None:
    found = row(standard("Zurich | CHF 140k | CHF 155k | CHF 2,800/month", header="City | Base | Total | Rent (2BR)"))
    assert (ends(found.base), ends(found.total_comp)) == ((140_000, 140_000), (155_000, 155_000))


@pytest.mark.parametrize("header", ["Base (min) | Max", "Base from | to", "Base low | High"])
def test_the_other_end_below_a_header_of_its_own(header: str) -> None:
    assert ends(row(standard("Boston | $150K | $190K | 10%", header=f"Region | {header} | Bonus")).base) == (
        150_000,
        190_000,
    )


@pytest.mark.parametrize("header", ["TTC", "4-Year Total | TTC", "TTC | Total (4 years)", "Total (ex super)"])
def test_a_total_of_a_year(header: str) -> None:
    cells = " | ".join("$700K" if "4" in head else "$185K" for head in header.split(" | "))
    found = row(standard(f"Boston | $150K | {cells}", header=f"Region | Base | {header}"))
    assert ends(found.total_comp) == (185_000, 185_000)


def test_a_total_of_four_years_is_refused() -> None:
    found = row(standard("Boston | $150K | $740K", header="Region | Base | 4-Year Total"))
    assert [one.problem for one in found.unread] == ["the amount is for 4 years"]


def test_the_columns_of_a_year_count_not_those_of_a_month() -> None:
    found = row(standard("Boston | $12,500 | $150,000 | 10%", header="Region | Monthly Base | Annual Base | Bonus"))
    assert ends(found.base) == (150_000, 150_000)
    found = row(standard("Boston | $19,167 | $230,000 | 10%", header="Region | Monthly Base | Annual Base | Bonus"))
    assert ends(found.base) == (230_000, 230_000)


def test_a_refused_figure_still_states_the_currency_of_its_row() -> None:
    found = read(standard("Kyiv | $54,000–$72,000 | $60,000 net", header="City | Net salary | Total"))
    assert found is not None
    assert [one.currency for one in found.rows] == ["USD"]


@pytest.mark.parametrize(("unit", "cell"), [("$", "93,000–120,000"), ("$K", "93–120"), ("US$", "93,000–120,000")])
@pytest.mark.parametrize("place", ["Tokyo", "Bangalore", "Prague"])
def test_the_dollar_of_a_header_is_that_of_the_figures(place: str, unit: str, cell: str) -> None:
    found = row(standard(f"{place} | {cell} | 10%", header=f"City | Base ({unit}) | Bonus"))
    assert (ends(found.base), found.currency) == ((93_000, 120_000), "USD")


def test_a_column_in_dollars_beside_the_local_currency() -> None:
    found = row(standard("Tokyo | 14–18 | 93–120", header="City | Base (¥M) | Base ($K)"))
    assert (ends(found.base), found.currency) == ((14_000_000, 18_000_000), "JPY")
    assert found.base is not None
    assert (ends(found.base.second), found.unread) == ((93_000, 120_000), ())


@pytest.mark.parametrize("name", ["~~Denver~~", "<del>Denver</del>", "<s>Denver</s>"])
def test_a_row_whose_region_is_struck_out_is_not_read(name: str) -> None:
    found = row(standard(f"{name} | $140K | 10%", "Boston | $150K | 10%", header="Region | Base | Bonus"))
    assert found.region == "Boston"
