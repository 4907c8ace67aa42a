"""The site in a real browser: from the disk, with the network off.

Needs Chromium (Debian's package `chromium`, or the program that CHROMIUM names); see `.ci/run`.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from comp_data.report.site.build import build_site
from tests.conftest import GitRepository
from tests.report.site.made import ATTACK, write_attack, write_guides

pytestmark = pytest.mark.browser

PAGES = (
    "index.html", "guides.html", "changes.html", "companies/acme-analytics.html", "companies/evil.html",
    "roles/data-engineer.html", "guides/acme-analytics/data-engineer.html", "guides/evil/data-engineer.html",
    "guides/evil/product-manager.html", "rules/CD702.html",
)  # fmt: skip
Open = Callable[..., Page]
CELL_VALUE = (
    "(text) => { const row = document.createElement('tr'); row.insertCell().className = 'n'; "
    "row.cells[0].textContent = text; return valueOf(row, 0); }"
)
LABELS_OVER_OTHERS = """[...document.querySelectorAll("main svg")].flatMap((svg) => {
  const boxes = [...svg.querySelectorAll("text")].map((one) => one.getBoundingClientRect()).filter((box) => box.width);
  const over = (one, other) => one.left < other.right && other.left < one.right && one.top + 3 < other.bottom;
  return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => over(one, other) && over(other, one)));
})"""

LINES_OF_TWO_RANGES = """[...document.querySelectorAll(".pay tbody tr + tr")].map((row) => {
  const cells = [row.previousElementSibling, row].map((one) => one.querySelector("td.n"));
  const lines = (cell) => [cell.firstChild, cell.lastChild.firstChild].map((text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return range.getBoundingClientRect();
  });
  return cells.flatMap(lines);
})"""

TOO_WIDE = """[...document.querySelectorAll(".scroll")].filter((one) => one.scrollWidth > one.clientWidth)
  .map((one) => one.getAttribute("aria-label"))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    repository = GitRepository(tmp_path_factory.mktemp("made"))
    folder = write_guides(repository.top / "seeds", 28)
    repository.commit()
    write_attack(folder)
    file = folder / "acme-analytics" / "data-engineer.md"
    file.write_text(file.read_text("utf-8").replace("base_low: 1", "base_low: 11", 1), "utf-8")
    build_site(folder, repository.top / "site", date(2026, 3, 1), base="HEAD")
    return repository.top / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert program, "these tests need Chromium: apt-get install chromium, or set CHROMIUM"
    with sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Open]:
    """Opens a page of the site; whatever it asks for, says on the console or violates fails the test."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_(name: str, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_offline(True)
        opened = context.new_page()
        start = site.as_uri() + "/"

        def note(request: Any) -> None:
            if not request.url.startswith(start) or request.url.partition("?")[2]:
                complaints.append(f"asked for {request.url}")

        opened.on("request", note)
        opened.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        opened.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        opened.goto(start + name)
        return opened

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("name", PAGES)
def test_opens_from_the_disk_and_runs_nothing_of_a_guide(page: Open, name: str) -> None:
    opened = page(name)
    assert opened.evaluate("window.pwned") is None
    assert opened.evaluate("document.querySelectorAll('main img, main script, main style, main iframe').length") == 0
    for element in opened.query_selector_all("[title], .t, svg")[:40]:
        element.dispatch_event("mouseover")
    assert opened.evaluate("window.pwned") is None
    hrefs = opened.evaluate("[...document.links].map(link => link.protocol)")
    assert set(hrefs) <= {"file:", "https:"}


def test_an_attack_is_text(page: Open) -> None:
    opened = page("guides/evil/data-engineer.html")
    assert ATTACK.split(" \u202e")[0] in " ".join(opened.inner_text("h1").split())
    assert "javascript:window.pwned=4" in opened.inner_text("main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault(page: Open, name: str, scheme: str) -> None:
    opened = page(name, color_scheme=scheme, bypass_csp=True)
    faults = Axe().run(opened, options={"preload": False}).response["violations"]
    assert [(one["id"], one["impact"], [node["html"][:150] for node in one["nodes"][:3]]) for one in faults] == []


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_fits_the_width(page: Open, name: str, width: int) -> None:
    opened = page(name, viewport={"width": width, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.evaluate(LABELS_OVER_OTHERS) == []


def test_a_range_in_two_lines_is_nearer_to_itself_than_to_the_next(page: Open) -> None:
    opened = page("guides/acme-analytics/data-engineer.html", viewport={"width": 360, "height": 800})
    (one, of_it, other, _), *_ = opened.evaluate(LINES_OF_TWO_RANGES)
    assert other["top"] - of_it["bottom"] > of_it["top"] - one["bottom"] + 4


def test_every_part_of_a_long_page_is_linked_at_its_top(page: Open) -> None:
    opened = page("index.html")
    for heading in opened.query_selector_all("h2[id]"):
        assert opened.query_selector(f"p.note a[href='#{heading.get_attribute('id')}']")
    assert len(opened.query_selector_all(".legend .median")) == 2


@pytest.mark.parametrize("name", ["A" * 90, "Incorporated " * 9])
def test_a_long_name_leaves_room_for_the_figures(browser: Browser, tmp_path: Path, name: str) -> None:
    folder = write_guides(tmp_path / "seeds", 28)
    for file in folder.glob("acme-analytics/*.md"):
        file.write_text(file.read_text("utf-8").replace("Acme Analytics", name), "utf-8")
    build_site(folder, tmp_path / "site", date(2026, 3, 1))
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    for page in ("index.html", "guides.html", "roles/data-engineer.html"):
        opened.goto((tmp_path / "site" / page).as_uri())
        assert opened.evaluate(TOO_WIDE) == []
    opened.close()


def column(opened: Page, table: str, at: int) -> list[str]:
    found: list[str] = opened.evaluate(
        "([table, at]) => [...document.querySelectorAll(table + ' tbody tr')].filter(row => !row.hidden)"
        ".map(row => row.cells[at].innerText)",
        [table, at],
    )
    return found


class TestTables:
    table = "[aria-label=Guides] table"

    def test_sort_by_a_click(self, page: Open) -> None:
        opened = page("guides.html")
        before = column(opened, self.table, 1)
        heading = opened.locator(f"{self.table} thead th").nth(1)
        heading.get_by_role("button").click()
        assert heading.get_attribute("aria-sort") == "ascending"
        assert column(opened, self.table, 1) == sorted(before, key=str.lower)
        heading.get_by_role("button").click()
        assert heading.get_attribute("aria-sort") == "descending"
        assert column(opened, self.table, 1) == sorted(before, key=str.lower, reverse=True)

    def test_sort_numbers_as_numbers_and_the_highest_first(self, page: Open) -> None:
        opened = page("index.html")
        table = "[aria-label=Companies] table"
        opened.locator(f"{table} thead th").nth(2).get_by_role("button").click()
        values = opened.evaluate(
            f"[...document.querySelectorAll('{table} tbody tr')].map(row => row.cells[2].dataset.v).filter(Boolean)"
        )
        assert len(values) >= 2
        assert [float(value) for value in values] == sorted(map(float, values), reverse=True)

    def test_sort_severities_and_qualities_by_rank_and_changes_as_numbers(self, page: Open) -> None:
        opened = page("guides.html")
        opened.locator(f"{self.table} thead th").nth(3).get_by_role("button").click()
        found = [quality for quality in column(opened, self.table, 3) if quality in ("high", "medium", "low")]
        assert found == sorted(found, key=("high", "medium", "low").index)
        assert len(set(found)) > 1
        opened = page("changes.html")
        values = [opened.evaluate(CELL_VALUE, text) for text in ("+5% to +8%", "-12.5%", "1,234")]
        assert values == [5, -12.5, 1234]

    def test_amounts_in_several_currencies_do_not_sort(self, page: Open) -> None:
        opened = page("index.html")
        headings = opened.locator("[aria-label='Pay by place in other currencies'] thead th")
        assert headings.get_by_role("button").all_inner_texts() == ["place", "currency", "n"]

    def test_sort_and_filter_by_keyboard(self, page: Open) -> None:
        opened = page("guides.html")
        opened.keyboard.press("Tab")
        assert opened.evaluate("document.activeElement.textContent") == "Skip to the content"
        opened.keyboard.press("Enter")
        opened.keyboard.press("Tab")
        assert opened.evaluate("document.activeElement.type") == "search"
        opened.keyboard.type("globex data scientist")
        assert column(opened, self.table, 1) == ["Data Scientist"]
        assert opened.get_by_role("status").inner_text() == "1 of 30"
        for _ in range(4):  # the region that scrolls, then three headings
            opened.keyboard.press("Tab")
        opened.keyboard.press("Enter")
        assert opened.locator(f"{self.table} thead th").nth(2).get_attribute("aria-sort") == "descending"

    def test_read_well_without_a_script(self, page: Open) -> None:
        opened = page("guides.html", java_script_enabled=False)
        assert opened.locator(f"{self.table} tbody tr").count() == 30
        assert opened.locator("input").count() == 0
        assert opened.locator("th button").count() == 0


def test_each_mark_has_a_text_for_screen_readers(page: Open) -> None:
    opened = page("index.html")
    marks = opened.locator("svg[role=img], svg rect[role=img]")
    texts = marks.evaluate_all("all => all.map(one => one.querySelector('title')?.textContent ?? '')")
    assert len(texts) > 30
    assert all(len(text) > 10 for text in texts)
    named = opened.get_by_role("img", name="Data Engineer: median")
    assert named.count() >= 1


def test_follows_the_color_scheme(page: Open) -> None:
    def paper(scheme: str) -> str:
        found: str = page("index.html", color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        return found

    assert paper("light") == "rgb(252, 252, 250)"
    assert paper("dark") == "rgb(20, 23, 26)"


def luminance(color: str) -> float:
    parts = (int(color.strip()[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_counts_are_explained_in_the_colors_of_the_scheme(page: Open, scheme: str) -> None:
    opened = page("index.html", color_scheme=scheme)
    fills = "all => [...new Set(all.map(one => getComputedStyle(one).fill))]"
    assert opened.locator(".legend .s5").count() == 2
    assert len(opened.locator(".legend .s5, .scatter .s5").evaluate_all(fills)) == 1
    assert "darker" not in opened.inner_text("main")  # which means fewer where the paper is dark
    few, none = opened.evaluate(
        "['--h1', '--faint'].map(name => getComputedStyle(document.body).getPropertyValue(name))"
    )
    lighter, other = sorted((luminance(few), luminance(none)), reverse=True)
    assert (lighter + 0.05) / (other + 0.05) > 1.35  # a single guide can be seen on its month


def test_prints_without_navigation_and_in_black(page: Open) -> None:
    opened = page("guides/acme-analytics/data-engineer.html", color_scheme="dark")
    opened.emulate_media(media="print")
    assert not opened.locator(".top nav").is_visible()
    assert opened.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert len(opened.pdf()) > 10_000


@pytest.mark.parametrize("name", ["index.html", "guides.html", "guides/acme-analytics/data-engineer.html"])
def test_tables_fit_the_paper(page: Open, name: str) -> None:
    opened = page(name, viewport={"width": 718, "height": 1000})  # A4 with the usual margins
    opened.emulate_media(media="print")
    assert opened.evaluate(TOO_WIDE) == []
