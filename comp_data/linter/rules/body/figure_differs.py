"""CD503 figure-differs."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Fix, Note, Severity
from comp_data.linter.analysis.agreement import compared, contradicts
from comp_data.linter.analysis.edits import stating
from comp_data.linter.analysis.table_comparison import Comparison, End
from comp_data.linter.record import Record, Row
from comp_data.linter.rule import FixKind, rule
from comp_data.values.money import Number, amount, percent


@rule("CD503", "figure-differs", Severity.ERROR, fix=FixKind.UNSAFE)
def figure_differs(record: Record) -> Iterable[Finding]:
    """Front matter and the body's table state different figures for one row.

    Why:
        People read the table and programs read front matter, so one of them gets a wrong figure. Usually an
        update changed only one of the two. A figure that the table rounds to thousands or hundreds is the same
        figure. If the table is in another currency than the entry, CD506 reports that instead.

    Bad:
        compensation:
          - region: San Francisco
            base_low: 152000
          - region: New York
          - region: London
        ---
        ### Data Engineer | Acme Global Negotiation Guide

        **Negotiation DNA:** Steady base, growing equity

        | Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
        |---|---|---|---|---|
        | San Francisco | $150K–$200K | $80K–$120K | 10–15% | $185K–$260K |
        | New York | $146K–$192K | $76K–$116K | 10–15% | $180K–$250K |
        | London | £82K–£112K | £30K–£48K | 8–12% | £96K–£137K |

        **Level Mapping:** Acme D4 = Globex L4 = Initech IC4

        > **Negotiate Up Strategy:** "With a written offer in hand, I ask for the top of the band."

        #### Evidence & Sources
        - Levels.fyi and Glassdoor, data engineers (2025-2026)

    Good:
        compensation:
          - region: San Francisco
            base_low: 150000

    Fix:
        Unsafe: writes the table's figure into front matter. Check first which of the two is right.
    """
    for pair, comparisons in compared(record):
        if contradicts(pair.row, comparisons):
            continue
        for one in comparisons:
            if one.currency in (pair.row.currency, None) and not one.figure.high_currency:
                for end in one.differing:
                    yield _finding(record, pair.row, one, end)


def _finding(record: Record, row: Row, one: Comparison, end: End) -> Finding:
    shown = percent if one.component == "bonus_pct" else amount
    front: Number = end.front if end.front is not None else 0
    edits = stating(record, row, {end.key: end.table})
    fix = Fix(f"write the table's {end.key}: {amount(end.table)}", edits, safe=False) if edits else None
    return Finding(
        row.path(end.key),
        f"{end.key} {shown(front)} differs from the table, which gives {shown(end.table)}",
        "Correct the one that is wrong: the table, or front matter",
        (Note("the figure in the table", record.document.span_of(*end.span)),),
        fix,
        figures=(front, end.table),
    )
