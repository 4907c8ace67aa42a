"""The format `jsonl`: the findings of `json`, one per line, for `jq`, `grep` and databases."""

from comp_data.report.findings.json_format import diagnostic_objects
from comp_data.report.findings.json_text import json_text
from comp_data.report.findings.view import View


def render(view: View) -> str:
    """Return one JSON object per finding and line."""
    return "".join(map(json_text, diagnostic_objects(view.result.diagnostics)))
