import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported

SLIPS = {
    "summary: one«:» two: three": "this value contains a second `: `",
    "summary: «'»never closed": "the quote opened here is never closed",
    "summary: 'it'«s» closed'": "text follows the closing quote '",
    'summary: "one" «t»wo': 'text follows the closing quote "',
    'summary: "a «\\»q"': "this backslash begins an escape that YAML does not define",
    "summary: «@»here": "a value cannot begin with @",
    "summary: «`»code": "a value cannot begin with `",
    "summary: «%» of base": "a value cannot begin with %",
    "summary: «}»": "a value cannot begin with this character",
    "summary: *«*»bold": "a value that begins with `*` or `&` is an alias or an anchor to YAML",
    "summary: «*nowhere»": "*nowhere is an alias, but no anchor has this name",
    "summary: «-»": "a list cannot begin with `- ` on the line of its key",
    "summary: | «t»ext": "the line must end after `|` or `>`",
    "summary: \u00ab\u0007\u00bb": "the character U+0007 is not allowed in YAML",
    "a: 1\n«s»ummary": "this line has no `: ` after its key",
    "one: 1\n  two«:» 2": "a key cannot be here: it is indented deeper than the keys above, "
    "or the line above has no `: `",
    "list: «[»1, 2\nnext: 3": "the list that begins here has no `]` that ends it",
    "map: «{»a: 1\nnext: 3": "the mapping that begins here has no `}` that ends it",
    "map: {a: 1,\n  b: 2\n  c«:» 3}": "before this, a comma is missing, or the `}` that ends the mapping",
    "list: [1 «[»2]]": "before this, a comma is missing, or the `]` that ends the list",
    "list:\n  - a\n «-» b": "this is neither a key of the mapping nor its end",
    "- a\n«b»: 1": "this is neither an item of the list nor its end",
    "a: 1\n...\n«b»: 2": "the YAML has ended above this line",
    "? «[»a, b]\n: 1": "a key must be text, not a list or a mapping",
    "a: &x 1\n«*x» : 2": "a key must be text, not an alias",
    "text: [\U0001f680, «@»]": "a value cannot begin with @",
    "one: 1\ntwo:«»\u00a02\nthree: 3": "the character U+00A0 looks like a space, but is not one",
    "one:«»\u00a01\ntwo: 2": "the character U+00A0 looks like a space, but is not one",
    "list:\n  - a: 1\n  «»\u00a0 b: 2\n    c: 3": "the character U+00A0 looks like a space, but is not one",
    "list:\n  - a: 1\n  -«»\u2003b: 2": "the character U+2003 looks like a space, but is not one",
    "one: 10\u00a0000\ntwo: two«:» 3": "this value contains a second `: `",
}


@pytest.mark.parametrize("fragment", SLIPS)
def test_a_slip_is_shown_where_it_is(fragment: str) -> None:
    (found,) = expect("CD003", f"---\n{fragment}\n---\nbody\n", severity=Severity.ERROR)
    assert found.message.removeprefix("this is not YAML: ") == SLIPS[fragment]


def test_bold_text_of_the_body_may_be_in_front_matter_that_is_not_closed() -> None:
    (found,) = expect("CD003", "---\ncompany: acme\n### Title\n*«*»Negotiation DNA:** Text\n---\n")
    assert (found.help or "").endswith("if the line belongs to the body, add a line `---` above the body")


def test_a_tab_in_the_indentation() -> None:
    (found,) = expect("CD003", "---\na:\n«»\tb: 1\n---\n")
    assert found.message == "this is not YAML: a tab is used for indentation"


@pytest.mark.parametrize(
    ("fragment", "related"),
    [
        ("list: «[»1, 2\nnext: 3", ("it is not closed before this key", 3, 5)),
        ("list: [1 «[»2]]", ("the list begins here", 2, 7)),
    ],
)
def test_the_other_end_of_an_open_bracket_is_shown_as_well(fragment: str, related: tuple[str, int, int]) -> None:
    (found,) = expect("CD003", f"---\n{fragment}\n---\n")
    assert [(place.message, place.span.line, place.span.column) for place in found.related] == [related]


def test_positions_hold_with_crlf_and_a_byte_order_mark() -> None:
    expect("CD003", "---\r\none: 1\r\ntwo: «@»\r\n---\r\n")


def test_nothing_else_is_said_of_a_front_matter_that_cannot_be_read() -> None:
    not_reported("CD101", "---\na: [\n---\n")


def test_a_quote_that_runs_on_is_shown_where_it_opens() -> None:
    front = 'company: «"acme»\nrole: data-engineer\nnegotiation_dna_summary: "Steady base"\n'
    expect(
        "CD003",
        f"---\n{front}---\nbody\n",
        "this is not YAML: the quote opened here is not closed on its line, so it runs on to the next quote below",
    )
    expect("CD003", "---\nlist:\n  - «'one»\n  - two\nlast: 'three'\n---\nbody\n")


def test_what_people_leave_behind() -> None:
    (found,) = expect("CD003", "---\ncompany: acme\n«<»<<<<<< HEAD\nrole: a\n=======\nrole: b\n>>>>>>> x\n---\nbody\n")
    assert "the front matter contains a merge conflict" in found.message
    (found,) = expect("CD003", "---\n company: acme\n«r»ole: data-engineer\n---\nbody\n")
    assert found.message.endswith("the keys above this line are indented, but this one is not")
