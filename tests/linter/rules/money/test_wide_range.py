import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import USUAL, against, entries

NO_TOTAL = "  - total_comp_low: null\n    total_comp_high: null\n"


def test_over_twice_the_low_end() -> None:
    (found,) = expect(
        "CD209",
        f"compensation:\n  - total_comp_low: 185000\n    total_comp_high: «370001»\n{NO_TOTAL}",
        "total_comp_high 370,001 is 2.00 times total_comp_low 185,000",
        severity=Severity.INFO,
    )
    assert [place.message for place in found.related] == ["the low end"]


def test_the_ratio_is_an_option() -> None:
    expect(
        "CD209",
        f"compensation:\n  - total_comp_high: «270000»\n  - total_comp_high: 250000\n{NO_TOTAL}",
        "total_comp_high 270,000 is 1.46 times total_comp_low 185,000",
        ratio=1.45,
    )
    not_reported("CD209", f"compensation:\n  - total_comp_high: 500000\n{NO_TOTAL}", ratio=3.0)


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
def test_usual_widths_are_not_reported(lines: str) -> None:
    not_reported("CD209", f"compensation:\n  - {lines}\n{NO_TOTAL}")


def test_ends_that_are_too_far_apart_are_a_warning() -> None:
    expect(
        "CD209",
        "compensation:\n  - stock_low: 8000\n    stock_high: «120000»\n    total_comp_low: 120000\n",
        "stock_high 120,000 is 15.00 times stock_low 8,000",
        severity=Severity.WARNING,
    )


def test_names_the_levels_that_the_table_merges() -> None:
    rows = (
        "San Francisco | D3 | $90K–$120K | $40K–$60K | 10–15% | $110K–$150K",
        "San Francisco | D5 | $150K–$200K | $100K–$200K | 10–15% | $190K–$280K",
        *(row.replace(" | ", " | D4 | ", 1) for row in USUAL[1:]),
    )
    first = (
        "base_low: 90000\n    base_high: 200000\n    stock_low: 40000\n    stock_high: 200000\n"
        "    total_comp_low: 110000\n    total_comp_high: «280000»"
    )
    header = "Region | Level | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp"
    (found,) = expect("CD209", against(entries(first), *rows, header=header), severity=Severity.INFO)
    assert found.help == "The table gives the levels D3 and D5: write an entry for each, with its level"


def like_each_other(stock_high: str, base_high: str = "150000", first: str = "180000") -> str:
    regions = (("150000", "200000", first, "270000"), ("120000", "160000", "140000", "210000"))
    lines = [f"base_low: {a}\n    base_high: {b}\n    stock_low: {c}\n    stock_high: {d}" for a, b, c, d in regions]
    lines.append(f"base_low: 112500\n    base_high: {base_high}\n    stock_low: 160000\n    stock_high: {stock_high}")
    no_total = "\n    total_comp_low: null\n    total_comp_high: null\n"  # else the formula finds the end that is off
    return "compensation:\n" + "".join(f"  - {line}{no_total}" for line in lines)


@pytest.mark.parametrize(
    ("ends", "stated", "advice"),
    [
        (
            ("«160000»", "201000"),
            "stock_high 201,000 is 1.26 times stock_low 160,000",
            "wrong or exchanged digits: stock_low 134,000 or stock_high 240,000",
        ),
        (  # nearer to the usual width, which exchanged digits give
            ("161000", "«214000»"),
            "stock_high 214,000 is 1.33 times stock_low 161,000",
            "exchanged digits: stock_high 241,000",
        ),
    ],
)
def test_a_width_unlike_the_other_regions(ends: tuple[str, str], stated: str, advice: str) -> None:
    low, high = ends
    (found,) = expect(
        "CD209",
        like_each_other(high).replace("stock_low: 160000", f"stock_low: {low}"),
        f"{stated}, and about 1.50 times in the guide's other regions",
        severity=Severity.WARNING,
    )
    assert found.help == f"Check for {advice} would be usual"


