"""`comp-data rule`: explains one rule, or lists them all."""

import json
from typing import Any

import click

from comp_data.linter.rule import Rule
from comp_data.linter.rules import RULES
from comp_data.linter.selection import find_rule


@click.command("rule")
@click.argument("selector", metavar="[CODE]", required=False)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(selector: str | None, format_: str) -> None:
    """Explain a rule by its code or name; with none, list them all."""
    rules = [find_rule(selector)] if selector else list(RULES)
    if format_ == "json":
        objects = [rule_object(rule) for rule in rules]
        click.echo(json.dumps(objects[0] if selector else objects, indent=2))
    elif selector:
        click.echo(_explained(rules[0]))
    else:
        width = max(len(rule.name) for rule in rules)
        for rule in rules:
            summary = f"(preview) {rule.summary}" if rule.preview else rule.summary
            click.echo(f"{rule.code}  {rule.severity.label:<7}  {rule.name:<{width}}  {summary}")


def rule_object(rule: Rule) -> dict[str, Any]:
    """What `rule --format json` says of a rule."""
    from comp_data.linter.config_schema import options_schema  # noqa: PLC0415 - pydantic, for this command only

    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.label,
        "scope": rule.scope.value,
        "fix": rule.fix.value,
        "reads_clock": rule.reads_clock,
        "on_by_default": rule.on_by_default,
        "preview": rule.preview,
        "summary": rule.summary,
        "why": rule.sections.get("Why", ""),
        "bad": rule.sections.get("Bad", ""),
        "good": rule.sections.get("Good", ""),
        "fix_note": rule.sections.get("Fix", ""),
        "options": {} if rule.options is None else options_schema(rule)["properties"],
    }


def _explained(rule: Rule) -> str:
    from comp_data.linter.config_schema import options_schema  # noqa: PLC0415 - pydantic, for this command only

    facts = [rule.family, f"default severity {rule.severity.label}", f"looks at one {rule.scope.value}"]
    if rule.reads_clock:
        facts.append("goes by the day it runs (--today)")
    if not rule.on_by_default:
        facts.append("off unless selected")
    if rule.preview:
        facts.append("preview: off unless its code or name is selected, or with --preview")
    parts = [f"{rule.code} {rule.name}", rule.summary, ", ".join(facts)]
    for title in ("Why", "Bad", "Good", "Fix"):
        if title in rule.sections:
            parts.append(f"{title}:\n{_indented(rule.sections[title])}")
    if rule.options is not None:
        described = options_schema(rule)["properties"]
        lines = [f"{name} = {json.dumps(one['default'])}\n    {one['description']}" for name, one in described.items()]
        parts.append(f"Options ([tool.comp-data.rules.{rule.name}]):\n" + _indented("\n".join(lines)))
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())
