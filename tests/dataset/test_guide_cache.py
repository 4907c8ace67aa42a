"""`load(cache=True)` gives what `load()` gives, whatever is in the cache."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.dataset import loading
from comp_data.guide.document import parse_document
from comp_data.linter.cache import code_key, open_store
from comp_data.linter.store import VARIABLE
from tests.fragments import guides

FRAGMENT = "".join(f"# file: acme/role-{i}.md\nrole_type: specialty\n" for i in range(5))


@pytest.fixture
def folder(dataset: Callable[[str], Path]) -> Path:
    return dataset(FRAGMENT)


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own, away from the guides."""
    home = tmp_path_factory.mktemp("home") / "cache"
    monkeypatch.setenv(VARIABLE, str(home))
    return home


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names the guides that are parsed."""
    names: list[str] = []

    def parsing(content: bytes, path: str) -> object:
        names.append(Path(path).stem)
        return parse_document(content, path)

    monkeypatch.setattr(loading, "parse_document", parsing)
    return names


def same(one: cd.Dataset, other: cd.Dataset) -> bool:
    """Whether two datasets have equal records, with equal bodies, of the same files."""
    return (
        dict(one) == dict(other)
        and [guide.body for guide in one.guides] == [guide.body for guide in other.guides]
        and [guide.to_markdown() for guide in one.guides] == [guide.to_markdown() for guide in other.guides]
        and (one.files, one.problems) == (other.files, other.problems)
    )


def test_guides_that_did_not_change_are_not_parsed_again(folder: Path, home: Path, read: list[str]) -> None:
    plain = cd.load(folder)
    assert not home.exists()
    assert same(cd.load(folder, cache=True), plain)
    assert sorted(read) == [f"role-{i}" for i in range(5)]
    read.clear()
    assert same(cd.load(folder, cache=True), plain)
    assert read == []
    file = folder / "acme" / "role-2.md"
    file.write_text(file.read_text("utf-8").replace("185000", "186000"), "utf-8")
    changed = cd.load(folder, cache=True)
    assert read == ["role-2"]
    assert same(changed, cd.load(folder))
    assert not same(changed, plain)


def test_invalid_guides_and_records_twice_are_reported_each_time(folder: Path, home: Path) -> None:
    (folder / "acme" / "role-3.md").write_text("---\ncompany: [\n---\n")
    (folder / "acme" / "again.md").write_bytes((folder / "acme" / "role-1.md").read_bytes())
    (folder / "acme" / "odd.md").write_bytes(b"\xff")
    plain = cd.load(folder, on_error="skip")
    assert {"CD003", "CD001", "CD602"} <= {problem.code for problem in plain.problems}
    for _ in range(2):
        assert same(cd.load(folder, on_error="skip", cache=True), plain)
        with pytest.raises(cd.InvalidDatasetError, match="as well"):
            cd.load(folder, cache=True)


def test_a_cache_that_cannot_be_used_changes_nothing(
    folder: Path, home: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = cd.load(folder)
    cd.load(folder, cache=True)
    (stored,) = home.glob("*-guides-*.sqlite")
    content = stored.read_bytes()
    for damaged in (b"", b"no database", content[: len(content) // 2], content.replace(b"acme", b"emca")):
        stored.write_bytes(damaged)
        for ending in ("-wal", "-shm"):
            stored.with_name(stored.name + ending).unlink(missing_ok=True)
        assert same(cd.load(folder, cache=True), plain)
    monkeypatch.setenv(VARIABLE, str(folder / ".cache"))
    read.clear()
    assert same(cd.load(folder, cache=True), plain)
    assert len(read) == 5
    assert not os.path.lexists(folder / ".cache")


def test_guides_that_are_gone_leave_the_cache(folder: Path, home: Path, read: list[str]) -> None:
    cd.load(folder, cache=True)
    for number in range(30):
        text = guides(f"author: writer {number}\n")[0].text
        (folder / "acme" / "role-0.md").write_text(text.replace("data-engineer", "role-0"), "utf-8")
        cd.load(folder, cache=True, on_error="skip")
    store = open_store(folder, [folder], code_key, kind="-guides")
    assert store is not None
    connection = store._connection
    assert connection is not None
    (rows,) = connection.execute("SELECT count(*) FROM row").fetchone()
    store.close()
    assert rows <= 12
