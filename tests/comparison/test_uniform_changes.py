"""A raise for everyone, reported as one change."""

import pytest

from comp_data.comparison.model import FigureChange, RecordChange, uniform_changes


def change(id_: str, *amounts: tuple[int | None, int | None], others: int = 0, currency: str = "USD") -> RecordChange:
    path = ("compensation", 0, "base_low")
    figures = tuple(FigureChange(path, path, "Oslo", None, "base_low", *pair, currency, "USD") for pair in amounts)
    return RecordChange("changed", id_, id_, figures, amounts=len(amounts) + others)


def reported(*changes: RecordChange) -> list[tuple[str, int, float]]:
    return [(one.company, len(one.records), one.share) for one in uniform_changes(changes)]


def test_rounded_amounts_of_several_records_are_one_raise() -> None:
    one = change("acme/a", (155_000, 167_000), (210_000, 227_000), (31_000, 33_000))
    other = change("acme/b", (120_000, 130_000), (180_000, 194_000))
    assert reported(one, other) == [("acme", 2, 8.0)]
    cut = change("globex/a", (200_000, 180_000), (100_000, 90_000))
    assert reported(one, other, cut) == [("acme", 2, 8.0), ("globex", 1, -10.0)]


def test_two_raises_of_a_company_are_two() -> None:
    one = change("acme/a", (100_000, 110_000), (200_000, 220_000))
    other = change("acme/b", (100_000, 120_000), (200_000, 240_000))
    assert reported(one, other) == [("acme", 1, 20.0), ("acme", 1, 10.0)]


@pytest.mark.parametrize(
    "one",
    [
        change("acme/a", (100_000, 110_000), (200_000, 230_000)),
        change("acme/a", (100_000, 110_000), (200_000, 220_000), others=1),
        change("acme/a", (100_000, 110_000)),
        change("acme/a", (100_000, 110_000), (200_000, None)),
        change("acme/a", (0, 110_000), (200_000, 220_000)),
        change("acme/a", (100_000, 110_000), (200_000, 220_000), currency="EUR"),
        change("acme/a", (150_000, 151_000), (180_000, 181_000), (250_000, 251_000)),
    ],
)
def test_what_is_not_a_raise_for_everyone(one: RecordChange) -> None:
    assert reported(one) == []


def test_amounts_that_were_the_same_are_no_sum_for_everyone() -> None:
    assert reported(change("acme/a", (100_000, 103_000), (100_000, 103_000))) == [("acme", 1, 3.0)]
