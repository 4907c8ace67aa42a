"""Front matter: values, the place of every key path, the caps, and hostile input."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from comp_data.base.diagnostics import KeyPath
from comp_data.guide.document import Document, parse_document
from comp_data.guide.front_matter.composer import MAX_ALIAS_NODES, MAX_ITEMS
from comp_data.guide.front_matter.reader import read_front_matter
from comp_data.guide.front_matter.values import MAX_NESTING


def read(front: str, line_end: str = "\n") -> Document:
    return parse_document(f"---\n{front}---\nbody\n".replace("\n", line_end))


def written(document: Document, path: KeyPath, on_key: bool = False) -> str:
    """The text that a key path's span covers."""
    start, end = document.offsets_of(document.span(path, on_key))
    return document.text[start:end]


STYLES = """\
plain: text with blanks   # a comment
'single': 'it''s'
"double": "tab\\t and \\u00e9"
astral: 🚀 to the 🌕
flow: [1, 'two', "three", {four: 4, five: [5]}, pair: 6]
block:
  - one
  - - nested
    - 2026-02-23
  - key: value
    other: &anchor 7
  - *anchor
literal: |
  first
  second
folded: >-
  first
  second

over: two
  lines
empty:
tilde: ~
? asked
: answer
tagged: !!str 8
last: "end"
"""
PLACES: dict[KeyPath, str] = {
    ("plain",): "text with blanks",
    ("single",): "'it''s'",
    ("double",): '"tab\\t and \\u00e9"',
    ("astral",): "🚀 to the 🌕",
    ("flow",): "[1, 'two', \"three\", {four: 4, five: [5]}, pair: 6]",
    ("flow", 0): "1",
    ("flow", 1): "'two'",
    ("flow", 2): '"three"',
    ("flow", 3): "{four: 4, five: [5]}",
    ("flow", 3, "four"): "4",
    ("flow", 3, "five", 0): "5",
    ("flow", 4): "pair: 6",
    ("flow", 4, "pair"): "6",
    ("block", 0): "one",
    ("block", 1): "- nested\n    - 2026-02-23",
    ("block", 1, 1): "2026-02-23",
    ("block", 2): "key: value\n    other: &anchor 7",
    ("block", 2, "other"): "7",
    ("block", 3): "*anchor",
    ("literal",): "|\n  first\n  second",
    ("folded",): ">-\n  first\n  second",
    ("over",): "two\n  lines",
    ("empty",): "empty",
    ("tilde",): "~",
    ("asked",): "answer",
    ("tagged",): "!!str 8",
    ("last",): '"end"',
}
KEYS: dict[KeyPath, str] = {
    ("plain",): "plain",
    ("single",): "'single'",
    ("double",): '"double"',
    ("flow", 3, "five"): "five",
    ("block", 2, "other"): "other",
    ("block", 0): "one",
    ("asked",): "asked",
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("path", PLACES, ids=str)
def test_the_place_of_every_value(path: KeyPath, mark: str, line_end: str) -> None:
    document = parse_document(mark + f"---\n{STYLES}---\nbody\n".replace("\n", line_end))
    assert written(document, path) == PLACES[path].replace("\n", line_end)


@pytest.mark.parametrize("path", KEYS, ids=str)
def test_the_place_of_every_key(path: KeyPath) -> None:
    assert written(read(STYLES), path, on_key=True) == KEYS[path]


def test_the_values_of_every_style() -> None:
    values = read(STYLES).values
    assert values is not None
    assert values["single"] == "it's"
    assert values["double"] == "tab\t and é"
    assert values["flow"][3:] == [{"four": 4, "five": [5]}, {"pair": 6}]
    assert values["block"][2:] == [{"key": "value", "other": 7}, 7]
    assert (values["literal"], values["folded"], values["over"]) == ("first\nsecond\n", "first second", "two lines")
    assert (values["empty"], values["tilde"], values["asked"], values["tagged"]) == (None, None, "answer", "8")


def test_what_is_missing_is_shown_at_its_parent() -> None:
    document = read("list:\n  - a: 1\n")
    assert written(document, ("list", 0, "b")) == "a: 1"
    assert written(document, ("list", 5)) == "list"
    assert written(document, ("other",)) == "---"
    assert written(document, ()) == "---"
    assert document.source(("other",)) == ""


def test_what_stands_behind_an_alias_is_shown_at_the_alias() -> None:
    document = read("a: &x {k: 1}\nb: *x\n")
    assert document.values == {"a": {"k": 1}, "b": {"k": 1}}
    assert not document.knows(("b", "k"))
    assert written(document, ("b", "k")) == "b"
    assert document.source(("b",)) == "*x"


def test_replacing_a_value_leaves_everything_else() -> None:
    front = "a: &x 1 # c\nb:   # c\nc: {d, e: , f: 1}\ng:\n  -\n  - 2\nh: |\n  text\ni: *x\n"
    document = read(front)
    paths: list[KeyPath] = [("a",), ("b",), ("c", "d"), ("c", "e"), ("c", "f"), ("g", 0), ("g", 1), ("h",), ("i",)]
    text = document.text
    for path in reversed(paths):
        edit = document.replacing(path, "9")
        start, end = document.offsets_of(edit.span)
        text = text[:start] + edit.text + text[end:]
    assert text == ("---\na: &x 9 # c\nb: 9   # c\nc: {d: 9, e: 9, f: 9}\ng:\n  - 9\n  - 9\nh: 9\ni: 9\n---\nbody\n")


def test_a_duplicate_key_leaves_no_places_of_the_first_one() -> None:
    document = read("a: [1, 2, {b: 3}]\na: [4]\n")
    assert document.values == {"a": [4]}
    assert written(document, ("a", 0)) == "4"
    assert not document.knows(("a", 2, "b"))


def test_line_breaks_of_yaml_11_are_text() -> None:
    document = read("a: one\u2028two\u0085three # \u2029\nb: 1\n")
    assert document.values == {"a": "one\u2028two\u0085three", "b": 1}
    assert written(document, ("b",)) == "1"


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029"), max_size=20)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def leaves(value: Any, path: KeyPath = ()) -> list[tuple[KeyPath, Any]]:
    if isinstance(value, dict) and value:
        return [leaf for key, item in value.items() for leaf in leaves(item, (*path, key))]
    if isinstance(value, list) and value:
        return [leaf for index, item in enumerate(value) for leaf in leaves(item, (*path, index))]
    return [(path, value)]


@pytest.mark.slow
@given(
    st.dictionaries(TEXT, VALUES, min_size=1, max_size=5),
    st.sampled_from([None, '"', "'", "|"]),
    st.sampled_from([True, False, None]),
    st.sampled_from([20, 10_000]),
    st.booleans(),
)
@settings(deadline=None, max_examples=300)
def test_what_pyyaml_writes_is_read_back_value_by_value(
    values: dict[str, Any], style: str | None, flow: bool | None, width: int, escaped: bool
) -> None:
    front = yaml.safe_dump(
        values, default_style=style, default_flow_style=flow, width=width, allow_unicode=not escaped, sort_keys=False
    )
    if any(f"\n{fence}" in "\n" + front for fence in ("---", "...")):
        return
    result = read_front_matter(front)
    if any(finding.code == "CD005" for finding in result.findings):
        return  # PyYAML leaves some text plain, `0E0`, that YAML 1.2 reads as a number; that is what CD005 is for
    assert not result.findings, result.findings
    assert result.values == values
    for path, leaf in leaves(values):
        _, _, start, end = result.marks[path]
        if leaf not in ({}, []) and "\n" not in front[start:end]:
            assert read_front_matter(front[start:end]).values == leaf


def test_the_caps_are_exact() -> None:
    deepest = "a: " + "[" * (MAX_NESTING - 1) + "]" * (MAX_NESTING - 1) + "\n"
    assert read(deepest).problems == ()
    assert [p.code for p in read(deepest.replace("[]", "[[]]")).problems] == ["CD009"]
    aliases = "a: &a 1\nb: [" + "*a," * MAX_ALIAS_NODES + "]\n"
    assert read(aliases).problems == ()
    assert [p.code for p in read(aliases.replace("[", "[*a,")).problems] == ["CD009"]
    items = "a:\n" + "  - {}\n" * MAX_ITEMS
    assert read(items).problems == ()
    (one,) = read(items + "  - 1\n").problems
    assert (one.code, one.message) == ("CD009", "a list has more than 10,000 items")


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
)
HOSTILE = {
    "[" * 100_000: "CD009",
    "{" * 500: "CD003",
    "- " * 100_000: "CD009",
    "? " * 100_000: "CD003",
    "a: " + "{b: " * 100_000: "CD009",
    "a: " + "&x " * 100_000: "CD003",
    "a: '" + "x" * 1_000_000: "CD003",
    BOMB: "CD009",
    "a: &a [*a, *a]": "CD009",
    "a: \0": "CD001",
    "\0" * 1000: "CD001",
    "a: b\x07c": "CD003",
    "a: \ufffe": "CD003",
    "a: *" + "x" * 100_000: "CD003",
    "a: !" + "x" * 100_000 + " 1": "CD009",
    "%FOO bar": "CD003",
    "%YAML 9.9\n--- a": "CD003",
    'a: "\\ud800"': "CD003",
    "]": "CD003",
    ": : :": "CD003",
}


