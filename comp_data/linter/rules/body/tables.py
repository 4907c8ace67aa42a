"""Rules on the body's table: its shape, its currencies and what front matter has no field for."""

from typing import Final

from comp_data.base.diagnostics import Finding, Note, Severity, Span, shortened
from comp_data.base.grouping import grouped
from comp_data.base.patterns import regex
from comp_data.base.wording import in_words, plural
from comp_data.guide.body.cells.figure import Figure, UnreadCell
from comp_data.guide.body.layouts import COMPONENTS, role_of
from comp_data.guide.body.markdown_tables import MONEY, MarkdownTable, delimiter_row, find_tables, other_tables, plain
from comp_data.guide.body.pay_table import CompensationTable
from comp_data.guide.body.table_rows import TableRow
from comp_data.guide.pay.agreement import compared, contradictions, table_of
from comp_data.guide.pay.rows import component, has_valid_currency, implausible_amounts
from comp_data.guide.pay.table_comparison import NAMES, Comparison, is_mixed, mixed_figures, two_currency_figures
from comp_data.guide.pay.totals import MOST_BONUS
from comp_data.linter.analysis.edits import line_from, replacing
from comp_data.linter.rule import Findings, Record, Row, rule
from comp_data.values.money import COMPONENT_NAMES, Number, amount

_AMOUNT: Final = regex(
    r"[$€£¥₹₩₪]\s?[0-9]|\b[A-Z]{3}\s?[0-9]|[0-9]\s?[万億亿만억]?(?:[KkM]\b|[%€£¥₪₩₽₺₴円元원]|zł|[Kk]r\b|Kč|Ft\b|TL\b|[A-Z]{3}\b)"
)
_SALARY = regex(
    r"[$€£¥₹₩₪]\s?[0-9]{2,}(?:[.,'’]?[0-9]{3}|\s?[kK]\b)|[0-9]{2}(?:[.,'’]?[0-9]{3}\s?[€£¥₩₪]|\s?[kK]\b)"
    r"|(?is:\b(?:base pay|salary(?! review| survey)|total comp\w*)\b.{0,500}?\b[1-9][0-9]{1,2}[.,'’ ]?[0-9]{3}\b)"
)
"""An amount as large as pay, or such a number after a word for pay: no price of a course, no revenue in millions."""
_QUOTED = regex("`[^`]*`")
_PAY: Final = regex(r"(?i)refresh|retention|relocation|allowance|stipend|pension|housing|participation")


@rule("CD501", "no-compensation-table", Severity.WARNING)
def no_compensation_table(record: Record) -> Findings:
    """The body has tables, and none of them can be read as the compensation table."""
    if table_of(record) is not None:
        return
    document = record.document
    tables = find_tables(document.body)
    table = next((one for one in tables if _lack_of(one)), tables[0] if tables else None)
    lack = _lack_of(table) if table else ""
    others = () if lack else other_tables(document.body)
    other = next((one for one in others if not table or (one[0][0] == "<" and MONEY.search(one[0]))), None)
    start = table.start if table else delimiter_row(document.body)
    if other:
        kind = "in HTML" if other[0][0] == "<" else "that are not in Markdown"
        start, lack = other.start(), f": tables {kind} are not read"
    elif table is None:
        lack = ": the line above this one is not a header with as many cells"
    if start is not None:
        yield Finding(
            line_from(document, start),
            f"no table of the body can be read as the compensation table{lack}",
            f"{'Write it in Markdown, with' if other else 'Give it'} a header such as "
            "`Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp`, and a figure",
            figures=(),
        )


