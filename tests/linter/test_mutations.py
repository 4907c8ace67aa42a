"""2,000 mutations of the real record (10,000 in `.ci/run`): each ends in findings, with spans inside the file."""

import random
from collections.abc import Iterator
from datetime import date
from itertools import cycle

import pytest

from comp_data.base.diagnostics import Severity
from comp_data.base.files import MAX_BYTES
from comp_data.guide.document import parse_document
from comp_data.linter.engine import Settings
from comp_data.linter.result import LintResult
from comp_data.linter.rules import RULES
from comp_data.report.findings.view import FORMATS, View
from docs.rule_examples import lint_documents, with_changes
from tests.conftest import ROOT
from tests.report.findings.examples import render

SEED = (ROOT / "seeds" / "huggingface-enterprise" / "ml-ai-engineer.md").read_bytes()
SETTINGS = Settings(RULES)
TODAY = date(2026, 11, 22)
ODD = (
    *b"---,\x00,\xff,\xed\xa0\x80,\r,\xef\xbb\xbf,{,},: ,- ,&a ,*a,!!python/object:os.system ,null,-1,0".split(b","),
    *b"1e999,.nan,~,|,',\",\t,2026-02-30,\xe2\x80\xa8,<<: *a,? ,%YAML 1.1,...,-0,1_000,#".split(b","),
    b"[" * 40,
    b"9" * 30,
)


def mutate(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        lines = data.split(b"\n")
        first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
        at, kind = chance.randrange(len(data) + 1), chance.randrange(9)
        if kind == 0:
            data = data[:at]
        elif kind == 1:
            data = data[:at] + data[at + chance.randint(1, 200) :]
        elif kind == 2:
            lines.insert(first, lines[second])
            data = b"\n".join(lines)
        elif kind == 3:
            lines[first], lines[second] = lines[second], lines[first]
            data = b"\n".join(lines)
        elif kind == 4:
            data = data[:at] + chance.randbytes(chance.randint(1, 8)) + data[at:]
        elif kind == 5:
            data = data[:at] + chance.choice(ODD) + data[at:]
        elif kind == 6:
            del lines[first]
            data = b"\n".join(lines)
        elif kind == 7:
            key, colon, _ = lines[first % 47].partition(b": ")
            lines[first % 47] = key + colon + chance.choice(ODD)
            data = b"\n".join(lines)
        else:
            data = data[:at] + chance.choice((b"[", b"{a: ", b"- ")) * chance.randint(1, 3000) + data[at:]
        data = data or b"x"
    return data


def check(data: bytes, formats: Iterator[str]) -> None:
    document = parse_document(data, "a/b.md")
    result = lint_documents([document], TODAY, SETTINGS, reopen=lambda _: document)
    lines = data.decode("utf-8", "replace").split("\n")
    for found in result.diagnostics:
        assert found.code != "CD999", (found.message, data)
        for span in (found.span, *(place.span for place in found.related)):
            assert 1 <= span.line <= span.end_line <= len(lines), (found, data)
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1, (found, data)
            assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1, (found, data)
            assert (span.line, span.column) <= (span.end_line, span.end_column), (found, data)
    render_one(result, formats)


def render_one(result: LintResult, formats: Iterator[str]) -> None:
    """Render a result in the next format: each takes its turn, as most of the time would go by in all ten."""
    severities = [found.severity for found in result.diagnostics]
    assert "\x1b" not in render(next(formats), View(result, min(severities, default=Severity.INFO)))


def check_change(before: bytes, after: bytes, formats: Iterator[str]) -> None:
    then, now = (parse_document(data, "a/b.md") for data in (before, after))
    result = with_changes(LintResult((), 1), {then.path: then}, {now.path: now}, SETTINGS, TODAY)
    lines = now.text.split("\n")
    for found in result.diagnostics:
        assert found.code.startswith("CD8"), (found.message, before, after)
        assert found.span.line <= len(lines), (found, before, after)
        assert found.span.column <= len(lines[found.span.line - 1]) + 1, (found, before, after)
    render_one(result, formats)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_a_thousand_changes(seed: int) -> None:
    chance, formats = random.Random(seed), cycle(FORMATS)
    for _ in range(125):
        mutated = mutate(SEED, chance)
        check_change(SEED, mutated, formats)
        check_change(mutated, SEED, formats)
        check_change(mutated, mutate(SEED, chance), formats)
        check_change(mutated, mutate(mutated, chance), formats)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(2, 10))])
def test_a_thousand_mutations(seed: int) -> None:
    chance, formats = random.Random(seed), cycle(FORMATS)
    for _ in range(1000):
        data = mutate(SEED, chance)
        assert len(data) <= MAX_BYTES
        check(data, formats)
