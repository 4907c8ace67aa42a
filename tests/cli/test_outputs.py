"""Where reports go: `--format FORMAT=FILE`, `--output-file`, and the job summary of GitHub."""

import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from comp_data.base.files import open_atomic
from comp_data.cli.lint import command
from comp_data.cli.outputs import complete_format
from comp_data.report.findings.markdown import JOB_SUMMARY
from comp_data.report.findings.view import FORMATS
from tests.conftest import ROOT, CommandLine, GitRepository

Write = Callable[[str], Path]
LINT = ("lint", "--no-config", "seeds", "--today", "2026-03-01")
TO_PIPE = ("--dataset", "seeds", "--output-file", "pipe")
BAD = "role_type: senior\ndata_quality: high\n"


@pytest.mark.slow
def test_several_formats_at_once_are_those_of_single_runs(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    dataset(BAD)
    others = [name for name in FORMATS if name != "github"]
    chosen = [part for name in others for part in ("--format", f"{name}={name}.out")]
    done = comp_data(*LINT, *chosen, "--format", "github")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == comp_data(*LINT, "--format", "github").stdout
    for name in others:
        assert (tmp_path / f"{name}.out").read_text("utf-8") == comp_data(*LINT, "--format", name).stdout, name
    assert sorted(os.listdir(tmp_path)) == sorted([*(f"{name}.out" for name in others), "seeds"])


def test_an_output_file_has_what_standard_output_would(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset(BAD)
    (tmp_path / "out.txt").write_text("an older and longer report" * 1000, "utf-8")
    done = comp_data(*LINT, "--format", "sarif=out.sarif", "--format", "full", "--output-file", "out.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "1 guide: 1 error, 1 warning, 0 infos; written to out.sarif, out.txt\n"
    assert (tmp_path / "out.txt").read_text("utf-8") == comp_data(*LINT).stdout
    assert json.loads((tmp_path / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"


@pytest.mark.posix
def test_what_clashes_is_refused_before_anything_is_written(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    dataset(BAD)
    cases = {
        (
            "--format",
            "full",
            "--format",
            "json",
        ): "both go to standard output: give one a file of its own",
        ("--format", "full", "--format", "json", "--output-file", "a"): "both go to a: give one a file",
        ("--format", "json=a", "--format", "sarif=./a"): "--format json and --format sarif would both go to a",
        ("--format", "json=a", "--output-file", "a"): "--output-file a needs a format without a file, and each has one",
        ("--format", "json=a", "--format", "full", "--output-file", "a"): "--format json and --format full would both",
        ("--format", "json="): "json= has no file name",
        ("--format", "xml=a"): "xml is not one of full, concise",
        ("--format", "json=nowhere/a"): "the folder nowhere does not exist",
        ("--format", "json=seeds"): "seeds is a folder",
        ("--output-file", "seeds/acme/data-engineer.md"): "data-engineer.md is a guide; name another file",
        ("--format", "json=/dev/full"): "/dev/full cannot be written: No space left",
        ("--format", "json=a\n::error::"): "1 error",
    }
    text = (tmp_path / "seeds/acme/data-engineer.md").read_bytes()
    for arguments, said in cases.items():
        done = comp_data(*LINT, *arguments)
        assert said in done.stderr, done.stderr
        assert (done.returncode, done.stdout) == (1 if "1 error" in said else 2, "")
        assert not any(line.startswith("::") for line in done.stderr.splitlines())
        assert not (tmp_path / "a").exists()
    assert (tmp_path / "seeds/acme/data-engineer.md").read_bytes() == text


def test_no_report_overwrites_a_guide(comp_data: CommandLine, dataset: Write) -> None:
    """`args: [--output-file]` of a hook lacks a value and takes the first of the files that changed."""
    first, second = (dataset(f"# file: acme/{role}.md\n") / f"acme/{role}.md" for role in ("analyst", "recruiter"))
    before = first.read_bytes()
    for option in ("--output-file", "--format=json="):
        named = [option + str(first)] if option.endswith("=") else [option, str(first)]
        done = comp_data("lint", "--within-dataset", *named, str(second))
        assert done.returncode == 2
        assert "acme/analyst.md is a guide; name another file for the report" in done.stderr
    second.write_text("not a guide any more\n")
    assert f"{second} is read by this run: name another file" in comp_data("lint", "--output-file", str(second)).stderr
    assert first.read_bytes() == before


def test_no_report_overwrites_settings_or_pages(
    comp_data: CommandLine, dataset: Write, repository: GitRepository, tmp_path: Path
) -> None:
    dataset("")
    named = 'baseline = "known.jsonl"\nrules.custom-schema.files = ["own.json"]\nmarket.sources = ["own.csv"]\n'
    inputs = {"comp-data.toml": named, "known.jsonl": "", "own.json": "{}", "own.csv": "role,place\n"}
    others = {"aliases.toml": "[companies]\n", ".pre-commit-config.yaml": "repos: []\n", "README.md": "# Guides\n"}
    for name, text in (inputs | others).items():
        (tmp_path / name).write_text(text, "utf-8")
    for name in inputs:
        done = comp_data("lint", "seeds", "--format", f"json={name}")
        assert f"{name} is read by this run: name another file" in done.stderr
    repository.commit("settings")
    for name in ("comp-data.toml", *others):
        for asked in (["lint", "seeds"], ["query", "select 1", "--dataset", "seeds"]):
            done = comp_data(*asked, "--output-file", name)
            assert f"{name} is tracked by git and not named like a report" in done.stderr
    assert {name: (tmp_path / name).read_text("utf-8") for name in inputs | others} == inputs | others
    assert comp_data("lint", "seeds", "--no-config", "--output-file", "own.csv").returncode == 0  # a committed report


@pytest.mark.posix
def test_a_device_or_a_pipe_is_written_to_and_stays_one(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset(BAD)
    assert comp_data(*LINT, "--format", "full=/dev/null").returncode == 1
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    assert comp_data(*LINT, "--format", "json=pipe").returncode == 1
    reader.join(timeout=30)
    assert len(json.loads(read[0])["diagnostics"]) == 2
    assert pipe.is_fifo()


@pytest.mark.posix
def test_a_pipe_that_nothing_reads_is_refused_without_waiting(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    dataset("")
    os.mkfifo(tmp_path / "pipe")
    for asked in ([*LINT, "--output-file", "pipe"], [*LINT, "--format=parquet=pipe"], ["query", "select 1", *TO_PIPE]):
        done = comp_data(*asked)
        assert (done.returncode, done.stderr.partition(" cannot be written: ")[0]) == (2, "comp-data: error: pipe")
        assert ("nothing reads this pipe" in done.stderr) != ("parquet" in asked[-1]), done.stderr
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.posix
def test_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a regular file"), open_atomic(tmp_path / "pipe"):
        pass
    assert (tmp_path / "pipe").is_fifo()


def test_no_report_is_written_through_a_link_in_a_repository(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    """A pull request can add a link to a file that git does not track, such as one that a shell reads."""
    dataset("")
    GitRepository(tmp_path)
    (tmp_path / "activate").write_text("before")
    (tmp_path / "out.json").symlink_to("activate")
    done = comp_data(*LINT, "--format", "json=out.json")
    assert (done.returncode, "out.json is a link: name the file that it leads to" in done.stderr) == (2, True)
    assert (tmp_path / "activate").read_text() == "before"


@pytest.mark.posix
def test_files_are_written_though_nobody_reads_standard_output(dataset: Write, tmp_path: Path) -> None:
    dataset(BAD)
    done = subprocess.run(
        f"{sys.executable} -m comp_data {' '.join(LINT)} --format full --format json=out.json >/dev/full",
        shell=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert len(json.loads((tmp_path / "out.json").read_text("utf-8"))["diagnostics"]) == 2


def test_the_job_summary_has_all_that_is_annotated(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset("".join(f"# file: acme-{number}/data-engineer.md\nrole_type: senior\n" for number in range(30)))
    file = tmp_path / "summary.md"
    file.write_text("# before")
    env = {"GITHUB_STEP_SUMMARY": str(file)}
    done = comp_data(*LINT, "--format", "github", env=env)
    assert done.stdout.count("::error ") == 30
    added = file.read_text("utf-8").removeprefix("# before\n")
    assert added == comp_data(*LINT, "--format", "markdown", env=env).stdout
    assert added.count("  - error ") == 30
    comp_data(*LINT, "--format", "full", "--format", "github=out.txt", env=env)
    assert file.read_text("utf-8") == f"# before\n{added}\n{added}"


@pytest.mark.posix
def test_a_job_summary_that_cannot_be_written_is_reported_and_fails_nothing(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    dataset("")
    for name, said in ((str(tmp_path), "cannot be written"), ("/dev/full", "cannot be written")):
        done = comp_data(*LINT, "--format", "github", env={"GITHUB_STEP_SUMMARY": name})
        assert (done.returncode, done.stdout) == (0, "1 guide: 0 errors, 0 warnings, 0 infos\n")
        assert said in done.stderr
    full = tmp_path / "summary.md"
    full.write_bytes(b"x" * (JOB_SUMMARY - 10))
    done = comp_data(*LINT, "--format", "github", env={"GITHUB_STEP_SUMMARY": str(full)})
    assert (done.returncode, done.stderr) == (0, "comp-data: the job summary has no room left for the findings\n")
    assert full.stat().st_size == JOB_SUMMARY - 10


def test_the_help_names_every_format_and_shells_complete_them() -> None:
    option = next(one for one in command.params if one.name == "formats")
    assert isinstance(option, click.Option)
    assert all(name in (option.help or "") for name in FORMATS)
    assert complete_format(click.Context(command), option, "j") == ["json", "jsonl", "junit"]


ONLY_FORMATS_NEED = (
    "xml",
    "hashlib",
    "tempfile",
    "comp_data.report.findings.json_format",
    "comp_data.report.findings.markdown",
)


def test_the_default_run_loads_nothing_that_only_a_format_needs(dataset: Write, tmp_path: Path) -> None:
    dataset("")
    code = (
        "import sys\nfrom comp_data.cli import cli\n"
        f"try: cli({[*LINT, '--format', 'full']!r})\n"
        f"except SystemExit: sys.exit(' '.join(sys.modules.keys() & set({ONLY_FORMATS_NEED!r})))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, check=False)
    assert done.stdout.startswith(b"1 guide: ")
    assert done.stderr.strip() == b""