def _lack_of(table: MarkdownTable) -> str:
    """Return what a table of pay does not name; empty if it may be about something else."""
    shown = f": `{shortened(' | '.join(cell.text for cell in table.header))}`"
    roles = {role_of(cell.text) for cell in table.header}
    names = roles | {role_of(line.cells[0].text) for line in table.rows if line.cells}
    if {"stranger", "region"} <= roles and not roles.isdisjoint(COMPONENTS):
        return f"{shown} has companies in it that the title does not name"
    if "region" not in roles and len(table.header) > 1 and not {"base", "total_comp"}.isdisjoint(names):
        return f"{shown} names no place for its figures"
    cells = [cell.text for line in table.rows for cell in line.cells]
    is_long = not COMPONENTS.keys().isdisjoint(map(role_of, cells))
    is_unnamed = not roles.isdisjoint(("region", "level", "title")) and (is_long or roles.isdisjoint(COMPONENTS))
    lack = "has a row for each part of the pay" if is_long else "does not say which part of the pay its figures are"
    return f"{shown} {lack}" if is_unnamed and any(map(MONEY.search, cells)) else ""


@rule("CD506", "currency-differs", Severity.ERROR, fix="unsafe", supersedes=("CD307", "CD308"))
def currency_differs(record: Record) -> Findings:
    """The currency in front matter is not the one in the body's table."""
    for index, contradiction in contradictions(record).items():
        (row, _), comparisons = compared(record)[index]
        path = row.path("currency")
        if not has_valid_currency(row):
            continue
        figure, written = contradiction.figure, contradiction.figure.written
        shown = " or ".join(written)
        if figure.second:  # of the two figures in the cell, show which one it is
            shown = f"{contradiction.shown.removeprefix(f'{contradiction.currency} ')} as {shown}"
        cell = shortened(plain(record.document.text[slice(*figure.span)]))
        is_sure = len(written) == 1 and len(row.label.currencies if row.label else ()) < 2
        may_fix = is_sure and not any(one.differing for one in comparisons)
        message = f"currency {row.currency} contradicts the table, which gives {shown}: {cell}"
        others = (pair.row for at, (pair, _) in compared(record).items() if at != index)
        pays = ((one, getattr(one, contradiction.component, None)) for one in others if one.currency in written)
        if exchanged := next((one for one, pay in pays if pay and pay.low == contradiction.ends[0].table), None):
            message += f", the figures of {exchanged.shown}: the two regions seem to be exchanged"
        help_ = "Look up which currency the figures are in, and correct front matter or the table"
        note = Note("the figure in the table", _span(record, figure))
        fix = replacing(record, path, written[0], f"set currency to {written[0]}") if may_fix else None
        yield Finding(path, message, help_, (note,), fix, figures=(row.currency, *written))


@rule("CD507", "mixed-currencies", Severity.ERROR)
def mixed_currencies(record: Record) -> Findings:
    """A row of the body's table mixes currencies, within one cell or between cells."""
    table = table_of(record)
    for row in filter(is_mixed, table.rows) if table else ():
        for part in () if row.is_ragged else row.levels or (row,):  # CD513 reports a row whose cells may be moved
            for name, figure in two_currency_figures(part):
                low, high = figure.currency or "no currency", figure.high_currency
                yield Finding(
                    _span(record, figure),
                    f"the {name} runs from {low} to {high}",
                    "Give both ends in one currency",
                    figures=(name, low, high),
                    region=row.region,
                    level=part.level or part.title,
                )
            yield from _between_cells(record, row, part)


def _between_cells(record: Record, row: TableRow, part: TableRow) -> Findings:
    """Report figures in another currency than the row's main one; a warning if only the equity is."""
    found = tuple(mixed_figures(part))
    severity = Severity.WARNING if all(name == "equity grant" for name, *_ in found) else None
    for written, others in grouped((" or ".join(one[1].written), one) for one in found).items():
        names = [name for name, *_ in others]
        _, figure, main_name, main = min(others, key=lambda one: one[1].span)
        main_written = " or ".join(main.written)
        are, both = ("is", "both") if len(names) == 1 else ("are", "all")
        yield Finding(
            _span(record, figure),
            f"{in_words([f'the {name}' for name in names])} {are} in {written}, and the {main_name} in {main_written}",
            f"Give {both} in one currency, and say beside the table what was converted",
            (Note(f"the {main_name}", _span(record, main)),),
            severity=severity,
            figures=(*names, written, main_written),
            region=row.region,
            level=part.level or part.title,
        )


