"""`comp-data market`, wages of one's own, and the line of `comp-data show`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine

Write = Callable[[str], Path]

UK = """\
source,release,role,country,area,currency,period,p10,p25,p50,p75,p90
Made-up survey,2025-04,data-engineer,GB,London,GBP,year,40000,50000,64000,80000,95000
"""
LONDON = """\
compensation:
  - region: London
    currency: GBP
    base_low: 20000
    base_high: 22000
    stock_low: null
    stock_high: null
    total_comp_low: null
    total_comp_high: null
"""


def configure(folder: Path, wages: str = UK) -> None:
    (folder / "uk.csv").write_text(wages, "utf-8")
    file = folder / "comp-data.toml"
    file.write_text('dataset = "."\n[market]\nsources = ["uk.csv"]\n', "utf-8")


def test_the_percentiles_of_a_title_in_a_place(comp_data: CommandLine) -> None:
    done = comp_data("market", "Senior SWE", "SF", "--base", "170,000-222,000")
    assert done.returncode == 0
    assert done.stdout.startswith(
        "Software Developers in San Francisco-Oakland-Fremont, CA (BLS OEWS, May 2025), USD a year\n"
    )
    assert "  median           186,640\n" in done.stdout
    assert "\nbase 170,000–222,000: 32nd to 76th percentile of Software Developers in San Francisco-" in done.stdout
    assert "Source: U.S. Bureau of Labor Statistics" in done.stdout


def test_json(comp_data: CommandLine) -> None:
    found = json.loads(
        comp_data("market", "software-engineer", "Bay Area", "--base", "200000", "--format", "json").stdout
    )
    assert (found["role"], found["base"], found["currency"]) == ("software-engineer", [200_000, 200_000], "USD")
    assert [one["percentiles"]["p50"] for one in found["wages"]] == [213_110, 186_640]
    assert 25 < found["percentile_low"] == found["percentile_high"] < 50


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["Chef", "NYC"], 2, "Chef is not a title of a standard role; use one of software-engineer, "),
        (["software-engineer", "Paris"], 1, "no source has wages in USD for software-engineer in Paris"),
        (["software-engineer", "Xyzzy"], 2, "Xyzzy is not a known place"),
        (["software-engineer", "Cambridge"], 2, "Cambridge may be Cambridge UK or Cambridge MA; name one of them"),
        (["software-engineer", "NYC", "--base", "much"], 2, "--base much is not an amount or a range"),
        (["software-engineer", "NYC", "--base", "1,5-20"], 2, "--base 1,5-20 is not an amount or a range"),
        (["software-engineer", "NYC", "--base", "17,0000"], 2, "--base 17,0000 is not an amount or a range"),
        (["software-engineer", "NYC", "--currency", "GBP"], 1, "for software-engineer in NYC; use --currency USD\n"),
        (["software-engineer", "NYC", "--base", "9" * 5000], 2, "9 is not an amount or a range"),
        (["software-engineer", "NYC", "--base", f"1-{'9' * 5000}"], 2, "9 is not an amount or a range"),
        (
            ["software-engineer", "NYC", "--base", "222000-170000"],
            2,
            "--base 222000-170000 falls; write it as 170000-222000",
        ),
        (
            ["software-engineer", "NYC", "--currency", "usd"],
            2,
            "unknown currency usd: use an ISO 4217 code, such as USD",
        ),
    ],
)
def test_what_has_no_wages(arguments: list[str], code: int, message: str, comp_data: CommandLine) -> None:
    done = comp_data("market", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr


@pytest.mark.slow
def test_wages_of_your_own_in_every_command(comp_data: CommandLine, dataset: Write) -> None:
    folder = dataset(LONDON)
    configure(folder)
    assert "Made-up survey" in comp_data("market", "data-engineer", "London", "--currency", "GBP", cwd=folder).stdout
    lint = comp_data("lint", "--select", "CD220", "--format", "concise", cwd=folder)
    assert "is 0.33 times the median wage 64,000 of data-engineer in London (Made-up survey, 2025-04)" in lint.stdout
    query = comp_data("query", "select market_median, market_source from pay", "--format", "csv", cwd=folder)
    assert query.stdout.splitlines()[1] == '64000.0,"Made-up survey, 2025-04"'
    shown = comp_data("show", "acme/data-engineer", cwd=folder).stdout
    assert "base 20,000–22,000: under the 10th percentile of data-engineer in London (Made-up survey, 2025-04)" in shown
    about = json.loads(comp_data("show", "acme/data-engineer", "--format", "json", cwd=folder).stdout)
    assert about["pay"][0]["market"]["percentile_low"] == 0
    assert comp_data("export", "../out", cwd=folder).returncode == 0
    assert ',London,data-engineer,"Made-up survey, 2025-04"' in (folder.parent / "out" / "pay.csv").read_text("utf-8")


def test_changed_wages_change_the_findings_of_a_cached_run(comp_data: CommandLine, dataset: Write) -> None:
    folder = dataset(LONDON)
    configure(folder)
    assert "CD220" in comp_data("lint", "--select", "CD220", cwd=folder).stdout
    configure(folder, UK.replace("40000,50000,64000,80000,95000", "20000,30000,42000,50000,60000"))
    assert "CD220" not in comp_data("lint", "--select", "CD220", cwd=folder).stdout


def test_a_source_that_cannot_be_used_stops_every_command(comp_data: CommandLine, dataset: Write) -> None:
    folder = dataset(LONDON)
    configure(folder, UK.replace("64000", "sixty"))
    for arguments in (
        ["lint"],
        ["market", "data-engineer", "London"],
        ["query", "select 1"],
        ["show", "acme/data-engineer"],
        ["export", "../out"],
    ):
        done = comp_data(*arguments, cwd=folder)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert "uk.csv:2: p50 'sixty' is not a plain number, such as 61500" in done.stderr


@pytest.mark.parametrize(
    ("market", "message"),
    [
        ("market = 1", "market is a whole number; it must be a table"),
        ("[market]\nsource = []", "market.source is not a key; did you mean sources?"),
        ('[market]\nsources = "uk.csv"', "market.sources is text; it must be a list of texts"),
    ],
)
def test_a_market_table_that_cannot_be_used(market: str, message: str, comp_data: CommandLine, dataset: Write) -> None:
    folder = dataset(LONDON)
    (folder / "comp-data.toml").write_text(f'dataset = "."\n{market}\n', "utf-8")
    assert message in comp_data("lint", cwd=folder).stderr
