import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported


def test_a_remark_in_the_name_of_a_role() -> None:
    expect(
        "CD515",
        "role_display: «Data Engineer (SIGNATURE ROLE)»\n",
        "role_display has the remark (SIGNATURE ROLE), which is not part of the name",
        severity=Severity.WARNING,
    )


@pytest.mark.parametrize(
    "internal", ["SIGNATURE ROLE", "(SIGNATURE ROLE)", "Specialty role", "n/a", "TBD", "—", "see table below"]
)
def test_an_internal_level_that_is_none(internal: str) -> None:
    expect("CD515", f"level_mapping:\n  internal: «{internal}»\n  raw: Acme D4 = Globex L4 = Initech IC4\n")


@pytest.mark.parametrize("internal", ["D4", "Principal", "IC4–IC5", "null", "Band 3", "Role Level 5"])
def test_skips_levels(internal: str) -> None:
    not_reported("CD515", f"level_mapping:\n  internal: {internal}\n  raw: Acme D4 = Globex L4 = Initech IC4\n")


@pytest.mark.parametrize("name", ["Data Engineer (Search)", "Engineer, New Markets", "Staff Engineer (Principal)"])
def test_skips_other_remarks(name: str) -> None:
    not_reported("CD515", f"role_display: {name}\n")
