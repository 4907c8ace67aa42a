"""`comp_data.lint(...)`: the linter as one call, and its parts for programs that spread the work themselves."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from comp_data.base.diagnostics import Diagnostic
from comp_data.base.errors import UsageError
from comp_data.base.files import shown
from comp_data.linter.config.config import Loaded, load_configuration
from comp_data.linter.config.request import Request, effective_configuration, gate_of
from comp_data.linter.result import DIAGNOSTIC_ORDER, LintResult, Part, merge_parts
from comp_data.linter.run import Run, prepare, prepare_revision
from comp_data.records.revisions import Revision
from comp_data.values.quarters import day_of

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from comp_data.linter.chunks import GuideContent, LintJob


@runtime_checkable
class _HasFolder(Protocol):
    @property
    def folder(self) -> Path: ...
    @property
    def revision(self) -> Revision | None: ...
    @property
    def files(self) -> Mapping[str, Path]: ...
    @property
    def is_selection(self) -> bool: ...


LintSource = Path | str | _HasFolder | Iterable[tuple[str | Path, bytes]]
"""What can be linted: a folder of guides or a guide, a dataset, or guides as pairs of a path and bytes."""


def lint(  # noqa: PLR0913 - a keyword for each
    source: LintSource,
    *,
    today: date | None = None,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    use_config: bool = True,
    use_baseline: bool = True,
    preset: str | None = None,
    preview: bool = False,
    base: str | None = None,
    changed_only: bool = False,
    cache: bool = False,
    executor: "Executor | None" = None,
    reread: Callable[[str], bytes] | None = None,
) -> LintResult:
    """Lint a dataset, a folder of guides, one guide, or guides from anywhere, as `comp-data lint` does.

    A dataset that was loaded from a git revision is linted at that revision, any other as its files are now. The result
    for a dataset that `where` returned has the findings of its guides, compared with all others. Pairs of a path and
    bytes are taken to be the guides of a dataset: a baseline and the cache are not used for them. A problem in a guide
    is a finding, never an exception; `result.ok` says whether the command would exit with 0.

    `select` and `ignore` are rules by code, prefix or name, one or several; `today`, by default the system's date, is
    for date-dependent rules. `base` is a git revision, or `auto`, to compare the guides with; with `changed_only` the
    result has only what is new since then. Without `use_config` no configuration file applies, without `use_baseline`
    no baseline. `preset`, `preview` and `cache` are as on the command line, `reread` as for `lint_iter`. An `executor`
    lints the guides in chunks, of which only some are in memory; the result is the same.

    Raises UsageError for a rule, preset or path that does not exist, and for guides in no folder that have a base;
    ConfigError, DatasetNotFoundError if there is no guide to lint, and GitError if the base does not exist.
    """
    paths = _paths_of(source)
    request = Request(paths, _selectors(select), (), _selectors(ignore), preview=preview, base=base, cache=cache)
    request = request._replace(changed_only=changed_only, baseline=None if use_baseline else "")
    loaded = load_configuration(request.start(), use_file=use_config, preset=preset)
    if not paths and request.has_base:
        raise UsageError("base and changed_only need a folder or a dataset: other guides have no git revision")
    if not paths:
        *parts, of_dataset = _stream(source, request, loaded, today, executor, reread)
        return merge_parts(parts, of_dataset)._replace(gate=gate_of(effective_configuration(request, loaded)))
    result = _run(source, request, loaded).lint(day_of("today", today), executor=executor)
    if (chosen := _chosen(source)) is None:
        return result
    found = tuple(one for one in result.diagnostics if one.path in chosen)
    return result._replace(diagnostics=found, files=len(chosen))


def lint_text(
    text: str, path: str | Path = "guide.md", *, today: date | None = None, use_config: bool = True
) -> LintResult:
    """Lint the text of one guide, as a file of this path: `company/role.md`. Raises what `lint` raises."""
    return lint([(path, text.encode("utf-8", "surrogatepass"))], today=today, use_config=use_config)


def lint_iter(  # noqa: PLR0913 - as for lint
    source: LintSource,
    *,
    today: date | None = None,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    use_config: bool = True,
    preset: str | None = None,
    preview: bool = False,
    executor: "Executor | None" = None,
    reread: Callable[[str], bytes] | None = None,
) -> Iterator[Diagnostic]:
    """Lint as `lint` does, and yield the findings guide by guide, some guides read ahead; the dataset's come last.

    Neither all guides nor all findings are in memory: only the facts that guides are compared by. For the places of
    what dataset rules find, a few guides are read again: by `reread`, which returns the bytes of a path, or else from
    a temporary file that guides given as pairs are copied to. Raises what `lint` raises.
    """
    request = Request(_paths_of(source), _selectors(select), (), _selectors(ignore), preview=preview)
    loaded = load_configuration(request.start(), use_file=use_config, preset=preset)
    chosen = _chosen(source)
    for part in _stream(source, request, loaded, today, executor, reread):
        for one in sorted(part.diagnostics, key=DIAGNOSTIC_ORDER):
            if chosen is None or one.path in chosen:
                yield one


def lint_job(
    *,
    today: date | None = None,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    use_config: bool = True,
    preset: str | None = None,
    preview: bool = False,
) -> "LintJob":
    """Return what `lint_chunk` and `lint_dataset` lint with: rules, options and date, as `lint` takes them.

    The configuration is that of the working folder. Raises UsageError or ConfigError.
    """
    request = Request((), _selectors(select), (), _selectors(ignore), preview=preview)
    return _job(request, load_configuration(request.start(), use_file=use_config, preset=preset), today)


def _job(request: Request, loaded: Loaded, today: date | None) -> "LintJob":
    from comp_data.linter.chunks import LintJob  # noqa: PLC0415 - imports the rules
    from comp_data.linter.config.settings import make_settings  # noqa: PLC0415 - the same

    return LintJob(make_settings(request, loaded), day_of("today", today))


def _stream(
    source: LintSource,
    request: Request,
    loaded: Loaded,
    today: date | None,
    executor: "Executor | None",
    reread: Callable[[str], bytes] | None,
) -> Iterator[Part]:
    from comp_data.linter.batch import lint_stream  # noqa: PLC0415 - imports the rules

    if request.paths:
        run = _run(source, request, loaded)
        if run.baseline is None:
            return run.stream(day_of("today", today), None, executor)
        return iter([Part("", run.lint(day_of("today", today), executor=executor).diagnostics)])
    return lint_stream(_guides_of(source), _job(request, loaded, today), reread, executor=executor)


def _guides_of(source: Any) -> "Iterator[GuideContent]":
    """Yield guides that are given as pairs; raises UsageError for anything else, such as a list of paths."""
    from comp_data.linter.chunks import GuideContent  # noqa: PLC0415 - imports the rules

    for one in source if isinstance(source, Iterable) else [source]:
        match one:
            case (str() | Path() as path, bytes() as content):
                yield GuideContent(str(path), content)
            case _:
                raise UsageError(f"{one!r:.60} is not a guide: give a folder, a dataset, or pairs of a path and bytes")


def _run(source: LintSource, request: Request, loaded: Loaded) -> Run:
    revision = source.revision if isinstance(source, _HasFolder) else None
    return prepare_revision(request, loaded, Path(request.paths[0]), revision) if revision else prepare(request, loaded)


def _paths_of(source: LintSource) -> tuple[str, ...]:
    if isinstance(source, Path | str):
        return (str(source),)
    return (str(source.folder),) if isinstance(source, _HasFolder) else ()


def _chosen(source: LintSource) -> set[str] | None:
    """Return the paths of the guides that a dataset was limited to; None for all."""
    if not isinstance(source, _HasFolder) or not source.is_selection:
        return None
    return {shown(file) for file in source.files.values()}


def _selectors(chosen: str | Iterable[str]) -> tuple[str, ...]:
    return (chosen,) if isinstance(chosen, str) else tuple(chosen)
