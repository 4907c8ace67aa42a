from datetime import date

import pytest

from comp_data.base.diagnostics import Edit
from tests.linter.checks import expect, not_reported

CODE = "CD802"
RAISED = "compensation:\n  - base_low: 151000\n"


def test_figures_changed_and_the_date_did_not() -> None:
    (found,) = expect(
        CODE,
        "last_updated: «2026-02-23»\ncompensation:\n  - base_low: 151000\n    base_high: 201000\n",
        "2 figures changed, but last_updated is still 2026-02-23",
        before="",
    )
    (note,) = found.related
    assert (note.message, note.span.line) == ("the first change", 13)


def test_the_fix_sets_the_day_of_the_run() -> None:
    (found,) = expect(CODE, f"last_updated: «2026-02-23»\n{RAISED}", before="", today=date(2026, 3, 14))
    assert found.fix is not None
    assert found.fix.safe
    assert found.fix.edits == (Edit(found.span, "2026-03-14"),)


def test_the_fix_moves_a_review_that_would_be_before_the_update() -> None:
    guide = f"last_updated: «2026-02-23»\nnext_review_due: 2026-05-24\n{RAISED}"
    (found,) = expect(CODE, guide, before="next_review_due: 2026-05-24\n", today=date(2026, 6, 1))
    assert found.fix is not None
    assert found.fix.title == "set last_updated to 2026-06-01 and next_review_due to 2026-08-30"
    assert [edit.text for edit in found.fix.edits] == ["2026-06-01", "2026-08-30"]


def test_the_fix_moves_no_review_past_the_last_date() -> None:
    guide = f"last_updated: «2026-02-23»\nnext_review_due: 2026-05-24\n{RAISED}"
    (found,) = expect(CODE, guide, before="next_review_due: 2026-05-24\n", today=date(9999, 12, 1))
    assert found.fix is not None
    assert [edit.text for edit in found.fix.edits] == ["9999-12-01", "9999-12-31"]


def test_no_day_is_set_that_is_earlier() -> None:
    (found,) = expect(CODE, f"last_updated: «2026-02-23»\n{RAISED}", before="", today=date(2026, 2, 1))
    assert found.fix is None


def test_a_new_region_is_news() -> None:
    added = "compensation:\n  - {}\n  - {}\n  - {}\n  - region: Austin\n    currency: USD\n".replace(
        "{}", "stock_type: RSU"
    )
    (found,) = expect(
        CODE,
        f"last_updated: «2026-02-23»\n{added}",
        "1 region is new, but last_updated is still 2026-02-23",
        before="".join(("compensation:\n", *["  - stock_type: RSU\n"] * 3)),
    )
    assert found.related[0].message == "the first change"


@pytest.mark.parametrize(
    "after",
    [
        f"last_updated: 2026-03-01\n{RAISED}",
        f"last_updated: 2026-01-01\n{RAISED}",
        f"# last_updated:\n{RAISED}",
        "negotiation_dna_summary: another\n",
        "compensation:\n  - currency: CAD\n",
        "compensation:\n  - region: Bay Area\n    base_low: 150000.0\n",
    ],
    ids=["bumped", "set back", "no date", "a text", "a currency alone", "spelling and form"],
)
def test_what_is_not_a_matter(after: str) -> None:
    not_reported(CODE, after, before="")


def test_a_guide_of_today_is_changed_again() -> None:
    not_reported(CODE, f"last_updated: 2026-03-01\n{RAISED}", before="last_updated: 2026-03-01\n")


def test_a_figure_that_the_body_states_all_along_is_not_a_news() -> None:
    whole = "---\nrole: r\nlast_updated: {}2026-02-23{}\ncompensation:\n- region: London\n  base_low: {}\n---\n{}\n"
    not_reported(CODE, whole.format("", "", 5, "body"), before=whole.format("", "", "null", "body"))
    expect(CODE, whole.format("«", "»", 5, "another"), before=whole.format("", "", "null", "body"))
    expect(CODE, whole.format("«", "»", "null", "body"), before=whole.format("", "", 5, "body"))


def test_a_new_guide_has_no_other_date() -> None:
    not_reported(CODE, "# file: acme/data-engineer.md\n# file: acme/designer.md\n", before="")
