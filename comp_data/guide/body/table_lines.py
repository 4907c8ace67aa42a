"""Read the lines of a compensation table, or its columns, as rows: each of one region, or of one of its levels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from comp_data.base.patterns import regex
from comp_data.guide.body import layouts
from comp_data.guide.body.cells.levels import is_level_name, is_percentile
from comp_data.guide.body.context import NOTHING, Context, join, read_context, roles_of
from comp_data.guide.body.headers import end_of
from comp_data.guide.body.layouts import COMPONENTS, NAMES, Layout, Plan, Role, is_place, places_of
from comp_data.guide.body.markdown_tables import IN_HEADER, Cell, MarkdownTable, TableLine, plain
from comp_data.guide.body.surroundings import Surroundings
from comp_data.guide.body.table_rows import NUMBERED, TableRow, merged, row_of
from comp_data.values.places.gazetteer import WIDE, within
from comp_data.values.places.lookup import read_region
from comp_data.values.words import any_of, phrases, words

_DITTO = frozenset(form for one in phrases("cells", "the same as above") for form in (one, one.capitalize()))
_AGGREGATES = words("rows", "no region")
"""Words in the names of lines that are not the pay of a region: `Grand total`."""
_REMARKS = phrases("rows", "about the table")
_EVERY_PLACE = regex(rf"(?i)\W*{any_of('rows', 'every place')}\W*(?:\(.*\)\W*)?")
_DIFFERENCE = regex(rf"(?i)\b{any_of('rows', 'a difference')}\b")
_NO_WORDS = str.maketrans(".():", "    ")
_NOISE = words("places", "noise")
_NUMBER = "0123456789.,'’ –—-"
_FIRST_CELL = regex(r"[ \t]*+\|?+([^|\\\r\n]*+(?:\\\|?[^|\\\r\n]*+)*)")
_NOT_OF_PART = regex(r"(?i)[()\[\]]|\b(?:total|comp\w*|pay|package|remuneration|rewards)\b")
_STRUCK = regex(r"(?i)[*_\s]*(?:~~[^~]*~~|<(s|del|strike)>.*</\1>)[*_\s]*(?:\([^()]*\)[*_\s]*)?")
END: Final = regex(rf"(?i)[\s(–-]+{any_of('cells', 'end of a range')}\)?$|[\s(–-]+(?:mid\w*|median|target)\)?$")
"""The end of a range, or its middle, after the name of a place."""
_FIGURE = regex(r"(?<![0-9])(?!20[0-9]{2}(?![0-9.,]))[0-9]{2}|[0-9]\s?[kKmM%](?!\w)|[—–]|\bN/?A\b")


def read_rows(table: MarkdownTable, plan: Plan, around: Surroundings, place: Cell | None) -> Iterator[TableRow]:
    """Yield the rows of a table by its layout; `place` is that of a table by level or component without places."""
    if plan.layout == "level-pivot":
        return _merged_columns(table, plan, around)
    if plan.layout == "component-pivot":
        return _part_columns(table, plan, around, place)
    return _lines(table, plan, around, place)


def _lines(table: MarkdownTable, plan: Plan, around: Surroundings, place: Cell | None) -> Iterator[TableRow]:
    """Yield a row for each line that has a known place or a figure; `place` is that of a table by level."""
    heads = [cell.text for cell in table.header]
    columns, roles = plan.columns, _filled(plan.columns, heads, table)
    is_by_role = "title" in columns and "level" not in columns and plan.layout == "standard"
    others = roles_of(layouts.column_of(table, columns.index("title")), around.own) if is_by_role else {}
    above: Cell | None = None
    group: Cell | None = None
    rank: Cell | None = None
    context = NOTHING
    lines = list(_without_ditto(table.rows))
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        if _repeats(heads, line):
            heads = [cell.text for cell in line.cells]
            columns = layouts.columns_of(tuple(heads))
            roles = _filled(columns, heads, table)
            continue
        is_alone = bool(line.cells) and not any(cell.text for cell in line.cells[1:])
        if is_alone:
            text, rank = plain(line.cells[0].text), line.cells[0] if _is_level(line.cells[0]) else None
            context = join((Context(other_pay=around.problem(text)), read_context(text)))
        if following and (is_alone or plan.layout == "level-title") and _is_group(line, following, plan.layout, heads):
            above = group = line.cells[0]
            continue
        named = _first_cells(line, columns)
        level, title, region = named.get("level", rank), named.get("title"), named.get("region", place)
        if plan.layout == "standard":
            # Only the first level of a region repeats its name in some tables.
            region = region or (above if level else None)
            above = region
        if region and (_STRUCK.fullmatch(region.text) or _is_no_region(plain(region.text), table, plan)):
            continue
        region, level = _within_group(group, region, level) if group else (region, level)
        about = others.get(title.text) if title else None
        said = join((context, about)) if about else context
        title = None if about is NOTHING else title
        row = row_of(zip(roles, line.cells, heads, strict=False), region, level, title, around, said)
        row = row._replace(is_ragged=True) if line.written != len(heads) else row
        if (region and is_place(row.region or "")) or row.figures or (named and row.unread):
            yield row


def _within_group(group: Cell, region: Cell | None, level: Cell | None) -> tuple[Cell | None, Cell | None]:
    """Return the region and the level of a line below that of a group: London below Canada, or a level of Berlin."""
    if region and not level and _is_level(region):
        return group, region
    if region and region is not group and is_place(plain(region.text)):
        return _narrower(region, group), level
    return region or group, level


def _without_ditto(lines: Iterable[TableLine]) -> Iterator[TableLine]:
    """Yield the lines, with the text of the cell above for `″` or `same as above` unless it is a bare number."""
    above: tuple[Cell, ...] = ()
    for line in lines:
        cells = line.cells
        if above and not _DITTO.isdisjoint([cell.text for cell in cells]):
            filled = [
                one._replace(text=up.text) if one.text in _DITTO and up.text.strip(_NUMBER) else one
                for one, up in zip(cells, above, strict=False)
            ]
            cells = (*filled, *cells[len(above) :])  # the line above may be shorter
        above = cells
        yield line if cells is line.cells else line._replace(cells=cells)


def _filled(columns: Sequence[Role], heads: list[str], table: MarkdownTable) -> list[Role]:
    """Return the roles of columns; one of figures without a header belongs to the one before it: `Base | |`."""
    roles = list(columns)
    for at in [at for at, head in enumerate(heads) if not head and at and columns[at - 1] in COMPONENTS]:
        if any(map(str.isdigit, "".join(line.cells[at].text for line in table.rows if len(line.cells) > at))):
            roles[at] = columns[at] or columns[at - 1]
    return roles


def _repeats(heads: list[str], line: TableLine) -> bool:
    return len(line.cells) == len(heads) and plain(line.cells[0].text).casefold() == plain(heads[0]).casefold() != ""


def is_aggregate(name: str) -> bool:
    """Return whether a row's name says that it is not the pay of one region: `US average`, `Last verified`."""
    is_remark = name.casefold().rstrip(" :") in _REMARKS
    return is_remark or not _AGGREGATES.isdisjoint(name.casefold().translate(_NO_WORDS).split())


