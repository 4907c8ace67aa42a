"""CD220 on data engineers in San Francisco, whose median is 186,640, and where the rule is not sure."""

import pytest

from tests.linter.checks import expect, not_reported

SOURCE = "the median wage 186,640 of Software Developers in San Francisco-Oakland-Fremont, CA (BLS OEWS, May 2025)"


def row(low: str, high: str, more: str = "", region: str = "San Francisco") -> str:
    return f"compensation:\n  - region: {region}\n    base_low: {low}\n    base_high: {high}\n{more}"


@pytest.mark.parametrize(
    ("low", "high", "message", "help_"),
    [
        ("«12500»", "16667", "14,584, is 0.08 times", "This looks like a month's pay: 150,000–200,000 may be meant"),
        ("«15000»", "20000", "17,500, is 0.09 times", "A digit seems to be missing: 150,000–200,000 may be meant"),
        (
            "«1500000»",
            "2000000",
            "1,750,000, is 9.4 times",
            "There seems to be a zero too many: 150,000–200,000 may be",
        ),
        ("«450000»", "600000", "525,000, is 2.8 times", "The figures seem to be three times the pay: 150,000–200,000"),
        ("«50000»", "66667", "58,334, is 0.31 times", "The figures seem to be a third of the pay: 150,000–200,000 may"),
        ("«700000»", "800000", "750,000, is 4.0 times", "The figures seem to be three times the pay: 233,000–267,000"),
        ("«900»", "1100000", "", ""),
    ],
)
def test_the_likely_mistake_is_named(low: str, high: str, message: str, help_: str) -> None:
    if not message:
        not_reported("CD220", row("900", "1100000"))  # CD207 reports 900
        return
    (found,) = expect("CD220", row(low, high), f"the middle of base, {message} {SOURCE}")
    assert (found.help or "").startswith(help_)


def test_base_and_total_exchanged() -> None:
    totals = (
        "    stock_low: 1200000\n    stock_high: 1400000\n    total_comp_low: 150000\n    total_comp_high: 200000\n"
    )
    (found,) = expect("CD220", row("«470000»", "575000", totals), f"the middle of base, 522,500, is 2.8 times {SOURCE}")
    assert found.help == "Base and total seem to be exchanged: 157,000–193,000 may be meant"


def test_ends_that_are_far_apart_are_not_exchanged_with_another_part() -> None:
    totals = "    total_comp_low: 215000\n    total_comp_high: 270000\n"
    (found,) = expect("CD220", row("150000", "«2000000»", totals))
    assert found.help == "Check both ends for an extra or missing digit"


def test_total_in_place_of_base() -> None:
    totals = "    total_comp_low: 480000\n    total_comp_high: 560000\n"
    (found,) = expect("CD220", row("«480000»", "560000", totals), f"the middle of base, 520,000, is 2.8 times {SOURCE}")
    assert found.help == "This looks like total compensation in place of base: write base salary alone"


@pytest.mark.parametrize(
    "fragment",
    [
        row("150000", "200000"),
        row("90000", "90000"),
        row("460000", "460000"),
        row("12500", "null"),
        row("16667", "12500"),
        row("12500", "16667", region="Paris"),
        row("12500", "16667", region="Xyzzy"),
        row("12500", "16667", region="San Francisco (EUR)"),
        row("12500", "16667", "    currency: EUR\n"),
        "role: chief-baker\n" + row("12500", "16667"),
    ],
)
def test_the_rule_skips_what_is_usual_or_uncertain(fragment: str) -> None:
    not_reported("CD220", fragment)


def test_a_place_in_two_areas_is_reported_only_if_both_medians_are_far() -> None:
    not_reported("CD220", row("500000", "520000", region="Bay Area"))  # 2.4 times San Jose's, 2.7 times San Francisco's
    expect(
        "CD220",
        row("«600000»", "620000", region="Bay Area"),
        "the middle of base, 610,000, is 2.9 times the median wage 213,110 of Software Developers in "
        "San Jose-Sunnyvale-Santa Clara, CA (BLS OEWS, May 2025)",
    )


def test_implausible_amounts_come_with_the_wages_as_evidence() -> None:
    (found,) = expect(
        "CD207",
        row("«150»", "200000"),
        "base_low 150 is too little for a base salary in USD (at least about 4,000)",
    )
    assert (found.help or "").endswith(
        ". Official wages of Software Developers in San Francisco-Oakland-Fremont, CA (BLS OEWS, May 2025): 10th "
        "percentile 128,090, median 186,640, 90th percentile 273,400"
    )
