"""What the README shows is what happens."""

import io
import re
import shutil
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import yaml

from comp_data.linter.config.config import parse_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.config.settings import make_settings
from tests.conftest import ROOT, CommandLine
from tests.fragments import guides
from tests.linter.rules.body.tables import USUAL, against, entries

README = (ROOT / "README.md").read_text("utf-8")
PICTURED = against(
    entries(
        "total_comp_high: 330000",
        "base_low: 164000",
        "stock_low: null\n    stock_high: null",
    ),
    USUAL[0].replace("$260K", "$330K"),
    *USUAL[1:],
)


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_picture(comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path) -> None:
    dataset(PICTURED).rename(tmp_path / "guides")
    command, _, output = blocks("console")[0].partition("\n")
    done = comp_data(*command.removeprefix("$ comp-data ").split())
    assert done.stdout == output


def test_the_library() -> None:
    (code,) = blocks("python")
    assert len(code.splitlines()) <= 10
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(code, "README.md", "exec"), {})
    assert out.getvalue() == (
        "200000 USD 339000.0\n"
        "USD 273,000–405,000 stated; USD 255,000–353,000 by its parts\n"
        "True ['CD702', 'CD505', 'CD505', 'CD212', 'CD505', 'CD703']\n"
    )


def test_the_settings() -> None:
    (text,) = blocks("toml")
    import tomllib  # noqa: PLC0415

    loaded = parse_configuration(tomllib.loads(text)["tool"]["comp-data"], Path("pyproject.toml"))
    assert make_settings(Request(), loaded).rules


def test_the_hooks_are_those_there_are() -> None:
    hook, job = (yaml.safe_load(text) for text in blocks("yaml"))
    named = [one["id"] for one in hook["repos"][0]["hooks"]]
    assert named == [one["id"] for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))]
    assert len(blocks("yaml")[0].splitlines()) <= 5
    assert job["jobs"]["guides"]["steps"][-1] == {"run": "comp-data lint --format github --level info"}


def test_the_commands_of_the_linting_section_run(comp_data: CommandLine, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    for line in next(text for text in blocks("sh") if "comp-data rule" in text).splitlines():
        arguments = line.partition("#")[0].split()[1:]
        assert comp_data(*arguments).returncode == 0, line


def test_the_commands_of_the_levels_of_trust_run(comp_data: CommandLine, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    for line in next(text for text in blocks("sh") if "--preset" in text).splitlines():
        done = comp_data(*line.partition("#")[0].split()[1:])
        assert done.returncode in ({0, 1} if "release" in line else {0}), line


def test_the_commands_that_make_guides_run(comp_data: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "comp-data.toml").write_text('dataset = "guides"')
    guide = tmp_path / "guides" / "acme" / "data-engineer.md"
    new, *others = next(text for text in blocks("sh") if "comp-data new" in text).splitlines()
    assert comp_data(*new.partition("#")[0].split()[1:]).returncode == 0
    guide.write_text(guides("company: acme")[0].text.split("\n---\n", 1)[1], "utf-8")
    for line in others:
        arguments = line.partition("#")[0].replace("*", "data-engineer").split()[1:]
        assert comp_data(*arguments).returncode == 0, line
    assert comp_data("lint").returncode == 0


def test_every_file_it_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).exists(), target