def _span(record: Record, figure: Figure) -> Span:
    return record.document.span_of(*figure.span)


@rule("CD512", "vesting-differs", Severity.WARNING)
def vesting_differs(record: Record) -> Findings:
    """The body's table states other vesting years for stock than front matter."""
    found: dict[tuple[int, Number, bool], list[tuple[Row, Comparison]]] = {}
    for pair, comparisons in compared(record).values():
        stock = next((one for one in comparisons if one.component == "stock"), None)
        years = stock.years if stock and not (stock.lost or stock.differing) else None
        if stock and years and years != pair.row.vest_years <= 20:  # CD105 reports more
            is_given = record.entry(pair.row).get("stock_vest_years") is not None
            found.setdefault((years, pair.row.vest_years, is_given), []).append((pair.row, stock))
    for (years, stated, is_given), ((row, stock), *others) in found.items():  # the header states the years of all rows
        shown = f"{'is' if is_given else 'is not given, which means'} {amount(stated)}"
        in_rows = f", in {len(others) + 1} entries" if others else ""
        said = f"the table gives stock over {amount(years)} {'year' if years == 1 else 'years'}"
        message = f"{said}, and stock_vest_years {shown}{in_rows}"
        help_ = f"Write stock_vest_years: {amount(years)}, or correct the table"
        note = Note("the figure in the table", record.document.span_of(*stock.figure.span))
        path, regions = row.path("stock_vest_years" if is_given else "stock_low"), [one.region for one, _ in others]
        yield Finding(path, message, help_, (note,), figures=(years, stated, *regions))


@rule("CD513", "ragged-row", Severity.WARNING)
def ragged_row(record: Record) -> Findings:
    """A row of the compensation table has more or fewer cells than its header, or a cell cannot be read."""
    if (table := table_of(record)) is None:
        return
    due = len(table.header)
    for line in table.ragged:
        help_ = "Add the missing cell" if line.written < due else "Delete the extra cell, or escape a pipe as \\|"
        if line.written == 1 < due - 1:
            help_ = "Leave a blank line above it, or add the missing cells"
        message = f"this row has {plural(line.written, 'cell')}, and the table's header {due}"
        note = Note("the header", record.document.span_of(table.header[0].span[0], table.header[-1].span[1]))
        span = record.document.span_of(line.start, line.end)
        yield Finding(span, message, help_, (note,), figures=(line.written, due))
    for one in table.rows:
        if not (one.region or one.level or one.title) and one.figures:
            span = _span(record, one.figures[0])
            yield Finding(span, "this row names no region and no level", "Name its region, or delete it", figures=())
    for (table_row, cell), *others in _unread_cells(record, table):
        more = f"; nor can {plural(len(others), 'more cell')}" if others else ""
        do = "Correct the header of the column, or write" if "the header" in cell.problem else "Write"
        yield Finding(
            record.document.span_of(*cell.span),
            f"the {NAMES[cell.component]} `{shortened(cell.text)}` cannot be read: {cell.problem}{more}",
            f"{do} one figure or range, with its currency, or N/A if there is none",
            figures=(cell.component, cell.text, *((row.region, one.component, one.text) for row, one in others)),
            region=table_row.region,
            level=table_row.level or table_row.title,
        )


def _unread_cells(record: Record, table: CompensationTable) -> list[list[tuple[TableRow, UnreadCell]]]:
    """Return the cells that cannot be read because of one problem, in a column or in a row.

    CD207 and CD208 report a figure of front matter that is as unlikely as the one in the cell.
    """
    pairs = compared(record).values() if any(row.unread for row in table.rows) else ()
    unlikely = {(id(pair.table), component(key)) for pair, _ in pairs for key, _ in implausible_amounts(pair.row)}
    of_bonus = [(pair, pair.row.bonus.pct_low or 0) for pair, _ in pairs]
    unlikely |= {(id(pair.table), "bonus") for pair, pct in of_bonus if 0 < pct < 1 or pct > MOST_BONUS}
    unread = [(row, cell) for row in table.rows if not row.is_ragged for cell in row.unread if cell.kind != "shares"]
    unread = [(row, cell) for row, cell in unread if (id(row), cell.component) not in unlikely]
    same = grouped((cell.problem, (row, cell)) for row, cell in unread)
    alone = [cells[0] for cells in same.values() if len(cells) == 1]
    in_rows = grouped(((id(row), _QUOTED.sub("", cell.problem)), (row, cell)) for row, cell in alone)
    return [*(cells for cells in same.values() if len(cells) > 1), *in_rows.values()]


