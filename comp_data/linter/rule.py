"""Define rules, which pages in `docs/rules` describe; what rules check can be imported from here."""

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import Any, Literal, NamedTuple, TypedDict, Unpack

from comp_data.base.diagnostics import Diagnostic, Finding, Note, Severity, Span
from comp_data.base.package import documentation_url, resource_folder
from comp_data.base.patterns import regex
from comp_data.guide.document import Document
from comp_data.linter.base_comparison.model import Change, Changes
from comp_data.linter.record import Record, Row, Source
from comp_data.linter.summary import Facts, Pay

__all__ = [
    "FAMILIES", "Change", "Changes", "DatasetFinding", "DatasetFindings", "Document", "Facts", "Findings", "FixKind",
    "Pay", "Record", "Row", "Rule", "Scope", "Source", "found_before", "rule",
]  # fmt: skip

_SECTION = regex(r"^## (Why|Before|Example|Fix)\n\n", re.MULTILINE)
_FENCED = regex(r"^(````*)(?:diff|yaml)\n(.*?)\n\1$", re.DOTALL | re.MULTILINE)
_LINKED_CODE = regex(r"\[(CD\d{3})\]\([^()]*\)")

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


Scope = Literal["document", "record", "dataset", "change", "engine"]
"""The subject of a rule, which decides when it can run."""

FixKind = Literal["none", "safe", "unsafe"]
"""Whether a rule can fix its findings, and whether a person must agree to that."""


class DatasetFinding(NamedTuple):
    """A finding of a dataset or change rule: `facts` identifies its file, `others` are places in other files."""

    facts: Facts
    finding: Finding
    others: tuple[tuple[Facts, Note], ...] = ()


def _rule_of(code: str) -> "Rule":
    found: Rule = import_module("comp_data.linter.rules").BY_CODE[code]
    return found


@dataclass(frozen=True, eq=False, repr=False)
class Rule:
    """One rule."""

    code: str
    name: str
    severity: Severity
    scope: Scope
    check: Callable[..., Iterable[Any]]  # takes what the scope names, and options by name
    fix: FixKind = "none"
    reads_clock: bool = False
    on_by_default: bool = True
    options: dict[str, Any] = field(default_factory=dict)  # with their defaults
    option_problem: Callable[..., str | None] | None = None  # says why options are invalid together
    supersedes: tuple[str, ...] = ()
    silences: tuple[str, ...] = ()
    preview: bool = False  # its findings may still change; runs if selected by itself, or if preview rules are on

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle a rule as its code: functions cannot be pickled by value, and each chunk of guides has the rules."""
        return _rule_of, (self.code,)

    @property
    def family(self) -> str:
        """The name of the rule's family: `money`."""
        return FAMILIES[self.code[:3]]

    @cached_property
    def summary(self) -> str:
        """The first paragraph of its docstring, on one line."""
        said, _, _ = inspect.cleandoc(self.check.__doc__ or "").partition("\n\nOptions:\n")
        return " ".join(said.split())

    @property
    def page(self) -> str:
        """The file name of the rule's page in `docs/rules`: `CD201-total-mismatch.md`."""
        return f"{self.code}-{self.name}.md"

    @property
    def url(self) -> str | None:
        """The address of the rule's page on the documentation's site; None if the package names no site."""
        site = documentation_url()
        return f"{site}/rules/{self.page.removesuffix('.md')}/" if site else None

    @cached_property
    def sections(self) -> dict[str, str]:
        """The sections `Why`, `Before`, `Example` and `Fix` of the rule's page; empty if it has no page yet."""
        file = resource_folder("docs/rules") / self.page
        written = file.read_text("utf-8") if file.is_file() else ""
        _, *parts = _SECTION.split(written.replace("\r\n", "\n"))
        return {title: _section_text(title, text) for title, text in zip(parts[::2], parts[1::2], strict=True)}

    def example(self, side: Literal["-", "+"]) -> str:
        """Return the example with the problem (`-`) or without it (`+`): the lines that begin with that or a blank."""
        lines = self.sections.get("Example", "").splitlines()
        return "\n".join(line[2:] for line in lines if line[:1] in ("", " ", side))

    @property
    def runs_by_default(self) -> bool:
        """Whether the rule runs by default."""
        return self.on_by_default and not self.preview

    def at(self, path: str, span: Span, message: str, help_: str, figures: tuple[object, ...]) -> Diagnostic:
        """Return a finding of the rule that is not about a record: the linter itself reports it."""
        return Diagnostic(self.code, self.name, self.severity, message, path, span, help=help_, figures=figures)

    def is_named_by(self, selector: str) -> bool:
        """Whether a selector is the rule's code or name."""
        return selector == self.name or selector.upper() == self.code

    def is_selected_by(self, selector: str) -> bool:
        """Whether a selector includes the rule: `ALL`, the beginning of its code, or its name."""
        return selector == self.name or selector.upper() == "ALL" or self.code.startswith(selector.upper())


def _section_text(title: str, text: str) -> str:
    """Return the text of a section of a rule's page: the fenced lines, or paragraphs without their links to rules."""
    if title in ("Before", "Example"):
        fenced = _FENCED.search(text)
        return fenced[2] if fenced else ""
    from textwrap import fill  # noqa: PLC0415 - most runs show no page

    own = re.split(r"^## |^\[All rules\]", text, maxsplit=1, flags=re.MULTILINE)[0]
    paragraphs = _LINKED_CODE.sub(r"\1", own.strip()).split("\n\n")
    return "\n\n".join(fill(part, 110, break_long_words=False, break_on_hyphens=False) for part in paragraphs)


Findings = Iterable[Finding]
DatasetFindings = Iterable[DatasetFinding]
_Check = Callable[..., Iterable[Any]]

_SCOPES: dict[Any, Scope] = {Document: "document", Record: "record", tuple[Facts, ...]: "dataset", Changes: "change"}


class _Traits(TypedDict, total=False):
    fix: FixKind
    reads_clock: bool
    on_by_default: bool
    supersedes: tuple[str, ...]
    silences: tuple[str, ...]
    preview: bool
    option_problem: Callable[..., str | None]


def rule(code: str, name: str, severity: Severity, **traits: Unpack[_Traits]) -> Callable[[_Check], Rule]:
    """Make a rule from a function. The annotation of its first argument decides what it checks.

    It is one Document, one Record, the facts of all records of a dataset in the order of their paths, or the Changes
    since a base. The other arguments, which are keyword-only, are the rule's options. A finding of a rule in
    `supersedes` is left out if this rule has a finding with the same key path; a finding of a rule in `silences` is
    left out if this rule has a finding of its own severity in the guide.
    """

    def decorate(check: _Check) -> Rule:
        scope = _SCOPES[next(iter(check.__annotations__.values()))]
        return Rule(code, name, severity, scope, check, options=check.__kwdefaults__ or {}, **traits)

    return decorate


def found_before(
    scope: Scope, code: str, name: str, summary: str, severity: Severity = Severity.ERROR, fix: FixKind = "none"
) -> Rule:
    """Make a rule of problems that a document or record has already, or that the engine itself reports."""

    def check(subject: Document | Record) -> Findings:
        return [problem for problem in subject.problems if problem.code == code] if subject.problems else ()

    check.__doc__ = summary
    return Rule(code, name, severity, scope, check, fix)
