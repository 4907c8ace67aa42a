"""CD805 removed."""

from collections.abc import Iterable, Iterator

from comp_data.base.diagnostics import Finding, Severity, Span, shortened
from comp_data.comparison.model import RegionEntry, RegionRename, ValueChange
from comp_data.comparison.rows import folded
from comp_data.linter.base_comparison.model import Change, Changes
from comp_data.linter.rule import DatasetFinding, change_rule

_FIRST_LINE = Span(1, 1, 1, 1)


@change_rule("CD805", "removed", Severity.ERROR)
def removed(changes: Changes) -> Iterable[DatasetFinding]:
    """A record or a region is gone, or its currency is another.

    Why:
        Programs look records up by `company/role`, and pay by region and currency. What is gone, under another
        name too, breaks them. A region that is only spelled otherwise is found as before.

    Before:
        last_updated: 2026-01-12
        compensation:
          - region: San Francisco
          - region: New York
          - region: London
          - region: Manchester, UK

    Bad:
        last_updated: 2026-02-23
        negotiation_dna_summary: Steady base, growing equity, three hubs

    Good:
        last_updated: 2026-02-23
        negotiation_dna_summary: Steady base, growing equity, four hubs
        compensation:
          - region: San Francisco
          - region: New York
          - region: London
          - region: Manchester
    """
    for change in changes.changed:
        for finding in _findings(change, changes.records):
            yield DatasetFinding(change.facts, finding)


def _findings(change: Change, records: frozenset[str]) -> Iterator[Finding]:
    record = change.record
    if record.kind == "removed":
        if record.old_id not in records:
            yield _gone(record.old_id, None)
        return
    if record.kind == "renamed" and record.old_id not in records:
        yield _gone(record.old_id, record.new_id)
    if not change.is_compared:
        return
    yield from map(_region_gone, record.regions_removed)
    yield from (_region_renamed(one) for one in record.regions_renamed if not _is_found_as_before(one))
    yield from (_other_currency(one) for one in record.currencies if _is_other(one))


def _gone(old: str | None, new: str | None) -> Finding:
    if new is None:
        help_ = "Bring it back, or turn this rule off for it in per-file-ignores, with the reason"
        return Finding(_FIRST_LINE, f"the record {old} is gone, which the base has", help_, figures=(old,))
    return Finding(
        ("role",) if old and old.split("/")[0] == new.split("/")[0] else ("company",),
        f"the record {old} is gone: it is {new} now",
        "Keep the old name, or say why it is another: `# comp-data: ignore[CD805] the reason`",
        figures=(old, new),
    )


def _region_gone(one: RegionEntry) -> Finding:
    return Finding(
        ("compensation",),
        f"{_shown(one.region, one.level)} is gone, which the base has",
        "Bring it back, or say why it went: `# comp-data: ignore[CD805] the reason` above `compensation`",
        on_key=True,
        figures=(one.currency,),
        region=one.region,
        level=one.level,
    )


def _is_found_as_before(one: RegionRename) -> bool:
    """Whether who asks for the region and level by their old names gets the entry."""
    return one.is_same_place and (one.old_level is None or folded(one.old_level) == folded(one.level))


def _region_renamed(one: RegionRename) -> Finding:
    old = _shown(one.old_region, one.old_level)
    return Finding(
        (*one.key_path, "region") if one.region != one.old_region else (*one.key_path, "level"),
        f"{old} is gone: {_shown(one.region, one.level)} has its figures",
        f"Look up figures of its own and bring {old} back, or say why the name is another",
        figures=(one.old_region, one.old_level),
    )


def _is_other(one: ValueChange) -> bool:
    return isinstance(one.old, str) and isinstance(one.new, str) and folded(one.old) != folded(one.new)


def _other_currency(one: ValueChange) -> Finding:
    old, new = shortened(one.old), shortened(one.new)
    return Finding(
        one.key_path,
        f"currency is {new}, and {old} at the base: no figure can be compared",
        "Set it back, or say why it is another: `# comp-data: ignore[CD805] the reason` behind it",
        figures=(one.old, one.new),
    )


def _shown(region: str | None, level: str | None) -> str:
    name = shortened(region) if region else "an entry without a region"
    return f"{name} ({shortened(level)})" if level else name
