"""The format `gitlab`: a code quality report, which GitLab compares with the target branch's by fingerprint."""

from comp_data.base.diagnostics import Severity, fingerprints
from comp_data.report.escape import printable
from comp_data.report.findings.json_text import json_text
from comp_data.report.findings.view import View, sentence

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(view: View) -> str:
    """A JSON list with an object for each shown diagnostic."""
    # Fingerprints count equals, so they are made of all and do not depend on what is shown.
    found = zip(view.result.diagnostics, fingerprints(view.result.diagnostics), strict=True)
    issues = [
        {
            "description": sentence(diagnostic),
            "check_name": f"{diagnostic.code} {diagnostic.name}",
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[diagnostic.severity],
            "location": {
                "path": printable(diagnostic.path),
                "lines": {"begin": diagnostic.span.line, "end": diagnostic.span.end_line},
            },
        }
        for diagnostic, fingerprint in found
        if diagnostic.severity >= view.level
    ]
    return json_text(issues, indent=2)
