import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported

BASES = {"San Francisco": 150000, "New York": 146000, "London": 82000}
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


def test_a_total_in_another_currency_is_a_copy_unless_it_is_the_sum_of_its_parts() -> None:
    in_euros = COPIED.rstrip("\n") + "\n    currency: EUR\n"
    expect("CD217", in_euros)
    fitting = in_euros.replace("126000", "152000").replace("172000", "203000").replace("«185000»", "185000")
    not_reported("CD217", fitting)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("base_low: 200000", "base_low and base_high are both 200,000, while the guide's other regions give ranges"),
        ("total_comp_low: 150000", "base_low and total_comp_low are both 150,000"),
    ],
)
def test_one_figure_at_two_ends(lines: str, message: str) -> None:
    (found,) = lint(f"compensation:\n  - {lines}\n", "CD201", "CD202", "CD217")
    assert found.message.endswith(f"{message}: one of them is copied")


def test_ranges_of_one_figure_everywhere_are_the_guides_way() -> None:
    rows = "".join(f"  - region: {name}\n    base_high: {base}\n" for name, base in BASES.items())
    not_reported("CD217", f"compensation:\n{rows}")


def test_equal_figures_that_fit_the_formula() -> None:
    ten = "    bonus_pct: 10\n    # bonus_pct_high:\n"
    rows = (
        f"    base_low: 100000\n    base_high: 140000\n    stock_low: 80000\n    stock_high: 120000\n{ten}",
        f"    base_low: 93000\n    base_high: 133000\n    stock_low: 111000\n    stock_high: 151000\n{ten}",
    )
    total = "    total_comp_low: 130000\n    total_comp_high: 184000\n"
    not_reported(
        "CD217", f"compensation:\n  - region: San Francisco\n{rows[0]}{total}  - region: New York\n{rows[1]}{total}"
    )
    one = "    base_low: 200000\n    total_comp_low: 240000\n    total_comp_high: 250000\n"
    one += "    stock_low: 80000\n    stock_high: 120000\n"
    not_reported("CD217", f"compensation:\n  - region: San Francisco\n{ten}{one}")


def test_a_region_with_medians_only_has_no_copied_end() -> None:
    not_reported("CD217", "compensation:\n  - base_low: 200000\n    total_comp_low: 260000\n")


@pytest.mark.parametrize(
    ("part", "words"), [("base", "base salaries"), ("stock", "equity grants"), ("total_comp", "totals")]
)
def test_a_part_of_two_regions_exchanged(part: str, words: str) -> None:
    rows = {
        "San Francisco": {"base": (150, 200), "stock": (120, 200), "total_comp": (180, 250)},
        "New York": {"base": (126, 168), "stock": (80, 120), "total_comp": (146, 198)},
        "Boston": {"base": (112, 150), "stock": (72, 108), "total_comp": (130, 177)},
    }
    rows["San Francisco"][part], rows["New York"][part] = rows["New York"][part], rows["San Francisco"][part]
    text = "compensation:\n"
    for region, pays in rows.items():
        ends = "".join(f"    {key}_low: {low}000\n    {key}_high: {high}000\n" for key, (low, high) in pays.items())
        text += f"  - region: {region}\n{ends}    bonus_pct: 0\n    bonus_pct_high: 0\n    currency: USD\n"
    (found,) = lint(text, "CD201", "CD202", "CD203", "CD211", "CD217")
    assert found.message.endswith(f"the {words} of San Francisco and New York seem to be exchanged")


def test_totals_of_two_regions_exchanged_that_are_in_two_currencies() -> None:
    rows = {
        "New York": (141, 179, 89, 129, "USD"),
        "Boston": (138, 174, 176, 243, "USD"),
        "Berlin": (73, 94, 177, 255, "EUR"),
    }
    text = "compensation:\n" + "".join(
        f"  - region: {region}\n    base_low: {low}000\n    base_high: {high}000\n    stock_low: {low * 6}00\n"
        f"    stock_high: {high * 8}00\n    bonus_pct: 10\n    bonus_pct_high: 20\n    total_comp_low: {least}000\n"
        f"    total_comp_high: {most}000\n    currency: {currency}\n"
        for region, (low, high, least, most, currency) in rows.items()
    )
    (found,) = lint(text, "CD201", "CD202", "CD203", "CD211", "CD217")
    assert found.message.endswith("the totals of New York and Berlin seem to be exchanged")


@pytest.mark.parametrize("key", ["base_low", "base_high", "stock_high", "total_comp_low"])
def test_one_end_of_two_regions_exchanged(key: str) -> None:
    rows = {
        "San Francisco": {"base": (150, 200), "stock": (240, 400), "total_comp": (210, 300), "currency": "USD"},
        "New York": {"base": (126, 168), "stock": (160, 240), "total_comp": (166, 228), "currency": "USD"},
        "London": {"base": (112, 150), "stock": (144, 216), "total_comp": (148, 204), "currency": "GBP"},
    }
    text = "compensation:\n"
    for region, pays in rows.items():
        other = {"San Francisco": "New York", "New York": "San Francisco"}.get(region, region)
        ends = {f"{part}_{end}": (part, at) for part in list(pays)[:3] for at, end in enumerate(("low", "high"))}
        lines = (
            f"    {one}: {rows[other if one == key else region][part][at]}000\n" for one, (part, at) in ends.items()
        )
        bonus = "    bonus_pct: 0\n    bonus_pct_high: 0\n"
        text += f"  - region: {region}\n{''.join(lines)}{bonus}    currency: {pays['currency']}\n"
    (found,) = lint(text, "CD201", "CD202", "CD203", "CD211", "CD217")
    assert found.message.endswith(f"the figures for {key} of San Francisco and New York seem to be exchanged")


def test_a_total_that_fits_at_one_end_is_not_copied() -> None:
    own = "base_low: 150000\n    base_high: 250000\n    total_comp_low: 185000\n    total_comp_high: 260000\n"
    own += "    stock_low: 80000\n    stock_high: 120000\n"
    regions = f"compensation:\n  - region: San Francisco\n  - region: New York\n    {own}  - region: London\n"
    (found,) = lint(regions, "CD201", "CD202", "CD217")
    words = "total_comp_high 260,000 is the one of San Francisco, or base_high 250,000 or stock_high 120,000 is wrong"
    assert found.message.endswith(words)


def test_a_base_salary_in_another_unit_is_no_reason_for_two_regions_with_one_total() -> None:
    fragment = (
        "compensation:\n  - region: San Francisco\n  - region: New York\n    base_low: 12500\n    base_high: 16667\n"
        "    stock_low: 80000\n    stock_high: 120000\n    total_comp_low: 185000\n    total_comp_high: 260000\n"
    )
    (found,) = lint(fragment, "CD201", "CD202", "CD217")
    assert "the base salary seems to be 1/12 of what fits" in found.message
