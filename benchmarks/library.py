"""Time what an analyst asks of the library, over made-up guides: load, stats, where, match, SQL.

    python -m benchmarks.library [--guides 4466] [--seed 0] [--runs 9] [--folder FOLDER]

Prints milliseconds of CPU time: of the first time, and the median, least and most of those after it. `load` is run in
processes of their own, after its modules are imported; the rest is asked of one dataset.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

import comp_data as cd
from benchmarks.corpus import write_guides
from benchmarks.timing import environment

_LOAD: Final = """
import sys, time
import comp_data as cd
cd.load, cd.Guide, cd.Dataset
from comp_data.dataset import loading
start = time.process_time()
cd.load(sys.argv[1], cache=sys.argv[2] == "cache")
print(time.process_time() - start)
"""

ASKED: Final[dict[str, Callable[[cd.Dataset], Any]]] = {
    'stats("currency")': lambda ds: ds.stats("currency"),
    'stats(["role", "currency"])': lambda ds: ds.stats(["role", "currency"]),
    'stats(["role", "currency"], "base.low")': lambda ds: ds.stats(["role", "currency"], "base.low"),
    'stats("currency", region="London")': lambda ds: ds.stats("currency", region="London"),
    'where(region="London")': lambda ds: ds.where(region="London"),
    'where(region="EMEA")': lambda ds: ds.where(region="EMEA"),
    'where(country="US")': lambda ds: ds.where(country="US"),
    'match("Acme Analytics Inc.", "Sr. SWE")': lambda ds: ds.match("Acme Analytics Inc.", "Sr. SWE"),
    'match("Globx Robotics", "Machine Learning Eng")': lambda ds: ds.match("Globx Robotics", "Machine Learning Eng"),
    'sql("select role, median(base_low) … group by role")': lambda ds: ds.sql(
        "select role, median(base_low) from pay where currency = 'USD' group by role"
    ),
    "overview()": lambda ds: ds.overview(),
}


def main() -> None:
    """Make the guides unless a folder is given, and time everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--guides", type=int, default=4466)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.folder or Path(scratch, "guides")
        if chosen.folder is None:
            write_guides(folder, chosen.seed, chosen.guides)
        measure(folder, chosen.runs)


def measure(folder: Path, runs: int) -> None:
    """Print the times of each question."""
    for name, cache in (("load()", "no"), ("load(cache=True), first run fills it", "cache")):
        line = (sys.executable, "-c", _LOAD, str(folder), cache)
        done = [subprocess.run(line, capture_output=True, check=True, env=environment()) for _ in range(min(runs, 5))]
        report(name, [float(one.stdout) for one in done])
    ds = cd.load(folder)
    print(f"{len(ds):,} guides, {sum(len(guide.compensation) for guide in ds.guides):,} pay ranges")
    for name, ask in ASKED.items():
        report(name, [seconds_of(ask, ds) for _ in range(runs + 1)])


def seconds_of(ask: Callable[[cd.Dataset], Any], ds: cd.Dataset) -> float:
    """Return the seconds that one question takes."""
    start = time.process_time()
    ask(ds)
    return time.process_time() - start


def report(name: str, seconds: Sequence[float]) -> None:
    """Print the first time, and the median, least and most of those after it, in milliseconds."""
    first, *rest = (one * 1000 for one in seconds)
    print(f"{name:55} first {first:8.1f}  then {median(rest):8.1f} ({min(rest):.1f} to {max(rest):.1f}) ms")


if __name__ == "__main__":
    main()
