import pytest

from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import USUAL, against, changed, entries

WARSAW = "{} | PLN 240K–PLN 320K | PLN 60K–PLN 90K | 8–12% | PLN 275K–PLN 380K"


def test_a_row_that_front_matter_lacks() -> None:
    (found,) = expect(
        "CD502",
        against("company: acme", *USUAL, WARSAW.format("«Warsaw»")),
        "front matter has no entry for this row of the table",
    )
    assert found.region == "Warsaw"
    assert [note.message for note in found.related] == ["the entries of front matter"]
    fragment = against("company: acme", *USUAL, WARSAW.format("Warsaw (PLN)"))
    assert changed(fragment, "CD502") == []
    assert changed(fragment, "CD502", safe=False) == [
        ("", line)
        for line in (
            "  - region: Warsaw",
            "    base_low: 240000",
            "    base_high: 320000",
            "    stock_low: 60000",
            "    stock_high: 90000",
            "    bonus_pct: 8",
            "    bonus_pct_high: 12",
            "    total_comp_low: 275000",
            "    total_comp_high: 380000",
            "    currency: PLN",
        )
    ]


@pytest.mark.parametrize("figures", ["up to PLN 320K | — | — | —", "PLN 240K–$90K | — | — | —"])
def test_no_entry_of_nulls_is_added(figures: str) -> None:
    fragment = against("company: acme", *USUAL, f"«Warsaw» | {figures}")
    expect("CD502", fragment, "front matter has no entry for this row of the table")
    assert changed(against("company: acme", *USUAL, f"Warsaw | {figures}"), "CD502", safe=False) == []


def test_an_entry_that_the_table_lacks() -> None:
    (found,) = expect(
        "CD502",
        against(entries("region: San Francisco", "region: «New York»"), USUAL[0], USUAL[2]),
        "the body's table has no row for this entry, only for San Francisco and London",
    )
    assert found.region == "New York"


def test_a_level_on_one_side_only() -> None:
    header = "Region | Level | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp"
    rows = (
        "San Francisco | L3 | $150K–$200K | $80K–$120K | 10–15% | $185K–$260K",
        "«San Francisco» | L4 | $180K–$240K | $90K–$140K | 10–15% | $220K–$310K",
        "New York | L3 | $146K–$192K | $76K–$116K | 10–15% | $180K–$250K",
        "London | L3 | £82K–£112K | £30K–£48K | 8–12% | £96K–£137K",
    )
    lines = ("region: San Francisco\n    level: L3", "region: New York\n    level: L3", "region: London\n    level: L3")
    expect(
        "CD502",
        against(entries(*lines), *rows, header=header),
        "front matter has no entry for this level of the region",
    )
    expect("CD502", against("company: acme", *rows, header=header))
    merged = "region: San Francisco\n    base_low: 150000\n    base_high: 240000"
    unmarked = (row.replace("«", "").replace("»", "") for row in rows)
    not_reported("CD502", against(entries(merged), *unmarked, header=header))


@pytest.mark.parametrize(
    "names",
    [
        ("SF Bay Area (HQ)", "NYC", "London (GBP £)"),
        ("🇺🇸 San Francisco", "New York, NY", ":gb: London"),
        ("**San Francisco**", "New York City", "UK"),
        ("Campus One", "New York", "London"),
    ],
)
def test_no_finding_whatever_the_spelling_or_where_a_name_is_unknown_and_the_figures_are_the_same(
    names: tuple[str, ...],
) -> None:
    rows = [name + row[row.index(" |") :] for name, row in zip(names, USUAL, strict=True)]
    not_reported("CD502", against("company: acme", *rows))
    not_reported("CD502", against("company: acme", *reversed(rows)))


def test_a_level_that_is_another_one_in_the_table() -> None:
    header = "Region | Level | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp"
    rows = [row.replace(" | ", " | L5 | ", 1) for row in USUAL]
    fragment = "compensation:\n  - level: «L4»\n  - level: L5\n  - level: L5\n"
    said = "the level is L4 here and L5 in the table, with the same figures"
    expect("CD502", against(fragment, *rows, header=header), said)
    other_names = [row.replace("L5", "Senior (L4)") for row in rows]
    not_reported("CD502", against(fragment.replace("«L4»", "L5"), *other_names, header=header))


def test_one_region_in_the_place_of_another_is_one_finding() -> None:
    expect(
        "CD502",
        against(
            entries("region: San Francisco", "region: New York", "region: «London»"),
            *USUAL[:2],
            USUAL[2].replace("London", "Leeds"),
        ),
        "the region is London here and Leeds in the table, with the same figures",
    )
    warsaw = against(entries("region: San Francisco", "region: Warsaw", "region: London"), *USUAL)
    assert [one.code for one in lint(warsaw, "CD307", "CD310", "CD502")] == ["CD502"]


