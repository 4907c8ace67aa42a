"""Rules on figures of the body's table that differ from front matter."""

from functools import partial
from itertools import chain, pairwise

from comp_data.base.diagnostics import Finding, Fix, Note, Severity, shortened
from comp_data.base.patterns import regex
from comp_data.base.wording import in_words
from comp_data.guide.body.cells.amount_ranges import MONTHLY
from comp_data.guide.body.cells.levels import is_level_name
from comp_data.guide.body.entries import Entry, entry_of
from comp_data.guide.body.layouts import YEAR_1, is_place
from comp_data.guide.body.pay_table import CompensationTable
from comp_data.guide.body.table_lines import is_aggregate
from comp_data.guide.body.table_rows import TableRow
from comp_data.guide.pay import agreement
from comp_data.guide.pay.row_matching import Pair
from comp_data.guide.pay.table_comparison import Comparison, End
from comp_data.guide.pay.totals import ROUNDING
from comp_data.linter.analysis import market
from comp_data.linter.analysis.causes import is_sum
from comp_data.linter.analysis.edits import adding_entry, figure_text, line_from, stating
from comp_data.linter.analysis.exchanges import Explanation, explanation_of, slips_of, unswapped
from comp_data.linter.rule import Findings, Record, Row, rule
from comp_data.values.money import COMPONENT_NAMES, PayRange, amount, percent
from comp_data.values.words import any_of

_CONDITION = regex(rf"(?i)\b{any_of('figures', 'limited')}\b")
"""Words next to a figure that limit it to some people, levels or years, or that imply another figure."""
_PARTS = ("base", "stock", "total_comp")
_EQUITY, _CASH = rf"\b{any_of('figures', 'equity')}\b", rf"\b{any_of('figures', 'cash')}\b"
_AND = r"[^()]*(?:[/+&]|\band\b|\bor\b)[^()]*"
_LEVEL = regex("[A-Z]{1,3}-?[0-9]{1,2}")
_NUMBER, _SEPARATOR = regex(r"[0-9]+"), regex(r"(?<=[0-9])(?:[.,'’](?=[0-9])|\s(?=[0-9]{3}(?![0-9])))")
_TWO_PARTS = regex(f"(?i){_EQUITY}{_AND}{_CASH}|{_CASH}{_AND}{_EQUITY}")


@rule("CD502", "row-missing", Severity.ERROR, fix="unsafe")
def row_missing(record: Record) -> Findings:
    """A region, or one of its levels, is only in the body's table or only in front matter."""
    if (table := agreement.table_of(record)) is None or table.is_one_of_several:
        return
    yield from _other_level(record)
    matching = agreement.matching_of(record)
    if not (matching.only_front or matching.only_table):
        return
    in_table = {one.label.key for one in table.rows if one.label}  # a row may be for several places: `London, Leeds`
    in_front = {row.label.key for row in record.rows if row.label}
    has_levels = any(row.level or row.title or row.levels for row in table.rows)
    renamed = agreement.renamed_rows(record)
    for row in matching.only_front:
        is_there = row.label is not None and any(map(row.label.key.issubset, in_table))
        if row.index in renamed:
            yield _renamed(record, row, renamed[row.index])
        elif not is_there or (row.level and has_levels):
            yield _not_in_table(record, row, table, is_level=is_there)
    there = {row.region: row.label is not None and row.label.key in in_front for row in matching.only_table}
    paid = [row for row in matching.only_table if row.figures not in ((), (row.bonus_pct,))]
    missing = [row for row in paid if row not in renamed.values() and _is_due(record, row, is_there=there[row.region])]
    # Entries without a region (CD105) or of one region (CD303) may be the missing ones.
    if len(missing) > len(record.rows) - len({(row.label.key, row.level) for row in record.rows if row.label}):
        for table_row in missing:
            yield _not_in_front_matter(record, table_row, is_level=there[table_row.region])


