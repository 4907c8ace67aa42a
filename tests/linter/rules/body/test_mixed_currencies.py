import pytest

from tests.linter.checks import expect, not_reported
from tests.linter.rules.body.tables import USUAL, against


def guide(row: str) -> str:
    return against("company: acme", *USUAL[:2], row)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "London | £82K–£112K | «$30K–$48K» | 8–12% | £96K–£137K",
            "the equity grant is in USD, and the base salary in GBP",
        ),
        (
            "London | £82K–£112K | £30K–£48K | 8–12% | «€96K–€137K»",
            "the total is in EUR, and the base salary in GBP",
        ),
        (
            "London | £82K–£112K | £30K–£48K | «$8K–$12K» | £96K–£137K",
            "the bonus is in USD, and the base salary in GBP",
        ),
        (
            "London | £82K–£112K | «$30K–$48K» | 8–12% | $96K–$137K",
            "the total and the equity grant are in USD, and the base salary in GBP",
        ),
        ("London | N/A | «$30K–$48K» | 8–12% | £96K–£137K", "the equity grant is in USD, and the total in GBP"),
        ("London | «£82K–$112K» | £30K–£48K | 8–12% | £96K–£137K", "the base salary runs from GBP to USD"),
    ],
)
def test_a_row_in_two_currencies(row: str, message: str) -> None:
    (found,) = expect("CD507", guide(row), message)
    assert found.region == "London"


@pytest.mark.parametrize(
    "row",
    [
        "London | £82K–£112K / $104K–$142K | £30K–£48K | 8–12% | £96K–£137K",
        "London | £82K / $104K – £112K / $142K | £30K–£48K | 8–12% | £96K–£137K",
        "London | £82K–£112K / $104K–$142K | $38K–$61K | 8–12% | £96K–£137K",
        "Sydney | AUD 150K–200K | 80K–120K | 10–15% | 185K–260K",
        "London | N/A | $30K–$48K | 8–12% | —",
        "Toronto | $150K–C$200K | C$30K–C$48K | 8–12% | C$96K–C$137K",
    ],
)
def test_no_finding_if_one_currency_may_be_meant(row: str) -> None:
    not_reported("CD507", guide(row))


def test_a_bare_dollar_sign_beside_one_with_a_country_is_the_us_dollar() -> None:
    row = "Sydney | A$150K–A$200K | «$80K–$120K» | 10–15% | A$185K–A$260K"
    expect("CD507", guide(row), "the equity grant is in USD, and the base salary in AUD")


def test_each_level_of_a_pivot_is_looked_at() -> None:
    header = "Level | San Francisco (Total) | London (Total)"
    rows = ("L3 | $185K–$210K | £96K–£110K", "L4 | $205K–$260K | «£105K–€137K»")
    expect("CD507", against("company: acme", *rows, header=header), "the total runs from GBP to EUR")


def test_no_finding_without_a_table() -> None:
    not_reported("CD507", "company: acme\n---\n### Data Engineer | Acme\n\nNo table.\n")
