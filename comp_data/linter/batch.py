"""Lints many guides: those that the cache does not know, in several processes if they are many."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from comp_data.base.files import Unreadable
from comp_data.guide.document import Document, parse_document
from comp_data.linter.cache import Cache, Status, digest_of
from comp_data.linter.chunks import Source, lint_chunks, local_processes, processes_for
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.outcome import NotPlainError, Outcome, decode_part, encode_part
from comp_data.linter.result import Part
from comp_data.linter.rules.linter.by_engine import rule_crashed
from comp_data.linter.summary import decode_facts, encode_facts

if TYPE_CHECKING:
    from concurrent.futures import Executor


class Guides(NamedTuple):
    """The guides of a run by the names that diagnostics show; `content` reads one.

    `is_dataset` says that they are all guides of a dataset, so that dataset rules run.
    """

    paths: Sequence[str]
    content: Callable[[str], bytes | Unreadable]
    is_dataset: bool

    def document(self, path: str) -> Document:
        """Read the guide that diagnostics name by `path`."""
        return parse_document(self.content(path), path)


def lint_guides(
    guides: Guides,
    today: date,
    settings: Settings,
    *,
    jobs: int | None = None,
    cache: Cache | None = None,
    with_facts: bool = False,
    counts_infos: bool = False,
) -> tuple[list[Part], Part | None]:
    """Return the part of each guide, with its facts if they are asked for, and that of the dataset rules.

    `jobs` is the number of processes, by default automatic; `counts_infos` is as for `decode_part`. The findings are
    the same for any number of processes, whatever the cache knows. Raises CompDataError if a process was killed.
    """
    # What the cache stores has to be complete.
    engine = Engine(settings, today, counts_infos=counts_infos and cache is None)
    work = _Work(guides, engine, cache, counts_infos=counts_infos)
    try:
        work.lint_unknown(jobs)
        of_dataset = work.lint_dataset() if guides.is_dataset else None
        if with_facts:
            work.add_facts()
    finally:
        if cache is not None:
            cache.close()
    return work.parts, of_dataset


class _Work:
    """The guides of a run and their parts: those of the guides that were known come first, without facts."""

    def __init__(self, guides: Guides, engine: Engine, cache: Cache | None, *, counts_infos: bool) -> None:
        self.guides = guides
        self.engine = engine
        self.cache = cache
        self.counts_infos = counts_infos
        self.by_clock = any(rule.reads_clock for rule in engine.settings.rules)
        self.parts = [] if cache is None else cache.parts
        self.without_facts = len(self.parts)
        self.statuses: dict[str, Status | None] = {}

    def lint_unknown(self, jobs: int | None) -> None:
        """Lint the guides that are not known."""
        paths = self.guides.paths if self.cache is None else self.cache.unknown
        sources = self._sources(paths)
        processes = processes_for(len(paths), jobs)
        if processes > 1:
            with local_processes(processes) as executor:
                if executor is not None:
                    self._lint_by(executor, sources, processes)
        for source in sources:
            self._lint_here(source)

    def _lint_by(self, executor: "Executor", sources: Iterator[Source], processes: int) -> None:
        settings, today, counts = self.engine.settings, self.engine.today, self.engine.counts_infos
        for source, outcome in lint_chunks(
            executor, sources, settings, today, processes=processes, counts_infos=counts
        ):
            if outcome is None:
                self._lint_here(source)
            else:
                part = decode_part(source.path, outcome, counts_infos=self.counts_infos)
                self._add(source, part._replace(facts=decode_facts(source.path, outcome.facts)), outcome)

    def lint_dataset(self) -> Part:
        """Run the dataset rules, unless the cache knows what they find."""
        cache = self.cache
        known = cache and cache.known_of_dataset()
        if known:
            return decode_part("", known)
        self.add_facts()
        read: dict[str, bytes] = {}

        def reopen(path: str) -> Document:
            content = self.guides.content(path)
            read[path] = b"" if isinstance(content, Unreadable) else digest_of(content)
            return parse_document(content, path)

        part = self.engine.lint_dataset(self.parts, reopen)
        if cache is not None and not _has_crash(part):
            with suppress(NotPlainError):
                cache.add_dataset(read, encode_part(part, b""), by_clock=self.by_clock)
        return part

    def add_facts(self) -> None:
        """Add the facts of the guides that were known; a guide whose row is gone is linted."""
        if self.cache is None:
            return
        known = self.parts[: self.without_facts]
        for at, (part, content) in enumerate(zip(known, self.cache.facts([part.path for part in known]), strict=True)):
            facts = decode_facts(part.path, content) if content else self._lint(part.path).facts
            self.parts[at] = part._replace(facts=facts)
        self.without_facts = 0

    def _sources(self, paths: Sequence[str]) -> Iterator[Source]:
        for path in paths:
            if self.cache is not None:
                self.statuses[path] = self.cache.status(path)
            yield Source(path, self.guides.content(path))

    def _lint(self, path: str) -> Part:
        return self.engine.lint(self.guides.document(path))

    def _lint_here(self, source: Source) -> None:
        part = self.engine.lint(parse_document(source.content, source.path))
        outcome = None
        if self.cache is not None:
            with suppress(NotPlainError):
                outcome = encode_part(part, encode_facts(part.facts))
        self._add(source, part, outcome)

    def _add(self, source: Source, part: Part, outcome: Outcome | None) -> None:
        self.parts.append(part if part.diagnostics else part._replace(diagnostics=()))
        if self.cache is None or outcome is None or isinstance(source.content, Unreadable) or _has_crash(part):
            return
        status = self.statuses.pop(source.path)
        self.cache.add(source.path, status, digest_of(source.content), outcome, by_clock=self.by_clock)


def _has_crash(part: Part) -> bool:
    return any(one.code == rule_crashed.code for one in part.diagnostics)
