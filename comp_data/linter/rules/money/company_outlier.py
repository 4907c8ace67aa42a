"""Rule on a guide whose pay differs from that of the company's other guides."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import chain, combinations, groupby, islice, product
from math import exp, log
from operator import itemgetter
from typing import Final, NamedTuple

from comp_data.base.diagnostics import Finding, Severity
from comp_data.base.grouping import grouped
from comp_data.base.vocabulary import LADDER
from comp_data.linter.analysis.market import wages_in_words
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Pay, rule
from comp_data.linter.summary import by_company
from comp_data.market.sources import find_wages
from comp_data.values.factors import median
from comp_data.values.money import COMPONENT_NAMES, Bonus, PayRange, amount, expected_total, over_or_under

_SPREAD: Final = 1.4826 * 3.5
"""A deviation is clear from 3.5 robust standard deviations."""
_MARGIN: Final = 0.02

_LEAST_EXCHANGE: Final = log(1.1)
_LEAST_OTHERS: Final = 2
"""How many other guides must pay two regions differently if one guide pays them the same."""
_SAME: Final = 0.03
_FAR_ROLE: Final = 1.4826 * 5
_LEAST_COMPANIES: Final = 8
"""How many other companies must pay a role, compared with their other roles, for that to be usual."""

_OFF_FORMULA: Final = 1.08
"""How many times over or under the formula all totals of a guide are, compared with the company's other guides."""
_FITS: Final = 0.08
_WARNED: Final = log(1.25)
"""Farther from the formula, CD201 warns of each total."""
_PARTS: Final = (("base", "base salaries"), ("stock", "equity grants"), ("total_comp", "totals"))

_SMALL_GRANT: Final = "Check for a month's or a year's share in place of the whole grant, and for a missing digit"
_LARGE_GRANT: Final = "Check for a grant that was multiplied, by 12 or its years, and for an extra digit"
_OTHER_ROLE: Final = "Check for figures of another role or place, and for figures that were multiplied"
_NEAR_END: Final = 0.12
"""How far an end may be from what is usual, on the logarithmic scale, if the other end is wrong."""
_OTHER_UNIT: Final = "Check for a month's pay in place of a year's, and for an extra or missing digit"

_Place = tuple[str, str, str]
"""A part of a region's pay, the region's canonical name, and its currency."""
_Pair = tuple[_Place, _Place]
_Role = tuple[str, str | None]
"""A part of pay, and a role."""


class _Entry(NamedTuple):
    facts: Facts
    row: Pay
    part: str
    middle: float

    @property
    def pay(self) -> PayRange:
        """The part of the row's pay."""
        return self.row.part(self.part)


class _Usual(NamedTuple):
    """The usual ratio of two places on the logarithmic scale, how far it varies, and how far off is clearly another."""

    centre: float
    spread: float
    limit: float


_Entries = Mapping[_Place, _Entry]
_Tables = Mapping[str, _Entries]
_Ratios = Mapping[_Pair, float]
_Levels = Mapping[_Place, tuple[float, int]]
"""The median of a company's roles by part of pay and place (as a logarithm), and how many others there are."""


@rule("CD216", "company-outlier", Severity.WARNING)
def company_outlier(
    facts: tuple[Facts, ...], *, roles: int = 5, ratio: float = 1.2, level: float = 5.0, role: float = 1.25
) -> DatasetFindings:
    """A region's pay does not fit the company's other guides.

    Options:
        roles: The least number of other roles that the company must state for the same two places.
        ratio: How many times over or under the usual ratio of two places a region must be.
        level: How many times over or under the company's other roles in the same place a region must be.
        role: How many times over or under what other companies pay the role, compared with their other roles.
    """
    companies = by_company(one for one in facts if one.role is not None)
    read = lru_cache(256)(lambda name: _of_company(companies[name], roles))  # those of all would fill the memory
    of_roles = _of_roles(map(read, companies), role)
    for tables, levels in map(read, companies):
        if len(tables) <= _LEAST_OTHERS:
            continue
        ratios = {path: _ratios(entries) for path, entries in tables.items()}
        stated = grouped(chain.from_iterable(own.items() for own in ratios.values()))
        usual = {pair: _usual(own, ratio) for pair, own in stated.items() if len(own) > roles}
        offs = {path: _of_formula(entries) for path, entries in tables.items()}
        formulas = grouped(chain.from_iterable(own.items() for own in offs.values()))
        totals = {place: _usual(own, _OFF_FORMULA) for place, own in formulas.items() if len(own) > roles}
        copies = _copies(tables, ratios)
        for path, entries in tables.items():
            found = (
                _far_level(entries, levels, {}, level),
                _off_the_formula(entries, offs[path], tables, totals),
                (copies[path],) if path in copies else (),
                _exchanged(entries, ratios[path], usual),
                _off_the_ratio(entries, ratios[path], usual),
                _far_level(entries, levels, of_roles, level),
            )
            yield from islice(chain.from_iterable(found), 1)


