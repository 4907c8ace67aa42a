"""The pages of a site: what they say, and that no text of a guide is more than text."""

import csv
import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest

import comp_data as cd
from benchmarks.generator import Draft
from comp_data.base.escape import safe_url
from comp_data.report.site.build import site_files
from comp_data.report.site.gather import Site
from comp_data.report.site.pages import POLICY
from tests.conftest import GitRepository
from tests.report.site.made import ATTACK, Page, table, write, write_attack, write_guides

TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    folder = write_guides(tmp_path_factory.mktemp("made") / "seeds")
    write_attack(folder)
    return site_files(Site(folder, TODAY))


def pages(files: Mapping[str, bytes]) -> dict[str, Page]:
    return {name: Page(content) for name, content in files.items() if name.endswith(".html")}


def test_a_page_for_each_company_role_guide_and_rule(files: Mapping[str, bytes]) -> None:
    assert {"index.html", "guides.html", "companies/acme-analytics.html", "roles/data-engineer.html"} <= set(files)
    assert {"guides/acme-analytics/data-engineer.html", "data/pay.csv", "data/pay.json", "assets/site.css"} <= set(
        files
    )
    assert [name for name in files if re.fullmatch(r"rules/CD\d{3}\.html", name)]
    assert sum(name.startswith("guides/") for name in files) == 30
    assert not [name for name in files if not re.fullmatch(r"[a-z0-9/._-]+|rules/CD\d{3}\.html", name)]


def test_figures_of_a_guide_are_those_of_its_file(files: Mapping[str, bytes], tmp_path: Path) -> None:
    guide = cd.load(write_guides(tmp_path / "seeds", 14))["acme-analytics/data-engineer"]
    text = Page(files["guides/acme-analytics/data-engineer.html"]).text
    for pay in guide.compensation:
        assert pay.region in text
        for figure in (pay.base_low, pay.base_high, pay.stock_low, pay.total_comp_low, pay.total_comp_high):
            assert f"{figure:,}" in text
    for source in guide.data_sources:
        assert source.name in text


def test_the_band_of_official_wages_is_behind_the_base_on_its_axis(files: Mapping[str, bytes], tmp_path: Path) -> None:
    guide = cd.load(write_guides(tmp_path / "seeds", 14))["acme-analytics/data-engineer"]
    text = files["guides/acme-analytics/data-engineer.html"].decode()
    drawings = [one for one in re.findall(r"<svg width=.100%.*?</svg>", text, re.DOTALL) if 'class="bar soft"' in one]
    compared = [(pay.base, pay.market(), one) for pay, one in zip(guide.compensation, drawings, strict=True)]
    for base, market, drawing in compared:
        marks = {
            name: (float(x), float(width))
            for name, x, width in re.findall(r'<rect class="(wages|bar soft)" x="([\d.]+)%" width="([\d.]+)%"', drawing)
        }
        assert ("wages" in marks) is (market is not None)
        if market is not None and base.low and base.high and market.p10 and market.p90:
            start, width = marks["bar soft"]
            unit = width / (base.high - base.low)
            ends = start + (market.p10 - base.low) * unit, (market.p90 - market.p10) * unit
            assert marks["wages"] == pytest.approx(ends, abs=0.5)
    assert sum(market is not None for _, market, _ in compared) > 0


def test_every_mark_of_pay_names_its_currency(files: Mapping[str, bytes]) -> None:
    titles = {name: re.findall(r"<title>(.*? to .*?|.*?: base .*?)</title>", files[name].decode()) for name in files
              if name.startswith(("companies/", "guides/", "roles/"))}  # fmt: skip
    assert sum(map(len, titles.values())) > 60
    for name, texts in titles.items():
        assert [text for text in texts if not re.search(r"\b[A-Z]{3}\b", text)] == [], name


def test_a_list_of_findings_names_their_places(tmp_path: Path) -> None:
    folder = write_guides(tmp_path / "seeds")
    file = folder / "acme-analytics" / "data-engineer.md"
    low = re.sub(r"(base_\w+: \d+)\d", r"\1", file.read_text("utf-8"), count=2)
    file.write_text("".join(line for line in low.splitlines(keepends=True) if not line.startswith("|")), "utf-8")
    said = Page(site_files(Site(folder, TODAY))["rules/CD202.html"]).text
    assert "New York: total_comp_low 233,000 is more than base" in said


