"""`--show-settings` and `--explain-config`: the settings of a run as TOML, and the origin of each."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from comp_data.base.escape import printable
from comp_data.linter.config.explain import Explained, RuleSettings, Sourced
from comp_data.report.findings.json_format import versioned

_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")


def shown_settings(explained: Explained, *, as_json: bool) -> str:
    """Return all settings as the text of a configuration file."""
    table = explained.table
    if as_json:
        return versioned({"file": explained.file, "root": explained.root, "settings": table})
    rules = table.pop("rules")
    lines = [f"# paths start from {printable(explained.root)}"]
    lines += [f"{key} = {toml(value)}" for key, value in table.items()]
    lines += [f"rules.{name} = {toml(options)}" for name, options in rules.items()]
    return "\n".join(lines) + "\n"


def explained_settings(explained: Explained, *, as_json: bool) -> str:
    """Return all settings and their effect on each rule, with origins."""
    if as_json:
        settings = {key: item._asdict() for key, item in explained.settings.items()}
        rules = [*map(_rule_object, explained.rules)]
        return versioned({"file": explained.file, "root": explained.root, "settings": settings, "rules": rules})
    lines = [f"configuration file: {printable(explained.file or 'none')}", "", *_sourced(explained.settings), ""]
    width = max(len(one.decision.rule.name) for one in explained.rules)
    for one in explained.rules:
        rule = one.decision.rule
        lines.append(f"{rule.code} {rule.name:<{width}}  {'on ' if one.decision.runs else 'off'}  {_in_words(one)}")
        lines += [f"    {line}" for line in _sourced(one.options)]
    return "\n".join(lines) + "\n"


def toml(value: Any) -> str:
    """Return a value as TOML on one line, without control characters."""
    if isinstance(value, str):
        quoted = json.dumps(value, ensure_ascii=False)
        return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        keys = {key: key if _BARE_KEY.fullmatch(key) else toml(key) for key in value}
        items = ", ".join(f"{keys[key]} = {toml(item)}" for key, item in value.items())
        return f"{{ {items} }}" if items else "{}"
    return repr(value)


def _sourced(settings: Mapping[str, Sourced]) -> list[str]:
    """Return settings as TOML, each with its origin as a comment."""
    lines = {f"{key} = {toml(item.value)}": item.origin for key, item in settings.items()}
    width = max((len(line) for line in lines if len(line) <= 60), default=0)
    return [f"{line:<{width}}  # {printable(origin)}" for line, origin in lines.items()]


def _in_words(one: RuleSettings) -> str:
    """Say why a rule runs or does not, and which other settings it has."""
    decision = one.decision
    said = [f"{decision.why} by {decision.selector} ({one.origin})" if decision.selector else decision.why]
    if decision.runs:
        word, selector, origin = one.severity
        said.append(f"{word} (severity.{selector}, {origin})" if selector else word)
    if decision.runs and one.gate:
        said.append(f"{one.gate.value} ({one.gate.selector}, {one.gate.origin})")
    return printable("; ".join(said))


def _rule_object(one: RuleSettings) -> dict[str, Any]:
    decision = one.decision
    return {
        "code": decision.rule.code,
        "name": decision.rule.name,
        "runs": decision.runs,
        "why": decision.why,
        "selector": decision.selector,
        "origin": one.origin,
        "severity": one.severity._asdict(),
        "gate": one.gate._asdict() if one.gate else None,
        "options": {key: item._asdict() for key, item in one.options.items()},
    }
