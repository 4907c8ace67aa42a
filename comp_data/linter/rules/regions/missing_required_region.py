from comp_data.linter.rule import Finding, Findings, Record, Row, Severity, in_words, rule
from comp_data.values.places.gazetteer import Place, nearest_place, reach
from comp_data.values.places.lookup import find_place, is_known, matches

_DEFAULT = ("US",)


def _problem(*, any_of: tuple[str, ...], all_of: tuple[str, ...]) -> str | None:
    """Name the first place that is unknown, or return None."""
    for name in (*any_of, *all_of):
        if not is_known(name):
            near = nearest_place(name)
            return f"{name} is not a known place{f'; did you mean {near}?' if near else ''}"
    return None


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
    required = [any_of] if any_of else []
    for wanted in required + [(name,) for name in all_of]:
        if not any(_may_be_in(row, name) for name in wanted for row in record.rows):
            names = in_words(wanted, "or")
            yield Finding(
                ("compensation",),
                f"none of the guide's regions is in {names}",
                f"Add the figures of a region in {names}",
                severity=Severity.WARNING if wanted == _DEFAULT else None,
                on_key=True,
                figures=(wanted, tuple(sorted(row.region or "" for row in record.rows))),
            )


def _may_be_in(row: Row, wanted: str) -> bool:
    label = row.label
    if label is None or label.unknown:
        return True
    return any(matches(p, wanted) or _may_span(p, wanted) for p in (*label.places, *label.ambiguous))


def _may_span(place: Place, wanted: str) -> bool:
    """Whether a place that spans countries, or states none, may include the wanted place."""
    if place.country is not None:
        return False
    spanned, target = reach(place), find_place(wanted)
    return not spanned or target is None or not spanned.isdisjoint(reach(target))
