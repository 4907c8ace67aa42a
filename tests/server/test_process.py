"""The process of the server: how it starts and ends, and what it writes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, CommandLine

pytestmark = pytest.mark.slow

LONGEST = 120


def message(method: str, number: int | None = None, **params: object) -> bytes:
    content = {"jsonrpc": "2.0", "method": method, "params": params} | ({} if number is None else {"id": number})
    text = json.dumps(content).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(text), text)


INITIALIZE = message("initialize", 1, processId=None, rootUri=None, capabilities={})
IN_ORDER = INITIALIZE + message("initialized") + message("shutdown", 2) + message("exit")


def serve(sent: bytes, cwd: Path, *options: str) -> "subprocess.CompletedProcess[bytes]":
    line = [sys.executable, "-m", "comp_data", "server", *options]
    env = {"PYTHONPATH": str(ROOT), "PATH": ""}
    return subprocess.run(line, input=sent, capture_output=True, cwd=cwd, env=env, check=False, timeout=LONGEST)


@pytest.mark.parametrize("sent", [IN_ORDER, INITIALIZE, b""], ids=["shutdown and exit", "end of input", "nothing"])
def test_it_ends_quietly(tmp_path: Path, sent: bytes) -> None:
    done = serve(sent, tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"Content-Length") == sent.count(b'"id"')


def test_an_editor_may_say_that_it_speaks_over_stdio(tmp_path: Path) -> None:
    done = serve(IN_ORDER, tmp_path, "--stdio")
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", serve(IN_ORDER, tmp_path).stdout)


def test_it_ends_with_its_client_even_if_the_pipe_stays_open(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "comp_data", "server"]
    with (
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(999)"]) as editor,
        subprocess.Popen(
            line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": ""}
        ) as server,
    ):
        assert server.stdin
        assert server.stdout
        server.stdin.write(message("initialize", 1, processId=editor.pid, rootUri=None, capabilities={}))
        server.stdin.flush()
        assert server.stdout.readline().startswith(b"Content-Length")
        editor.terminate()
        editor.wait(LONGEST)
        if os.name != "posix":  # only the pipe can be followed there
            server.stdin.close()
        assert server.wait(LONGEST) == (1 if os.name == "posix" else 0)


def test_a_number_that_is_no_process_is_no_error(tmp_path: Path) -> None:
    sent = message("initialize", 1, processId=1 << 40, rootUri=None, capabilities={})
    done = serve(sent + message("shutdown", 2) + message("exit"), tmp_path)
    assert (done.returncode, done.stderr, b'"error"' in done.stdout) == (0, b"", False)


def test_only_messages_are_on_standard_output(tmp_path: Path) -> None:
    guide = tmp_path / "seeds" / "acme" / "chef.md"
    opened = {"uri": guide.as_uri(), "languageId": "markdown", "version": 1, "text": "---\ncompensation: [\n"}
    sent = INITIALIZE + message("initialized") + message("textDocument/didOpen", textDocument=opened)
    sent += message("not/there", 2)
    rest = serve(sent + message("shutdown", 3) + message("exit"), tmp_path).stdout
    answers = []
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        length = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
        answers.append(json.loads(rest[:length]))
        rest = rest[length:]
    assert {one["id"] for one in answers if "id" in one} == {1, 2, 3}
    assert [one["error"]["code"] for one in answers if one.get("id") == 2] == [-32601]


MALFORMED = {
    "no JSON": b"Content-Length: 5\r\n\r\nxxxxx",
    "an unknown command": message("workspace/executeCommand", 2, command="x"),
    "a hover nowhere": message("textDocument/hover", 2, x=1),
    "a position before the first line": message(
        "textDocument/hover", 2, textDocument={"uri": "file:///a.md"}, position={"line": -1, "character": 0}
    ),
    "a suppression of nothing": message("workspace/executeCommand", 2, command="comp-data.suppress", arguments=[1]),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_message_is_one_line_of_the_log_and_answered(tmp_path: Path, name: str) -> None:
    done = serve(INITIALIZE + MALFORMED[name] + message("shutdown", 3) + message("exit"), tmp_path)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert all(line.startswith(b"comp-data: ") for line in done.stderr.splitlines())
    assert 1 <= len(done.stderr.splitlines()) <= 2
    assert (b'"code": -32602' in done.stdout) == (b'"id": 2' in MALFORMED[name])
    assert b'{"id": 3, "jsonrpc": "2.0", "result": null}' in done.stdout


def test_a_message_that_claims_to_be_huge_ends_the_server(tmp_path: Path) -> None:
    done = serve(INITIALIZE + b"Content-Length: 99999999999999\r\n\r\nx", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(b"comp-data: error: not enough memory")
    assert b"Traceback" not in done.stderr


def test_without_the_extra_it_says_how_to_install_it(comp_data: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "lib" / "pygls").mkdir(parents=True)
    (tmp_path / "lib" / "pygls" / "__init__.py").write_text("raise ImportError('not installed')\n")
    done = comp_data("server", env={"PYTHONPATH": f"{tmp_path / 'lib'}:{ROOT}"})
    assert done.returncode == 2
    assert "pygls is required and cannot be imported: pip install 'comp-data[lsp]'" in done.stderr
