"""The format `concise`: a line a diagnostic, `path:line:column: severity CODE name: message`."""

from comp_data.report.escape import printable
from comp_data.report.view import View, headline, summary


def render(view: View) -> str:
    """The shown diagnostics, a line each, and the summary's first line."""
    lines = [
        f"{printable(d.path)}:{d.line}:{d.column}: {d.severity.label} {d.code} {d.name}: {headline(d)}"
        for d in view.shown
    ]
    return "\n".join([*lines, summary(view)[0]]) + "\n"
