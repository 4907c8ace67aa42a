"""Build a row of a compensation table from its cells, and merge the rows of a region's levels."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from comp_data.base.patterns import regex
from comp_data.guide.body.cells.figure import Figure, UnreadCell
from comp_data.guide.body.cells.levels import is_level_name, is_percentile
from comp_data.guide.body.context import NOTHING, RANGE_END, Context, end_after_name, join, labels_in, read_contexts
from comp_data.guide.body.figures import Draft, read_amount
from comp_data.guide.body.layouts import COMPONENTS, is_first_year
from comp_data.guide.body.markdown_tables import Cell, plain
from comp_data.guide.body.refusals import TOO_LITTLE
from comp_data.guide.body.sections import Extent
from comp_data.guide.body.side_columns import NUMBER, HeadedCell, read_side_columns
from comp_data.guide.body.surroundings import Surroundings
from comp_data.values.currencies import read_sign, stated_currencies
from comp_data.values.money import DEFAULT_VEST_YEARS, Number
from comp_data.values.places.lookup import RegionLabel, read_region
from comp_data.values.words import any_of, phrases

_FIGURES = ("base", "stock", "bonus_pct", "bonus", "signing_bonus", "total_comp")
_CASH = ("base", "bonus_pct", "bonus", "total_comp")
_EXACT = 0.006
"""How far a sum may differ from a total that is rounded."""
_APART = frozenset((*COMPONENTS, "region", "level", "title", "currency"))
"""The roles of cells that are read by themselves, not as what a row says about its pay."""
_YES = phrases("cells", "yes")
_RANGE = regex(r"[0-9KkM]\s?[–—-]\s?\S{0,4}[0-9]")
_NO_PAY = regex(rf"(?i)\b{any_of('headers', 'terms without pay')}\b")
_HOW_OFTEN = regex(rf"(?i)\b{any_of('headers', 'how often it is paid')}\b")
_FOR_A_YEAR = regex(r"[$€£]\s?(?:[3-9][0-9]|[0-9]{3})(?:\s?[kK]|[.,][0-9]{3})")
"""Pay that is too much for a month."""
NUMBERED = regex(r"^[0-9]{1,2}[.)]\s+")
_SOURCE = regex(rf"(?i)\b{any_of('headers', 'where figures are from')}")
_BASE_AND_BONUS = regex(rf"(?i)\b(?:totals?|tc)\b{any_of('texts', 'total of base and bonus')}")
_MARKED_DOLLAR = regex(
    r"[$＄](?:(?<=[A-Za-z].)(?<!US.)(?<![0-9][KkM].)|\s?(?:CAD?|AUD?|NZD?|HKD|SGD|TWD|MXN)(?![A-Za-z]))"
)


class TableRow(NamedTuple):
    """The pay of one region, or of one level of a region if the table splits levels."""

    region: str | None = None  # as written, without Markdown marks; None, like the next two, in a table without regions
    region_span: Extent | None = None
    label: RegionLabel | None = None
    level: str | None = None
    title: str | None = None
    currency: str | None = None  # that of the base salary, else of the first figure, else of the region
    base: Figure | None = None
    stock: Figure | None = None
    vest_years: int | None = None  # None if the table does not say or gives no stock
    bonus_pct: Figure | None = None
    bonus: Figure | None = None
    signing_bonus: Figure | None = None
    total_comp: Figure | None = None
    notes: tuple[str, ...] = ()
    unread: tuple[UnreadCell, ...] = ()
    levels: tuple["TableRow", ...] = ()  # what it is merged over: it spans from their lowest to their highest end
    is_ragged: bool = False  # its line has a cell too many or too few: it is unknown which header its figures belong to
    vest_schedule: tuple[int, ...] = ()  # the percentage of the grant in each year, empty if the table does not say
    is_first_year: bool = False  # the total is for the first year
    has_no_bonus: bool = False  # the cell of the bonus says `None`

    @property
    def key(self) -> Hashable:
        """Region, level and title: equal for two rows about the same pay."""
        return (self.label and self.label.key, self.level, self.title)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The row's figures that are not None."""
        return tuple([figure for name in _FIGURES if (figure := getattr(self, name))])


