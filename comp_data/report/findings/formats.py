"""Select an output format by name."""

from importlib import import_module
from typing import Final

from comp_data.report.findings.view import View

FORMATS: Final = {
    "full": "text", "concise": "text", "markdown": "markdown", "json": "json_format", "jsonl": "json_format",
    "github": "ci", "gitlab": "ci", "junit": "ci", "sarif": "ci", "rdjson": "ci",
}  # fmt: skip
"""The formats; each is a function in the module beside this one that is named here."""

CI_FORMATS: Final = frozenset(name for name, module in FORMATS.items() if module == "ci")
"""The formats in which paths are relative to the root of the repository."""

MOST_RESULTS: Final = 25_000
"""How many findings a CI format shows: GitHub accepts as many results in a run."""

_MOST_BYTES: Final = 10_000_000
_MOST_OF_A_FORMAT: Final = {"github": 1_000_000}
"""The maximum size of a CI format: GitHub accepts 10 MB of SARIF. It shows ten annotations of a kind in a step."""


def render(name: str, view: View) -> str:
    """Render a result in one of the formats; a CI format leaves out the least severe findings of very many."""
    rendered = getattr(import_module(f"comp_data.report.findings.{FORMATS[name]}"), name)
    if name not in CI_FORMATS:
        text: str = rendered(view)
        return text
    found, largest = len(view.shown), _MOST_OF_A_FORMAT.get(name, _MOST_BYTES)
    limits = f"{MOST_RESULTS:,} findings and {largest / 1_000_000:g} MB"

    def cut(most: int) -> View:
        left_out = f"{found - most:,} of {found:,} findings left out, the least severe first: the limits are {limits}"
        return view if most == found else view._replace(most=most, left_out=left_out)

    most = min(found, MOST_RESULTS)
    while len(text := rendered(cut(most))) > largest and most:
        most = min(most - 1, int(most * 0.98 * largest / len(text)))
    if most < found:
        view.note(f"{name}: {cut(most).left_out}")
    return text
