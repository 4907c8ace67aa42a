"""Match every row of a frame of polars, pandas or pyarrow: the same frame with the guide and how it was found."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from comp_data.base.errors import UsageError
from comp_data.base.wording import did_you_mean
from comp_data.matching.matcher import Match
from comp_data.tables.frames import Values, arrow_table, pandas_frame, polars_frame

if TYPE_CHECKING:
    from comp_data.tables.columns import ColumnType

Frame = TypeVar("Frame")

_ADDED: Final[tuple[tuple[str, "ColumnType", Callable[[Match], Any]], ...]] = (
    ("guide", "text", lambda one: one.guide.id if one.guide else None),
    ("how", "text", lambda one: one.how),
    ("score", "number", lambda one: one.score),
    ("reason", "text", lambda one: one.reason or None),
    ("alternatives", "text", lambda one: ", ".join(near.guide.id for near in one.alternatives) or None),
)


def with_matches(frame: Frame, company: str, title: str, match: Callable[[str, str], Match]) -> Frame:
    """Return a frame with the columns guide, how, score, reason and alternatives; null names match nothing.

    Raises UsageError for another kind of frame, a column that is missing, and one that would be replaced.
    """
    library = type(frame).__module__.partition(".")[0]
    if library not in _APPEND:
        raise UsageError(f"a {type(frame).__name__} cannot be matched; give a frame of polars, pandas or pyarrow")
    given: Any = frame
    names = [str(name) for name in (given.column_names if library == "pyarrow" else given.columns)]
    for name in (company, title):
        if name not in names:
            raise UsageError(f"the frame has no column {name}{did_you_mean(name, names)}")
    if taken := [name for name, _, _ in _ADDED if name in names]:
        raise UsageError(f"the frame has a column {taken[0]} already; rename it")
    to_list = "tolist" if library == "pandas" else "to_list" if library == "polars" else "to_pylist"
    rows = zip(*(getattr(given[name], to_list)() for name in (company, title)), strict=True)
    once = cache(match)
    found = [once(_text(of_company), _text(of_title)) for of_company, of_title in rows]
    matched: Frame = _APPEND[library](given, [Values(name, kind, list(map(of, found))) for name, kind, of in _ADDED])
    return matched


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _append_polars(frame: Any, columns: Sequence[Values]) -> Any:
    return frame.hstack(polars_frame(columns))


def _append_pandas(frame: Any, columns: Sequence[Values]) -> Any:
    made = pandas_frame(columns)
    return frame.assign(**{name: made[name].array for name in made.columns})


def _append_arrow(frame: Any, columns: Sequence[Values]) -> Any:
    made = arrow_table(columns)
    for name in made.column_names:
        frame = frame.append_column(name, made[name])
    return frame


_APPEND: Final = {"polars": _append_polars, "pandas": _append_pandas, "pyarrow": _append_arrow}
