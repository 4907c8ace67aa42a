import pytest

from comp_data.guide.document import parse_document
from comp_data.linter.engine import Settings
from comp_data.linter.fix import fix_document
from comp_data.linter.rules import RULES
from tests.fragments import guides
from tests.linter.checks import TODAY, expect, lint, not_reported
from tests.linter.rules.body.tables import HEADER, USUAL, against, changed, entries

NO_STOCK = "region: San Francisco\n    stock_low: «null»\n    stock_high: null"


def test_lost_stock_is_found_and_written_from_the_table() -> None:
    fragment = against(entries(NO_STOCK), *USUAL)
    (found,) = expect("CD504", fragment, "stock_low and stock_high are null, and the table gives USD 80,000–120,000")
    assert found.help == "Write the table's figures into front matter"
    assert [note.message for note in found.related] == ["the figure in the table"]
    assert changed(fragment, "CD504") == [
        ("    stock_low: null", "    stock_low: 80000"),
        ("    stock_high: null", "    stock_high: 120000"),
    ]


@pytest.mark.parametrize(
    ("lines", "shown", "changes"),
    [
        (
            "region: San Francisco\n    base_low: «null»\n    base_high: ~",
            "base_low and base_high are null, and the table gives USD 150,000–200,000",
            [("    base_low: null", "    base_low: 150000"), ("    base_high: ~", "    base_high: 200000")],
        ),
        (
            "region: San Francisco\n    «total_comp_low»:\n    total_comp_high: null # soon",
            "total_comp_low and total_comp_high are null, and the table gives USD 185,000–260,000",
            [
                ("    total_comp_low:", "    total_comp_low: 185000"),
                ("    total_comp_high: null # soon", "    total_comp_high: 260000 # soon"),
            ],
        ),
        (
            "region: San Francisco\n    stock_high: «null»",
            "stock_high is null, and the table gives USD 80,000–120,000",
            [("    stock_high: null", "    stock_high: 120000")],
        ),
        (
            "region: San Francisco\n    bonus_pct: «null»\n    # bonus_pct_high:",
            "bonus_pct and bonus_pct_high are null or missing, and the table gives 10–15%",
            [("    bonus_pct: null", "    bonus_pct: 10"), ("", "    bonus_pct_high: 15")],
        ),
        (
            "region: San Francisco\n    «bonus_pct»:\n    # bonus_pct_high:",  # both are written at the end of the line
            "bonus_pct and bonus_pct_high are null or missing, and the table gives 10–15%",
            [("    bonus_pct:", "    bonus_pct: 10"), ("", "    bonus_pct_high: 15")],
        ),
    ],
)
def test_a_lost_figure_of_each_component_is_written(lines: str, shown: str, changes: list[tuple[str, str]]) -> None:
    fragment = against(entries(lines), *USUAL)
    expect("CD504", fragment, shown)
    assert changed(fragment, "CD504") == changes


def test_a_column_that_front_matter_has_no_keys_for() -> None:
    header = f"{HEADER} | Sign-On"
    fragment = against("company: acme", *(f"{row} | $10K–$25K" for row in USUAL[:2]), header=header)
    changes = changed(fragment, "CD504")
    assert changes == [("", "    signing_bonus_low: 10000"), ("", "    signing_bonus_high: 25000")] * 2


def test_bonus_amounts_where_front_matter_has_no_bonus() -> None:
    lines = "region: San Francisco\n    bonus_pct: null\n    # bonus_pct_high:"
    row = "San Francisco | $150K–$200K | $80K–$120K | $20K–$35K | $185K–$260K"
    assert changed(against(entries(lines), row, *USUAL[1:]), "CD504") == [
        ("", "    bonus_low: 20000"),
        ("", "    bonus_high: 35000"),
    ]


def test_a_bonus_in_another_form_is_not_lost() -> None:
    row = "San Francisco | $150K–$200K | $80K–$120K | $20K–$35K | $185K–$260K"
    not_reported("CD504", against(entries("region: San Francisco"), row, *USUAL[1:]))


def test_rows_are_matched_by_place_not_by_position() -> None:
    fragment = against(entries("region: SF (HQ)\n    stock_low: «null»\n    stock_high: null"), *reversed(USUAL))
    expect("CD504", fragment, "stock_low and stock_high are null, and the table gives USD 80,000–120,000")


def test_rows_are_matched_by_level() -> None:
    header = "Region | Level | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp"
    rows = (
        "London | L4 | £82K–£112K | £30K–£48K | 8–12% | £96K–£137K",
        "London | L5 | £102K–£132K | £50K–£68K | 8–12% | £126K–£167K",
    )
    lines = (
        "region: London\n    level: L5\n    base_low: «null»\n    base_high: null\n    currency: GBP",
        "region: London\n    level: L4\n    base_low: 82000\n    base_high: 112000\n    currency: GBP",
    )
    expect(
        "CD504",
        against(entries(*lines), *rows, header=header),
        "base_low and base_high are null, and the table gives GBP 102,000–132,000",
    )