def _is_no_region(name: str, table: MarkdownTable, plan: Plan) -> bool:
    """Return whether a row is not the pay of places: `Total`, `Gap (Austin to Berlin)`, but not `US average`."""
    if (name[:4] in ("All ", "all ") or not is_place(name)) and _EVERY_PLACE.fullmatch(name):  # for few tables
        return layouts.is_by_region(table, plan)
    return _names_no_place(name)


@lru_cache(512)  # many guides have the same regions
def _names_no_place(name: str) -> bool:
    is_gap = _DIFFERENCE.search(name) is not None
    label = read_region(name) if is_gap or is_aggregate(name) else None
    return label is not None and (not label.candidates or bool(label.unknown) or (is_gap and len(label.places) > 1))


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
    found: dict[str, Cell] = {}
    for role, cell in zip(columns, line.cells, strict=False):
        if role in NAMES and cell.text:
            first = found.setdefault(role, cell)
            found[role] = _narrower(first, cell) if role == "region" and first is not cell else first
    return found


def _narrower(first: Cell, second: Cell) -> Cell:
    """Return the more local of a row's two places, with the wider one if that says which place it is."""
    if not (first.text.strip(_NUMBER) and second.text.strip(_NUMBER)):  # a rank, or a code in figures
        return first if first.text.strip(_NUMBER) else second
    one, other = (read_region(plain(cell.text)) for cell in (first, second))
    if not (other.places or other.ambiguous):
        joined = read_region(f"{one.text}, {other.text}")
        adds_nothing = joined.places and (joined.unknown or other.text.casefold() in _NOISE)
        return first if adds_nothing else first._replace(text=joined.text)
    is_first = bool(one.unknown) or (not one.places or one.places[0].kind not in WIDE) or not other.places
    narrow, wide, label = (first, second, one) if is_first else (second, first, other)
    outer = (other if is_first else one).places
    is_clear = label.places and all(own in outer or any(within(own, one) for one in outer) for own in label.places)
    return narrow if is_clear else narrow._replace(text=f"{narrow.text}, {wide.text}")


