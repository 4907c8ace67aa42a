"""The changes between two versions of a record, and companies whose amounts all changed by one share."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from comp_data.base.diagnostics import KeyPath
from comp_data.base.grouping import grouped
from comp_data.comparison.rows import AMOUNTS, PERCENTS
from comp_data.values.factors import Factors, factors_of, is_one_sum
from comp_data.values.money import Number

Kind = Literal["added", "removed", "renamed", "changed"]


class FigureChange(NamedTuple):
    """A changed figure of an entry in both versions: an amount, a bonus percentage or the vesting years.

    `key_path` is its key path in the new version and `old_path` in the old one. `old` and `new` are the figures, None
    if unknown; `currency` and `old_currency` are the currencies of the entry.
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
        """Whether the figure is an amount of money."""
        return self.field in AMOUNTS

    @property
    def size(self) -> float:
        """Sort key of changes: the absolute change in percent, for bonus percentages in points; else -1."""
        if self.field in PERCENTS and self.old is not None and self.new is not None:
            return abs(self.new - self.old)
        return -1 if self.share is None else abs(self.share)

    @property
    def share(self) -> float | None:
        """The change in percent; None if a figure is unknown, the old one is 0, or their currencies differ."""
        if not self.old or self.new is None or (self.is_amount and self.currency != self.old_currency):
            return None
        return (self.new - self.old) / abs(self.old) * 100


class RegionEntry(NamedTuple):
    """An entry of `compensation` in one version only: its key path there, names and known figures."""

    key_path: KeyPath
    region: str | None
    level: str | None
    currency: str | None
    figures: Mapping[str, Number]


class RegionRename(NamedTuple):
    """An entry whose region or level was renamed; `is_same_place` is True if both names mean the same place."""

    key_path: KeyPath
    old_path: KeyPath
    old_region: str | None
    region: str | None
    old_level: str | None
    level: str | None
    is_same_place: bool


class ValueChange(NamedTuple):
    """A changed value other than a figure: key path in the new version (in the old one if removed), old and new."""

    key_path: KeyPath
    old: Any
    new: Any
    region: str | None = None
    level: str | None = None


class BodyChange(NamedTuple):
    """Lines added to and removed from the body, ignoring blanks; both are 0 if lines only moved."""

    added: int
    removed: int


class RecordChange(NamedTuple):
    """The changes of one record. For an added or removed record only the regions are listed.

    `currencies` are entries whose currency changed, `levels` changes of `level_mapping`, `texts` all other values.
    `is_rewritten` is True if the files differ. `amounts` counts the amounts, other than 0 in both versions, of the
    entries that both have. `old_problem` and `new_problem` say why a front matter cannot be read.
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
        """`company/role` of the record; the new id if it was renamed."""
        return self.new_id or self.old_id or ""

    @property
    def has_changed_values(self) -> bool:
        """Whether a value of the front matter changed."""
        return any((
            self.figures, self.regions_added, self.regions_removed, self.regions_renamed, self.currencies,
            self.schema_version, self.quality, self.dates, self.sources, self.levels, self.texts,
        ))  # fmt: skip

    @property
    def is_empty(self) -> bool:
        """Whether the files are identical."""
        return self.kind == "changed" and not (self.is_rewritten or self.has_changed_values or self.body)

    @property
    def is_formatting_only(self) -> bool:
        """Whether only key order, blanks, quotes or comments changed."""
        has_changes = self.has_changed_values or self.body or self.old_problem or self.new_problem
        return self.kind == "changed" and self.is_rewritten and not has_changes


class UniformChange(NamedTuple):
    """Records of one company in which every amount changed by `share` percent, except for rounding."""

    company: str
    records: tuple[str, ...]
    share: float


def uniform_changes(changes: Iterable[RecordChange]) -> tuple[UniformChange, ...]:
    """Return the companies and their changes, the most records first; one record is enough."""
    known = ((factors, one.id) for one in changes if (factors := _factors_of_all(one)) is not None)
    by_company = grouped((id_.partition("/")[0], (factors, id_)) for factors, id_ in known)
    found = []
    for company, records in by_company.items():
        alike: list[tuple[Factors, list[str]]] = []
        for factors, id_ in sorted(records):
            if alike and (common := alike[-1][0].within(factors)):
                alike[-1] = common, alike[-1][1]
            else:
                alike.append((factors, []))
            alike[-1][1].append(id_)
        found += [UniformChange(company, tuple(sorted(ids)), factors.share) for factors, ids in alike]
    return tuple(sorted(found, key=lambda one: (-len(one.records), -abs(one.share), one.company)))


def _factors_of_all(change: RecordChange) -> Factors | None:
    """Return the factors that every amount of a record can have changed by, or None if there is none."""
    known = (one for one in change.figures if one.is_amount and one.share is not None)
    moves = [(one.new, one.old) for one in known if one.new and one.old]
    if len(moves) < change.amounts or is_one_sum(moves):
        return None
    units = (1000, 500, 100, 50, 10, 5)  # that amounts are rounded to
    unit = next((unit for unit in units if all(new % unit == 0 for new, _ in moves)), 1)
    factors = factors_of(moves, lambda _new, _old: 0.6 * unit, least=2)  # half of one, and a little more
    return None if factors and factors.low <= 1 <= factors.high else factors
