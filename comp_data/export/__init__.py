"""Export a dataset as CSV, Parquet, JSON Lines, SQLite or DuckDB, with files that describe the data."""

import os
from collections.abc import Sequence
from pathlib import Path

from comp_data.base.errors import UsageError, os_errors_as
from comp_data.export.descriptions import CROISSANT, PACKAGE, croissant, data_package
from comp_data.export.folder import clean_up, replace_folder, replaceable_files, target_folder
from comp_data.export.formats import DATABASE, FORMATS, files_in, formats_named, tables_of
from comp_data.export.publication import CITATION, README, citation, readme
from comp_data.records.metadata import Meta
from comp_data.records.publication import Publication
from comp_data.tables.relations import ALL_RELATIONS, Source

_OURS = (
    *(f"{relation.name}.{one.name}" for one in FORMATS if one.is_tabular for relation in ALL_RELATIONS),
    *(f"{DATABASE}.{one.name}" for one in FORMATS if not one.is_tabular),
    *(README, CROISSANT, PACKAGE, CITATION),
)


def export(
    source: Source,
    meta: Meta,
    origin: Path,
    folder: Path,
    formats: Sequence[str],
    *,
    about: Publication,
    force: bool,
    findings: str | None,
) -> tuple[Path, ...]:
    """Write tables read from `origin` to a folder; `findings` says what those do not count; None leaves them out."""
    chosen = formats_named((formats,) if isinstance(formats, str) else formats)
    target = target_folder(folder, origin)
    if Path.cwd().is_relative_to(target):
        raise UsageError(f"{folder} contains the current directory; name a folder in it")
    if os.path.ismount(target):
        raise UsageError(f"{folder} is a mount point and cannot be replaced; name a folder in it")
    tables = tables_of(source, with_findings=findings is not None)
    with os_errors_as(f"{folder} cannot be written and is unchanged"):
        clean_up(target, _OURS)
        replaceable_files(target, force=force)  # raises before the work if the folder is not an export
        files = [file for one in chosen for file in files_in(one, tables)]
        if meta.has_changes:  # the commit's date is not the date of uncommitted changes
            meta = meta._replace(date=None)
        documents = {README: readme(files, tables, about, findings or ""), CROISSANT: croissant(files, meta, about)}
        if cited := citation(about, meta):
            documents[CITATION] = cited
        package = {PACKAGE: data_package(files, documents, meta, about)}
        whole = {**{file.name: file.content for file in files}, **documents, **package}
        replace_folder(target, whole, replaceable_files(target, force=force))
    return tuple(target / name for name in whole)
