"""Loading revisions, streaming, and what a dataset is."""

import gc
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

import comp_data as cd
from tests.conftest import GitRepository

Write = Callable[[str], Path]
SEED = "huggingface-enterprise/ml-ai-engineer"
FILE = "acme/data-engineer.md"


def regions(*names: str) -> str:
    return "".join(["compensation:\n", *(f"  - region: {name}\n" for name in names)])


def test_a_revision_is_read_and_the_work_tree_left_alone(repository: GitRepository, dataset: Write) -> None:
    folder = dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\n")
    repository.commit("first")
    repository("tag", "v1")
    before = (folder / FILE).read_text("utf-8")
    (folder / FILE).write_text(before.replace("base_low: 150000", "base_low: 155000"), "utf-8")
    (folder / "globex" / "data-engineer.md").unlink()
    then, now = cd.load(folder, ref="v1"), cd.load(folder)
    assert list(then) == ["acme/data-engineer", "globex/data-engineer"]
    assert list(now) == ["acme/data-engineer"]
    lows = [records["acme/data-engineer"].pay("San Francisco").base.low for records in (then, now)]
    assert lows == [150_000, 155_000]
    assert "base_low: 155000" in (folder / FILE).read_text("utf-8")
    assert [guide.id for guide in cd.iter_guides(folder, ref="v1")] == list(then)


def test_a_problem_at_a_revision_names_the_file(repository: GitRepository, dataset: Write) -> None:
    folder = dataset("role_type: senior\n")
    repository.commit()
    with pytest.raises(cd.InvalidDatasetError, match=r"seeds/acme/data-engineer.md:6:12: CD105"):
        cd.load(folder, ref="HEAD")
    skipped = cd.load(folder, ref="HEAD", on_error="skip")
    assert (len(skipped), len(skipped.problems)) == (0, 1)


def test_a_revision_without_the_folder(repository: GitRepository, dataset: Write) -> None:
    repository.commit()
    folder = dataset("")
    with pytest.raises(cd.DatasetNotFoundError, match="seeds contains no guide at HEAD"):
        cd.load(folder, ref="HEAD")


def test_what_a_dataset_is(repository: GitRepository, dataset: Write) -> None:
    folder = dataset("")
    changelog = folder / "CHANGELOG.md"
    changelog.write_text("# Changes\n\n## Unreleased\n\n## 1.2.0 - 2026-02-01\n\n## 1.1.0\n", "utf-8")
    assert cd.load(folder).meta == cd.Meta("1.2.0", 1, None, date(2026, 2, 1), False)
    sha = repository.commit(day="2026-02-03")
    assert cd.load(folder).meta == cd.Meta("1.2.0", 1, sha, date(2026, 2, 3), False)
    changelog.write_text("## [v1.3.0-rc.1] (2026-03-01)\n", "utf-8")
    assert cd.load(folder).meta == cd.Meta("1.3.0-rc.1", 1, sha, date(2026, 2, 3), True)
    assert cd.load(folder, ref="main").meta == cd.Meta("1.2.0", 1, sha, date(2026, 2, 3), False)


def test_a_dataset_under_somebody_elses_repository_is_not_of_its_commit(
    repository: GitRepository, dataset: Write
) -> None:
    (repository.top / ".gitignore").write_text("seeds\n", "utf-8")
    repository.commit()
    assert cd.load(dataset("")).meta == cd.Meta(None, 1, None, None, False)


def test_guides_come_one_by_one(dataset: Write) -> None:
    folder = dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\nrole_type: senior\n")
    guides = cd.iter_guides(folder)
    assert next(guides).id == "acme/data-engineer"
    with pytest.raises(cd.InvalidDatasetError, match="globex/data-engineer"):
        next(guides)
    assert [guide.id for guide in cd.iter_guides(folder, on_error="skip")] == ["acme/data-engineer"]
    with pytest.raises(cd.DatasetNotFoundError):
        next(cd.iter_guides(folder / "nowhere"))


def test_garbage_is_collected_after_loading_as_before(dataset: Write) -> None:
    folder = dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\nrole_type: senior\n")
    for is_enabled in (True, False):
        (gc.enable if is_enabled else gc.disable)()
        try:
            assert len(cd.load(folder, on_error="skip")) == 1
            with pytest.raises(cd.InvalidDatasetError):
                cd.load(folder)
            assert gc.isenabled() is is_enabled
        finally:
            gc.enable()


