"""Findings as data: `ds.lint()`, and the table findings in frames, SQL and exports."""

import json
import pickle
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import comp_data as cd
from tests.conftest import CommandLine, GitRepository

Write = Callable[[str], Path]
TODAY = date(2026, 3, 1)
TWO = (
    "# file: acme/data-engineer.md\ncompensation:\n  - region: San Francisco\n  - region: NYC\n"
    "    total_comp_low: 100000\n# file: globex/data-engineer.md\ndata_quality: high\n"
)
BROKEN = TWO + "# file: initech/data-engineer.md\nrole_type: senior\n"


def test_a_dataset_is_linted_as_the_function_does(dataset: Write) -> None:
    records = cd.load(dataset(TWO))
    assert records.lint(TODAY, use_config=False) == cd.lint(records, today=TODAY, use_config=False)
    assert {one.code for one in records.lint(TODAY, select="CD7", ignore=["CD702"]).diagnostics} <= {"CD701", "CD703"}
    part = records.where(company="globex").lint(TODAY)
    assert {one.company for one in part.diagnostics} == {"globex"}


def test_findings_join_guides_and_pay_by_keys(dataset: Write) -> None:
    records = cd.load(dataset(TWO))
    result = records.lint(TODAY, use_config=False)
    checked = records.with_findings(result)
    frame = checked.to_polars().findings
    assert frame.height == len(result.diagnostics)
    assert frame["fingerprint"].is_unique().all()
    (row,) = frame.filter(pl.col("code") == "CD202").to_dicts()
    assert (row["guide"], row["position"], row["region"]) == ("acme/data-engineer", 2, "NYC")
    assert (row["key_path"], row["severity"]) == ("compensation[1].total_comp_low", "error")
    joined = (
        "select pay.region, count(*) from findings join pay using (guide, position) where code = 'CD202' group by all"
    )
    assert checked.sql(joined).rows == (("NYC", 1),)
    assert checked.sql("from findings").rows == tuple(frame.rows())
    assert pickle.loads(pickle.dumps(checked)).sql("from findings").rows == tuple(frame.rows())


def test_a_finding_of_a_row_of_the_bodys_table_has_the_position_of_its_pay_range(dataset: Write) -> None:
    text = (
        "compensation:\n  - region: San Francisco\n  - region: New York\n  - region: London\n---\n"
        "| Region | Base | Stock (4yr) | Bonus | Total |\n|---|---|---|---|---|\n"
        "| New York | $146K–$192K | $76K–$116K | 10–15% | $180K–$250K |\n"
        "| London, UK | £82K–£112K | $30K–$48K | 8–12% | £96K–£137K |\n"
    )
    records = cd.load(dataset(text))
    checked = records.with_findings(records.lint(TODAY, use_config=False, select="CD507"))
    query = "select findings.region, pay.region, key_path from findings join pay using (guide, position)"
    assert checked.sql(query).rows == (("London, UK", "London", None),)


def test_a_file_that_is_no_record_has_findings_without_a_guide(dataset: Write) -> None:
    records = cd.load(dataset(BROKEN), on_error="skip")
    query = "select distinct guide, code from findings where code in ('CD105', 'CD202') order by code"
    assert records.sql(query).rows == ((None, "CD105"), ("acme/data-engineer", "CD202"))
    assert records.where(company="globex").sql(query).rows == ()
    assert records.where(company="globex").sql("select count(*) from guides").rows == ((1,),)


