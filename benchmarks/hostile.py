"""Lint hostile guides of a mebibyte in turn with an ordinary guide of the same size, and print the ratios.

    python benchmarks/hostile.py [--runs N]

A ratio that grows with the size is a defect: nobody's CI should hang on a stranger's file. The inputs are built here,
of one mark each, repeated.
"""

import argparse
import statistics
import time
from datetime import date

from comp_data.base.files import MAX_BYTES
from comp_data.guide.document import parse_document
from comp_data.linter.engine import Settings
from comp_data.linter.rules import RULES
from docs.rule_examples import guide, lint_documents

TODAY = date(2026, 3, 1)
SETTINGS = Settings(RULES)
FRONT = (
    "- {}\n",
    "a: 1\n",
    "[",
    "{",
    "&a ",
    "a: *a\n",
    "a: |\n  x\n",
    "# comp-data: ignore[CD2] why\n",
    '"',
    "? ",
    "\r",
)
BODY = (
    "|", "|-", "|a|$1K|\n", "|Region|Base|\n|-|-|\n|Boston|$1K|\n\n", "#", "# a\n", "**a", "<!--",
    "<!-- comp-data: ignore[CD2] why -->",
    "```\n", "[a](", "()", "> ", "- Levels.fyi\n", "$1K-", "1,", "Boston, ", "A = B = ", " ", "\n", "\0", "\u2028",
)  # fmt: skip
BOTH = (
    ("  - region: London\n    base_low: 1\n", "|London|$1K|\n"),
    ("  - region: London\n    level: L\n", "|London|$1K|\n"),
    ("  - region: x\n    base_low: 1\n", "|y|$1K|\n"),
)
"""An entry of front matter and a row of the table, the same number of each."""


def main() -> None:
    """Measure each mark in front matter and body, and print the ratios, the largest first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    text = guide("acme/data-engineer.md", "")
    opening, front, body = text.split("---\n", 2)
    size = MAX_BYTES - len(text.encode()) - 1000
    ordinary = f"{opening}---\n{front}---\n{body}" + "A sentence of an ordinary guide.\n" * (size // 33)
    hostile = {}
    for entry, row in BOTH:
        times = size // len(entry + row)
        table = "|Region|Base|\n|-|-|\n" + row * times
        hostile[f"both: {entry!r} and {row!r}"] = f"---\ncompensation:\n{entry * times}---\n{table}"
    for name, mark in [*(("front matter", mark) for mark in FRONT), *(("body", mark) for mark in BODY)]:
        filled = mark * (size // len(mark.encode()))
        is_in_front = name == "front matter"
        hostile[f"{name}: {mark!r}"] = (
            f"---\n{front}{filled}\n---\n{body}" if is_in_front else f"---\n{front}---\n{body}{filled}"
        )
    found = [
        (statistics.median(seconds(text) / seconds(ordinary) for _ in range(runs)), name)
        for name, text in hostile.items()
    ]
    for ratio, name in sorted(found, reverse=True):
        print(f"{ratio:8.2f}  {name}")


def seconds(text: str) -> float:
    """Processor time of reading and linting a guide with all rules."""
    began = time.process_time()
    lint_documents([parse_document(text.encode(), "acme/data-engineer.md")], TODAY, SETTINGS)
    return time.process_time() - began


if __name__ == "__main__":
    main()
