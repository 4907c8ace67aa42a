"""`comp-data query`."""

import csv
import json
import os
import pty
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from comp_data.cli.query import _limited_memory
from tests.conftest import ROOT, CommandLine, GitRepository

HIGHEST = "select region, currency, base_high from pay order by base_high desc limit 2"


@pytest.mark.slow
def test_a_table(comp_data: CommandLine) -> None:
    done = comp_data("query", HIGHEST, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "region         currency  base_high",
        "─────────────  ────────  ─────────",
        "San Francisco  USD          260000",
        "New York       USD          255000",
        "",
        "2 rows",
    ]


@pytest.mark.slow
def test_formats_and_files(comp_data: CommandLine, tmp_path: Path) -> None:
    expected = [
        {"region": "San Francisco", "currency": "USD", "base_high": 260000},
        {"region": "New York", "currency": "USD", "base_high": 255000},
    ]
    asked = ("query", HIGHEST, "--dataset", str(ROOT / "seeds"))
    assert json.loads(comp_data(*asked, "--format", "json").stdout) == expected
    assert [json.loads(line) for line in comp_data(*asked, "--format", "jsonl").stdout.splitlines()] == expected
    done = comp_data(*asked, "--format", "csv", "--output-file", "found.csv")
    assert (done.returncode, done.stdout) == (0, "")
    with (tmp_path / "found.csv").open(encoding="utf-8", newline="") as stream:
        assert [{**row, "base_high": int(row["base_high"])} for row in csv.DictReader(stream)] == expected


def test_a_query_from_standard_input(comp_data: CommandLine) -> None:
    done = comp_data(
        "query", "-", "--format", "csv", cwd=ROOT, stdin=b"\xef\xbb\xbf-- all\nselect count(*) n\nfrom pay;\n"
    )
    assert done.stdout == "n\n3\n"
    broken = comp_data("query", "-", cwd=ROOT, stdin=b"select '\xff'")
    assert (broken.returncode, broken.stdout) == (2, "")
    problem = "the query on standard input cannot be read: line 1 is not UTF-8; save it as UTF-8"
    assert broken.stderr == f"comp-data: error: {problem}\n"


@pytest.mark.slow
def test_a_broken_query_says_where(comp_data: CommandLine) -> None:
    done = comp_data("query", "select region,\n\tbase_lo from pay", cwd=ROOT)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "comp-data: error: the query, 2:2: no column base_lo; did you mean base_low?",
        "2 |  base_lo from pay",
        "  |  ^^^^^^^",
    ]
    hostile = comp_data("query", "select '\x1b[31m'::int\n::error::x", cwd=ROOT)
    assert hostile.returncode == 2
    assert "\x1b" not in hostile.stderr
    assert "::error" not in hostile.stderr


def test_no_rows_are_an_answer(comp_data: CommandLine) -> None:
    done = comp_data("query", "from levels where level is null", cwd=ROOT)
    assert done.returncode == 0
    assert done.stdout.endswith("\n0 rows\n")


@pytest.mark.slow
def test_a_revision_and_guides_that_are_no_records(
    comp_data: CommandLine, dataset: Callable[[str], Path], repository: GitRepository
) -> None:
    folder = dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\n")
    repository.commit()
    (folder / "globex" / "data-engineer.md").write_text("no guide")
    asked = ("query", "select company from guides", "--format", "csv")
    now = comp_data(*asked)
    assert now.stdout == "company\nacme\n"
    assert "1 invalid guide left out" in now.stderr
    then = comp_data(*asked, "--ref", "HEAD")
    assert (then.stdout, then.stderr) == ("company\nacme\nglobex\n", "")


def test_the_schema(comp_data: CommandLine, tmp_path: Path) -> None:
    listed = json.loads(comp_data("query", "--schema", "--format", "json").stdout)
    assert listed[0] == {
        "table": "guides",
        "column": "id",
        "type": "text",
        "description": "company/role, unique.",
    }
    assert {one["table"] for one in listed} == {
        "guides",
        "pay",
        "sources",
        "levels",
        "pay_places",
        "body_pay",
        "findings",
    }
    assert "base_low" in comp_data("query", "--schema").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give a query, - for standard input, or --schema"),
        (("select 1", "--schema"), "give a query, - for standard input, or --schema"),
        (("select 1", "--output-file", "no/where.csv"), "no/where.csv cannot be written: the folder no does not exist"),
        (
            ("select 1", "--output-file", "x.parquet"),
            "no format has the suffix .parquet: use .csv, .json, .jsonl or .txt",
        ),
        (("select 1",), "the dataset folder seeds does not exist"),
    ],
)
def test_what_cannot_be_run(arguments: tuple[str, ...], message: str, comp_data: CommandLine) -> None:
    done = comp_data("query", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_dataset_that_cannot_be_read_is_reported_by_lines(comp_data: CommandLine, tmp_path: Path) -> None:
    done = comp_data("query", "select 1", "--dataset", "a\x1bb")
    assert done.returncode == 2
    assert done.stderr == "comp-data: error: a\\x1bb cannot be read as a dataset: No such file or directory\n"


@pytest.mark.slow
def test_without_duckdb_the_error_names_the_extra(comp_data: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "duckdb.py").write_text("raise ImportError")
    done = comp_data("query", "select 1", cwd=ROOT, env={"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"})
    assert done.returncode == 2
    assert done.stderr.endswith("pip install 'comp-data[sql]'\n")


@pytest.mark.slow
def test_on_a_terminal_cells_are_short() -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "comp_data", "query", "select repeat('x', 200) t"]
    with subprocess.Popen(command, cwd=ROOT, stdout=theirs, stderr=theirs) as process:
        process.wait(60)
        shown = os.read(ours, 10_000).decode()
    os.close(ours)
    os.close(theirs)
    assert shown.splitlines()[2] == "x" * 59 + "…"


LESS_MEMORY = """
import sys
from comp_data.__main__ import main
from comp_data.cli import query
query._MAX_MEMORY = 3 << 29
sys.exit(main())
"""


@pytest.mark.slow
def test_long_values_have_a_limit_of_memory() -> None:
    limits = resource.getrlimit(resource.RLIMIT_AS)
    with _limited_memory():
        assert 0 < resource.getrlimit(resource.RLIMIT_AS)[0] <= 4 << 30
    assert resource.getrlimit(resource.RLIMIT_AS) == limits
    asked = "select count(repeat('x', 100000000) || region || i) from pay, range(100) t(i)"
    done = subprocess.run(
        [sys.executable, "-c", LESS_MEMORY, "query", asked],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "it needs too much memory; select fewer rows or shorter values" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_the_suffix_of_the_file_chooses_the_format(comp_data: CommandLine, tmp_path: Path) -> None:
    asked = ("query", "select region from pay limit 1", "--dataset", str(ROOT / "seeds"), "--output-file")
    expected = {"a.csv": "region\n", "b.JSON": "[\n{", "c.jsonl": '{"region"', "d.txt": "region\n──"}
    for name, start in expected.items():
        assert comp_data(*asked, name).returncode == 0
        assert (tmp_path / name).read_text("utf-8").startswith(start), name
    assert comp_data(*asked, "a.csv", "--format=jsonl").returncode == 0
    assert (tmp_path / "a.csv").read_text("utf-8").startswith('{"region"')
