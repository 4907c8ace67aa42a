"""What changed between two versions of a record, as values: figures, regions, currencies, dates, sources, texts."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from comp_data.base.diagnostics import KeyPath
from comp_data.comparison.rows import AMOUNTS, PERCENTS
from comp_data.values.money import Number

Kind = Literal["added", "removed", "renamed", "changed"]


class FigureChange(NamedTuple):
    """A figure of an entry that is in both versions: an amount, a per cent of bonus, or the years of vesting.

    `key_path` is its place in the new version and `old_path` in the old one, `old` and `new` what it was and is,
    None where it is not known; `currency` and `old_currency` are those of the entry.
    """

    key_path: KeyPath
    old_path: KeyPath
    region: str | None
    level: str | None
    field: str
    old: Number | None
    new: Number | None
    currency: str | None
    old_currency: str | None

    @property
    def is_amount(self) -> bool:
        """Whether the figure is an amount of a currency."""
        return self.field in AMOUNTS

    @property
    def size(self) -> float:
        """What changes are ranked by: the share whatever its sign, for a per cent of bonus the points; else -1."""
        if self.field in PERCENTS and self.old is not None and self.new is not None:
            return abs(self.new - self.old)
        return -1 if self.share is None else abs(self.share)

    @property
    def share(self) -> float | None:
        """By how much the figure rose (positive) or fell, in per cent of the old one.

        None where one of the two is not known, the old one is 0, or the two are amounts in different currencies.
        """
        if self.old is None or self.new is None or self.old == 0:
            return None
        if self.is_amount and self.currency != self.old_currency:
            return None
        return (self.new - self.old) / abs(self.old) * 100


class RegionEntry(NamedTuple):
    """An entry of `compensation` that one version has: its key path there, its names and its known figures."""

    key_path: KeyPath
    region: str | None
    level: str | None
    currency: str | None
    figures: Mapping[str, Number]


class RegionRename(NamedTuple):
    """An entry whose region or level is written differently; `is_same_place` says that its place is the same."""

    key_path: KeyPath
    old_path: KeyPath
    old_region: str | None
    region: str | None
    old_level: str | None
    level: str | None
    is_same_place: bool


class ValueChange(NamedTuple):
    """A value that is no figure: its key path in the new version (in the old one where it is gone), old and new."""

    key_path: KeyPath
    old: Any
    new: Any
    region: str | None = None
    level: str | None = None


class BodyChange(NamedTuple):
    """How many lines the body gained and lost, whatever their blanks; both 0 where lines changed places."""

    added: int
    removed: int


class RecordChange(NamedTuple):
    """What changed in a record; of one that was added or removed, `figures` and the like are empty.

    `regions_added` has the regions of an added record, `regions_removed` those of a removed one. `currencies` are
    entries whose currency is another, `levels` changes of `level_mapping`, `texts` all that is nowhere else.
    `is_rewritten` says that the files differ, `amounts` how many amounts the entries state that both versions have
    (one that was or is known is one), `old_problem` and `new_problem` why a front matter cannot be read.
    """

    kind: Kind
    old_id: str | None
    new_id: str | None
    figures: tuple[FigureChange, ...] = ()
    regions_added: tuple[RegionEntry, ...] = ()
    regions_removed: tuple[RegionEntry, ...] = ()
    regions_renamed: tuple[RegionRename, ...] = ()
    currencies: tuple[ValueChange, ...] = ()
    schema_version: ValueChange | None = None
    quality: ValueChange | None = None
    dates: tuple[ValueChange, ...] = ()
    sources: tuple[ValueChange, ...] = ()
    levels: tuple[ValueChange, ...] = ()
    texts: tuple[ValueChange, ...] = ()
    body: BodyChange | None = None
    is_rewritten: bool = False
    amounts: int = 0
    old_problem: str | None = None
    new_problem: str | None = None

    @property
    def id(self) -> str:
        """`company/role` of the record, the new one where it was renamed."""
        return self.new_id or self.old_id or ""

    @property
    def has_changed_values(self) -> bool:
        """Whether something of the front matter changed by value."""
        return any((
            self.figures, self.regions_added, self.regions_removed, self.regions_renamed, self.currencies,
            self.schema_version, self.quality, self.dates, self.sources, self.levels, self.texts,
        ))  # fmt: skip

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs, not even the way it is written."""
        return self.kind == "changed" and not (self.is_rewritten or self.has_changed_values or self.body)

    @property
    def is_formatting_only(self) -> bool:
        """Whether the file was written differently, in order, blanks, quotes or comments, and says the same."""
        is_said = self.has_changed_values or self.body or self.old_problem or self.new_problem
        return self.kind == "changed" and self.is_rewritten and not is_said
