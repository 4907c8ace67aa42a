import pytest

from comp_data.linter.rules import RULES
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import HEADER, USUAL, against, changed, entries

ROW = "{} | {}120K–{}160K | {}60K–{}90K | 10–15% | {}150K–{}210K"


def guide(region: str, currency: str, sign: str, *, label: str | None = None, header: str = HEADER) -> str:
    figures = (
        "base_low: 120000\n    base_high: 160000\n    stock_low: 60000\n    stock_high: 90000\n"
        "    total_comp_low: 150000\n    total_comp_high: 210000"
    )
    row = ROW.format(label or region, *[sign] * 6)
    return against(
        entries(f"region: {region}\n    {figures}\n    currency: {currency}"), row, *USUAL[1:], header=header
    )


def test_regions_that_are_exchanged() -> None:
    cells = [row.partition(" | ")[2] for row in USUAL]
    rows = [f"London | {cells[0]}", f"New York | {cells[1]}", f"San Francisco | {cells[2]}"]
    found = lint(against("company: acme", *rows), "CD307", "CD503", "CD506")
    gives, ending = "contradicts the table, which gives", "the two regions seem to be exchanged"
    assert {one.region: one.message for one in found} == {
        "San Francisco": f"currency USD {gives} GBP: £82K–£112K, the figures of London: {ending}",
        "London": f"currency GBP {gives} USD: $150K–$200K, the figures of San Francisco: {ending}",
    }


@pytest.mark.parametrize(
    ("region", "currency", "sign", "written"),
    [
        ("Singapore", "USD", "SGD ", "SGD"),
        ("Singapore", "USD", "S$", "SGD"),
        ("Sydney", "USD", "A$", "AUD"),
        ("London", "EUR", "£", "GBP"),
        ("Beijing", "JPY", "¥", "CNY"),
        ("Stockholm", "EUR", "kr", "SEK"),
        ("Sydney", "GBP", "$", "USD or AUD"),
    ],
)
def test_what_the_table_writes(region: str, currency: str, sign: str, written: str) -> None:
    (found,) = expect(
        "CD506",
        guide(region, f"«{currency}»", sign),
        f"currency {currency} contradicts the table, which gives {written}: {sign}120K–{sign}160K",
    )
    assert found.region == region
    fragment = guide(region, currency, sign)
    written_in = [] if " or " in written else [(f"    currency: {currency}", f"    currency: {written}")]
    assert changed(fragment, "CD506") == []
    assert changed(fragment, "CD506", safe=False) == written_in


def test_the_header_or_the_label_may_state_it() -> None:
    header = "Region | Base (GBP) | Stock (RSU/4yr) | Bonus | Total Comp"
    expect("CD506", guide("London", "«USD»", "", header=header))
    expect("CD506", guide("London", "«USD»", "", label="London (GBP £)"))


@pytest.mark.parametrize(
    ("region", "currency", "sign"),
    [
        ("Sydney", "USD", "$"),
        ("Sydney", "AUD", "$"),
        ("Tokyo", "JPY", "¥"),
        ("Singapore", "USD", ""),
        ("Oslo", "XYZ", "kr"),
    ],
)
def test_no_finding_if_the_sign_may_mean_it(region: str, currency: str, sign: str) -> None:
    not_reported("CD506", guide(region, currency, sign))


def test_figures_under_the_currency_of_a_cells_second_figure() -> None:
    row = "London | £118K–£152K / €124K–€160K | £82K–£144K / €86K–€152K | 8–12% | £147K–£208K / €154K–€218K"
    lines = (
        "region: London\n    base_low: {}\n    base_high: {}\n    stock_low: null\n    stock_high: null\n"
        "    total_comp_low: null\n    total_comp_high: null\n    currency: {}"
    )
    pounds = lines.format(118000, 152000, "«EUR»")
    (found,) = expect("CD506", against(entries(pounds), row, *USUAL[1:]))
    assert "which gives 118,000–152,000 as GBP: £118K–£152K / €124K" in found.message
    not_reported("CD506", against(entries(lines.format(124000, 160000, "EUR")), row, *USUAL[1:]))
    not_reported("CD506", against(entries(lines.format(118000, 152000, "GBP")), row, *USUAL[1:]))


def test_no_fix_where_figures_differ_too() -> None:
    row = "Singapore | SGD 162K–SGD 216K | SGD 81K–SGD 121K | 10–15% | SGD 202K–SGD 283K"
    (found,) = expect("CD506", against(entries("region: Singapore\n    currency: «USD»"), row, *USUAL[1:]))
    assert found.fix is None
    not_reported("CD503", against(entries("region: Singapore\n    currency: USD"), row, *USUAL[1:]))


def test_it_reports_in_the_place_of_the_rules_that_see_front_matter_alone() -> None:
    fragment = guide("Singapore", "USD", "S$")
    assert "CD307" in {one.code for one in lint(fragment, "CD307")}
    every = tuple(rule.code for rule in RULES)
    assert {one.code for one in lint(fragment, *every)} & {"CD307", "CD308", "CD506"} == {"CD506"}


def test_an_entry_of_a_mixed_row_has_the_currency_of_what_it_states() -> None:
    row = "Tel Aviv | ₪410K–₪510K | $15K–$35K | 5–10% | $145K–$200K"
    lines = (
        "region: Tel Aviv\n    base_low: null\n    base_high: null\n    stock_low: 15000\n    stock_high: 35000\n"
        "    total_comp_low: 145000\n    total_comp_high: 200000\n    currency: USD"
    )
    not_reported("CD506", against(entries(lines), row, *USUAL[1:]))
    nothing = "region: Tel Aviv\n" + "".join(
        f"    {part}_{end}: null\n" for part in ("base", "stock", "total_comp") for end in ("low", "high")
    )
    expect("CD506", against(entries(f"{nothing}    currency: «EUR»"), row, *USUAL[1:]))


def test_shows_a_cell_without_its_markup() -> None:
    (found,) = lint(guide("Singapore", "USD", "S$").replace("S$160K | S$60K", "S$160K<br> | S$60K"), "CD506")
    assert found.message.endswith("which gives SGD: S$120K–S$160K")
