"""Writing whole: the old file or the new one, and nothing beside it."""

import os
from pathlib import Path

import pytest

from comp_data.files import write_whole


def test_the_new_text_takes_the_old_ones_place(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    write_whole(file, "one\r\n")
    file.chmod(0o640)
    write_whole(file, "two\r\n")
    assert file.read_bytes() == b"two\r\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "a.md", tmp_path / "link.md"
    file.write_text("one")
    link.symlink_to(file)
    write_whole(link, "two")
    assert link.is_symlink()
    assert file.read_text() == "two"


def test_what_cannot_be_written_leaves_the_old_text(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("one")
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "two \ud800")
    assert file.read_text() == "one"
    assert os.listdir(tmp_path) == ["a.md"]
