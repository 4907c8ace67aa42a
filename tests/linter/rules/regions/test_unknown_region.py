import pytest

from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import USUAL, against


@pytest.mark.parametrize(
    ("region", "message", "help_"),
    [
        ("San Fransisco", "the region is not a known place", "Did you mean San Francisco?"),
        ("Lodnon (HQ)", "the region is not a known place", "Did you mean London?"),
        ("NYC / Bostn", '"Bostn" is not a known place', "Did you mean Boston?"),
    ],
)
def test_the_nearest_place_is_named(region: str, message: str, help_: str) -> None:
    (found,) = expect("CD304", f"compensation:\n  - region: «{region}»\n", message)
    assert found.help == help_


@pytest.mark.parametrize("text", ["TBD", "xxx", "Region 1", "L5"])
def test_a_row_of_the_table_whose_region_is_no_place(text: str) -> None:
    rows = [row.replace("London", text) for row in USUAL]
    (found,) = lint(against("company: acme", *rows), "CD304")
    assert found.message == f'"{text}" in the table is not a known place; front matter has London'
    assert found.help == "Write London in the table"


def test_a_region_that_only_the_table_misspells() -> None:
    rows = [row.replace("London", "Loxdon") for row in USUAL]
    assert rows != list(USUAL)
    (found,) = lint(against("company: acme", *rows), "CD304")
    assert found.message == '"Loxdon" in the table is not a known place; front matter has London'
    assert found.help == "Write London in the table"


@pytest.mark.parametrize("region", ["Senior SWE (AI Platform)", "L5", "Principal PM Lead", "N/A", '"🎉"'])
def test_what_is_not_a_place_at_all(region: str) -> None:
    (found,) = expect("CD304", f"compensation:\n  - region: «{region}»\n", "the region is not a known place")
    assert found.help is not None
    assert "`level`" in found.help


def test_several_parts_are_named_and_long_ones_cut() -> None:
    expect(
        "CD304",
        f"compensation:\n  - region: «NYC / Foofoo / {'x' * 70}»\n",
        f'"Foofoo" and "{"x" * 59}…" are not known places',
    )


@pytest.mark.parametrize(
    "region", ["Remote US", "NYC (HQ)", "Cambridge", "US Tier 2", "Seoul (Acme Labs)", "null", "7", '""']
)
def test_no_finding_for_places_and_for_what_is_not_text(region: str) -> None:
    not_reported("CD304", f"compensation:\n  - region: {region}\n")


def test_one_of_two_places_that_only_the_table_misspells() -> None:
    others = "  - region: San Francisco\n  - region: New York\n"
    rows = [row.replace("London", "Loxdon / Paris") for row in USUAL]
    (found,) = lint(against(f"compensation:\n{others}  - region: London / Paris\n", *rows), "CD304")
    assert found.message == '"Loxdon / Paris" in the table is not a known place; front matter has London / Paris'


def test_a_remark_beside_a_place_of_the_table_is_no_typo() -> None:
    rows = [row.replace("London", "London / Foofoo") for row in USUAL]
    assert lint(against("company: acme", *rows), "CD304") == []
