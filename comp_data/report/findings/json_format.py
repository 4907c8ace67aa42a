"""The format `json`: every finding with all its fields, whatever `--level` is; versioned."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from comp_data.base.diagnostics import Diagnostic, Severity, fingerprints
from comp_data.linter.result import LintResult
from comp_data.report.findings.json_text import json_text
from comp_data.report.findings.view import View, by_company, by_rule, counts
from comp_data.version import __version__

TOOL: Final = {"name": "comp-data", "version": __version__}
FORMAT_VERSION = 1
"""The version of the format: removing a field or changing its meaning raises it, a new field does not."""


def render(view: View) -> str:
    """Return one JSON object: version, tool, diagnostics and summary."""
    result = view.result
    summary = {
        **totals(result),
        "rules": {code: sum(found.values()) for code, _, found in by_rule(result.diagnostics)},
        "companies": {company: sum(found.values()) for company, found in by_company(result.diagnostics)},
        "against": result.comparison._asdict() if result.comparison else None,
    }
    return versioned({"diagnostics": diagnostic_objects(result.diagnostics), "summary": summary})


def versioned(fields: Mapping[str, Any]) -> str:
    """Write a JSON object of these fields, with the version of the format and the tool before them."""
    return json_text({"version": FORMAT_VERSION, "tool": TOOL, **fields}, indent=2)


def totals(result: LintResult) -> dict[str, int]:
    """Count guides, findings by severity, findings that fail the run, and findings that never do."""
    return {
        "files": result.files,
        **by_word(counts(result.diagnostics)),
        "failing": sum(map(result.gate.fails, result.diagnostics)),
        "not_counted": len(result.not_counted),
        "suppressed": result.suppressed,
        "known": result.known,
        "ignored": result.ignored,
        "excluded": result.excluded,
    }


def by_word(counts: Mapping[Severity, int]) -> dict[str, int]:
    """Return counts with the severities as words: `errors`, `warnings`, `infos`."""
    return {f"{severity.label}s": count for severity, count in counts.items()}


def diagnostic_objects(diagnostics: tuple[Diagnostic, ...]) -> Iterator[dict[str, Any]]:
    """Yield every field of each finding; `key_path` contains keys and 0-based list positions."""
    for diagnostic, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True):
        yield {**_diagnostic(diagnostic), "fingerprint": fingerprint}


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    fix = diagnostic.fix
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
        "fix": fix
        and {
            "title": fix.title,
            "safe": fix.safe,
            "edits": [{**edit.span._asdict(), "text": edit.text} for edit in fix.edits],
        },
    }
