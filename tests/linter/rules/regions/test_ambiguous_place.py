import pytest

from tests.linter.checks import expect, not_reported, region_in


@pytest.mark.parametrize(
    ("region", "currency", "message"),
    [
        ("Cambridge", "USD", "Cambridge can mean Cambridge UK or Cambridge MA"),
        ("Cambridge (HQ)", "EUR", "Cambridge (HQ) can mean Cambridge UK or Cambridge MA"),
        ("Melbourne", "USD", "Melbourne can mean Melbourne AU or Melbourne FL"),
        ("Washington", "USD", "Washington can mean Washington State or Washington DC"),
        ("Cambridge", "null", "Cambridge can mean Cambridge UK or Cambridge MA"),
    ],
)
def test_a_name_that_places_share(region: str, currency: str, message: str) -> None:
    (found,) = expect("CD310", region_in(f"«{region}»", currency), message)
    assert found.help == "Write the state or country with it"


@pytest.mark.parametrize(
    ("region", "currency"),
    [
        ("Cambridge", "GBP"),
        ("Melbourne", "AUD"),
        ("Vancouver", "CAD"),
        ("Cambridge MA", "USD"),
        ("Cambridge / Boston", "USD"),
        ("Cambridge (UK AI Center)", "USD"),
        ("London", "USD"),
        ("Atlantis", "USD"),
        ("null", "USD"),
    ],
)
def test_no_finding_if_label_or_currency_decides(region: str, currency: str) -> None:
    not_reported("CD310", region_in(region, currency))
