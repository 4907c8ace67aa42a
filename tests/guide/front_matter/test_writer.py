from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from comp_data.guide.document import parse_document
from comp_data.guide.front_matter.writer import scalar


def read(written: str) -> Any:
    """What front matter with a value written so holds, in a block, in a mapping and in a list of one line."""
    text = f"---\nblock: {written}\nmapping: {{key: {written}, next: 1}}\nlist: [{written}]\nlast: 1\n---\nbody\n"
    document = parse_document(text)
    assert document.problems == ()
    assert document.values is not None
    block = document.values["block"]
    assert document.values == {"block": block, "mapping": {"key": block, "next": 1}, "list": [block], "last": 1}
    return block


@pytest.mark.parametrize(
    "text",
    [
        "San Francisco",
        "St. John's (HQ)",
        "Zürich",
        "Levels.fyi",
        "https://www.levels.fyi/acme#levels",
        "Acme D4 = Globex L4 ≈ Initech IC4",
        "Base + RSU | 10–15% bonus",
        "C# engineer",
        "6figr",
        "2025-Q4",
        "R&D",
    ],
)
def test_text_that_stays_plain(text: str) -> None:
    assert scalar(text) == text
    assert read(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", '""'),
        (" a", '" a"'),
        ("a ", '"a "'),
        ("a: b", '"a: b"'),
        ("a:", '"a:"'),
        ("a #b", '"a #b"'),
        ("- a", '"- a"'),
        ("a, b", '"a, b"'),
        ("[a]", '"[a]"'),
        ("a?", '"a?"'),
        ("`#Fast`", '"`#Fast`"'),
        ("**bold**", '"**bold**"'),
        ('say "a\\b"', '"say \\"a\\\\b\\""'),
        ("null", '"null"'),
        ("True", '"True"'),
        ("no", '"no"'),
        ("12", '"12"'),
        ("1e5", '"1e5"'),
        ("0x1F", '"0x1F"'),
        ("1_000", '"1_000"'),
        ("2026-02-23", '"2026-02-23"'),
        ("2026-02-30", '"2026-02-30"'),
        ("12:30", '"12:30"'),
        ("a\nb", '"a\\nb"'),
        ("a\r\tb", '"a\\r\\tb"'),
        ("a\x00\x7f\x85b", '"a\\x00\\x7f\\x85b"'),
        ("a\u2028\ufeffb", '"a\\u2028\\ufeffb"'),
        ("---", '"---"'),
        ("0x" + "1" * 500, '"0x' + "1" * 500 + '"'),
    ],
)
def test_text_that_needs_quotes(text: str, written: str) -> None:
    assert scalar(text) == written
    assert read(written) == text


def test_half_of_a_pair_is_written_as_an_escape() -> None:
    assert scalar("a\ud800") == '"a\\ud800"'


@given(st.text() | st.text(st.sampled_from("aZ9 -:#,[]{}&*!|>'\"%@`\\\n\t~.?=_0xeé–")))
def test_any_text_is_read_as_itself(text: str) -> None:
    written = scalar(text)
    assert "\n" not in written
    assert read(written) == text
    assert yaml.safe_load(f"key: {written}\nlist: [{written}]\n") == {"key": text, "list": [text]}
