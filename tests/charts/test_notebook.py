"""`docs/notebook.md` as a notebook: Jupyter runs its blocks, and keeps the charts as pictures."""

import base64
import json
import os
import re
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from docs.make_examples import make_folder
from tests.conftest import ROOT
from tests.docs.pages import examples

pytestmark = pytest.mark.notebook

CHARTS = (
    'charts.ranges(ds, "data-engineer")',
    'charts.quartiles(ds, "role", currency="USD")',
    "charts.stated_and_computed(ds)",
    "charts.spreads(ds)",
    "charts.calendar(ds, date(2026, 3, 1))",
    "charts.findings(ds, date(2026, 3, 1))",
    "charts.unknowns(ds)",
)


def run_notebook(folder: Path, cells: list[str], to: str) -> Path:
    """Run a notebook of some cells in a folder with `nbconvert --execute`."""
    code: list[dict[str, Any]] = [
        {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": one} for one in cells
    ]
    notebook = {"cells": code, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (folder / "page.ipynb").write_text(json.dumps(notebook), "utf-8")
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to", to, "--output", "done", "page.ipynb"]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("done.*")
    return made


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def size_of(picture: bytes) -> tuple[int, int]:
    """Return the width and the height of a PNG."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_the_page_runs_and_its_charts_are_pictures(tmp_path: Path) -> None:
    make_folder(tmp_path)
    page = examples("notebook.md")
    enable = 'import altair\n_ = altair.renderers.enable("png")'
    made = run_notebook(tmp_path, [*(one.code for one in page), enable, *CHARTS], "notebook")
    cells: list[dict[str, Any]] = json.loads(made.read_text("utf-8"))["cells"]
    for example, cell in zip(page, cells, strict=False):
        printed = "".join("".join(one["text"]) for one in cell["outputs"] if one["output_type"] == "stream")
        assert printed == example.output
    for asked, cell in zip(CHARTS, cells[-len(CHARTS) :], strict=True):
        (output,) = cell["outputs"]
        picture = base64.b64decode(output["data"]["image/png"])
        width, height = size_of(picture)
        assert width >= 100, asked
        assert height >= 60, asked
        assert len(picture) > 3000, asked


def test_a_page_of_html_has_the_pictures_in_it(tmp_path: Path) -> None:
    make_folder(tmp_path)
    page = [one.code for one in examples("notebook.md")]
    made = run_notebook(tmp_path, [*page, 'import altair\n_ = altair.renderers.enable("svg")', CHARTS[1]], "html")
    (drawn,) = re.findall(r'<img [^>]*src="data:image/svg\+xml;base64,([\w+/=]+)"', made.read_text("utf-8"))
    picture = base64.b64decode(drawn).decode()
    assert "Total compensation a year by role" in picture
    assert picture.count("<path") > 10
