"""What `docs/tables.md` says of the tables is what they are; `test_docs_python.py` runs its examples."""

import re
import shlex
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.tables.relations import ALL_RELATIONS
from tests.conftest import ROOT, CommandLine
from tests.docs.pages import blocks

PAGE = (ROOT / "docs" / "tables.md").read_text("utf-8")


def test_every_column_is_listed() -> None:
    listed = PAGE.partition("## Columns")[2].split("\n### ")[1:]
    for relation, text in zip(ALL_RELATIONS, listed, strict=True):
        title, _, rest = text.partition("\n\n")
        assert title == relation.name
        assert rest.startswith(
            f"{relation.description} No two rows agree in {' and '.join(f'`{k}`' for k in relation.key)}."
        )
        assert re.findall(r"^\| `(\w+)` \| (\w+)(, required)? \| (.+) \|$", text, re.MULTILINE) == [
            (one.name, one.type, ", required" if one.is_required else "", one.description) for one in relation.columns
        ]


def test_the_types() -> None:
    ds = cd.load()
    polars, pandas, arrow = ds.to_polars().pay, ds.to_pandas().pay, ds.to_arrow().pay
    dates = ds.to_polars().guides, ds.to_pandas().guides, ds.to_arrow().guides
    for kind, *expected in re.findall(r"^\| (\w+) \| `(.+?)` \| `(.+?)` \| `(.+?)` \| `(.+?)` \|$", PAGE, re.MULTILINE):
        name = {"text": "region", "integer": "base_low", "number": "bonus_pct", "date": "last_updated"}[kind]
        frames = dates if kind == "date" else (polars, pandas, arrow)
        found = [str(frames[0][name].dtype), str(frames[1][name].dtype), str(frames[2].schema.field(name).type)]
        found += ds.sql(f"select {name} from {'guides' if kind == 'date' else 'pay'}").types
        assert found == expected


@pytest.mark.slow
def test_the_commands(comp_data: CommandLine, tmp_path: Path) -> None:
    (commands,) = blocks("tables.md", "sh")
    for line in commands.splitlines():
        done = comp_data(*shlex.split(line)[1:], "--dataset", str(ROOT / "seeds"))
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "pay.csv").read_text("utf-8").count("\n") == 3


def test_the_broken_query(comp_data: CommandLine) -> None:
    command, _, shown = blocks("tables.md", "console")[1].partition("\n")
    done = comp_data(*shlex.split(command)[2:], cwd=ROOT)
    assert (done.returncode, done.stderr) == (2, shown)


def test_the_extras() -> None:
    import tomllib  # noqa: PLC0415

    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    listed = re.findall(r"^\| `(\w+)` \| (\w+) \| `", PAGE, re.MULTILINE)
    assert len(listed) == 4
    for extra, library in listed:
        assert [requirement.partition(">=")[0] for requirement in extras[extra]] == [library]
