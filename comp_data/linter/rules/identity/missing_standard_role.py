from comp_data.base.vocabulary import STANDARD_ROLES
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Finding, Severity, rule
from comp_data.linter.summary import by_company


@rule("CD604", "missing-standard-role", Severity.WARNING, on_by_default=False)
def missing_standard_role(facts: tuple[Facts, ...]) -> DatasetFindings:
    """A company lacks guides for some of the standard roles.

    Why:
        Companies can be compared by a role only if each of them has a guide for it. There is one finding per
        company, at its first guide. The rule is off by default, because datasets grow one guide at a time.

    Example:
          # file: acme/data-engineer.md
          role: data-engineer
        + # also: data-scientist, devops-engineer, engineering-manager, ml-ai-engineer, product-designer
        + # also: product-manager, security-engineer, senior-software-engineer, software-engineer
        + # file: acme/solutions-architect.md
        + next_review_due: 2026-05-20
        + compensation:
        +   - base_low: 151000
        + # file: acme/staff-software-engineer.md
        + next_review_due: 2026-05-21
        + compensation:
        +   - base_low: 151100
        + # file: acme/technical-program-manager.md
        + next_review_due: 2026-05-22
        + compensation:
        +   - base_low: 151200
    """
    for company, guides in by_company(one for one in facts if one.role is not None).items():
        present = {one.role for one in guides}
        missing = tuple(role for role in STANDARD_ROLES if role not in present)
        if missing:
            finding = Finding(
                ("company",),
                f"{company} has no guide for {len(missing)} of the {len(STANDARD_ROLES)} standard roles: "
                + ", ".join(missing),
                "Add the guides that are missing",
                figures=missing,
            )
            yield DatasetFinding(guides[0], finding)
