"""`comp_data.lint(...)`: the linter as one call."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

from comp_data.base.files import shown
from comp_data.linter.config.config import load_configuration
from comp_data.linter.result import LintResult
from comp_data.linter.run import Request, prepare, prepare_revision
from comp_data.records.revisions import Revision


class _HasFolder(Protocol):
    @property
    def folder(self) -> Path: ...
    @property
    def revision(self) -> Revision | None: ...
    @property
    def files(self) -> Mapping[str, Path]: ...
    @property
    def is_selection(self) -> bool: ...


def lint(  # noqa: PLR0913 - a keyword for each
    target: "Path | str | _HasFolder",
    *,
    today: date | None = None,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    use_config: bool = True,
    preset: str | None = None,
    preview: bool = False,
    base: str | None = None,
    changed_only: bool = False,
    cache: bool = False,
) -> LintResult:
    """Lint a dataset, a folder of guides or one guide, as `comp-data lint` does.

    A dataset that was loaded from a git revision is linted at that revision, any other as its files are now. The result
    for a dataset that `where` returned has the findings of its guides, compared with all others.

    Date-dependent rules use `today` (default: the system's date). `select` and `ignore` are rule codes, prefixes or
    names (one, or several), and the nearest configuration file applies unless `use_config` is false. `base` is a git
    revision, or `auto`, to compare the guides with; with `changed_only` the result has only what is new since then.
    These, `preset` and `preview` are as on the command line, and `result.ok` says whether that would exit with 0. The
    cache of the command line is used only with `cache`.

    Raises UsageError, ConfigError, DatasetNotFoundError or GitError if it cannot run; a problem in a guide is a
    diagnostic in the result, never an exception.
    """
    path = target if isinstance(target, Path | str) else target.folder
    request = Request(
        (str(path),),
        _selectors(select),
        (),
        _selectors(ignore),
        preview=preview,
        base=base,
        changed_only=changed_only,
        cache=cache,
    )
    loaded = load_configuration(request.start(), use_files=use_config, preset=preset)
    revision = None if isinstance(target, Path | str) else target.revision
    run = prepare_revision(request, loaded, Path(path), revision) if revision else prepare(request, loaded)
    result = run.lint(today or date.today())
    if isinstance(target, Path | str) or not target.is_selection:
        return result
    chosen = {shown(file) for file in target.files.values()}
    found = tuple(one for one in result.diagnostics if one.path in chosen)
    return result._replace(diagnostics=found, files=len(chosen))


def _selectors(chosen: str | Iterable[str]) -> tuple[str, ...]:
    return (chosen,) if isinstance(chosen, str) else tuple(chosen)
