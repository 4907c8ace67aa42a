"""Ctrl-C while DuckDB is filled ends with Ctrl-C's own exception: DuckDB makes another of it in the main thread."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

FILLING = """\
import comp_data as cd
from comp_data.export import duckdb_file
from comp_data.export.tables import tables_of
from comp_data.tables.sql import Database

(guide,) = cd.load().guides
guides = [guide.model_copy(update={{"role": f"role-{{number}}"}}) for number in range(10_000)]
tables = tables_of(guides)
print("filling", flush=True)
while True:
    {call}
"""


@pytest.mark.slow
@pytest.mark.parametrize("call", ["duckdb_file.content(tables)", "Database(guides).query('select 1')"])
def test_ctrl_c_while_tables_are_filled(call: str, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", FILLING.format(call=call)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "filling\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert err.splitlines()[-1] == "KeyboardInterrupt"
