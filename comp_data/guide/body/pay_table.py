"""Read the compensation table of a body: a row for each region and level, figures with their place in the file."""

from dataclasses import replace
from typing import NamedTuple

from comp_data.base.grouping import grouped
from comp_data.base.patterns import regex
from comp_data.guide.body.cells.levels import is_level_name, is_own_name
from comp_data.guide.body.headers import find_places
from comp_data.guide.body.layouts import COMPONENTS, Layout, Plan, Role, is_by_region, plan_of, role_of
from comp_data.guide.body.markdown_tables import Cell, MarkdownTable, TableLine, find_tables, plain
from comp_data.guide.body.sections import Body, Extent
from comp_data.guide.body.surroundings import Rank, Surroundings, rank_of
from comp_data.guide.body.table_lines import END, read_rows, with_second_header
from comp_data.guide.body.table_rows import Rival, TableRow, rivals_of, without_cash
from comp_data.values.places.lookup import read_region
from comp_data.values.words import any_of

_RANGE = regex("(?i)" + any_of("headers", "figures"))
"""Headers of a column of figures that say nothing about them."""
_Ranked = list[tuple[MarkdownTable, Plan, Rank]]


class HeaderCell(NamedTuple):
    """A header cell and the role of its column, which is empty if unknown."""

    text: str
    span: Extent
    role: Role


class CompensationTable(NamedTuple):
    """A guide's compensation table. Tables with the same header, one for each area, are read as one."""

    layout: Layout
    header: tuple[HeaderCell, ...]
    rows: tuple[TableRow, ...]
    span: Extent  # of the whole table, or of the first one
    ragged: tuple[TableLine, ...] = ()  # the lines of another length
    is_one_of_several: bool = False  # another one with that header has other figures: it is unknown which one applies
    rivals: tuple[Rival, ...] = ()  # the figures of further tables that contradict it, then those that it lacks


def read_compensation_table(body: Body) -> CompensationTable | None:
    """Return the compensation table of a body, or None if it has none. Never raises.

    It is the first one by region with base and total or their parts, else the one that states most pay. Tables under
    a heading like `Historical` come later; those of more than 40 columns, and those after the 60th, are ignored.
    """
    tables = list(map(with_second_header, find_tables(body)[:60]))
    title = body.title.label if body.title else ""
    plans = [(table, plan) for table in tables if (plan := plan_of(table, title))]
    if not plans:
        filled = [_placed(body, table) or _without_others(table, title) for table in tables]
        plans = [(table, plan) for table in filled if table and (plan := plan_of(table, title))]
    ranked = _ranked(body, plans)
    without_figures: list[CompensationTable] = []
    for index, one in enumerate(ranked):
        found = _read(body, *one)
        if any(row.base or row.stock or row.total_comp for row in found.rows):
            return _merge(body, found, ranked, index)
        unread = "".join(cell.text for row in found.rows for cell in row.unread)
        without_figures += [found] if any(map(str.isdigit, unread)) or any(row.figures for row in found.rows) else []
    return without_figures[0] if without_figures else None


def _merge(body: Body, found: CompensationTable, ranked: _Ranked, index: int) -> CompensationTable:
    """Return the table that was found at an index, joined with those of its header and with later ones by region."""
    table, plan, rank = ranked[index]
    named = 1 if plan.layout == "component-pivot" else len(table.header)
    for at, (other, other_plan, beside) in enumerate(ranked):
        is_same = [c.text for c in other.header[:named]] == [c.text for c in table.header[:named]]
        is_same &= other_plan.layout == plan.layout
        is_of_all = not beside.is_of_some and other_plan.layout != "level-pivot"
        is_alike = is_same or (at > index and is_of_all and is_by_region(other, other_plan))
        if at != index and is_alike and (rank.is_other_pay or not beside.is_other_pay):
            is_apart = at < index or rank.is_own > beside.is_own or beside.year not in (0, rank.year)
            is_apart |= rank.is_of_some < beside.is_of_some  # `Staff level, for orientation`
            found = _joined(found, _read(body, other, other_plan, beside), is_same=is_same, is_apart=is_apart)
    return found


def _ranked(body: Body, plans: list[tuple[MarkdownTable, Plan]]) -> _Ranked:
    """Return the tables of pay, the guide's first. What the headings say matters only if there are several."""
    if len(plans) < 2:
        return [(table, plan, Rank()) for table, plan in plans]
    levels = [_level_over(body, table) for table, _ in plans]
    named = levels if len({*levels} - {None}) == len(plans) else [None] * len(plans)  # a table for each level
    ranked = [(*one, rank_of(body, one[0])._replace(level=level)) for one, level in zip(plans, named, strict=True)]
    # The newest comes first if all have a year, else the first one that is not years older than the guide.
    is_dated = all(rank.year for _, _, rank in ranked if not rank.is_other_pay)

    def order(rank: Rank) -> tuple[int, ...]:
        age = -rank.year if is_dated else 0 < rank.year < (body.year or 0) - 1
        return not rank.is_own, age, -rank.fit, not rank.is_plain

    # A table by region with base and total comes before a later one in more detail, by level or component.
    full = [one for one in ranked if one[1].weight >= 12 and is_by_region(one[0], one[1])]
    first = min(full, key=lambda one: (one[2].is_other_pay, *order(one[2])), default=None)
    return sorted(ranked, key=lambda one: (one is not first, one[2].is_other_pay, -one[1].weight, *order(one[2])))


