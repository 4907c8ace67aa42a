"""What a caller asks for, and the configuration with that on top of it. No rule is needed for it."""

from pathlib import Path
from typing import NamedTuple

from comp_data.linter.config.config import Configuration, FailOn, Loaded

STDIN = "-"
CUSTOM_SCHEMA = "CD110"
"""The rule that holds front matter to schemas of the user's own."""


class Request(NamedTuple):
    """What a caller asks for beside the configuration: paths as given, and selectors.

    `within_dataset` leaves out named files that are no guides of the configured dataset: a hook is given
    whatever a change touched. `baseline` is the file of known findings, empty for none whatever is configured.
    `base` is the git revision to hold the guides against, or `auto`; with `changed_only` nothing is told that was
    there before. `cache` says whether what is found is kept for the next run.
    """

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    stdin_filename: str | None = None
    within_dataset: bool = False
    baseline: str | None = None
    fail_on: FailOn | None = None
    preview: bool = False
    base: str | None = None
    changed_only: bool = False
    cache: bool = False
    cache_dir: str | None = None

    @property
    def has_base(self) -> bool:
        """Whether there is a base, named or not."""
        return self.base is not None or self.changed_only

    def start(self) -> Path:
        """The folder that the search for a configuration starts from: that of the first path, or this one."""
        first = self.stdin_filename if self.paths[:1] == (STDIN,) else next(iter(self.paths), None)
        if first is None:
            return Path.cwd()
        path = Path(first)
        return path if path.is_dir() else path.parent


def effective_configuration(request: Request, loaded: Loaded) -> Configuration:
    """The configuration with what the caller asks for put on top of it.

    What the caller selects stands above what the configuration ignores too.
    """
    configuration = loaded.configuration
    added = (*request.extend_select, *([CUSTOM_SCHEMA] if request.schemas else []))
    return configuration._replace(
        select=request.select or configuration.select,
        extend_select=(*configuration.extend_select, *added),
        ignore=request.ignore if request.select else (*configuration.ignore, *request.ignore),
        fail_on=request.fail_on or configuration.fail_on,
        preview=request.preview or configuration.preview,
    )


def schemas_of(request: Request, loaded: Loaded) -> tuple[str, ...]:
    """The files of the user's own schemas: those configured, and those asked for."""
    own = loaded.options.get(CUSTOM_SCHEMA)
    return (*(str(loaded.root / name) for name in (own.files if own else ())), *request.schemas)
