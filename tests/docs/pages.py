"""The examples of the pages in `docs`: Python, what it prints."""

import re
from typing import NamedTuple

from tests.conftest import ROOT

_BLOCK = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```$)?", re.DOTALL | re.MULTILINE)


class Example(NamedTuple):
    """A block of Python, and the text in the block below it: what it prints."""

    code: str
    output: str


def examples(page: str) -> list[Example]:
    """The examples of a page by its file's name, in order; each builds on those above it."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    return [Example(found["code"], found["output"] or "") for found in _BLOCK.finditer(text)]


PAGES = sorted(file.name for file in (ROOT / "docs").glob("*.md") if examples(file.name))
"""The pages that have examples."""


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a page in a language."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
