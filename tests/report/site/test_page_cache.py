"""Pages of guides that did not change are not rendered again, and the site has the same bytes as a new one."""

import os
from datetime import date
from pathlib import Path

import pytest

from comp_data.report.site.build import site_files
from comp_data.report.site.gather import GuidePage, Site
from comp_data.report.site.pages import Pages
from tests.report.site.made import write_guides

TODAY = date(2026, 3, 1)
SETTINGS = """[publication]
title = "Pay of engineers"
"""


class Rendered(list[str]):
    """The names of the guides whose pages were rendered since they were last asked for."""

    def take(self) -> list[str]:
        taken = sorted(self)
        self.clear()
        return taken


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Rendered:
    names = Rendered()
    real = Pages._guide

    def counting(self: Pages, page: GuidePage) -> bytes:
        names.append(page.name)
        return real(self, page)

    monkeypatch.setattr(Pages, "_guide", counting)
    return names


@pytest.fixture
def folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMP_DATA_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    return write_guides(tmp_path / "seeds", 14)


def new_site(folder: Path, cache: Path, today: date = TODAY) -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMP_DATA_CACHE_DIR", str(cache))
        return site_files(Site(folder, today))


def test_only_the_page_of_a_changed_guide_is_rendered(
    folder: Path, rendered: Rendered, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first = site_files(Site(folder, TODAY))
    assert len(rendered.take()) == 14
    assert site_files(Site(folder, TODAY)) == first
    assert rendered.take() == []
    changed = folder / "acme-analytics" / "data-engineer.md"
    changed.write_text(changed.read_text("utf-8").replace("data_quality: high", "data_quality: low"), "utf-8")
    again = site_files(Site(folder, TODAY))
    assert rendered.take() == ["acme-analytics/data-engineer"]
    name = "guides/acme-analytics/data-engineer.html"
    assert again[name] != first[name]
    assert again == new_site(folder, tmp_path_factory.mktemp("other"))


def test_a_page_is_rendered_again_if_its_findings_change(
    folder: Path, rendered: Rendered, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site_files(Site(folder, TODAY))
    rendered.take()
    left, *others = sorted((folder / "acme-analytics").glob("*.md"))
    display = left.read_text("utf-8").split("company_display: ")[1].splitlines()[0]
    for file in others:
        file.write_text(file.read_text("utf-8").replace(display, f"{display} Group"), "utf-8")
    again = site_files(Site(folder, TODAY))
    assert f"acme-analytics/{left.stem}" in rendered.take()
    assert again == new_site(folder, tmp_path_factory.mktemp("other"))


@pytest.mark.parametrize("what", ["day", "settings"])
def test_all_pages_are_rendered_again_on_another_day_and_with_other_settings(
    folder: Path, rendered: Rendered, tmp_path_factory: pytest.TempPathFactory, what: str
) -> None:
    site_files(Site(folder, TODAY))
    rendered.take()
    today = TODAY
    if what == "day":
        today = date(2026, 3, 2)
    else:
        (folder / "comp-data.toml").write_text(SETTINGS, "utf-8")
    again = site_files(Site(folder, today))
    assert len(rendered.take()) == 14
    assert again == new_site(folder, tmp_path_factory.mktemp("other"), today)


def test_a_damaged_cache_changes_no_page(folder: Path, rendered: Rendered, monkeypatch: pytest.MonkeyPatch) -> None:
    first = site_files(Site(folder, TODAY))
    rendered.take()
    for file in Path(os.environ["COMP_DATA_CACHE_DIR"]).glob("*-pages-*.sqlite"):
        content = file.read_bytes()
        file.write_bytes(content[:20_000] + bytes(len(content) - 20_000))
    assert site_files(Site(folder, TODAY)) == first
    assert rendered.take()