def test_the_linter_runs_only_if_findings_are_asked_for(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    records = cd.load(dataset(TWO))
    runs: list[cd.Dataset] = []
    lint = cd.Dataset.lint

    def counted(self: cd.Dataset) -> cd.LintResult:
        runs.append(self)
        return lint(self, TODAY)

    monkeypatch.setattr(cd.Dataset, "lint", counted)
    assert len(records.to_polars().pay) == 6
    assert len(records.sql("from pay")) == 6
    records.export(records.folder.parent / "out")
    assert not runs
    with ThreadPoolExecutor(4) as threads:
        counts = set(threads.map(lambda _: records.sql("select count(*) from Findings").rows, range(8)))
    assert counts == {((len(lint(records, TODAY).diagnostics),),)}
    assert runs == [records]


def test_at_a_git_revision(repository: GitRepository, dataset: Write) -> None:
    folder = dataset(TWO)
    repository.commit()
    (folder / "globex" / "data-engineer.md").unlink()
    then = cd.load(folder, ref="HEAD")
    found = then.with_findings(then.lint(TODAY)).sql("select guide from findings where code = 'CD702'")
    assert found.rows == (("globex/data-engineer",),)


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["csv", "parquet", "jsonl", "sqlite", "duckdb"])
def test_exports_have_findings_on_request(format_: str, dataset: Write, tmp_path: Path) -> None:
    records = cd.load(dataset(BROKEN), on_error="skip")
    records = records.with_findings(records.lint(TODAY))
    files = records.export(tmp_path / "out", format_, findings=True)
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    rows: list[Any] = []
    match format_:
        case "csv" | "parquet":
            rows = getattr(pl, f"read_{format_}")(tmp_path / "out" / f"findings.{format_}").rows()
        case "jsonl":
            rows = (tmp_path / "out" / "findings.jsonl").read_text("utf-8").splitlines()
        case "sqlite":
            import sqlite3  # noqa: PLC0415

            with closing(sqlite3.connect(files[0])) as database:
                rows = database.execute("select * from findings").fetchall()
        case "duckdb":
            import duckdb  # noqa: PLC0415

            with duckdb.connect(files[0], read_only=True) as database:
                rows = database.execute("from findings").fetchall()
    assert len(rows) == len(records.to_polars().findings)
    names = {resource["name"] for resource in package["resources"]}
    assert ("findings" in names) == (format_ not in ("sqlite", "duckdb"))
    records.export(tmp_path / "out", format_)
    assert not list((tmp_path / "out").glob("findings.*"))


@pytest.mark.slow
def test_on_the_command_line(dataset: Write, comp_data: CommandLine, tmp_path: Path) -> None:
    dataset(TWO)
    query = "select guide from findings where code = 'CD202'"
    done: subprocess.CompletedProcess[str] = comp_data("query", query, "--format", "csv")
    assert done.stdout == "guide\nacme/data-engineer\n"
    assert comp_data("export", "out", "--findings").returncode == 0
    assert (tmp_path / "out" / "findings.csv").is_file()


def test_a_text_is_linted_as_its_file(dataset: Write) -> None:
    file = dataset("data_quality: high\n") / "acme" / "data-engineer.md"
    found = cd.lint_text(file.read_text("utf-8"), "acme/data-engineer.md", today=TODAY, use_config=False)
    assert "CD702" in {one.code for one in found.diagnostics}
    assert {one.path for one in found.diagnostics} == {"acme/data-engineer.md"}


def test_the_folder_of_a_dataset_cannot_be_set() -> None:
    with pytest.raises(AttributeError):
        cd.load().folder = Path("elsewhere")  # type: ignore[misc]


def test_another_working_folder(
    dataset: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset("# file: acme/data-engineer.md\ncompensation:\n  - base_low: 198000\n")
    aliases = folder / "aliases.toml"
    aliases.write_text('[companies]\nacme = ["Wile E."]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    ds, absolute = cd.load("seeds"), cd.load(folder)
    monkeypatch.chdir(tmp_path.parent)
    assert [one.code for one in ds.lint(TODAY).diagnostics] == [one.code for one in absolute.lint(TODAY).diagnostics]
    assert cd.lint(ds.where(company="acme"), today=TODAY) == cd.lint(absolute.where(company="acme"), today=TODAY)
    assert len(ds.sql("select * from findings where guide is not null").rows) == len(ds.lint().diagnostics)
    assert ds.match("Wile E.", "data engineer").guide
    with pytest.raises(cd.UsageError, match="the dataset"):
        ds.export(folder)
