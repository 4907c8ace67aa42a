"""The format `concise`: a line a diagnostic, `path:line:column: severity CODE name: message`."""

from comp_data.report.escape import printable
from comp_data.report.findings.view import LABELS, View, fold, headline, totals_line


def render(view: View) -> str:
    """Show findings, one per line, and the first line of the summary; a long run shows a few findings of each rule."""
    folded = fold(view, view.max_findings)
    lines = [
        f"{printable(d.path)}:{d.span[0]}:{d.span[1]}: {LABELS[d.severity]} {d.code} {d.name}: {headline(d)}"
        for d in folded.shown
    ]
    return "\n".join([*lines, *([folded.line] if folded.line else []), totals_line(view)]) + "\n"
