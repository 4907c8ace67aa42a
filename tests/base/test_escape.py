"""What of a guide may reach a terminal or a CI log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comp_data.base.escape import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zürich – 東京 🇬🇧 £75K", "Zürich – 東京 🇬🇧 £75K"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\u202eevil\u200b", "\\u202eevil\\u200b"),
        ("\u180e\u206a\U0001d173", "\\u180e\\u206a\\U0001d173"),
        ("half \ud800", "half \\ud800"),
        ("no character \uffff", "no character \\uffff"),
        ("###[error]", "#\\x23#[error]"),
        ("\U000e0041", "\\U000e0041"),
        ("hidden \U000e0154\U000e01ef", "hidden \\U000e0154\\U000e01ef"),
        ("fillers \u3164\uffa0\u115f\u1160\u2800", "fillers \\u3164\\uffa0\\u115f\\u1160\\u2800"),
        ("joiner \u034f, emoji ❤\ufe0f", "joiner \\u034f, emoji ❤\ufe0f"),
        ("::error::x", "\\x3a:error::x"),
        ("  ::error::x", "  \\x3a:error::x"),
        ("a::b", "a::b"),
        ("x ##[error]y", "x \\x23#[error]y"),
        ("##vso[task.complete]", "\\x23#vso[task.complete]"),
        ("## heading", "## heading"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_nothing_gets_through(text: str) -> None:
    shown = printable(text)
    assert shown.isprintable() or all(char.isprintable() or ord(char) > 0x9F for char in shown)
    assert "\n" not in shown
    assert "##[" not in shown
    assert not shown.lstrip(" ").startswith("::")
    assert printable(shown) == shown
