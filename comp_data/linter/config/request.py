"""The request of a caller, and the configuration that results from it. It needs no rule."""

from pathlib import Path
from typing import NamedTuple

from comp_data.base.diagnostics import Severity
from comp_data.linter.config.config import Configuration, FailOn, Loaded
from comp_data.linter.result import Gate

STDIN = "-"
CUSTOM_SCHEMA = "CD110"
"""The rule that checks front matter against the user's own schemas."""


class Request(NamedTuple):
    """The request of a caller, in addition to the configuration: paths as given, and selectors."""

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    stdin_filename: str | None = None
    within_dataset: bool = False  # leave out named files that are not its guides: a hook gets every file of a change
    baseline: str | None = None  # the file of known findings, empty to use none whatever is configured
    fail_on: FailOn | None = None
    preview: bool = False
    base: str | None = None  # the git revision to compare the guides with, or `auto`
    changed_only: bool = False  # report only findings that the base does not have
    cache: bool = False
    cache_dir: str | None = None

    @property
    def has_base(self) -> bool:
        """Whether there is a base, named or not."""
        return self.base is not None or self.changed_only

    def start(self) -> Path:
        """Return where the search for a configuration starts: the folder of the first path, or the working folder."""
        first = self.stdin_filename if self.paths[:1] == (STDIN,) else next(iter(self.paths), None)
        path = Path.cwd() if first is None else Path(first)
        return path if path.is_dir() else path.parent


def effective_configuration(request: Request, loaded: Loaded) -> Configuration:
    """Merge a request into the configuration; what it selects also overrides what the configuration ignores."""
    configuration = loaded.configuration
    added = (*request.extend_select, *([CUSTOM_SCHEMA] if request.schemas else []))
    return configuration._replace(
        select=request.select or configuration.select,
        extend_select=(*configuration.extend_select, *added),
        ignore=request.ignore if request.select else (*configuration.ignore, *request.ignore),
        fail_on=request.fail_on or configuration.fail_on,
        preview=request.preview or configuration.preview,
    )


def gate_of(config: Configuration) -> Gate:
    """Return the gate of a configuration; raises UsageError for a selector that matches no rule."""
    word = config.fail_on
    gate = Gate(None if word == "never" else Severity.from_label(word))
    if not (config.not_counted or config.warnings_fail):
        return gate
    from comp_data.linter.config.selection import codes_of  # noqa: PLC0415 - most gates name no rule

    return gate._replace(not_counted=codes_of(config.not_counted), warnings_fail=codes_of(config.warnings_fail))


def schemas_of(request: Request, loaded: Loaded) -> tuple[str, ...]:
    """Return the files of the user's own schemas: those configured, then those of the request."""
    own = loaded.options.get(CUSTOM_SCHEMA, {}).get("files", ())
    return (*(str(loaded.file_of("custom-schema.files", name)) for name in own), *request.schemas)
