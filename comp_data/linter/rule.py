"""What a rule is: a function with a code, a name, a severity, a scope and, as its docstring, its documentation."""

import enum
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
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
"""The families of rules by the beginning of their codes."""


class Scope(enum.Enum):
    """What a rule looks at, and so when it can run."""

    DOCUMENT = "document"
    RECORD = "record"
    DATASET = "dataset"
    CHANGE = "change"
    ENGINE = "engine"


class FixKind(enum.Enum):
    """Whether a rule can mend what it finds, and whether that needs a person's consent."""

    NONE = "none"
    SAFE = "safe"
    UNSAFE = "unsafe"


class DatasetFinding(NamedTuple):
    """A finding of a dataset or change rule: `facts` tells the file it stands in, `others` related places elsewhere."""

    facts: Facts
    finding: Finding
    others: tuple[tuple[Facts, Note], ...] = ()


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule. `check` takes what its scope names, and `options` where the rule has some.

    A `preview` rule is tried out: its findings may still change, so it is off unless it is asked for by its own
    code or name, or all preview rules are.
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
    preview: bool = False

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
        """The documentation's first paragraph as one line."""
        return " ".join(self.documentation.split("\n\n", 1)[0].split())

    @property
    def page(self) -> str:
        """The name of the file that holds the rule's documentation: `CD201-total-mismatch.md` in `docs/rules`."""
        return f"{self.code}-{self.name}.md"

    @cached_property
    def sections(self) -> dict[str, str]:
        """The documentation by its headings: `Why`, `Before`, `Bad`, `Good`, `Fix`; texts without indentation."""
        parts = re.split(r"^(Why|Before|Bad|Good|Fix|Options):[ \t]*\n", self.documentation, flags=re.MULTILINE)
        return {title: textwrap.dedent(text).strip("\n") for title, text in zip(parts[1::2], parts[2::2], strict=True)}

    @property
    def runs_unasked(self) -> bool:
        """Whether the rule runs where nothing is configured."""
        return self.on_by_default and not self.preview

    def is_named_by(self, selector: str) -> bool:
        """Whether a selector is this rule's own code or name."""
        return selector == self.name or selector.upper() == self.code

    def is_selected_by(self, selector: str) -> bool:
        """Whether a selector means this rule: `ALL`, a code or the beginning of one, or the rule's name."""
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
    preview: bool = False,
) -> Callable[[Callable[..., Iterable[Finding]]], Rule]:
    """Makes a rule of a function over one Document or one Record; which of the two its annotation says.

    Where it speaks of the same key path as one of the rules `supersedes`, that one's finding is left out.
    """

    def decorate(check: Callable[..., Iterable[Finding]]) -> Rule:
        scope = Scope.DOCUMENT if next(iter(check.__annotations__.values())) is Document else Scope.RECORD
        return Rule(code, name, severity, scope, check, fix, reads_clock, on_by_default, options, supersedes, preview)

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
    """Makes a rule of a function over the facts of all records of a dataset, in the order of their paths."""

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
    """Makes a rule of a function over what changed against a base; it runs where there is one."""

    def decorate(check: Callable[..., Iterable[DatasetFinding]]) -> Rule:
        return Rule(code, name, severity, Scope.CHANGE, check, fix, options=options)

    return decorate
