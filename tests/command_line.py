"""`comp-data` as a process of its own, forked from one that has the imports done.

Starting Python and importing the package takes ten times as long as most commands that the tests run. A starter process
imports it once and forks for each command; a command has its own working folder, variables, streams and exit code.
"""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import redirect_stdout, suppress
from importlib import import_module
from io import BufferedReader, BufferedWriter, FileIO, StringIO, TextIOWrapper
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONGEST = 120.0
READ_AT_START = ("PYTHON", "LC_", "LANG", "LD_")
"""Beginnings of variables that Python itself reads when it starts: a command with one of these starts anew."""

COMMANDS = "due export init lint match migrate new query report rule schema show stats table"
MODULES = [
    "duckdb",
    "jinja2",
    "comp_data.report.findings.text",
    *(f"comp_data.cli.{name}" for name in COMMANDS.split()),
]
WARMING = [
    "lint seeds --no-cache --no-config",
    "show huggingface-enterprise",
    "match huggingface engineer",
    "table seeds/huggingface-enterprise/ml-ai-engineer.md",
    "stats",
    "rule CD201",
]
"""What the starter imports, and runs in itself, before it forks."""

Done = subprocess.CompletedProcess[str]


def started(arguments: tuple[str, ...], stdin: bytes, cwd: Path, env: Mapping[str, str]) -> Done:
    """Run a command in a Python that starts for it."""
    line = [sys.executable, "-m", "comp_data", *arguments]
    done = subprocess.run(line, input=stdin, capture_output=True, cwd=cwd, env=env, check=False, timeout=LONGEST)
    return subprocess.CompletedProcess(line, done.returncode, done.stdout.decode(), done.stderr.decode())


def is_gone(group: int) -> bool:
    """Whether no process of a group is left, after a while at most."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


class Starter:
    """The process that forks for each command; `folder` holds the streams of the running one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.command_line"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            encoding="utf-8",
        )

    def run(self, arguments: tuple[str, ...], stdin: bytes, cwd: Path, env: Mapping[str, str]) -> Done:
        """Run a command and return its exit code and output; raises UnicodeDecodeError for output that is not UTF-8."""
        files = [self.folder / name for name in ("stdin", "stdout", "stderr")]
        files[0].write_bytes(stdin)
        command = {"arguments": arguments, "cwd": str(cwd), "env": dict(env), "files": [str(file) for file in files]}
        requests, answers = self.process.stdin, self.process.stdout
        assert requests is not None
        assert answers is not None
        requests.write(json.dumps(command) + "\n")
        requests.flush()
        code = int(answers.readline())
        return subprocess.CompletedProcess(arguments, code, *(file.read_bytes().decode() for file in files[1:]))

    def close(self) -> None:
        """End the process."""
        self.process.communicate(timeout=LONGEST)


def _serve() -> None:
    """Fork for each command that standard input names; returns in the fork, at the end of the input otherwise ends."""
    answers = os.fdopen(os.dup(1), "w")
    for line in iter(sys.stdin.readline, ""):
        pid = os.fork()
        if pid == 0:
            answers.close()
            _become(json.loads(line))
            return
        answers.write(f"{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}\n")
        answers.flush()
    os._exit(0)


def _become(command: dict[str, object]) -> None:
    """Take over the working folder, the variables, the streams and the arguments of a command."""
    files, env, arguments = command["files"], command["env"], command["arguments"]
    assert isinstance(files, list)
    assert isinstance(env, dict)
    assert isinstance(arguments, list)
    for number, file in enumerate(files):
        opened = os.open(file, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(str(command["cwd"]))
    os.environ.clear()
    os.environ.update(env)
    sys.stdin, sys.stdout = _text(0, "r"), _text(1, "w")
    sys.stderr = _text(2, "w", errors="backslashreplace", line_buffering=True)
    sys.argv = ["comp-data", *arguments]


def _text(number: int, mode: str, errors: str = "strict", *, line_buffering: bool = False) -> TextIOWrapper:
    """A stream over an open file, as Python makes those of a process in a locale of UTF-8."""
    raw = FileIO(number, mode, closefd=False)
    buffer = BufferedReader(raw) if mode == "r" else BufferedWriter(raw)
    return TextIOWrapper(buffer, "utf-8", errors=errors, line_buffering=line_buffering)


def _warm() -> None:
    """Import what commands import, and run one of each kind, so that forks have patterns compiled and places read.

    Nothing is imported that starts threads, which a fork would lose.
    """
    for name in MODULES:
        import_module(name)
    cli = import_module("comp_data.cli").cli
    with redirect_stdout(StringIO()):
        for arguments in WARMING:
            with suppress(SystemExit):
                cli.main(arguments.split(), standalone_mode=False)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    _warm()
    _serve()
    from comp_data.__main__ import main

    main()
