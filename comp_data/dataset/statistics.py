"""Statistics of pay by group, each in one currency; quartiles are inclusive (type 7), as in spreadsheets."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any, Final, overload

from comp_data.base.errors import MixedCurrenciesError, UsageError
from comp_data.base.plain import FrozenDict, Plain
from comp_data.base.wording import did_you_mean
from comp_data.records.compensation import Compensation
from comp_data.records.filters import GuideFilter
from comp_data.records.models import Guide
from comp_data.tables.relations import GUIDES, PAY, pay_row
from comp_data.values.currencies import check_currency
from comp_data.values.money import Number, PayRange
from comp_data.values.places.gazetteer import Place
from comp_data.values.rates import Rates

WORDS: Final = {
    "base": "base salary a year",
    "stock": "whole equity grant",
    "stock_yearly": "equity a year",
    "bonus": "bonus a year",
    "signing_bonus": "signing bonus",
    "total_comp": "total compensation a year",
    "expected_total": "total by the formula",
}
"""The pay ranges, in words."""

PARTS: Final[dict[str, Callable[[Compensation], PayRange]]] = {
    name: Compensation.expected_total if name == "expected_total" else attrgetter(name) for name in WORDS
}
"""The pay ranges that statistics can be computed for; a field is a range and an end: `base.low`, `total_comp.mid`."""

ENDS: Final = {"low": "low end", "mid": "middle of the range", "high": "high end"}
"""The ends of the pay ranges, in words."""

GROUPINGS: Final = tuple(dict.fromkeys(
    column.name for column in (*PAY.columns, *GUIDES.columns)
    if column.type in ("text", "date") and column.name not in ("id", "negotiation_dna_summary")
))  # fmt: skip
"""The columns of the tables pay and guides that figures can be grouped by."""


@dataclass(frozen=True, slots=True)
class PayGroup(Plain):
    """The statistics of one group. `group` maps each grouping column to its value: `{"role": "data-engineer"}`.

    `count` is the number of figures, `left_out` the number of pay ranges without one: null is not counted as 0, and
    `dropped` the number that `sound` left out.
    Amounts are in `currency`, which is None if the group has no figure and its pay ranges use several currencies.
    """

    group: Mapping[str, Any]
    currency: str | None
    count: int
    left_out: int
    min: Number | None
    q1: Number | None
    median: Number | None
    q3: Number | None
    max: Number | None
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class PayStatistics(Plain, Sequence[PayGroup]):
    """The groups, sorted by their values, null last.

    `field` is the figure (`total_comp.mid`), `by` the grouping columns; `currency` and `rates` are the currency that
    all figures were converted to and the rates used, None if nothing was converted. `ranges` counts the pay ranges,
    `left_out` those without the figure, and `dropped` those that `sound` left out, `reasons` by rule.
    """

    field: str
    by: tuple[str, ...]
    groups: tuple[PayGroup, ...]
    currency: str | None = None
    rates: Rates | None = None
    ranges: int = 0
    left_out: int = 0
    dropped: int = 0
    reasons: Mapping[str, int] = dataclasses.field(default_factory=FrozenDict)

    @property
    def counted(self) -> str:
        """How many pay ranges count, and why the others do not: `9 of 16 pay ranges; 7 with findings (CD506 7)`."""
        said = f"{self.ranges - self.left_out - self.dropped:,} of {self.ranges:,} pay ranges"
        said += f"; {self.left_out:,} without the figure" if self.left_out else ""
        if self.dropped:
            codes = ", ".join(f"{code} {number:,}" for code, number in self.reasons.items())
            said += f"; {self.dropped:,} with findings ({codes})"
        return said

    @overload
    def __getitem__(self, index: int) -> PayGroup: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PayGroup, ...]: ...
    def __getitem__(self, index: int | slice) -> PayGroup | tuple[PayGroup, ...]:
        return self.groups[index]

    def __len__(self) -> int:
        return len(self.groups)


Group = tuple[Any, ...]
"""The values of the grouping columns."""


class _Tally:
    """The counts of a group: amounts by currency (of pay ranges without one too), and ranges without any."""

    def __init__(self) -> None:
        self.amounts = defaultdict[str, list[Number]](list)
        self.ranges = self.left_out = self.dropped = 0

    def add(self, currency: str, amount: Number | None, *, is_dropped: bool) -> None:
        amounts = self.amounts[currency]
        self.ranges += 1
        if amount is not None:
            amounts.append(amount)
        elif is_dropped:
            self.dropped += 1
        else:
            self.left_out += 1

    def currencies(self) -> list[str]:
        """Return the currencies with amounts, sorted."""
        return sorted(code for code, amounts in self.amounts.items() if amounts)

    def convert(self, currency: str, rates: Rates) -> None:
        """Convert the amounts, unrounded."""
        known = [(rates.rate(code, currency), self.amounts[code]) for code in self.currencies()]
        self.amounts = defaultdict(list, {currency: [one * factor for factor, amounts in known for one in amounts]})


def pay_statistics(
    guides: Iterable[Guide],
    unsound: Mapping[str, Mapping[int, tuple[str, ...]]],
    by: str | Iterable[str],
    field: str,
    currency: str | None,
    rates: Rates | None,
    places: GuideFilter,
) -> PayStatistics:
    """Compute `Dataset.stats` of `places`; `unsound` has the codes of findings, by guide and position, to leave out."""
    names = tuple(dict.fromkeys((by,) if isinstance(by, str) else by))
    for name in names:
        check_name("grouping", name, GROUPINGS)
    amount_of, groups_of = _amount_of(field), _groups_of(names, places)
    check_currency(currency)
    if currency is not None and rates is None:
        raise UsageError(f"converting to {currency} needs exchange rates: your own file, or ecb:2026-03-01")
    if rates is not None and currency is None:
        raise UsageError("rates are given without a currency to convert to; name the currency")
    whole, groups, reasons = _Tally(), defaultdict[Group, _Tally](_Tally), Counter[str]()
    for guide, pay in ((one, pay) for one in guides for pay in one.compensation if places.takes(pay.region)):
        codes = unsound.get(guide.id, {}).get(pay.position, ())
        reasons.update(codes)
        amount = None if codes else amount_of(pay)
        for tally in (whole, *map(groups.__getitem__, groups_of(guide, pay))):
            tally.add(pay.currency, amount, is_dropped=bool(codes))
    if currency is not None and rates is not None:
        rates.require({currency, *whole.currencies()})
        for tally in groups.values():
            tally.convert(currency, rates)
    counts = whole.ranges, whole.left_out, whole.dropped, FrozenDict(reasons.most_common())
    return PayStatistics(field, names, _groups(groups, names), currency, rates, *counts)


def _groups_of(names: tuple[str, ...], places: GuideFilter) -> Callable[[Guide, Compensation], Iterable[Group]]:
    """Return what gives the groups of a pay range: one, or one for each of its places or countries."""
    values = [_value_of(name) for name in names]
    by_place = not {"place", "country"}.isdisjoint(names)

    def groups(guide: Guide, pay: Compensation) -> Iterable[Group]:
        found = places.places_of(pay.region) if by_place else ()
        return dict.fromkeys([tuple([value(guide, pay, place) for value in values]) for place in found or (None,)])

    return groups


def _value_of(name: str) -> Callable[[Guide, Compensation, Place | None], Any]:
    """Return what reads a column of pay or guides: the attribute of that name, else the column of the whole row."""
    if name in ("place", "country"):
        return lambda _guide, _pay, place: getattr(place, "name" if name == "place" else name, None)
    if name in Compensation.model_fields and name != "stock_vest_schedule":
        return lambda _guide, pay, _place: getattr(pay, name) or None
    if name in ("guide", "salary_data_quarter"):
        return lambda guide, *_: guide.id if name == "guide" else str(guide.salary_data_quarter)
    if name in Guide.model_fields:
        return lambda guide, *_: getattr(guide, name) or None
    at = [column.name for column in PAY.columns].index(name)
    return lambda guide, pay, _place: pay_row(guide, pay)[at]


def _amount_of(field: str) -> Callable[[Compensation], Number | None]:
    check_name("field", field, [f"{part}.{end}" for part in PARTS for end in ENDS])
    part, _, end = field.partition(".")
    if part == "bonus" or f"{part}_low" not in Compensation.model_fields:
        return lambda pay: getattr(PARTS[part](pay), end)
    if end != "mid":
        return attrgetter(f"{part}_{end}")
    ends = attrgetter(f"{part}_low", f"{part}_high")
    return lambda pay: None if None in (both := ends(pay)) else sum(both) / 2


def check_name(what: str, name: str, known: Iterable[str]) -> None:
    """Raise UsageError, with the nearest name or all of them, for a name that is not known."""
    names = list(known)
    if name in names:
        return
    raise UsageError(f"unknown {what} {name}{did_you_mean(name, names, '; choose from ' + ', '.join(names))}")


def _groups(groups: Mapping[Group, _Tally], by: Sequence[str]) -> tuple[PayGroup, ...]:
    """Compute the statistics of each group; raises MixedCurrenciesError for a group with several currencies."""
    currencies = {values: tally.currencies() for values, tally in groups.items()}
    if mixed := [values for values, codes in currencies.items() if len(codes) > 1]:
        raise MixedCurrenciesError(dict(zip(by, mixed[0], strict=True)), currencies[mixed[0]], len(mixed) - 1)
    ordered = sorted(groups, key=lambda values: [(value is None, value or "") for value in values])
    return tuple(_group(dict(zip(by, values, strict=True)), groups[values]) for values in ordered)


def _group(values: dict[str, Any], tally: _Tally) -> PayGroup:
    codes = tally.currencies() or [*tally.amounts]
    amounts = sorted(chain.from_iterable(tally.amounts.values()))
    currency = codes[0] if len(codes) == 1 else None
    low, q1, mid, q3, high = five_numbers(amounts)
    return PayGroup(FrozenDict(values), currency, len(amounts), tally.left_out, low, q1, mid, q3, high, tally.dropped)


def five_numbers(amounts: Sequence[Number]) -> tuple[Number | None, ...]:
    """Compute minimum, quartiles and maximum of sorted amounts; all None if there are no amounts."""
    if not amounts:
        return (None,) * 5
    cuts = (divmod((len(amounts) - 1) * quarter, 4) for quarter in range(5))
    return tuple((amounts[at] * (4 - rest) + amounts[at + 1] * rest) / 4 if rest else amounts[at] for at, rest in cuts)
