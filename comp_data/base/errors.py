"""The exceptions of the package; each has its data as attributes, so that callers need not parse messages."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from comp_data.base.wording import excerpt, plural


class CompDataError(Exception):
    """Base of every exception that the package raises on purpose."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the message; each may contain text of a guide."""
        return (str(self),)


class Problem(NamedTuple):
    """Why a guide is not a record: the linter's code and message, at a 1-based line and column of the file."""

    path: str
    code: str
    message: str
    line: int
    column: int


class InvalidDatasetError(CompDataError):
    """One or more guides are not records; `problems` has every problem of every file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> tuple[str, ...]:
        """The number of problems, then one line for each."""
        files = plural(len({problem.path for problem in self.problems}), "file")
        listed = (f"{p.path}:{p.line}:{p.column}: {p.code} {p.message}" for p in self.problems)
        return f"{plural(len(self.problems), 'problem')} in {files}", *listed


class DatasetNotFoundError(CompDataError):
    """The folder to be read does not exist, or contains no guide."""


class ConfigError(CompDataError):
    """The configuration cannot be used; the message names the file, the key, and what to write instead."""


class CurrencyMismatchError(CompDataError):
    """Two amounts in different currencies cannot be compared or added."""

    def __init__(self, first: str, second: str) -> None:
        self.first = first
        self.second = second
        super().__init__(f"{first} and {second} cannot be added or compared; convert one of them first")


class MixedCurrenciesError(CurrencyMismatchError):
    """Figures in several currencies cannot be aggregated in one group.

    `group` is the group, `currencies` are its currencies, `others` is the number of further groups with several.
    """

    def __init__(self, group: Mapping[str, object], currencies: Sequence[str], others: int = 0) -> None:
        self.group: dict[str, object] = dict(group)
        self.currencies: tuple[str, ...] = tuple(currencies)
        self.others = others
        super().__init__(*self.currencies[:2])

    def __str__(self) -> str:
        named = ", ".join(f"{name} {'not known' if value is None else value}" for name, value in self.group.items())
        more = f" (as do {self.others:,} more groups)" if self.others > 1 else " (as does 1 more group)"
        return (
            f"{named or 'the dataset'} has figures in {', '.join(self.currencies)}{more if self.others else ''}: "
            "group by currency too, or give a currency to convert to, and rates"
        )


class RatesError(CompDataError):
    """Exchange rates cannot be used: a file contains none, or there are none for a date."""


class MissingRateError(RatesError):
    """Some currencies have no rate: `currencies` are their codes, `rates` describes the rates that were searched."""

    def __init__(self, currencies: Sequence[str], rates: str) -> None:
        self.currencies: tuple[str, ...] = tuple(currencies)
        self.rates = rates
        super().__init__(f"{rates}: no rate for {', '.join(self.currencies)}; give a file of your own with all of them")


class UsageError(CompDataError):
    """The request cannot be carried out as given: an unknown rule, a file that does not exist."""


@contextmanager
def os_errors_as(problem: str, kind: type[CompDataError] = UsageError) -> Iterator[None]:
    """Raise an error that says what cannot be done, and why, in the place of an OSError, or for text not in UTF-8."""
    try:
        yield
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise kind(f"{problem}: line {line} is not UTF-8; save it as UTF-8") from error
    except OSError as error:
        raise kind(f"{problem}: {error.strerror or error}") from error


class MissingExtraError(CompDataError):
    """An optional library is not installed: `module` is its name, `extra` the extra that installs it."""

    def __init__(self, module: str, extra: str) -> None:
        self.module = module
        self.extra = extra
        super().__init__(f"{module} is required and cannot be imported: pip install 'comp-data[{extra}]'")


class QueryError(CompDataError):
    """A query cannot be run because of `reason`; `line` and `column` count from 1, None if not known."""

    def __init__(self, reason: str, query: str, offset: int | None = None, length: int = 1) -> None:
        self.reason = reason
        self.query = query
        self.line: int | None = None
        self.column: int | None = None
        self._picture: tuple[str, ...] = ()
        if offset is not None:
            self.line = query.count("\n", 0, offset) + 1
            self.column = offset - query.rfind("\n", 0, offset)
            line = query.split("\n")[self.line - 1]
            before, marked, after = excerpt(line, self.column - 1, self.column - 1 + length)
            shown = f"{before}{marked}{after}".replace("\t", " ")
            carets = " " * len(before) + "^" * max(1, len(marked))
            gutter = " " * len(str(self.line))
            self._picture = f"{self.line} | {shown}", f"{gutter} | {carets}"
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> tuple[str, ...]:
        """The reason with its position, then the line of the query with a marker."""
        place = "the query" if self.line is None else f"the query, {self.line}:{self.column}"
        return f"{place}: {self.reason}", *self._picture


class GitError(CompDataError):
    """A revision cannot be read: no repository, no such revision, or a history that is too shallow."""


class NoMatchError(CompDataError):
    """No guide matches a company and title with the required confidence; `alternatives` are ids of guides."""

    def __init__(self, company: str, title: str, reason: str, alternatives: Sequence[str]) -> None:
        self.company = company
        self.title = title
        self.alternatives: tuple[str, ...] = tuple(alternatives)
        hint = f"; it may be {', '.join(self.alternatives)}" if alternatives else ""
        super().__init__(f"no match for {company!r}, {title!r}: {reason}{hint}")
