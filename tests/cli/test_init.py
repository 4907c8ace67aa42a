"""`comp-data init`: five shapes of repositories, and what it says of a repository that is set up wrong."""

import json
import os
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from comp_data.migrate.adoption import Origin, origin_of, problems_of
from tests.conftest import ROOT, CommandLine, GitRepository
from tests.fragments import guides

SOURCE = ("--source", "https://example.org/owner/comp-data", "--rev", "abc123")
WRITTEN = ["comp-data.toml", ".pre-commit-config.yaml", ".github/workflows/comp-data.yml"]
ROLES = ("data-engineer", "data-scientist", "product-manager")


def write_guides(folder: Path, company: str = "acme", *, base_low: int = 150000) -> None:
    for role in ROLES[:2]:
        fragment = f"# file: {company}/{role}.md\ncompensation:\n  - base_low: {base_low}\n"
        for made in guides(fragment):
            file = folder / made.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(made.text, "utf-8")


def written(stdout: str) -> list[str]:
    return [line.removeprefix("wrote ") for line in stdout.splitlines() if line.startswith("wrote ")]


def jobs_of(top: Path) -> list[str]:
    """Return the commands of the CI job that was written."""
    workflow = yaml.safe_load((top / ".github/workflows/comp-data.yml").read_text("utf-8"))
    return [step["run"] for step in workflow["jobs"]["guides"]["steps"] if "run" in step]


