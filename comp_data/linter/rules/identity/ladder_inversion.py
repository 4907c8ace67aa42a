from collections import Counter

from comp_data.base.vocabulary import LADDER
from comp_data.linter.record import UNKNOWN_CURRENCY
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Finding, Note, Pay, Severity, amount, rule
from comp_data.linter.summary import by_company

_MARGIN = 0.01
"""The share by which a midpoint must be lower; less may be rounding."""

_Place = tuple[str, str, str]


@rule("CD607", "ladder-inversion", Severity.WARNING)
def ladder_inversion(facts: tuple[Facts, ...]) -> DatasetFindings:
    """A senior role is paid less than the role below it at the same company and in the same region."""
    for found in by_company(facts).values():
        guides = {one.role: one for one in reversed(found) if one.role in LADDER}
        rows = {role: _by_place(one) for role, one in guides.items()}
        for step, upper in enumerate(LADDER):
            if upper in guides:
                lower = [(guides[role], rows[role]) for role in reversed(LADDER[:step]) if role in guides]
                yield from _compare(guides[upper], rows[upper], lower)


def _compare(upper: Facts, rows: dict[_Place, Pay], below: list[tuple[Facts, dict[_Place, Pay]]]) -> DatasetFindings:
    """Compare each row of a guide with the next lower guide that has the same place."""
    for place, row in rows.items():
        lower, other = next(((one, there[place]) for one, there in below if place in there), (None, None))
        if lower is None or other is None:
            continue
        pairs = _comparable(row, other)
        if not pairs or any(high >= low * (1 - _MARGIN) for _, _, high, low in pairs):
            continue
        pays = " and ".join(f"{name} {amount(ours)} instead of {amount(theirs)}" for name, _, ours, theirs in pairs)
        key = pairs[-1][1]
        finding = Finding(
            row.path(key),
            f"{upper.role} is paid less than {lower.role}: {pays} (midpoints of the ranges)",
            "Correct the figures of the guide that is wrong",
            figures=tuple(figure for *_, ours, theirs in pairs for figure in (ours, theirs)),
        )
        yield DatasetFinding(upper, finding, ((lower, Note(f"the figures of {lower.role}", other.path(key))),))


def _comparable(row: Pay, other: Pay) -> list[tuple[str, str, float, float]]:
    """Return the midpoints that both rows have, each with its name and key.

    Totals that are added up in different ways cannot be compared.
    """
    parts = [("base salary", "base_low", row.base.mid, other.base.mid)]
    if row.adds_whole_grant == other.adds_whole_grant:
        parts.append(("total compensation", "total_comp_low", row.total_comp.mid, other.total_comp.mid))
    return [
        (name, key, ours, theirs)
        for name, key, ours, theirs in parts
        if ours is not None and theirs is not None and ours > 0 and theirs > 0
    ]


def _by_place(one: Facts) -> dict[_Place, Pay]:
    """Return rows by region, level and currency, without duplicates and rows without region or currency."""
    regions = ((row.region, row) for row in one.rows if row.region.name)
    keyed = [((at.name.casefold(), (at.level or "").casefold(), at.currency), row) for at, row in regions]
    counts = Counter(place for place, _ in keyed)
    return {place: row for place, row in keyed if counts[place] == 1 and row.region.currency != UNKNOWN_CURRENCY}
