"""`lint --preset` and the settings behind it: what is shown, what fails the run, and what stands above what."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.base.errors import UsageError
from tests.conftest import CommandLine

Write = Callable[[str], Path]
LATE = ("--today", "2027-03-01")
"""Long after the review that the guide names."""
WRONG = "compensation:\n  - total_comp_high: 330000\n"


@pytest.mark.slow
def test_clock_findings_are_shown_and_never_fail_a_pull_request(comp_data: CommandLine, dataset: Write) -> None:
    dataset("")
    assert comp_data("lint", *LATE, "--fail-on", "warning").returncode == 1
    for least in ("error", "warning", "info"):
        done = comp_data("lint", *LATE, "--fail-on", least, "--preset", "pull-request", "--format", "concise")
        assert done.returncode == 0, done.stdout
        assert "warning CD406 expired" in done.stdout
        assert done.stdout.endswith("; not counted: 1 warning (CD406)\n")
    dataset("last_updated: 2028-01-01\nnext_review_due: 2028-02-01\n")
    assert comp_data("lint", *LATE, "--preset", "pull-request").returncode == 0
    dataset("role_type: senior\n")
    assert comp_data("lint", *LATE, "--preset", "pull-request").returncode == 1


def test_what_fails_a_release(comp_data: CommandLine, dataset: Write) -> None:
    dataset("data_quality: high\n")
    assert comp_data("lint", "--today", "2026-03-01", "--preset", "release").returncode == 0
    done = comp_data("lint", *LATE, "--preset", "release", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.endswith("1 guide: 0 errors, 2 warnings, 0 infos; failing too: 1 warning (CD406)\n")
    dataset(WRONG)
    assert comp_data("lint", "--today", "2026-03-01").returncode == 0
    assert comp_data("lint", "--today", "2026-03-01", "--preset", "release").returncode == 1
    assert comp_data("lint", "--today", "2026-03-01", "--preset", "release", "--fail-on", "never").returncode == 0


@pytest.mark.slow
def test_defaults_preset_file_command_line(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset("")
    config = tmp_path / "comp-data.toml"

    def exit_code(settings: str, *arguments: str) -> int:
        config.write_text(settings, "utf-8")
        return comp_data("lint", *LATE, *arguments).returncode

    assert exit_code("") == 0
    assert exit_code('preset = "release"') == 1
    assert exit_code("", "--preset", "release") == 1
    # The file stands above the preset, its own and the command line's, key by key.
    assert exit_code('preset = "release"\nwarnings-fail = []') == 0
    assert exit_code("warnings-fail = []", "--preset", "release") == 0
    assert exit_code("not-counted = ['CD404']\nfail-on = 'warning'", "--preset", "pull-request") == 1
    assert exit_code("not-counted = ['CD4']\nwarnings-fail = ['CD4']\nfail-on = 'warning'") == 0
    assert exit_code("not-counted = ['CD4']", "--preset", "release") == 0
    # The command line stands above the file.
    assert exit_code('preset = "release"', "--preset", "none") == 0
    assert exit_code('preset = "release"', "--preset", "pull-request", "--fail-on", "warning") == 0
    assert exit_code('preset = "release"', "--fail-on", "never") == 0
    assert exit_code("not-counted = ['CDX']") == 2


def test_severities_stay_what_they_are(comp_data: CommandLine, dataset: Write) -> None:
    dataset("")
    usual, preset = (
        json.loads(comp_data("lint", *LATE, "--format", "json", *more).stdout)
        for more in ((), ("--preset", "pull-request"))
    )
    assert usual["diagnostics"] == preset["diagnostics"]
    counted = [{key: one["summary"][key] for key in ("failing", "not_counted")} for one in (usual, preset)]
    assert counted == [{"failing": 0, "not_counted": 0}, {"failing": 0, "not_counted": 1}]


def test_the_library_takes_presets(dataset: Write) -> None:
    from datetime import date  # noqa: PLC0415

    folder = dataset("")
    late = date(2027, 3, 1)
    assert cd.lint(folder, today=late, use_config=False).ok
    assert not cd.lint(folder, today=late, use_config=False, preset="release").ok
    result = cd.lint(folder, today=late, use_config=False, preset="pull-request")
    assert [one.code for one in result.not_counted] == ["CD406"]
    with pytest.raises(UsageError, match="no preset is called relase; known are none, pull-request, release"):
        cd.lint(folder, preset="relase")
