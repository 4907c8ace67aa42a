import pytest

from tests.linter.checks import expect, not_reported

CODE = "CD803"
BEFORE = "last_updated: 2026-01-12\n"


def test_the_date_alone() -> None:
    expect(
        CODE,
        "last_updated: «2026-02-23»\n",
        "last_updated changed from 2026-01-12 to 2026-02-23, but nothing else did",
        before=BEFORE,
    )


def test_other_dates_are_dates_too() -> None:
    expect(
        CODE,
        "last_updated: «2026-02-23»\nnext_review_due: 2026-05-20\nsalary_data_quarter: 2026-Q1\n",
        "last_updated changed from 2026-01-12 to 2026-02-23, but nothing else except dates",
        before=BEFORE,
    )


def test_what_is_written_otherwise_says_the_same() -> None:
    body = "### Data Engineer | Acme\n\n| Region | Base |\n|---|---|\n| London | $1 |\n"
    after = f'last_updated: «"2026-02-23"»\n# comment\ncompany_display: "Acme"\n---\n{body.replace("---", "-----")}\n'
    expect(CODE, after, before=f"{BEFORE}company_display: Acme\n---\n{body}")


@pytest.mark.parametrize(
    "more",
    [
        "compensation:\n  - base_low: 151000\n",
        "compensation:\n  - region: Bay Area\n",
        "negotiation_dna_summary: another\n",
        "data_quality: low\n",
        "data_sources:\n  - name: Levels.fyi\n    url: https://www.levels.fyi\n    date_accessed: 2026-02-22\n",
        "level_mapping:\n  internal: D5\n",
        "---\nAnother body.\n",
    ],
)
def test_anything_else_is_a_change(more: str) -> None:
    not_reported(CODE, f"last_updated: 2026-02-23\n{more}", before=BEFORE)


def test_a_date_that_stays_and_a_review_that_moves() -> None:
    not_reported(CODE, "next_review_due: 2026-05-20\n", before="")
    not_reported(CODE, "", before="")
