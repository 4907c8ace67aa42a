"""Guides from anywhere: pairs of a path and bytes, linted as they come, by any executor or by programs of one's own."""

import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import comp_data as cd
from comp_data.linter.batch import lint_stream
from comp_data.linter.chunks import LARGE_CHUNK, MOST_CHUNKS, GuideContent
from comp_data.linter.engine import TOGETHER
from comp_data.linter.suppressions.baseline import with_entries, write_baseline

TODAY = date(2026, 6, 1)
ODD = ("", "next_review_due: 2026-05-01\n", "compensation:\n  - base_low: 300000\n", "company_display: [\n")
COMPANIES = ("acme", "globex", "hooli")


@pytest.fixture
def folder(dataset: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    made = dataset("".join(f"# file: {name}/role-{i}.md\n{ODD[i % 4]}" for name in COMPANIES for i in range(8)))
    monkeypatch.chdir(made.parent)
    return Path("seeds")


def pairs(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.glob("*/*.md")):
        yield file.as_posix(), file.read_bytes()


def reread(path: str) -> bytes:
    return Path(path).read_bytes()


@pytest.mark.slow
def test_guides_in_pairs_are_linted_like_their_folder(folder: Path) -> None:
    expected = cd.lint(folder, today=TODAY)
    codes = {one.code for one in expected.diagnostics}
    assert codes >= {"CD003", "CD204", "CD605", "CD606"}
    assert cd.lint(pairs(folder), today=TODAY) == expected
    assert cd.lint(list(pairs(folder)), today=TODAY, reread=reread) == expected
    with ThreadPoolExecutor(2) as executor:
        assert cd.lint(pairs(folder), today=TODAY, executor=executor) == expected
        assert cd.lint(folder, today=TODAY, executor=executor) == expected
        assert cd.lint(cd.load(folder, on_error="skip"), today=TODAY, executor=executor) == expected


def test_a_path_may_be_an_object(folder: Path) -> None:
    made = [(Path(path), content) for path, content in pairs(folder)]
    assert cd.lint(made, today=TODAY) == cd.lint(pairs(folder), today=TODAY)
    path, content = made[0]
    assert cd.lint_text(content.decode(), path, today=TODAY) == cd.lint(made[:1], today=TODAY)


@pytest.mark.parametrize("odd", [["seeds/acme/chef.md"], {"chef.md": b""}, [("chef.md", "text")], 5], ids=str)
def test_what_is_not_a_source_is_refused(odd: Any) -> None:
    with pytest.raises(cd.UsageError, match="is not a guide: give a folder, a dataset, or pairs of a path and bytes"):
        cd.lint(odd)


def test_findings_come_guide_by_guide_and_those_of_the_dataset_last(folder: Path) -> None:
    expected = cd.lint(folder, today=TODAY).diagnostics
    for found in (list(cd.lint_iter(folder, today=TODAY)), list(cd.lint_iter(pairs(folder), today=TODAY))):
        assert sorted(found, key=repr) == sorted(expected, key=repr)
        of_guides = list(cd.lint_iter(folder, today=TODAY, ignore=["CD311", "CD40", "CD6"]))
        assert [one for one in found if one.code[:4] not in {"CD31", "CD40"} and one.code[:3] != "CD6"] == of_guides


def test_only_some_guides_are_read_before_the_first_finding(folder: Path) -> None:
    read = 0
    (_, content), *_ = pairs(folder)

    def endless() -> Iterator[tuple[str, bytes]]:
        nonlocal read
        while True:
            read += 1
            yield f"acme/{read}.md", b"" if read % 2 else content

    assert next(cd.lint_iter(endless(), today=TODAY)).path == "acme/1.md"
    assert read == TOGETHER
    read = 0
    with ThreadPoolExecutor(2) as executor:
        found = cd.lint_iter(endless(), today=TODAY, select="CD006", executor=executor)
        assert next(found).path == "acme/1.md"
        del found
    assert read <= (MOST_CHUNKS + 1) * LARGE_CHUNK


def test_a_selection_of_a_dataset_has_its_own_findings(folder: Path) -> None:
    selection = cd.load(folder, on_error="skip").where(company="acme")
    expected = cd.lint(selection, today=TODAY).diagnostics
    assert expected
    assert {one.path.split("/")[1] for one in expected} == {"acme"}
    assert sorted(cd.lint_iter(selection, today=TODAY), key=repr) == sorted(expected, key=repr)


def test_known_findings_are_left_out_of_a_stream_too(folder: Path) -> None:
    found = cd.lint(folder, today=TODAY).diagnostics
    Path("comp-data.toml").write_text('baseline = "known.jsonl"\n')
    accepted = (one for one in found if one.code == "CD606")
    write_baseline(Path("known.jsonl"), [entry for _, entry in with_entries(accepted, Path.cwd())])
    left = cd.lint(folder, today=TODAY).diagnostics
    assert left == tuple(one for one in found if one.code != "CD606") != found
    assert list(cd.lint_iter(folder, today=TODAY)) == list(cd.lint(folder, today=TODAY).diagnostics)


def test_a_program_can_spread_the_work_itself(folder: Path) -> None:
    job = pickle.loads(pickle.dumps(cd.lint_job(today=TODAY)))
    guides = list(pairs(folder))
    results = [
        pickle.loads(pickle.dumps(one)) for at in range(0, 24, 7) for one in cd.lint_chunk(guides[at : at + 7], job)
    ]
    asked = []

    def ask(path: str) -> bytes:
        asked.append(path)
        return reread(path)

    of_dataset = cd.lint_dataset(results, job, ask)
    found = [*(one for result in results for one in result.diagnostics), *of_dataset]
    assert sorted(found, key=repr) == sorted(cd.lint(folder, today=TODAY).diagnostics, key=repr)
    assert len(asked) == len(set(asked))
    assert set(asked) >= {one.path for one in of_dataset}


def test_guides_are_not_kept_where_no_rule_compares_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", None)
    *parts, of_dataset = lint_stream(
        (GuideContent(*pair) for pair in pairs(folder)), cd.lint_job(select="CD0", today=TODAY)
    )
    assert len(parts) == 24
    assert not of_dataset.diagnostics


def test_guides_in_pairs_have_no_base(folder: Path) -> None:
    with pytest.raises(cd.UsageError, match="no git revision"):
        cd.lint(pairs(folder), base="HEAD")
