"""Compensation guides as typed records, and the linter that keeps their figures true."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from comp_data.version import __version__

if TYPE_CHECKING:
    from comp_data.base.diagnostics import Diagnostic, Edit, Fix, RelatedPlace, Severity, Span
    from comp_data.base.errors import (
        CompDataError,
        ConfigError,
        CurrencyMismatchError,
        DatasetNotFoundError,
        GitError,
        InvalidDatasetError,
        MissingExtraError,
        MissingRateError,
        MixedCurrenciesError,
        NoMatchError,
        QueryError,
        RatesError,
        UsageError,
    )
    from comp_data.comparison.model import (
        BodyChange,
        FigureChange,
        RecordChange,
        RegionEntry,
        RegionRename,
        ValueChange,
    )
    from comp_data.comparison.uniform_changes import UniformChange
    from comp_data.dataset.dataset import Dataset
    from comp_data.dataset.loading import iter_guides, load
    from comp_data.dataset.overview import Coverage, Overview
    from comp_data.dataset.statistics import PayGroup, PayStatistics
    from comp_data.diffing.api import diff
    from comp_data.diffing.changes import DatasetChanges
    from comp_data.linter.api import lint
    from comp_data.linter.result import LintResult
    from comp_data.matching.matcher import Candidate, Match
    from comp_data.records.body import GuideBody
    from comp_data.records.metadata import Meta
    from comp_data.records.models import Compensation, DataSource, Guide, LevelMapping
    from comp_data.records.reader import Problem
    from comp_data.tables.frames import Tables
    from comp_data.tables.sql import Result
    from comp_data.values.money import Bonus, PayRange, expected_total
    from comp_data.values.quarters import Quarter
    from comp_data.values.rates.rates import Rates, ecb_rates

__all__ = [
    "BodyChange",
    "Bonus",
    "Candidate",
    "CompDataError",
    "Compensation",
    "ConfigError",
    "Coverage",
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
    "Match",
    "Meta",
    "MissingExtraError",
    "MissingRateError",
    "MixedCurrenciesError",
    "NoMatchError",
    "Overview",
    "PayGroup",
    "PayRange",
    "PayStatistics",
    "Problem",
    "Quarter",
    "QueryError",
    "Rates",
    "RatesError",
    "RecordChange",
    "RegionEntry",
    "RegionRename",
    "RelatedPlace",
    "Result",
    "Severity",
    "Span",
    "Tables",
    "UniformChange",
    "UsageError",
    "ValueChange",
    "__version__",
    "diff",
    "ecb_rates",
    "expected_total",
    "iter_guides",
    "lint",
    "load",
]

# Loaded at first use: linting needs none of pydantic, and starts in half the time without it.
_HOMES = {
    "dataset.dataset": ("Dataset",),
    "diffing.changes": ("DatasetChanges",),
    "records.metadata": ("Meta",),
    "dataset.overview": ("Coverage", "Overview"),
    "base.diagnostics": ("Diagnostic", "Edit", "Fix", "RelatedPlace", "Severity", "Span"),
    "diffing.api": ("diff",),
    "base.errors": (
        "CompDataError",
        "ConfigError",
        "CurrencyMismatchError",
        "DatasetNotFoundError",
        "GitError",
        "InvalidDatasetError",
        "MissingExtraError",
        "MissingRateError",
        "MixedCurrenciesError",
        "NoMatchError",
        "QueryError",
        "RatesError",
        "UsageError",
    ),
    "tables.frames": ("Tables",),
    "records.body": ("GuideBody",),
    "records.reader": ("Problem",),
    "linter.api": ("lint",),
    "linter.result": ("LintResult",),
    "dataset.loading": ("iter_guides", "load"),
    "matching.matcher": ("Candidate", "Match"),
    "records.models": ("Compensation", "DataSource", "Guide", "LevelMapping"),
    "values.money": ("Bonus", "PayRange", "expected_total"),
    "dataset.statistics": ("PayGroup", "PayStatistics"),
    "values.quarters": ("Quarter",),
    "values.rates.rates": ("Rates", "ecb_rates"),
    "comparison.model": ("BodyChange", "FigureChange", "RecordChange", "RegionEntry", "RegionRename", "ValueChange"),
    "tables.sql": ("Result",),
    "comparison.uniform_changes": ("UniformChange",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


if not TYPE_CHECKING:  # a type checker must not take every name for one of the package

    def __getattr__(name: str) -> Any:
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"comp_data.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
