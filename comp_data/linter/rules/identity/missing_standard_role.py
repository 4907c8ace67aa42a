from comp_data.base.vocabulary import STANDARD_ROLES
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Finding, Severity, rule
from comp_data.linter.summary import by_company


@rule("CD604", "missing-standard-role", Severity.WARNING, on_by_default=False)
def missing_standard_role(facts: tuple[Facts, ...]) -> DatasetFindings:
    """A company lacks guides for some of the standard roles."""
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
