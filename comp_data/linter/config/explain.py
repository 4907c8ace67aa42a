"""Where the settings of a run come from: the default, a preset, a configuration file or the command line."""

from typing import Any, Final, NamedTuple

from comp_data.base.files import relative_path, shown
from comp_data.base.plain import plain
from comp_data.linter.config.config import Configuration, Loaded
from comp_data.linter.config.request import Request, effective_configuration
from comp_data.linter.config.selection import Decision, decisions, preset_values, strongest
from comp_data.linter.config.settings import make_settings
from comp_data.linter.rule import Rule
from comp_data.linter.rules.schema.custom_schema import custom_schema

DEFAULT: Final = "default"
COMMAND_LINE: Final = "command line"


class Sourced(NamedTuple):
    """A value, and where it comes from."""

    value: Any
    origin: str


class Chosen(NamedTuple):
    """A value that a selector gives a rule: the severity `error` by `severity.CD4` of a file."""

    value: str
    selector: str | None
    origin: str


class RuleSettings(NamedTuple):
    """The settings of one rule: whether it runs, its severity and options, and what changes whether it fails a run.

    `origin` is where the selector that decided comes from. `gate` is `not-counted` or `warnings-fail`, where one
    of them names the rule.
    """

    decision: Decision
    origin: str | None
    severity: Chosen
    options: dict[str, Sourced]
    gate: Chosen | None


class Explained(NamedTuple):
    """All settings by key, as a file would have them, and the settings of each rule."""

    file: str | None
    root: str
    settings: dict[str, Sourced]
    rules: tuple[RuleSettings, ...]

    @property
    def table(self) -> dict[str, Any]:
        """The settings as the table of a configuration file in `root`."""
        rules = {
            one.decision.rule.name: {key: item.value for key, item in one.options.items()}
            for one in self.rules
            if one.options
        }
        return {**{key: item.value for key, item in self.settings.items()}, "rules": rules}


def explain(request: Request, loaded: Loaded) -> Explained:
    """Return the settings of a run with their origins; raises what `make_settings` raises."""
    return _Explainer(request, loaded).explain()


class _Explainer:
    def __init__(self, request: Request, loaded: Loaded) -> None:
        self.request = request
        self.loaded = loaded
        self.file = shown(loaded.file) if loaded.file else None
        self.effective = effective_configuration(request, loaded)
        self.options = make_settings(request, loaded).options
        self.from_preset = preset_values(self.effective.preset)

    def explain(self) -> Explained:
        settings = {
            name.replace("_", "-"): Sourced(plain(value), self._origin(name))
            for name, value in self.effective._asdict().items()
        }
        sources = self.loaded.market.sources
        settings["market"] = Sourced({"sources": plain(sources)}, self.file if sources and self.file else DEFAULT)
        effective = self.effective
        decided = decisions(effective.select, effective.extend_select, effective.ignore, preview=effective.preview)
        return Explained(self.file, str(self.loaded.root), settings, tuple(map(self._rule, decided)))

    def _origin(self, name: str) -> str:
        """Return where a field comes from; a list to which the command line adds has two origins."""
        configured = self._configured(name)
        below, here = getattr(self.loaded.configuration, name), getattr(self.effective, name)
        if name == "preset":
            stated = self.loaded.table.get(name, Configuration().preset)
            return configured if here == stated else COMMAND_LINE
        if name == "extend_select" or (name == "ignore" and not self.request.select):
            origins = [configured] if below else []
            origins += [COMMAND_LINE] if len(here) > len(below) else []
            return ", ".join(origins) or configured
        return COMMAND_LINE if getattr(self.request, name, None) or here != below else configured

    def _configured(self, name: str) -> str:
        """Return where a field comes from if the command line does not set it."""
        if self.file and name.replace("_", "-") in self.loaded.table:
            return self.file
        return f"preset {self.effective.preset}" if name in self.from_preset else DEFAULT

    def _rule(self, decision: Decision) -> RuleSettings:
        rule, by, words = decision.rule, decision.selector, self.effective.severity
        names = ("ignore",) if decision.why == "ignored" else ("select", "extend_select")
        places = [self._configured(name) for name in names if by in getattr(self.loaded.configuration, name)]
        is_asked = not places or any(by in getattr(self.request, name) for name in names)
        origin = (COMMAND_LINE if is_asked else places[0]) if by else None
        severity = Chosen(rule.severity.label, None, DEFAULT)
        if selector := strongest(rule, words):
            severity = Chosen(words[selector], selector, self._configured("severity"))
        gates = (
            Chosen(name.replace("_", "-"), selector, self._configured(name))
            for name in ("not_counted", "warnings_fail")
            if (selector := strongest(rule, getattr(self.effective, name)))
        )
        return RuleSettings(decision, origin, severity, self._options(rule), next(gates, None))

    def _options(self, rule: Rule) -> dict[str, Sourced]:
        values = self.options.get(rule.code, rule.options)
        if rule is custom_schema:
            values = {"files": tuple(relative_path(file, self.loaded.root) for file in values["files"])}
        given = self.loaded.table.get("rules", {}).get(rule.name, {})
        found = {}
        for name, value in values.items():
            key = name.replace("_", "-")
            origins = [self.file] if key in given and self.file else []
            origins += [COMMAND_LINE] if rule is custom_schema and self.request.schemas else []
            found[key] = Sourced(plain(value), ", ".join(origins) or DEFAULT)
        return found
