"""`comp-data rule`: explain one rule, or list them all."""

import json
from textwrap import indent
from typing import Any

import click

from comp_data.base.package import read_schema
from comp_data.base.plain import plain
from comp_data.linter.config.selection import codes_of
from comp_data.linter.rule import Rule
from comp_data.linter.rules import RULES

_SHOWN = ("code", "name", "family", "severity", "scope", "fix", "reads_clock", "on_by_default", "preview", "summary")


@click.command("rule")
@click.argument("selector", metavar="[CODE]", required=False)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(selector: str | None, format_: str) -> None:
    """Explain a rule by its code or name, list a family by the beginning of its codes (CD2), or list all rules."""
    codes = codes_of([selector or "ALL"])
    rules = [rule for rule in RULES if rule.code in codes]
    if format_ == "json":
        objects = [rule_object(rule) for rule in rules]
        click.echo(json.dumps(objects if len(rules) > 1 else objects[0], indent=2))
    elif len(rules) == 1:
        click.echo(_explained(rules[0]))
    else:
        width = max(len(rule.name) for rule in rules)
        for rule in rules:
            summary = f"(preview) {rule.summary}" if rule.preview else rule.summary
            click.echo(f"{rule.code}  {rule.severity.label:<7}  {rule.name:<{width}}  {summary}")


def _options(rule: Rule) -> dict[str, Any]:
    """Return the options of a rule as the schema describes them; a new rule has none before its schema is made."""
    of_rules = read_schema("config.v1.schema.json")["properties"]["rules"]["properties"]
    return dict(of_rules.get(rule.name, {}).get("properties", {}))


def rule_object(rule: Rule) -> dict[str, Any]:
    """Return a rule as the object of `rule --format json`."""
    return {
        **{name: plain(getattr(rule, name)) for name in _SHOWN},
        "why": rule.sections.get("Why", ""),
        "before": rule.sections.get("Before", ""),
        "bad": rule.example("-"),
        "good": rule.example("+"),
        "fix_note": rule.sections.get("Fix", ""),
        "options": _options(rule),
    }


def _explained(rule: Rule) -> str:
    about = {
        f"looks at one {rule.scope}": rule.scope != "engine",
        "depends on today's date (--today)": rule.reads_clock,
        "off unless selected": not rule.on_by_default,
        "preview: off unless its code or name is selected, or with --preview": rule.preview,
    }
    facts = [rule.family, f"default severity {rule.severity.label}", *(text for text, holds in about.items() if holds)]
    parts = [f"{rule.code} {rule.name}", rule.summary, ", ".join(facts)]
    named = ((title, rule.sections.get(title)) for title in ("Why", "Before", "Example", "Fix"))
    parts += [f"{title}:\n{indent(text, '    ')}" for title, text in named if text is not None]
    if described := _options(rule):
        lines = [f"{name} = {json.dumps(one['default'])}\n    {one['description']}" for name, one in described.items()]
        parts.append(f"Options ([tool.comp-data.rules.{rule.name}]):\n" + indent("\n".join(lines), "    "))
    return "\n\n".join(parts)
