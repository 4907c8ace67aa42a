"""Rules on what changed since a base."""

from comp_data.base.diagnostics import Finding, Note, Severity, Span, shortened
from comp_data.base.grouping import grouped
from comp_data.base.wording import folded
from comp_data.linter.rule import Change, Changes, DatasetFinding, DatasetFindings, Findings, rule
from comp_data.values.money import amount, percent

_RAISED = (("low", "medium"), ("low", "high"), ("medium", "high"))
_LEAST_FIGURES = 6
"""How many figures of a company must change by one factor: fewer do so by chance."""


@rule("CD801", "large-change", Severity.ERROR)
def large_change(changes: Changes, *, over: float = 20.0) -> DatasetFindings:
    """A figure changed by more than 20%.

    Options:
        over: Percentage by which a figure may rise or fall.
    """
    for change in changes.changed:
        for figure in change.record.figures:
            if (share := figure.share) is None or abs(share) <= over or figure.field == "stock_vest_years":
                continue
            unit = "%" if figure.field.startswith("bonus_pct") else ""
            finding = Finding(
                figure.key_path,
                f"{figure.field} {amount(figure.new)}{unit} is {percent(abs(share))} "
                f"{'over' if share > 0 else 'under'} {amount(figure.old)}{unit}, its value at the base",
                "Correct it, or say why it changed: `# comp-data: ignore[CD801] the reason` after it",
                figures=(figure.old, figure.new),
                region=figure.region,
                level=figure.level,
            )
            yield DatasetFinding(change.facts, finding)


@rule("CD802", "date-not-bumped", Severity.ERROR, fix="safe")
def date_not_bumped(changes: Changes) -> DatasetFindings:
    """Figures changed, but `last_updated` did not."""
    for change in changes.changed:
        is_outdated = change.last_updated and not (change.is_dated or change.is_updated_today)
        if not (change.is_compared and change.description and is_outdated):
            continue
        new = change.changed_figures or change.record.regions_added
        finding = Finding(
            ("last_updated",),
            f"{change.description}, but last_updated is still {change.last_updated}",
            "Set it to the date the figures were looked up; --fix writes today's",
            (Note("the first change", new[0].key_path, on_key=True),),
            change.date_fix,
            figures=(change.last_updated, *change.contents),
        )
        yield DatasetFinding(change.facts, finding)


@rule("CD803", "date-without-change", Severity.WARNING)
def date_without_change(changes: Changes) -> DatasetFindings:
    """`last_updated` changed, but nothing else did."""
    for change in changes.changed:
        record = change.record
        is_other_changed = record._replace(dates=()).has_changed_values or record.body or change.has_new_sources
        if change.is_compared and change.is_dated and not is_other_changed:
            old = next(one.old for one in record.dates if one.key_path == ("last_updated",))
            rest = "except dates" if len(record.dates) > 1 else "did"
            message = f"last_updated changed from {old} to {change.last_updated}, but nothing else {rest}"
            help_ = "Restore it, or set the date_accessed of the sources that were looked up again"
            finding = Finding(("last_updated",), message, help_, figures=(str(old), change.last_updated))
            yield DatasetFinding(change.facts, finding)


@rule("CD804", "sources-unchanged", Severity.WARNING)
def sources_unchanged(changes: Changes) -> DatasetFindings:
    """Figures changed or `data_quality` was raised, but the sources did not change."""
    for found in changes.changed:
        stated = tuple(one for one in found.record.figures if one.new is not None)
        change = found._replace(record=found.record._replace(figures=stated))
        quality = change.record.quality
        is_raised = quality and (quality.old, quality.new) in _RAISED
        raised = f"data_quality was raised from {quality.old} to {quality.new}" if quality and is_raised else ""
        parts = [part for part in (change.description, raised) if part]
        if parts and change.is_compared and not change.has_new_sources:
            at, on_key = (("data_sources",), True) if change.description else (("data_quality",), False)
            message = f"{' and '.join(parts)}, but the sources did not change"
            help_ = "Add the new source, or set the date_accessed of the one that was looked up again"
            finding = Finding(at, message, help_, on_key=on_key, figures=(*change.contents, raised))
            yield DatasetFinding(change.facts, finding)


