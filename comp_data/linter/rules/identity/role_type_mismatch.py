import re

from comp_data.base.vocabulary import SLUG_PATTERN, STANDARD_ROLES
from comp_data.linter.analysis.edits import replacing
from comp_data.linter.rule import Finding, Findings, FixKind, Note, Record, Severity, rule


@rule("CD605", "role-type-mismatch", Severity.ERROR, fix=FixKind.SAFE)
def role_type_mismatch(record: Record, *, extra_standard: tuple[str, ...] = ()) -> Findings:
    """`role_type` contradicts the list of standard roles.

    Options:
        extra_standard: Slugs of more standard roles, besides the 13 that always are.
    """
    role, stated = record.text("role"), record.text("role_type")
    if role is None or not re.search(SLUG_PATTERN, role) or stated not in ("standard", "specialty"):
        return
    standard = (*STANDARD_ROLES, *extra_standard)
    due = "standard" if role in standard else "specialty"
    if stated == due:
        return
    from difflib import get_close_matches  # noqa: PLC0415 - needed for a finding only

    nearest = next(iter(get_close_matches(role, standard, 1, 0.9)), None) if due == "specialty" else None
    fix = None if nearest else replacing(record, ("role_type",), due, f"set role_type to {due}", safe=True)
    of_list = "one of the standard roles" if due == "standard" else "not one of the standard roles"
    yield Finding(
        ("role_type",),
        f"role_type is {stated}, but {role} is {of_list}",
        f"Did you mean the role {nearest}?" if nearest else f"Set role_type to {due}",
        (Note("the role", ("role",)),),
        fix,
        figures=(role, stated),
    )
