"""Measure lint as a dataset grows: seconds and memory at several sizes, over made-up guides without findings.

    python benchmarks/growth.py [--sizes 1000 10000 100000] [--seed N] [--json FILE]

Memory is that of the largest process of a run at its peak. The cost of a guide is what a size adds over the one before,
by which a million guides are reckoned.
"""

import argparse
import json
import shutil
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path[0] = str(Path(__file__).resolve().parents[1])  # a script finds its own folder only

from benchmarks.corpus import LINT, write_guides  # noqa: E402 - after the path
from benchmarks.scenarios import has  # noqa: E402 - the same
from benchmarks.timing import Command, run  # noqa: E402 - the same

MILLION = 1_000_000
CACHE = "cache"


class Point(NamedTuple):
    """The cost of one way of linting a number of guides."""

    way: str
    guides: int
    seconds: float
    peak_kib: int
    cache_kib: int | None


def main() -> None:
    """Measure, print, and write JSON if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    points: list[Point] = []
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as name:
            write_guides(Path(name) / "guides", chosen.seed, size)
            points += measure(Path(name), size)
            print(_line(points[-1]), file=sys.stderr)
    print(table(points))
    if chosen.json:
        chosen.json.write_text(json.dumps([point._asdict() for point in points], indent=2) + "\n", "utf-8")


def measure(scratch: Path, size: int) -> list[Point]:
    """The ways of linting, over the guides in a scratch folder."""
    found = []
    for way, options in _ways():
        if "fills" in way:
            shutil.rmtree(scratch / CACHE, ignore_errors=True)
        sample = run(Command(way, (*LINT, "--format", "concise", *options, "guides")), scratch)
        cache = scratch / CACHE
        held = sum(file.stat().st_size for file in cache.rglob("*") if file.is_file()) // 1024
        found.append(Point(way, size, round(sample.seconds, 2), sample.peak, held if cache.exists() else None))
    return found


def _ways() -> list[tuple[str, tuple[str, ...]]]:
    if not has("lint", "--no-cache"):
        return [("1 process", ("--jobs", "1")), ("default", ())]
    cold = [("1 process", ("--no-cache", "--jobs", "1")), ("default", ("--no-cache",))]
    named = ("--cache-dir", CACHE)
    filling = [("1 process, fills the cache", (*named, "--jobs", "1")), ("default, fills the cache", named)]
    return [*cold, *filling, ("warm cache", named)]


def table(points: list[Point]) -> str:
    """Each way by size, with what a guide adds, and what a million guides would cost."""
    lines = [f"{'':<26}{'guides':>10}{'seconds':>10}{'MiB':>8}{'cache MiB':>11}{'ms a guide':>12}{'bytes a guide':>15}"]
    for way in dict.fromkeys(point.way for point in points):
        own = [point for point in points if point.way == way]
        lines.append(_line(own[0]))
        for before, point in pairwise(own):
            lines.append(
                _line(point) + f"{1000 * _slope(before, point, 'seconds'):>12.3f}"
                f"{1024 * _slope(before, point, 'peak_kib'):>15,.0f}"
            )
        if len(own) > 1:
            lines.append(_line(_million(*own[-2:])) + "  (reckoned)")
    return "\n".join(lines)


def _line(point: Point) -> str:
    cache = "" if point.cache_kib is None else f"{point.cache_kib / 1024:.1f}"
    return f"{point.way:<26}{point.guides:>10,}{point.seconds:>10.2f}{point.peak_kib / 1024:>8.0f}{cache:>11}"


def _slope(one: Point, other: Point, name: str) -> float:
    """Return the cost of one more guide, between two sizes."""
    return float((getattr(other, name) or 0) - (getattr(one, name) or 0)) / (other.guides - one.guides)


def _million(one: Point, other: Point) -> Point:
    """Estimate a million guides from what the last ones added."""
    more = MILLION - other.guides
    cache = other.cache_kib
    return other._replace(
        guides=MILLION,
        seconds=other.seconds + more * _slope(one, other, "seconds"),
        peak_kib=round(other.peak_kib + more * _slope(one, other, "peak_kib")),
        cache_kib=None if cache is None else round(cache + more * _slope(one, other, "cache_kib")),
    )


if __name__ == "__main__":
    main()