def _of_company(guides: Iterable[Facts], roles: int) -> tuple[_Tables, _Levels]:
    """Return the entries of a company's guides by path, and its levels."""
    tables = {one.path: _entries(one) for one in guides}
    middles = grouped((place, entry.middle) for entries in tables.values() for place, entry in entries.items())
    return tables, {place: (median(own), len(own) - 1) for place, own in middles.items() if len(own) > roles}


def _entries(one: Facts) -> dict[_Place, _Entry]:
    """Return the regions of a guide that are a known place without levels, by part of pay and place."""
    found: dict[_Place, _Entry] = {}
    for row in one.rows:
        at = row.region
        if not (row.is_sound and at.name and at.places) or at.level:
            continue
        part = "total_comp" if None in (row.base_low, row.base_high) else "base"  # a wrong total contradicts the base
        for name in (part, "stock"):
            if (middle := row.part(name).mid or 0) > 0:
                found.setdefault((name, at.name, at.currency), _Entry(one, row, name, log(middle)))
    return found


def _ratios(entries: _Entries) -> _Ratios:
    parts = groupby(sorted(entries), itemgetter(0))
    pairs = chain.from_iterable(combinations(places, 2) for _, places in parts)
    return {(a, b): entries[a].middle - entries[b].middle for a, b in pairs}


def _usual(ratios: Collection[float], ratio: float, deviations: float = _SPREAD) -> _Usual:
    centre = median(ratios)
    spread = median([abs(value - centre) for value in ratios])
    return _Usual(centre, spread, max(log(max(ratio, 1)), spread * deviations + _MARGIN))


def _of_formula(entries: _Entries) -> dict[_Place, float]:
    """Return how far each region's total is from base + stock/4 + bonus, as a logarithm; an unknown bonus is 0."""
    found = {}
    for place, (_, row, part, _) in entries.items():
        total = None if part != "base" or row.adds_whole_grant else row.part("total_comp").mid
        if total:
            bonus = Bonus(row.bonus_pct, row.bonus_pct_high, row.bonus_low or 0, row.bonus_high or 0)
            if due := expected_total(row.part("base"), row.part("stock"), 4, bonus).mid:
                found[place] = log(total / due)
    return found


def _off_the_formula(
    entries: _Entries, own: Mapping[_Place, float], tables: _Tables, usual: Mapping[_Place, _Usual]
) -> DatasetFindings:
    """Find a guide whose totals are all off the formula alike, while those of the company's other guides fit it."""
    known = [(off, usual[at]) for at, off in own.items() if at in usual and abs(usual[at].centre) < _FITS]
    offs = [off - others.centre for off, others in known if abs(off - others.centre) > others.limit]
    is_warned = any(abs(off) > _WARNED and entries[at].row.bonus_pct is not None for at, off in own.items())
    if is_warned or not len(offs) == len(own) > 1 or max(offs) - min(offs) > _FITS:
        return
    place, off = next(iter(own)), median(offs)
    alike = "like all totals of this guide, and unlike those of the company's other guides"
    said = f"{over_or_under(exp(off))} base + stock/4 + bonus, {alike}"
    for (part, names), other in product(_PARTS, tables.values()):
        same = all(at in other and other[at].row.part(part) == entries[at].row.part(part) for at in own)
        if same and other is not entries:
            said += f": its {names} are those of {other[place].facts.role}"
            break
    yield _found(entries[place]._replace(part="total_comp"), said, _OTHER_ROLE)