def test_a_years_share_brings_its_years() -> None:
    header = HEADER.replace("RSU/4yr", "RSU/yr")
    fragment = against(entries(NO_STOCK), *USUAL, header=header)
    assert changed(fragment, "CD504") == [
        ("    stock_low: null", "    stock_low: 80000"),
        ("    stock_high: null", "    stock_high: 120000"),
        ("", "    stock_vest_years: 1"),
    ]


def test_no_fix_against_other_vesting_years() -> None:
    header = HEADER.replace("RSU/4yr", "RSU/yr")
    fragment = against(entries(f"{NO_STOCK}\n    stock_vest_years: 4"), *USUAL, header=header)
    assert [found.fix for found in expect("CD504", fragment)] == [None]


def test_no_fix_where_the_currency_is_wrong() -> None:
    row = "Singapore | SGD 120K–SGD 160K | SGD 60K–SGD 90K | 10–15% | SGD 150K–SGD 210K"
    lines = "region: Singapore\n    base_low: «null»\n    base_high: null\n    currency: USD"
    (found,) = expect("CD504", against(entries(lines), row, *USUAL[1:]))
    assert found.help == "Correct the currency, and write the table's figures into front matter"
    assert found.fix is None


@pytest.mark.parametrize("cell", ["from $80K", "SEK 8K–12K/mo", "$80.0005K–$120K"])
def test_no_fix_for_half_a_range_a_months_amount_or_parts_of_a_unit(cell: str) -> None:
    row = f"San Francisco | {cell} | $80K–$120K | 10–15% | $185K–$260K"
    lines = "region: San Francisco\n    base_low: null\n    base_high: null"
    assert changed(against(entries(lines), row, *USUAL[1:]), "CD504") == []


@pytest.mark.parametrize("cell", ["N/A", "—", "Discretionary", "13,000-27,000 options", "$80K–£120K", "unknowable"])
def test_no_finding_if_the_table_has_no_figure_for_the_entry(cell: str) -> None:
    row = f"San Francisco | $150K–$200K | {cell} | 10–15% | $185K–$260K"
    not_reported("CD504", against(entries(NO_STOCK.replace("«", "").replace("»", "")), row, *USUAL[1:]))


def test_no_fix_in_another_currency_than_the_entrys() -> None:
    row = "San Francisco | $150K–$200K | £80K–£120K | 10–15% | $185K–$260K"
    (found,) = expect("CD504", against(entries(NO_STOCK), row, *USUAL[1:]))
    assert found.help == "The entry is in USD: give the row of the table in one currency, and write the figures"
    assert found.fix is None


def test_a_cell_that_says_more_than_the_figure_is_left_to_a_person() -> None:
    row = "San Francisco | $150K–$200K | $0–$25K (senior only) | 10–15% | $185K–$260K"
    fragment = against(entries(NO_STOCK), row, *USUAL[1:])
    assert changed(fragment, "CD504") == []
    assert len(changed(fragment, "CD504", safe=False)) == 2


def test_two_currencies_and_an_entry_without_amounts_are_left_to_a_person() -> None:
    row = "Oslo | NOK 800K–NOK 900K / $80K–$90K | N/A | 10–15% | N/A"
    figures = "base_low: null\n    base_high: null\n    stock_low: null\n    stock_high: null"
    lines = f"region: Oslo\n    {figures}\n    total_comp_low: {{}}\n    total_comp_high: {{}}"
    assert changed(against(entries(lines.format("null", "null")), row, *USUAL[1:]), "CD504") == []
    assert len(changed(against(entries(lines.format(90000, 99000)), row, *USUAL[1:]), "CD504")) == 2


def test_an_entry_on_one_line() -> None:
    entry = (
        "{region: Boston, base_low: 150000, base_high: 200000, stock_low: null, stock_high: null, bonus_pct: 10, "
        "bonus_pct_high: 15, currency: USD}"
    )
    row = "Boston | $150K–$200K | $80K–$120K | 10–15% | $185K–$260K"
    (before, after), *rest = changed(against(f"compensation: [{entry}]", row), "CD504")
    assert rest == []
    assert before == f"compensation: [{entry}]"
    assert after == before.replace("stock_low: null, stock_high: null", "stock_low: 80000, stock_high: 120000").replace(
        "bonus_pct_high: 15", "bonus_pct_high: 15, total_comp_low: 185000, total_comp_high: 260000"
    )


def test_windows_line_ends_are_kept() -> None:
    lines = "region: San Francisco\n    bonus_pct: null\n    # bonus_pct_high:"
    text = guides(against(entries(lines), *USUAL))[0].text.replace("\n", "\r\n")
    rules = Settings(tuple(rule for rule in RULES if rule.code == "CD504"))
    fixed = fix_document(parse_document(text, "acme/data-engineer.md"), TODAY, rules, lambda fix: fix.safe).text
    assert fixed == text.replace("bonus_pct: null\r\n", "bonus_pct: 10\r\n    bonus_pct_high: 15\r\n")


