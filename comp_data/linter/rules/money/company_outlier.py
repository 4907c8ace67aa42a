"""Rule on a guide whose pay differs from that of the company's other guides."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from math import exp, log
from typing import Final, NamedTuple

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.analysis.market import wages_in_words
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Pay, rule
from comp_data.linter.summary import by_company
from comp_data.market.sources import find_wages
from comp_data.values.factors import median
from comp_data.values.money import COMPONENT_NAMES, PayRange, amount, percent

_SPREAD: Final = 1.4826 * 3.5
"""A deviation is clear from 3.5 robust standard deviations."""
_MARGIN: Final = 0.02

_LEAST_EXCHANGE: Final = log(1.1)
_LEAST_OTHERS: Final = 2
"""How many other guides must pay two regions differently if one guide pays them the same."""
_SAME: Final = 0.03

_Place = tuple[str, str, str]
"""The compared component of a region, the region's canonical name, and its currency."""


class _Usual(NamedTuple):
    """The usual ratio of two places on the logarithmic scale, how far it varies, and how far off is clearly another."""

    centre: float
    spread: float
    limit: float


_Ratios = Mapping[tuple[_Place, _Place], _Usual]


class _Entry(NamedTuple):
    facts: Facts
    row: Pay
    middle: float


_Stated = Mapping[tuple[_Place, _Place], Mapping[str, float]]
"""The ratios of two places on the logarithmic scale, by the path of the guide that states them."""
_Tables = Mapping[str, Mapping[_Place, _Entry]]
"""The regions of each guide of a company, by path."""


@rule("CD216", "company-outlier", Severity.WARNING)
def company_outlier(
    facts: tuple[Facts, ...], *, roles: int = 5, ratio: float = 1.2, level: float = 5.0
) -> DatasetFindings:
    """A region's pay does not fit the company's other guides.

    Options:
        roles: The least number of other roles that the company must state for the same two places.
        ratio: How many times over or under the usual ratio of two places a region must be.
        level: How many times over or under the company's other roles in the same place a region must be.
    """
    for guides in by_company(one for one in facts if one.role is not None).values():
        if len(guides) > _LEAST_OTHERS:
            tables = {one.path: _entries(one) for one in guides}
            stated = _stated_ratios(tables)
            found = dict(_copies(tables, stated)) | (_far_levels(tables, roles, level) if len(guides) > roles else {})
            yield from _of_company(tables, found, _usual_ratios(stated, roles, ratio))


def _copies(tables: _Tables, stated: _Stated) -> Iterator[tuple[str, DatasetFinding]]:
    """Yield the guides with all figures of a region in another one that the company's other guides pay otherwise."""
    for pair, ratios in stated.items():
        if pair[0][2] != pair[1][2] or len(ratios) <= _LEAST_OTHERS or 0 not in ratios.values():
            continue
        others = [ratio for ratio in ratios.values() if ratio]
        for path in (path for path, ratio in ratios.items() if not ratio):
            first, copy = sorted((tables[path][place] for place in pair), key=lambda one: one.row.region.position)
            is_alone = len(others) == len(ratios) - 1 and (min(others) > _SAME or max(others) < -_SAME)
            if is_alone and first.row.figures == copy.row.figures:
                said = (
                    f"with every other figure the one of {first.row.region.name}; in the company's {len(others)} "
                    "other roles the two regions differ: the figures are copied"
                )
                yield path, _finding(copy, said, f"Look up the pay of {copy.row.region.name}")


def _of_company(tables: _Tables, found: Mapping[str, DatasetFinding], ratios: _Ratios) -> DatasetFindings:
    for path, entries in tables.items():
        if path in found:
            yield found[path]
        elif pair := _exchanged(entries, ratios):
            one, other = (entries[place].row for place in pair)
            yield _finding(
                entries[pair[0]],
                f"less than the one of {other.region.name}, {_compared(other)[1]}; in the company's other roles "
                f"{one.region.name} pays more: the figures of the two regions seem to be exchanged",
                "Look up the pay of both regions",
            )
        elif deviation := _deviations(entries, ratios):
            place, off = deviation
            row = entries[place].row
            base, stock = row.base.mid, PayRange(row.stock_low, row.stock_high, row.region.currency).mid
            help_ = "Look up the pay of this region: it may be multiplied, or copied from another place"
            if base and stock and abs(log(stock / base) + off) < abs(off) / 2:  # with the grant in its place, it fits
                help_ = "Base salary and equity grant seem to be exchanged: look up which is which"
            yield _finding(
                entries[place],
                f"{percent(abs(exp(off) - 1) * 100, 0)} {'over' if off > 0 else 'under'} what the company's other "
                f"roles suggest for {row.region.name}, compared with the guide's other regions",
                help_,
            )