@rule("CD805", "removed", Severity.ERROR)
def removed(changes: Changes) -> DatasetFindings:
    """A record or a region was removed, or its currency changed."""
    for change in changes.changed:
        yield from (DatasetFinding(change.facts, one) for one in _findings(change, changes.records))


def _findings(change: Change, records: frozenset[str]) -> Findings:
    record = change.record
    if record.kind in ("removed", "renamed") and record.old_id not in records:
        yield _record_removed(record.old_id, record.new_id if record.kind == "renamed" else None)
    if record.kind == "removed" or not change.is_compared:
        return
    for gone in record.regions_removed:
        yield Finding(
            ("compensation",),
            f"{_shown(gone.region, gone.level)} of the base was removed",
            "Restore it, or say why it was removed: `# comp-data: ignore[CD805] the reason` above `compensation`",
            on_key=True,
            figures=(gone.currency,),
            region=gone.region,
            level=gone.level,
        )
    for name in record.regions_renamed:
        is_same_level = name.old_level is None or folded(name.old_level) == folded(name.level or "")
        if not (name.is_same_place and is_same_level):  # else a lookup by the old names still finds the entry
            old = _shown(name.old_region, name.old_level)
            yield Finding(
                (*name.key_path, "region" if name.region != name.old_region else "level"),
                f"{old} of the base was removed, and {_shown(name.region, name.level)} has its figures",
                f"Restore {old}, or say why the name changed: `# comp-data: ignore[CD805] the reason` after it",
                figures=(name.old_region, name.old_level),
            )
    for one in record.currencies:
        if isinstance(one.old, str) and isinstance(one.new, str) and folded(one.old) != folded(one.new):
            now = f"currency is {shortened(one.new)}, but {shortened(one.old)} at the base"
            help_ = "Restore it, or say why it changed: `# comp-data: ignore[CD805] the reason` after it"
            yield Finding(one.key_path, f"{now}: the figures cannot be compared", help_, figures=(one.old, one.new))


def _record_removed(old: str | None, new: str | None) -> Finding:
    if new is None:
        help_ = "Restore it, or turn this rule off for it in per-file-ignores, with the reason"
        return Finding(Span(1, 1, 1, 1), f"the record {old} of the base was removed", help_, figures=(old,))
    key = "role" if old and old.split("/")[0] == new.split("/")[0] else "company"
    help_ = "Restore the old name, or say why it changed: `# comp-data: ignore[CD805] the reason`"
    return Finding((key,), f"the record {old} was renamed to {new}", help_, figures=(old, new))


def _shown(region: str | None, level: str | None) -> str:
    name = shortened(region) if region else "an entry without a region"
    return f"{name} ({shortened(level)})" if level else name


@rule("CD806", "uniform-change", Severity.WARNING)
def uniform_change(changes: Changes) -> DatasetFindings:
    """Every figure of a company changed by the same factor."""
    from comp_data.comparison.model import uniform_changes  # noqa: PLC0415 - most runs compare nothing

    if changes.unchanged_companies is None:
        return
    for company, group in grouped((one.facts.company, one) for one in changes.changed if one.facts.company).items():
        guides = [one for one in group if one.record.amounts]
        figures, found = sum(one.record.amounts for one in guides), uniform_changes(one.record for one in guides)
        is_all = company not in changes.unchanged_companies and [len(one.records) for one in found] == [len(guides)]
        if figures < _LEAST_FIGURES or not is_all:
            continue
        factor, name = round(1 + found[0].share / 100, 4), str(company)
        way = "rose" if factor > 1 else "fell"
        where = f" of {len(guides):,} guides" if len(guides) > 1 else ""
        finding = Finding(
            ("compensation",),
            f"every figure of {shortened(name)} {way} by {percent(abs(factor - 1) * 100)}: {figures:,} figures"
            f"{where} are the base's × {amount(factor)}, rounded",
            "Look up the figures; if the company announced one factor, say so: `# comp-data: ignore[CD806] the reason`",
            on_key=True,
            figures=(name, factor, figures),
        )
        yield DatasetFinding(guides[0].facts, finding)
