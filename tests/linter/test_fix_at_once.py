"""Runs that write the same guides at once: no file is broken, no fix is lost, and none is applied twice."""

import multiprocessing
from collections.abc import Callable
from datetime import date
from functools import partial
from multiprocessing.synchronize import Barrier
from operator import attrgetter
from pathlib import Path

import pytest

from comp_data.base.errors import CompDataError
from comp_data.linter.engine import Settings
from comp_data.linter.fix import fix_document, fix_files
from comp_data.linter.rules import RULES
from tests.linter.rules.body.tables import USUAL, against, entries

TODAY = date(2026, 3, 1)
HANGING = 600  # seconds, so that no run waits forever
ROUNDS = [40, pytest.param(400, marks=pytest.mark.thorough)]
MENDABLE = (
    against(entries("stock_low: null\n    stock_high: null\n    bonus_pct: 10\n    # bonus_pct_high:"), *USUAL)
    + "\ntrailing blanks \n"
)
Fixed = list[tuple[str, str]]


def fix_with(codes: tuple[str, ...], files: dict[str, Path]) -> Fixed:
    """Fix files by some rules, and return the name of each with the code of each fixed finding."""
    rules = tuple(rule for rule in RULES if rule.code in codes)
    outcomes = dict(
        fix_files(files, partial(fix_document, today=TODAY, settings=Settings(rules), wanted=attrgetter("safe")))
    )
    return [(path, one.code) for path, fixed in outcomes.items() for one in fixed.applied]


def files_of(folder: Path) -> dict[str, Path]:
    return {file.parent.name: file for file in sorted(folder.glob("*/*.md"))}


def test_what_another_run_writes_meanwhile_is_kept(dataset: Callable[[str], Path]) -> None:
    files = files_of(dataset(MENDABLE))
    before = files["acme"].read_bytes()
    fix_with(("CD504",), files)
    fix_with(("CD505",), files)
    one_after_the_other = files["acme"].read_bytes()
    files["acme"].write_bytes(before)
    done: list[Fixed] = []

    def wanted(fix: object) -> bool:
        if not done:
            done.append(fix_with(("CD504",), files))
        return True

    settings = Settings(tuple(rule for rule in RULES if rule.code == "CD505"))
    outcomes = dict(fix_files(files, partial(fix_document, today=TODAY, settings=settings, wanted=wanted)))
    assert done == [[("acme", "CD504")]]
    assert [one.code for one in outcomes["acme"].applied] == ["CD505"]
    assert files["acme"].read_bytes() == one_after_the_other


def test_a_guide_that_never_rests_is_an_error_and_left_to_who_writes_it(dataset: Callable[[str], Path]) -> None:
    files = files_of(dataset(MENDABLE))

    def wanted(fix: object) -> bool:
        with files["acme"].open("a") as stream:
            stream.write("another line\n")
        return True

    with pytest.raises(CompDataError, match="keeps being written by another program"):
        dict(fix_files(files, partial(fix_document, today=TODAY, settings=Settings(RULES), wanted=wanted)))
    assert "stock_low: null" in files["acme"].read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize(
    "choices",
    [(("CD008", "CD504", "CD505"), ("CD008", "CD504", "CD505")), (("CD504",), ("CD008", "CD505"))],
    ids=["the same rules", "others"],
)
def test_two_runs_at_once_many_times(
    choices: tuple[tuple[str, ...], ...], rounds: int, dataset: Callable[[str], Path]
) -> None:
    folder = dataset("".join(f"# file: {name}/data-engineer.md\n{MENDABLE}" for name in ("acme", "globex")))
    files = files_of(folder)
    before = {path: file.read_bytes() for path, file in files.items()}
    alone = sorted(fix_with(("CD008", "CD504", "CD505"), files))
    after = {path: file.read_bytes() for path, file in files.items()}
    assert len(alone) == 6
    # Not forked: what another test's thread holds at that moment would never be released in the child.
    processes = multiprocessing.get_context("spawn")
    begin, end = processes.Barrier(3), processes.Barrier(3)
    results = processes.SimpleQueue()
    runs = [
        processes.Process(target=_fix_again_and_again, args=(one, files, rounds, begin, end, results), daemon=True)
        for one in choices
    ]
    for run in runs:
        run.start()
    for _ in range(rounds):
        for path, file in files.items():
            file.write_bytes(before[path])
        begin.wait(HANGING)
        end.wait(HANGING)
        assert {path: file.read_bytes() for path, file in files.items()} == after
        assert sorted([*results.get(), *results.get()]) == alone
    for run in runs:
        run.join(HANGING)
    assert [run.exitcode for run in runs] == [0, 0]
    assert not list(folder.glob("*/*.tmp"))


def _fix_again_and_again(
    codes: tuple[str, ...],
    files: dict[str, Path],
    rounds: int,
    begin: Barrier,
    end: Barrier,
    results: "multiprocessing.queues.SimpleQueue[Fixed]",
) -> None:
    for _ in range(rounds):
        begin.wait(HANGING)
        results.put(fix_with(codes, files))
        end.wait(HANGING)
