"""The exceptions of the package; each carries data, so that a caller need not read its text."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

_MOST_COLUMNS: Final = 120
"""The most of a query's line that is shown."""


class CompDataError(Exception):
    """Base of every exception that the package raises on purpose."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The message by its lines, each of which may hold text of a guide."""
        return (str(self),)


class LocatedProblem(Protocol):
    """What an error lists: a problem of one file, with the place it stands at."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def message(self) -> str: ...  # noqa: D102
    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def column(self) -> int: ...  # noqa: D102


class InvalidDatasetError(CompDataError):
    """One or more guides are not records; `problems` has every problem of every file."""

    def __init__(self, problems: Sequence[LocatedProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> tuple[str, ...]:
        """How many problems there are, and each on a line."""
        files = len({problem.path for problem in self.problems})
        told = (f"{p.path}:{p.line}:{p.column}: {p.code} {p.message}" for p in self.problems)
        return f"{len(self.problems)} problem(s) in {files} file(s)", *told


class DatasetNotFoundError(CompDataError):
    """The folder that was to be read is not there, or holds no guide."""


class ConfigError(CompDataError):
    """The configuration cannot be used; the message names the file, the key and what to write instead."""


class CurrencyMismatchError(CompDataError):
    """Two amounts in different currencies were to be compared or added."""

    def __init__(self, first: str, second: str) -> None:
        self.first = first
        self.second = second
        super().__init__(f"{first} and {second} cannot be added or compared; convert one of them first")


class MixedCurrenciesError(CurrencyMismatchError):
    """Figures of several currencies were to be counted together; `group` is by what, `currencies` are all there are.

    `others` is how many more groups there are with several.
    """

    def __init__(self, group: Mapping[str, object], currencies: Sequence[str], others: int = 0) -> None:
        self.group = dict(group)
        self.currencies = tuple(currencies)
        self.others = others
        super().__init__(*self.currencies[:2])

    def __str__(self) -> str:
        named = ", ".join(f"{name} {'not known' if value is None else value}" for name, value in self.group.items())
        more = f" (and so do {self.others:,} more groups)" if self.others > 1 else " (and so does 1 more group)"
        return (
            f"{named or 'the whole'} has figures in {', '.join(self.currencies)}{more if self.others else ''}: "
            "group by currency too, or give a currency to convert to, and rates"
        )


class RatesError(CompDataError):
    """Exchange rates cannot be used: a file that holds none, a day that there are none for."""


class MissingRateError(RatesError):
    """There is no rate for some currencies: `currencies` are their codes, `rates` says which rates were looked in."""

    def __init__(self, currencies: Sequence[str], rates: str) -> None:
        self.currencies = tuple(currencies)
        self.rates = rates
        super().__init__(f"{rates}: no rate for {', '.join(self.currencies)}; give a file of your own with all of them")


class UsageError(CompDataError):
    """What was asked for cannot be done as asked: an unknown rule, a file that is not there."""


class MissingExtraError(CompDataError):
    """A library is not installed that an extra of the package brings; `module` is its name, `extra` the extra's."""

    def __init__(self, module: str, extra: str) -> None:
        self.module = module
        self.extra = extra
        super().__init__(f"{module} is needed for this, and cannot be imported: pip install 'comp-data[{extra}]'")


class QueryError(CompDataError):
    """A query cannot be run, for `reason`; `line` and `column` are from 1, None where the place is not known."""

    def __init__(self, reason: str, query: str, offset: int | None = None, length: int = 1) -> None:
        self.reason = reason
        self.query = query
        self.line: int | None = None
        self.column: int | None = None
        self._picture: tuple[str, ...] = ()
        if offset is not None:
            before = query[:offset]
            self.line, self.column = before.count("\n") + 1, offset - before.rfind("\n")
            self._picture = _picture(query.split("\n")[self.line - 1], self.line, self.column - 1, length)
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> tuple[str, ...]:
        """The reason with its place, and below it the line of the query with a mark."""
        place = "the query" if self.line is None else f"the query, {self.line}:{self.column}"
        return f"{place}: {self.reason}", *self._picture


class GitError(CompDataError):
    """A revision cannot be read: there is no repository, no such revision, or not enough of the history."""


class NoMatchError(CompDataError):
    """A company and title that no guide was found for, or not as surely as was asked; `alternatives` are ids."""

    def __init__(self, company: str, title: str, reason: str, alternatives: Sequence[str]) -> None:
        self.company = company
        self.title = title
        self.alternatives = tuple(alternatives)
        hint = f"; it may be {', '.join(self.alternatives)}" if alternatives else ""
        super().__init__(f"no match for {company!r}, {title!r}: {reason}{hint}")


def _picture(text: str, line: int, start: int, length: int) -> tuple[str, str]:
    """A line and the marks below it; of a long line the part around them."""
    first = 0 if len(text) <= _MOST_COLUMNS else max(0, min(start - 20, len(text) - _MOST_COLUMNS))
    last = first + _MOST_COLUMNS
    lead, trail = "…" * (first > 0), "…" * (last < len(text))
    marks = "^" * max(1, min(start + length, len(text), last) - start)
    shown = text[first:last].replace("\t", " ")
    return (
        f"{line} | {lead}{shown}{trail}",
        f"{' ' * len(str(line))} | {' ' * (len(lead) + start - first)}{marks}",
    )
