"""CSV: no cell is a formula, and the escaping can be undone."""

import csv
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import comp_data as cd
from comp_data.base.escape import escape_formula
from tests.export.made import ODD, unescaped


@given(st.text(alphabet="'=+-@ \t\n\rＡ＝a1.", max_size=8))
def test_a_text_survives_escaping(text: str) -> None:
    cell = escape_formula(text)
    assert unescaped(cell) == text
    assert cell.startswith("'") or escape_formula(cell) == cell, "a spreadsheet runs nothing of it"


def test_formulas_are_defused_and_figures_are_not(dataset: Callable[[str], Path], tmp_path: Path) -> None:
    cd.load(dataset(ODD)).export(tmp_path / "out")
    with (tmp_path / "out" / "guides.csv").open(encoding="utf-8", newline="") as stream:
        guide = next(csv.DictReader(stream))
    assert guide["company_display"] == '\'=HYPERLINK("http://globex.example")'
    assert (guide["author"], guide["ticker"]) == ("'@acme", "''=ACME")
    with (tmp_path / "out" / "pay.csv").open(encoding="utf-8", newline="") as stream:
        first, second, *_ = csv.DictReader(stream)
    assert first["region"] == "'+cmd|' /C calc'!A0"
    assert (first["base_low"], first["bonus_pct"]) == ("-9007199254740991", "0.1")
    assert (second["region"], second["level"]) == (" London ", "-5")


def test_lines_end_in_lf_and_null_is_nothing(dataset: Callable[[str], Path], tmp_path: Path) -> None:
    cd.load(dataset(ODD)).export(tmp_path / "out")
    lines = (tmp_path / "out" / "sources.csv").read_bytes()
    assert lines == (
        b"guide,position,name,url,date_accessed\n"
        b"acme/data-engineer,1,'-2+3,,\n"
        b'acme/data-engineer,2,"Levels, ""fyi""",,2026-01-31\n'
    )