def _other_level(record: Record) -> Findings:
    """Report a short level, such as `L4`, that is another one in the table's row of the same region and figures."""
    for (row, table_row), comparisons in agreement.compared(record).values():
        level, named = row.level or "", table_row.level or ""
        if level == named or not (_LEVEL.fullmatch(level) and _LEVEL.fullmatch(named)):
            continue
        if record.entry(row).get("level") == level and not any(one.differing for one in comparisons):
            note = Note(
                "the row in the table", record.document.span_of(*(table_row.region_span or table_row.figures[0].span))
            )
            message = f"the level is {level} here and {named} in the table, with the same figures"
            yield Finding(row.path("level"), message, "Correct the one that is wrong", (note,), figures=(level, named))


def _renamed(record: Record, row: Row, table_row: TableRow) -> Finding:
    span = table_row.region_span or table_row.figures[0].span
    note = Note("the row in the table", record.document.span_of(*span))
    message = f"the region is {row.shown} here and {_name(table_row)} in the table, with the same figures"
    figures = row.region, table_row.region
    return Finding(row.path("region"), message, "Correct the one that is wrong", (note,), figures=figures)


def _is_due(record: Record, table_row: TableRow, *, is_there: bool) -> bool:
    """Whether front matter lacks a row: a second row for one region, or a level as a region, is no missing entry."""
    if table_row.region is None:
        return any(row.level for row in record.rows)
    if is_there:
        return bool(table_row.level or table_row.title)
    return not is_aggregate(table_row.region) and (is_place(table_row.region) or not is_level_name(table_row.region))


def _not_in_table(record: Record, row: Row, table: CompensationTable, *, is_level: bool) -> Finding:
    names = list(dict.fromkeys(_name(one) for one in table.rows))
    shown = in_words(names) if len(names) <= 5 else f"{len(names)} others"
    what = f"the level {shortened(row.level or '')} of this region" if is_level else "this entry"
    message = f"the body's table has no row for {what}, only for {shown}"
    help_ = "Add the row to the table, or delete the entry"
    note = Note("the table", line_from(record.document, table.span[0]))
    return Finding(row.path("region"), message, help_, (note,), figures=(row.region, row.level))


def _not_in_front_matter(record: Record, table_row: TableRow, *, is_level: bool) -> Finding:
    span = table_row.region_span or table_row.figures[0].span
    values = entry.values if isinstance(entry := entry_of(table_row, 0), Entry) else {}
    edits = adding_entry(record, values) if any(map(values.get, ("base_low", "stock_low", "total_comp_low"))) else ()
    return Finding(
        record.document.span_of(*span),
        f"front matter has no entry for {'this level of the region' if is_level else 'this row of the table'}",
        "Add the entry to compensation, or delete the row",
        (Note("the entries of front matter", ("compensation",), on_key=True),),
        Fix(f"add an entry for {_name(table_row)}", edits, safe=False) if edits else None,
        figures=(),
        region=table_row.region,
        level=table_row.level or table_row.title,
    )


def _name(row: TableRow) -> str:
    names = [name for name in (row.region, row.level or row.title) if name]
    return shortened(", ".join(names)) or "a row without a name"


@rule("CD503", "figure-differs", Severity.ERROR, fix="unsafe")
def figure_differs(record: Record) -> Findings:
    """Front matter and the body's table state different figures for one row."""
    covered: set[int] = set()
    for pair, _ in agreement.compared(record).values():
        yield from _only_in_front(record, pair)
        found = unswapped(record, pair.row)
        if not found or pair.row.index in covered:
            continue
        if explanation := explanation_of(record, pair.row):
            covered.update(explanation.covers)
            yield _explained(record, pair.row, found, explanation)
        else:
            yield from (_difference(record, pair.row, one, end) for one, end in found)


