"""Complete the pages of `docs/rules`: all but Why, Before, Example and Fix, which are written by hand there.

    python -m docs.make_rules [--check]

With `--check` nothing is written. The exit code is 1 if a page is out of date, or belongs to no rule. Links are
relative, so that they work wherever the repository is.
"""

import json
import re
import sys
from pathlib import Path
from textwrap import fill
from typing import Any

from comp_data.base.diagnostics import Severity
from comp_data.linter.result import LintResult
from comp_data.linter.rule import FAMILIES, Rule
from comp_data.linter.rules import BY_CODE, RULES
from comp_data.report.findings.text import full
from comp_data.report.findings.view import View
from docs import rule_examples
from docs.make_schemas import options_schema, out_of_date
from docs.rule_examples import DEFAULT_PATH, OWN_SCHEMA, TODAY, files, guide, lint_example

FOLDER = Path(__file__).with_name("rules")
INDEX = "README.md"
MOST_FINDINGS = 3
"""How many findings of an example a page shows; it counts the others."""

_OWN_FOLDER = re.compile(rf"\S*[/\\](?={re.escape(OWN_SCHEMA)})")
_MARKER = "<!-- Made by `python -m docs.make_rules`"
_NO_REASON = "Say here what goes wrong without the rule."
_NO_EXAMPLE = "- the line with the problem\n+ the line without it"
_LOOKS_AT = {
    "document": "one file, as text",
    "record": "one guide",
    "dataset": "all guides of the dataset, compared with one another",
    "change": "what changed since a base (`--base`)",
    "engine": "the run itself",
}
_FIXES = {
    "none": "by hand",
    "safe": "safe: `--fix` applies it",
    "unsafe": "unsafe: it may change the meaning; `--fix --unsafe-fixes` applies it",
}


def main() -> int:
    """Write the pages, or compare them, and return the exit code."""
    pages = generated()
    if "--check" not in sys.argv[1:]:
        for name, text in pages.items():
            (FOLDER / name).write_text(text, "utf-8", newline="")
    for name in out_of_date(FOLDER, pages):
        print(f"docs/rules/{name} is out of date: run python -m docs.make_rules", file=sys.stderr)
    stale = sorted(file.name for file in FOLDER.glob("*.md") if file.name not in pages)
    for name in stale:
        print(f"docs/rules/{name} belongs to no rule: delete it", file=sys.stderr)
    return 1 if stale or out_of_date(FOLDER, pages) else 0


def generated() -> dict[str, str]:
    """Return every page by file name, the index first."""
    return {INDEX: _index(), **{rule.page: page(rule) for rule in RULES}}


def page(rule: Rule) -> str:
    """Return the page of one rule."""
    parts = [
        f"{_MARKER}; change Why, Before, Example and Fix here, the rest in the rule. -->",
        f"# {rule.code} {rule.name}",
        _linked(rule.summary, rule),
        _facts(rule),
        f"## Why\n\n{_linked(rule.sections.get('Why', _NO_REASON), rule)}",
        *_examples(rule),
        *([f"## Fix\n\n{_linked(rule.sections['Fix'], rule)}"] if "Fix" in rule.sections else []),
        *_options(rule),
        *_configuration(rule),
        f"[All rules]({INDEX})",
    ]
    return "\n\n".join(parts) + "\n"


def _facts(rule: Rule) -> str:
    rows = {
        "Family": f"[{rule.family}]({INDEX}#{rule.family.replace(' ', '-')})",
        "Severity": rule.severity.label,
        "Looks at": _LOOKS_AT[rule.scope],
        "Fix": _FIXES[rule.fix],
        "Depends on today's date": "yes: `--today` sets it" if rule.reads_clock else "no",
        "On by default": "yes" if rule.runs_by_default else "no",
    }
    if rule.preview:
        rows["Preview"] = "yes: off unless selected by its code or name, or with `--preview`"
    if superseded := (*rule.supersedes, *rule.silences):
        rows["Supersedes"] = ", ".join(_link(BY_CODE[code]) for code in superseded)
    instead = [other for other in RULES if rule.code in (*other.supersedes, *other.silences)]
    if instead:
        rows["Superseded by"] = ", ".join(map(_link, instead))
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())])


def _examples(rule: Rule) -> list[str]:
    """Return the example, if the rule has one, with the output for its bad side; a new page gets one to fill in."""
    if not rule.sections:
        return [f"## Example\n\n{_fenced(_NO_EXAMPLE, 'diff')}"]
    if "Example" not in rule.sections:
        return []
    before = rule.sections.get("Before")
    return [
        *([f"## Before\n\nIn the base:\n\n{_fenced(before, 'yaml')}"] if before else []),
        f"## Example\n\n{_fenced(rule.sections['Example'], 'diff')}",
        f"Output with the lines marked `-`; those marked `+` have none ([how to read it]({INDEX}#the-examples)):",
        _fenced(_output(rule), "text"),
    ]


