"""The result of a run, merged from the parts of its documents. It needs no rule."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from comp_data.base.diagnostics import Diagnostic, Severity, Span
from comp_data.base.plain import Plain
from comp_data.base.wording import plural

if TYPE_CHECKING:
    from comp_data.linter.config.config import Configuration
    from comp_data.linter.summary import Facts

DIAGNOSTIC_ORDER = attrgetter("path", "span", "code", "message")


class Gate(NamedTuple):
    """The conditions for a run to fail; rules are named by their codes."""

    fail_on: Severity | None = Severity.ERROR  # the least severity that does, None for none
    not_counted: frozenset[str] = frozenset()  # their findings are shown and never do
    warnings_fail: frozenset[str] = frozenset()  # their findings do from a warning on

    def fails(self, diagnostic: Diagnostic) -> bool:
        """Say whether a finding fails the run."""
        if self.fail_on is None or diagnostic.code in self.not_counted:
            return False
        least = min(self.fail_on, Severity.WARNING) if diagnostic.code in self.warnings_fail else self.fail_on
        return diagnostic.severity >= least


class ComparisonSummary(NamedTuple):
    """A comparison with a base: the base as it was given, and its commit, None if nothing was committed yet."""

    base: str
    commit: str | None
    changed: int  # guides that are new or differ from the base
    removed: int
    before: int = 0  # findings at the base that are left out; 0 if they are reported


class LintResult(NamedTuple):
    """The diagnostics of a run, ordered by path, place and code, and how many files were looked at.

    `suppressed` is how many findings suppressions accepted, `known` how many a baseline keeps quiet, `ignored` how many
    the setting per-file-ignores left out, and `excluded` how many guides the setting exclude did.
    `gate` says which of them fail the run: with nothing configured, those of severity error. `comparison` is None
    if the run had no base. `notes` are what a report says about the configuration, a line each.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int
    gate: Gate = Gate()
    suppressed: int = 0
    known: int = 0
    comparison: ComparisonSummary | None = None
    notes: tuple[str, ...] = ()
    ignored: int = 0
    excluded: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the fields by name as JSON data: dates as text, guides by their ids."""
        return Plain.to_dict(self)

    def to_json(self) -> str:
        """Return `to_dict()` as JSON, for which `schemas/` has a schema."""
        return Plain.to_json(self)

    @property
    def ok(self) -> bool:
        """Whether no finding fails the run."""
        return self.gate.fail_on is None or not any(map(self.gate.fails, self.diagnostics))

    @property
    def not_counted(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that are shown and never fail the run, by the settings or a preset."""
        codes = self.gate.not_counted
        return tuple(d for d in self.diagnostics if d.code in codes) if codes else ()

    @property
    def not_reported(self) -> tuple[str, ...]:
        """How many findings were accepted, and by what: `3 in the baseline`."""
        accepted = {"suppressed": self.suppressed, "in the baseline": self.known}
        counted = {**accepted, "ignored by per-file-ignores": self.ignored}
        said = [f"{number:,} {why}" for why, number in counted.items() if number]
        return (*said, *([f"{plural(self.excluded, 'guide')} excluded"] if self.excluded else ()))

    def accepted(self, settings: "Configuration") -> str:
        """Say what is not among the findings: those accepted, guides excluded, and rules that the settings turn off."""
        chosen = {"rules not run": settings.ignore, "no rules run but": settings.select}
        rules = [f"{said} {', '.join(selectors)}" for said, selectors in chosen.items() if selectors]
        return "; ".join([*self.not_reported, *rules])

    def at_least(self, severity: Severity) -> tuple[Diagnostic, ...]:
        """Return the diagnostics of at least a severity."""
        return tuple(d for d in self.diagnostics if d.severity >= severity)


class Part(NamedTuple):
    """The diagnostics of one document, or of the dataset rules, and how many more were suppressed and ignored."""

    path: str
    diagnostics: Sequence[Diagnostic]
    facts: "Facts | None" = None  # what dataset rules use; None if front matter cannot be read
    suppressed: int = 0
    has_suppressions: bool = False  # the document has some, which hold for the findings of dataset rules too
    ignored: int = 0


def merge_parts(parts: Sequence[Part], of_dataset: Part | None) -> LintResult:
    """Merge the parts of documents, and of the dataset rules if they ran, into the result of a run."""
    all_ = [*parts, of_dataset] if of_dataset else parts
    found = sorted(chain.from_iterable(part.diagnostics for part in all_), key=DIAGNOSTIC_ORDER)
    suppressed, ignored = (sum(getattr(part, name) for part in all_) for name in ("suppressed", "ignored"))
    return LintResult(tuple(found), len(parts), suppressed=suppressed, ignored=ignored)


def add_bounded(found: Iterable[Diagnostic], most: int, to: list[Diagnostic]) -> None:
    """Add the findings of one rule in one guide, at most `most`; one more says how many others there are.

    That one is as severe as the worst of the others and on the first line, which no suppression is for. Its figures are
    their number and a checksum of their messages.
    """
    rest = iter(found)
    to.extend(islice(rest, most))
    if not (others := list(rest)):
        return
    worst = max(others, key=attrgetter("severity"))
    messages = "".join(one.message for one in others)
    message = f"{len(others):,} more findings of this rule in this guide are not listed"
    help_, at = "Fix those that are listed first", Span(1, 1, 1, 1)
    figures = len(others), crc32(messages.encode("utf-8", "surrogatepass"))
    company, role = worst.company, worst.role
    to.append(Diagnostic(*worst[:3], message, worst.path, at, company=company, role=role, help=help_, figures=figures))
