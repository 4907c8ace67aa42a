"""Addresses of rule pages: only those of the site that the installed package names."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from comp_data.base.package import documentation_url
from comp_data.linter.rules import BY_CODE, RULES
from comp_data.server.actions import diagnostic
from comp_data.server.roots import Guide
from tests.conftest import ROOT
from tests.report.findings.examples import lost_figures, render, view

METADATA = "Metadata-Version: 2.1\nName: comp-data\nVersion: 9\n"
PAGE = "https://pay.example.org/docs/rules/CD201-total-mismatch/"


@pytest.fixture
def metadata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The metadata of an installed package without addresses."""
    file = tmp_path / "comp_data-9.dist-info" / "METADATA"
    file.parent.mkdir()
    file.write_text(METADATA, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    documentation_url.cache_clear()
    yield file
    documentation_url.cache_clear()


def addresses() -> tuple[list[str], list[str]]:
    """Return the addresses of rules in SARIF and in rdjson."""
    sarif, rdjson = (json.loads(render(name, view())) for name in ("sarif", "rdjson"))
    rules = sarif["runs"][0]["tool"]["driver"]["rules"]
    found = [rule["helpUri"] for rule in rules if "helpUri" in rule]
    return found, [one["code"]["url"] for one in rdjson["diagnostics"] if "url" in one["code"]]


@pytest.mark.parametrize("label", ["Documentation", "documentation"])
def test_they_lead_to_the_site_of_the_package(metadata: Path, label: str) -> None:
    metadata.write_text(f"{METADATA}Project-URL: {label}, https://pay.example.org/docs/\n", "utf-8")
    of_sarif, of_rdjson = addresses()
    assert PAGE in of_sarif
    assert PAGE in of_rdjson


def test_an_editor_opens_the_page_from_the_code_of_a_finding(metadata: Path) -> None:
    metadata.write_text(f"{METADATA}Project-URL: Documentation, https://pay.example.org/docs\n", "utf-8")
    document, result = lost_figures()
    guide = Guide(document.path, 1, document.text, None)
    described = diagnostic(guide, result.diagnostics[0], "file:///a.md").code_description
    assert described is not None
    assert described.href == "https://pay.example.org/docs/rules/CD504-figure-lost/"


def test_every_page_is_one_of_the_documentation(metadata: Path) -> None:
    metadata.write_text(f"{METADATA}Project-URL: Documentation, https://pay.example.org\n", "utf-8")
    for rule in RULES:
        name = str(rule.url).removeprefix("https://pay.example.org/").rstrip("/")
        assert (ROOT / "docs" / f"{name}.md").is_file(), rule.code


@pytest.mark.parametrize("line", ["", "Project-URL: Source, https://e.org\n", "Project-URL: Documentation, ftp://e\n"])
def test_none_is_invented(metadata: Path, line: str) -> None:
    metadata.write_text(METADATA + line, "utf-8")
    assert addresses() == ([], [])
    assert BY_CODE["CD201"].url is None
