"""Find companies whose amounts all changed by one share, to report one raise instead of hundreds of changes."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from comp_data.comparison.model import RecordChange
from comp_data.values.factors import Factors, is_one_sum

_UNITS: Final = (1000, 500, 100, 50, 10, 5, 1)
"""The units that amounts are rounded to, the coarsest first."""


class UniformChange(NamedTuple):
    """Records of one company in which every amount changed by the same percentage, except for rounding."""

    company: str
    records: tuple[str, ...]
    share: float


def uniform_changes(changes: Iterable[RecordChange]) -> tuple[UniformChange, ...]:
    """Return the companies and their changes, the most records first; one record is enough."""
    by_company: dict[str, list[tuple[Factors, str]]] = {}
    for change in changes:
        factors = _factors_of_all(change)
        if factors is not None:
            by_company.setdefault(change.id.partition("/")[0], []).append((factors, change.id))
    found = []
    for company, records in by_company.items():
        left = sorted(records)
        while left:
            common, ids = left[0][0], []
            for factors, id_ in left:
                both = common.within(factors)
                if both is None:
                    break
                common = both
                ids.append(id_)
            left = left[len(ids) :]
            found.append(UniformChange(company, tuple(sorted(ids)), common.share))
    return tuple(sorted(found, key=lambda one: (-len(one.records), -abs(one.share), one.company)))


def _factors_of_all(change: RecordChange) -> Factors | None:
    """Return the factors that every amount of a record can have changed by, or None if there is none."""
    amounts = [figure for figure in change.figures if figure.is_amount]
    if len(amounts) < 2 or len(amounts) < change.amounts:
        return None
    unit = next((unit for unit in _UNITS if all((one.new or 0) % unit == 0 for one in amounts)), 1)
    factors: Factors | None = Factors(float("-inf"))
    moves = []
    for one in amounts:
        if one.share is None or not one.old or one.new is None or factors is None:
            return None
        moves.append((one.new, one.old))
        middle, slack = 1 + one.share / 100, unit / 2 / abs(one.old)
        factors = factors.within(Factors(middle - slack, middle + slack))
    return None if is_one_sum(moves) else factors
