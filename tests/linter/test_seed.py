"""The real record, compared with the findings computed by hand in the rule catalogue."""

from datetime import date
from pathlib import Path

from comp_data.base.diagnostics import Diagnostic, Severity
from comp_data.guide.document import Document, parse_document, read_document
from comp_data.linter.engine import Settings
from comp_data.linter.fix import fix_document
from comp_data.linter.rules import RULES
from docs.rule_examples import lint_documents

SEED = Path(__file__).parents[2] / "seeds" / "huggingface-enterprise" / "ml-ai-engineer.md"
MONEY = tuple(rule for rule in RULES if rule.code.startswith(("CD2", "CD5")))
TODAY = date(2026, 3, 1)


def findings(document: Document) -> list[Diagnostic]:
    result = lint_documents([document], TODAY, Settings(MONEY), reopen=lambda _: document)
    return list(result.diagnostics)


def place(region: str, line: str) -> tuple[int, int]:
    """The line that begins with `line` in the entry of a region, and the column of the value on it."""
    lines = SEED.read_text("utf-8").splitlines()
    start = lines.index(f"  - region: {region}")
    number = next(i for i in range(start, len(lines)) if lines[i].strip(" -").startswith(line))
    return number + 1, lines[number].index(": ") + 3


def described(found: list[Diagnostic]) -> list[tuple[object, ...]]:
    return [(d.code, d.severity, d.region, (d.line, d.column), d.message) for d in found]


SCALED = (
    "CD212",
    Severity.INFO,
    "Paris",
    place("Paris", "region"),
    "every figure is the one of San Francisco × 0.85, rounded",
)


def test_by_front_matter_alone_every_high_end_is_over_the_formula() -> None:
    text = SEED.read_text("utf-8")
    front_matter = parse_document(text[: text.index("\n### ")] + "\n### ML/AI Engineer\n", "seed.md")
    bonus = "(bonus 5%; no bonus_pct_high is given)"
    found = described(findings(front_matter))
    assert [one for one in found if one[0] == "CD212"] == [SCALED]
    assert [one for one in found if one[0] != "CD212"] == [
        (
            "CD201",
            Severity.INFO,
            region,
            place(region, "total_comp_high"),
            f"total_comp_high {total} is {off}% over base + stock/4 + bonus = {due} {bonus}",
        )
        for region, total, off, due in (
            ("San Francisco", "405,000", "14.7", "353,000"),
            ("New York", "398,000", "14.5", "347,750"),
            ("Paris", "345,000", "14.6", "301,100"),
        )
    ]


def test_with_the_bonus_range_of_the_table_no_total_is_off() -> None:
    message = "bonus_pct 5% is the low end of the table's 5–15%; bonus_pct_high is not given"
    collapsed = [
        ("CD505", Severity.WARNING, region, place(region, "bonus_pct"), message)
        for region in ("San Francisco", "New York", "Paris")
    ]
    assert described(findings(read_document(SEED))) == [*collapsed[:2], SCALED, collapsed[2]]


def test_fixing_states_the_high_end_in_each_region_and_changes_nothing_else() -> None:
    document = read_document(SEED)
    fixed = fix_document(document, TODAY, Settings(RULES), lambda fix: fix.safe)
    assert [one.code for one in fixed.applied] == ["CD505"] * 3
    assert fixed.text == document.text.replace("    bonus_pct: 5\n", "    bonus_pct: 5\n    bonus_pct_high: 15\n")
    again = fix_document(parse_document(fixed.text, document.path), TODAY, Settings(RULES), lambda fix: fix.safe)
    assert (again.text, again.applied) == (fixed.text, ())


def test_the_scaled_region_names_where_its_figures_come_from() -> None:
    (scaled,) = (d for d in findings(read_document(SEED)) if d.code == "CD212")
    (source,) = scaled.related
    assert (source.span.line, source.span.column) == place("San Francisco", "region")
