"""The changes between two versions of a dataset: records in order, figures ranked, and the version step."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from comp_data.base.plain import Plain
from comp_data.comparison.model import FigureChange, Kind, RecordChange, UniformChange, uniform_changes

KINDS: Final[tuple[Kind, ...]] = ("removed", "renamed", "added", "changed")
"""The kinds of changes, in the order they are listed."""

_CORE = re.compile(r"([0-9]+)\.([0-9]+)\.([0-9]+)")


@dataclass(frozen=True, slots=True)
class DatasetChanges(Plain):
    """The changes from `old` to `new`, the display names of the two versions.

    `changes` lists removed, renamed, added and changed records, the latter by their largest change of a figure.
    `old_data_version` and `data_version` are the newest versions in the changelogs, None without a changelog.
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
        """Whether all files are identical."""
        return not self.changes

    def of(self, kind: Kind) -> tuple[RecordChange, ...]:
        """Return the changes of a kind: removed, renamed, added or changed."""
        return tuple(change for change in self.changes if change.kind == kind)

    @property
    def figures(self) -> tuple[tuple[RecordChange, FigureChange], ...]:
        """Every changed figure with its record's change, the largest first."""
        found = [(change, figure) for change in self.changes for figure in change.figures]
        return tuple(sorted(found, key=lambda one: -one[1].size))

    @property
    def uniform(self) -> tuple[UniformChange, ...]:
        """The companies in which every amount changed by one percentage."""
        return uniform_changes(self.changes)

    @property
    def step(self) -> Literal["major", "minor", "patch"] | None:
        """The version step that the changes call for; None if only formatting changed.

        Major for a new schema version or a removed or renamed record, minor for new records, patch for anything else.
        """
        if any(change.kind in ("removed", "renamed") or change.schema_version for change in self.changes):
            return "major"
        if self.of("added"):
            return "minor"
        return "patch" if any(not change.is_formatting_only for change in self.changes) else None

    @property
    def next_version(self) -> str | None:
        """The version that follows `data_version` by the step, 1.0.0 if there is none yet; None without a step."""
        if (step := self.step) is None:
            return None
        found = _CORE.match(self.data_version or "")
        major, minor, patch = map(int, found.groups()) if found else (0, 0, 0)
        following = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
        return ".".join(map(str, following[step])) if found else "1.0.0"


def in_order(changes: list[RecordChange]) -> tuple[RecordChange, ...]:
    """Sort changes as DatasetChanges lists them."""

    def rank(change: RecordChange) -> tuple[int, float, str]:
        size = max((figure.size for figure in change.figures), default=-2.0)
        return KINDS.index(change.kind), -size if change.kind == "changed" else 0, change.id

    return tuple(sorted(changes, key=rank))
