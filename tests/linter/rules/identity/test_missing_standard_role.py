from comp_data.base.vocabulary import STANDARD_ROLES
from comp_data.linter.rules.identity import missing_standard_role
from tests.linter.checks import expect, not_reported


def company(name: str, *roles: str) -> str:
    return "".join(f"# file: {name}/{role}.md\nrole: {role}\n" for role in roles)


def test_it_is_off_unless_asked_for() -> None:
    assert not missing_standard_role.on_by_default


def test_reported_once_at_the_companys_first_guide() -> None:
    text = company("acme", *STANDARD_ROLES[2:]) + company("globex", *STANDARD_ROLES)
    text = text.replace("# file: acme/data-engineer.md\n", "# file: acme/data-engineer.md\ncompany: «acme»\n")
    expect(
        "CD604",
        text,
        "acme has no guide for 2 of the 13 standard roles: software-engineer, senior-software-engineer",
    )


def test_a_specialty_stands_for_none_of_them() -> None:
    (found,) = expect("CD604", "# file: acme/poet.md\ncompany: «acme»\nrole: poet\n")
    assert found.message.endswith(", ".join(STANDARD_ROLES))


def test_no_finding_for_guides_without_a_name() -> None:
    not_reported("CD604", "# company:\n")
    not_reported("CD604", "role: null\n")
