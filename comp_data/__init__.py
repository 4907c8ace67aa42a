"""Compensation guides as typed records, and the linter that keeps their figures true."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from comp_data.version import __version__

if TYPE_CHECKING:
    from comp_data.dataset import Dataset
    from comp_data.dataset_changes import DatasetChanges
    from comp_data.dataset_meta import Meta
    from comp_data.diagnostics import Diagnostic, Edit, Fix, RelatedPlace, Severity, Span
    from comp_data.diffing import diff
    from comp_data.errors import (
        CompDataError,
        ConfigError,
        CurrencyMismatchError,
        DatasetNotFoundError,
        GitError,
        InvalidDatasetError,
        UsageError,
    )
    from comp_data.guide_body import GuideBody
    from comp_data.guide_reading import Problem
    from comp_data.linter.api import lint
    from comp_data.linter.engine import LintResult
    from comp_data.loading import iter_guides, load
    from comp_data.models import Compensation, DataSource, Guide, LevelMapping
    from comp_data.money import Bonus, PayRange, expected_total
    from comp_data.quarters import Quarter
    from comp_data.record_change import FigureChange, RecordChange

__all__ = [
    "Bonus",
    "CompDataError",
    "Compensation",
    "ConfigError",
    "CurrencyMismatchError",
    "DataSource",
    "Dataset",
    "DatasetChanges",
    "DatasetNotFoundError",
    "Diagnostic",
    "Edit",
    "FigureChange",
    "Fix",
    "GitError",
    "Guide",
    "GuideBody",
    "InvalidDatasetError",
    "LevelMapping",
    "LintResult",
    "Meta",
    "PayRange",
    "Problem",
    "Quarter",
    "RecordChange",
    "RelatedPlace",
    "Severity",
    "Span",
    "UsageError",
    "__version__",
    "diff",
    "expected_total",
    "iter_guides",
    "lint",
    "load",
]

# Loaded at first use: linting needs none of pydantic, and starts in half the time without it.
_HOMES = {
    "dataset": ("Dataset",),
    "dataset_changes": ("DatasetChanges",),
    "dataset_meta": ("Meta",),
    "diagnostics": ("Diagnostic", "Edit", "Fix", "RelatedPlace", "Severity", "Span"),
    "diffing": ("diff",),
    "errors": (
        "CompDataError",
        "ConfigError",
        "CurrencyMismatchError",
        "DatasetNotFoundError",
        "GitError",
        "InvalidDatasetError",
        "UsageError",
    ),
    "guide_body": ("GuideBody",),
    "guide_reading": ("Problem",),
    "linter.api": ("lint",),
    "linter.engine": ("LintResult",),
    "loading": ("iter_guides", "load"),
    "models": ("Compensation", "DataSource", "Guide", "LevelMapping"),
    "money": ("Bonus", "PayRange", "expected_total"),
    "quarters": ("Quarter",),
    "record_change": ("FigureChange", "RecordChange"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


if not TYPE_CHECKING:  # a type checker must not take every name for one of the package

    def __getattr__(name: str) -> Any:
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"comp_data.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
