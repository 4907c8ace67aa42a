"""`--show-settings` and `--explain-config`: the settings of a run as TOML, and where each of them comes from."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from comp_data.base.escape import printable
from comp_data.base.files import relative_path, shown
from comp_data.base.plain import plain
from comp_data.linter.config.config import Configuration, Loaded
from comp_data.linter.config.request import Request, effective_configuration
from comp_data.linter.config.selection import Decision, decisions, preset_values, strongest
from comp_data.linter.config.settings import make_settings
from comp_data.linter.rule import Rule
from comp_data.linter.rules.schema import custom_schema
from comp_data.report.findings.json_format import versioned

_DEFAULT: Final = "default"
_COMMAND_LINE: Final = "command line"

_Sourced = dict[str, dict[str, Any]]
"""Settings by key, each an object with its `value` and its `origin`."""


def shown_settings(request: Request, loaded: Loaded, *, as_json: bool) -> str:
    """Return all settings as the text of a configuration file; raises what `make_settings` raises."""
    explained = _Explainer(request, loaded).explain()
    settings = {key: item["value"] for key, item in explained["settings"].items()}
    options = {one["name"]: one["options"] for one in explained["rules"] if one["options"]}
    rules = {name: {key: item["value"] for key, item in own.items()} for name, own in options.items()}
    if as_json:
        table = {**settings, "rules": rules}
        return versioned({"file": explained["file"], "root": explained["root"], "settings": table})
    lines = [f"# paths start from {printable(explained['root'])}"]
    lines += [f"{key} = {toml(value)}" for key, value in settings.items()]
    lines += [f"rules.{name} = {toml(own)}" for name, own in rules.items()]
    return "\n".join(lines) + "\n"


def explained_settings(request: Request, loaded: Loaded, *, as_json: bool) -> str:
    """Return all settings and their effect on each rule, with origins; raises what `make_settings` raises."""
    explained = _Explainer(request, loaded).explain()
    if as_json:
        return versioned(explained)
    lines = [f"configuration file: {printable(explained['file'] or 'none')}", "", *_lines(explained["settings"]), ""]
    width = max(len(one["name"]) for one in explained["rules"])
    for one in explained["rules"]:
        lines.append(f"{one['code']} {one['name']:<{width}}  {'on ' if one['runs'] else 'off'}  {_in_words(one)}")
        lines += [f"    {line}" for line in _lines(one["options"])]
    return "\n".join(lines) + "\n"


def toml(value: Any) -> str:
    """Return a value as TOML on one line, without control characters: as JSON, apart from tables and `inf`."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        keys = {key: key if re.fullmatch("[A-Za-z0-9_-]+", key) else toml(key) for key in value}
        items = ", ".join(f"{keys[key]} = {toml(item)}" for key, item in value.items())
        return f"{{ {items} }}" if items else "{}"
    written = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in written)


def _lines(settings: _Sourced) -> list[str]:
    lines = {f"{key} = {toml(item['value'])}": item["origin"] for key, item in settings.items()}
    width = max((len(line) for line in lines if len(line) <= 60), default=0)
    return [f"{line:<{width}}  # {printable(origin)}" for line, origin in lines.items()]


def _in_words(one: Mapping[str, Any]) -> str:
    said = [f"{one['why']} by {one['selector']} ({one['origin']})" if one["selector"] else one["why"]]
    severity, gate = one["severity"], one["gate"]
    if one["runs"]:
        by = f" (severity.{severity['selector']}, {severity['origin']})" if severity["selector"] else ""
        said.append(severity["value"] + by)
    if one["runs"] and gate:
        said.append(f"{gate['value']} ({gate['selector']}, {gate['origin']})")
    return printable("; ".join(said))


class _Explainer:
    def __init__(self, request: Request, loaded: Loaded) -> None:
        self.request = request
        self.loaded = loaded
        self.file = shown(loaded.file) if loaded.file else None
        self.effective = effective_configuration(request, loaded)
        self.options = make_settings(request, loaded).options
        self.from_preset = preset_values(self.effective.preset)

    def explain(self) -> dict[str, Any]:
        settings = {
            name.replace("_", "-"): {"value": plain(value), "origin": self._origin(name)}
            for name, value in self.effective._asdict().items()
        }
        sources = self.loaded.market.sources
        origin = self.file if sources and self.file else _DEFAULT
        settings["market"] = {"value": {"sources": plain(sources)}, "origin": origin}
        chosen = self.effective
        decided = decisions(chosen.select, chosen.extend_select, chosen.ignore, preview=chosen.preview)
        rules = [*map(self._rule, decided)]
        return {"file": self.file, "root": str(self.loaded.root), "settings": settings, "rules": rules}

    def _origin(self, name: str) -> str:
        configured = self._configured(name)
        below, here = getattr(self.loaded.configuration, name), getattr(self.effective, name)
        if name == "preset":
            return configured if here == self.loaded.table.get(name, Configuration().preset) else _COMMAND_LINE
        if name == "extend_select" or (name == "ignore" and not self.request.select):
            origins = [configured] if below else []
            origins += [_COMMAND_LINE] if len(here) > len(below) else []
            return ", ".join(origins) or configured
        return _COMMAND_LINE if getattr(self.request, name, None) or here != below else configured

    def _configured(self, name: str) -> str:
        """Return where a field comes from if the command line does not set it."""
        if self.file and name.replace("_", "-") in self.loaded.table:
            return self.file
        return f"preset {self.effective.preset}" if name in self.from_preset else _DEFAULT

    def _rule(self, decision: Decision) -> dict[str, Any]:
        rule, by, words = decision.rule, decision.selector, self.effective.severity
        names = ("ignore",) if decision.why == "ignored" else ("select", "extend_select")
        places = [self._configured(name) for name in names if by in getattr(self.loaded.configuration, name)]
        is_asked = not places or any(by in getattr(self.request, name) for name in names)
        origins = [_COMMAND_LINE] if is_asked else places
        severity = {"value": rule.severity.label, "selector": None, "origin": _DEFAULT}
        if selector := strongest(rule, words):
            severity = {"value": words[selector], "selector": selector, "origin": self._configured("severity")}
        gates = (
            {"value": name.replace("_", "-"), "selector": selector, "origin": self._configured(name)}
            for name in ("not_counted", "warnings_fail")
            if (selector := strongest(rule, getattr(self.effective, name)))
        )
        return {
            "code": rule.code,
            "name": rule.name,
            "runs": decision.runs,
            "why": decision.why,
            "selector": by,
            "origin": origins[0] if by else None,
            "severity": severity,
            "gate": next(gates, None),
            "options": self._options(rule),
        }

    def _options(self, rule: Rule) -> _Sourced:
        values = self.options.get(rule.code, rule.options)
        if rule is custom_schema:
            values = {"files": tuple(relative_path(file, self.loaded.root) for file in values["files"])}
        given = self.loaded.table.get("rules", {}).get(rule.name, {})
        found = {}
        for name, value in values.items():
            key = name.replace("_", "-")
            origins = [self.file] if key in given and self.file else []
            origins += [_COMMAND_LINE] if rule is custom_schema and self.request.schemas else []
            found[key] = {"value": plain(value), "origin": ", ".join(origins) or _DEFAULT}
        return found
