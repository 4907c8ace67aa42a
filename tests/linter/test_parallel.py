"""Several processes give what one gives, and end when one of them is killed."""

import os
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comp_data.document import Document
from comp_data.errors import CompDataError
from comp_data.linter.config import load_configuration
from comp_data.linter.engine import Settings
from comp_data.linter.parallel import WORTH_IT, lint_in_processes, processes_for
from comp_data.linter.run import Request, prepare

TODAY = date(2026, 3, 1)


@pytest.fixture
def folder(dataset: Callable[[str], Path]) -> Path:
    odd = ("", "role_type: senior\n", "compensation:\n  - base_low: 300000\n", "company_display: [\n")
    companies = ("acme", "globex", "hooli", "initech", "umbrella")
    return dataset("".join(f"# file: {name}/role-{i}.md\n{odd[i % 4]}" for name in companies for i in range(9)))


def test_any_number_of_processes_gives_the_same(folder: Path) -> None:
    run = prepare(Request((str(folder),)), load_configuration(folder, use_files=False))
    alone = run.lint(TODAY, 1)
    assert alone.files == 45
    assert {one.code for one in alone.diagnostics} >= {"CD003", "CD105", "CD204"}
    for jobs in (2, 3, 7, 64):
        assert run.lint(TODAY, jobs) == alone


def test_processes_where_they_pay() -> None:
    assert processes_for(1) == processes_for(WORTH_IT - 1) == 1
    assert processes_for(WORTH_IT) >= 1
    assert processes_for(100_000, 3) == 3
    assert processes_for(2, 5) == 2


def test_a_killed_process_is_an_error_and_no_hang() -> None:
    def read(path: str) -> Document:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError(path)

    with pytest.raises(CompDataError, match="was killed"):
        lint_in_processes(["a", "b"], read, TODAY, Settings(), processes=2, with_facts=False)
