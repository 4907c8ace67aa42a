"""Loading: the bundled records, folders, every problem of every file, leaving out what is no record."""

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import cast

import pytest

import comp_data as cd
from comp_data import charts
from tests.conftest import ROOT

Write = Callable[[str], Path]
TWO = "# file: acme/data-engineer.md\n# file: globex/data-engineer.md\n"
SEED = "huggingface-enterprise/ml-ai-engineer"


def test_the_bundled_records() -> None:
    records = cd.load()
    assert list(records) == [SEED]
    row = records[SEED].pay("Paris")
    assert str(row.total_comp) == "EUR 232,000–345,000"
    assert (row.base.low, row.base.mid, row.base.currency) == (170_000, 196_000, "EUR")
    assert row.expected_total() == cd.PayRange(216_750, 323_300, "EUR")
    assert records.files[SEED].is_relative_to(ROOT / "seeds")


def test_a_folder_of_guides(dataset: Write) -> None:
    records = cd.load(dataset(TWO))
    assert list(records) == ["acme/data-engineer", "globex/data-engineer"]
    assert records.companies == ("acme", "globex")
    assert records["globex/data-engineer"].company_display == "Globex"
    assert records.get("nobody/nothing") is None
    assert "acme/data-engineer" in records
    assert len(records) == 2
    assert records.problems == ()


def test_an_unknown_record_names_the_nearest(dataset: Write) -> None:
    with pytest.raises(KeyError, match="did you mean acme/data-engineer"):
        cd.load(dataset(TWO))["acme/data-enginer"]


def test_asking_whether_a_record_is_there_looks_for_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    # It takes 0.04 s a time if there are 1,000 records.
    monkeypatch.setattr("comp_data.dataset.guide_mapping.Matcher", None)
    records = cd.load()
    given = records[SEED]
    assert records.get(SEED) == given
    assert records.get("acme/data-enginer") is None
    assert records.get("acme/data-enginer", given) is given
    assert records.get(None) is None  # type: ignore[call-overload]


@pytest.mark.parametrize("key", [None, 5, Path(SEED)])
def test_what_is_not_text_is_the_key_of_no_record(key: object) -> None:
    with pytest.raises(KeyError, match="no record"):
        cd.load()[key]  # type: ignore[index]


def test_an_unknown_region_names_those_there_are() -> None:
    with pytest.raises(KeyError, match="San Francisco, New York, Paris"):
        cd.load()[SEED].pay("Berlin")


def test_every_problem_of_every_file_is_in_the_error(dataset: Write) -> None:
    folder = dataset(
        "# file: acme/data-engineer.md\nrole_type: senior\ndata_quality: best\n"
        "# file: globex/data-engineer.md\n# file: initech/data-engineer.md\ncompany_display: [\n"
    )
    with pytest.raises(cd.InvalidDatasetError) as caught:
        cd.load(folder)
    places = [(Path(one.path).parent.name, one.code, one.line) for one in caught.value.problems]
    assert places == [("acme", "CD105", 6), ("acme", "CD105", 8), ("initech", "CD003", places[2][2])]
    assert str(caught.value).startswith("3 problems in 2 files\n")
    assert "data-engineer.md:6:12: CD105 role_type is senior" in str(caught.value)
    records = cd.load(folder, on_error="skip")
    assert list(records) == ["globex/data-engineer"]
    assert records.problems == caught.value.problems


def test_two_files_of_one_record(dataset: Write) -> None:
    folder = dataset("# file: acme/data-engineer.md\n# file: acme/other.md\nrole: data-engineer\n")
    with pytest.raises(cd.InvalidDatasetError, match="CD602 acme/data-engineer is the record of"):
        cd.load(folder)


def test_a_folder_that_is_not_a_dataset(tmp_path: Path) -> None:
    with pytest.raises(cd.DatasetNotFoundError, match="cannot be read"):
        cd.load(tmp_path / "nowhere")
    with pytest.raises(cd.DatasetNotFoundError, match="contains no guide"):
        cd.load(tmp_path)
    with pytest.raises(ValueError, match="on_error"):
        cd.load(on_error="ignore")  # type: ignore[arg-type]


def test_sources_as_names_and_as_mappings(dataset: Write) -> None:
    text = "data_sources:\n  - Blind\n  - {name: Levels.fyi, url: https://www.levels.fyi, date_accessed: 2026-01-31}\n"
    first, second = cd.load(dataset(text))["acme/data-engineer"].data_sources
    assert (first.name, first.url, first.date_accessed) == ("Blind", None, None)
    assert (second.name, str(second.date_accessed)) == ("Levels.fyi", "2026-01-31")


