"""Statistics of pay figures by group: count, minimum, quartiles and maximum, each in one currency.

Quartiles are inclusive (type 7, linear interpolation), as in spreadsheets. For a single figure all five values are
that figure.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple, overload

from comp_data.base.errors import MixedCurrenciesError, UsageError
from comp_data.records.filters import GuideFilter
from comp_data.records.models import Compensation, Guide
from comp_data.tables.columns import GUIDES, PAY
from comp_data.tables.rows import rows_of
from comp_data.values.currencies import CODES
from comp_data.values.money import Number, PayRange
from comp_data.values.rates.rates import Rates

PARTS: Final[dict[str, Callable[[Compensation], PayRange]]] = {
    "base": lambda pay: pay.base,
    "stock": lambda pay: pay.stock,
    "stock_yearly": lambda pay: pay.stock_yearly,
    "bonus": lambda pay: pay.bonus,
    "signing_bonus": lambda pay: pay.signing_bonus,
    "total_comp": lambda pay: pay.total_comp,
    "expected_total": lambda pay: pay.expected_total(),
}
"""The pay ranges that statistics can be computed for; a field is a range and an end: `base.low`, `total_comp.mid`."""

ENDS: Final = ("low", "mid", "high")

_OF_PAY = tuple(column.name for column in PAY.columns if column.type == "text")
_OF_GUIDES = tuple(
    column.name
    for column in GUIDES.columns
    if column.type in ("text", "date") and column.name not in (*_OF_PAY, "id", "negotiation_dna_summary")
)
GROUPINGS: Final = (*_OF_PAY, *_OF_GUIDES)
"""The columns of the tables pay and guides that figures can be grouped by."""


@dataclass(frozen=True, slots=True)
class PayGroup:
    """The statistics of one group. `group` maps each grouping column to its value: `{"role": "data-engineer"}`.

    `count` is the number of figures, `left_out` the number of pay ranges without one: null is not counted as 0.
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

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the group as a dict: a MappingProxyType cannot be pickled."""
        values = (self.currency, self.count, self.left_out, self.min, self.q1, self.median, self.q3, self.max)
        return _restored, (dict(self.group), *values)


@dataclass(frozen=True, slots=True)
class PayStatistics(Sequence[PayGroup]):
    """The groups, sorted by their values, null last.

    `field` is the figure (`total_comp.mid`), `by` the grouping columns; `currency` and `rates` are the currency that
    all figures were converted to and the rates used, None if nothing was converted.
    """

    field: str
    by: tuple[str, ...]
    groups: tuple[PayGroup, ...]
    currency: str | None = None
    rates: Rates | None = None

    @overload
    def __getitem__(self, index: int) -> PayGroup: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PayGroup, ...]: ...
    def __getitem__(self, index: int | slice) -> PayGroup | tuple[PayGroup, ...]:
        return self.groups[index]

    def __len__(self) -> int:
        return len(self.groups)

    def __iter__(self) -> Iterator[PayGroup]:
        return iter(self.groups)


class Figure(NamedTuple):
    """One figure: the values of its grouping columns, the amount (None if unknown) and its currency."""

    group: tuple[Any, ...]
    amount: Number | None
    currency: str


def pay_statistics(
    guides: Iterable[Guide],
    by: str | Iterable[str],
    field: str,
    currency: str | None,
    rates: Rates | None,
    places: GuideFilter,
) -> PayStatistics:
    """Compute the statistics of `Dataset.stats`; `places` selects the pay ranges."""
    names = tuple(dict.fromkeys((by,) if isinstance(by, str) else by))
    for name in names:
        _check(name, GROUPINGS, "unknown grouping")
    amount = _amount_of(field)
    _check_conversion(currency, rates)
    figures: Iterable[Figure] = _figures(guides, names, amount, places)
    if currency is not None and rates is not None:
        figures = _converted(figures, currency, rates)
    return PayStatistics(field, names, _grouped(figures, names), currency, rates)


def _figures(
    guides: Iterable[Guide],
    names: tuple[str, ...],
    amount: Callable[[Compensation], Number | None],
    places: GuideFilter,
) -> Iterator[Figure]:
    columns = [column.name for column in (*PAY.columns, *GUIDES.columns)]
    at = [columns.index(name) for name in names]
    values_of: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    values_of = itemgetter(*at) if len(at) > 1 else lambda row: tuple(row[i] for i in at)
    for guide in guides:
        (about,) = rows_of(GUIDES, (guide,))
        for pay, row in zip(guide.compensation, rows_of(PAY, (guide,)), strict=True):
            if places.takes(pay.region):
                yield Figure(values_of((*row, *about)), amount(pay), pay.currency)


def _amount_of(field: str) -> Callable[[Compensation], Number | None]:
    part, _, end = field.partition(".")
    _check(field, [f"{one}.{other}" for one in PARTS for other in ENDS], "unknown field")
    take = PARTS[part]
    return lambda pay: getattr(take(pay), end)


def _check(name: str, known: Iterable[str], problem: str) -> None:
    names = list(known)
    if name in names:
        return
    near = get_close_matches(name, names, n=1) or [one for one in names if one.endswith(f"_{name}")]
    raise UsageError(f"{problem} {name}; {f'did you mean {near[0]}?' if near else 'choose from ' + ', '.join(names)}")


def _check_conversion(currency: str | None, rates: Rates | None) -> None:
    if currency is not None and currency not in CODES:
        raise UsageError(f"unknown currency {currency}: use an ISO 4217 code, such as USD")
    if currency is not None and rates is None:
        raise UsageError(f"converting to {currency} needs exchange rates: those of the ECB or your own file")
    if rates is not None and currency is None:
        raise UsageError("rates are given without a currency to convert to; name the currency")


def _converted(figures: Iterable[Figure], currency: str, rates: Rates) -> list[Figure]:
    """Convert the figures to one currency, unrounded.

    Raises:
        MissingRateError: lists every currency without a rate.
    """
    found = list(figures)
    rates.require({currency, *(figure.currency for figure in found if figure.amount is not None)})
    return [
        figure
        if figure.amount is None
        else figure._replace(
            amount=rates.convert(PayRange(figure.amount, None, figure.currency), currency).low, currency=currency
        )
        for figure in found
    ]


def _grouped(figures: Iterable[Figure], by: Sequence[str]) -> tuple[PayGroup, ...]:
    """Compute the statistics of each group; raises MixedCurrenciesError for a group with several currencies."""
    groups: dict[tuple[Any, ...], list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.group, []).append(figure)
    _refuse_mixed(groups, by)
    ordered = sorted(groups, key=lambda values: [(value is None, "" if value is None else value) for value in values])
    return tuple(_group(dict(zip(by, values, strict=True)), groups[values]) for values in ordered)


def _refuse_mixed(groups: Mapping[tuple[Any, ...], list[Figure]], by: Sequence[str]) -> None:
    currencies = {
        values: sorted({f.currency for f in found if f.amount is not None}) for values, found in groups.items()
    }
    mixed = [values for values, found in currencies.items() if len(found) > 1]
    if mixed:
        first = mixed[0]
        raise MixedCurrenciesError(dict(zip(by, first, strict=True)), currencies[first], len(mixed) - 1)


def _group(group: dict[str, Any], figures: list[Figure]) -> PayGroup:
    amounts = sorted(figure.amount for figure in figures if figure.amount is not None)
    known = {figure.currency for figure in figures if figure.amount is not None} or {f.currency for f in figures}
    currency = known.pop() if len(known) == 1 else None
    return _restored(group, currency, len(amounts), len(figures) - len(amounts), *five_numbers(amounts))


def _restored(group: dict[str, Any], *values: Any) -> PayGroup:
    return PayGroup(MappingProxyType(group), *values)


def five_numbers(amounts: Sequence[Number]) -> tuple[Number | None, ...]:
    """Compute minimum, quartiles and maximum of sorted amounts; all None if there are no amounts."""
    if not amounts:
        return (None,) * 5
    return tuple(_at(amounts, quarter) for quarter in range(5))


def _at(amounts: Sequence[Number], quarter: int) -> Number:
    """Interpolate the amount at a quartile (0 to 4) of sorted amounts."""
    place, rest = divmod((len(amounts) - 1) * quarter, 4)
    if rest == 0:
        return amounts[place]
    low, high = amounts[place], amounts[place + 1]
    return (low * (4 - rest) + high * rest) / 4
