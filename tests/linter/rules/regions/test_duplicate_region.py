import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import USUAL, against, entries


def test_the_second_of_two_spellings() -> None:
    (found,) = expect(
        "CD303",
        "compensation:\n  - region: NYC (HQ)\n  - region: «New York»\n",
        'entry 2 is for the same region as entry 1, there written "NYC (HQ)"',
    )
    (note,) = found.related
    assert note.message == "the first entry for this region"
    assert note.span.line < found.line
    assert found.help == "Delete one of the two, or give each its level"


def test_the_same_region_and_level() -> None:
    (found,) = expect(
        "CD303",
        """
compensation:
  - region: London
    level: D4
  - region: London
    level: D5
  - region: «London»
    level: " d4"
""",
        "entry 3 is for the same region and level as entry 1",
    )
    assert found.help == "Delete one of the two"


def test_every_further_entry_is_reported() -> None:
    expect("CD303", "compensation:\n  - region: L9\n  - region: «L9»\n  - region: «l9»\n")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("London", "🇬🇧 London"),
        ("London (GBP)", "London"),
        ("Remote US", "US (Remote)"),
        ("SF / NYC", "NYC & SF"),
        ("Boston", "Boston, MA"),
        ("Seoul (Acme Labs)", "Seoul (Acme Labs, HQ)"),
        ("Bay Area", "San Francisco Bay Area"),
    ],
)
def test_spellings_of_one_region(one: str, other: str) -> None:
    expect("CD303", f"compensation:\n  - region: {one}\n  - region: «{other}»\n  - region: Oslo\n")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("London", "London (Remote)"),
        ("London (GBP)", "London (USD)"),
        ("Seoul (HQ)", "Seoul (Acme Research)"),
        ("Atlanta Tier 1", "Atlanta Tier 2"),
        ("EMEA (London)", "London"),
        ("San Francisco", "San Francisco Bay Area"),
        ("Cambridge", "Cambridge MA"),
        ("null", "null"),
    ],
)
def test_regions_that_may_differ(one: str, other: str) -> None:
    not_reported("CD303", f"compensation:\n  - region: {one}\n  - region: {other}\n  - region: Oslo\n")


def test_a_currency_decides_a_shared_name() -> None:
    expect(
        "CD303",
        """
compensation:
  - region: Cambridge
    currency: GBP
  - region: «Cambridge UK»
    currency: GBP
""",
    )


def test_no_finding_if_a_level_is_not_text() -> None:
    not_reported("CD303", "compensation:\n  - region: NYC\n    level: 4\n  - region: NYC\n    level: 5\n")


def test_a_second_row_of_the_table_for_one_region() -> None:
    second = "San Francisco | $170K–$230K | $80K–$120K | 10–15% | $205K–$290K"
    (found,) = lint(against("company: acme", *USUAL, second), "CD303")
    assert found.message == "the table has a second row for San Francisco, without a level, with other figures"
    assert found.severity is Severity.WARNING
    assert [note.message for note in found.related] == ["the first row"]
    not_reported("CD303", against("company: acme", *USUAL, "San Francisco | N/A | N/A | N/A | N/A"))


def test_a_second_row_of_the_table_with_the_same_figures() -> None:
    fragment = against(entries("region: San Francisco", "region: New York", "region: London"), *USUAL, USUAL[1])
    (found,) = lint(fragment, "CD303")
    assert found.message == "the table has a second row for New York, without a level, with the same figures"
