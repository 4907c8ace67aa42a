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
from comp_data.export import formats
from comp_data.export.formats import tables_of
from comp_data.tables.relations import Source
from comp_data.tables.sql import Database

(guide,) = cd.load().guides
guides = Source([guide.model_copy(update={{"role": f"role-{{number}}"}}) for number in range(1_000)])
tables = tables_of(guides)
print("filling", flush=True)
while True:
    {call}
"""


@pytest.mark.slow
@pytest.mark.parametrize("call", ["formats.duckdb(*tables)", "Database(guides).query('select 1')"])
def test_ctrl_c_while_tables_are_filled(call: str, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", FILLING.format(call=call)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "filling\n"
        time.sleep(0.5)
        assert interrupted(process).splitlines()[-1] == "KeyboardInterrupt"


def interrupted(process: "subprocess.Popen[str]") -> str:
    """Press Ctrl-C, again if it is lost, and return what is on standard error."""
    # Python drops a KeyboardInterrupt that is raised in the callback of a weak reference.
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        try:
            return process.communicate(timeout=60)[1]
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    raise AssertionError("Ctrl-C does not end it")


@pytest.mark.parametrize(("raised", "code"), [("SystemExit(143)", 143), ("KeyboardInterrupt", 130)])
def test_a_signal_in_a_callback_ends_the_run_without_a_word(raised: str, code: int) -> None:
    program = (
        "import comp_data.cli as cli, weakref\ncli._prepare_process()\n"
        f"class One: pass\none = One()\ndef gone(_): raise {raised}\n"
        "ref = weakref.ref(one, gone)\ndel one\nprint('went on')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


@pytest.mark.posix
@pytest.mark.parametrize("sent", ["SIGTERM", "SIGHUP"])
def test_a_run_that_is_ended_removes_its_temporary_file(sent: str, tmp_path: Path) -> None:
    program = (
        "import os, signal, comp_data.cli as cli\nfrom comp_data.base import files\n"
        f"signal.signal(signal.{sent}, signal.SIG_DFL)\ncli._prepare_process()\n"  # nohup ignores SIGHUP
        f"os.fsync = lambda _: os.kill(os.getpid(), signal.{sent})\n"
        f"files.write_atomic(files.Path({str(tmp_path / 'report.txt')!r}), 'text')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (128 + getattr(signal, sent), "")
    assert os.listdir(tmp_path) == []


@pytest.mark.posix
def test_a_signal_that_the_caller_ignores_stays_ignored() -> None:
    program = (
        "import os, signal, comp_data.cli as cli\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "cli._prepare_process()\nos.kill(os.getpid(), signal.SIGHUP)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
