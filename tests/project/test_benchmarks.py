"""The benchmarks: made-up guides have the findings that were planted in them and no others; a run goes through."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpus import held_against, write_guides
from benchmarks.defects import DEFECTS, Planted, make_guides
from benchmarks.generator import ROLES_A_COMPANY, Draft
from benchmarks.layouts import LAYOUTS
from benchmarks.pay_defects import KINDS, outcomes
from benchmarks.questions import main as answer_questions
from comp_data.guide.body.pay_table import read_compensation_table
from comp_data.guide.document import parse_document

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_guides_without_defects_have_no_findings(tmp_path: Path) -> None:
    assert write_guides(tmp_path, seed=3, count=300) == []
    assert held_against(tmp_path, []) == (0, (), ())


@pytest.mark.slow
def test_every_planted_defect_is_found_and_nothing_else(tmp_path: Path) -> None:
    planted = write_guides(tmp_path, seed=2, count=900, defects=0.03)
    outcome = held_against(tmp_path, planted)
    assert (outcome.missing, outcome.extra) == ((), ())
    assert outcome.planted > 700
    assert len({one.code for one in planted}) == len(DEFECTS)


@pytest.mark.slow
def test_a_defect_that_nobody_planted_is_reported_as_one_too_many(tmp_path: Path) -> None:
    planted = write_guides(tmp_path, seed=2, count=60, defects=0.03)
    assert held_against(tmp_path, planted[1:]).extra == (planted[0],)
    never = Planted("acme-analytics/product-manager.md", "CD205", ())
    assert held_against(tmp_path, [*planted, never]) == (len(planted) + 1, (never,), ())


@pytest.mark.slow
def test_pay_defects_are_reported_and_explained() -> None:
    found = list(outcomes(seed=11, guides=1, kinds=KINDS[::9]))
    assert len(found) == 3 * len(KINDS[::9])
    assert [one for one in found if not one.is_reported] == []
    assert sum(one.is_named for one in found) >= 0.9 * len(found)


def test_ten_questions_have_the_answers_of_plain_python(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_guides(tmp_path, seed=4, count=60)
    assert answer_questions(tmp_path) == 0
    assert capsys.readouterr().out.count(", equal: ") == 10


def test_a_guide_depends_on_its_seed_and_number_alone() -> None:
    few, many = list(make_guides(5, 20, 0.03)), list(make_guides(5, 40, 0.03))
    assert few == many[:20]
    assert few != list(make_guides(6, 20, 0.03))
    assert Draft(5, 33).text() == Draft(5, 33).text()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_read_as_what_it_is(layout: str) -> None:
    draft = next(draft for number in range(10_000) if (draft := Draft(1, number)).layout == layout)
    table = read_compensation_table(parse_document(draft.text()).body)
    assert table is not None
    assert table.layout == ("standard" if layout == "level-region" else layout)
    assert [row.total_comp and (row.total_comp.low, row.total_comp.high) for row in table.rows] == [
        row.total for row in draft.rows
    ]


def test_companies_have_names_of_their_own() -> None:
    slugs = {Draft(1, number * ROLES_A_COMPANY).company.slug for number in range(2_000)}
    assert len(slugs) == 2_000


@pytest.mark.thorough
def test_a_run_goes_through_without_peers(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    line = [sys.executable, "benchmarks/run.py", "--guides", "28", "--runs", "1", "--no-peers", "--json", str(report)]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    assert "0 not found, 0 too many" in done.stdout
    read = json.loads(report.read_text("utf-8"))
    assert read["guides"] == 28
    commands = {one["name"]: one for group in read["groups"] for one in group["commands"]}
    assert set(commands["lint, 1 process"]["ratios"]) == {"floor"}
    assert all(len(one["seconds"]) == 1 and one["peak_kib"] > 1000 for one in commands.values())