def _far_level(entries: _Entries, levels: _Levels, of_roles: Mapping[_Role, _Usual], level: float) -> DatasetFindings:
    """Find pay far from the median of all the company's roles in the same place, or from that of the role elsewhere."""
    for place, entry in entries.items():
        centre, others = levels.get(place, (entry.middle, 0))
        of_role = of_roles.get((place[0], entry.facts.role))
        # Grants vary less than base salaries.
        usual = of_role or _Usual(0, 0, log(3 if place[0] == "stock" else max(level, 1)))
        off = entry.middle - centre - usual.centre
        is_low_on_ladder = of_role and off < 0 and entry.facts.role in LADDER[1:]  # CD607 compares it with those below
        if others and abs(off) > usual.limit and not is_low_on_ladder:
            roles = f"the company's {others} other roles in {entry.row.region.name}"
            help_ = _OTHER_ROLE if of_role else _OTHER_UNIT
            if place[0] == "stock" and abs(off) > log(2):
                help_ = _SMALL_GRANT if off < 0 else _LARGE_GRANT
            suggested = f"which {roles} and other companies' pay of {entry.facts.role} suggest"
            yield _unlike(entry, centre + usual.centre, suggested if of_role else f"the median of {roles}", help_)


def _of_roles(companies: Iterable[tuple[_Tables, _Levels]], ratio: float) -> dict[_Role, _Usual]:
    """Return what companies pay a role, compared with their median in a place, by part of pay and role."""
    offs: dict[_Role, dict[str | None, float]] = {}
    for tables, levels in companies:
        for place, entry in chain.from_iterable(entries.items() for entries in tables.values()):
            if place in levels:
                own = offs.setdefault((place[0], entry.facts.role), {})
                own.setdefault(entry.facts.company, entry.middle - levels[place][0])
    return {key: _usual(own.values(), ratio, _FAR_ROLE) for key, own in offs.items() if len(own) > _LEAST_COMPANIES}


def _copies(tables: _Tables, ratios: Mapping[str, _Ratios]) -> dict[str, DatasetFinding]:
    """Find the guides with pay of a region in another one that the company's other guides pay otherwise."""
    every = ((pair, path) for path, own in ratios.items() for pair in own)
    pairs = grouped((pair, path) for pair, path in every if pair[0][2] == pair[1][2])  # in one currency
    found: dict[str, DatasetFinding] = {}
    for pair, paths in sorted(pairs.items(), reverse=True):
        others = [ratio for path in paths if (ratio := ratios[path][pair])]
        same = [path for path in paths if ratios[path][pair] == 0]
        if len(same) == 1 and len(others) >= _LEAST_OTHERS and (min(others) > _SAME or max(others) < -_SAME):
            found |= {path: one for path in same for one in _copied(tables[path], pair, len(others))}
    return found


def _copied(entries: _Entries, pair: _Pair, others: int) -> DatasetFindings:
    """Report the later one of two regions of a guide that have the same pay."""
    first, copy = sorted((entries[place] for place in pair), key=lambda one: one.row.region.position)
    if first.pay == copy.pay:
        but = ", or exchanged with the equity grants" if first.part == "base" and copy.row.stock_high else ""
        every = "with every other figure " if first.row.figures == copy.row.figures else ""
        differ = f"in the company's {others} other roles the two regions differ"
        said = f"{every}the one of {first.row.region.name}; {differ}: the figures are copied{but}"
        yield _found(copy, said, f"Look up the pay of {copy.row.region.name}")


def _exchanged(entries: _Entries, ratios: _Ratios, known: Mapping[_Pair, _Usual]) -> DatasetFindings:
    """Find two regions of a guide whose ratio is the inverse of the usual one."""
    for pair, ratio in ratios.items():
        if (usual := known.get(pair)) is None or abs(ratio + usual.centre) > max(_MARGIN, usual.spread):
            continue
        more, less = (entries[place] for place in (pair if usual.centre > 0 else reversed(pair)))
        is_less = all((getattr(more.pay, end) or 0) <= (getattr(less.pay, end) or 0) for end in ("low", "high"))
        others = [one for one in ratios.keys() & known.keys() if one != pair and not {*pair}.isdisjoint(one)]
        # If one of the two fits a third region, only the other one is off.
        is_less = is_less and all(abs(ratios[one] - known[one].centre) > _MARGIN for one in others)
        if is_less and abs(ratio - usual.centre) > max(_LEAST_EXCHANGE, usual.spread * _SPREAD + _MARGIN):
            usually = f"in the company's other roles {more.row.region.name} pays more"
            likely = "the figures of the two regions seem to be exchanged"
            said = f"less than the one of {less.row.region.name}, {less.pay}; {usually}: {likely}"
            yield _found(more, said, "Look up the pay of both regions")


