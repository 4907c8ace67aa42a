import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, silent


def test_over_twice_the_low_end() -> None:
    (found,) = expect(
        "CD209",
        "compensation:\n  - total_comp_low: 185000\n    total_comp_high: «370001»\n",
        "total_comp_high 370,001 is 2.00 times total_comp_low 185,000",
        severity=Severity.INFO,
    )
    assert [place.message for place in found.related] == ["the low end"]


def test_the_ratio_is_an_option() -> None:
    expect(
        "CD209",
        "compensation:\n  - total_comp_high: «270000»\n  - total_comp_high: 250000\n  - total_comp_high: 130000\n",
        "total_comp_high 270,000 is 1.46 times total_comp_low 185,000",
        ratio=1.45,
    )
    silent("CD209", "compensation:\n  - total_comp_high: 500000\n", ratio=3.0)


@pytest.mark.parametrize(
    "lines",
    [
        "total_comp_high: 370000",
        "total_comp_low: null\n    total_comp_high: 900000",
        "total_comp_low: 0\n    total_comp_high: 900000",
        "total_comp_low: 185\n    total_comp_high: 260000",  # CD207
        "base_high: -1\n    total_comp_high: 900000",  # CD206
    ],
)
def test_silent(lines: str) -> None:
    silent("CD209", f"compensation:\n  - {lines}\n")
