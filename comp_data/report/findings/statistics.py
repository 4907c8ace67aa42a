"""`--statistics`: the number of findings by rule and company instead of the findings."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from comp_data.base.diagnostics import Diagnostic, Severity, shortened
from comp_data.base.errors import UsageError
from comp_data.base.escape import printable
from comp_data.base.wording import plural
from comp_data.report.findings.json_format import FORMAT_VERSION, TOOL, totals
from comp_data.report.findings.json_text import json_text
from comp_data.report.findings.view import NO_COMPANY, View, by_company, by_rule, totals_line
from comp_data.report.text_table import aligned

MOST_ROWS: Final = 20
"""How many companies are shown, those with the most findings first; json has all."""
MOST_COLUMNS: Final = 12
"""How many rules the table of companies by rules has, those with the most findings first."""

_SEVERITIES: Final = sorted(Severity, reverse=True)
_FIXES: Final = ("safe fix", "unsafe fix")


def renderer(name: str) -> Callable[[View], str]:
    """Return the function that renders counts in a format; raises UsageError for a format of findings."""
    if name not in _FORMATS:
        raise UsageError(f"--statistics has no format {name}: use {', '.join(_FORMATS)}")
    return _FORMATS[name]


def _full(view: View) -> str:
    """Return tables of rules, of companies, and of companies by rules if there are several of both."""
    found = view.result.diagnostics
    tables = [_rules_table(found), *_companies_table(found), *_matrix(view)] if found else []
    return "\n\n".join([_headline(view), *tables]) + "\n"


def _concise(view: View) -> str:
    """Return one line per rule, then the totals."""
    fixes = _fixes(view.result.diagnostics)
    lines = []
    for code, name, number in by_rule(view.result.diagnostics):
        found = [(count, severity.label) for severity, count in number.items()]
        said = [plural(count, word) for count, word in found if count]
        said += [f"{count:,} {word}" for count, word in zip(fixes[code], ("fixable", "unsafe"), strict=True) if count]
        lines.append(f"{code} {name}: {', '.join(said)}")
    return "\n".join([*lines, _headline(view)]) + "\n"


def _json(view: View) -> str:
    """Return one JSON object with all counts, whatever `--level` is."""
    found = view.result.diagnostics
    fixes = _fixes(found)
    cells = Counter((_company(one), one.code) for one in found)
    rules = by_rule(found)
    counted: dict[str, Any] = {
        "version": FORMAT_VERSION,
        "tool": TOOL,
        "summary": totals(view.result),
        "rules": [
            {"code": code, "name": name, **_by_word(number), "safe_fixes": safe, "unsafe_fixes": unsafe}
            for code, name, number in rules
            for safe, unsafe in [fixes[code]]
        ],
        "companies": [
            {
                "company": company,
                **_by_word(number),
                "rules": {code: cells[company, code] for code, _, _ in rules if cells[company, code]},
            }
            for company, number in by_company(found)
        ],
    }
    return json_text(counted, indent=2)


_FORMATS: Final[dict[str, Callable[[View], str]]] = {"full": _full, "concise": _concise, "json": _json}


def _headline(view: View) -> str:
    """Return the totals of all severities."""
    return totals_line(view._replace(level=Severity.INFO))


def _rules_table(found: tuple[Diagnostic, ...]) -> str:
    fixes = _fixes(found)
    rows = [(f"{code} {name}", (*number.values(), *fixes[code])) for code, name, number in by_rule(found)]
    return "\n".join(_table(("rule", *(one.label for one in _SEVERITIES), *_FIXES), rows))


def _companies_table(found: tuple[Diagnostic, ...]) -> list[str]:
    companies = by_company(found)
    if len(companies) < 2:
        return []
    rows = [(company, tuple(number.values())) for company, number in companies[:MOST_ROWS]]
    lines = _table(("company", *(one.label for one in _SEVERITIES)), rows)
    return ["\n".join([*lines, *_left_out(len(companies), 0)])]


def _matrix(view: View) -> list[str]:
    """Return a table of companies by rules, which shows whether a rule reports one company or all of them."""
    cells = Counter((_company(one), one.code) for one in view.shown)
    companies = Counter(_company(one) for one in view.shown)
    codes = Counter(one.code for one in view.shown)
    if len(companies) < 2 or len(codes) < 2:
        return []
    across = sorted(code for code, _ in _most(codes, MOST_COLUMNS))
    rows = [(name, [cells[name, code] for code in across]) for name, _ in _most(companies, MOST_ROWS)]
    lines = _table(("company by rule", *across), rows)
    return ["\n".join([*lines, *_left_out(len(companies), len(codes))])]


def _most(number: Counter[str], most: int) -> list[tuple[str, int]]:
    """Return the largest counts; equal ones by name, because the order of findings is arbitrary."""
    return sorted(number.items(), key=lambda item: (-item[1], item[0]))[:most]


def _left_out(companies: int, codes: int) -> list[str]:
    more = {"companies": companies - MOST_ROWS, "rules": codes - MOST_COLUMNS}
    said = [f"{number:,} more {what}" for what, number in more.items() if number > 0]
    return [f"and {' and '.join(said)}; --format json has all"] if said else []


def _table(heading: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> list[str]:
    """Return the lines of a table: names on the left, aligned numbers, - for zero."""
    cells = [
        heading,
        *([printable(shortened(title)), *(f"{n:,}" if n else "-" for n in numbers)] for title, numbers in rows),
    ]
    return aligned(cells)


def _fixes(found: tuple[Diagnostic, ...]) -> dict[str, tuple[int, int]]:
    """Count by code the findings with a safe fix, and those with an unsafe one."""
    number = Counter((one.code, one.fix.safe) for one in found if one.fix)
    return {one.code: (number[one.code, True], number[one.code, False]) for one in found}


def _company(one: Diagnostic) -> str:
    return one.company or NO_COMPANY


def _by_word(number: Mapping[Severity, int]) -> dict[str, int]:
    return {f"{severity.label}s": count for severity, count in number.items()}
