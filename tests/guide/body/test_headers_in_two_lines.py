"""Headers of two lines, headers that are repeated in another order, and headers with links."""

import pytest

from tests.guide.body.test_pay_table import ends, row, standard, table


def test_parts_of_pay_below_a_header_that_spans_several_columns() -> None:
    lines = " | Base | Stock (4yr) | Bonus", "Dublin | €95K–€110K | €60K–€90K | 12%"
    dublin = row(standard(*lines, header="Region | Compensation | |"))
    assert (ends(dublin.base), ends(dublin.stock)) == ((95_000, 110_000), (60_000, 90_000))
    assert (ends(dublin.bonus_pct), dublin.total_comp) == ((12, 12), None)


def test_the_ends_of_ranges_below_parts_of_pay() -> None:
    lines = "City | Low | High | Low | High | Min | Max", "Dublin | €95K | €110K | €60K | €90K | €120K | €145K"
    dublin = row(standard(*lines, header=" | Base | | Stock (4yr) | | Total |"))
    assert (ends(dublin.base), ends(dublin.stock)) == ((95_000, 110_000), (60_000, 90_000))
    assert (ends(dublin.total_comp), dublin.unread) == ((120_000, 145_000), ())


@pytest.mark.parametrize(("above", "base"), [("Monthly pay (EUR)", 72_000), ("Total rewards (k€)", 6_000_000)])
def test_what_a_header_above_says_holds_for_its_parts(above: str, base: int) -> None:
    lines = "City | Base | Bonus", "Bonn | 6,000 | 10%"
    assert ends(row(standard(*lines, header=f"City | {above} |")).base) == (base, base)


def test_two_places_above_the_parts_of_pay_are_not_told_apart() -> None:
    lines = "Level | Base | Bonus | Base | Bonus", "L4 | $150K | 10% | €80K | 12%"
    (found,) = table(standard(*lines, header=" | United States | | Europe |")).rows
    assert (found.region, found.level, found.figures) == (None, "L4", ())
    assert len(found.unread) == 4


def test_a_header_repeated_in_another_order_moves_the_columns() -> None:
    lines = "Boston | $150K | 10%", "Region | Bonus | Base", "Austin | 12% | $130K"
    boston, austin = table(standard(*lines, header="Region | Base | Bonus")).rows
    assert (ends(boston.base), ends(boston.bonus_pct)) == ((150_000, 150_000), (10, 10))
    assert (ends(austin.base), ends(austin.bonus_pct)) == ((130_000, 130_000), (12, 12))


def test_the_address_of_a_link_is_no_part_of_a_header() -> None:
    header = "Region | [**Base**](https://acme.example/pay/bonus) | Bonus"
    assert ends(row(standard("Boston | $150K | 10%", header=header)).base) == (150_000, 150_000)


@pytest.mark.parametrize("header", ["Base<br>(EUR, gross)", "Base&nbsp;salary", "Base<br/>salary"])
def test_a_break_in_a_header_is_a_blank(header: str) -> None:
    assert ends(row(standard("Bonn | €80,000", header=f"Region | {header}")).base) == (80_000, 80_000)


def test_two_columns_of_base_are_refused_even_if_one_header_is_not_known() -> None:
    found = row(standard("Boston | $150K | $140K", header="Region | Base (Takt) | Base (remote)"))
    assert (found.base, len(found.unread)) == (None, 2)
    found = row(standard("Boston | 150K | $140K", header="Region | Base (Takt) | Base (USD)"))
    assert ends(found.base) == (140_000, 140_000)


@pytest.mark.parametrize("columns", ["USD EUR GBP", "GBP USD EUR", "EUR GBP USD"])
def test_of_columns_in_several_currencies_the_one_of_the_place_counts(columns: str) -> None:
    amounts = {"USD": "120,000", "EUR": "110,000", "GBP": "95,000"}
    line = " | ".join(["London", *(amounts[code] for code in columns.split())])
    found = row(standard(line, header=" | ".join(["Region", *(f"Base {code}" for code in columns.split())])))
    assert (ends(found.base), found.currency, found.unread) == ((95_000, 95_000), "GBP", ())


@pytest.mark.parametrize("name", ["1. Boston", "12) Boston"])
def test_the_number_of_a_region_is_no_part_of_its_name(name: str) -> None:
    assert row(standard(f"{name} | $150K | 10%", header="Region | Base | Bonus")).region == "Boston"


@pytest.mark.parametrize(
    "header",
    ["Bonus (% OTE)", "Bonus %OTE", "Variable (% vom Zielgehalt)", "Bonus (% du package)", "Bonus (% del total)",
     "Bonus (% of the total)", "Bonus (percent TC)"],
)  # fmt: skip
def test_a_share_of_another_amount_than_base_is_refused(header: str) -> None:
    found = row(standard("Boston | $150K | 20%", header=f"Region | Base | {header}"))
    assert (found.bonus_pct, [cell.text for cell in found.unread]) == (None, ["20%"])


def test_years_below_a_header_are_no_figures() -> None:
    found = row("| Region | Base | |\n|---|---|---|\n| | 2025 | 2026 |\n| Boston | $144K–$182K | $150K–$190K |\n")
    assert found.base is None
    assert {one.problem for one in found.unread} == {"two columns give it, and neither is the end of a range"}


@pytest.mark.parametrize(("stock", "expected"), [("$120K–$1000", None), ("xx", 5_000)])
def test_a_column_without_a_name_is_not_read_in_place_of_an_unread_figure(stock: str, expected: int | None) -> None:
    found = row(standard(f"Boston | $150K | {stock} | $5K", header="Region | Base | Stock | "))
    assert (found.stock and found.stock.low) == expected
