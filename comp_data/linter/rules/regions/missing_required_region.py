from typing import NamedTuple

from comp_data.base.wording import in_words
from comp_data.linter.rule import Finding, Findings, Record, Row, Severity, rule
from comp_data.values.places.gazetteer import Place, nearest_place, reach
from comp_data.values.places.lookup import find_place, is_known, matches


class Options(NamedTuple):
    """The places that a guide must cover: names of cities, metros, states or countries."""

    any_of: tuple[str, ...] = ("US",)
    """At least one region must be in one of these."""
    all_of: tuple[str, ...] = ()
    """At least one region must be in each of these."""

    def problem(self) -> str | None:
        """Name the first place that is unknown, or return None."""
        for name in (*self.any_of, *self.all_of):
            if not is_known(name):
                near = nearest_place(name)
                return f"{name} is not a known place{f'; did you mean {near}?' if near else ''}"
        return None


_DEFAULT = Options()


@rule("CD302", "missing-required-region", Severity.ERROR, options=Options())
def missing_required_region(record: Record, options: Options) -> Findings:
    """A guide has no region in a place that every guide must cover."""
    entries = record.values.get("compensation")
    if not isinstance(entries, list) or not 0 < len(record.rows) == len(entries):
        return
    required = [options.any_of] if options.any_of else []
    for wanted in required + [(name,) for name in options.all_of]:
        if not any(_may_be_in(row, name) for name in wanted for row in record.rows):
            names = in_words(wanted, "or")
            yield Finding(
                ("compensation",),
                f"none of the guide's regions is in {names}",
                f"Add the figures of a region in {names}",
                severity=Severity.WARNING if wanted == _DEFAULT.any_of else None,
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
