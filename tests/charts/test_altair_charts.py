"""Charts for notebooks: valid specifications that say what must be known of them."""

import re
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import comp_data as cd
from comp_data import charts
from tests.report.site.made import write_guides

TODAY = date(2026, 3, 1)
ASKED: dict[str, Callable[[cd.Dataset], Any]] = {
    "ranges": lambda ds: charts.ranges(ds, "data-engineer", "New York"),
    "base salaries": lambda ds: charts.ranges(ds, "data-engineer", "New York", part="base"),
    "ranges everywhere": lambda ds: charts.ranges(ds, "data-engineer"),
    "quartiles": charts.quartiles,
    "quartiles by place": lambda ds: charts.quartiles(ds, "place", part="base"),
    "stated and computed": charts.stated_and_computed,
    "spreads": charts.spreads,
    "calendar": lambda ds: charts.calendar(ds, TODAY),
    "findings": lambda ds: charts.findings(ds, TODAY),
    "unknowns": charts.unknowns,
}


@pytest.fixture(scope="module")
def ds(tmp_path_factory: pytest.TempPathFactory) -> cd.Dataset:
    return cd.load(write_guides(tmp_path_factory.mktemp("made") / "seeds", 28))


@pytest.mark.parametrize("name", ASKED)
def test_is_a_valid_chart_with_its_caption(ds: cd.Dataset, name: str) -> None:
    made = ASKED[name](ds).to_dict(validate=True)
    assert made["title"]["text"]
    assert made["title"]["subtitle"][0].isdigit()
    assert "; as of 202" in made["title"]["subtitle"]


@pytest.mark.browser
@pytest.mark.parametrize("name", ASKED)
def test_can_be_drawn(ds: cd.Dataset, name: str) -> None:
    """A specification can be valid and still fail when Vega runs it."""
    vl_convert = import_module("vl_convert")
    drawn = vl_convert.vegalite_to_svg(ASKED[name](ds).to_dict())
    assert drawn.startswith("<svg")
    assert len(drawn) > 3000


def test_axes_name_the_amount_and_its_currency(ds: cd.Dataset) -> None:
    made = charts.quartiles(ds, part="base", place="New York").to_dict()
    assert made["layer"][0]["encoding"]["x"]["title"] == "base salary a year, USD"
    by_formula = charts.quartiles(ds, part="expected_total").to_dict()
    assert by_formula["layer"][0]["encoding"]["x"]["title"] == "total by the formula, USD"
    in_one_place = charts.ranges(ds, "data-engineer", "New York", part="expected_total").to_dict()
    assert in_one_place["encoding"]["x"]["title"] == "total by the formula, USD"


@pytest.mark.browser
def test_no_label_is_a_zero_with_a_unit_or_half_a_guide(ds: cd.Dataset) -> None:
    vl_convert = import_module("vl_convert")
    labels = re.compile(">([^<]*)</text>")
    ranges = labels.findall(vl_convert.vegalite_to_svg(charts.ranges(ds, "data-engineer").to_dict()))
    assert "0" in ranges
    assert not {"0k", "0M"} & set(ranges)
    counts = labels.findall(vl_convert.vegalite_to_svg(charts.calendar(ds, TODAY).to_dict()))
    assert [label for label in counts if re.fullmatch(r"[0-9]+\.[0-9]+", label)] == []


@pytest.mark.parametrize(
    "guides",
    [
        "# file: acme/data-engineer.md\ncompensation:\n  - region: San Francisco\n  - region: SF\n",
        "# file: acme/data-engineer.md\n# file: globex/data-engineer.md\ncompany_display: Acme\n",
    ],
)
def test_ranges_of_one_name_have_lines_of_their_own(dataset: Callable[[str], Path], guides: str) -> None:
    folder = dataset(guides)
    made = charts.ranges(cd.load(folder), "data-engineer", "San Francisco").to_dict()
    names = [row["name"] for row in made["data"]["values"]]
    assert len(set(names)) == len(names) == 2


def test_gray_bands_are_explained(ds: cd.Dataset) -> None:
    said = charts.ranges(ds, "data-engineer", part="base").to_dict()["title"]["subtitle"]
    assert said.endswith("; gray: official wages, 10th to 90th percentile")
    said = charts.stated_and_computed(ds).to_dict()["title"]["subtitle"]
    assert said.endswith("; gray: within ±10% and ±25%")


def test_a_calendar_has_every_day_of_the_month(ds: cd.Dataset) -> None:
    assert charts.calendar(ds, TODAY).to_dict()["encoding"]["x"]["scale"]["domain"] == list(range(1, 32))


def test_a_calendar_says_which_edge_is_overdue(ds: cd.Dataset) -> None:
    assert charts.calendar(ds, TODAY).to_dict()["encoding"]["stroke"]["legend"]["values"] == [True]


@pytest.mark.browser
def test_long_names_are_drawn_whole(tmp_path: Path) -> None:
    folder = write_guides(tmp_path / "seeds", 14)
    name = "Acme Amalgamated Industries of the Northern Hemisphere"
    for file in folder.glob("*/*.md"):
        file.write_text(re.sub("company_display: .*", f"company_display: {name}", file.read_text("utf-8")), "utf-8")
    made = charts.ranges(cd.load(folder), "data-engineer", "New York").to_dict()
    assert name in import_module("vl_convert").vegalite_to_svg(made)


def test_findings_can_be_those_of_a_run(ds: cd.Dataset) -> None:
    result = cd.lint(ds, today=TODAY, select="CD703")
    made = charts.findings(ds, TODAY, diagnostics=result.diagnostics).to_dict()
    assert made["title"]["subtitle"].startswith(f"{len(result.diagnostics)} finding")


def test_many_points_are_binned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ds: cd.Dataset) -> None:
    points = charts.stated_and_computed(ds).to_dict()["layer"][-1]["data"]["values"]
    monkeypatch.setattr("comp_data.charts._MOST_POINTS", 10)
    bins = charts.stated_and_computed(ds).to_dict()["layer"][-1]["data"]["values"]
    assert sum(one["n"] for one in bins) == len(points)
    assert len(bins) < len(points)


@pytest.mark.parametrize("name", ASKED)
def test_no_text_of_a_guide_ends_the_script_of_a_page(tmp_path: Path, name: str) -> None:
    folder = write_guides(tmp_path / "seeds", 14)
    attack = "</script><script>alert(1)</script><!--"
    for file in folder.glob("*/*.md"):
        text = re.sub(r"(?m)^(company_display|role_display):.*$", rf'\1: "{attack}"', file.read_text("utf-8"))
        file.write_text(text.replace("region: New York", f'region: "{attack}"'), "utf-8")
    made = ASKED[name](cd.load(folder)).to_html()
    assert "<script>alert" not in made
    assert "<!--" not in made


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch, ds: cd.Dataset) -> None:
    monkeypatch.setitem(__import__("sys").modules, "altair", None)
    with pytest.raises(cd.MissingExtraError) as raised:
        charts.quartiles(ds)
    assert raised.value.extra == "charts"
