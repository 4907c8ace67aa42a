"""Name the likely cause of a total that does not follow from its parts, and find totals unlike the other regions'."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import inf
from operator import attrgetter
from typing import Final, NamedTuple

from comp_data.guide.pay.rows import once
from comp_data.guide.pay.totals import adds_whole_grant, first_year, impossible_totals, sound_rows, whole_grant_rows
from comp_data.linter.analysis.unlike import copied_figures, copied_totals, exchanged_parts, one_sided, unlike_others
from comp_data.linter.record import Record, Row
from comp_data.values.money import Bonus, Number, PayRange, amount, deviation, expected_total, percent, yearly_share
from comp_data.values.numbers import with_exchanged_digits

_FACTORS: Final = (10, 12, 100, 1000)
"""The factors of likely mistakes: digits too many or too few, and a month in place of a year."""

_ROUNDING: Final = 600
_WARNING: Final = 25.0
"""A total that is farther from the formula, in percent, is a warning of CD201."""
_LOOSE: Final = 0.03
_FAR: Final = 0.08
_LOOSEST: Final = 0.1
"""The share of a sum by which a total may differ if it is below the base salary."""
_LEAST_SUM: Final = 0.05
"""The least share of a total that a payment added to both ends must be."""
_PARTS: Final = (("base", "base salary", "base"), ("stock", "equity grant", "stock"), ("total", "total", "total_comp"))
"""The parts that may be off by a factor, with their names and the beginnings of their keys."""
_FACTORED: Final = tuple(
    (factor, scale, size, *part)
    for factor, part in product((4, *_FACTORS), (*_PARTS, ("bonus", "amount of bonus", "bonus")))
    for scale, size in ((1 / factor, f"{factor:,} times"), (factor, f"1/{factor:,} of"))
    if factor == 10 or (part[0] != "bonus" and (factor > 4 or part[0] == "stock"))
)
"""Corrections of parts that may be off by a factor, the most likely first, each with how large the part seems."""
_KEYS: Final = {"base": "base_low", "equity": "stock_low", "bonus": "bonus_pct", "amount": "bonus_low"}
"""The keys that causes are about, by their first word."""
_MOVED: Final = (
    ("base salary and total", attrgetter("base", "total", "stock", "bonus")),
    ("base salary and equity grant", attrgetter("total", "stock", "base", "bonus")),
    ("equity grant and total", attrgetter("stock", "base", "total", "bonus")),
    ("base salary, equity grant and total", attrgetter("stock", "total", "base", "bonus")),
    ("base salary, equity grant and total", attrgetter("base", "stock", "total", "bonus")),
    ("equity grant and bonus", attrgetter("total", "base", "bonus", "stock")),
)
"""Parts in each other's place, each with what total, base, grant and an amount of bonus are then."""


@once
def causes_of(record: Record) -> dict[int, str]:
    """Return the causes by the index of their rows; empty if the finding of another row names the cause."""
    copies, exchange = copied_figures(record), exchanged_parts(record)
    causes = {index: copy.words for index, copy in copies.items()}
    if exchange and not any(map(_exact_cause, exchange.rows)):
        reported = next((row for row in exchange.rows if any(impossible_totals(row))), exchange.rows[0])
        causes |= {row.index: exchange.words if row is reported else "" for row in exchange.rows}
    whole = {row.index for row in whole_grant_rows(record)}
    rows = [row for row in sound_rows(record) if row.index not in whole | causes.keys()]
    unlike = [one for one in unlike_others(record) if one.row.index not in whole | causes.keys()]
    over = [row for row in rows if (row.total_comp.mid or 0) > (1 + _LOOSE / 2) * (row.expected_total.mid or inf)]
    own = {row.index: cause for row in rows if (cause := cause_of(row, is_usual_over=len(over) > 1))}
    own |= {one.row.index: cause for one in unlike if (cause := _other_bonus(record, one.row, one.usual.mid))}
    unlike = [one for one in unlike if not is_sum(one.row)]
    for one in unlike if len(unlike) != 2 or not own else ():  # of two regions, one is wrong
        if one.row.index not in own and (cause := _slip(one.row, one.usual)):
            own[one.row.index] = cause
            break
    sides = {one.row.index: _of_one_end(record, one.row, one.end, one.usual) for one in one_sided(record)}
    return {index: cause for index, cause in sides.items() if cause} | causes | own


