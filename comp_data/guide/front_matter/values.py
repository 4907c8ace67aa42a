"""What front matter is read as: its values, the place of every key path, and what was found in reading."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from comp_data.base.diagnostics import Edit, Finding, Fix, KeyPath, Note, Span

MAX_NESTING: Final = 32
"""Lists and mappings within one another."""

NESTED_TOO_DEEP: Final = f"lists and mappings are nested more than {MAX_NESTING} deep"
FLATTEN: Final = "Flatten them"

Mark = tuple[int, int, int, int]
"""Offsets of a value in the front matter: key start, key end, value start, value end; -1 for no key."""


@dataclass(slots=True)
class FrontMatter:
    """What a front matter was read as. `values` is None where it could not be read."""

    values: object = None
    marks: dict[KeyPath, Mark] = field(default_factory=dict)
    findings: list["RawFinding"] = field(default_factory=list)
    readable: bool = True


@dataclass(slots=True)
class RawFinding:
    """A finding at offsets of the front matter; the document, which knows the lines, makes a Finding of it."""

    code: str
    start: int
    end: int
    message: str
    help: str | None = None
    other: tuple[int, int, str] | None = None
    replacement: tuple[str, str] | None = None

    def located(self, span: Callable[[int, int], Span], written: str) -> Finding:
        """The same finding with spans; `span` turns two offsets into one, `written` is what stands there."""
        at = span(self.start, self.end)
        related = (Note(self.other[2], span(self.other[0], self.other[1])),) if self.other else ()
        fix = None
        if self.replacement:
            title, text = self.replacement
            fix = Fix(title, (Edit(at, text),), safe=True)
        return Finding(at, self.message, self.help, related, fix, code=self.code, figures=(written,))


def unreadable(
    result: FrontMatter, code: str, start: int, end: int, message: str, help_: str | None = None
) -> FrontMatter:
    """Notes why a front matter cannot be read, and drops what was read of it so far."""
    result.findings.append(RawFinding(code, start, end, message, help_))
    result.values = None
    result.marks.clear()
    result.readable = False
    return result
