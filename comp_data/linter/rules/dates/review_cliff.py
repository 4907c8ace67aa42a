from collections import Counter

from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Finding, Severity, percent, rule


@rule("CD409", "review-cliff", Severity.INFO)
def review_cliff(facts: tuple[Facts, ...], *, most: int = 10, share: float = 50.0) -> DatasetFindings:
    """Most guides of the dataset are due for review on one day.

    Options:
        most: The most guides due for review on one day, whatever their share.
        share: The highest percentage of all guides due on one day.
    """
    due = Counter(one.next_review_due for one in facts if one.next_review_due is not None)
    for day, count in due.items():
        if count <= most or count * 100 <= share * len(facts):
            continue
        first = next(one for one in facts if one.next_review_due == day)
        finding = Finding(
            ("next_review_due",),
            f"{count:,} of {len(facts):,} guides ({percent(count * 100 / len(facts))}) are due for review on {day}",
            "Spread the review dates over the quarter: `comp-data due --spread DAYS` proposes them",
            figures=(day,),
        )
        yield DatasetFinding(first, finding)
