"""Rules on the ends of a pay range, and on amounts that nobody is paid."""

from math import log

from comp_data.base.diagnostics import Finding, Fix, Note, Severity
from comp_data.base.wording import in_words
from comp_data.guide.pay.agreement import differences_of, differing_keys, pair_of, plausible_in_table
from comp_data.guide.pay.rows import bounds, component, implausible_amounts, is_plausible, odd_ranges
from comp_data.guide.pay.totals import sound_rows
from comp_data.linter.analysis.exchanges import FACTORS
from comp_data.linter.analysis.market import wages_in_words, wages_of
from comp_data.linter.analysis.widths import odd_widths
from comp_data.linter.rule import Findings, Record, Row, rule
from comp_data.values.currencies import UNITS_PER_DOLLAR, WAGES
from comp_data.values.factors import median
from comp_data.values.money import COMPONENT_NAMES, Number, PayRange, amount, percent
from comp_data.values.numbers import with_exchanged_digits

_FAR = 10**0.5
"""How many times the low end is the high one if a digit more or less makes as wide a range as a swap."""
_REQUIRED = ("base_low", "base_high", "stock_low", "stock_high", "total_comp_low", "total_comp_high")
_SALARIES = ("base", "total_comp")
_LOW_PAY, _HIGH_PAY = 35_000, 120_000
_CLOSE = 0.15
"""How far a base salary may be from what the total leaves for it, on the logarithmic scale, if that names a typo."""


@rule("CD204", "inverted-range", Severity.ERROR, fix="unsafe")
def inverted_range(record: Record) -> Findings:
    """The low end of a range is higher than its high end."""
    for row, low_key, high_key, pay in odd_ranges(record):
        if pay.low is not None and pay.high is not None and pay.low > pay.high >= 0:
            typo = _typo(low_key, pay.low, high_key, pay.high)
            share = ", such as a year's share at one end only" if low_key == "stock_low" else ""
            swap = f"Swap the two figures, or correct the one that is wrong{share}"
            help_ = f"Correct {typo}, or swap the two figures" if typo else swap
            stated = [end for _, end in differences_of(record, row) if end.key in (low_key, high_key)]
            if len(stated) == 1:
                help_ = typo = f"Correct {stated[0].key}: the table gives {_shown(low_key, stated[0].table)}"
            message = f"{low_key} {_shown(low_key, pay.low)} is more than {high_key} {_shown(high_key, pay.high)}"
            note = Note("the high end", row.path(high_key))
            fix = None if typo or 0 < 100 * pay.high < pay.low else _swap(record, row, low_key, high_key)
            yield Finding(row.path(low_key), message, help_, (note,), fix, figures=(pay.low, pay.high))


def _shown(key: str, value: Number) -> str:
    return percent(value) if key.startswith("bonus_pct") else amount(value)


def _typo(low_key: str, low: Number, high_key: str, high: Number) -> str | None:
    most = 3 if low_key == "stock_low" else 2
    typos = [(low_key, one) for one in with_exchanged_digits(low) if high / most < one <= high]
    typos += [(high_key, one) for one in with_exchanged_digits(high) if 1.15 * low < one < 2 * low]
    for key, due in typos[:1]:
        return f"the digits that are exchanged ({key} {amount(due)} may be meant)"
    if high < 100 or low / high <= _FAR:
        return None
    factor = next((10**n for n in range(1, 7) if low <= high * 10**n), 10)
    meant = f"{low_key} {amount(round(low / factor))} or {high_key} {amount(high * factor)}"
    return f"the one with an extra or missing digit ({meant} may be meant)"


def _swap(record: Record, row: Row, low_key: str, high_key: str) -> Fix | None:
    low, high = row.path(low_key), row.path(high_key)
    document = record.document
    texts = document.source(low), document.source(high)
    if any(not text or text.startswith("*") for text in texts):
        return None
    edits = document.replacing(low, texts[1]), document.replacing(high, texts[0])
    return Fix(f"swap {low_key} and {high_key}", edits, safe=False)


@rule("CD205", "half-range", Severity.ERROR)
def half_range(record: Record) -> Findings:
    """Only one end of a range is stated."""
    for row, low_key, high_key, pay in odd_ranges(record):
        if pay.low is None and pay.high is not None:
            yield from _half(record, row, high_key, low_key, pay.high)
        elif pay.low is not None and pay.high is None and low_key != "bonus_pct":  # which is for both ends
            yield from _half(record, row, low_key, high_key, pay.low)


def _half(record: Record, row: Row, known: str, other: str, figure: Number) -> Findings:
    entry, shown = record.entry(row), _shown(known, figure)
    help_ = f"Write {other}; if there is only one figure, write it at both ends"
    if other in entry:
        if entry[other] is None:
            message = f"{other} is null, while {known} is {shown}"
            note = Note("the end that is known", row.path(known))
            yield Finding(row.path(other), message, help_, (note,), figures=(figure,))
    elif other not in _REQUIRED:
        yield Finding(row.path(known), f"{known} is {shown}, and {other} is missing", help_, figures=(figure,))


