"""Read the compensation table of a body: a row for each region and level, figures with their place in the file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from comp_data.base.patterns import regex
from comp_data.guide.body.context import NOTHING, Context, join, read_context
from comp_data.guide.body.headers import find_places
from comp_data.guide.body.layouts import (
    COMPONENTS,
    NAMES,
    Layout,
    Plan,
    Role,
    column_of,
    columns_of,
    is_by_region,
    is_level_name,
    is_place,
    places_of,
    plan_of,
    role_of,
    with_second_header,
)
from comp_data.guide.body.markdown_tables import Cell, MarkdownTable, TableLine, find_tables, plain
from comp_data.guide.body.sections import Body, Extent
from comp_data.guide.body.surroundings import Rank, Surroundings, rank_of
from comp_data.guide.body.table_rows import Rival, TableRow, merged, rivals_of, row_of
from comp_data.values.places.gazetteer import WIDE, within
from comp_data.values.places.lookup import read_region
from comp_data.values.words import phrases, words

_DITTO = frozenset(form for one in phrases("cells", "the same as above") for form in (one, one.capitalize()))
_AGGREGATES = words("rows", "no region")
"""Words in the names of lines that are not the pay of a region: `Grand total`."""
_REMARKS = phrases("rows", "about the table")
_NO_WORDS = str.maketrans(".()", "   ")
_NOISE = words("places", "noise")
_NUMBER = "0123456789.,'’ –—-"
_RANGE = regex(
    r"(?i)(?:(?:annual|yearly|pay|salary|compensation) )?(?:ranges?|amounts?|values?|figures?)|spanne|betrag|fourchette"
    r"|montant|rango|importe"
)
"""Headers of a column of figures that say nothing about them."""


class HeaderCell(NamedTuple):
    """A header cell and the role of its column, which is empty if unknown."""

    text: str
    span: Extent
    role: Role


class RaggedRow(NamedTuple):
    """A row that has more or fewer cells than the header."""

    span: Extent
    cells: int


class CompensationTable(NamedTuple):
    """A guide's compensation table: `header` cells, `rows`, `span` of the whole, and rows of the wrong length.

    Tables with the same header, one for each area, are read as one; its span is the first's. `is_one_of_several`:
    another table with that header is for the same regions, and it is unknown which one applies. `rivals` are the
    figures of further tables that contradict it, then those that it lacks.
    """

    layout: Layout
    header: tuple[HeaderCell, ...]
    rows: tuple[TableRow, ...]
    span: Extent
    ragged: tuple[RaggedRow, ...] = ()
    is_one_of_several: bool = False
    rivals: tuple[Rival, ...] = ()


def read_compensation_table(body: Body) -> CompensationTable | None:
    """Return the compensation table of a body, or None if it has none. Never raises.

    It is the first one by region with base and total or their parts, else the one that states most pay. Tables under
    a heading like `Historical` come later; those of more than 40 columns, and those after the 60th, are ignored.
    """
    tables = list(map(with_second_header, find_tables(body)[:60]))
    plans = [(table, plan) for table in tables if (plan := plan_of(table))]
    if is_placed := not plans:
        filled = filter(None, [_placed(body, table) for table in tables])
        plans = [(table, plan) for table in filled if (plan := plan_of(table))]
    ranked = _ranked(body, plans)
    without_figures: list[CompensationTable] = []
    for index, (table, plan, (is_other_pay, year, _)) in enumerate(ranked):
        found = _read(body, table, plan)
        if any(row.figures for row in found.rows):
            named = 1 if is_placed or plan.layout == "component-pivot" else len(table.header)
            for other, other_plan, rank in ranked[index + 1 :]:
                is_same = [c.text for c in other.header[:named]] == [c.text for c in table.header[:named]]
                is_same &= other_plan.layout == plan.layout
                is_known = rank[0] <= is_other_pay and (is_same or not (rank[2] or other_plan.layout == "level-pivot"))
                if is_known and (is_same or is_by_region(other, other_plan)):
                    is_apart = rank[1] not in (0, year)
                    found = _joined(found, _read(body, other, other_plan), is_same=is_same, is_apart=is_apart)
            return found
        unread = "".join(cell.text for row in found.rows for cell in row.unread)
        without_figures += [found] if any(map(str.isdigit, unread)) else []
    return without_figures[0] if without_figures else None


def _ranked(body: Body, plans: list[tuple[MarkdownTable, Plan]]) -> list[tuple[MarkdownTable, Plan, Rank]]:
    """Return the tables of pay, the guide's first. What the headings say matters only if there are several."""
    ranks = {id(plan): rank_of(body, table) if len(plans) > 1 else (False, 0, False) for table, plan in plans}
    # A table by region with base and total comes before a later one in more detail, by level or component.
    heavy = [(table, plan) for table, plan in plans if plan.weight >= 12] if len(plans) > 1 else []
    full = [plan for table, plan in heavy if is_by_region(table, plan)]
    is_dated = all(year for is_other_pay, year, _ in ranks.values() if not is_other_pay)  # else the first one counts
    first = min(full, key=lambda plan: (ranks[id(plan)][0], is_dated * ranks[id(plan)][1]), default=None)
    found = [(table, plan, ranks[id(plan)]) for table, plan in plans]
    return sorted(found, key=lambda one: (one[1] is not first, one[2][0], -one[1].weight, is_dated * one[2][1]))


