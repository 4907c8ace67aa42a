"""The figures behind charts: one currency, and what is left out is counted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.base.errors import UsageError
from comp_data.charts import data
from tests.report.site.made import write_guides

TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def ds(tmp_path_factory: pytest.TempPathFactory) -> cd.Dataset:
    return cd.load(write_guides(tmp_path_factory.mktemp("made") / "seeds", 42))


def test_a_chart_of_amounts_has_one_currency_and_counts_the_others(ds: cd.Dataset) -> None:
    every = [pay.currency for guide in ds.guides for pay in guide.compensation]
    found = data.quartiles(ds)
    assert found.currency == "USD"
    assert found.n == every.count("USD")
    assert found.left_out["in another currency"] == len(every) - every.count("USD")
    in_pounds = data.quartiles(ds, currency="GBP")
    assert in_pounds.n == every.count("GBP")
    assert f"{in_pounds.n} pay ranges in GBP; " in in_pounds.caption


def test_base_salaries_have_the_official_wages_of_their_place(ds: cd.Dataset) -> None:
    market = next(
        pay.market()
        for guide in ds.values()
        if guide.role == "data-engineer"
        for pay in guide.compensation
        if "New York" in pay.region
    )
    assert market is not None
    found = data.ranges(ds, "data-engineer", "NYC", part="base")
    assert {(row["p10"], row["p90"]) for row in found.rows} == {(market.p10, market.p90)}
    assert not any("p10" in row for row in data.ranges(ds, "data-engineer", "NYC").rows)


def test_ranges_are_those_of_the_role_and_the_place(ds: cd.Dataset) -> None:
    found = data.ranges(ds, "data-engineer", "NYC")
    assert found.title == "Data Engineer in New York: total compensation a year"
    rows = {(row["guide"], row["low"], row["high"]) for row in found.rows}
    assert rows == {
        (guide.id, pay.total_comp_low, pay.total_comp_high)
        for guide in ds.where(role="data-engineer").guides
        for pay in guide.compensation
        if pay.region == "New York"
    }
    assert [row["low"] + row["high"] for row in found.rows] == sorted(
        (row["low"] + row["high"] for row in found.rows), reverse=True
    )


def test_a_range_without_an_end_is_left_out_and_counted(dataset: Callable[[str], Path]) -> None:
    folder = dataset("# file: acme/data-engineer.md\ncompensation:\n  - total_comp_low: null\n")
    found = data.ranges(cd.load(folder), "data-engineer")
    assert found.left_out["without both ends"] == 1
    assert "1 left out (without both ends)" in found.caption


def test_deviations_are_percentages_of_the_formula(ds: cd.Dataset) -> None:
    found = data.stated_and_computed(ds)
    for row in found.rows:
        assert row["deviation"] == pytest.approx((row["stated"] / row["computed"] - 1) * 100)
    assert found.unit == "end"


def test_what_a_chart_of_ends_leaves_out_is_counted_in_ends(ds: cd.Dataset) -> None:
    found = data.stated_and_computed(ds)
    assert found.left_out["in another currency"] > 0
    assert found.n + sum(found.left_out.values()) == 2 * sum(len(guide.compensation) for guide in ds.guides)


def test_spreads_need_no_currency(ds: cd.Dataset) -> None:
    found = data.spreads(ds)
    assert found.currency is None
    assert found.n == sum(len(guide.compensation) for guide in ds.guides)
    assert all(1 <= row["min"] <= row["median"] <= row["max"] for row in found.rows)


def test_the_calendar_counts_each_guide_once_a_kind(ds: cd.Dataset) -> None:
    rows = data.calendar(ds, date(2027, 1, 1)).rows
    for kind in ("last updated", "review due"):
        assert sum(row["guides"] for row in rows if row["kind"] == kind) == 42
    assert {row["overdue"] for row in rows if row["kind"] == "review due"} == {True}


def test_unknown_is_not_zero(dataset: Callable[[str], Path]) -> None:
    folder = dataset("# file: acme/data-engineer.md\ncompensation:\n  - stock_low: null\n  - base_low: 100000\n")
    counts = {row["component"]: row["unknown"] for row in data.unknowns(cd.load(folder)).rows}
    assert counts["stock"] == 1
    assert counts["base"] == 0


def test_findings_keep_the_most_and_count_the_rest(dataset: Callable[[str], Path]) -> None:
    folder = dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\ndata_sources: []\n")
    found = cd.lint(folder, today=TODAY).diagnostics
    every = data.findings_by(found, TODAY)
    assert every.n == len(found)
    most = data.findings_by(found, TODAY, most_rules=1)
    assert most.n + most.left_out["other rules and companies"] == len(found)
    assert len({row["rule"] for row in most.rows}) == 1


def test_findings_about_a_file_are_those_of_its_company(dataset: Callable[[str], Path]) -> None:
    folder = dataset("# file: acme/data-engineer.md\n")
    file = folder / "acme" / "data-engineer.md"
    text = file.read_text("utf-8").replace("company: acme\n", "", 1)
    file.write_text(text.replace("role: data-engineer\n", "role: data-engineer\ncompany: acme\n", 1), "utf-8")
    (folder / "globex").mkdir()
    (folder / "globex" / "data-engineer.md").write_text("---\n[\n---\n", "utf-8")
    found = cd.lint(folder, today=TODAY, select=("CD003", "CD008")).diagnostics
    assert {one.company for one in found} == {None}
    counts = {(row["rule"], row["company"]) for row in data.findings_by(found, TODAY).rows}
    assert counts == {("CD003", "globex"), ("CD008", "acme")}


def test_findings_of_two_severities_are_counted_together(dataset: Callable[[str], Path]) -> None:
    rows = "compensation:\n  - total_comp_high: 310000\n  - region: New York\n    total_comp_high: 900000\n"
    found = cd.lint(dataset(f"# file: acme/data-engineer.md\n{rows}"), today=TODAY, select="CD2").diagnostics
    assert len({one.severity for one in found}) > 1
    same = [one._replace(code="CD201", name="total-mismatch") for one in found]
    (row,) = data.findings_by(same, TODAY).rows
    assert (row["findings"], row["severity"]) == (len(found), max(one.severity for one in found).label)


@pytest.mark.parametrize(
    "ask",
    [lambda ds: data.quartiles(ds, "planet"), lambda ds: data.ranges(ds, "data-engineer", part="luck"),
     lambda ds: data.spreads(ds, part="x"), lambda ds: data.quartiles(ds, currency="DOLLARS")],
)  # fmt: skip
def test_unknown_names_are_an_error(ds: cd.Dataset, ask: Callable[[cd.Dataset], object]) -> None:
    with pytest.raises(UsageError, match="unknown"):
        ask(ds)


def test_an_unknown_role_or_place_is_an_error_with_the_nearest(ds: cd.Dataset) -> None:
    with pytest.raises(UsageError, match=r"no guide has the role data-enginer; did you mean data-engineer\?"):
        data.ranges(ds, "data-enginer")
    with pytest.raises(UsageError, match=r"Lundon is not a known place; did you mean London\?"):
        data.ranges(ds, "data-engineer", "Lundon")
    assert data.ranges(ds, "Data Engineer") == data.ranges(ds, "data-engineer")
    assert data.ranges(ds, "data-engineer", "Reykjavik").rows == ()


def test_an_unknown_place_that_another_role_has_is_an_empty_chart(dataset: Callable[[str], Path]) -> None:
    folder = dataset(
        "# file: acme/data-engineer.md\ncompensation:\n  - region: Atlantis\n"
        "# file: acme/data-scientist.md\ncompensation:\n  - region: Paris\n"
    )
    assert data.ranges(cd.load(folder), "data-scientist", "Atlantis").n == 0
