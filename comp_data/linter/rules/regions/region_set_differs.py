from collections import Counter

from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Finding, Note, Severity, in_words, rule
from comp_data.linter.summary import by_company

MIN_GUIDES = 4
"""The fewest guides of a company that establish its usual regions."""
MAJORITY = 2 / 3
"""The share of a company's guides that must have the same set of regions."""


@rule("CD311", "region-set-differs", Severity.INFO)
def region_set_differs(facts: tuple[Facts, ...]) -> DatasetFindings:
    """A guide's regions differ from the company's other guides."""
    known = (one for one in facts if one.regions and all(region.places is not None for region in one.regions))
    for guides in by_company(known).values():
        if len(guides) >= MIN_GUIDES:
            yield from _compare([(one, {region.places: region.name for region in one.regions}) for one in guides])


def _compare(guides: list[tuple[Facts, dict[frozenset[str] | None, str]]]) -> DatasetFindings:
    """Compare guides, each with the places of its regions and their canonical names."""
    (usual, count), *_ = Counter(frozenset(regions) for _, regions in guides).most_common(1)
    if count < MAJORITY * len(guides):
        return
    example, named = next(guide for guide in guides if guide[1].keys() == usual)
    for one, regions in guides:
        missing = sorted(named[key] for key in usual - regions.keys())
        extra = sorted(regions[key] for key in regions.keys() - usual)
        if missing or extra:
            finding = Finding(
                ("compensation",),
                f"{count} of the company's {len(guides)} guides agree on their regions; "
                f"this one {_difference(missing, extra)}",
                "Use the same regions, unless the role is paid in other places",
                on_key=True,
                figures=(tuple(missing), tuple(extra)),
            )
            yield DatasetFinding(one, finding, ((example, Note("the usual regions", ("compensation",), on_key=True)),))


def _difference(missing: list[str], extra: list[str]) -> str:
    if not missing:
        return f"has {in_words(extra)} as well"
    lacks = f"lacks {in_words(missing)}"
    return f"{lacks} and has {in_words(extra)} instead" if extra else lacks
