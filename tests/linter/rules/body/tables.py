"""Guides with a table of their own in the body, and what is left of them after their fixes."""

from difflib import SequenceMatcher

from comp_data.guide.document import parse_document
from comp_data.linter.engine import Settings
from comp_data.linter.fix import fix_document
from comp_data.linter.rules import RULES
from tests.fragments import guides
from tests.linter.checks import TODAY

HEADER = "Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp"
USUAL = (
    "San Francisco | $150K–$200K | $80K–$120K | 10–15% | $185K–$260K",
    "New York | $146K–$192K | $76K–$116K | 10–15% | $180K–$250K",
    "London | £82K–£112K | £30K–£48K | 8–12% | £96K–£137K",
)
"""The table that agrees with the example guide."""


def against(entries: str, *rows: str, header: str = HEADER) -> str:
    """A fragment: lines of `compensation` (or of the record), and a body with a table of `rows`."""
    lines = [header, "|".join("---" for _ in header.split("|")), *rows]
    table = "\n".join(f"| {line} |" for line in lines)
    return (
        f"{entries}\n---\n"
        "### Data Engineer | Acme Global Negotiation Guide\n\n"
        "**Negotiation DNA:** Steady base, growing equity\n\n"
        f"{table}\n\n"
        "**Level Mapping:** Acme D4 = Globex L4 = Initech IC4\n\n"
        '> **Negotiate Up Strategy:** "With a written offer in hand, I ask for the top of the band."\n\n'
        "#### Evidence & Sources\n- Levels.fyi and Glassdoor, data engineers (2025-2026)\n"
    )


def entries(*lines: str) -> str:
    """Lines laid over the example's entries: the first text over the first entry, and so on."""
    return "compensation:\n" + "\n".join(f"  - {line}" for line in lines)


def changed(fragment: str, code: str, *, safe: bool = True) -> list[tuple[str, str]]:
    """The lines that a rule's fixes change, as they were and as they are; a line that is new was empty.

    Asserts that the rule finds nothing any more, and that a second run changes nothing.
    """
    rules = Settings(tuple(rule for rule in RULES if rule.code == code))
    (guide,) = guides(fragment)
    document = parse_document(guide.text, guide.path)
    fixed = fix_document(document, TODAY, rules, lambda fix: fix.safe or not safe)
    again = fix_document(parse_document(fixed.text, guide.path), TODAY, rules, lambda fix: fix.safe or not safe)
    assert again.text == fixed.text
    assert fixed.refused == ()
    return _changes(guide.text.splitlines(), fixed.text.splitlines())


def _changes(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs = max(end - start, last - first)
            before = old[start:end] + [""] * (pairs - (end - start))
            found += zip(before, new[first:last] + [""] * (pairs - (last - first)), strict=True)
    return found
