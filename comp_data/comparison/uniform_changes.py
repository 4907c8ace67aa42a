"""Companies whose amounts all changed by one share: a raise for everyone is one thing to tell, not hundreds."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from comp_data.comparison.model import RecordChange
from comp_data.values.money import Number

_UNITS: Final = (1000, 500, 100, 50, 10, 5, 1)
"""What amounts are rounded to, the coarsest first."""


class UniformChange(NamedTuple):
    """Records of one company in which every amount changed by the same share, in per cent, but for rounding."""

    company: str
    records: tuple[str, ...]
    share: float


class _Range(NamedTuple):
    """The shares, in per cent, that are possible for amounts that were rounded."""

    low: float
    high: float

    def within(self, other: "_Range") -> "_Range":
        return _Range(max(self.low, other.low), min(self.high, other.high))

    @property
    def share(self) -> float:
        """The roundest share of them."""
        middle = (self.low + self.high) / 2
        return next((s for digits in (0, 1, 2) if self.low <= (s := round(middle, digits)) <= self.high), middle)


def uniform_changes(changes: Iterable[RecordChange]) -> tuple[UniformChange, ...]:
    """The companies and shares, the most records first; a record that changed so alone is one too."""
    by_company: dict[str, list[tuple[_Range, str]]] = {}
    for change in changes:
        shares = _shares_of_all(change)
        if shares is not None:
            by_company.setdefault(change.id.partition("/")[0], []).append((shares, change.id))
    found = []
    for company, records in by_company.items():
        left = sorted(records)
        while left:
            common, ids = left[0][0], []
            for shares, id_ in left:
                both = common.within(shares)
                if both.low > both.high:
                    break
                common = both
                ids.append(id_)
            left = left[len(ids) :]
            found.append(UniformChange(company, tuple(sorted(ids)), common.share))
    return tuple(sorted(found, key=lambda one: (-len(one.records), -abs(one.share), one.company)))


def is_one_sum(moves: Sequence[tuple[Number, Number]]) -> bool:
    """Whether different amounts, each as it is and was, all moved by the same sum: that is no share of each."""
    return len({new - old for new, old in moves}) == 1 and len({old for _, old in moves}) > 1


def _shares_of_all(change: RecordChange) -> _Range | None:
    """The shares that every amount of a record can have changed by; None where there is none, or one did not change."""
    amounts = [figure for figure in change.figures if figure.is_amount]
    if len(amounts) < 2 or len(amounts) < change.amounts:
        return None
    unit = next((unit for unit in _UNITS if all((one.new or 0) % unit == 0 for one in amounts)), 1)
    shares = _Range(float("-inf"), float("inf"))
    for one in amounts:
        if one.share is None or not one.old:
            return None
        slack = unit / 2 / abs(one.old) * 100
        shares = shares.within(_Range(one.share - slack, one.share + slack))
    if is_one_sum([(one.new, one.old) for one in amounts if one.new is not None and one.old is not None]):
        return None
    return shares if shares.low <= shares.high else None