def test_ends_beyond_the_axis_are_counted(tmp_path: Path) -> None:
    folder = write_guides(tmp_path / "seeds")
    file = folder / "acme-analytics" / "data-engineer.md"
    front, body = file.read_text("utf-8").split("\n---\n", 1)
    larger = re.sub(r"(base|stock|total_comp)(_\w+): (\d+)", lambda found: f"{found[0]}0", front)
    file.write_text(f"{larger}\n---\n{body}", "utf-8")
    index = site_files(Site(folder, TODAY))["index.html"].decode()
    said = re.search(r"(\d+) ends over ([\d.]+[KM]) are in the last column", index)
    assert said is not None
    assert f"<title>{said[1]} of " in index
    assert re.search(r"computed USD [\d.]+[KM] or more, stated", index)


def test_a_comparison_with_official_wages_names_its_place(files: Mapping[str, bytes]) -> None:
    text = Page(files["guides/acme-analytics/data-engineer.html"]).text
    assert re.search(r"\bSeattle, USD: base [\d,–]+: .* percentile of .* in Seattle", text)


def test_findings_by_rule_are_counted_by_severity(files: Mapping[str, bytes]) -> None:
    counted = Counter((one["code"], one["severity"]) for one in table(files, "findings"))
    drawn = files["index.html"].decode().split('aria-label="Findings by rule"')[1].partition("</table>")[0]
    shown = re.findall(r'rules/(CD\d+)\.html.*?data-v="(\d+)".*?data-v="(\d+)".*?data-v="(\d+)"', drawn)
    assert len(shown) == len({code for code, _ in counted})
    for code, *numbers in shown:
        assert [counted[code, severity] for severity in ("error", "warning", "info")] == list(map(int, numbers)), code


def test_quartiles_on_the_index_are_those_of_the_library(files: Mapping[str, bytes]) -> None:
    rows = re.findall(
        r'roles/data-engineer\.html">[^<]*</a></th>.*?data-v="([\d.]+)"', files["index.html"].decode(), re.DOTALL
    )
    mids = sorted(
        (row["total_comp_low"] + row["total_comp_high"]) / 2
        for row in table(files, "pay")
        if row["role"] == "data-engineer" and row["currency"] == "USD"
    )
    middle = len(mids) // 2
    median = mids[middle] if len(mids) % 2 else (mids[middle - 1] + mids[middle]) / 2
    assert float(rows[0]) == median


def test_the_data_are_the_tables_of_the_library(files: Mapping[str, bytes]) -> None:
    rows = list(csv.DictReader(files["data/pay.csv"].decode().splitlines()))
    assert len(rows) == len(table(files, "pay")) > 28
    assert rows[0].keys() == table(files, "pay")[0].keys()
    assert next(row for row in table(files, "pay") if row["company"] == "acme-analytics")["base_low"] > 50_000


def test_the_same_data_and_date_give_the_same_bytes(tmp_path: Path) -> None:
    folder = write_guides(tmp_path / "seeds", 14)
    assert site_files(Site(folder, TODAY)) == site_files(Site(folder, TODAY))
    assert site_files(Site(folder, TODAY))["index.html"] != site_files(Site(folder, date(2026, 3, 2)))["index.html"]


def test_the_working_folder_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_guides(tmp_path / "seeds", 14)
    write(folder / "Acme Corp" / "Data Eng.md", "---\ncompany: [\ncompensation:\n---\n")
    write(folder / "none" / "no_slug.md", "---\ncompany: [\ncompensation:\n---\n")
    made = []
    for place in (tmp_path, folder, folder.parent.parent):
        monkeypatch.chdir(place)
        made.append(site_files(Site(folder, TODAY)))
    assert made[0] == made[1] == made[2]
    assert "Acme Corp/Data Eng.md" in {row["guide"] for row in table(made[0], "findings")}


