"""The workers of `comp-data lint --dask`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from comp_data.base.errors import CompDataError
from comp_data.base.escape import printable
from comp_data.base.package import load_extra

if TYPE_CHECKING:
    from concurrent.futures import Executor

LOCAL: Final = "local"
_SETTINGS: Final = {"distributed.admin.low-level-log-length": 10}
"""Dask keeps the last 1,000 messages, which are chunks of guides here: 600 MB."""


@contextmanager
def dask_executor(address: str) -> Iterator["Executor"]:
    """Connect to the scheduler of a Dask cluster, or start a cluster of local processes.

    Raises MissingExtraError without the extra `dask`, and CompDataError if there is no scheduler at the address, or if
    guides were lost with their workers again and again.
    """
    dask = load_extra("distributed", extra="dask")
    load_extra("dask.config", extra="dask").set(_SETTINGS)
    if address == LOCAL:
        cluster = dask.LocalCluster(threads_per_worker=1, dashboard_address=":0")
    else:
        cluster = address.replace("dask://", "tcp://", 1)
    try:
        client = dask.Client(cluster, timeout=10)
    except (OSError, ValueError) as error:
        raise CompDataError(f"no Dask scheduler at {printable(address)}: {error}") from error
    try:
        with client, client.get_executor(retries=3) as executor:
            yield executor
    except dask.KilledWorker as error:
        raise CompDataError(f"workers of the Dask cluster {printable(address)} died again and again") from error
    finally:
        if address == LOCAL:
            cluster.close()
