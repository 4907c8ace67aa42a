"""The Python examples of the pages in `docs`, and what they say that these print."""

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