def key_in(cause: str) -> str:
    """Return the key that a cause says is wrong, the total's if it names no other part."""
    first = cause.removeprefix("the ").partition(" ")[0]
    return first if "_" in first else _KEYS.get(first, "total_comp_low")


def is_reported(record: Record, row: Row) -> bool:
    """Whether CD201, CD202, CD203, CD211 or CD217 reports the total of a row."""
    total, due = row.total_comp, row.expected_total
    far = (abs(deviation(a or 0, b)) > _WARNING for a, b in ((total.low, due.low), (total.high, due.high)) if b)
    explained = {*causes_of(record), *copied_totals(record), *(one.index for one in whole_grant_rows(record))}
    return row.index in explained or any(far) or any(impossible_totals(row))


def _of_one_end(record: Record, row: Row, end: str, usual: Sequence[float]) -> str | None:
    ends = _end(row, "low", usual[0]), _end(row, "high", usual[1])
    for cause in _wrong_end(ends, [end == "high", end == "low"], _LOOSE):
        return cause
    for other in record.rows:
        if other.index != row.index and getattr(other.total_comp, end) == getattr(row.total_comp, end):
            base, stock, total = (f"{key}_{end} {amount(getattr(getattr(row, key), end))}" for _, _, key in _PARTS)
            return f"{total} is the one of {other.shown}, or {base} or {stock} is wrong"
    return None


def _other_bonus(record: Record, row: Row, usual: float) -> str | None:
    """Say that the only other bonus of the guide's regions fits a total, or one if the row's is far from all others."""
    bonuses = {other.bonus for other in sound_rows(record) if other.index != row.index}
    if row.bonus in bonuses or row.bonus.pct_low is None:
        return None
    own, *others = (bonus.of_base(row.base).mid or 0 for bonus in (row.bonus, *bonuses))
    rows = (row._replace(bonus=bonus) for bonus in (row.bonus, *bonuses))
    off, *offs = (abs((row.total_comp.mid or 0) / (one.expected_total.mid or inf) - usual) for one in rows)
    is_far = own * 1.5 < min(others) or max(others) * 1.5 < own
    times_better = 1.5 if own * 5 < min(others) else 3
    is_fit = min(offs) < (off / times_better if is_far else _LOOSE / 2 if len(bonuses) == 1 else 0)
    return "the bonus of the other regions fits" if is_fit else None


def is_sum(row: Row, share: float = _LOOSE / 2) -> bool:
    """Whether both ends of a row's total are the sum of its parts within a share of it."""
    return _fits(row.total_comp, row.expected_total, share)


def cause_of(row: Row, *, is_usual_over: bool = False) -> str | None:
    """Return the likely cause of a row's total that is not the sum of its parts; none if others are as much over."""
    total, due = row.total_comp, row.expected_total
    if total.is_known and not due.is_known and (total.high or 0) < (row.base.high or 0):
        return _slip(row._replace(bonus=Bonus(low=0, high=0)))
    if not (total.is_known and due.is_known) or is_sum(row):
        return None
    if not _fits(total, due, units=_ROUNDING) and (cause := _exact_cause(row)):
        return cause
    is_close = _fits(total, due, 0.1)
    return (None if is_close and is_usual_over else _same_sum(row)) or (None if is_close else _slip(row))


def _exact_cause(row: Row) -> str | None:
    return next((cause for cause, due in _exact_sums(row) if _fits(row.total_comp, due, units=_ROUNDING)), None)


