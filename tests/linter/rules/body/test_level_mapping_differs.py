import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import changed
from tests.linter.rules.body.texts import saying

CHAIN = "Acme D4 = Globex L4 = Initech IC4"


def mapping(*lines: str) -> str:
    return "level_mapping:\n" + "\n".join(f"  {line}" for line in lines)


def test_another_chain() -> None:
    (found,) = expect(
        "CD510",
        saying(mapping("internal: D4", "raw: «Acme D4 = Globex L5»")),
        f'level_mapping.raw says "Acme D4 = Globex L5", the body "{CHAIN}"',
        severity=Severity.WARNING,
    )
    assert found.fix is not None
    assert not found.fix.safe
    assert [edit.text for edit in found.fix.edits] == [CHAIN]
    assert found.help == "Write the chain that is right in both places"


@pytest.mark.parametrize(
    "raw",
    [
        CHAIN,
        f'"**{CHAIN}**"',
        f'"- {CHAIN}."',
        "Acme D4 ≈ Globex L4 · Initech IC4",
        "acme d4 = Initech IC4 = Globex L4",
    ],
)
def test_no_finding_for_the_same_chain(raw: str) -> None:
    not_reported("CD510", saying(mapping(f"raw: {raw}")))


def test_a_chain_that_begins_with_another_company() -> None:
    expect("CD510", saying(mapping("raw: «Initech IC4 = Globex L4 = Acme D4»")))


@pytest.mark.parametrize(
    "lines",
    [
        ("internal: D4",),
        ("globex: L5-L6",),
        ("internal: D4", "globex: L5"),
        ("raw: null", "globex: L5"),
        ("raw: 5",),
        ("raw: [a]",),
    ],
)
def test_no_finding_for_a_mapping_of_another_form(lines: tuple[str, ...]) -> None:
    not_reported("CD510", saying(mapping(*lines)))


@pytest.mark.parametrize("written", ["null", "5", "[]", "text"])
def test_no_finding_for_what_is_not_a_mapping(written: str) -> None:
    not_reported("CD510", saying(f"level_mapping: {written}"))


def test_no_finding_if_the_body_has_no_chain() -> None:
    not_reported("CD510", saying(mapping("internal: null"), levels=""))
    not_reported("CD510", saying(mapping("raw: Acme D4 = Globex L5"), levels="**Level Mapping:** see below"))


@pytest.mark.parametrize(
    "raw", ["Acme D4 = Globex L4", "Acme D4", "Acme D4 = Globex L4 = Ini", '"Acme D4 = Globex L4 = Initech …"']
)
def test_a_chain_that_breaks_off_is_completed(raw: str) -> None:
    fragment = saying(mapping(f"raw: «{raw}»"))
    expect("CD510", fragment, "level_mapping.raw is cut off: the body's level mapping continues")
    assert changed(saying(mapping(f"raw: {raw}")), "CD510") == [(f"  raw: {raw}", f"  raw: {CHAIN}")]


@pytest.mark.parametrize(
    "raw", ["Acme D4 = Globex L", "Acme D = Globex L4", "Globex L4 = Acme D4", f"{CHAIN} = Hooli 4"]
)
def test_other_levels_are_not_put_right_by_a_safe_fix(raw: str) -> None:
    (found,) = lint(saying(mapping(f"raw: {raw}")), "CD510")
    assert found.fix is not None
    assert not found.fix.safe


@pytest.mark.parametrize(
    ("lines", "old", "new"),
    [
        (("raw: null",), "  raw: null", f"  raw: {CHAIN}"),
        (("internal: D4", "raw:"), "  raw:", f"  raw: {CHAIN}"),
        (("internal: D4", "raw: ''  # later"), "  raw: ''  # later", f"  raw: {CHAIN}  # later"),
        (("internal: null  # unknown",), "", f"  raw: {CHAIN}"),
        (("internal:",), "", f"  raw: {CHAIN}"),
    ],
)
def test_a_missing_chain_is_written(lines: tuple[str, ...], old: str, new: str) -> None:
    fragment = saying(mapping(*lines))
    (found,) = lint(fragment, "CD510")
    assert found.message == "level_mapping has no chain of levels, while the body gives one"
    assert changed(fragment, "CD510") == [(old, new)]


