"""The GitHub action: its description, and its steps run as a runner runs them."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.conftest import ROOT, GitRepository
from tests.docs.pages import job_steps

pytestmark = pytest.mark.slow

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
DOCUMENTED = [step.get("with", {}) for step in job_steps() if step.get("uses", "").startswith("OWNER/comp-data@")]
BAD = "compensation:\n  - base_low: 250000\n"
RECORDING = """\
#!/usr/bin/env bash
printf '%s\\n' "--- run" "$@" >>"$RECORD"
"""


def test_the_description_uses_every_input_and_only_those_there_are() -> None:
    assert ACTION["runs"]["using"] == "composite"
    used = set(re.findall(r"inputs\.([a-z-]+)", str(STEPS)))
    assert used == set(ACTION["inputs"])
    assert all(one["description"] and isinstance(one["default"], str) for one in ACTION["inputs"].values())
    steps = {step["id"] for step in STEPS if "id" in step}
    assert set(re.findall(r"steps\.([a-z-]+)\.", str(ACTION))) <= steps


def test_no_input_becomes_the_text_of_a_command() -> None:
    runs = [step for step in STEPS if "run" in step]
    assert len(runs) == 3
    for step in runs:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
        (script,) = re.fullmatch(r'bash "\$GITHUB_ACTION_PATH/(action/[a-z]+\.sh)"', step["run"]).groups()  # type: ignore[union-attr]
        text = (ROOT / script).read_text("utf-8")
        assert "eval" not in text
        asked = set(re.findall(r"\b(INPUT_[A-Z_]+|COMP_DATA)\b", text))
        assert asked == set(step["env"])


def test_every_output_is_one_that_a_script_sets() -> None:
    scripts = "".join(file.read_text("utf-8") for file in (ROOT / "action").iterdir())
    for name, output in ACTION["outputs"].items():
        assert re.search(rf"steps\.[a-z]+\.outputs\.{name} ", output["value"])
        assert f'echo "{name}=' in scripts


def test_sarif_is_uploaded_by_a_major_version_that_is_named() -> None:
    (upload,) = [step for step in STEPS if "uses" in step]
    assert re.fullmatch(r"github/codeql-action/upload-sarif@v\d+", upload["uses"])


class Job(NamedTuple):
    """What a step left behind."""

    status: int
    log: str
    output: dict[str, str]
    summary: str


class Runner:
    """A runner's folders, and the variables that its steps are given."""

    def __init__(self, folder: Path, command: str = "") -> None:
        self.folder = folder
        self.command = command
        self.workspace = folder / "workspace"
        self.workspace.mkdir(parents=True)

    def step(self, name: str, variables: Mapping[str, str] | None = None, /, **inputs: str) -> Job:
        """Runs a step with inputs, the others at their defaults; `ACTION_PATH` is this checkout unless given."""
        (step,) = [one for one in STEPS if one.get("id") == name]
        env = {
            key: os.environ[key] for key in ("PATH", "HOME", "PIP_INDEX_URL", "PIP_CONFIG_FILE") if key in os.environ
        }
        env |= {"RUNNER_TEMP": str(self.folder), "GITHUB_ACTION_PATH": inputs.pop("ACTION_PATH", str(ROOT))}
        env |= {"RECORD": str(self.folder / "record"), "LC_ALL": "C.UTF-8", "PIP_NO_COMPILE": "1"}
        env |= {"PATH": f"{self.folder / 'bin'}{os.pathsep}{env['PATH']}", **(variables or {})}
        for variable in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV"):
            file = self.folder / variable
            file.write_text("")
            env[variable] = str(file)
        defaults = {key: one["default"] for key, one in ACTION["inputs"].items()}
        assert set(inputs) <= set(defaults), inputs
        for variable, value in step["env"].items():
            (context, key) = re.fullmatch(r"\$\{\{ (inputs|steps)\.(\S+) \}\}", value).groups()  # type: ignore[union-attr]
            env[variable] = {**defaults, **inputs}[key] if context == "inputs" else self.command
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace,
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )
        lines = (self.folder / "GITHUB_OUTPUT").read_text("utf-8").splitlines()
        output = dict(line.split("=", 1) for line in lines)
        return Job(
            done.returncode, done.stdout + done.stderr, output, (self.folder / "GITHUB_STEP_SUMMARY").read_text("utf-8")
        )

    def recorded(self) -> list[list[str]]:
        """The arguments of every run of the recording command."""
        runs = (self.folder / "record").read_text("utf-8").split("--- run\n")[1:]
        return [run.splitlines() for run in runs]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The command, installed by the action's first step from a checkout with a blank in its path."""
    folder = tmp_path_factory.mktemp("action")
    checkout = folder / "check out"
    checkout.mkdir()
    for name in ("comp_data", "seeds", "schemas", "docs/rules", "action"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "action.yml"):
        shutil.copy(ROOT / name, checkout / name)
    job = Runner(folder).step("install", ACTION_PATH=str(checkout), **{"pip-arguments": "--no-warn-script-location\n"})
    assert job.status == 0, job.log
    assert "comp-data, version " in job.log
    return job.output["command"]


