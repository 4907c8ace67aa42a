"""The script that makes the extract, on a small database of the same form."""

import importlib.util
import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.conftest import ROOT

MANIFEST: dict[str, Any] = {
    "release": {"description": "May 2031"},
    "retrieved": "2032-01-01",
    "file_sha256": "f" * 64,
    "sources": {"oe.data.0.Current": {"last_modified": "2031-12-31", "url": "https://bls.example", "sha256": "0" * 64}},
}
NUMBERS = [f"{number:02}" for number in range(1, 18)]


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_market", ROOT / "tools" / "make_market.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "oews.sqlite"
    with closing(sqlite3.connect(file)) as made, made:
        columns = ", ".join([*(f"v{one}" for one in NUMBERS), *(f"f{one}" for one in NUMBERS)])
        made.execute(f"CREATE TABLE cell (key PRIMARY KEY, {columns})")
        made.execute("CREATE TABLE area (area_code, areatype_code, state_code, area_name)")
        made.execute("CREATE TABLE occupation (occupation_code, occupation_name)")
        made.execute("CREATE TABLE footnote (footnote_code, footnote_text)")
        made.execute("INSERT INTO footnote VALUES ('5', 'at or over $115.00 per hour or $239,200 per year')")
        made.executemany("INSERT INTO occupation VALUES (?, ?)", [("151252", "Software Developers"), ("1", "Others")])
        made.executemany(
            "INSERT INTO area VALUES (?, ?, ?, ?)",
            [
                ("0014500", "M", "08", "Boulder, CO"),
                ("0800000", "S", "08", "Colorado"),
                ("0000000", "N", "00", "National"),
            ],
        )
        for area, cells in {
            "M0014500": {"01": "70", "05": "2.5", "11": "100", "12": "200", "13": "300", "14": "-", "15": "-"},
            "N0000000": {"01": "-", "05": "-", "11": "-", "12": "-", "13": "-", "14": "-", "15": "-"},
        }.items():
            footnotes = {"14": "5", "15": "5"} if area[0] == "M" else dict.fromkeys(cells, "8")
            row = [f"OEU{area}000000151252", *map(cells.get, NUMBERS), *map(footnotes.get, NUMBERS)]
            made.execute(f"INSERT INTO cell VALUES ({', '.join('?' * 35)})", row)
    return file


def test_cells_stay_what_they_are(script: ModuleType, database: Path) -> None:
    extract = script.make(database, MANIFEST, ["151252"])
    assert extract.cells.splitlines() == [
        "area,occupation,employment,error,p10,p25,p50,p75,p90",
        "0000000,151252,-,-,-,-,-,-,-",
        "0014500,151252,70,2.5,100,200,300,239200+,239200+",
    ]
    assert extract.about["states"] == {"CO": "0800000"}
    assert extract.about["occupations"] == {"151252": "Software Developers"}
    assert (extract.about["release"], extract.about["published"]) == ("May 2031", "2031-12-31")
    assert extract == script.make(database, MANIFEST, ["151252"])


def test_a_release_without_the_footnote_on_top_codes_is_refused(script: ModuleType, database: Path) -> None:
    with closing(sqlite3.connect(database)) as made, made:
        made.execute("UPDATE footnote SET footnote_text = 'This wage is high.'")
    with pytest.raises(SystemExit, match="states no amount a year"):
        script.make(database, MANIFEST, ["151252"])
