from collections import Counter

from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Finding, Note, Severity, rule
from comp_data.linter.summary import COMPANY_KEYS, by_company


@rule("CD603", "company-facts-disagree", Severity.WARNING)
def company_facts_disagree(facts: tuple[Facts, ...]) -> DatasetFindings:
    """A guide's facts about its company differ from the company's other guides."""
    for company, guides in by_company(facts).items():
        for at, key in enumerate(COMPANY_KEYS):
            yield from _compare(company, key, [(one, value) for one in guides if (value := one.company_texts[at])])


def _compare(company: str, key: str, stated: list[tuple[Facts, str]]) -> DatasetFindings:
    counts = Counter(value for _, value in stated)
    if len(counts) < 2:
        return
    usual, times = counts.most_common(1)[0]
    example = next(one for one, value in stated if value == usual)
    where = example.path if times == 1 else f"{times} other guides of the company"
    for one, value in stated:
        if value != usual:
            finding = Finding(
                (key,),
                f"{key} is {value} here and {usual} in {where}",
                f"State {key} the same way in every guide of {company}",
                figures=(value, usual),
            )
            yield DatasetFinding(one, finding, ((example, Note(f"{usual} here", (key,))),))
