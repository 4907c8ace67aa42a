"""The configuration: `[tool.comp-data]` in `pyproject.toml`, or `comp-data.toml`; the nearest one upwards.

Read without pydantic, which takes longer to import than a guide takes to lint: a value must have the type of its
default. The JSON Schema is generated from the same classes (`config_schema`), and a test checks that both agree.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from comp_data.base.errors import ConfigError

SeverityWord = Literal["error", "warning", "info"]
FailOn = Literal["error", "warning", "info", "never"]
PresetName = Literal["none", "pull-request", "release"]

FILE_NAME = "comp-data.toml"
_TABLE = "tool.comp-data"


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
    """A configuration as loaded: `file` is None for the defaults, `root` is the folder that its paths are relative to.

    `table` has only the settings that the file itself has.
    """

    configuration: Configuration
    options: dict[str, Any]
    root: Path
    file: Path | None
    table: Mapping[str, Any] = {}
    market: Market = Market()

    @property
    def market_files(self) -> tuple[Path, ...]:
        """The files of `market.sources`."""
        return tuple(self.root / name for name in self.market.sources)


def load_configuration(
    start: Path, *, use_files: bool = True, file: Path | None = None, preset: str | None = None
) -> Loaded:
    """Load the nearest configuration from a folder upwards, or that of `file`; the defaults if there is none.

    `preset` replaces the one that the file names. Raises UsageError for an unknown preset, and ConfigError for a file
    that cannot be used: the message names file and key, and what to write.
    """
    if file is not None and use_files:
        return parse_configuration(_read_table(file.resolve()) or {}, file.resolve(), preset)
    folder = start.resolve()
    for parent in (folder, *folder.parents) if use_files else ():
        for name in (FILE_NAME, "pyproject.toml"):
            table = _read_table(parent / name)
            if table is not None:
                return parse_configuration(table, parent / name, preset)
    return Loaded(_with_preset(Configuration(), {}, preset), {}, Path.cwd(), None)


def parse_configuration(given: Mapping[str, Any], file: Path, preset: str | None = None) -> Loaded:
    """Parse the table of a configuration file; raises ConfigError."""
    table = dict(given)
    rules, market = table.pop("rules", {}), table.pop("market", {})
    configuration: Configuration = _construct(Configuration, table, f"{file.name}: ", extra=("rules", "market"))
    _check_words(configuration, file.name)
    if not isinstance(rules, dict):
        raise ConfigError(f"{file.name}: rules is {_kind(rules)}, not a table")
    if not isinstance(market, dict):
        raise ConfigError(f"{file.name}: market is {_kind(market)}, not a table")
    wages: Market = _construct(Market, market, f"{file.name}: market.")
    options = _options(rules, file) if rules else {}
    return Loaded(_with_preset(configuration, given, preset), options, file.parent, file, given, wages)


def _options(rules: Mapping[str, Any], file: Path) -> dict[str, Any]:
    """Return the options of rules by code."""
    from comp_data.linter.rules import RULES  # noqa: PLC0415 - what a run finds may be known without its rules

    with_options = {rule.name: rule for rule in RULES if rule.options is not None}
    options = {}
    for name, values in rules.items():
        if name not in with_options:
            raise ConfigError(f"{file.name}: rules.{name} is not a rule with options{_nearest(name, with_options)}")
        if not isinstance(values, dict):
            raise ConfigError(f"{file.name}: rules.{name} is {_kind(values)}, not a table")
        rule = with_options[name]
        options[rule.code] = _construct(type(rule.options), values, f"{file.name}: rules.{name}.")
    return options


def _with_preset(configuration: Configuration, given: Mapping[str, Any], preset: str | None) -> Configuration:
    """Add what a preset sets and the file does not set itself."""
    chosen = preset or configuration.preset
    if chosen == configuration.preset == Configuration().preset:
        return configuration
    from comp_data.linter.config.selection import preset_values  # noqa: PLC0415 - most runs have none

    values = {name: value for name, value in preset_values(chosen).items() if name.replace("_", "-") not in given}
    return configuration._replace(**{**values, "preset": chosen})


def _read_table(file: Path) -> dict[str, Any] | None:
    try:
        if not file.is_file():
            return None
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file.name}: cannot be read: {error}") from error
    is_own = file.name != "pyproject.toml"
    if not is_own and "comp-data" not in text:
        return None
    import tomllib  # noqa: PLC0415 - only a configured run needs it

    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of too many digits, brackets without end
        raise ConfigError(f"{file.name}: this is not TOML: {error}") from error
    if is_own:
        return table
    tool = table.get("tool", {})
    found = tool.get("comp-data") if isinstance(tool, dict) else None
    if found is not None and not isinstance(found, dict):
        raise ConfigError(f"{file.name}: {_TABLE} is {_kind(found)}, not a table")
    return found


def _construct(of: Any, table: dict[str, Any], where: str, extra: tuple[str, ...] = ()) -> Any:
    """Build a named tuple from a table: keys are field names with hyphens, each value has the type of its default.

    Raises ConfigError for another key or type, and if the tuple's method `problem` returns one.
    """
    known = {name.replace("_", "-"): default for name, default in of._field_defaults.items()}
    values = {}
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"{where}{key} is not a key{_nearest(key, (*known, *extra))}")
        values[key.replace("-", "_")] = _converted(value, known[key], where + key)
    made = of(**values)
    problem = made.problem() if hasattr(made, "problem") else None
    if problem:
        raise ConfigError(f"{where.rstrip('.')}: {problem}")
    return made


def _converted(value: object, default: object, where: str) -> object:
    """Return a TOML value as the type of a default; raises ConfigError if it has another type."""
    if isinstance(default, tuple):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ConfigError(f"{where} is {_kind(value)}; it must be a list of texts")
        return tuple(value)
    if isinstance(default, dict):
        if not isinstance(value, dict):
            raise ConfigError(f"{where} is {_kind(value)}, not a table")
        return value
    if isinstance(default, float) and type(value) is int:
        return float(value)
    if type(value) is not type(default):
        raise ConfigError(f"{where} is {_kind(value)}; it must be {_KINDS[type(default)]}")
    return value


def _check_words(configuration: Configuration, name: str) -> None:
    chosen: dict[str, tuple[object, Any]]
    chosen = {f"severity.{selector}": (word, SeverityWord) for selector, word in configuration.severity.items()}
    chosen |= {"fail-on": (configuration.fail_on, FailOn), "preset": (configuration.preset, PresetName)}
    for key, (word, among) in chosen.items():
        if word not in get_args(among):
            raise ConfigError(f"{name}: {key} is {word}; it must be one of {', '.join(get_args(among))}")
    for pattern, selectors in configuration.per_file_ignores.items():
        _converted(selectors, (), f"{name}: per-file-ignores.{pattern}")


_KINDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false", list: "a list", dict: "a table"}


def _kind(value: object) -> str:
    return _KINDS.get(type(value), type(value).__name__)


def _nearest(key: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only an error needs it

    near = get_close_matches(key.replace("_", "-"), list(known), n=1)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"
