"""Where marks and ticks are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comp_data.charts.data import ChartData
from comp_data.report.site.figures import Scale, bar, months, scatter, shade, short

AMOUNTS = st.lists(st.floats(1, 1e12), min_size=1, max_size=30)


@given(AMOUNTS)
def test_marks_are_within_the_axis(values: list[float]) -> None:
    scale = Scale.over(values)
    assert scale.ticks[0][0] == 0
    assert scale.ticks[-1][0] == 100
    for value in values:
        assert 0 <= scale.at(value) <= 100
        mark = bar(scale, value / 2, value)
        assert mark
        assert mark.start + mark.size <= 100.01
        assert mark.is_cut == (value > scale.top)


@given(st.floats(1, 1e12))
def test_the_largest_mark_is_in_the_last_quarter_of_the_axis(value: float) -> None:
    assert value >= 0.749 * Scale.over([value]).top


def test_an_outlier_does_not_make_all_others_a_dot() -> None:
    scale = Scale.over([*range(100, 140), 1_000_000])
    assert 139 <= scale.top < 400


def test_without_figures_there_is_an_axis_without_ticks() -> None:
    assert Scale.over([]).ticks == ()
    assert bar(Scale.over([]), None, 3) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "—"), (0, "0"), (999, "999"), (1000, "1K"), (185_000, "185K"), (1_254_000, "1.25M"),
     (999_999, "1M"), (2.5e9, "2.5B"), (1.482, "1.48")],
)  # fmt: skip
def test_short_figures(value: float | None, said: str) -> None:
    assert short(value) == said


def test_shades_rise_with_the_count() -> None:
    shades = [shade(count, 1000) for count in (0, 1, 5, 50, 500, 1000)]
    assert shades == sorted(shades)
    assert (shades[0], shades[1], shades[-1]) == (0, 1, 5)


def test_a_scatter_holds_every_end_and_counts_those_far_off() -> None:
    rows = tuple(
        {"computed": 1000.0 * at, "deviation": deviation}
        for at, deviation in ((1, 0), (1, 1), (2, 12), (3, 400), (4, -90))
    )
    found = scatter(ChartData("", rows, len(rows), "end"))
    assert found["beyond"] == 2
    assert sorted(count for _, count in found["cells"]) == [1, 1, 1, 2]
    assert all(abs(line) <= found["half"] for (_, line), _ in found["cells"])


def test_months_have_no_gap_and_their_own_length() -> None:
    rows = tuple(
        {"kind": "k", "date": day, "guides": 2, "overdue": False} for day in (date(2027, 12, 31), date(2028, 3, 1))
    )
    found = months(ChartData("", rows, 4, "guide"), "k")
    assert [(month["name"], month["length"], len(month["days"])) for month in found] == [
        ("2027-12", 31, 1), ("2028-01", 31, 0), ("2028-02", 29, 0), ("2028-03", 31, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("days", [(date.min, date.max), (date.max, date.max), (date.min, date.min)])
def test_absurd_dates_are_a_short_calendar(days: tuple[date, date]) -> None:
    rows = tuple({"kind": "k", "date": day, "guides": 1, "overdue": True} for day in dict.fromkeys(days))
    assert 1 <= len(months(ChartData("", rows, 2, "guide"), "k")) <= 36
