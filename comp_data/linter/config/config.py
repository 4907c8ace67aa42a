"""The configuration: `[tool.comp-data]` in `pyproject.toml`, or `comp-data.toml`.

It is read without pydantic, which takes longer to import than a guide takes to lint: a value must have the type of
its default. The JSON Schema is generated from these classes, and a test checks that both accept the same files.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from comp_data.base.errors import ConfigError
from comp_data.base.files import repository_top, resolved, shown
from comp_data.base.wording import did_you_mean
from comp_data.linter.config.search import KINDS, LONGEST, candidates, find_configuration, kind_of, read_table
from comp_data.records.publication import PATTERNS, Publication

SeverityWord = Literal["error", "warning", "info"]
FailOn = Literal["error", "warning", "info", "never"]
PresetName = Literal["none", "pull-request", "release"]

FILE_NAME = "comp-data.toml"


class Configuration(NamedTuple):
    """How a dataset is linted. Selectors are `ALL`, a code (`CD201`), the beginning of one (`CD2`) or a name."""

    dataset: str = "seeds"
    """The dataset's folder, relative to this file; its guides are company/role.md."""
    select: tuple[str, ...] = ()
    """The rules to run instead of those that are on by default."""
    extend_select: tuple[str, ...] = ()
    """Rules to run in addition to those selected."""
    ignore: tuple[str, ...] = ()
    """Rules not to run."""
    severity: Mapping[str, SeverityWord] = {}
    """The severity of rules, by selector: error, warning or info."""
    per_file_ignores: Mapping[str, tuple[str, ...]] = {}
    """Rules not to run on some files, by a pattern as in .gitignore, relative to this file."""
    exclude: tuple[str, ...] = ()
    """Files never to lint, by patterns as in .gitignore, relative to this file."""
    fail_on: FailOn = "error"
    """The least severity that fails a run."""
    baseline: str = ""
    """The file of known findings, relative to this file; `--write-baseline` writes it."""
    not_counted: tuple[str, ...] = ()
    """Rules whose findings are shown and never fail a run."""
    warnings_fail: tuple[str, ...] = ()
    """Rules whose warnings fail a run, even if fail-on is error."""
    preset: PresetName = "none"
    """A named group of settings; settings of this file override it."""
    preview: bool = False
    """Whether ALL, prefixes and the defaults match preview rules too."""


class Market(NamedTuple):
    """Official wages that base pay is compared with."""

    sources: tuple[str, ...] = ()
    """CSV files with wages of your own, relative to this file; they come before those of the package."""


class Loaded(NamedTuple):
    """A configuration that was loaded, with the file that it is from."""

    configuration: Configuration
    options: dict[str, dict[str, Any]]  # of rules, by code
    root: Path  # the folder that paths are relative to
    file: Path | None  # None for the defaults
    table: Mapping[str, Any] = {}  # the settings of the file itself
    market: Market = Market()
    unused: tuple[Path, ...] = ()  # files that were found and do not apply
    publication: Publication = Publication()
    candidates: tuple[Path, ...] = ()  # the files of which the first that exists applies; none if no file was wanted
    is_named: bool = False  # the first candidate was named with --config, and the others would apply without it

    @property
    def dataset_folder(self) -> Path:
        """The folder of the configured dataset; raises ConfigError for one outside of the repository."""
        return self.file_of("dataset", self.configuration.dataset)

    @property
    def market_files(self) -> tuple[Path, ...]:
        """The files of `market.sources`; raises ConfigError for one outside of the repository."""
        return tuple(self.file_of("market.sources", name) for name in self.market.sources)

    def file_of(self, key: str, name: str, *, without_git: Path | None = None) -> Path:
        """Return the file or folder that a setting names.

        Raises ConfigError if it is git's own, or outside of the repository, or of a folder where there is none: a pull
        request can change the setting, and messages may quote what is there.
        """
        file, inside = self.root / name, repository_top(self.root) or without_git
        source = f"{self.file.name}: " if self.file else ""
        if any(part.lower() == ".git" for part in (*Path(name).parts, *resolved(file).parts)):
            raise ConfigError(f"{source}{key} is {name}, which is in a git directory")
        if inside and not resolved(file).is_relative_to(resolved(inside)):
            is_link = Path(os.path.abspath(file)).is_relative_to(os.path.abspath(inside))  # noqa: PTH100 - follow none
            help_ = "a link leads out of the repository" if is_link else "name one in it"
            raise ConfigError(f"{source}{key} is {name}, which is outside of {shown(inside)}: {help_}")
        return file


def load_configuration(
    start: Path, *, use_file: bool = True, file: Path | None = None, preset: str | None = None, here: Path | None = None
) -> Loaded:
    """Load the configuration that applies to what is in a folder, or that of `file`; the defaults if there is none.

    It is the nearest one from the working folder upwards; only if there is none, one between the working folder and
    `start`, or from `start` upwards if that is elsewhere. A file below a dataset's folder never applies: whoever adds a
    guide could turn rules off with it. `preset` replaces the file's; `here` is used as the working folder.

    Raises UsageError for an unknown preset, and ConfigError for a file that cannot be used.
    """
    if file is not None and use_file:
        file = file.absolute()
        loaded = parse_configuration(read_table(file, is_named=True) or {}, file, preset)
        return loaded._replace(candidates=(file, *candidates(start, here)), is_named=True)
    found, unused = find_configuration(start, here) if use_file else (None, ())
    if found is None:
        loaded = Loaded(_with_preset(Configuration(), {}, preset), {}, here or Path.cwd(), None)
    else:
        loaded = parse_configuration(found.table, found.file, preset)
    return loaded._replace(unused=unused, candidates=candidates(start, here) if use_file else ())


