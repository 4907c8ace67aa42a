"""The pay that the body's table states and front matter lacks: figures of its entries, levels of them, and rows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from comp_data.base.vocabulary import MAX_AMOUNT
from comp_data.guide.body.entries import region_and_level
from comp_data.guide.body.table_rows import TableRow
from comp_data.guide.pay.agreement import compared, lost_of, matching_of
from comp_data.guide.pay.rows import Entries, Row, has_valid_currency, row_of
from comp_data.guide.pay.table_comparison import Comparison, comparisons


class BodyPay(NamedTuple):
    """Figures of one region, and level, of the body's table; `values` are keys of an entry, without unknown ones.

    `entry` is the index of the entry that lacks the figures, or the level; None if front matter lacks the row.
    """

    entry: int | None
    region: str
    level: str | None
    currency: str
    values: dict[str, Any]


def body_pay(entries: Entries) -> Iterator[BodyPay]:
    """Yield what front matter lacks: by entry in its order, then the rows that it does not have at all."""
    for pair, _ in compared(entries).values():
        levels = () if pair.row.level else _levels(pair.table)
        yield from _rows(levels, pair.row)
        if not levels:
            yield from _stated(lost_of(entries, pair.row), pair.row, pair.table, pair.row.index)
    for table in matching_of(entries).only_table:
        yield from _rows(_levels(table) or (table,), None)


def _levels(table: TableRow) -> Sequence[TableRow]:
    return [one for one in table.levels if one.level or one.title]


def _rows(tables: Iterable[TableRow], entry: Row | None) -> Iterator[BodyPay]:
    """Yield rows of the table with all of their figures."""
    for table in tables:
        region, level = region_and_level(table)
        named = entry.region if entry else region
        if named and table.currency:
            blank = row_of(0, {"region": named, "level": level, "currency": table.currency})
            yield from _stated(comparisons(blank, table), blank, table, entry.index if entry else None)


def _stated(found: Sequence[Comparison], row: Row, table: TableRow, index: int | None) -> Iterator[BodyPay]:
    """Yield the figures that only the table states, those in the row's currency if there are any."""
    codes = {one.currency for one in found if one.currency}
    currency = row.currency if row.currency in codes or not codes else min(codes)
    taken = [one for one in found if one.currency in (currency, None) and not one.figure.high_currency]
    values = {
        end.key: end.table if one.component == "bonus_pct" else round(end.table)
        for one in taken
        for end in one.lost
        if abs(end.table) <= MAX_AMOUNT
    }
    if "stock_low" in values or "stock_high" in values:
        vesting: dict[str, Any] = {"stock_vest_years": table.vest_years, "stock_vest_schedule": table.vest_schedule}
        values |= {key: value for key, value in vesting.items() if value}
    if values and row.region and (has_valid_currency(row) or codes):
        yield BodyPay(index, row.region, row.level, currency, values)
