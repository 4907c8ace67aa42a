"""Whole processes, timed in turns: seconds and memory of each, and ratios of those that ran in the same turn."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]


class Command(NamedTuple):
    """What is run, by the name that it is shown under; `before` prepares each run and is not timed."""

    name: str
    line: tuple[str, ...]
    before: Callable[[], object] | None = None


class Sample(NamedTuple):
    """One run: seconds by the clock, and the most memory that one of its processes held, in KiB."""

    seconds: float
    peak: int


class Series(NamedTuple):
    """The runs of one command, turn by turn."""

    name: str
    samples: tuple[Sample, ...]

    @property
    def seconds(self) -> list[float]:
        """The seconds of each turn."""
        return [sample.seconds for sample in self.samples]

    @property
    def median(self) -> float:
        """The median of the seconds."""
        return median(self.seconds)

    @property
    def peak(self) -> int:
        """The most memory of all turns, in KiB."""
        return max(sample.peak for sample in self.samples)

    def ratios(self, other: "Series") -> list[float]:
        """This command's seconds ÷ another's, turn by turn."""
        return [ours / theirs for ours, theirs in zip(self.seconds, other.seconds, strict=True)]


def time_in_turns(commands: Sequence[Command], runs: int, folder: Path) -> list[Series]:
    """Runs the commands one after the other, as often as asked for, after one turn that does not count.

    `folder` is the working folder. Ends the program where a command could not run (exit code 2 and up).
    """
    samples: list[list[Sample]] = [[] for _ in commands]
    for turn in range(runs + 1):
        for command, own in zip(commands, samples, strict=True):
            sample = run(command, folder)
            if turn:
                own.append(sample)
    return [Series(command.name, tuple(own)) for command, own in zip(commands, samples, strict=True)]


def run(command: Command, folder: Path) -> Sample:
    """Runs a command once."""
    if command.before:
        command.before()
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.line, stdout=subprocess.DEVNULL, stderr=errors, cwd=folder, env=environment()
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if not 0 <= process.returncode <= 1:
            errors.seek(0)
            sys.exit(f"{command.name} failed:\n{errors.read().decode(errors='replace')}")
    return Sample(seconds, usage.ru_maxrss)


def environment() -> dict[str, str]:
    """This checkout before an installed comp-data, and modules compiled once, as an installation has them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT)}
