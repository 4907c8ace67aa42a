"""Measure lint over made-up guides that are never all in memory: in one process, and on a local Dask cluster.

    python benchmarks/scale.py [--guides N] [--workers N] [--defects SHARE] [--seed N]

Guides are made as they are needed, so the time that making them takes is counted apart. With `--workers 0`, which is
the default, this process lints them itself. Prints one line of JSON: seconds, CPU seconds of all processes without the
making, the peak memory of this process and of the largest worker, and a hash of all findings, which is the same for any
number of workers.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path[0] = str(Path(__file__).resolve().parents[1])  # a script finds its own folder only

import comp_data as cd  # noqa: E402 - after the path
from benchmarks.defects import make_guides  # noqa: E402 - the same
from benchmarks.generator import TODAY  # noqa: E402 - the same
from comp_data.cli.lint import LOCAL, dask_executor  # noqa: E402 - the same


class Making:
    """The guides, made one by one, and the CPU seconds that this took."""

    def __init__(self, seed: int, count: int, defects: float) -> None:
        self.guides = iter(make_guides(seed, count, defects))
        self.seconds = 0.0

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        while True:
            start = time.thread_time()
            made = next(self.guides, None)
            self.seconds += time.thread_time() - start
            if made is None:
                return
            yield made.path, made.text.encode()


def main() -> None:
    """Measure one run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guides", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--defects", type=float, default=0.02)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    making = Making(chosen.seed, chosen.guides, chosen.defects)
    print(json.dumps(measure(making, chosen.workers)))


def measure(making: Making, workers: int) -> dict[str, Any]:
    """Lint the guides and return what it took."""
    start = time.perf_counter()
    number, digest = 0, sha256()
    with ExitStack() as stack:
        executor = stack.enter_context(dask_executor(LOCAL, workers)) if workers else None
        for one in cd.lint_iter(making, today=TODAY, use_config=False, executor=executor):
            number += 1
            digest.update(repr(one).encode("utf-8", "backslashreplace"))
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = sum(one.ru_utime + one.ru_stime for one in (own, others)) - making.seconds
    return {
        "workers": workers,
        "findings": number,
        "seconds": round(time.perf_counter() - start, 1),
        "cpu": round(cpu, 1),
        "driver_cpu": round(own.ru_utime + own.ru_stime - making.seconds, 1),
        "making": round(making.seconds, 1),
        "peak_mib": own.ru_maxrss >> 10,
        "worker_peak_mib": others.ru_maxrss >> 10,
        "hash": digest.hexdigest()[:16],
    }


if __name__ == "__main__":
    main()
