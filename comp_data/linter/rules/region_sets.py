"""Rules on the regions that a guide must have."""

from collections import Counter

from comp_data.base.diagnostics import Finding, KeyPath, Note, Severity
from comp_data.base.wording import in_words
from comp_data.guide.pay.agreement import matching_of
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Findings, Record, Row, rule
from comp_data.linter.summary import by_company
from comp_data.values.places.gazetteer import Place, reach
from comp_data.values.places.lookup import matches, problem_of_place, read_region

_DEFAULT = ("US",)


@rule("CD301", "too-few-regions", Severity.WARNING)
def too_few_regions(record: Record, *, minimum: int = 3) -> Findings:
    """A guide has fewer distinct regions than are required.

    Options:
        minimum: Distinct regions, whatever their levels and spellings.
    """
    entries = record.values.get("compensation")
    if not isinstance(entries, list) or not 0 < len(record.rows) == len(entries):
        return
    count = len({row.region_key for row in record.rows}) if minimum > 0 else 0
    # One of two entries for the same region, which CD303 reports, may be the missing one.
    count += len(record.rows) - len({(row.region_key, row.level) for row in record.rows})
    if count >= minimum:
        return
    only_in_table = {row.region for row in matching_of(record).only_table if row.region and row.figures}
    if count + len(only_in_table) < minimum:
        regions = "region" if count == 1 else "distinct regions"
        message = f"the guide has {count} {regions}; at least {minimum} are required"
        yield Finding(("compensation",), message, "Add the figures of more regions", on_key=True, figures=(minimum,))


def _problem(*, any_of: tuple[str, ...], all_of: tuple[str, ...]) -> str | None:
    return next(filter(None, map(problem_of_place, (*any_of, *all_of))), None)


@rule("CD302", "missing-required-region", Severity.ERROR, option_problem=_problem)
def missing_required_region(
    record: Record, *, any_of: tuple[str, ...] = _DEFAULT, all_of: tuple[str, ...] = ()
) -> Findings:
    """A guide has no region in a place that every guide must cover.

    Options:
        any_of: At least one region must be in one of these.
        all_of: At least one region must be in each of these.
    """
    entries = record.values.get("compensation")
    if not isinstance(entries, list) or not 0 < len(record.rows) == len(entries):
        return
    for wanted in (any_of, *((name,) for name in all_of)):
        if wanted and not any(_may_be_in(row, name) for name in wanted for row in record.rows):
            names = in_words(wanted, "or")
            message, help_ = f"none of the guide's regions is in {names}", f"Add the figures of a region in {names}"
            severity = Severity.WARNING if wanted == _DEFAULT else None
            stated = wanted, tuple(sorted(row.region or "" for row in record.rows))
            yield Finding(("compensation",), message, help_, severity=severity, on_key=True, figures=stated)


def _may_be_in(row: Row, wanted: str) -> bool:
    known = row.label.candidates if row.label and not row.label.unknown else None
    return known is None or any(matches(place, wanted) or _may_span(place, wanted) for place in known)


def _may_span(place: Place, wanted: str) -> bool:
    """Whether a place that spans countries, or states none, may include the wanted place."""
    if place.country is not None:
        return False
    spanned, targets = reach(place), read_region(wanted).places
    return not spanned or not targets or any(spanned & reach(target) for target in targets)


@rule("CD311", "region-set-differs", Severity.INFO)
def region_set_differs(facts: tuple[Facts, ...]) -> DatasetFindings:
    """A guide's regions differ from the company's other guides."""
    known = (one for one in facts if one.regions and all(region.places is not None for region in one.regions))
    for guides in by_company(known).values():
        by_places = [{region.places: region for region in one.regions} for one in guides]
        usual, count = Counter(map(frozenset, by_places)).most_common(1)[0]
        if len(guides) < 4 or count < 2 / 3 * len(guides):  # no set of regions is usual
            continue
        example, named = next(pair for pair in zip(guides, by_places, strict=True) if pair[1].keys() == usual)
        usually = f"{count} of the company's {len(guides)} guides agree on their regions"
        related = ((example, Note("the usual regions", ("compensation",), on_key=True)),)
        for one, regions in zip(guides, by_places, strict=True):
            missing = tuple(sorted(named[key].name for key in usual - regions.keys()))
            others = [regions[key] for key in regions.keys() - usual]
            extra = tuple(sorted(region.name for region in others))
            if not (missing or extra):
                continue
            parts = [f"lacks {in_words(missing)}"] if missing else []
            parts += [f"has {in_words(extra)} {'instead' if missing else 'as well'}"] if extra else []
            message = f"{usually}; this one {' and '.join(parts)}"
            help_ = "Use the same regions, unless the role is paid in other places"
            # The only guide without a region probably has a wrong label, or lost the entry.
            is_alone = len(missing) == 1 >= len(extra) and count == len(guides) - 1 and (extra or count >= 5)
            at: KeyPath = ("compensation", others[0].position, "region") if is_alone and others else ("compensation",)
            severity = Severity.WARNING if is_alone else None
            finding = Finding(at, message, help_, severity=severity, on_key=len(at) == 1, figures=(missing, extra))
            yield DatasetFinding(one, finding, related)
