"""Write the changes of a dataset as text, as Markdown, as JSON, and as release notes for a changelog."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from comp_data.base.diagnostics import shortened
from comp_data.base.errors import UsageError, os_errors_as
from comp_data.base.escape import code_span, printable
from comp_data.base.files import read_whole, shown
from comp_data.base.plain import plain
from comp_data.base.wording import plural
from comp_data.comparison.model import RecordChange, ValueChange
from comp_data.diffing.changes import KINDS, DatasetChanges
from comp_data.records.metadata import newest_section
from comp_data.report.diff.sections import HEADING, SAME, Line, Quoted, Section, headline, said, sections, signed, table
from comp_data.report.findings.json_format import versioned
from comp_data.report.findings.markdown import COMMENT, first_within
from comp_data.report.text_table import aligned, and_more

MOST_LINES: Final = 200
"""How many lines of a section, and rows of the table, the text has; --format json has all."""

OPEN_LINES: Final = 10
"""How many lines of a section, and rows of the table, Markdown shows unfolded."""

_NUMBERS: Final = (3, 4, 5)
"""The columns of the table that are right-aligned."""
_MOST_NOTES: Final = 100
_NEW_CHANGELOG: Final = """\
# Changelog of the data

What changes in the records. A major step is another schema version, or a record that is gone under its name; a minor
one new records; a patch all else: figures, regions, dates, sources, texts.
"""


def text(changes: DatasetChanges) -> str:
    """Return the changes for a terminal: added and removed records, then figures in a table, then the rest."""
    title = f"{printable(changes.old)} → {printable(changes.new)}: {headline(changes)}"
    return "\n\n".join([title, *map(_block, _sections(changes))]) + "\n"


def _sections(changes: DatasetChanges) -> list[Section]:
    before, after = sections(changes)
    rows = tuple(table(changes))
    return [*before, *([Section("figures, the largest change first", (), rows)] if rows else []), *after]


def _block(section: Section) -> str:
    lines = [said(line, printable) for line in section.lines[:MOST_LINES]]
    if section.rows:
        cells = [HEADING, *([said(cell, printable, 40) for cell in row] for row in section.rows[:MOST_LINES])]
        lines = aligned(cells, left=range(_NUMBERS[0]))
    return "\n  ".join([section.title, *lines, *and_more(len(section.lines or section.rows), MOST_LINES)])


def markdown(changes: DatasetChanges, most_bytes: int = COMMENT) -> str:
    """Return the changes for a comment or a job summary, as many as fit, with texts of guides in code spans only."""
    found, tried = _sections(changes), (5000, 1000, 300, 100, 30, 10, 3, 1, 0)
    return first_within((_blocks(changes, found, most) for most in tried), most_bytes)


def _blocks(changes: DatasetChanges, found: list[Section], most: int) -> Iterator[str]:
    yield f"### comp-data: {headline(changes)}"
    yield f"From {code_span(shortened(changes.old))} to {code_span(shortened(changes.new))}."
    if any(len(section.lines or section.rows) > most for section in found):
        yield "Some is left out for length: `comp-data diff --format json` has all."
    for section in found if most else ():
        yield f"#### {section.title.capitalize()}"
        yield _listed(section, 0, min(OPEN_LINES, most))
        if folded := len((section.lines or section.rows)[OPEN_LINES:most]):
            yield f"<details><summary>{folded:,} more{' rows' if section.rows else ''}</summary>"
            yield _listed(section, OPEN_LINES, most)
            yield "</details>"


def _listed(section: Section, first: int, last: int) -> str:
    def escaped(text: str) -> str:  # a bar ends a cell even in a code span and after a backslash
        return code_span(text.replace("|", "\\x7c"))

    if not section.rows:
        return "\n".join(f"- {said(line, code_span)}" for line in section.lines[first:last])
    marks = ("--:" if at in _NUMBERS else "---" for at in range(len(HEADING)))
    rows = [f"| {' | '.join(said(cell, escaped, 60) for cell in row)} |" for row in section.rows[first:last]]
    return "\n".join([f"| {' | '.join(HEADING)} |", f"|{'|'.join(marks)}|", *rows])


def json(changes: DatasetChanges) -> str:
    """Return one JSON object: version, tool, summary, uniform changes and records, in the order of the changes."""
    found: dict[str, Any] = {
        "old": {"name": changes.old, "records": changes.old_records, "data_version": changes.old_data_version},
        "new": {"name": changes.new, "records": changes.new_records, "data_version": changes.data_version},
        "step": changes.step,
        "next_version": changes.next_version,
        "summary": {
            **{kind: len(changes.of(kind)) for kind in KINDS},
            "formatting_only": sum(change.is_formatting_only for change in changes.changes),
            "figures": sum(len(change.figures) for change in changes.changes),
        },
        "uniform": [{"company": one.company, "records": one.records, "percent": one.share} for one in changes.uniform],
        "records": [_record(change) for change in changes.changes],
    }
    return versioned(found)


RENDERERS: Final[dict[str, Callable[[DatasetChanges], str]]] = {"text": text, "markdown": markdown, "json": json}


def _record(change: RecordChange) -> dict[str, Any]:
    fields = {name: _plain(value) for name, value in change._asdict().items()}
    del fields["is_rewritten"], fields["amounts"]
    figures = sorted(change.figures, key=lambda one: -one.size)
    fields["figures"] = [{**_plain(one), "percent": one.share and round(one.share, 4)} for one in figures]
    return {"id": change.id, **fields, "formatting_only": change.is_formatting_only}


def _plain(value: Any) -> Any:
    if isinstance(value, ValueChange):
        place = {"region": value.region, "level": value.level} if value.region or value.level else {}
        keys = [part if type(part) is int else str(part) for part in value.key_path]  # a key may be of any type
        return {"key_path": keys, **place, "old": plain(value.old), "new": plain(value.new)}
    if hasattr(value, "_asdict"):
        names = {"old_path": "old_key_path", "is_same_place": "same_place"}
        return {names.get(name, name): one for name, one in value._asdict().items()}
    return [*map(_plain, value)] if isinstance(value, tuple) else value


def release_notes(changes: DatasetChanges, day: date | None = None) -> str:
    """Return the changelog's section of the next version, in Markdown; empty if no change calls for a new version.

    `day` is the date in its heading, which has none by default.
    """
    if (version := changes.next_version) is None:
        return ""
    before, after = sections(changes)
    uniform = {id_ for one in changes.uniform for id_ in one.records}
    figures: list[Line] = []
    for one in changes.changes:
        if one.figures and one.id not in uniform:
            shares = [figure.share for figure in one.figures if figure.share is not None and figure.is_amount]
            by = f", {signed(*shares)}" if shares else ""
            figures.append((Quoted(one.id), f": {plural(len(one.figures), 'figure')}{by}"))
    blocks = [f"## {version}{f' - {day}' if day else ''}", f"{headline(changes).capitalize()}."]
    for section in (*before, Section("figures", tuple(figures)), *after):
        if section.lines and section.title != SAME:
            lines = [f"- {said(line, code_span)}" for line in section.lines[:_MOST_NOTES]]
            lines += and_more(len(section.lines), _MOST_NOTES, "- and {:,} more")
            blocks += [f"### {section.title.capitalize()}", "\n".join(lines)]
    return "\n\n".join(blocks) + "\n"


def read_changelog(file: Path) -> str | None:
    """Read a changelog that is to be extended; None if it does not exist. Raises UsageError if it is not text."""
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise UsageError(f"{shown(file)} is not a regular file: nothing is written")
    with os_errors_as(f"{shown(file)} cannot be read"):
        return read_whole(file, 1 << 26).decode("utf-8") if file.exists() else None


def extended(changelog: str | None, notes: str) -> str:
    """Insert a section into a changelog above the newest one; None is a changelog that does not exist yet."""
    text = changelog or _NEW_CHANGELOG
    newline = "\r\n" if "\r\n" in text else "\n"
    newest = newest_section(text)
    before, after = (text, "") if newest is None else (text[:newest], text[newest:])
    start = f"{before.rstrip()}{newline * 2}" if before.strip() else ""
    return start + notes.replace("\n", newline) + (newline + after if after else "")
