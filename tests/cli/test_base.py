"""`lint --base` and `--changed-only` as commands: clear messages, output, fixes, the baseline."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine, GitRepository

TODAY = "--today=2026-03-14"
Write = Callable[[str], Path]


@pytest.fixture
def guide(repository: GitRepository, dataset: Write) -> Path:
    """The example guide, committed; with an old finding, CD204."""
    folder = dataset(
        "# file: acme/data-engineer.md\ncompensation:\n  - {}\n  - base_low: 198000\n".format("level: null")
    )
    repository.commit()
    return folder / "acme" / "data-engineer.md"


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("nope", "has no revision nope"),
        ("-p", "`-p` is not a revision: name a branch, a tag or a commit"),
        ("HEAD~7", "has no revision HEAD~7"),
        ("", "`` is not a revision"),
    ],
)
def test_a_revision_that_there_is_not(revision: str, message: str, guide: Path, comp_data: CommandLine) -> None:
    done = comp_data("lint", f"--base={revision}", TODAY)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert message in done.stderr


def test_a_shallow_clone_and_a_folder_outside_of_git(
    guide: Path, repository: GitRepository, comp_data: CommandLine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    replace(guide, "2026-02-23", "2026-02-24")
    repository.commit()
    clone = tmp_path_factory.mktemp("clones") / "clone"
    repository("clone", "--quiet", "--depth=1", f"file://{repository.top}", str(clone))
    done = comp_data("lint", "--base=HEAD~1", TODAY, cwd=clone)
    assert done.returncode == 2
    assert "the clone is shallow: fetch its history (git fetch --unshallow, or fetch-depth: 0)" in done.stderr
    (clone / ".git").rename(clone / "git")
    done = comp_data("lint", "seeds", "--base=HEAD", TODAY, cwd=clone)
    assert done.returncode == 2
    assert "seeds is in no git repository" in done.stderr


def test_no_commit_yet(repository: GitRepository, dataset: Write, comp_data: CommandLine) -> None:
    dataset("")
    done = comp_data("lint", "--changed-only", TODAY)
    assert done.returncode == 0, done.stderr
    assert "compared with nothing, as there is no commit yet: 1 changed" in done.stdout


def test_a_change_is_reported_with_its_figures(guide: Path, comp_data: CommandLine, repository: GitRepository) -> None:
    replace(guide, "base_low: 150000", "base_low: 105000")
    sha = repository("rev-parse", "HEAD")
    done = comp_data("lint", "--base=main", "--select=CD801,CD802", TODAY)
    assert done.returncode == 1
    assert "error CD801 large-change: San Francisco: base_low 105,000 is 30% under 150,000, its value at" in done.stdout
    assert f"1 guide: 2 errors, 0 warnings, 0 infos; compared with main (commit {sha[:12]}): 1 changed" in done.stdout
    found = json.loads(comp_data("lint", "--base=main", "--select=CD801", "--format=json", TODAY).stdout)
    assert found["summary"]["against"] == {"base": "main", "commit": sha, "changed": 1, "removed": 0, "before": 0}
    assert found["diagnostics"][0]["region"] == "San Francisco"
    plain = json.loads(comp_data("lint", "--format=json", TODAY).stdout)
    assert plain["summary"]["against"] is None
    assert not [one for one in plain["diagnostics"] if one["code"].startswith("CD8")]


def test_old_findings_let_an_unrelated_change_pass(guide: Path, comp_data: CommandLine) -> None:
    replace(guide, "Steady base", "Very steady base")
    assert comp_data("lint", "--base=HEAD", TODAY).returncode == 1
    done = comp_data("lint", "--base=HEAD", "--changed-only", "--level=info", TODAY)
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    assert line.startswith("1 guide: 0 errors, 0 warnings, 0 infos; ")
    assert " also at the base; compared with HEAD (commit " in line


@pytest.mark.slow
def test_a_record_that_is_gone_stands_at_its_path(
    guide: Path, dataset: Write, repository: GitRepository, comp_data: CommandLine
) -> None:
    gone = dataset("# file: acme/product-designer.md\n") / "acme" / "product-designer.md"
    repository.commit()
    gone.unlink()
    done = comp_data("lint", "--base=HEAD", "--changed-only", TODAY)
    assert done.stdout.startswith(
        "error CD805 removed: the record acme/product-designer of the base was removed\n"
        " --> seeds/acme/product-designer.md:1:1\n  = help: "
    )
    annotated = comp_data("lint", "--base=HEAD", "--changed-only", "--format=github", TODAY).stdout
    assert annotated.startswith("::error file=seeds/acme/product-designer.md,line=1,endLine=1,col=1,")
    done = comp_data("lint", "--base=HEAD", "--add-ignores", "--reason=closed", "--select=CD805", TODAY)
    assert (done.returncode, done.stderr) == (1, "wrote suppressions for 0 findings\n")
    (Path(repository.top) / "comp-data.toml").write_text(
        '# the office was closed\nper-file-ignores = { "seeds/acme/product-designer.md" = ["CD805"] }\n'
    )
    assert comp_data("lint", "--base=HEAD", "--changed-only", TODAY).returncode == 0


def test_the_date_is_fixed(guide: Path, comp_data: CommandLine) -> None:
    replace(guide, "base_high: 200000", "base_high: 201000")
    shown = comp_data("lint", "--base=HEAD", "--diff", TODAY).stdout
    assert "-last_updated: 2026-02-23\n+last_updated: 2026-03-14\n" in shown
    done = comp_data("lint", "--base=HEAD", "--changed-only", "--fix", "--select=CD8", TODAY)
    assert done.returncode == 0, done.stdout
    assert "CD802" in done.stderr
    assert "last_updated: 2026-03-14\n" in guide.read_text("utf-8")


def test_guides_that_the_change_does_not_touch_are_not_fixed(
    guide: Path, repository: GitRepository, comp_data: CommandLine
) -> None:
    other = guide.with_name("product-designer.md")
    other.write_text(guide.read_text("utf-8").replace("data-engineer", "product-designer"), "utf-8")
    for file in (guide, other):
        replace(file, "    stock_low: 80000\n    stock_high: 120000\n", "    stock_low: null\n    stock_high: null\n")
    repository.commit()
    before = other.read_text("utf-8")
    replace(guide, "base_high: 200000", "base_high: 201000")
    command = ("lint", "--base=HEAD", "--changed-only", "--select=CD504,CD802", TODAY)
    shown = comp_data(*command, "--diff").stdout
    assert "stock_low: 80000" in shown
    assert "product-designer" not in shown
    done = comp_data(*command, "--fix")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "in 1 guide:" in done.stderr
    assert "stock_low: 80000" in guide.read_text("utf-8")
    assert other.read_text("utf-8") == before
    assert "in 1 guide:" in comp_data("lint", "--base=HEAD", "--fix", "--select=CD504", TODAY).stderr
    assert other.read_text("utf-8") != before


def test_what_a_fix_states_is_dated_and_never_refused(
    guide: Path, repository: GitRepository, comp_data: CommandLine
) -> None:
    replace(guide, "    stock_low: 80000\n    stock_high: 120000\n", "    stock_low: null\n    stock_high: null\n")
    repository.commit()
    replace(guide, "base_high: 200000", "base_high: 201000")
    done = comp_data("lint", "--base=HEAD", "--fix", "--select=CD504,CD802", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    text = guide.read_text("utf-8")
    assert "stock_low: 80000\n    stock_high: 120000\n" in text
    assert "last_updated: 2026-03-14" in text


def test_suppressions_of_a_change_are_written(guide: Path, comp_data: CommandLine) -> None:
    replace(guide, "base_low: 150000", "base_low: 105000")
    command = ("lint", "--base=HEAD", "--changed-only", "--select=CD801")
    done = comp_data(*command, "--add-ignores", "--reason=the level was another", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "    # comp-data: ignore[CD801] the level was another\n    base_low: 105000\n" in guide.read_text("utf-8")


def test_no_baseline_knows_a_change(guide: Path, comp_data: CommandLine, tmp_path: Path) -> None:
    replace(guide, "base_low: 150000", "base_low: 105000")
    comp_data("lint", "--base=HEAD", "--write-baseline", TODAY)
    known = (tmp_path / "comp-data-baseline.jsonl").read_text("utf-8")
    assert '"CD204"' in known
    assert "CD8" not in known
    done = comp_data("lint", "--base=HEAD", "--changed-only", "--baseline=comp-data-baseline.jsonl", TODAY)
    assert "CD801" in done.stdout
    assert "CD204" not in done.stdout
    assert "CD904" not in done.stdout


def test_no_baseline_is_written_of_what_is_new_alone(guide: Path, comp_data: CommandLine, tmp_path: Path) -> None:
    done = comp_data("lint", "--changed-only", "--write-baseline", TODAY)
    assert done.returncode == 2
    assert "a baseline has all findings: leave out --changed-only" in done.stderr
    assert not list(tmp_path.glob("*.jsonl"))


def test_standard_input_is_compared_with_the_file_it_is(guide: Path, comp_data: CommandLine) -> None:
    text = guide.read_bytes().replace(b"base_low: 150000", b"base_low: 105000")
    name = "--stdin-filename=seeds/acme/data-engineer.md"
    done = comp_data("lint", "-", name, "--base=HEAD", "--select=CD801", TODAY, stdin=text)
    assert "base_low 105,000 is 30% under 150,000" in done.stdout
    assert (
        comp_data("lint", "-", name, "--changed-only", "--select=CD8", TODAY, stdin=guide.read_bytes()).returncode == 0
    )


@pytest.mark.slow
def test_any_number_of_processes_says_the_same(guide: Path, comp_data: CommandLine, dataset: Write) -> None:
    dataset("# file: globex/data-engineer.md\n# file: hooli/data-engineer.md\ncompensation:\n  - base_low: 250000\n")
    replace(guide, "base_low: 150000", "base_low: 105000")
    command = ("lint", "--base=HEAD", "--changed-only", "--format=json", TODAY)
    assert comp_data(*command, "--jobs=2").stdout == comp_data(*command, "--jobs=1").stdout


def test_a_rule_is_explained_with_what_the_base_has(comp_data: CommandLine) -> None:
    done = comp_data("rule", "CD801")
    assert "\nBefore:\n    last_updated: " in done.stdout
    assert "over = 20.0" in done.stdout
    assert json.loads(comp_data("rule", "CD801", "--format=json").stdout)["before"].startswith("last_updated: ")
    settings = comp_data("lint", "--show-settings", "--base=nope").stdout
    assert "rules.large-change = { over = 20.0 }" in settings


@pytest.mark.slow
@pytest.mark.parametrize("paths", [(), ("seeds",)])
@pytest.mark.parametrize("keeps_folder", [True, False])
def test_deleting_the_last_guide_is_checked(
    guide: Path, comp_data: CommandLine, paths: tuple[str, ...], keeps_folder: bool
) -> None:
    guide.unlink()
    if not keeps_folder:
        guide.parent.rmdir()
        guide.parent.parent.rmdir()
    done = comp_data("lint", *paths, "--base=main", "--changed-only", "--format=concise", TODAY)
    assert done.returncode == 1, done.stderr
    assert "error CD805 removed: the record acme/data-engineer of the base was removed" in done.stdout
    empty = comp_data("lint", "elsewhere", "--base=main", TODAY)
    assert (empty.returncode, empty.stdout) == (2, "")
    assert "no guide in elsewhere" in empty.stderr


def test_settings_that_exclude_every_guide_are_named(guide: Path, comp_data: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "comp-data.toml").write_text('exclude = ["*"]\n', "utf-8")
    done = comp_data("lint", "--base", "HEAD")
    assert (done.returncode, done.stderr) == (2, "comp-data: error: no guide in seeds: exclude leaves out all 1\n")


@pytest.mark.slow
def test_what_a_sparse_checkout_leaves_out_is_not_removed(
    repository: GitRepository, dataset: Write, comp_data: CommandLine
) -> None:
    dataset("# file: acme/data-engineer.md\nauthor: Ann\n")
    globex = dataset("# file: globex/data-engineer.md\nauthor: Ann\n") / "globex"
    repository.commit()
    repository("sparse-checkout", "set", "seeds/acme")
    assert not globex.exists()
    done = comp_data("lint", "--base=HEAD", "--format=concise", TODAY)
    assert (done.returncode, "CD805" in done.stdout) == (0, False), done.stdout
    assert "not linted, as a sparse checkout leaves them out of the work tree: 1 guide\n" in done.stdout
    assert comp_data("diff", "HEAD").stdout == "HEAD → work tree: no record changed\n"
    repository("rm", "--quiet", "--sparse", "-r", "seeds/globex")
    assert "CD805 removed" in comp_data("lint", "--base=HEAD", "--format=concise", TODAY).stdout
    assert "1 record removed" in comp_data("diff", "HEAD").stdout