def lint_of_ci(comp_data: CommandLine, top: Path) -> "subprocess.CompletedProcess[str]":
    install, lint = jobs_of(top)
    assert install == "pip install git+https://example.org/owner/comp-data@abc123"
    assert lint == "comp-data lint --format github"
    return comp_data(*lint.split()[1:], cwd=top)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("where", "dataset"),
    [(".", "."), ("guides", "guides"), ("data/pay/guides", "data/pay/guides")],
    ids=["at the root", "in a folder", "nested"],
)
def test_guides_are_found_wherever_they_are(
    comp_data: CommandLine, repository: GitRepository, where: str, dataset: str
) -> None:
    write_guides(repository.top / where)
    planned = comp_data("init", "--dry-run", *SOURCE)
    assert planned.stdout.count("would write ") == 3
    assert [file.name for file in repository.top.iterdir() if not file.is_dir()] == []
    done = comp_data("init", *SOURCE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"2 guides in {dataset}: 0 errors, ")
    assert written(done.stdout) == WRITTEN
    assert comp_data("lint").returncode == 0
    assert "2 guides: 0 errors" in comp_data("lint").stdout
    assert lint_of_ci(comp_data, repository.top).returncode == 0
    hooks = yaml.safe_load((repository.top / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks["repos"][0]["hooks"]] == [
        "comp-data-fix", "comp-data-changes", "comp-data-check"
    ]  # fmt: skip
    again = comp_data("init", *SOURCE)
    assert (again.returncode, written(again.stdout)) == (0, [])


def test_other_markdown_is_left_out(comp_data: CommandLine, repository: GitRepository) -> None:
    write_guides(repository.top)
    (repository.top / "README.md").write_text("# Our guides\n", "utf-8")
    for name in ("docs/how-to.md", "notes/2026.md", "node_modules/x.md"):
        file = repository.top / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Not a guide\n", "utf-8")
    done = comp_data("init", *SOURCE)
    assert done.stdout.startswith("2 guides in .: 0 errors, ")
    settings = (repository.top / "comp-data.toml").read_text("utf-8")
    assert 'exclude = ["/docs/", "/node_modules/", "/notes/"]\n' in settings
    assert "2 guides: 0 errors" in comp_data("lint").stdout
    assert lint_of_ci(comp_data, repository.top).returncode == 0


def test_the_name_of_a_folder_adds_no_settings(comp_data: CommandLine, repository: GitRepository) -> None:
    folder = 'x"\nselect = ["CD901"]\n#'
    write_guides(repository.top / folder)
    assert comp_data("init", *SOURCE).returncode == 0
    settings = tomllib.loads((repository.top / "comp-data.toml").read_text("utf-8"))
    assert settings == {"dataset": folder}


def test_an_empty_repository(comp_data: CommandLine, repository: GitRepository) -> None:
    done = comp_data("init", *SOURCE)
    assert done.returncode == 0
    assert done.stdout.startswith("no guides in guides\n")
    assert written(done.stdout) == WRITTEN
    assert "`comp-data new COMPANY ROLE` writes the first guide; complete it, then commit" in done.stdout
    assert comp_data("new", "acme", "chef").stdout == "guides/acme/chef.md\n"
    (repository.top / "guides/acme/chef.md").unlink()
    write_guides(repository.top / "guides")
    assert comp_data("lint").returncode == 0
    assert lint_of_ci(comp_data, repository.top).returncode == 0


def test_nothing_that_exists_is_changed(comp_data: CommandLine, repository: GitRepository) -> None:
    write_guides(repository.top / "guides")
    own = {
        "comp-data.toml": 'dataset = "guides"\nbaseline = "comp-data-baseline.jsonl"\n',
        ".pre-commit-config.yaml": "repos: []\n",
        ".github/workflows/comp-data.yml": "on: push\n",
        ".gitattributes": "*.png binary\n",
        "comp-data-baseline.jsonl": "",
    }
    for name, text in own.items():
        (repository.top / name).parent.mkdir(parents=True, exist_ok=True)
        (repository.top / name).write_text(text, "utf-8")
    done = comp_data("init", *SOURCE)
    assert (done.returncode, written(done.stdout)) == (1, [])
    assert {name: (repository.top / name).read_text("utf-8") for name in own} == own
    for line in (
        "to do: .pre-commit-config.yaml exists and is left unchanged; add to it:",
        "          - id: comp-data-check",
        "to do: .github/workflows/comp-data.yml exists and is left unchanged; add to it:",
        "to do: .gitattributes exists and is left unchanged; add to it:",
        "    comp-data-baseline.jsonl merge=union",
    ):
        assert line in done.stdout.splitlines()
    refused = comp_data("init", "--baseline", *SOURCE)
    assert refused.returncode == 2
    assert "comp-data.toml exists: `comp-data lint --write-baseline` writes a baseline" in refused.stderr


def test_the_advice_after_settings_are_written_is_possible(comp_data: CommandLine, repository: GitRepository) -> None:
    write_guides(repository.top / "guides", base_low=950000)
    assert "then `comp-data lint --write-baseline` accepts the other" in comp_data("init", *SOURCE).stdout
    done = comp_data("lint", "--write-baseline")
    assert 'gone; `baseline = "comp-data-baseline.jsonl"` in the configuration uses it\n' in done.stderr
    with (repository.top / "comp-data.toml").open("a", encoding="utf-8") as settings:
        settings.write('baseline = "comp-data-baseline.jsonl"\n')
    assert comp_data("lint").returncode == 0
    assert comp_data("lint", "--write-baseline").stderr.endswith(", 0 gone\n")


def test_a_baseline_of_another_name_merges_without_conflicts(comp_data: CommandLine, repository: GitRepository) -> None:
    write_guides(repository.top / "guides")
    (repository.top / "comp-data.toml").write_text('dataset = "guides"\nbaseline = "known.jsonl"\n', "utf-8")
    (repository.top / "known.jsonl").write_text("", "utf-8")
    comp_data("init", *SOURCE)
    assert (repository.top / ".gitattributes").read_text("utf-8") == "known.jsonl merge=union\n"


@pytest.mark.slow
def test_a_baseline_accepts_what_is_there(comp_data: CommandLine, repository: GitRepository) -> None:
    write_guides(repository.top / "guides", base_low=950000)
    assert comp_data("lint", "guides").returncode == 1
    offered = comp_data("init", "--dry-run", *SOURCE)
    assert "`comp-data lint guides --fix` fixes what is safe to fix; then `comp-data init --baseline`" in offered.stdout
    done = comp_data("init", "--baseline", *SOURCE)
    assert (done.returncode, written(done.stdout)) == (0, [*WRITTEN, ".gitattributes", "comp-data-baseline.jsonl"])
    assert comp_data("lint").returncode == 0
    assert comp_data("lint", "--no-baseline").returncode == 1
    assert comp_data("init", *SOURCE).returncode == 0
    write_guides(repository.top / "guides")
    stale = comp_data("init", *SOURCE)
    assert stale.returncode == 1
    assert "the baseline has 3 stale entries: `comp-data lint --fix` removes what is stale" in stale.stdout


@pytest.mark.slow
def test_what_no_baseline_accepts_is_left_to_do(comp_data: CommandLine, repository: GitRepository) -> None:
    write_guides(repository.top / "guides", base_low=950000)
    (repository.top / "guides" / "acme" / "chef.md").write_text("### Chef\n", "utf-8")
    done = comp_data("init", "--baseline", *SOURCE)
    assert done.returncode == 1
    assert "to do: 1 finding that no baseline accepts; `comp-data lint` shows what to correct\n" in done.stdout
    assert comp_data("lint", "--format", "concise", "--quiet").stdout.count("\n") == 1


def test_a_company_whose_only_guide_has_a_byte_order_mark_is_linted(
    comp_data: CommandLine, repository: GitRepository
) -> None:
    write_guides(repository.top / "guides")
    write_guides(repository.top / "guides", "globex")
    for file in (repository.top / "guides" / "globex").iterdir():
        file.write_text(file.read_text("utf-8"), "utf-8-sig")
    planned = comp_data("init", "--dry-run", *SOURCE)
    assert planned.stdout.startswith("4 guides in guides: ")
    assert "exclude" not in planned.stdout


def test_a_revision_applies_to_the_repository_that_it_was_installed_from(
    comp_data: CommandLine, repository: GitRepository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write_guides(repository.top / "guides")
    site = tmp_path_factory.mktemp("site")
    about = site / "comp_data-9.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: comp-data\nVersion: 9\n", "utf-8")
    source = {"url": "https://example.org/owner/comp-data", "vcs_info": {"vcs": "git", "commit_id": "1234abcd"}}
    (about / "direct_url.json").write_text(json.dumps(source), "utf-8")
    env = {"PYTHONPATH": f"{site}{os.pathsep}{ROOT}"}
    assert "    rev: 1234abcd\n" in comp_data("init", "--dry-run", env=env).stdout
    named = comp_data("init", "--dry-run", "--rev", "v1.2.0", env=env).stdout
    assert "  - repo: https://example.org/owner/comp-data\n" in named
    assert "    rev: v1.2.0\n" in named


def test_the_name_of_a_folder_is_quoted_for_the_shell(comp_data: CommandLine, repository: GitRepository) -> None:
    write_guides(repository.top / "our pay", base_low=950000)
    assert "`comp-data lint 'our pay' --fix` fixes what" in comp_data("init", "--dry-run", *SOURCE).stdout


def test_a_baseline_of_nothing_is_not_written(comp_data: CommandLine, repository: GitRepository) -> None:
    write_guides(repository.top / "guides")
    comp_data("lint", "guides", "--fix", "--unsafe-fixes")
    done = comp_data("init", "--baseline", *SOURCE)
    is_written = "wrote comp-data-baseline.jsonl" in done.stdout
    assert ("no errors or warnings to accept: no baseline is written" in done.stdout) is not is_written
    assert (repository.top / "comp-data-baseline.jsonl").exists() is is_written


WRONG = {
    "the dataset does not exist": (
        {"comp-data.toml": 'dataset = "pay"\n'},
        "comp-data.toml: the dataset has no guides; guides has 2",
    ),
    "a pattern matches nothing": (
        {"comp-data.toml": 'dataset = "guides"\nexclude = ["/old/"]\n'},
        "exclude `/old/` matches no guide",
    ),
    "a baseline is missing": (
        {"comp-data.toml": 'dataset = "guides"\nbaseline = "known.jsonl"\n'},
        "the baseline known.jsonl cannot be read (--write-baseline writes one): No such file or directory",
    ),
    "no hook for the dataset": (
        {".pre-commit-config.yaml": "repos:\n  - repo: https://e.org/comp-data\n    hooks: [{ id: comp-data-fix }]\n"},
        ".pre-commit-config.yaml: no hook checks the whole dataset; add `- id: comp-data-check`",
    ),
    "a shallow clone": (
        {
            ".github/workflows/pay.yaml": "on: pull_request\njobs:\n  pay:\n    steps:\n"
            "      - uses: actions/checkout@v4\n      - run: comp-data lint --base origin/main\n"
        },
        ".github/workflows/pay.yaml: the job pay compares with a revision in a shallow clone",
    ),
    "a shallow clone for the action": (
        {
            ".github/workflows/pay.yml": "jobs:\n  pay:\n    steps:\n      - uses: actions/checkout@v4\n"
            "      - uses: owner/comp-data@v1\n        with: { base: origin/main }\n"
        },
        ".github/workflows/pay.yml: the job pay compares with a revision in a shallow clone",
    ),
    "a job that installs from this machine": (
        {".gitlab-ci.yml": "pay:\n  script: [pip install git+file:///srv/comp-data, comp-data lint]\n"},
        ".gitlab-ci.yml: CI cannot install comp-data from a folder of this machine; name a URL that it can reach",
    ),
    "a shallow clone of GitLab": (
        {".gitlab-ci.yml": "pay:\n  script: [comp-data lint --base $CI_MERGE_REQUEST_DIFF_BASE_SHA]\n"},
        ".gitlab-ci.yml: the job compares with a revision in a shallow clone; set the variable GIT_DEPTH to 0",
    ),
}


@pytest.mark.parametrize(("files", "said"), WRONG.values(), ids=WRONG)
def test_what_is_configured_wrong(
    comp_data: CommandLine, repository: GitRepository, files: dict[str, str], said: str
) -> None:
    write_guides(repository.top / "guides")
    for name, text in {"comp-data.toml": 'dataset = "guides"\n', **files}.items():
        (repository.top / name).parent.mkdir(parents=True, exist_ok=True)
        (repository.top / name).write_text(text, "utf-8")
    done = comp_data("init", *SOURCE)
    assert done.returncode == 1
    assert done.stdout.startswith("2 guides in guides")
    assert f"to do: {said}" in done.stdout


def test_a_clone_with_its_history_is_right(comp_data: CommandLine, repository: GitRepository) -> None:
    write_guides(repository.top / "guides")
    workflow = repository.top / ".github" / "workflows" / "pay.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(
        "jobs:\n  pay:\n    steps:\n      - uses: actions/checkout@v4\n        with: { fetch-depth: 0 }\n"
        "      - run: comp-data lint --base origin/main\n  other:\n    steps:\n      - uses: actions/checkout@v4\n"
    )
    done = comp_data("init", *SOURCE)
    assert (done.returncode, written(done.stdout)) == (0, WRITTEN[:2])


