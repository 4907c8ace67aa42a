"""The exceptions of the package; each carries data, so that a caller need not read its text."""

from collections.abc import Sequence
from typing import Protocol


class CompDataError(Exception):
    """Base of every exception that the package raises on purpose."""


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
        files = len({problem.path for problem in self.problems})
        lines = [f"{len(self.problems)} problem(s) in {files} file(s)"]
        lines += [f"{p.path}:{p.line}:{p.column}: {p.code} {p.message}" for p in self.problems]
        super().__init__("\n".join(lines))


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


class UsageError(CompDataError):
    """What was asked for cannot be done as asked: an unknown rule, a file that is not there."""


class MissingExtraError(CompDataError):
    """A library is not installed that an extra of the package brings; `module` is its name, `extra` the extra's."""

    def __init__(self, module: str, extra: str) -> None:
        self.module = module
        self.extra = extra
        super().__init__(f"{module} is needed for this, and cannot be imported: pip install 'comp-data[{extra}]'")


class GitError(CompDataError):
    """A revision cannot be read: there is no repository, no such revision, or not enough of the history."""
