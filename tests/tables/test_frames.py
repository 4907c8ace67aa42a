"""The frames of polars, pandas and arrow: typed, null where nothing is stated, and each the same as the others."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, assert_type

import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

import comp_data as cd
from comp_data.tables.frames import Tables, values_of
from comp_data.tables.relations import RELATIONS, Relation, Source
from tests.conftest import ROOT

MOST = 2**53 - 1
MADE_UP = f"""\
company_display: "Acmé 株式会社 \\x01 = 🚀"
last_updated: 0001-01-01
next_review_due: 9999-12-31
author: ""
compensation:
  - region: London
    base_low: {-MOST}
    base_high: {MOST}
    stock_vest_years: 1.0e-9
    bonus_pct: -7.5
  - region: Tokyo
    currency: JPY
    base_low: null
    base_high: null
    bonus_pct: null
data_sources: []
level_mapping: {{}}
"""
POLARS = {"text": pl.String, "integer": pl.Int64, "number": pl.Float64, "date": pl.Date}
PANDAS = {"text": "string", "integer": "Int64", "number": "Float64", "date": "datetime64[s]"}
ARROW = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}


@pytest.fixture(params=["seed", "made up", "empty"])
def records(request: pytest.FixtureRequest, dataset: Callable[[str], Path]) -> cd.Dataset:
    if request.param == "seed":
        return cd.load()
    made_up = cd.load(dataset(MADE_UP))
    return made_up if request.param == "made up" else made_up.where(company="globex")


def expected(relation: Relation, records: cd.Dataset) -> dict[str, list[Any]]:
    return {column.name: list(column.values) for column in values_of(relation, Source(records.guides).rows(relation))}


def frame_of(tables: Tables[Any], relation: Relation) -> Any:
    return getattr(tables, relation.name)


def pandas_values(series: Any) -> list[Any]:
    values = series.to_numpy().astype("datetime64[D]").tolist() if series.dtype.kind == "M" else series.tolist()
    return [None if value is pd.NA else value for value in values]


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_polars(relation: Relation, records: cd.Dataset) -> None:
    frame = frame_of(records.to_polars(), relation)
    assert frame.schema == {column.name: POLARS[column.type] for column in relation.columns}
    assert frame.to_dict(as_series=False) == expected(relation, records)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_pandas(relation: Relation, records: cd.Dataset) -> None:
    frame = frame_of(records.to_pandas(), relation)
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
        column.name: PANDAS[column.type] for column in relation.columns
    }
    values = {name: pandas_values(frame[name]) for name in frame.columns}
    days = [column.name for column in relation.columns if column.type == "date"]
    for name in days:
        values[name] = [
            None if pd.isna(day) else day for day in frame[name].to_numpy().astype("datetime64[D]").tolist()
        ]
    assert values == expected(relation, records)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_arrow(relation: Relation, records: cd.Dataset) -> None:
    table = frame_of(records.to_arrow(), relation)
    assert [(field.name, field.type, field.nullable) for field in table.schema] == [
        (column.name, ARROW[column.type], not column.is_required) for column in relation.columns
    ]
    assert [field.metadata[b"description"].decode() for field in table.schema] == [
        column.description for column in relation.columns
    ]
    assert table.schema.metadata[b"description"].decode() == relation.description
    table.validate(full=True)
    assert table.to_pydict() == expected(relation, records)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_sql(relation: Relation, records: cd.Dataset) -> None:
    result = records.sql(f"FROM {relation.name}")
    assert list(result.columns) == [column.name for column in relation.columns]
    values = expected(relation, records)
    assert {name: [row[name] for row in result.dicts()] for name in result.columns} == values
    frame = frame_of(records.to_polars(), relation)
    assert result.to_polars().equals(frame)
    assert result.to_polars().schema == frame.schema
    pd.testing.assert_frame_equal(result.to_pandas(), frame_of(records.to_pandas(), relation))
    assert result.to_arrow().to_pydict() == values
    assert result.to_arrow().schema.types == frame_of(records.to_arrow(), relation).schema.types


def test_a_table_that_does_not_exist() -> None:
    with pytest.raises(AttributeError, match="no table pays; the tables are guides, pay, pay_places, body_pay,"):
        _ = cd.load().to_polars().pays


def test_what_the_made_up_record_tests(dataset: Callable[[str], Path]) -> None:
    pay = cd.load(dataset(MADE_UP)).to_polars().pay[:2]
    assert pay["base_high"].to_list() == [MOST, None]
    assert pay["formula_high"].to_list() == [None, None]  # a grant in a billionth of a year is over any bound
    assert pay["bonus_pct"].to_list() == [-7.5, None]
    assert cd.load(dataset(MADE_UP)).to_pandas().guides["last_updated"].dt.year.tolist() == [1]


def test_a_type_checker_knows_the_frames() -> None:
    records = cd.load()
    assert_type(records.to_polars().pay, pl.DataFrame)
    assert_type(records.to_pandas().pay, pd.DataFrame)
    assert_type(records.sql("from pay").to_polars(), pl.DataFrame)
    assert_type(records.to_polars().findings, pl.DataFrame)


def test_a_dataset_goes_to_another_process_after_a_query() -> None:
    records = cd.load()
    count = records.sql("select count(*) from pay").rows
    again = pickle.loads(pickle.dumps(records))
    assert again.sql("select count(*) from pay").rows == count


def test_dates_are_dates_and_nulls_are_null(dataset: Callable[[str], Path]) -> None:
    text = "data_sources:\n  - Blind\n  - {name: Levels.fyi, url: https://www.levels.fyi, date_accessed: 2026-01-31}\n"
    sources = cd.load(dataset(text)).to_polars().sources
    assert sources["date_accessed"].to_list() == [None, date(2026, 1, 31)]
    assert sources["url"].null_count() == 1


WITH_ONLY = """\
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name in {"polars", "pandas", "pyarrow", "numpy", "duckdb"} - set(sys.argv[2:]):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
import comp_data as cd
ds = cd.load()
"""
NONE_THERE = """\
for ask in (ds.to_polars, ds.to_pandas, ds.to_arrow, lambda: ds.sql("select 1")):
    try:
        ask()
    except cd.MissingExtraError as error:
        print(error.module, error.extra, error)
"""


@pytest.mark.slow
def test_without_the_libraries_the_error_names_the_extra() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITH_ONLY + NONE_THERE], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )
    assert done.stdout.splitlines() == [
        f"{module} {extra} {module} is required and cannot be imported: pip install 'comp-data[{extra}]'"
        for module, extra in (("polars", "polars"), ("pandas", "pandas"), ("pyarrow", "arrow"), ("duckdb", "sql"))
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "there", "answer"),
    [
        ("ds.to_polars().pay['base_low'].sum()", ["polars"], "565000"),
        ("ds.to_pandas().pay['base_low'].sum()", ["pandas", "numpy"], "565000"),
        ("ds.to_arrow().pay['base_low'].to_pylist()", ["pyarrow", "numpy"], "[200000, 195000, 170000]"),
        ("ds.sql('select sum(base_low)::bigint from pay').rows", ["duckdb"], "((565000,),)"),
    ],
)
def test_each_works_without_the_others(asked: str, there: list[str], answer: str) -> None:
    command = [sys.executable, "-c", WITH_ONLY + "print(eval(sys.argv[1]))", asked, *there]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert done.stdout.strip() == answer, done.stderr