def test_a_source_is_asked_for_only_where_something_is_missing(tmp_path: Path) -> None:
    end = ": comp-data is not installed from a git repository; name one with --source"
    assert list(problems_of(tmp_path, None)) == [f"no hooks and CI job{end}"]
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: [{repo: x, hooks: [{id: comp-data-check}]}]\n", "utf-8")
    assert list(problems_of(tmp_path, None)) == [f"no CI job{end}"]
    (tmp_path / ".gitlab-ci.yml").write_text("pay:\n  script: [comp-data lint]\n", "utf-8")
    assert list(problems_of(tmp_path, None)) == []


def test_a_job_to_add_cannot_install_from_this_machine_either(
    comp_data: CommandLine, repository: GitRepository
) -> None:
    said = "to do: the CI job: CI cannot install comp-data from a folder of this machine; name a URL that it can reach"
    write_guides(repository.top / "guides")
    assert said in comp_data("init", "--dry-run", "--source", "/srv/comp-data").stdout
    (repository.top / ".gitlab-ci.yml").write_text("stages: [test]\n")
    done = comp_data("init", "--source", "/srv/comp-data")
    assert (done.returncode, done.stdout.count(said)) == (1, 1)
    assert "the CI job" not in comp_data("init", "--dry-run", *SOURCE).stdout


