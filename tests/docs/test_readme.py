"""What the README shows is what happens."""

import io
import re
import shutil
import tomllib
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import yaml

from comp_data.linter.config.config import parse_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.config.settings import make_settings
from tests.conftest import ROOT, CommandLine
from tests.docs.pages import blocks
from tests.linter.rules.body.tables import USUAL, against, entries

README = (ROOT / "README.md").read_text("utf-8")
PICTURED = against(
    entries(
        "total_comp_high: 330000",
    ),
    USUAL[0].replace("$260K", "$330K"),
    *USUAL[1:],
)


def test_the_picture(comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path) -> None:
    dataset(PICTURED).rename(tmp_path / "guides")
    command, _, output = blocks("../README.md", "console")[0].partition("\n")
    done = comp_data(*command.removeprefix("$ comp-data ").split())
    assert done.stdout == output


def test_the_guide_that_it_shows_is_the_one_with_the_finding(dataset: Callable[[str], Path]) -> None:
    (shown,) = blocks("../README.md", "markdown")
    whole = next(dataset(PICTURED).rglob("*.md")).read_text("utf-8")
    lines = iter(whole.replace("| ---|---|---|---|--- |", "|---|---|---|---|---|").splitlines())
    assert [line for line in shown.splitlines() if line not in lines] == []


def test_it_is_read_in_a_few_minutes() -> None:
    assert len(README.split()) <= 600


def test_the_library() -> None:
    (code,), (output,) = blocks("../README.md", "python"), blocks("../README.md", "text")
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(code, "README.md", "exec"), {})
    assert out.getvalue() == output


def test_the_settings() -> None:
    (text,) = blocks("../README.md", "toml")
    loaded = parse_configuration(tomllib.loads(text)["tool"]["comp-data"], Path("pyproject.toml"))
    assert make_settings(Request(), loaded).rules


def test_hooks_and_inputs_exist() -> None:
    (text,) = blocks("../README.md", "yaml")
    hook, job = yaml.safe_load(text), yaml.safe_load(blocks("ci.md", "yaml")[0])
    defined = [one["id"] for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))]
    assert {one["id"] for one in hook["repos"][0]["hooks"]} < set(defined)
    action = job["jobs"]["guides"]["steps"][-1]
    assert action["uses"].startswith("OWNER/comp-data@")
    assert set(action["with"]) < set(yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"])


def test_the_commands_run(comp_data: CommandLine, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    _, commands = blocks("../README.md", "sh")
    for line in commands.splitlines():
        assert comp_data(*line.partition("#")[0].split()[1:]).returncode == 0, line


def test_the_commands_for_windows_are_the_same_there() -> None:
    (commands, _), (windows,) = blocks("../README.md", "sh"), blocks("../CONTRIBUTING.md", "powershell")
    for before, after in (("python3 ", "py "), (" &&", ";"), (".venv/bin/", ".venv\\Scripts\\")):
        commands = commands.replace(before, after)
    assert windows == commands


def test_the_table_names_commands_and_pages(comp_data: CommandLine) -> None:
    rows = re.findall(r"\(docs/(\w+)\.md\) \|.*`comp-data (\w+)` \|$", README, re.MULTILINE)
    assert len(rows) == 9
    for page, command in rows:
        assert comp_data(command, "--help").returncode == 0
        assert f"comp-data {command}" in (ROOT / "docs" / f"{page}.md").read_text("utf-8")


def test_every_file_it_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).exists(), target
