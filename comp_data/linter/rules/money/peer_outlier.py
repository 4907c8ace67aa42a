from array import array
from collections.abc import Iterator
from math import exp, log
from typing import TypeAlias

from comp_data.linter.analysis.market import wages_in_words
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Finding, Pay, Severity, rule
from comp_data.market.sources import find_wages
from comp_data.values.factors import median
from comp_data.values.money import COMPONENT_NAMES, PayRange, amount

_DEVIATIONS_PER_MAD = 1.4826
"""What makes a median absolute deviation comparable with a standard deviation."""

_Points: TypeAlias = "tuple[list[Facts], array[int], array[float]]"
"""The guides, positions and midpoints (as logarithms) of one role, place, currency and component.

Arrays keep memory small: a dataset has several rows a guide.
"""


@rule("CD213", "peer-outlier", Severity.WARNING)
def peer_outlier(
    facts: tuple[Facts, ...], *, peers: int = 8, ratio: float = 3.0, deviations: float = 3.5
) -> DatasetFindings:
    """A row's pay is far from what the other companies state for the same role and place.

    Options:
        peers: The least number of other companies that state the same role in the same place and currency.
        ratio: How many times over or under the peers' median a row must be.
        deviations: How many (robust) standard deviations off the peers' median a row must be, on the logarithmic scale.
    """
    groups: dict[tuple[str, str, str, str], _Points] = {}
    for one in facts:
        for row in one.rows if one.company is not None and one.role is not None else ():
            key, pay = _compared(row)
            if row.region.metro and row.is_sound and pay.mid:
                group = one.role or "", row.region.metro, row.region.currency, key
                guides, positions, logs = groups.setdefault(group, ([], array("l"), array("d")))
                guides.append(one)
                positions.append(row.region.position)
                logs.append(log(pay.mid))
    limit = log(max(ratio, 1))
    for (role, place, _, _), points in groups.items():
        for one, row, others in _far_from_peers(points, max(peers, 2), limit):
            centre = median(others)
            spread = median([abs(other - centre) for other in others]) * _DEVIATIONS_PER_MAD
            if abs(log(_compared(row)[1].mid or 1) - centre) > max(limit, deviations * spread):
                peers_in_words = f"{len(others)} other companies for {role} in {place}"
                yield DatasetFinding(one, _finding(one, row, centre, peers_in_words))


def _compared(row: Pay) -> tuple[str, PayRange]:
    """Return the range to compare: the total, or the base salary if there is no total."""
    return ("total_comp", row.total_comp) if row.total_comp.is_known else ("base", row.base)


def _far_from_peers(points: _Points, least_peers: int, limit: float) -> Iterator[tuple[Facts, Pay, list[float]]]:
    """Yield the rows that may be over the limit, with the medians of the other companies."""
    companies: dict[str | None, list[float]] = {}
    for one, middle in zip(points[0], points[2], strict=True):
        companies.setdefault(one.company, []).append(middle)
    medians = {company: median(theirs) for company, theirs in companies.items()}
    if len(medians) <= least_peers:
        return
    ordered, half = sorted(medians.values()), len(medians) // 2
    # The median without one company lies between these two: most rows need no median of their own.
    least, most = ordered[half + 1] - limit, ordered[half - 1] + limit
    for one, position, middle in zip(*points, strict=True):
        if not least <= middle <= most:
            row = next(row for row in one.rows if row.region.position == position)
            yield one, row, [theirs for company, theirs in medians.items() if company != one.company]


def _finding(one: Facts, row: Pay, centre: float, peers: str) -> Finding:
    key, pay = _compared(row)
    middle = pay.mid or 1
    off = log(middle) - centre
    is_high = pay.low and pay.high and abs(log(pay.low) - centre) < abs(log(pay.high) - centre)
    wages = find_wages(one.role or "", row.region.region or "", row.region.currency)
    return Finding(
        row.path(f"{key}_high" if is_high else f"{key}_low"),  # the end that is farther from the median
        f"{COMPONENT_NAMES[key]}, midpoint {amount(round(middle))}, is {exp(abs(off)):.1f} times "
        f"{'over' if off > 0 else 'under'} {amount(round(exp(centre)))}, the median of {peers} ({row.region.currency})",
        "Check for a month's pay in place of a year's, an extra or missing zero, another currency or place"
        f"{wages_in_words(wages)}",
        figures=(key, round(middle)),
    )
