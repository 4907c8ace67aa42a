"""Lints many guides: what the cache knows not again, and where much is left, in several processes."""

from collections.abc import Sequence
from contextlib import closing, nullcontext, suppress
from datetime import date

from comp_data.base.files import Unreadable
from comp_data.guide.document import Document, parse_document
from comp_data.linter.cache import Cache, digest_of
from comp_data.linter.cache_file import Guide, Status
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.facts_bytes import bytes_of, facts_of
from comp_data.linter.guides import Guides
from comp_data.linter.outcome import NotBytesError, Outcome, as_bytes, outcome_of, part_of, values_of
from comp_data.linter.parallel import bytes_from_processes, processes_for
from comp_data.linter.result import Part
from comp_data.linter.rules import RULE_CRASHED


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
    """What came of each guide, with its facts where they are asked for, and of the dataset rules.

    `jobs` is the number of processes, by default as many as pay; `counts_infos` is as with `part_of`. What comes of the
    guides is the same for any number, and however much of it the cache knows. Raises CompDataError where a process was
    killed.
    """
    work = _Work(guides, Engine(settings, today), cache, counts_infos=counts_infos)
    with cache or nullcontext():
        if cache is not None:
            cache.begin(by_clock=any(rule.reads_clock for rule in settings.rules))
        work.lint_unknown(jobs)
        of_dataset = work.lint_dataset() if guides.is_dataset else None
        if with_facts:
            work.add_facts()
        if cache is not None:
            cache.close()
    return work.parts, of_dataset


class _Work:
    """The guides of a run, and what has come of them: of those that were known first, without facts."""

    def __init__(self, guides: Guides, engine: Engine, cache: Cache | None, *, counts_infos: bool) -> None:
        self.guides = guides
        self.engine = engine
        self.cache = cache
        self.counts_infos = counts_infos
        self.parts = [] if cache is None else cache.parts
        self.without_facts = len(self.parts)

    def lint_unknown(self, jobs: int | None) -> None:
        """Lints the guides that are not known."""
        rest = self.guides.paths if self.cache is None else self.cache.unknown
        processes = processes_for(len(rest), jobs)
        if processes > 1:
            self._lint_in_processes(rest, processes)
        else:
            for path in rest:
                self._lint_here(path)

    def lint_dataset(self) -> Part:
        """Runs the dataset rules, unless it is known what they find."""
        cache = self.cache
        known = cache and cache.known_of_dataset()
        if known:
            return part_of("", known)
        self.add_facts()
        read: dict[str, None] = {}

        def reopen(path: str) -> Document:
            read[path] = None
            return self.guides.document(path)

        part = self.engine.lint_dataset(self.parts, reopen)
        if cache is not None and not _crashed(part):
            with suppress(NotBytesError):
                cache.add_dataset(read, outcome_of(part, b""))
        return part

    def add_facts(self) -> None:
        """Adds the facts of the guides that were known; where the cache was damaged just now, they are linted."""
        if self.cache is not None and self.without_facts:
            known = self.cache.known()
            for at, part in enumerate(self.parts[: self.without_facts]):
                guide = next(known, None)
                facts = facts_of(part.path, guide.outcome.facts) if guide else self._lint(part.path)[0].facts
                self.parts[at] = part._replace(facts=facts)
            self.without_facts = 0

    def _add(self, part: Part, guide: Guide | None) -> None:
        self.parts.append(part if part.diagnostics else part._replace(diagnostics=()))
        if self.cache is not None and guide is not None:
            self.cache.add(guide)

    def _lint_here(self, path: str) -> None:
        part, status, digest = self._lint(path)
        guide = None
        if digest:
            with suppress(NotBytesError):
                guide = Guide(path, status, digest, outcome_of(part, bytes_of(part.facts)))
        self._add(part, guide)

    def _lint_in_processes(self, paths: Sequence[str], processes: int) -> None:
        def work(number: int) -> bytes:
            part, status, digest = self._lint(paths[number])
            return as_bytes((status, digest, *outcome_of(part, bytes_of(part.facts))))

        with closing(bytes_from_processes(work, len(paths), processes)) as sent:
            for path, content in zip(paths, sent, strict=True):
                if content is None:
                    self._lint_here(path)
                    continue
                status, digest, *values = values_of(content)
                outcome = Outcome(*values)
                part = part_of(path, outcome, counts_infos=self.counts_infos)
                facts = facts_of(path, outcome.facts)
                self._add(part._replace(facts=facts), Guide(path, status, digest, outcome) if digest else None)

    def _lint(self, path: str) -> tuple[Part, Status | None, bytes]:
        """What came of a guide, and what its file and its content are known by; no digest: it is not to be kept."""
        status = None if self.cache is None else self.cache.status(path)
        content = self.guides.content(path)
        part = self.engine.lint(parse_document(content, path))
        if self.cache is None or self.cache.clock is None or isinstance(content, Unreadable) or _crashed(part):
            return part, None, b""
        return part, status, digest_of(content)


def _crashed(part: Part) -> bool:
    return any(one.code == RULE_CRASHED.code for one in part.diagnostics)
