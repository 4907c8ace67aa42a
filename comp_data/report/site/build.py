"""Build a site: every page, the data as files, and the assets."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from comp_data.records.metadata import Meta
from comp_data.report.pages.query_page import csv_text
from comp_data.report.site.changes import changed_since
from comp_data.report.site.folder import Written, check_folder, write_site
from comp_data.report.site.gather import Site
from comp_data.report.site.pages import Pages
from comp_data.report.site.render import assets
from comp_data.tables.columns import RELATIONS
from comp_data.tables.rows import rows_of

_FINDINGS = ("code", "name", "severity", "guide", "line", "column", "region", "level", "message")


def build_site(
    folder: Path, out: Path, today: date, *, base: str | None = None, force: bool = False, meta: Meta | None = None
) -> Written:
    """Write the site of a dataset's folder to `out`; the same data and date give the same bytes.

    Raises UsageError if `out` cannot be used, DatasetNotFoundError if the folder has no guide, and MissingExtraError
    without the extra `report`.
    """
    target = check_folder(out, folder)
    site = Site(folder, today, meta)
    return write_site(target, _files(site, base), force=force)._replace(excluded=site.result.excluded)


def site_files(folder: Path, today: date, *, base: str | None = None, meta: Meta | None = None) -> dict[str, bytes]:
    """Return the files of a site by their names in it; `meta` replaces what is known of the dataset's version."""
    return _files(Site(folder, today, meta), base)


def _files(site: Site, base: str | None) -> dict[str, bytes]:
    return {**assets(), **dict(Pages(site, changed_since(site, base)).all()), **dict(_data(site))}


def _data(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the tables and the findings as CSV, in which no spreadsheet runs anything, and JSON."""
    tables: dict[str, tuple[tuple[str, ...], list[Any]]] = {
        relation.name: (
            tuple(column.name for column in relation.columns),
            list(rows_of(relation, site.dataset.guides)),
        )
        for relation in RELATIONS
    }
    found = [
        (one.code, one.name, one.severity.label, page.name if (page := site.page_of(one)) else one.path, one.line,
         one.column, one.region, one.level, one.message)
        for one in site.result.diagnostics
    ]  # fmt: skip
    for name, (columns, rows) in {**tables, "findings": (_FINDINGS, found)}.items():
        yield f"data/{name}.csv", csv_text(columns, rows, escaped=False).encode("utf-8", "replace")
        yield f"data/{name}.json", _split(columns, rows).encode("ascii")


def _split(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return a table as pandas' `orient="split"`, a line a row: half the size of an object for each."""
    lines = ",\n".join(json.dumps(row, default=str, separators=(",", ":")) for row in rows)
    return f'{{"columns":{json.dumps(columns)},\n"data":[\n{lines}\n]}}\n'
