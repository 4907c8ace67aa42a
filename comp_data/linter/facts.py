"""What dataset rules know of a record: a compact extract, so that a whole dataset fits into memory."""

from datetime import date
from typing import NamedTuple

from comp_data.diagnostics import KeyPath
from comp_data.linter.record import Record, Row

_TEXTS = (
    "company_display",
    "role_display",
    "role_type",
    "industry",
    "hq_location",
    "public_or_private",
    "ticker",
    "employee_count_range",
)


class Facts(NamedTuple):
    """One record's facts. `path` is the file's, as diagnostics show it."""

    path: str
    company: str | None
    role: str | None
    next_review_due: date | None
    texts: dict[str, str]
    rows: tuple[Row, ...]

    def row_of(self, path: KeyPath) -> Row | None:
        """The row that a key path lies in; None for a path outside of `compensation`."""
        return next((row for row in self.rows if path[:2] == ("compensation", row.index)), None)


def gather(record: Record) -> Facts:
    """The facts of a record."""
    texts = {key: text for key in _TEXTS if (text := record.text(key)) is not None}
    return Facts(
        record.document.path,
        record.company,
        record.role,
        record.date("next_review_due"),
        texts,
        record.rows,
    )
