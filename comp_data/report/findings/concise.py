"""The format `concise`: a line a diagnostic, `path:line:column: severity CODE name: message`."""

from comp_data.report.escape import printable
from comp_data.report.findings.view import LABELS, View, headline, totals_line


def render(view: View) -> str:
    """The shown diagnostics, a line each, and the summary's first line."""
    lines = [
        f"{printable(d.path)}:{d.span[0]}:{d.span[1]}: {LABELS[d.severity]} {d.code} {d.name}: {headline(d)}"
        for d in view.shown
    ]
    return "\n".join([*lines, totals_line(view)]) + "\n"
