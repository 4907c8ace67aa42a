import pytest

from comp_data.base.diagnostics import Severity
from comp_data.linter.rules.region_sets import missing_required_region
from tests.linter.checks import expect, lint, not_reported

ABROAD = """
«compensation»:
  - region: Zurich
  - region: Geneva
  - region: London
"""
PLAIN = ABROAD.replace("«", "").replace("»", "")


def test_no_region_in_the_us() -> None:
    (found,) = expect("CD302", ABROAD, "none of the guide's regions is in US")
    assert found.help == "Add the figures of a region in US"


def test_any_of_is_met_by_one() -> None:
    expect(
        "CD302",
        ABROAD,
        "none of the guide's regions is in US, France or Tokyo",
        any_of=("US", "France", "Tokyo"),
    )
    not_reported("CD302", PLAIN, any_of=("US", "Switzerland"))
    not_reported("CD302", PLAIN, any_of=("GB",))
    not_reported("CD302", PLAIN, any_of=())


def test_all_of_is_met_by_all_and_told_one_by_one() -> None:
    expect(
        "CD302",
        "«compensation»:\n  - region: Boston\n",
        "none of the guide's regions is in Paris",
        all_of=("London", "Paris", "NYC"),
    )
    not_reported("CD302", "", all_of=("London", "San Francisco Bay Area", "New York"))


@pytest.mark.parametrize(
    "region",
    ["Atlantis", "null", "Remote", "Global", "North America", "Cambridge", "Remote US", "SF / Zurich", "US Tier 2"],
)
def test_no_finding_if_a_region_may_be_the_one(region: str) -> None:
    not_reported("CD302", PLAIN.replace("Geneva", region))


@pytest.mark.parametrize("region", ["EMEA", "Remote EU", "Vancouver BC", "Remote Canada"])
def test_a_region_elsewhere_does_not_help(region: str) -> None:
    expect("CD302", ABROAD.replace("Geneva", region))


def test_a_required_place_is_read_as_regions_are() -> None:
    expect("CD302", ABROAD.replace("Geneva", "EMEA"), any_of=("Austin, Texas",))


@pytest.mark.parametrize("fragment", ["compensation: []\n", "compensation: 3\n", "compensation: [London]\n"])
def test_no_finding_without_entries_that_can_be_read(fragment: str) -> None:
    not_reported("CD302", fragment)


def test_a_place_that_is_not_known_cannot_be_asked_for() -> None:
    problem = missing_required_region.option_problem
    assert problem
    assert problem(any_of=("US", "Atlantis"), all_of=()) == "Atlantis is not a known place; did you mean Atlanta?"
    assert problem(any_of=("UK", "GB", "EU", "London", "California"), all_of=("Remote US",)) is None


def test_the_default_is_a_warning_and_a_configured_place_an_error() -> None:
    regions = ("Zurich", "Geneva", "London")
    fragment = "compensation:\n" + "".join(f"  - region: {name}\n" for name in regions)
    assert [one.severity for one in lint(fragment, "CD302")] == [Severity.WARNING]
    assert [one.severity for one in lint(fragment, "CD302", any_of=("Germany",))] == [Severity.ERROR]
