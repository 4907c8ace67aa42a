"""CD302 missing-required-region."""

from collections.abc import Iterable
from typing import NamedTuple

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.analysis.regions import in_words
from comp_data.linter.record import Record, Row
from comp_data.linter.rule import rule
from comp_data.values.places.gazetteer import reach
from comp_data.values.places.lookup import Place, find_place, is_known, matches, nearest_place


class Options(NamedTuple):
    """Which places a guide must have, as names of cities, metros, states or countries."""

    any_of: tuple[str, ...] = ("US",)
    """At least one region must be, or lie in, one of these."""
    all_of: tuple[str, ...] = ()
    """For each of these, at least one region must be it or lie in it."""

    def problem(self) -> str | None:
        """Which of the places there is none of, where there is one."""
        for name in (*self.any_of, *self.all_of):
            if not is_known(name):
                near = nearest_place(name)
                return f"{name} is no known place{f'; did you mean {near}?' if near else ''}"
        return None


@rule("CD302", "missing-required-region", Severity.ERROR, options=Options())
def missing_required_region(record: Record, options: Options) -> Iterable[Finding]:
    """No region of a guide lies in a place that every guide must have.

    Why:
        Guides are compared by the places they share. The rule is silent while a region could not be read,
        or spans several countries, and so may be the one that is missed.

    Bad:
        compensation:
          - region: Zurich
            currency: CHF
          - region: Geneva
            currency: CHF
          - region: London

    Good:
        compensation:
          - region: San Francisco
          - region: New York
          - region: London
    """
    entries = record.values.get("compensation")
    if not isinstance(entries, list) or not 0 < len(record.rows) == len(entries):
        return
    required = [options.any_of] if options.any_of else []
    for wanted in required + [(name,) for name in options.all_of]:
        if not any(_may_be_in(row, name) for name in wanted for row in record.rows):
            names = in_words(wanted, "or")
            yield Finding(
                ("compensation",),
                f"none of the guide's regions is or lies in {names}",
                f"Add the figures of a region in {names}",
                on_key=True,
                figures=(wanted, tuple(sorted(row.region or "" for row in record.rows))),
            )


def _may_be_in(row: Row, wanted: str) -> bool:
    label = row.label
    if label is None or label.unknown:
        return True
    return any(matches(p, wanted) or _may_span(p, wanted) for p in (*label.places, *label.ambiguous))


def _may_span(place: Place, wanted: str) -> bool:
    """Whether a place of several countries, or of none that is stated, may reach to what is wanted."""
    if place.country is not None:
        return False
    spanned, target = reach(place), find_place(wanted)
    return not spanned or target is None or not spanned.isdisjoint(reach(target))
