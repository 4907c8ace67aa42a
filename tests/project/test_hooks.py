"""The hooks, and what `comp-data init` writes, run by a real pre-commit from this checkout in a git repository."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.cli.test_init import write_guides
from tests.conftest import ROOT
from tests.docs.pages import YAML_BLOCKS
from tests.fragments import guides

pytestmark = pytest.mark.install

CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
{hooks}
"""
COMP_DATA = (sys.executable, "-m", "comp_data")
GATE = ("comp-data-lint", "comp-data-check")
DOCUMENTED = [block for block in YAML_BLOCKS if block.startswith("repos:")]


def run(*command: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    env = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for name in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{name}_NAME": "Test", f"GIT_{name}_EMAIL": "test@example.com"}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False, timeout=600)


def git(*arguments: str, cwd: Path) -> str:
    done = run("git", *arguments, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module", autouse=True)
def _environments(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The environments of hooks are in a folder of the tests, and not compiled, which takes as long as to copy them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("pre-commit")))
        patch.setenv("PIP_NO_COMPILE", "1")
        yield


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """This checkout as a repository of its own, so that uncommitted work is what the hooks run."""
    copy = tmp_path_factory.mktemp("hooks") / "comp-data"
    copy.mkdir()
    for name in ("comp_data", "seeds", "schemas", "docs/rules"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, copy / name)
    git("init", "--quiet", cwd=copy)
    git("add", "--all", cwd=copy)
    git("commit", "--quiet", "-m", "hooks", cwd=copy)
    return copy, git("rev-parse", "HEAD", cwd=copy)


@pytest.fixture
def repository(tmp_path: Path, hooks: tuple[Path, str]) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    git("init", "--quiet", cwd=folder)
    configure(folder, hooks, *GATE)
    write(folder, "")
    (folder / "seeds" / "README.md").write_text("# The guides\n")
    git("add", "--all", cwd=folder)
    assert run("pre-commit", "install", cwd=folder).returncode == 0
    return folder


def configure(folder: Path, hooks: tuple[Path, str], *ids: str) -> None:
    listed = "\n".join(f"      - id: {one}" for one in ids)
    config = CONFIG.format(repository=hooks[0].as_uri(), revision=hooks[1], hooks=listed)
    (folder / ".pre-commit-config.yaml").write_text(config, "utf-8")


def write(folder: Path, fragment: str) -> Path:
    (made,) = guides(fragment)
    file = folder / "seeds" / made.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(made.text, "utf-8")
    return file


def test_a_good_change_passes_and_a_bad_one_is_stopped_at_its_line(repository: Path) -> None:
    done = run("git", "commit", "-m", "a good guide", cwd=repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.count("Passed") == 2

    write(repository, "compensation:\n  - base_low: 250000\n")
    git("add", "--all", cwd=repository)
    done = run("git", "commit", "-m", "a bad guide", cwd=repository)
    assert done.returncode == 1
    assert done.stderr.count("Failed") == 2
    assert "error CD204 inverted-range: San Francisco: base_low 250,000" in done.stderr
    assert "--> seeds/acme/data-engineer.md:13:15" in done.stderr
    assert git("log", "--format=%s", cwd=repository) == "a good guide"


def test_the_fix_hook_fixes_a_lost_figure_and_the_second_commit_passes(
    repository: Path, hooks: tuple[Path, str]
) -> None:
    configure(repository, hooks, "comp-data-fix")
    stated = "".join(made.text for made in guides(""))
    lost = stated.replace("stock_high: 48000", "stock_high: null").replace("stock_low: 30000", "stock_low: null")
    file = repository / "seeds" / "acme" / "data-engineer.md"
    file.write_text(lost, "utf-8")
    git("add", "--all", cwd=repository)
    done = run("git", "commit", "-m", "a lost figure", cwd=repository)
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stderr
    assert "seeds/acme/data-engineer.md" in done.stderr
    assert file.read_text("utf-8") == stated

    git("add", "--all", cwd=repository)
    done = run("git", "commit", "-m", "a fixed guide", cwd=repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.count("Passed") == 1
    assert git("log", "--format=%s", cwd=repository) == "a fixed guide"


def test_the_fix_hook_leaves_a_figure_that_contradicts_another_and_stops_the_commit(
    repository: Path, hooks: tuple[Path, str]
) -> None:
    configure(repository, hooks, "comp-data-fix", "comp-data-check")
    file = write(repository, "compensation:\n  - base_low: 250000\n")
    text = file.read_text("utf-8")
    git("add", "--all", cwd=repository)
    done = run("git", "commit", "-m", "a bad guide", cwd=repository)
    assert done.returncode == 1
    assert "files were modified" not in done.stderr
    assert done.stderr.count("Passed") == 1
    assert "error CD204 inverted-range" in done.stderr
    assert file.read_text("utf-8") == text


def test_the_hooks_of_the_readme_report_each_finding_once(repository: Path, hooks: tuple[Path, str]) -> None:
    configure(repository, hooks, "comp-data-fix", "comp-data-changes", "comp-data-check")
    git("add", "--all", cwd=repository)
    assert run("git", "commit", "-m", "the base", cwd=repository).returncode == 0
    file = write(repository, "role_type: senior\ncompensation:\n  - base_low: 250000\n")
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("stock_high: 48000", "stock_high: null").replace("stock_low: 30000", "stock_low: null"), "utf-8"
    )
    git("add", "--all", cwd=repository)
    done = run("git", "commit", "-m", "several findings", cwd=repository)
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stderr
    assert "stock_low: 30000" in file.read_text("utf-8")
    codes = re.findall(r"^(?:error|warning|info) (CD\d+) .*\n +--> (\S+)", done.stderr, re.MULTILINE)
    assert len(codes) == len(set(codes)), done.stderr
    assert {"CD105", "CD204", "CD801"} <= {code for code, _ in codes}


def test_with_a_baseline_what_is_known_passes_and_what_is_new_is_stopped(
    repository: Path, hooks: tuple[Path, str]
) -> None:
    configure(repository, hooks, "comp-data-lint", "comp-data-check")
    file = write(repository, "compensation:\n  - base_low: 250000\n")
    (repository / "comp-data.toml").write_text('baseline = "known.jsonl"\n')
    command = [sys.executable, "-m", "comp_data", "lint", "--write-baseline"]
    assert run(*command, cwd=repository).returncode == 0
    git("add", "--all", cwd=repository)
    done = run("git", "commit", "-m", "known findings", cwd=repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.count("Passed") == 2

    file.write_text(file.read_text("utf-8").replace("base_low: 250000", "base_low: 260000"), "utf-8")
    git("add", "--all", cwd=repository)
    done = run("git", "commit", "-m", "a worse figure", cwd=repository)
    assert done.returncode == 1
    assert done.stderr.count("Failed") == 2
    assert "error CD204 inverted-range: San Francisco: base_low 260,000" in done.stderr
    assert "CD904 stale-baseline" in done.stderr


def test_the_changes_hook_holds_a_commit_against_the_last_one(repository: Path, hooks: tuple[Path, str]) -> None:
    configure(repository, hooks, "comp-data-changes")
    git("add", "--all", cwd=repository)
    done = run("git", "commit", "-m", "the first", cwd=repository)
    assert done.returncode == 0, done.stdout + done.stderr

    file = write(repository, "compensation:\n  - base_low: 100000\n")
    git("add", "--all", cwd=repository)
    done = run("git", "commit", "-m", "a large change", cwd=repository)
    assert done.returncode == 1
    assert "error CD801 large-change: San Francisco: base_low 100,000 is 33.3% under 150,000" in done.stderr

    git("checkout", "--quiet", "HEAD", "--", ".", cwd=repository)
    other = file.with_name("product-designer.md")
    other.write_text(file.read_text("utf-8").replace("role: data-engineer", "role: product-designer"), "utf-8")
    git("rm", "--quiet", str(file), cwd=repository)
    git("add", "--all", cwd=repository)
    done = run("git", "commit", "-m", "another name", cwd=repository)
    assert done.returncode == 1
    assert "the record acme/data-engineer was renamed to acme/product-designer" in done.stderr

    git("reset", "--quiet", "--hard", cwd=repository)
    done = run("git", "commit", "--allow-empty", "-m", "nothing", cwd=repository)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("hook", ["comp-data-lint", "comp-data-fix"])
def test_a_file_named_like_an_option_stops_the_commit(hook: str, repository: Path, hooks: tuple[Path, str]) -> None:
    configure(repository, hooks, f"{hook}\n        args: [--level, info]")
    write(repository, "compensation:\n  - base_low: 250000\n")
    (repository / "--output-file=README.md").write_text('ignore = ["ALL"]\n')
    (repository / "README.md").write_text("# What must stay\n")
    git("add", "--all", cwd=repository)
    done = run("git", "commit", "-m", "a hostile name", cwd=repository)
    assert done.returncode == 1
    assert "`--output-file=README.md` is an option and the name of a file" in done.stderr
    assert (repository / "README.md").read_text("utf-8") == "# What must stay\n"


@pytest.mark.parametrize("change", ["known.jsonl", "aliases", "schema.json", "comp-data.toml", "deleted", "nothing"])
def test_the_check_hook_runs_whatever_changed(change: str, repository: Path, hooks: tuple[Path, str]) -> None:
    configure(repository, hooks, "comp-data-check")
    (repository / "comp-data.toml").write_text(
        'baseline = "known.jsonl"\nrules.custom-schema.files = ["schema.json"]\n'
    )
    (repository / "schema.json").write_text("{}")
    file = write(repository, "compensation:\n  - base_low: 250000\n")
    command = [sys.executable, "-m", "comp_data", "lint", "--write-baseline"]
    assert run(*command, cwd=repository).returncode == 0
    git("add", "--all", cwd=repository)
    assert run("git", "commit", "-m", "the base", cwd=repository).returncode == 0
    if change == "known.jsonl":
        (repository / change).write_text("")
    elif change == "aliases":
        (repository / "seeds" / "aliases.toml").write_text("companies = 1\n")
    elif change == "schema.json":
        (repository / change).write_text('{"required": ["nothing"]}')
    elif change == "comp-data.toml":
        (repository / change).write_text("")
    elif change == "deleted":
        file.unlink()
    git("add", "--all", cwd=repository)
    done = run("git", "commit", "--allow-empty", "-m", change, cwd=repository)
    ran = "check the dataset of compensation guides" in done.stderr and "Skipped" not in done.stderr
    assert ran, done.stderr
    assert done.returncode == (0 if change in ("aliases", "nothing") else 1), done.stderr


@pytest.mark.parametrize("configuration", DOCUMENTED)
def test_a_documented_configuration_runs(configuration: str, repository: Path, hooks: tuple[Path, str]) -> None:
    here = configuration.replace("https://github.com/OWNER/comp-data", hooks[0].as_uri())
    here = re.sub(r"rev: \S+", f"rev: {hooks[1]}", here)
    (repository / ".pre-commit-config.yaml").write_text(here, "utf-8")
    (repository / "comp-data-baseline.jsonl").write_text("")
    for name in re.findall(r"--config, ([^],]+)", configuration):  # one of several datasets
        shutil.copytree(repository / "seeds", (repository / name).parent / "seeds")
        (repository / name).write_text("")
    git("add", "--all", cwd=repository)
    git("commit", "--no-verify", "-m", "a guide", cwd=repository)
    done = run("pre-commit", "run", "--all-files", cwd=repository)
    ids = re.findall(r"id: ([\w-]+)", configuration)
    assert re.findall(r"hook id: ([\w-]+)", done.stdout) == [one for one in ids if "--fail-on" in configuration][:1]
    assert done.stdout.count("Passed") + done.stdout.count("Failed") == len(ids), done.stdout + done.stderr
    assert "exit code: 2" not in done.stdout


@pytest.mark.parametrize("where", [".", "data/guides"])
def test_hooks_and_job_work_as_they_are_written(tmp_path: Path, hooks: tuple[Path, str], where: str) -> None:
    top = tmp_path / "data"
    top.mkdir()
    git("init", "--quiet", cwd=top)
    write_guides(top / where)
    (top / "docs").mkdir()
    (top / "docs" / "about.md").write_text("# About\n", "utf-8")
    done = run(*COMP_DATA, "init", "--baseline", "--source", str(hooks[0]), "--rev", hooks[1], cwd=top)
    assert done.returncode == 1, done.stdout + done.stderr
    (left,) = [line for line in done.stdout.splitlines() if line.startswith("to do: ")]
    assert "CI cannot install comp-data from a folder of this machine" in left
    run(*COMP_DATA, "lint", "--fix", cwd=top)
    assert run("pre-commit", "install", cwd=top).returncode == 0
    git("add", "--all", cwd=top)
    committed = run("git", "commit", "-m", "Lint the guides", cwd=top)
    assert committed.returncode == 0, committed.stdout + committed.stderr
    assert committed.stderr.count("Passed") == 3

    write_guides(top / where, base_low=950000)
    git("add", "--all", cwd=top)
    stopped = run("git", "commit", "-m", "A wrong figure", cwd=top)
    assert stopped.returncode == 1
    assert "error CD204 inverted-range: San Francisco: base_low 950,000" in stopped.stderr

    git("checkout", "--quiet", "HEAD", "--", ".", cwd=top)
    workflow = yaml.safe_load((top / ".github" / "workflows" / "comp-data.yml").read_text("utf-8"))
    script = "\n".join(step["run"] for step in workflow["jobs"]["guides"]["steps"] if "run" in step)
    if where == ".":  # installing takes a while and does not depend on where the guides are
        assert run(sys.executable, "-m", "venv", str(tmp_path / "ci"), cwd=top).returncode == 0
        prepared = f"export PATH={tmp_path}/ci/bin:$PATH GITHUB_STEP_SUMMARY={tmp_path}/summary\n{script}"
    else:
        prepared = f"export GITHUB_STEP_SUMMARY={tmp_path}/summary\n{script.splitlines()[-1]}"
    job = run("bash", "-euc", prepared, cwd=top)
    assert job.returncode == 0, job.stdout + job.stderr
    assert (tmp_path / "summary").read_text("utf-8").count("### comp-data: 2 guides") == 1
