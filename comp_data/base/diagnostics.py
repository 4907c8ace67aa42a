"""Spans, severities, fixes, findings and diagnostics: frozen values that every layer passes on."""

import enum
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any, NamedTuple

KeyPath = tuple[str | int, ...]
"""Where a value stands in front matter: `("compensation", 2, "base_low")`."""


class Severity(enum.IntEnum):
    """How much a diagnostic matters; ordered, so that `Severity.ERROR > Severity.WARNING`."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word that people read and write: `info`, `warning` or `error`."""
        return self.name.lower()

    @classmethod
    def from_label(cls, label: str) -> "Severity":
        """The severity of a word; raises KeyError for another word."""
        return cls[label.upper()]


class Span(NamedTuple):
    """A stretch of a file: 1-based lines and columns, columns in characters, the end column exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Edit(NamedTuple):
    """Put `text` in the place of what stands at `span`; an empty span inserts."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that mend one finding; a safe fix never changes a meaning or a figure that someone stated."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool


Location = KeyPath | Span
"""What a finding points at: a key path, which the document turns into a span, or the span itself."""


class Note(NamedTuple):
    """A second place that belongs to a finding: the other of two figures, the first of two keys."""

    message: str
    at: Location
    on_key: bool = False


class Finding(NamedTuple):
    """What a rule says of one place, before the engine adds code, severity, path and span.

    `at` is where (the value; the key itself with `on_key`), `figures` is what the finding rests on and what
    its fingerprint is made of (default: the value at `at`), `severity` replaces the rule's own for this
    finding. `code` is set by the readers of document and schema, whose findings the rules hand on. `region` and
    `level` say which row of a table in the body a finding is about; those of an entry follow from its key path.
    """

    at: Location
    message: str
    help: str | None = None
    related: tuple[Note, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None
    on_key: bool = False
    figures: tuple[object, ...] | None = None
    code: str = ""
    region: str | None = None
    level: str | None = None


class RelatedPlace(NamedTuple):
    """A second place of a diagnostic, as file and span."""

    message: str
    path: str
    span: Span


class Diagnostic(NamedTuple):
    """One finding of one rule in one file, complete: what every output format is made from."""

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    span: Span
    key_path: KeyPath = ()
    company: str | None = None
    role: str | None = None
    region: str | None = None
    level: str | None = None
    help: str | None = None
    related: tuple[RelatedPlace, ...] = ()
    fix: Fix | None = None
    figures: tuple[object, ...] = ()

    @property
    def line(self) -> int:
        """First line, 1-based."""
        return self.span.line

    @property
    def column(self) -> int:
        """First column, 1-based, in characters."""
        return self.span.column

    @property
    def identity(self) -> tuple[object, ...]:
        """What stays the same across edits that do not change what was found.

        Rule, record, region and level, key path and figures: not line numbers, list positions or the wording
        of the message, so a moved row keeps its identity and a changed figure gives a new one.
        """
        record = (self.company, self.role) if self.company and self.role else (self.path,)
        keys = tuple(part for part in self.key_path if isinstance(part, str))
        return self.code, record, self.region, self.level, keys, self.figures


def values_getter(*names: str) -> Callable[[Diagnostic], Any]:
    """What gives values of diagnostics by their names, in a third of the time that it takes to ask for each."""
    return itemgetter(*map(Diagnostic._fields.index, names))


def shortened(text: str, most: int = 60) -> str:
    """A text from a guide as messages quote it: on one line, and no longer than `most` characters."""
    line = " ".join(text[: 10 * most].split())
    return line if len(line) <= most and len(text) <= 10 * most else line[: most - 1] + "…"


def fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """A fingerprint for each diagnostic, 16 hex digits made of its identity.

    Diagnostics of one identity are told apart by which of them it is, in the order given.
    """
    from hashlib import sha256  # noqa: PLC0415 - most runs need none

    seen: dict[str, int] = {}
    found = []
    for diagnostic in diagnostics:
        identity = repr(diagnostic.identity)
        number = seen.get(identity, 0)
        seen[identity] = number + 1
        text = f"{identity} {number}"
        found.append(sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16])
    return found
