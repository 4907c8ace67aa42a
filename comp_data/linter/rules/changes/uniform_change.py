from collections.abc import Sequence
from itertools import groupby

from comp_data.linter.rule import Change, Changes, DatasetFinding, DatasetFindings, Finding, Severity, rule, shortened
from comp_data.values.factors import factors_of, is_one_sum
from comp_data.values.money import Number, amount, percent


@rule("CD806", "uniform-change", Severity.WARNING)
def uniform_change(changes: Changes) -> DatasetFindings:
    """Every figure of a company changed by the same factor.

    Why:
        Base salary, equity and total compensation do not rise by the same percentage in every region and role. Such
        figures were multiplied, not looked up. The rule needs the whole dataset and at least six figures, and
        allows for rounding.

    Before:
        last_updated: 2026-01-12
        compensation:
          - base_low: 142900
            base_high: 190500
            stock_low: 76200
            stock_high: 114300
            total_comp_low: 176200
            total_comp_high: 247600
          - base_low: 139000
            base_high: 182900
            stock_low: 72400
            stock_high: 110500
            total_comp_low: 171400
            total_comp_high: 238100
          - base_low: 78100
            base_high: 106700
            stock_low: 28600
            stock_high: 45700
            total_comp_low: 91400
            total_comp_high: 130500
        data_sources:
          - Levels.fyi
          - Glassdoor

    Example:
          last_updated: 2026-02-23
        + compensation:
        +   - base_low: 145000
    """
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
