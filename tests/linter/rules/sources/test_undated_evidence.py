from datetime import date

import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported


def body(text: str) -> str:
    return f"data_quality: medium\n---\n### Data Engineer | Acme Guide of 2026\n\n{text}\n"


def test_a_section_without_a_year() -> None:
    expect(
        "CD706",
        body("«#### Evidence & Sources»\n- Levels.fyi\n"),
        "the evidence section names neither 2025 nor 2026",
        severity=Severity.WARNING,
    )


def test_a_section_with_old_years_only() -> None:
    expect(
        "CD706",
        body("«**Evidence & Sources:**» Levels.fyi (2022-2024)"),
        "the evidence section names neither 2025 nor 2026; the latest year in it is 2024",
    )


@pytest.mark.parametrize(
    "evidence", ["Levels.fyi (2024-2025)", "2026 survey", "FY2025 report", "FY25", "Q4'25", "2024/25", "Feb 10, 2026."]
)
def test_a_year_of_the_last_two(evidence: str) -> None:
    not_reported("CD706", body(f"**Evidence & Sources**\n- {evidence}"))


@pytest.mark.parametrize("evidence", ["$2025", "12,025", "2025.50 points", "120256", "2,025"])
def test_an_amount_is_not_a_year(evidence: str) -> None:
    expect("CD706", body(f"«**Evidence & Sources**»\n- {evidence}"))


def test_early_in_the_year_the_year_before_counts_too() -> None:
    evidence = body("**Evidence**\n- Survey of 2024")
    not_reported("CD706", evidence, today=date(2026, 2, 28))
    expect("CD706", evidence.replace("**Evidence**", "«**Evidence**»"), today=date(2026, 3, 1))
    expect(
        "CD706",
        body("«**Evidence**»\n- Survey of 2023"),
        "the evidence section names neither 2024, 2025 nor 2026; the latest year in it is 2023",
        today=date(2026, 1, 1),
    )


def test_sections_below_count_and_sections_after_do_not() -> None:
    not_reported("CD706", body("## Evidence\n\n### Figures\n- 2026\n"))
    expect("CD706", body("«## Evidence»\n- Blind\n\n## Changes\n- written in 2026\n"))
    expect("CD706", body("«**Evidence**»\n- Blind\n\n**Changes**\nwritten in 2026\n"))
    not_reported("CD706", body("Evidence\n--------\n- Blind, 2026\n"))


def test_comments_and_code_are_not_read() -> None:
    expect("CD706", body("«**Evidence**»\n<!-- 2026 -->\n- Blind"))


def test_a_section_of_sources_stands_in_for_one_of_evidence() -> None:
    expect("CD706", body("«## Data Sources»\n- Blind\n"))
    expect("CD706", body("## Our Sources\n- 2026\n\n«## Evidence»\n- Blind\n"))


def test_without_such_a_section_it_is_another_matter() -> None:
    not_reported("CD706", body("## Open-Source Lever\nBlind\n\n## Human Resources\nBlind"))
    not_reported("CD706", "---\nrole: x\n---\n")


def test_the_fingerprint_does_not_move_with_the_clock() -> None:
    text = body("«**Evidence**»\n- Survey of 2019")
    (one,), (other,) = expect("CD706", text), expect("CD706", text, today=date(2027, 7, 1))
    assert one.identity == other.identity