@pytest.mark.parametrize("front", HOSTILE, ids=lambda front: repr(front[:12]))
def test_hostile_front_matter_is_a_finding(front: str) -> None:
    document = read(front + "\n")
    assert document.values is None
    codes = [problem.code for problem in document.problems]
    assert codes == [HOSTILE[front]]
    assert all(len(problem.message) < 300 for problem in document.problems)


def test_braces_as_keys_are_refused_or_too_deep() -> None:
    # Which of the two depends on how many of them libyaml counts before it gives the first.
    assert [problem.code for problem in read("{" * 100_000 + "\n").problems] in (["CD003"], ["CD009"])


@pytest.mark.slow
@pytest.mark.parametrize(
    "front",
    [
        "a: " + "x" * 1_000_000,
        "a: 1\n" * 50_000,
        "- no\n" * 50_000,
        "a: [" + "1," * 450_000 + "]",
        "".join(f"k{n}: {{a: 1}}\n" for n in range(20_000)),
        "a: [1, 2, {b: 1}]\n" * 20_000,
        "a: \u2028" * 100_000,
        "#" * 1_000_000,
        "a: |\n" + "  x\n" * 200_000,
    ],
    ids=lambda front: repr(front[:12]),
)
def test_large_front_matter_is_read(front: str) -> None:
    document = read(front + "\n")
    lines = document.text.count("\n") + 1
    assert all(1 <= document.span(problem.at).line <= lines for problem in document.problems[:100])
    assert document.values is not None or document.problems


@pytest.mark.slow
@given(st.text(st.sampled_from(":-?[]{}&*!|>'\"%@`#,\n\t abc01\r\u2028🚀<~="), max_size=60))
@settings(deadline=None, max_examples=1000)
def test_no_text_makes_it_raise(front: str) -> None:
    document = read(front + "\n")
    assert document.values is not None or document.problems
    lines = document.text.count("\n") + 1
    for problem in document.problems:
        span = document.span(problem.at)
        assert 1 <= span.line <= span.end_line <= lines
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        document.offsets_of(span)
