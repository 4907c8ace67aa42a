import pytest

from comp_data.guide.document import parse_document
from tests.fragments import guides
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import USUAL, against, entries


@pytest.mark.parametrize("part", ["base", "stock", "bonus", "signing_bonus", "total_comp"])
def test_every_range_of_amounts(part: str) -> None:
    (found,) = expect(
        "CD204",
        f"compensation:\n  - {part}_low: «200000»\n    {part}_high: 150000\n",
        f"{part}_low 200,000 is more than {part}_high 150,000",
    )
    assert [place.message for place in found.related] == ["the high end"]


@pytest.mark.parametrize(
    ("low", "high", "advice"),
    [(300_000, 100_000, "Swap the two figures"), (500_000, 100_000, "Correct the one with an extra or missing digit")],
)
def test_the_digit_is_named_where_a_swap_makes_too_wide_a_range(low: int, high: int, advice: str) -> None:
    (found,) = expect("CD204", f"compensation:\n  - stock_low: «{low}»\n    stock_high: {high}\n")
    assert (found.help or "").startswith(advice)
    assert ("a year's share at one end" in (found.help or "")) == advice.startswith("Swap")
    assert (found.fix is not None) == advice.startswith("Swap")


def test_exchanged_digits_are_named() -> None:
    (found,) = expect("CD204", "compensation:\n  - base_low: «510000»\n    base_high: 200000\n")
    assert (
        found.help == "Correct the digits that are exchanged (base_low 150,000 may be meant), or swap the two figures"
    )


def test_exchanged_digits_of_a_range_as_wide_as_the_other_regions_are_named() -> None:
    other = "compensation:\n  - stock_low: 300000\n    stock_high: 900000\n"
    (found,) = expect("CD204", f"{other}  - stock_low: «820000»\n    stock_high: 710000\n")
    assert (found.help or "").startswith("Correct the digits that are exchanged (stock_low 280,000 may be meant)")


def test_exchanged_digits_of_the_high_end_are_named() -> None:
    (found,) = expect("CD204", "compensation:\n  - base_low: «335000»\n    base_high: 150000\n")
    assert (
        found.help == "Correct the digits that are exchanged (base_high 510,000 may be meant), or swap the two figures"
    )


def test_a_bonus_in_percent() -> None:
    expect(
        "CD204",
        "compensation:\n  - bonus_pct: «15»\n    bonus_pct_high: 7.5\n",
        "bonus_pct 15% is more than bonus_pct_high 7.5%",
    )


def test_the_fix_swaps_the_figures() -> None:
    fragment = "compensation:\n  - base_low: «200000»\n    base_high: 150000\n"
    (found,) = expect("CD204", fragment)
    document = parse_document(guides(fragment)[0].text)
    assert found.fix is not None
    assert not found.fix.safe
    swapped = [(document.line(edit.span.line).strip(), edit.text) for edit in found.fix.edits]
    assert swapped == [("base_low: 200000", "150000"), ("base_high: 150000", "200000")]


def test_the_end_that_differs_from_the_table_is_the_wrong_one() -> None:
    (found,) = expect("CD204", against(entries("base_low: «950000»\n    base_high: 200000"), *USUAL))
    assert found.help == "Correct base_low: the table gives 150,000"
    assert found.fix is None
    (found,) = expect("CD204", against(entries("base_low: «150000»\n    base_high: 20000"), *USUAL))
    assert found.help == "Correct base_high: the table gives 200,000"
    (found,) = expect("CD204", against(entries("bonus_pct: «51»\n    bonus_pct_high: 15"), *USUAL))
    assert found.help == "Correct bonus_pct: the table gives 10%"


def test_no_fix_where_a_swap_would_make_a_range_that_nobody_is_paid() -> None:
    (found,) = expect("CD204", "compensation:\n  - stock_low: «145000»\n    stock_high: 5\n")
    assert found.fix is None


def test_no_fix_where_an_end_is_an_alias() -> None:
    rows = "  - {base_low: &top 90000, base_high: 95000}\n  - {base_low: 100000, base_high: *top}\n"
    (found,) = expect("CD204", f"---\ncompensation:\n{rows.replace('100000', '«100000»')}---\nbody\n")
    assert found.fix is None


@pytest.mark.parametrize(
    "lines",
    [
        "base_low: 150000\n    base_high: 150000",
        "base_low: 150000\n    base_high: null",
        "base_low: 150000\n    base_high: -200000",  # CD206
        "bonus_pct: 10\n    # bonus_pct_high:",
        "stock_low: 0\n    stock_high: 0",
    ],
)
def test_ends_in_order_are_not_reported(lines: str) -> None:
    not_reported("CD204", f"compensation:\n  - {lines}\n")


def test_an_end_of_nothing_is_inverted_too() -> None:
    expect("CD204", "compensation:\n  - stock_low: «80000»\n    stock_high: 0\n")


def test_a_figure_that_the_table_gives_otherwise() -> None:
    found = lint(against(entries("base_low: 1500000"), *USUAL), "CD204", "CD503")
    assert {one.code: one.message for one in found} == {
        "CD204": "base_low 1,500,000 is more than base_high 200,000",
        "CD503": "base_low 1,500,000 differs from the table, which gives 150,000: 10 times as much",
    }


def test_missing_thousands_at_the_high_end() -> None:
    (found,) = expect("CD204", "compensation:\n  - base_low: «150000»\n    base_high: 200\n")
    assert found.help is not None
    assert "base_high 200,000 may be meant" in found.help
