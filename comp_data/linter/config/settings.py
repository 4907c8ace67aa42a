"""The settings of a run: rules, their severities and options, from a request and the configuration."""

import os
from functools import cache, lru_cache, partial
from pathlib import Path

from comp_data.base.diagnostics import Severity
from comp_data.base.errors import UsageError
from comp_data.base.files import relative_path
from comp_data.base.gitignore import compile_patterns
from comp_data.linter.config.config import Loaded
from comp_data.linter.config.custom_schemas import load_schema
from comp_data.linter.config.request import CUSTOM_SCHEMA, Request, effective_configuration, schemas_of
from comp_data.linter.config.selection import check_selectors, decisions, strongest
from comp_data.linter.engine import Settings
from comp_data.linter.rule import Rule
from comp_data.linter.rules import RULES
from comp_data.market.sources import read_source


def make_settings(request: Request, loaded: Loaded) -> Settings:
    """Return the rules to run, a named schema's too, and how; raises UsageError for a rule that does not exist."""
    configuration = effective_configuration(request, loaded)
    source = f"{loaded.file.name}: " if loaded.file else ""
    for key in ("select", "extend-select", "ignore", "severity", "not-counted", "warnings-fail"):
        check_selectors(loaded.table.get(key, ()), f"{source}{key}: ")
    chosen = configuration.select, configuration.extend_select, configuration.ignore
    rules = tuple(one.rule for one in decisions(*chosen, preview=configuration.preview) if one.runs)
    if not rules:
        raise UsageError("no rule is left to run: --ignore and the setting ignore turn off all that are selected")
    words = configuration.severity
    severities = {rule.code: Severity.from_label(words[by]) for rule in RULES if (by := strongest(rule, words))}
    schemas = schemas_of(request, loaded)
    for file in schemas:
        load_schema(file)
    options = {**loaded.options, CUSTOM_SCHEMA: {"files": schemas}} if schemas else loaded.options
    market = tuple(map(read_source, loaded.market_files))
    entries = tuple((pattern, tuple(selectors)) for pattern, selectors in configuration.per_file_ignores.items())
    if entries:
        compile_patterns(tuple(configuration.per_file_ignores))
    for pattern, selectors in entries:
        check_selectors(selectors, f"{source}per-file-ignores.{pattern}: ")
    ignores = partial(_is_ignored, loaded.root, entries) if entries else None
    return Settings(rules, severities, options, ignores, market)


_Ignores = tuple[tuple[str, tuple[str, ...]], ...]
"""The setting per-file-ignores: patterns, relative to a folder, with selectors of rules."""


def _is_ignored(root: Path, ignores: _Ignores, path: str, rule: Rule) -> bool:
    return any(map(rule.is_selected_by, _selectors_for(root, ignores, os.path.abspath(path))))  # noqa: PTH100 - faster


@lru_cache(16)
def _selectors_for(root: Path, ignores: _Ignores, path: str) -> list[str]:
    """Return the selectors of all patterns that match a file; the findings of a file come one after the other."""
    relative = relative_path(Path(path), root)
    return [one for pattern, selectors in ignores if _matcher(pattern).match_file(relative) for one in selectors]


_matcher = cache(lambda pattern: compile_patterns((pattern,)))
