"""A dataset as files for other programs: CSV, Parquet, JSON Lines, SQLite, DuckDB, and what describes them."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from comp_data.base.errors import UsageError
from comp_data.export import card, croissant, datapackage
from comp_data.export.folder import mend, put
from comp_data.export.formats import DATABASE, FORMATS, File, files_in, formats_named
from comp_data.export.previous_export import replaceable_files
from comp_data.export.tables import Table, tables_of
from comp_data.records.metadata import Meta
from comp_data.records.models import Guide
from comp_data.tables.columns import RELATIONS

_OURS = (
    *(f"{relation.name}.{one.name}" for one in FORMATS if one.is_tabular for relation in RELATIONS),
    *(f"{DATABASE}.{one.name}" for one in FORMATS if not one.is_tabular),
    *(card.NAME, croissant.NAME, datapackage.NAME),
)


def export(
    guides: Iterable[Guide], meta: Meta, source: Path, folder: Path, formats: Sequence[str], *, force: bool = False
) -> tuple[Path, ...]:
    """Writes guides that were read from `source` to a folder, and gives its files; see `Dataset.export`."""
    chosen = formats_named(tuple(formats))
    target = _target(folder, source)
    try:
        mend(target, _OURS)
        replaceable_files(target, force=force)
        tables = tables_of(guides)
        files = [file for one in chosen for file in files_in(one, tables)]
        whole = _with_documents(files, tables, meta)
        put(target, whole, replaceable_files(target, force=force))
    except OSError as error:
        raise UsageError(f"{folder} cannot be written, and is as it was: {error.strerror or error}") from error
    return tuple(target / name for name in whole)


def _with_documents(files: Sequence[File], tables: Sequence[Table], meta: Meta) -> dict[str, bytes]:
    if meta.has_changes:  # the day of the commit is not that of these records
        meta = meta._replace(date=None)
    documents = {card.NAME: card.content(files, tables), croissant.NAME: croissant.content(files, meta)}
    package = datapackage.content(files, documents, meta)
    return {**{file.name: file.content for file in files}, **documents, datapackage.NAME: package}


def _target(folder: Path, source: Path) -> Path:
    """The folder that a path names, which may be a link to it; raises UsageError where no export can go there."""
    nowhere = UsageError(f"{folder} leads nowhere; name a folder to export to")
    try:
        target = folder.resolve()
    except (OSError, RuntimeError) as error:
        raise nowhere from error
    if target.is_symlink():  # links that lead to each other, which Python 3.13 no longer refuses to resolve
        raise nowhere
    inside = source.resolve()
    if target.is_relative_to(inside):
        raise UsageError(f"{folder} lies in the dataset {source}; export to a folder outside of it")
    if Path.cwd().is_relative_to(target):
        raise UsageError(f"{folder} is the folder that you are in, or around it; name one in it")
    if not target.parent.is_dir():
        raise UsageError(f"{target.parent} is no folder that is there; make it first")
    if os.path.ismount(target):
        raise UsageError(f"{folder} is mounted, and cannot be replaced as a whole; name a folder in it")
    return target
