"""Compute the expected total of a row, as the linter, `show`, records, tables and SQL all state it.

If front matter has only one end of the bonus, or no vesting years, the values of the body's table are used.

One rule reports each cause. A row with invalid figures (CD204, CD206, CD207, CD208) is not summed; CD202 reports
an impossible total, CD203 or CD211 the whole grant in a total, and CD201 everything else.
"""

import math
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from comp_data.guide.body.table_rows import TableRow
from comp_data.guide.pay.agreement import BONUS_FIELDS, by_table, compared_of, pair_of
from comp_data.guide.pay.rows import Entries, Row, implausible_amounts, once
from comp_data.guide.pay.table_comparison import NAMES, Comparison, is_mixed, mixed_figures, two_currency_figures
from comp_data.values.money import Bonus, Number, PayRange, amount, deviation, expected_total, percent, percents_of

ROUNDING = 2.0
"""Percentage by which a total may differ from a sum and still be that sum, rounded."""

CLEARLY_OFF = 5.0
"""Percentage above which a total is certainly not a sum."""

ABOUT = 10.0
"""Percentage by which a total may differ from a sum and still be about that sum."""

_NO_BONUS = Bonus()
MOST_BONUS = 200
"""The highest bonus, as a percentage of base, that is accepted."""


@once
def sound_rows(record: Entries) -> tuple[Row, ...]:
    """Return the rows with valid figures, completed from the table; without a grant or total in another currency."""
    rows = (_in_one_currency(record, row) for row in record.rows)
    return tuple(filter(is_sound, (_completed(record, row) for row in rows if row)))


def _in_one_currency(record: Entries, row: Row) -> Row | None:
    if not mixes_currencies(record, row):
        return row
    pair = pair_of(record, row)
    is_sure = pair and not pair.table.levels and not two_currency_figures(pair.table)
    foreign = {name for name, *_ in mixed_figures(pair.table)} if is_sure and pair else set()
    parts = [part for part in ("stock", "total_comp") if NAMES[part] in foreign]
    unknown: dict[str, Any] = dict.fromkeys(parts, PayRange(None, None, row.currency))
    return row._replace(**unknown) if 0 < len(foreign) == len(parts) else None


def mixes_currencies(record: Entries, row: Row) -> bool:
    """Whether the table gives the parts of an entry in several currencies, which CD507 reports."""
    pair = pair_of(record, row)
    return pair is not None and is_mixed(pair.table)


def _completed(record: Entries, row: Row) -> Row:
    """Return a row with the table's bonus and vesting where front matter lacks them."""
    if (pair := pair_of(record, row)) is None:
        return row
    changes: dict[str, Any] = {}
    if (bonus := _bonus_of_table(record, row, pair.table)) != row.bonus:
        changes = {"bonus": bonus, "bonus_from_table": True}
    no_years = row.stock.is_known and not row.vest_schedule and record.entry(row).get("stock_vest_years") is None
    stock = _in_table(record, row, "stock") if no_years else None
    if stock and not stock.differing:
        vesting = {"vest_years": stock.years or row.vest_years, "vest_schedule": pair.table.vest_schedule}
        changes |= {key: value for key, value in vesting.items() if value != getattr(row, key)}
    completed = row._replace(**changes) if changes else row
    return first_year(completed) if pair.table.is_first_year and completed.vest_schedule else completed


def _bonus_of_table(record: Entries, row: Row, table: TableRow) -> Bonus:
    """Return the bonus of a row; if the table states none, or the end that front matter lacks, with that."""
    bonus = row.bonus
    if bonus == _NO_BONUS:
        return Bonus(low=0, high=0) if table.has_no_bonus else bonus
    has_one_end = (bonus.pct_low is None) != (bonus.pct_high is None) or (bonus.low is None) != (bonus.high is None)
    stated = _in_table(record, row, "bonus_pct", "bonus") if has_one_end else None
    if stated is None or stated.differing:
        return bonus
    ends = {BONUS_FIELDS[end.key]: end.table for end in stated.lost}
    if stated.component == "bonus_pct" and stated.figure.low == stated.figure.high and not stated.figure.is_open:
        ends["pct_high"] = stated.ends[0].table
    return bonus._replace(**ends)


