"""Matching every row of a frame: what `match` finds, beside the columns of the frame."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, assert_type

import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

import comp_data as cd

Write = Callable[[str], Path]
MADE = "# file: acme/data-engineer.md\n# file: acme/data-scientist.md\n# file: globex/data-engineer.md\n"
NAMES: dict[str, list[Any]] = {
    "company": ["Acme Inc.", "ACME", "Globex", "Initech", None],
    "title": ["Data Eng", "Data", "data-engineer", "Data Engineer", "Data Engineer"],
    "id": [1, 2, 3, 4, 5],
}


@pytest.fixture
def records(dataset: Write) -> cd.Dataset:
    return cd.load(dataset(MADE))


def rows_of(frame: Any) -> list[dict[str, Any]]:
    if isinstance(frame, pd.DataFrame):
        return [
            {str(key): None if pd.isna(value) else value for key, value in row.items()}
            for row in frame.to_dict("records")
        ]
    rows: list[dict[str, Any]] = frame.to_pylist() if isinstance(frame, pa.Table) else frame.to_dicts()
    return rows


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame, pa.table], ids=["polars", "pandas", "arrow"])
def test_each_row_is_matched(make: Callable[[Any], Any], records: cd.Dataset) -> None:
    frame = make(NAMES)
    found = records.match_many(frame)
    assert type(found) is type(frame)
    for row, company, title, number in zip(rows_of(found), *NAMES.values(), strict=True):
        match = records.match(company or "", title)
        assert row["id"] == number
        assert row["guide"] == (match.guide.id if match.guide else None)
        assert (row["how"], row["score"], row["reason"] or "") == (match.how, match.score, match.reason)
        assert (row["alternatives"] or "") == ", ".join(one.guide.id for one in match.alternatives)
    assert [row["guide"] for row in rows_of(found)] == ["acme/data-engineer", None, "globex/data-engineer", None, None]


def test_the_index_of_pandas_is_kept(records: cd.Dataset) -> None:
    frame = pd.DataFrame({"firm": ["Acme", "Globex"], "job": ["Data Engineer"] * 2}, index=["b", "a"])
    found = records.match_many(frame, company="firm", title="job")
    assert found.loc["a", "guide"] == "globex/data-engineer"
    assert list(frame.columns) == ["firm", "job"]


def test_a_name_is_matched_once(records: cd.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    match = cd.Dataset.match

    def counted(self: cd.Dataset, company: str, title: str) -> cd.Match:
        asked.append(company)
        return match(self, company, title)

    monkeypatch.setattr(cd.Dataset, "match", counted)
    records.match_many(pl.DataFrame({"company": ["Acme"] * 100, "title": ["Data Engineer"] * 100}))
    assert asked == ["Acme"]


def test_what_cannot_be_matched_is_said(records: cd.Dataset) -> None:
    with pytest.raises(cd.UsageError, match="the frame has no column company; did you mean companies"):
        records.match_many(pl.DataFrame({"companies": ["Acme"], "title": [""]}))
    with pytest.raises(cd.UsageError, match="the frame has a column guide already"):
        records.match_many(pl.DataFrame({"company": ["Acme"], "title": [""], "guide": [1]}))
    with pytest.raises(cd.UsageError, match="a list cannot be matched"):
        records.match_many([("Acme", "Data Engineer")])
    for odd in (pl.LazyFrame(NAMES), pl.Series(["Acme"]), pd.Series(["Acme"]), pa.array(["Acme"])):
        with pytest.raises(cd.UsageError, match=f"a {type(odd).__name__} cannot be matched; give a frame of"):
            records.match_many(odd)


def test_no_rows_and_types(records: cd.Dataset) -> None:
    empty = records.match_many(pl.DataFrame(schema={"company": pl.String, "title": pl.String}))
    assert_type(empty, pl.DataFrame)
    assert empty.schema["score"] == pl.Float64
    assert len(empty) == 0


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("acme/swe", "acme/data-scientist"),
        ("Acme Inc/Data Eng", "acme/data-engineer"),
        ("globx/data-engineer", "globex/data-engineer"),
        ("globex/data-enginer", "globex/data-engineer"),
    ],
)
def test_an_unknown_id_names_the_nearest_by_company_and_title(key: str, near: str, dataset: Write) -> None:
    made = MADE.replace("acme/data-scientist", "acme/software-engineer")
    expected = near.replace("acme/data-scientist", "acme/software-engineer")
    with pytest.raises(KeyError, match=f"did you mean {expected}"):
        cd.load(dataset(made))[key]


def test_an_unknown_company_is_named_rather_than_the_role_at_another_one(dataset: Write) -> None:
    records = cd.load(dataset(MADE))
    with pytest.raises(KeyError, match=r"no record zorkcorp/data-engineer in .*: the dataset has no company zorkcorp"):
        records["zorkcorp/data-engineer"]
    with pytest.raises(KeyError, match=r"no record acme in .*: name a role too"):
        records["acme"]


def test_a_place_is_read_without_a_dataset() -> None:
    assert cd.place("NYC").canonical == "New York"
    assert [one.country for one in cd.place("Remote US / Canada").places] == ["US", "CA"]
    assert [one.name for one in cd.place("Cambridge").ambiguous] == ["Cambridge UK", "Cambridge MA"]
    assert cd.place("Atlantis").unknown == ("Atlantis",)
