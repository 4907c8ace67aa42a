from comp_data.guide.body.fields import read_summary
from comp_data.guide.front_matter.writer import scalar
from comp_data.linter.analysis.edits import replacing
from comp_data.linter.analysis.similarity import compared, excerpts, is_beginning
from comp_data.linter.rule import Finding, Findings, FixKind, Note, Record, Severity, rule

_PATH = ("negotiation_dna_summary",)


@rule("CD509", "summary-differs", Severity.WARNING, fix=FixKind.SAFE, supersedes=("CD102",))
def summary_differs(record: Record) -> Findings:
    """`negotiation_dna_summary` is not the text of the body's Negotiation DNA line."""
    line = read_summary(record.document.body)
    stated = record.values.get(_PATH[0], 0)
    if line is None or not (stated is None or isinstance(stated, str)):
        return
    summary = stated or ""
    if summary == record.document.text[slice(*line.span)]:
        return
    counts, wanted = compared(summary), compared(line.text)
    if counts == wanted:
        return
    is_safe = not counts or is_beginning(summary, line.text)
    help_ = "Write the text of the Negotiation DNA line"
    if not counts:
        state = "null" if stated is None else "blank" if not summary.strip() else "without text"
        message = f"negotiation_dna_summary is {state}, but the Negotiation DNA line has text"
    elif is_safe:
        message = "negotiation_dna_summary is cut off: the Negotiation DNA line continues"
    else:
        mine, theirs = excerpts(summary, line.text)
        message = f'negotiation_dna_summary says "{mine}", the Negotiation DNA line "{theirs}"'
        help_ = "Write the text that is right in both places"
    title = "write the text of the Negotiation DNA line"
    fix = replacing(record, _PATH, scalar(line.text), title, safe=is_safe)
    if is_beginning(line.text, summary):
        fix = None
    note = Note("the Negotiation DNA line", record.document.span_of(*line.span))
    yield Finding(_PATH, message, help_, (note,), fix, figures=(summary, line.text))
