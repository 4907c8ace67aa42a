"""Measure the app of `docs/service.md`: concurrent clients on loopback, with reloads while they ask.

    python -m benchmarks.service FOLDER [CLIENTS] [SECONDS]

Prints the requests a second, the errors, the median and 99th percentile of the times, and the server's memory. Needs
FastAPI and uvicorn (`pip install -e '.[service-tests]'`).
"""

import os
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median as median_of
from statistics import quantiles
from typing import Final

from tests.service.server import running

PATHS: Final = (
    "/stats?by=role,currency",
    "/stats?by=currency&region=London",
    "/highest?currency=USD",
    "/match?company=Initech&title=Sr.%20SWE",
    "/match?company=Acme%20Inc.&title=Data%20Engineer",
)


class Client(threading.Thread):
    """One client, which asks for one path after the other on one connection."""

    def __init__(self, port: int, number: int, end: float) -> None:
        super().__init__()
        self.port, self.number, self.end = port, number, end
        self.times: list[float] = []
        self.errors = 0

    def run(self) -> None:
        """Ask until the time is over."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        while time.monotonic() < self.end:
            path = PATHS[(self.number + len(self.times)) % len(PATHS)]
            start = time.perf_counter()
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
                self.errors += answer.status != 200
            except (OSError, HTTPException):
                self.errors += 1
                connection.close()
            self.times.append(time.perf_counter() - start)


def memory_of(process: int) -> int:
    """Return the resident memory of a process in MiB (Linux)."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def cpu_of(process: int) -> float:
    """Return the seconds of CPU time that a process has used (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(guides: Path, number: int, seconds: int) -> None:
    """Serve the guides, run the clients, reload three times in between, and print what was measured."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), guides) as (port, process):
        before, cpu = memory_of(process), cpu_of(process)
        end = time.monotonic() + seconds
        clients = [Client(port, one, end) for one in range(number)]
        for client in clients:
            client.start()
        reloads, most = [], before
        for _ in range(3):
            time.sleep(seconds / 4)
            start = time.perf_counter()
            connection = HTTPConnection("127.0.0.1", port, timeout=120)
            connection.request("POST", "/reload")
            reloads.append((connection.getresponse().status, round(time.perf_counter() - start, 1)))
            most = max(most, memory_of(process))
        for client in clients:
            client.join()
        times = sorted(one for client in clients for one in client.times)
        *_, p99 = quantiles([one * 1000 for one in times], n=100)
        median, most_ms = median_of(times) * 1000, times[-1] * 1000
        print(f"{number} clients, {seconds} s: {len(times):,} requests, {sum(one.errors for one in clients)} errors")
        print(f"median {median:.0f} ms, p99 {p99:.0f} ms, most {most_ms:.0f} ms")
        print(f"{(cpu_of(process) - cpu) / len(times) * 1000:.1f} ms of the server's CPU a request, with the reloads")
        print(f"reloads (status, s): {reloads}")
        print(f"memory {before} MiB at the start, {most} at most, {memory_of(process)} at the end")


if __name__ == "__main__":
    given = [*sys.argv[1:], "50", "30"]
    main(Path(given[0]), int(given[1]), int(given[2]))
