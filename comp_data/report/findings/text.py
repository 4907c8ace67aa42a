"""The formats for people at a terminal: `full` with source lines, `concise` with one line per finding."""

from comp_data.base.diagnostics import Diagnostic, Severity
from comp_data.base.escape import is_plain, printable
from comp_data.base.wording import excerpt
from comp_data.report.findings.view import LABELS, View, fold, headline, overall, summary
from comp_data.report.text_table import width

_DIM = "2"
_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


def full(view: View) -> str:
    """Return findings with their source lines, then the summary; a long run shows only the worst rules."""
    shown, rest = fold(view, max(1, view.max_findings // 4))  # a block has about four lines
    blocks = ["\n".join(_block(diagnostic, view)) for diagnostic in shown]
    if rest:
        blocks.append(rest)
    if not view.quiet:
        blocks.append("\n".join(summary(view)))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _block(diagnostic: Diagnostic, view: View) -> list[str]:
    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if text and view.color else text

    path, (line, column, _, _), color = diagnostic.path, diagnostic.span, _COLORS[diagnostic.severity]
    gutter = " " * len(str(line))
    title = paint(f"{LABELS[diagnostic.severity]} {diagnostic.code}", color)
    lines = [
        f"{title} {diagnostic.name}: {paint(headline(diagnostic), '1')}",
        f"{gutter}{paint('-->', _DIM)} {printable(path)}:{line}:{column}",
    ]
    source = view.line(path, line)
    end = diagnostic.span.end_column - 1 if diagnostic.span.end_line == line else len(source)
    parts = excerpt(source, column - 1, end)
    before, marked, after = parts if is_plain(source) else map(printable, parts)
    if source := before + marked + after:
        underline = " " * width(before) + "^" * max(width(marked), 1)
        lines += [f"{paint(f'{line} |', _DIM)} {source}", f"{gutter} {paint('|', _DIM)} {paint(underline, color)}"]
    beside = f"{gutter} {paint('=', _DIM)} "
    for place in diagnostic.related:
        where = "" if place.path == path else f"{printable(place.path)}:"
        lines.append(f"{beside}{where}{place.span.line}:{place.span.column}: {printable(place.message)}")
    return [*lines, f"{beside}help: {printable(diagnostic.help)}"] if diagnostic.help else lines


def concise(view: View) -> str:
    """Return one line per finding, then the totals; a long run shows a few findings of each rule."""
    shown, rest = fold(view, view.max_findings)
    lines = [
        f"{printable(d.path)}:{d.span[0]}:{d.span[1]}: {LABELS[d.severity]} {d.code} {d.name}: {headline(d)}"
        for d in shown
    ]
    if rest:
        lines.append(rest)
    if not view.quiet:
        lines.append("; ".join([overall(view), *map(printable, view.result.notes)]))
    return "".join(f"{line}\n" for line in lines)