def _placed(body: Body, table: MarkdownTable) -> MarkdownTable | None:
    """Return a table `Component | Range` with the only place that the labels above name as its second header."""
    if len(table.header) != 2 or not _RANGE.fullmatch(table.header[1].text) or rank_of(body, table)[0]:
        return None
    place = _place_above(body, table)
    return place and replace(table, header=(table.header[0], table.header[1]._replace(text=place.text)))


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


def _read(body: Body, table: MarkdownTable, plan: Plan) -> CompensationTable:
    header = tuple(HeaderCell(c.text, (c.start, c.end), r) for c, r in zip(table.header, plan.columns, strict=True))
    ragged = tuple(RaggedRow((r.start, r.end), r.written) for r in table.rows if r.written != len(table.header))
    around = Surroundings(body, table)
    is_by_level = plan.layout in ("level-title", "component-pivot") and not is_by_region(table, plan)
    place = _place_above(body, table) if is_by_level else None
    read = {"level-pivot": _merged_columns, "component-pivot": _part_columns}.get(plan.layout, _lines)
    rows = read(table, plan, around, place)
    rows = (row._replace(region_span=None) for row in rows) if place else rows
    return CompensationTable(plan.layout, header, tuple(rows), (table.start, table.end), ragged)


def _joined(one: CompensationTable, other: CompensationTable, *, is_same: bool, is_apart: bool) -> CompensationTable:
    """Merge two tables with the same header; compare them if they are for the same regions and not another year."""
    rows = {row.key: row for row in reversed(one.rows)}
    pairs = [(rows[row.key], row) for row in other.rows if row.key in rows]
    if not pairs and is_same:
        return one._replace(rows=one.rows + other.rows, ragged=one.ragged + other.ragged)
    if is_apart or not any(row.label for row in other.rows):
        return one
    found = (rival for row, second in pairs for rival in rivals_of(row, second, is_same=is_same))
    rivals = sorted((*one.rivals, *found), key=lambda rival: rival[2] is None)
    return one._replace(is_one_of_several=one.is_one_of_several or is_same, rivals=tuple(rivals))


def _lines(table: MarkdownTable, plan: Plan, around: Surroundings, place: Cell | None) -> Iterator[TableRow]:
    """Yield a row for each line that has a known place or a figure; `place` is that of a table by level."""
    heads = [cell.text for cell in table.header]
    columns, roles = plan.columns, _filled(plan.columns, heads, table)
    is_by_role = "title" in columns and "level" not in columns and plan.layout == "standard"
    others = around.roles(column_of(table, columns.index("title"))) if is_by_role else {}
    above: Cell | None = None
    group: Cell | None = None
    rank: Cell | None = None
    context = NOTHING
    lines = list(_without_ditto(table.rows))
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        if _repeats(heads, line):
            heads = [cell.text for cell in line.cells]
            columns = columns_of(heads)
            roles = _filled(columns, heads, table)
            continue
        is_alone = bool(line.cells) and not any(cell.text for cell in line.cells[1:])
        if is_alone:
            text, rank = plain(line.cells[0].text), line.cells[0] if _is_level(line.cells[0]) else None
            context = join((Context(around.problem(text)), read_context(text)))
        if following and (is_alone or plan.layout == "level-title") and _is_group(line, following, plan.layout, heads):
            above = group = line.cells[0]
            continue
        named = _first_cells(line, columns)
        level, title, region = named.get("level", rank), named.get("title"), named.get("region", place)
        if plan.layout == "standard":
            # Only the first level of a region repeats its name in some tables.
            region = region or (above if level else None)
            above = region
        name = plain(region.text) if region else ""
        if is_aggregate(name) and not is_place(name):
            continue
        if group and region and not level and _is_level(region):
            level, region = region, group
        if group and (region is None or is_place(plain(region.text))):  # London below Canada
            region = _narrower(region, group) if region and region is not group else group
        about = others.get(title.text) if title else None
        said = join((context, about)) if about else context
        title = None if about is NOTHING else title
        row = row_of(zip(roles, line.cells, heads, strict=False), region, level, title, around, said)
        row = row._replace(is_ragged=True) if line.written != len(heads) else row
        if row.figures or (named and row.unread) or (region and is_place(row.region or "")):
            yield row


def _without_ditto(lines: Iterable[TableLine]) -> Iterator[TableLine]:
    """Yield the lines of a table with the cells above for `″` and `same as above`, but for numbers without a sign."""
    above: tuple[Cell, ...] = ()
    for line in lines:
        cells = line.cells
        if above and not _DITTO.isdisjoint([cell.text for cell in cells]):
            filled = [_cell_above(one, up) for one, up in zip(cells, above, strict=False)]
            cells = (*filled, *cells[len(above) :])  # the line above may be shorter
        above = cells
        yield line if cells is line.cells else line._replace(cells=cells)


