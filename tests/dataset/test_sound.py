"""Pay ranges with errors can be left out, and every statistic says how many were."""

import json
import pickle
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import comp_data as cd
from tests.conftest import CommandLine

Write = Callable[[str], Path]
TODAY = date(2026, 3, 1)
MADE = (
    "# file: acme/data-engineer.md\ncompensation:\n  - total_comp_low: 100000\n"
    "  - region: New York\n    total_comp_high: 300000\n"
    "# file: globex/data-engineer.md\n"
)


@pytest.fixture
def records(dataset: Write) -> cd.Dataset:
    found = cd.load(dataset(MADE))
    return found.with_findings(found.lint(TODAY, use_config=False))


def test_pay_ranges_with_errors_are_left_out(records: cd.Dataset) -> None:
    sound = records.sound()
    assert sound.dropped == {"acme/data-engineer": {1: ("CD202",)}}
    assert [pay.position for pay in sound["acme/data-engineer"].compensation] == [2, 3]
    assert sound["globex/data-engineer"] == records["globex/data-engineer"]
    assert sound.sql("select position, region from pay where company = 'acme'").rows == (
        (2, "New York"),
        (3, "London"),
    )
    assert len(records["acme/data-engineer"].compensation) == 3


def test_chosen_codes_leave_out_more(records: cd.Dataset) -> None:
    assert records.sound("CD201").dropped == {"acme/data-engineer": {1: ("CD202",), 2: ("CD201",)}}
    assert records.sound(["CD999"]).dropped == records.sound().dropped


def test_statistics_say_how_many_and_why(records: cd.Dataset) -> None:
    usd = records.stats(["currency"], "total_comp.low")
    assert (usd.ranges, usd.dropped, usd.counted) == (6, 0, "6 of 6 pay ranges")
    asked = ("currency", "total_comp.low")
    for found in (records.stats(*asked, sound=True), records.sound().stats(*asked)):
        assert found.counted == "5 of 6 pay ranges; 1 with findings (CD202 1)"
        assert [(one.currency, one.count, one.dropped) for one in found] == [("GBP", 2, 0), ("USD", 3, 1)]
        assert found[1].min == 180_000
        assert pickle.loads(pickle.dumps(found)) == found
        assert json.loads(json.dumps(found.to_dict()))["reasons"] == {"CD202": 1}
    part = records.sound().where(company="globex").stats("currency", country="GB")
    assert part.counted == "1 of 1 pay ranges"
    unknown = records.sound().stats("currency", "signing_bonus.low")
    assert unknown.counted == "0 of 6 pay ranges; 5 without the figure; 1 with findings (CD202 1)"


def test_errors_that_a_baseline_accepts_leave_out_their_pay_ranges_too(
    dataset: Write, tmp_path: Path, comp_data: CommandLine
) -> None:
    folder = dataset(MADE)
    (tmp_path / "comp-data.toml").write_text(f'dataset = "{folder.name}"\nbaseline = "known.jsonl"\n')
    assert comp_data("lint", "--write-baseline", "--baseline=known.jsonl", f"--today={TODAY}").returncode == 0
    records = cd.load(folder)
    assert [one.code for one in records.lint(TODAY).diagnostics if one.severity is cd.Severity.ERROR] == []
    assert records.sound().dropped == {"acme/data-engineer": {1: ("CD202",)}}


def test_a_guide_without_a_sound_pay_range_still_counts_as_dropped(dataset: Write) -> None:
    rows = "".join(f"  - total_comp_low: {low}\n" for low in (1000, 1001, 1002))
    records = cd.load(dataset(f"compensation:\n{rows}"))
    sound = records.with_findings(records.lint(TODAY, use_config=False)).sound("CD2")
    assert len(sound) == 0
    assert sound.stats("currency", "total_comp.low").dropped == 3


def test_a_statistic_reads_every_place_of_a_region(dataset: Write) -> None:
    rows = "  - region: Remote US / Canada\n  - region: New York\n  - region: Atlantis\n"
    records = cd.load(dataset(f"compensation:\n{rows}"))
    found = records.stats(["country", "currency"], "base.low")
    counts: dict[str | None, int] = {}
    for one in found:
        counts[one.group["country"]] = counts.get(one.group["country"], 0) + one.count
    assert counts == {"CA": 1, "US": 2, None: 1}
    assert found.ranges == 3
    for country in ("CA", "US"):
        by_country = records.stats(["country", "currency"], "base.low", country=country)
        assert sum(one.count for one in by_country) == counts[country]
        assert {one.group["country"] for one in by_country} == {country}
    query = "select country, count(*) from pay_places group by all order by all"
    assert records.sql(query).rows == (("CA", 1), ("US", 2))


def test_results_are_data(records: cd.Dataset) -> None:
    result = records.lint(TODAY)
    for value in (result, result.diagnostics[0], records.overview(TODAY), records.match("Acme", "Data Engineer")):
        data = json.loads(json.dumps(value.to_dict()))
        assert data.keys() == value.to_dict().keys()
    assert records.match("Acme", "Data Engineer").to_dict()["guide"] == "acme/data-engineer"
    assert result.diagnostics[0].to_dict()["severity"] in ("info", "warning", "error")
    group = records.stats("currency")[0].group
    with pytest.raises(TypeError, match="cannot be changed"):
        group["currency"] = "EUR"  # type: ignore[index]
    assert {group: 1}[group] == 1


def test_on_the_command_line(dataset: Write, comp_data: CommandLine) -> None:
    dataset(MADE)
    arguments = ("stats", "--by", "currency", "--field", "total_comp.low", "--sound", "--today", "2026-03-01")
    assert comp_data(*arguments).stdout.endswith("\n5 of 6 pay ranges; 1 with findings (CD202 1)\n")
    found = json.loads(comp_data(*arguments, "--format", "json").stdout)
    assert (found["ranges"], found["dropped"], found["reasons"]) == (6, 1, {"CD202": 1})


def test_codes_are_those_of_select_and_others_an_error(records: cd.Dataset) -> None:
    for selector in ("cd201", "total-mismatch", "CD201"):
        assert records.sound(selector).dropped == {"acme/data-engineer": {1: ("CD202",), 2: ("CD201",)}}, selector
    for wrong, near in (("CD998", "; did you mean CD999?"), ("total-mismtch", "; did you mean total-mismatch?")):
        with pytest.raises(cd.UsageError, match=f"no rule is called {wrong}{re.escape(near)}"):
            records.sound(wrong)
    with pytest.raises(cd.UsageError, match="no rule is called ''"):
        records.sound("")


def test_the_table_findings_is_about_pay_ranges_that_are_left(records: cd.Dataset) -> None:
    query = "select code, position from findings where position is not null order by all"
    assert ("CD202", 1) in records.sql(query).rows
    sound = records.sound()
    assert 1 not in {position for _, position in sound.sql(query).rows}
    assert ("CD201", 2) in sound.sql(query).rows
    again = sound.sound("CD201")
    assert again.dropped == records.sound("CD201").dropped
    assert {position for _, position in again.sql(query).rows} <= {3}
    assert again.stats("currency", "total_comp.low").counted.startswith("4 of 6 pay ranges; 2 with findings")
    linted = records.lint(TODAY, use_config=False)
    assert again.with_findings(linted).sql(query).rows == again.sql(query).rows
