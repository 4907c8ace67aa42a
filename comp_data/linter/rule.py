"""Define rules: functions with a code, a name, a severity and a scope, documented by their docstrings."""

import enum
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any, NamedTuple, TypeVar, overload

from comp_data.base.diagnostics import Finding, Note, Severity
from comp_data.guide.document import Document
from comp_data.linter.base_comparison.model import Changes
from comp_data.linter.record import Record
from comp_data.linter.summary import Facts

FAMILIES = {
    "CD0": "document",
    "CD1": "schema",
    "CD2": "money",
    "CD3": "regions",
    "CD4": "dates",
    "CD5": "body agreement",
    "CD6": "identity",
    "CD7": "sources",
    "CD8": "changes",
    "CD9": "the linter itself",
}
"""The families of rules by the first characters of their codes."""


class Scope(enum.Enum):
    """What a rule checks, which decides when it can run."""

    DOCUMENT = "document"
    RECORD = "record"
    DATASET = "dataset"
    CHANGE = "change"
    ENGINE = "engine"


class FixKind(enum.Enum):
    """Whether a rule can fix its findings, and whether a person must agree to that."""

    NONE = "none"
    SAFE = "safe"
    UNSAFE = "unsafe"


class DatasetFinding(NamedTuple):
    """A finding of a dataset or change rule: `facts` identifies its file, `others` are places in other files."""

    facts: Facts
    finding: Finding
    others: tuple[tuple[Facts, Note], ...] = ()


def _defined(module: str, name: str) -> "Rule":
    rule: Rule = getattr(import_module(module), name)
    return rule


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule. `check` takes what its scope names, and `options` if the rule has any.

    The findings of a `preview` rule may still change. It runs only if it is selected by its own code or name, or if
    preview rules are turned on.
    """

    code: str
    name: str
    severity: Severity
    scope: Scope
    check: Callable[..., Iterable[Any]]
    fix: FixKind = FixKind.NONE
    reads_clock: bool = False
    on_by_default: bool = True
    options: Any = None
    supersedes: tuple[str, ...] = ()
    silences: tuple[str, ...] = ()
    preview: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle a rule as the name of where it is defined: what it holds is code."""
        module = import_module(self.check.__module__)
        return _defined, (module.__name__, next(name for name, value in vars(module).items() if value is self))

    @cached_property
    def documentation(self) -> str:
        """The docstring of the rule's function, without indentation."""
        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def family(self) -> str:
        """The name of the rule's family: `money`."""
        return FAMILIES[self.code[:3]]

    @property
    def summary(self) -> str:
        """The first paragraph of the documentation, on one line."""
        return " ".join(self.documentation.split("\n\n", 1)[0].split())

    @property
    def page(self) -> str:
        """The file name of the rule's page in `docs/rules`: `CD201-total-mismatch.md`."""
        return f"{self.code}-{self.name}.md"

    @cached_property
    def sections(self) -> dict[str, str]:
        """The documentation by its headings `Why`, `Before`, `Example` and `Fix`, without indentation."""
        parts = re.split(r"^(Why|Before|Example|Fix):[ \t]*\n", self.documentation, flags=re.MULTILINE)
        return {title: textwrap.dedent(text).strip("\n") for title, text in zip(parts[1::2], parts[2::2], strict=True)}

    @property
    def bad(self) -> str:
        """The example with the problem: its lines that begin with `-` or a blank; empty without an example."""
        return self._example("-")

    @property
    def good(self) -> str:
        """The example without the problem: its lines that begin with `+` or a blank."""
        return self._example("+")

    def _example(self, side: str) -> str:
        lines = self.sections.get("Example", "").splitlines()
        return "\n".join(line[2:] for line in lines if line[:1] in ("", " ", side))

    @property
    def runs_by_default(self) -> bool:
        """Whether the rule runs by default."""
        return self.on_by_default and not self.preview

    def is_named_by(self, selector: str) -> bool:
        """Whether a selector is the rule's code or name."""
        return selector == self.name or selector.upper() == self.code

    def is_selected_by(self, selector: str) -> bool:
        """Whether a selector includes the rule: `ALL`, the beginning of its code, or its name."""
        return selector == self.name or selector.upper() == "ALL" or self.code.startswith(selector.upper())


