"""The format `jsonl`: every diagnostic as `json` has it, one a line, for `jq`, `grep` and databases."""

from comp_data.report.findings.json_format import diagnostic_objects
from comp_data.report.findings.json_text import json_text
from comp_data.report.findings.view import View


def render(view: View) -> str:
    """One JSON object a line; nothing where nothing was found."""
    return "".join(map(json_text, diagnostic_objects(view.result.diagnostics)))
