from math import log

from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Finding, Pay, Severity, rule
from comp_data.linter.summary import by_company
from comp_data.values.factors import median
from comp_data.values.money import percent


@rule("CD222", "total-outlier", Severity.WARNING)
def total_outlier(facts: tuple[Facts, ...], *, ratio: float = 1.1) -> DatasetFindings:
    """A total differs from base + stock ÷ 4 + bonus in another way than the totals of the guide's other regions.

    Options:
        ratio: How many times over or under the other regions' usual ratio of total to formula a region's must be.
    """
    for guides in by_company(facts).values():
        odd = [(guide, row) for guide in guides for row in guide.rows if row.odd_total]
        for guide, row in odd:
            off = _off(row)
            others = [other for one, other in odd if one is not guide and other.region.name == row.region.name]
            elsewhere = [_off(other) for other in others if other.region.level == row.region.level]
            is_usual = bool(elsewhere) and median(elsewhere) / off >= 1 / 2
            if not is_usual and abs(off) > log(max(ratio, 1)):
                yield DatasetFinding(guide, _finding(row, *(row.odd_total or (1, 1))))


def _off(row: Pay) -> float:
    ratio, usual = row.odd_total or (1, 1)
    return log(ratio / usual)


def _finding(row: Pay, ratio: float, usual: float) -> Finding:
    total = row.total_comp
    return Finding(
        row.path("total_comp_low"),
        f"the total {total} is {_side(ratio)} the total by the formula, while the totals of the guide's other regions "
        f"are {_side(usual)} theirs",
        "Look up base salary, equity grant, bonus and total of this region",
        figures=(total.low, total.high),
    )


def _side(ratio: float) -> str:
    return f"{percent(abs(ratio - 1) * 100, 0)} {'over' if ratio >= 1 else 'under'}"
