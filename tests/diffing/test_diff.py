"""`comp-data diff` and `cd.diff`: ten commits of a scripted repository, revisions that are none, release notes."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

import comp_data as cd
from comp_data.report.diff import formats
from comp_data.report.diff.formats import extended, release_notes
from tests.conftest import CommandLine, GitRepository
from tests.fragments import guide

Files = dict[str, str]
Edit = Callable[[Path], None]

COMPANIES = ("acme", "globex", "hooli")
ROLES = ("data-engineer", "product-designer", "software-engineer", "ml-engineer")


@cache
def text_of(company: str, role: str) -> str:
    """A made-up guide whose figures and body are its own."""
    number = COMPANIES.index(company) * len(ROLES) + ROLES.index(role)
    made = guide(f"{company}/{role}.md", "author: Ann\n")
    own = "".join(f"{company} pays {role} number {line} its own way.\n\n" for line in range(30))
    return re.sub(r"\b(\d{2,3})000\b", lambda found: f"{int(found[1]) + number}000", made) + own


@pytest.fixture
def repo(repository: GitRepository) -> GitRepository:
    """Twelve guides in seeds/, committed and tagged `base`."""
    for company in COMPANIES:
        for role in ROLES:
            file = repository.top / "seeds" / company / f"{role}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text_of(company, role), "utf-8")
    repository.commit("base")
    repository("tag", "base")
    return repository


def edited(name: str, change: Callable[[str], str]) -> Edit:
    def edit(seeds: Path) -> None:
        file = seeds / f"{name}.md"
        old = file.read_text("utf-8")
        new = change(old)
        assert new != old
        file.write_text(new, "utf-8")

    return edit


def scaled(factor: float) -> Callable[[str], str]:
    amounts = re.compile(r"((?:base|stock|total_comp)_(?:low|high): )(\d+)")
    return lambda text: amounts.sub(lambda found: f"{found[1]}{round(int(found[2]) * factor)}", text)


def for_company(company: str, change: Callable[[str], str]) -> Edit:
    def edit(seeds: Path) -> None:
        for role in ROLES:
            edited(f"{company}/{role}", change)(seeds)

    return edit


def without_london(text: str) -> str:
    return re.sub(r"  - region: London\n(?:    .*\n)+", "", text)


def rename(seeds: Path) -> None:
    (seeds / "acme" / "ml-engineer.md").rename(seeds / "acme" / "ml-ai-engineer.md")
    edited("acme/ml-ai-engineer", lambda text: text.replace("role: ml-engineer", "role: ml-ai-engineer"))(seeds)


def add(seeds: Path) -> None:
    (seeds / "initech").mkdir()
    (seeds / "initech" / "data-engineer.md").write_text(guide("initech/data-engineer.md", ""), "utf-8")


def reformatted(text: str) -> str:
    front, _, body = text.removeprefix("---\n").partition("---\n")
    lines = front.splitlines(keepends=True)
    assert lines[0].startswith("company:")
    said = "".join([*lines[1:], "# in another order\n", lines[0]]).replace("author: Ann", "author: 'Ann'")
    return f"---\n{said}---\n\n{body}".replace("bonus_pct: 10\n", "bonus_pct: 10.0\n").replace(" |", "  |")


COMMITS: dict[str, tuple[Edit, dict[str, Any]]] = {
    "a 30% raise": (
        edited("acme/data-engineer", lambda text: text.replace("base_low: 150000", "base_low: 195000")),
        {"acme/data-engineer": {"figures": [("San Francisco", "base_low", 150000, 195000, 30.0)]}},
    ),
    "a date only": (
        edited("acme/data-engineer", lambda text: text.replace("updated: 2026-02-23", "updated: 2026-02-24")),
        {"acme/data-engineer": {"dates": [("last_updated", "2026-02-23", "2026-02-24")]}},
    ),
    "a removed region": (
        edited("globex/ml-engineer", without_london),
        {"globex/ml-engineer": {"regions_removed": ["London"]}},
    ),
    "a currency switch": (
        edited(
            "hooli/data-engineer",
            lambda text: text.replace("currency: GBP", "currency: EUR").replace("base_low: 90000", "base_low: 99000"),
        ),
        {
            "hooli/data-engineer": {
                "currencies": [("currency", "GBP", "EUR")],
                "figures": [("London", "base_low", 90000, 99000, None)],
            }
        },
    ),
    "a uniform raise of a company": (for_company("globex", scaled(1.1)), {}),
    "a rename": (
        rename,
        {
            "acme/ml-ai-engineer": {
                "kind": "renamed",
                "old_id": "acme/ml-engineer",
                "texts": [("role", "ml-engineer", "ml-ai-engineer")],
            }
        },
    ),
    "a reformat": (edited("acme/data-engineer", reformatted), {"acme/data-engineer": {"formatting_only": True}}),
    "a new record": (
        add,
        {
            "initech/data-engineer": {
                "kind": "added",
                "old_id": None,
                "regions_added": ["San Francisco", "New York", "London"],
            }
        },
    ),
    "a fixed typo": (
        edited("hooli/software-engineer", lambda text: text.replace("do not fall over", "don't fall over")),
        {"hooli/software-engineer": {"body": {"added": 1, "removed": 1}}},
    ),
    "sources only": (
        edited("hooli/software-engineer", lambda text: text.replace("data_sources:\n", "data_sources:\n  - Blind\n")),
        {"hooli/software-engineer": {"sources": [(0, None, {"name": "Blind"})]}},
    ),
}


def figures_of(record: dict[str, Any]) -> dict[str, Any]:
    """What the JSON of a record says, without empty parts, short enough to be written into a test."""
    values = ("dates", "currencies", "texts", "sources", "levels")
    short = {
        **{key: value for key, value in record.items() if value and key not in ("id", "new_id", "old_id")},
        "figures": [(f["region"], f["field"], f["old"], f["new"], f["percent"]) for f in record["figures"]],
        **{key: [(one["key_path"][-1], one["old"], one["new"]) for one in record[key]] for key in values},
        **{key: [one["region"] for one in record[key]] for key in ("regions_added", "regions_removed")},
    }
    said = {key: value for key, value in short.items() if value and (key, value) != ("kind", "changed")}
    return said | ({"old_id": record["old_id"]} if record["old_id"] != record["id"] else {})


@pytest.mark.slow
@pytest.mark.parametrize("message", COMMITS)
def test_each_commit_shows_exactly_what_it_changed(message: str, repo: GitRepository) -> None:
    edit, expected = COMMITS[message]
    edit(repo.top / "seeds")
    repo.commit(message)
    found = json.loads(formats.json(cd.diff("HEAD~1", "HEAD", folder=repo.top / "seeds")))
    if expected:
        assert {record["id"]: figures_of(record) for record in found["records"]} == expected
    else:
        assert [record["id"] for record in found["records"]] == [f"globex/{role}" for role in sorted(ROLES)]
        assert {key for record in found["records"] for key in figures_of(record)} == {"figures"}
        assert {len(record["figures"]) for record in found["records"]} == {18}
        (uniform,) = found["uniform"]
        assert (uniform["company"], len(uniform["records"]), uniform["percent"]) == ("globex", 4, 10.0)


def test_a_work_tree_without_the_default_dataset(tmp_path: Path, comp_data: CommandLine) -> None:
    GitRepository(tmp_path)
    assert 'seeds does not exist; create it, set `dataset = "FOLDER"`' in comp_data("diff", "HEAD").stderr


def test_all_ten_commits_as_one_text(repo: GitRepository, comp_data: CommandLine) -> None:
    for edit, _ in COMMITS.values():
        edit(repo.top / "seeds")
    repo.commit()
    done = comp_data("diff", "base")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == (
        "base → work tree: 1 record renamed, 1 record added, 7 records changed; 68 figures changed; "
        "a major version of the data"
    )
    assert "  acme/ml-engineer is acme/ml-ai-engineer" in lines
    assert "  globex, 4 records: every amount +10%" in lines
    assert "  globex/ml-engineer: London removed (total GBP 103,000–144,000)" in lines
    assert "  hooli/data-engineer: London: GBP → EUR" in lines
    start = lines.index("figures, the largest change first")
    table = [re.split(r"  +", line.strip()) for line in lines[start + 1 : start + 4]]
    assert table == [
        ["record", "region", "figure", "old", "new", "change"],
        ["acme/data-engineer", "San Francisco", "base, low end", "USD 150,000", "195,000", "+30%"],
        ["hooli/data-engineer", "London", "base, low end", "GBP 90,000", "EUR 99,000", "other currency"],
    ]
    assert "  hooli/software-engineer: Blind added" in lines


def test_figures_are_ranked_by_the_size_of_their_change(repo: GitRepository, comp_data: CommandLine) -> None:
    for name, old, new in (
        ("hooli/data-engineer", "base_low: 158000", "base_low: 79000"),
        ("acme/data-engineer", "base_low: 150000", "base_low: 151500"),
        ("acme/data-engineer", "stock_high: 120000", "stock_high: null"),
        ("acme/data-engineer", "bonus_pct: 10\n", "bonus_pct: 12.5\n"),
        ("globex/data-engineer", "total_comp_high: 264000", "total_comp_high: 290400"),
    ):
        edited(name, lambda text, old=old, new=new: text.replace(old, new, 1))(repo.top / "seeds")  # type: ignore[misc]
    changes = cd.diff("HEAD", folder=repo.top / "seeds")
    shares = [(figure.field, figure.share) for _, figure in changes.figures]
    assert shares == [
        ("base_low", -50.0),
        ("total_comp_high", 10.0),
        ("bonus_pct", 25.0),  # 2.5 points
        ("base_low", 1.0),
        ("stock_high", None),
    ]
    assert [change.id for change in changes.changes] == [
        "hooli/data-engineer",
        "globex/data-engineer",
        "acme/data-engineer",
    ]
    shown = comp_data("diff", "HEAD").stdout
    for change in ("-50%", "+10%", "+2.5 points", "+1%", "no longer known"):
        assert re.search(rf"  {re.escape(change)}$", shown, re.MULTILINE)


def test_what_did_not_change_is_not_read(repo: GitRepository, comp_data: CommandLine) -> None:
    broken = repo.top / "seeds" / "acme" / "data-engineer.md"
    broken.write_text("---\na: [\n---\nA body.\n", "utf-8")
    repo.commit()
    assert comp_data("diff", "HEAD").stdout == "HEAD → work tree: no record changed\n"
    assert comp_data("diff", "HEAD", "--exit-code").returncode == 0
    done = comp_data("diff", "HEAD~1", "HEAD", "--exit-code")
    assert done.returncode == 1
    assert "cannot be read\n  acme/data-engineer, now: this is not YAML" in done.stdout
    assert re.search(r"acme/data-engineer: lines of the body: 1 added, \d+ removed", done.stdout)
    back = comp_data("diff", "HEAD", "HEAD~1")
    assert "acme/data-engineer, before: this is not YAML" in back.stdout


@pytest.mark.slow
@pytest.mark.parametrize("damage", [b"\xff\xfe\x00", b"", b"---\n- 1\n---\n", b"x" * (2 << 20), b"---\nno end"])
def test_a_guide_that_is_none_is_reported(damage: bytes, repo: GitRepository, comp_data: CommandLine) -> None:
    file = repo.top / "seeds" / "acme" / "data-engineer.md"
    file.write_bytes(damage)
    changes = cd.diff("HEAD", folder=repo.top / "seeds")
    for text in (formats.markdown(changes), formats.json(changes), release_notes(changes)):
        assert "acme/data-engineer" in text
    done = comp_data("diff", "HEAD")
    assert (done.returncode, done.stderr) == (0, "")
    assert "cannot be read\n  acme/data-engineer, now: " in done.stdout


@pytest.mark.slow
def test_a_text_that_cannot_be_read_is_not_called_removed(repo: GitRepository, comp_data: CommandLine) -> None:
    file = repo.top / "seeds" / "acme" / "data-engineer.md"
    file.write_bytes(file.read_bytes() + b"\xff")
    assert "now: the byte 0xFF is not UTF-8" in comp_data("diff", "HEAD").stdout
    assert "of the body" not in comp_data("diff", "HEAD").stdout
    repo.commit()
    back = comp_data("diff", "HEAD", "HEAD~1", "--exit-code")
    assert back.returncode == 1
    assert "before: the byte 0xFF is not UTF-8" in back.stdout
    assert "of the body" not in back.stdout


def test_other_line_ends_on_disk_are_no_change(repo: GitRepository, comp_data: CommandLine) -> None:
    file = repo.top / "seeds" / "acme" / "data-engineer.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert comp_data("diff", "HEAD").stdout == "HEAD → work tree: no record changed\n"


@pytest.mark.slow
def test_a_repository_that_names_by_sha256(tmp_path: Path, comp_data: CommandLine) -> None:
    repository = GitRepository(tmp_path / "plain")
    repository("init", "--quiet", "--object-format=sha256", "--initial-branch=main", str(tmp_path / "other"))
    other = GitRepository(tmp_path / "other")
    file = other.top / "seeds" / "acme" / "data-engineer.md"
    file.parent.mkdir(parents=True)
    file.write_text(text_of("acme", "data-engineer"), "utf-8")
    assert len(other.commit()) == 64
    assert "no record changed" in comp_data("diff", "HEAD", cwd=other.top).stdout


# What a revision is not


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nope"], "has no revision nope; nor is nope a folder"),
        (["HEAD", "nope"], "has no revision nope; nor is nope a folder"),
        ([""], "`` is not a revision: name a branch, a tag or a commit\n"),
        (["0" * 40], f"has no revision {'0' * 40}"),
        (["HEAD~9"], "has no revision HEAD~9"),
        (["--", "--output=made"], "`--output=made` is not a revision"),
        (["-p"], "no such option"),
        (["HEAD", "--dataset", "nowhere"], "nowhere cannot be read as a dataset: No such file"),
        (["base", "HEAD", "--dataset", "nowhere"], "neither base nor HEAD contains a guide"),
        (["HEAD", "--write"], "--write needs --notes"),
        (["HEAD", "--date", "2026-03-01"], "--date needs --notes"),
        (["HEAD", "--notes", "--format", "json"], "--notes is always Markdown"),
        (["base", "HEAD", "--notes", "--write"], "leave out HEAD"),
    ],
)
def test_what_cannot_be_compared_is_reported(
    arguments: list[str], message: str, repo: GitRepository, comp_data: CommandLine
) -> None:
    done = comp_data("diff", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (repo.top / "made").exists()


def test_a_shallow_clone_says_how_it_gets_its_history(
    repo: GitRepository, tmp_path: Path, comp_data: CommandLine
) -> None:
    repo.commit()
    repo("clone", "--quiet", "--depth=1", f"file://{repo.top}", str(tmp_path / "clone"))
    clone = tmp_path / "clone"
    done = comp_data("diff", "HEAD~1", cwd=clone)
    assert done.returncode == 2
    assert "the clone is shallow: fetch its history (git fetch --unshallow, or fetch-depth: 0)" in done.stderr
    assert "no record changed" in comp_data("diff", "HEAD", cwd=clone).stdout


def test_a_repository_without_the_base(repo: GitRepository, tmp_path: Path, comp_data: CommandLine) -> None:
    repo("branch", "-m", "topic")
    done = comp_data("diff", "auto")
    assert done.returncode == 2
    assert "has no origin/HEAD, main or master: name the base" in done.stderr
    repo("checkout", "--quiet", "--orphan", "main")
    repo.commit("elsewhere")
    repo("checkout", "--quiet", "topic")
    done = comp_data("diff", "auto")
    assert done.returncode == 2
    assert "have no commit in common" in done.stderr
    empty = GitRepository(tmp_path / "empty")
    (empty.top / "seeds").mkdir()
    assert "has no revision HEAD" in comp_data("diff", "HEAD", cwd=empty.top).stderr


def test_auto_is_where_the_work_began(repo: GitRepository, comp_data: CommandLine) -> None:
    repo("checkout", "--quiet", "-b", "topic")
    edited("acme/data-engineer", scaled(1.1))(repo.top / "seeds")
    repo.commit("on the branch")
    edited("hooli/data-engineer", scaled(1.2))(repo.top / "seeds")
    repo("stash", "--quiet")
    repo("checkout", "--quiet", "main")
    edited("globex/data-engineer", scaled(1.3))(repo.top / "seeds")
    repo.commit("on main")
    repo("checkout", "--quiet", "topic")
    repo("stash", "pop", "--quiet")
    shown = json.loads(comp_data("diff", "auto", "--format", "json").stdout)
    assert [record["id"] for record in shown["records"]] == ["hooli/data-engineer", "acme/data-engineer"]
    assert re.fullmatch(r"auto \([0-9a-f]{12}\)", shown["old"]["name"])
    committed = cd.diff("auto", "topic", folder=repo.top / "seeds")
    assert [change.id for change in committed.changes] == ["acme/data-engineer"]


def test_guides_that_git_has_and_ignores_are_neither_gone_nor_new(repo: GitRepository) -> None:
    (repo.top / ".gitignore").write_text("globex/\n", "utf-8")
    seeds = repo.top / "seeds"
    assert cd.diff("base", folder=seeds).changes == ()
    assert cd.diff(seeds, "base", folder=seeds).changes == ()
    (seeds / "globex" / "data-engineer.md").unlink()
    assert [change.old_id for change in cd.diff("base", folder=seeds).of("removed")] == ["globex/data-engineer"]


def test_a_path_outside_of_git(
    repo: GitRepository, tmp_path_factory: pytest.TempPathFactory, comp_data: CommandLine
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "old" / "acme").mkdir(parents=True)
    (outside / "old" / "acme" / "data-engineer.md").write_text(text_of("acme", "data-engineer"), "utf-8")
    done = comp_data("diff", "HEAD", "--dataset", str(outside / "old"))
    assert done.returncode == 2
    assert "is in no git repository; nor is HEAD a folder" in done.stderr
    done = comp_data("diff", str(outside / "old"))
    assert done.returncode == 0, done.stderr
    assert "11 records added" in done.stdout
    same = comp_data("diff", "old", "./old", cwd=outside)
    assert (same.returncode, same.stdout) == (0, "old → ./old: no record changed\n")


def test_a_folder_of_a_pull_request_does_not_supply_a_base_that_the_clone_lacks(
    repo: GitRepository, comp_data: CommandLine
) -> None:
    shutil.copytree(repo.top / "seeds", repo.top / "origin" / "release")
    for command in (["diff", "origin/release"], ["report", "site", "--base", "origin/release"]):
        done = comp_data(*command)
        assert done.returncode == 2
        assert "has no revision origin/release; for the folder, write ./origin/release" in done.stderr
    done = comp_data("diff", "./origin/release")
    assert done.stdout == "./origin/release → work tree: no record changed\n"


def test_a_name_of_both_is_the_revision(repo: GitRepository, comp_data: CommandLine) -> None:
    repo("branch", "seeds")
    edited("acme/data-engineer", scaled(1.1))(repo.top / "seeds")
    assert "1 record changed" in comp_data("diff", "seeds").stdout
    assert "no record changed" in comp_data("diff", "./seeds").stdout


def test_a_revision_is_read_where_its_own_configuration_has_the_dataset(
    repo: GitRepository, comp_data: CommandLine
) -> None:
    (repo.top / "seeds").rename(repo.top / "guides")
    (repo.top / "comp-data.toml").write_text('dataset = "guides"\n')
    edited("acme/ml-engineer", scaled(1.5))(repo.top / "guides")
    text = comp_data("diff", "HEAD").stdout
    assert text.startswith("HEAD:seeds → work tree: 1 record changed;")
    repo.commit()
    assert comp_data("diff", "base", "HEAD").stdout.startswith("base:seeds → HEAD: 1 record changed;")
    assert comp_data("diff", "base", "--dataset", "guides").stdout.startswith("base → work tree: 12 records added;")
    (repo.top / "comp-data.toml").unlink()  # without it, `seeds` is meant, which is gone
    assert comp_data("diff", "base", "HEAD").stdout.startswith("base → HEAD:guides: 1 record changed;")


def test_a_folder_that_had_no_guide_is_not_meant(repo: GitRepository, comp_data: CommandLine) -> None:
    (repo.top / "seeds").rename(repo.top / "guides")
    repo.commit()
    (repo.top / "comp-data.toml").write_text('dataset = "guides"\n')
    assert comp_data("diff", "HEAD").stdout == "HEAD → work tree: no record changed\n"


def test_a_dirty_work_tree_is_compared_as_it_is(repo: GitRepository, comp_data: CommandLine) -> None:
    seeds = repo.top / "seeds"
    edited("acme/data-engineer", scaled(1.1))(seeds)
    repo("add", "--all")
    edited("hooli/data-engineer", scaled(1.1))(seeds)
    add(seeds)
    (seeds / "globex" / "ml-engineer.md").unlink()
    state = repo("status", "--porcelain")
    done = comp_data("diff", "HEAD")
    assert done.stdout.startswith("HEAD → work tree: 1 record removed, 1 record added, 2 records changed;")
    assert repo("status", "--porcelain") == state
    assert "no record changed" in comp_data("diff", "base", "HEAD").stdout


# The library


def test_records_that_were_loaded_are_compared_as_they_were(repo: GitRepository) -> None:
    seeds = repo.top / "seeds"
    then = cd.load(seeds)
    edited("acme/data-engineer", scaled(1.1))(seeds)
    now = cd.load(seeds)
    for old, new in ((then, now), (cd.load(seeds, ref="base"), now), ("base", now), (then, seeds), (then, str(seeds))):
        changes = cd.diff(old, new, folder=seeds)
        assert [(change.id, change.kind, len(change.figures)) for change in changes.changes] == [
            ("acme/data-engineer", "changed", 18)
        ]
        assert not changes.is_empty
        assert changes.step == "patch"
    assert cd.diff(then, "base", folder=seeds).is_empty
    assert cd.diff(then, then).step is None


def test_revisions_are_those_of_the_other_version(repo: GitRepository) -> None:
    seeds = repo.top / "seeds"
    then = cd.load(seeds)
    edited("acme/data-engineer", scaled(1.1))(seeds)
    for old, new in (("base", cd.load(seeds)), ("base", seeds), ("base", str(seeds)), (then, None)):
        assert [change.id for change in cd.diff(old, new).changes] == ["acme/data-engineer"]
    assert [change.id for change in cd.diff(str(seeds), "base").changes] == ["acme/data-engineer"]
    seeds.rename(repo.top / "guides")
    assert cd.diff("base", then).is_empty


def test_the_step_is_of_what_changed(repo: GitRepository) -> None:
    seeds = repo.top / "seeds"
    steps = {}
    for message, (edit, _) in COMMITS.items():
        edit(seeds)
        steps[message] = cd.diff("HEAD", folder=seeds).step
        repo("checkout", "--quiet", ".")
        repo("clean", "--quiet", "-fd")
    assert steps == {
        **dict.fromkeys(COMMITS, "patch"), "a rename": "major", "a new record": "minor", "a reformat": None
    }  # fmt: skip
    (seeds / "acme" / "data-engineer.md").unlink()
    assert cd.diff("HEAD", folder=seeds).step == "major"
    repo("checkout", "--quiet", ".")
    edited("acme/data-engineer", lambda text: text.replace("---\n", "---\nschema_version: 2\n", 1))(seeds)
    assert cd.diff("HEAD", folder=seeds).step == "major"


@pytest.mark.parametrize(
    ("version", "step", "expected"),
    [("1.2.3", "patch", "1.2.4"), ("1.2.3", "minor", "1.3.0"), ("1.2.3", "major", "2.0.0"), (None, "minor", "1.0.0")],
)
def test_the_next_version(version: str | None, step: str, expected: str, repo: GitRepository) -> None:
    seeds = repo.top / "seeds"
    edits: dict[str, Edit] = {"patch": COMMITS["a date only"][0], "minor": add, "major": rename}
    edits[step](seeds)
    changes = replace(cd.diff("HEAD", folder=seeds), data_version=version)
    assert (changes.step, changes.next_version) == (step, expected)
    assert release_notes(changes).startswith(f"## {expected}\n\n")
    assert release_notes(changes, date(2026, 3, 1)).startswith(f"## {expected} - 2026-03-01\n\n")


# Release notes


CHANGELOG = "# The data\n\n## Unreleased\n\n- soon\n\n## 1.4.0 - 2026-02-01\n\nThe first.\n"


@pytest.mark.slow
def test_notes_are_printed_and_written_above_the_newest_version(repo: GitRepository, comp_data: CommandLine) -> None:
    changelog = repo.top / "seeds" / "CHANGELOG.md"
    changelog.write_text(CHANGELOG, "utf-8")
    repo.commit()
    assert comp_data("diff", "HEAD", "--notes").stderr == "comp-data: nothing changed that calls for a new version\n"
    add(repo.top / "seeds")
    edited("acme/data-engineer", scaled(1.1))(repo.top / "seeds")
    asked = ("diff", "HEAD", "--notes", "--date", "2026-03-01")
    notes = comp_data(*asked).stdout
    assert notes.startswith("## 1.5.0 - 2026-03-01\n\n1 record added, 1 record changed; 18 figures changed;")
    assert "### Added\n\n- `initech/data-engineer`: `San Francisco` (total USD 185,000–260,000);" in notes
    assert "### One change throughout\n\n- `acme/data-engineer`: every amount +10%\n" in notes
    assert changelog.read_text("utf-8") == CHANGELOG
    done = comp_data(*asked, "--write")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "wrote 1.5.0 to seeds/CHANGELOG.md\n")
    start, _, end = CHANGELOG.partition("## 1.4.0")
    assert changelog.read_text("utf-8") == f"{start}{notes}\n## 1.4.0{end}"
    assert cd.load(repo.top / "seeds").meta.data_version == "1.5.0"
    again = comp_data(*asked, "--write")
    assert again.returncode == 2
    assert "seeds/CHANGELOG.md has 1.5.0, and HEAD has 1.4.0: name the revision of the newest version" in again.stderr


def test_a_changelog_is_begun(repo: GitRepository, comp_data: CommandLine) -> None:
    edited("acme/data-engineer", scaled(1.1))(repo.top / "seeds")
    assert comp_data("diff", "HEAD", "--notes", "--write").returncode == 0
    text = (repo.top / "seeds" / "CHANGELOG.md").read_text("utf-8")
    assert text.startswith("# Changelog of the data\n\n")
    assert f"\n\n## 1.0.0 - {date.today()}\n\n" in text
    assert cd.load(repo.top / "seeds").meta.data_version == "1.0.0"
    assert comp_data("lint", "seeds/acme").returncode == comp_data("lint", "seeds").returncode


def test_nothing_is_written_through_a_link_or_into_what_is_not_text(
    repo: GitRepository, comp_data: CommandLine
) -> None:
    edited("acme/data-engineer", scaled(1.1))(repo.top / "seeds")
    changelog, elsewhere = repo.top / "seeds" / "CHANGELOG.md", repo.top / "elsewhere"
    elsewhere.write_text("mine\n", "utf-8")
    changelog.symlink_to(elsewhere)
    done = comp_data("diff", "HEAD", "--notes", "--write")
    assert (done.returncode, elsewhere.read_text("utf-8")) == (2, "mine\n")
    assert "seeds/CHANGELOG.md is not a regular file" in done.stderr
    changelog.unlink()
    changelog.write_bytes(b"\xff\n")
    assert "CHANGELOG.md cannot be read: line 1 is not UTF-8" in comp_data("diff", "HEAD", "--notes", "--write").stderr
    assert changelog.read_bytes() == b"\xff\n"


def test_a_changelog_keeps_its_line_ends() -> None:
    assert extended("# A\r\n\r\n## 1.0.0\r\n\r\nx\r\n", "## 1.0.1\n\ny\n") == (
        "# A\r\n\r\n## 1.0.1\r\n\r\ny\r\n\r\n## 1.0.0\r\n\r\nx\r\n"
    )
    assert extended("## 1.0.0\n", "## 1.0.1\n") == "## 1.0.1\n\n## 1.0.0\n"
    assert extended("# Only a title", "## 1.0.0\n") == "# Only a title\n\n## 1.0.0\n"


def test_the_bundled_records_tell_their_version() -> None:
    assert cd.load().meta.data_version == "1.0.0"
    assert list(cd.load()) == ["huggingface-enterprise/ml-ai-engineer"]


# Text of guides


HOSTILE = '"@ann <b>x</b> ![i](http://e.example/i) | ##[error]x `y` \\x1b[31m \\u202e\\n::error::z"'


@pytest.fixture
def hostile(repo: GitRepository) -> GitRepository:
    seeds = repo.top / "seeds"
    edited("acme/data-engineer", lambda text: text.replace("region: London", f"region: {HOSTILE}"))(seeds)
    edited("acme/ml-engineer", lambda text: text.replace("currency: USD", f"currency: {HOSTILE}"))(seeds)
    edited("acme/ml-engineer", scaled(2))(seeds)
    edited("hooli/ml-engineer", lambda text: text.replace("region: London", f"region: {HOSTILE}", 1))(seeds)
    edited("hooli/ml-engineer", lambda text: text.replace("  - name: Glassdoor", f"  - {HOSTILE}\n  - name: x"))(seeds)
    edited("hooli/ml-engineer", lambda text: text.replace("author: Ann", f"author: {HOSTILE}\n{HOSTILE}: 1"))(seeds)
    edited("hooli/ml-engineer", scaled(3))(seeds)
    edited("globex/ml-engineer", lambda text: text.replace("internal: D4", f"{HOSTILE}: {HOSTILE}"))(seeds)
    return repo


def test_nothing_of_a_guide_reaches_a_terminal_unescaped(hostile: GitRepository, comp_data: CommandLine) -> None:
    text = comp_data("diff", "HEAD").stdout
    assert "@ann" in text
    assert all(char.isprintable() or char == "\n" for char in text)
    assert "##[" not in text
    assert "##[" not in comp_data("diff", "HEAD", "--format", "json").stdout


@pytest.mark.parametrize("asked", [["--format", "markdown"], ["--notes"]])
def test_nothing_of_a_guide_breaks_out_of_markdown(
    asked: list[str], hostile: GitRepository, comp_data: CommandLine
) -> None:
    text = comp_data("diff", "HEAD", *asked).stdout
    assert "##[" not in text
    assert not re.search(r"^::", text, re.MULTILINE)
    tokens = [child for token in MarkdownIt().enable("table").parse(text) for child in (token, *(token.children or ()))]
    quoted = [token.content for token in tokens if token.type == "code_inline"]
    assert any("@ann" in content for content in quoted)
    plain = [token for token in tokens if token.type in ("text", "html_inline", "link_open", "image")]
    assert not [token for token in plain if "@" in token.content or token.type != "text"]
    blocks = [token.content.strip() for token in tokens if token.type == "html_block"]
    assert all(re.fullmatch(r"</?details>(<summary>[\d,]+ more( rows)?</summary>)?", block) for block in blocks)
    cells = [sum(token.type == "td_open" for token in row) for row in rows(tokens)]
    assert set(cells) <= {0, 6}


def rows(tokens: list[Any]) -> list[list[Any]]:
    starts = [at for at, token in enumerate(tokens) if token.type == "tr_open"]
    ends = [at for at, token in enumerate(tokens) if token.type == "tr_close"]
    return [tokens[start:end] for start, end in zip(starts, ends, strict=True)]


@pytest.mark.slow
def test_markdown_is_as_short_as_a_comment(repo: GitRepository) -> None:
    company = repo.top / "seeds" / "umbrella"
    company.mkdir()
    one = guide("umbrella/role.md", "")
    for number in range(400):
        (company / f"role-{number}.md").write_text(one, "utf-8")
    repo.commit()
    for number in range(400):
        raised = one.replace("base_low: 150000", f"base_low: {160000 + number}")
        (company / f"role-{number}.md").write_text(raised, "utf-8")
    changes = cd.diff("HEAD", folder=repo.top / "seeds")
    text = formats.markdown(changes)
    assert 20_000 < len(text.encode()) <= 65_000
    assert text.startswith("### comp-data: 400 records changed; 400 figures changed;")
    assert "<details><summary>390 more rows</summary>" in text
    shorter = formats.markdown(changes, 5_000)
    assert len(shorter.encode()) <= 5_000
    assert "Some is left out for length" in shorter
    assert shorter.count("<details>") == shorter.count("</details>")
    assert "and 200 more; --format json has all" in formats.text(changes)