def test_every_page_has_the_policy_and_nothing_inline(files: Mapping[str, bytes]) -> None:
    for name, page in pages(files).items():
        policies = [one["content"] for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
        assert policies == [POLICY], name
        scripts = page.all("script")
        sources = [str(one["src"]).rpartition("/")[2] for one in scripts if one.get("type") is None]
        assert sources == ["site.js"], name
        assert {one.get("type") for one in scripts} <= {None, "application/ld+json"}
        assert not page.all("style"), name
        attributes = {key for _, own in page.elements for key in own}
        assert not {key for key in attributes if key == "style" or key.startswith("on")}, name


def test_every_link_and_picture_is_in_the_site_or_is_an_address(files: Mapping[str, bytes]) -> None:
    check_links(files)


def check_links(files: Mapping[str, bytes]) -> None:
    for name, page in pages(files).items():
        top = name.count("/")
        for tag, own in page.elements:
            for address in filter(None, (own.get("href"), own.get("src"))):
                if address.startswith("https://"):
                    assert tag == "a", (name, address)
                    continue
                if address.startswith("#"):
                    continue
                path, _, _ = address.partition("#")
                assert path.count("../") == top, (name, address)
                assert path.replace("../", "") in files, (name, address)


@pytest.mark.parametrize("own", ["acme-analytics/data-engineer.md", "Umbrella/data-engineer.md", "new/Data Eng.md"])
def test_a_record_has_the_page_of_its_name_wherever_its_file_is(
    own: str, repository: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.top)
    folder = write_guides(repository.top / "seeds", 14)
    text = (folder / "acme-analytics" / "data-engineer.md").read_text("utf-8")
    (folder / "acme-analytics" / "data-engineer.md").unlink()
    write(folder / "acme-analytics" / "data-engineer.md", "---\ncompany: [\n---\n")
    write(folder / own, text.replace("company: acme-analytics", "company: umbrella"))
    write(repository.top / "comp-data.toml", '[publication]\nrepository = "https://git.example/pay"\n')
    repository.commit()
    site = Site(folder, TODAY)
    files = site_files(site)
    check_links(files)
    page = Page(files["guides/umbrella/data-engineer.html"])
    assert "not a valid record" not in page.text
    assert f"https://git.example/pay/blob/HEAD/seeds/{quote(own)}" in [link["href"] for link in page.all("a")]
    assert {row["guide"] for row in table(files, "findings") if row["code"] == "CD601"} == {"umbrella/data-engineer"}


def test_a_guide_that_is_not_linted_has_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "comp-data.toml", 'dataset = "seeds"\nexclude = ["seeds/*/data-engineer.md"]\n')
    files = site_files(Site(write_guides(tmp_path / "seeds", 14), TODAY))
    check_links(files)
    assert "not a valid record" not in Page(files["guides/acme-analytics/data-engineer.html"]).text


def test_what_a_guide_says_is_text(files: Mapping[str, bytes]) -> None:
    seen = 0
    for name, page in pages(files).items():
        assert not page.all("img"), name
        assert b"<script>window.pwned" not in files[name], name
        assert "\u202e" not in page.text, name
        seen += ATTACK.split(" \u202e")[0] in page.text
        for link in page.all("a"):
            assert re.match(r"https://|#|[a-z0-9_./A-Z#-]+$", str(link["href"])), (name, link)
    assert seen > 5
    page = Page(files["guides/evil/data-engineer.html"])
    assert "javascript:window.pwned=4" in page.text
    assert "{{ 7 * 7 }}" in page.text


def test_a_guide_that_is_no_valid_record_has_a_page_and_no_pay_in_charts(files: Mapping[str, bytes]) -> None:
    page = Page(files["guides/evil/product-manager.html"])
    assert "This file is not a valid record" in page.text
    assert not [row for row in table(files, "pay") if row["guide"] == "evil/product-manager"]
    assert [row for row in table(files, "findings") if row["guide"] == "evil/product-manager"]


def test_a_site_without_a_valid_record_has_no_empty_parts(tmp_path: Path) -> None:
    write(tmp_path / "seeds" / "globex" / "data-engineer.md", "---\n[\n---\n")
    index = site_files(Site(tmp_path / "seeds", TODAY))["index.html"].decode()
    assert not re.search(r"</h3>\s*<h", index)
    assert "Gaps" not in index


def test_names_of_guides_break_after_the_company(files: Mapping[str, bytes]) -> None:
    page = files["rules/CD702.html"].decode()
    assert re.search(r">[a-z-]+/<wbr>[a-z-]+</a>", page)


