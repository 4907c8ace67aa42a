import pytest

from comp_data.base.diagnostics import Diagnostic
from comp_data.base.vocabulary import STANDARD_ROLES
from tests.linter.checks import expect, lint, not_reported


def written(found: Diagnostic) -> str | None:
    return found.fix.edits[0].text if found.fix and found.fix.safe else None


def test_a_standard_role_that_says_specialty() -> None:
    (found,) = expect(
        "CD605",
        "role: data-engineer\nrole_type: «specialty»\n",
        "role_type is specialty, but data-engineer is one of the standard roles",
    )
    assert written(found) == "standard"
    assert found.fix is not None
    assert found.fix.edits[0].span == found.span


def test_another_role_that_says_standard() -> None:
    (found,) = expect(
        "CD605",
        "# file: acme/robot-whisperer.md\nrole: robot-whisperer\nrole_type: «standard»\n",
        "role_type is standard, but robot-whisperer is not one of the standard roles",
    )
    assert written(found) == "specialty"


@pytest.mark.parametrize("role", STANDARD_ROLES)
def test_every_role_of_the_list_is_standard(role: str) -> None:
    not_reported("CD605", f"role: {role}\nrole_type: standard\n")


def test_a_misspelt_role_is_not_made_a_specialty() -> None:
    (found,) = expect("CD605", "# file: acme/data-engineeer.md\nrole: data-engineeer\nrole_type: «standard»\n")
    assert found.help == "Did you mean the role data-engineer?"
    assert found.fix is None


def test_further_standard_roles_are_an_option() -> None:
    not_reported("CD605", "role: poet\nrole_type: standard\n", extra_standard=("poet",))
    expect("CD605", "role: poet\nrole_type: «specialty»\n", extra_standard=("poet",))


def test_no_finding_if_role_or_type_is_not_known() -> None:
    not_reported("CD605", "role: data-engineer\nrole_type: special\n")
    not_reported("CD605", "role: null\nrole_type: standard\n")
    not_reported("CD605", "role: Robot Whisperer\nrole_type: standard\n")
    not_reported("CD605", "role: data-engineer\nrole_type: [specialty]\n")


def test_a_typo_in_the_role_is_no_other_type() -> None:
    assert [one.code for one in lint("role: data-enginer\nrole_type: standard\n", "CD601", "CD605")] == ["CD601"]


def test_no_fix_where_the_value_has_an_anchor() -> None:
    (found,) = expect("CD605", "# file: acme/poet.md\nrole: poet\nrole_type: &kind «standard»\n")
    assert found.fix is None
