"""What change rules go by: the guides that differ from the base, each compared with what it was, in compact form."""

from datetime import date
from typing import NamedTuple

from comp_data.base.diagnostics import Edit, KeyPath
from comp_data.comparison.model import FigureChange, RecordChange
from comp_data.linter.summary import Facts


class Change(NamedTuple):
    """A guide that is new, gone or not what it was; `facts` are those it has now, of one that is gone the base's.

    `has_new_sources` says that `data_sources` or the evidence in the body changed, `amounts` how many amounts other
    than 0 it states now. `dating` is the day of the run and the edit that sets `last_updated` to it, where that
    would be later; `is_of_today` says that it is that day.
    """

    facts: Facts
    record: RecordChange
    has_new_sources: bool = False
    amounts: int = 0
    last_updated: date | None = None
    dating: tuple[date, Edit] | None = None
    is_of_today: bool = False

    @property
    def path(self) -> str:
        """The guide's file, as diagnostics show it."""
        return self.facts.path

    @property
    def is_dated(self) -> bool:
        """Whether `last_updated` is another."""
        return any(one.key_path == ("last_updated",) for one in self.record.dates)

    @property
    def is_compared(self) -> bool:
        """Whether the guide is there in both versions, and can be read in both."""
        return self.record.kind in ("changed", "renamed") and not (self.record.old_problem or self.record.new_problem)

    @property
    def restated(self) -> tuple[FigureChange, ...]:
        """The figures that changed, but for those that were null and were filled in from a body that stayed."""
        return tuple(one for one in self.record.figures if one.old is not None or self.record.body)

    @property
    def news(self) -> str:
        """What figures the change brings, in words: `3 figures changed and 1 region is new`; empty where none."""
        figures, regions = len(self.restated), len(self.record.regions_added)
        said = [f"{figures:,} figure{'' if figures == 1 else 's'} changed"] if figures else []
        said += [f"{regions:,} region{' is' if regions == 1 else 's are'} new"] if regions else []
        return " and ".join(said)

    @property
    def first_news(self) -> KeyPath:
        """The place of the first figure or region that the change brings."""
        paths = [*(one.key_path for one in self.restated), *(one.key_path for one in self.record.regions_added)]
        return paths[0] if paths else ()

    @property
    def brought(self) -> tuple[object, ...]:
        """What figures and regions the change brings, for fingerprints."""
        figures = tuple((one.region, one.level, one.field, one.old, one.new) for one in self.restated)
        return figures + tuple((one.region, one.level) for one in self.record.regions_added)


class Changes(NamedTuple):
    """The changes of a dataset, in the order of their paths.

    `records` are the ids (`company/role`) of all guides that are linted. `resting` are the companies with a guide
    that states amounts and is what it was; None where only some guides of the dataset are looked at.
    """

    changed: tuple[Change, ...]
    records: frozenset[str] = frozenset()
    resting: frozenset[str] | None = None
