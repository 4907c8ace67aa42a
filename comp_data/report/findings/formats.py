"""Select an output format by name."""

import importlib
from typing import Final

from comp_data.report.findings.view import View

FORMATS: Final = (
    "full", "concise", "markdown", "json", "jsonl", "github", "gitlab", "junit", "sarif", "rdjson",
)  # fmt: skip
"""The formats; each has a module of its name, that of `json` is `json_format`."""

CI_FORMATS: Final = frozenset({"github", "gitlab", "junit", "sarif", "rdjson"})
"""The formats in which paths are relative to the root of the repository."""


def render(name: str, view: View) -> str:
    """Render a result in one of the formats."""
    module = importlib.import_module(f"comp_data.report.findings.{'json_format' if name == 'json' else name}")
    text: str = module.render(view)
    return text
