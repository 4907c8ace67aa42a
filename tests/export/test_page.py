"""What `docs/export.md` shows runs, one after the other."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import comp_data as cd
from comp_data.export.formats import FORMATS
from tests.conftest import ROOT, CommandLine

PAGE = (ROOT / "docs" / "export.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_the_commands_and_the_program_run(
    comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset("")
    for line in blocks("sh")[0].splitlines()[:2]:
        done = comp_data(*shlex.split(line, comments=True)[1:])
        assert done.returncode == 0, done.stderr
    monkeypatch.chdir(tmp_path)
    values: dict[str, Any] = {}
    (program,) = blocks("python")
    exec(program, values)
    rows = cd.load(tmp_path / "seeds").guides[0].compensation
    assert values["rows"] == [(rows[0].region, rows[0].base_low, rows[0].currency)]
    lowest = dict(values["lowest"])
    assert lowest["USD"] == min(row.base_low or 0 for row in rows if row.currency == "USD")
    assert len(values["pay"]) == len(values["frame"]) == len(rows)
    values["database"].close()


def test_the_table_of_formats_is_that_of_the_formats() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == [one.name for one in FORMATS]
