"""What `[tool.comp-data.publication]` says is in each file that describes an export."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

import comp_data as cd
from comp_data.export.publication import Creator
from comp_data.records.publication import Publication

SAID = {
    "title": "Pay: of \"engineers\"\n- # 'all'",
    "description": "What companies pay.",
    "license": "CC-BY-4.0",
    "creators": ["Ada Lovelace <ada@example.org>", "Pay Group"],
    "homepage": "https://pay.example.org",
    "repository": "https://git.example/pay",
    "keywords": ["salary", "pay: all"],
    "contact": "pay@example.org",
}


@pytest.fixture
def exported(dataset: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "comp-data.toml").write_text(f"publication = {_toml(SAID)}\n", "utf-8")
    folder = dataset("# file: acme/data-engineer.md\ncompensation:\n  - total_comp_high: 999000\n")
    (folder / "CHANGELOG.md").write_text("## 1.2.0 - 2026-03-01\n", "utf-8")
    cd.load(folder).export(tmp_path / "out", findings=True)
    return tmp_path / "out"


def _toml(values: Mapping[str, object]) -> str:
    return "{ " + ", ".join(f"{key} = {json.dumps(value)}" for key, value in values.items()) + " }"


def test_the_data_package(exported: Path) -> None:
    package = json.loads((exported / "datapackage.json").read_text("utf-8"))
    assert package["title"] == SAID["title"]
    assert package["licenses"] == [{"name": "CC-BY-4.0", "path": "https://spdx.org/licenses/CC-BY-4.0.html"}]
    assert package["contributors"][0] == {"title": "Ada Lovelace", "roles": ["creator"], "email": "ada@example.org"}
    assert package["contributors"][-1] == {"title": "pay@example.org", "roles": ["contact"]}
    assert package["keywords"] == SAID["keywords"]
    assert "CITATION.cff" in package["compData"]["files"]


def test_croissant(exported: Path) -> None:
    described = json.loads((exported / "croissant.json").read_text("utf-8"))
    assert described["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert [one["name"] for one in described["creator"]] == ["Ada Lovelace", "Pay Group"]
    assert described["url"] == SAID["homepage"]
    assert described["citeAs"].startswith("Ada Lovelace, Pay Group. Pay: of")


def test_the_card(exported: Path) -> None:
    _, front, body = (exported / "README.md").read_text("utf-8").split("---\n", 2)
    card = yaml.safe_load(front)
    assert card["license"] == "cc-by-4.0"
    assert card["tags"] == SAID["keywords"]
    assert card["size_categories"] == ["n<1K"]
    assert card["pretty_name"] == SAID["title"]
    assert "## Limits" in body
    assert "(CD202, error)" in body


def test_hostile_words_control_no_terminal_and_no_page(
    dataset: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = {"title": "x\n::error::y\n\x1b[31m", "description": "<script>alert(1)</script>\n# [z](http://e.example)"}
    (tmp_path / "comp-data.toml").write_text(f"publication = {_toml(said)}\n", "utf-8")
    cd.load(dataset("")).export(tmp_path / "out")
    body = (tmp_path / "out" / "README.md").read_text("utf-8").split("---\n", 2)[2]
    assert "\x1b" not in body
    assert "\n::error" not in body
    html = MarkdownIt().render(body)
    assert "<script" not in html
    assert "<a " not in html
    assert html.count("<h1>") == 1


def test_the_citation(exported: Path) -> None:
    cited = yaml.safe_load((exported / "CITATION.cff").read_text("utf-8"))
    assert cited == {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": SAID["title"],
        "authors": [{"name": "Ada Lovelace", "email": "ada@example.org"}, {"name": "Pay Group"}],
        "abstract": SAID["description"],
        "version": "1.2.0",
        "date-released": "2026-03-01",
        "license": "CC-BY-4.0",
        "url": SAID["homepage"],
        "repository-code": SAID["repository"],
        "keywords": SAID["keywords"],
    }


def test_without_a_publication_there_is_no_citation(dataset: Callable[[str], Path], tmp_path: Path) -> None:
    cd.load(dataset("")).export(tmp_path / "out")
    assert not (tmp_path / "out" / "CITATION.cff").exists()
    assert "## Limits" not in (tmp_path / "out" / "README.md").read_text("utf-8")


def test_an_export_with_a_citation_is_replaced_as_any_other(exported: Path, tmp_path: Path) -> None:
    cd.load(tmp_path / "seeds").export(exported)
    assert (exported / "CITATION.cff").is_file()


@pytest.mark.parametrize(
    ("text", "creator"),
    [("Ada <a@b.example>", Creator("Ada", "a@b.example")), ("<a@b.example>", Creator("a@b.example", "a@b.example")),
     (" Pay Group ", Creator("Pay Group", None)), ("Ada <not mail>", Creator("Ada <not mail>", None))],
)  # fmt: skip
def test_creators(text: str, creator: Creator) -> None:
    assert Creator.of(text) == creator
    assert Publication(creators=(text,)).creators == (text,)
