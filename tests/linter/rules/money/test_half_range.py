import pytest

from tests.linter.checks import expect, not_reported


@pytest.mark.parametrize("part", ["base", "stock", "total_comp", "bonus", "signing_bonus"])
def test_a_null_end_is_where_it_points(part: str) -> None:
    (found,) = expect(
        "CD205",
        f"compensation:\n  - {part}_low: 150000\n    {part}_high: «null»\n",
        f"{part}_high is null, while {part}_low is 150,000",
    )
    assert [place.message for place in found.related] == ["the end that is known"]


def test_the_low_end_may_be_the_null_one() -> None:
    expect(
        "CD205",
        "compensation:\n  - base_low: «null»\n",
        "base_low is null, while base_high is 200,000",
    )


def test_a_missing_optional_end() -> None:
    (found,) = expect(
        "CD205",
        "compensation:\n  - signing_bonus_high: «25000»\n",
        "signing_bonus_high is 25,000, and signing_bonus_low is missing",
    )
    assert found.help == "Write signing_bonus_low; if there is only one figure, write it at both ends"


def test_the_top_of_a_bonus_without_the_bonus() -> None:
    expect(
        "CD205",
        "compensation:\n  - # bonus_pct:\n    bonus_pct_high: «15»\n",
        "bonus_pct_high is 15%, and bonus_pct is missing",
    )
    expect(
        "CD205",
        "compensation:\n  - bonus_pct: «null»\n    bonus_pct_high: 15\n",
        "bonus_pct is null, while bonus_pct_high is 15%",
    )


@pytest.mark.parametrize(
    "lines",
    [
        "bonus_pct: 10\n    # bonus_pct_high:",
        "bonus_pct: 10\n    bonus_pct_high: null",
        "base_low: null\n    base_high: null",
        "# base_low:",  # CD101
        'base_low: "150000"',  # CD104
        "base_low: .nan",  # CD206
        "stock_low: 0\n    stock_high: 0",
    ],
)
def test_whole_ranges_and_errors_of_other_rules_are_skipped(lines: str) -> None:
    not_reported("CD205", f"compensation:\n  - {lines}\n")
