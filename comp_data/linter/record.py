"""A guide as rules see it: every figure of the right type, even if other values are invalid.

The models reject a record with one invalid value; a linter must still check the other regions. A value that is
missing, of the wrong type or out of range is None, which means "unknown" to every rule.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from comp_data.base.diagnostics import Finding, KeyPath
from comp_data.guide.body.fields import Title, read_title
from comp_data.guide.document import Document
from comp_data.guide.pay.rows import UNKNOWN_CURRENCY, Entries, Row, stated_text
from comp_data.guide.schema_check import check_record
from comp_data.market.sources import MarketSource
from comp_data.values.quarters import Quarter
from comp_data.values.yaml_scalars import as_date

__all__ = ["UNKNOWN_CURRENCY", "Record", "Row", "Source"]


class Source(NamedTuple):
    """One entry of `data_sources`, with its key path; `is_bare` says that it states neither address nor date."""

    path: KeyPath
    name: str
    url: str | None
    date_accessed: date | None
    is_bare: bool


class Record(Entries):
    """One guide with values; date-dependent rules compare it with `today`."""

    def __init__(
        self, document: Document, values: dict[str, Any], today: date, market: tuple[MarketSource, ...] = ()
    ) -> None:
        super().__init__(values.get("compensation"), lambda: document.body)
        self.document = document
        self.values = values
        self.company: str | None = self.text("company")
        self.role: str | None = self.text("role")
        self.today = today
        self.market = market
        self.problems: list[Finding] = check_record(document)

    def text(self, key: str) -> str | None:
        """Return a top-level value if it is text."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def date(self, key: str) -> date | None:
        """Return a top-level value if it is a date."""
        return as_date(self.values.get(key))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The entries of `data_sources` that have a name."""
        return tuple(_sources(self.values.get("data_sources")))

    @cached_property
    def title(self) -> Title | None:
        """The title of the body, or None if it has none."""
        return read_title(self.document.body)

    @cached_property
    def _row_at(self) -> dict[KeyPath, Row]:
        return {("compensation", row.index): row for row in self.rows}

    @cached_property
    def quarter(self) -> Quarter | None:
        """The quarter in `salary_data_quarter`; None if it is missing or invalid."""
        try:
            return Quarter.parse(self.text("salary_data_quarter") or "")
        except ValueError:
            return None

    def row_of(self, path: KeyPath) -> Row | None:
        """Return the row of a key path; None for a path outside of `compensation`."""
        return self._row_at.get(path[:2])


def _sources(entries: object) -> Iterator[Source]:
    if not isinstance(entries, list):
        return
    for index, entry in enumerate(entries):
        path: KeyPath = ("data_sources", index)
        if isinstance(entry, str) and entry.strip():
            yield Source(path, entry.strip(), None, None, is_bare=True)
        elif isinstance(entry, dict) and (name := stated_text(entry, "name")):
            url, day = stated_text(entry, "url"), as_date(entry.get("date_accessed"))
            is_bare = entry.get("url") is None and entry.get("date_accessed") is None
            yield Source(path, name.strip(), url, day, is_bare)