def _part_columns(table: MarkdownTable, plan: Plan, around: Surroundings, place: Cell | None) -> Iterator[TableRow]:
    """Yield a row for each column: a region, or a level of `place` if the header names no places."""
    columns = [(index, table.header[index]) for index in places_of(plan.columns)]
    is_by_level = not any(is_place(plain(head.text)) for _, head in columns)
    rows = [(role, line.cells) for role, line in zip(plan.rows, table.rows, strict=True)]
    for head, ends in _by_name(columns):
        cells = [(role, line, at, end) for role, line in rows for at, end in ends.items() if len(line) > at]
        names = [NUMBERED.sub("", IN_HEADER.sub(lambda mark: mark[1] or " ", line[0].text)) for _, line, *_ in cells]
        sources = [(role, line[at], name + end) for (role, line, at, end), name in zip(cells, names, strict=True)]
        yield row_of(sources, place if is_by_level else head, head if is_by_level else None, None, around)


def _by_name(columns: list[tuple[int, Cell]]) -> Iterator[tuple[Cell, dict[int, str]]]:
    """Yield the columns of a pivot, `Austin low` and `Austin high` as one, with the ends for the names of rows."""
    named: dict[str, dict[int, Cell]] = {}
    for at, head in columns:
        named.setdefault(END.sub("", plain(head.text)), {})[at] = head
    for name, heads in named.items():
        ends = {at: f" ({end})" for at, head in heads.items() if (end := end_of(head.text))}  # not the middle
        if sorted(ends.values()) == [" (high)", " (low)"] and all(END.search(head.text) for head in heads.values()):
            yield next(iter(heads.values()))._replace(text=name), ends
        else:
            yield from ((head, {at: ""}) for at, head in heads.items())


def _merged_columns(table: MarkdownTable, plan: Plan, around: Surroundings) -> Iterator[TableRow]:
    texts = [line.cells[0].text for line in table.rows if line.cells]
    others = dict.fromkeys(texts, NOTHING) | (roles_of(texts, around.own) if plan.columns[0] == "title" else {})
    beside = [(role, at) for at, role in enumerate(plan.columns) if role == "other"]
    for index in places_of(plan.columns):
        head = table.header[index]
        role: Role = COMPONENTS.get(plan.columns[index], around.role or "total_comp")
        lines = [line.cells for line in table.rows if len(line.cells) > index]
        parts = [(role, index), *beside]
        cells = [[(kind, of[at], table.header[at].text) for kind, at in parts if len(of) > at] for of in lines]
        named = zip(cells, lines, strict=True)
        levels = [row_of(own, head, of[0], None, around, others[of[0].text]) for own, of in named]
        yield merged(row_of([], head, None, None, around), [row for row in levels if row.figures or row.unread])


def with_second_header(table: MarkdownTable) -> MarkdownTable:
    """Return a table whose first line says more of its headers with both as its header: `| | (k€) | (4yr) |`."""
    first = _FIRST_CELL.match(table.text, *table.lines[0]) if table.lines else None
    if first is None or ((name := plain(first[1])) and layouts.role_of(name) not in NAMES):
        return table
    texts = [plain(cell.text) for cell in table.row(0).cells]
    is_whole = len(texts) == len(table.header) and any(texts)
    parts = [layouts.role_of(text) in COMPONENTS for text in texts]
    is_filled = any(_FIGURE.search(text) and not is_percentile(text) for text in texts)
    are_ends = all(END.fullmatch(f" {text}") for text in texts[1:])
    if is_filled or not is_whole or (texts[0] and not (any(parts) or are_ends)):
        return table
    header: list[Cell] = []
    above = ""
    for cell, text, is_part in zip(table.header, texts, parts, strict=True):
        above = cell.text or above
        is_over = layouts.role_of(above) in COMPONENTS or layouts.is_place(above)
        head = cell.text or (above if text and is_over else "")
        is_total = layouts.role_of(above) == layouts.role_of(f"total {text}") == "total_comp"  # `gross` below `Total`
        if is_part and not is_total and layouts.role_of(above) not in ("base", "stock", "bonus", "signing_bonus"):
            whose = _NOT_OF_PART.sub(" ", above).strip()
            head = f"{text} ({whose})" if whose else text  # `Base (Europe)` below `Europe`
        elif text:
            head = f"{head} ({text.strip('()[]')})" if head else text
        header.append(cell._replace(text=head))
    return replace(table, header=tuple(header), lines=table.lines[1:])
