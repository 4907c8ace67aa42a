"""What the headings over tables say: the place of a table by level, the year, and whether it is the guide's pay."""

import pytest

from tests.guide.body.test_pay_table import ends, read, row, standard, table

BY_LEVEL = "Level | Base | Bonus"
BY_REGION = "Region | Base | Bonus"


def below(heading: str, *rows: str, header: str = BY_REGION) -> str:
    return f"{heading}\n\n{standard(*rows, header=header)}\n"


@pytest.mark.parametrize("heading", ["## Munich", "**Munich**", "## Munich\n\n### Base salary"])
def test_the_place_of_a_table_by_level_is_in_the_heading_over_it(heading: str) -> None:
    found = row("# Data Engineer | Acme\n\n" + below(heading, "L4 | 80.000–95.000 | 10%", header=BY_LEVEL))
    assert (found.region, found.level, found.currency) == ("Munich", "L4", "EUR")
    assert ends(found.base) == (80_000, 95_000)


@pytest.mark.parametrize("heading", ["## Levels", "## Munich and Paris", "## Munich\n\n### Senior"])
def test_a_table_by_level_without_a_certain_place_has_none(heading: str) -> None:
    found = row("# Data Engineer | Acme\n\n" + below(heading, "L4 | €80,000 | 10%", header=BY_LEVEL))
    assert (found.region, found.level) == (None, "L4")


def test_tables_by_level_for_several_places_are_one() -> None:
    tables = (
        below("## Munich", "L4 | €80K | 10%", header=BY_LEVEL),
        below("## Tokyo", "L4 | ¥9M | 10%", header=BY_LEVEL),
    )
    found = table("# Data Engineer | Acme\n\n" + "".join(tables))
    assert [(one.region, one.level, one.currency) for one in found.rows] == [
        ("Munich", "L4", "EUR"),
        ("Tokyo", "L4", "JPY"),
    ]


@pytest.mark.parametrize(
    "headings", [("## 2026", "## 2024"), ("## FY2026", "## FY2025"), ("## FY 2026", "## Pay\n\nRanges in 2025:")]
)
@pytest.mark.parametrize("is_newest_first", [True, False])
def test_the_table_of_the_newest_year_is_read(headings: tuple[str, str], *, is_newest_first: bool) -> None:
    tables = [
        below(heading, f"Boston | {base} | 10%") for heading, base in zip(headings, ("$160K", "$140K"), strict=True)
    ]
    found = table("\n".join(tables if is_newest_first else reversed(tables)))
    assert ([ends(one.base) for one in found.rows], found.rivals) == ([(160_000, 160_000)], ())


@pytest.mark.parametrize(
    "heading", ["### 2025", "### 2027 proposal", "### Next level (L5)", "### Remote pay", "### Peers"]
)
def test_a_table_for_something_else_below_the_first_is_no_contradiction(heading: str) -> None:
    first = standard("Boston | $150K | 10% | $165K", header="Region | Base | Bonus | Total")
    found = table(f"{first}\n" + below(heading, "Boston | $190K | $210K", header="Region | Base | Total"))
    assert ([ends(one.base) for one in found.rows], found.rivals) == ([(150_000, 150_000)], ())


@pytest.mark.parametrize(
    "heading",
    [
        "### ~~Historical~~ Current pay",
        "### <del>Historical</del> pay",
        "### ![Historical](pay.png) Pay",
        "### [Pay][historical]",
    ],
)
def test_words_of_a_heading_that_nobody_reads_leave_its_table_a_contradiction(heading: str) -> None:
    first = standard("Boston | $150K | 10% | $165K", header="Region | Base | Bonus | Total")
    other = below(heading, "Boston | $190K | $210K", header="Region | Base | Total")
    found = table(f"{first}\n{other}\n[historical]: /pay\n")
    assert [one.part for one in found.rivals] == ["base", "total_comp"]


def test_tables_of_two_years_for_other_regions_are_both_read() -> None:
    found = table(below("## US, 2026", "Boston | $160K | 10%") + below("## Europe, 2025", "Bonn | €70K | 10%"))
    assert [one.region for one in found.rows] == ["Boston", "Bonn"]


def test_a_region_is_the_same_in_two_spellings() -> None:
    found = table(below("## Pay", "NYC | $160K | 10%") + below("## Pay again", "New York | $190K | 10%"))
    assert [(part, str(own), str(other)) for _, part, own, other in found.rivals] == [
        ("base", "USD 160,000", "USD 190,000")
    ]


def test_levels_as_columns_below_the_name_of_a_place() -> None:
    lines = "Base | €80K | €95K", "Bonus | 10% | 15%"
    found = table("# Data Engineer | Acme\n\n" + below("## Berlin", *lines, header=" | L4 | L5"))
    assert [(one.region, one.level, ends(one.base)) for one in found.rows] == [
        ("Berlin", "L4", (80_000, 80_000)),
        ("Berlin", "L5", (95_000, 95_000)),
    ]


@pytest.mark.parametrize("heading", ["## Monatsgehälter", "## Monatslöhne (brutto)", "Maandsalarissen:"])
def test_pay_for_a_month_by_the_heading_is_refused(heading: str) -> None:
    assert row(below(heading, "Bern | CHF 95'000 | 10%")).base is None


def test_a_table_of_components_contradicts_one_by_region() -> None:
    second = below("In other words:", "Base | $175K", "Total | $190K", header="Component | Boston")
    found = table(below("## Pay", "Boston | $150K | $165K", header="Region | Base | Total") + second)
    assert [(part, str(own), str(other)) for _, part, own, other in found.rivals] == [
        ("base", "USD 150,000", "USD 175,000"),
        ("total_comp", "USD 165,000", "USD 190,000"),
    ]


def test_a_list_of_jobs_is_no_table_of_pay() -> None:
    assert read(below("## Munich", "L4 | yes | no", header="Level | Remote | Visa")) is None


def test_cells_of_a_second_table_that_cannot_be_read_are_reported() -> None:
    bases = "$150K–$160K", "$190K–$240K or so?"
    first, second = (standard(f"Boston | {base} | 10%", header=BY_REGION) for base in bases)
    found = table(f"{first}\n{second}\n")
    assert [ends(one.base) for one in found.rows] == [(150_000, 160_000)]
    assert [cell.text for one in found.rows for cell in one.unread] == ["$190K–$240K or so?"]
    apart = table(f"{first}\n### 2019\n\n{second}\n")
    assert [one.unread for one in apart.rows] == [()]
