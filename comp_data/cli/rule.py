"""`comp-data rule`: explain one rule, or list them all."""

import json
import sys
from pathlib import Path
from textwrap import indent
from typing import Any, Final

import click

from comp_data.base.errors import UsageError
from comp_data.base.files import write_atomic
from comp_data.linter.config.selection import find_rule
from comp_data.linter.rule import Rule
from comp_data.linter.rules import RULES

_FOLDER: Final = click.Path(file_okay=False, path_type=Path)


@click.command("rule")
@click.argument("selector", metavar="[CODE]", required=False)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--pages", type=_FOLDER, help="Write one page per rule and an index into this folder.")
@click.option("--check", is_flag=True, help="With --pages: write nothing, and exit with 1 if a page is out of date.")
def command(selector: str | None, format_: str, pages: Path | None, check: bool) -> None:
    """Explain a rule by its code or name; without one, list all rules."""
    if check and pages is None:
        raise UsageError("--check needs --pages")
    if pages is not None:
        if selector:
            raise UsageError("--pages writes the pages of all rules: leave out the code")
        sys.exit(_pages(pages, check))
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


def _pages(folder: Path, check: bool) -> int:
    """Write or check the pages, report those out of date or without a rule, and return the exit code."""
    from comp_data.report.generated.rule_pages import INDEX, generated, is_generated  # noqa: PLC0415 - pydantic
    from comp_data.report.generated.schemas import out_of_date  # noqa: PLC0415 - pydantic

    pages = generated()
    if not check:
        if (folder / INDEX).exists() and not is_generated(folder / INDEX):
            raise UsageError(f"{folder / INDEX} is not an index of rules: name a folder for the pages only")
        folder.mkdir(parents=True, exist_ok=True)
        for file_name, text in pages.items():
            write_atomic(folder / file_name, text)
    outdated = out_of_date(folder, pages)
    stale = sorted(file.name for file in folder.glob("*.md") if file.name not in pages)
    for file_name in outdated:
        click.echo(f"{folder / file_name} is out of date; run `comp-data rule --pages {folder}`", err=True)
    for file_name in stale:
        click.echo(f"{folder / file_name} belongs to no rule; delete it", err=True)
    return 1 if outdated or stale else 0


def _options(rule: Rule) -> dict[str, Any]:
    if not rule.options:
        return {}
    from comp_data.report.generated.schemas import options_schema  # noqa: PLC0415 - pydantic, for this command only

    found: dict[str, Any] = options_schema(rule)["properties"]
    return found


def rule_object(rule: Rule) -> dict[str, Any]:
    """Return a rule as the object of `rule --format json`."""
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
        "before": rule.sections.get("Before", ""),
        "bad": rule.bad,
        "good": rule.good,
        "fix_note": rule.sections.get("Fix", ""),
        "options": _options(rule),
    }


def _explained(rule: Rule) -> str:
    facts = [rule.family, f"default severity {rule.severity.label}", f"looks at one {rule.scope.value}"]
    if rule.reads_clock:
        facts.append("depends on today's date (--today)")
    if not rule.on_by_default:
        facts.append("off unless selected")
    if rule.preview:
        facts.append("preview: off unless its code or name is selected, or with --preview")
    parts = [f"{rule.code} {rule.name}", rule.summary, ", ".join(facts)]
    for title in ("Why", "Before", "Example", "Fix"):
        if title in rule.sections:
            parts.append(f"{title}:\n{indent(rule.sections[title], '    ')}")
    if described := _options(rule):
        lines = [f"{name} = {json.dumps(one['default'])}\n    {one['description']}" for name, one in described.items()]
        parts.append(f"Options ([tool.comp-data.rules.{rule.name}]):\n" + indent("\n".join(lines), "    "))
    return "\n\n".join(parts)
