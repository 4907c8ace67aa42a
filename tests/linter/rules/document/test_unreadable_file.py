from pathlib import Path

from comp_data.base.diagnostics import Span
from comp_data.base.files import MAX_BYTES
from comp_data.guide.document import Document, parse_document, read_document
from comp_data.linter.rules.document import unreadable_file


def only(document: Document) -> tuple[Span, str, str | None]:
    (finding,) = unreadable_file.check(document)
    assert document.values is None
    assert isinstance(finding.at, Span)
    return finding.at, finding.message, finding.help


def test_a_byte_that_is_not_utf8_is_shown_at_its_place() -> None:
    span, message, help_ = only(parse_document("---\ncompany: caé ".encode() + b"caf\xe9\n---\n"))
    assert span == Span(2, 17, 2, 18)
    assert message == "the byte 0xE9 is not UTF-8"
    assert help_ == "Save the file as UTF-8"


def test_utf16_is_named() -> None:
    assert only(parse_document("---\na: 1\n---\n".encode("utf-16")))[1] == "the file is encoded in UTF-16, not UTF-8"


def test_a_lone_surrogate() -> None:
    span, message, _ = only(parse_document("---\na: \ud83d\n---\n"))
    assert span == Span(2, 4, 2, 5)
    assert message == "the byte 0xED is not UTF-8"


def test_a_character_that_makes_git_show_no_change() -> None:
    span, message, help_ = only(parse_document("---\na: 1\n---\n# Title\n\nText\0\n"))
    assert span == Span(6, 5, 6, 6)
    assert message == "git shows no change of a file with U+0000"
    assert help_ == "Delete it"
    assert only(parse_document("---\na: 1\n---\n".encode("utf-16-le")))[0] == Span(1, 2, 1, 3)


def test_the_size_limit_is_to_the_byte(tmp_path: Path) -> None:
    fits = b"---\na: 1\n---\n".ljust(MAX_BYTES, b"x")
    assert parse_document(fits).problems == ()
    large = tmp_path / "large.md"
    large.write_bytes(fits + b"x")
    message = "the file is larger than 1,048,576 bytes (1 MiB), the limit for a guide"
    assert only(read_document(large)) == (Span(1, 1, 1, 1), message, "Keep one guide per file")


def test_files_that_are_none(tmp_path: Path) -> None:
    assert only(read_document(tmp_path / "no.md"))[1] == "the file cannot be read: No such file or directory"
    assert only(read_document(tmp_path))[1].startswith(("it is a folder: name its guides", "the file cannot be read"))
    assert only(read_document(Path("a\0b")))[1].startswith("the file cannot be read")
