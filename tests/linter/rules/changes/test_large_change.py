import pytest

from comp_data.linter.suppressions.apply import NEVER
from tests.linter.checks import expect, lint, not_reported

CODE = "CD801"


def test_a_figure_that_rose_and_one_that_fell() -> None:
    expect(
        CODE,
        "compensation:\n  - base_low: «200000»\n    stock_low: «40000»\n",
        "base_low 200,000 is 33.3% over 150,000, its value at the base",
        "stock_low 40,000 is 50% under 80,000, its value at the base",
        before="",
    )


def test_the_bound_itself_is_allowed() -> None:
    not_reported(CODE, "compensation:\n  - base_low: 180000\n    base_high: 160000\n", before="")
    expect(CODE, "compensation:\n  - base_low: «180001»\n    base_high: «159999»\n", before="")


def test_the_bound_is_an_option() -> None:
    not_reported(CODE, "compensation:\n  - base_low: 200000\n", before="", over=50.0)
    expect(CODE, "compensation:\n  - base_low: «160000»\n", before="", over=5.0)


def test_a_percentage_of_bonus_is_a_figure_and_the_years_of_vesting_are_not_pay() -> None:
    expect(
        CODE,
        "compensation:\n  - bonus_pct: «15»\n    stock_vest_years: 1\n",
        "bonus_pct 15% is 50% over 10%, its value at the base",
        before="compensation:\n  - stock_vest_years: 4\n",
    )


def test_what_is_or_was_null_has_not_moved() -> None:
    not_reported(CODE, "compensation:\n  - base_low: 150000\n", before="compensation:\n  - base_low: null\n")
    not_reported(
        CODE, "compensation:\n  - base_low: null\n    stock_low: 9\n", before="compensation:\n  - stock_low: 0\n"
    )


def test_another_currency_is_not_compared() -> None:
    not_reported(CODE, "compensation:\n  - base_low: 900000\n    currency: SEK\n", before="")


def test_a_typo_that_is_fixed_is_acknowledged() -> None:
    before = "compensation:\n  - base_low: 15000\n"
    expect(CODE, "compensation:\n  - base_low: «150000»\n", before=before)
    not_reported(
        CODE, "compensation:\n  - base_low: 150000  # comp-data: ignore[CD801] a zero was missing\n", before=before
    )


def test_a_suppression_of_the_base_was_for_an_earlier_change() -> None:
    accepted = "compensation:\n  - base_low: {}  # comp-data: ignore[CD801] a zero was missing\n"
    (found,) = expect(CODE, accepted.format("«200000»"), before=accepted.format("150000"))
    assert found.help is not None
    assert found.help.startswith("The suppression here exists at the base")
    not_reported(CODE, accepted.format("200000").replace("a zero", "a seven"), before=accepted.format("150000"))


@pytest.mark.parametrize(
    "comment",
    [
        "ignore[CD801] a zero was missing.",
        "ignore[CD801] A zero was missing!",
        "ignore[CD801] a zero was\u200b missing",
        "ignore[CD801] a zero was missing\u3164",
        "ignore[CD801] a z\uff45ro was - missing",
        "ignore[large-change] a zero was missing",
        "ignore[CD802, CD801] a zero was missing",
        "ignore[CD801] a zero was missing until 2030-01-01",
    ],
)
def test_the_same_words_of_the_base_are_no_new_reason(comment: str) -> None:
    accepted = "compensation:\n  - base_low: {}  # comp-data: {}\n"
    before = accepted.format("150000", "ignore[CD801] a zero was missing")
    (found,) = expect(CODE, accepted.format("«200000»", comment), before=before)
    assert found.help is not None
    assert found.help.startswith("The suppression here exists at the base")


def test_the_same_words_about_another_rule_are_a_new_reason() -> None:
    accepted = "compensation:\n  - base_low: {}  # comp-data: ignore[{}] as the company publishes\n"
    not_reported(CODE, accepted.format("200000", "CD801"), before=accepted.format("150000", "CD201"))


@pytest.mark.parametrize("reason", ["", " .", " \u200b", " --- "])
def test_a_suppression_without_a_reason_accepts_nothing(reason: str) -> None:
    (found,) = expect(CODE, f"compensation:\n  - base_low: «200000»  # comp-data: ignore[CD801]{reason}\n", before="")
    assert found.help == "The suppression here gives no reason: say in it why the change is right"


def test_a_suppression_for_the_file_and_one_that_has_expired() -> None:
    not_reported(
        CODE, "# comp-data: ignore-file[large-change] a new survey\ncompensation:\n  - base_low: 200000\n", before=""
    )
    expired = "compensation:\n  - base_low: «200000»  # comp-data: ignore[CD801] a survey until 2026-01-01\n"
    expect(CODE, expired, before="")


def test_a_suppression_of_a_change_is_never_called_unused() -> None:
    kept = "compensation:\n  - base_low: 150000  # comp-data: ignore[CD801] a zero was missing\n"
    assert lint(kept) == []
    assert lint(kept, before=kept) == []
    assert CODE not in NEVER


def test_rows_are_compared_with_those_of_their_region() -> None:
    before = "compensation:\n  - region: Austin\n    base_low: 90000\n  - region: San Francisco\n"
    not_reported(CODE, "compensation:\n  - region: SF\n  - region: Austin\n    base_low: 90000\n", before=before)


def test_a_guide_that_is_new_or_cannot_be_read_moved_nothing() -> None:
    not_reported(CODE, "# file: acme/a.md\n# file: acme/data-engineer.md\n", before="# file: acme/data-engineer.md\n")
    not_reported(CODE, "", before="---\n: [\n---\nx\n")
    assert [one.code for one in lint("---\n: [\n---\nx\n", CODE, "CD003", before="")] == ["CD003"]
