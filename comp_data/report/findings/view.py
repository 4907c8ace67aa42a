"""What a report is made from: a result, what of it to show, and the lines of the files."""

from collections import Counter
from collections.abc import Callable
from typing import Final, NamedTuple

from comp_data.base.diagnostics import Diagnostic, Severity, values_getter
from comp_data.linter.config.gate import Gate
from comp_data.linter.result import ComparisonSummary, LintResult
from comp_data.report.escape import printable

MOST_COMPANIES = 10
"""Companies that a summary names before it counts the rest."""

NO_COMPANY = "(no company)"
"""Where guides are counted that do not say which company they are of."""

LABELS: Final = {severity: severity.label for severity in Severity}
"""The words for severities, which are made anew whenever one is asked for its own."""

_WORST_FIRST = sorted(Severity, reverse=True)
_SEVERITY = values_getter("severity")
_RULE = values_getter("code", "name", "severity")
_COMPANY = values_getter("company", "severity")


class View(NamedTuple):
    """A run to be shown.

    `level` is the least severity that people are shown; `line` gives a file's line. `max_findings` is the number of
    findings from which the formats for people fold them by rule; 0 never folds.
    """

    result: LintResult
    level: Severity = Severity.WARNING
    line: Callable[[str, int], str] = lambda _path, _number: ""
    colour: bool = False
    max_findings: int = 0

    @property
    def shown(self) -> tuple[Diagnostic, ...]:
        """The diagnostics to show."""
        return self.result.at_least(self.level)


class Folded(NamedTuple):
    """The findings to show, and a line about those that are left out; empty if there are none."""

    shown: tuple[Diagnostic, ...]
    line: str = ""


def fold(view: View, most: int) -> Folded:
    """Keep the first findings of each rule, at most `most` in all, if there are more than `view.max_findings`."""
    shown = view.shown
    if not view.max_findings or len(shown) <= view.max_findings:
        return Folded(shown)
    rules = [code for code, _, _ in by_rule(shown)][:most]
    left = dict.fromkeys(rules, max(1, most // len(rules)))
    kept = []
    for one in shown:
        if left.get(one.code):
            left[one.code] -= 1
            kept.append(one)
    rest = Counter(one.code for one in shown)
    rest.subtract(Counter(one.code for one in kept))
    numbers = ", ".join(f"{code} {number:,}" for code, number in rest.most_common() if number)
    return Folded(tuple(kept), f"... and {rest.total():,} more ({numbers}); --max-findings 0 shows all")


def headline(diagnostic: Diagnostic) -> str:
    """A diagnostic's message, with the region before it where the message does not name it."""
    region = diagnostic.region
    if region is None or region in diagnostic.message:
        return printable(diagnostic.message)
    level = f" ({diagnostic.level})" if diagnostic.level else ""
    return printable(f"{region}{level}: {diagnostic.message}")


def sentence(diagnostic: Diagnostic) -> str:
    """A diagnostic's headline and what to do about it, for formats that have one text for both."""
    return headline(diagnostic) + (f" — {printable(diagnostic.help)}" if diagnostic.help else "")


def counts(diagnostics: tuple[Diagnostic, ...]) -> dict[Severity, int]:
    """How many diagnostics there are of each severity, the worst first."""
    number = Counter(map(_SEVERITY, diagnostics))
    return {severity: number[severity] for severity in _WORST_FIRST}


def plural(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def by_rule(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str, dict[Severity, int]]]:
    """Code, name and counts by severity of every rule that spoke: the worst first, then the most."""
    groups: dict[tuple[str, str], dict[Severity, int]] = {}
    for (code, name, severity), number in Counter(map(_RULE, diagnostics)).items():
        groups.setdefault((code, name), dict.fromkeys(_WORST_FIRST, 0))[severity] += number
    rows = [(code, name, found) for (code, name), found in groups.items()]
    return sorted(rows, key=lambda row: (*(-number for number in row[2].values()), row[0]))


def by_company(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, dict[Severity, int]]]:
    """Counts by severity of every company that something was found of: the worst first, then the most."""
    groups: dict[str, dict[Severity, int]] = {}
    for (company, severity), number in Counter(map(_COMPANY, diagnostics)).items():
        groups.setdefault(company or NO_COMPANY, dict.fromkeys(_WORST_FIRST, 0))[severity] += number
    return sorted(groups.items(), key=lambda row: (*(-number for number in row[1].values()), row[0]))


def in_words(number: dict[Severity, int]) -> str:
    """Counts as people read them, without zeros: `1 error, 3 infos`."""
    return ", ".join(plural(count, severity.label) for severity, count in number.items() if count)


def _gate_in_words(result: LintResult) -> str:
    """What a preset or the settings change about which findings fail the run; nothing where they change nothing."""
    usual = Gate(result.gate.fail_on)
    if result.gate == usual:
        return ""
    more = tuple(d for d in result.diagnostics if result.gate.fails(d) and not usual.fails(d))
    groups = {"not counted": result.not_counted, "failing too": more}
    return "".join(
        f"; {said}: {in_words(counts(found))} ({', '.join(sorted({one.code for one in found}))})"
        for said, found in groups.items()
        if found
    )


def _base_in_words(summary: ComparisonSummary | None) -> str:
    """Describe the base and what changed: `against main (0123456789ab): 3 changed`."""
    if summary is None:
        return ""
    left = f"; {summary.before:,} there before" if summary.before else ""
    parts = [
        f"{number:,} {word}" for number, word in ((summary.changed, "changed"), (summary.removed, "gone")) if number
    ]
    commit = summary.commit[:12] if summary.commit else "no commit yet"
    return f"{left}; against {printable(summary.base)} ({commit}): {', '.join(parts) or 'nothing changed'}"


def totals_line(view: View) -> str:
    """The first line of what ends a run: how many guides, and how many findings of each severity."""
    result = view.result
    number = counts(result.diagnostics)
    line = f"{plural(result.files, 'guide')}: {', '.join(plural(n, s.label) for s, n in number.items())}"
    if result.suppressed:
        line += f", {result.suppressed:,} suppressed"
    if result.known:
        line += f", {result.known:,} in the baseline"
    hidden = sum(n for severity, n in number.items() if severity < view.level)
    if hidden:
        least = min(severity for severity, n in number.items() if n)
        line += f" ({hidden:,} not shown; --level {least.label} shows all)"
    return line + _base_in_words(result.comparison) + _gate_in_words(result)


def summary(view: View) -> list[str]:
    """The lines that end a run: how many, by rule, and by company where there are several."""
    result = view.result
    lines = [totals_line(view)]
    if not result.diagnostics:
        return lines
    lines.append("")
    rows = by_rule(result.diagnostics)
    width = max(len(name) for _, name, _ in rows)
    lines += [f"  {code} {name:<{width}}  {in_words(found)}" for code, name, found in rows]
    companies = by_company(result.diagnostics)
    if len(companies) > 1:
        width = max(len(printable(company)) for company, _ in companies[:MOST_COMPANIES])
        lines.append("")
        lines += [
            f"  {printable(company):<{width}}  {in_words(found)}" for company, found in companies[:MOST_COMPANIES]
        ]
        if len(companies) > MOST_COMPANIES:
            lines.append(f"  and {len(companies) - MOST_COMPANIES:,} more companies")
    safe = sum(one.fix is not None and one.fix.safe for one in result.diagnostics)
    if safe:
        lines += ["", f"{plural(safe, 'finding')} can be mended with --fix"]
    return lines
