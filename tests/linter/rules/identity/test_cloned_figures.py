from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported

ONE_ROW = "compensation: [{region: Oslo, base_low: 5, base_high: 6, total_comp_low: 7, total_comp_high: 8%s}]\n"


def test_each_later_guide_names_the_first() -> None:
    found = expect(
        "CD606",
        """
# file: acme/a.md
# file: acme/b.md
«compensation»:
  - region: San Francisco
# file: globex/c.md
«compensation»:
  - region: San Francisco
""",
        "every figure here is the same as in acme/a.md",
        "every figure here is the same as in acme/a.md",
        severity=Severity.WARNING,
    )
    assert [[place.path for place in d.related] for d in found] == [["acme/a.md"], ["acme/a.md"]]


def test_one_figure_or_one_region_that_differs_is_enough() -> None:
    not_reported("CD606", "# file: acme/a.md\n# file: acme/b.md\ncompensation:\n  - base_low: 150001\n")
    not_reported("CD606", "# file: acme/a.md\n# file: acme/b.md\ncompensation:\n  - region: Oakland\n")


def test_another_bonus_percentage_makes_no_other_figures() -> None:
    expect(
        "CD606",
        "# file: acme/a.md\n# file: acme/b.md\n«compensation»:\n  - bonus_pct: null\n",
        "every amount here is the same as in acme/a.md",
    )


def test_the_order_and_spelling_of_regions_do_not_matter() -> None:
    pair = "compensation: [{region: %s, base_low: 5, currency: USD}, {region: %s, base_low: %s, currency: USD}]\n"
    one = pair % ("New York", "Boston", 5)
    other = pair.replace("compensation", "«compensation»") % ("Boston", "NYC", 5)
    expect("CD606", f"# file: acme/a.md\n{one}# file: acme/b.md\n{other}")


def test_one_region_with_few_figures_may_be_chance() -> None:
    few = ONE_ROW % ""
    not_reported("CD606", f"# file: acme/a.md\n{few}# file: acme/b.md\n{few}")
    many = ONE_ROW % ", stock_low: 1, stock_high: 2"
    marked = many.replace("compensation", "«compensation»")
    expect("CD606", f"# file: acme/a.md\n{many}# file: acme/b.md\n{marked}")


def test_rows_without_figures_are_no_figures() -> None:
    empty = "compensation: [{region: Oslo, base_low: null}, {region: Bergen, base_low: null}]\n"
    not_reported("CD606", f"# file: acme/a.md\n{empty}# file: acme/b.md\n{empty}")


def test_a_second_file_of_the_same_record_is_another_matter() -> None:
    not_reported("CD606", "# file: a/acme/dev.md\n# file: b/acme/dev.md\n")


def test_no_finding_if_there_is_not_a_list() -> None:
    not_reported("CD606", "# file: acme/a.md\ncompensation: none\n# file: acme/b.md\ncompensation: none\n")
    not_reported("CD606", "# file: acme/a.md\ncompensation: [1, 2]\n# file: acme/b.md\ncompensation: [1, 2]\n")


def multiplied(factor: float, regions: int = 3, first: int = 150_000) -> str:
    """Regions whose amounts are made up, times a factor, rounded to thousands."""
    rows = ((first, 200_000, 80_000, 120_000, 187_000, 259_000), (131_000, 177_000, 71_000, 104_000, 164_000, 227_000))
    keys = ("base_low", "base_high", "stock_low", "stock_high", "total_comp_low", "total_comp_high")
    lines = []
    for at, region in enumerate(("San Francisco", "New York", "Boston")[:regions]):
        amounts = (f"{key}: {round(own * factor, -3):.0f}" for key, own in zip(keys, rows[at % 2], strict=True))
        lines.append(f"  - region: {region}\n    " + "\n    ".join(amounts) + "\n")
    return f"compensation:\n{''.join(lines)}"


def test_the_amounts_of_another_guide_times_a_factor() -> None:
    own = multiplied(1.1).replace("compensation", "«compensation»")
    said = "every amount here is the one in acme/a.md × 1.1, rounded"
    expect("CD606", f"# file: acme/a.md\n{multiplied(1)}# file: acme/b.md\n{own}", said)


def test_a_guide_in_thousands_is_no_copy() -> None:
    thousands = multiplied(1.1).replace("000\n", "\n")
    not_reported("CD606", f"# file: acme/a.md\n{multiplied(1)}# file: acme/b.md\n{thousands}")


def test_few_regions_and_other_companies_may_have_multiplied_amounts() -> None:
    not_reported("CD606", f"# file: acme/a.md\n{multiplied(1, 2)}# file: acme/b.md\n{multiplied(1.1, 2)}")
    not_reported("CD606", f"# file: acme/a.md\n{multiplied(1)}# file: acme/b.md\n{multiplied(1.1, first=163_000)}")
    not_reported("CD606", f"# file: acme/a.md\n{multiplied(1)}# file: globex/b.md\n{multiplied(1.1)}")
