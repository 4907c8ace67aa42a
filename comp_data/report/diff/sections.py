"""Describe the changes of a dataset: sections of lines, and the changed figures as rows of a table."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from comp_data.base.diagnostics import shortened
from comp_data.base.grouping import grouped
from comp_data.base.wording import plural
from comp_data.comparison.model import FigureChange, RecordChange, RegionEntry, UniformChange, ValueChange
from comp_data.comparison.rows import PERCENTS
from comp_data.diffing.changes import KINDS, DatasetChanges
from comp_data.guide.pay.rows import component
from comp_data.values.currencies import CODES
from comp_data.values.money import amount, percent

SAME: Final = "written differently, with the same values"
"""The title of the records that differ in layout only."""

HEADING: Final = ("record", "region", "figure", "old", "new", "change")
"""The heading of the table of figures: both ends of a range in one row, the largest change first."""

_NAMES: Final = {
    "base": "base", "stock": "stock", "bonus": "bonus", "signing_bonus": "signing bonus", "total_comp": "total",
    "bonus_pct": "bonus %", "stock_vest_years": "vesting years",
}  # fmt: skip
"""The names of the parts of pay, for a row with both ends of a range."""
_KNOWN: Final = frozenset((
    "last_updated", "salary_data_quarter", "next_review_due", "data_quality", "schema_version", "internal", "raw",
))  # fmt: skip


class Quoted(str):
    """A text of a guide, which must be escaped when shown."""

    __slots__ = ()


Line = tuple[str, ...]
"""The parts of a line: text of this package, and texts of guides as Quoted."""
Row = tuple[Line, ...]
"""The cells of a row, by HEADING."""


class Section(NamedTuple):
    """Lines under a title, or the rows of the table of figures."""

    title: str
    lines: tuple[Line, ...]
    rows: tuple[Row, ...] = ()


def sections(changes: DatasetChanges) -> tuple[list[Section], list[Section]]:
    """Return the sections before the table of figures and those after it, without empty ones."""
    changed = [one for one in changes.changes if one.old_id and one.new_id]
    problems: list[Line] = []
    for one in changes.changes:
        for side, problem in (("before", one.old_problem), ("now", one.new_problem)):
            problems += [(Quoted(one.id), f", {side}: ", Quoted(problem))] if problem else []
    before = [
        Section("schema", _grouped(changed, lambda one: [one.schema_version] if one.schema_version else [], _value)),
        Section("removed", tuple(_whole(one, one.regions_removed) for one in changes.of("removed"))),
        Section("renamed", tuple((Quoted(str(c.old_id)), " is ", Quoted(c.id)) for c in changes.of("renamed"))),
        Section("added", tuple(_whole(one, one.regions_added) for one in changes.of("added"))),
        Section("cannot be read", tuple(problems)),
        Section("regions", tuple(line for one in changed for line in _regions(one))),
        Section("currencies", _grouped(changed, lambda one: one.currencies, _value)),
        Section("one change throughout", tuple(map(_uniform, changes.uniform))),
    ]
    rewritten = [one.id for one in changed if one.is_formatting_only]
    after = [
        Section("dates", _grouped(changed, lambda one: one.dates, _value)),
        Section("quality", _grouped(changed, lambda one: [one.quality] if one.quality else [], _value)),
        Section("sources", _grouped(changed, lambda one: one.sources, _source)),
        Section("levels", _grouped(changed, lambda one: one.levels, _value)),
        Section("texts", tuple(_texts(one) for one in changed if one.texts or one.body)),
        Section(SAME, (_records(rewritten),) if rewritten else ()),
    ]
    return [one for one in before if one.lines], [one for one in after if one.lines]


def headline(changes: DatasetChanges) -> str:
    """Summarize the changes in one line."""
    rewritten = sum(change.is_formatting_only for change in changes.changes)
    number = {kind: len(changes.of(kind)) for kind in KINDS}
    number["changed"] -= rewritten
    parts = [f"{plural(records, 'record')} {kind}" for kind, records in number.items() if records]
    parts += [f"{plural(rewritten, 'record')} written differently"] if rewritten else []
    figures = sum(len(change.figures) for change in changes.changes)
    step = f"; a {changes.step} version of the data" if changes.step else ""
    said = ", ".join(parts) or "no record changed"
    return f"{said}; {plural(figures, 'figure')} changed{step}" if figures else f"{said}{step}"


def said(line: Line, escape: Callable[[str], str], most: int = 120) -> str:
    """Return a line as text, with texts of guides shortened and escaped."""
    return "".join(escape(shortened(part, most)) if isinstance(part, Quoted) else part for part in line)


def signed(*sizes: float) -> str:
    """Write a change, or the range of several, as percentages with signs: `+30%`, `-0.5% to +2%`."""
    ends = (f"{'+' if end > 0 else ''}{percent(end, 1 if abs(end) >= 0.05 else 4)}" for end in (min(sizes), max(sizes)))
    return " to ".join(dict.fromkeys(ends))


def place(region: str | None, level: str | None) -> Line:
    """Return a region, with its level if it has one."""
    name: Line = ("(no region)",) if region is None else (Quoted(region),)
    return name if level is None else (*name, ", ", Quoted(level))


def code(currency: str | None) -> str:
    """Return a currency: quoted if it is not a valid code."""
    return currency if currency in CODES else Quoted(currency or "no currency")


def _whole(change: RecordChange, entries: tuple[RegionEntry, ...]) -> Line:
    parts = [part for one in entries for part in ("; ", *place(one.region, one.level), *_total(one))]
    return (Quoted(change.id), ": ", *parts[1:]) if parts else (Quoted(change.id),)


def _regions(change: RecordChange) -> Iterator[Line]:
    start: Line = (Quoted(change.id), ": ")
    for entries, what in ((change.regions_removed, " removed"), (change.regions_added, " added")):
        yield from ((*start, *place(one.region, one.level), what, *_total(one)) for one in entries)
    for one in change.regions_renamed:
        same = "" if one.is_same_place else ", with the same figures at its position"
        yield (*start, *place(one.old_region, one.old_level), " is now ", *place(one.region, one.level), same)


def _total(entry: RegionEntry) -> Line:
    for part, words in (("total_comp", "total"), ("base", "base")):
        low, high = entry.figures.get(f"{part}_low"), entry.figures.get(f"{part}_high")
        if low is not None or high is not None:
            return f" ({words} ", code(entry.currency), f" {amount(low)}–{amount(high)})"
    return ()


def _uniform(change: UniformChange) -> Line:
    by = f": every amount {signed(change.share)}"
    if len(change.records) == 1:
        return Quoted(change.records[0]), by
    return Quoted(change.company), f", {plural(len(change.records), 'record')}{by}"


def _value(change: ValueChange) -> Line:
    if change.key_path[-1] == "currency":
        return (*place(change.region, change.level), ": ", *_was(change))
    name = ".".join(str(part) for part in change.key_path if part != "level_mapping")
    return (name if name in _KNOWN else Quoted(name), " ", *_was(change))


def _source(change: ValueChange) -> Line:
    if change.old is None or change.new is None:
        return Quoted(_name(change.new or change.old)), " added" if change.old is None else " removed"
    olds, news = (one if isinstance(one, dict) else {} for one in (change.old, change.new))
    keys = [str(key) for key in dict.fromkeys((*olds, *news)) if olds.get(key) != news.get(key)]
    return Quoted(_name(change.new)), ": ", Quoted(", ".join(keys)), " changed"


def _name(source: Any) -> str:
    return str(source.get("name")) if isinstance(source, dict) else str(source)


def _was(change: ValueChange) -> Line:
    old, new = ("nothing" if value is None else Quoted(str(value)) for value in (change.old, change.new))
    return old, " → ", new


def _texts(change: RecordChange) -> Line:
    line: Line = (Quoted(change.id), ": ")
    if change.texts:
        names = dict.fromkeys(str(text.key_path[-1]) for text in change.texts)
        line = (*line, f"{plural(len(change.texts), 'text')} of front matter (", Quoted(", ".join(names)), ")")
    if change.body:
        added, removed = change.body
        parts = (f"{number:,} {word}" for number, word in ((added, "added"), (removed, "removed")) if number)
        moved = f"lines of the body: {', '.join(parts) or 'moved'}"
        lines = f"{plural(added, 'line')} of the body changed" if added and added == removed else moved
        line = (*line, ", " if change.texts else "", lines)
    return line


def _records(ids: list[str]) -> Line:
    if len(ids) > 3:
        return (plural(len(ids), "record"),)
    return tuple(part for id_ in ids for part in (", ", Quoted(id_)))[1:]


def _grouped(
    changes: Iterable[RecordChange],
    values: Callable[[RecordChange], Iterable[ValueChange]],
    said: Callable[[ValueChange], Line],
) -> tuple[Line, ...]:
    """Return one line per equal change with its records, the most records first."""
    groups = grouped((said(value), change.id) for change in changes for value in values(change))
    ranked = sorted(groups.items(), key=lambda item: -len(item[1]))
    return tuple((*_records(list(dict.fromkeys(ids))), ": ", *line) for line, ids in ranked)


def table(changes: DatasetChanges) -> list[Row]:
    """Return the rows, without records of a company whose amounts all changed by the same percentage."""
    uniform = {id_ for one in changes.uniform if len(one.records) > 1 for id_ in one.records}
    groups = grouped(
        ((change.id, figure.key_path[1], component(figure.field)), figure)
        for change in changes.changes
        for figure in change.figures
        if change.id not in uniform or not figure.is_amount
    )
    ranked = sorted(groups.items(), key=lambda group: -max(figure.size for figure in group[1]))
    return [_row(id_, figures) for (id_, _, _), figures in ranked]


def _row(id_: str, figures: list[FigureChange]) -> Row:
    first = figures[0]
    name = _NAMES[component(first.field)]
    if len(figures) == 1 and first.field not in _NAMES:
        name = f"{name}, {first.field.rpartition('_')[2]} end"
    old = "–".join(dict.fromkeys(amount(one.old) for one in figures))
    new = "–".join(dict.fromkeys(amount(one.new) for one in figures))
    old_code: Line = (code(first.old_currency), " ") if first.old_currency and first.is_amount else ()
    is_other = first.is_amount and first.currency != first.old_currency
    new_code: Line = (code(first.currency), " ") if first.currency and is_other else ()
    where, change = place(first.region, first.level), (_change(figures),)
    return (Quoted(id_),), where, (name,), (*old_code, old), (*new_code, new), change


def _change(figures: list[FigureChange]) -> str:
    if any(one.is_amount and one.currency != one.old_currency for one in figures):
        return "other currency"
    is_percent = figures[0].field in PERCENTS
    shares = [one.share for one in figures if one.share is not None]
    if shares and not is_percent:
        return signed(*shares)
    old, new = figures[0].old, figures[0].new
    if old is None or new is None:
        return "newly known" if old is None else "no longer known"
    if not is_percent:
        return "from 0"
    return f"{'+' if new > old else ''}{percent(new - old).removesuffix('%')} points"
