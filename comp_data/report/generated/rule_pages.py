"""A page for every rule, made from its docstring and from running its example: what `docs/rules` holds.

Links are relative, between the pages and to the index: the pages are read wherever the repository is.
"""

import json
import re
from functools import cache
from pathlib import Path
from textwrap import fill
from typing import Any

from comp_data.base.diagnostics import Diagnostic, Severity
from comp_data.linter.config.config_schema import options_schema
from comp_data.linter.examples import DEFAULT_PATH, OWN_SCHEMA, TODAY, files, guide, lint_example
from comp_data.linter.result import LintResult
from comp_data.linter.rule import FAMILIES, FixKind, Rule, Scope
from comp_data.linter.rules import RULES
from comp_data.report.findings import full
from comp_data.report.findings.view import View, summary

INDEX = "README.md"
MOST_FINDINGS = 3
"""Findings of an example that a page shows before it counts the rest."""

_OWN_FOLDER = re.compile(rf"\S*[/\\](?={re.escape(OWN_SCHEMA)})")
_MADE = "<!-- Made by `comp-data rule --pages docs/rules`"
_BY_CODE = {rule.code: rule for rule in RULES}
_LOOKS_AT = {
    Scope.DOCUMENT: "one file, as text",
    Scope.RECORD: "one guide",
    Scope.DATASET: "all guides of the dataset, one against another",
    Scope.CHANGE: "what changed against a base (`--base`)",
    Scope.ENGINE: "the run itself",
}
_FIXES = {
    FixKind.NONE: "by hand",
    FixKind.SAFE: "safe: `--fix` makes it",
    FixKind.UNSAFE: "unsafe: it may change what is meant, and `--fix` leaves it to you",
}


def generated() -> dict[str, str]:
    """Every page, the index first, as file name and text."""
    return {INDEX: _index(), **{rule.page: page(rule) for rule in RULES}}


def out_of_step(folder: Path) -> tuple[list[str], list[str]]:
    """The pages whose file in `folder` is missing or differs, and the files there that are the page of no rule."""
    pages = generated()
    behind = [
        name
        for name, text in pages.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != text.encode()
    ]
    stale = sorted(file.name for file in folder.glob("*.md") if file.name not in pages)
    return behind, stale


def is_made(file: Path) -> bool:
    """Whether a file is one of the pages, of this version or another."""
    return file.read_bytes().startswith(_MADE.encode())


def page(rule: Rule) -> str:
    """The page of one rule."""
    parts = [
        f"{_MADE} from the rule's docstring: change that, not this file. -->",
        f"# {rule.code} {rule.name}",
        _linked(rule.summary, rule),
        _facts(rule),
        f"## Why\n\n{_linked(rule.sections['Why'], rule)}",
        *_examples(rule),
        *_fix(rule),
        *_options(rule),
        *_configuration(rule),
        f"[All rules]({INDEX})",
    ]
    return "\n\n".join(parts) + "\n"


def _facts(rule: Rule) -> str:
    rows = {
        "Family": f"[{rule.family}]({INDEX}#{_anchor(rule.family)})",
        "Severity": rule.severity.label,
        "Looks at": _LOOKS_AT[rule.scope],
        "Mending": _FIXES[rule.fix],
        "Goes by the day it runs": "yes: `--today` sets it" if rule.reads_clock else "no",
        "On by default": "yes" if rule.runs_by_default else "no",
    }
    if rule.preview:
        rows["Preview"] = "yes: still tried out, and off unless its code, its name or `--preview` asks for it"
    if superseded := (*rule.supersedes, *rule.silences):
        rows["Supersedes"] = ", ".join(_link(_BY_CODE[code]) for code in superseded)
    instead = [other for other in RULES if rule.code in (*other.supersedes, *other.silences)]
    if instead:
        rows["Gives way to"] = ", ".join(map(_link, instead))
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())])


def _examples(rule: Rule) -> list[str]:
    """The examples, where the rule has some, and what the linter says of the bad one."""
    if "Bad" not in rule.sections:
        return []
    bad, good = rule.sections["Bad"], rule.sections["Good"]
    before = rule.sections.get("Before")
    return [
        *([f"## Before\n\nWhat the base has:\n\n{_fenced(before, _language(before))}"] if before else []),
        f"## Bad\n\n{_fenced(bad, _language(bad))}\n\nThe linter says:\n\n{_fenced(_told(rule), 'text')}",
        f"## Good\n\n{_fenced(good, _language(good))}",
        f"How to read the examples: [in the index]({INDEX}#the-examples).",
    ]


def _told(rule: Rule) -> str:
    """What a terminal shows of the bad example's findings, without the summary."""
    found = _found(rule)
    written = files(rule.sections["Bad"] + "\n")
    # As the command line shows the lines of a file, whatever bytes it holds.
    raw = {path: text.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for path, text in written}
    lines = {path: text.split("\n") for path, text in raw.items()}
    shown = LintResult(found[:MOST_FINDINGS], len(written))
    view = View(shown, Severity.INFO, lambda path, number: "".join(lines[path][number - 1 : number]))
    told = full.render(view).removesuffix("\n".join(summary(view)) + "\n").rstrip()
    rest = len(found) - MOST_FINDINGS
    return f"{told}\n\nand {rest} more" if rest > 0 else told


