import pytest

from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import HEADER, USUAL, against, entries


def test_years_that_front_matter_states() -> None:
    fragment = against(entries("region: San Francisco\n    stock_vest_years: «3»"), *USUAL)
    (found,) = expect("CD512", fragment, "the table gives stock over 4 years, and stock_vest_years is 3")
    assert found.help == "Write stock_vest_years: 4, or correct the table"
    assert [note.message for note in found.related] == ["the figure in the table"]


@pytest.mark.parametrize(("period", "years"), [("/yr", "1 year"), ("/3yr", "3 years"), (", 5-year vest", "5 years")])
def test_years_that_front_matter_leaves_out(period: str, years: str) -> None:
    header = HEADER.replace("/4yr", period)
    expect(
        "CD512",
        against(entries("region: San Francisco\n    stock_low: «80000»"), USUAL[0], header=header),
        f"the table gives stock over {years}, and stock_vest_years is not given, which means 4",
    )


@pytest.mark.parametrize("header", [HEADER, HEADER.replace(" (RSU/4yr)", ""), HEADER.replace("RSU/4yr", "RSU")])
def test_no_finding_if_the_table_says_four_or_nothing(header: str) -> None:
    not_reported("CD512", against("company: acme", *USUAL, header=header))


def test_no_finding_if_front_matter_has_the_share_times_the_years_or_no_stock() -> None:
    header = HEADER.replace("RSU/4yr", "RSU/yr")
    share = "San Francisco | $150K–$200K | $20K–$30K | 10–15% | $185K–$260K"
    not_reported("CD512", against("company: acme", share, header=header))
    nothing = "region: San Francisco\n    stock_low: null\n    stock_high: null"
    not_reported("CD512", against(entries(nothing), USUAL[0], header=header))


def test_a_header_is_one_cause() -> None:
    (found,) = lint(against("company: acme", *USUAL, header=HEADER.replace("/4yr", "/3yr")), "CD512")
    assert found.message.endswith("which means 4, in 3 entries")
    (fewer,) = lint(against("company: acme", *USUAL[:2], header=HEADER.replace("/4yr", "/3yr")), "CD512")
    assert fewer.identity != found.identity  # a baseline with these two accepts no third one