def test_only_at_the_top_of_a_repository(comp_data: CommandLine, repository: GitRepository) -> None:
    write_guides(repository.top / "guides")
    done = comp_data("init", cwd=repository.top / "guides")
    assert done.returncode == 2
    assert "run it at the top of the repository" in done.stderr


def test_a_job_for_gitlab(comp_data: CommandLine, repository: GitRepository) -> None:
    write_guides(repository.top / "guides")
    (repository.top / ".gitlab-ci.yml").write_text("stages: [test]\n")
    done = comp_data("init", *SOURCE)
    assert (done.returncode, written(done.stdout)) == (1, WRITTEN[:2])
    assert "    codequality: gl-code-quality-report.json" in done.stdout


@pytest.mark.parametrize(
    ("address", "repository"),
    [
        ("https://user:secret@example.org/o/comp-data.git", "https://example.org/o/comp-data.git"),
        ("git@github.com:o/comp-data.git", "https://github.com/o/comp-data.git"),
        ("ssh://git@example.org/o/comp-data", "ssh://git@example.org/o/comp-data"),
        ("/srv/comp-data", "file:///srv/comp-data"),
    ],
)
def test_an_address_of_git_is_written_without_a_password(address: str, repository: str) -> None:
    assert origin_of(address, "v1") == Origin(repository, "v1")


@pytest.mark.parametrize("odd", ["https://e.org/$(id)", "https://e.org/a b", 'https://e.org/"', "https://e.org/`id`"])
def test_an_address_that_a_shell_would_read_is_refused(comp_data: CommandLine, tmp_path: Path, odd: str) -> None:
    for arguments in (("--source", odd), ("--source", "https://e.org/x", "--rev", odd)):
        done = comp_data("init", *arguments)
        assert done.returncode == 2
        assert "cannot be written into hooks and CI jobs" in done.stderr
        assert list(tmp_path.iterdir()) == []