@pytest.fixture
def runner(installed: str, tmp_path: Path) -> Runner:
    return Runner(tmp_path / "runner", installed)


@pytest.fixture
def recording(tmp_path: Path) -> Runner:
    """A runner with a command that only records how it is called."""
    command = tmp_path / "recording"
    command.write_text(RECORDING, "utf-8")
    command.chmod(0o755)
    return Runner(tmp_path / "runner", str(command))


def test_an_old_python_is_reported_before_anything_is_installed(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    job = Runner(tmp_path / "runner").step("install", python=str(old))
    assert job.status == 2
    assert job.log.startswith("::error title=comp-data::Python 3.11 or newer is needed")


@pytest.mark.install
def test_a_clean_dataset_passes(runner: Runner, dataset: Callable[[str], Path]) -> None:
    dataset("").rename(runner.workspace / "seeds")
    job = runner.step("lint", arguments="--today\n2026-03-01")
    assert job.status == 0, job.log
    assert job.log == "1 guide: 0 errors, 0 warnings, 0 infos\n"
    assert job.output == {"exit-code": "0"}
    assert "1 guide: 0 errors" in job.summary


@pytest.mark.install
def test_a_bad_guide_is_annotated_summed_up_and_fails_the_job(runner: Runner, dataset: Callable[[str], Path]) -> None:
    dataset(BAD).rename(runner.workspace / "seeds")
    job = runner.step("lint", arguments="--today=2026-03-01", paths="seeds\n")
    assert job.status == 1
    assert re.search(r"^::error file=seeds/acme/data-engineer\.md,line=\d+,.*title=CD204 ", job.log, re.MULTILINE)
    assert job.output == {"exit-code": "1"}
    assert "CD204" in job.summary
    assert "250,000" in job.summary

    let_be = runner.step("lint", summary="false", paths="seeds", **{"fail-on": "never"})
    assert (let_be.status, let_be.summary) == (0, "")


@pytest.mark.install
def test_no_finding_breaks_out_of_a_summary(runner: Runner, dataset: Callable[[str], Path]) -> None:
    dataset(BAD + "role_type: <b>&amp;</pre>\n").rename(runner.workspace / "seeds")
    job = runner.step("lint", format="full")
    assert job.summary.startswith("### Compensation guides\n<pre>\n")
    assert job.summary.endswith("</pre>\n")
    assert "&lt;b>&amp;amp;&lt;/pre>" in job.summary
    assert job.summary.count("</pre>") == 1


@pytest.mark.install
def test_a_summary_has_the_findings_from_the_level_on_and_lets_reports_be(
    runner: Runner, dataset: Callable[[str], Path]
) -> None:
    dataset(BAD).rename(runner.workspace / "seeds")
    job = runner.step("lint", format="gitlab", level="error", arguments="--output-file\nreport.json")
    found = {one["check_name"] for one in json.loads((runner.workspace / "report.json").read_text("utf-8"))}
    assert found == {"CD204 inverted-range"}
    assert re.findall(r"^(?:error|warning|info) CD\d+", job.summary, re.MULTILINE) == ["error CD204"]
    assert job.log.count("written to report.json") == 1


def test_a_summary_that_the_format_wrote_is_let_be(tmp_path: Path) -> None:
    command = tmp_path / "writing"
    command.write_text('#!/usr/bin/env bash\necho written >>"$GITHUB_STEP_SUMMARY"\n')
    command.chmod(0o755)
    assert Runner(tmp_path / "runner", str(command)).step("lint").summary == "written\n"


def test_a_summary_holds_what_a_step_may_write(tmp_path: Path) -> None:
    command = tmp_path / "long"
    command.write_text(
        "#!/usr/bin/env bash\nfor file; do case $file in --output-file=*) break ;; esac; done\n"
        'seq -f "seeds/acme/role-%g.md: one of — many — findings" 30000 >"${file#--output-file=}"\nexit 1\n'
    )
    command.chmod(0o755)
    job = Runner(tmp_path / "runner", str(command)).step("lint", format="concise")
    assert job.status == 1
    assert 900_000 < len(job.summary.encode()) < 1_048_576
    assert job.summary.endswith("\n…\n</pre>\n")


@pytest.mark.install
def test_what_cannot_run_fails_the_job_and_says_why(runner: Runner) -> None:
    job = runner.step("lint")
    assert job.status == 2
    assert "the dataset folder seeds does not exist" in job.log
    assert (job.output, job.summary) == ({"exit-code": "2"}, "")


def test_every_input_is_passed_on(recording: Runner) -> None:
    job = recording.step(
        "lint",
        paths="guides/acme\r\nguides/a b\n",
        config="own.toml",
        preset="release",
        baseline="known.txt",
        level="info",
        sarif="out/found.sarif",
        arguments="--select\nCD2\n",
        **{"fail-on": "warning"},
    )
    assert job.status == 0, job.log
    given = ["--config=own.toml", "--preset=release", "--baseline=known.txt", "--level=info", "--fail-on=warning"]
    given += ["--select", "CD2"]
    sarif = f"--format=sarif={recording.workspace / 'out' / 'found.sarif'}"
    text, paths = recording.folder / "comp-data-summary.txt", ["--", "guides/acme", "guides/a b"]
    assert recording.recorded() == [
        ["lint", "--format=github", sarif, *given, *paths],
        ["lint", *given, "--format=full", "--max-findings=0", f"--output-file={text}", *paths],
    ]
    assert job.output == {"exit-code": "0"}


def test_the_sarif_file_is_an_output_where_it_was_written(recording: Runner) -> None:
    (recording.workspace / "found.sarif").write_text("{}")
    assert recording.step("lint", sarif="found.sarif").output["sarif"] == str(recording.workspace / "found.sarif")
    assert recording.step("lint", sarif="a\nexit-code=0").status == 2


GH = """\
#!/usr/bin/env bash
printf '%s\\n' "--- run" "$@" "token $GH_TOKEN" >>"$RECORD"
case "$*" in *--paginate*) printf '%s' "$(cat "$RUNNER_TEMP/comments")" ;; esac
exit "$(cat "$RUNNER_TEMP/status")"
"""


@pytest.fixture
def changed(runner: Runner, dataset: Callable[[str], Path]) -> Runner:
    """A runner in a repository whose last commit changed a figure, with a `gh` that only records how it is called."""
    dataset("").rename(runner.workspace / "seeds")
    repository = GitRepository(runner.workspace)
    repository.commit()
    guide = runner.workspace / "seeds" / "acme" / "data-engineer.md"
    guide.write_text(guide.read_text("utf-8").replace("base_low: 150000", "base_low: 165000"), "utf-8")
    repository.commit()
    gh = runner.folder / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(GH, "utf-8")
    gh.chmod(0o755)
    (runner.folder / "comments").write_text("")
    (runner.folder / "status").write_text("0")
    return runner


@pytest.mark.install
def test_the_summary_has_what_changed_since_the_base(changed: Runner) -> None:
    job = changed.step("diff", base="HEAD^1")
    assert job.status == 0, job.log
    assert job.log.startswith("### comp-data: 1 record changed; 1 figure changed;")
    assert "USD 150,000 | 165,000 | +10% |" in job.summary
    assert changed.step("diff", base="HEAD^1", summary="false", paths="seeds").summary == ""
    assert not (changed.folder / "record").exists()


@pytest.mark.install
@pytest.mark.parametrize("inputs", DOCUMENTED, ids=str)
def test_a_documented_job_runs(inputs: dict[str, str], changed: Runner) -> None:
    if "base" in inputs:
        job = changed.step("diff", {"GITHUB_REF": "refs/pull/7/merge", "GITHUB_REPOSITORY": "acme/guides"}, **inputs)
        assert (job.status, "1 record changed" in job.summary) == (0, True), job.log
    job = changed.step("lint", **inputs)
    assert job.status in (0, 1), job.log
    assert "1 guide: " in job.log


@pytest.mark.install
def test_the_diff_is_of_the_dataset_that_the_configuration_names(changed: Runner) -> None:
    (changed.workspace / "seeds").rename(changed.workspace / "guides")
    (changed.workspace / "own.toml").write_text('dataset = "guides"\n')
    job = changed.step("diff", base="HEAD", config="own.toml")
    assert job.status == 0, job.log
    assert job.log.startswith("### comp-data: no record changed")
    assert "From `HEAD:seeds` to `work tree`" in job.summary
    job = changed.step("diff", base="HEAD", config="none.toml")
    assert job.status == 2
    assert "none.toml" in job.log


@pytest.mark.install
def test_a_base_that_is_not_there_fails_the_step_and_says_why(changed: Runner) -> None:
    job = changed.step("diff", base="nope")
    assert (job.status, job.summary) == (2, "")
    assert "has no revision nope" in job.log


@pytest.mark.install
def test_the_diff_is_one_comment_on_the_pull_request(changed: Runner) -> None:
    pull = {"GITHUB_REF": "refs/pull/7/merge", "GITHUB_REPOSITORY": "acme/guides"}
    job = changed.step("diff", pull, base="HEAD^1", comment="true", token="secret")
    assert job.status == 0, job.log
    asked, written = changed.recorded()
    assert asked[:3] == ["api", "--paginate", "repos/acme/guides/issues/7/comments"]
    text = f"body=@{changed.folder}/comp-data-diff.md.comment"
    assert written == ["api", "--silent", "repos/acme/guides/issues/7/comments", "-F", text, "token secret"]
    body = Path(text.removeprefix("body=@")).read_text("utf-8")
    assert body == f"<!-- comp-data diff -->\n\n{job.summary}"

    (changed.folder / "comments").write_text("12\n34\n")
    assert changed.step("diff", pull, base="HEAD^1", comment="true").status == 0
    wanted = ["api", "--silent", "--method", "PATCH", "repos/acme/guides/issues/comments/12"]
    assert changed.recorded()[3][:5] == wanted


@pytest.mark.install
def test_a_comment_that_cannot_be_written_fails_nothing(changed: Runner) -> None:
    (changed.folder / "status").write_text("1")
    pull = {"GITHUB_REF": "refs/pull/7/merge", "GITHUB_REPOSITORY": "acme/guides"}
    job = changed.step("diff", pull, base="HEAD^1", comment="true")
    assert job.status == 0
    assert "::warning title=comp-data::The diff could not be written as a comment" in job.log
    assert len(changed.recorded()) == 1
    push = changed.step("diff", {"GITHUB_REF": "refs/heads/main"}, base="HEAD^1", comment="true")
    assert (push.status, len(changed.recorded())) == (0, 1)
    assert "::warning title=comp-data::This run has no pull request to comment on" in push.log


HOSTILE = [
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned",
    "' && touch pwned #",
    '" || touch pwned',
    "*",
    "a\\b",
    "&",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_base_is_never_run(value: str, recording: Runner) -> None:
    (recording.workspace / "file").touch()
    job = recording.step("diff", base=value)
    assert job.status == 0, job.log
    assert recording.recorded() == [["diff", "--format=markdown", "--", value]]
    assert [file.name for file in recording.workspace.iterdir()] == ["file"]


@pytest.mark.parametrize("value", HOSTILE)
def test_no_input_is_ever_run(value: str, recording: Runner) -> None:
    (recording.workspace / "file").touch()
    options = ("config", "preset", "baseline", "level", "fail-on", "format")
    job = recording.step("lint", **dict.fromkeys((*options, "paths", "arguments"), value))
    assert job.status == 0, job.log
    given = recording.recorded()[0]
    assert {f"--{name}={value}" for name in options} <= set(given)
    assert given.count(value) == 2
    assert [file.name for file in recording.workspace.iterdir()] == ["file"]


def test_an_input_is_never_run_while_installing(tmp_path: Path) -> None:
    runner = Runner(tmp_path / "runner")
    python = tmp_path / "python"
    python.write_text(
        RECORDING + 'case "$*" in *venv*) mkdir -p "$RUNNER_TEMP/comp-data/bin"\n'
        'cp "$0" "$RUNNER_TEMP/comp-data/bin/python"; cp "$0" "$RUNNER_TEMP/comp-data/bin/comp-data";; esac\n',
        "utf-8",
    )
    python.chmod(0o755)
    (runner.workspace / "file").touch()
    job = runner.step("install", python=str(python), **{"pip-arguments": "\n".join(HOSTILE)})
    assert job.status == 0, job.log
    (pip,) = [run for run in runner.recorded() if "pip" in run]
    assert pip[-len(HOSTILE) - 1 :] == [*HOSTILE, str(ROOT)]
    assert [file.name for file in runner.workspace.iterdir()] == ["file"]


HOSTILE_MODULE = "import os, pathlib\npathlib.Path(os.environ['RECORD'] + '-ran').touch()\nraise SystemExit(3)\n"
MODULES = (
    "pip", "venv", "ensurepip", "sitecustomize", "usercustomize", "click", "yaml", "re", "json", "comp_data",
    "pathspec", "subprocess", "multiprocessing", "hatchling", "setuptools", "tomllib", "encodings", "gc", "sqlite3",
)  # fmt: skip


@pytest.mark.install
def test_no_step_imports_a_module_of_the_workspace(
    installed: str, tmp_path: Path, dataset: Callable[[str], Path]
) -> None:
    runner = Runner(tmp_path / "runner", installed)
    dataset("").rename(runner.workspace / "seeds")
    (runner.workspace / "modules").mkdir()
    for name in MODULES:
        for folder in (runner.workspace, runner.workspace / "modules"):
            (folder / f"{name}.py").write_text(HOSTILE_MODULE, "utf-8")
    GitRepository(runner.workspace).commit()
    variables = {"PYTHONPATH": ".:modules"}
    jobs = [
        runner.step("install", variables, **{"pip-arguments": "--no-deps\n--dry-run"}),
        runner.step("diff", variables, base="HEAD"),
        runner.step("lint", variables, arguments="--jobs=2\n--base=HEAD"),
    ]
    assert not (runner.folder / "record-ran").exists(), [job.log for job in jobs]
    assert jobs[1].status == jobs[2].status == 0, jobs[2].log


def test_the_command_is_found_where_windows_puts_it(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\ncase "$*" in *venv*) mkdir -p "$RUNNER_TEMP/comp-data/Scripts"\n'
        'cp "$0" "$RUNNER_TEMP/comp-data/Scripts/python"; cp "$0" "$RUNNER_TEMP/comp-data/Scripts/comp-data";; esac\n'
    )
    python.chmod(0o755)
    job = Runner(tmp_path / "runner").step("install", python=str(python))
    assert job.output["command"] == f"{tmp_path / 'runner'}/comp-data/Scripts/comp-data", job.log