def _off_the_ratio(entries: _Entries, ratios: _Ratios, known: Mapping[_Pair, _Usual]) -> DatasetFindings:
    """Find the region of a guide that is off from most others."""
    pairs = [(pair, ratio - usual.centre, usual.limit) for pair, ratio in ratios.items() if (usual := known.get(pair))]
    if all(abs(off) <= limit for _, off, limit in pairs):
        return
    clear = ((pair, off if abs(off) > limit else 0) for pair, off, limit in pairs)
    offs = grouped(chain.from_iterable(((one, off), (other, -off)) for (one, other), off in clear))
    far = {place: [off for off in own if off] for place, own in offs.items()}
    means = {place: sum(own) / len(own) for place, own in far.items() if 2 * len(own) > len(offs[place])}
    if not means:
        return
    position = {place: (place[0] == "base", entries[place].row.region.position) for place in means}
    place = max(means, key=lambda one: (len(far[one]), round(abs(means[one]), 1), *position[one]))
    off, row = means[place], entries[place].row
    grant = means.get(("stock", *place[1:]), 0)
    help_ = "Look up the pay of this region: it may be multiplied, or copied from another place"
    if place[0] == "base" and grant * off < 0 and abs(grant) > _LEAST_EXCHANGE:
        help_ = "Base salary and equity grant seem to be exchanged: look up which is which"
    source = f"which the company's other roles suggest for {row.region.name}, compared with the guide's other regions"
    yield _unlike(entries[place], entries[place].middle - off, source, help_)


def _unlike(entry: _Entry, due: float, source: str, help_: str) -> DatasetFinding:
    """Report a range whose middle, as a logarithm, is not `due`; or only the end that is wrong, if it is one."""
    end, off, usual = _wrong_end(entry, exp(due)) or ("", entry.middle - due, exp(due))
    help_ = f"Look up {entry.part}_{end}: a digit may be wrong, extra or missing" if end else help_
    midpoint = "" if end else f", midpoint {amount(round(exp(entry.middle)))},"
    return _found(entry, f"{over_or_under(exp(off))} {amount(round(usual))}, {source}", help_, end, midpoint)


def _wrong_end(entry: _Entry, middle: float) -> tuple[str, float, float] | None:
    """Return the only end that does not fit a middle and the other regions' width, how far off it is, and what fits."""
    pay, rows = entry.pay, [row for row in entry.facts.rows if row.is_sound and row.region != entry.row.region]
    widths = [one.high / one.low for one in (row.part(entry.part) for row in rows) if one.low and one.high]
    if not (widths and pay.low and pay.high):
        return None
    low = 2 * middle / (1 + median(widths))
    high = 2 * middle - low
    ends = ("low", log(pay.low / low), low), ("high", log(pay.high / high), high)
    near, far = sorted(ends, key=lambda end: abs(end[1]))
    return far if abs(near[1]) < min(_NEAR_END, abs(far[1]) / 3) else None


def _found(entry: _Entry, said: str, help_: str, end: str = "", midpoint: str = "") -> DatasetFinding:
    region, name, pay = entry.row.region, entry.part, entry.pay
    help_ += wages_in_words(find_wages(entry.facts.role or "", region.region or "", region.currency))
    what = f"{name}_{end} {amount(getattr(pay, end))}" if end else f"{COMPONENT_NAMES[name]} {pay}{midpoint}"
    path, figures = entry.row.path(f"{name}_{end or 'low'}"), (name, pay.low, pay.high)
    return DatasetFinding(entry.facts, Finding(path, f"{what} is {said}", help_, figures=figures))