def _placed(body: Body, table: MarkdownTable) -> MarkdownTable | None:
    """Return a table whose headers `Range`, or `Low | High`, get the place or the part of pay of the label above."""
    first, *rest = [cell for cell in table.header if role_of(cell.text) != "currency"] or table.header
    is_range = len(rest) == 1 and _RANGE.fullmatch(rest[0].text)
    has_ends = len(rest) > 1 and all(END.fullmatch(f" {cell.text}") for cell in rest)
    label = next(body.labels_over(table.start), None)
    if not (is_range or has_ends) or not label or rank_of(body, table).is_other_pay:
        return None
    if role_of(first.text) == "region" and role_of(label.label) in COMPONENTS:
        name = label.label
    elif place := _place_above(body, table):
        name = place.text
    else:
        return None
    heads = {cell: cell._replace(text=f"{name} ({cell.text})" if has_ends else name) for cell in rest}
    return replace(table, header=tuple([heads.get(cell, cell) for cell in table.header]))


def _without_others(table: MarkdownTable, title: str) -> MarkdownTable | None:
    """Return a table without the rows of other companies, if each row names one and some name that of the title."""
    roles = [role_of(cell.text) for cell in table.header]
    at = roles.index("stranger") if {"stranger", "region"} <= set(roles) else len(roles)
    names = [plain(line.cells[at].text) if len(line.cells) > at else "" for line in table.rows]
    own = [line for line, name in zip(table.lines, names, strict=True) if is_own_name(name, title)]
    return replace(table, lines=own) if all(names) and own else None


def _place_above(body: Body, table: MarkdownTable) -> Cell | None:
    """Return the only place that the labels above a table name, where its label is.

    That is the innermost label, or one around it if it names pay alone: `## London` over `### Compensation`.
    """
    for one in body.labels_over(table.start):
        places = find_places(one.label)
        if len(places) == 1 and read_region(places[0].name).places == places:
            return Cell(places[0].name, one.start, one.label_end)
        if places or role_of(one.label) not in COMPONENTS:
            return None
    return None


def _level_over(body: Body, table: MarkdownTable) -> str | None:
    """Return the level that the label over a table names, and nothing else: `L4`."""
    label = next((one.label for one in body.labels_over(table.start)), "")
    is_level = is_level_name(label) and label[-1:].isdigit() and len(label.split()) < 3
    return label if is_level and "tier" not in label.casefold() else None  # a tier may be of places


def _read(body: Body, table: MarkdownTable, plan: Plan, rank: Rank) -> CompensationTable:
    header = tuple(HeaderCell(c.text, (c.start, c.end), r) for c, r in zip(table.header, plan.columns, strict=True))
    ragged = tuple(line for line in table.rows if line.written != len(table.header))
    around = Surroundings(body, table)
    is_by_level = plan.layout in ("level-title", "component-pivot") and not is_by_region(table, plan)
    place = _place_above(body, table) if is_by_level else None
    rows = read_rows(table, plan, around, place)
    rows = (row._replace(region_span=None) for row in rows) if place else rows
    rows = (row._replace(level=row.level or rank.level) for row in rows) if rank.level else rows
    return CompensationTable(plan.layout, header, tuple(rows), (table.start, table.end), ragged)


def _joined(one: CompensationTable, other: CompensationTable, *, is_same: bool, is_apart: bool) -> CompensationTable:
    """Merge two tables of one header and their unread cells; compare them if both are for the same regions and year."""
    if is_same and not is_apart:
        unread = grouped((row.key, cell) for row in other.rows for cell in row.unread)
        own = [row._replace(unread=(*row.unread, *unread.get(row.key, ()))) for row in one.rows]
        one = one._replace(rows=tuple(own))
    rows = {row.key: row for row in reversed(one.rows)}
    pairs = [(rows[row.key], row) for row in other.rows if row.key in rows]
    if pairs and (is_apart or not any(row.label and row.figures for row in other.rows)):
        return one
    whole = {row.key: without_cash(row) for row, second in pairs if second.stock and not row.stock}
    one = one._replace(rows=tuple([whole.get(row.key, row) for row in one.rows]))
    pairs = [(whole.get(row.key, row), second) for row, second in pairs]
    found = [rival for row, second in pairs for rival in rivals_of(row, second, is_same=is_same)]
    is_unclear = is_same and any(rival.own for rival in found)
    if is_same and not is_unclear:
        more = tuple([row for row in other.rows if row.key not in rows])
        one = one._replace(rows=one.rows + more, ragged=one.ragged + other.ragged)
    rivals = sorted((*one.rivals, *found), key=lambda rival: rival.own is None)
    return one._replace(is_one_of_several=one.is_one_of_several or is_unclear, rivals=tuple(rivals))