_Subject = TypeVar("_Subject", Document, Record)
_Options = TypeVar("_Options")
_All = tuple[Facts, ...]


@overload
def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    fix: FixKind = ...,
    reads_clock: bool = ...,
    on_by_default: bool = ...,
    supersedes: tuple[str, ...] = ...,
    silences: tuple[str, ...] = ...,
    preview: bool = ...,
) -> Callable[[Callable[[_Subject], Iterable[Finding]]], Rule]: ...
@overload
def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    options: _Options,
    fix: FixKind = ...,
    reads_clock: bool = ...,
    on_by_default: bool = ...,
    supersedes: tuple[str, ...] = ...,
    silences: tuple[str, ...] = ...,
    preview: bool = ...,
) -> Callable[[Callable[[_Subject, _Options], Iterable[Finding]]], Rule]: ...
def rule(  # noqa: PLR0913 - a keyword for each property
    code: str,
    name: str,
    severity: Severity,
    *,
    options: Any = None,
    fix: FixKind = FixKind.NONE,
    reads_clock: bool = False,
    on_by_default: bool = True,
    supersedes: tuple[str, ...] = (),
    silences: tuple[str, ...] = (),
    preview: bool = False,
) -> Callable[[Callable[..., Iterable[Finding]]], Rule]:
    """Make a rule from a function over one Document or one Record, according to its annotation.

    A finding of a rule in `supersedes` is left out if this rule has a finding with the same key path; a finding
    of a rule in `silences` is left out if this rule has any finding in the guide.
    """

    def decorate(check: Callable[..., Iterable[Finding]]) -> Rule:
        scope = Scope.DOCUMENT if next(iter(check.__annotations__.values())) is Document else Scope.RECORD
        return Rule(
            code, name, severity, scope, check, fix, reads_clock, on_by_default, options, supersedes, silences, preview
        )

    return decorate


@overload
def dataset_rule(
    code: str, name: str, severity: Severity, *, on_by_default: bool = ..., preview: bool = ...
) -> Callable[[Callable[[_All], Iterable[DatasetFinding]]], Rule]: ...
@overload
def dataset_rule(
    code: str, name: str, severity: Severity, *, options: _Options, on_by_default: bool = ..., preview: bool = ...
) -> Callable[[Callable[[_All, _Options], Iterable[DatasetFinding]]], Rule]: ...
def dataset_rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    options: Any = None,
    on_by_default: bool = True,
    preview: bool = False,
) -> Callable[[Callable[..., Iterable[DatasetFinding]]], Rule]:
    """Make a rule from a function over the facts of all records of a dataset, in the order of their paths."""

    def decorate(check: Callable[..., Iterable[DatasetFinding]]) -> Rule:
        return Rule(
            code,
            name,
            severity,
            Scope.DATASET,
            check,
            on_by_default=on_by_default,
            options=options,
            preview=preview,
        )

    return decorate


@overload
def change_rule(
    code: str, name: str, severity: Severity, *, fix: FixKind = ...
) -> Callable[[Callable[[Changes], Iterable[DatasetFinding]]], Rule]: ...
@overload
def change_rule(
    code: str, name: str, severity: Severity, *, options: _Options, fix: FixKind = ...
) -> Callable[[Callable[[Changes, _Options], Iterable[DatasetFinding]]], Rule]: ...
def change_rule(
    code: str, name: str, severity: Severity, *, options: Any = None, fix: FixKind = FixKind.NONE
) -> Callable[[Callable[..., Iterable[DatasetFinding]]], Rule]:
    """Make a rule from a function over the changes since a base; it runs only if there is one."""

    def decorate(check: Callable[..., Iterable[DatasetFinding]]) -> Rule:
        return Rule(code, name, severity, Scope.CHANGE, check, fix, options=options)

    return decorate
