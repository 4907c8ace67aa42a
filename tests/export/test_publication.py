"""What `[tool.comp-data.publication]` says is in each file that describes an export."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

import comp_data as cd
from comp_data.export.formats import FORMATS, File, Table
from comp_data.export.publication import Creator, citation, readme
from comp_data.linter.config.config import parse_configuration
from comp_data.records.metadata import Meta
from comp_data.records.publication import Publication
from comp_data.report.site.build import site_files
from comp_data.report.site.gather import Site
from comp_data.tables.relations import PAY
from docs.make_schemas import config_schema
from tests.conftest import CommandLine

SAID = {
    "title": "Pay: of \"engineers\"\n- # 'all'",
    "description": "What companies pay.",
    "license": "CC-BY-4.0",
    "creators": ["Ada Lovelace <ada@example.org>"],
    "organizations": ["Pay Group"],
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
    assert package["contributors"][1] == {"title": "Pay Group", "roles": ["creator"]}
    assert package["contributors"][-1] == {"title": "pay@example.org", "roles": ["contact"], "email": "pay@example.org"}
    assert package["keywords"] == SAID["keywords"]
    assert "CITATION.cff" in package["compData"]["files"]


def test_croissant(exported: Path) -> None:
    described = json.loads((exported / "croissant.json").read_text("utf-8"))
    assert described["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert described["creator"] == [
        {"@type": "sc:Person", "name": "Ada Lovelace", "email": "ada@example.org"},
        {"@type": "sc:Organization", "name": "Pay Group"},
    ]
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
        "authors": [
            {"given-names": "Ada", "family-names": "Lovelace", "email": "ada@example.org"},
            {"name": "Pay Group"},
        ],
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
     (" Pay Group ", Creator("Pay Group", None)), ("Ada <not mail>", Creator("Ada <not mail>", None)),
     ("a@b.example", Creator("a@b.example", "a@b.example"))],
)  # fmt: skip
def test_a_creator_is_a_name_with_an_address(text: str, creator: Creator) -> None:
    assert Creator.of(text) == creator
    assert Publication(creators=(text,)).creators == (text,)


@pytest.mark.parametrize(
    ("name", "parts"),
    [("Ada King Lovelace", ("Ada King", "Lovelace")), ("Plato", None)],
)
def test_the_names_of_people_in_a_citation(name: str, parts: tuple[str, str] | None) -> None:
    content = citation(Publication(title="Pay", creators=(name,)), Meta(None, 1, None, None, has_changes=False))
    assert content is not None
    (author,) = yaml.safe_load(content)["authors"]
    assert author == ({"given-names": parts[0], "family-names": parts[1]} if parts else {"name": name})


@pytest.mark.parametrize(
    ("license_", "named"),
    [("ODbL-1.0", "odbl"), ("ODC-By-1.0", "odc-by"), ("GPL-3.0-only", "gpl-3.0"), ("CC-BY-4.0", "cc-by-4.0")],
)
def test_licenses_as_hugging_face_names_them(license_: str, named: str) -> None:
    table = Table(PAY, ())
    file = File("pay.csv", FORMATS[0], (table,), b"")
    card = readme([file], [table], Publication(license=license_), "").decode()
    assert f"license: {named}\n" in card


def test_a_license_and_a_contact_of_ones_own(
    dataset: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = {**SAID, "license": "LicenseRef-Members-only", "contact": "https://pay.example.org/wrong?figure=1"}
    (tmp_path / "comp-data.toml").write_text(f"publication = {_toml(said)}\n", "utf-8")
    cd.load(dataset("")).export(tmp_path / "out")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert package["licenses"] == [{"name": "LicenseRef-Members-only"}]
    assert package["contributors"][-1] == {"title": said["contact"], "roles": ["contact"], "path": said["contact"]}
    assert json.loads((tmp_path / "out" / "croissant.json").read_text("utf-8"))["license"] == "LicenseRef-Members-only"
    card = yaml.safe_load((tmp_path / "out" / "README.md").read_text("utf-8").split("---\n", 2)[1])
    assert (card["license"], card["license_name"]) == ("other", "members-only")
    assert "license" not in yaml.safe_load((tmp_path / "out" / "CITATION.cff").read_text("utf-8"))


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [("homepage", "javascript:alert(1)", "it must be an address that starts with https:// or http://"),
     ("homepage", "https:///x", "it must be an address"),
     ("repository", "git@github.com:x/y", "it must be an address"),
     ("license", "CC-BY", "it must be an SPDX identifier such as CC-BY-4.0"),
     ("homepage", "https://h.example/x?y=1", "without ? and #"),
     ("title", "  ", "it must be a name"),
     ("creators", [""], "it must be a name, and an address of mail in < > if it is known"),
     ("organizations", ["Ada <nope>"], "it must be a name, and an address of mail"),
     ("license", "free to use", "write a license of your own as LicenseRef-Name")],
)  # fmt: skip
def test_addresses_and_licenses_that_no_description_can_have(
    key: str, value: str | list[str], message: str, tmp_path: Path
) -> None:
    said = f"is {value!r}" if isinstance(value, str) else f"has {value[0]!r}"
    with pytest.raises(cd.ConfigError, match=re.escape(f"publication.{key} {said}")) as caught:
        parse_configuration({"publication": {key: value}}, tmp_path / "comp-data.toml")
    assert message in str(caught.value)
    assert not Draft202012Validator(config_schema()).is_valid({"publication": {key: value}})


ACCEPTED = {
    "baseline": "1 in the baseline",
    "ignore": "rules not run CD202",
    "per-file": "1 ignored by per-file-ignores",
    "suppression": "1 suppressed",
}


@pytest.mark.parametrize("how", ACCEPTED)
def test_what_is_accepted_is_said(
    how: str, dataset: Callable[[str], Path], comp_data: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    comment = "# comp-data: ignore-file[CD202] stated so\n" if how == "suppression" else ""
    folder = dataset(f"# file: acme/data-engineer.md\n{comment}compensation:\n  - total_comp_low: 100000\n")
    settings = {
        "baseline": 'select = ["CD2"]\nbaseline = "known.jsonl"\n',
        "ignore": 'select = ["CD2"]\nignore = ["CD202"]\n',
        "per-file": 'select = ["CD2"]\nper-file-ignores = { "acme/" = ["CD202"] }\n',
        "suppression": 'select = ["CD2"]\n',
    }
    (tmp_path / "comp-data.toml").write_text(settings[how], "utf-8")
    if how == "baseline":
        assert comp_data("lint", "--write-baseline", str(folder)).returncode == 0
    exported = comp_data("export", "out", "--dataset", str(folder), "--findings")
    assert ACCEPTED[how] in exported.stderr
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert f"Not counted: {ACCEPTED[how]}" in card
    assert "no rules run but CD2." in card
    assert "reports no errors" not in card
    index = site_files(Site(folder, date(2026, 3, 1)))["index.html"].decode()
    assert f"Findings that are accepted are not counted: {ACCEPTED[how]}" in index