def test_what_is_not_known_is_no_figure(tmp_path: Path) -> None:
    folder = write_guides(tmp_path / "seeds", 14)
    file = folder / "acme-analytics" / "data-engineer.md"
    file.write_text(re.sub(r"total_comp_low: \d+", "total_comp_low: null", file.read_text("utf-8"), count=1), "utf-8")
    write(folder / "globex" / "data-engineer.md", "---\n[\n---\n")
    files = site_files(Site(folder, TODAY))
    assert re.search(r'<span class="d">\?–[\d.]+K</span>', files["guides/acme-analytics/data-engineer.html"].decode())
    row = files["guides.html"].decode().partition("guides/globex/data-engineer.html")[2]
    assert row.partition('<td class="n">')[2].startswith("—</td>")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "https://", "//x.example", "https://a@b.example",
     "https://x.example/a b", 'https://x.example/"', "https://x.example/\n", "\u202ehttps://x.example", "ftp://x.example",
     "https://[::1", "file:///etc/passwd", "", None, " https://x.example", "vbscript:x", "https:x", "https://x.example/<"],
)  # fmt: skip
def test_addresses_that_are_no_link(address: str | None) -> None:
    assert safe_url(address) is None


@pytest.mark.parametrize("address", ["https://x.example", "http://x.example/a?b=c&d=e#f", "https://x.example/%3Cb%3E"])
def test_addresses_that_are_links(address: str) -> None:
    assert safe_url(address) == address


def test_attributes_of_templates_are_quoted() -> None:
    templates = Path(cd.__file__).parent / "report" / "site" / "templates"
    texts = {file.name: file.read_text("utf-8") for file in templates.iterdir()}
    assert len(texts) > 7
    for name, text in texts.items():
        assert not re.search(r"=\s*\{[{%]", re.sub(r"\{%.*?%\}", "", text)), name
        assert "safe" not in re.findall(r"\|\s*(\w+)", text), name
        assert "autoescape" not in text, name


class TestChanges:
    @pytest.fixture
    def changed(self, repository: GitRepository) -> Mapping[str, bytes]:
        folder = write_guides(repository.top / "seeds", 14)
        repository.commit()
        file = folder / "acme-analytics" / "data-engineer.md"
        text = file.read_text("utf-8")
        low = re.search(r"base_low: (\d+)", text)
        assert low
        file.write_text(text.replace(low[0], f"base_low: {int(low[1]) - 1000}", 1), "utf-8")
        (folder / "acme-analytics" / "product-manager.md").unlink()
        return site_files(Site(folder, TODAY), base="HEAD")

    def test_the_page_has_what_changed_before_and_after_and_new_findings(self, changed: Mapping[str, bytes]) -> None:
        page = Page(changed["changes.html"])
        assert "1 record removed, 1 record changed" in page.text
        assert re.search(
            r"acme-analytics/data-engineer, [\w ]+: base, [A-Z]{3}: before [\d.K–]+, after [\d.K–]+", page.text
        )
        assert "CD802 date-not-bumped" in page.text
        assert "changes.html" in changed["index.html"].decode()

    def test_without_a_change_there_are_no_findings(self, repository: GitRepository) -> None:
        folder = write_guides(repository.top / "seeds", 14)
        repository.commit()
        page = Page(site_files(Site(folder, TODAY), base="HEAD")["changes.html"])
        assert "No record changed." in page.text
        assert "No new findings." in page.text

    def test_the_newest_version_is_the_base_where_none_is_given(self, repository: GitRepository) -> None:
        folder = write_guides(repository.top / "seeds", 14)
        (folder / "CHANGELOG.md").write_text("# Changes\n\n## 1.2.0 - 2026-02-01\n", "utf-8")
        repository.commit()
        write_guides(folder, 1, first=14)
        repository.commit()
        first = repository("rev-parse", "HEAD~1").strip()
        assert f"Since {first[:12]}: 1 record added" in Page(site_files(Site(folder, TODAY))["index.html"]).text
        repository("tag", "v1.2.0")
        assert "Since v1.2.0: no record changed" in Page(site_files(Site(folder, TODAY))["index.html"]).text

    def test_without_git_there_is_no_page(self, tmp_path: Path) -> None:
        assert "changes.html" not in site_files(Site(write_guides(tmp_path / "seeds", 14), TODAY))


def test_lines_link_into_the_repository(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.top)
    folder = write_guides(repository.top / "data" / "seeds", 14)
    text = '[publication]\ntitle = "Pay & more"\nrepository = "https://git.example/acme/pay"\n'
    (repository.top / "comp-data.toml").write_text(text, "utf-8")
    file = folder / "acme-analytics" / "data-engineer.md"
    file.write_text(file.read_text("utf-8").replace("data_quality: ", "data_quality:  "), "utf-8")
    repository.commit()
    page = Page(site_files(Site(folder, TODAY))["guides/acme-analytics/data-engineer.html"])
    start = "https://git.example/acme/pay/blob/HEAD/data/seeds/acme-analytics/data-engineer.md"
    assert start in [link["href"] for link in page.all("a")]
    assert "Pay & more" in page.text