def _cell_above(cell: Cell, above: Cell) -> Cell:
    is_same = cell.text in _DITTO and above.text.strip(_NUMBER)
    return cell._replace(text=above.text) if is_same else cell


def _filled(columns: Sequence[Role], heads: list[str], table: MarkdownTable) -> list[Role]:
    """Return the roles of columns; one of figures without a header belongs to the one before it: `Base | |`."""
    roles = list(columns)
    for at in [at for at, head in enumerate(heads) if not head and at and columns[at - 1] in COMPONENTS]:
        if any(map(str.isdigit, "".join(line.cells[at].text for line in table.rows if len(line.cells) > at))):
            roles[at] = columns[at] or columns[at - 1]
    return roles


def _repeats(heads: list[str], line: TableLine) -> bool:
    """Return whether a line is the header again."""
    return len(line.cells) == len(heads) and plain(line.cells[0].text).casefold() == plain(heads[0]).casefold() != ""


def is_aggregate(name: str) -> bool:
    """Return whether a row's name says that it is not the pay of one region: `US average`, `Last verified`."""
    is_remark = name.casefold().rstrip(" :") in _REMARKS
    return is_remark or not _AGGREGATES.isdisjoint(name.casefold().translate(_NO_WORDS).split())


def _is_group(line: TableLine, below: TableLine, layout: Layout, heads: list[str]) -> bool:
    """Return whether a line is about those below it, and no region without figures: `**US offices** | | |`."""
    is_by_level = layout == "level-title"
    if not line.cells or any(cell.text.strip("-–—" if is_by_level else "") for cell in line.cells[1:]):
        return False
    places = read_region(plain(line.cells[0].text)).places
    if is_by_level or not (below.cells and below.cells[0].text) or _repeats(heads, below) or _is_level(below.cells[0]):
        return bool(places)
    inner = read_region(plain(below.cells[0].text))
    return any(within(one, place) for one in inner.places or inner.ambiguous for place in places)


def _is_level(cell: Cell) -> bool:
    return is_level_name(plain(cell.text)) and not is_place(plain(cell.text))


def _first_cells(line: TableLine, columns: Sequence[Role]) -> dict[str, Cell]:
    """Return the first non-empty cell of each role that names a row."""
    found: dict[str, Cell] = {}
    for role, cell in zip(columns, line.cells, strict=False):
        if role in NAMES and cell.text:
            first = found.setdefault(role, cell)
            if role == "region" and first is not cell:
                found[role] = _narrower(first, cell)
    return found


def _narrower(first: Cell, second: Cell) -> Cell:
    """Return the more local of a row's two places, with the wider one if that says which place it is."""
    one, other = (read_region(plain(cell.text)) for cell in (first, second))
    if not (other.places or other.ambiguous):
        joined = read_region(f"{one.text}, {other.text}")
        adds_nothing = joined.places and (joined.unknown or other.text.casefold() in _NOISE)
        return first if adds_nothing else first._replace(text=joined.text)
    is_first = bool(one.unknown) or (not one.places or one.places[0].kind not in WIDE) or not other.places
    if not is_first and any(within(inner, one.places[0]) for inner in other.places):
        return second
    narrow, wide, label = (first, second, one) if is_first else (second, first, other)
    outer = (other if is_first else one).places
    is_clear = label.places and all(own in outer or any(within(own, one) for one in outer) for own in label.places)
    return narrow if is_clear else narrow._replace(text=f"{narrow.text}, {wide.text}")


def _part_columns(table: MarkdownTable, plan: Plan, around: Surroundings, place: Cell | None) -> Iterator[TableRow]:
    """Yield a row for each column: a region, or a level of `place` if the header names no places."""
    columns = [(index, table.header[index]) for index in places_of(plan.columns)]
    is_by_level = not any(is_place(plain(head.text)) for _, head in columns)
    for index, head in columns:
        rows = [(role, line.cells) for role, line in zip(plan.rows, table.rows, strict=True) if len(line.cells) > index]
        sources = [(role, cells[index], cells[0].text) for role, cells in rows]
        yield row_of(sources, place if is_by_level else head, head if is_by_level else None, None, around)


def _merged_columns(table: MarkdownTable, plan: Plan, around: Surroundings, _: Cell | None) -> Iterator[TableRow]:
    """Yield a row for each column, merged over the levels in its lines."""
    named: Role = around.role or "total_comp"
    for index in places_of(plan.columns):
        head = table.header[index]
        role: Role = COMPONENTS.get(plan.columns[index], named)
        lines = [line.cells for line in table.rows if len(line.cells) > index]
        levels = [row_of([(role, cells[index], head.text)], head, cells[0], None, around) for cells in lines]
        yield merged(row_of([], head, None, None, around), [row for row in levels if row.figures or row.unread])
