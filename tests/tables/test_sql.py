"""SQL over the records: what is answered, what is refused, and what is said of a broken query."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import comp_data as cd
from comp_data.tables import sql
from comp_data.tables.relations import ALL_RELATIONS, Relation, Row, Source
from comp_data.tables.sql import Database
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def records() -> cd.Dataset:
    return cd.load()


def test_an_answer(records: cd.Dataset) -> None:
    result = records.sql("select region, base_low, level from pay where base_low > 180000 order by base_low")
    assert isinstance(result, cd.Result)
    assert result.columns == ("region", "base_low", "level")
    assert result.types == ("VARCHAR", "BIGINT", "VARCHAR")
    assert list(result) == [("New York", 195000, None), ("San Francisco", 200000, None)]
    assert len(result) == 2
    assert result.dicts()[0] == {"region": "New York", "base_low": 195000, "level": None}
    assert repr(result) == "Result(2 rows: region VARCHAR, base_low BIGINT, level VARCHAR)"


def test_values_for_placeholders(records: cd.Dataset) -> None:
    assert records.sql("select region from pay where base_low = ? and currency = ?", [170000, "EUR"]).rows == (
        ("Paris",),
    )
    named = records.sql("select region from pay where base_low < $most", {"most": 180000})
    assert named.rows == (("Paris",),)
    hostile = "x' or '1'='1"
    assert records.sql("select count(*) from pay where region = ?", [hostile]).rows == ((0,),)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1.5", 1.5),
        ("[1.5]", [1.5]),
        ("sum(base_low)", 565000),
        ("avg(base_low)", 565000 / 3),
        ("null", None),
        ("{'a': 1}", {"a": 1}),
        ("true", True),
        ("date '2026-02-23'", date(2026, 2, 23)),
        ("timestamp '2026-02-23 10:00:00'", datetime(2026, 2, 23, 10)),
        ("'00000000-0000-0000-0000-000000000001'::uuid", "00000000-0000-0000-0000-000000000001"),
        ("2::hugeint ** 70", float(2**70)),
        ("'a' || chr(0) || 'b'", "a\0b"),
    ],
)
def test_values_are_those_of_python(expression: str, value: object, records: cd.Dataset) -> None:
    (found,), *_ = records.sql(f"select {expression} from pay")
    assert found == value
    assert type(found) is type(value)


def test_frames_of_an_answer(records: cd.Dataset) -> None:
    result = records.sql("select 1 a, 'x' a, sum(base_low) big, date '2026-02-23' d, 1.5 n, [1] l, null z from pay")
    frame = result.to_polars()
    assert frame.columns == ["a", "a_1", "big", "d", "n", "l", "z"]
    assert frame.dtypes == [pl.Int64, pl.String, pl.Int64, pl.Date, pl.Float64, pl.List(pl.Int64), pl.Null]
    assert result.to_arrow().to_pylist() == result.dicts()
    assert [str(kind) for kind in result.to_pandas().dtypes[:5]] == [
        "Int64",
        "string",
        "Int64",
        "datetime64[s]",
        "Float64",
    ]
    beyond = records.sql("select 170141183460469231731687303715884105727::hugeint n").to_polars()
    assert beyond["n"].to_list() == [float(2**127)]
    assert records.sql("select 1 a where false").to_polars().schema == {"a": pl.Int64}


def test_names_are_there_once(records: cd.Dataset) -> None:
    assert records.sql("select 1 a, 2 a, 3 a_1, 4 a").columns == ("a", "a_2", "a_1", "a_3")


def test_what_else_asks(records: cd.Dataset) -> None:
    assert [row[0] for row in records.sql("show tables")] == sorted(one.name for one in ALL_RELATIONS)
    assert len(records.sql("describe pay")) == 40
    assert records.sql("pivot pay on currency using max(base_high) group by company").columns == (
        "company",
        "EUR",
        "USD",
    )
    assert len(records.sql("select 1;")) == 1


BROKEN: list[tuple[str, str, int | None, int | None, str]] = [
    ("select base_lo from pay", "no column base_lo; did you mean base_low?", 1, 8, "^^^^^^^"),
    ("select p.base_lo from pay p", "p has no column base_lo; did you mean base_low?", 1, 8, "^^^^^^^^^"),
    ("select company_display from pay", "no column company_display; it is in guides", 1, 8, "^" * 15),
    ("select\n  zzz\nfrom pay", "no column zzz", 2, 3, "^^^"),
    ("select * from pya", "no table pya; did you mean pay?", 1, 15, "^^^"),
    (
        "select * from x",
        "no table x; the tables are guides, pay, pay_places, body_pay, sources, levels, findings",
        1,
        15,
        "^",
    ),
    ("select cuont(1)", "no scalar function cuont; did you mean count?", 1, 8, "^^^^^^^^"),
    ("selec 1", 'syntax error at or near "selec"', 1, 1, "^^^^^"),
    ("select 'abc", "unterminated string literal", 1, 8, "^"),
    ("select 'éé' ||\tbase_lo from pay", "no column base_lo; did you mean base_low?", 1, 16, "^^^^^^^"),
    ("select role::int from pay", "Could not convert string 'ml-ai-engineer' to INT32", 1, 12, "^^^^^"),
    ("select ?", "Values were not provided", None, None, ""),
    ("", "the query is empty", None, None, ""),
    ("-- nothing", "the query is empty", None, None, ""),
    ("select 1; select 2", "2 statements found; run one at a time", None, None, ""),
    ("with x as (delete from pay) select 1", "the query would change the tables, which are read-only", None, None, ""),
    ("select now()", "now() has a time zone, which is not supported; cast it to DATE or TIMESTAMP", None, None, ""),
    ("select '\ud800'", "the text has an unpaired surrogate, which is not valid Unicode", None, None, ""),
]


@pytest.mark.parametrize(("query", "reason", "line", "column", "mark"), BROKEN, ids=[one[0][:30] for one in BROKEN])
def test_a_broken_query_says_where(
    query: str, reason: str, line: int | None, column: int | None, mark: str, records: cd.Dataset
) -> None:
    with pytest.raises(cd.QueryError) as caught:
        records.sql(query)
    error = caught.value
    assert error.reason.startswith(reason)
    assert (error.line, error.column, error.query) == (line, column, query)
    if line is None or column is None:
        assert error.lines == (f"the query: {error.reason}",)
    else:
        head, shown, below = error.lines
        assert head == f"the query, {line}:{column}: {error.reason}"
        assert shown == f"{line} | {query.splitlines()[line - 1]}".replace("\t", " ")
        assert below == f"  | {' ' * (column - 1)}{mark}"


def test_a_long_line_is_shown_around_the_mark(records: cd.Dataset) -> None:
    query = f"select {', '.join(['region'] * 40)}, base_lo, {', '.join(['role'] * 40)} from pay"
    with pytest.raises(cd.QueryError) as caught:
        records.sql(query)
    _, shown, below = caught.value.lines
    assert len(shown) == len("1 | ") + 122
    assert shown.endswith("role, r…")
    assert shown.startswith("1 | …")
    assert shown[below.index("^") : below.rindex("^") + 1] == "base_lo"


REFUSED = [
    "select * from '{file}'",
    "select * from read_csv('{file}')",
    "select * from read_text('{file}')",
    "select * from read_blob('{file}')",
    "select * from read_json('http://127.0.0.1:9/x')",
    "select * from read_parquet('{file}')",
    "select * from sniff_csv('{file}')",
    "select * from glob('{folder}/*')",
    "select * from duckdb_secrets()",
    "select getenv('HOME')",
    "select * from a_frame",
    "select * from records",
    "select * from query('copy pay to ''{folder}/made.csv''')",
    "copy pay to '{folder}/made.csv'",
    "copy (select 1) to '{folder}/made.csv'",
    "export database '{folder}/made'",
    "attach '{folder}/made.db'",
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "set global enable_external_access = true",
    "reset lock_configuration",
    "set variable a = (select content from read_text('{file}'))",
    "explain analyze delete from pay",
    "delete from pay",
    "update pay set base_low = 0",
    "insert into pay select * from pay",
    "drop table pay",
    "create table x as select 1",
    "create macro f() as 1",
    "begin transaction",
    "pragma database_list",
    "call pragma_version()",
    "create secret x (type s3)",
    "prepare x as delete from pay",
    "vacuum",
    "with x as (delete from pay returning *) select * from x",
    "with x as (insert into pay from pay returning *) select * from x",
    "with x as (update pay set base_low = 0 returning *) select * from x",
    "with x as (copy pay to '{folder}/made.csv') select * from x",
]


@pytest.mark.parametrize("query", REFUSED)
def test_nothing_but_the_tables_is_reached(query: str, records: cd.Dataset, tmp_path: Path) -> None:
    a_frame = pl.DataFrame({"secret": [1]})  # what DuckDB would find by its name
    secret = tmp_path / "secret.csv"
    secret.write_text("secret\n1\n")
    with pytest.raises(cd.QueryError):
        records.sql(query.format(file=secret, folder=tmp_path))
    assert len(a_frame) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret.csv"]
    assert records.sql("select sum(base_low) from pay").rows == ((565000,),)


@pytest.mark.parametrize("name", [":memory:", ":memory:.wal"])
def test_no_file_is_written_by_the_name_of_the_database(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(cd.QueryError, match="can read neither files nor the network"):
        cd.load().sql(f"with x as (copy pay to '{name}' (use_tmp_file false)) select * from x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_long_query_ends_when_asked_to(tmp_path: Path) -> None:
    endless = "import comp_data; comp_data.load().sql('select 1'); print('asking', flush=True); comp_data.load().sql("
    endless += "'select count(*) from range(100000000000) a, range(1000000) b')"
    process = subprocess.Popen(
        [sys.executable, "-c", endless],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "asking\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert err.splitlines()[-1] == "KeyboardInterrupt"


def test_a_query_has_a_limit_of_time(records: cd.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "MAX_SECONDS", 0.5)
    start = time.monotonic()
    with pytest.raises(cd.QueryError, match=r"it takes more than 0\.5 seconds"):
        records.sql("select count(*) from range(100000000000) a, range(1000000) b")
    assert time.monotonic() - start < 60
    assert records.sql("select 1").rows == ((1,),)


def test_a_query_has_a_limit_of_memory(records: cd.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    assert records.sql("select current_setting('memory_limit')").rows == (("1.0 GiB",),)
    monkeypatch.setitem(sql._SETTINGS, "memory_limit", "50MiB")
    with pytest.raises(cd.QueryError, match="it needs too much memory"):
        cd.load().sql("select count(*) from (select i from range(20000000) t(i) order by hash(i) limit 10000000)")


@pytest.mark.parametrize(
    "query",
    [
        "select * from duckdb_settings()",
        "select * from duckdb_extensions()",
        "select * from duckdb_secrets()",
        "select * from duckdb_databases()",
        "select current_setting('secret_directory'), current_setting('extension_directory')",
        "select * from which_secret('/x', 's3')",
        "select * from read_text('made.txt')",
    ],
)
def test_a_query_learns_no_path_of_the_machine(query: str, records: cd.Dataset) -> None:
    try:
        answer = repr(records.sql(query).rows)
    except cd.QueryError as error:
        answer = str(error)
    assert str(Path.home()) not in answer
    assert ".duckdb" not in answer


def test_threads_may_ask_at_once(records: cd.Dataset) -> None:
    found: list[Any] = []

    def ask(number: int) -> None:
        found.append((number, records.sql("select ?::int + count(*) from pay", [number]).rows))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [(number, ((number + 3,),)) for number in range(8)]


def test_a_subset_has_its_own_tables(dataset: Callable[[str], Path]) -> None:
    both = cd.load(dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\n"))
    assert both.sql("select company from guides").rows == (("acme",), ("globex",))
    assert both.where(company="acme").sql("select distinct company from guides").rows == (("acme",),)


@pytest.mark.parametrize("value", ["i", "repeat('x', 1000)", "range(100)", "{'a': range(100)}"])
def test_the_rows_of_a_query_have_a_limit_of_memory(
    value: str, records: cd.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sql._MOST_BYTES == 1 << 30
    monkeypatch.setattr(sql, "_MOST_BYTES", 10_000_000)
    with pytest.raises(cd.QueryError, match="it needs too much memory; select fewer rows or shorter values"):
        records.sql(f"select {value} from range(100000000000) t(i)")
    assert len(records.sql(f"select {value} from range(1000) t(i)")) == 1000


@pytest.mark.parametrize(
    ("query", "filled"),
    [
        ("select 1", set()),
        ("select count(*) from pay_places", {"pay_places"}),
        ('select role from main."Pay" natural join guides', {"pay", "guides"}),
        ("select name from query_table('sour' || 'ces')", {relation.name for relation in ALL_RELATIONS}),
    ],
)
def test_only_the_tables_that_a_query_names_are_made(query: str, filled: set[str], records: cd.Dataset) -> None:
    made: list[str] = []

    class Noting(Source):
        def rows(self, relation: Relation) -> Iterator[Row]:
            made.append(relation.name)
            return super().rows(relation)

    database = Database(Noting(records.guides))
    first = database.query(query)
    assert first.rows == database.query(query).rows
    assert len(first) > 0
    assert sorted(made) == sorted(filled)
