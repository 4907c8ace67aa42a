from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported


def pay(base: int, total: int, more: str = "") -> str:
    """One row with these middles of base salary and total compensation."""
    figures = (
        f"base_low: {base - 10}, base_high: {base + 10}, total_comp_low: {total - 10}, total_comp_high: {total + 10}"
    )
    return f"compensation: [{{region: Boston, {figures}, currency: USD{more}}}]\n"


def ladder(senior: str, junior: str, name: str = "acme") -> str:
    return f"# file: {name}/senior-software-engineer.md\n{senior}# file: {name}/software-engineer.md\n{junior}"


def marked(text: str, key: str = "total_comp_low", figure: int = 890) -> str:
    return text.replace(f"{key}: {figure}", f"{key}: «{figure}»")


def test_base_and_total_below_those_of_the_role_below() -> None:
    (found,) = expect(
        "CD607",
        ladder(marked(pay(700, 900)), pay(800, 1000)),
        "senior-software-engineer is paid less than software-engineer: base salary 700 instead of 800 "
        "and total compensation 900 instead of 1,000 (midpoints of the ranges)",
        severity=Severity.WARNING,
    )
    assert found.region == "Boston"
    assert [(place.path, place.message) for place in found.related] == [
        ("acme/software-engineer.md", "the figures of software-engineer")
    ]


def test_a_lower_base_alone_may_be_another_mix_of_pay() -> None:
    not_reported("CD607", ladder(pay(700, 1000), pay(800, 1000)))
    not_reported("CD607", ladder(pay(800, 900), pay(800, 1000)))


def test_a_difference_of_one_percent_is_rounding() -> None:
    not_reported("CD607", ladder(pay(990, 990), pay(1000, 1000)))
    expect("CD607", ladder(marked(pay(980, 980), figure=970), pay(1000, 1000)))


def test_what_one_side_does_not_know_is_left_out() -> None:
    senior = pay(700, 900).replace("total_comp_low: 890", "total_comp_low: null")
    expect(
        "CD607",
        ladder(marked(senior, "base_low", 690), pay(800, 1000)),
        "senior-software-engineer is paid less than software-engineer: base salary 700 instead of 800 "
        "(midpoints of the ranges)",
    )
    not_reported("CD607", ladder(senior.replace("base_low: 690", "base_low: null"), pay(800, 1000)))


def test_totals_that_are_added_up_in_two_ways_are_not_compared() -> None:
    senior = pay(800, 900)
    whole = "compensation: [{region: Boston, base_low: 790, base_high: 810, stock_low: 400, stock_high: 400, "
    whole += "bonus_pct: 0, total_comp_low: 1190, total_comp_high: 1210, currency: USD}]\n"
    not_reported("CD607", ladder(senior, whole))


def test_regions_are_the_same_by_place_level_and_currency() -> None:
    senior = marked(pay(700, 900).replace("Boston", "NYC"))
    expect("CD607", ladder(senior, pay(800, 1000).replace("Boston", "New York")))
    not_reported("CD607", ladder(pay(700, 900).replace("Boston", "Austin"), pay(800, 1000)))
    not_reported("CD607", ladder(pay(700, 900, ", level: L5"), pay(800, 1000, ", level: L4")))
    not_reported("CD607", ladder(pay(700, 900).replace("USD", "EUR"), pay(800, 1000)))
    not_reported("CD607", ladder(pay(700, 900).replace("USD", "null"), pay(800, 1000).replace("USD", "null")))


def test_staff_is_compared_with_the_next_role() -> None:
    expect(
        "CD607",
        f"# file: acme/software-engineer.md\n{pay(800, 1000)}# file: acme/staff-software-engineer.md\n"
        + marked(pay(700, 900)),
        "staff-software-engineer is paid less than software-engineer: base salary 700 instead of 800 "
        "and total compensation 900 instead of 1,000 (midpoints of the ranges)",
    )
    not_reported(
        "CD607",
        ladder(pay(700, 900), pay(600, 800)) + f"# file: acme/staff-software-engineer.md\n{pay(701, 901)}",
    )


def test_companies_are_not_compared_with_each_other() -> None:
    not_reported(
        "CD607",
        f"# file: acme/senior-software-engineer.md\n{pay(700, 900)}"
        f"# file: globex/software-engineer.md\n{pay(800, 1000)}",
    )


def test_a_region_that_occurs_twice_is_not_compared() -> None:
    twice = pay(700, 900).replace("[", "[{region: Boston, base_low: 1, base_high: 2, currency: USD}, ")
    not_reported("CD607", ladder(twice, pay(800, 1000)))


def test_no_finding_for_zero_and_for_what_is_not_a_row() -> None:
    not_reported("CD607", ladder(pay(0, 0), pay(800, 1000)))
    not_reported("CD607", ladder("compensation: [null, 3]\n", "compensation: {}\n"))
