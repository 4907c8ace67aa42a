"""What changed between two versions of a dataset: records in order, figures ranked, and the step of its version."""

import re
from typing import Final, Literal, NamedTuple

from comp_data.comparison.model import FigureChange, Kind, RecordChange
from comp_data.comparison.uniform_changes import UniformChange, uniform_changes

Step = Literal["major", "minor", "patch"]

KINDS: Final[tuple[Kind, ...]] = ("removed", "renamed", "added", "changed")
"""The kinds of changes, in the order that they are told in."""

_CORE = re.compile(r"([0-9]+)\.([0-9]+)\.([0-9]+)")
_FIRST = "1.0.0"


class DatasetChanges(NamedTuple):
    """The changes from `old` to `new`, which are shown by these names.

    `changes` has the records that differ: removed ones, renamed ones, added ones, then changed ones, those with the
    largest change of a figure first. `data_version` is the newest version of the data that the new side tells,
    `old_data_version` that of the old side; None where there is no changelog.
    """

    old: str
    new: str
    changes: tuple[RecordChange, ...]
    old_records: int = 0
    new_records: int = 0
    old_data_version: str | None = None
    data_version: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no record differs, not even in the way it is written."""
        return not self.changes

    def of(self, kind: Kind) -> tuple[RecordChange, ...]:
        """The changes of a kind: removed, renamed, added or changed."""
        return tuple(change for change in self.changes if change.kind == kind)

    @property
    def figures(self) -> tuple[tuple[RecordChange, FigureChange], ...]:
        """Every figure that changed, with the change of its record; the largest change first."""
        found = [(change, figure) for change in self.changes for figure in change.figures]
        return tuple(sorted(found, key=lambda one: -one[1].size))

    @property
    def uniform(self) -> tuple[UniformChange, ...]:
        """The companies in whose records every amount changed by one share."""
        return uniform_changes(self.changes)

    @property
    def step(self) -> Step | None:
        """The step of the data's version; None where nothing says something else.

        Major for another schema version or a record that is gone under its name, minor for new records, patch for
        all else: figures, regions, dates, sources, texts.
        """
        if any(change.kind in ("removed", "renamed") or change.schema_version for change in self.changes):
            return "major"
        if self.of("added"):
            return "minor"
        return "patch" if any(not change.is_formatting_only for change in self.changes) else None

    @property
    def next_version(self) -> str | None:
        """The version behind `data_version` by the step, 1.0.0 where there is none yet; None without a step."""
        found = _CORE.match(self.data_version or "")
        if self.step is None or not found:
            return None if self.step is None else _FIRST
        major, minor, patch = map(int, found.groups())
        if self.step == "major":
            return f"{major + 1}.0.0"
        return f"{major}.{minor + 1}.0" if self.step == "minor" else f"{major}.{minor}.{patch + 1}"


def in_order(changes: list[RecordChange]) -> tuple[RecordChange, ...]:
    """Changes in the order that DatasetChanges has them in."""

    def rank(change: RecordChange) -> tuple[int, float, str]:
        size = max((figure.size for figure in change.figures), default=-2.0)
        return KINDS.index(change.kind), -size if change.kind == "changed" else 0, change.id

    return tuple(sorted(changes, key=rank))
