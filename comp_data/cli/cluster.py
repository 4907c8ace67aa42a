"""The workers of `comp-data lint --dask`."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Final

from comp_data.base.errors import CompDataError
from comp_data.base.escape import printable
from comp_data.base.package import load_extra

if TYPE_CHECKING:
    from concurrent.futures import Executor

LOCAL: Final = "local"
_SETTINGS: Final = {
    "distributed.admin.low-level-log-length": 10,
    "distributed.admin.system-monitor.interval": "2s",
    "distributed.admin.tick.interval": "1s",
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.worker.profile.enabled": False,
}
"""Dask keeps the last 1,000 messages, 2.4 GB of guides here, and looks 100 times a second at what its processes do."""


@contextmanager
def dask_executor(address: str, workers: int | None = None) -> Iterator["Executor"]:
    """Connect to the scheduler of a Dask cluster, or start some local processes, by default one for each core.

    Raises MissingExtraError without the extra `dask`, and CompDataError if there is no scheduler at the address, or if
    guides were lost with their workers again and again.
    """
    dask = load_extra("distributed", extra="dask")
    load_extra("dask.config", extra="dask").set(_SETTINGS)
    # When it is closed, a worker may log that it cannot reach the scheduler.
    options = {"threads_per_worker": 1, "dashboard_address": ":0", "silence_logs": "CRITICAL"}
    running = nullcontext(address.replace("dask://", "tcp://", 1))
    with dask.LocalCluster(n_workers=workers, **options) if address == LOCAL else running as cluster:
        try:
            client = dask.Client(cluster, timeout=10)
        except (OSError, ValueError) as error:
            raise CompDataError(f"no Dask scheduler at {printable(address)}: {error}") from error
        try:
            with client, client.get_executor(retries=3, pure=False) as executor:
                yield executor
        except dask.KilledWorker as error:
            raise CompDataError(f"workers of the Dask cluster {printable(address)} died again and again") from error
