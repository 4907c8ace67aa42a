"""Describe rules in SARIF, with their documentation as help."""

import re
from collections.abc import Iterable
from typing import Any, Final

from comp_data.base.diagnostics import Diagnostic, Severity
from comp_data.linter.rule import Rule
from comp_data.linter.rules import RULES

LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

_LINK = re.compile(r"[\\\[\]]")


def plain(text: str) -> str:
    """Escape a message for SARIF, where braces are placeholders and brackets before a parenthesis links."""
    if "](" in text:
        text = _LINK.sub(r"\\\g<0>", text)
    return text.replace("{", "{{").replace("}", "}}")


def rule_objects(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Return a reporting descriptor for each rule with findings, by code."""
    names = {diagnostic.code: diagnostic.name for diagnostic in diagnostics}
    known = {rule.code: rule for rule in RULES}
    return [
        {"id": code, "name": names[code], **(_documentation(known[code]) if code in known else {})}
        for code in sorted(names)
    ]


def _documentation(rule: Rule) -> dict[str, Any]:
    why = " ".join(rule.sections.get("Why", "").split())
    return {
        "shortDescription": {"text": plain(rule.summary)},
        "fullDescription": {"text": plain(f"{rule.summary} {why}".strip())},
        "help": {"text": plain(rule.documentation), "markdown": _markdown(rule)},
        "defaultConfiguration": {"level": LEVELS[rule.severity], "enabled": rule.on_by_default},
        "properties": {"tags": [rule.family]},
    }


def _markdown(rule: Rule) -> str:
    parts = [rule.summary]
    for title, text in rule.sections.items():
        parts.append(f"**{title}**\n\n" + (f"````diff\n{text}\n````" if title == "Example" else text))
    return "\n\n".join(parts) + "\n"