def _in_table(record: Entries, row: Row, *components: str) -> Comparison | None:
    return next((one for one in compared_of(record, row) if one.component in components), None)


def first_year(row: Row) -> Row:
    """Return a row whose expected total includes the first year's part of its vesting schedule."""
    share = row.vest_schedule[0]
    years = 100 / share if share else math.inf
    return row._replace(vest_years=int(years) if years.is_integer() else years, first_year_percent=share)


@once
def whole_grant_rows(record: Entries) -> tuple[Row, ...]:
    """Return the sound rows whose total includes the whole grant."""
    found = filter(adds_whole_grant, map(_without_bonus, sound_rows(record)))
    return tuple(row for row in found if adds_whole_grant(by_table(record, row) or row))


def _without_bonus(row: Row) -> Row:
    """Set an unknown bonus to 0 if the total is base + grant to the unit."""
    ends = ((row.base.low, row.stock.low, row.total_comp.low), (row.base.high, row.stock.high, row.total_comp.high))
    is_sum = row.bonus == _NO_BONUS and all(base and stock and base + stock == total for base, stock, total in ends)
    return row._replace(bonus=Bonus(low=0, high=0)) if is_sum else row


def is_sound(row: Row) -> bool:
    """Whether the figures of a row can be compared: none is negative, inverted or implausible."""
    if not 0.1 <= row.vest_years <= 20:
        return False
    bonus = row.bonus
    pcts = [pct for pct in (bonus.pct_low, bonus.pct_high) if pct is not None]
    has_both_forms = bool(pcts) and (bonus.low is not None or bonus.high is not None)
    if has_both_forms or pcts != sorted(pcts) or any(pct < 0 or 0 < pct < 1 or pct > MOST_BONUS for pct in pcts):
        return False
    ends = [(pay.low or 0, pay.high) for _, _, pay in row.ranges]
    is_wrong = any(low < 0 or (high is not None and high < low) for low, high in ends)
    return not is_wrong and next(implausible_amounts(row), None) is None


def top_bonus_pct(row: Row) -> Number | None:
    """Return the highest possible bonus percentage; None if the bonus is not a percentage.

    Many guides give only the low end of a bonus range. Its high end may then be 10 points higher or twice as
    high, which real ranges rarely exceed.
    """
    low, high = row.bonus.pct_low, row.bonus.pct_high
    if low is None:
        return None
    return max(low + 10, low * 2) if high is None else high


def _highest_total(row: Row, base: Number | None, stock: Number | None) -> int | None:
    """Return the sum of everything at one end of a row: base + whole grant + top bonus + signing bonus."""
    if base is None or stock is None:
        return None
    pct = top_bonus_pct(row)
    bonus = row.bonus.high if pct is None else base * pct / 100
    signing = row.signing_bonus.high or row.signing_bonus.low or 0
    return None if bonus is None else round(base + stock + bonus + signing)


class ImpossibleTotal(NamedTuple):
    """A total below the base salary, or above the sum of everything that the row states."""

    key: str
    stated: Number
    limit: Number
    is_below: bool


def impossible_totals(row: Row) -> Iterator[ImpossibleTotal]:
    """Yield the ends of a sound row's total that are impossible."""
    for key, stated, base, stock in (
        ("total_comp_low", row.total_comp.low, row.base.low, row.stock.low),
        ("total_comp_high", row.total_comp.high, row.base.high, row.stock.high),
    ):
        if stated is None:
            continue
        if base is not None and stated < base:
            yield ImpossibleTotal(key, stated, base, is_below=True)
        elif (limit := _highest_total(row, base, stock)) is not None and stated > limit * (1 + ROUNDING / 100):
            yield ImpossibleTotal(key, stated, limit, is_below=False)


def parts_of(total_key: str) -> frozenset[str]:
    """Return the keys that one end of a total is checked with, and its own."""
    end = total_key.removeprefix("total_comp")
    pct = "bonus_pct" if end == "_low" else "bonus_pct_high"
    return frozenset((total_key, f"base{end}", f"stock{end}", f"bonus{end}", pct))


def adds_whole_grant(row: Row) -> bool:
    """Whether both ends of the total include the whole grant, and not a year's share of it."""
    return row.vest_years != 1 and _fits(row, 1, ROUNDING) and not _fits(row, row.vest_years, CLEARLY_OFF)