def _exchanged(entries: Mapping[_Place, _Entry], ratios: _Ratios) -> tuple[_Place, _Place] | None:
    """Return two regions of a guide whose ratio is the inverse of the usual one, first the one that should pay more."""
    for (one, other), ratio in _ratios(entries):
        if usual := ratios.get((one, other)):
            is_inverse = abs(ratio + usual.centre) <= max(_MARGIN, usual.spread)
            if is_inverse and abs(ratio - usual.centre) > max(_LEAST_EXCHANGE, usual.spread * _SPREAD + _MARGIN):
                return (one, other) if usual.centre > 0 else (other, one)
    return None


def _entries(one: Facts) -> dict[_Place, _Entry]:
    """Return the regions of a guide that are a known place without levels, by place."""
    found: dict[_Place, _Entry] = {}
    for row in one.rows:
        part, pay = _compared(row)
        middle = pay.mid
        if row.is_sound and middle and row.region.name and row.region.places and not row.region.level:
            found.setdefault((part, row.region.name, row.region.currency), _Entry(one, row, log(middle)))
    return found


def _far_levels(tables: _Tables, roles: int, level: float) -> dict[str, DatasetFinding]:
    """Return the guides with a region far from the company's other roles in the same place, with the finding."""
    places: dict[_Place, list[_Entry]] = {}
    for entries in tables.values():
        for place, entry in entries.items():
            places.setdefault(place, []).append(entry)
    far: dict[str, DatasetFinding] = {}
    for group in places.values():
        if len(group) > roles:
            centre = median([entry.middle for entry in group])
            for entry in group:
                off = entry.middle - centre
                if abs(off) > log(max(level, 1)):
                    far[entry.facts.path] = _finding(
                        entry,
                        f"{exp(abs(off)):.0f} times {'over' if off > 0 else 'under'} {amount(round(exp(centre)))}, "
                        f"the median of the company's {len(group) - 1} other roles in {entry.row.region.name}",
                        "Check for a month's pay in place of a year's, and for an extra or missing digit",
                    )
    return far


def _stated_ratios(tables: _Tables) -> _Stated:
    ratios: dict[tuple[_Place, _Place], dict[str, float]] = {}
    for path, entries in tables.items():
        for pair, ratio in _ratios(entries):
            ratios.setdefault(pair, {})[path] = ratio
    return ratios


def _usual_ratios(stated: _Stated, roles: int, ratio: float) -> _Ratios:
    """Return the usual ratios of the pairs of places that enough guides state."""
    usual = {}
    for pair, of_guides in stated.items():
        values = list(of_guides.values())
        if len(values) > roles:
            centre = median(values)
            spread = median([abs(value - centre) for value in values])
            usual[pair] = _Usual(centre, spread, max(log(max(ratio, 1)), spread * _SPREAD + _MARGIN))
    return usual


def _ratios(entries: Mapping[_Place, _Entry]) -> Iterator[tuple[tuple[_Place, _Place], float]]:
    """Yield the pairs of regions that state the same component, each with their ratio (as a logarithm)."""
    pairs = combinations(sorted(entries), 2)
    return (((a, b), entries[a].middle - entries[b].middle) for a, b in pairs if a[0] == b[0])


def _deviations(entries: Mapping[_Place, _Entry], ratios: _Ratios) -> tuple[_Place, float] | None:
    """Return the place of a guide that is off from most others, and by how much; the last one of two."""
    votes: Counter[_Place] = Counter()
    sums: dict[_Place, float] = {}
    compared: Counter[_Place] = Counter()
    for pair, ratio in _ratios(entries):
        if usual := ratios.get(pair):
            compared.update(pair)
            off = ratio - usual.centre
            for place, sign in zip(pair, (1, -1), strict=True) if abs(off) > usual.limit else ():
                votes[place] += 1
                sums[place] = sums.get(place, 0) + sign * off
    most = [place for place, count in votes.items() if 2 * count > compared[place]]
    if not most:
        return None
    mean = {one: sums[one] / votes[one] for one in most}
    place = max(most, key=lambda one: (votes[one], round(abs(mean[one]), 1), entries[one].row.region.position))
    return place, mean[place]


def _finding(entry: _Entry, said: str, help_: str) -> DatasetFinding:
    name, pay = _compared(entry.row)
    at, figures = entry.row.path(f"{name}_low"), (name, pay.low, pay.high)
    region = entry.row.region
    help_ += wages_in_words(find_wages(entry.facts.role or "", region.region or "", region.currency))
    return DatasetFinding(entry.facts, Finding(at, f"{COMPONENT_NAMES[name]} {pay} is {said}", help_, figures=figures))


def _compared(row: Pay) -> tuple[str, PayRange]:
    return ("base", row.base) if row.base.is_known else ("total_comp", row.total_comp)
