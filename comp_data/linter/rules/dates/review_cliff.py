"""CD409 review-cliff."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.rule import DatasetFinding, dataset_rule
from comp_data.linter.summary import Facts
from comp_data.values.money import percent


class Options(NamedTuple):
    """How many reviews on one day are too many; both limits must be passed."""

    most: int = 10
    """Guides that may be due for review on one day, whatever their share."""
    share: float = 50.0
    """Per cent of all guides that may be due on one day."""


@dataset_rule("CD409", "review-cliff", Severity.INFO, options=Options())
def review_cliff(facts: tuple[Facts, ...], options: Options) -> Iterable[DatasetFinding]:
    """Most guides of the dataset are due for review on one day.

    Why:
        Nobody reviews that many guides in a day: the whole dataset goes from reviewed to overdue over
        night. Days spread over the quarter keep the work even. It is told once, at the first of the
        guides.

    Bad:
        # file: acme/data-engineer.md
        next_review_due: 2026-05-23
        # file: acme/data-scientist.md
        compensation:
          - base_low: 150100
        # file: acme/devops-engineer.md
        compensation:
          - base_low: 150200
        # file: acme/engineering-manager.md
        compensation:
          - base_low: 150300
        # file: acme/ml-ai-engineer.md
        compensation:
          - base_low: 150400
        # file: acme/product-designer.md
        compensation:
          - base_low: 150500
        # file: acme/product-manager.md
        compensation:
          - base_low: 150600
        # file: acme/security-engineer.md
        compensation:
          - base_low: 150700
        # file: acme/software-engineer.md
        compensation:
          - base_low: 150800
        # file: acme/solutions-architect.md
        compensation:
          - base_low: 150900
        # file: acme/technical-program-manager.md
        compensation:
          - base_low: 151000

    Good:
        # file: acme/data-engineer.md
        next_review_due: 2026-05-23
        # file: acme/data-scientist.md
        next_review_due: 2026-05-11
        compensation:
          - base_low: 150100
    """
    due = Counter(one.next_review_due for one in facts if one.next_review_due is not None)
    for day, count in due.items():
        if count <= options.most or count * 100 <= options.share * len(facts):
            continue
        first = next(one for one in facts if one.next_review_due == day)
        yield DatasetFinding(
            first,
            Finding(
                ("next_review_due",),
                f"{count:,} of {len(facts):,} guides ({percent(count * 100 / len(facts))}) are due for review on {day}",
                "Spread the days of review over the quarter",
                figures=(day,),
            ),
        )
