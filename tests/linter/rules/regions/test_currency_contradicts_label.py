import pytest

from tests.linter.checks import expect, not_reported, region_in


@pytest.mark.parametrize(
    ("region", "currency", "stated"),
    [
        ("London (GBP)", "USD", "GBP"),
        ("Sydney (AUD A$)", "USD", "AUD"),
        ("Paris €", "GBP", "EUR"),
        ("Singapore (USD)", '"SGD"', "USD"),
    ],
)
def test_one_currency_in_the_label(region: str, currency: str, stated: str) -> None:
    plain = currency.strip('"')
    (found,) = expect(
        "CD308",
        region_in(region, f"«{currency}»"),
        f"currency {plain} contradicts the region's label, which states {stated}",
    )
    assert found.fix is not None
    assert not found.fix.safe
    written = currency.replace(plain, stated)  # in its quotes
    assert [(edit.span, edit.text) for edit in found.fix.edits] == [(found.span, written)]
    assert [note.message for note in found.related] == ["the label"]


def test_two_currencies_in_the_label_are_left_to_a_person() -> None:
    (found,) = expect(
        "CD308",
        region_in("London (GBP/USD)", "«EUR»"),
        "currency EUR contradicts the region's label, which states GBP and USD",
    )
    assert found.fix is None


def test_no_fix_for_a_value_with_an_anchor() -> None:
    (found,) = expect("CD308", region_in("London (GBP)", "&usd «USD»"))
    assert found.fix is None


@pytest.mark.parametrize(
    ("region", "currency"),
    [
        ("London (GBP)", "GBP"),
        ("London (GBP/USD)", "USD"),
        ("Tokyo (¥)", "USD"),
        ("London", "USD"),
        ("London (GBP)", "null"),
        ("London (GBP)", "gbp"),
        ("London (GBP)", "7"),
        ("null", "USD"),
    ],
)
def test_no_finding_if_they_agree_or_one_is_not_stated(region: str, currency: str) -> None:
    not_reported("CD308", region_in(region, currency))