def _only_in_front(record: Record, pair: Pair) -> Findings:
    """Report a base salary or total of which the table lacks the low end, or lacks that part of pay."""
    row, line, table = pair.row, pair.table, agreement.table_of(record)
    if line.is_ragged or line.levels or table is None or line.region_span is None:
        return
    unread, named = {cell.component for cell in line.unread}, {head.role for head in table.header}
    if line.has_no_bonus and row.bonus.pct_low:
        message = f"front matter gives {percent(row.bonus.pct_low)} as bonus, and the table has none"
        help_ = "Correct the one that is wrong"
        yield Finding(row.path("bonus_pct"), message, help_, severity=Severity.WARNING, figures=(row.bonus.pct_low,))
    for part in _PARTS:
        pay, figure = getattr(row, part), getattr(line, part)
        if (figure and figure.low is not None) or part in unread or not (pay.low or pay.high):
            continue
        is_there = any(getattr(other, part) for other in table.rows)
        is_lost = (
            line is table.rows[0] and part not in named and all(getattr(line, one) or one == part for one in _PARTS)
        )
        if not (is_there or (is_lost and (part == "base" or not _is_in_body(record, pay)))):
            continue
        missing = "only a high end in that cell" if figure else "no figure in that cell" if is_there else "none at all"
        message = f"front matter gives {pay} as {COMPONENT_NAMES[part]}, and the table has {missing}"
        help_ = "Write the figure into the table, or null into front matter"
        note = Note("the row in the table", record.document.span_of(*line.region_span))
        stated = (part, pay.low, pay.high)
        yield Finding(row.path(f"{part}_low"), message, help_, (note,), severity=Severity.WARNING, figures=stated)


def _is_in_body(record: Record, pay: PayRange) -> bool:
    """Return whether the body states a range of pay: in a sentence, in another table or in a column of its own."""
    body = _SEPARATOR.sub("", record.document.text[record.document.body_start :])
    stated = [number.removesuffix("000") for number in _NUMBER.findall(body)]
    low, high = (f"{end or 0:.0f}".removesuffix("000") for end in (pay.low, pay.high))
    return (low, high) in pairwise(stated)


def _explained(record: Record, row: Row, found: tuple[tuple[Comparison, End], ...], why: Explanation) -> Finding:
    rows = [agreement.compared(record)[index][0].row for index in sorted(why.covers)]
    edits = tuple(
        edit
        for other in rows
        for edit in stating(record, other, {end.key: end.table for _, end in agreement.differences_of(record, other)})
    )
    ends = [end for _, end in found]
    gives = in_words(list(dict.fromkeys(one.shown for one, _ in found)))
    keys = in_words([end.key for end in ends])
    if gives == found[0][0].shown:  # one part of the pay
        keys = f"{keys}, {'–'.join(amount(end.front or 0) for end in ends)},"
    message = f"{why.words}: {keys} differ from the table, which gives {gives}"
    return _finding(record, row, ends, message, Fix("write the table's figures", edits, safe=False))


def _difference(record: Record, row: Row, one: Comparison, end: End) -> Finding:
    shown = partial(percent, digits=2) if one.component == "bonus_pct" else amount
    edits = stating(record, row, {end.key: end.table})
    others = [other for comparison in agreement.compared_of(record, row) for other in comparison.ends]
    slip = next((f": {words}" for words in slips_of(end, others)), "")
    message = f"{end.key} {shown(end.front or 0)} differs from the table, which gives {shown(end.table)}{slip}"
    fix = Fix(f"write the table's {end.key}: {amount(end.table)}", edits, safe=False)
    return _finding(record, row, [end], message, fix)


def _finding(record: Record, row: Row, ends: list[End], message: str, fix: Fix) -> Finding:
    first, table = ends[0], agreement.by_table(record, row)
    is_table_wrong = table is not None and is_sum(row, ROUNDING / 100) and not is_sum(table, ROUNDING / 100)
    help_ = "Correct the table: front matter's figures fit the total"
    if not is_table_wrong:
        is_far = first.key in ("base_low", "base_high") and market.mistake_of(record, row)
        wages = market.wages_in_words(market.wages_of(record, row)) if is_far else ""
        help_ = f"Correct the one that is wrong: the table, or front matter{wages}"
    what = "the figure in the table" if len(ends) == 1 else "the figures in the table"
    note, stated = Note(what, record.document.span_of(*first.span)), [(end.front, end.table) for end in ends]
    made = fix if fix.edits and not is_table_wrong else None
    return Finding(row.path(first.key), message, help_, (note,), made, figures=tuple(chain.from_iterable(stated)))


