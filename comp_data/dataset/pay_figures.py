"""The figures that statistics are made of, taken from records: which amount of a pay range, grouped by what."""

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from operator import itemgetter
from typing import Any, Final

from comp_data.base.errors import UsageError
from comp_data.dataset.statistics import Figure, PayStatistics, converted, grouped
from comp_data.records.filters import GuideFilter
from comp_data.records.models import Compensation, Guide
from comp_data.tables.columns import GUIDES, PAY, rows_of
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
"""The pay ranges that a field names; a field is one of them and an end: `base.low`, `total_comp.mid`."""

ENDS: Final = ("low", "mid", "high")

_OF_PAY = tuple(column.name for column in PAY.columns if column.type == "text")
_OF_GUIDES = tuple(
    column.name
    for column in GUIDES.columns
    if column.type in ("text", "date") and column.name not in (*_OF_PAY, "id", "negotiation_dna_summary")
)
GROUPINGS: Final = (*_OF_PAY, *_OF_GUIDES)
"""What figures can be grouped by: columns of the relations pay and guides."""


def pay_statistics(
    guides: Iterable[Guide],
    by: str | Iterable[str],
    field: str,
    currency: str | None,
    rates: Rates | None,
    places: GuideFilter,
) -> PayStatistics:
    """The statistics that `Dataset.stats` gives; `places` says which pay ranges count."""
    names = tuple(dict.fromkeys((by,) if isinstance(by, str) else by))
    for name in names:
        _check(name, GROUPINGS, "there is no grouping")
    amount = _amount_of(field)
    _check_conversion(currency, rates)
    figures: Iterable[Figure] = _figures(guides, names, amount, places)
    if currency is not None and rates is not None:
        figures = converted(figures, currency, rates)
    return PayStatistics(field, names, grouped(figures, names), currency, rates)


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
    _check(field, [f"{one}.{other}" for one in PARTS for other in ENDS], "there is no field")
    take = PARTS[part]
    return lambda pay: getattr(take(pay), end)


def _check(name: str, known: Iterable[str], problem: str) -> None:
    names = list(known)
    if name in names:
        return
    near = get_close_matches(name, names, n=1) or [one for one in names if one.endswith(f"_{name}")]
    raise UsageError(f"{problem} {name}; {f'did you mean {near[0]}?' if near else 'there are ' + ', '.join(names)}")


def _check_conversion(currency: str | None, rates: Rates | None) -> None:
    if currency is not None and currency not in CODES:
        raise UsageError(f"{currency} is no currency that is known: give its ISO 4217 code, such as USD")
    if currency is not None and rates is None:
        raise UsageError(f"converting to {currency} takes rates: those of the ECB of a day, or a file of your own")
    if rates is not None and currency is None:
        raise UsageError("rates are given, and no currency to convert to")
