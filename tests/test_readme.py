"""What the README shows is what happens."""

import io
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import yaml

from comp_data.linter.config import parse_configuration
from comp_data.linter.run import Request, make_settings
from tests.conftest import ROOT, CommandLine

README = (ROOT / "README.md").read_text("utf-8")
PICTURED = """\
compensation:
  - total_comp_high: 330000
  - base_low: 1460000
  - region: London (GBP)
    currency: USD
"""


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
        "True ['CD702', 'CD201', 'CD201', 'CD212', 'CD201', 'CD703']\n"
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


def test_the_commands_of_the_linting_section_run(comp_data: CommandLine) -> None:
    for line in next(text for text in blocks("sh") if "comp-data rule" in text).splitlines():
        arguments = line.partition("#")[0].split()[1:]
        assert comp_data(*arguments, cwd=ROOT).returncode == 0, line


def test_every_file_it_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).exists(), target
