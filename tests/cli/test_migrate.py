"""`comp-data migrate`."""

import os
import pty
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

import comp_data as cd
from comp_data.guide.document import read_document
from tests.conftest import ROOT, CommandLine
from tests.migrate.test_migrate import BODY, OLD, TITLE

DAY = ("--date", "2026-02-23")


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    file = tmp_path / "guides" / "acme" / "data-engineer.md"
    file.parent.mkdir(parents=True)
    file.write_text(BODY, "utf-8", newline="")
    return file


def test_prints_the_new_text_and_leaves_the_file(comp_data: CommandLine, guide: Path) -> None:
    done = comp_data("migrate", "guides/acme/data-engineer.md", *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("---\ncompany: acme\n")
    assert done.stdout.endswith("\n---\n" + BODY)
    assert guide.read_text("utf-8") == BODY


def test_writes_a_record_that_the_linter_passes(comp_data: CommandLine, guide: Path) -> None:
    body = BODY.replace("\n", "\r\n").encode()
    guide.write_bytes(body)
    guide.chmod(0o640)
    assert "`comp-data migrate` makes it from the body" in comp_data("lint", "guides").stdout
    done = comp_data("migrate", "--write", "guides/acme/data-engineer.md", "--quality", "high", "--quarter", "2025-Q4")
    assert (done.returncode, done.stdout, done.stderr) == (0, "guides/acme/data-engineer.md\n", "")
    assert guide.read_bytes().endswith(b"\r\n---\r\n" + body)
    assert guide.stat().st_mode & 0o777 == 0o640
    assert os.listdir(guide.parent) == ["data-engineer.md"]
    linted = comp_data("lint", "guides", "--select", "CD1", "--level", "error")
    assert linted.returncode == 0, linted.stdout
    record = cd.load(guide.parents[1])["acme/data-engineer"]
    assert (record.data_quality, record.pay("London").base.low) == ("high", 82000)
    assert record.last_updated in {date.today(), date.today() - timedelta(days=1)}


def test_a_second_run_needs_force(comp_data: CommandLine, guide: Path) -> None:
    arguments = ("migrate", "--write", "guides/acme/data-engineer.md")
    assert comp_data(*arguments, *DAY).returncode == 0
    written = guide.read_bytes()
    again = comp_data(*arguments)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == (
        "comp-data: guides/acme/data-engineer.md:1: it has front matter already; "
        "use --force to rebuild it from the body and keep the rest\n"
    )
    assert comp_data(*arguments, "--force").returncode == 0
    assert guide.read_bytes() == written


def test_force_says_what_it_keeps_and_what_not(comp_data: CommandLine, guide: Path) -> None:
    guide.write_text(OLD + BODY, "utf-8")
    done = comp_data("migrate", "--force", "guides/acme/data-engineer.md")
    assert done.returncode == 0
    assert "industry: Software" in done.stdout
    assert [line.partition(": ")[2][29:] for line in done.stderr.splitlines()] == [
        "1: London: base_low 1 is replaced by the table's 82000",
        "1: London: base_high 2 is replaced by the table's 112000",
        "1: Paris is kept from the old front matter; the table has no such row",
        "10: team is not a key of the front matter; it is not kept",
    ]


def test_several_files_are_a_yaml_stream(comp_data: CommandLine, guide: Path) -> None:
    other = guide.with_name("sre.md")
    other.write_text(BODY.replace("\n", "\r\n"), "utf-8", newline="")
    done = comp_data("migrate", "guides/acme/data-engineer.md", "guides/acme/sre.md", *DAY)
    assert done.stdout.count("--- # guides/acme/") == 2
    assert [one["role"] for one in yaml.safe_load_all(done.stdout)] == ["data-engineer", "sre"]
    assert comp_data("migrate", str(guide), str(other), "--role", "sre").returncode == 2


def test_one_that_cannot_does_not_stop_the_others(comp_data: CommandLine, guide: Path) -> None:
    (guide.parent / "a.md").write_text(TITLE, "utf-8")
    (guide.parent / "b.md").write_bytes(b"\xff")
    (guide.parent / "c.md").mkdir()
    names = [f"guides/acme/{name}.md" for name in ("a", "b", "c", "d", "data-engineer")]
    done = comp_data("migrate", "--write", *names, *DAY)
    assert (done.returncode, done.stdout) == (2, "guides/acme/data-engineer.md\n")
    assert done.stderr.splitlines() == [
        "comp-data: guides/acme/a.md:1: it has no readable compensation table",
        "comp-data: error: guides/acme/b.md: the byte 0xFF is not UTF-8",
        "comp-data: error: guides/acme/c.md: it is a folder: name its guides, or all of a dataset as FOLDER/*/*.md",
        "comp-data: error: guides/acme/d.md: the file cannot be read: No such file or directory",
    ]
    assert (guide.parent / "a.md").read_text("utf-8") == TITLE


def test_a_path_without_folder(comp_data: CommandLine, guide: Path) -> None:
    done = comp_data("migrate", "data-engineer.md", cwd=guide.parent)
    assert done.stdout.startswith("---\ncompany: acme\n")
    assert done.stderr == ""
    shown = comp_data("migrate", "data-engineer.md", "--company", "globex", "--role", "sre", cwd=guide.parent).stdout
    assert "company: globex\n" in shown
    assert "role: sre\n" in shown
    elsewhere = guide.parent.rename(guide.parents[1] / "drafts")
    done = comp_data("migrate", "data-engineer.md", cwd=elsewhere)
    assert "\ncompany: drafts\n" in done.stdout
    assert done.stderr == (
        "comp-data: data-engineer.md:1: company is drafts, the name of the file's folder; "
        "the title says acme. Use --company to choose another\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--company", "Acme Corp"), "Acme Corp is not a valid slug; use acme-corp"),
        (("--role", "…"), "… is not a valid slug; a slug is a-z, 0-9 and hyphens between them"),
        (("--quarter", "Q4 2025"), "a quarter is written 2025-Q4, not Q4 2025"),
        (("--currency", "Dollar"), "unknown currency Dollar: use an ISO 4217 code, such as USD"),
        (("--date", "yesterday"), "invalid value for '--date': yesterday is not a date such as 2026-02-23"),
        ((), "missing argument"),
    ],
)
def test_options_that_cannot_be(comp_data: CommandLine, guide: Path, arguments: tuple[str, ...], message: str) -> None:
    done = comp_data("migrate", *([str(guide)] if arguments else []), *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())