def test_a_dataset_is_loaded_in_a_working_folder_that_was_deleted(
    dataset: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset("").absolute()
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert cd.load(folder).where(company="acme").files == {"acme/data-engineer": folder / FILE}


def test_the_body_is_typed() -> None:
    body = cd.load()[SEED].body
    assert body.table is not None
    assert [row.region for row in body.table.rows] == ["San Francisco", "New York", "Paris"]
    assert body.title == "ML/AI Engineer"
    assert body.sources == ("Levels.fyi", "Glassdoor", "Blind")
    assert body.summary == cd.load()[SEED].negotiation_dna_summary
    assert body.level_mapping is not None
    assert body.level_mapping.count("=") >= 2
    assert body.evidence
    assert body.text.lstrip().startswith("#")


def test_a_record_of_ones_own_has_an_empty_body() -> None:
    guide = cd.load()[SEED]
    own = cd.Guide.model_validate(guide.model_dump())
    assert own != guide
    assert own.with_body(guide.body) == guide == guide.model_copy()
    assert hash(own) == hash(guide)
    assert (own.body.text, own.body.table, own.body.sources, own.body.title) == ("", None, (), None)
    assert own.with_body(guide.body).body.title == "ML/AI Engineer"
    assert own.body.text == ""


def test_records_of_other_guides_have_other_hashes(dataset: Write) -> None:
    records = cd.load(dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\n"))
    assert len({hash(guide) for guide in records.guides}) == 2


@pytest.mark.parametrize("region", ["New York", "new  york", "NYC", "New York City", "🇺🇸 NYC"])
def test_a_region_by_any_spelling(region: str) -> None:
    assert cd.load()[SEED].pay(region).region == "New York"


def test_a_name_that_several_places_have(dataset: Write) -> None:
    guide = cd.load(dataset("compensation:\n  - region: Cambridge, MA\n"))["acme/data-engineer"]
    with pytest.raises(KeyError, match="Cambridge may be Cambridge UK or Cambridge MA; name one"):
        guide.pay("Cambridge")
    assert guide.pay("Cambridge MA").region == "Cambridge, MA"


def test_a_place_of_a_region_of_several(dataset: Write) -> None:
    guide = cd.load(dataset(regions("London / Paris", "New York / Paris", "Tokyo")))["acme/data-engineer"]
    assert guide.pay("London").region == "London / Paris"
    assert guide.pay("Paris / London").region == "London / Paris"
    with pytest.raises(KeyError, match="Paris matches several regions of acme/data-engineer: London / Paris, New York"):
        guide.pay("Paris")
    with pytest.raises(KeyError, match="it has London / Paris, New York / Paris, Tokyo"):
        guide.pay("Europe")


def test_where(dataset: Write) -> None:
    folder = dataset(
        f"# file: acme/data-engineer.md\ndata_quality: high\n{regions('San Francisco', 'Austin', 'SF')}"
        f"# file: globex/data-engineer.md\ndata_quality: low\nlast_updated: 2025-06-01\n"
        f"{regions('London (HQ)', 'Paris', 'Leeds')}"
        f"# file: globex/product-manager.md\ndata_quality: medium\n{regions('Remote US', 'Austin', 'NYC')}"
    )
    records = cd.load(folder)

    def ids(found: cd.Dataset) -> list[str]:
        return list(found)

    assert ids(records.where(company="Globex", role="data-engineer")) == ["globex/data-engineer"]
    assert ids(records.where(role="Data Engineer")) == ["acme/data-engineer", "globex/data-engineer"]
    assert ids(records.where(region="Bay Area")) == ["acme/data-engineer"]
    assert ids(records.where(region="EMEA")) == ["globex/data-engineer"]
    assert ids(records.where(country="United Kingdom")) == ids(records.where(country="gb")) == ["globex/data-engineer"]
    assert ids(records.where(country="US")) == ["acme/data-engineer", "globex/product-manager"]
    assert ids(records.where(quality_at_least="medium")) == ["acme/data-engineer", "globex/product-manager"]
    assert "globex/data-engineer" not in records.where(updated_since=date(2025, 6, 2))
    assert "globex/data-engineer" in records.where(updated_since=date(2025, 6, 1))
    assert "globex/data-engineer" in records.where(updated_since=datetime(2025, 6, 1, 12, 30))
    assert records.where(company="globex").files["globex/data-engineer"].is_file()
    assert len(records.where(company="nobody")) == 0
    assert records.roles == ("data-engineer", "product-manager")


def test_a_question_that_cannot_be_meant() -> None:
    records = cd.load()
    with pytest.raises(cd.UsageError, match="Lodnon is not a known place; did you mean London"):
        records.where(region="Lodnon")
    with pytest.raises(cd.UsageError, match="Cambridge may be Cambridge UK or Cambridge MA; name one of them"):
        records.where(region="Cambridge")
    with pytest.raises(cd.UsageError, match="Paris is not a known country"):
        records.where(country="Paris")
    with pytest.raises(cd.UsageError, match=r"updated_since is '2026-01-01'; give a datetime.date"):
        records.where(updated_since="2026-01-01")  # type: ignore[arg-type]
    with pytest.raises(cd.UsageError, match="best is not a data quality; use high, medium, low"):
        records.where(quality_at_least="best")  # type: ignore[arg-type]


def test_what_where_leaves_is_linted_alone(dataset: Write) -> None:
    folder = dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\ndata_quality: high\n")
    records = cd.load(folder)
    day = date(2026, 3, 1)
    whole = cd.lint(records, today=day, use_config=False)
    assert {one.company for one in whole.diagnostics} == {"globex"}
    globex = cd.lint(records.where(company="globex"), today=day, use_config=False)
    assert (globex.diagnostics, globex.files) == (whole.diagnostics, 1)
    assert cd.lint(records.where(company="acme"), today=day, use_config=False).diagnostics == ()
    assert cd.lint(records.where(company="nobody"), today=day, use_config=False).files == 0
