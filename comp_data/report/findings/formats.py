"""Select an output format by name."""

from collections.abc import Iterable
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
    return "".join(pieces(name, view))


def pieces(name: str, view: View) -> Iterable[str]:
    """Render a result as `render` does, in pieces: those of `json` and `jsonl` are made one after the other."""
    function = getattr(import_module(f"comp_data.report.findings.{FORMATS[name]}"), name)

    def rendered(view: View) -> Iterable[str]:
        text: str | Iterable[str] = function(view)
        return (text,) if isinstance(text, str) else text

    if name not in CI_FORMATS:
        return rendered(view)
    found, largest = len(view.shown), _MOST_OF_A_FORMAT.get(name, _MOST_BYTES)
    limits = f"{MOST_RESULTS:,} findings and {largest / 1_000_000:g} MB"
    most = min(found, MOST_RESULTS)
    while True:
        left_out = f"{found - most:,} of {found:,} findings left out, the least severe first: the limits are {limits}"
        texts, length = [], 0
        for text in rendered(view if most == found else view._replace(most=most, left_out=left_out)):
            length += len(text)
            if length <= largest:  # what is too large is not kept
                texts.append(text)
        if length <= largest or not most:
            break
        most = min(most - 1, int(most * 0.98 * largest / length))
    if most < found:
        view.note(f"{name}: {left_out}")
    return texts
