import pytest

from tests.linter.checks import expect, not_reported
from tests.linter.rules.body.tables import USUAL, against, entries

ROW = "compensation:\n  - stock_vest_schedule: {}\n"


@pytest.mark.parametrize("schedule", ["[5, 15, 40]", "[33, 33, 33]", "[0, 0, 0, 0]"])
def test_a_schedule_that_leaves_out_a_year(schedule: str) -> None:
    total = sum(map(int, schedule.strip("[]").split(",")))
    said = f"stock_vest_schedule adds up to {total}%, not 100%"
    expect("CD218", ROW.format(f"«{schedule}»"), said)


def test_a_schedule_of_other_years_than_stated() -> None:
    row = ROW.format("«[25, 25, 25, 25]»\n    stock_vest_years: 5")
    expect("CD218", row, "stock_vest_schedule has 4 years, stock_vest_years is 5")


@pytest.mark.parametrize("schedule", ["[25, 25, 25, 25]", "[5, 15, 40, 40]", "[33.3, 33.3, 33.3]", "[100]", "null"])
def test_a_whole_schedule(schedule: str) -> None:
    not_reported("CD218", ROW.format(schedule))


FIRST_YEAR = "Region | Base Salary | Stock (RSU/4yr) | Bonus | Year-1 Total"
LONDON = USUAL[2]


def guide(total: str, header: str, *more: str) -> str:
    low, high = total.replace("K", "000").split("–")
    lines = ("stock_vest_schedule: [5, 15, 40, 40]", f"total_comp_low: {low}", f"total_comp_high: {high}", *more)
    shown = "–".join(f"${end}" for end in total.split("–"))
    row = f"San Francisco | $150K–$200K | $80K–$120K | 10–15% | {shown}"
    return against(entries("\n    ".join(lines)), row, *USUAL[1:], header=header)


def test_a_first_years_total_includes_the_first_part_of_the_schedule() -> None:
    not_reported("CD201", guide("169K–236K", FIRST_YEAR))
    message = (
        "the total 185,000–260,000 is not base + 5% of stock + bonus = 169,000–236,000 (bonus 10–15%): "
        "it includes an average year's part of the grant, not the first year's"
    )
    expect("CD201", guide("185K–260K", FIRST_YEAR).replace("_low: 185000", "_low: «185000»"), message)


def test_a_first_years_total_under_another_header_is_named() -> None:
    header = FIRST_YEAR.replace("Year-1 Total", "Total Comp")
    not_reported("CD201", guide("185K–260K", header))
    message = (
        "the total 169,000–236,000 is not base + stock/4 + bonus = 185,000–260,000 (bonus 10–15%): "
        "it includes the first year's 5% of the grant, not an average year's"
    )
    expect("CD201", guide("169K–236K", header).replace("_low: 169000", "_low: «169000»"), message)


def test_a_bonus_of_none_counts_as_none() -> None:
    lines = "bonus_pct: null\n    # bonus_pct_high:\n    total_comp_low: {}\n    total_comp_high: {}"
    row = "San Francisco | $150K–$200K | $80K–$120K | {} | ${}K–${}K"
    without = against(entries(lines.format(170000, 230000)), row.format("None", 170, 230), *USUAL[1:])
    not_reported("CD201", without)
    over = against(entries(lines.format("«190000»", 250000)), row.format("None", 190, 250), *USUAL[1:])
    expect("CD201", over)
    not_reported("CD201", against(entries(lines.format(190000, 250000)), row.format("—", 190, 250), *USUAL[1:]))