def merged(row: TableRow, levels: Sequence[TableRow]) -> TableRow:
    """Merge the rows of a region's levels: each figure spans the lowest low end to the highest high end.

    A figure is left out if a level gives it in another currency or with one end only.
    """
    vest_years = {level.vest_years for level in levels if level.stock}
    figures: dict[str, Any] = {name: _union([getattr(level, name) for level in levels]) for name in _FIGURES}
    return row._replace(
        currency=next((level.currency for level in levels), row.currency),
        vest_years=vest_years.pop() if len(vest_years) == 1 else None,
        notes=tuple(dict.fromkeys(note for level in levels for note in level.notes)),
        unread=tuple(cell for level in levels for cell in level.unread),
        levels=tuple(levels),
        **figures,
    )


def without_cash(row: TableRow) -> TableRow:
    """Return a row with its total as an unread cell if it is base and bonus alone."""
    total, why = row.total_comp, "it is base and bonus alone, and another table has equity"
    ends = [[getattr(getattr(row, name), end, None) or 0 for name in _CASH] for end in ("low", "high")]
    if not total or any(abs(all_ - base * (1 + pct / 100) - bonus) > _EXACT * all_ for base, pct, bonus, all_ in ends):
        return row
    return row._replace(total_comp=None, unread=(*row.unread, UnreadCell("total_comp", str(total), total.span, why)))


def _union(stated: Iterable[Figure | None]) -> Figure | None:
    """Return the lowest low end to the highest high end; None if an end is unknown or currencies differ."""
    figures = [figure for figure in stated if figure]
    lows = [(f.low, f) for f in figures if f.low is not None]
    highs = [(f.high, f) for f in figures if f.high is not None]
    if not (len(lows) == len(highs) == len(figures) > 0) or len({f.currency for f in figures}) > 1:
        return None
    low, least = min(lows, key=lambda one: one[0])
    high, greatest = max(highs, key=lambda one: one[0])
    return Figure(low, high, least.currency, least.span, high_span=greatest.span, written=least.written)


def _row_context(labels: Sequence[str], cells: list[HeadedCell]) -> Context:
    """Return what a row says about its pay: in the label (`Warsaw (monthly)`) or a cell of its own (`32 | Hours`)."""
    texts = [*labels]
    base = [cell.text for role, cell, _ in cells if role == "base"]
    for text, head in [(cell.text, head) for role, cell, head in cells if role not in _APART and cell.text]:
        if _NO_PAY.search(head) or (_HOW_OFTEN.search(head) and any(map(_FOR_A_YEAR.match, base))):
            continue
        if head.strip() in ("±", "+/-"):
            return Context(problem="the column `±` beside it says that it is a range")
        if stated_currencies(head) and NUMBER.fullmatch(text):
            continue  # a rate: 1.27 below `FX to USD`
        is_about_header = NUMBER.fullmatch(text) or text.casefold() in _YES or is_percentile(text)
        texts.append(f"{text} {plain(head)}" if is_about_header else text)
    return read_contexts(texts) if texts else NOTHING


def _first_year_problem(draft: Draft) -> str | None:
    """Return why a total of the first year is no usual year's: its share of the grant or the sign-on bonus in it."""
    if signing := draft.figures.get("signing_bonus"):
        may_have = draft.unread or _has_in_total(draft, [signing[:2]])
        return "it is for the first year, and may include the sign-on bonus" if may_have else None
    return None if draft.vest_schedule else "it is for the first year, and the table has no vesting schedule"


def _has_in_total(draft: Draft, parts: Sequence[tuple[Number | None, ...]]) -> bool:
    """Return whether a total is the sum of base, a year's stock, bonus and all of the parts, at both ends."""
    share = draft.vest_schedule[0] / 100 if draft.vest_schedule else 1 / (draft.vest_years or DEFAULT_VEST_YEARS)
    for at, end in enumerate(("low", "high")):
        base, stock, pct, bonus, _, total = (getattr(draft.figures.get(name), end, None) for name in _FIGURES)
        year = (base or 0) + (stock or 0) * share + (base * pct / 100 if base and pct else bonus or 0)
        gap, more = (total or 0) - year, sum(part[at] or 0 for part in parts)
        if not (gap and more and abs(gap - more) <= _EXACT * year < gap):
            return False
    return True


