import pytest

from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import USUAL, against


def test_percent_and_amounts() -> None:
    (found,) = expect(
        "CD208",
        "compensation:\n  - bonus_low: «15000»\n    bonus_high: 30000\n",
        "the bonus is given twice: as USD 15,000–30,000 and as 10% of base salary (bonus_pct)",
    )
    assert [place.message for place in found.related] == ["the bonus as a percentage"]


def test_one_end_of_each_is_enough() -> None:
    expect(
        "CD208",
        "compensation:\n  - # bonus_pct:\n    bonus_pct_high: 15\n    bonus_high: «30000»\n",
        "the bonus is given twice: as USD ?–30,000 and as 15% of base salary (bonus_pct_high)",
    )


@pytest.mark.parametrize(
    ("own", "other", "words"),
    [
        ("0.1", "12", "bonus_pct 0.1% is perhaps a fraction: 10% may be meant"),
        ("1.2", "12", "bonus_pct 1.2% is 1/10 of another region's: 12% may be meant"),
        ("120", "12", "bonus_pct 120% is 10 times another region's: 12% may be meant"),
    ],
)
def test_a_percentage_that_is_a_typo(own: str, other: str, words: str) -> None:
    row = "  - region: {}\n    bonus_pct: {}\n    # bonus_pct_high:\n"
    expect("CD208", f"compensation:\n{row.format('London', other)}{row.format('Paris', f'«{own}»')}", words)
    not_reported("CD208", f"compensation:\n{row.format('London', other)}{row.format('Paris', '1.5')}")


def test_a_percentage_that_is_a_typo_is_one_finding() -> None:
    others = "  - region: New York\n  - region: London\n    bonus_pct: 10\n    bonus_pct_high: 15\n"
    fragment = f"compensation:\n  - bonus_pct: 100\n    bonus_pct_high: 150\n{others}    total_comp_high: 140000\n"
    assert [one.code for one in lint(fragment, "CD201") if one.key_path[-1] == "bonus_pct"] == ["CD201"]
    assert [one.code for one in lint(fragment, "CD201", "CD208") if one.key_path[-1] == "bonus_pct"] == ["CD208"]


def test_a_fraction_is_one_finding_whether_or_not_the_table_has_it() -> None:
    lines = "compensation:\n  - bonus_pct: 0.1\n    # bonus_pct_high:"
    for guide in (f"{lines}\n", against(lines, USUAL[0].replace("10–15%", "0.1%"), *USUAL[1:])):
        assert [one.code for one in lint(guide, "CD201", "CD208", "CD513")] == ["CD208"]


def test_a_percentage_over_two_hundred() -> None:
    expect(
        "CD208",
        "compensation:\n  - bonus_pct: «200.5»\n    bonus_pct_high: «15000»\n",
        "bonus_pct 200.5% is over 200% of base salary",
        "bonus_pct_high 15,000% is over 200% of base salary",
    )


@pytest.mark.parametrize(
    "lines",
    [
        "bonus_pct: 0\n    bonus_pct_high: 200",
        "bonus_pct: -10",  # CD206
        "bonus_pct: null\n    bonus_pct_high: null\n    bonus_low: 15000\n    bonus_high: 30000",
        "bonus_low: null\n    bonus_high: null",
        "# bonus_pct:\n    # bonus_pct_high:",
    ],
)
def test_one_form_of_a_bonus_or_none_is_not_reported(lines: str) -> None:
    not_reported("CD208", f"compensation:\n  - {lines}\n")
