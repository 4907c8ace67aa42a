"""`comp-data lint --fix` as a process: what is written, what is said, and that a second run changes nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.linter.rules.body.tables import USUAL, against, entries

Write = Callable[[str], Path]
TODAY = ("--today", "2026-03-01")
LOST = against(entries("stock_low: null\n    stock_high: null\n    bonus_pct: 10\n    # bonus_pct_high:"), *USUAL)


def test_fixes_what_is_safe_and_reports_what_is_left(comp_data: CommandLine, dataset: Write) -> None:
    file = dataset(LOST + "\ntrailing blanks \n") / "acme" / "data-engineer.md"
    before = file.read_text("utf-8")
    done = comp_data("lint", "--fix", *TODAY)
    assert (done.returncode, done.stdout) == (0, "1 guide: 0 errors, 0 warnings, 0 infos\n")
    assert done.stderr == (
        "seeds/acme/data-engineer.md:15:16: CD504 write stock_low: 80000, stock_high: 120000\n"
        "seeds/acme/data-engineer.md:17:16: CD505 write bonus_pct_high: 15\n"
        "seeds/acme/data-engineer.md:70:16: CD008 delete the blanks\n"
        "fixed 3 findings in 1 guide: CD008 non-canonical-format 1; CD504 figure-lost 1; "
        "CD505 bonus-range-collapsed 1\n"
    )
    after = file.read_text("utf-8")
    assert after == (
        before.replace("stock_low: null", "stock_low: 80000", 1)
        .replace("stock_high: null", "stock_high: 120000", 1)
        .replace("bonus_pct: 10\n", "bonus_pct: 10\n    bonus_pct_high: 15\n", 1)
        .replace("trailing blanks \n", "trailing blanks\n")
    )
    again = comp_data("lint", "--fix", *TODAY)
    assert (again.returncode, again.stderr) == (0, "nothing to fix\n")
    assert file.read_text("utf-8") == after


def test_as_many_fixes_as_findings_are_listed(comp_data: CommandLine, dataset: Write) -> None:
    dataset(LOST)
    done = comp_data("lint", "--fix-only", "--max-findings", "1", *TODAY)
    first, rest, _ = done.stderr.splitlines()
    assert first == "seeds/acme/data-engineer.md:15:16: CD504 write stock_low: 80000, stock_high: 120000"
    assert rest == "... and 1 more; in a git repository `git diff` shows all"
    dataset(LOST)
    assert len(comp_data("lint", "--fix-only", "--max-findings", "0", *TODAY).stderr.splitlines()) == 3


def test_only_selected_rules_fix_and_errors_still_fail(comp_data: CommandLine, dataset: Write) -> None:
    file = dataset(LOST + "\ntrailing blanks \n") / "acme" / "data-engineer.md"
    file.write_text(file.read_text("utf-8").replace("role_type: standard", "role_type: senior"), "utf-8")
    done = comp_data("lint", "--fix", "--select", "CD505,CD105", "--format", "json", *TODAY)
    assert done.returncode == 1
    assert [one["code"] for one in json.loads(done.stdout)["diagnostics"]] == ["CD105"]
    text = file.read_text("utf-8")
    assert "bonus_pct_high: 15" in text
    assert "stock_low: null" in text
    assert "trailing blanks \n" in text


def test_what_is_refused_is_said(comp_data: CommandLine, dataset: Write) -> None:
    row = "San Francisco | $150K–$200K | $80K–$120K | 10–15% | $18K–$26K"
    lines = entries("total_comp_low: null\n    total_comp_high: null")
    file = dataset(against(lines, row, *USUAL[1:])) / "acme" / "data-engineer.md"
    before = file.read_bytes()
    done = comp_data("lint", "--fix", *TODAY)
    assert done.stderr == (
        "seeds/acme/data-engineer.md:19:21: CD504 figure-lost was not fixed: that would cause an error, "
        "CD202: total_comp_low 18,000 is less than base_low 150,000; the total seems to be 1/10 of what fits\n"
        "nothing to fix\n"
    )
    assert file.read_bytes() == before


def test_fixes_that_ten_passes_leave_are_said(comp_data: CommandLine, dataset: Write) -> None:
    # A pass removes every second one: edits of lines beside each other wait.
    folder = dataset("data_sources:\n" + "  - Blind\n" * 1100 + "  - Levels.fyi\n")
    result = comp_data("lint", str(folder), "--fix", "--select", "CD704", "--no-config", "--max-findings", "1")
    assert "seeds/acme/data-engineer.md: fixes are left after ten passes: run it again\n" in result.stderr
    again = comp_data("lint", str(folder), "--fix", "--select", "CD704", "--no-config")
    assert again.stderr.endswith("fixed 1 finding in 1 guide: CD704 duplicate-source 1\n")


def test_standard_input_is_fixed_to_standard_output(comp_data: CommandLine, dataset: Write) -> None:
    file = dataset("") / "acme" / "data-engineer.md"
    stated = file.read_text("utf-8").replace("company_display: Acme", "company_display: Acmé 🏔")
    lost = stated.replace("stock_high: 48000", "stock_high: null").replace("stock_low: 30000", "stock_low: null")
    name = ("--stdin-filename", "seeds/acme/data-engineer.md")
    done = comp_data("lint", "-", "--fix", *name, *TODAY, stdin=lost.encode())
    assert (done.returncode, done.stdout) == (0, stated)
    assert "fixed 1 finding in 1 guide: CD504 figure-lost 1\n" in done.stderr
    assert "acme/data-engineer.md" in done.stderr
    assert file.read_text("utf-8") != stated
    wrong = stated.replace("base_low: 150000", "base_low: 950000")
    done = comp_data("lint", "-", "--fix", *name, *TODAY, stdin=wrong.encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, wrong, "")


@pytest.mark.parametrize("text", [b"", b"---\n", b"# no guide\r\n", "---\ncompany: ü\n".encode()])
def test_what_cannot_be_fixed_is_given_back_unchanged(comp_data: CommandLine, text: bytes) -> None:
    done = comp_data("lint", "-", "--fix", stdin=text)
    assert (done.returncode, done.stdout.encode()) == (0, text)


def test_standard_input_can_only_be_fixed(comp_data: CommandLine) -> None:
    too_large = b"---\n" + b"a" * (1 << 20)
    for arguments, text, said in (
        (("--fix", "--add-ignores", "--reason", "x"), b"---\n", "standard input can only be fixed, alone"),
        (("--write-baseline",), b"---\n", "standard input can only be fixed, alone"),
        (("--fix",), too_large, "standard input is larger than 1,048,576 bytes"),
        (("--fix", "--output-file", "fixed.txt"), b"---\n", "a fixed guide is written to standard output"),
    ):
        done = comp_data("lint", "-", *arguments, stdin=text)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr


@pytest.mark.parametrize("name", ["linked.md", "data-engineer.md"])
def test_a_link_is_written_through(comp_data: CommandLine, dataset: Write, tmp_path: Path, name: str) -> None:
    file = dataset(LOST) / "acme" / "data-engineer.md"
    link = tmp_path / name
    link.symlink_to(file)
    done = comp_data("lint", "--fix", "--no-config", "--select", "CD505", str(link), *TODAY)
    assert done.returncode == 0
    assert link.is_symlink()
    assert "bonus_pct_high: 15" in file.read_text("utf-8")


def test_what_the_baseline_accepts_is_left_alone(comp_data: CommandLine, dataset: Write) -> None:
    file = dataset(LOST) / "acme" / "data-engineer.md"
    before = file.read_bytes()
    assert comp_data("lint", "--baseline", "known.jsonl", "--write-baseline", *TODAY).returncode == 0
    done = comp_data("lint", "--baseline", "known.jsonl", "--fix", *TODAY)
    assert (done.returncode, file.read_bytes()) == (0, before)
    assert comp_data("lint", "--baseline", "known.jsonl", "--diff", *TODAY).stdout == ""
    comp_data("lint", "--no-baseline", "--fix", *TODAY)
    assert file.read_bytes() != before


def test_the_end_of_a_report_counts_unsafe_fixes_too(comp_data: CommandLine, dataset: Write) -> None:
    dataset(f"data_quality: High\n{LOST}")
    unsafe = "1 fixable only with --fix --unsafe-fixes"
    assert comp_data("lint", *TODAY).stdout.endswith(f"\n\n2 fixable with --fix, {unsafe}\n")
    comp_data("lint", "--fix-only", *TODAY)
    assert comp_data("lint", *TODAY).stdout.endswith(f"\n\n{unsafe}\n")
    comp_data("lint", "--fix-only", "--unsafe-fixes", *TODAY)
    assert "fixable" not in comp_data("lint", *TODAY).stdout
