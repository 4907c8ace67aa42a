"""The examples of the pages in `docs`: Python, what it prints, and the folder that it runs in."""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT, GitRepository
from tests.fragments import guides

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

GUIDES = (
    "# file: acme/data-engineer.md\n"
    "# file: globex/data-engineer.md\ncompensation:\n"
    "  - base_low: 160000\n    base_high: 210000\n    total_comp_low: 195000\n    total_comp_high: 275000\n"
    "  - base_low: 155000\n    base_high: 200000\n    total_comp_low: 200000\n    total_comp_high: 260000\n"
    "  - base_low: 86000\n    base_high: 116000\n    total_comp_low: 104000\n    total_comp_high: 144000\n"
    "# file: globex/product-manager.md\nlast_updated: 2026-01-15\nnext_review_due: 2026-04-15\n"
)
"""The guides of made-up companies that the pages ask about."""


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a page in a language."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def make_folder(folder: Path) -> None:
    """Makes what the pages take for granted.

    A repository with the bundled records in `seeds/` and made-up ones in `guides/`, at the tag `v1.0.0`; a
    configuration that names the latter, and the files of rates that docs/money.md shows.
    """
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for made in guides(GUIDES):
        file = folder / "guides" / made.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made.text, "utf-8")
    (folder / "comp-data.toml").write_text('dataset = "guides"')
    (folder / "rates.csv").write_text(blocks("money.md", "csv")[0])
    (folder / "rates.json").write_text(blocks("money.md", "json")[0])
    repository = GitRepository(folder)
    repository.commit("The first version")
    repository("tag", "v1.0.0")
