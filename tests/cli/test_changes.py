"""`comp-data lint` with what changes files: the baseline, suppressions, unsafe fixes, and the difference alone."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from comp_data.cli import cli
from comp_data.linter.suppressions.baseline import MERGES_LINES
from tests.conftest import CommandLine, GitRepository
from tests.linter.rules.body.tables import USUAL, against, entries

Write = Callable[[str], Path]
TODAY = ("--today", "2026-03-01")
INFOS = ("--level", "info")
BASELINE = "comp-data-baseline.jsonl"
BAD = against(entries("bonus_pct: 10\n    # bonus_pct_high:", "base_low: 152000", "region: London (HQ)"), *USUAL)
"""CD505, CD503 and CD305."""


def codes(comp_data: CommandLine, *arguments: str) -> list[str]:
    done = comp_data("lint", "--format", "json", *TODAY, *arguments)
    assert done.stderr == "" or "fixed" in done.stderr
    return sorted(one["code"] for one in json.loads(done.stdout)["diagnostics"])


def guide(folder: Path, old: str, new: str) -> None:
    file = folder / "acme" / "data-engineer.md"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_known_findings_are_quiet_until_their_figures_change(comp_data: CommandLine, dataset: Write) -> None:
    folder = dataset(BAD)
    known = codes(comp_data)
    assert known == ["CD305", "CD503", "CD505"]
    done = comp_data("lint", "--write-baseline", *INFOS, *TODAY)
    assert (done.returncode, done.stdout) == (0, "")
    use = f'`baseline = "{BASELINE}"` in the configuration uses it'
    assert done.stderr == f"wrote 3 entries to {BASELINE}: 3 new, 0 gone; {use}\n"
    quiet = comp_data("lint", "--baseline", BASELINE, "--level", "info", "--fail-on", "info", *TODAY)
    assert (quiet.returncode, quiet.stdout) == (0, "1 guide: 0 errors, 0 warnings, 0 infos, 3 in the baseline\n")
    guide(folder, "base_low: 152000", "base_low: 153000")
    assert codes(comp_data, "--baseline", BASELINE) == ["CD503", "CD904"]
    assert comp_data("lint", "--baseline", BASELINE, *TODAY).returncode == 1


def test_a_baseline_has_no_infos_unless_asked_for_or_they_fail_the_run(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    dataset(BAD)

    def written(*arguments: str) -> list[str]:
        comp_data("lint", "--write-baseline", "--baseline", BASELINE, *TODAY, *arguments)
        return sorted(json.loads(line)["code"] for line in (tmp_path / BASELINE).read_text("utf-8").splitlines())

    assert written() == ["CD503", "CD505"]
    assert codes(comp_data, "--baseline", BASELINE) == ["CD305"]
    assert written("--level", "info") == written("--fail-on", "info") == ["CD305", "CD503", "CD505"]
    assert codes(comp_data, "--baseline", BASELINE) == []
    assert written("--level", "error") == ["CD503"]


def merged(repository: GitRepository, one: set[str], other: set[str], before: set[str]) -> list[str]:
    """Commit a baseline, change it on two branches, merge them, and return the lines of the result."""
    file = repository.top / BASELINE

    def write(lines: set[str], branch: str) -> None:
        repository("switch", "--quiet", "--create", branch)
        file.write_text("".join(f"{line}\n" for line in sorted(lines)), "utf-8")
        repository.commit(branch)

    (repository.top / ".gitattributes").write_text(f"{BASELINE} {MERGES_LINES}\n")
    write(before, "before")
    write(one, "one")
    repository("switch", "--quiet", "before")
    write(other, "other")
    repository("merge", "--quiet", "--no-edit", "one")
    return file.read_text("utf-8").splitlines()


def test_baselines_of_two_branches_merge_without_a_conflict(
    comp_data: CommandLine, dataset: Write, repository: GitRepository
) -> None:
    dataset("".join(f"# file: {company}/data-engineer.md\n{BAD}" for company in ("acme", "globex", "initech")))
    comp_data("lint", "--write-baseline", *INFOS, *TODAY)
    written = (repository.top / BASELINE).read_text("utf-8")
    known = set(written.splitlines())
    added = {company: {line for line in known if f'"{company}/' in line} for company in ("acme", "globex", "initech")}
    lines = merged(repository, added["acme"] | added["globex"], added["acme"] | added["initech"], added["acme"])
    assert set(lines) == known
    assert codes(comp_data, "--baseline", BASELINE) == []
    assert comp_data("lint", "--baseline", BASELINE, "--write-baseline", *INFOS, *TODAY).returncode == 0
    assert (repository.top / BASELINE).read_text("utf-8") == written


def test_the_order_of_rows_does_not_matter(comp_data: CommandLine, dataset: Write) -> None:
    folder = dataset(BAD)
    comp_data("lint", "--write-baseline", *INFOS, *TODAY)
    file = folder / "acme" / "data-engineer.md"
    text = file.read_text("utf-8")
    rows = re.split(r"(?m)^(?=  - region)", text[: text.index("level_mapping:")])
    assert len(rows) == 4
    moved = rows[0] + rows[3] + rows[1] + rows[2] + text[text.index("level_mapping:") :]
    file.write_text(moved.replace("company: acme\n", "company: acme\n# moved\n"), "utf-8")
    assert codes(comp_data, "--baseline", BASELINE) == []


@pytest.mark.slow
def test_a_configured_baseline_and_stale_entries(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    folder = dataset(BAD)
    (tmp_path / "comp-data.toml").write_text('baseline = "known.jsonl"\n')
    missing = comp_data("lint", *TODAY)
    assert missing.returncode == 2
    assert (
        "the baseline known.jsonl cannot be read (--write-baseline writes one): No such file or directory"
        in missing.stderr
    )
    assert comp_data("lint", "--write-baseline", *INFOS, *TODAY).returncode == 0
    assert codes(comp_data) == []
    assert codes(comp_data, "--no-baseline") == ["CD305", "CD503", "CD505"]
    guide(folder, "base_low: 152000", "base_low: 146000")
    stale = comp_data("lint", *TODAY)
    assert "known.jsonl:2:1" in stale.stdout
    assert "the baseline accepts CD503 of acme/data-engineer (New York compensation.base_low)" in stale.stdout
    fixed = comp_data("lint", "--fix", "--select", "CD503,CD904", *TODAY)
    assert fixed.stderr == "nothing to fix\nremoved 1 entry from known.jsonl: stale\n"
    assert codes(comp_data) == []
    (folder / "acme" / "data-engineer.md").rename(folder / "acme" / "data-analyst.md")
    guide_ = folder / "acme" / "data-analyst.md"
    guide_.write_text(guide_.read_text("utf-8").replace("role: data-engineer", "role: data-analyst"), "utf-8")
    assert codes(comp_data).count("CD904") == 2
    again = comp_data("lint", "--write-baseline", *INFOS, *TODAY)
    assert "2 gone" in again.stderr


@pytest.mark.slow
def test_only_what_the_run_looks_at_is_stale(comp_data: CommandLine, dataset: Write) -> None:
    folder = dataset(f"# file: acme/data-engineer.md\n{BAD}# file: acme/data-scientist.md\n{BAD}")
    comp_data("lint", "--write-baseline", "--ignore", "CD606", *TODAY)
    for name in ("data-engineer", "data-scientist"):
        file = folder / "acme" / f"{name}.md"
        file.write_text(file.read_text("utf-8").replace("base_low: 152000", "base_low: 146000"), "utf-8")
    one = "seeds/acme/data-engineer.md"
    assert codes(comp_data, one, "--baseline", BASELINE).count("CD904") == 1
    assert codes(comp_data, one, "--baseline", BASELINE, "--select", "CD2,CD904") == []
    assert codes(comp_data, "--baseline", BASELINE, "--ignore", "CD606").count("CD904") == 2
    done = comp_data("lint", one, "--baseline", BASELINE, "--write-baseline", *INFOS, *TODAY)
    assert ", 1 gone" in done.stderr
    assert codes(comp_data, "--baseline", BASELINE, "--ignore", "CD606").count("CD904") == 1


@pytest.mark.slow
@pytest.mark.parametrize("broken", ["company: [", "---", "\udce9"], ids=["YAML", "fence", "UTF-8"])
def test_entries_of_a_guide_that_cannot_be_read_are_kept(
    comp_data: CommandLine, dataset: Write, tmp_path: Path, broken: str
) -> None:
    folder = dataset(f"# file: acme/data-engineer.md\n{BAD}# file: acme/data-scientist.md\n{BAD}")
    comp_data("lint", "--write-baseline", *INFOS, *TODAY)
    known = (tmp_path / BASELINE).read_text("utf-8")
    file = folder / "acme" / "data-engineer.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace("company: acme\n", f"{broken}\n", 1), "utf-8", "surrogateescape")
    assert "CD904" not in codes(comp_data, "--baseline", BASELINE)
    comp_data("lint", "--baseline", BASELINE, "--fix", "--select", "CD503,CD904", *TODAY)
    assert (tmp_path / BASELINE).read_text("utf-8") == known
    comp_data("lint", "--baseline", BASELINE, "--write-baseline", *INFOS, *TODAY)
    assert set(known.splitlines()) <= set((tmp_path / BASELINE).read_text("utf-8").splitlines())
    file.write_text(text, "utf-8")
    assert codes(comp_data, "--baseline", BASELINE) == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["seeds/globex", "seeds/globex/"])
def test_the_folder_of_a_company_is_not_the_dataset(
    comp_data: CommandLine, dataset: Write, tmp_path: Path, folder: str
) -> None:
    dataset(f"# file: acme/data-engineer.md\n{BAD}# file: globex/data-engineer.md\n{BAD}")
    comp_data("lint", "--write-baseline", *INFOS, *TODAY)
    known = (tmp_path / BASELINE).read_text("utf-8")
    assert codes(comp_data, folder, "--baseline", BASELINE) == []
    fixed = comp_data("lint", folder, "--baseline", BASELINE, "--fix", "--select", "CD503,CD904", *TODAY)
    assert fixed.stderr == "nothing to fix\n"
    comp_data("lint", folder, "--baseline", BASELINE, "--write-baseline", *INFOS, *TODAY)
    assert (tmp_path / BASELINE).read_text("utf-8") == known
    file = tmp_path / "seeds" / "globex" / "data-engineer.md"
    text = file.read_text("utf-8").replace("role: data-engineer", "role: data-analyst")
    file.rename(file.with_name("data-analyst.md")).write_text(text, "utf-8")
    of_globex = sum('"record": "globex/' in line and "CD606" not in line for line in known.splitlines())
    assert codes(comp_data, folder, "--baseline", BASELINE).count("CD904") == of_globex > 0


def test_from_a_companys_folder_the_entries_of_others_are_kept(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    folder = dataset("".join(f"# file: {company}/data-engineer.md\n{BAD}" for company in ("acme", "globex")))
    (tmp_path / "comp-data.toml").write_text(f'baseline = "{BASELINE}"\n', "utf-8")
    comp_data("lint", "--write-baseline", *TODAY)
    known = (tmp_path / BASELINE).read_text("utf-8")
    others = {line for line in known.splitlines() if '"globex/' in line}
    guide(folder, "base_low: 152000", "base_low: 153000")
    for paths in ((".",), (".", "data-engineer.md"), ("data-engineer.md", "../acme")):
        comp_data("lint", *paths, "--write-baseline", *TODAY, cwd=folder / "acme")
        written = (tmp_path / BASELINE).read_text("utf-8")
        assert written != known
        assert others.issubset(written.splitlines())
        (tmp_path / BASELINE).write_text(known, "utf-8")
        stale = comp_data("lint", *paths, "--format", "concise", *TODAY, cwd=folder / "acme").stdout
        assert stale.count("CD904") == 1


def test_a_dataset_without_companies_is_whole_by_each_of_its_names(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    folder = dataset(BAD) / "acme"
    (tmp_path / "comp-data.toml").write_text(f'dataset = "seeds/acme"\nbaseline = "{BASELINE}"\n', "utf-8")
    comp_data("lint", "--write-baseline", *TODAY)
    known = (tmp_path / BASELINE).read_text("utf-8")
    (tmp_path / BASELINE).write_text(known.replace('"acme/', '"globex/'), "utf-8")
    for cwd, paths in ((tmp_path, ()), (tmp_path, ("seeds/acme",)), (folder, (".",)), (folder.parent, ("acme",))):
        done = comp_data("lint", *paths, "--format", "concise", *TODAY, cwd=cwd)
        assert done.stdout.count("CD904") == len(known.splitlines()), (cwd, paths)


def test_a_guide_without_role_is_known_from_every_folder(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    folder = dataset(BAD)
    guide(folder, "role: data-engineer\n", "")
    (tmp_path / "comp-data.toml").write_text(f'baseline = "{BASELINE}"\n', "utf-8")
    (tmp_path / "docs").mkdir()
    comp_data("lint", "--write-baseline", *TODAY)
    known = (tmp_path / BASELINE).read_text("utf-8")
    assert '{"record": "seeds/acme/data-engineer.md", "code": "CD101"' in known
    for cwd in (tmp_path, folder, folder / "acme", tmp_path / "docs"):
        done = comp_data("lint", "--format", "concise", *TODAY, cwd=cwd)
        assert (done.returncode, "CD101" in done.stdout, "CD904" in done.stdout) == (0, False, False), cwd
        comp_data("lint", "--write-baseline", *TODAY, cwd=cwd)
        assert (tmp_path / BASELINE).read_text("utf-8") == known
        assert comp_data("lint", "--diff", *TODAY, cwd=cwd).stdout == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<<<<<<< HEAD", "comp-data-baseline.jsonl:2: merge conflict marker"),
        ("[]", "comp-data-baseline.jsonl:2: this line is not a baseline entry"),
        ('{"code": "CD201"}', "comp-data-baseline.jsonl:2: this line is not a baseline entry"),
        ("[" * 100000, "comp-data-baseline.jsonl:2: this line is not a baseline entry"),
    ],
)
def test_a_broken_baseline_stops_the_run(
    comp_data: CommandLine, dataset: Write, tmp_path: Path, line: str, said: str
) -> None:
    dataset(BAD)
    comp_data("lint", "--write-baseline", *INFOS, *TODAY)
    file = tmp_path / BASELINE
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([lines[0], line, *lines[1:]]) + "\n", "utf-8")
    done = comp_data("lint", "--baseline", BASELINE, *TODAY)
    assert done.returncode == 2
    assert said in done.stderr
    assert comp_data("lint", "--write-baseline", *INFOS, *TODAY).returncode == 0
    assert codes(comp_data, "--baseline", BASELINE) == []


def test_an_entry_that_names_another_finding_accepts_nothing(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    dataset(BAD)
    comp_data("lint", "--write-baseline", *INFOS, *TODAY)
    file = tmp_path / BASELINE
    written = file.read_text("utf-8")
    for truth, lie in (("CD505", "CD305"), ('"acme/data-engineer"', '"acme/other"'), ('"London (HQ)"', '"Paris"')):
        assert truth in written
        file.write_text(written.replace(truth, lie), "utf-8")
        assert set(codes(comp_data, "--baseline", BASELINE)) & {"CD305", "CD503", "CD505"}, lie


def test_what_cannot_be_read_is_never_known(comp_data: CommandLine, dataset: Write) -> None:
    folder = dataset(BAD)
    (folder / "acme" / "broken.md").write_text("---\na: [\n---\nbody\n", "utf-8")
    comp_data("lint", "--write-baseline", *INFOS, *TODAY)
    assert codes(comp_data, "--baseline", BASELINE) == ["CD003"]


def test_suppressions_are_written_for_what_is_found(comp_data: CommandLine, dataset: Write) -> None:
    file = dataset(BAD) / "acme" / "data-engineer.md"
    before = file.read_text("utf-8")
    done = comp_data("lint", "--add-ignores", "--reason", "asked  the\nteam", "--until", "2026-12-31", *TODAY)
    assert done.returncode == 0
    assert done.stderr == "wrote suppressions for 2 findings\n"
    assert done.stdout.startswith("1 guide: 0 errors, 0 warnings, 1 info, 2 suppressed")
    comment = "    # comp-data: ignore[{}] asked the team until 2026-12-31\n"
    after = before.replace("    bonus_pct: 10\n    total", comment.format("CD505") + "    bonus_pct: 10\n    total", 1)
    assert file.read_text("utf-8") == after.replace(
        "    base_low: 152000", comment.format("CD503") + "    base_low: 152000"
    )
    late = comp_data("lint", "--today", "2027-01-01", "--select", "CD5,CD903")
    assert late.stdout.count("CD903") == 3
    assert "CD505" in late.stdout


def test_suppressions_in_the_body_and_for_the_file(comp_data: CommandLine, dataset: Write) -> None:
    mixed = (USUAL[0], USUAL[1], "London | £82K–£112K | $30K–$48K | 8–12% | £96K–£137K")
    file = dataset(against("# role_type:\nrole: other", *mixed)) / "acme" / "data-engineer.md"
    left = codes(comp_data)
    assert {"CD101", "CD507", "CD601"} <= set(left)
    before = file.read_text("utf-8")
    comp_data("lint", "--add-ignores", "--reason", "known", "--level", "info", *TODAY)
    assert codes(comp_data) == []
    after = file.read_text("utf-8")
    assert "---\n# comp-data: ignore-file[CD101] known\ncompany: acme" in after
    assert "<!-- comp-data: ignore[CD507] known -->\n| Region" in after
    assert [line for line in after.splitlines() if "comp-data:" not in line] == before.splitlines()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--add-ignores",), "--add-ignores needs --reason"),
        (("--add-ignores", "--reason", " "), "--add-ignores needs --reason"),
        (("--add-ignores", "--reason", "a --> b"), "the reason must not contain"),
        (("--add-ignores", "--reason", "a\x1b[31m"), "the reason contains an invisible character"),
        (("--add-ignores", "--reason", "a\u202eb"), "the reason contains an invisible character"),
        (("--add-ignores", "--reason", "until 2020-01-01"), "the reason ends in `until …`"),
        (("--add-ignores", "--reason", "known until tomorrow"), "the reason ends in `until …`"),
        (("--add-ignores", "--reason", "x", "--until", "2020-01-01"), "--until 2020-01-01 has passed"),
        (("--reason", "x"), "--reason and --until need --add-ignores"),
        (("--unsafe-fixes",), "--unsafe-fixes needs --fix or --diff"),
        (("--diff", "--fix"), "--diff changes nothing"),
        (("-", "--diff"), "standard input can only be fixed"),
    ],
)
def test_what_does_not_go_together_is_said(
    comp_data: CommandLine, dataset: Write, arguments: tuple[str, ...], said: str
) -> None:
    dataset(BAD)
    done = comp_data("lint", *arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_the_difference_alone(comp_data: CommandLine, dataset: Write) -> None:
    file = dataset(BAD) / "acme" / "data-engineer.md"
    before = file.read_bytes()
    done = comp_data("lint", "--diff", *TODAY)
    assert done.returncode == 1
    assert file.read_bytes() == before
    assert [line for line in done.stdout.splitlines() if line[:1] in "+-"] == [
        "--- seeds/acme/data-engineer.md",
        "+++ seeds/acme/data-engineer.md",
        "+    bonus_pct_high: 15",
    ]
    unsafe = comp_data("lint", "--diff", "--unsafe-fixes", *TODAY)
    changed = [line for line in unsafe.stdout.splitlines() if line[:1] in "+-"]
    assert "-    base_low: 152000" in changed
    assert "+    base_low: 146000" in changed
    assert "+  - region: London" in changed
    comp_data("lint", "--fix", *TODAY)
    assert comp_data("lint", "--diff", *TODAY).returncode == 0


def test_a_long_difference_is_written_at_once(dataset: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = dataset(BAD) / "acme" / "data-engineer.md"
    file.write_text(file.read_text("utf-8") + "- \n" * 500, "utf-8")
    written: list[object] = []
    monkeypatch.setattr(click, "echo", lambda text="", **_: written.append(text))
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["lint", "--diff", *TODAY]).exit_code == 1
    (difference,) = written
    assert str(difference).count("\n") > 1_000


def test_unsafe_fixes_are_asked_for(comp_data: CommandLine, dataset: Write) -> None:
    file = dataset(BAD) / "acme" / "data-engineer.md"
    comp_data("lint", "--fix", *TODAY)
    assert codes(comp_data) == ["CD305", "CD503"]
    comp_data("lint", "--fix", "--unsafe-fixes", *TODAY)
    assert codes(comp_data) == []
    assert "region: London\n" in file.read_text("utf-8")


def test_a_file_that_is_not_a_baseline_is_never_overwritten(comp_data: CommandLine, dataset: Write) -> None:
    file = dataset(BAD) / "acme" / "data-engineer.md"
    before = file.read_bytes()
    done = comp_data("lint", "--write-baseline", "--baseline", "seeds/acme/data-engineer.md", *TODAY)
    assert done.returncode == 2
    assert file.read_bytes() == before


def test_a_baseline_of_windows_is_read(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset(BAD)
    comp_data("lint", "--write-baseline", *INFOS, *TODAY)
    file = tmp_path / BASELINE
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert codes(comp_data, "--baseline", BASELINE) == []


def test_what_stands_on_blank_lines_is_accepted_for_the_file(comp_data: CommandLine, dataset: Write) -> None:
    file = dataset("") / "acme" / "data-engineer.md"
    file.write_text(file.read_text("utf-8").replace("role_type:", "   \nrole_type:"), "utf-8")
    arguments = ("--add-ignores", "--reason", "known", "--level", "info", *TODAY)
    comp_data("lint", *arguments)
    assert codes(comp_data) == []
    once = file.read_bytes()
    comp_data("lint", *arguments)
    assert file.read_bytes() == once
