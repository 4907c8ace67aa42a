"""`comp-data show`: all that is known of a guide."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine, GitRepository

Write = Callable[[str], Path]
TODAY = ("--today", "2026-03-01")
OFF = (
    "compensation:\n  - total_comp_high: 312000\n  - bonus_pct_high: null\n  - stock_low: null\n    stock_high: null\n"
)
TWO = "# file: acme/data-engineer.md\n# file: acme/product-manager.md\n# file: globex/data-engineer.md\n"


def test_the_formulas_check(comp_data: CommandLine, dataset: Write) -> None:
    dataset(OFF)
    done = comp_data("show", "acme/data-engineer", *TODAY)
    assert (done.returncode, done.stderr) == (0, "")
    shown = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "San Francisco USD 150K–200K 80K–120K 10–15% 185K–312K 185K–260K +0.0 / +20.0%" in shown
    assert "London GBP 82K–112K — 8–12% 96K–137K — —" in shown


def test_where_it_lies_how_old_it_is_and_what_it_says(comp_data: CommandLine, dataset: Write) -> None:
    dataset("industry: Shipping\nlevel_mapping: {meta: E4}\nlast_updated: 2026-01-01\nnext_review_due: 2026-02-28\n")
    lines = comp_data("show", "acme/data-engineer", *TODAY).stdout.splitlines()
    assert lines[:2] == ["Data Engineer | Acme", "seeds/acme/data-engineer.md"]
    about = dict(line.split(maxsplit=1) for line in lines[3:10] if not line.startswith(("role ", "last ", "review ")))
    assert about["company"] == "Shipping"
    assert about["levels"].startswith("meta E4")
    assert "last updated  2026-01-01 (59 days ago)" in lines
    assert "review due    2026-02-28 (overdue by 1 day)" in lines
    assert "  Glassdoor   2026-02-11  https://www.glassdoor.com" in lines


@pytest.mark.slow
def test_the_findings_are_those_of_lint(comp_data: CommandLine, dataset: Write) -> None:
    dataset(OFF)
    (line,) = [
        line
        for line in comp_data("lint", "seeds/acme/data-engineer.md", *TODAY).stdout.splitlines()
        if "guide:" in line
    ]
    shown = comp_data("show", "acme/data-engineer", *TODAY).stdout
    assert line.partition(": ")[2] in shown
    assert "CD201" not in shown
    assert "info  CD201" in comp_data("show", "acme/data-engineer", *TODAY, "--level", "info").stdout
    found = json.loads(comp_data("show", "acme/data-engineer", *TODAY, "--format", "json").stdout)
    asked = json.loads(comp_data("lint", "seeds/acme/data-engineer.md", *TODAY, "--format", "json").stdout)
    assert found["findings"] == asked["diagnostics"]


def test_a_deviation_of_one_end_has_its_sign(comp_data: CommandLine, dataset: Write) -> None:
    dataset("compensation:\n  - total_comp_high: null\n")
    done = comp_data("show", "acme/data-engineer", *TODAY)
    assert "185K–? 185K–260K +0.0% / —\n" in re.sub(" +", " ", done.stdout)


def test_what_the_body_alone_tells_of_the_bonus_counts(comp_data: CommandLine, dataset: Write) -> None:
    dataset(
        "compensation:\n  - bonus_pct_high: null\n---\n### Data Engineer | Acme\n\n"
        "| Region | Base | Stock (RSU/4yr) | Bonus | Total |\n|---|---|---|---|---|\n"
        "| San Francisco | $150K–$200K | $80K–$120K | 10–15% | $185K–$260K |\n"
    )
    done = comp_data("show", "acme/data-engineer", *TODAY)
    assert "10–15%* 185K–260K 185K–260K +0.0 / +0.0%" in " ".join(done.stdout.split())
    assert "* part of the bonus is from the table in the body" in done.stdout


def test_as_json(comp_data: CommandLine, dataset: Write) -> None:
    dataset(OFF)
    found = json.loads(comp_data("show", "acme/data-engineer", *TODAY, "--format", "json").stdout)
    assert (found["guide"], found["path"], found["ref"]) == ("acme/data-engineer", "seeds/acme/data-engineer.md", None)
    assert (found["age_days"], found["review_days"]) == (6, 83)
    first, _, london = found["pay"]
    assert (first["total_comp"], first["formula"], first["deviation_pct"]) == (
        [185000, 312000],
        [185000, 260000],
        [0, 20],
    )
    assert (london["stock"], london["formula"], london["deviation_pct"]) == (None, None, [None, None])
    assert found["front_matter"]["last_updated"] == "2026-02-23"


def test_figures_that_contradict_each_other_are_not_added_up(comp_data: CommandLine, dataset: Write) -> None:
    dataset(
        "compensation:\n  - base_low: 250000\n    signing_bonus_low: 20000\n    level: D4\n    stock_vest_years: 3\n"
    )
    done = comp_data("show", "acme/data-engineer", *TODAY)
    lines = done.stdout.splitlines()
    shown = [" ".join(line.split()) for line in lines]
    assert "San Francisco D4 USD 250K–200K 80K–120K 3 10–15% 20K–? 185K–260K ? —" in shown
    assert "? not computed: the figures contradict each other or are impossible" in lines


def test_a_guides_file(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset("company: acme").rename(tmp_path / "elsewhere")
    one = comp_data("show", "elsewhere/acme/data-engineer.md", *TODAY)
    other = comp_data("show", "data-engineer.md", *TODAY, cwd=tmp_path / "elsewhere" / "acme")
    assert one.returncode == other.returncode == 0
    assert one.stdout.splitlines()[1] == "elsewhere/acme/data-engineer.md"
    assert one.stdout.splitlines()[2:] == other.stdout.splitlines()[2:]
    assert comp_data("show", "acme/data-engineer", "--dataset", "elsewhere", *TODAY).stdout == one.stdout


def test_a_huge_guide_is_shown_in_part(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    file = dataset("") / "acme" / "data-engineer.md"
    before, _, after = file.read_text("utf-8").partition("data_sources:\n")
    sources = "".join(f"  - Source {number}\n" for number in range(1000))
    row = "  - {{region: Town {}, base_low: 1, base_high: 2, currency: USD}}\n"
    rows = "".join(map(row.format, range(1000)))
    before = before.replace("compensation:\n", f"compensation:\n{rows}").replace("E4", "E4" * 5000)
    file.write_text(f"{before}data_sources:\n{sources}{after}", "utf-8")
    shown = comp_data("show", "acme/data-engineer", "--level", "info", *TODAY).stdout
    assert len(shown) < 80_000
    assert len(re.findall("^ *and .* more; --format json has all$", shown, re.MULTILINE)) == 3
    assert "Source 199 " in shown
    assert "Source 200 " not in shown


def test_names_as_people_write_them(comp_data: CommandLine, dataset: Write) -> None:
    dataset("company: acme")
    assert comp_data("show", "Acme/Data Engineer", *TODAY).stdout.startswith("Data Engineer | Acme\n")


def test_which_guides_a_company_has(comp_data: CommandLine, dataset: Write) -> None:
    dataset(TWO)
    assert comp_data("show", "acme").stdout == "acme/data-engineer\nacme/product-manager\n"
    found = json.loads(comp_data("show", "globex", "--format", "json").stdout)
    assert (found["company"], found["guides"]) == ("globex", ["globex/data-engineer"])
    assert (found["version"], found["tool"]["name"]) == (1, "comp-data")


@pytest.mark.parametrize(
    ("guide", "message"),
    [
        ("acme/data-enginer", "acme has no role data-enginer; did you mean data-engineer?\n"),
        ("acme/chef", "acme has no role chef; it has data-engineer, product-manager\n"),
        ("acm/data-engineer", "seeds has no company acm; did you mean acme?"),
        ("hooligans", "error: seeds has no company hooligans\n"),
        ("a/b/c", "a/b/c is neither COMPANY/ROLE, such as acme/data-engineer, nor a guide's file"),
        ("seeds/acme/nothing.md", "seeds/acme/nothing.md does not exist"),
        ("../secret", "has no company .."),
    ],
)
def test_what_is_not_there(guide: str, message: str, comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset(TWO)
    (tmp_path / "secret.md").write_text("---\ncompany: x\n---\n")
    done = comp_data("show", guide)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_guide_that_is_not_a_record_is_shown_as_far_as_it_can_be_read(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    dataset("role_type: senior\nlast_updated: soon\ncompensation:\n  - base_low: many\n    currency: [USD]\n")
    done = comp_data("show", "acme/data-engineer", *TODAY)
    assert done.returncode == 0
    assert "last updated  not known\n" in done.stdout
    assert "error CD105" in " ".join(done.stdout.split())
    bare = tmp_path / "seeds" / "acme" / "bare.md"
    bare.write_text("### Data Engineer | Acme Global Negotiation Guide\n\nNothing yet.\n")
    done = comp_data("show", "seeds/acme/bare.md", *TODAY)
    assert done.stdout.splitlines()[:2] == ["acme/bare", "seeds/acme/bare.md"]
    assert "CD002" in done.stdout
    assert json.loads(comp_data("show", "seeds/acme/bare.md", "--format", "json").stdout)["front_matter"] is None


def test_at_a_revision(comp_data: CommandLine, dataset: Write, repository: GitRepository) -> None:
    file = dataset(TWO) / "acme" / "data-engineer.md"
    repository.commit()
    repository("tag", "v1")
    file.write_text(file.read_text("utf-8").replace("base_low: 150000", "base_low: 155000"), "utf-8")
    assert "155K–200K" in comp_data("show", "acme/data-engineer", *TODAY).stdout
    file.unlink()
    for guide in ("acme/data-engineer", "seeds/acme/data-engineer.md"):
        done = comp_data("show", guide, "--ref", "v1", *TODAY)
        assert "150K–200K" in done.stdout, done.stderr
        assert done.stdout.splitlines()[1] == "seeds/acme/data-engineer.md at v1"
    assert comp_data("show", "acme").stdout == "acme/product-manager\n"
    assert "acme/data-engineer\n" in comp_data("show", "acme", "--ref", "v1").stdout
    assert "did you mean data-engineer?" in comp_data("show", "acme/data-enginer", "--ref", "v1").stderr


def test_nothing_of_a_guide_controls_the_terminal(comp_data: CommandLine, dataset: Write) -> None:
    evil = '"\\e[2J::error::x\\u202e"'
    dataset(
        f"company_display: {evil}\nindustry: {evil}\nnegotiation_dna_summary: {evil}\n"
        f"level_mapping: {{internal: {evil}, meta: {evil}}}\n"
        f"data_sources:\n  - {{name: {evil}, url: {evil}}}\ncompensation:\n  - region: {evil}\n    level: {evil}\n"
    )
    done = comp_data("show", "acme/data-engineer", *TODAY, "--level", "info")
    assert done.returncode == 0
    assert not {"\x1b", "\u202e"} & set(done.stdout)
    assert not any(line.lstrip().startswith("::") for line in done.stdout.splitlines())
