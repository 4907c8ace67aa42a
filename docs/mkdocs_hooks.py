"""Hooks of mkdocs: README is the first page, links out of `docs` lead into the repository, nothing asks a host."""

import re
from pathlib import Path
from typing import Any, Final

from mkdocs.structure.files import File, Files

_OUT: Final = re.compile(r"\]\((\.\./)+(?!docs/)(?P<path>[^)#]+)")
_OF_README: Final = re.compile(r"\]\((?P<path>(?!https?:|[a-z-]+\.md|rules/|#)[^)#]+)")
_README: Final = Path(__file__).parents[1] / "README.md"


def on_files(files: Files, config: Any) -> Files:
    """Add README as `index.md`."""
    text = _README.read_text("utf-8").replace("](docs/", "](")
    files.append(File.generated(config, "index.md", content=_linked(text, config, _OF_README)))
    return files


def on_page_markdown(markdown: str, config: Any, **_: Any) -> str:
    """Rewrite links that leave the folder."""
    return _linked(markdown, config, _OUT)


def on_post_page(output: str, **_: Any) -> str:
    """Keep the theme from asking GitHub for the stars of the repository."""
    return output.replace(' data-md-component="source"', "")


on_post_template = on_post_page  # of the page for addresses that do not exist


def _linked(text: str, config: Any, pattern: "re.Pattern[str]") -> str:
    return pattern.sub(lambda found: f"]({config['repo_url']}/blob/main/{found['path']}", text)
