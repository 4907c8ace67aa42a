import pytest

from tests.linter.checks import expect, lint, not_reported

TWO = """
«compensation»:
  - region: San Francisco
  - region: London
    level: D5
    currency: GBP
  - region: London
    level: D4
"""


def test_levels_of_one_region_count_once() -> None:
    expect("CD301", TWO, "the guide has 2 distinct regions; at least 3 are required")


def test_spellings_of_one_region_count_once() -> None:
    fragment = "«compensation»:\n  - region: NYC\n    level: D4\n  - region: New York (HQ)\n    level: D5\n"
    expect("CD301", fragment, "the guide has 2 distinct regions; at least 3 are required")


def test_an_entry_that_is_there_twice_may_be_the_missing_one() -> None:
    fragment = "compensation:\n  - region: NYC\n  - region: New York (HQ)\n  - region: London\n"
    assert [one.code for one in lint(fragment, "CD301", "CD303")] == ["CD303"]


def test_the_minimum_is_an_option() -> None:
    expect("CD301", "«compensation»:\n  - region: Boston\n", minimum=4)
    plain = TWO.replace("«", "").replace("»", "")
    not_reported("CD301", plain, minimum=2)
    not_reported("CD301", plain, minimum=0)
    not_reported("CD301", plain, minimum=-1)


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "compensation:\n  - region: Seoul\n  - region: Seoul (Acme Research)\n  - region: Busan\n",
        "compensation:\n  - region: L4\n  - region: L5\n  - region: L6\n",
        "compensation: []\n",
        "compensation: none\n",
        "# compensation:\n",
        "compensation: [London, {region: Paris}]\n",
    ],
)
def test_no_finding_if_the_regions_cannot_be_counted_or_suffice(fragment: str) -> None:
    not_reported("CD301", fragment)


def test_an_entry_without_a_region_may_be_one_more() -> None:
    not_reported("CD301", "compensation:\n  - region: NYC\n  - region: Boston\n  - region: null\n")
