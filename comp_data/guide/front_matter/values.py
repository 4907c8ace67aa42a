"""The result of parsing front matter: values, the position of every key path, and findings."""

from collections.abc import Callable
from typing import Final, NamedTuple

from comp_data.base.diagnostics import Edit, Finding, Fix, KeyPath, Note, Span

MAX_NESTING: Final = 32
"""How deep lists and mappings may be nested."""

TOO_DEEP: Final = f"lists and mappings are nested more than {MAX_NESTING} deep"
FLATTEN: Final = "Flatten them"

Mark = tuple[int, int, int, int]
"""Offsets of a value in the front matter: key start, key end, value start, value end; -1 for no key."""


class FrontMatter:
    """Parsed front matter. `values` is None if it could not be read."""

    def __init__(self, findings: list["RawFinding"] | None = None, *, readable: bool = True) -> None:
        self.values: object = None
        self.marks: dict[KeyPath, Mark] = {}
        self.findings: list[RawFinding] = findings or []
        self.readable = readable


class RawFinding(NamedTuple):
    """A finding at offsets of the front matter; the document, which knows the lines, converts it to a Finding."""

    code: str
    start: int
    end: int
    message: str
    help: str | None = None
    other: tuple[int, int, str] | None = None  # a second place: its offsets, and what is there
    replacement: tuple[str, str] | None = None  # a safe fix: its title, and the new text

    def located(self, span: Callable[[int, int], Span], written: str) -> Finding:
        """Convert to a Finding: `span` makes a span from two offsets, `written` is the source text there."""
        at = span(self.start, self.end)
        related = (Note(self.other[2], span(self.other[0], self.other[1])),) if self.other else ()
        title, text = self.replacement or ("", "")
        fix = Fix(title, (Edit(at, text),), safe=True) if self.replacement else None
        return Finding(at, self.message, self.help, related, fix, code=self.code, figures=(written,))


class ReadError(Exception):
    """Why front matter cannot be read."""

    def __init__(self, finding: RawFinding) -> None:
        self.finding = finding
