from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported

COPIED = """
compensation:
  - region: San Francisco
  - region: New York
    base_low: 126000
    base_high: 172000
    stock_low: 60000
    stock_high: 100000
    total_comp_low: «185000»
    total_comp_high: 260000
"""


def test_the_total_of_another_region() -> None:
    (found,) = expect(
        "CD217",
        COPIED,
        "the total 185,000–260,000 is the one of San Francisco; the parts of this row give 153,600–222,800",
        severity=Severity.WARNING,
    )
    assert [place.message for place in found.related] == ["the region with the same total"]


def test_it_is_the_only_finding_about_the_total() -> None:
    fragment = COPIED.replace("«", "").replace("»", "")
    assert [one.code for one in lint(fragment, "CD201", "CD202", "CD217")] == ["CD217"]


def test_the_figures_of_another_part_of_pay() -> None:
    expect(
        "CD217",
        "compensation:\n  - region: San Francisco\n    stock_low: «150000»\n    stock_high: 200000\n",
        "base salary and equity grant have the same figures, USD 150,000–200,000: one of them is copied",
    )
    not_reported(
        "CD217",
        "compensation:\n  - region: San Francisco\n    stock_low: 0\n    stock_high: 0\n    # bonus_pct:\n"
        "    # bonus_pct_high:\n    total_comp_low: 150000\n    total_comp_high: 200000\n",
    )


def test_skips_regions_that_pay_the_same() -> None:
    same = (
        "compensation:\n  - region: San Francisco\n  - region: New York\n    base_low: 150000\n    base_high: 200000\n"
    )
    not_reported("CD217", same + "    total_comp_low: 185000\n    total_comp_high: 260000\n")


def test_skips_a_total_in_another_currency() -> None:
    not_reported("CD217", COPIED.replace("«", "").replace("»", "").rstrip("\n") + "\n    currency: EUR\n")