def test_the_configured_interval(comp_data: CommandLine, guide: Path, tmp_path: Path) -> None:
    (tmp_path / "comp-data.toml").write_text("rules.review-too-late = { interval-days = 30 }")
    assert "next_review_due: 2026-03-25\n" in comp_data("migrate", str(guide), *DAY).stdout
    assert "next_review_due: 2026-04-01\n" in comp_data("migrate", str(guide), *DAY, "--review", "2026-04-01").stdout


def test_names_are_shown_harmless(comp_data: CommandLine, tmp_path: Path) -> None:
    done = comp_data("migrate", "evil\x1b[31m\n::error::.md")
    assert "\x1b" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("is_fix", [False, True], ids=["migrate", "lint - --fix"])
def test_a_terminal_is_shown_nothing_that_it_would_obey(guide: Path, is_fix: bool) -> None:
    guide.write_text(BODY + "\x1b[2J\ttext\r\n", "utf-8", newline="")
    fix = ["lint", "-", "--fix", "--stdin-filename", str(guide)]
    command = [sys.executable, "-m", "comp_data", *(fix if is_fix else ["migrate", str(guide)])]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with guide.open("rb") as text:
        piped = subprocess.run(command, stdin=text, capture_output=True, env=environment, check=True, timeout=60).stdout
    assert piped.endswith(b"\x1b[2J\ttext\r\n")
    master, slave = pty.openpty()
    with guide.open("rb") as text, subprocess.Popen(command, stdin=text, stdout=slave, env=environment) as process:
        os.close(slave)
        shown = b""
        try:
            while part := os.read(master, 65536):
                shown += part
        except OSError:  # how Linux says that nobody writes to the terminal any more
            pass
    os.close(master)
    assert process.returncode == 0
    assert b"\x1b" not in shown
    assert b"\\x1b[2J" in shown
    assert is_fix or b"region: London" in shown


def test_a_killed_run_leaves_whole_files(guide: Path) -> None:
    files = [guide.with_name(f"role-{number}.md") for number in range(200)]
    for file in files:
        file.write_text(BODY, "utf-8")
    command = [sys.executable, "-u", "-m", "comp_data", "migrate", "--write", *map(str, files)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    documents = [read_document(file) for file in files]
    assert documents[0].has_front_matter
    assert all(document.text.endswith(BODY) for document in documents)
    assert {document.has_front_matter for document in documents if document.text != BODY} == {True}
