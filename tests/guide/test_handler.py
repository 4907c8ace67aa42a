"""GuideHandler: guides read and written with python-frontmatter."""

import string
from datetime import date
from pathlib import Path
from typing import Any

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

import comp_data as cd
from comp_data.base.package import resource_folder
from comp_data.guide.document import parse_document, read_document
from comp_data.guide.handler import guide_text
from tests.fragments import guides

HANDLER = cd.GuideHandler()
SEEDS = sorted(resource_folder("seeds").glob("*/*.md"))
GUIDES = [file.read_text("utf-8") for file in SEEDS] + [made.text for made in guides("company: acme")]

SCALARS = (
    st.none()
    | st.booleans()
    | st.text()
    | st.integers(-(10**390), 10**390)
    | st.floats(allow_nan=False)
    | st.dates(date(1000, 1, 1))
)
KEYS = st.text(string.ascii_letters + "_é1", min_size=1).filter(lambda key: key not in ("content", "handler"))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def has_surrogate(value: object) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in repr(value))


@pytest.mark.parametrize("text", GUIDES, ids=range(len(GUIDES)))
def test_a_guide_survives(text: str) -> None:
    document = parse_document(text)
    post = frontmatter.loads(text, handler=cd.GuideHandler())
    assert post.metadata == document.values
    assert post.content == text[document.body_start :].strip()
    dumped = frontmatter.dumps(post)
    assert "\nsalary_data_quarter: 2025-Q4\n" in dumped
    again = frontmatter.loads(dumped, handler=HANDLER)
    assert (again.metadata, again.content) == (post.metadata, post.content)
    assert frontmatter.dumps(again, handler=HANDLER) == dumped


def test_a_file_with_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "data-engineer.md"
    file.write_bytes(b"\xef\xbb\xbf---\r\ncompany: acme\r\n---\r\nBody\r\n")
    post = frontmatter.load(str(file), handler=HANDLER)
    assert (post.metadata, post.content) == ({"company": "acme"}, "Body")


def test_values_are_those_of_yaml_1_2() -> None:
    post = frontmatter.loads("---\na: no\nb: 0o17\nc: 12:30\nd: 2026-02-23\n---\n", handler=HANDLER)
    assert post.metadata == {"a": "no", "b": 15, "c": "12:30", "d": date(2026, 2, 23)}


def test_keys_are_written_in_the_order_of_the_schema() -> None:
    values = {"own": 1, "role": "sre", "company": "acme", "compensation": [{"currency": "USD", "region": "Oslo"}]}
    assert HANDLER.export(values) == (
        "company: acme\nrole: sre\ncompensation:\n  - region: Oslo\n    currency: USD\nown: 1"
    )


def test_text_without_front_matter_is_content() -> None:
    post = frontmatter.loads("# Title\n", handler=HANDLER)
    assert (post.metadata, post.content) == ({}, "# Title")
    assert HANDLER.detect("---\na: 1\n---\n")
    assert not HANDLER.detect("# Title\n")


@pytest.mark.parametrize(
    ("text", "line", "code", "message"),
    [
        ("---\na: 1\nb: !!python/object/apply:os.system [id]\n---\n", 3, "CD009", "is not allowed"),
        ("---\na: !new 1\n---\n", 2, "CD009", "is not allowed"),
        ("---\na: 1\n\nb: 2\na: 3\n---\n", 5, "CD004", "the key a"),
        ("---\na: [1\n---\n", 3, "CD003", "not YAML"),
        ("---\n- a\n---\n", 1, "CD006", "must be a mapping"),
        ("---\na: &a [1]\nb: &b [*b]\n---\n", 3, "CD009", "alias"),
        ("---\na: " + "[" * 40 + "]" * 40 + "\n---\n", 2, "CD009", "nested"),
        ("---\na: \x07\n---\n", 2, "CD003", "U+0007"),
        ("---\na: 1\n", 1, "CD002", "never closed"),
        ("---\na: 1\ncontent: 2\n---\n", 3, "CD103", "cannot hold the key content"),
        ("---\nhandler: 2\n---\n", 2, "CD103", "cannot hold the key handler"),
        ("---\na: " + "x" * (1 << 20) + "\n---\n", 1, "CD001", "larger than"),
    ],
)
def test_what_the_linter_cannot_read_is_refused(text: str, line: int, code: str, message: str) -> None:
    with pytest.raises(cd.InvalidDatasetError) as refused:
        frontmatter.loads(text, handler=HANDLER)
    problem = refused.value.problems[0]
    assert (problem.code, problem.line) == (code, line)
    assert message in problem.message


def test_a_second_document_is_refused_by_load_itself() -> None:
    with pytest.raises(cd.InvalidDatasetError, match="second YAML document"):
        HANDLER.load("a: 1\n---\nb: 2\n")


@pytest.mark.parametrize("value", [{1}, b"a", object(), complex(1)])
def test_a_value_that_front_matter_cannot_hold(value: object) -> None:
    with pytest.raises(TypeError, match=f"cannot hold a value of type {type(value).__name__}"):
        HANDLER.export({"a": [value]})


@pytest.mark.slow
@given(st.dictionaries(KEYS, VALUES, max_size=4).filter(lambda values: values and not has_surrogate(values)))
def test_any_values_survive(values: dict[str, Any]) -> None:
    text = frontmatter.dumps(frontmatter.Post("Body", **values), handler=HANDLER)
    again = frontmatter.loads(text, handler=HANDLER)
    assert again.metadata == values
    assert frontmatter.dumps(again) == text


@pytest.mark.parametrize("body", ["", "Body", "\n  Body  \n\n", "Body\r\nmore\r\n", "\n\r\n", "---\n"])
def test_the_body_is_kept_byte_for_byte(body: str) -> None:
    text = guide_text({"company": "acme"}, body)
    document = parse_document(text)
    assert text[document.body_start :] == body
    assert document.values == {"company": "acme"}


@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.stem)
def test_a_record_as_markdown(file: Path, tmp_path: Path) -> None:
    guide = cd.load(file.parents[1])[f"{file.parent.name}/{file.stem}"]
    text = guide.to_markdown()
    assert text.endswith(f"\n---\n{guide.body.text}")
    copy = tmp_path / file.parent.name / file.name
    copy.parent.mkdir()
    copy.write_text(text, "utf-8", newline="")
    again = cd.load(tmp_path)[guide.id]
    assert (again, again.body) == (guide, guide.body)
    assert again.to_markdown() == text
    today = date(2026, 3, 1)
    codes = [
        sorted(found.code for found in cd.lint(one, today=today).diagnostics if not found.code.startswith("CD6"))
        for one in (file, copy)
    ]
    assert codes[0] == codes[1]


def test_optional_keys_and_sources_stay_as_they_were_given() -> None:
    document = read_document(SEEDS[0])
    assert document.values is not None
    values = document.values | {
        "ticker": None,
        "data_sources": ["Levels.fyi", {"name": "Blind", "url": "https://example.com"}],
        "level_mapping": {"internal": None, "raw": None, "meta": "E3-E4"},
    }
    made = cd.Guide.model_validate(values)
    assert not made.has_body
    with pytest.raises(cd.UsageError, match="has no body"):
        made.to_markdown()
    text = made.with_body(cd.GuideBody()).to_markdown()
    assert parse_document(text).values == values
