"""The body's compensation table compared with front matter, once for each record, and what only the table states."""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any, Final, NamedTuple

from comp_data.base.vocabulary import MAX_AMOUNT
from comp_data.guide.body.entries import region_and_level
from comp_data.guide.body.pay_table import CompensationTable, read_compensation_table
from comp_data.guide.body.table_rows import TableRow
from comp_data.guide.pay.row_matching import Matching, Pair, have_same_figures, match_rows
from comp_data.guide.pay.rows import Entries, Row, has_valid_currency, is_plausible, once, row_of
from comp_data.guide.pay.table_comparison import Comparison, End, comparisons
from comp_data.values.currencies import UNITS_PER_DOLLAR
from comp_data.values.money import Number, PayRange

BONUS_FIELDS: Final = {"bonus_pct": "pct_low", "bonus_pct_high": "pct_high", "bonus_low": "low", "bonus_high": "high"}
"""The fields of `Bonus` by their keys."""


@once
def table_of(record: Entries) -> CompensationTable | None:
    """Return the body's compensation table, or None if none can be read."""
    return read_compensation_table(record.body)


@once
def matching_of(record: Entries) -> Matching:
    """Pair the rows of the table with the entries of front matter."""
    if (table := table_of(record)) is None or not record.rows:
        return Matching((), (), ())
    return match_rows(record.rows, table.rows)


@once
def renamed_rows(record: Entries) -> dict[int, TableRow]:
    """Return the rows of the table that have the figures of an entry and another region, by the entry's index."""
    matching = matching_of(record)
    found = ((row, [one for one in matching.only_table if have_same_figures(row, one)]) for row in matching.only_front)
    return {row.index: same[0] for row, same in found if len(same) == 1}


@once
def compared(record: Entries) -> dict[int, tuple[Pair, tuple[Comparison, ...]]]:
    """Return the pairs by the index of their entry, each with the comparison of its components."""
    table = table_of(record)
    # Rows with a missing or extra cell, and figures that another table contradicts.
    unsure = [(line.start, line.end) for line in table.ragged] if table else []
    unsure += [one.own.span for one in (table.rivals if table else ()) if one.own]

    def is_sure(one: Comparison) -> bool:
        return not (unsure and any(start <= at.span[0] < end for start, end in unsure for at in one.ends))

    return {pair.row.index: (pair, tuple(filter(is_sure, comparisons(*pair)))) for pair in matching_of(record).pairs}


def pair_of(record: Entries, row: Row) -> Pair | None:
    """Return an entry with its row of the table, or None."""
    return compared(record).get(row.index, (None, ()))[0]


def compared_of(record: Entries, row: Row) -> tuple[Comparison, ...]:
    """Return the comparisons for one entry; empty if no row of the table belongs to it."""
    return compared(record).get(row.index, (None, ()))[1]


def lost_of(record: Entries, row: Row) -> tuple[Comparison, ...]:
    """Return the comparisons of an entry with an end that only the table states.

    A cell with its ends in two currencies is skipped. A bonus percentage that lacks only the high end is
    collapsed, not lost, and CD503 reports a low end that differs. A value of the wrong type counts as stated.
    """
    return tuple(
        one
        for one in compared_of(record, row)
        if one.lost
        and not (one.component == "bonus_pct" and one.differing)
        and not is_collapsed(record, row, one)
        and not one.figure.high_currency
        and _is_unstated(record, row, one)
    )


def is_collapsed(record: Entries, row: Row, one: Comparison) -> bool:
    """Whether front matter has only the low end of a bonus that the table gives as a range."""
    is_high = one.component == "bonus_pct" and [end.key for end in one.lost] == ["bonus_pct_high"]
    return is_high and not one.differing and _is_unstated(record, row, one)


def _is_unstated(record: Entries, row: Row, one: Comparison) -> bool:
    return all(record.entry(row).get(end.key) is None for end in one.lost)


