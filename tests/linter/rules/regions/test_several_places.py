import pytest

from tests.linter.checks import expect, not_reported


@pytest.mark.parametrize(
    ("region", "message"),
    [
        ("Seattle / Kirkland", "the entry is for 2 places: Seattle and Kirkland"),
        ("US (Ames, IA / Denver / Remote)", "the entry is for 3 places: Ames, Denver and Remote US"),
        ("Remote US/Canada", "the entry is for 2 places: Remote US and Remote Canada"),
        ("NYC & SF (Atlantis)", "the entry is for 2 places: New York and San Francisco"),
    ],
)
def test_places_of_one_entry(region: str, message: str) -> None:
    expect("CD306", f"compensation:\n  - region: «{region}»\n", message)


@pytest.mark.parametrize(
    "region",
    [
        "Dallas/Fort Worth",
        "London, UK",
        "Bay Area (Sunnyvale)",
        "US (Other Markets)",
        "NYC / Atlantis",
        "Cambridge",
        "null",
    ],
)
def test_no_finding_for_one_place(region: str) -> None:
    not_reported("CD306", f"compensation:\n  - region: {region}\n")
