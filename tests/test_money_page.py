"""What `docs/money.md` shows is what happens."""

import io
import json
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.pay_figures import GROUPINGS, PARTS
from tests.conftest import ROOT, CommandLine

PAGE = (ROOT / "docs" / "money.md").read_text("utf-8")
GUIDES = (
    "# file: acme/data-engineer.md\n"
    "# file: globex/data-engineer.md\ncompensation:\n"
    "  - base_low: 160000\n    base_high: 210000\n    total_comp_low: 195000\n    total_comp_high: 275000\n"
    "  - base_low: 155000\n    base_high: 200000\n    total_comp_low: 200000\n    total_comp_high: 260000\n"
    "  - base_low: 86000\n    base_high: 116000\n    total_comp_low: 104000\n    total_comp_high: 144000\n"
    "# file: globex/product-manager.md\nlast_updated: 2026-01-15\nnext_review_due: 2026-04-15\n"
)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(dataset: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the guides of the page, their configuration and the page's file of rates."""
    dataset(GUIDES).rename(tmp_path / "guides")
    (tmp_path / "comp-data.toml").write_text('dataset = "guides"')
    (tmp_path / "rates.csv").write_text(blocks("csv")[0])
    (tmp_path / "rates.json").write_text(blocks("json")[0])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_library(folder: Path) -> None:
    names: dict[str, object] = {}
    for code, expected in zip(blocks("python"), blocks("text"), strict=True):
        out = io.StringIO()
        with redirect_stdout(out):
            exec(compile(code, "money.md", "exec"), names)
        assert out.getvalue() == expected


@pytest.mark.parametrize("block", blocks("console"))
def test_the_command_line(block: str, folder: Path, comp_data: CommandLine) -> None:
    command, _, output = block.partition("\n")
    done = comp_data(*command.removeprefix("$ comp-data ").split())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == output


def test_the_two_files_of_rates_are_the_same(folder: Path) -> None:
    one, other = cd.Rates.from_file("rates.csv"), cd.Rates.from_file("rates.json")
    assert (one.base, one.table, one.day) == (other.base, other.table, other.day)


def test_every_part_and_grouping_is_told() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE.partition("## Currencies")[0], re.MULTILINE) == list(PARTS)
    told = PAGE.partition("`by` is one column")[2].partition("Groups come")[0]
    assert set(GROUPINGS) <= set(re.findall(r"`(\w+)`", told))


def test_every_key_of_the_json_is_told(folder: Path, comp_data: CommandLine) -> None:
    told = set(re.findall(r"`(\w+)", PAGE.partition("## JSON")[2]))
    for command in ("stats --by role,currency", "stats", "show acme/data-engineer", "show acme"):
        done = comp_data(*command.split(), "--format", "json")
        assert set(json.loads(done.stdout)) <= told | {"version", "tool"}, command
