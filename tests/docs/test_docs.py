"""What the guides in `docs` show runs: commands with flags that exist, hooks, inputs and links that are there."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from compileall import compile_dir
from pathlib import Path
from typing import Any

import pytest
import yaml

from comp_data.linter.config.config import parse_configuration
from docs.rule_examples import TODAY
from tests.conftest import ROOT, CommandLine, GitRepository
from tests.docs.pages import YAML_BLOCKS, blocks, job_steps

DOCS = {file.name: file.read_text("utf-8") for file in sorted((ROOT / "docs").glob("*.md"))}
README = (ROOT / "README.md").read_text("utf-8")
HOOKS = {one["id"]: one for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def yaml_blocks() -> list[Any]:
    return [yaml.safe_load(block) for block in YAML_BLOCKS]


def hook_commands() -> list[str]:
    repos = [repo for block in yaml_blocks() for repo in block.get("repos", ())]
    hooks = [hook for repo in repos for hook in repo["hooks"]]
    return [shlex.join([*shlex.split(HOOKS[hook["id"]]["entry"]), *hook.get("args", ())]) for hook in hooks]


def commands() -> list[str]:
    """Every `comp-data` command of hooks and CI jobs."""
    lines = [step["run"] for step in job_steps() if "run" in step]
    lines += [line for block in yaml_blocks() for job in block.values() if "script" in job for line in job["script"]]
    shown = (line.removeprefix(".venv/bin/").partition("#")[0].partition(">")[0].strip() for line in lines)
    return sorted({*hook_commands(), *(line for line in shown if line.startswith("comp-data "))})


def test_the_site_lists_every_page() -> None:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    listed = [
        page for part in nav for pages in part.values() for page in ([pages] if isinstance(pages, str) else pages)
    ]
    assert sorted(listed) == sorted({*DOCS, "index.md", "rules/README.md"} - {"rule_example.md"})


@pytest.mark.slow
@pytest.mark.parametrize("command", commands())
def test_a_command_runs(command: str, comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path) -> None:
    dataset("")
    if "--base " in command or command.startswith("comp-data diff "):
        repository = GitRepository(tmp_path)
        repository.commit()
        if command.startswith("comp-data diff "):
            dataset("compensation:\n  - base_low: 151000\n")
        repository.commit()
        command = command.replace("$CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD~1")
    assert comp_data("lint", "--write-baseline", f"--today={TODAY}").returncode == 0
    arguments = shlex.split(command)[1:]
    if "--config" in arguments:  # of one of several datasets
        file = tmp_path / arguments[arguments.index("--config") + 1]
        shutil.copytree(tmp_path / "seeds", file.parent / "seeds")
        file.write_text('fail-on = "never"\n', "utf-8")
    if "lint" in arguments and "--today" not in arguments:  # the example guide is of that time
        arguments.insert(1, f"--today={TODAY}")
    done = comp_data(*arguments)
    assert done.returncode == 0, done.stderr


SCRIPTS = {name: "\n".join(blocks(name, "sh")) for name in DOCS}
MAY_FIND = "trap 'code=$?; [ $code -le 1 ] || { echo failed: $BASH_COMMAND; exit 9; }' ERR\n"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a fresh clone of this checkout holds, uncommitted work included."""
    folder = tmp_path_factory.mktemp("clone") / "comp-data"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        check=True,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    repository = GitRepository(folder)
    repository.commit("all")
    repository.commit("another commit")
    compile_dir(folder / "comp_data", quiet=2)  # once for all pages, also where Python writes no bytecode
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", [name for name, script in SCRIPTS.items() if script])
def test_the_shell_blocks_of_a_page_run_in_a_fresh_clone(page: str, clone: Path, tmp_path: Path) -> None:
    folder = tmp_path / "comp-data"
    shutil.copytree(clone, folder)
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    command = bin_folder / "comp-data"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m comp_data "$@"\n')
    command.chmod(0o755)
    path = os.pathsep.join([str(bin_folder), str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-uE", "-c", MAY_FIND + SCRIPTS[page]],
        cwd=folder,
        env={**os.environ, "PATH": path, "TMPDIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode in (0, 1), done.stdout[-2000:] + done.stderr[-2000:]


def test_commands_of_every_kind_are_found() -> None:
    found = commands()
    assert "comp-data lint --fix-only --within-dataset" in found
    assert any("gitlab" in command for command in found)
    assert len(found) > 5


def test_jobs_give_the_action_inputs_that_it_has() -> None:
    used = [step for step in job_steps() if step.get("uses", "").startswith("OWNER/comp-data@")]
    assert len(used) == 5
    for step in used:
        assert set(step["with"]) <= set(ACTION["inputs"])
        assert all(isinstance(value, str) for value in step["with"].values())


def test_the_table_of_inputs_is_that_of_the_action() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (?:`([^`]+)`)? ?\| .+ \|$", DOCS["ci.md"], re.MULTILINE)
    assert dict(rows) == {name: one["default"] for name, one in ACTION["inputs"].items()}


def test_the_table_of_hooks_is_that_of_the_hooks() -> None:
    assert re.findall(r"^\| `(comp-data-\w+)` \|", DOCS["pre-commit.md"], re.MULTILINE) == list(HOOKS)
    assert len(hook_commands()) > 5


def test_the_settings_are_settings() -> None:
    for block in blocks("pre-commit.md", "toml"):
        assert parse_configuration(tomllib.loads(block), Path("comp-data.toml")).configuration.dataset == "guides"


def test_every_page_is_linked_from_another_one() -> None:
    for name in DOCS.keys() - {"rule_example.md"}:
        others = (text for other, text in DOCS.items() if other != name)
        assert f"](docs/{name})" in README or any(f"]({name}" in text for text in others), name


def test_every_file_that_is_linked_is_there() -> None:
    for name, text in DOCS.items():
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / "docs" / target).exists(), (name, target)


SHELLS = ["bash", "zsh", "fish"]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_gets_a_script_that_names_the_command(shell: str, comp_data: CommandLine) -> None:
    assert f"_COMP_DATA_COMPLETE={shell}_source comp-data" in DOCS["completion.md"]
    done = comp_data(env={"_COMP_DATA_COMPLETE": f"{shell}_source"})
    assert done.returncode == 0, done.stderr
    assert f"_COMP_DATA_COMPLETE={shell}_complete" in done.stdout
    assert re.search(r"(complete|compdef) .*comp-data", done.stdout)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("typed", "expected"), [("li", "lint"), ("", "lint"), ("sch", "schema"), ("mi", "migrate")])
def test_a_command_is_completed(shell: str, typed: str, expected: str, comp_data: CommandLine) -> None:
    position = typed if shell == "fish" else "1"
    asked = {"COMP_WORDS": f"comp-data {typed}", "COMP_CWORD": position, "_COMP_DATA_COMPLETE": f"{shell}_complete"}
    done = comp_data(env=asked)
    assert done.returncode == 0, done.stderr
    words = re.split(r"[\n,\t]", done.stdout)
    assert expected in words
    if typed:
        assert not {"lint", "rule", "schema", "migrate"} - {expected} & set(words)


@pytest.mark.parametrize("shell", SHELLS)
def test_an_option_and_its_values_are_completed(shell: str, comp_data: CommandLine) -> None:
    for words, typed, expected in (("lint --fi", "--fi", "--fix"), ("lint --level war", "war", "warning")):
        position = typed if shell == "fish" else str(len(words.split()))
        asked = {"COMP_WORDS": f"comp-data {words}", "COMP_CWORD": position}
        done = comp_data(env={**asked, "_COMP_DATA_COMPLETE": f"{shell}_complete"})
        assert expected in re.split(r"[\n,\t]", done.stdout), (words, done.stdout)


def test_bash_itself_completes(comp_data: CommandLine, tmp_path: Path) -> None:
    command = tmp_path / "comp-data"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m comp_data "$@"\n')
    command.chmod(0o755)
    (setup,) = blocks("completion.md", "bash")[0].splitlines()
    script = (
        f'PATH="{tmp_path}:$PATH"\n{setup}\nCOMP_WORDS=(comp-data li); COMP_CWORD=1\n'
        "complete -p comp-data\n_comp_data_completion comp-data\n"
        'echo "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.stdout.splitlines() == ["complete -o nosort -F _comp_data_completion comp-data", "lint"], done.stderr
