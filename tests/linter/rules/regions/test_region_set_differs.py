import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported

USUAL = "compensation:\n  - region: San Francisco\n  - region: New York\n  - region: London\n"


def company(*last: str, first: str = USUAL, slug: str = "acme") -> str:
    guides = (first, USUAL, USUAL, *last)
    return "".join(f"# file: {slug}/role-{i}.md\n{text}" for i, text in enumerate(guides))


def other(*regions: str) -> str:
    key = "compensation" if any("«" in region for region in regions) else "«compensation»"
    return f"{key}:\n" + "".join(f"  - region: {region}\n" for region in regions)


@pytest.mark.parametrize(
    ("regions", "difference"),
    [
        (("San Francisco", "NYC", "«Paris»"), "lacks London and has Paris instead"),
        (("San Francisco", "New York", "London", "Paris"), "has Paris as well"),
        (("SF", "NYC", "NYC"), "lacks London"),
        (("SF", "Oslo", "Paris"), "lacks London and New York and has Oslo and Paris instead"),
        (("San Francisco", "New York", "«London / Leeds»"), "lacks London and has London / Leeds instead"),
    ],
)
def test_a_guide_that_differs_from_most(regions: tuple[str, ...], difference: str) -> None:
    (found,) = expect(
        "CD311",
        company(other(*regions)),
        f"3 of the company's 4 guides agree on their regions; this one {difference}",
    )
    (note,) = found.related
    assert (note.message, note.path) == ("the usual regions", "acme/role-0.md")


def test_each_guide_that_differs_is_reported() -> None:
    expect("CD311", company(USUAL, other("Oslo"), other("Rome")))


def test_spelling_order_and_levels_do_not_matter() -> None:
    not_reported("CD311", company("compensation:\n  - region: NYC (HQ)\n  - region: SF\n  - region: 🇬🇧 London\n"))
    not_reported("CD311", company("compensation:\n  - level: a\n  - level: b\n  - level: c\n  - region: NYC\n"))


PARIS = "compensation:\n  - region: Paris\n"


@pytest.mark.parametrize(
    "fragment",
    [
        company(),
        company(PARIS, PARIS),
        company(first=PARIS),
        company(slug="acme") + company(slug="globex"),
        company("compensation:\n  - region: Senior SWE\n"),
        company("compensation:\n  - region: null\n"),
        company("compensation: []\n"),
        company(PARIS + "company: 7\n"),
    ],
)
def test_no_finding_without_a_clear_majority_or_where_a_guide_cannot_be_read(fragment: str) -> None:
    not_reported("CD311", fragment)


@pytest.mark.parametrize(
    ("others", "regions", "severity"),
    [
        ((), ("San Francisco", "New York", "«Remote US»"), Severity.WARNING),
        ((USUAL, other("San Francisco", "New York", "Oslo")), ("San Francisco", "New York", "Paris"), Severity.INFO),
        ((), ("San Francisco", "Oslo", "Paris"), Severity.INFO),
        ((USUAL, USUAL), ("SF", "NYC", "NYC"), Severity.WARNING),
        ((USUAL,), ("SF", "NYC", "NYC"), Severity.INFO),
        ((USUAL, USUAL), ("NYC", "NYC", "NYC"), Severity.INFO),
    ],
    ids=["the only one", "one of two", "two other regions", "one region less", "of few guides", "two regions less"],
)
def test_the_only_guide_without_a_region_is_a_warning(
    others: tuple[str, ...], regions: tuple[str, ...], severity: Severity
) -> None:
    found = expect("CD311", company(*others, other(*regions)))
    assert [one.severity for one in found] == [severity] * len(found)
