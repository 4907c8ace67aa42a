"""The body's compensation table beside front matter: read and matched once a record, for all rules that need it."""

from comp_data.guide.body.pay_table import CompensationTable, Extent, read_compensation_table
from comp_data.linter.analysis.row_matching import Matching, Pair, match_rows
from comp_data.linter.analysis.table_comparison import Comparison, comparisons
from comp_data.linter.record import Record, Row

_NOTHING = Matching((), (), ())


def table_of(record: Record) -> CompensationTable | None:
    """The body's compensation table; None where there is none that can be read."""
    return record.once(_table)


def _table(record: Record) -> CompensationTable | None:
    return read_compensation_table(record.document.body)


def matching_of(record: Record) -> Matching:
    """The rows of the table and the entries of front matter, paired; no pairs without a table."""
    return record.once(_matching)


def _matching(record: Record) -> Matching:
    table = table_of(record)
    if table is None or table.is_one_of_several or not record.rows:
        return _NOTHING
    return match_rows(record.rows, table.rows)


def compared(record: Record) -> tuple[tuple[Pair, tuple[Comparison, ...]], ...]:
    """The pairs, each with what its two sides state, component by component."""
    return record.once(_compared)


def _compared(record: Record) -> tuple[tuple[Pair, tuple[Comparison, ...]], ...]:
    ragged = tuple(row.span for row in table.ragged) if (table := table_of(record)) else ()
    return tuple((pair, _sure(comparisons(pair.row, pair.table), ragged)) for pair in matching_of(record).pairs)


def _sure(found: tuple[Comparison, ...], ragged: tuple[Extent, ...]) -> tuple[Comparison, ...]:
    """Without figures of rows with a cell too few or too many: nobody knows which header they belong under."""
    if not ragged:
        return found
    return tuple(
        one for one in found if not any(start <= end.span[0] < stop for start, stop in ragged for end in one.ends)
    )


def compared_of(record: Record, row: Row) -> tuple[Comparison, ...]:
    """What the table states for one entry beside its own figures; empty where no row of the table is its."""
    return record.once(_by_index).get(row.index, ())


def _by_index(record: Record) -> dict[int, tuple[Comparison, ...]]:
    return {pair.row.index: comparisons for pair, comparisons in compared(record)}


def lost_of(record: Record, row: Row) -> tuple[Comparison, ...]:
    """What the table states for an entry, and the entry does not or not at both ends."""
    return lost(record, row, compared_of(record, row))


def lost(record: Record, row: Row, comparisons: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
    """The comparisons with an end that only the table states.

    A cell with its ends in two currencies states none. A bonus per cent of which only the high end is missing is
    collapsed, not lost; and what front matter states as something else than a number is stated.
    """
    return tuple(
        one
        for one in comparisons
        if one.lost
        and not is_collapsed(record, row, one)
        and not one.figure.high_currency
        and _is_unstated(record, row, one)
    )


def is_collapsed(record: Record, row: Row, one: Comparison) -> bool:
    """Whether a bonus that the table gives as a range stands in front matter as its low end alone."""
    is_high = one.component == "bonus_pct" and [end.key for end in one.lost] == ["bonus_pct_high"]
    return is_high and not one.differing and _is_unstated(record, row, one)


def _is_unstated(record: Record, row: Row, one: Comparison) -> bool:
    entry = record.entry(row)
    return all(entry.get(end.key) is None for end in one.lost)


def contradicts(row: Row, comparisons: tuple[Comparison, ...]) -> Comparison | None:
    """The first figure whose currency in the table cannot be the entry's; None where one that the entry states can.

    Only figures that are written with a currency tell, and of an entry without any of them all do. A cell that gives
    two currencies contradicts the second where the entry holds the figures of the first.
    """
    written = [one for one in comparisons if one.figure.written]
    stated = [one for one in written if len(one.lost) < len(one.ends)] or written
    is_other = all(one.currency != row.currency and row.currency not in one.figure.written for one in stated)
    return stated[0] if stated and is_other else None
