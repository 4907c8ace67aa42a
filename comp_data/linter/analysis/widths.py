"""Ranges that are not as wide as those of the guide's other regions, because an end is wrong."""

from collections.abc import Iterator
from math import inf, log

from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.pay.agreement import differing_keys
from comp_data.guide.pay.totals import sound_rows
from comp_data.linter.analysis.causes import causes_of, is_reported
from comp_data.linter.analysis.unlike import comparable, confirmed_by_total, usual_of, with_usual
from comp_data.linter.record import Record, Row
from comp_data.values.money import Number, PayRange, amount
from comp_data.values.numbers import with_exchanged_digits

_AGREE_IN_WIDTH, _SAME_WIDTH, _FITS = 0.1, 0.06, 0.04
"""How far apart ranges may be in high end ÷ low end, on the logarithmic scale: of the guide's other regions, in a
region's other parts of pay, and with two digits exchanged."""
_NARROWER, _WIDER = 0.15, 0.2
"""How much narrower or wider than usual, on that scale, a range is if an end is wrong."""

_Widths = dict[str, tuple[float, float]]  # by part of pay: how wide it is, and usually in the other regions


def odd_widths(record: Record) -> Iterator[tuple[int, Finding]]:
    """Yield findings on regions of which one part of pay alone is not as wide as usual, each after its index."""
    widths = _usual_widths(record)
    for row in sound_rows(record):
        known = widths.get(row.index, {})
        parts = [part for part, (own, usual) in known.items() if abs(log(own / usual)) > _SAME_WIDTH]
        unsure = causes_of(record).keys() | (() if _is_half(known) else confirmed_by_total(record))
        is_sure = parts and len(known) > 1 and row.index not in unsure
        is_new = is_sure and not (differing_keys(record, row) or ("total_comp" in parts and is_reported(record, row)))
        if is_new and (mistake := _mistake(record, row, known, parts)):
            (key, help_), part, (own, usual) = mistake, parts[0], known[parts[0]]
            pay: PayRange = getattr(row, part)
            stated = f"{part}_high {amount(pay.high)} is {own:.2f} times {part}_low {amount(pay.low)}"
            message = f"{stated}, and about {usual:.2f} times in the guide's other regions"
            figures = (pay.low, pay.high)
            yield row.index, Finding(row.path(key), message, help_, severity=Severity.WARNING, figures=figures)


def _mistake(record: Record, row: Row, known: _Widths, parts: list[str]) -> tuple[str, str] | None:
    """Return the key that is likely wrong, and what to check."""
    if parts == ["base", "stock"]:
        (base, usual), (stock, usual_of_stock) = known["base"], known["stock"]
        far = max(abs(log(base / usual_of_stock)), abs(log(stock / usual)))
        is_exchange = far < abs(log(usual_of_stock / usual)) / 4
        return ("base_low", "Base salary and equity grant seem to be exchanged") if is_exchange else None
    if _is_half(known):
        return "base_low", "Look up both ends: one end of base, grant and total seems to be updated without the other"
    part, (own, usual) = parts[0], known[parts[0]]
    pay = getattr(row, part)
    is_odd_grant = parts == ["stock"] and abs(log(own / usual)) > _AGREE_IN_WIDTH
    if is_odd_grant and (typos := sorted(_exchanged_digits(pay.low, pay.high, usual))):
        _, key, meant = typos[0]
        return key, f"Check for exchanged digits: {key} {amount(meant)} would be usual"
    if len(parts) > 1 or -_NARROWER < log(own / usual) < _WIDER:
        return None
    ends = f"{part}_low {amount(round(pay.high / usual, -3))} or {part}_high {amount(round(pay.low * usual, -3))}"
    # The wrong end is the one at which total ÷ formula is farther from that of the other regions.
    unlike = with_usual(record, inf) if len(comparable(record)) > 1 else ()
    low, high, *_ = next((one.offs for one in unlike if one.row.index == row.index), (1, 0))
    return f"{part}_{'high' if low < high else 'low'}", f"Check for wrong or exchanged digits: {ends} would be usual"


def _is_half(known: _Widths) -> bool:
    """Whether base salary, grant and total are all far narrower than usual, and equally so."""
    offs = [log(own / usual) for own, usual in known.values()]
    return len(offs) == 3 and max(offs) < -_WIDER and max(offs) - min(offs) < _SAME_WIDTH


def _exchanged_digits(low: Number, high: Number, usual: float) -> Iterator[tuple[float, str, int]]:
    """Yield corrected ends that make a grant about as wide as usual: how far off that is, the key and the figure."""
    for key, stated in (("stock_low", low), ("stock_high", high)):
        for meant in with_exchanged_digits(stated):
            off = abs(log((high / meant if stated == low else meant / low) / usual))
            if off < _FITS and len(f"{meant}".rstrip("0")) <= max(len(f"{end}".rstrip("0")) for end in (low, high)):
                yield off, key, meant


def _usual_widths(record: Record) -> dict[int, _Widths]:
    """Return how wide ranges are, and usually in the other regions, by index and part, if those agree."""
    found: dict[int, _Widths] = {}
    for part in ("base", "stock", "total_comp"):
        pays = [(row.index, getattr(row, part)) for row in sound_rows(record)]
        widths = {index: pay.high / pay.low for index, pay in pays if pay.low and pay.high and pay.high >= pay.low > 0}
        ordered = sorted(widths.values())
        for index, own in widths.items() if len(ordered) > 2 else ():
            if usual := usual_of(own, ordered, _AGREE_IN_WIDTH):
                found.setdefault(index, {})[part] = own, usual
    return found
