"""Runs compared with a base, in real git repositories: what each kind of commit gives, and which base is used."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.linter.result import LintResult
from tests.conftest import CommandLine, GitRepository
from tests.fragments import guides

TODAY = date(2026, 3, 1)
COMPANIES = ("acme", "globex", "hooli", "initech")
ROLES = ("data-engineer", "product-designer", "security-engineer")
AMOUNT = re.compile(r"((?:base|stock|total_comp)_(?:low|high): )(\d+)")


def write(top: Path, fragment: str) -> None:
    for made in guides(fragment):
        file = top / "seeds" / made.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made.text, "utf-8", newline="")


@pytest.fixture
def scratch(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> GitRepository:
    """Twelve guides of four companies, committed, as the working folder; no environment variable says where it runs."""
    monkeypatch.chdir(repository.top)
    for name in ("PRE_COMMIT", "PRE_COMMIT_FROM_REF", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    for number, path in enumerate(f"{company}/{role}" for company in COMPANIES for role in ROLES):
        # figures that no other guide has, as a real dataset's
        dates = "last_updated: 2026-02-01\nnext_review_due: 2026-04-30\n"
        own = AMOUNT.sub(partial(_more, number * 1000), ROWS)
        write(repository.top, f"# file: {path}.md\n{dates}{own}")
    repository.commit()
    return repository


def _more(more: int, found: re.Match[str]) -> str:
    return f"{found[1]}{int(found[2]) + more}"


ROWS = """\
compensation:
  - base_low: 150000
    base_high: 200000
    total_comp_low: 185000
    total_comp_high: 260000
  - base_low: 146000
    base_high: 192000
    total_comp_low: 180000
    total_comp_high: 250000
  - base_low: 82000
    base_high: 112000
    total_comp_low: 96000
    total_comp_high: 137000
