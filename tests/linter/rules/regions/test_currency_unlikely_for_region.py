import pytest

from tests.linter.checks import expect, not_reported, region_in


@pytest.mark.parametrize(
    ("region", "currency", "message"),
    [
        ("Singapore", "USD", "currency USD is unlikely for Singapore, where pay is quoted in SGD"),
        ("Canada (Various)", "USD", "currency USD is unlikely for Canada, where pay is quoted in CAD"),
        (
            "APAC (Sydney/Tokyo)",
            "USD",
            "currency USD is unlikely for Sydney / Tokyo, where pay is quoted in AUD or JPY",
        ),
        ("London", "EUR", "currency EUR is unlikely for London, where pay is quoted in GBP"),
        ("Zurich", "EUR", "currency EUR is unlikely for Zurich, where pay is quoted in CHF"),
        ("Melbourne", "EUR", "currency EUR is unlikely for Melbourne, where pay is quoted in AUD or USD"),
        ("Eurozone", "USD", "currency USD is unlikely for Eurozone, where pay is quoted in EUR"),
        ("Beijing (HQ)", "HKD", "currency HKD is unlikely for Beijing, where pay is quoted in CNY"),
    ],
)
def test_a_currency_of_elsewhere(region: str, currency: str, message: str) -> None:
    expect("CD307", region_in(region, f"«{currency}»"), message)


def test_the_label_may_say_that_it_is_meant() -> None:
    (found,) = expect("CD307", region_in("Singapore (HQ)", "«USD»"))
    assert found.help is not None
    assert "`Singapore (USD)`" in found.help
    not_reported("CD307", region_in("Singapore (USD)", "USD"))


@pytest.mark.parametrize(
    ("region", "currency"),
    [
        ("London / Amsterdam", "EUR"),
        ("London / Amsterdam", "GBP"),
        ("Bucharest", "EUR"),
        ("Bucharest", "RON"),
        ("Copenhagen", "EUR"),
        ("Panama City", "USD"),
        ("Macau", "HKD"),
        ("Melbourne", "USD"),
        ("Remote", "INR"),
        ("Global", "USD"),
        ("Remote EU", "USD"),
        ("EMEA / London", "USD"),
        ("London (GBP)", "EUR"),
        ("NYC / Atlantis", "INR"),
        ("Senior SWE", "USD"),
        ("null", "USD"),
        ("London", "null"),
        ("London", "QQQ"),
        ("London", "usd"),
        ("London", "XXX"),
    ],
)
def test_no_finding_if_the_currency_may_be_right_or_is_none(region: str, currency: str) -> None:
    not_reported("CD307", region_in(region, currency))


NULLS = """
compensation:
  - region: Seoul
    base_low: null
    base_high: null
    stock_low: null
    stock_high: null
    total_comp_low: null
    total_comp_high: null
    currency: USD
"""


def test_no_finding_if_no_amount_is_in_the_currency() -> None:
    not_reported("CD307", NULLS)


def test_equity_in_dollars_is_not_reported() -> None:
    granted = NULLS.replace("stock_low: null", "stock_low: 9000")
    not_reported("CD307", granted)
    not_reported("CD307", granted.replace("total_comp_low: null", "total_comp_low: 90000"))


def test_a_total_alone_is_pay() -> None:
    expect("CD307", NULLS.replace("total_comp_high: null", "total_comp_high: 90000").replace("USD", "«USD»"))
    expect("CD307", NULLS.replace("base_low: null", "base_low: 90000").replace("USD", "«USD»"))
