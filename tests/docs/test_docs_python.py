"""The Python that the pages in `docs` show runs, prints what is below it, and is typed; types reach the user."""

import io
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.docs.pages import PAGES, examples

USER = """\
from datetime import date

import comp_data as cd

ds = cd.load()
guide = ds["huggingface-enterprise/ml-ai-engineer"]
row = guide.pay("San Francisco")
low: int | float | None = row.base.low
mid: float | None = row.total_comp.mid
expected: cd.PayRange = row.expected_total()
days: int = (date(2026, 3, 1) - guide.last_updated).days
quarter: tuple[int, int] = (guide.salary_data_quarter.year, guide.salary_data_quarter.quarter)
result = cd.lint(ds, today=date(2026, 3, 1))
worst: list[str] = [one.message for one in result.diagnostics if one.severity is cd.Severity.ERROR]
"""


def test_there_are_pages_with_examples() -> None:
    assert "library.md" in PAGES


@pytest.mark.parametrize("page", PAGES)
def test_examples_print_what_stands_below_them(page: str, folder: Path) -> None:
    names: dict[str, Any] = {}
    for example in examples(page):
        out = io.StringIO()
        with redirect_stdout(out):
            exec(compile(example.code, f"{folder}/{page}", "exec"), names)
        assert out.getvalue() == example.output, example.code


@pytest.mark.types
def test_examples_are_typed(tmp_path: Path) -> None:
    for page in PAGES:
        code = "\n".join(example.code for example in examples(page))
        (tmp_path / page.replace(".md", ".py")).write_text(code, "utf-8")
    (tmp_path / "good.py").write_text(USER, "utf-8")
    (tmp_path / "bad.py").write_text(USER + "row.base_salary\n", "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", str(tmp_path / "cache")]
    command += ["--no-error-summary", "--follow-imports=silent"]  # the package itself is checked with its plugin
    done = subprocess.run(
        [*command, *sorted(file.name for file in tmp_path.glob("*.py"))],
        cwd=tmp_path,
        env={"MYPYPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    (error,) = done.stdout.splitlines()
    assert error.startswith("bad.py:")
    assert '"Compensation" has no attribute "base_salary"' in error
