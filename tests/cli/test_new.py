"""`comp-data new`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.guide.document import parse_document
from comp_data.migrate.skeleton import skeleton
from tests.conftest import CommandLine
from tests.migrate.test_migrate import BODY

DAY = ("--date", "2026-02-23")


def test_writes_a_skeleton_into_the_dataset(comp_data: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "comp-data.toml").write_text('dataset = "guides"')
    done = comp_data("new", "acme", "data-engineer", *DAY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "guides/acme/data-engineer.md\n", "")
    values = parse_document((tmp_path / "guides/acme/data-engineer.md").read_text("utf-8")).values
    assert values is not None
    assert (values["company"], values["role"], values["role_type"]) == ("acme", "data-engineer", "standard")
    assert (str(values["last_updated"]), values["salary_data_quarter"]) == ("2026-02-23", "2025-Q4")
    assert comp_data("new", "acme", "falcon-tamer", *DAY).returncode == 0
    assert "role_type: specialty\n" in (tmp_path / "guides/acme/falcon-tamer.md").read_text("utf-8")


def test_the_linter_tells_what_is_still_to_be_filled_in(comp_data: CommandLine) -> None:
    comp_data("new", "acme", "data-engineer", "--dataset", "guides", *DAY)
    done = comp_data("lint", "guides", "--format", "concise", "--today", "2026-02-23")
    assert done.returncode == 1
    for message in (
        "region is null, not text",
        "currency is null, not text",
        "company_display is null",
        "role_display is null",
        "negotiation_dna_summary is null",
        "CD701",
        "CD107",
    ):
        assert message in done.stdout, done.stdout


def test_filled_in_as_told_it_has_no_errors(comp_data: CommandLine, tmp_path: Path) -> None:
    comp_data("new", "acme", "data-engineer", "--dataset", "guides", *DAY)
    file = tmp_path / "guides/acme/data-engineer.md"
    filled = file.read_text("utf-8")
    for null, text in (
        ("company_display: null", "company_display: Acme"),
        ("role_display: null", "role_display: Data Engineer"),
        ("region: null", "region: San Francisco"),
        ("currency: null", "currency: USD"),
        ("data_sources: []", "data_sources:\n  - Levels.fyi"),
        ("summary: null", 'summary: "Steady base | *growing* equity: 2026 #1"'),
    ):
        assert filled.count(null) == 1
        filled = filled.replace(null, text)
    file.write_text(filled + BODY, "utf-8")
    done = comp_data("lint", "guides", "--select", "CD0,CD1,CD2,CD3,CD4,CD6,CD7", "--today", "2026-02-23")
    assert done.returncode == 0, done.stdout
    assert " 0 errors" in done.stdout


def test_filled_in_from_its_body(comp_data: CommandLine, tmp_path: Path) -> None:
    comp_data("new", "acme", "data-engineer", "--dataset", "guides", *DAY)
    file = tmp_path / "guides/acme/data-engineer.md"
    file.write_text(file.read_text("utf-8") + BODY, "utf-8")
    done = comp_data("migrate", "--force", "--write", "guides/acme/data-engineer.md")
    assert done.returncode == 0
    assert "comments in the old front matter cannot be kept; the first is here" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert comp_data("lint", "guides", "--today", "2026-02-23").returncode == 0
    assert cd.load(tmp_path / "guides")["acme/data-engineer"].regions == ("San Francisco", "London")


def test_fills_in_what_all_other_guides_of_the_company_agree_on(
    comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path
) -> None:
    about = "company_display: ACME & Co\nindustry: Energy\nticker: {}\npublic_or_private: public\nauthor: Ann\n"
    oslo = "  - region: Oslo\n    currency: NOK\n    stock_vest_years: 3\n"
    rows = f"compensation:\n{oslo}  - region: {{}}\n    currency: EUR\n"
    dataset(
        f"# file: acme/data-engineer.md\n{about.format('ACM')}{rows.format('Paris')}"
        f"# file: acme/data-scientist.md\n{about.format('ACME')}{rows.format('Lyon')}"
        "# file: globex/data-scientist.md\nindustry: Food\n"
    )
    (tmp_path / "seeds/acme/broken.md").write_text("---\ncompany: [\n---\n", "utf-8")
    (tmp_path / "seeds/acme/lost.md").write_text("---\ncompany: globex\nindustry: Food\n---\n", "utf-8")
    assert comp_data("new", "acme", "falcon-tamer", *DAY).returncode == 0
    text = (tmp_path / "seeds/acme/falcon-tamer.md").read_text("utf-8")
    values = parse_document(text).values
    assert values is not None
    assert (values["company_display"], values["industry"], values["public_or_private"]) == (
        "ACME & Co",
        "Energy",
        "public",
    )
    assert not {"ticker", "author", "hq_location"} & values.keys()
    entry, *more = values["compensation"]
    assert [one["region"] for one in more] == ["London"]
    assert (entry["region"], entry["currency"], entry["stock_vest_years"]) == ("Oslo", "NOK", 3)
    assert {value for key, value in entry.items() if key not in ("region", "currency", "stock_vest_years")} == {None}
    assert "region: Oslo\n" in text
    assert "company_display: ACME & Co\n" in text


def test_never_overwrites(comp_data: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "guides" / "acme" / "data-engineer.md"
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    done = comp_data("new", "acme", "data-engineer", "--dataset", "guides")
    assert (done.returncode, done.stdout) == (2, "")
    assert "guides/acme/data-engineer.md exists already and is left unchanged" in done.stderr
    assert file.read_text("utf-8") == "mine"
    file.unlink()
    file.symlink_to("nothing.md")
    assert comp_data("new", "acme", "data-engineer", "--dataset", "guides").returncode == 2
    file.unlink()
    file.mkdir()
    assert comp_data("new", "acme", "data-engineer", "--dataset", "guides").returncode == 2


def test_an_empty_file_of_a_killed_run_is_written(comp_data: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "guides" / "acme" / "data-engineer.md"
    file.parent.mkdir(parents=True)
    file.touch()
    assert comp_data("new", "acme", "data-engineer", "--dataset", "guides").returncode == 0
    assert file.read_text("utf-8").startswith("---\n")


@pytest.mark.parametrize(
    ("company", "role", "message"),
    [
        ("Acme Corp", "data-engineer", "Acme Corp is not a valid slug; use acme-corp"),
        ("acme", "ML/AI Engineer", "ML/AI Engineer is not a valid slug; use ml-ai-engineer"),
        ("../x", "data-engineer", "../x is not a valid slug; use x"),
        ("acme", "readme", "guides/acme/readme.md would not be read as a guide; choose another name"),
        ("株式会社", "data-engineer", "a slug is a-z, 0-9 and hyphens between them"),
    ],
)
def test_names_that_cannot_be(comp_data: CommandLine, tmp_path: Path, company: str, role: str, message: str) -> None:
    done = comp_data("new", company, role, "--dataset", "guides")
    assert done.returncode == 2
    assert message in " ".join(done.stderr.split())
    assert not (tmp_path / "guides").exists()


def test_without_a_dataset(comp_data: CommandLine, tmp_path: Path) -> None:
    done = comp_data("new", "acme", "data-engineer")
    assert done.returncode == 2
    assert "the dataset folder seeds does not exist; create it, set `dataset = " in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("slug", ["no", "1e5", "007", "2026-01-01", "acme", "y"])
def test_slugs_that_yaml_would_take_for_something_else(slug: str) -> None:
    values = parse_document(skeleton(slug, slug, date(2026, 2, 23))).values
    assert values is not None
    assert (values["company"], values["role"]) == (slug, slug)
