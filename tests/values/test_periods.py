"""The short way to read a text without a period, and with `/4yr` only, reads as the general one does."""

from itertools import product

import pytest

from comp_data.values.periods import _AFTER, _CJK, _Marking, _names, _simple, mark_periods

NAMES = sorted(_names(*_AFTER, *_CJK))
COUNTED = [
    "jahre",
    "jahren",
    "ans",
    "anos",
    "anni",
    "jaar",
    "lat",
    "let",
    "vuotta",
    "monate",
    "monaten",
    "mois",
    "meses",
    "mesi",
    "months",
    "years",
]
PAID = [
    "paid",
    "vest",
    "vests",
    "vesting",
    "vested",
    "payout",
    "payouts",
    "released",
    "granted",
    "salaries",
    "payments",
    "pagas",
    "installment",
]
FORMS = (
    "{}", "5 {}", "5{}", "/{}", "per {}", "a {}", "paid {}", "vests {}", "every {}", "every two {}", "$5K/{}", "14 {}",
    "4-{} vest", "RSU/4yr {}", "/4yr, {}", "x14 {}", "two{}", "p{}", "({})", "paid annually {}",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_short_way_reads_as_the_general_one(form: str) -> None:
    for name in (*NAMES, *COUNTED, *PAID, "pa", "PM", "Base Salary", "Stock"):
        text = form.format(name)
        assert _simple(text) in (None, _Marking().read(text)), text


@pytest.mark.parametrize(
    ("text", "years"),
    [("Stock (RSU/4yr)", 4), ("RSU / 3 years", 3), ("Base Salary (HQ)", None), ("Annual Bonus (10%)", 1)],
)
def test_common_headers_take_the_short_way(text: str, years: int | None) -> None:
    read = _simple(text)
    assert read is not None
    assert read.years == years


def test_how_often_something_is_paid_is_no_period() -> None:
    assert mark_periods("Bonus: 10%, Paid annually").years is None


@pytest.mark.parametrize(
    "text", ["".join(one) for one in product(("RSU", "4"), ("/", " "), ("4yr", "4 yr", "1yr", "0yr"))]
)
def test_years_of_vesting_are_the_same_either_way(text: str) -> None:
    assert _simple(text) in (None, _Marking().read(text))


@pytest.mark.parametrize(
    "text", ["四年", "4年", "株式4年", "分四年归属", "4년간", "주식4년", "4 lata", "4 roky", "/四年"]
)
def test_years_in_other_scripts_are_counted(text: str) -> None:
    assert mark_periods(f"RSU ({text})").years == 4


@pytest.mark.parametrize(("text", "years"), [("每年", 1), ("年額", 1), ("2026年", None), ("¥30,000/年", 1)])
def test_a_year_in_other_scripts(text: str, years: int | None) -> None:
    assert (mark_periods(text).years, mark_periods(text).problem) == (years, None)


@pytest.mark.parametrize("text", ["八年", "第2年", "사년", "第二年"])
def test_a_count_of_years_that_is_not_known_is_a_problem(text: str) -> None:
    assert "is not a period that gives a year's amount" in (mark_periods(f"股票({text})").problem or "")
