"""The input of change rules: the guides that differ from the base, each compared with its old version."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from comp_data.base.diagnostics import Fix
from comp_data.base.wording import plural
from comp_data.linter.summary import Facts

if TYPE_CHECKING:
    from comp_data.comparison.model import FigureChange, RecordChange


class Change(NamedTuple):
    """A guide that is new, removed or changed."""

    facts: Facts  # the present ones, or those at the base if it was removed
    record: "RecordChange"
    has_new_sources: bool = False  # `data_sources` or the evidence in the body changed
    last_updated: date | None = None
    date_fix: Fix | None = None  # sets `last_updated` to today
    is_updated_today: bool = False  # it is today already

    @property
    def path(self) -> str:
        """The guide's file, as diagnostics show it."""
        return self.facts.path

    @property
    def is_dated(self) -> bool:
        """Whether `last_updated` changed."""
        return any(one.key_path == ("last_updated",) for one in self.record.dates)

    @property
    def is_compared(self) -> bool:
        """Whether both versions of the guide exist and can be read."""
        return self.record.kind in ("changed", "renamed") and not (self.record.old_problem or self.record.new_problem)

    @property
    def changed_figures(self) -> "tuple[FigureChange, ...]":
        """The figures that changed, without null figures that were filled in from an unchanged body."""
        return tuple(one for one in self.record.figures if one.old is not None or self.record.body)

    @property
    def description(self) -> str:
        """New figures and regions in words, `3 figures changed and 1 region is new`; empty if there are none."""
        figures, regions = len(self.changed_figures), len(self.record.regions_added)
        parts = [f"{plural(figures, 'figure')} changed"] if figures else []
        parts += [f"{plural(regions, 'region')} {'is' if regions == 1 else 'are'} new"] if regions else []
        return " and ".join(parts)

    @property
    def contents(self) -> tuple[object, ...]:
        """The changed figures and new regions, for fingerprints."""
        figures = tuple((one.region, one.level, one.field, one.old, one.new) for one in self.changed_figures)
        return figures + tuple((one.region, one.level) for one in self.record.regions_added)


class Changes(NamedTuple):
    """The changes of a dataset, in the order of their paths."""

    changed: tuple[Change, ...]
    records: frozenset[str] = frozenset()  # the ids (`company/role`) of all guides that are linted
    unchanged_companies: frozenset[str] | None = None  # with an unchanged guide with amounts; None if a part is linted
