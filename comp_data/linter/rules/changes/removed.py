from comp_data.base.wording import folded
from comp_data.comparison.model import RegionEntry, RegionRename, ValueChange
from comp_data.linter.base_comparison.model import Change, Changes
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Finding, Findings, Severity, Span, rule, shortened

_FIRST_LINE = Span(1, 1, 1, 1)


@rule("CD805", "removed", Severity.ERROR)
def removed(changes: Changes) -> DatasetFindings:
    """A record or a region was removed, or its currency changed."""
    for change in changes.changed:
        for finding in _findings(change, changes.records):
            yield DatasetFinding(change.facts, finding)


def _findings(change: Change, records: frozenset[str]) -> Findings:
    record = change.record
    if record.kind in ("removed", "renamed") and record.old_id not in records:
        yield _record_removed(record.old_id, record.new_id if record.kind == "renamed" else None)
    if record.kind == "removed" or not change.is_compared:
        return
    yield from map(_region_removed, record.regions_removed)
    for name in record.regions_renamed:
        is_same_level = name.old_level is None or folded(name.old_level) == folded(name.level or "")
        if not (name.is_same_place and is_same_level):  # else a lookup by the old names still finds the entry
            yield _region_renamed(name)
    for one in record.currencies:
        if isinstance(one.old, str) and isinstance(one.new, str) and folded(one.old) != folded(one.new):
            yield _currency_changed(one)


def _record_removed(old: str | None, new: str | None) -> Finding:
    if new is None:
        help_ = "Restore it, or turn this rule off for it in per-file-ignores, with the reason"
        return Finding(_FIRST_LINE, f"the record {old} of the base was removed", help_, figures=(old,))
    return Finding(
        ("role",) if old and old.split("/")[0] == new.split("/")[0] else ("company",),
        f"the record {old} was renamed to {new}",
        "Restore the old name, or say why it changed: `# comp-data: ignore[CD805] the reason`",
        figures=(old, new),
    )


def _region_removed(one: RegionEntry) -> Finding:
    return Finding(
        ("compensation",),
        f"{_shown(one.region, one.level)} of the base was removed",
        "Restore it, or say why it was removed: `# comp-data: ignore[CD805] the reason` above `compensation`",
        on_key=True,
        figures=(one.currency,),
        region=one.region,
        level=one.level,
    )


def _region_renamed(one: RegionRename) -> Finding:
    old = _shown(one.old_region, one.old_level)
    return Finding(
        (*one.key_path, "region") if one.region != one.old_region else (*one.key_path, "level"),
        f"{old} of the base was removed, and {_shown(one.region, one.level)} has its figures",
        f"Restore {old} and look up the other region's own figures, or say why the name changed",
        figures=(one.old_region, one.old_level),
    )


def _currency_changed(one: ValueChange) -> Finding:
    old, new = shortened(one.old), shortened(one.new)
    return Finding(
        one.key_path,
        f"currency is {new}, but {old} at the base: the figures cannot be compared",
        "Restore it, or say why it changed: `# comp-data: ignore[CD805] the reason` after it",
        figures=(one.old, one.new),
    )


def _shown(region: str | None, level: str | None) -> str:
    name = shortened(region) if region else "an entry without a region"
    return f"{name} ({shortened(level)})" if level else name
