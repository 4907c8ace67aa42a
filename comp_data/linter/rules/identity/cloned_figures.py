"""CD606 cloned-figures."""

from collections.abc import Iterable

from comp_data.diagnostics import Finding, Note, Severity
from comp_data.linter.facts import Facts
from comp_data.linter.record import Row
from comp_data.linter.rule import DatasetFinding, dataset_rule
from comp_data.money import Number

_LEAST_ROWS = 2
_LEAST_FIGURES = 6

_Figures = tuple[Number | None, ...]
_Key = tuple[tuple[str, str, str, _Figures], ...]


@dataset_rule("CD606", "cloned-figures", Severity.INFO)
def cloned_figures(facts: tuple[Facts, ...]) -> Iterable[DatasetFinding]:
    """Two guides have the same regions and the same figures throughout.

    Why:
        Two roles, or two companies, are not paid the same to the last figure in every region. One of the
        two guides was copied from the other and never surveyed. It is told at each guide but the first.

    Bad:
        # file: acme/data-engineer.md
        role: data-engineer
        # file: acme/data-scientist.md
        role: data-scientist

    Good:
        # file: acme/data-engineer.md
        role: data-engineer
        # file: acme/data-scientist.md
        role: data-scientist
        compensation:
          - base_low: 155000
            total_comp_low: 191000
    """
    first: dict[_Key, Facts] = {}
    for one in facts:
        key = _key(one.rows)
        if key is None:
            continue
        earlier = first.setdefault(key, one)
        if earlier is one or (one.company, one.role) == (earlier.company, earlier.role):
            continue
        name = f"{earlier.company}/{earlier.role}"
        yield DatasetFinding(
            one,
            Finding(
                ("compensation",),
                f"every figure here is the same as in {earlier.path}",
                "Survey this role by itself, if the figures were copied from there",
                on_key=True,
                figures=(name, key),
            ),
            ((earlier, Note("the same figures", ("compensation",), on_key=True)),),
        )


def _key(rows: tuple[Row, ...]) -> _Key | None:
    """The rows with figures, in an order of their own; None where there are too few to say anything."""
    key: list[tuple[str, str, str, _Figures]] = []
    known = 0
    for row in rows:
        figures = _figures(row)
        count = sum(figure is not None for figure in figures)
        if count:
            known += count
            label = row.label
            place = label.canonical.casefold() if label else ""
            key.append((place, row.level or "", row.currency, figures))
    if len(key) < _LEAST_ROWS and known < _LEAST_FIGURES:
        return None
    return tuple(sorted(key, key=repr))


def _figures(row: Row) -> _Figures:
    ends = [end for _, _, one in row.ranges for end in (one.low, one.high)]
    return *ends, row.bonus.pct_low, row.bonus.pct_high
