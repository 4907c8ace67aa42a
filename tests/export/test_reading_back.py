"""Every format read back is the relations again: value for value, null for null."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import pytest

import comp_data as cd
from comp_data.export.formats import NAMES, Table, tables_of
from comp_data.tables.relations import Relation, Source
from tests.export.made import ODD, PLAIN, unescaped

parquet: Any = import_module("pyarrow.parquet")  # it has no types

Write = Callable[[str], Path]


def csv_rows(folder: Path, relation: Relation) -> Iterator[tuple[Any, ...]]:
    read: dict[str, Callable[[str], Any]] = {
        "text": unescaped,
        "integer": int,
        "number": float,
        "date": date.fromisoformat,
    }
    with (folder / f"{relation.name}.csv").open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        assert next(lines) == [column.name for column in relation.columns]
        for line in lines:
            yield tuple(
                None if cell == "" else read[column.type](cell)
                for cell, column in zip(line, relation.columns, strict=True)
            )


def json_rows(folder: Path, relation: Relation) -> Iterator[tuple[Any, ...]]:
    for line in (folder / f"{relation.name}.jsonl").read_text("ascii").splitlines():
        row = json.loads(line)
        assert list(row) == [column.name for column in relation.columns]
        yield _dated(relation, row.values())


def sqlite_rows(folder: Path, relation: Relation) -> Iterator[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "dataset.sqlite")) as database:
        for row in database.execute(f"SELECT * FROM {relation.name} ORDER BY rowid"):
            yield _dated(relation, row)


def parquet_rows(folder: Path, relation: Relation) -> Iterator[tuple[Any, ...]]:
    table = parquet.read_table(folder / f"{relation.name}.parquet")
    assert table.column_names == [column.name for column in relation.columns]
    for row in table.to_pylist():
        yield tuple(row.values())


def duckdb_rows(folder: Path, relation: Relation) -> Iterator[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "dataset.duckdb"), read_only=True) as database:
        yield from database.execute(f"SELECT * FROM {relation.name} ORDER BY rowid").fetchall()


def _dated(relation: Relation, values: Any) -> tuple[Any, ...]:
    """The row, with the dates that a format holds as text."""
    pairs = zip(relation.columns, values, strict=True)
    return tuple(date.fromisoformat(one) if one and column.type == "date" else one for column, one in pairs)


READERS = {"csv": csv_rows, "jsonl": json_rows, "sqlite": sqlite_rows, "parquet": parquet_rows, "duckdb": duckdb_rows}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("fragment", [None, ODD, PLAIN], ids=["bundled", "odd", "plain"])
def test_what_is_written_is_read_back(name: str, fragment: str | None, dataset: Write, tmp_path: Path) -> None:
    records = cd.load(dataset(fragment) if fragment else None)
    records.export(tmp_path / "out", [name])
    for relation, rows in tables_of(Source(records.guides)):
        assert tuple(READERS[name](tmp_path / "out", relation)) == rows, relation.name


def test_the_odd_dataset_is_odd(dataset: Write) -> None:
    tables = {table.relation.name: table for table in tables_of(Source(cd.load(dataset(ODD)).guides))}
    (guide, _), pay = values(tables["guides"]), values(tables["pay"])
    assert guide["industry"] is None, "an empty text is null"
    assert guide["ticker"] == "'=ACME"
    assert (pay[0]["base_low"], pay[0]["base_high"]) == (1 - 2**53, 2**53 - 1)
    assert [row["level"] for row in values(tables["levels"])] == ["#L5", "- A = B", None]
    assert [row["url"] for row in values(tables["sources"])] == [None, None]
    empty = cd.load(dataset(PLAIN)).where(company="acme")
    without_rows = {table.relation.name for table in tables_of(Source(empty.guides)) if not table.rows}
    assert without_rows == {"body_pay", "sources", "levels"}


def values(table: Table) -> list[dict[str, Any]]:
    names = [column.name for column in table.relation.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_other_readers_of_csv_find_what_parquet_has(tmp_path: Path) -> None:
    cd.load().export(tmp_path, ["csv", "parquet"])
    with duckdb.connect() as database:
        for name in ("guides", "pay", "body_pay", "sources", "levels"):
            types = {
                one[0]: one[1] for one in database.execute(f"DESCRIBE FROM '{tmp_path / name}.parquet'").fetchall()
            }
            typed = database.read_csv(str(tmp_path / f"{name}.csv"), dtype=types)
            assert typed.fetchall() == database.read_parquet(str(tmp_path / f"{name}.parquet")).fetchall()


def test_databases_hold_keys(tmp_path: Path) -> None:
    cd.load().export(tmp_path, ["sqlite", "duckdb"])
    with closing(sqlite3.connect(tmp_path / "dataset.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_list(pay)").fetchall()[0][2:5] == ("guides", "guide", "id")
        database.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            database.execute("INSERT INTO levels VALUES ('acme/nobody', 1, 'raw', 'L5')")
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            database.execute("INSERT INTO guides SELECT * FROM guides")
    with duckdb.connect(str(tmp_path / "dataset.duckdb")) as other:
        with pytest.raises(duckdb.ConstraintException, match="foreign key"):
            other.execute("INSERT INTO levels VALUES ('acme/nobody', 1, 'raw', 'L5')")
        comment = other.execute("SELECT comment FROM duckdb_columns() WHERE column_name = 'currency'").fetchall()
        assert comment == 2 * [("ISO 4217 code of every amount in this entry.",)]


def test_a_parquet_file_has_the_types_of_the_columns(tmp_path: Path) -> None:
    cd.load().export(tmp_path, ["parquet"])
    schema = parquet.read_schema(tmp_path / "pay.parquet")
    types = {name: str(schema.field(name).type) for name in ("guide", "position", "base_low", "bonus_pct")}
    assert types == {"guide": "string", "position": "int64", "base_low": "int64", "bonus_pct": "double"}
    assert (schema.field("guide").nullable, schema.field("level").nullable) == (False, True)
    assert str(parquet.read_schema(tmp_path / "guides.parquet").field("last_updated").type) == "date32[day]"


def test_a_line_of_json_is_a_line_to_every_reader(dataset: Write, tmp_path: Path) -> None:
    cd.load(dataset(ODD)).export(tmp_path / "out", ["jsonl"])
    content = (tmp_path / "out" / "guides.jsonl").read_bytes()
    assert len(content.decode("ascii").splitlines()) == len(list(io.BytesIO(content))) == 2
