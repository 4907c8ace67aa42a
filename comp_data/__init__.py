"""Compensation guides as typed records, and the linter that keeps their figures true."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from comp_data.version import __version__

if TYPE_CHECKING:
    from comp_data.dataset import Dataset
    from comp_data.dataset_changes import DatasetChanges
    from comp_data.dataset_meta import Meta
    from comp_data.dataset_overview import Coverage, Overview
    from comp_data.diagnostics import Diagnostic, Edit, Fix, RelatedPlace, Severity, Span
    from comp_data.diffing import diff
    from comp_data.errors import (
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
    from comp_data.frames import Tables
    from comp_data.guide_body import GuideBody
    from comp_data.guide_reading import Problem
    from comp_data.linter.api import lint
    from comp_data.linter.result import LintResult
    from comp_data.loading import iter_guides, load
    from comp_data.matching.matcher import Candidate, Match
    from comp_data.models import Compensation, DataSource, Guide, LevelMapping
    from comp_data.money import Bonus, PayRange, expected_total
    from comp_data.pay_statistics import PayGroup, PayStatistics
    from comp_data.quarters import Quarter
    from comp_data.rates import Rates, ecb_rates
    from comp_data.record_change import (
        BodyChange,
        FigureChange,
        RecordChange,
        RegionEntry,
        RegionRename,
        ValueChange,
    )
    from comp_data.sql import Result
    from comp_data.uniform_changes import UniformChange

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
    "dataset": ("Dataset",),
    "dataset_changes": ("DatasetChanges",),
    "dataset_meta": ("Meta",),
    "dataset_overview": ("Coverage", "Overview"),
    "diagnostics": ("Diagnostic", "Edit", "Fix", "RelatedPlace", "Severity", "Span"),
    "diffing": ("diff",),
    "errors": (
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
    "frames": ("Tables",),
    "guide_body": ("GuideBody",),
    "guide_reading": ("Problem",),
    "linter.api": ("lint",),
    "linter.result": ("LintResult",),
    "loading": ("iter_guides", "load"),
    "matching.matcher": ("Candidate", "Match"),
    "models": ("Compensation", "DataSource", "Guide", "LevelMapping"),
    "money": ("Bonus", "PayRange", "expected_total"),
    "pay_statistics": ("PayGroup", "PayStatistics"),
    "quarters": ("Quarter",),
    "rates": ("Rates", "ecb_rates"),
    "record_change": ("BodyChange", "FigureChange", "RecordChange", "RegionEntry", "RegionRename", "ValueChange"),
    "sql": ("Result",),
    "uniform_changes": ("UniformChange",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


if not TYPE_CHECKING:  # a type checker must not take every name for one of the package

    def __getattr__(name: str) -> Any:
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"comp_data.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
