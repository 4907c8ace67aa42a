"""`--format parquet=FILE`: findings as a table, written as they come."""

import json
import os
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet  # type: ignore[import-untyped]

from comp_data.base.diagnostics import Diagnostic, Severity, Span
from comp_data.base.errors import MissingExtraError
from comp_data.export.formats import FORMATS
from comp_data.tables import frames
from comp_data.tables.relations import FINDINGS
from tests.conftest import CommandLine

LINT = ("lint", "--no-config", "--no-cache", "seeds", "--today", "2026-03-01")
BAD = "# file: acme/data-engineer.md\nrole_type: senior\n# file: acme/data-scientist.md\ncompany_display: [\n"


def rows(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parquet.read_table(file).to_pylist()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("others", [(), ("--format", "concise")])
def test_the_table_has_what_json_has(
    comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path, others: tuple[str, ...]
) -> None:
    dataset(BAD)
    done = comp_data(*LINT, "--format", "parquet=found.parquet", *others)
    assert done.returncode == 1
    report = json.loads(comp_data(*LINT, "--format", "json").stdout)
    found = sorted(rows(tmp_path / "found.parquet"), key=lambda row: row["fingerprint"])
    expected = sorted(report["diagnostics"], key=lambda one: one["fingerprint"])
    assert len(found) >= 2
    for name in ("code", "name", "severity", "message", "path", "region", "level", "help", "fingerprint"):
        assert [row[name] for row in found] == [one[name] for one in expected], name
    assert {row["guide"] for row in found} == {"acme/data-engineer", None}
    if not others:
        assert done.stdout == ""
        assert done.stderr == f"2 guides: {done.stderr[10:].split(';')[0]}; written to found.parquet\n"
        assert "2 errors" in done.stderr


@pytest.mark.slow
def test_its_columns_are_those_of_the_table_findings(
    comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path
) -> None:
    dataset("")
    assert comp_data(*LINT, "--select=CD001", "--format", "parquet=found.parquet").returncode == 0
    table = parquet.read_table(tmp_path / "found.parquet")
    assert table.num_rows == 0
    assert table.schema.names == [column.name for column in FINDINGS.columns]
    assert [field.nullable for field in table.schema] == [not column.is_required for column in FINDINGS.columns]


@pytest.mark.slow
def test_the_exit_code_and_the_baseline_are_those_of_other_formats(
    comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path
) -> None:
    dataset(BAD)
    table = ("--format", "parquet=found.parquet")
    assert comp_data(*LINT, *table, "--fail-on", "never").returncode == 0
    assert comp_data(*LINT, "--write-baseline", "--baseline", "known.jsonl").returncode in {0, 1}
    comp_data(*LINT, *table, "--baseline", "known.jsonl")
    assert [row["code"] for row in rows(tmp_path / "found.parquet") if row["severity"] == "error"] == ["CD003"]
    assert comp_data(*LINT, "--format", "parquet").stderr.startswith("comp-data: error: --format parquet is not text")


@pytest.mark.slow
def test_a_file_name_that_is_not_utf_8_is_escaped(
    comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = dataset("") / os.fsdecode(b"\xff")
    folder.mkdir()
    (folder / "chef.md").write_text("---\n---\n")
    assert comp_data(*LINT, "--format", "parquet=found.parquet").stderr.endswith("written to found.parquet\n")
    assert {row["path"] for row in rows(tmp_path / "found.parquet")} == {"seeds/\\udcff/chef.md"}


@pytest.mark.slow
@pytest.mark.parametrize("form", [one.name for one in FORMATS])
def test_findings_in_all_formats_and_in_sql_escape_it_too(
    form: str, comp_data: CommandLine, dataset: Callable[[str], Path]
) -> None:
    folder = dataset("# file: acme/data-engineer.md\nrole_type: standard\n") / "acme"
    (folder / "data-engineer.md").rename(folder / os.fsdecode(b"\xff.md"))
    exported = comp_data("export", "out", "--findings", "--format", form)
    assert exported.returncode == 0, exported.stderr
    assert "\\udcff.md" in comp_data("query", "select distinct path from findings").stdout


def test_findings_are_not_all_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "ROWS_AT_ONCE", 10)
    written = BytesIO()

    def findings() -> Iterator[Diagnostic]:
        for number in range(95):
            assert number < 20 or written.tell() > 0  # the first rows are written before the next are made
            path = ("compensation", number, "base_low")
            span = Span(number + 1, 1, 1, 1)
            yield Diagnostic("CD201", "a", Severity.ERROR, "wrong", "a/b.md", span, path, company="a", role="b")

    frames.write_findings(findings(), written)
    file = parquet.ParquetFile(written)
    assert [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)] == [*[10] * 9, 5]
    found = file.read().to_pylist()
    assert [row["position"] for row in found] == list(range(1, 96))
    assert {row["guide"] for row in found} == {"a/b"}
    assert len({row["fingerprint"] for row in found}) == 95


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(module: str, *, extra: str) -> None:
        raise MissingExtraError(module, extra)

    monkeypatch.setattr(frames, "load_extra", missing)
    with pytest.raises(MissingExtraError, match=r"comp-data\[arrow\]"):
        frames.write_findings([], BytesIO())
