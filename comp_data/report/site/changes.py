"""The page of a pull request, or of a new version: what changed, before and after, and which findings are new."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from comp_data.base.errors import GitError
from comp_data.base.git import Repository
from comp_data.base.grouping import grouped
from comp_data.comparison.model import FigureChange, RecordChange
from comp_data.diffing.api import diff
from comp_data.diffing.changes import DatasetChanges
from comp_data.linter.config.config import load_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.run import prepare
from comp_data.records.metadata import CHANGELOG, Meta
from comp_data.report.diff.sections import HEADING, headline, sections, table
from comp_data.report.site.figures import Scale
from comp_data.report.site.gather import Site
from comp_data.values.money import PayRange

_PARTS: Final = {"total_comp": "total", "base": "base"}


def changed_since(site: Site, base: str | None) -> dict[str, Any] | None:
    """Return what a page prints of the changes since a revision (with `new` findings), or else the newest version."""
    if (since := base or newest_version(site.folder, site.dataset.meta)) is None:
        return None
    changes, new = diff(since, folder=site.folder), None
    if base is not None:
        request = Request((str(site.folder),), base=base, changed_only=True)
        found = prepare(request, load_configuration(site.folder)).lint(site.today).diagnostics
        new = sorted(found, key=lambda one: (-one.severity, one.path, one.line))
    before, after = sections(changes)
    return {
        "changes": changes,
        "headline": headline(changes),
        "before": before,
        "after": after,
        "heading": HEADING,
        "rows": table(changes),
        "by_currency": _charts(site, changes),
        "new": new,
    }


def newest_version(folder: Path, meta: Meta) -> str | None:
    """Return the revision of the newest data version: its tag, else the last commit that changed the changelog."""
    if (version := meta.data_version) is None or meta.commit is None:
        return None
    with suppress(GitError):
        repository = Repository.around(folder)
        with suppress(GitError):
            repository.commit(f"refs/tags/v{version}")
            return f"v{version}"
        found = repository.last_change(CHANGELOG)
        return found.sha if found else None
    return None


def _charts(site: Site, changes: DatasetChanges) -> list[dict[str, Any]]:
    every = (pair for change in changes.changes for pair in _pairs(site, change))
    by_currency = grouped((pair["new"].currency, pair) for pair in every)
    made = []
    for currency, pairs in sorted(by_currency.items(), key=lambda item: (-len(item[1]), item[0])):
        pairs.sort(key=lambda pair: (-pair["size"], pair["guide"], pair["label"]))
        own = [pay for pair in pairs for pay in (pair["old"], pair["new"])]
        ends = [end for pay in own for end in (pay.low, pay.high) if end is not None]
        made.append({"currency": currency, "scale": Scale.over(ends), "pairs": pairs})
    return made


def _pairs(site: Site, change: RecordChange) -> Iterator[dict[str, Any]]:
    """Yield the changed totals and base salaries of a valid record; an end that did not change is the same in both."""
    guide = site.dataset.get(change.id)
    groups: dict[tuple[Any, str], dict[str, FigureChange]] = {}
    for figure in change.figures:
        part, _, end = figure.field.rpartition("_")
        if part in _PARTS and figure.currency == figure.old_currency:
            groups.setdefault((figure.key_path[1], part), {})[end] = figure
    for (index, part), ends in groups.items():
        if guide is None or not isinstance(index, int) or index >= len(guide.compensation):
            continue
        pay = guide.compensation[index]
        new: PayRange = getattr(pay, part)
        low, high = (ends[end].old if end in ends else getattr(new, end) for end in ("low", "high"))
        old = PayRange(low, high, new.currency)
        region = f"{pay.region}, {pay.level}" if pay.level else pay.region
        size = max(figure.size for figure in ends.values())
        label = f"{guide.id}, {region}: {_PARTS[part]}"
        yield {"guide": guide.id, "label": label, "old": old, "new": new, "size": size}
