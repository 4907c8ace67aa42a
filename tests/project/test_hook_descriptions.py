"""What the descriptions of the hooks ask of pre-commit, and the commands that they name."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, CommandLine

DESCRIBED = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
OPTIONS = ["--config=x.md", "--output-file=README.md", "--ignore=ALL.md", "--config=/x.md", "-h.md"]


def test_every_hook_runs_once_at_a_time_and_says_which_pre_commit_it_needs() -> None:
    assert len(DESCRIBED) == 4
    for hook in DESCRIBED:
        assert hook["require_serial"] is True
        assert hook["minimum_pre_commit_version"] == "3.2.0"
        assert ("types" in hook) != hook.get("always_run", False)


@pytest.mark.parametrize("args", [(), ("--level", "info"), ("--select", "CD2", "--fail-on=error")], ids=str)
@pytest.mark.parametrize("hook", ["comp-data-lint", "comp-data-fix"])
def test_a_file_named_like_an_option_is_refused(
    hook: str, args: tuple[str, ...], comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path
) -> None:
    dataset("compensation:\n  - base_low: 250000\n")
    (tmp_path / "README.md").write_text("# What must stay\n")
    (command,) = [one["entry"].split()[1:] for one in DESCRIBED if one["id"] == hook]
    for name in OPTIONS:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text('ignore = ["ALL"]\n')
        done = comp_data(*command, *args, name, "seeds/acme/data-engineer.md")
        assert done.returncode == 2, name
        assert f"`{name}` is an option and the name of a file" in done.stderr
        assert (tmp_path / "README.md").read_text("utf-8") == "# What must stay\n"
        file.unlink()