@once
def contradictions(record: Entries) -> dict[int, Comparison]:
    """Return the first figure of each entry, by its index, whose currency in the table cannot be the entry's.

    Only figures written with a currency count; figures that the entry states come first. A cell with two
    currencies contradicts the second one if the entry has the figures of the first.
    """
    found = {}
    for (row, _), figures in compared(record).values():
        written = [one for one in figures if one.figure.written]
        stated = [one for one in written if len(one.lost) < len(one.ends)] or written
        if stated and not any(row.currency in (one.currency, *one.figure.written) for one in stated):
            found[row.index] = stated[0]
    return found


def plausible_in_table(record: Entries, row: Row, part: str, value: Number) -> bool:
    """Whether an amount is plausible in the table's currency, if that contradicts the entry's."""
    found = contradictions(record).get(row.index)
    return found is not None and has_valid_currency(row) and is_plausible(value, part, found.figure.written[0])


def differences_of(record: Entries, row: Row) -> tuple[tuple[Comparison, End], ...]:
    """Return the ends of an entry that differ from the table, which CD503 reports."""
    return tuple(_differences(record).get(row.index, {}).values())


@once
def _differences(record: Entries) -> dict[int, dict[str, tuple[Comparison, End]]]:
    """Return the ends that differ by the index of their entry and by their keys."""
    differing = {}
    for (row, _), every in compared(record).values():
        found = [one for one in every if one.differing and not one.figure.high_currency]
        own = [one for one in found if one.currency in (row.currency, None) or not _may_be_converted(one, row.currency)]
        if own and row.index not in contradictions(record):
            differing[row.index] = {end.key: (one, end) for one in own for end in one.differing}
    return differing


def _may_be_converted(one: Comparison, currency: str) -> bool:
    """Return whether both ends of a figure in another currency differ as much as the approximate rates do."""
    rates = UNITS_PER_DOLLAR.get(currency), UNITS_PER_DOLLAR.get(one.currency or "")
    if len(one.differing) < len(one.ends) or not (rates[0] and rates[1]):
        return len(one.differing) == len(one.ends)
    return all(1 / 1.4 < (end.front or 0) / (end.table or 1) * rates[1] / rates[0] < 1.4 for end in one.ends)


def by_table(record: Entries, row: Row) -> Row | None:
    """Return a row with the table's figures where the two differ, which CD503 reports; None if none does."""
    values = {end.key: end.table for _, end in differences_of(record, row)}
    if not values:
        return None
    pays: dict[str, Any] = {
        part: PayRange(values.get(f"{part}_low", pay.low), values.get(f"{part}_high", pay.high), pay.currency)
        for part in ("base", "stock", "signing_bonus", "total_comp")
        if (pay := getattr(row, part))
    }
    bonus = {field: values[key] for key, field in BONUS_FIELDS.items() if key in values}
    return row._replace(bonus=row.bonus._replace(**bonus), **pays)


def differing_keys(record: Entries, row: Row) -> Set[str]:
    """Return the keys of an entry that CD503 reports."""
    return _differences(record).get(row.index, {}).keys()


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
    for table in tables:
        region, level = region_and_level(table)
        if (named := entry.region if entry else region) and table.currency:
            blank = row_of(0, {"region": named, "level": level, "currency": table.currency})
            yield from _stated(comparisons(blank, table), blank, table, entry.index if entry else None)


def _stated(found: Sequence[Comparison], row: Row, table: TableRow, index: int | None) -> Iterator[BodyPay]:
    """Yield the figures that only the table states, those in the row's currency if there are any."""
    codes = {one.currency for one in found if one.currency}
    currency = row.currency if row.currency in codes or not codes else min(codes)
    values = {
        end.key: end.table if one.component == "bonus_pct" else round(end.table)
        for one in found
        if one.currency in (currency, None) and not one.figure.high_currency
        for end in one.lost
        if abs(end.table) <= MAX_AMOUNT
    }
    if "stock_low" in values or "stock_high" in values:
        vesting: dict[str, Any] = {"stock_vest_years": table.vest_years, "stock_vest_schedule": table.vest_schedule}
        values |= {key: value for key, value in vesting.items() if value}
    if values and row.region and (has_valid_currency(row) or codes):
        yield BodyPay(index, row.region, row.level, currency, values)
