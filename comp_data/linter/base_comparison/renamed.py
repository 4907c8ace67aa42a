"""Find the present names of guides and regions that were renamed since the base."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Diagnostic
from comp_data.linter.base_comparison.changes import Compared


def follow_renames(found: Iterable[Diagnostic], compared: Compared) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return findings at the base as if made now: with the present paths, and with present region names as well."""
    by_path = {one.path: one for one in compared.changes}
    present = {path: one.facts for path, one in by_path.items() if one.record.kind == "renamed"}
    present |= {old: by_path[new].facts for old, new in compared.moved.items()}
    regions = {
        (one.path, name.old_region, name.old_level): (name.region, name.level)
        for one in compared.changes
        for name in one.record.regions_renamed
    }
    moved = []
    for one in found:
        to = present.get(one.path)
        moved.append(one._replace(path=to.path, company=to.company, role=to.role) if to else one)
    respelled = []
    for one in moved:
        region, level = regions.get((one.path, one.region, one.level), (one.region, one.level))
        respelled.append(one._replace(region=region, level=level))
    return moved, respelled
