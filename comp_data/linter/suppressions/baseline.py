"""The baseline: a file of the findings that were there when it was written, so that a run tells only new ones.

One JSON object a line, sorted, so that two versions of it differ and merge line by line. An entry is known by its
fingerprint, which is made of rule, record, region and level, key path and figures: it survives reordering and moves,
and a changed figure is a new finding.
"""

import json
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Final, NamedTuple

from comp_data.base.diagnostics import Diagnostic, Span, fingerprints
from comp_data.base.errors import UsageError
from comp_data.base.files import read_whole, write_atomic
from comp_data.linter.result import LintResult
from comp_data.linter.rule import Scope
from comp_data.linter.rules import RULES, STALE_BASELINE
from comp_data.linter.suppressions.apply import NEVER

FILE_NAME: Final = "comp-data-baseline.jsonl"
"""What a baseline is called where nobody names it otherwise."""

_NOT_KNOWN: Final = NEVER | {rule.code for rule in RULES if rule.scope is Scope.CHANGE}
"""What no baseline keeps quiet: what never is, and what a change did, which is over with the change."""

_MOST: Final = 1 << 28
"""The most that a baseline may hold: 256 MiB, over a million findings."""

_BEGINNING = '{"record": "'


class Entry(NamedTuple):
    """One known finding. All but `fingerprint` is for people, and to tell which entries a run can judge."""

    record: str
    code: str
    region: str
    level: str
    key: str
    fingerprint: str


class Baseline(NamedTuple):
    """The entries of a file by fingerprint, each with its line (from 1); `path` is the file as diagnostics show it."""

    path: str
    entries: dict[str, tuple[Entry, int]]


class Applied(NamedTuple):
    """What a baseline leaves: new diagnostics, how many are known, and the entries that were not met, with lines."""

    new: tuple[Diagnostic, ...]
    known: int
    unmet: tuple[tuple[Entry, int], ...]


def read_baseline(file: Path, path: str) -> Baseline:
    """Reads a baseline; raises UsageError for a file that cannot be read or a line that is no entry."""
    try:
        lines = read_whole(file, _MOST).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"the baseline {path} cannot be read: {reason}; --write-baseline writes one") from error
    entries: dict[str, tuple[Entry, int]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            entry = _entry(line, path, number)
            entries.setdefault(entry.fingerprint, (entry, number))
    return Baseline(path, entries)


def _entry(line: str, path: str, number: int) -> Entry:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        raise UsageError(
            f"{path}:{number}: a merge left its marks here; keep the lines of both sides, without the marks"
        )
    try:
        values = json.loads(line)
        entry = Entry(**values)
        if not all(isinstance(value, str) for value in entry):
            raise TypeError
    except (ValueError, TypeError, RecursionError) as error:
        raise UsageError(
            f"{path}:{number}: this line is no entry of a baseline; --write-baseline writes it anew"
        ) from error
    return entry


def _may_be_baseline(file: Path) -> bool:
    """Whether a file is empty, or has a line that is an entry: a merge may have left its marks around it."""
    try:
        text = read_whole(file, _MOST).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return False
    return not text.strip() or any(line.startswith(_BEGINNING) for line in text.splitlines())


def entries_of(diagnostics: Iterable[Diagnostic]) -> list[Entry]:
    """The entries for diagnostics, but for what no baseline keeps quiet."""
    found = tuple(one for one in diagnostics if one.code not in _NOT_KNOWN)
    return [_entry_of(one, fingerprint) for one, fingerprint in zip(found, fingerprints(found), strict=True)]


def _entry_of(one: Diagnostic, fingerprint: str) -> Entry:
    key = ".".join(part for part in one.key_path if isinstance(part, str))
    return Entry(_record(one), one.code, one.region or "", one.level or "", key, fingerprint)


def _record(one: Diagnostic) -> str:
    return f"{one.company}/{one.role}" if one.company and one.role else one.path


def held_against(result: LintResult, baseline: Baseline, judged: Callable[[Entry], bool]) -> LintResult:
    """A result without the findings that a baseline knows, and with one for each entry that was not met.

    `judged` tells of an entry whether the run looked at its guide with its rule: another is not missed.
    """
    new, known, unmet = apply(baseline, result.diagnostics)
    gone = stale(baseline, (one for one in unmet if judged(one[0])))
    return result._replace(diagnostics=(*new, *gone), known=known)


def pruned(baseline: Baseline, gone: Collection[str]) -> list[Entry]:
    """The entries of a baseline but for those of some fingerprints."""
    return [entry for fingerprint, (entry, _) in baseline.entries.items() if fingerprint not in gone]


def apply(baseline: Baseline, diagnostics: Iterable[Diagnostic]) -> Applied:
    """Takes out the diagnostics that a baseline knows."""
    all_ = tuple(diagnostics)
    candidates = [one for one in all_ if one.code not in _NOT_KNOWN]
    met = set()
    known = set()
    for one, fingerprint in zip(candidates, fingerprints(candidates), strict=True):
        if fingerprint in baseline.entries:
            met.add(fingerprint)
            known.add(id(one))
    unmet = tuple(found for fingerprint, found in baseline.entries.items() if fingerprint not in met)
    return Applied(tuple(one for one in all_ if id(one) not in known), len(known), unmet)


def stale(baseline: Baseline, unmet: Iterable[tuple[Entry, int]]) -> list[Diagnostic]:
    """A diagnostic for each entry that was not met, at its line of the baseline."""
    return [
        Diagnostic(
            STALE_BASELINE.code,
            STALE_BASELINE.name,
            STALE_BASELINE.severity,
            f"the baseline knows {_shown(entry)}, which is not found any more",
            baseline.path,
            Span(line, 1, line, 2),
            help="Delete the line; --write-baseline and --fix do so too",
            figures=(entry.fingerprint,),
        )
        for entry, line in unmet
    ]


def _shown(entry: Entry) -> str:
    place = " ".join(part for part in (entry.region, entry.level, entry.key) if part)
    return f"{entry.code} of {entry.record}{f' ({place})' if place else ''}"


def write_baseline(file: Path, entries: Collection[Entry]) -> None:
    """Writes entries as a baseline, sorted, as a whole.

    Raises OSError, and UsageError where the file that is there is something else than a baseline.
    """
    if file.exists() and not _may_be_baseline(file):
        raise UsageError(f"{file} is there and is no baseline: name another file, or delete it first")
    lines = [json.dumps(entry._asdict(), ensure_ascii=True) + "\n" for entry in sorted(entries)]
    write_atomic(file, "".join(lines))
