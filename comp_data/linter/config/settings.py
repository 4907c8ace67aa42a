"""The settings of a run: rules, their severities and options, from what was asked for and the configuration."""

from collections.abc import Callable
from pathlib import Path

from comp_data.base.diagnostics import Severity
from comp_data.base.errors import UsageError
from comp_data.base.patterns import Matcher, compile_patterns
from comp_data.linter.config.config import Configuration, Loaded
from comp_data.linter.config.custom_schemas import load_schema
from comp_data.linter.config.find_files import relative_path
from comp_data.linter.config.gate import gate_of
from comp_data.linter.config.request import CUSTOM_SCHEMA, Request, effective_configuration, schemas_of
from comp_data.linter.config.selection import check_selectors, rules_by_strength, select_rules
from comp_data.linter.engine import Settings
from comp_data.linter.rule import Rule
from comp_data.linter.rules.schema import custom_schema
from comp_data.market.sources import read_source


def make_settings(request: Request, loaded: Loaded) -> Settings:
    """The rules to run, their severities and options; raises UsageError for a rule that does not exist.

    A schema that is named is used.
    """
    configuration = effective_configuration(request, loaded)
    rules = select_rules(
        configuration.select, configuration.extend_select, configuration.ignore, preview=configuration.preview
    )
    if not rules:
        raise UsageError("no rule is left to run: --ignore and the setting ignore take away all that are selected")
    words = rules_by_strength(configuration.severity)
    options = dict(loaded.options)
    schemas = schemas_of(request, loaded)
    for file in schemas:
        load_schema(file)
    if schemas:
        options[CUSTOM_SCHEMA] = custom_schema.Options(schemas)
    severities = {code: Severity.from_label(word) for code, word in words.items()}
    market = tuple(map(read_source, loaded.market_files))
    return Settings(rules, severities, options, _ignores(configuration, loaded.root), gate_of(configuration), market)


def _ignores(configuration: Configuration, root: Path) -> Callable[[str, Rule], bool] | None:
    """Says of a file and a rule whether per-file-ignores turn the rule off; None where nothing is configured."""
    if not configuration.per_file_ignores:
        return None
    entries: list[tuple[Matcher, tuple[str, ...]]] = []
    for pattern, selectors in configuration.per_file_ignores.items():
        check_selectors(selectors)
        entries.append((compile_patterns((pattern,)), tuple(selectors)))

    def is_ignored(path: str, rule: Rule) -> bool:
        relative = relative_path(Path(path), root)
        return any(
            rule.is_selected_by(selector)
            for matcher, selectors in entries
            if matcher.match_file(relative)
            for selector in selectors
        )

    return is_ignored