def _exact_sums(row: Row) -> Iterator[tuple[str, PayRange]]:
    """Yield what a total is if one part was left out or counted in, each after its words."""
    due = row.expected_total
    without = expected_total(row.base, row.stock, row.vest_years, Bonus(low=0, high=0))
    if not _fits(without, due, _LOOSE / 2):
        yield "it is without the bonus", without
    yield "it is the base salary alone", row.base
    cash = expected_total(row.base, PayRange(0, 0, row.stock.currency), row.vest_years, row.bonus)
    if not _fits(cash, due, _LOOSE / 2):
        yield "it is base + bonus without the equity grant", cash
    if row.vest_schedule and row.first_year_percent is None and row.vest_schedule[0]:
        words = f"it includes the first year's {percent(row.vest_schedule[0])} of the grant, not an average year's"
        yield words, first_year(row).expected_total
    if row.first_year_percent is not None:
        average = expected_total(row.base, row.stock, len(row.vest_schedule), row.bonus)
        yield "it includes an average year's part of the grant, not the first year's", average
    if row.signing_bonus.is_known and row.signing_bonus.high:
        yield "the signing bonus is included, which is paid once", due + row.signing_bonus


def _same_sum(row: Row) -> str | None:
    is_open = row.bonus.pct_low is not None and row.bonus.pct_high is None
    return None if is_open else _over_by(row.total_comp, row.expected_total)


