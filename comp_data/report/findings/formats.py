"""The output formats by name."""

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
"""Name of a format → the module that renders it."""


def render(name: str, view: View) -> str:
    """A run's result in a format; raises KeyError for a name that is not in FORMATS."""
    module = importlib.import_module(f"comp_data.report.findings.{FORMATS[name]}")
    text: str = module.render(view)
    return text