@pytest.mark.parametrize("value", ["TBD after Q1", '"150000"', "[84000]", "75000é", "no", ".inf", "1_000", "{}"])
def test_what_is_stated_as_something_else_than_a_number_is_stated(value: str) -> None:
    for line in ("base_low", "bonus_pct"):
        fragment = against(entries(f"region: San Francisco\n    {line}: {value}"), *USUAL)
        not_reported("CD504", fragment)
        not_reported("CD505", fragment)


def test_one_end_in_each_of_two_columns() -> None:
    header = "Region | Base Low | Base High | Bonus | Total Comp"
    row = "San Francisco | $150K | $200K | 10–15% | $185K–$260K"
    lines = "region: San Francisco\n    base_high: null\n    stock_low: null\n    stock_high: null"
    fragment = against(entries(lines), row, header=header)
    assert changed(fragment, "CD504") == [("    base_high: null", "    base_high: 200000")]
    not_reported("CD503", against(entries("stock_low: null\n    stock_high: null"), row, header=header))


@pytest.mark.parametrize(
    "header",
    ["Region | Base 2025 | Base 2026 | Bonus | Total", "Region | New hire base | Promoted base | Bonus | Total"],
)
def test_two_columns_of_one_component_tell_nothing(header: str) -> None:
    row = "San Francisco | $140K–$190K | $160K–$210K | 10–15% | $185K–$260K"
    not_reported("CD503", against(entries("region: San Francisco"), row, header=header))
    not_reported(
        "CD504", against(entries("region: San Francisco\n    base_low: null\n    base_high: null"), row, header=header)
    )


@pytest.mark.parametrize(
    "cell", ["$175K median", "avg $175K", "$150K–$200K OTE", "$150K (up to $180K)", "$150K (2023 figures)"]
)
def test_a_figure_of_something_else_is_not_written_unasked(cell: str) -> None:
    row = f"San Francisco | {cell} | $80K–$120K | 10–15% | $185K–$260K"
    lines = "region: San Francisco\n    base_low: null\n    base_high: null"
    assert changed(against(entries(lines), row, *USUAL[1:]), "CD504") == []


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        (
            "Region | Base Salary | Stock (RSU/4yr) | Bonus | Year-1 Total",
            "total_comp_low: null\n    total_comp_high: null",
        ),
        ("Region | Base Salary | Stock / Bonus | Bonus | Total Comp", "stock_low: null\n    stock_high: null"),
    ],
)
def test_a_column_that_may_hold_more_is_not_written(header: str, lines: str) -> None:
    found = lint(against(entries(lines), *USUAL, header=header), "CD504")
    assert [one.fix for one in found] in ([], [None])


@pytest.mark.parametrize(
    ("place", "currency", "cell", "written"),
    [
        ("Prague", "CZK", "1 200 000–1 500 000 Kč", ("1200000", "1500000")),
        ("Prague", "CZK", "1,2–1,5 mil. Kč", ("1200000", "1500000")),
        ("Berlin", "EUR", "<del>€70K–€90K</del> €80K–€100K", ("80000", "100000")),
        ("Berlin", "EUR", "~~70.000 €~~ 80.000–100.000 €", ("80000", "100000")),
        ("Berlin", "EUR", "6.000–8.000 €/Monat", None),
        ("Berlin", "EUR", "300 €/Tag", None),
        ("Berlin", "EUR", "80.000–100.000 € netto", None),
        ("Berlin", "EUR", "€80K ± 10%", None),
        ("Berlin", "EUR", "<del>€70K</del>", None),
        ("Prague", "CZK", "1500 Kč/MD", None),
        ("Tokyo", "JPY", "月給40万円", None),
    ],
)
def test_a_fix_writes_what_a_notation_says_or_nothing(
    place: str, currency: str, cell: str, written: tuple[str, str] | None
) -> None:
    fragment = against(
        entries(f"region: {place}\n    currency: {currency}\n    base_low: null\n    base_high: null"),
        f"{place} | {cell} | — | — | —",
    )
    lines = [
        (f"    base_{end}: null", f"    base_{end}: {value}")
        for end, value in zip(("low", "high"), written or (), strict=False)
    ]
    assert changed(fragment, "CD504") == lines


def test_rows_of_one_region_that_contradict_each_other_are_not_merged() -> None:
    second = "San Francisco | $90K–$110K | $80K–$120K | 10–15% | $125K–$160K"
    keys = ("base_low", "base_high", "stock_low", "stock_high", "bonus_pct", "total_comp_low", "total_comp_high")
    fragment = against(
        entries("\n    ".join(("region: San Francisco", *(f"{key}: null" for key in keys)))), *USUAL, second
    )
    not_reported("CD504", fragment)
    (found,) = lint(fragment, "CD303")
    assert found.message == "the table has a second row for San Francisco, without a level, with other figures"
