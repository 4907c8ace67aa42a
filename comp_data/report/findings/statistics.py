"""`--statistics`: the number of findings by rule and company instead of the findings."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from comp_data.base.diagnostics import Diagnostic, Severity, shortened
from comp_data.base.errors import UsageError
from comp_data.base.escape import printable
from comp_data.base.wording import ranked
from comp_data.report.findings.json_format import by_word, totals, versioned
from comp_data.report.findings.view import NO_COMPANY, View, by_company, by_rule, in_words, overall
from comp_data.report.text_table import aligned

MOST_ROWS: Final = 20
"""How many companies are shown, those with the most findings first; json has all."""
MOST_COLUMNS: Final = 12
"""How many rules the table of companies by rules has, those with the most findings first."""


def renderer(formats: Iterable[str]) -> Callable[[str, View], Iterable[str]]:
    """Return the function that renders counts in one of the formats; raises UsageError for a format of findings."""
    for name in formats:
        if name not in _FORMATS:
            raise UsageError(f"--statistics has no format {name}: use {', '.join(_FORMATS)}")
    return lambda name, view: (_FORMATS[name](view),)


def _full(view: View) -> str:
    found, labels = view.result.diagnostics, [one.label for one in sorted(Severity, reverse=True)]
    rules, companies, fixes = by_rule(found), by_company(found), _fixes(found)
    blocks = [overall(view._replace(level=Severity.INFO))]
    if rules:
        rows = [(f"{code} {name}", [*number.values(), *fixes[code]]) for code, name, number in rules]
        blocks.append(_table(["rule", *labels, "safe fix", "unsafe fix"], rows))
    if len(companies) > 1:
        rows = [(company, list(number.values())) for company, number in companies[:MOST_ROWS]]
        blocks.append(_table(["company", *labels], rows, len(companies)))
    # A table of companies by rules shows whether a rule reports one company or all of them.
    pairs = [(one.company or NO_COMPANY, one.code) for one in view.shown]
    cells, names, codes = Counter(pairs), Counter(name for name, _ in pairs), Counter(code for _, code in pairs)
    if len(names) > 1 and len(codes) > 1:
        across = sorted(code for code, _ in ranked(codes)[:MOST_COLUMNS])
        rows = [(name, [cells[name, code] for code in across]) for name, _ in ranked(names)[:MOST_ROWS]]
        blocks.append(_table(["company by rule", *across], rows, len(names), len(codes)))
    return "\n\n".join(blocks) + "\n"


def _concise(view: View) -> str:
    fixes = _fixes(view.result.diagnostics)
    lines = []
    for code, name, number in by_rule(view.result.diagnostics):
        said = [f"{count:,} {word}" for count, word in zip(fixes[code], ("fixable", "unsafe"), strict=True) if count]
        lines.append(f"{code} {name}: {', '.join([in_words(number), *said])}")
    return "\n".join([*lines, overall(view._replace(level=Severity.INFO))]) + "\n"


def _json(view: View) -> str:
    found = view.result.diagnostics
    fixes, rules = _fixes(found), by_rule(found)
    cells = Counter((one.company or NO_COMPANY, one.code) for one in found)
    of_rules = []
    for code, name, number in rules:
        safe, unsafe = fixes[code]
        of_rules.append({"code": code, "name": name, **by_word(number), "safe_fixes": safe, "unsafe_fixes": unsafe})
    of_companies = []
    for company, number in by_company(found):
        own = {code: cells[company, code] for code, _, _ in rules if cells[company, code]}
        of_companies.append({"company": company, **by_word(number), "rules": own})
    return versioned({"summary": totals(view.result), "rules": of_rules, "companies": of_companies})


_FORMATS: Final[dict[str, Callable[[View], str]]] = {"full": _full, "concise": _concise, "json": _json}


def _table(heading: list[str], rows: list[tuple[str, list[int]]], companies: int = 0, codes: int = 0) -> str:
    cells = [[printable(shortened(title)), *(f"{n:,}" if n else "-" for n in numbers)] for title, numbers in rows]
    more = {"companies": companies - MOST_ROWS, "rules": codes - MOST_COLUMNS}
    left_out = " and ".join(f"{number:,} more {what}" for what, number in more.items() if number > 0)
    return "\n".join([*aligned([heading, *cells]), *([f"and {left_out}; --format json has all"] if left_out else [])])


def _fixes(found: tuple[Diagnostic, ...]) -> dict[str, tuple[int, int]]:
    number = Counter((one.code, one.fix.safe) for one in found if one.fix)
    return {one.code: (number[one.code, True], number[one.code, False]) for one in found}
