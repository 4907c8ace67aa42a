from comp_data.guide.pay.agreement import by_table, compared, differences_of, table_of
from comp_data.guide.pay.row_matching import Pair
from comp_data.guide.pay.table_comparison import Comparison, End
from comp_data.guide.pay.totals import ROUNDING
from comp_data.linter.analysis import market
from comp_data.linter.analysis.edits import stating
from comp_data.linter.analysis.exchanges import Explanation, explanation_of, slips_of, unswapped
from comp_data.linter.rule import Finding, Findings, Fix, FixKind, Note, Record, Row, Severity, in_words, rule
from comp_data.values.money import COMPONENT_NAMES, Number, amount, deviation, percent


@rule("CD503", "figure-differs", Severity.ERROR, fix=FixKind.UNSAFE, supersedes=("CD220",))
def figure_differs(record: Record) -> Findings:
    """Front matter and the body's table state different figures for one row."""
    covered: set[int] = set()
    for pair, _ in compared(record):
        yield from _only_in_front(record, pair)
        found = unswapped(record, pair.row)
        if not found or pair.row.index in covered:
            continue
        explanation = explanation_of(record, pair.row)
        if explanation:
            covered.update(explanation.covers)
            yield _explained(record, pair.row, found, explanation)
            continue
        for one, end in found:
            yield _finding(record, pair.row, one, end)


def _only_in_front(record: Record, pair: Pair) -> Findings:
    """Report a base salary or total for which the table has an empty cell, and figures in its other rows."""
    row, line, table = pair.row, pair.table, table_of(record)
    if line.is_ragged or line.levels or table is None or line.region_span is None:
        return
    for part, pay, figure in (("base", row.base, line.base), ("total_comp", row.total_comp, line.total_comp)):
        is_unread = any(cell.component == part for cell in line.unread)
        if figure or is_unread or not pay.is_known or not any(getattr(other, part) for other in table.rows):
            continue
        yield Finding(
            row.path(f"{part}_low"),
            f"front matter gives {pay} as {COMPONENT_NAMES[part]}, and the table has no figure in that cell",
            "Write the figure into the table, or null into front matter",
            (Note("the row in the table", record.document.span_of(*line.region_span)),),
            severity=Severity.WARNING,
            figures=(part, pay.low, pay.high),
        )


def _explained(
    record: Record, row: Row, found: tuple[tuple[Comparison, End], ...], explanation: Explanation
) -> Finding:
    """Report all differences of an entry, and of the one it is exchanged with, once."""
    _, first = found[0]
    edits = tuple(
        edit
        for other in record.rows
        if other.index in explanation.covers
        for edit in stating(record, other, {end.key: end.table for _, end in differences_of(record, other)})
    )
    names = in_words([end.key for _, end in found])
    figures = in_words(list(dict.fromkeys(one.shown for one, _ in found)))
    return Finding(
        row.path(first.key),
        f"{explanation.words}: {names} differ from the table, which gives {figures}",
        _help(record, row, first.key),
        (Note("the figures in the table", record.document.span_of(*first.span)),),
        Fix("write the table's figures", edits, safe=False) if edits and not _is_table_wrong(record, row) else None,
        figures=tuple(figure for _, end in found for figure in (end.front, end.table)),
    )


def _is_table_wrong(record: Record, row: Row) -> bool:
    """Whether front matter's figures fit the formula and the table's do not."""
    table = by_table(record, row)
    return table is not None and _fits(row) and not _fits(table)


def _fits(row: Row) -> bool:
    ends = (row.total_comp.low, row.expected_total.low), (row.total_comp.high, row.expected_total.high)
    return all(total and due and abs(deviation(total, due)) <= ROUNDING for total, due in ends)


def _help(record: Record, row: Row, key: str) -> str:
    """Say what to correct, with the official wages if front matter's base is far from them."""
    if _is_table_wrong(record, row):
        return "Correct the table: front matter's figures fit the total"
    is_far = key in ("base_low", "base_high") and market.mistake_of(record, row)
    wages = market.wages_in_words(market.wages_of(record, row)) if is_far else ""
    return f"Correct the one that is wrong: the table, or front matter{wages}"


def _finding(record: Record, row: Row, one: Comparison, end: End) -> Finding:
    shown = percent if one.component == "bonus_pct" else amount
    front: Number = end.front if end.front is not None else 0
    edits = stating(record, row, {end.key: end.table})
    may_fix = bool(edits) and not _is_table_wrong(record, row)
    fix = Fix(f"write the table's {end.key}: {amount(end.table)}", edits, safe=False) if may_fix else None
    slip = next(slips_of(end), None)
    return Finding(
        row.path(end.key),
        f"{end.key} {shown(front)} differs from the table, which gives {shown(end.table)}{f': {slip}' if slip else ''}",
        _help(record, row, end.key),
        (Note("the figure in the table", record.document.span_of(*end.span)),),
        fix,
        figures=(front, end.table),
    )
