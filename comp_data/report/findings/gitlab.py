"""The format `gitlab`: a code quality report. GitLab compares it with that of the target branch by fingerprint."""

from comp_data.base.diagnostics import Severity
from comp_data.base.escape import printable
from comp_data.report.findings.json_text import json_text
from comp_data.report.findings.view import View, sentence

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(view: View) -> str:
    """Return a JSON list with one object per shown finding."""
    issues = [
        {
            "description": sentence(diagnostic),
            "check_name": f"{diagnostic.code} {diagnostic.name}",
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[diagnostic.severity],
            "location": {
                "path": printable(view.ci_path(diagnostic.path)),
                "lines": {"begin": diagnostic.span.line, "end": diagnostic.span.end_line},
            },
        }
        for diagnostic, fingerprint in view.identified
    ]
    return json_text(issues, indent=2)