def test_a_chain_for_an_empty_mapping() -> None:
    assert changed(saying("level_mapping: {}"), "CD510") == [("level_mapping: {}", f"level_mapping: {{raw: {CHAIN}}}")]


def test_a_line_is_written_as_the_others_end() -> None:
    text = saying(mapping("internal: null")).replace("\n", "\r\n")
    (found,) = lint("---\r\n" + text, "CD510")
    assert found.fix is not None
    assert [edit.text for edit in found.fix.edits] == [f"\r\n  raw: {CHAIN}"]


@pytest.mark.parametrize("written", ["{internal: null}", "&levels\n  internal: null"])
def test_no_fix_where_the_place_of_the_key_is_not_plain(written: str) -> None:
    (found,) = lint(saying(f"level_mapping: {written}"), "CD510")
    assert found.fix is None


@pytest.mark.parametrize("header", ["| Acme | Globex |", "|Acme|**Globex**|", "Acme | Globex"])
def test_the_header_of_a_table_is_not_a_mapping(header: str) -> None:
    (found,) = expect(
        "CD510",
        saying(
            mapping('raw: «"| Acme | Globex |"»'),
            levels=f"**Level Mapping:**\n\n{header}\n|---|---|\n| D4 | L4 |",
        ),
        "level_mapping.raw is the header of the body's table of levels, without the levels",
    )
    assert found.fix is None
    assert found.help == "Write the levels as a chain, A = B = C, or one key a company"


@pytest.mark.parametrize("raw", ["'| Acme | Hooli |'", "'| Acme |'", "Acme and Globex"])
def test_no_finding_for_what_is_not_the_header_of_the_table(raw: str) -> None:
    levels = "**Level Mapping:**\n\n| Acme | Globex |\n|---|---|\n| D4 | L4 |"
    not_reported("CD510", saying(mapping(f"raw: {raw}"), levels=levels))


@pytest.mark.parametrize(
    "levels",
    [
        "**Level Mapping:**\n- D4 maps to L4",
        "**Level Mapping:**\nD4 maps to L4\nand more",
        "**Level Mapping:**\n- D5 maps to L5\n- D4 maps to L4",
        "**Level Mapping:**\n- D4 maps to L4\n- D5 maps to L5",
    ],
)
def test_no_finding_for_other_lines_of_the_body(levels: str) -> None:
    not_reported("CD510", saying(mapping("raw: D4 maps to L4"), levels=levels))


LEVELS = "| Acme Level | Globex Equivalent | YoE |\n|---|---|---|\n| D4 | L4 | 3–5 |\n"


def test_a_table_of_levels_and_an_empty_mapping() -> None:
    fragment = (
        "level_mapping:\n  «internal»: null\n---\n### Data Engineer | Acme Global Negotiation Guide\n\n"
        f"#### Levels at Acme\n\n{LEVELS}"
    )
    (found,) = expect("CD510", fragment, "level_mapping is empty, while the body has a table of levels")
    assert found.fix is None
    not_reported("CD510", fragment.replace("«internal»: null", "internal: D4"))
    not_reported(
        "CD510", fragment.replace("«internal»", "internal").replace("Acme Level | Globex Equivalent", "Lever | Value")
    )


def test_prose_is_never_written() -> None:
    prose = "Data engineers at Acme map to L4 at Globex, on the individual track."
    fragment = f"level_mapping:\n  internal: null\n  raw: {{}}\n---\n### A | B\n\n**Level Mapping:** {prose}\n"
    not_reported("CD510", fragment.format("null"))
    (found,) = lint(fragment.format("Something else"), "CD510")
    assert found.fix is None


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_second_chain_below_the_first(gap: str) -> None:
    first, second = "Acme D4 = Globex L4 = Initech IC4", "Acme D5 = Globex L5 = Initech IC5"
    fragment = (
        f"level_mapping:\n  internal: D4\n  raw: «{first}»\n---\n### A | B\n\n**Level Mapping:** {first}{gap}{second}\n"
    )
    (found,) = expect("CD510", fragment, f"the body has a second chain of levels, {second}, and front matter has one")
    assert found.fix is None
    not_reported(
        "CD510", fragment.replace("«", "").replace("»", "").replace(second, "Levels are set after the interviews.")
    )