def test_pay_is_found_by_level(dataset: Write) -> None:
    rows = "  - level: L4\n  - region: San Francisco\n    level: L5\n    currency: USD\n"
    text = f"compensation:\n{rows}level_mapping:\n  meta: E4\n"
    guide = cd.load(dataset(text))["acme/data-engineer"]
    assert guide.pay("San Francisco", "L5").base.low == 146_000
    with pytest.raises(KeyError, match="it has L4, L5"):
        guide.pay("San Francisco", "L6")
    assert guide.level_mapping.companies == {"meta": "E4"}
    assert guide.level_mapping.internal is None


def test_records_are_frozen() -> None:
    row = cd.load()[SEED].pay("Paris")
    with pytest.raises(ValueError, match="frozen"):
        row.base_low = 1  # type: ignore[misc]


def test_two_currencies_are_never_added() -> None:
    guide = cd.load()[SEED]
    with pytest.raises(cd.CurrencyMismatchError, match="USD and EUR"):
        guide.pay("New York").base + guide.pay("Paris").base


def test_lint_as_a_call(dataset: Write) -> None:
    from datetime import date  # noqa: PLC0415

    records = cd.load(dataset(TWO + "data_quality: high\n"))
    result = cd.lint(records, today=date(2026, 3, 1), use_config=False)
    assert [(one.code, one.company) for one in result.diagnostics if one.code == "CD702"] == [("CD702", "globex")]
    assert result.ok
    assert result.files == 2


def test_the_public_names_are_all_there() -> None:
    assert sorted(cd.__all__) == cd.__all__
    for name in cd.__all__:
        assert getattr(cd, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'Guides'"):
        cd.Guides  # type: ignore[attr-defined]  # noqa: B018


def test_a_region_with_several_levels_wants_one_named(dataset: Write) -> None:
    rows = "  - level: L4\n  - region: San Francisco\n    level: L5\n"
    guide = cd.load(dataset(f"compensation:\n{rows}"))["acme/data-engineer"]
    with pytest.raises(KeyError, match="several levels for San Francisco, L4, L5; name one"):
        guide.pay("San Francisco")


def test_a_folder_that_cannot_be_listed_is_a_problem_of_its_own(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset(TWO)
    scandir = os.scandir

    def refuse(path: Path | str) -> "os._ScandirIterator[str]":
        if str(path).endswith("globex"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(str(path))

    monkeypatch.setattr("comp_data.base.discovery.os.scandir", refuse)
    records = cd.load(folder, on_error="skip")
    assert list(records) == ["acme/data-engineer"]
    assert [(one.code, Path(one.path).name) for one in records.problems] == [("CD001", "globex")]


def test_lint_takes_one_selector_or_several(dataset: Write) -> None:
    folder = dataset("data_quality: high\nrole_type: senior\n")
    for select, codes in (("CD7", {"CD702"}), (["CD105", "CD7"], {"CD105", "CD702"})):
        assert {one.code for one in cd.lint(folder, select=select, use_config=False).diagnostics} == codes


def test_a_level_that_is_asked_for_where_a_guide_splits_none() -> None:
    with pytest.raises(KeyError, match="no level L5 for New York; it has one without a level"):
        cd.load()[SEED].pay("NYC", "L5")


def test_a_date_as_text_is_an_error_that_says_so() -> None:
    records, text = cd.load(), cast("date", "2026-03-01")
    for ask in (
        lambda: records.due(text),
        lambda: records.due(today=text),
        lambda: records.overview(text),
        lambda: records.lint(text),
        lambda: cd.lint_job(today=text),
        lambda: charts.calendar(records, text),
    ):
        with pytest.raises(cd.UsageError, match=r"^(by|today) is '2026-03-01'; give a datetime.date$"):
            ask()
    assert records.overview(datetime(2026, 3, 1)) == records.overview(date(2026, 3, 1))


def test_remote_is_every_remote_place(dataset: Write) -> None:
    rows = "".join(f"  - region: {name}\n" for name in ("Remote US", "London", "Anywhere", "Remote Canada / New York"))
    records = cd.load(dataset(f"# file: acme/data-engineer.md\ncompensation:\n{rows}# file: globex/data-engineer.md\n"))
    assert list(records.where(region="Remote")) == ["acme/data-engineer"]
    assert records.stats("place", "base.low", region="remote").ranges == 3
    assert {group.group["place"] for group in records.stats(["place", "currency"], "base.low", region="Remote")} == {
        "Remote", "Remote US", "Remote Canada",
    }  # fmt: skip
    assert records.stats("currency", "base.low", region="Remote US").ranges == 1


def test_companies_are_sorted_by_their_slugs(dataset: Write) -> None:
    records = cd.load(dataset("# file: acme-x/data-engineer.md\n# file: acme/data-engineer.md\n"))
    assert records.companies == ("acme", "acme-x")