def _output(rule: Rule) -> str:
    """Return the findings of the bad example as a terminal shows them, without the summary."""
    # What the engine itself finds, such as an unused suppression, depends on the findings of the other rules.
    rules = tuple(one for one in RULES if one.runs_by_default) if rule.scope == "engine" else (rule,)
    result = lint_example(rule.example("-") + "\n", rules, rule.sections.get("Before"))
    own = [one for one in result.diagnostics if one.code == rule.code]
    # The schema of an example is in a temporary folder, whose name must not be shown.
    found = tuple(one._replace(help=one.help and _OWN_FOLDER.sub("", one.help)) for one in own)
    written = files(rule.example("-") + "\n")
    # As the command line shows the lines of a file, whatever bytes it holds.
    raw = {path: text.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for path, text in written}
    lines = {path: text.split("\n") for path, text in raw.items()}
    shown = LintResult(found[:MOST_FINDINGS], len(written))
    view = View(shown, Severity.INFO, lambda path, number: "".join(lines[path][number - 1 : number]), quiet=True)
    output = full(view).rstrip()
    rest = len(found) - MOST_FINDINGS
    return f"{output}\n\nand {rest} more" if rest > 0 else output


def _options(rule: Rule) -> list[str]:
    if not rule.options:
        return []
    rows = [
        f"| `{name}` | {_type(one)} | `{json.dumps(one['default'])}` | {' '.join(one['description'].split())} |"
        for name, one in options_schema(rule)["properties"].items()
    ]
    return ["## Options\n\n" + "\n".join(["| option | type | default | meaning |", "|---|---|---|---|", *rows])]


def _type(schema: dict[str, Any]) -> str:
    words = {"integer": "whole number", "number": "number", "string": "text", "boolean": "true or false"}
    if schema["type"] == "array":
        return f"list of {words[schema['items']['type']]}s"
    return words[schema["type"]]


def _configuration(rule: Rule) -> list[str]:
    if rule.scope == "engine":
        return []
    other = "error" if rule.severity is Severity.WARNING else "warning"
    lines = [
        f'per-file-ignores = {{ "guides/acme/*" = ["{rule.code}"] }}  # off for some guides',
        f'severity = {{ {rule.code} = "{other}" }}  # by default {rule.severity.label}',
    ]
    if not rule.runs_by_default:
        lines.insert(0, f'extend-select = ["{rule.code}"]  # on')
    elif not _is_always_reported(rule):
        lines.insert(0, f'ignore = ["{rule.code}"]  # off')
    if rule.options:
        values = {name: one["default"] for name, one in options_schema(rule)["properties"].items()}
        stated = ", ".join(f"{name} = {json.dumps(value)}" for name, value in values.items())
        lines.append(f"rules.{rule.name} = {{ {stated} }}  # the defaults")
    parts = ["## Configuration", "Choose from these lines:", _fenced("\n".join(["[tool.comp-data]", *lines]), "toml")]
    if _is_always_reported(rule):
        parts.append("It is reported whatever is selected: no other rule can check such a guide.")
    return parts


def _is_always_reported(rule: Rule) -> bool:
    """Whether the rule reports even if no rule is selected, because the guide cannot be read."""
    unasked = lint_example(rule.example("-") + "\n", ()).diagnostics
    return any(one.code == rule.code for one in unasked)


def _index() -> str:
    about = (
        f"{len(RULES)} rules, by family; `comp-data rule CODE` shows the same in a terminal. Notes: *fix*: `--fix` "
        "fixes it; *unsafe fix*: the fix may change the meaning; *date*: it depends on today's date; *off*: it "
        "must be selected."
    )
    parts = [f"{_MARKER} from the rules: change those, not this file. -->", "# Rules", fill(about, 120)]
    for prefix, family in FAMILIES.items():
        if rules := [rule for rule in RULES if rule.code.startswith(prefix)]:
            rows = [f"| {_link(rule)} | {rule.severity.label} | {_marks(rule)} | {rule.summary} |" for rule in rules]
            head = [f"## {family}", "", "| rule | severity | notes | what it finds |", "|---|---|---|---|"]
            parts.append("\n".join([*head, *rows]))
    _, how, of_examples, _ = (rule_examples.__doc__ or "").split("\n\n")
    output = f"The output is that of {TODAY}; line numbers count in the whole file. The tests run every example."
    example = _fenced(guide(DEFAULT_PATH, "").rstrip(), "markdown")
    return "\n\n".join([*parts, "## The examples", how, of_examples, output, example]) + "\n"


def _marks(rule: Rule) -> str:
    marks = {
        "fix": rule.fix == "safe",
        "unsafe fix": rule.fix == "unsafe",
        "date": rule.reads_clock,
        "preview": rule.preview,
        "off": not rule.runs_by_default,
    }
    return ", ".join(mark for mark, holds in marks.items() if holds)


def _link(rule: Rule) -> str:
    return f"[{rule.code} {rule.name}]({rule.page})"


def _linked(text: str, own: Rule) -> str:
    """Link every code of another rule in a text of paragraphs."""

    def link(match: re.Match[str]) -> str:
        rule = BY_CODE.get(match[0])
        return match[0] if rule in (None, own) else f"[{match[0]}]({rule.page})"

    linked = (re.sub(r"\bCD\d{3}\b", link, part) for part in text.split("\n\n"))
    return "\n\n".join(fill(part, 120, break_long_words=False, break_on_hyphens=False) for part in linked)


def _fenced(text: str, language: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"


if __name__ == "__main__":
    sys.exit(main())