@pytest.mark.parametrize(
    "figures",
    [("240000",), ("212000",), ("204000", "180000"), ("204000", "150000", "120000")],
    ids=["as wide", "almost as wide", "other parts differ too", "the other regions differ"],
)
def test_no_finding_unless_one_width_alone_is_far_from_usual(figures: tuple[str, ...]) -> None:
    not_reported("CD209", like_each_other(*figures))


@pytest.mark.parametrize(
    ("fragment", "usual"),
    [
        ("base_low: «178000»", "base_low 149,000 or base_high 239,000"),
        ("total_comp_high: «213000»", "total_comp_low 151,000 or total_comp_high 260,000"),
    ],
)
def test_the_end_that_is_farther_from_the_formula(fragment: str, usual: str) -> None:
    (found,) = expect("CD209", f"compensation:\n  - {fragment}\n", severity=Severity.WARNING)
    assert found.help == f"Check for wrong or exchanged digits: {usual} would be usual"


def test_low_ends_that_were_updated_without_the_high_ends() -> None:
    lows = "base_low: «186000»\n    stock_low: 100000\n    total_comp_low: 231000\n"
    (found,) = expect("CD209", f"compensation:\n  - {lows}", severity=Severity.WARNING)
    assert found.message.startswith("base_high 200,000 is 1.08 times base_low 186,000, and about 1.3")
    assert (found.help or "").startswith("Look up both ends: one end of base, grant and total seems to be updated")


def test_a_base_salary_and_a_grant_as_wide_as_each_other_elsewhere() -> None:
    exchanged = "base_low: 112500\n    base_high: 200000\n    stock_low: 160000\n    stock_high: 204000"
    as_stated = "base_low: 112500\n    base_high: 150000\n    stock_low: 160000\n    stock_high: 240000"
    fragment = like_each_other("240000").replace("stock_high: 270000", "stock_high: 324000")
    fragment = fragment.replace("stock_high: 210000", "stock_high: 252000")
    (found,) = lint(fragment.replace(as_stated, exchanged), "CD209")
    assert found.help == "Base salary and equity grant seem to be exchanged"


def test_a_grant_that_the_total_confirms() -> None:
    grant = "stock_high: 204000\n    total_comp_low: null\n    total_comp_high: null\n"
    total = "stock_high: 204000\n    total_comp_low: 163750\n    total_comp_high: 216000\n"
    bonus = "    bonus_pct: 10\n    # bonus_pct_high:\n"
    assert lint(like_each_other("204000").replace(grant, grant + bonus), "CD209")
    not_reported("CD209", like_each_other("204000").replace(grant, total + bonus))


def test_a_total_of_base_and_bonus_alone_confirms_them() -> None:
    no_grant = "stock_low: null\n    stock_high: null\n    # bonus_pct:\n    # bonus_pct_high:"
    bonuses = (
        "bonus_low: 50000\n    bonus_high: 350000\n    total_comp_low: 200000\n    total_comp_high: 550000",
        "bonus_low: 48000\n    bonus_high: 342000\n    total_comp_low: 194000\n    total_comp_high: 534000",
        "bonus_low: 40000\n    bonus_high: 130000\n    total_comp_low: 122000\n    total_comp_high: {}",
    )
    rows = "".join(f"  - {no_grant}\n    {bonus}\n" for bonus in bonuses)
    not_reported("CD209", "compensation:\n" + rows.format(242000), ratio=3.0)
    assert lint("compensation:\n" + rows.format(224000), "CD209")


def test_a_total_far_wider_than_any_pay_is_a_warning() -> None:
    no_bonus = "    bonus_pct: null\n    # bonus_pct_high:\n"
    fragment = "compensation:\n  - total_comp_low: 135000\n    total_comp_high: «1350000»\n"
    (found,) = expect("CD209", fragment + no_bonus + NO_TOTAL, severity=Severity.WARNING)
    assert found.help == "Check both ends for an extra or missing digit"
