import pytest

from tests.linter.checks import expect, lint, not_reported


def test_a_total_below_base_salary() -> None:
    expect(
        "CD202",
        "compensation:\n  - total_comp_low: «149999»\n    total_comp_high: «199000»\n",
        "total_comp_low 149,999 is less than base_low 150,000",
        "total_comp_high 199,000 is less than base_high 200,000",
    )


def test_a_total_of_base_alone_is_possible() -> None:
    not_reported("CD202", "compensation:\n  - total_comp_low: 150000\n")


def test_below_base_is_sure_even_where_other_parts_are_not_known() -> None:
    expect(
        "CD202",
        "compensation:\n  - stock_low: null\n    stock_high: null\n    # bonus_pct:\n    # bonus_pct_high:\n"
        "    total_comp_low: «140000»\n",
    )


def test_a_total_over_everything_that_the_row_states() -> None:
    # 200,000 + 120,000 + 15% = 350,000; 2% more is 357,000.
    expect(
        "CD202",
        "compensation:\n  - total_comp_high: «357001»\n",
        "total_comp_high 357,001 is more than base + the whole grant + bonus of 15% = 350,000",
    )
    not_reported("CD202", "compensation:\n  - total_comp_high: 357000\n")


def test_a_grant_of_zero_is_named() -> None:
    expect(
        "CD202",
        "compensation:\n  - stock_low: 0\n    stock_high: 0\n"
        "    total_comp_low: «185000»\n    total_comp_high: «260000»\n",
        "total_comp_low 185,000 is more than base + a grant of 0 + bonus of 15% = 172,500",
        "total_comp_high 260,000 is more than base + a grant of 0 + bonus of 15% = 230,000",
    )


def test_a_signing_bonus_may_be_in_the_total() -> None:
    signing = "    signing_bonus_low: 10000\n    signing_bonus_high: 20000\n"
    not_reported("CD202", f"compensation:\n  - total_comp_high: 370000\n{signing}")
    expect(
        "CD202",
        f"compensation:\n  - total_comp_high: «380000»\n{signing}",
        "total_comp_high 380,000 is more than base + the whole grant + bonus of 15% + signing bonus = 370,000",
    )


def test_an_unstated_top_bonus_is_allowed_for() -> None:
    row = "compensation:\n  - bonus_pct: 10\n    # bonus_pct_high:\n    total_comp_high: "
    not_reported("CD202", f"{row}367000\n")
    expect(
        "CD202",
        f"{row}«368000»\n",
        "total_comp_high 368,000 is more than base + the whole grant + a bonus of even 20% = 360,000",
    )


def test_the_top_bonus_holds_for_the_low_end_too() -> None:
    # 150,000 + 80,000 + 15% = 252,500, though the low end's own bonus is 10%.
    not_reported("CD202", "compensation:\n  - total_comp_low: 252500\n")


def test_a_bonus_in_amounts() -> None:
    expect(
        "CD202",
        "compensation:\n  - # bonus_pct:\n    # bonus_pct_high:\n    bonus_low: 15000\n    bonus_high: 30000\n"
        "    total_comp_high: «360000»\n",
        "total_comp_high 360,000 is more than base + the whole grant + bonus = 350,000",
    )


@pytest.mark.parametrize(
    "lines",
    [
        "stock_high: null\n    total_comp_high: 900000",
        "# bonus_pct:\n    # bonus_pct_high:\n    total_comp_high: 900000",
        "total_comp_low: null\n    total_comp_high: null",
        "base_low: null\n    base_high: null\n    total_comp_low: 20000",
        "total_comp_low: -5",
        "base_low: 200000\n    base_high: 150000",
    ],
)
def test_no_finding_if_it_cannot_be_sure_or_another_rule_reports(lines: str) -> None:
    not_reported("CD202", f"compensation:\n  - {lines}\n")


def test_one_end_with_a_missing_digit_though_another_region_has_the_same_base() -> None:
    regions = (
        ("San Francisco", (150, 200), (80, 120), ("170000", 230)),
        ("New York", (150, 200), (120, 160), ("«18000»", 240)),
        ("Boston", (130, 170), (60, 100), ("145000", 195)),
    )
    fragment = "compensation:\n" + "".join(
        f"  - region: {name}\n    base_low: {base[0]}000\n    base_high: {base[1]}000\n    stock_low: {stock[0]}000\n"
        f"    stock_high: {stock[1]}000\n    bonus_pct: 0\n    bonus_pct_high: 0\n    currency: USD\n"
        f"    total_comp_low: {total[0]}\n    total_comp_high: {total[1]}000\n"
        for name, base, stock, total in regions
    )
    said = "total_comp_low 18,000 is less than base_low 150,000; total_comp_low 18,000 seems to be 1/10 of what fits"
    expect("CD202", fragment, said)


@pytest.mark.parametrize(("low", "words"), [("18500", "digit"), ("1850000", "digit"), ("140000", "includes the base")])
def test_advises_to_look_for_digits_if_a_total_is_far_off(low: str, words: str) -> None:
    high = "2000000" if low == "1850000" else "260000"
    found = lint(f"compensation:\n  - total_comp_low: {low}\n    total_comp_high: {high}\n", "CD202")
    assert words in (found[0].help or "")


def test_a_doubled_base_salary_is_not_called_an_exchange() -> None:
    doubled = "  - base_low: 300000\n    base_high: 400000\n    stock_low: 136000\n    stock_high: 184000\n"
    total = "    total_comp_low: 199000\n    total_comp_high: 276000\n"
    found = lint(f"compensation:\n{doubled}{total}", "CD202")
    assert [one.message.partition("; ")[2] for one in found] == ["", ""]


def test_parts_exchanged_in_all_regions_are_named_if_they_fit_about() -> None:
    grant = "    stock_low: 120000\n    stock_high: 220000\n    bonus_pct: 5\n    bonus_pct_high: 10\n"
    total = "    total_comp_low: 140000\n    total_comp_high: 190000\n"
    row = f"  - base_low: 195000\n    base_high: 300000\n{grant}{total}"
    found = lint(f"compensation:\n{row * 3}", "CD202")
    assert [one.message.partition("; ")[2] for one in found] == ["base salary and total seem to be exchanged"] * 3


def test_one_end_with_a_digit_too_few_is_no_exchange() -> None:
    grant = "    stock_low: 165000\n    stock_high: 292000\n    bonus_pct: 0\n    bonus_pct_high: 0\n"
    total = "    total_comp_low: 21600\n    total_comp_high: 291000\n"
    (found, *_) = lint(f"compensation:\n  - base_low: 175000\n    base_high: 218000\n{grant}{total}", "CD202")
    assert found.message.partition("; ")[2] == "total_comp_low 21,600 seems to be 1/10 of what fits"


def test_points_at_the_part_that_is_exchanged() -> None:
    ends = "base_low: «185000»\n    base_high: 260000\n    total_comp_low: 150000\n    total_comp_high: 200000\n"
    message = "total_comp_low 150,000 is less than base_low 185,000; base salary and total seem to be exchanged"
    expect("CD202", f"compensation:\n  - {ends}", message)


def test_a_cause_is_no_range_that_is_impossible() -> None:
    ends = "base_low: 140000\n    base_high: 175000\n    stock_low: 80000\n    stock_high: 150000\n"
    total = "    bonus_pct: 10\n    bonus_pct_high: 10\n    total_comp_low: 175000\n    total_comp_high: 2400000\n"
    found = lint(f"compensation:\n  - {ends}{total}", "CD201", "CD202")
    assert "base_high" not in " ".join(one.message for one in found if one.region == "San Francisco")