def test_a_calendar_counts_the_guides_that_it_does_not_draw(tmp_path: Path) -> None:
    folder = write_guides(tmp_path / "seeds", 14)
    file = next(folder.glob("*/*.md"))
    file.write_text(re.sub(r"last_updated: .*", "last_updated: 2019-05-04", file.read_text("utf-8")), "utf-8")
    text = Page(site_files(Site(folder, TODAY))["index.html"]).text
    assert text.count("1 guide with an earlier date is not drawn.") == 1


@pytest.mark.slow
def test_long_lists_count_what_they_leave_out(tmp_path: Path) -> None:
    text = Draft(7, 0).text().replace("company: acme-analytics", "company: c{}")
    for at in range(41):
        write(tmp_path / "seeds" / f"c{at}" / "software-engineer.md", text.replace("company: c{}", f"company: c{at}"))
    assert (
        "1 more company: their pages list the roles."
        in Page(site_files(Site(tmp_path / "seeds", TODAY))["index.html"]).text
    )


def test_a_dataset_of_one_guide_is_counted_in_the_singular(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    about = '[publication]\nlicense = "MIT"\ncontact = "pay@example.org"\n'
    (tmp_path / "comp-data.toml").write_text(about, "utf-8")
    text = Page(site_files(Site(write_guides(tmp_path / "seeds", 1), TODAY))["index.html"]).text
    assert re.search(r"1guide\s+1company\s+1role\s", text)
    assert "License of the data: MIT. Report a wrong figure: pay@example.org." in " ".join(text.split())


def test_search_engines_read_what_the_publication_states(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    about = '[publication]\ntitle = "Pay"\ndescription = "By role"\nlicense = "MIT"\norganizations = ["Example"]\n'
    (tmp_path / "comp-data.toml").write_text(about, "utf-8")
    index = site_files(Site(write_guides(tmp_path / "seeds", 1), TODAY))["index.html"].decode()
    described = json.loads(index.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert (described["@type"], described["name"], described["description"]) == ("Dataset", "Pay", "By role")
    assert described["license"] == "https://spdx.org/licenses/MIT.html"
    assert described["creator"] == [{"@type": "Organization", "name": "Example"}]


def test_a_commit_to_another_file_changes_one_page(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.top)
    folder = write_guides(repository.top / "seeds", 5)
    (repository.top / "comp-data.toml").write_text('[publication]\nrepository = "https://git.example/pay"\n', "utf-8")
    repository.commit()
    before = site_files(Site(folder, TODAY))
    (repository.top / "other.txt").write_text("x", "utf-8")
    sha = repository.commit()
    after = site_files(Site(folder, TODAY))
    assert [name for name, content in after.items() if content != before[name]] == ["index.html"]
    assert sha[:12] in Page(after["index.html"]).text


def test_places_in_other_currencies_say_how_many_are_listed(files: Mapping[str, bytes]) -> None:
    note = "the middle of each range: the five places of each currency with the most."
    assert note in Page(files["index.html"]).text


def test_figures_on_shades_are_easy_to_read(files: Mapping[str, bytes]) -> None:
    css = files["assets/site.css"].decode()
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6});", part)) for part in css.split("@media", 2)[:2])
    for scheme in (light, light | dark):
        for shade, color in re.findall(
            r"^\.s\d \{.*background: var\(--(h\d)\);(?: color: (.*?);)? \}$", css, re.MULTILINE
        ):
            ink = scheme[color.removeprefix("var(--").removesuffix(")")] if "var" in color else color or scheme["ink"]
            assert contrast(ink, scheme[shade]) >= 4.5, (shade, ink)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors, as WCAG 2 computes it."""

    def luminance(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_a_chart_counts_what_it_draws(files: Mapping[str, bytes]) -> None:
    _, *charts = files["index.html"].decode().split('<table class="chart sortable">')
    before = files["index.html"].decode().split('<table class="chart sortable">')
    for above, chart in zip(before, charts, strict=False):
        caption = above[above.rindex('<p class="note">') :]
        counted = re.search(r">([\d,]+) pay ranges?", caption)
        drawn = re.findall(r'<td class="n wide" data-v="(\d+)">', chart.partition("</table>")[0])
        assert counted is not None
        assert int(counted[1].replace(",", "")) == sum(map(int, drawn))
    assert len(charts) == 3
    assert "left out (in another currency); " in before[0]