@rule("CD504", "figure-lost", Severity.WARNING, fix="safe")
def figure_lost(record: Record) -> Findings:
    """The body's table states a figure that front matter lacks."""
    for pair, _ in agreement.compared(record).values():
        row, contradicted = pair.row, pair.row.index in agreement.contradictions(record)
        lost, entry = agreement.lost_of(record, row), row.path("")[:2]
        if lost and any(one.code == "CD103" and one.at[:2] == entry for one in record.problems):
            continue  # an unknown key may hold the figure
        for one in lost:
            ends, is_own = one.lost, one.currency in (row.currency, None)
            help_ = "Write the table's figures into front matter"
            if contradicted:
                help_ = "Correct the currency, and write the table's figures into front matter"
            elif not is_own:
                one_currency = "give the row of the table in one currency, and write the figures"
                help_ = f"The entry is in {row.currency}: {one_currency}"
            states = sorted({"null" if end.key in record.entry(row) else "missing" for end in ends}, reverse=True)
            keys = f"{' and '.join(end.key for end in ends)} {'are' if len(ends) > 1 else 'is'} {' or '.join(states)}"
            message = f"{keys}, and the table gives {one.shown}"
            note = Note("the figure in the table", record.document.span_of(*ends[0].span))
            fix = _fix(record, pair, one) if is_own and not contradicted else None
            stated = tuple(end.table for end in ends)
            yield Finding(row.path(ends[0].key), message, help_, (note,), fix, figures=stated)


def _fix(record: Record, pair: Pair, one: Comparison) -> Fix | None:
    values = {end.key: end.table for end in one.lost}
    is_half = one.component != "bonus_pct" and len(one.ends) < 2
    if is_half or one.differing or MONTHLY in pair.table.notes or _is_ambiguous_column(record, one):
        return None
    if one.years and one.years != pair.row.vest_years:
        if record.entry(pair.row).get("stock_vest_years") is not None or len(one.lost) < len(one.ends):
            return None
        values["stock_vest_years"] = one.years
    edits = stating(record, pair.row, values)
    title = "write " + ", ".join(f"{key}: {figure_text(value)}" for key, value in values.items())
    is_plain = not _CONDITION.search(record.document.text[slice(*one.figure.span)])
    has_one_currency = one.figure.second is None or any(end is not None for end in pair.row.ends)
    return Fix(title, edits, safe=is_plain and has_one_currency) if edits else None


def _is_ambiguous_column(record: Record, one: Comparison) -> bool:
    """Whether the header of a figure is a first year's total, or names two components."""
    if (table := agreement.table_of(record)) is None:
        return False
    if table.layout == "component-pivot":
        text, start = record.document.text, one.figure.span[0]
        heads = [text[text.rfind("\n", 0, start) + 1 : start].strip(" |").partition("|")[0]]
    else:
        part = "bonus" if one.component == "bonus_pct" else one.component
        heads = [head.text for head in table.header if head.role == part or table.layout == "level-pivot"]
    return any(YEAR_1.search(head.casefold()) or _TWO_PARTS.search(head) for head in heads)


@rule("CD505", "bonus-range-collapsed", Severity.WARNING, fix="safe")
def bonus_range_collapsed(record: Record) -> Findings:
    """The body's table gives the target bonus as a range, and front matter only its low end."""
    for pair, comparisons in agreement.compared(record).values():
        row = pair.row
        for one in (one for one in comparisons if one.lost and agreement.is_collapsed(record, row, one)):
            low, high = row.bonus.pct_low, one.lost[0]
            edits = stating(record, row, {"bonus_pct_high": high.table})
            title = f"write bonus_pct_high: {figure_text(high.table, is_percent=True)}"
            said = f"is the low end of the table's {one.shown}; bonus_pct_high is not given"
            help_ = f"Write bonus_pct_high: {percent(high.table).removesuffix('%')}"
            note = Note("the range in the table", record.document.span_of(*high.span))
            fix = Fix(title, edits, safe=True) if edits else None
            message = f"bonus_pct {percent(low or 0)} {said}"
            yield Finding(row.path("bonus_pct"), message, help_, (note,), fix, figures=(low, high.table))
