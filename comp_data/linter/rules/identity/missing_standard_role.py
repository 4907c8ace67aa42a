"""CD604 missing-standard-role."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.base.vocabulary import STANDARD_ROLES
from comp_data.linter.rule import DatasetFinding, dataset_rule
from comp_data.linter.summary import Facts


@dataset_rule("CD604", "missing-standard-role", Severity.WARNING, on_by_default=False)
def missing_standard_role(facts: tuple[Facts, ...]) -> Iterable[DatasetFinding]:
    """A company lacks guides for some of the standard roles.

    Why:
        Companies can be compared by a role only where each of them has a guide for it. It is told once a
        company, at its first guide, and off unless asked for: a dataset grows a guide at a time.

    Bad:
        # file: acme/data-engineer.md
        role: data-engineer

    Good:
        # file: acme/data-engineer.md
        role: data-engineer
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
        # file: acme/senior-software-engineer.md
        compensation:
          - base_low: 150800
        # file: acme/software-engineer.md
        compensation:
          - base_low: 150900
        # file: acme/solutions-architect.md
        next_review_due: 2026-05-20
        compensation:
          - base_low: 151000
        # file: acme/staff-software-engineer.md
        next_review_due: 2026-05-21
        compensation:
          - base_low: 151100
        # file: acme/technical-program-manager.md
        next_review_due: 2026-05-22
        compensation:
          - base_low: 151200
    """
    first: dict[str, Facts] = {}
    roles: dict[str, set[str]] = {}
    for one in facts:
        if one.company is not None and one.role is not None:
            first.setdefault(one.company, one)
            roles.setdefault(one.company, set()).add(one.role)
    for company, present in roles.items():
        missing = tuple(role for role in STANDARD_ROLES if role not in present)
        if missing:
            yield DatasetFinding(
                first[company],
                Finding(
                    ("company",),
                    f"{company} has no guide for {len(missing)} of the {len(STANDARD_ROLES)} standard roles: "
                    + ", ".join(missing),
                    "Add the guides that are missing",
                    figures=missing,
                ),
            )
