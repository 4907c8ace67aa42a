"""Suppressions and baselines take time in proportion to their size, counted in calls rather than seconds."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comp_data.guide.document import parse_document
from comp_data.linter.engine import Settings
from comp_data.linter.result import LintResult
from comp_data.linter.rules import RULES
from comp_data.linter.suppressions import parse
from comp_data.linter.suppressions.baseline import Entry, apply_baseline, read_baseline
from docs.rule_examples import lint_documents
from tests.counting import MOST, calls_in
from tests.fragments import guides

TEXT = guides("compensation:\n  - total_comp_high: 330000\n")[0].text
HEAD, _, BODY = TEXT.partition("\n---\n")


class Name(parse.Named):
    """A name whose comparisons are calls that are counted."""

    def __eq__(self, other: object) -> bool:
        return tuple.__eq__(self, other)

    def __hash__(self) -> int:
        return tuple.__hash__(self)


def in_front_matter(line: str, number: int) -> str:
    return f"{HEAD}\n{''.join(line.format(at) for at in range(number))}---\n{BODY}"


def on_the_total(names: str) -> str:
    return TEXT.replace("330000", f"330000  # comp-data: ignore[CD201{names}] why")


GUIDES: dict[str, Callable[[int], str]] = {
    "a comment a finding": lambda n: in_front_matter("x{}: 1 # comp-data: ignore[CD103] why\n", n),
    "comments for the file": lambda n: in_front_matter("x{}: 1 # comp-data: ignore-file[CD103] why\n", n),
    "comments above a line": lambda n: in_front_matter("# comp-data: ignore[CD103] why\n", n),
    "comments in the body": lambda n: TEXT + "<!-- comp-data: ignore[CD201] why -->\n" * n,
    "comments in a code span": lambda n: TEXT + "`<!-- comp-data: ignore[CD201] why -->` " * n,
    "unused names beside a used one": lambda n: on_the_total(",CD202" * n),
    "unknown names": lambda n: on_the_total(",CDX" * n),
}


@pytest.mark.parametrize("kind", GUIDES)
def test_twice_the_suppressions_are_twice_the_work(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "Named", Name)

    def calls(number: int) -> int:
        text = GUIDES[kind](number)
        return calls_in(
            lambda: lint_documents([parse_document(text, "acme/data-engineer.md")], date(2026, 3, 1), Settings(RULES))
        )

    calls(1)  # what is done once in a process
    beginning = calls(0)
    once, twice = calls(200) - beginning, calls(400) - beginning
    assert 0 < once < twice < MOST * once


@pytest.mark.parametrize("region", ["London", "Zürich", 'a "quoted" one'])
def test_twice_the_baseline_is_twice_the_work(region: str, tmp_path: Path) -> None:
    def calls(number: int) -> int:
        entries = [Entry("acme/x", "CD201", region, "", "", str(at)) for at in range(number)]
        file = tmp_path / "baseline.jsonl"
        file.write_text("".join(json.dumps(entry._asdict()) + "\n" for entry in entries), "utf-8")
        result = LintResult((), 1)
        found: list[LintResult] = []
        made = calls_in(
            lambda: found.append(apply_baseline(result, read_baseline(file, "b", tmp_path), lambda _: True))
        )
        assert len(found[0].diagnostics) == number
        return made

    assert calls(2_000) < MOST * calls(1_000)


def test_a_line_as_it_is_written_and_the_same_in_other_json_are_one_entry(tmp_path: Path) -> None:
    file = tmp_path / "baseline.jsonl"
    entry = Entry("acme/x", "CD201", "Zürich", "", "", "f")
    for line in (json.dumps(entry._asdict()), json.dumps(entry._asdict(), ensure_ascii=False, separators=(",", ":"))):
        file.write_text(line + "\n", "utf-8")
        assert read_baseline(file, "b", tmp_path).entries == {"f": (entry, 1)}
