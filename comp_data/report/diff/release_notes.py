"""Write the release notes of a data version, and insert them into a changelog."""

from datetime import date
from pathlib import Path
from typing import Final

from comp_data.base.errors import UsageError
from comp_data.base.escape import code_span
from comp_data.base.files import read_whole, shown
from comp_data.base.wording import plural
from comp_data.comparison.model import RecordChange
from comp_data.diffing.changes import DatasetChanges
from comp_data.records.metadata import newest_section
from comp_data.report.diff.sections import REWRITTEN, Line, Quoted, Section, headline, said, sections, signed

_NEW_CHANGELOG: Final = """\
# Changelog of the data

What changes in the records. A major step is another schema version, or a record that is gone under its name; a minor
one new records; a patch all else: figures, regions, dates, sources, texts.
"""
_MOST_LINES: Final = 100
_MOST_BYTES: Final = 1 << 26


def release_notes(changes: DatasetChanges, day: date | None = None) -> str:
    """Return the section of the next version; empty if no change calls for a new version."""
    version = changes.next_version
    if version is None:
        return ""
    before, after = sections(changes)
    uniform = {id_ for one in changes.uniform for id_ in one.records}
    figures = tuple(_figures(one) for one in changes.changes if one.figures and one.id not in uniform)
    blocks = [f"## {version}{f' - {day}' if day else ''}", f"{headline(changes).capitalize()}."]
    for section in (*before, *([Section("figures", figures)] if figures else ()), *after):
        if section.title != REWRITTEN:
            blocks += [f"### {section.title.capitalize()}", _listed(section)]
    return "\n\n".join(blocks) + "\n"


def read_changelog(file: Path) -> str | None:
    """Read a changelog that is to be extended; None if it does not exist. Raises UsageError if it is not text."""
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise UsageError(f"{shown(file)} is not a regular file: nothing is written")
    try:
        return read_whole(file, _MOST_BYTES).decode("utf-8") if file.exists() else None
    except UnicodeDecodeError as error:
        raise UsageError(f"{shown(file)} is not UTF-8: convert it first") from error
    except OSError as error:
        raise UsageError(f"{shown(file)} cannot be read: {error.strerror}") from error


def extended(changelog: str | None, notes: str) -> str:
    """Insert a section into a changelog above the newest one; None is a changelog that does not exist yet."""
    text = changelog or _NEW_CHANGELOG
    newline = "\r\n" if "\r\n" in text else "\n"
    newest = newest_section(text)
    before, after = (text, "") if newest is None else (text[:newest], text[newest:])
    start = f"{before.rstrip()}{newline * 2}" if before.strip() else ""
    return start + notes.replace("\n", newline) + (newline + after if after else "")


def _listed(section: Section) -> str:
    lines = [f"- {said(line, code_span)}" for line in section.lines[:_MOST_LINES]]
    more = len(section.lines) - _MOST_LINES
    return "\n".join([*lines, *([f"- and {more:,} more"] if more > 0 else [])])


def _figures(change: RecordChange) -> Line:
    """Say how many figures of a record changed, and by how much."""
    shares = [one.share for one in change.figures if one.share is not None and one.is_amount]
    line: Line = (Quoted(change.id), f": {plural(len(change.figures), 'figure')}")
    return (*line, f", {signed(*shares)}") if shares else line
