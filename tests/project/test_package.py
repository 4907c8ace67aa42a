"""What a user installs: the wheel and the source archive, in empty environments, and the types."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT

ONE_LINE = (
    "import comp_data; print(comp_data.load()['huggingface-enterprise/ml-ai-engineer'].pay('Paris').total_comp);"
    " print(comp_data.lint(comp_data.load(), use_config=False).files)"
)
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


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from the source archive, beside that archive."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT), cwd=folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("pattern", ["*.whl", "*.tar.gz"])
def test_it_works_from_an_empty_environment(pattern: str, archives: Path, tmp_path: Path) -> None:
    (archive,) = archives.glob(pattern)
    venv.create(tmp_path / "empty", with_pip=True)
    python = str(tmp_path / "empty" / "bin" / "python")
    run(python, "-m", "pip", "install", "--quiet", str(archive), cwd=tmp_path)
    assert run(python, "-c", ONE_LINE, cwd=tmp_path) == "EUR 232,000–345,000\n1\n"
    assert run(str(tmp_path / "empty" / "bin" / "comp-data"), "rule", "CD201", cwd=tmp_path).startswith(
        "CD201 total-mism"
    )


@pytest.mark.slow
def test_types_reach_the_user(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(USER)
    (tmp_path / "bad.py").write_text(USER + "row.base_salary\n")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", str(tmp_path / "cache")]
    env = {"MYPYPATH": str(ROOT)}
    good = subprocess.run([*command, "good.py"], cwd=tmp_path, capture_output=True, text=True, check=False, env=env)
    assert good.returncode == 0, good.stdout
    bad = subprocess.run([*command, "bad.py"], cwd=tmp_path, capture_output=True, text=True, check=False, env=env)
    assert bad.returncode == 1
    assert '"Compensation" has no attribute "base_salary"' in bad.stdout
