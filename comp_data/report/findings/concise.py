"""The format `concise`: one line per finding, `path:line:column: severity CODE name: message`."""

from comp_data.base.escape import printable
from comp_data.report.findings.view import LABELS, View, fold, headline, notes, totals_line


def render(view: View) -> str:
    """Return one line per finding, then the totals; a long run shows a few findings of each rule."""
    shown, rest = fold(view, view.max_findings)
    lines = [
        f"{printable(d.path)}:{d.span[0]}:{d.span[1]}: {LABELS[d.severity]} {d.code} {d.name}: {headline(d)}"
        for d in shown
    ]
    if rest:
        lines.append(rest)
    if not view.quiet:
        lines.append("; ".join([totals_line(view), *notes(view)]))
    return "".join(f"{line}\n" for line in lines)
