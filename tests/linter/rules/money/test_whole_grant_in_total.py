import pytest

from comp_data.base.diagnostics import Diagnostic
from comp_data.guide.document import parse_document
from tests.fragments import guides
from tests.linter.checks import expect, not_reported
from tests.linter.rules.body.tables import HEADER, against

ENTRIES = """
compensation:
  - total_comp_low: «245000»
    total_comp_high: 350000
  - total_comp_low: null
    total_comp_high: null
  - total_comp_low: null
    total_comp_high: null
"""
WITHOUT_YEARS = HEADER.replace(" (RSU/4yr)", "")
ROW = "San Francisco | $150K–$200K | $80K–$120K | 10–15% | $245K–$350K"
ONE_REGION = against(ENTRIES, ROW, header=WITHOUT_YEARS)
"""A guide whose table does not say over how many years stock vests."""


def fixed(fragment: str, diagnostic: Diagnostic) -> str:
    document = parse_document(guides(fragment)[0].text)
    assert diagnostic.fix is not None
    (edit,) = diagnostic.fix.edits
    start, end = document.offsets_of(edit.span)
    return document.text[:start] + edit.text + document.text[end:]


def test_names_the_sum_and_offers_both_ways_out() -> None:
    (found,) = expect(
        "CD203",
        ONE_REGION,
        "the total 245,000–350,000 adds stock undivided, as if the whole grant were a year's: "
        "base + stock + bonus = 245,000–350,000 (bonus 10–15%)",
    )
    assert found.help == (
        "Correct the total to about 185,000–260,000, or write `stock_vest_years: 1` "
        "if the stock figures are a year's share"
    )
    assert found.fix is not None
    assert not found.fix.safe


def test_no_fix_where_the_table_says_that_the_stock_is_the_grant() -> None:
    (found,) = expect("CD203", ENTRIES)
    assert found.help == "Correct the total to about 185,000–260,000; the table gives the stock over 4 years"
    assert found.fix is None


def test_every_row_of_a_guide_that_adds_the_whole_grant_throughout() -> None:
    expect(
        "CD203",
        """
compensation:
  - total_comp_low: «245000»
    total_comp_high: 350000
  - total_comp_low: «237000»
    total_comp_high: 337000
  - total_comp_low: «119000»
    total_comp_high: 173000
""",
    )


def test_the_fix_writes_the_vesting_after_the_grant() -> None:
    (found,) = expect("CD203", ONE_REGION)
    assert "    stock_high: 120000\n    stock_vest_years: 1\n    bonus_pct: 10\n" in fixed(ONE_REGION, found)


def test_the_fix_replaces_a_vesting_that_is_stated() -> None:
    fragment = ONE_REGION.replace("compensation:\n  - ", "compensation:\n  - stock_vest_years: 3\n    ")
    (found,) = expect("CD203", fragment)
    text = fixed(fragment, found)
    assert text.count("stock_vest_years: 1\n") == 1
    assert "stock_vest_years: 3" not in text


def test_the_fixed_guide_is_clean() -> None:
    (found,) = expect("CD203", ONE_REGION)
    for code in ("CD201", "CD202", "CD203", "CD211"):
        not_reported(code, fixed(ONE_REGION, found))


def test_the_fix_of_a_row_on_one_line() -> None:
    row = (
        "  - {region: Boston, base_low: 150000, base_high: 200000, stock_low: 80000, stock_high: 120000, "
        "bonus_pct: 10, total_comp_low: «245000», total_comp_high: 340000, currency: USD}\n"
    )
    fragment = f"---\ncompensation:\n{row}---\nbody\n"
    (found,) = expect("CD203", fragment)
    assert "stock_high: 120000, stock_vest_years: 1, bonus_pct: 10" in fixed(fragment, found)


def test_the_top_bonus_may_be_unstated() -> None:
    (found,) = expect(
        "CD203",
        ENTRIES.replace("  - total_comp_low: «", "  - # bonus_pct_high:\n    total_comp_low: «"),
        "the total 245,000–350,000 adds stock undivided, as if the whole grant were a year's: "
        "base + stock + bonus = 245,000–340,000 (bonus 10%; no bonus_pct_high is given)",
    )
    assert found.help is not None
    assert "185,000–250,000" in found.help


@pytest.mark.parametrize(
    "lines",
    [
        "total_comp_low: 245000",  # one end only
        "total_comp_low: 251000\n    total_comp_high: 350000",  # 2.4% off
        "total_comp_low: 245000\n    total_comp_high: 350000\n    stock_vest_years: 1",
        "total_comp_low: 245000\n    total_comp_high: 350000\n    stock_low: null",
        "total_comp_low: 245000\n    total_comp_high: null",
        "stock_low: 0\n    stock_high: 0\n    total_comp_low: 165000\n    total_comp_high: 230000",
        "stock_low: 6000\n    stock_high: 9000\n    total_comp_low: 171000\n    total_comp_high: 239000",
    ],
)
def test_no_finding_if_it_is_not_sure(lines: str) -> None:
    others = "  - total_comp_low: null\n    total_comp_high: null\n" * 2
    not_reported("CD203", f"compensation:\n  - {lines}\n{others}")


def test_no_finding_if_other_rows_divide_the_grant() -> None:
    not_reported("CD203", "compensation:\n  - total_comp_low: 245000\n    total_comp_high: 350000\n")
