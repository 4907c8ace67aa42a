"""Companies whose amounts all changed by one share: a raise for everyone is one thing to tell, not hundreds."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from comp_data.record_change import FigureChange, RecordChange

_UNITS: Final = (1000, 500, 100, 50, 10, 5, 1)
"""What amounts are rounded to, the coarsest first."""


class UniformChange(NamedTuple):
    """Records of one company in which every amount changed by the same share, in per cent, but for rounding."""

    company: str
    records: tuple[str, ...]
    share: float


def uniform_changes(changes: Iterable[RecordChange]) -> tuple[UniformChange, ...]:
    """The companies and shares, the most records first; a record that changed so alone is one too."""
    groups: dict[tuple[str, float], list[str]] = {}
    for change in changes:
        share = _share_of_all(change)
        if share is not None:
            groups.setdefault((change.id.partition("/")[0], round(share, 1)), []).append(change.id)
    found = [UniformChange(company, tuple(ids), share) for (company, share), ids in groups.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.records), -abs(one.share), one.company)))


def _share_of_all(change: RecordChange) -> float | None:
    """The share that every amount of a record changed by; None where there are two, or one did not change."""
    amounts = [figure for figure in change.figures if figure.is_amount]
    if len(amounts) < 2 or len(amounts) < change.amounts:
        return None
    largest = max(amounts, key=lambda figure: figure.old or 0)
    share = largest.share
    if share is None or not all(_is_by(figure, share, _unit(amounts)) for figure in amounts):
        return None
    return share


def _unit(amounts: list[FigureChange]) -> int:
    return next((unit for unit in _UNITS if all((one.new or 0) % unit == 0 for one in amounts)), 1)


def _is_by(figure: FigureChange, share: float, unit: int) -> bool:
    if figure.old is None or figure.new is None or figure.currency != figure.old_currency:
        return False
    return abs(figure.new - figure.old * (1 + share / 100)) <= unit
