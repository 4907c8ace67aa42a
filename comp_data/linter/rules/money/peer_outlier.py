from array import array
from math import exp, log

from comp_data.linter.analysis.market import evidence_of
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Finding, Pay, Severity, rule
from comp_data.values.factors import median
from comp_data.values.money import COMPONENT_NAMES, PayRange, amount

_DEVIATIONS_PER_MAD = 1.4826
"""What makes a median absolute deviation comparable with a standard deviation."""


class _Points:
    """The midpoints of one role, place, currency and component, each with its guide and position.

    Arrays keep memory small: a dataset has several rows a guide.
    """

    __slots__ = ("facts", "logs", "positions")

    def __init__(self) -> None:
        self.facts: list[Facts] = []
        self.positions = array("l")
        self.logs = array("d")

    def add(self, one: Facts, position: int, middle: float) -> None:
        self.facts.append(one)
        self.positions.append(position)
        self.logs.append(log(middle))


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
        if one.company is not None and one.role is not None:
            for row in one.rows:
                key, pay = _compared(row)
                if row.region.metro and row.is_sound and pay.mid:
                    group = one.role, row.region.metro, row.region.currency, key
                    groups.setdefault(group, _Points()).add(one, row.region.position, pay.mid)
    for (role, place, _, _), points in groups.items():
        yield from _outliers(points, f"{role} in {place}", peers, ratio, deviations)


def _compared(row: Pay) -> tuple[str, PayRange]:
    """Return the range to compare: the total, or the base salary if there is no total."""
    return ("total_comp", row.total_comp) if row.total_comp.is_known else ("base", row.base)


def _outliers(points: _Points, what: str, least_peers: int, ratio: float, deviations: float) -> DatasetFindings:
    companies: dict[str | None, list[float]] = {}
    for one, middle in zip(points.facts, points.logs, strict=True):
        companies.setdefault(one.company, []).append(middle)
    by_company = {company: median(theirs) for company, theirs in companies.items()}
    if len(by_company) <= max(least_peers, 2):
        return
    ordered, limit = sorted(by_company.values()), log(max(ratio, 1))
    half = len(ordered) // 2
    # The median without one company lies between these two: most rows need no median of their own.
    least, most = ordered[half + 1] - limit, ordered[half - 1] + limit
    for one, position, middle in zip(points.facts, points.positions, points.logs, strict=True):
        if not least <= middle <= most:
            peers = [mid for company, mid in by_company.items() if company != one.company]
            row = next(row for row in one.rows if row.region.position == position)
            yield from _compare_with_peers(one, row, peers, what, ratio, deviations)


def _compare_with_peers(
    one: Facts, row: Pay, peers: list[float], what: str, ratio: float, deviations: float
) -> DatasetFindings:
    key, pay = _compared(row)
    middle = pay.mid or 1
    centre = median(peers)
    spread = median([abs(peer - centre) for peer in peers]) * _DEVIATIONS_PER_MAD
    off = abs(log(middle) - centre)
    if off <= log(max(ratio, 1)) or off <= deviations * spread:
        return
    times = f"{exp(off):.1f} times {'over' if log(middle) > centre else 'under'}"
    finding = Finding(
        row.path(_farther_end(key, pay, centre)),
        f"{COMPONENT_NAMES[key]}, midpoint {amount(round(middle))}, is {times} {amount(round(exp(centre)))}, the "
        f"median of {len(peers)} other companies for {what} ({row.region.currency})",
        "Check for a month's pay in place of a year's, an extra or missing zero, another currency or place"
        f"{evidence_of(one.role, row.region.region, row.region.currency)}",
        figures=(key, round(middle)),
    )
    yield DatasetFinding(one, finding)


def _farther_end(key: str, pay: PayRange, centre: float) -> str:
    """Return the key of the end that is farther from the peers' median."""
    low, high = pay.low, pay.high
    if not low or not high or abs(log(low) - centre) >= abs(log(high) - centre):
        return f"{key}_low"
    return f"{key}_high"
