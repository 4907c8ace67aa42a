"""The format `github`: workflow commands, which annotate lines of a pull request."""

from comp_data.base.diagnostics import Diagnostic, Severity
from comp_data.base.escape import printable
from comp_data.report.findings.view import View, sentence, totals_line

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(view: View) -> str:
    """Return one workflow command per finding, the worst first because GitHub shows ten per step, then the totals."""
    worst_first = sorted(view.shown, key=lambda diagnostic: -diagnostic.severity)
    return "\n".join([*(_command(diagnostic, view) for diagnostic in worst_first), totals_line(view)]) + "\n"


def _command(diagnostic: Diagnostic, view: View) -> str:
    span = diagnostic.span
    properties = {"file": view.ci_path(diagnostic.path), "line": span.line, "endLine": span.end_line}
    if span.end_line == span.line:
        properties |= {"col": span.column, "endColumn": max(span.end_column, span.column)}
    properties["title"] = f"{diagnostic.code} {diagnostic.name}"
    escaped = {key: _data(value).replace(":", "%3A").replace(",", "%2C") for key, value in properties.items()}
    listed = ",".join(f"{key}={value}" for key, value in escaped.items())
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_data(sentence(diagnostic))}"


def _data(value: object) -> str:
    return printable(str(value)).replace("%", "%25")
