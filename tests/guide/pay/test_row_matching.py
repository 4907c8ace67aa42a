"""Which row of the table is which entry: spellings, levels, near places, figures, and what stays unmatched."""

import pytest

from comp_data.guide.document import parse_document
from comp_data.guide.pay.agreement import matching_of
from comp_data.guide.pay.row_matching import Matching
from comp_data.linter.record import Record
from tests.fragments import guides
from tests.linter.checks import TODAY
from tests.linter.rules.body.tables import HEADER, against

FIGURES = " | $150K–$200K | $80K–$120K | 10–15% | $185K–$260K"
OTHERS = " | $146K–$192K | $76K–$116K | 10–15% | $180K–$250K"


def matching(regions: list[str], rows: list[str], header: str = HEADER) -> Matching:
    entries = "".join(
        f"  - region: {region}\n    base_low: {low}\n    base_high: {high}\n    total_comp_low: {total}\n"
        for region, (low, high, total) in zip(
            regions, [(150000, 200000, 185000), (146000, 192000, 180000), (82000, 112000, 96000)], strict=False
        )
    )
    (guide,) = guides(against(f"---\ncompensation:\n{entries}".rstrip(), *rows, header=header))
    document = parse_document(guide.text, guide.path)
    assert document.values is not None, document.problems
    return matching_of(Record(document, document.values, TODAY))


def pairs(found: Matching) -> list[tuple[str | None, str | None]]:
    return [(pair.row.region, pair.table.region or pair.table.title) for pair in found.pairs]


@pytest.mark.parametrize(
    ("region", "label"),
    [
        ("New York", "🇺🇸 NYC (HQ)"),
        ("San Francisco / NYC", "NYC / SF Bay Area"),
        ("London", "London (GBP £)"),
        ("London", "UK"),
        ("Remote US", "Remote US (Zone C)"),
        ("Quux Campus", "Quux Campus (USD)"),
        ("quux  campus", "**Quux Campus**"),
        ("Moon Base", "Quux Campus"),
    ],
)
def test_one_place_under_two_names(region: str, label: str) -> None:
    found = matching([region], [label + FIGURES])
    assert pairs(found) == [(region, label.strip("*"))]
    assert (found.only_front, found.only_table) == ((), ())


def test_order_does_not_matter() -> None:
    found = matching(["London", "New York"], ["New York" + OTHERS, "London" + FIGURES])
    assert pairs(found) == [("London", "London"), ("New York", "New York")]


def test_two_known_places_are_never_one() -> None:
    found = matching(["Leeds"], ["London" + FIGURES])
    assert pairs(found) == []
    assert [row.region for row in found.only_front] == ["Leeds"]
    assert [row.region for row in found.only_table] == ["London"]


def test_an_unknown_name_leaves_the_other_side_open() -> None:
    found = matching(["Moon Base"], ["London" + OTHERS])
    assert pairs(found) == []
    assert [row.region for row in found.only_front] == ["Moon Base"]
    assert found.only_table == ()


def test_rows_of_one_region_are_reported_apart_by_their_figures() -> None:
    found = matching(["London", "London"], ["London" + OTHERS, "London" + FIGURES])
    assert [(pair.row.index, pair.table.base.low if pair.table.base else None) for pair in found.pairs] == [
        (0, 150000),
        (1, 146000),
    ]


def test_levels_of_one_region_are_merged_for_an_entry_without_level() -> None:
    header = "Region | Level" + HEADER.removeprefix("Region")
    found = matching(["London"], ["London | L3" + OTHERS, "London | L4" + FIGURES], header)
    (pair,) = found.pairs
    # The entry has the figures of one level, so it is that one.
    assert pair.table.level == "L4"
    assert [row.level for row in found.only_table] == ["L3"]
    merged = matching(["Leeds", "New York"], ["New York | L3" + OTHERS, "New York | L4" + FIGURES], header)
    assert [(len(pair.table.levels), pair.table.base and pair.table.base[:2]) for pair in merged.pairs] == [
        (0, (146000, 192000))
    ]


def test_an_area_is_not_one_of_several_places_in_it() -> None:
    found = matching(["United States"], ["New York" + FIGURES, "Austin" + OTHERS])
    assert pairs(found) == []
    assert len(found.only_table) == 2


def test_many_rows_of_one_region_pair_in_their_order() -> None:
    entries = "".join("  - region: London\n    base_low: 5\n" for _ in range(2_000))
    rows = [f"London | $400K–${number + 412}K | | | $10K–$20K" for number in range(3_000)]
    (guide,) = guides(against(f"---\ncompensation:\n{entries}".rstrip(), *rows, header=HEADER))
    document = parse_document(guide.text, guide.path)
    assert document.values is not None
    found = matching_of(Record(document, document.values, TODAY))
    assert [pair.table.base and pair.table.base.high for pair in found.pairs] == [
        1000 * (number + 412) for number in range(2_000)
    ]
    assert (len(found.only_front), len(found.only_table)) == (0, 1_000)


def test_levels_of_a_place_that_is_inside_the_other_one() -> None:
    levels = "\n    level: "
    found = matching(
        [f"Houston{levels}GS-13", f"Houston{levels}GS-14"],
        ["Johnson Space Center | GS-14" + FIGURES, "Johnson Space Center | GS-13" + OTHERS],
        header=HEADER.replace("Region", "Region | Level"),
    )
    assert [(pair.row.level, pair.table.level) for pair in found.pairs] == [("GS-13", "GS-13"), ("GS-14", "GS-14")]
