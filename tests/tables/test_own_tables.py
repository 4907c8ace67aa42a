"""Frames of one's own beside the dataset's tables in a query, which no other query sees."""

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

import comp_data as cd

DATA: dict[str, list[Any]] = {"region": ["Paris", "New York", None], "bid": [180_000, None, 1]}
QUERY = "select own.region, bid - base_low from own join pay using (region) order by 1"


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame, pa.table], ids=["polars", "pandas", "arrow"])
def test_a_frame_is_joined(make: Callable[[Any], object]) -> None:
    found = cd.load().sql(QUERY, tables={"own": make(DATA)})
    (new_york, difference), (paris, ten_thousand) = found
    assert (new_york, paris, ten_thousand) == ("New York", "Paris", 10_000)
    assert difference is None or math.isnan(difference)  # pandas has no null in a column of numbers, but NaN


def test_parameters_and_several_tables() -> None:
    one, two = pl.DataFrame({"a": [1, 2]}), pd.DataFrame({"b": [2, 3]})
    query = "select a from one join two on a = b where a > ?"
    assert cd.load().sql(query, [1], tables={"one": one, "two": two}).rows == ((2,),)


def test_a_table_is_for_one_query() -> None:
    records = cd.load()
    assert records.sql("select a from own", tables={"own": pl.DataFrame({"a": [1]})}).rows == ((1,),)
    with pytest.raises(cd.QueryError, match="no table own; the tables are guides"):
        records.sql("from own")
    with pytest.raises(cd.QueryError, match="no table onw; did you mean own"):
        records.sql("from onw", tables={"own": pl.DataFrame({"a": [1]})})


def test_concurrent_queries_have_their_own_tables() -> None:
    records = cd.load()

    def asked(number: int) -> int:
        rows = records.sql("select sum(a) from own", tables={"own": pl.DataFrame({"a": [number] * 100})}).rows
        return int(rows[0][0])

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(asked, range(40))) == [100 * number for number in range(40)]


@pytest.mark.parametrize(
    ("name", "frame", "said"),
    [
        ("Pay", pl.DataFrame({"a": [1]}), "Pay is the name of a table of the dataset: guides, pay"),
        ('x" as select 1; --', pl.DataFrame({"a": [1]}), "cannot name a table"),
        ("own", [1, 2], "own is a list; give a frame of polars, pandas or pyarrow"),
        ("own", "/etc/passwd", "own is a str"),
    ],
)
def test_what_is_no_table_is_refused(name: str, frame: object, said: str) -> None:
    with pytest.raises(cd.UsageError, match=said):
        cd.load().sql("select 1", tables={name: frame})


def test_a_table_of_ones_own_does_not_open_files(tmp_path: Any) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(cd.QueryError, match="neither files nor the network"):
        cd.load().sql(f"from own, '{tmp_path}/secret.csv'", tables={"own": pl.DataFrame({"a": [1]})})