def _over_by(total: PayRange, due: PayRange, share: float = 0) -> str | None:
    """Describe the sum by which a total is over another one at both ends, about equally so."""
    if None in (total.low, total.high, due.low, due.high):
        return None
    low, high = (total.low or 0) - (due.low or 0), (total.high or 0) - (due.high or 0)
    most = max(1_000, (due.high or 0) * 0.003, low * share)
    if min(low, high) < _LEAST_SUM * (due.high or 0) or abs(low - high) > most:
        return None
    single = amount(round((low + high) / 2) // 500 * 500)
    return f"both ends are over by about {single}, perhaps a signing bonus or another single payment"


class _End(NamedTuple):
    """One end of a row as numbers, which is faster than rows to try corrections with; `usual` is total ÷ sum."""

    total: float
    base: float
    stock: float
    share: float
    bonus: float
    years: float
    usual: float

    def fits(
        self, share: float = _LOOSE, base: float = 1, stock: float = 1, total: float = 1, bonus: float = 1
    ) -> bool:
        """Whether the total is about the sum of the parts, each times the factor given for it."""
        return self.adds_up(self.total * total, self.base * base, self.stock * stock, self.bonus * bonus, share)

    def adds_up(self, total: float, base: float, stock: float, bonus: float, share: float) -> bool:
        """Whether another total is about the sum of other parts, with this end's bonus in percent."""
        due = base * (1 + self.share) + bonus + stock / self.years
        return abs(total - due * self.usual) <= share * due


def _end(row: Row, end: str, usual: float) -> _End:
    bonus = row.bonus
    pct = bonus.pct_low if end == "low" or bonus.pct_high is None else bonus.pct_high
    total, base, stock, paid = (getattr(one, end) or 0 for one in (row.total_comp, row.base, row.stock, bonus))
    return _End(total, base, stock, (pct or 0) / 100, paid if pct is None else 0, row.vest_years, usual)


def _slip(row: Row, usual: Sequence[float] | None = None, share: float = _LOOSE) -> str | None:
    """Name the first likely mistake without which both ends of a row fit, or None.

    `usual` is total ÷ formula in the guide's other regions, by which also smaller mistakes are found.
    """
    low, high, *_ = usual or (1, 1)
    ends = _end(row, "low", low), _end(row, "high", high)
    if all(one.fits(stock=0) for one in ends):
        return "it is about base + bonus without the equity grant"
    fits = [one.fits() for one in ends]
    loose = _LOOSEST if any(one.total < one.base for one in ends) and not any(fits) else share
    looser = 1.5 * _LOOSEST if all(one.total * 1.15 < one.base for one in ends) else loose
    for words, moved in _MOVED if ends[0].bonus else _MOVED[:-1]:  # without amounts of bonus, three parts
        if all(one.adds_up(*moved(one), looser if moved is _MOVED[0][1] else loose) for one in ends):
            return f"{words} seem to be exchanged"
    far = [not one.fits(share=_FAR) for one in ends]
    is_possible = all(far) or (far[0] and fits[1]) or (fits[0] and far[1])
    for factor, scale, size, part, name, key in _FACTORED if is_possible else ():
        if (factor == 4 and not usual) or (part == "bonus" and 0.03 < ends[0].bonus / (ends[0].base or 1) < 0.7):
            continue
        is_low = far[0] and ends[0].fits(share, **{part: scale})
        is_high = far[1] and (is_low or fits[0]) and ends[1].fits(share, **{part: scale})
        if is_low and is_high:
            return _in_words(f"the {name}", size, factor)
        end = "low" if is_low and fits[1] else "high" if is_high and fits[0] else ""
        if factor > 4 and end:
            stated, most = (getattr(one, part) for one in ends)
            least, largest = stated * (scale if end == "low" else 1), most * (scale if end == "high" else 1)
            if least <= largest < 8 * least:  # a range that is possible
                return _in_words(f"{key}_{end} {amount(stated if end == 'low' else most)}", size, factor)
    if share == _LOOSE and all(one.total < one.base for one in ends):  # which is certainly wrong
        return _slip(row, usual, _LOOSEST)
    return next(_wrong_end(ends, fits), None) if usual else None


def _wrong_end(ends: tuple[_End, _End], fits: list[bool], far: float = 2 * _FAR) -> Iterator[str]:
    """Yield what is likely wrong at one end, while the other one fits as it is: exchanged digits, or a copy."""
    for (part, _, key), (at, end) in product(_PARTS, enumerate(("low", "high"))):
        is_off = fits[1 - at] and not ends[at].fits(share=far)
        stated = getattr(ends[at], part)
        for meant in with_exchanged_digits(stated) if is_off else ():
            is_round = len(f"{meant}".rstrip("0")) <= len(f"{stated}".rstrip("0"))  # more digits are rarely meant
            is_range = meant <= getattr(ends[1], part) if at == 0 else getattr(ends[0], part) <= meant
            if is_round and is_range and ends[at]._replace(**{part: meant}).fits(share=min(far / 2, _LOOSE)):
                yield f"{key}_{end} {amount(stated)} seems to have exchanged digits: {amount(meant)} fits"


def _in_words(name: str, size: str, factor: int) -> str:
    month = ", perhaps a month's figure in a yearly one" if factor == 12 else ""
    return f"{name} seems to be {size} what fits{month}"


def _fits(total: PayRange, due: PayRange, share: float = 0.004, units: float = 0) -> bool:
    """Whether both ends of a total are a sum within a share of it, or within some units."""
    ends = (total.low, due.low), (total.high, due.high)
    return all(a is not None and b is not None and abs(a - b) <= max(units, abs(b) * share) for a, b in ends)


def difference_of_totals(row: Row, in_table: PayRange) -> str | None:
    """Name what a row's total, front matter's or the table's, leaves out or counts in that the other one does not."""
    due, stated = row.expected_total, row.total_comp
    sides = [("front matter's total", stated, in_table), ("the table's total", in_table, stated)]
    if abs((stated.mid or 0) - (due.mid or 0)) < abs((in_table.mid or 0) - (due.mid or 0)):
        sides.reverse()
    found = ((side, _left_out(row, total, other)) for side, total, other in sides)
    return next((f"{side}: {words}" for side, words in found if words), None)


def _left_out(row: Row, total: PayRange, other: PayRange) -> str | None:
    """Name what a total leaves out or counts in, by the formula, and by its difference from the other total."""
    known = row._replace(total_comp=total)
    if cause := _exact_cause(known) or _same_sum(known):
        return cause
    share = yearly_share(row.stock, row.vest_years)
    rest = yearly_share(row.stock, row.vest_years / (row.vest_years - 1)) if row.vest_years != 1 else share
    if adds_whole_grant(known) or _is_difference(total, other, rest):
        return "it adds the whole grant, not a year's share"
    if _is_difference(other, total, row.bonus.of_base(row.base)):
        return "it is without the bonus"
    if _is_difference(other, total, share):
        return "it is without the equity grant"
    return _over_by(total, other, 0.1)


def _is_difference(more: PayRange, less: PayRange, part: PayRange) -> bool:
    ends: list[tuple[Number | None, ...]] = [(more.low, less.low, part.low), (more.high, less.high, part.high)]
    return all(
        a is not None and b is not None and c is not None and c > 0.03 * b and abs(a - b - c) <= max(1_500, 0.1 * c)
        for a, b, c in ends
    )