def test_an_entry_without_a_region_or_a_second_one_may_be_the_missing_one() -> None:
    nameless = entries("region: null", "region: New York", "region: London")
    assert [one.code for one in lint(against(nameless, *USUAL), "CD104", "CD502")] == ["CD104"]
    twice = entries("region: New York", "region: New York", "region: London")
    assert sorted(one.code for one in lint(against(twice, *USUAL), "CD303", "CD502")) == ["CD303", "CD502"]
    copied = entries("region: San Francisco", "region: San Francisco\n    base_low: 150000\n    base_high: 200000")
    assert [one.code for one in lint(against(copied, *USUAL), "CD303", "CD502")] == ["CD303"]
    second = "New York | $110K–$140K | $40K–$50K | 10–15% | $130K–$173K"
    (found,) = lint(against("company: acme", *USUAL[:2], second), "CD303", "CD502")
    assert found.message == "the body's table has no row for this entry, only for San Francisco and New York"


def test_no_finding_if_a_name_that_is_not_known_may_be_the_missing_one() -> None:
    not_reported("CD502", against(entries("region: Quux Campus"), *USUAL))
    expect(
        "CD502",
        against(entries("region: «Quux Campus»"), *USUAL[1:]),
        "the body's table has no row for this entry, only for New York and London",
    )


@pytest.mark.parametrize("name", ["San Francisco, New York", "San Francisco / New York", "New York & San Francisco"])
def test_a_row_for_two_places_is_the_row_of_each(name: str) -> None:
    not_reported("CD502", against("company: acme", USUAL[0].replace("San Francisco", name), USUAL[2]))


def test_rows_without_figures_are_no_rows_of_pay() -> None:
    not_reported("CD502", against("company: acme", *USUAL, "Warsaw | N/A | N/A | N/A | N/A"))
    not_reported("CD502", against("company: acme", *USUAL, "Warsaw | set locally | set locally | 10% | set locally"))


@pytest.mark.parametrize("name", ["US average", "Europe (median)", "UK mean"])
def test_an_average_over_places_is_no_missing_entry(name: str) -> None:
    not_reported("CD502", against("company: acme", *USUAL, f"{name} | $140K–$190K | $70K–$110K | 10% | $170K–$240K"))


def test_titles_in_the_place_of_regions() -> None:
    header = "Level | Title | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp"
    rows = [
        f"{level} | {title}{row[row.index(' |') :]}"
        for level, title, row in zip("123", ("Junior", "Senior", "Lead"), USUAL, strict=True)
    ]
    lines = entries("region: Junior", "region: Senior", "region: Lead")
    not_reported("CD502", against(lines, *rows, header=header))
    expect("CD502", against(entries("region: Junior", "region: Senior", "region: «Head»"), *rows[:2], header=header))


def test_a_level_that_front_matter_lacks_in_a_table_without_regions() -> None:
    header = "Level | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp"
    rows = [f"{level}{row[row.index(' |') :]}" for level, row in zip(("L3", "L4", "L5"), USUAL, strict=True)]
    rows.append("L6 | «$190K–$240K» | $90K–$130K | 10–15% | $230K–$310K")
    lines = entries("level: L3", "level: L4", "level: L5")
    expect("CD502", against(lines, *rows, header=header), "front matter has no entry for this row of the table")
    rows[-1] = rows[-1].replace("«", "").replace("»", "")
    assert changed(against(lines, *rows, header=header), "CD502", safe=False) == []  # a level is no region


def test_a_second_entry_for_one_region_is_not_missing_in_the_table() -> None:
    lines = ("region: San Francisco", "region: New York", "region: London", "region: London\n    base_low: 84000")
    fragment = against(entries(*lines), *USUAL)
    assert [one.code for one in lint(fragment, "CD303", "CD502")] == ["CD303"]


def test_a_second_row_for_one_region_is_not_missing_in_front_matter() -> None:
    not_reported("CD502", against("company: acme", *USUAL, "London, UK | £40K–£52K | £3K–£4K | 8–12% | £44K–£60K"))


def test_a_level_is_not_a_region() -> None:
    not_reported("CD502", against("company: acme", *USUAL, "Mid (IC4) | $40K–$52K | $3K–$4K | 8–12% | $44K–$60K"))


def test_the_first_table_by_region_counts() -> None:
    details = (
        "\n| Region | Level | Base Salary | Stock (RSU/4yr) | Bonus | Sign-On | Total Comp |\n"
        "|---|---|---|---|---|---|---|\n"
        "| Berlin | IC4 | €90K–€110K | €20K–€30K | 5% | €10K | €99K–€123K |\n"
    )
    not_reported("CD502", against("company: acme", *USUAL).replace("**Level Mapping", f"{details}\n**Level Mapping"))
