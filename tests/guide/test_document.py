"""Reading a file: the split into front matter and body, spans, and files that cannot be read."""

import os
from pathlib import Path

import frontmatter
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from comp_data.base.diagnostics import Span
from comp_data.base.files import MAX_BYTES
from comp_data.guide.document import parse_document, read_document
from tests.fragments import EXAMPLE

BODIES = st.text(st.sampled_from("abc -|#*>\n\t🚀é`~"), max_size=60)


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), st.text(st.sampled_from("ab -:#'🚀"), max_size=9)),
    BODIES,
    st.sampled_from(["", " ", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(deadline=None)
def test_the_split_is_the_one_of_python_frontmatter(
    values: dict[str, str], body: str, blank: str, line_end: str
) -> None:
    front = yaml.safe_dump(values, allow_unicode=True)
    text = f"---{blank}\n{front}---{blank}\n{body}".replace("\n", line_end)
    metadata, content = frontmatter.parse(text)
    document = parse_document(text)
    assert (document.values, document.text[document.body_start :].strip().replace("\r\n", "\n")) == (metadata, content)


def test_the_example_is_split_as_python_frontmatter_does() -> None:
    metadata, content = frontmatter.parse(EXAMPLE)
    document = parse_document(EXAMPLE)
    assert (document.values, document.text[document.body_start :].strip()) == (metadata, content)
    assert document.problems == ()
    assert document.has_front_matter


def test_only_the_first_closing_fence_counts() -> None:
    document = parse_document("---\na: 1\n---\ntext\n---\nb: 2\n---\n")
    assert document.values == {"a": 1}
    assert document.text[document.body_start :] == "text\n---\nb: 2\n---\n"
    assert document.text[document.fence_end :].startswith("---\ntext")


@pytest.mark.parametrize(
    ("text", "span", "message"),
    [
        ("", Span(1, 1, 1, 1), "the file is empty"),
        (" \n\n", Span(1, 1, 1, 1), "the file is empty"),
        ("\ufeff", Span(1, 2, 1, 2), "the file is empty"),
        ("# Title\n", Span(1, 1, 1, 8), "the file does not begin with front matter: its first line must be `---`"),
        ("----\na: 1\n", Span(1, 1, 1, 5), "the file does not begin with front matter: its first line must be `---`"),
        ("--- # x\n", Span(1, 1, 1, 8), "the file does not begin with front matter: its first line must be `---`"),
        ("x" * 500, Span(1, 1, 1, 201), "the file does not begin with front matter: its first line must be `---`"),
        ("\n\n---\na: 1\n---\n", Span(3, 1, 3, 4), "the front matter must begin on the first line of the file"),
        ("  ---\na: 1\n---\n", Span(1, 3, 1, 6), "the front matter must begin on the first line of the file"),
        ("---\ra: 1\r---\r", Span(1, 1, 1, 13), "the lines end in a lone carriage return"),
        ("---\na: 1\n", Span(1, 1, 1, 4), "the front matter that begins here is never closed"),
        ("\ufeff---\na: 1\n", Span(1, 2, 1, 5), "the front matter that begins here is never closed"),
    ],
)
def test_without_fences_there_is_not_a_record(text: str, span: Span, message: str) -> None:
    document = parse_document(text)
    (problem,) = document.problems
    assert (problem.code, problem.at) == ("CD002", span)
    assert problem.message.startswith(message)
    assert problem.help
    assert document.values is None
    assert not document.has_front_matter


def test_spans_count_characters_and_come_back_as_offsets() -> None:
    text = "---\r\na: 🚀é x\r\n---\r\nbody"
    document = parse_document(text)
    span = document.span(("a",))
    assert span == Span(2, 4, 2, 8)
    assert text[slice(*document.offsets_of(span))] == "🚀é x"
    assert document.span(span) is span


@given(st.text(st.sampled_from("ab\n\r 🚀"), max_size=40), st.data())
def test_any_stretch_comes_back(text: str, data: st.DataObject) -> None:
    document = parse_document(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    back = document.offsets_of(document.span_of(start, end))
    assert text[slice(*back)] == text[start:end].rstrip()


def test_lines_are_given_without_their_ends() -> None:
    document = parse_document("---\r\na: 1\n---")
    assert [document.line(number) for number in range(1, 6)] == ["---", "a: 1", "---", "", ""]


def test_which_offsets_are_in_values() -> None:
    document = parse_document("---\na: |\n  x\nb:\n  - 'y\n    z'\n  - 1\nc: 2\n---\nbody")
    inside = [char for offset, char in enumerate(document.text) if document.is_in_value(offset)]
    assert "".join(inside) == "|\n  x\n'y\n    z'12"


def test_a_file_is_read_as_its_content_is(tmp_path: Path) -> None:
    file = tmp_path / "guide.md"
    file.write_bytes(EXAMPLE.encode())
    document = read_document(file)
    assert (document.path, document.text) == (file.as_posix(), EXAMPLE)
    assert read_document(file, "acme/guide.md").path == "acme/guide.md"
    assert parse_document(EXAMPLE.encode()).values == parse_document(EXAMPLE).values


@pytest.mark.posix
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    (problem,) = read_document(pipe).problems
    assert (problem.code, problem.message) == ("CD001", "this is not a regular file")


@pytest.mark.posix
def test_a_device_is_not_read() -> None:
    assert [problem.message for problem in read_document(Path("/dev/zero")).problems] == ["this is not a regular file"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"\0" * MAX_BYTES,
        b"\x80" * (MAX_BYTES + 1),
        b"---\n" * 250_000,
        b"-" * MAX_BYTES,
        b"\n" * MAX_BYTES,
        b"\r" * MAX_BYTES,
        b" " * MAX_BYTES,
        b"---\na: 1\n---\n" + b"x" * 1_000_000,
        b"---\na: 1\n---\n" + b"\0" * 1_000_000,
        "\ufeff".encode() * 300_000,
    ],
    ids=lambda content: f"{content[:6]!r} x {len(content):,}",
)
def test_any_content_is_read(content: bytes) -> None:
    document = parse_document(content)
    assert document.values is not None or document.problems
    assert all(problem.message for problem in document.problems)
    assert len(document.body.sections) >= 0


@given(st.binary(max_size=200) | st.builds(lambda body: b"---\n" + body, st.binary(max_size=100)))
def test_no_content_makes_it_raise(content: bytes) -> None:
    document = parse_document(content)
    assert document.values is not None or document.problems
    assert document.body.sections is document.body.sections
