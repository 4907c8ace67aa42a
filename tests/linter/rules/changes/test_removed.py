import pytest

from comp_data.base.diagnostics import Span
from tests.linter.checks import expect, lint, not_reported

CODE = "CD805"
THREE = "«compensation»:\n  - stock_type: RSU\n  - stock_type: RSU\n  - stock_type: RSU\n"
FOUR = THREE.strip("«").replace("»", "") + "  - region: {}\n    base_low: 80000\n"


def test_a_region_is_gone() -> None:
    (found,) = expect(CODE, THREE, "Leeds of the base was removed", before=FOUR.format("Leeds"))
    assert (found.region, found.company, found.role) == ("Leeds", "acme", "data-engineer")
    accepted = THREE.replace("«", "").replace("»:", ":  # comp-data: ignore[CD805] the office was closed")
    not_reported(CODE, accepted, before=FOUR.format("Leeds"))


def test_a_level_of_a_region_is_gone() -> None:
    before = FOUR.format("Leeds\n    level: L5")
    expect(CODE, THREE, "Leeds (L5) of the base was removed", before=before)


def test_a_region_that_is_spelled_otherwise_is_there() -> None:
    not_reported(CODE, "compensation:\n  - region: SF\n  - region: NYC\n", before="")


def test_another_place_with_the_same_figures() -> None:
    (found,) = expect(
        CODE,
        "compensation:\n  - region: «Chicago»\n",
        "San Francisco of the base was removed, and Chicago has its figures",
        before="",
    )
    assert found.help is not None
    assert found.help.endswith("or say why the name changed: `# comp-data: ignore[CD805] the reason` after it")


def test_a_level_with_another_name() -> None:
    expect(
        CODE,
        "compensation:\n  - level: «L5»\n",
        "San Francisco (L4) of the base was removed, and San Francisco (L5) has its figures",
        before="compensation:\n  - level: L4\n",
    )
    not_reported(CODE, "compensation:\n  - level: L4\n", before="")


def test_another_currency() -> None:
    expect(
        CODE,
        "compensation:\n  - currency: «CAD»\n",
        "currency is CAD, but USD at the base: the figures cannot be compared",
        before="",
    )


@pytest.mark.parametrize("currency", ["usd", "null", "7"])
def test_what_is_not_another_currency(currency: str) -> None:
    not_reported(CODE, f"compensation:\n  - currency: {currency}\n", before="")


def test_a_record_is_gone() -> None:
    before = "# file: acme/data-engineer.md\n# file: acme/designer.md\ncompensation:\n  - base_low: 120000\n"
    (found,) = lint("# file: acme/data-engineer.md\n", CODE, before=before)
    assert found.message == "the record acme/designer of the base was removed"
    assert (found.path, found.span, found.company, found.role) == (
        "acme/designer.md",
        Span(1, 1, 1, 1),
        "acme",
        "designer",
    )


def test_a_record_with_another_name() -> None:
    expect(
        CODE,
        "# file: acme/platform-engineer.md\nrole: «platform-engineer»\nrole_display: Data Engineer\n",
        "the record acme/data-engineer was renamed to acme/platform-engineer",
        before="",
    )
    expect(
        CODE,
        "role: «platform-engineer»\n",
        "the record acme/data-engineer was renamed to acme/platform-engineer",
        before="",
    )
    expect(
        CODE,
        "# file: globex/data-engineer.md\ncompany: «globex»\ncompany_display: Acme\nrole_display: Data Engineer\n",
        "the record acme/data-engineer was renamed to globex/data-engineer",
        before="",
    )


def test_a_file_that_was_moved_has_its_record() -> None:
    not_reported(CODE, "# file: archive/data-engineer.md\ncompany: acme\n", before="")


def test_a_record_that_another_file_holds_is_there() -> None:
    not_reported(
        CODE,
        "# file: acme/data-engineer.md\nrole: designer\n# file: acme/other.md\nrole: data-engineer\n",
        before="# file: acme/data-engineer.md\n",
    )