def parse_configuration(given: Mapping[str, Any], file: Path, preset: str | None = None) -> Loaded:
    """Make a configuration from the table of a file; raises ConfigError."""
    where, tables = f"{file.name}: ", dict[str, Any](rules={}, market={}, publication={})
    values = _values_of(given, {**Configuration._field_defaults, **tables}, where)
    rules, market, publication = (values.pop(name, {}) for name in tables)
    configuration = Configuration(**values)
    _check_words(configuration, file.name)
    wages = Market(**_values_of(market, Market._field_defaults, f"{where}market."))
    published = Publication(**_values_of(publication, Publication._field_defaults, f"{where}publication."))
    for key, (pattern, wanted) in PATTERNS.items():
        stated = getattr(published, key) or ()
        for text in (stated,) if isinstance(stated, str) else stated:
            if not re.fullmatch(pattern, text):
                verb = "is" if isinstance(stated, str) else "has"
                raise ConfigError(f"{where}publication.{key} {verb} {text!r}; it must be {wanted}")
    options = _options(rules, file) if rules else {}
    return Loaded(_with_preset(configuration, given, preset), options, file.parent, file, given, wages, (), published)


def _options(rules: Mapping[str, Any], file: Path) -> dict[str, dict[str, Any]]:
    from comp_data.linter.rules import RULES  # noqa: PLC0415 - a run from the cache needs no rules

    with_options = {rule.name: rule for rule in RULES if rule.options}
    found = {}
    for name, values in rules.items():
        if name not in with_options:
            raise ConfigError(f"{file.name}: rules.{name} is not a rule with options{_nearest(name, with_options)}")
        _converted(values, {}, f"{file.name}: rules.{name}")
        rule = with_options[name]
        options = {**rule.options, **_values_of(values, rule.options, f"{file.name}: rules.{name}.")}
        if rule.option_problem and (problem := rule.option_problem(**options)):
            raise ConfigError(f"{file.name}: rules.{name}: {problem}")
        found[rule.code] = options
    return found


def _with_preset(configuration: Configuration, given: Mapping[str, Any], preset: str | None) -> Configuration:
    """Add what the preset sets and the file does not; `preset` replaces the file's own."""
    chosen = preset or configuration.preset
    if chosen == configuration.preset == Configuration().preset:
        return configuration
    from comp_data.linter.config.selection import preset_values  # noqa: PLC0415 - most runs have none

    values = {name: value for name, value in preset_values(chosen).items() if name.replace("_", "-") not in given}
    return configuration._replace(**{**values, "preset": chosen})


def _values_of(table: Mapping[str, Any], defaults: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Convert a table to the types of the defaults; raises ConfigError for an unknown key, and for another type."""
    known = {name.replace("_", "-"): default for name, default in defaults.items()}
    values = {}
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"{where}{key} is not a key{_nearest(key, known)}")
        values[key.replace("-", "_")] = _converted(value, known[key], where + key)
    return values


def _converted(value: object, default: object, where: str) -> object:
    """Convert a TOML value to the type of a default; raises ConfigError if it has another type."""
    texts = [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]
    if any("\0" in text or len(text) > LONGEST for text in texts):
        raise ConfigError(f"{where} contains a NUL character, which no name has, or over {LONGEST:,} characters")
    if isinstance(default, tuple):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ConfigError(f"{where} is {kind_of(value)}; it must be a list of texts")
        return tuple(value)
    if isinstance(default, float) and type(value) is int:
        if value.bit_length() > 1_000:  # a float has no such number
            raise ConfigError(f"{where} is too large")
        value = float(value)
    if type(value) is not type(default):
        raise ConfigError(f"{where} is {kind_of(value)}; it must be {KINDS[type(default)]}")
    if isinstance(value, int | float) and not value >= 0:  # nan too
        raise ConfigError(f"{where} is {value}; it must be at least 0")
    return value


def _check_words(configuration: Configuration, name: str) -> None:
    single = ("fail-on", configuration.fail_on, FailOn), ("preset", configuration.preset, PresetName)
    severities = ((f"severity.{selector}", word, SeverityWord) for selector, word in configuration.severity.items())
    for key, word, among in (*single, *severities):
        if word not in get_args(among):
            raise ConfigError(f"{name}: {key} is {word}; it must be one of {', '.join(get_args(among))}")
    for pattern, selectors in configuration.per_file_ignores.items():
        _converted(selectors, (), f"{name}: per-file-ignores.{pattern}")


def _nearest(key: str, known: Mapping[str, object]) -> str:
    return did_you_mean(key.replace("_", "-"), known, f"; known are {', '.join(known)}")