@rule("CD206", "negative-amount", Severity.ERROR, supersedes=("CD503",))
def negative_amount(record: Record) -> Findings:
    """An amount or a percentage is negative, infinite or not a number."""
    yield from (problem for problem in record.problems if problem.code == "CD206")
    for row, low_key, high_key, pay in odd_ranges(record):
        for key, value in ((low_key, pay.low), (high_key, pay.high)):
            if value is not None and value < 0:
                help_ = "Remove the minus sign, or write null if the figure is unknown"
                yield Finding(row.path(key), f"{key} is negative: {_shown(key, value)}", help_, figures=(value,))


@rule("CD207", "implausible-amount", Severity.WARNING)
def implausible_amount(record: Record) -> Findings:
    """An amount cannot be pay in its currency, or a signing bonus is as high as the salary."""
    for row in record.rows:
        found: dict[bool, list[tuple[str, Number]]] = {}
        for key, value in implausible_amounts(row):
            in_table = [end.table for _, end in differences_of(record, row) if end.key == key]
            is_other = in_table and is_plausible(in_table[0], component(key), row.currency)  # CD503 reports it
            if not is_other and not plausible_in_table(record, row, component(key), value):  # CD506 does
                is_low = value < bounds(row.currency).get(component(key), (value,))[0]
                found.setdefault(is_low, []).append((key, value))
        for is_low, amounts in found.items():  # one typo, or one unit, makes several amounts of a row implausible
            yield _implausible(record, row, amounts, is_low=is_low)
        signing, base = row.signing_bonus.low, row.base.low
        if signing and base and signing >= base and not found:
            message = f"signing_bonus_low {amount(signing)} is not less than base_low {amount(base)}"
            help_ = "Correct the signing bonus, which is paid once beside the salary"
            yield Finding(row.path("signing_bonus_low"), message, help_, figures=(signing, base))


def _implausible(record: Record, row: Row, amounts: list[tuple[str, Number]], *, is_low: bool) -> Finding:
    (key, value), *more = amounts
    part = component(key)
    least, most = bounds(row.currency).get(part, (value, value))
    limit = f"at least about {_rounded(least)}" if is_low else f"at most about {_rounded(most)}"
    others = {one.currency for one in record.rows if one.currency in UNITS_PER_DOLLAR} - {row.currency}
    shown = in_words([f"{stated} {amount(one)}" for stated, one in amounts])
    name = f"{'an' if part == 'stock' else 'a'} {COMPONENT_NAMES[part]}"
    if any(component(other) != part for other, _ in more):
        name, limit = "pay", f"{COMPONENT_NAMES[part]}: {limit}"
    too = f"{'are' if more else 'is'} too {'little' if is_low else 'much'}"
    return Finding(
        row.path(key),
        f"{shown} {too} for {name} in {row.currency} ({limit})",
        _slip(row, key, value, others, _usual_elsewhere(record, row, part))
        + (wages_in_words(wages_of(record, row)) if part == "base" else ""),
        figures=(value,),
    )


def _rounded(value: float) -> str:
    """Show a bound with two digits, because it is no more exact than that."""
    return amount(int(float(f"{value:.1e}"))) if value >= 10 else f"{value:.2g}"


def _usual_elsewhere(record: Record, row: Row, part: str) -> float | None:
    """Return what the guide's other regions pay, in dollars, if both ends of a part may have the same mistake."""
    pay, rates = getattr(row, part), UNITS_PER_DOLLAR
    if part not in _SALARIES or not 0 < (pay.low or 0) <= (pay.high or 0) < 3 * pay.low:
        return None
    others = ((getattr(one, part).mid, one.currency) for one in record.rows if one.index != row.index)
    usual = [mid / rates[code] for mid, code in others if mid and code in rates and _is_usual(mid, part, code)]
    return median(usual) if usual else None


