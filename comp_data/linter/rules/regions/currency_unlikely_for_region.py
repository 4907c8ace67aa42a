from comp_data.guide.pay.rows import has_valid_currency
from comp_data.linter.rule import Finding, Findings, Record, Row, Severity, in_words, rule
from comp_data.values.places.lookup import matches

_ALSO_PAID = {
    **dict.fromkeys(("BM", "BS", "KH", "LB", "PA", "ZW"), "USD"),
    **dict.fromkeys(("AD", "MC", "ME", "SM", "XK"), "EUR"),
    "MO": "HKD",
}
"""A second currency that salaries are commonly paid in, by country."""


@rule("CD307", "currency-unlikely-for-region", Severity.WARNING)
def currency_unlikely_for_region(record: Record) -> Findings:
    """A region's figures are in a currency that is unusual for the place."""
    for row in record.rows:
        own = _own_currencies(row)
        if own and row.label is not None and has_valid_currency(row) and _states_pay(row):
            place = row.label.canonical
            yield Finding(
                row.path("currency"),
                f"currency {row.currency} is unlikely for {place}, where pay is quoted in "
                f"{in_words(sorted(own), 'or')}",
                f"Correct the currency; if {row.currency} is right, say so in the region: `{place} ({row.currency})`",
                figures=(row.currency, place),
            )


def _states_pay(row: Row) -> bool:
    """Whether the row states locally paid amounts; equity, and a total with it, may be in dollars."""
    if any(end is not None for end in (row.base.low, row.base.high, row.bonus.low, row.bonus.high)):
        return True
    grant, total = row.stock, row.total_comp
    return grant.low is grant.high is None and not (total.low is total.high is None)


def _own_currencies(row: Row) -> set[str]:
    """Return the currencies of a row's places; none if they are unknown or include the row's currency."""
    label = row.label
    if label is None or label.unknown or label.currencies:
        return set()
    places = (*label.places, *label.ambiguous)
    own = {place.currency for place in places if place.currency is not None}
    if len(own) < len({place.currency for place in places}) or row.currency in own:
        return set()
    is_euro = row.currency == "EUR"
    is_also_paid = (row.currency == _ALSO_PAID.get(place.country or "") for place in places)
    return set() if any(is_also_paid) or (is_euro and any(matches(place, "EU") for place in places)) else own
