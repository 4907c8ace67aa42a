"""The code blocks of README and of the pages in `docs`."""

import re
from typing import Any, NamedTuple

import yaml

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
    """The code blocks of a page in a language; `../README.md` is a page too."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


_EVERY_PAGE = ("../README.md", *sorted(file.name for file in (ROOT / "docs").glob("*.md")))
YAML_BLOCKS = [block for page in _EVERY_PAGE for block in blocks(page, "yaml")]
"""The configurations of hooks and jobs, and front matter, that README and the pages show."""


def job_steps() -> list[dict[str, Any]]:
    """The steps of every job that the blocks of YAML define."""
    jobs = [job for block in YAML_BLOCKS for job in (yaml.safe_load(block).get("jobs") or {}).values()]
    return [step for job in jobs for step in job["steps"]]