@rule("CD514", "unheld-column", Severity.INFO)
def unheld_column(record: Record) -> Findings:
    """A column of the compensation table has pay that no field of front matter holds."""
    if (table := table_of(record)) is None or table.layout not in ("standard", "level-title"):
        return
    heads = [head for head in table.header if head.role in COMPONENTS]
    names = [head.text for head in heads]
    if len(set(names)) < len(names):
        name, span = next((head.text, head.span) for at, head in enumerate(heads) if head.text in names[:at])
        message, help_ = f"two columns are named `{name}`", "Correct the name of one, or delete it"
        yield Finding(record.document.span_of(*span), message, help_, severity=Severity.WARNING, figures=(name,))
    unheld = [(at, head) for at, head in enumerate(table.header) if at and head.role in ("", "region", "other")]
    unheld = [(at, head) for at, head in unheld if head.role != "other" or _PAY.search(head.text)]
    tables = find_tables(record.document.body) if unheld else ()
    rows = [line for one in tables if one.start == table.span[0] for line in one.rows]
    for index, head in unheld:
        cells = [line.cells[index].text for line in rows if len(line.cells) > index and line.cells[index].text]
        if cells and 2 * sum(_AMOUNT.search(cell) is not None for cell in cells) >= len(cells):
            message = f"no field of front matter holds the column `{head.text}`"
            help_ = "Include it in the component that it belongs to, or say in the guide that the total has it"
            if not head.text:
                message = f"a column without a name has amounts, {shortened(cells[0])}"
                help_ = "Name it in the header of the table: its figures are not read"
            is_extra = head.text and any(one.role == "base" for one in table.header)  # else it may be base salary
            severity = None if is_extra else Severity.WARNING
            yield Finding(record.document.span_of(*head.span), message, help_, severity=severity, figures=(head.text,))


@rule("CD516", "second-table", Severity.WARNING)
def second_table(record: Record) -> Findings:
    """A second table of pay contradicts or repeats the compensation table, or states figures that are not read."""
    table, document = table_of(record), record.document
    others = other_tables(document.body) if table and "<" in document.body.visible else ()
    if html := next((one for one in others if one[0][0] == "<" and _SALARY.search(one[0])), None):
        message, help_ = "the figures of a table in HTML are not read", "Write it in Markdown, or delete it"
        yield Finding(line_from(document, html.start()), message, help_, figures=())
    if table and len(find_tables(document.body)) > 1:
        again = document.body.visible.find(document.text[slice(*table.span)].rstrip(), table.span[1])
        if again >= 0:
            message, help_ = "the compensation table is there a second time", "Delete one of the two copies"
            yield Finding(line_from(document, again), message, help_, figures=())
    for row, part, own, other in table.rivals[:1] if table else ():
        line, name = document.span_of(*other.span).line, COMPONENT_NAMES.get(part, "bonus in percent")
        where, help_ = "in a table that is not read", "Add it to the first table"
        if own:
            where, help_ = f"and {own} here", "Correct one, or put the other under a heading such as `Historical`"
        entries = [record.entry(pair.row) for pair, _ in compared(record).values() if pair.table is row]
        is_lost = part in ("base", "stock", "total_comp") and any(one.get(f"{part}_low") is None for one in entries)
        yield Finding(
            _span(record, own or other),
            f"the {name} of {shortened(row.region or '')} is {other} in line {line}, {where}",
            help_,
            (Note("the figure in the other table", _span(record, other)),) if own else (),
            severity=None if own or is_lost else Severity.INFO,
            figures=(part, str(own), str(other)),
            region=row.region,
            level=row.level or row.title,
        )
