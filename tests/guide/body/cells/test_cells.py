"""Cells in many notations: each says what the table of cells states, or is refused."""

import random
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comp_data.guide.body.cells.amount_ranges import ALTERNATIVES, AT_LEAST, AT_MOST, RANGE_LEADS
from comp_data.guide.body.cells.amount_terms import Bare
from comp_data.guide.body.cells.amounts import ABSENT, CellReading, read_cell
from comp_data.guide.body.cells.cell_text import DASHES, is_harmless
from comp_data.guide.body.figures import Draft
from comp_data.guide.body.layouts import COMPONENTS
from comp_data.guide.body.markdown_tables import Cell, find_tables
from comp_data.guide.body.sections import Body
from comp_data.guide.body.surroundings import Surroundings
from comp_data.values.currencies import read_sign
from comp_data.values.numbers import UNITS
from comp_data.values.periods import mark_periods

_ALONE = Body("| Region | Base |\n|---|---|\n", 0)
NOWHERE = Surroundings(_ALONE, find_tables(_ALONE)[0])
DATA = Path(__file__).parents[3] / "data" / "cells.tsv"


class Case(NamedTuple):
    """One line of the table."""

    component: str
    header: str
    cell: str
    low: str
    high: str = ""
    currency: str = ""


CASES = [
    Case(*line.split("\t"))
    for line in DATA.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _end(text: str) -> float | None:
    return None if text in ("+", "-") else float(text)


def test_each_cell_is_in_the_table_once() -> None:
    counts = Counter(case[:3] for case in CASES)
    assert [cell for cell, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("component", sorted({case.component for case in CASES}))
def test_a_cell_says_what_is_stated_or_is_refused(component: str) -> None:
    cases = [case for case in CASES if case.component == component]
    wrong = [(case, read) for case in cases if not _is_right(case, read := _read(case))]
    assert [(case, read.figures, read.unread) for case, read in wrong] == []


def _read(case: Case) -> Draft:
    draft = Draft(None, NOWHERE)
    component = "bonus" if case.component == "bonus_pct" else case.component
    draft.take(COMPONENTS[component], Cell(case.cell, 0, len(case.cell)), case.header)
    return draft


def _is_right(case: Case, read: Draft) -> bool:
    if case.low == "refused":
        return not read.figures and any(cell.problem for cell in read.unread)
    figure = read.figures.get(case.component)
    if figure is None or (figure.low, figure.high) != (_end(case.low), _end(case.high)):
        return False
    return figure.currency == case.currency or not case.currency


_LETTERS = st.text("abcdefghijklmnopqrstuvwxyzäößåéñçžłіжшдя月謎한", min_size=3, max_size=9)


def _is_unknown(word: str) -> bool:
    marked = mark_periods(f"/{word}")
    is_read = marked.text != f"/{word}" or marked.problem or mark_periods(word).text != word
    is_joint = word in AT_MOST | AT_LEAST | DASHES | RANGE_LEADS | ALTERNATIVES | ABSENT
    return not (is_joint or is_read or is_harmless(word) or word in UNITS or read_sign(word))


def _figures(reading: CellReading) -> tuple[object, ...] | None:
    found = (reading.amounts, reading.pct_low, reading.pct_high, reading.years)
    return found if found[:3] != (None, None, None) else None


@given(
    st.sampled_from(CASES),
    _LETTERS.filter(_is_unknown),
    st.sampled_from([" {} ", " ({}) ", "/{} ", " per {} ", " + {} ", ", {} "]),
    st.randoms(use_true_random=False),
)
def test_a_word_that_is_not_known_never_changes_a_figure(
    case: Case, word: str, form: str, chance: random.Random
) -> None:
    places = [found.start() for found in re.finditer(r"(?<=\s)|(?=\s)|(?<=[()/–-])|(?=[()/–-])|$|^", case.cell)]
    at = chance.choice(places)
    bare = Bare(grant_years=4 if case.component == "stock" else None)
    found = _figures(read_cell(case.cell[:at] + form.format(word) + case.cell[at:], bare))
    assert found is None or found == _figures(read_cell(case.cell, bare))