def _unheld_part(draft: Draft, cells: Iterable[tuple[Cell, str]]) -> str | None:
    """Return the columns that no field holds and that a total includes: `Pension`, `HRA + PF`."""
    base = draft.figures["base"]
    found = [(plain(head), ends) for cell, head in cells if any(ends := read_amount(cell, head, base))]
    for some in (*([one] for one in found), found):  # one of them, or all together
        if _has_in_total(draft, [ends for _, ends in some]):
            return " + ".join(name for name, _ in some)
    return None


def _end_in(named: Iterable[str], label: RegionLabel | None, cells: Iterable[HeadedCell]) -> str | None:
    """Return the end of a range that a row is for: `Min`, or `Boston (max)` if no cell is a range."""
    end = end_after_name(label.text, label.unknown) if label else None
    has_range = end and any(_RANGE.search(cell.text) for role, cell, _ in cells if role in ("base", "total_comp"))
    return next(filter(RANGE_END.fullmatch, named), None if has_range else end)


def _split_level(label: RegionLabel | None) -> tuple[str, str] | None:
    if label is None or len(label.unknown) != 1 or not is_level_name(label.unknown[0]):
        return None
    place = label.text.replace(label.unknown[0], "").strip(" -–—/,()[]")
    is_clear = "(" not in place and read_region(place).candidates == label.candidates != ()
    return (place, label.unknown[0]) if is_clear else None


def _region_of(region: Cell | None, level: Cell | None) -> tuple[str | None, RegionLabel | None, Cell | None]:
    if region is None:
        return None, None, level
    text = NUMBERED.sub("", plain(region.text).rstrip(" ¹²³⁴⁵⁶⁷⁸⁹†‡§"))
    label = read_region(text) if text else None
    if not level and (parts := _split_level(label)):
        place, name = parts
        return place, read_region(place), region._replace(text=name)
    return text, label, level


def _draft_of(
    label: RegionLabel | None, names: tuple[str, ...], cells: list[HeadedCell], around: Surroundings, said: Context
) -> Draft:
    """Return a row before its cells are read: `names` are region, level and title, `said` is about its pay."""
    _, level, _ = names
    labels = labels_in(names, label.unknown if label else ())
    beside = [*labels, *([level] if level and not is_level_name(level) else [])]
    beside += [cell.text for role, cell, _ in cells if not role and any(map(str.isalpha, cell.text))]
    others = [(cell.text, head) for role, cell, head in cells if role == "other"]
    beside += [f"{head}: {text}" for text, head in others if text.isdigit()]
    beside += [text for text, head in others if not (any(map(str.isdigit, text)) or _SOURCE.search(head))]
    other = Context(other_pay=next(filter(None, map(around.problem, beside)), None)) if beside else NOTHING
    context = join((said, other, _row_context(labels, cells), around.of(*names), around.common))
    stated = {role for role, cell, _ in cells if any(map(str.isdigit, cell.text))} if context.total else ()
    if context.total and "base" in stated and "stock" not in stated and _BASE_AND_BONUS.search(context.total):
        context = context._replace(total=None)
    signs = [read_sign(plain(cell.text).strip(" ()")) for role, cell, _ in cells if role == "currency"]
    draft = Draft(label, around, tuple([sign for sign in signs if sign and len(sign) == 3]), context)
    pay = " ; ".join([cell.text for role, cell, _ in cells if role in COMPONENTS])
    draft.has_marked_dollar = ("$" in pay or "＄" in pay) and bool(_MARKED_DOLLAR.search(pay))
    return draft


