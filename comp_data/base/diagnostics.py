"""Spans, severities, fixes, findings and diagnostics: the frozen values that all layers share."""

import enum
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from comp_data.base.plain import Plain

KeyPath = tuple[str | int, ...]
"""The path of a value in front matter: `("compensation", 2, "base_low")`."""


class Severity(enum.IntEnum):
    """The severity of a diagnostic; ordered, so that `Severity.ERROR > Severity.WARNING`."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __reduce_ex__(self, protocol: object) -> tuple[type["Severity"], tuple[int]]:
        """Pickle as the class and its value: some releases of Python 3.11 pickle a call of `getattr`."""
        return Severity, (int(self),)

    @property
    def label(self) -> str:
        """The severity in lower case: `info`, `warning` or `error`."""
        return self.name.lower()

    @classmethod
    def from_label(cls, label: str) -> "Severity":
        """The severity with a label; raises KeyError for an unknown label."""
        return cls[label.upper()]


class Span(NamedTuple):
    """A range of a file: 1-based lines and columns, columns in characters, the end column exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Edit(NamedTuple):
    """Replace the text at `span` by `text`; an empty span inserts."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that fix one finding; a safe fix never changes a meaning or a stated figure."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool


Location = KeyPath | Span
"""The location of a finding: a key path, which the document converts to a span, or the span itself."""


class Note(NamedTuple):
    """A second location that belongs to a finding: the other of two figures, the first of two keys."""

    message: str
    at: Location
    on_key: bool = False


class Finding(NamedTuple):
    """A rule's report about one location, before the engine adds code, severity, path and span."""

    at: Location
    message: str
    help: str | None = None
    related: tuple[Note, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None  # overrides that of the rule
    on_key: bool = False  # it is about the key at `at`, not the value
    figures: tuple[object, ...] | None = None  # what it depends on, for its fingerprint; None is the value at `at`
    code: str = ""  # set by the document parser and the schema check, whose findings rules pass on
    region: str | None = None  # with `level` a table row in the body; for an entry both follow from the key path
    level: str | None = None


class RelatedPlace(NamedTuple):
    """A second location of a diagnostic, as file and span."""

    message: str
    path: str
    span: Span


class Diagnostic(NamedTuple):
    """One complete finding of one rule in one file; every output format is rendered from these.

    `span` is its place in the file `path`, `key_path` the value of front matter that it is about, empty if there is
    none. What does not apply or is not known is None. `figures` are the values that it depends on.
    """

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

    def to_dict(self) -> dict[str, Any]:
        """Return the fields by name as JSON data: dates as text, guides by their ids."""
        return Plain.to_dict(self)

    def to_json(self) -> str:
        """Return `to_dict()` as JSON, for which `schemas/` has a schema."""
        return Plain.to_json(self)

    @property
    def identity(self) -> tuple[object, ...]:
        """The parts of a diagnostic that unrelated edits do not change.

        These are rule, record, region and level, key path and figures. Line numbers, list positions and the wording
        of the message are left out, so a moved row keeps its identity and a changed figure gets a new one.
        """
        record = (self.company, self.role) if self.company and self.role else (self.path,)
        keys = tuple([part for part in self.key_path if isinstance(part, str)])
        return self.code, record, self.region, self.level, keys, self.figures


def shortened(text: str, most: int = 60) -> str:
    """Shorten text of a guide for a message: one line, at most `most` characters."""
    line = " ".join(text[: 10 * most].split())
    return line if len(line) <= most and len(text) <= 10 * most else line[: most - 1] + "…"


def fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield a fingerprint for each diagnostic: the hash of its identity, and of its number if several have the same."""
    from hashlib import sha256  # noqa: PLC0415 - most runs need none

    seen: dict[int, int] = {}  # by hash: identities of millions of findings would take gigabytes
    for diagnostic in diagnostics:
        identity = repr(diagnostic.identity)
        key = hash(identity)
        number = seen[key] = seen.get(key, -1) + 1
        yield sha256(f"{identity} {number}".encode("utf-8", "backslashreplace")).hexdigest()[:16]
