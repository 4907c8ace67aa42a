"""The table body_pay: what the body's table states and front matter lacks, each figure once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import comp_data as cd

Write = Callable[[str], Path]
HEAD = "| Region | Base | Stock (RSU/3yr) | Bonus | Total |\n|---|---|---|---|---|\n"
SF = "| San Francisco | $150K–$200K | $80K–$120K | 10–15% | $185K–$260K |\n"
NY = "| New York | $146K–$192K | $76K–$116K | 10–15% | $180K–$250K |\n"
SAME = "  - base_low: 150000\n"
"""An entry as it is in the example."""
LONDON = "| London | £82K–£112K | £30K–£48K | 8–12% | £96K–£137K |\n"


def stated(records: cd.Dataset) -> list[dict[str, Any]]:
    rows = records.sql("select * exclude guide from body_pay order by guide, position").dicts()
    return [{key: value for key, value in row.items() if value is not None} for row in rows]


def made(dataset: Write, entries: str, body: str) -> cd.Dataset:
    return cd.load(dataset(f"compensation:\n{entries}---\n{body}"))


def test_nothing_if_front_matter_has_all() -> None:
    assert stated(cd.load()) == []


def test_figures_that_an_entry_lacks(dataset: Write) -> None:
    missing = (
        "  - base_low: null\n    base_high: null\n    stock_low: null\n    stock_high: null\n    bonus_pct: null\n"
        "    # bonus_pct_high:\n"
    )
    (row,) = stated(made(dataset, missing, HEAD + SF + NY + LONDON))
    assert row == {
        "position": 1,
        "pay_position": 1,
        "region": "San Francisco",
        "place": "San Francisco",
        "country": "US",
        "currency": "USD",
        "base_low": 150_000,
        "base_high": 200_000,
        "stock_low": 80_000,
        "stock_high": 120_000,
        "stock_vest_years": 3,
        "bonus_pct": 10,
        "bonus_pct_high": 15,
    }


def test_one_end_alone_is_one_end(dataset: Write) -> None:
    (row,) = stated(made(dataset, "  - total_comp_high: null\n", HEAD + SF + NY + LONDON))
    assert (row.get("total_comp_low"), row["total_comp_high"]) == (None, 260_000)
    (row,) = stated(
        made(dataset, "  - base_low: null\n    base_high: null\n", HEAD + SF.replace("$150K–$200K", "$150K+"))
    )
    assert (row["base_low"], row.get("base_high")) == (150_000, None)


def test_a_region_that_front_matter_lacks(dataset: Write) -> None:
    paris = "| Paris | €70K–€90K | — | 5% | €74K–€95K |\n"
    (row,) = stated(made(dataset, SAME, HEAD + SF + NY + LONDON + paris))
    assert row == {
        "position": 1,
        "region": "Paris",
        "place": "Paris",
        "country": "FR",
        "currency": "EUR",
        "base_low": 70_000,
        "base_high": 90_000,
        "bonus_pct": 5,
        "total_comp_low": 74_000,
        "total_comp_high": 95_000,
    }


def test_the_levels_of_a_level_table(dataset: Write) -> None:
    table = (
        "| Level | San Francisco (USD) | London (GBP £) |\n|---|---|---|\n"
        "| L4 | $185K–$220K | £96K–£110K |\n| L5 | $215K–$260K | £108K–£137K |\n"
    )
    rows = stated(made(dataset, SAME, table))
    assert [(row["pay_position"], row["region"], row["level"], row["currency"]) for row in rows] == [
        *[(1, "San Francisco", "L4", "USD"), (1, "San Francisco", "L5", "USD")],
        *[(3, "London", "L4", "GBP"), (3, "London", "L5", "GBP")],
    ]
    assert [(row["total_comp_low"], row["total_comp_high"]) for row in rows] == [
        *[(185_000, 220_000), (215_000, 260_000), (96_000, 110_000), (108_000, 137_000)]
    ]


def test_levels_that_front_matter_has_are_not_repeated(dataset: Write) -> None:
    head = "| Region | Level | Base | Stock (RSU/4yr) | Bonus | Total |\n|---|---|---|---|---|---|\n"
    body = head + SF.replace("| $150K", "| L4 | $150K") + SF.replace("| $150K–$200K", "| L5 | $250K–$300K")
    (row,) = stated(made(dataset, "  - level: L4\n", body))
    assert (row.get("pay_position"), row["level"], row["base_low"]) == (None, "L5", 250_000)


def test_what_is_ambiguous_is_left_out(dataset: Write) -> None:
    missing = "  - base_low: null\n    base_high: null\n"
    ragged = SF.replace(" 10–15% |", "")
    assert stated(made(dataset, missing, HEAD + ragged + NY + LONDON)) == []
    mixed = SF.replace("$150K–$200K", "$150K–£200K")
    assert stated(made(dataset, missing, HEAD + mixed + NY + LONDON)) == []


def test_another_currency_is_named(dataset: Write) -> None:
    missing = "".join(f"    {part}_{end}: null\n" for part in ("base", "total_comp") for end in ("low", "high"))
    (row,) = stated(made(dataset, f"  - currency: USD\n{missing}", HEAD + SF.replace("$", "£") + NY + LONDON))
    assert (row["currency"], row["base_low"], row["total_comp_high"]) == ("GBP", 150_000, 260_000)


def test_a_selection_has_only_its_own_rows(dataset: Write) -> None:
    missing = "  - base_low: null\n    base_high: null\n"
    records = made(dataset, missing * 2, HEAD + SF + NY + LONDON)
    (guide,) = records.guides
    assert [row["pay_position"] for row in stated(records)] == [1, 2]
    part = guide.without_positions({1})
    assert part is not None
    (row,) = stated(cd.Dataset({part.id: part}, records.folder))
    assert (row["position"], row["pay_position"]) == (1, 2)
    assert cd.Guide.model_validate(guide.model_dump()).body_pay() == ()


@pytest.mark.parametrize("missing", ["base", "stock", "total_comp"])
def test_pay_and_body_pay_together_have_each_figure_once(missing: str, dataset: Write) -> None:
    whole = made(dataset, SAME, HEAD + SF + NY + LONDON)
    figures = f"select region, {missing}_low, {missing}_high from pay"
    expected = whole.sql(f"{figures} order by region").rows
    part = made(dataset, f"  - {missing}_low: null\n    {missing}_high: null\n", HEAD + SF + NY + LONDON)
    both = f"{figures} union all by name {figures.replace('from pay', 'from body_pay')}"
    assert part.sql(f"select * from ({both}) where {missing}_low is not null order by region").rows == expected
