"""Build a site, every page, the data as files and the assets, and write it to a folder and nothing outside of it.

The folder is new, empty, or has an earlier site: a manifest lists the files that are ours, with digests. Any other file
is left alone, and a page is never written over one. Files that did not change are not written again.
"""

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from comp_data.base.errors import UsageError, os_errors_as
from comp_data.base.escape import as_csv
from comp_data.base.files import locked, read_whole, shown
from comp_data.export.folder import target_folder
from comp_data.records.metadata import Meta
from comp_data.report.site.changes import changed_since
from comp_data.report.site.gather import Site
from comp_data.report.site.pages import Pages, assets
from comp_data.tables.relations import RELATIONS, rows_of

MANIFEST: Final = "comp-data-report.json"

_TEMPORARY: Final = ".comp-data-report.tmp"

_SLUG: Final = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_OWN: Final = re.compile(
    rf"(?:{_SLUG}|(?:companies|roles)/{_SLUG}|guides/{_SLUG}/{_SLUG}|rules/CD[0-9]{{3}})\.html"
    rf"|data/(?:{_SLUG}|pay_places|body_pay)\.(?:json|csv)|assets/{_SLUG}\.(?:css|js|svg)"
)


class Written(NamedTuple):
    """How many files of a site were written, unchanged and removed, and how many guides are `excluded` from linting."""

    written: int
    unchanged: int
    removed: int
    excluded: int = 0


def build_site(
    folder: Path, out: Path, today: date, *, base: str | None = None, force: bool = False, meta: Meta | None = None
) -> Written:
    """Write the site of a dataset's folder to `out`; the same data and date give the same bytes.

    `meta` replaces what is known of the dataset's version. Raises UsageError if `out` cannot be used,
    DatasetNotFoundError if the folder has no guide, and MissingExtraError without the extra `report`.
    """
    target = check_folder(out, folder)
    site = Site(folder, today, meta)
    return write_site(target, site_files(site, base), force=force)._replace(excluded=site.result.excluded)


def site_files(site: Site, base: str | None = None) -> dict[str, bytes]:
    """Return the files of a site by their names in it."""
    return {**assets(), **dict(Pages(site, changed_since(site, base)).all()), **dict(_data(site))}


def _data(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the tables and the findings as CSV, in which no spreadsheet runs anything, and JSON."""
    tables: dict[str, tuple[list[str], list[Any]]] = {}
    for relation in RELATIONS:
        rows = list(rows_of(relation, site.dataset.guides))
        tables[relation.name] = [column.name for column in relation.columns], rows
    found = []
    for one in site.result.diagnostics:
        start = (one.code, one.name, one.severity.label, site.name_of(one))
        found.append((*start, one.line, one.column, one.region, one.level, one.message))
    heading = ["code", "name", "severity", "guide", "line", "column", "region", "level", "message"]
    for name, (columns, rows) in {**tables, "findings": (heading, found)}.items():
        yield f"data/{name}.csv", as_csv((columns, *rows)).encode("utf-8", "replace")
        # As pandas' `orient="split"`, a line a row: half the size of an object for each.
        lines = ",\n".join(json.dumps(row, default=str, separators=(",", ":")) for row in rows)
        yield f"data/{name}.json", f'{{"columns":{json.dumps(columns)},\n"data":[\n{lines}\n]}}\n'.encode("ascii")


def check_folder(folder: Path, dataset: Path) -> Path:
    """Return a site's folder, without links; raises UsageError as `target_folder` does, and for other files in it."""
    target = target_folder(folder, dataset)
    if target.is_dir() and not (target / MANIFEST).is_file() and {*os.listdir(target)} - {_TEMPORARY}:  # noqa: PTH208
        advice = "name a new or an empty folder"
        raise UsageError(f"{folder} is not empty and was not written by `comp-data report`: {advice}")
    return target


def write_site(target: Path, files: Mapping[str, bytes], *, force: bool = False) -> Written:
    """Write the files of a site; those of an earlier one that it no longer has are removed.

    Raises UsageError, and writes nothing, if a file is in the way that is not ours, or was changed since it was
    written (the latter unless `force`).
    """
    target.mkdir(exist_ok=True)
    with locked(target):  # the lock of a folder that two runs write, and so their one temporary file
        known = _read_manifest(target)
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        on_disk = {name: _digest(target, name) for name in sorted({*files, *known})}
        expected = {name: [*known.get(name, ()), *([digests[name]] if name in files else [])] for name in on_disk}
        changed = [name for name, digest in on_disk.items() if digest and digest not in expected[name]]
        if foreign := [name for name in changed if name not in known]:
            name = shown(target / foreign[0])
            raise UsageError(f"{name} is not of an earlier report: move it away, or name another folder")
        if changed and not force:
            more = f" and {len(changed) - 1} more were" if len(changed) > 1 else " was"
            raise UsageError(f"{shown(target / changed[0])}{more} changed since it was written: --force replaces it")
        gone = [name for name in known if name not in files and on_disk[name]]
        stale = [name for name in files if on_disk[name] != digests[name]]
        # Whatever the process is ended by, the manifest names every file that may be there, as it was or as it will be.
        _write(target, MANIFEST, _manifest(expected))
        for name in stale:
            _write(target, name, files[name])
        for name in known.keys() - files:
            _remove(target, name)
        _write(target, MANIFEST, _manifest({name: [digest] for name, digest in digests.items()}))
        return Written(len(stale), len(files) - len(stale), len(gone))


def _manifest(files: Mapping[str, list[str]]) -> bytes:
    listed = {name: list(dict.fromkeys(digests)) for name, digests in sorted(files.items())}
    return (json.dumps({"version": 1, "files": listed}, indent=0) + "\n").encode()


def _read_manifest(target: Path) -> dict[str, list[str]]:
    """Return the files of an earlier site with their digests; names that a site cannot have are not believed."""
    file = target / MANIFEST
    if not os.path.lexists(file):
        return {}
    try:
        listed: Any = json.loads(read_whole(file, 1 << 26))["files"]
        return {name: [str(digest) for digest in digests] for name, digests in listed.items() if _OWN.fullmatch(name)}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"{shown(file)} cannot be read ({error}): remove the folder, or name another one") from error


def _digest(target: Path, name: str) -> str | None:
    """Return the digest of a file; None if it does not exist. Raises UsageError for anything but a regular file."""
    if not _OWN.fullmatch(name):
        raise ValueError(f"{name} is not a file of a site")
    place = target
    for part in name.split("/")[:-1]:
        place /= part
        if os.path.lexists(place) and not stat.S_ISDIR(place.lstat().st_mode):
            raise UsageError(f"{shown(place)} is not a folder: move it away")
    file = target / name
    if not os.path.lexists(file):
        return None
    if not stat.S_ISREG(file.lstat().st_mode):
        raise UsageError(f"{shown(file)} is not a regular file: move it away")
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write(target: Path, name: str, content: bytes) -> None:
    """Replace a file atomically; a link in its place is replaced, not followed."""
    file = target / name
    with os_errors_as(f"{shown(file)} cannot be written"):
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = target / _TEMPORARY
        temporary.unlink(missing_ok=True)  # of a run that was killed
        try:
            with temporary.open("xb") as stream:
                stream.write(content)
            temporary.chmod(0o644)
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)


def _remove(target: Path, name: str) -> None:
    file = target / name
    with suppress(OSError):
        file.unlink(missing_ok=True)
        for folder in list(file.parents)[: name.count("/")]:
            with suppress(FileNotFoundError):  # a run that was killed removed it already
                folder.rmdir()
