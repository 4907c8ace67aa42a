"""CD517: amounts that the negotiate-up strategy asks for, compared with the base salaries of the guide."""

import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported
from tests.linter.rules.body.tables import USUAL, against

USUAL_STRATEGY = "I ask for the top of the band."


def asking(text: str, label: str = "> **Negotiate Up Strategy:**") -> str:
    """A guide with base salaries from USD 146,000 to 200,000 and GBP 82,000 to 112,000 whose strategy has a text."""
    guide = against("company: acme", *USUAL)
    return f"{guide}\n{label} {text}\n"


def test_an_amount_over_the_highest_base_salary() -> None:
    expect(
        "CD517",
        asking("I need «$480K» base, and $80K in RSUs."),
        "the strategy asks for $480K as base salary, and the guide's highest is 200,000",
        severity=Severity.WARNING,
    )


def test_an_amount_under_the_lowest_base_salary() -> None:
    expect(
        "CD517",
        asking("A base of value: «$100,000–$120,000» base salary."),
        "the strategy asks for $100,000–$120,000 as base salary, and the guide's lowest is 146,000",
    )


def test_an_amount_is_compared_with_the_regions_of_its_currency() -> None:
    expect(
        "CD517",
        asking("In London, I ask for «£160K» base, not $160K base."),
        "the strategy asks for £160K as base salary, and the guide's highest is 112,000",
    )


@pytest.mark.parametrize(
    "text",
    [
        USUAL_STRATEGY,
        "I need $195K base.",
        "From $150K–$230K base, I take the middle.",
        "I need $215K base, a tenth over the band.",
        "I need a $20K base increase, or an additional $60K base.",
        "I need +$60K base, a $60K base salary bump.",
        "I need €400K base.",
        "I am currently at $110K base. Globex offered me $260K base.",
        "A competing offer has a base of $260K; I earn $100K base today.",
        "I have an option on $480K and equity, $480K total and $480K in RSUs.",
    ],
)
def test_what_is_no_base_salary_or_one_of_the_guide(text: str) -> None:
    not_reported("CD517", asking(text))


@pytest.mark.parametrize(
    "text",
    [
        "a base of «$480K»",
        "«GBP 480K» base",
        "a base salary of «$480,000»",
        "«US$480K–US$500K» base pay",
        "«£480.000» Grundgehalt",
        "«$480K+» base",
    ],
)
def test_forms_of_an_amount(text: str) -> None:
    expect("CD517", asking(f"I ask for {text}.".replace("+»", "»+")))


def test_only_the_strategy_is_compared() -> None:
    not_reported("CD517", asking("Globex pays $480K base.", "**Global Levers:**"))
    expect("CD517", asking("I ask for «$480K» base.", "## Counter-offer\n\n"))