def _slip(row: Row, key: str, value: Number, others: set[str], elsewhere: float | None) -> str:
    """Name the likely mistake and what to write instead; `others` are the currencies of the guide's other entries."""
    part, end = key.rsplit("_", 1)
    if value == 0:
        return "Write null if the figure is unknown"
    if part == "bonus" and value <= 100:
        return "This looks like a percentage: write it as bonus_pct, or write the whole amount"
    paid = {place.currency for place in row.label.places if place.currency in UNITS_PER_DOLLAR} if row.label else set()
    if len(paid) == 1 and (currency := paid.pop()) != row.currency and _is_usual(value, part, currency):
        return f"The amount would fit in {currency}, the currency of {row.region}: correct currency or amount"
    slips: list[tuple[float, str]] = [
        (1_000, "Thousands seem to be missing"),
        (12, "This looks like a month's pay"),
        (0.1, "There seems to be a zero too many"),
        (0.01, "There seem to be two zeros too many"),
        (0.001, "There seem to be three zeros too many"),
    ]
    if row.currency in ("INR", "PKR", "BDT", "LKR", "NPR"):
        slips.insert(1, (100_000, "This looks like lakh"))
    if elsewhere or part == "total_comp":  # other regions, or its parts, decide
        slips[1:1] = [(100, "Two digits seem to be missing"), (1 / 12, "A year's pay seems to be multiplied by 12")]
    total, base, stock = (getattr(pay, end, None) or 0 for pay in (row.total_comp, row.base, row.stock))
    is_due = part == "base" and is_plausible(total, "total_comp", row.currency)  # else it may have the same mistake
    usual: list[tuple[Number, str, str]] = [
        (meant, row.currency, f"{words}: {amount(meant)} may be meant")
        for factor, words in slips
        if _is_usual(meant := round(value * factor), part, row.currency)
    ]
    if part in _SALARIES:
        fits = "The amount would fit in {}, the currency of another entry: correct currency or amount"
        usual += [(value, code, fits.format(code)) for code in sorted(others) if _is_usual(value, part, code)]
        # About what people earn, in dollars, where the currency of the row is paid.
        dollars = elsewhere or (_HIGH_PAY if row.currency in WAGES else _LOW_PAY)
        typical = {code: dollars * UNITS_PER_DOLLAR[code] for _, code, _ in usual}
        usual.sort(  # pay is stated in round figures
            key=lambda one: abs(log(one[0] / typical[one[1]])) + (one[1] != row.currency) / 2 + (one[0] % 500 > 0) / 5
        )
    salary = (total - stock / row.vest_years) / (1 + (row.bonus.pct_low or 0) / 100) if is_due else 0
    fitting = {"base": salary, "stock": (total - base) * row.vest_years, "total_comp": row.expected_total.mid or 0}
    if (due := fitting.get(part, 0)) > 0 and not is_due:
        usual.sort(key=lambda one: abs(log(max(one[0], 1) / due)))
    elif due > 0:  # the total decides
        looks = ((round(value * by), f"{period}'s" if period else f"1/{by:,} of the") for by, period in FACTORS.items())
        more = [(meant, "", f"This looks like {of} pay: {amount(meant)} may be meant") for meant, of in looks]
        usual = [one for one in (*usual, *more) if abs(log(max(one[0], 1) / due)) < _CLOSE] or usual
    return usual[0][2] if usual else "Write the whole amount a year in the units of `currency`"


def _is_usual(value: Number, part: str, currency: str) -> bool:
    """Whether an amount is common pay: salaries are rarely near the bounds of what is possible."""
    is_usual = part not in _SALARIES or 5_000 <= value / UNITS_PER_DOLLAR[currency] <= 1_000_000
    return is_usual and is_plausible(value, part, currency)


@rule("CD209", "wide-range", Severity.INFO)
def wide_range(record: Record, *, ratio: float = 2.0, base_ratio: float = 3.0, stock_ratio: float = 6.0) -> Findings:
    """The high end of a range is too far above its low end, or not as far as in the guide's other regions.

    Options:
        ratio: The largest accepted `total_comp_high` ÷ `total_comp_low`.
        base_ratio: The largest accepted `base_high` ÷ `base_low`; a wider range is a warning.
        stock_ratio: The largest accepted `stock_high` ÷ `stock_low`; a wider range, a total's too, is a warning.
    """
    odd = dict(odd_widths(record))
    yield from odd.values()
    for row in sound_rows(record):
        differing = differing_keys(record, row)
        found = [
            _finding(record, row, part, severity)
            for part, pay, limit, severity in (
                ("base", row.base, base_ratio, Severity.WARNING),
                ("stock", row.stock, stock_ratio, Severity.WARNING),
                ("total_comp", row.total_comp, stock_ratio, Severity.WARNING),
                ("total_comp", row.total_comp, ratio, None),
            )
            if 0 < (pay.low or 0) * limit < (pay.high or 0) and differing.isdisjoint((f"{part}_low", f"{part}_high"))
        ]
        if found and row.index not in odd:
            yield found[0]  # a typo in a component widens the total as well


def _finding(record: Record, row: Row, part: str, severity: Severity | None) -> Finding:
    pay: PayRange = getattr(row, part)
    low, high = pay.low or 1, pay.high or 1
    pair = pair_of(record, row)
    levels = [name for one in (pair.table.levels if pair else ()) if (name := one.level or one.title)]
    if severity:
        help_ = "Check both ends for an extra or missing digit"
    elif len(levels) > 1:
        help_ = f"The table gives the levels {in_words(levels)}: write an entry for each, with its level"
    else:
        help_ = "If several levels were merged here, give each an entry of its own with a level"
    message = f"{part}_high {amount(high)} is {high / low:.2f} times {part}_low {amount(low)}"
    note = Note("the low end", row.path(f"{part}_low"))
    return Finding(row.path(f"{part}_high"), message, help_, (note,), severity=severity, figures=(low, high))
