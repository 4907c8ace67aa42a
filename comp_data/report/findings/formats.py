"""Select an output format by name."""

import importlib
from typing import Final

from comp_data.report.findings.view import View

FORMATS: Final = {
    "full": "full",
    "concise": "concise",
    "markdown": "markdown",
    "json": "json_format",
    "jsonl": "jsonl",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "sarif": "sarif",
    "rdjson": "rdjson",
}
"""The module that renders each format."""

CI_FORMATS: Final = frozenset({"github", "gitlab", "junit", "sarif", "rdjson"})
"""The formats in which paths are relative to the root of the repository."""


def render(name: str, view: View) -> str:
    """Render a result in a format; raises KeyError if FORMATS does not have the name."""
    module = importlib.import_module(f"comp_data.report.findings.{FORMATS[name]}")
    text: str = module.render(view)
    return text
