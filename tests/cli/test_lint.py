"""`comp-data lint` as a process: exit codes, selection, configuration, standard input, discovery."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import LONGEST, is_gone
from tests.conftest import ROOT, CommandLine
from tests.fragments import guides

Write = Callable[[str], Path]
TODAY = ("--today", "2026-03-01")
BAD = "role_type: senior\n"
WARNING = "data_quality: high\n"


def test_a_clean_dataset_exits_0_and_says_how_much_it_looked_at(comp_data: CommandLine, dataset: Write) -> None:
    dataset("")
    done = comp_data("lint", *TODAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 guide: 0 errors, 0 warnings, 0 infos\n"


def test_an_error_exits_1_and_points_at_its_line(comp_data: CommandLine, dataset: Write) -> None:
    dataset(BAD)
    done = comp_data("lint", "seeds", *TODAY)
    assert done.returncode == 1
    assert "error CD105 invalid-value: role_type is senior" in done.stdout
    assert "--> seeds/acme/data-engineer.md:6:12\n6 | role_type: senior\n  |            ^^^^^^\n" in done.stdout


def test_fail_on_decides_what_fails(comp_data: CommandLine, dataset: Write) -> None:
    dataset(WARNING)
    assert comp_data("lint", *TODAY).returncode == 0
    assert comp_data("lint", *TODAY, "--fail-on", "warning").returncode == 1
    dataset(BAD)
    assert comp_data("lint", *TODAY, "--fail-on", "never").returncode == 0


def test_what_cannot_run_exits_2_with_one_sentence(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset("")
    (tmp_path / "empty").mkdir()
    (tmp_path / "own.toml").write_text("")
    cases = {
        ("lint", "nowhere"): "nowhere does not exist",
        ("lint", "empty"): "no guide in empty",
        ("lint", "--select", "CD2O1"): "no rule is called CD2O1; did you mean CD2",
        ("lint", "--ignore", "total-mismtch"): "no rule is called total-mismtch; did you mean total-mismatch?",
        ("lint", "--today", "soon"): "soon",
        ("lint", "--jobs", "many"): "'many' is not a whole number",
        ("lint", "--stdin-filename", "acme/data-engineer.md"): "--stdin-filename needs the path `-`",
        ("lint", "--config", "own.toml", "--no-config"): "--config FILE uses a file and --no-config none",
        ("lint", "--format", "xml"): "xml",
        ("lint", "--schema", "nowhere.json"): "nowhere.json cannot be read as a JSON Schema",
        ("rule", "CD998"): "no rule is called CD998",
    }
    for arguments, said in cases.items():
        done = comp_data(*arguments)
        assert done.returncode == 2, arguments
        assert said in done.stderr, done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == ""


def test_without_a_dataset_it_says_so(comp_data: CommandLine) -> None:
    done = comp_data("lint")
    assert done.returncode == 2
    assert "the dataset folder seeds does not exist" in done.stderr


@pytest.mark.slow
def test_selection_by_code_prefix_and_name(comp_data: CommandLine, dataset: Write) -> None:
    dataset(BAD + WARNING)

    def codes(*arguments: str) -> set[str]:
        done = comp_data("lint", *TODAY, "--format", "json", *arguments)
        return {one["code"] for one in json.loads(done.stdout)["diagnostics"]}

    assert codes() == {"CD105", "CD702"}
    assert codes("--select", "CD1") == {"CD105"}
    assert codes("--select", "invalid-value,CD702") == {"CD105", "CD702"}
    assert codes("--ignore", "CD7") == {"CD105"}
    assert codes("--select", "ALL", "--ignore", "quality-overstated") >= {"CD105", "CD604"}
    assert codes("--select", "CD702", "--ignore", "CD7") == {"CD702"}
    assert codes("--extend-select", "CD604") == {"CD105", "CD604", "CD702"}


def test_standard_input(comp_data: CommandLine) -> None:
    text = guides(BAD)[0].text.encode()
    done = comp_data("lint", "-", *TODAY, "--format", "concise", stdin=text)
    assert done.returncode == 1
    assert done.stdout.startswith("<stdin>:6:12: error CD105 invalid-value:")
    done = comp_data(
        "lint", "-", *TODAY, "--stdin-filename", "x/globex/data-engineer.md", "--format", "json", stdin=text
    )
    found = {(one["code"], one["path"]) for one in json.loads(done.stdout)["diagnostics"]}
    assert found == {("CD105", "x/globex/data-engineer.md"), ("CD601", "x/globex/data-engineer.md")}
    # An editor gives an empty name for a text that has no file.
    done = comp_data("lint", "-", *TODAY, "--format", "concise", "--stdin-filename", "", stdin=text)
    assert done.stdout.startswith("<stdin>:6:12: error CD105 invalid-value:")
    done = comp_data("lint", "-", *TODAY, "--stdin-filename", "new.md", stdin=b"\xef\xbb\xbf" + text)
    assert "CD105" in done.stdout


def test_json_has_everything_whatever_is_shown(comp_data: CommandLine, dataset: Write) -> None:
    dataset("compensation:\n  - total_comp_high: 300000\n")
    done = comp_data("lint", *TODAY, "--format", "json", "--level", "error")
    report = json.loads(done.stdout)
    assert report["version"] == 1
    (found,) = [one for one in report["diagnostics"] if one["code"] == "CD201"]
    assert found == {
        "code": "CD201",
        "name": "total-mismatch",
        "severity": "info",
        "message": "total_comp_high 300,000 is 15.4% over base + stock/4 + bonus = 260,000 (bonus 10–15%)",
        "path": "seeds/acme/data-engineer.md",
        "line": 20,
        "column": 22,
        "end_line": 20,
        "end_column": 28,
        "key_path": ["compensation", 0, "total_comp_high"],
        "company": "acme",
        "role": "data-engineer",
        "region": "San Francisco",
        "level": None,
        "help": found["help"],
        "related": [],
        "fix": None,
        "fingerprint": found["fingerprint"],
    }
    assert report["summary"]["files"] == 1
    assert report["summary"]["rules"]["CD201"] == 1
    assert report["summary"]["companies"] == {"acme": len(report["diagnostics"])}


def test_a_fingerprint_survives_moves_and_not_a_changed_figure(comp_data: CommandLine, tmp_path: Path) -> None:
    def fingerprint(text: str) -> str:
        done = comp_data("lint", "-", *TODAY, "--select", "CD201", "--format", "json", stdin=text.encode())
        (found,) = json.loads(done.stdout)["diagnostics"]
        return str(found["fingerprint"])

    text = guides("compensation:\n  - total_comp_high: 300000\n")[0].text
    first, second = text.index("  - region: San"), text.index("  - region: New")
    third = text.index("  - region: London")
    moved = text[:first] + text[second:third] + text[first:second] + text[third:]
    assert moved != text
    assert fingerprint(moved) == fingerprint(text)
    assert fingerprint(text.replace("300000", "310000")) != fingerprint(text)


def test_configuration(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    (dataset(BAD + WARNING)).rename(tmp_path / "guides")
    config = tmp_path / "comp-data.toml"
    config.write_text(
        'dataset = "guides"\nfail-on = "warning"\nseverity.CD1 = "info"\nseverity.CD105 = "warning"\n'
        '[per-file-ignores]\n"guides/acme/*" = ["CD7"]\n[rules.too-few-regions]\nminimum = 4\n'
    )
    done = comp_data("lint", *TODAY, "--format", "concise")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert [line.split(" ")[1:3] for line in lines[:-1]] == [["warning", "CD105"], ["warning", "CD301"]]
    done = comp_data("lint", "guides", *TODAY, "--format", "concise", "--no-config")
    assert [line.split(" ")[2] for line in done.stdout.splitlines()[:-1]] == ["CD105", "CD702"]
    config.write_text('exclude = ["guides/acme/"]\ndataset = "guides"\n')
    done = comp_data("lint", "guides/acme/data-engineer.md", *TODAY)
    assert done.stdout == "0 guides: 0 errors, 0 warnings, 0 infos, 1 guide excluded\nconfiguration: comp-data.toml\n"


def test_configuration_in_pyproject(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset(BAD)
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.comp-data]\nignore = ["CD1"]\n')
    assert comp_data("lint", *TODAY).returncode == 0
    assert comp_data("lint", ".", *TODAY).returncode == 0


def test_a_configuration_that_cannot_be_used_is_named(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset("")
    config = tmp_path / "comp-data.toml"
    cases = {
        "fail_on = 'error'": "comp-data.toml: fail_on is not a key; did you mean fail-on?",
        "fail-on = 'errors'": "fail-on is errors; it must be one of error, warning, info, never",
        "select = 'CD1'": "select is text; it must be a list of texts",
        "ignore = ['CDX']": "comp-data.toml: ignore: no rule is called CDX",
        "severity.nope = 'error'": "comp-data.toml: severity: no rule is called nope",
        "warnings-fail = ['stail']": "comp-data.toml: warnings-fail: no rule is called stail; did you mean stale?",
        "per-file-ignores = { 'a/*' = ['nope'] }": "comp-data.toml: per-file-ignores.a/*: no rule is called nope",
        "exclude = ['seeds/']": "seeds: exclude leaves out all 1",
        "rules.total-mismach = {}": "rules.total-mismach is not a rule with options; did you mean total-mismatch?",
        "rules.total-mismatch.info_over = 1": "rules.total-mismatch.info_over is not a key; did you mean info-over?",
        "rules.total-mismatch.info-over = 'much'": "rules.total-mismatch.info-over is text; it must be a number",
        "severity.CD201 = 'bad'": "severity.CD201 is bad; it must be one of error, warning, info",
        "x = [": "comp-data.toml: this is not TOML",
        "x = " + "[" * 100_000: "comp-data.toml: this is not TOML",
        "x = " + "1" * 5_000: "comp-data.toml: this is not TOML",
        "dataset = 'nowhere'": "the dataset folder nowhere does not exist",
    }
    for text, said in cases.items():
        config.write_text(text, "utf-8")
        done = comp_data("lint")
        assert done.returncode == 2, text
        assert said in done.stderr, done.stderr


def test_only_guides_of_a_dataset_are_linted(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    folder = dataset("")
    for name in ("README.md", "acme/README.md", "acme/NOTES.md", "acme/readme.md", "acme/draft.txt", "CHANGELOG.md"):
        (folder / name).write_text("no guide")
    done = comp_data("lint", *TODAY)
    assert done.stdout.startswith("1 guide: 0 errors")
    done = comp_data("lint", "seeds/acme", *TODAY)
    assert done.stdout.startswith("1 guide: 0 errors")
    done = comp_data("lint", "seeds/README.md", *TODAY)
    assert "CD002" in done.stdout
    done = comp_data("lint", "--within-dataset", "seeds/README.md", "seeds/acme/data-engineer.md", "other.md", *TODAY)
    assert (done.returncode, done.stderr) == (2, "comp-data: error: other.md does not exist\n")
    done = comp_data("lint", "--within-dataset", "seeds/README.md", "seeds/acme/data-engineer.md", *TODAY)
    assert done.stdout.startswith("1 guide: 0 errors")


def test_a_link_out_of_the_dataset_is_not_followed(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    folder = dataset("")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("secret")
    (folder / "linked").symlink_to(outside)
    (folder / "acme" / "linked.md").symlink_to(outside / "secret.md")
    (folder / "acme" / "loop").symlink_to(folder)
    assert comp_data("lint", *TODAY).stdout.startswith("1 guide: 0 errors")


@pytest.mark.slow
def test_a_schema_of_ones_own(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset("")
    (tmp_path / "own.json").write_text(
        json.dumps({"properties": {"compensation": {"items": {"properties": {"currency": {"const": "USD"}}}}}}), "utf-8"
    )
    done = comp_data("lint", *TODAY, "--schema", "own.json", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.startswith(
        "seeds/acme/data-engineer.md:41:15: error CD110 custom-schema: London: 'USD' was expected\n"
    )
    (tmp_path / "remote.json").write_text('{"$ref": "https://example.com/schema.json"}')
    done = comp_data("lint", *TODAY, "--schema", "remote.json", "--format", "concise")
    assert (done.returncode, done.stdout) == (2, "")
    assert "refers to https://example.com/schema.json, which is not in it" in done.stderr
    (tmp_path / "wrong.json").write_text('{"type": "text"}')
    assert comp_data("lint", *TODAY, "--schema", "wrong.json").returncode == 2


def test_nothing_of_a_guide_reaches_the_terminal_unescaped(comp_data: CommandLine, dataset: Write) -> None:
    dataset('role_type: "\\e[31m::error::\\n%0A\\u202E"\n')
    for format_ in ("full", "concise", "github"):
        done = comp_data("lint", *TODAY, "--format", format_)
        assert "\x1b" not in done.stdout
        assert "\u202e" not in done.stdout
        commands = [line for line in done.stdout.splitlines() if line.startswith("::")]
        assert len(commands) == (1 if format_ == "github" else 0)


def test_github_annotations(comp_data: CommandLine, dataset: Write) -> None:
    dataset(BAD)
    done = comp_data("lint", *TODAY, "--format", "github")
    assert done.stdout.startswith(
        "::error file=seeds/acme/data-engineer.md,line=6,endLine=6,col=12,endColumn=18,title=CD105 invalid-value"
        "::role_type is senior; it must be standard or specialty"
    )


def test_the_seeds_of_the_project_have_no_error(comp_data: CommandLine) -> None:
    done = comp_data("lint", "--today", "2026-11-22", "--format", "json", cwd=ROOT)
    report = json.loads(done.stdout)
    assert done.returncode == 0
    found = sorted(one["code"] for one in report["diagnostics"])
    assert found == ["CD212", "CD406", *["CD505"] * 3, "CD703"]
    assert comp_data("lint", "--today", "2026-11-22", "--fail-on", "warning", cwd=ROOT).returncode == 1


def test_selectors_on_the_command_line_stand_above_the_configuration(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    dataset(BAD)
    (tmp_path / "comp-data.toml").write_text('ignore = ["CD105"]')
    assert comp_data("lint", *TODAY).returncode == 0
    assert comp_data("lint", *TODAY, "--select", "cd105").returncode == 1
    done = comp_data("lint", *TODAY, "--select", "CD105", "--ignore", "CD105")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no rule is left to run" in done.stderr
    (tmp_path / "comp-data.toml").write_text('ignore = [""]')
    assert comp_data("lint", *TODAY).returncode == 2


def test_a_schema_that_is_named_is_used_whatever_is_selected(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    dataset("")
    (tmp_path / "own.json").write_text('{"required": ["ticker"]}')
    done = comp_data("lint", *TODAY, "--schema", "own.json", "--select", "CD2", "--format", "concise")
    assert done.stdout.startswith("seeds/acme/data-engineer.md:1:1: error CD110")
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "comp-data.toml").write_text('rules.custom-schema.files = ["../own.json"]')
    assert comp_data("lint", "seeds", "--config", "conf/comp-data.toml", *TODAY).returncode == 1


def test_a_path_cannot_speak_to_the_runner(comp_data: CommandLine) -> None:
    done = comp_data("lint", "a\n::error::x.md", "--format", "github")
    assert done.returncode == 2
    assert done.stderr == "comp-data: error: a\\n::error::x.md does not exist\n"


def test_options_that_make_no_sense_are_refused(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset("")
    cases = {
        'rules.missing-required-region.all-of = ["Lundon"]': "Lundon is not a known place; did you mean London?",
        "rules.total-mismatch = { info-over = 30, warning-over = 10 }": "info-over must be at most warning-over",
        "rules.total-mismatch = { warning-over = nan }": "warning-over is nan; it must be at least 0",
        "rules.review-too-late.interval-days = 0": "interval-days must be from 1 to 3660",
        f"rules.review-too-late.interval-days = -{10**30}": "it must be at least 0",
        'exclude = ["!"]': "not a pattern as in .gitignore",
    }
    for text, said in cases.items():
        (tmp_path / "comp-data.toml").write_text(text, "utf-8")
        done = comp_data("lint")
        assert done.returncode == 2, text
        assert said in done.stderr, done.stderr
        assert "internal error" not in done.stderr


@pytest.mark.posix
@pytest.mark.slow
def test_closed_streams(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset(BAD)
    command = f"{sys.executable} -m comp_data lint --no-config seeds"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for redirection, codes in ((">&-", {1, 2}), ("- <&-", {0, 1, 2}), (">/dev/full", {1, 2}), ("| head -1", {0})):
        done = subprocess.run(
            f"{command} {redirection}",
            shell=True,
            cwd=tmp_path,
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode in codes, (redirection, done)
        assert "Traceback" not in done.stderr
        assert "internal error" not in done.stderr, (redirection, done.stderr)


@pytest.mark.slow
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (1, 129)])
def test_a_run_that_is_ended_leaves_no_process_behind(sent: int, code: int, dataset: Write, tmp_path: Path) -> None:
    names = "".join(f"# file: acme-{number}/data-engineer.md\n" for number in range(400))
    dataset(names)
    command = [sys.executable, "-m", "comp_data", "lint", "--no-config", "--jobs", "2", "seeds"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for delay in (0.25, 0.4):
        run = subprocess.Popen(
            command, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
        time.sleep(delay)
        run.send_signal(sent)
        _, said = run.communicate(timeout=LONGEST)
        assert run.returncode in {code, 0, -sent}
        assert b"Traceback" not in said
        assert is_gone(run.pid)
