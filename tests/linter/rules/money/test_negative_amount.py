import pytest

from tests.linter.checks import expect, not_reported


@pytest.mark.parametrize("part", ["base", "stock", "total_comp", "bonus", "signing_bonus"])
@pytest.mark.parametrize("end", ["low", "high"])
def test_a_negative_amount_of_each_part_is_reported(part: str, end: str) -> None:
    key = f"{part}_{end}"
    expect("CD206", f"compensation:\n  - {key}: «-25000»\n", f"{key} is negative: -25,000")


@pytest.mark.parametrize("key", ["bonus_pct", "bonus_pct_high"])
def test_a_negative_percentage_is_reported(key: str) -> None:
    expect("CD206", f"compensation:\n  - {key}: «-2.5»\n", f"{key} is negative: -2.5%")


@pytest.mark.parametrize(("value", "words"), [(".inf", "infinite"), ("-.inf", "infinite"), (".nan", "not a number")])
def test_a_number_that_is_none(value: str, words: str) -> None:
    expect("CD206", f"compensation:\n  - base_low: «{value}»\n", f"base_low is {words}")


def test_one_finding_a_figure() -> None:
    expect("CD206", "compensation:\n  - base_low: «-2»\n    base_high: «-1»\n    stock_low: «-.inf»\n")


def test_nothing_is_not_negative() -> None:
    not_reported("CD206", "compensation:\n  - stock_low: 0\n    stock_high: -0\n    bonus_pct: 0\n    base_low: null\n")
