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


MOST_RESULTS: Final = 25_000
"""How many findings a CI format shows: GitHub accepts as many results in a run."""

_MOST_BYTES: Final = 10_000_000
_MOST_OF_A_FORMAT: Final = {"github": 1_000_000}
"""The maximum size of a CI format: GitHub accepts 10 MB of SARIF. It shows ten annotations of a kind in a step."""


def render(name: str, view: View) -> str:
    """Render a result in one of the formats; a CI format leaves out the least severe findings of very many."""
    module = importlib.import_module(f"comp_data.report.findings.{'json_format' if name == 'json' else name}")
    if name not in CI_FORMATS:
        text: str = module.render(view)
        return text
    found, largest = len(view.shown), _MOST_OF_A_FORMAT.get(name, _MOST_BYTES)
    most = min(found, MOST_RESULTS)
    while len(text := module.render(_cut(view, most, found, largest))) > largest and most:
        most = min(most - 1, int(most * 0.98 * largest / len(text)))
    if most < found:
        view.note(f"{name}: {_cut(view, most, found, largest).left_out}")
    return text


def _cut(view: View, most: int, found: int, largest: int) -> View:
    if most == found:
        return view
    limits = f"{MOST_RESULTS:,} findings and {largest / 1_000_000:g} MB"
    left_out = f"{found - most:,} of {found:,} findings left out, the least severe first: the limits are {limits}"
    return view._replace(most=most, left_out=left_out)
