import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported


def test_names_the_part_that_is_missing() -> None:
    expect(
        "CD214",
        "compensation:\n  - stock_low: null\n    stock_high: null\n    total_comp_low: «185000»\n",
        "the total cannot be checked: equity grant is not known",
        severity=Severity.INFO,
    )


def test_names_all_parts_that_are_missing() -> None:
    expect(
        "CD214",
        "compensation:\n  - base_low: null\n    base_high: null\n    stock_low: null\n    stock_high: null\n"
        "    # bonus_pct:\n    # bonus_pct_high:\n    total_comp_low: «185000»\n",
        "the total cannot be checked: base salary, equity grant and target bonus are not known",
    )


def test_skips_a_total_of_base_and_the_whole_grant() -> None:
    lines = (
        "compensation:\n  - bonus_pct: null\n    # bonus_pct_high:\n    total_comp_low: «{}»\n"
        "    total_comp_high: 320000\n"
    )
    said = "the total cannot be checked: target bonus is not known"
    not_reported("CD214", lines.format(230000).replace("«", "").replace("»", ""))
    expect("CD211", lines.format(230000))
    expect("CD214", lines.format(231000), said)


def test_points_at_the_end_that_is_stated() -> None:
    expect(
        "CD214",
        "compensation:\n  - bonus_pct: null\n    # bonus_pct_high:\n    total_comp_low: null\n"
        "    total_comp_high: «260000»\n",
        "the total cannot be checked: target bonus is not known",
    )


@pytest.mark.parametrize(
    "lines",
    [
        "stock_low: 0\n    stock_high: 0",
        "bonus_pct: 0\n    # bonus_pct_high:",
        "stock_low: null\n    stock_high: null\n    total_comp_low: null\n    total_comp_high: null",
        "stock_low: null",  # CD205
        "# bonus_pct:",  # CD205
        "# bonus_pct:\n    # bonus_pct_high:\n    bonus_low: 15000",  # CD205
        "# stock_low:\n    # stock_high:",  # CD101
        'base_low: "150000"\n    base_high: "200000"',  # CD104
        "bonus_pct: ten\n    # bonus_pct_high:",  # CD104
        "base_low: .nan\n    base_high: .nan",  # CD206
    ],
)
def test_a_total_that_is_checked_or_reported_is_not_unchecked(lines: str) -> None:
    not_reported("CD214", f"compensation:\n  - {lines}\n")
