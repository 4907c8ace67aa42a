"""What commands show on terminals and in CI: colors, notes, suggestions, progress, and paths from the root."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comp_data.base.diagnostics import Diagnostic, Severity, Span
from comp_data.linter.result import LintResult
from comp_data.report.findings import view as formats
from comp_data.report.findings.view import View
from tests.conftest import ROOT, CommandLine, GitRepository
from tests.report.findings.examples import render

WRONG = "role_type: x\n"
TODAY = ("--today", "2026-03-01")
Write = Callable[[str], Path]


@pytest.mark.parametrize(("typed", "meant"), [("lnt", "lint"), ("stat", "stats"), ("exprot", "export")])
def test_the_nearest_command_is_suggested(typed: str, meant: str, comp_data: CommandLine) -> None:
    done = comp_data(typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"comp-data: error: no command {typed}; did you mean {meant}?\n")


def test_the_version_has_a_short_option(comp_data: CommandLine) -> None:
    assert comp_data("-V").stdout == comp_data("--version").stdout != ""


@pytest.mark.slow
def test_quiet_leaves_out_the_summary(comp_data: CommandLine, dataset: Write) -> None:
    dataset(WRONG)
    for name in ("full", "concise"):
        loud, quiet = (comp_data("lint", "--format", name, *more, *TODAY) for more in ([], ["--quiet"]))
        assert "1 guide: " in loud.stdout
        assert "1 guide: " not in quiet.stdout
        assert "CD105" in quiet.stdout
        assert loud.stdout.startswith(quiet.stdout)
    dataset("")
    assert comp_data("lint", "-q", *TODAY).stdout == ""


@pytest.mark.parametrize(
    ("arguments", "env", "colored"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colors(
    arguments: list[str], env: dict[str, str], colored: bool, comp_data: CommandLine, dataset: Write
) -> None:
    dataset(WRONG)
    done = comp_data("lint", *arguments, *TODAY, env=env)
    assert ("\x1b[" in done.stdout) == colored


def _paths(name: str, text: str) -> list[str]:
    if name == "github":
        return [line.partition("file=")[2].partition(",")[0] for line in text.splitlines() if "file=" in line]
    if name == "junit":
        return [part.partition('"')[0] for part in text.split(' file="')[1:]]
    value: Any = json.loads(text)
    if name == "gitlab":
        return [one["location"]["path"] for one in value]
    if name == "rdjson":
        return [one["location"]["path"] for one in value["diagnostics"]]
    results = value["runs"][0]["results"]
    return [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results]


@pytest.mark.parametrize("name", ["github", "gitlab", "junit", "rdjson", "sarif"])
def test_paths_for_ci_begin_at_the_root_of_the_repository(
    name: str, comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    guide = dataset(WRONG) / "acme" / "data-engineer.md"
    repository = GitRepository(tmp_path)
    repository.commit()
    for folder, path in ((tmp_path, "seeds"), (tmp_path / "seeds", "acme"), (tmp_path / "seeds", str(guide))):
        done = comp_data("lint", path, "--format", name, "--no-cache", *TODAY, cwd=folder)
        assert set(_paths(name, done.stdout)) == {"seeds/acme/data-engineer.md"}, (folder, done.stderr)


def _view(severities: list[Severity], notes: list[str]) -> View:
    found = [
        Diagnostic("CD201", "total-mismatch", severity, f"number {line}", "a/b.md", Span(line, 1, line, 2))
        for line, severity in enumerate(severities, 1)
    ]
    return View(LintResult(tuple(found), 1), Severity.INFO, note=notes.append)


def test_sarif_keeps_the_worst_results_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MOST_RESULTS", 3)
    notes: list[str] = []
    severities = [Severity.INFO, Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.ERROR]
    (run,) = json.loads(render("sarif", _view(severities, notes)))["runs"]
    assert [one["level"] for one in run["results"]] == ["error", "warning", "error"]
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"].startswith("2 of 5 findings left out, the least severe first")
    assert notes == [f"sarif: {said['message']['text']}"]


@pytest.mark.parametrize("name", sorted(formats.CI_FORMATS))
def test_a_format_of_ci_is_cut_to_its_maximum_size(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    notes: list[str] = []
    view = _view([*[Severity.INFO] * 200, Severity.ERROR], notes)
    whole = render(name, view)
    assert notes == []
    monkeypatch.setattr(formats, "_MOST_BYTES", len(whole) // 2)
    monkeypatch.setattr(formats, "_MOST_OF_A_FORMAT", {})
    text = render(name, view)
    assert len(whole) // 4 < len(text) <= len(whole) // 2
    assert "number 201" in text
    assert "number 200" not in text
    (note,) = notes
    assert note.startswith(f"{name}: 1")
    assert "of 201 findings left out, the least severe first" in note


@pytest.mark.parametrize(("delay", "is_shown"), [(3600, False), (0, True)])
def test_progress_is_shown_on_a_terminal_if_it_takes_long(delay: int, is_shown: bool) -> None:
    code = (
        f"import sys\nfrom comp_data.cli import terminal\nterminal._DELAY = {delay}\n"
        "with terminal.progress('linting 3 guides'):\n    sys.stdin.readline()\n"
    )
    reader, writer = pty.openpty()
    command = [sys.executable, "-c", code]
    env = {**os.environ, "TERM": "xterm"}
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stderr=writer, encoding="utf-8"
    ) as process:
        text = ""
        while is_shown and "linting 3 guides" not in text:
            text += os.read(reader, 65536).decode()
        process.communicate("done\n", timeout=60)
    os.write(writer, b"end")
    text += os.read(reader, 65536).decode()
    assert ("linting 3 guides" in text) == is_shown
    os.close(reader)
    os.close(writer)


def test_standard_output_is_utf_8_whatever_the_code_page(comp_data: CommandLine, dataset: Write) -> None:
    dataset("role_display: Ingénieur 東京\n")
    done = comp_data("show", "acme/data-engineer", env={"PYTHONIOENCODING": "cp1252"})
    assert "Ingénieur 東京" in done.stdout
