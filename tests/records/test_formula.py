"""The formula of an entry is one computation: records, tables, SQL, `show` and the linter state the same."""

import json
import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.guide.document import read_document
from comp_data.guide.pay.totals import sound_rows
from comp_data.linter.record import Record
from tests.conftest import CommandLine

TODAY = date(2026, 3, 1)
Write = Callable[[str], Path]
HEAD = "| Region | Base | Stock (RSU/3yr) | Bonus | Total |\n|---|---|---|---|---|\n"
ROWS = (
    "| San Francisco | $150K–$200K | $80K–$120K | 10–15% | $185K–$260K |\n"
    "| New York | $146K–$192K | $76K–$116K | 10–15% | $180K–$250K |\n"
    "| London | £82K–£112K | $30K–$48K | 8–12% | £96K–£137K |\n"
)
MADE = (
    "compensation:\n  - bonus_pct_high: null\n  - stock_vest_years: 4\n    total_comp_high: 300000\n"
    "  - stock_vest_years: 4\n---\n" + HEAD + ROWS
)


def test_the_basis_and_the_deviation(dataset: Write) -> None:
    (guide,) = cd.load(dataset(MADE)).guides
    san_francisco, new_york, london = (guide.pay(region).formula() for region in guide.regions)
    assert san_francisco.basis == "body's bonus and vesting"
    assert san_francisco.total == cd.PayRange(191_667, 270_000, "USD")
    assert (new_york.basis, new_york.reason) == ("front matter", None)
    assert new_york.deviation_high == pytest.approx((300_000 - 249_800) / 249_800 * 100)
    assert (london.basis, london.reason) == (None, "the table has parts in several currencies")
    assert not london.total.is_known
    alone = cd.Compensation.model_validate(guide.pay("San Francisco").model_dump()).formula()
    assert (alone.basis, alone.total.high) == ("front matter", 250_000)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("stock_low: null\n    stock_high: null", "stock not known"),
        ("base_low: 250000", "the figures contradict each other or are impossible"),
    ],
)
def test_without_a_total_the_reason_is_stated(entry: str, reason: str, dataset: Write) -> None:
    (guide,) = cd.load(dataset(f"compensation:\n  - {entry}\n---\nNo table.\n")).guides
    formula = guide.pay("San Francisco").formula()
    assert (formula.basis, formula.reason, formula.deviation_low) == (None, reason, None)


def test_all_state_the_same(dataset: Write, comp_data: CommandLine) -> None:
    folder = dataset(MADE)
    records = cd.load(folder)
    (guide,) = records.guides
    document = read_document(records.files[guide.id])
    assert document.values is not None
    linted = {row.index: row.expected_total for row in sound_rows(Record(document, document.values, date(2026, 3, 1)))}
    rows = records.sql(
        "select formula_low, formula_high, formula_basis, deviation_low_pct from pay order by position"
    ).rows
    shown = json.loads(comp_data("show", guide.id, "--format", "json").stdout)["pay"]
    for index, (pay, row) in enumerate(zip(guide.compensation, rows, strict=True)):
        total = pay.expected_total()
        assert linted.get(index, cd.PayRange(None, None, "GBP")) == total
        assert row == (total.low, total.high, pay.formula().basis, pay.formula().deviation_low)
        assert (shown[index]["formula"] or [None, None]) == [total.low, total.high]
        assert shown[index]["formula_basis"] == pay.formula().basis
    assert records.to_polars().pay.select(
        "formula_low", "formula_high", "formula_basis", "deviation_low_pct"
    ).rows() == [*rows]


def test_a_vesting_schedule_has_its_own_years(dataset: Write) -> None:
    made = "compensation:\n  - stock_low: 90000\n    stock_high: 90000\n    stock_vest_schedule: [40, 30, 30]\n"
    records = cd.load(dataset(made))
    pay = records.guides[0].compensation[0]
    assert pay.expected_total() == cd.PayRange(195_000, 260_000, "USD")
    assert pay.stock_yearly.low == 30_000
    assert records.lint(TODAY, select="CD201").diagnostics == ()


def test_copies_keep_the_body_and_the_formula(dataset: Write) -> None:
    (guide,) = cd.load(dataset(MADE)).guides
    expected = guide.pay("NYC").formula(), guide.pay("San Francisco").formula()
    for copy in (guide.model_copy(), guide.model_copy(deep=True), pickle.loads(pickle.dumps(guide))):
        assert (copy.body, copy.has_body) == (guide.body, True)
        assert (copy.pay("NYC").formula(), copy.pay("San Francisco").formula()) == expected
    bare = cd.Guide.model_validate(guide.model_dump())
    assert not bare.has_body
    assert bare != guide  # the formula without the body is another one
    assert bare.pay("San Francisco").formula().basis == "front matter"
    assert bare.with_body(guide.body).pay("San Francisco").formula() == expected[1]


def test_chosen_entries_keep_their_positions(dataset: Write) -> None:
    (guide,) = cd.load(dataset(MADE)).guides
    part = guide.without_positions({1, 3})
    assert part is not None
    assert [(pay.region, pay.position) for pay in part.compensation] == [("New York", 2)]
    assert part.pay("NYC").formula() == guide.pay("NYC").formula()
    assert guide.without_positions({1, 2, 3}) is None
    assert guide.without_positions(()) is guide
