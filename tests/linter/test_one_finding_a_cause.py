"""One mistake in a guide is one finding, which names the mistake and not what follows from it."""

import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import lint
from tests.linter.rules.body.tables import HEADER, USUAL, against, entries

CASES = {
    "vesting years beside a header": (
        "compensation:\n  - stock_vest_years: 1\n  - stock_vest_years: 4\n  - stock_vest_years: 4\n",
        "CD512",
    ),
    "more vesting years than there are": ("compensation:\n  - stock_vest_years: 40\n", "CD105"),
    "an end with another digit": (against(entries("base_high: 500000"), *USUAL), "CD503"),
    "a total that is another one": (
        against(entries("total_comp_low: 122000\n    total_comp_high: 201000"), *USUAL),
        "CD503",
    ),
    "a currency of another place": (against(entries("currency: INR"), *USUAL), "CD506"),
    "a bonus in amounts": (
        against(
            entries("bonus_pct: 15000\n    bonus_pct_high: null"), USUAL[0].replace("10–15%", "15,000%"), *USUAL[1:]
        ),
        "CD208",
    ),
    "a row in thousands": (
        against(
            "company: acme", "San Francisco | $0.155K–$0.205K | $0.085K–$0.125K | 10–15% | $0.185K–$0.265K", *USUAL[1:]
        ),
        "CD513",
    ),
    "years of a header": (
        against("company: acme", *USUAL, header=HEADER.replace("4yr", "1yr")),
        "CD512",
    ),
    "a mistyped key": (
        against(entries("baseHigh: 200000\n    # base_high:"), *USUAL),
        "CD103",
    ),
    "a conflict": (
        against("company: acme", *USUAL).replace(
            f"| {USUAL[1]} |",
            f"<<<<<<< HEAD\n| {USUAL[1]} |\n=======\n| {USUAL[1].replace('146', '151')} |\n>>>>>>> pay",
        ),
        "CD010",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_mistake_is_one_finding(name: str) -> None:
    fragment, code = CASES[name]
    found = [one for one in lint(fragment) if one.severity is not Severity.INFO]
    assert {one.code for one in found} == {code}, [(one.code, one.message) for one in found]
    assert len(found) == 1 or code == "CD010"


def test_a_figure_that_differs_makes_no_other_region_unlike_the_others() -> None:
    pays = (
        ("San Francisco", 150, 200, 80, 120, 218, 307),
        ("New York", 146, 192, 76, 116, 223, 310),
        ("Austin", 120, 160, 60, 90, 167, 233),
    )
    rows = [f"{name} | ${a}K–${b}K | ${c}K–${d}K | 10–15% | ${e}K–${f}K" for name, a, b, c, d, e, f in pays]
    lines = [
        f"region: {name}\n    base_low: {a}000\n    base_high: {b}000\n    stock_low: {c}000\n    stock_high: {d}000\n"
        f"    bonus_pct: {1 if name == 'San Francisco' else 10}\n    bonus_pct_high: 15\n    total_comp_low: {e}000\n"
        f"    total_comp_high: {f}000\n    currency: USD"
        for name, a, b, c, d, e, f in pays
    ]
    found = [one for one in lint(against(entries(*lines), *rows)) if one.severity is not Severity.INFO]
    assert [(one.code, one.region) for one in found] == [("CD503", "San Francisco")]
