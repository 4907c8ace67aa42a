from collections.abc import Sequence
from itertools import groupby

from comp_data.linter.rule import Change, Changes, DatasetFinding, DatasetFindings, Finding, Severity, rule, shortened
from comp_data.values.factors import factors_of, is_one_sum
from comp_data.values.money import Number, amount, percent


@rule("CD806", "uniform-change", Severity.WARNING)
def uniform_change(changes: Changes) -> DatasetFindings:
    """Every figure of a company changed by the same factor."""
    if changes.unchanged_companies is None:
        return
    known = sorted((one for one in changes.changed if one.facts.company), key=lambda one: str(one.facts.company))
    for company, group in groupby(known, key=lambda one: one.facts.company):
        guides = [one for one in group if one.amounts]
        pairs = _changed_amounts(guides) if company not in changes.unchanged_companies else []
        factors = factors_of(pairs)
        if factors and not (factors.low <= 1 <= factors.high or is_one_sum(pairs)):
            yield DatasetFinding(guides[0].facts, _finding(str(company), guides, len(pairs), factors.roundest))


def _changed_amounts(guides: Sequence[Change]) -> list[tuple[Number, Number]]:
    """Return each amount with its old value; nothing if any amount did not change."""
    pairs = [
        (one.new, one.old)
        for guide in guides
        for one in guide.record.figures
        if one.is_amount and one.share is not None and one.new is not None and one.old is not None and one.new
    ]
    return pairs if len(pairs) == sum(guide.amounts for guide in guides) else []


def _finding(company: str, guides: Sequence[Change], figures: int, factor: float) -> Finding:
    way = "rose" if factor > 1 else "fell"
    where = f" of {len(guides):,} guides" if len(guides) > 1 else ""
    return Finding(
        ("compensation",),
        f"every figure of {shortened(company)} {way} by {percent(abs(factor - 1) * 100)}: {figures:,} figures{where} "
        f"are the base's × {amount(factor)}, rounded",
        "Look up the figures; if the company announced one factor, say so in the evidence",
        on_key=True,
        figures=(company, factor, figures),
    )
