"""What `docs/money.md` shows is what happens."""

import json
import re
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.dataset.statistics import GROUPINGS, PARTS
from tests.conftest import ROOT, CommandLine
from tests.docs.pages import blocks

PAGE = (ROOT / "docs" / "money.md").read_text("utf-8")


@pytest.mark.parametrize("block", blocks("money.md", "console"))
def test_the_command_line(block: str, folder: Path, comp_data: CommandLine) -> None:
    command, _, output = block.partition("\n")
    done = comp_data(*command.removeprefix("$ comp-data ").split())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == output


def test_the_two_files_of_rates_are_the_same(folder: Path) -> None:
    one, other = cd.Rates.from_file("rates.csv"), cd.Rates.from_file("rates.json")
    assert (one.base, one.table, one.day) == (other.base, other.table, other.day)


def test_every_part_and_grouping_is_reported() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE.partition("## Currencies")[0], re.MULTILINE) == list(PARTS)
    documented = PAGE.partition("`by` is one column")[2].partition("Groups come")[0]
    assert set(GROUPINGS) <= set(re.findall(r"`(\w+)`", documented))


def test_every_key_of_the_json_is_reported(folder: Path, comp_data: CommandLine) -> None:
    documented = set(re.findall(r"`(\w+)", PAGE.partition("## JSON")[2]))
    for command in ("stats --by role,currency", "stats", "show acme/data-engineer", "show acme"):
        done = comp_data(*command.split(), "--format", "json")
        assert set(json.loads(done.stdout)) <= documented | {"version", "tool"}, command
