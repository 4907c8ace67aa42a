"""A lint run, from the request to its result: its files, its base and its cache."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from comp_data.base.discovery import record_name
from comp_data.base.files import MAX_BYTES, Unreadable, guide_content, read_content, relative_path, shown
from comp_data.base.wording import plural
from comp_data.linter.config.config import Loaded
from comp_data.linter.config.find_files import Excluded, Found, find_files, no_guide_error, notes_of
from comp_data.linter.config.request import Request, effective_configuration, gate_of
from comp_data.linter.result import Gate, LintResult, Part, merge_parts

# Modules that import the rules are imported where they are needed: a run of which all is cached needs none.
if TYPE_CHECKING:
    from concurrent.futures import Executor

    from comp_data.guide.document import Document
    from comp_data.linter.base_comparison.base import Base
    from comp_data.linter.base_comparison.compare import BaseComparison
    from comp_data.linter.cache import Cache
    from comp_data.linter.engine import Settings
    from comp_data.linter.suppressions.baseline import Entry
    from comp_data.records.revisions import Revision

WORTH_A_CACHE: Final = 20
"""Guides from which on the cache saves more time than it takes."""


class Run(NamedTuple):
    """A lint run that is ready; dataset rules run if folders were found. `revision` is what guides are read from."""

    request: Request
    loaded: Loaded
    found: Found
    stdin: tuple[str, bytes] | None
    baseline: Path | None
    base: "Base | None" = None
    revision: "Revision | None" = None

    @property
    def files(self) -> Mapping[str, str]:
        """The files by the paths that diagnostics show."""
        return self.found.files

    @property
    def is_whole_dataset(self) -> bool:
        """Whether all guides of the dataset are linted, not only those of some companies."""
        return bool(self.found.folders) and not self.found.companies

    @property
    def settings(self) -> "Settings":
        """The rules to run and how; raises UsageError for a rule that does not exist."""
        from comp_data.linter.config.settings import make_settings  # noqa: PLC0415 - see above

        return make_settings(self.request, self.loaded)

    @property
    def gate(self) -> Gate:
        """Which findings fail the run."""
        return gate_of(effective_configuration(self.request, self.loaded))

    def lint(self, today: date, jobs: int | None = None, executor: "Executor | None" = None) -> LintResult:
        """Lint the files; dataset rules run if a folder is linted.

        An executor lints the guides, else processes: `jobs`, by default automatic. The result is the same for any of
        them, whatever the cache knows. Findings of the baseline are left out.

        Raises UsageError for an unknown rule or an unreadable baseline, CompDataError if a process was killed.
        """
        known = None
        if self.baseline is not None:
            from comp_data.linter.suppressions.baseline import apply_baseline, read_baseline  # noqa: PLC0415 - not every run has one

            known = read_baseline(self.baseline, shown(self.baseline), self.loaded.root)
        parts, of_dataset = self._lint(today, jobs, executor)
        result = merge_parts(parts, of_dataset)._replace(gate=self.gate, excluded=len(self.found.excluded))
        if comparison := self.compare_with_base(today):
            result = comparison.add_changes(result, parts)
        if known:
            result = apply_baseline(result, known, self.judge(result))
        if comparison is None or not self.request.changed_only:
            return result
        before = comparison.lint_base(parts)
        return comparison.keep_new(result, apply_baseline(before, known, self.judge(before)) if known else before)

    def notes(self) -> tuple[str, ...]:
        """Return what the end of a report says about the configuration, a line each."""
        notes = notes_of(self.request, self.loaded, self.found)
        settings = self.base.settings if self.base else None
        if self.base and self.base.left_out:
            why = "not linted, as a sparse checkout leaves them out of the work tree"
            notes = (*notes, f"{why}: {plural(self.base.left_out, 'guide')}")
        return (*notes, *settings.differences(self.loaded, self.base.name)) if self.base and settings else notes

    def stream(
        self, today: date, jobs: int | None = None, executor: "Executor | None" = None, cache: "Cache | None" = None
    ) -> Iterator[Part]:
        """Yield each guide's part once it is linted, then the dataset rules', without baseline and base."""
        from comp_data.linter.batch import lint_stream  # noqa: PLC0415 - see above
        from comp_data.linter.chunks import GuideContent, LintJob, processes_for  # noqa: PLC0415 - see above

        paths = cache.unknown if cache else self._paths()
        return lint_stream(
            (GuideContent(path, self.content(path)) for path in paths),
            LintJob(self.settings, today),
            self.content,
            jobs=processes_for(len(paths), jobs),
            executor=executor,
            is_dataset=bool(self.found.folders),
            cache=cache,
        )

    def _lint(self, today: date, jobs: int | None, executor: "Executor | None") -> tuple[Sequence[Part], Part | None]:
        """Return the part of each document and of the dataset rules; with facts if there is a base."""
        cache: Cache | None = None
        if self.request.cache and not (self.stdin or self.revision) and len(self.files) >= WORTH_A_CACHE:
            from comp_data.linter.cache import open_cache  # noqa: PLC0415 - the run of a hook has none

            cache = open_cache(self.request, self.loaded, self.files, today)
        if cache and self.base is None and (known := cache.all_known(is_dataset=bool(self.found.folders))):
            return known
        if len(self.files) < WORTH_A_CACHE and jobs in (None, 1) and executor is None:
            from comp_data.linter.engine import Engine  # noqa: PLC0415 - see above

            engine = Engine(self.settings, today)
            parts = list(engine.lint(map(self.document, self._paths())))
            return parts, engine.lint_dataset(parts, self.document) if self.found.folders else None
        *parts, of_dataset = self.stream(today, jobs, executor, cache)
        return list(map(cache.with_facts, parts)) if cache and self.base else parts, of_dataset

    def compare_with_base(self, today: date) -> "BaseComparison | None":
        """Compare the run with its base; None if it has none."""
        if self.base is None:
            return None
        from comp_data.linter.base_comparison.compare import BaseComparison, Guides  # noqa: PLC0415 - not every run has one

        guides = Guides(self._paths(), self.content, bool(self.found.folders))
        return BaseComparison(guides, self.base, today, self.settings)

    def judge(self, result: LintResult) -> "Callable[[Entry], bool]":
        """Return whether a run with this result has checked an entry's guide with its rule, or that guide is gone.

        With a guide that was not checked (unreadable, or a rule crashed), no entry is judged: it may be of that guide.
        """
        from comp_data.linter.suppressions.apply import UNREADABLE  # noqa: PLC0415 - see above

        is_whole = self.is_whole_dataset
        records = set(map(record_name, self.files))
        codes = {rule.code for rule in self.settings.rules if is_whole or rule.scope != "dataset"}
        if any(one.code in {*UNREADABLE, "CD999"} for one in result.diagnostics):
            codes = set()

        def is_judged(entry: "Entry") -> bool:
            is_there = is_whole or entry.record in records or entry.record.partition("/")[0] in self.found.companies
            return is_there and entry.code in codes

        return is_judged

    @property
    def lints_stdin(self) -> bool:
        """Whether standard input is a guide: an editor may pipe any Markdown through, and then it names the file."""
        if self.stdin is None or not self.request.stdin_filename:
            return self.stdin is not None
        name, content = self.stdin
        return Excluded(self.loaded).is_guide(Path(name), content.decode("utf-8", "replace"))

    def _paths(self) -> list[str]:
        read = [self.stdin[0]] if self.stdin and self.lints_stdin else []
        return list(dict.fromkeys((*read, *self.files)))

    def content(self, path: str) -> bytes | Unreadable:
        """Read a guide by the path that diagnostics show."""
        if self.stdin is not None and path == self.stdin[0]:
            return self.stdin[1]
        if self.revision is None:
            return guide_content(self.files[path])
        return self.revision.content(relative_path(self.files[path], self.found.folders[0]))

    def document(self, path: str) -> "Document":
        """Read and parse a guide by the path that diagnostics show."""
        from comp_data.guide.document import parse_document  # noqa: PLC0415 - see above

        return parse_document(self.content(path), path)

    def text(self, path: str) -> str:
        """Return the text of a guide, or of the baseline, by the path that diagnostics show; raises OSError."""
        if self.stdin is not None and path == self.stdin[0]:
            return self.stdin[1].decode("utf-8", "replace")
        # In the place of a removed guide may be a link: nothing is read that is not linted.
        named = path if self.baseline and path == shown(self.baseline) else ""
        return (read_content(self.files.get(path, named), 1 << 26) or b"").decode("utf-8", "replace")


def prepare(request: Request, loaded: Loaded, read_stdin: Callable[[int], bytes] | None = None) -> Run:
    """Find the files to lint; raises UsageError for an unknown path, DatasetNotFoundError if a gate has none."""
    found = find_files(request, loaded)
    stdin = (request.stdin_filename or "<stdin>", read_stdin(MAX_BYTES + 1)) if read_stdin else None
    run = Run(request, loaded, found, stdin, baseline_of(request, loaded))
    return _with_base(run) if request.has_base else run


def prepare_revision(request: Request, loaded: Loaded, folder: Path, revision: "Revision") -> Run:
    """Prepare a run over a folder's guides at a git revision; the configuration is the present one."""
    excluded = Excluded(loaded)
    files = {shown(folder / name): str(folder / name) for name in revision.blobs}
    left_out = {path: file for path, file in files.items() if excluded.matches(file)}
    kept = {path: file for path, file in files.items() if path not in left_out}
    found = Found(kept, [folder], frozenset(), excluded=tuple(left_out.values()))
    run = Run(request, loaded, found, None, baseline_of(request, loaded), revision=revision)
    return _with_base(run) if request.has_base else run


def _with_base(run: Run) -> Run:
    from comp_data.linter.base_comparison.base import AUTO, find_base  # noqa: PLC0415 - not every run has a base

    named = {run.stdin[0]: Path(run.stdin[0])} if run.stdin else {}
    named |= {path: Path(file) for path, file in run.files.items()}
    name = AUTO if run.request.base is None else run.request.base
    tip = run.revision.commit.sha if run.revision else "HEAD"
    folders = run.found.folders
    base = find_base(name, named, folders, tip, run.loaded)
    if folders and not named and not base.removed:
        raise no_guide_error(map(shown, folders), len(run.found.excluded))
    return run._replace(base=base)


def baseline_of(request: Request, loaded: Loaded) -> Path | None:
    """Return the baseline's file: the one named in the request, else the configured one."""
    if request.baseline is not None:
        return Path(request.baseline) if request.baseline else None
    configured = loaded.configuration.baseline
    return loaded.file_of("baseline", configured, without_git=loaded.root) if configured else None
