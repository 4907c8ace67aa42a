import re

from comp_data.guide.body.cells.amount_ranges import MONTHLY
from comp_data.guide.pay.agreement import compared, contradicts, lost, table_of
from comp_data.guide.pay.row_matching import Pair
from comp_data.guide.pay.table_comparison import Comparison
from comp_data.linter.analysis.edits import figure_text, stating
from comp_data.linter.rule import Finding, Findings, Fix, FixKind, Note, Record, Severity, rule

_CONDITION = re.compile(
    r"\b(?:only|if|when|where|select|some|except|excl\w*|equiv\w*|entry|junior|senior|staff|principal|lead|director"
    r"|executives?|managers?|above|levels?|grades?|median|avg|average|mean|typical\w*|ote|contract\w*|of total|max\w*"
    r"|up to|20[0-9]{2})\b",
    re.IGNORECASE,
)
"""Words next to a figure that limit it to some people, levels or years, or that imply another figure."""

_FIRST_YEAR = re.compile(r"\b(?:year|yr|y)[\s-]*(?:1|one)\b|\bfirst[\s-]year\b|\ball[\s-]in\b", re.IGNORECASE)
_TWO_PARTS = re.compile(
    r"\b(?:stock|equity|rsus?|options?|carry|shares?)\b[^()]*(?:[/+&]|\band\b|\bor\b)[^()]*\b(?:bonus|cash|incentives?)\b"
    r"|\b(?:bonus|cash|incentives?)\b[^()]*(?:[/+&]|\band\b|\bor\b)[^()]*\b(?:stock|equity|rsus?|options?|carry|shares?)\b",
    re.IGNORECASE,
)


@rule("CD504", "figure-lost", Severity.WARNING, fix=FixKind.SAFE)
def figure_lost(record: Record) -> Findings:
    """The body's table states a figure that front matter lacks."""
    for pair, comparisons in compared(record):
        contradicted = contradicts(pair.row, comparisons) is not None
        for one in lost(record, pair.row, comparisons):
            yield _finding(record, pair, one, contradicted)


def _finding(record: Record, pair: Pair, one: Comparison, contradicted: bool) -> Finding:
    row, ends = pair.row, one.lost
    is_own = one.currency in (row.currency, None)
    help_ = "Write the table's figures into front matter"
    if contradicted:
        help_ = "Correct the currency, and write the table's figures into front matter"
    elif not is_own:
        help_ = f"The entry is in {row.currency}: give the row of the table in one currency, and write the figures"
    present = sum(end.key in record.entry(row) for end in ends)
    state = "null" if present == len(ends) else "null or missing" if present else "missing"
    return Finding(
        row.path(ends[0].key),
        f"{' and '.join(end.key for end in ends)} {'are' if len(ends) > 1 else 'is'} {state}, "
        f"and the table gives {one.shown}",
        help_,
        (Note("the figure in the table", record.document.span_of(*ends[0].span)),),
        _fix(record, pair, one) if is_own and not contradicted else None,
        figures=tuple(end.table for end in ends),
    )


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
    has_one_currency = one.figure.second is None or any(
        pay.low is not None or pay.high is not None for _, _, pay in pair.row.ranges
    )
    return Fix(title, edits, safe=is_plain and has_one_currency) if edits else None


def _is_ambiguous_column(record: Record, one: Comparison) -> bool:
    """Whether the header of a figure is a first year's total, or names two components."""
    table = table_of(record)
    if table is None:
        return False
    if table.layout == "component-pivot":
        text, start = record.document.text, one.figure.span[0]
        heads = [text[text.rfind("\n", 0, start) + 1 : start].strip(" |").partition("|")[0]]
    else:
        part = "bonus" if one.component == "bonus_pct" else one.component
        heads = [head.text for head in table.header if head.role == part or table.layout == "level-pivot"]
    return any(_FIRST_YEAR.search(head) or _TWO_PARTS.search(head) for head in heads)
