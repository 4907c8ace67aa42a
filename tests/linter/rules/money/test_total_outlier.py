import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import examples_of, expect, lint, not_reported

ROLES = ("data-engineer", "data-scientist", "product-manager")


def guide(role: str, *lines: str) -> str:
    """A guide of a role with three regions that follow the formula, and lines laid over the second one."""
    path = f"# file: acme/{role}.md\n" if role != ROLES[0] else ""
    second = "\n".join(f"    {line}" for line in lines)
    return f"{path}role: {role}\ncompensation:\n  - region: San Francisco\n  - region: New York\n{second}\n"


def test_a_total_that_is_out_of_line_with_the_other_regions() -> None:
    lines = "total_comp_low: «216000»", "total_comp_high: 300000"
    (found,) = expect("CD222", guide(ROLES[0], *lines), severity=Severity.WARNING)
    assert "the total by the formula, while the totals of the guide's other regions are" in found.message


def test_a_total_without_a_known_bonus_is_compared_too() -> None:
    row = "  - region: {}\n    # bonus_pct:\n    # bonus_pct_high:\n    total_comp_low: {}\n    total_comp_high: {}\n"
    regions = ("San Francisco", 240_000, 325_000), ("New York", 318_000, 423_000)
    fragment = "compensation:\n" + "".join(row.format(*region) for region in regions)
    assert [one.region for one in lint(fragment + "  - region: London\n    total_comp_low: null\n", "CD222")] == [
        "New York"
    ]


@pytest.mark.parametrize("end", ["base_low", "base_high", "total_comp_high"])
def test_a_region_with_an_unknown_end_is_not_compared(end: str) -> None:
    not_reported("CD222", guide(ROLES[0], f"{end}: null"))


def test_the_example_is_reported() -> None:
    bad, good = examples_of("CD222")
    assert [one.code for one in lint(bad, "CD222")] == ["CD222"]
    not_reported("CD222", good)


def test_two_regions_decide_only_if_they_are_far_apart() -> None:
    fragment = """
compensation:
  - region: San Francisco
    total_comp_low: {}
    total_comp_high: {}
  - region: London
    total_comp_low: null
    total_comp_high: null
"""
    not_reported("CD222", fragment.format(216000, 300000))
    lower = "\n  - region: New York\n    total_comp_low: 169000\n    total_comp_high: 236000\n"
    expect("CD222", fragment.format("«216000»", f"300000{lower}"))


def test_what_cd201_warns_of_is_no_second_finding() -> None:
    not_reported("CD222", guide(ROLES[0], "total_comp_low: 240000", "total_comp_high: 340000"))


def test_what_the_companys_other_guides_do_in_the_same_place_is_no_finding() -> None:
    lines = "total_comp_low: 216000", "total_comp_high: 300000"
    not_reported("CD222", "".join(guide(role, *lines) for role in ROLES))


@pytest.mark.parametrize("totals", [(0, 235000, 0), (1, 1)])
def test_a_total_of_nothing_in_a_currency_without_bounds_is_read(totals: tuple[int, ...]) -> None:
    entries = "".join(
        f"  - region: {place}\n    currency: ZZZ\n    total_comp_low: {total}\n    total_comp_high: {total}\n"
        for place, total in zip(("San Francisco", "New York", "Seattle"), totals, strict=False)
    )
    codes = {one.code for one in lint(f"compensation:\n{entries}")}
    assert "CD105" in codes
    assert "CD999" not in codes


def test_regions_without_one_end_of_their_totals_are_compared_with_no_other() -> None:
    entry = "  - region: {}\n    total_comp_high: null\n"
    entries = "".join(entry.format(place) for place in ("San Francisco", "New York", "London"))
    assert "CD999" not in {one.code for one in lint(f"compensation:\n{entries}")}


def test_names_the_only_end_that_is_off() -> None:
    (found,) = expect("CD222", guide(ROLES[0], "total_comp_high: «303000»"))
    assert found.message.endswith("; only total_comp_high 303,000 is off")


def test_two_regions_do_not_decide_if_another_one_is_wrong() -> None:
    regions = "  - region: San Francisco\n    total_comp_low: 216000\n    total_comp_high: 300000\n"
    regions += "  - region: New York\n    total_comp_low: 169000\n    total_comp_high: 236000\n"
    not_reported("CD222", f"compensation:\n{regions}  - region: London\n    base_low: 260000\n    base_high: 200000\n")
