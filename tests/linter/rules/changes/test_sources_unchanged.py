import pytest

from tests.linter.checks import expect, not_reported

CODE = "CD804"


def test_figures_without_a_source() -> None:
    expect(
        CODE,
        "compensation:\n  - base_low: 151000\n«data_sources»:\n  - Levels.fyi\n",
        "1 figure changed, but the sources did not change",
        before="data_sources:\n  - Levels.fyi\n",
    )


def test_quality_without_a_source() -> None:
    expect(
        CODE,
        "data_quality: «high»\n",
        "data_quality was raised from low to high, but the sources did not change",
        before="data_quality: low\n",
    )


def test_figures_and_quality_are_reported_as_one() -> None:
    expect(
        CODE,
        "data_quality: high\ncompensation:\n  - base_low: 151000\n«data_sources»:\n  - Levels.fyi\n",
        "1 figure changed and data_quality was raised from medium to high, but the sources did not change",
        before="data_sources:\n  - Levels.fyi\n",
    )


@pytest.mark.parametrize(
    "after",
    [
        "data_quality: low\n",
        "data_quality: excellent\n",
        "data_quality: high\ndata_sources:\n  - Levels.fyi\n  - Blind\n",
        "compensation:\n  - currency: CAD\n",
        "last_updated: 2026-03-01\n",
    ],
    ids=["lowered", "no quality", "a source more", "a currency alone", "a date alone"],
)
def test_what_is_not_a_matter(after: str) -> None:
    not_reported(CODE, after, before="")


def test_a_figure_that_is_taken_out_has_no_source() -> None:
    not_reported(CODE, "compensation:\n  - stock_low: null\n    stock_high: null\n", before="")
    expect(
        CODE,
        "compensation:\n  - stock_low: null\n    base_low: 151000\n«data_sources»:\n  - Levels.fyi\n",
        "1 figure changed, but the sources did not change",
        before="data_sources:\n  - Levels.fyi\n",
    )


def test_the_evidence_in_the_body_counts() -> None:
    body = "data_quality: {}\n---\n### A | B\n\n**Evidence & Sources**\n\n- Levels.fyi{}\n"
    not_reported(CODE, body.format("high", ", February 2026"), before=body.format("low", ""))
    expect(CODE, body.format("«high»", "\n"), before=body.format("low", ""))
