"""Front matter of the plainest form is read as libyaml reads it, and any other is left to libyaml."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comp_data.guide.front_matter.plain import read_plain_front_matter
from comp_data.guide.front_matter.reader import read_yaml
from comp_data.guide.front_matter.values import MAX_NESTING

SEED = Path(__file__).parents[3] / "seeds" / "huggingface-enterprise" / "ml-ai-engineer.md"
PLAIN = [
    "a: 1\n",
    "a: one two  \nb:   'x # y: z'  \nc: \"\"\n",
    "a:\nb:   \nc: ~\nd: null\n",
    "a:\n  - 1\n  - two\n  -   2026-03-01\nb: .5\n",
    "a:\n- 1\n- b: 2\n  c:\n- d:\n    e: f\n    g:\n",
    "a:\n  b:\n    c:\n      - d:\n          - 1\n        e: -\u2060x\n".replace("-\u2060", "+"),
    "\na: 1\n\n\nb: x#y:z\n\n",
    "a: https://example.com/x?y=1#z\nb:\n  - https://example.com\n",
    "a: ~$1,000 – €2,000 (est.)\nä: 5\n".replace("ä", "x-y_9"),
    "a: \xa0x\n".replace("\xa0", "x\xa0"),
    "a: 🚀\n".replace("🚀", "Zürich 🚀"),
    "a: x",
]
OTHER = [
    "",
    "\n",
    "# a comment\n",
    "a: 1 # a comment\n",
    "a: b: c\n",
    "a: b:\n",
    "a: 1\na: 2\n",
    "a:\n  b\n",
    "a: one\n  two\n",
    "a: 1\n  b: 2\n",
    "a:\n    b: 1\n  c: 2\n",
    "a:\n  - 1\n b: 2\n",
    "- 1\n",
    "- a: 1\n",
    "  a: 1\n",
    "a: [1, 2]\n",
    "a: {b: 1}\n",
    "a: |\n  text\n",
    "a: &x 1\n",
    "a: *x\n",
    "a: !!str 1\n",
    "a: no\n",
    "no: 1\n",
    "a: 0123\n",
    "a: 'it''s'\n",
    'a: "\\t"\n',
    'a: "open\n',
    'a: "one" two\n',
    "a:\t1\n",
    "a: 1\r\n",
    "a: x\u2028y\n",
    "a:1\n",
    "a:\n  -\n",
    "a:\n  - - 1\n",
    "? a\n: 1\n",
    "a: @x\n",
    "a: -1\n",
    "a: %x\n",
    "'a': 1\n",
    "...\n",
    "a: 1\n...\n",
    "   \n",
    "".join(f"{'  ' * level}a:\n" for level in range(MAX_NESTING + 1)),
    "a:\n" + "".join(f"{'  ' * level}- a:\n" for level in range(MAX_NESTING // 2)),
]


@pytest.mark.parametrize("text", [*PLAIN, SEED.read_text("utf-8").split("---\n")[1]])
def test_the_plainest_form_comes_out_as_libyaml_reads_it(text: str) -> None:
    found = read_plain_front_matter(text)
    assert found is not None
    assert repr(found) == repr(read_yaml(text))


@pytest.mark.parametrize("text", OTHER)
def test_any_other_form_is_left_to_libyaml(text: str) -> None:
    assert read_plain_front_matter(text) is None


VALUES = st.sampled_from(
    """
    1|200000|1.5|-3|.inf|~|null|true|no|0o7|0123|1_000|12:30|2026-03-01|2026-13-01|x|a=b|<<|two words|x: y|x #y|x#y|x:
    'q'|'q' r|''|"d"|"d\\n"|""|[1]|{a: 1}|>-|&a 1|*a|!!str 1|- 1|-1|? x|%x|@x|`x|Zürich 🚀|x\xa0|x  |#|...|---|
    """.strip()
    .replace("\n    ", "|")
    .split("|")
) | st.text(st.sampled_from("ab01 :#-'\"[],.~$é\xa0"), max_size=8)
KEYS = st.sampled_from(["a: ", "b: ", "c:   ", "d:", "region: ", "x-y: ", "no: ", "y: ", "", "", "a ", "'q': ", "1: "])
LINES = st.tuples(st.sampled_from(["", "", "  ", "    ", "   "]), st.sampled_from(["", "", "- ", "-   "]), KEYS, VALUES)


@pytest.mark.slow
@given(st.lists(LINES.map("".join), min_size=1, max_size=8))
@settings(deadline=None, max_examples=3000)
def test_whatever_is_read_comes_out_as_libyaml_reads_it(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    found = read_plain_front_matter(text)
    if found is not None:
        assert repr(found) == repr(read_yaml(text))


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=12))
@settings(deadline=None, max_examples=2000)
def test_every_nesting_of_plain_lines_comes_out_as_libyaml_reads_it(shape: list[tuple[int, bool, bool, bool]]) -> None:
    text = "".join(
        f"{'  ' * indent}{'- ' if is_item else ''}{f'k{number}:' if has_key else ''}{' 1' if has_value else ''}\n"
        for number, (indent, is_item, has_key, has_value) in enumerate(shape)
    )
    found = read_plain_front_matter(text)
    if found is not None:
        assert repr(found) == repr(read_yaml(text))
