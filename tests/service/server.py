"""Start the app of `docs/service.md` with uvicorn in a process of its own."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[2]


def app_text() -> str:
    """The file that the page shows."""
    page = (ROOT / "docs" / "service.md").read_text("utf-8")
    (text,) = re.findall(r'^```python title="app.py"\n(.*?)^```$', page, re.DOTALL | re.MULTILINE)
    return str(text)


@contextmanager
def running(folder: Path, guides: Path) -> Iterator[tuple[int, int]]:
    """Serve `guides` from a new `app.py` in a folder; give the port and the id of the process."""
    (folder / "app.py").write_text(app_text(), "utf-8")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = {**os.environ, "GUIDES": str(guides), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port), "--log-level", "warning"]
    with subprocess.Popen(command, cwd=folder, env=environment) as process:
        try:
            _wait_for(port, process)
            yield port, process.pid
        finally:
            process.terminate()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"uvicorn ended with {process.returncode}")
        with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            try:
                connection.request("GET", "/openapi.json")
                connection.getresponse().read()
                return
            except OSError:
                time.sleep(0.1)
    raise RuntimeError("uvicorn does not answer")
