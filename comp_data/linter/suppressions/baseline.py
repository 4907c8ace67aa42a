"""The baseline: a file of accepted findings, so that a run reports only new ones.

It has one JSON object per line, sorted, so that versions differ and merge line by line. An entry is identified by a
fingerprint of rule, record, region and level, key path and figures. Moving a finding within or between files keeps its
fingerprint; a changed figure is a new finding.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from comp_data.base.diagnostics import Diagnostic, Span, fingerprints
from comp_data.base.errors import UsageError, os_errors_as
from comp_data.base.files import read_whole, relative_path, write_atomic
from comp_data.linter.result import LintResult
from comp_data.linter.rules import RULES
from comp_data.linter.rules.linter import stale_baseline
from comp_data.linter.suppressions.apply import NEVER

FILE_NAME: Final = "comp-data-baseline.jsonl"

MERGES_LINES: Final = "merge=union"
"""The attribute in `.gitattributes` with which git merges two versions of a baseline without a conflict."""

_NEVER_ACCEPTED: Final = NEVER | {rule.code for rule in RULES if rule.scope == "change"}
"""Rules that no baseline accepts: change rules too, because a change happens once."""

_MAX_BYTES: Final = 1 << 28
"""The largest baseline: 256 MiB, over a million findings."""


class Entry(NamedTuple):
    """One accepted finding. An entry accepts nothing if its other fields are not those of the finding."""

    record: str
    code: str
    region: str
    level: str
    key: str
    fingerprint: str


class Baseline(NamedTuple):
    """The entries of a file by fingerprint, each with its line number; `path` is the name that diagnostics show."""

    path: str
    root: Path
    entries: dict[str, tuple[Entry, int]]


def read_baseline(file: Path, path: str, root: Path) -> Baseline:
    """Read a baseline; raises UsageError if the file cannot be read or a line is not an entry."""
    with os_errors_as(f"the baseline {path} cannot be read (--write-baseline writes one)"):
        lines = read_whole(file, _MAX_BYTES).decode("utf-8-sig").splitlines()
    entries: dict[str, tuple[Entry, int]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            entry = _entry(line, path, number)
            entries.setdefault(entry.fingerprint, (entry, number))
    return Baseline(path, root, entries)


def _entry(line: str, path: str, number: int) -> Entry:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        raise UsageError(f"{path}:{number}: merge conflict marker; keep the lines of both sides and delete the markers")
    try:
        entry = Entry(**json.loads(line))
        if {*map(type, entry)} != {str}:
            raise TypeError
    except (ValueError, TypeError, RecursionError) as error:
        advice = "write the file again with --write-baseline"
        raise UsageError(f"{path}:{number}: this line is not a baseline entry; {advice}") from error
    return entry


def with_entries(diagnostics: Iterable[Diagnostic], root: Path) -> Iterator[tuple[Diagnostic, Entry]]:
    """Yield what a baseline can accept with its entries; a guide without company or role is its path in `root`."""
    found = tuple(one for one in diagnostics if one.code not in _NEVER_ACCEPTED)
    placed = [one if one.company and one.role else one._replace(path=relative_path(one.path, root)) for one in found]
    for one, at, fingerprint in zip(found, placed, fingerprints(placed), strict=True):
        record = f"{one.company}/{one.role}" if one.company and one.role else at.path
        key = ".".join(part for part in one.key_path if isinstance(part, str))
        yield one, Entry(record, one.code, one.region or "", one.level or "", key, fingerprint)


def apply_baseline(result: LintResult, baseline: Baseline, is_judged: Callable[[Entry], bool]) -> LintResult:
    """Remove the findings that a baseline accepts, and report each stale entry of a guide and rule that were run."""
    met = {entry: id(one) for one, entry in with_entries(result.diagnostics, baseline.root)}
    stated = baseline.entries.values()
    known = {met[entry] for entry, _ in stated if entry in met}
    new = [one for one in result.diagnostics if id(one) not in known]
    stale = [_stale(baseline.path, entry, line) for entry, line in stated if entry not in met and is_judged(entry)]
    return result._replace(diagnostics=(*new, *stale), known=len(result.diagnostics) - len(new))


def _stale(path: str, entry: Entry, line: int) -> Diagnostic:
    place = " ".join(part for part in (entry.region, entry.level, entry.key) if part)
    shown = f"{entry.code} of {entry.record}{f' ({place})' if place else ''}"
    message = f"the baseline accepts {shown}, which is no longer found"
    help_ = "Delete the line; --write-baseline and --fix also do so"
    return stale_baseline.at(path, Span(line, 1, line, 2), message, help_, (entry.fingerprint,))


def write_baseline(file: Path, entries: Collection[Entry]) -> None:
    """Write a sorted baseline atomically; raises OSError, and UsageError if the existing file is not a baseline."""
    if file.exists():
        try:
            text = read_whole(file, _MAX_BYTES).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            text = "unreadable"
        # It is empty, or has an entry, perhaps between merge conflict markers.
        if text.strip() and not any(line.startswith('{"record": "') for line in text.splitlines()):
            raise UsageError(f"{file} exists and is not a baseline: name another file, or delete it first")
    write_atomic(file, "".join(json.dumps(entry._asdict(), ensure_ascii=True) + "\n" for entry in sorted(entries)))
