"""Answers to queries as text."""

import json
from datetime import date, timedelta

from comp_data.report.pages.query_page import rendered, table

COLUMNS = ("region", "base_low", "share", "day", "is_new")
ROWS = [
    ("東京", 9_000_000, 0.123456, date(2026, 2, 23), True),
    ("New York", -5, None, None, False),
    (None, None, 1e20, date(2026, 1, 1), None),
]


def test_a_table_for_people() -> None:
    assert table(COLUMNS, ROWS).splitlines() == [
        "region    base_low   share  day         is_new",
        "────────  ────────  ──────  ──────────  ──────",
        "東京       9000000  0.1235  2026-02-23  true",
        "New York        -5       —  —           false",
        "—                —   1e+20  2026-01-01  —",
        "",
        "3 rows",
    ]
    assert table(("a",), []).splitlines() == ["a", "─", "", "0 rows"]
    assert table(("a",), [(1,)]).endswith("\n1 row\n")


def test_numbers_keep_what_the_eye_needs() -> None:
    shown = table(("n",), [(200_000.0,), (0.00004,), (float("nan"),), (2 / 3,), (-0.5,)]).splitlines()[2:7]
    assert [line.strip() for line in shown] == ["200000", "4e-05", "nan", "0.6667", "-0.5"]


def test_cells_are_short_where_that_is_asked_for() -> None:
    assert table(("text",), [("x" * 30,), ("株" * 30,)], most=11).splitlines()[2:4] == ["x" * 10 + "…", "株" * 5 + "…"]


def test_no_cell_controls_a_terminal_or_a_runner() -> None:
    hostile = [("\x1b[31mred\x07", "::error::x"), ("a\nb", "##[error]x")]
    shown = table(("a\x1b", "b"), hostile)
    assert "\x1b" not in shown
    assert "::error" not in shown
    assert "##[" not in shown
    assert len(shown.splitlines()) == 6
    escaped = rendered("csv", ("a", "b"), hostile, escaped=True)
    assert "\x1b" not in escaped
    assert "::error" not in escaped
    assert len(escaped.splitlines()) == 3
    assert "##" not in rendered("jsonl", ("a", "b"), hostile)
    assert [tuple(json.loads(line).values()) for line in rendered("jsonl", ("a", "b"), hostile).splitlines()] == hostile


def test_csv() -> None:
    rows = [("=1+1", -5, None), ("a,\nb", 1.25, True), ("-5", [1, "x"], timedelta(days=1))]
    assert rendered("csv", ("@a", "b", "c"), rows, escaped=False) == (
        '\'@a,b,c\n\'=1+1,-5,\n"a,\nb",1.25,true\n-5,"[1, ""x""]","1 day, 0:00:00"\n'
    )


def test_a_bare_cr_ends_no_line_of_csv() -> None:
    assert rendered("csv", ("a", "b"), [("x\r=1+1", 1)], escaped=False) == 'a,b\n"x\r=1+1",1\n'


def test_json() -> None:
    rows = [("é", float("nan"), [1.5, {"a": date(2026, 1, 2)}]), (None, 2**53 - 1, b"x")]
    expected = [
        {"a": "é", "b": None, "c": [1.5, {"a": "2026-01-02"}]},
        {"a": None, "b": 2**53 - 1, "c": "b'x'"},
    ]
    text = rendered("json", ("a", "b", "c"), rows)
    assert json.loads(text) == expected
    assert len(text.splitlines()) == 4
    assert [json.loads(line) for line in rendered("jsonl", ("a", "b", "c"), rows).splitlines()] == expected
    assert json.loads(rendered("json", ("a",), [])) == []
