"""CD213 peer-outlier."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from math import exp, log
from typing import NamedTuple

from comp_data.diagnostics import Finding, Severity
from comp_data.linter.facts import Facts
from comp_data.linter.record import Row
from comp_data.linter.rule import DatasetFinding, dataset_rule
from comp_data.linter.totals import is_sound
from comp_data.money import amount

_DEVIATIONS_PER_MAD = 1.4826
"""What makes a median absolute deviation comparable with a standard deviation."""


class Options(NamedTuple):
    """From how many peers, and how far off, a row is an outlier."""

    peers: int = 8
    """The least number of other companies that state the same role in the same place and currency."""
    ratio: float = 3.0
    """How many times over or under the peers' median a row must be."""
    deviations: float = 3.5
    """How many (robust) standard deviations off the peers' median a row must be, on the logarithmic scale."""


class _Point(NamedTuple):
    company: str
    facts: Facts
    row: Row
    key: str
    mid: float


@dataset_rule("CD213", "peer-outlier", Severity.WARNING, options=Options())
def peer_outlier(facts: tuple[Facts, ...], options: Options) -> Iterable[DatasetFinding]:
    """A row's pay is far from what the other companies state for the same role and place.

    Why:
        Companies pay differently, but not by a factor of three: a month's pay for a year's, an extra zero
        or another place's figures do that. The middle of the total (of base, where there is no total) is
        held against the median of at least 8 other companies, by metropolitan area and currency.

    Bad:
        # file: acme/data-engineer.md
        compensation:
          - base_low: 30000
            base_high: 40000
            stock_low: 14000
            stock_high: 24000
            total_comp_low: 37000
            total_comp_high: 52000
        # file: globex/data-engineer.md
        compensation:
          - total_comp_low: 184000
        # file: initech/data-engineer.md
        compensation:
          - total_comp_low: 186000
        # file: umbrella/data-engineer.md
        compensation:
          - total_comp_low: 187000
        # file: hooli/data-engineer.md
        compensation:
          - total_comp_low: 188000
        # file: soylent/data-engineer.md
        compensation:
          - total_comp_low: 189000
        # file: tyrell/data-engineer.md
        compensation:
          - total_comp_low: 190000
        # file: cyberdyne/data-engineer.md
        compensation:
          - total_comp_low: 191000
        # file: wonka/data-engineer.md
        compensation:
          - total_comp_low: 192000

    Good:
        compensation:
          - base_low: 150000
            base_high: 200000
            stock_low: 80000
            stock_high: 120000
            total_comp_low: 185000
            total_comp_high: 260000
    """
    groups: dict[tuple[str, str, str, str], list[_Point]] = {}
    for one in facts:
        if one.company is not None and one.role is not None:
            for place, point in _points(one, one.company):
                groups.setdefault((one.role, place, point.row.currency, point.key), []).append(point)
    for (role, place, _, _), points in groups.items():
        yield from _outliers(points, f"{role} in {place}", options)


def _points(one: Facts, company: str) -> Iterator[tuple[str, _Point]]:
    """The rows of a record that can be compared, by metropolitan area: one place, no levels, sound figures."""
    for row in one.rows:
        label = row.label
        if label is None or row.level or len(label.places) != 1 or label.unknown or label.ambiguous:
            continue
        key, pay = ("total_comp", row.total_comp) if row.total_comp.is_known else ("base", row.base)
        if pay.mid is not None and pay.mid > 0 and is_sound(row):
            yield label.places[0].metro, _Point(company, one, row, key, pay.mid)


def _outliers(points: list[_Point], what: str, options: Options) -> Iterator[DatasetFinding]:
    by_company = {
        company: _median([log(point.mid) for point in theirs])
        for company, theirs in groupby(sorted(points, key=lambda p: p.company), key=lambda p: p.company)
    }
    if len(by_company) <= max(options.peers, 2):
        return
    ordered, limit = sorted(by_company.values()), log(max(options.ratio, 1))
    half = len(ordered) // 2
    for point in points:
        # The median without one company lies between these two: most rows need no median of their own.
        if not ordered[half + 1] - limit <= log(point.mid) <= ordered[half - 1] + limit:
            peers = [mid for name, mid in by_company.items() if name != point.company]
            yield from _compare(point, peers, what, options)


def _compare(point: _Point, peers: list[float], what: str, options: Options) -> Iterator[DatasetFinding]:
    centre = _median(peers)
    spread = _median([abs(peer - centre) for peer in peers]) * _DEVIATIONS_PER_MAD
    off = abs(log(point.mid) - centre)
    if off <= log(max(options.ratio, 1)) or off <= options.deviations * spread:
        return
    row, usual, middle = point.row, round(exp(centre)), round(point.mid)
    times = f"{exp(off):.1f} times {'over' if log(point.mid) > centre else 'under'}"
    name = "total compensation" if point.key == "total_comp" else "base salary"
    yield DatasetFinding(
        point.facts,
        Finding(
            row.path(_farther_end(point, centre)),
            f"{name}, {amount(middle)} in the middle, is {times} the {amount(usual)} that "
            f"{len(peers)} other companies state for {what} ({row.currency})",
            "Look for a slip: a month's pay for a year's, a zero too many or too few, another currency or place",
            figures=(point.key, middle),
        ),
    )


def _farther_end(point: _Point, centre: float) -> str:
    """The key of the end that is farther from the peers' median."""
    pay = point.row.total_comp if point.key == "total_comp" else point.row.base
    low, high = pay.low, pay.high
    if not low or not high or abs(log(low) - centre) >= abs(log(high) - centre):
        return f"{point.key}_low"
    return f"{point.key}_high"


def _median(values: list[float]) -> float:
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
