"""The real record, held against the findings worked out by hand in the rule catalogue."""

from datetime import date
from pathlib import Path

from comp_data.diagnostics import Diagnostic, Severity
from comp_data.document import read_document
from comp_data.linter.engine import Settings, lint_documents
from comp_data.linter.rules import RULES

SEED = Path(__file__).parents[2] / "seeds" / "huggingface-enterprise" / "ml-ai-engineer.md"
MONEY = tuple(rule for rule in RULES if rule.code.startswith("CD2"))


def findings() -> list[Diagnostic]:
    result = lint_documents(
        [read_document(SEED)], date(2026, 3, 1), Settings(MONEY), reopen=lambda _: read_document(SEED)
    )
    return list(result.diagnostics)


def place(region: str, line: str) -> tuple[int, int]:
    """The line that begins with `line` in the entry of a region, and the column of the value on it."""
    lines = SEED.read_text("utf-8").splitlines()
    start = lines.index(f"  - region: {region}")
    number = next(i for i in range(start, len(lines)) if lines[i].strip(" -").startswith(line))
    return number + 1, lines[number].index(": ") + 3


def test_every_high_end_is_over_the_formula_and_paris_is_scaled() -> None:
    found = [(d.code, d.severity, d.region, (d.line, d.column), d.message) for d in findings()]
    formula = "over base + stock/4 + bonus ="
    bonus = "(bonus 5 %; no bonus_pct_high is given)"
    assert found == [
        (
            "CD201",
            Severity.INFO,
            "San Francisco",
            place("San Francisco", "total_comp_high"),
            f"total_comp_high 405,000 is 14.7 % {formula} 353,000 {bonus}",
        ),
        (
            "CD201",
            Severity.INFO,
            "New York",
            place("New York", "total_comp_high"),
            f"total_comp_high 398,000 is 14.5 % {formula} 347,750 {bonus}",
        ),
        (
            "CD212",
            Severity.INFO,
            "Paris",
            place("Paris", "region"),
            "every figure is that of San Francisco × 0.85, rounded",
        ),
        (
            "CD201",
            Severity.INFO,
            "Paris",
            place("Paris", "total_comp_high"),
            f"total_comp_high 345,000 is 14.6 % {formula} 301,100 {bonus}",
        ),
    ]


def test_the_scaled_region_names_where_its_figures_come_from() -> None:
    (scaled,) = (d for d in findings() if d.code == "CD212")
    (source,) = scaled.related
    assert (source.span.line, source.span.column) == place("San Francisco", "region")
