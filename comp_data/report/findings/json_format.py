"""The format `json`: every finding with all its fields, whatever `--level` is; versioned."""

from collections.abc import Iterator
from typing import Any, Final

from comp_data.base.diagnostics import Diagnostic, Fix, fingerprints
from comp_data.linter.result import LintResult
from comp_data.report.findings.json_text import json_text
from comp_data.report.findings.view import View, by_company, by_rule, counts
from comp_data.version import __version__

TOOL: Final = {"name": "comp-data", "version": __version__}
FORMAT_VERSION = 1
"""The version of the format: removing a field or changing its meaning raises it, a new field does not."""


def render(view: View) -> str:
    """Return one JSON object: version, tool, diagnostics and summary."""
    return json_text(document(view), indent=2)


def document(view: View) -> dict[str, Any]:
    """Return the object that `render` writes."""
    result = view.result
    return {
        "version": FORMAT_VERSION,
        "tool": TOOL,
        "diagnostics": diagnostic_objects(result.diagnostics),
        "summary": {
            **totals(result),
            "rules": {code: sum(found.values()) for code, _, found in by_rule(result.diagnostics)},
            "companies": {company: sum(found.values()) for company, found in by_company(result.diagnostics)},
            "against": result.comparison._asdict() if result.comparison else None,
        },
    }


def totals(result: LintResult) -> dict[str, int]:
    """Count guides, findings by severity, findings that fail the run, and findings that never do."""
    return {
        "files": result.files,
        **{f"{severity.label}s": number for severity, number in counts(result.diagnostics).items()},
        "failing": sum(map(result.gate.fails, result.diagnostics)),
        "not_counted": len(result.not_counted),
        "suppressed": result.suppressed,
        "known": result.known,
        "ignored": result.ignored,
        "excluded": result.excluded,
    }


def diagnostic_objects(diagnostics: tuple[Diagnostic, ...]) -> Iterator[dict[str, Any]]:
    """Yield every field of each finding; `key_path` contains keys and 0-based list positions."""
    for diagnostic, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True):
        yield {**_diagnostic(diagnostic), "fingerprint": fingerprint}


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.label,
        "message": diagnostic.message,
        "path": diagnostic.path,
        **diagnostic.span._asdict(),
        "key_path": list(diagnostic.key_path),
        "company": diagnostic.company,
        "role": diagnostic.role,
        "region": diagnostic.region,
        "level": diagnostic.level,
        "help": diagnostic.help,
        "related": [{"message": one.message, "path": one.path, **one.span._asdict()} for one in diagnostic.related],
        "fix": diagnostic.fix and _fix(diagnostic.fix),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{**edit.span._asdict(), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}
