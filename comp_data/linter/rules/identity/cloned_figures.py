from operator import itemgetter

from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Finding, Note, Severity, rule
from comp_data.linter.summary import Figures

_LEAST_ROWS = 2
_LEAST_FIGURES = 6

_Key = tuple[tuple[str, str, str, Figures], ...]


@rule("CD606", "cloned-figures", Severity.WARNING)
def cloned_figures(facts: tuple[Facts, ...]) -> DatasetFindings:
    """Two guides have the same regions and exactly the same figures."""
    first: dict[int, Facts] = {}
    for one in facts:
        key = _key(one)
        if key is None:
            continue
        # Store hashes, because keys take more memory than all other facts about a guide.
        earlier = first.setdefault(hash(key), one)
        if earlier is one or (one.company, one.role) == (earlier.company, earlier.role) or _key(earlier) != key:
            continue
        name = f"{earlier.company}/{earlier.role}"
        finding = Finding(
            ("compensation",),
            f"every figure here is the same as in {earlier.path}",
            "Survey this role separately",
            on_key=True,
            figures=(name, key),
        )
        yield DatasetFinding(one, finding, ((earlier, Note("the same figures", ("compensation",), on_key=True)),))


def _key(one: Facts) -> _Key | None:
    """Return the sorted rows with figures; None if there are too few to compare."""
    rows = [(row.region, row.figures) for row in one.rows if any(figure is not None for figure in row.figures)]
    known = sum(len(figures) - figures.count(None) for _, figures in rows)
    if len(rows) < _LEAST_ROWS and known < _LEAST_FIGURES:
        return None
    key = [(region.name.casefold(), region.level or "", region.currency, figures) for region, figures in rows]
    return tuple(sorted(key, key=itemgetter(0, 1, 2)))