"""


def edit(path: str, change: Callable[[str], str]) -> None:
    file = Path("seeds", path)
    text = file.read_text("utf-8")
    assert change(text) != text
    file.write_text(change(text), "utf-8")


def times(factor: float) -> Callable[[str], str]:
    return lambda text: AMOUNT.sub(lambda found: f"{found[1]}{int(found[2]) * factor:.0f}", text)


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def without_second_region(text: str) -> str:
    parts = re.split(r"(?=  - region:)", text)
    return "".join([*parts[:2], *parts[3:]])


def reformatted(text: str) -> str:
    text = re.sub(r"^(role_display): (.*)$", r"# as the company says\n\1:   '\2'", text, flags=re.MULTILINE)
    text = re.sub(r"^(last_updated: .*)\n(data_quality: .*)$", r"\2\n\1", text, flags=re.MULTILINE)
    return text.replace("|---|", "| --- |").replace("base_low: 150000", "base_low: 150000.0")


def raise_one() -> None:
    edit("acme/data-engineer.md", times(1.3))


def move_a_date() -> None:
    edit("acme/product-designer.md", replaced("2026-02-01", "2026-02-27"))


def remove_a_region() -> None:
    edit("acme/security-engineer.md", without_second_region)


def switch_a_currency() -> None:
    edit("globex/data-engineer.md", replaced("currency: GBP", "currency: EUR"))


def raise_a_company() -> None:
    for role in ROLES:
        edit(f"hooli/{role}.md", times(1.1))


def rename() -> None:
    Path("seeds/globex/product-designer.md").rename("seeds/globex/ux-designer.md")
    edit("globex/ux-designer.md", replaced("role: product-designer", "role: ux-designer"))


def reformat() -> None:
    for role in ROLES:
        edit(f"initech/{role}.md", reformatted)


def add_one() -> None:
    write(Path(), f"# file: globex/site-reliability-engineer.md\n{ROWS}")


def mend_a_typo() -> None:
    edit("initech/data-engineer.md", replaced("Strategy", "strategy"))


def touch_sources() -> None:
    edit("initech/product-designer.md", replaced("date_accessed: 2026-02-10", "date_accessed: 2026-02-28"))


FIGURES = [
    ("CD801", "acme/data-engineer", f"{field}_{end}") for _ in range(3) for field in ("base", "stock", "total_comp")
    for end in ("low", "high")
]  # fmt: skip
TOUCHED = [("CD802", "last_updated"), ("CD804", "data_sources")]
COMMITS: list[tuple[Callable[[], None], list[tuple[str, str, str]]]] = [
    (raise_one, [*FIGURES, *((code, "acme/data-engineer", key) for code, key in TOUCHED)]),
    (move_a_date, [("CD803", "acme/product-designer", "last_updated")]),
    (remove_a_region, [("CD805", "acme/security-engineer", "compensation")]),
    (switch_a_currency, [("CD805", "globex/data-engineer", "currency")]),
    (
        raise_a_company,
        [
            *((code, f"hooli/{role}", key) for code, key in TOUCHED for role in ROLES),
            ("CD806", "hooli/data-engineer", "compensation"),
        ],
    ),
    (rename, [("CD805", "globex/ux-designer", "role")]),
    (reformat, []),
    (add_one, []),
    (mend_a_typo, []),
    (touch_sources, []),
]


def reported(result: LintResult) -> list[tuple[str, str, object]]:
    return sorted(
        (one.code, one.path[len("seeds/") : -len(".md")], (*one.key_path, "")[-2]) for one in result.diagnostics
    )


@pytest.mark.slow
def test_ten_commits_report_exactly_what_they_change(scratch: GitRepository) -> None:
    for change, expected in COMMITS:
        change()
        dirty = reported(cd.lint("seeds", today=TODAY, select="CD8", base="HEAD"))
        scratch.commit(change.__name__)
        assert reported(cd.lint("seeds", today=TODAY, select="CD8", base="HEAD~1")) == sorted(expected), change.__name__
        assert dirty == sorted(expected), change.__name__
        assert reported(cd.lint("seeds", today=TODAY, select="CD8", base="HEAD")) == []


def test_a_revision_is_compared_with_another_without_the_work_tree(scratch: GitRepository) -> None:
    raise_one()
    scratch.commit()
    shutil.rmtree("seeds")
    then = cd.load("seeds", ref="HEAD")
    result = cd.lint(then, today=TODAY, base="HEAD~1", select="CD8")
    assert {one.code for one in result.diagnostics} == {"CD801", "CD802", "CD804"}
    assert cd.lint(then, today=TODAY, select="CD503").files == 12
    assert cd.lint(then, today=TODAY, base="auto", changed_only=True).diagnostics == ()


def test_a_revision_is_linted_and_not_the_work_tree(scratch: GitRepository) -> None:
    then = cd.load("seeds", ref="HEAD")
    edit("acme/data-engineer.md", replaced("base_low: 150000", "base_low: 250000"))
    assert cd.lint(then, today=TODAY, select="CD503").ok
    assert not cd.lint(cd.load("seeds", on_error="skip"), today=TODAY, select="CD503").ok


def test_named_guides_are_looked_up_by_their_paths(scratch: GitRepository) -> None:
    raise_one()
    move_a_date()
    Path("seeds/acme/security-engineer.md").unlink()
    only = cd.lint("seeds/acme/data-engineer.md", today=TODAY, select="CD8", base="HEAD")
    assert {one.code for one in only.diagnostics} == {"CD801", "CD802", "CD804"}
    company = cd.lint("seeds/acme", today=TODAY, select="CD8", base="HEAD")
    assert {one.code for one in company.diagnostics} == {"CD801", "CD802", "CD803", "CD804", "CD805"}
    assert company.comparison is not None
    assert (company.comparison.changed, company.comparison.removed) == (2, 1)


def test_only_what_is_new_is_reported(scratch: GitRepository) -> None:
    for company in COMPANIES:
        edit(f"{company}/data-engineer.md", replaced("total_comp_high: 2", "total_comp_high: 1"))
        edit(f"{company}/product-designer.md", replaced("role_type: standard", "role_type: specialty"))
    scratch.commit("old findings")
    everything = cd.lint("seeds", today=TODAY, base="HEAD")
    assert not everything.ok
    assert len(everything.diagnostics) > 10
    edit("acme/data-engineer.md", replaced("---\n", "---\n# a line more\n"))
    edit("acme/data-engineer.md", replaced("top of the band", "top of it"))
    result = cd.lint("seeds", today=TODAY, base="HEAD", changed_only=True)
    assert result.diagnostics == ()
    assert result.ok
    assert result.comparison is not None
    assert result.comparison.before == len(everything.diagnostics)
    edit("acme/security-engineer.md", replaced("total_comp_high: 2", "total_comp_high: 1"))
    new = cd.lint("seeds", today=TODAY, base="HEAD", changed_only=True)
    assert not new.ok
    assert {one.path for one in new.diagnostics} == {"seeds/acme/security-engineer.md"}


def test_a_step_towards_what_a_rule_asks_for_is_not_a_new_finding(scratch: GitRepository) -> None:
    few = "# file: acme/ml-engineer.md\ndata_quality: high\ndata_sources: [{}]\ncompensation:\n  - region: {}\n"
    few += (
        "    level: D4\n    currency: GBP\n  - region: London\n    level: D5\n    currency: GBP\n  - region: London\n"
    )
    write(scratch.top, few.format("Blind", "London"))
    scratch.commit()
    rules = ["too-few-regions", "quality-overstated"]
    assert len(cd.lint("seeds", today=TODAY, select=rules).diagnostics) == 2
    write(scratch.top, few.format("Blind, Dice", "Manchester"))
    assert len(cd.lint("seeds", today=TODAY, select=rules).diagnostics) == 2
    assert cd.lint("seeds", today=TODAY, select=rules, base="HEAD", changed_only=True).diagnostics == ()


def test_what_another_guide_brings_about_is_new(scratch: GitRepository) -> None:
    text = Path("seeds/acme/data-engineer.md").read_text("utf-8")
    Path("seeds/acme/another-role.md").write_text(text, "utf-8")
    result = cd.lint("seeds", today=TODAY, select="duplicate-record", base="HEAD", changed_only=True)
    assert [one.code for one in result.diagnostics] == ["CD602"]


def test_a_record_with_another_name_has_no_new_findings_but_that(scratch: GitRepository) -> None:
    edit("globex/product-designer.md", replaced("total_comp_high: 2", "total_comp_high: 1"))
    scratch.commit()
    rename()
    result = cd.lint("seeds", today=TODAY, base="HEAD", changed_only=True, ignore="CD605")
    assert [one.code for one in result.diagnostics] == ["CD805"]


def test_a_region_with_another_name_has_no_new_findings_but_that(scratch: GitRepository) -> None:
    path = "globex/product-designer.md"
    edit(path, replaced("total_comp_high: 2", "total_comp_high: 1"))
    scratch.commit()
    old = [one.code for one in cd.lint("seeds", today=TODAY).diagnostics if one.region == "San Francisco"]
    assert "CD503" in old
    edit(path, replaced("region: San Francisco", "region: SF"))
    result = cd.lint("seeds", today=TODAY, base="HEAD", changed_only=True)
    assert [(one.code, one.region) for one in result.diagnostics] == [("CD305", "SF")]


def test_date_dependent_rules_fail_nothing_that_is_compared_with_a_base(scratch: GitRepository) -> None:
    edit("acme/data-engineer.md", replaced("2026-02-01", "2026-04-01"))
    result = cd.lint("seeds", today=TODAY, base="HEAD", changed_only=True, ignore="CD8")
    assert [one.code for one in result.diagnostics] == ["CD401"]
    assert result.ok
    assert not cd.lint("seeds", today=TODAY, base="HEAD", ignore="CD8").ok


def test_a_suppression_of_the_change_is_in_the_guide(scratch: GitRepository) -> None:
    edit("acme/data-engineer.md", replaced("base_low: 150000", "base_low: 100000"))
    changed = cd.lint("seeds", today=TODAY, select="CD801", base="HEAD")
    assert [one.code for one in changed.diagnostics] == ["CD801"]
    edit("acme/data-engineer.md", replaced("100000", "100000  # comp-data: ignore[CD801] a slip of the last survey"))
    accepted = cd.lint("seeds", today=TODAY, select="CD801", base="HEAD")
    assert (accepted.diagnostics, accepted.suppressed) == ((), 1)
    scratch.commit()
    edit("acme/data-engineer.md", replaced("100000", "150000"))
    assert [one.code for one in cd.lint("seeds", today=TODAY, select="CD801", base="HEAD").diagnostics] == ["CD801"]


def test_files_that_git_has_and_ignores_are_linted_and_excluded_ones_are_not_gone(scratch: GitRepository) -> None:
    Path(".gitignore").write_text("seeds/acme/data-engineer.md\n")
    Path("comp-data.toml").write_text('exclude = ["seeds/globex/*"]\n')
    shutil.rmtree("seeds/globex")
    result = cd.lint("seeds", today=TODAY, select="CD8", base="HEAD")
    assert (result.files, result.diagnostics) == (9, ())


def test_a_guide_that_git_does_not_track_any_more_and_ignores_is_gone(scratch: GitRepository) -> None:
    scratch("rm", "--quiet", "--cached", "seeds/acme/data-engineer.md")
    Path(".gitignore").write_text("seeds/acme/data-engineer.md\n")
    result = cd.lint("seeds", today=TODAY, select="CD805", base="HEAD")
    assert [one.path for one in result.diagnostics] == ["seeds/acme/data-engineer.md"]
    (removed,) = cd.diff("HEAD", folder="seeds").of("removed")
    assert removed.old_id == "acme/data-engineer"


@pytest.mark.parametrize("target", ["/etc/hostname", "../../outside.md", "nowhere.md"])
def test_a_guide_that_became_a_link_out_of_the_dataset_is_gone(target: str, scratch: GitRepository) -> None:
    Path("outside.md").write_bytes(Path("seeds/acme/data-engineer.md").read_bytes())
    Path("seeds/acme/data-engineer.md").unlink()
    Path("seeds/acme/data-engineer.md").symlink_to(target)
    result = cd.lint("seeds", today=TODAY, base="HEAD")
    codes = [one.code for one in result.diagnostics if one.path == "seeds/acme/data-engineer.md"]
    assert codes == (["CD001"] if target == "nowhere.md" else ["CD805"])


@pytest.mark.parametrize("target", ["../../secret.txt", "../../.git/config"])
def test_a_report_shows_nothing_through_a_link_in_the_place_of_a_guide(
    target: str, scratch: GitRepository, comp_data: CommandLine
) -> None:
    Path("secret.txt").write_text("[core] secret\n")
    Path("seeds/acme/data-engineer.md").unlink()
    Path("seeds/acme/data-engineer.md").symlink_to(target)
    done = comp_data("lint", "--base", "HEAD", "--select", "CD805")
    assert (done.returncode, "CD805 removed" in done.stdout) == (1, True)
    assert "[core]" not in done.stdout


def test_a_guide_that_is_named_is_not_read_in_a_git_directory(scratch: GitRepository, comp_data: CommandLine) -> None:
    Path("seeds/acme/data-engineer.md").unlink()
    Path("seeds/acme/data-engineer.md").symlink_to("../../.git/config")
    done = comp_data("lint", "seeds/acme/data-engineer.md")
    assert (done.returncode, "a link in its path leads into a git directory" in done.stderr) == (2, True)
    assert "[core]" not in done.stdout


def test_line_ends_of_the_work_tree_are_no_change(scratch: GitRepository) -> None:
    file = Path("seeds/acme/data-engineer.md")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    result = cd.lint("seeds", today=TODAY, base="HEAD", changed_only=True)
    assert result.comparison is not None
    assert (result.comparison.changed, result.diagnostics) == (0, ())


def test_a_guide_that_cannot_be_read_now_or_at_the_base_changed_nothing(scratch: GitRepository) -> None:
    Path("seeds/acme/data-engineer.md").unlink()
    Path("seeds/acme/data-engineer.md").symlink_to("nowhere.md")
    Path("seeds/globex/data-engineer.md").write_bytes(b"---\n: [\n---\n\xff")
    broken = cd.lint("seeds/acme/data-engineer.md", today=TODAY, base="HEAD")
    assert [one.code for one in broken.diagnostics] == ["CD001"]
    result = cd.lint("seeds/globex/data-engineer.md", today=TODAY, base="HEAD", changed_only=True)
    assert [one.code for one in result.diagnostics] == ["CD001"]
    scratch.commit()
    edit("globex/product-designer.md", replaced("Steady", "Very steady"))
    Path("seeds/globex/data-engineer.md").write_bytes(b"---\n: [\n---\n")
    assert cd.lint("seeds/globex", today=TODAY, select="CD8", base="HEAD").ok is False
    assert not [one for one in cd.lint("seeds/globex", today=TODAY, base="HEAD").diagnostics if one.code >= "CD8"]


LINKS = {
    "the dataset": ({"seeds": "v1"}, {"seeds": "v2"}),
    "the dataset, a folder now": ({"seeds": "v1"}, {"seeds": None}),
    "a folder above the dataset": ({"data": "v1"}, {"data": "v2"}),
    "a company": ({"seeds/acme": ".v1"}, {"seeds/acme": ".v2"}),
    "a company, deep": ({"seeds/acme": "old/v1"}, {"seeds/acme": "old/v2"}),
    "a guide": ({"seeds/acme/data-engineer.md": ".v1"}, {"seeds/acme/data-engineer.md": ".v2"}),
}
"""What was a link at the base, by its target, and what it is now; each target has all that was at its place."""


@pytest.mark.parametrize(("before", "now"), LINKS.values(), ids=LINKS)
def test_a_base_is_read_where_its_own_links_lead(
    before: dict[str, str], now: dict[str, str | None], scratch: GitRepository
) -> None:
    ((place, old),), ((_, new),) = before.items(), now.items()
    link = Path(place)
    if place == "data":
        link.mkdir()
        Path("seeds").rename("data/seeds")
    target = link.parent / old
    target.parent.mkdir(exist_ok=True)
    link.rename(target)
    link.symlink_to(old)
    copy = link.parent / (new or "copy")
    (shutil.copytree if target.is_dir() else shutil.copy)(target, copy)
    changed = copy if copy.is_file() else min(copy.rglob("data-engineer.md"))
    changed.write_text(changed.read_text("utf-8").replace("base_low: 150000", "base_low: 90000"), "utf-8")
    scratch.commit()  # the base has the copy too, as no part of the dataset
    link.unlink()
    link.symlink_to(new) if new else copy.rename(link)
    folder = Path("data/seeds" if place == "data" else "seeds")
    guide = folder / "acme/data-engineer.md"
    for linted in (folder, guide):
        result = cd.lint(linted, today=TODAY, base="HEAD", select="CD801")
        assert [(one.path, one.code) for one in result.diagnostics] == [(guide.as_posix(), "CD801")]
    assert [(one.new_id, one.kind) for one in cd.diff("HEAD", folder=folder).changes] == [
        ("acme/data-engineer", "changed")
    ]
    assert len(cd.load(folder, ref="HEAD")) == len(cd.load(folder)) == len(COMPANIES) * len(ROLES)
