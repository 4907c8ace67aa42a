"""Prepare a release of the data: check, version, notes, export, site and checksums, whole or not at all."""

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from shlex import quote
from typing import Final, NamedTuple

from comp_data.base.errors import UsageError
from comp_data.base.files import shown, write_if_unchanged
from comp_data.dataset.loading import load
from comp_data.diffing.api import diff
from comp_data.diffing.changes import DatasetChanges
from comp_data.export.folder import folder_beside
from comp_data.linter.config.config import load_configuration
from comp_data.linter.result import LintResult
from comp_data.records.metadata import CHANGELOG, Meta
from comp_data.report.diff.formats import extended, read_changelog, release_notes
from comp_data.report.site.build import build_site, check_folder
from comp_data.report.site.changes import newest_version

NOTES: Final = "NOTES.md"
CHECKSUMS: Final = "SHA256SUMS"
PRESET: Final = "release"


class Release(NamedTuple):
    """A release in its folder: its version, the records it has, and what is not yet committed of the dataset."""

    version: str
    folder: Path
    records: int
    uncommitted: Path | None


def release(
    folder: Path,
    out: Path,
    day: date,
    result: LintResult,
    *,
    version: str | None = None,
    base: str | None = None,
    formats: Sequence[str] = ("csv",),
) -> Release:
    """Write a release of the dataset to the new folder `out`, and its notes into the dataset's changelog.

    The version follows from what changed since `base`, by default the newest version. `out` is whole or does not exist;
    if the process is killed, the changelog may have the notes already, which the next run takes as they are.

    Raises UsageError if `out` exists or nothing changed, and GitError if `base` does not exist.
    """
    if os.path.lexists(out):
        raise UsageError(f"{out} exists: a release is a new folder")
    target = check_folder(out, folder)
    before = read_changelog(folder / CHANGELOG)
    records = load(folder, market_sources=load_configuration(folder).market_files).with_findings(result)
    since = base or newest_version(folder, records.meta)
    changes = diff(since, folder=folder) if since else None
    chosen, notes = _version_and_notes(changes, records.meta, day, version, len(records))
    commit = None if records.meta.has_changes else records.meta.commit
    meta = records.meta._replace(data_version=chosen, date=day, commit=commit, has_changes=False)
    records = replace(records, _meta=meta)  # the release's, not the last commit's
    text = extended(before, notes) if notes else before or ""
    with folder_beside(target, PRESET) as staging:
        records.export(staging / "data", formats, findings=True)
        build_site(folder, staging / "site", day, base=since, meta=meta)
        (staging / CHANGELOG).write_text(text, "utf-8", newline="")
        sections = re.split(r"^(?=##[ \t])", text, flags=re.MULTILINE)
        heading = re.compile(rf"##[ \t]+\[?v?{re.escape(chosen)}\b")
        section = next((f"{one.strip()}\n" for one in sections if heading.match(one)), "")
        (staging / NOTES).write_text(section, "utf-8", newline="")
        _write_checksums(staging / "data")  # whose files are uploaded without their folder
        _write_checksums(staging)
        if notes and not write_if_unchanged(folder / CHANGELOG, before or "", text):
            raise UsageError(f"{shown(folder / CHANGELOG)} changed during the run: nothing is written")
        staging.rename(target)
    return Release(chosen, target, len(records), (folder / CHANGELOG if notes else None) if commit else folder)


def _version_and_notes(
    changes: DatasetChanges | None, meta: Meta, day: date, version: str | None, records: int
) -> tuple[str, str]:
    """Return the version, and its section of the changelog; the section is empty if the changelog has it already."""
    if version is not None and not re.fullmatch(r"(?:0|[1-9][0-9]{0,8})(?:\.(?:0|[1-9][0-9]{0,8})){2}", version):
        raise UsageError(f"{version} is not a version: write it as 1.2.3")
    if changes is None and meta.data_version is None:
        chosen = version or "1.0.0"
        return chosen, f"## {chosen} - {day}\n\nThe first version: {records:,} records.\n"
    was, now = (changes.old_data_version, changes.data_version) if changes else (None, meta.data_version)
    if now is not None and now != was:
        if version not in (None, now):
            raise UsageError(f"{CHANGELOG} has {now}, and --version is {version}: name {now}, or remove the section")
        return now, ""
    if changes is None or changes.step is None or changes.next_version is None:
        since = changes.old if changes else meta.data_version
        raise UsageError(f"nothing changed since {since} that calls for a version")
    least, chosen = changes.next_version, version or changes.next_version
    if [*map(int, chosen.split("."))] < [*map(int, least.split("."))]:
        raise UsageError(f"{chosen} is under {least}, which a {changes.step} step gives: name it or a higher one")
    return chosen, re.sub(r"^## \S+", f"## {chosen}", release_notes(changes, day))


def _write_checksums(folder: Path) -> None:
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}\n"
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]
    (folder / CHECKSUMS).write_text("".join(lines), "utf-8", newline="")


def commands(made: Release) -> list[str]:
    """Return the commands that publish a release."""
    tag, folder, changed = f"v{made.version}", quote(shown(made.folder)), quote(shown(made.uncommitted or Path()))
    commit = f'git add -- {changed} && git commit -m "Release the data as {made.version}" -- {changed} && '
    return [
        f"{commit if made.uncommitted else ''}git tag {tag} && git push --follow-tags origin HEAD {tag}",
        f"gh release create {tag} --notes-file {folder}/{NOTES} {folder}/data/*",
    ]
