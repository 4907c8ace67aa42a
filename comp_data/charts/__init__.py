"""Charts of a dataset for notebooks: each function takes a Dataset and returns an altair chart (extra `charts`).

    import comp_data as cd
    from comp_data import charts

    charts.ranges(cd.load("seeds"), "ml-ai-engineer", "Paris")

Every chart says how many figures it shows, what it leaves out and of when it is; currencies are never mixed. The
color-blind can distinguish the colors, and nothing is shown by color only.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from comp_data.base.diagnostics import Diagnostic
from comp_data.base.package import load_extra
from comp_data.charts import data
from comp_data.charts.data import ChartData
from comp_data.dataset.dataset import Dataset
from comp_data.linter.api import lint
from comp_data.values.money import COMPONENT_NAMES
from comp_data.values.quarters import day_of

__all__ = ["calendar", "findings", "quartiles", "ranges", "spreads", "stated_and_computed", "unknowns"]

BLUE: Final = "#2f7fb8"
DARK: Final = "#0f4c75"
GREY: Final = "#8a8f98"
ORANGE: Final = "#d1662b"
SEQUENCE: Final = ("#a9cfe6", "#86bcdd", "#5fa6d2", "#3f8fc2", "#0d568c")
"""A sequence from few to many, in steps of lightness."""

_MOST_POINTS: Final = 2000


class _Altair:
    """The library altair, imported at its first use."""

    def __getattr__(self, name: str) -> Any:
        return getattr(load_extra("altair", extra="charts"), name)


alt: Any = _Altair()


def ranges(
    ds: Dataset, role: str, place: str | None = None, *, part: str = "total_comp", currency: str | None = None
) -> Any:
    """Draw the pay ranges of a role by company, in one place or everywhere; base salaries over official wages.

    Args:
        ds: The dataset.
        role: The role's slug or name.
        place: A place in any spelling; unlike in `ds.where`, the places in it are not included.
        part: A part of pay: base, stock, stock_yearly, bonus, signing_bonus, total_comp or expected_total.
        currency: The currency; by default that of the most pay ranges. Those in others are left out and counted.

    Raises:
        UsageError: The role, the place, the part or the currency is unknown; the message suggests the closest one.
        MissingExtraError: The extra `charts` is not installed.
    """
    found = data.ranges(ds, role, place, part=part, currency=currency)
    labels = (("company", "level"), ("company", "region", "level"), ("guide", "region", "level"))
    for names in labels[place is None :]:  # until no two ranges have one name, which would draw them over each other
        rows = [{**row, "name": ", ".join(row[key] for key in names if row[key])} for row in found.rows]
        if len({row["name"] for row in rows}) == len(rows):
            break
    y = _by_name("name", list(dict.fromkeys(_escaped(row["name"]) for row in rows)))
    x_axis = {"title": _amounts(found), "axis": _amount_axis()}
    marks = _chart(rows).mark_bar(height=10, cornerRadius=2, color=BLUE)
    tooltip = _tooltip(("company", "region", "level"), ("low", "high"))
    bars = marks.encode(x=alt.X("low:Q", **x_axis), x2="high:Q", y=y, tooltip=tooltip)
    if not (compared := [row for row in rows if "p10" in row]):
        return _titled(bars, found)
    wages = _chart(compared).mark_bar(height=16, color=GREY, opacity=0.35)
    tooltip = _tooltip(("company", "region"), ("p10", "p90"))
    bands = wages.encode(x=alt.X("p10:Q", **x_axis), x2="p90:Q", y=y, tooltip=tooltip)
    return _titled(bands + bars, found, "gray: official wages, 10th to 90th percentile")


def quartiles(
    ds: Dataset, by: str = "role", *, part: str = "total_comp", currency: str | None = None, place: str | None = None
) -> Any:
    """Draw minimum, quartiles and maximum of pay by role, company or place; see `ranges` for the arguments."""
    return _boxes(data.quartiles(ds, by, part=part, currency=currency, place=place))


def spreads(ds: Dataset, by: str = "role", *, part: str = "total_comp") -> Any:
    """Draw how wide pay ranges are, high end ÷ low end, by role, company or place."""
    return _boxes(data.spreads(ds, by, part=part))


def stated_and_computed(ds: Dataset, *, currency: str | None = None) -> Any:
    """Draw stated totals against those by the formula, with the bands of ±10% and ±25%; many points are binned."""
    found = data.stated_and_computed(ds, currency=currency)
    x = alt.X("computed:Q", title=f"total by the formula, {found.currency or ''}", axis=_amount_axis())
    y = alt.Y("deviation:Q", title="stated total over the formula, %")
    in_percent = ({"low": -25, "high": 25}, {"low": -10, "high": 10})
    bands = _chart(in_percent).mark_rect(color=GREY, opacity=0.12).encode(y="low:Q", y2="high:Q")
    if len(found.rows) > _MOST_POINTS:  # counted in squares, a chart of thousands stays small
        wide = max(row["computed"] for row in found.rows) / 30
        cells = Counter((int(row["computed"] / wide), round(row["deviation"] / 5)) for row in found.rows)
        squares = []
        for (column, line), count in sorted(cells.items()):
            across = {"computed": column * wide, "computed_end": (column + 1) * wide}
            squares.append({**across, "deviation": line * 5 - 2.5, "deviation_end": line * 5 + 2.5, "n": count})
        more = {"color": _counted("n", title="ends"), "tooltip": _tooltip((), ("n",))}
        marks = _chart(squares).mark_rect().encode(x=x, y=y, x2="computed_end:Q", y2="deviation_end:Q", **more)
    else:
        tooltip = _tooltip(("guide", "region", "end"), ("stated", "computed", "deviation"))
        marks = _chart(found.rows).mark_circle(color=DARK, opacity=0.5).encode(x=x, y=y, tooltip=tooltip)
    return _titled(alt.layer(bands, marks), found, "gray: within ±10% and ±25%")


def calendar(ds: Dataset, today: date | None = None) -> Any:
    """Draw when guides were last updated and when reviews are due, a square for each day; overdue ones have an edge."""
    found = data.calendar(ds, day_of("today", today))
    days = [(row, str(row["date"])) for row in found.rows]
    rows = [{**row, "date": day, "line": f"{row['kind']}, {day[:7]}", "day": row["date"].day} for row, day in days]
    edge = alt.Scale(domain=[False, True], range=["transparent", ORANGE])
    x = alt.X("day:O", title="day of the month", scale=alt.Scale(domain=list(range(1, 32))))
    stroke = alt.Stroke("overdue:N", scale=edge, legend=alt.Legend(values=[True], symbolFillColor="transparent"))
    tooltip = _tooltip(("kind", "date", "overdue"), ("guides",))
    shown = {"color": _counted("guides", title="guides"), "stroke": stroke, "tooltip": tooltip}
    return _titled(_chart(rows).mark_rect(strokeWidth=2).encode(x=x, y=alt.Y("line:N", title=None), **shown), found)


def findings(ds: Dataset, today: date | None = None, *, diagnostics: tuple[Diagnostic, ...] | None = None) -> Any:
    """Draw the number of findings by rule and company; the dataset is linted unless `diagnostics` are given."""
    day = day_of("today", today)
    found = data.findings_by(lint(ds, today=day).diagnostics if diagnostics is None else diagnostics, day)
    rows = [{**row, "rule": f"{row['rule']} {row['name']}"} for row in found.rows]
    return _heat(found, rows, ("company", "rule", "findings"), _tooltip(("severity",)))


def unknowns(ds: Dataset) -> Any:
    """Draw the share of pay ranges that lack a component, by company and component."""
    found = data.unknowns(ds)
    more = _tooltip((), ("unknown", "pay_ranges"))
    return _heat(found, found.rows, ("component", "company", "share"), more, list(COMPONENT_NAMES))


def _boxes(found: ChartData) -> Any:
    y = _by_name("group", [_escaped(row["group"]) for row in found.rows])
    base = _chart(found.rows).encode(y=y, tooltip=_tooltip(("group",), ("n", "min", "q1", "median", "q3", "max")))
    title = _amounts(found) if found.currency else "high ÷ low"
    lines = base.mark_rule(color=BLUE).encode(x=alt.X("min:Q", title=title, axis=_amount_axis()), x2="max:Q")
    boxes = base.mark_bar(color=BLUE, height=12, cornerRadius=2).encode(x="q1:Q", x2="q3:Q")
    medians = base.mark_tick(color="black", thickness=3, size=16).encode(x="median:Q")
    return _titled(alt.layer(lines, boxes, medians), found)


def _heat(found: ChartData, rows: Any, keys: tuple[str, str, str], more: list[Any], columns: Sequence[str] = ()) -> Any:
    column, row, value = keys
    x = alt.X(f"{column}:N", title=None, sort=columns or "ascending", axis=alt.Axis(labelLimit=400))
    y = _by_name(row, alt.EncodingSortField(value, op="sum", order="descending"))
    tooltip = [*_tooltip((row, column), (value,)), *more]
    return _titled(_chart(rows).mark_rect().encode(x=x, y=y, color=_counted(value), tooltip=tooltip), found)


def _chart(rows: Any) -> Any:
    return alt.Chart(alt.Data(values=[{key: _escaped(value) for key, value in row.items()} for row in rows]))


def _escaped(value: Any) -> Any:
    """Escape what begins markup: altair writes charts into scripts of a page, which `</script>` would end."""
    return re.sub("<(?=[!/?A-Za-z])", r"\\x3c", value) if isinstance(value, str) else value


def _by_name(field: str, sort: Any) -> Any:
    return alt.Y(f"{field}:N", title=None, sort=sort, axis=alt.Axis(labelLimit=400))


def _amount_axis() -> Any:
    return alt.Axis(format="~s", labelExpr="datum.value ? datum.label : '0'", labelOverlap=True, labelSeparation=4)


def _counted(field: str, **more: str) -> Any:
    return alt.Color(f"{field}:Q", scale=alt.Scale(range=list(SEQUENCE)), legend=alt.Legend(tickMinStep=1), **more)


def _titled(chart: Any, found: ChartData, *notes: str) -> Any:
    subtitle = "; ".join([found.caption, *notes])
    return chart.properties(title=alt.Title(_escaped(found.title), subtitle=subtitle, anchor="start"))


def _amounts(found: ChartData) -> str:
    what = re.split(" by (?:role|company|place)", found.title.rpartition(": ")[2])[0]
    return f"{what[:1].lower()}{what[1:]}, {found.currency or 'no currency'}"


def _tooltip(texts: Iterable[str], numbers: Iterable[str] = ()) -> list[Any]:
    formats = {key: ",.4~g" if key in ("deviation", "share") else "," for key in numbers}
    shown = [alt.Tooltip(f"{key}:Q", format=form) for key, form in formats.items()]
    return [*(alt.Tooltip(f"{key}:N") for key in texts), *shown]
