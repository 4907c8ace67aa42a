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
    "internal",
    [
        *("SIGNATURE ROLE", "(SIGNATURE ROLE)", "Specialty role", "n/a", "TBD", "—", "see table below"),
        *("L5 = L6", "L5-", "Senior $155K", "Google L5", "L5 L6", "Level", "L5 (TBD)", "Company L5", "null value"),
    ],
)
def test_an_internal_level_that_is_none(internal: str) -> None:
    expect("CD515", f"level_mapping:\n  internal: «{internal}»\n  raw: Acme D4 = Globex L4 = Initech IC4\n")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("Acme D4 = TBD", "has a link without a level"),
        ("Acme D4 =  = Globex L4", "has a link without a level"),
        ("Acme D4 = Globex L4 =", "has a link without a level"),
        ("Acme D4 = = Globex L4", "has a link without a level"),
        ("Acme D4 = Google", "has a link without a level"),
        ("Acme D4 = $155K", "has a link without a level"),
        ("Acme D4 = Globex L?", "has a link without a level"),
        ("Acme D4 = [Globex L4](x)", "has a link without a level"),
        ("Acme D4 = Google E5", "has Google E5, which is not a level of Google"),
        ("Acme D4 = Meta PM L5", "has Meta PM L5, which is not a level of Meta"),
        ("Acme D4 = Google L55 = Meta E4", "has Google L55, which is not a level of Google"),
        ("Acme D4 = Globex L4 = Globex L4", "names a level twice"),
        ("Acme Data Scientist D4 = Globex L4", "begins with a level of data-scientist, and role is data-engineer"),
        ("Acme D9 = Globex D4", "begins with another level than level_mapping.internal, which is D4"),
    ],
)
def test_a_chain_with_a_link_that_is_wrong(raw: str, said: str) -> None:
    fragment = f'role: data-engineer\nlevel_mapping:\n  internal: D4\n  raw: «"{raw}"»\n'
    expect("CD515", fragment, f"level_mapping.raw {said}: {' '.join(raw.split())}")


@pytest.mark.parametrize(
    "raw",
    [
        "Acme Data Engineer = Globex Data Scientist",
        "Acme D3/D4 = Globex L9",
        "Acme = Globex",
        "D4 = Google L4 / Meta E4",
        "D4 = Google SWE3 = Amazon SDE2",
    ],
)
def test_skips_chains_of_levels(raw: str) -> None:
    not_reported("CD515", f"role: data-engineer\nlevel_mapping:\n  internal: D4\n  raw: {raw}\n")


@pytest.mark.parametrize(
    "internal", ["D4", "Principal", "IC4–IC5", "null", "Band 3", "Role Level 5", "Level 5", "L5 Senior"]
)
def test_the_names_of_levels_are_not_reported(internal: str) -> None:
    not_reported("CD515", f"level_mapping:\n  internal: {internal}\n  raw: Acme D4 = Globex L4 = Initech IC4\n")


@pytest.mark.parametrize("level", ["TBD", "[Level]", "San Francisco", "L5 = L6", "USD"])
def test_the_level_of_an_entry(level: str) -> None:
    said = f"level is {level}, which is not a level"
    expect("CD515", f"compensation:\n  - region: Paris\n    level: «'{level}'»\n", said)


@pytest.mark.parametrize("level", ["Senior", "L5", "Mid (IC4)", "Director", "MD", "Staff+", "Band C"])
def test_skips_levels_of_entries(level: str) -> None:
    not_reported("CD515", f"compensation:\n  - region: Paris\n    level: {level}\n")


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("Data Engineer ()", "()"),
        ("Data Engineer $155K", "$155K"),
        ("Data Engineer:", ":"),
        ("Data Engineer Data Engineer", "Data Engineer"),
    ],
)
def test_what_is_no_part_of_a_name(name: str, remark: str) -> None:
    said = f"role_display has the remark {remark}, which is not part of the name"
    expect("CD515", f"role_display: «'{name}'»\n", said)


@pytest.mark.parametrize("name", ["Data Engineer (Search)", "Engineer, New Markets", "Staff Engineer (Principal)"])
def test_skips_other_remarks(name: str) -> None:
    not_reported("CD515", f"role_display: {name}\n")


def test_a_text_that_is_too_long_for_a_name_is_not_searched() -> None:
    not_reported("CD515", f'role_display: "{"x" * 200}:"\n')
    not_reported("CD515", f"role_display: {'ab ' * 30_000}\n")
    mapping = "level_mapping:\n  internal: {}\n  raw: Acme D4 = Globex L4 = Initech IC4\n"
    not_reported("CD515", mapping.format(f"{'x' * 200}-"))
    not_reported("CD515", mapping.format(f'"{"=" * 90_000}\\nx"'))
