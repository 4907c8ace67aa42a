from comp_data.linter.rule import Change, Changes, DatasetFinding, DatasetFindings, Finding, Severity, rule

_RAISED = (("low", "medium"), ("low", "high"), ("medium", "high"))


@rule("CD804", "sources-unchanged", Severity.WARNING)
def sources_unchanged(changes: Changes) -> DatasetFindings:
    """Figures changed or `data_quality` was raised, but the sources did not change."""
    for found in changes.changed:
        stated = tuple(one for one in found.record.figures if one.new is not None)
        change = found._replace(record=found.record._replace(figures=stated))
        raised = _raised(change)
        parts = [part for part in (change.description, raised) if part]
        if parts and change.is_compared and not change.has_new_sources:
            finding = Finding(
                ("data_sources",) if change.description else ("data_quality",),
                f"{' and '.join(parts)}, but the sources did not change",
                "Add the new source, or set the date_accessed of the one that was looked up again",
                on_key=bool(change.description),
                figures=(*change.contents, raised),
            )
            yield DatasetFinding(change.facts, finding)


def _raised(change: Change) -> str:
    """Describe how `data_quality` was raised; empty if it was not."""
    quality = change.record.quality
    is_raised = quality and (quality.old, quality.new) in _RAISED
    return f"data_quality was raised from {quality.old} to {quality.new}" if quality and is_raised else ""
