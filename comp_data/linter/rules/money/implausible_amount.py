from math import log

from comp_data.guide.pay.agreement import differences_of, plausible_in_table
from comp_data.guide.pay.rows import bounds, component, implausible_amounts, is_plausible
from comp_data.linter.analysis.market import wages_in_words, wages_of
from comp_data.linter.rule import Finding, Findings, Record, Row, Severity, rule
from comp_data.values.currencies import UNITS_PER_DOLLAR
from comp_data.values.money import COMPONENT_NAMES, Number, amount

_LAKH_CURRENCIES = ("INR", "PKR", "BDT", "LKR", "NPR")
_USUAL_IN_DOLLARS = 5_000, 1_000_000
_SALARIES = ("base", "total_comp")
_LOWEST = 2_000
"""Dollars of the least plausible salary: less is the bound of a currency of low wages."""
_LOW_PAY, _HIGH_PAY = 35_000, 120_000


@rule("CD207", "implausible-amount", Severity.WARNING)
def implausible_amount(record: Record) -> Findings:
    """An amount cannot be pay in its currency: far too low or far too high."""
    for row in record.rows:
        for key, value in implausible_amounts(row):
            part = component(key)
            in_table = [end.table for _, end in differences_of(record, row) if end.key == key]
            if plausible_in_table(record, row, part, value):
                continue  # CD506 reports it
            if in_table and is_plausible(in_table[0], part, row.currency):
                continue  # CD503 reports it
            least, most = bounds(part, row.currency) or (value, value)
            is_low = value < least
            limit = f"at least about {_rounded(least)}" if is_low else f"at most about {_rounded(most)}"
            others = {one.currency for one in record.rows} - {row.currency}
            yield Finding(
                row.path(key),
                f"{key} {amount(value)} is too {'little' if is_low else 'much'} for {'an' if part == 'stock' else 'a'} "
                f"{COMPONENT_NAMES[part]} in {row.currency} ({limit})",
                _slip(row, part, value, others) + (wages_in_words(wages_of(record, row)) if part == "base" else ""),
                figures=(value,),
            )


def _rounded(value: float) -> str:
    """Show a bound with two digits, because it is no more exact than that."""
    return amount(int(float(f"{value:.1e}"))) if value >= 10 else f"{value:.2g}"


def _slip(row: Row, part: str, value: Number, others: set[str]) -> str:
    """Name the likely mistake and what to write instead; `others` are the currencies of the guide's other entries."""
    if value == 0:
        return "Write null if the figure is unknown"
    if part == "bonus" and value <= 100:
        return "This looks like a percentage: write it as bonus_pct, or write the whole amount"
    if currency := _currency_it_fits(row, part, value):
        return f"The amount would fit in {currency}, the currency of {row.region}: correct currency or amount"
    slips: list[tuple[float, str]] = [
        (1_000, "Thousands seem to be missing"),
        (12, "This looks like a month's pay"),
        (0.1, "There seems to be a zero too many"),
        (0.01, "There seem to be two zeros too many"),
        (0.001, "There seem to be three zeros too many"),
    ]
    if row.currency in _LAKH_CURRENCIES:
        slips.insert(1, (100_000, "This looks like lakh"))
    usual: list[tuple[Number, str, str]] = [
        (meant, row.currency, f"{words}: {amount(meant)} may be meant")
        for factor, words in slips
        if _is_usual(meant := round(value * factor), part, row.currency)
    ]
    if part in _SALARIES:
        fits = "The amount would fit in {}, the currency of another entry: correct currency or amount"
        usual += [(value, code, fits.format(code)) for code in sorted(others) if _is_usual(value, part, code)]
        usual.sort(key=lambda one: abs(log(one[0] / _typical(row, one[1]))) + (one[1] != row.currency) / 2)
    return usual[0][2] if usual else "Write the whole amount a year in the units of `currency`"


def _typical(row: Row, currency: str) -> float:
    """Return about what people earn where the currency of a row is paid, in a currency."""
    least, _ = bounds("base", row.currency) or (0, 0)
    is_low = least < _LOWEST * UNITS_PER_DOLLAR[row.currency]
    return (_LOW_PAY if is_low else _HIGH_PAY) * UNITS_PER_DOLLAR[currency]


def _is_usual(value: Number, part: str, currency: str) -> bool:
    """Whether an amount is common pay: salaries are rarely near the bounds of what is possible."""
    if not is_plausible(value, part, currency):
        return False
    if part not in _SALARIES:
        return True
    least, most = _USUAL_IN_DOLLARS
    return least <= value / UNITS_PER_DOLLAR[currency] <= most


def _currency_it_fits(row: Row, part: str, value: Number) -> str | None:
    """Return the currency of the row's region if it differs and the amount is common pay in it."""
    label = row.label
    currencies = {place.currency for place in label.places if place.currency in UNITS_PER_DOLLAR} if label else set()
    if len(currencies) != 1:
        return None
    currency = currencies.pop()
    return currency if currency != row.currency and _is_usual(value, part, currency) else None
