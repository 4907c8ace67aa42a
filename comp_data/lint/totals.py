"""How the total of a row is added up, for the rules that hold it against its parts."""

from comp_data.lint.record import Row
from comp_data.money import amount, deviation, expected_total, percent

WHOLE_GRANT_TOLERANCE = 2.0
"""Per cent that a total may be off base + whole grant + bonus and still count as that sum."""


def adds_whole_grant(row: Row) -> bool:
    """Whether both ends of the total are base + the whole grant + bonus, and not base + a year's share of it."""
    if row.vest_years == 1:
        return False
    whole = expected_total(row.base, row.stock, 1, row.bonus)
    yearly = row.expected_total()
    ends = (
        (row.total_comp.low, whole.low, yearly.low),
        (row.total_comp.high, whole.high, yearly.high),
    )
    for stated, undivided, divided in ends:
        if stated is None or undivided is None or divided is None or undivided <= 0 or divided <= 0:
            return False
        if abs(deviation(stated, undivided)) > WHOLE_GRANT_TOLERANCE:
            return False
        if abs(deviation(stated, divided)) <= WHOLE_GRANT_TOLERANCE:
            return False
    return True


def parts_in_words(row: Row) -> str:
    """The formula as it applies to a row: `base + stock/4 + bonus`."""
    return "base + stock + bonus" if row.vest_years == 1 else f"base + stock/{amount(row.vest_years)} + bonus"


def bonus_in_words(row: Row) -> str:
    """What is known of a row's bonus, in brackets and with a space before; empty where it is amounts."""
    low, high = row.bonus.pct_low, row.bonus.pct_high
    if low is None:
        return ""
    if high is None:
        return f" (bonus {percent(low)}; no bonus_pct_high is given)"
    return f" (bonus {percent(low).removesuffix(' %')}–{percent(high)})"
