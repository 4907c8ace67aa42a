"""Lints 100 repeated patterns in each part of a guide at two sizes: twice the size must take about twice the time.

    python benchmarks/scaling.py [--size BYTES] [--runs N] [--only PART] [--all]

A ratio over 2.3 is a defect: nobody's CI should hang on a stranger's file. Seconds are those of the processor, and the
best of several runs counts. Pairs that take less than 20 ms at the larger size are too short to judge and pass.
"""

import argparse
import gc
import re
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from comp_data.guide.document import parse_document
from comp_data.linter.engine import Settings
from comp_data.linter.rules import RULES
from docs.rule_examples import guide, lint_documents

TODAY = date(2026, 3, 1)
SETTINGS = Settings(RULES)
MOST = 2.3
SHORTEST = 0.02
PATTERNS = (
    "a", "1", " ", "-", "_", ".", ",", ";", ":", "/", "\\", "|", "#", "*", "+", "~", "`", "'", '"', "(", ")", "[",
    "]", "{", "}", "<", ">", "=", "!", "?", "@", "%", "&", "^", "$", "€", "£", "ß", "é", "\u0130", "\u2028",
    "\u00a0", "\u200b", "e\u0301", "a ", "1 ", "A ", "- ", "* ", "# ", "> ", "1. ", "a-", "a.", "a,", "a|", "a/",
    "a:", "a=", "(a", "[a", "[a](", "[a]: ", "**a", "*a*", "`a`", "<a", "<a>", "</a>", "<!--", "-->", "<!-- a -->",
    "&amp;", "&#1;", "http://", "www.a.com/", "https://a.com/x ", "a@b.c ", "level ", "Level 3 ", "L3/", "Senior ",
    "Levels.fyi ", "Blind, ", "Glassdoor and ", "$1K-", "$100,000 - ", "1,000", "100k/", "10% ", "USD ",
    "per month ", "k€", "2024-01-01 ", "Q1 2024 ", "Boston, ", "New York ", "London / ", "ignore[CD2] ",
    "<!-- comp-data: ignore[CD2] why -->",
)  # fmt: skip

_TABLE = re.compile(r"((?:^\|.*\n)+)", re.MULTILINE)


class Pair(NamedTuple):
    """What one pattern took in one part of a guide, at a size and at twice the size."""

    part: str
    pattern: str
    seconds: float
    doubled: float

    @property
    def ratio(self) -> float:
        """How many times as long twice the size took."""
        return self.doubled / self.seconds

    @property
    def is_linear(self) -> bool:
        """Whether the ratio is that of work in proportion to the size, or the pair too short to judge."""
        return self.ratio <= MOST or self.doubled < SHORTEST


def texts(pattern: str, size: int) -> Iterator[tuple[str, str]]:
    """Guides of about a size, each with the pattern repeated in one part."""
    made = guide("acme/data-engineer.md", "")
    head, _, body = made.partition("\n---\n")
    run = pattern * (size // len(pattern.encode()))
    lines = _lines(pattern, size)
    item = "  - '{}'".format(pattern.replace("'", "''"))
    yield "value", f"{head}\nnotes_of_own: '{run.replace(chr(39), '')}'\n---\n{body}"
    yield "comments", f"{head}\n{_lines(f'# {pattern}', size)}---\n{body}"
    yield "list", f"{head}\nown:\n{_lines(item, size)}---\n{body}"
    yield "title", f"{head}\n---\n# {run}\n{body}"
    yield "line", f"{made}\n{run}\n"
    yield "lines", f"{made}\n{lines}"
    start, _, end = _TABLE.split(made)
    table = "| Region | Base |\n|---|---|\n"
    yield "cell", f"{start}{table}| Boston | {run.replace('|', '')} |\n{end}"
    yield "row", f"{start}{table}| {run} |\n{end}"
    yield "rows", f"{start}{table}{_lines(f'| {pattern} | {pattern} |', size)}{end}"
    yield "regions", f"{start}{table}{_numbered(f'| {pattern}{{}} | $100K |', size)}{end}"
    yield "header", f"{start}| {run} |\n|---|\n| 1 |\n{end}"
    entry = "  - region: '{}{{}}'\n    base_low: 100000".format(pattern.replace("'", "''").replace("\\", ""))
    yield "entries", f"{head.partition('compensation:')[0]}compensation:\n{_numbered(entry, size)}---\n{body}"
    yield "sources", f"{made}\n\n## Sources\n\n{_lines(f'- {pattern}', size)}"


def _lines(line: str, size: int) -> str:
    return f"{line}\n" * (size // (len(line.encode()) + 1))


def _numbered(line: str, size: int) -> str:
    return "".join(f"{line.replace('{}', str(number))}\n" for number in range(size // (len(line.encode()) + 3)))


def seconds_of(text: str, runs: int) -> float:
    """The least seconds that linting a text takes."""
    found = []
    for _ in range(runs):
        gc.collect()
        gc.disable()  # as the command does
        start = time.process_time()
        list(lint_documents([parse_document(text, "acme/data-engineer.md")], TODAY, SETTINGS))
        found.append(time.process_time() - start)
        gc.enable()
    return min(found)


def measure(size: int, runs: int, only: str | None = None) -> Iterator[Pair]:
    """Every pattern in every part, or in one; a pair that seems to be no defect of ours is measured once more."""
    for pattern in PATTERNS:
        for (part, small), (_, large) in zip(texts(pattern, size), texts(pattern, 2 * size), strict=True):
            if only in (None, part):
                pair = Pair(part, pattern, seconds_of(small, runs), seconds_of(large, runs))
                if not pair.is_linear:
                    pair = Pair(part, pattern, seconds_of(small, runs + 4), seconds_of(large, runs + 4))
                yield pair


def table(pairs: Sequence[Pair]) -> str:
    """A Markdown table with a line a part: the pairs, the largest ratio of those long enough to judge, the slowest."""
    lines = ["| part | pairs | largest ratio | slowest at twice the size |", "|---|---|---|---|"]
    for part in dict.fromkeys(pair.part for pair in pairs):
        own = [pair for pair in pairs if pair.part == part]
        ratio = max((pair.ratio for pair in own if pair.doubled >= SHORTEST), default=0.0)
        slowest = max(own, key=lambda pair: pair.doubled)
        lines.append(f"| `{part}` | {len(own)} | {ratio:.2f} | {slowest.doubled:.1f} s, `{slowest.pattern.strip()}` |")
    return "\n".join(lines)


def main() -> int:
    """Measures, prints, and fails where a pair is not linear."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=450_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--only", metavar="PART")
    parser.add_argument("--all", action="store_true", help="print every pair, not only the slowest and the defects")
    chosen = parser.parse_args()
    pairs = []
    for pair in measure(chosen.size, chosen.runs, chosen.only):
        pairs.append(pair)
        if chosen.all or not pair.is_linear:
            print(_line(pair), flush=True)
    print("the slowest:")
    for pair in sorted(pairs, key=lambda one: one.doubled, reverse=True)[:10]:
        print(_line(pair))
    print(table(pairs))
    bad = sum(not pair.is_linear for pair in pairs)
    print(f"{len(pairs):,} pairs, {bad} not linear")
    return 1 if bad else 0


def _line(pair: Pair) -> str:
    return f"{pair.part:<9} {pair.pattern!r:<40} {pair.seconds:8.3f} s {pair.doubled:8.3f} s  {pair.ratio:5.2f} x"


if __name__ == "__main__":
    sys.exit(main())
