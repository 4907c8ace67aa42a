import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comp_data.report.findings.json_format import ITEMS, json_pieces, json_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner),
)


@pytest.mark.slow
@given(VALUES)
def test_indented_text_is_that_of_the_standard_library_but_for_signs_that_begin_commands(value: object) -> None:
    expected = json.dumps(value, indent=2) + "\n"
    assert json_text(value, indent=2).replace("\\u0023#", "##") == expected.replace("\\u0023#", "##")
    assert json.dumps(json.loads(json_text(value, indent=2))) == json.dumps(json.loads(expected))


def test_no_line_begins_a_command() -> None:
    assert json_text(["##[error]x"], indent=2) == '[\n  "\\u0023#[error]x"\n]\n'
    assert json_text({"a": []}, indent=2) == '{\n  "a": []\n}\n'


def test_an_iterator_is_a_list_of_which_each_item_is_a_piece() -> None:
    pieces = list(json_pieces({"b": [{"c": ITEMS, "d": ITEMS}]}, [{"n": 1}, "##"]))
    assert "".join(pieces) == json_text({"b": [{"c": [{"n": 1}, "##"], "d": ITEMS}]}, indent=2)
    assert pieces[1] == '[\n        {\n          "n": 1\n        }'


@given(st.lists(VALUES))
def test_pieces_are_the_text(values: list[object]) -> None:
    assert "".join(json_pieces({"a": ITEMS}, values)) == json_text({"a": values}, indent=2)