@cache
def _found(rule: Rule) -> tuple[Diagnostic, ...]:
    """What a rule finds in its bad example, where it has one."""
    if "Bad" not in rule.sections:
        return ()
    # What the engine itself finds, such as a suppression out of use, follows from what the others find.
    rules = tuple(one for one in RULES if one.runs_by_default) if rule.scope is Scope.ENGINE else (rule,)
    result = lint_example(rule.sections["Bad"] + "\n", rules, rule.sections.get("Before"))
    found = [one for one in result.diagnostics if one.code == rule.code]
    # a schema of an example stands in a scratch folder for as long as the example is linted
    return tuple(one._replace(help=one.help and _OWN_FOLDER.sub("", one.help)) for one in found)


def _fix(rule: Rule) -> list[str]:
    """How to fix it: what the docstring says of the fix that the rule makes, or else what its finding says."""
    if "Fix" in rule.sections:
        return [f"## Fix\n\n{_linked(rule.sections['Fix'], rule)}"]
    advice = next((one.help for one in _found(rule) if one.help), None)
    return [f"## Fix\n\n{advice.rstrip('.')}."] if advice else []


def _options(rule: Rule) -> list[str]:
    if rule.options is None:
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
    if rule.scope is Scope.ENGINE:
        return []
    other = "error" if rule.severity is Severity.WARNING else "warning"
    lines = [
        f'per-file-ignores = {{ "guides/acme/*" = ["{rule.code}"] }}  # off for some guides',
        f'severity = {{ {rule.code} = "{other}" }}  # by default {rule.severity.label}',
    ]
    if not rule.runs_by_default:
        lines.insert(0, f'extend-select = ["{rule.code}"]  # on')
    elif not _is_always_told(rule):
        lines.insert(0, f'ignore = ["{rule.code}"]  # off')
    if rule.options is not None:
        values = {name: one["default"] for name, one in options_schema(rule)["properties"].items()}
        stated = ", ".join(f"{name} = {json.dumps(value)}" for name, value in values.items())
        lines.append(f"rules.{rule.name} = {{ {stated} }}  # the defaults")
    parts = ["## Configuration", "Lines to choose from:", _fenced("\n".join(["[tool.comp-data]", *lines]), "toml")]
    if _is_always_told(rule):
        parts.append("It is told whatever is selected: no other rule can look at a guide that it speaks of.")
    return parts


def _is_always_told(rule: Rule) -> bool:
    """Whether the rule speaks where no rule is selected: of a guide that cannot be read."""
    unasked = lint_example(rule.sections["Bad"] + "\n", ()).diagnostics
    return any(one.code == rule.code for one in unasked)


def _index() -> str:
    parts = [
        f"{_MADE} from the rules' docstrings: change those, not this file. -->",
        "# Rules",
        fill(
            f"{len(RULES)} rules, by family; `comp-data rule CODE` tells the same in a terminal. Among the notes, "
            "*fix* says that `--fix` mends it, *unsafe fix* that a fix is known and may change what is meant, *clock* "
            "that it goes by the day of the run, and *off* that it must be selected.",
            120,
        ),
    ]
    for prefix, family in FAMILIES.items():
        rules = [rule for rule in RULES if rule.code.startswith(prefix)]
        if rules:
            rows = [f"| {_link(rule)} | {rule.severity.label} | {_marks(rule)} | {rule.summary} |" for rule in rules]
            head = [f"## {family}", "", "| rule | severity | notes | what it finds |", "|---|---|---|---|"]
            parts.append("\n".join([*head, *rows]))
    return "\n\n".join([*parts, _how_to_read_examples()]) + "\n"


def _marks(rule: Rule) -> str:
    marks = {
        "fix": rule.fix is FixKind.SAFE,
        "unsafe fix": rule.fix is FixKind.UNSAFE,
        "clock": rule.reads_clock,
        "preview": rule.preview,
        "off": not rule.runs_by_default,
    }
    return ", ".join(mark for mark, holds in marks.items() if holds)


def _how_to_read_examples() -> str:
    return f"""## The examples

An example shows the lines that matter. They are laid over the guide below, which is without a finding:

- A key replaces the guide's key of that name, and `# key:` takes it out.
- The entries of `compensation` are laid over those of the guide, each key by key, in their order.
- What follows a line `---` is the body. Without one the body is the guide's, and states what front matter does.
- An example that begins with `---` is the whole file.
- `# file: company/role.md` begins the next file of several; without it the file is `{DEFAULT_PATH}`.
- What stands under "Before" is what the base has, of a rule that looks at a change.
- `# schema:` gives a JSON Schema that is handed over with `--schema`, and `\\xE9` is a byte that is not UTF-8.

Below a bad example stands what the linter says of it on {TODAY}; line numbers are those of the whole file. Every
example is run by the tests.

{_fenced(guide(DEFAULT_PATH, "").rstrip(), "markdown")}"""


def _link(rule: Rule) -> str:
    return f"[{rule.code} {rule.name}]({rule.page})"


def _linked(text: str, own: Rule) -> str:
    """Paragraphs with a link at every code of another rule."""

    def link(match: re.Match[str]) -> str:
        rule = _BY_CODE.get(match[0])
        return match[0] if rule in (None, own) else f"[{match[0]}]({rule.page})"

    linked = (re.sub(r"\bCD\d{3}\b", link, part) for part in text.split("\n\n"))
    return "\n\n".join(fill(part, 120, break_long_words=False, break_on_hyphens=False) for part in linked)


def _anchor(heading: str) -> str:
    return heading.replace(" ", "-")


def _language(example: str) -> str:
    return "markdown" if re.search(r"^---$", example, re.MULTILINE) else "yaml"


def _fenced(text: str, language: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"