def _read_cells(draft: Draft, cells: list[HeadedCell], around: Surroundings) -> bool:
    """Read the cells of a row and refuse what others make unclear; return whether the total is a first year's."""
    beside: list[tuple[Cell, str]] = []
    for role, cell, head in cells:
        if component := COMPONENTS.get(role):
            draft.take(component, cell, around.with_unit(head, cell.text) if around.unit else head)
            last = draft.unread[-1] if draft.unread and around.period and component in ("base", "total_comp") else None
            if last and last.span[0] == cell.start and last.problem.startswith(TOO_LITTLE):
                draft.unread.pop()
                draft.take(component, cell, head + around.period)
        elif role in ("", "other") and any(map(str.isdigit, cell.text)):
            beside.append((cell, head))
            draft.notes += [f"{plain(head)}: {cell.text}"] if role else []
    draft.refuse_unclear([plain(head) for _, head in beside])
    first_year = any(is_first_year(texts.get("total_comp", "")) for texts in (draft.heads, draft.texts))
    if first_year and "total_comp" in draft.figures and (problem := _first_year_problem(draft)):
        draft.refuse("total_comp", problem)
    if beside and {"base", "total_comp"} <= draft.figures.keys() and (part := _unheld_part(draft, beside)):
        draft.refuse("total_comp", f"it includes `{part}`, which front matter has no field for")
    return first_year


def row_of(
    sources: Iterable[HeadedCell],
    region: Cell | None,
    level: Cell | None,
    title: Cell | None,
    around: Surroundings,
    context: Context = NOTHING,
) -> TableRow:
    """Build a row from the cells of a line or a column."""
    text, label, level = _region_of(region, level)
    names = tuple([cell.text if cell else "" for cell in (region, level, title)])
    cells, said = read_side_columns(list(sources))
    if points := [plain(cell.text) for cell in (level, title) if cell and is_percentile(plain(cell.text))]:
        level = title = None
        said = Context(problem=f"`{points[0]}` is one point of the pay, and no level")
    named = [*filter(None, (level, title)), *[cell for role, cell, _ in cells if not role]]
    if end := _end_in([plain(cell.text) for cell in named], label, cells):
        said = Context(other_pay=f"`{end}` is one end of the pay, and no range")
    draft = _draft_of(label, names, cells, around, join((said, context)))
    first_year = _read_cells(draft, cells, around)
    figures: dict[str, Any] = draft.figures
    return TableRow(
        text,
        (region.start, region.end) if region else None,
        label,
        plain(level.text) if level else None,
        plain(title.text) if title else None,
        draft.currency,
        vest_years=draft.vest_years,
        notes=tuple(draft.notes),
        unread=tuple(draft.unread),
        vest_schedule=draft.vest_schedule,
        is_first_year=first_year,
        has_no_bonus=draft.no_bonus,
        **figures,
    )


class Rival(NamedTuple):
    """A row, a part of its pay, its own figure (None if it lacks one), and what another table states."""

    row: TableRow
    part: str
    own: Figure | None
    other: Figure


def rivals_of(row: TableRow, second: TableRow, *, is_same: bool) -> Iterator[Rival]:
    """Yield the figures of a row in another table that a row lacks or contradicts.

    A range inside the other may be a part of it, unless the tables have the same header.
    """
    # A grant of four years and a year's share, a usual total and a first year's, and two forms of a bonus differ.
    apart = {"stock"} if row.stock and row.vest_years != second.vest_years else set[str]()
    apart |= {"total_comp"} if row.is_first_year != second.is_first_year else set()
    apart |= {"bonus_pct" if row.bonus else "bonus"} if row.bonus or row.bonus_pct else set()
    for part in [name for name in _FIGURES if name not in apart]:
        own, other = getattr(row, part), getattr(second, part)
        if other and own and own.currency == other.currency and None not in (*own[:2], *other[:2]):
            (low, high), (least, most) = own[:2], other[:2]
            is_part = not is_same and (low <= least <= most <= high or least <= low <= high <= most)
            if not is_part and max(abs(low - least) / (low or 1), abs(high - most) / (high or 1)) > _EXACT:
                yield Rival(row, part, own, other)
        elif other and own is None:
            yield Rival(row, part, None, other)
