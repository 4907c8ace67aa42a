"""What figures of pay come to, group by group: count, least, quartiles and most, in one currency each.

Quartiles are inclusive (type 7): the least figure is the 0th, the most the 100th per cent of the way, and between
figures the share of the way counts. Of one figure all five are that figure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, overload

from comp_data.base.errors import MixedCurrenciesError
from comp_data.values.money import Number, PayRange
from comp_data.values.rates.rates import Rates


@dataclass(frozen=True, slots=True)
class PayGroup:
    """The figures of one group. `group` has what the group is by: `{"role": "data-engineer", "country": "US"}`.

    `count` is how many figures there are, `left_out` how many pay ranges have none: null is not counted as 0.
    Amounts are in `currency`, which is None where a group without figures has pay ranges in several.
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
        """With its group as a dict: a mapping that cannot be changed does not go from one process to another."""
        values = (self.currency, self.count, self.left_out, self.min, self.q1, self.median, self.q3, self.max)
        return _restored, (dict(self.group), *values)


@dataclass(frozen=True, slots=True)
class PayStatistics(Sequence[PayGroup]):
    """The groups, in order of what they are by, those of which it is not known last.

    `field` is what was counted (`total_comp.mid`), `by` what the groups are by; `currency` and `rates` are what all
    figures were converted to, and by which rates, None where none was converted.
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
    """One figure: the values of what it is grouped by, the amount (None where it is not known), its currency."""

    group: tuple[Any, ...]
    amount: Number | None
    currency: str


def converted(figures: Iterable[Figure], currency: str, rates: Rates) -> list[Figure]:
    """The figures in one currency, not rounded. Raises MissingRateError, which names every currency without a rate."""
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


def grouped(figures: Iterable[Figure], by: Sequence[str]) -> tuple[PayGroup, ...]:
    """What the figures of each group come to. Raises MixedCurrenciesError for a group with several currencies."""
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
    """Least, first quartile, median, third quartile and most of amounts in order; all None for no amounts."""
    if not amounts:
        return (None,) * 5
    return tuple(_at(amounts, quarter) for quarter in range(5))


def _at(amounts: Sequence[Number], quarter: int) -> Number:
    """The amount at some quarters of the way from the first to the last."""
    place, rest = divmod((len(amounts) - 1) * quarter, 4)
    if rest == 0:
        return amounts[place]
    low, high = amounts[place], amounts[place + 1]
    return (low * (4 - rest) + high * rest) / 4