def adds_yearly_share(row: Row) -> bool:
    """Whether both ends of the total include about a year's share of the grant, far from the whole."""
    return row.vest_years != 1 and _fits(row, row.vest_years, ABOUT) and not _fits(row, 1, ABOUT)


def _fits(row: Row, years: Number, tolerance: float) -> bool:
    """Whether the total is base + grant ÷ years + bonus within a tolerance, for any possible bonus."""
    total = row.total_comp
    if total.low is None or total.high is None or not (row.base.is_known and row.stock.is_known):
        return False
    due = row.expected_total if years == row.vest_years else expected_total(row.base, row.stock, years, row.bonus)
    if due.low is None or due.high is None:
        return False
    most = due.high + unstated_bonus(row)
    return _is_within(total.low, due.low, due.low, tolerance) and _is_within(total.high, due.high, most, tolerance)


def _is_within(value: Number, least: Number, most: Number, tolerance: float) -> bool:
    return 0 < least * (1 - tolerance / 100) <= value <= most * (1 + tolerance / 100)


def unstated_bonus(row: Row) -> float:
    """Return by how much the bonus at the high end may exceed the stated one."""
    low, top = row.bonus.pct_low, top_bonus_pct(row)
    if low is None or top is None or row.bonus.pct_high is not None or row.base.high is None:
        return 0
    return row.base.high * (top - low) / 100


def parts_in_words(row: Row) -> str:
    """Show the formula of a row: `base + stock/4 + bonus`."""
    if row.first_year_percent is not None:
        return f"base + {percent(row.first_year_percent)} of stock + bonus"
    return "base + stock + bonus" if row.vest_years == 1 else f"base + stock/{amount(row.vest_years)} + bonus"


def bonus_in_words(row: Row) -> str:
    """Show a row's bonus percentage in brackets, after a space; empty for amounts."""
    if (shown := percents_of(row.bonus)) is None:
        return ""
    source = " by the table" if row.bonus_from_table and row.bonus.pct_low != row.bonus.pct_high else ""
    return f" (bonus {shown}{'; no bonus_pct_high is given' if row.bonus.pct_high is None else source})"


Basis = Literal["front matter", "body's bonus", "body's vesting", "body's bonus and vesting"]


class Formula(NamedTuple):
    """Total compensation a year by base + stock ÷ vesting years + bonus, and how far the stated total is from it.

    `basis` names the figures that are from the body's table, because front matter lacks them: its bonus, its vesting
    or both. Without a total, `basis` is None and `reason` says why. The deviations are the percentages by which the
    stated total is over (positive) or under the computed one, None if either is unknown.
    """

    total: PayRange
    basis: Basis | None = None
    reason: str | None = None
    deviation_low: float | None = None
    deviation_high: float | None = None


@once
def formulas(entries: Entries) -> dict[int, Formula]:
    """Return the formula of each entry by its index."""
    sound = {row.index: row for row in sound_rows(entries)}
    return {row.index: _formula(entries, row, sound.get(row.index)) for row in entries.rows}


def _formula(entries: Entries, row: Row, sound: Row | None) -> Formula:
    unknown = PayRange(None, None, row.currency)
    is_mixed = mixes_currencies(entries, row)
    if sound is None or is_mixed:
        contradicting = "the figures contradict each other or are impossible"
        return Formula(unknown, reason="the table has parts in several currencies" if is_mixed else contradicting)
    due, total = sound.expected_total, sound.total_comp
    if due.low is None and due.high is None:
        parts = {"base": sound.base, "stock": sound.stock, "bonus": sound.bonus.of_base(PayRange(0, 0, row.currency))}
        missing = [name for name, pay in parts.items() if pay.low is None and pay.high is None]
        return Formula(unknown, reason=f"{' and '.join(missing) or 'an end of each part'} not known")
    ends = (total.low, due.low), (total.high, due.high)
    off = [deviation(stated, computed) if stated is not None and computed else None for stated, computed in ends]
    basis: Basis = "body's bonus" if sound.bonus_from_table else "front matter"
    if sound.vest_years != row.vest_years:
        basis = "body's bonus and vesting" if sound.bonus_from_table else "body's vesting"
    return Formula(due, basis, None, *off)
