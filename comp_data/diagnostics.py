"""Spans, severities, fixes, findings and diagnostics: frozen values that every layer passes on."""

import enum
import hashlib
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file: 1-based lines and columns, columns in characters, the end column exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of what stands at `span`; an empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend one finding; a safe fix never changes a meaning or a figure that someone stated."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool


Location = KeyPath | Span
"""What a finding points at: a key path, which the document turns into a span, or the span itself."""


@dataclass(frozen=True, slots=True)
class Note:
    """A second place that belongs to a finding: the other of two figures, the first of two keys."""

    message: str
    at: Location
    on_key: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one place, before the engine adds code, severity, path and span.

    `at` is where (the value; the key itself with `on_key`), `figures` is what the finding rests on and what
    its fingerprint is made of (default: the value at `at`), `severity` replaces the rule's own for this
    finding. `code` is set by the readers of document and schema, whose findings the rules hand on; `kind`
    sorts their findings of one code where a message alone would not.
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


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """A second place of a diagnostic, as file and span."""

    message: str
    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
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
    occurrence: int = 0

    @property
    def line(self) -> int:
        """First line, 1-based."""
        return self.span.line

    @property
    def column(self) -> int:
        """First column, 1-based, in characters."""
        return self.span.column

    @property
    def fingerprint(self) -> str:
        """The identity across edits that do not change what was found: 16 hex digits.

        Made of rule, record, region and level, key path and figures: not of line numbers, list positions or
        the wording of the message, so a moved row keeps its fingerprint and a changed figure gets a new one.
        `occurrence` tells diagnostics apart that agree in all of these.
        """
        return hashlib.sha256(repr((*self.identity, self.occurrence)).encode("utf-8", "backslashreplace")).hexdigest()[
            :16
        ]

    @property
    def identity(self) -> tuple[object, ...]:
        """What the fingerprint is made of, but for the occurrence."""
        record = (self.company, self.role) if self.company and self.role else (self.path,)
        keys = tuple(part for part in self.key_path if isinstance(part, str))
        return self.code, record, self.region, self.level, keys, self.figures
