"""The input of every report: a result, how much of it to show, and the lines of the files; and the formats by name."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from operator import attrgetter
from typing import Final, NamedTuple

from comp_data.base.diagnostics import Diagnostic, Severity, fingerprints, shortened
from comp_data.base.escape import printable
from comp_data.base.wording import plural
from comp_data.linter.result import ComparisonSummary, Gate, LintResult
from comp_data.report.text_table import aligned, and_more

FORMATS: Final = {
    "full": "text", "concise": "text", "markdown": "markdown", "json": "json_format", "jsonl": "json_format",
    "github": "ci", "gitlab": "ci", "junit": "ci", "sarif": "ci", "rdjson": "ci",
}  # fmt: skip
"""The formats; each is a function in the module beside this one that is named here."""

CI_FORMATS: Final = frozenset(name for name, module in FORMATS.items() if module == "ci")
"""The formats in which paths are relative to the root of the repository."""

MOST_RESULTS: Final = 25_000
"""How many findings a CI format shows: GitHub accepts as many results in a run."""

_MOST_BYTES: Final = 10_000_000
_MOST_OF_A_FORMAT: Final = {"github": 1_000_000}
"""The maximum size of a CI format: GitHub accepts 10 MB of SARIF. It shows ten annotations of a kind in a step."""

AT_MOST = 10
"""How many companies a summary names; it counts the others."""

NO_COMPANY = "(no company)"
"""The name under which guides without a company are counted."""

LABELS: Final = {severity: severity.label for severity in Severity}
"""The words for severities: the property creates a new string at each access."""

_WORST_FIRST = sorted(Severity, reverse=True)


class View(NamedTuple):
    """A result with everything that a report of it needs."""

    result: LintResult
    level: Severity = Severity.WARNING  # the lowest to show
    line: Callable[[str, int], str] = lambda _path, _number: ""  # returns a line of a file
    color: bool = False
    max_findings: int = 0  # more are folded by rule in the formats for people; 0 never folds
    quiet: bool = False  # without the summary
    ci_path: Callable[[str], str] = str  # turns the path of a guide into the one that CI formats show
    note: Callable[[str], None] = lambda _text: None  # prints a remark about the report
    most: int | None = None  # the findings to show at all
    left_out: str = ""  # says how many are not shown

    @property
    def shown(self) -> tuple[Diagnostic, ...]:
        """The diagnostics of at least the level, in order; of too many the most severe."""
        found = self.result.at_least(self.level)
        if self.most is None:
            return found
        worst = sorted(range(len(found)), key=lambda at: -found[at].severity)[: self.most]
        return tuple(found[at] for at in sorted(worst))

    @property
    def identified(self) -> list[tuple[Diagnostic, str]]:
        """The shown diagnostics with fingerprints, which number all equal findings, shown or not."""
        found = self.result.diagnostics
        of_all = dict(zip(map(id, found), fingerprints(found), strict=True))
        return [(one, of_all[id(one)]) for one in self.shown]


def fold(view: View, most: int) -> tuple[Sequence[Diagnostic], str]:
    """Return the findings to show, of too many the first of each rule, `most` in all; and a line about the others."""
    shown = view.shown
    if not view.max_findings or len(shown) <= view.max_findings:
        return shown, ""
    rules = [code for code, _, _ in by_rule(shown)][:most]
    left = dict.fromkeys(rules, max(1, most // len(rules)))
    kept = []
    for one in shown:
        if left.get(one.code):
            left[one.code] -= 1
            kept.append(one)
    others = Counter(one.code for one in shown) - Counter(one.code for one in kept)
    numbers = ", ".join(f"{code} {number:,}" for code, number in others.most_common())
    return kept, f"... and {others.total():,} more ({numbers}); --max-findings 0 shows all"


def headline(diagnostic: Diagnostic) -> str:
    """Return the message, after the region if the message does not name it."""
    if (region := diagnostic.region) is None or region in diagnostic.message:
        return printable(diagnostic.message)
    level = f" ({shortened(diagnostic.level, 100)})" if diagnostic.level else ""
    return printable(f"{shortened(region, 100)}{level}: {diagnostic.message}")


def sentence(diagnostic: Diagnostic) -> str:
    """Return the headline and the help in one text, for formats without a field for help."""
    return headline(diagnostic) + (f" — {printable(diagnostic.help)}" if diagnostic.help else "")


def counts(diagnostics: Sequence[Diagnostic]) -> dict[Severity, int]:
    """Count diagnostics by severity, the worst first."""
    number = Counter(map(attrgetter("severity"), diagnostics))
    return {severity: number[severity] for severity in _WORST_FIRST}


def by_rule(diagnostics: Sequence[Diagnostic]) -> list[tuple[str, str, dict[Severity, int]]]:
    """Return code, name and counts by severity of every rule with findings: the worst first, then by number."""
    return [(code, name, found) for (code, name), found in _grouped(diagnostics, "code", "name")]


def by_company(diagnostics: Sequence[Diagnostic]) -> list[tuple[str, dict[Severity, int]]]:
    """Return the counts by severity of every company with findings: the worst first, then by number."""
    return [(company, found) for (company,), found in _grouped(diagnostics, "company")]


def _grouped(diagnostics: Sequence[Diagnostic], *fields: str) -> list[tuple[tuple[str, ...], dict[Severity, int]]]:
    groups: dict[tuple[str, ...], dict[Severity, int]] = {}
    for (*values, severity), number in Counter(map(attrgetter(*fields, "severity"), diagnostics)).items():
        key = tuple(value or NO_COMPANY for value in values)
        groups.setdefault(key, dict.fromkeys(_WORST_FIRST, 0))[severity] += number
    return sorted(groups.items(), key=lambda group: (*(-number for number in group[1].values()), group[0]))


def in_words(number: dict[Severity, int]) -> str:
    """Write counts without zeros: `1 error, 3 infos`."""
    return ", ".join(plural(count, severity.label) for severity, count in number.items() if count)


def _gate_in_words(result: LintResult) -> str:
    usual = Gate(result.gate.fail_on)
    if result.gate == usual:
        return ""
    more = [d for d in result.diagnostics if result.gate.fails(d) and not usual.fails(d)]
    groups = {"not counted": result.not_counted, "failing too": more}
    codes = {said: ", ".join(sorted({one.code for one in found})) for said, found in groups.items()}
    return "".join(f"; {said}: {in_words(counts(groups[said]))} ({own})" for said, own in codes.items() if own)


def _base_in_words(summary: ComparisonSummary | None) -> str:
    if summary is None:
        return ""
    left = f"; {summary.before:,} also at the base" if summary.before else ""
    numbers = {"changed": summary.changed, "gone": summary.removed}
    parts = [f"{number:,} {word}" for word, number in numbers.items() if number]
    commit = f"commit {summary.commit[:12]}" if summary.commit else "nothing, as there is no commit yet"
    base = commit if summary.base == "auto" else f"{printable(summary.base)} ({commit})"
    return f"{left}; compared with {base}: {', '.join(parts) or 'nothing changed'}"


def overall(view: View) -> str:
    """Return the first line of the summary: the number of guides, and of findings by severity."""
    result = view.result
    number = counts(result.diagnostics)
    line = f"{plural(result.files, 'guide')}: {', '.join(plural(n, s.label) for s, n in number.items())}"
    line += "".join(f", {said}" for said in result.not_reported)
    if hidden := sum(n for severity, n in number.items() if severity < view.level):
        least = min(severity for severity, n in number.items() if n)
        line += f" ({hidden:,} not shown; --level {least.label} shows all)"
    return line + _base_in_words(result.comparison) + _gate_in_words(result)


def summary(view: View) -> list[str]:
    """Return the lines of the summary: totals, counts by rule, and by company if there are several."""
    result = view.result
    lines = [overall(view), *map(printable, result.notes)]
    if not result.diagnostics:
        return lines
    rules = [(f"  {code} {name}", in_words(found)) for code, name, found in by_rule(result.diagnostics)]
    # If findings are folded, the line about the rest counts all that are shown.
    most = 5 if 0 < view.max_findings < len(view.shown) else len(rules)
    lines += ["", *aligned(rules[:most], left=2)]
    if len(rules) > most:
        lines.append(f"  and {plural(len(rules) - most, 'more rule')}; --statistics shows all")
    companies = by_company(result.diagnostics)
    if len(companies) > 1:
        rows = [(f"  {printable(name)}", in_words(found)) for name, found in companies[:AT_MOST]]
        lines += ["", *aligned(rows, left=2), *and_more(len(companies), AT_MOST, "  and {:,} more companies")]
    if is_safe := Counter(one.fix.safe for one in result.diagnostics if one.fix):
        base = f"--base {printable(result.comparison.base)} " if result.comparison else ""
        ways = {True: f"fixable with {base}--fix", False: f"fixable only with {base}--fix --unsafe-fixes"}
        lines += ["", ", ".join(f"{is_safe[safe]:,} {way}" for safe, way in ways.items() if is_safe[safe])]
    return lines


def pieces(name: str, view: View) -> Iterable[str]:
    """Render a result in a format, in pieces; a CI format leaves out the least severe findings of very many."""
    function = getattr(import_module(f"comp_data.report.findings.{FORMATS[name]}"), name)

    def rendered(view: View) -> Iterable[str]:
        text: str | Iterable[str] = function(view)
        return (text,) if isinstance(text, str) else text

    if name not in CI_FORMATS:
        return rendered(view)
    found, largest = len(view.shown), _MOST_OF_A_FORMAT.get(name, _MOST_BYTES)
    limits = f"{MOST_RESULTS:,} findings and {largest / 1_000_000:g} MB"
    most = min(found, MOST_RESULTS)
    while True:
        left_out = f"{found - most:,} of {found:,} findings left out, the least severe first: the limits are {limits}"
        texts, length = [], 0
        for text in rendered(view if most == found else view._replace(most=most, left_out=left_out)):
            length += len(text)
            if length <= largest:  # what is too large is not kept
                texts.append(text)
        if length <= largest or not most:
            break
        most = min(most - 1, int(most * 0.98 * largest / length))
    if most < found:
        view.note(f"{name}: {left_out}")
    return texts
