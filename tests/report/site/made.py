"""Datasets for the tests of the site: guides of made-up companies, and one whose every text attacks the page."""

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from benchmarks.generator import Draft
from comp_data.guide.front_matter.writer import front_matter_yaml

ATTACK = (
    "\"><script>window.pwned = 1</script><img src=x onerror=\"window.pwned = 2\">' onmouseover='window.pwned=3' "
    "]]></title></svg></style><!-- {{ 7 * 7 }} {% raw %} \u202egnp.exe"
)
URLS = (
    "javascript:window.pwned=4",
    "data:text/html,<script>window.pwned=5</script>",
    "https://x.example/\"onclick='a'",
)


def write_guides(folder: Path, number: int = 28, *, first: int = 0) -> Path:
    """Write guides of made-up companies, 14 of each."""
    for at in range(first, first + number):
        draft = Draft(7, at)
        write(folder / draft.path, draft.text())
    return folder


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="")


def write_attack(folder: Path) -> None:
    """Write a valid guide in which every free text is an attack, and one that is no valid record."""
    front: dict[str, Any] = dict(Draft(7, 0).front)
    front |= {"company": "evil", "role": "data-engineer", "data_sources": []}
    for key in ("company_display", "role_display", "industry", "author", "negotiation_dna_summary", "ticker"):
        front[key] = f"{key} {ATTACK}"
    front |= {
        "hq_location": ATTACK,
        "employee_count_range": ATTACK,
        "level_mapping": {"internal": ATTACK, "raw": ATTACK},
    }
    front["compensation"] = [
        {**row, "region": f"{row['region']} {ATTACK}", "level": ATTACK} for row in front["compensation"]
    ]
    front["data_sources"] = [{"name": ATTACK, "url": url} for url in URLS]
    text = f"---\n{front_matter_yaml(front)}\n---\n### {ATTACK}\n\n{ATTACK}\n"
    write(folder / "evil" / "data-engineer.md", text)
    broken = text.replace("role: data-engineer", "role: product-manager").replace(
        "data_quality:", f'{ATTACK[:1]}odd": 1\ndata_quality: <b>bad</b> #'
    )
    write(folder / "evil" / "product-manager.md", broken)
    write(folder / "evil" / "<img src=x onerror=alert(1)>.md", text)


def table(files: Mapping[str, bytes], name: str) -> list[dict[str, Any]]:
    """Read a table of the site's data as objects."""
    read = json.loads(files[f"data/{name}.json"])
    return [dict(zip(read["columns"], row, strict=True)) for row in read["data"]]


class Page(HTMLParser):
    """What is in a page: its elements with their attributes, and its text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]
