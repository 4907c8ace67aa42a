"""Lints many guides: what the cache knows not again, and where much is left, in several processes."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

from comp_data.content import Unreadable
from comp_data.document import Document, parse_document
from comp_data.linter.cache import Cache, OfDataset, digest_of, key_of
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.facts_text import facts_of, text_of
from comp_data.linter.guides import Guides
from comp_data.linter.outcome import NotTextError, Outcome, outcome_of, part_of
from comp_data.linter.parallel import processes_for, texts_from_processes
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
) -> tuple[list[Part], Part | None]:
    """What came of each guide, with its facts where they are asked for, and of the dataset rules.

    `jobs` is the number of processes, by default as many as pay; the guides have been looked up in the cache. What
    comes of them is the same for any number, and however much of it is known. Raises CompDataError where a process
    was killed.
    """
    work = _Work(guides, Engine(settings, today), cache)
    work.lint_all(jobs)
    of_dataset = work.lint_dataset() if guides.is_dataset else None
    if cache is not None:
        cache.close(by_clock=any(rule.reads_clock for rule in settings.rules))
    return work.parts(with_facts=with_facts), of_dataset


class _Work:
    """What has come of the guides of a run: parts of those that were linted here, outcomes of all others."""

    def __init__(self, guides: Guides, engine: Engine, cache: Cache | None) -> None:
        self.guides = guides
        self.engine = engine
        self.cache = cache
        self.linted: dict[str, Part] = {}
        self.outcomes = {} if cache is None else {path: guide.outcome for path, guide in cache.guides.items()}

    def lint_all(self, jobs: int | None) -> None:
        """Lints the guides that are not known."""
        rest = [path for path in self.guides.paths if path not in self.outcomes]
        processes = processes_for(len(rest), jobs)
        if processes > 1:
            self._lint_in_processes(rest, processes)
        else:
            for path in rest:
                self._lint_here(path)

    def parts(self, *, with_facts: bool) -> list[Part]:
        """What came of the guides, in their order; can be asked for once."""
        return [self._part(path, with_facts=with_facts) for path in self.guides.paths]

    def lint_dataset(self) -> Part:
        """Runs the dataset rules, unless it is known what they find."""
        cache = self.cache
        if cache is None or len(cache.guides) < len(self.guides.paths):
            return self._lint_dataset(self.guides.document)
        key = key_of(cache.guides)
        known = cache.known_of_dataset(key)
        if known is not None:
            return part_of("", known)
        digests = {}

        def reopen(path: str) -> Document:
            digests[path] = cache.guides[path].digest
            return self.guides.document(path)

        part = self._lint_dataset(reopen)
        if not _crashed(part):
            with suppress(NotTextError):
                cache.add_dataset(OfDataset(key, digests, outcome_of(part, "")))
        return part

    def _lint_dataset(self, reopen: Callable[[str], Document]) -> Part:
        known = [
            Part(path, (), facts_of(path, one.facts), has_suppressions=one.has_suppressions)
            for path, one in self.outcomes.items()
        ]
        return self.engine.lint_dataset([*self.linted.values(), *known], reopen)

    def _part(self, path: str, *, with_facts: bool) -> Part:
        if path in self.linted:
            return self.linted[path]
        outcome = self.outcomes.pop(path)  # which takes a third as much memory again
        part = part_of(path, outcome)
        return part._replace(facts=facts_of(path, outcome.facts)) if with_facts else part

    def _lint_here(self, path: str) -> None:
        part, digest = self._lint(path)
        self.linted[path] = part
        if self.cache and digest:
            with suppress(NotTextError):
                self.cache.add(path, digest, outcome_of(part, text_of(part.facts)))

    def _lint_in_processes(self, paths: Sequence[str], processes: int) -> None:
        def work(number: int) -> str:
            part, digest = self._lint(paths[number])
            suppressed, has_suppressions, diagnostics, facts = outcome_of(part, text_of(part.facts))
            return f"{digest}\t{suppressed}\t{has_suppressions:d}\t{diagnostics}\t{facts}"

        for path, text in zip(paths, texts_from_processes(work, len(paths), processes), strict=True):
            if text is None:
                self._lint_here(path)
                continue
            digest, suppressed, has_suppressions, diagnostics, facts = text.split("\t")
            self.outcomes[path] = outcome = Outcome(int(suppressed), has_suppressions == "1", diagnostics, facts)
            if self.cache and digest:
                self.cache.add(path, digest, outcome)

    def _lint(self, path: str) -> tuple[Part, str]:
        """What came of a guide, and the digest of its content: empty where the cache is not to keep the former."""
        content = self.guides.content(path)
        part = self.engine.lint(parse_document(content, path))
        if self.cache is None or not self.cache.is_open or _crashed(part) or isinstance(content, Unreadable):
            return part, ""
        return part, digest_of(content)


def _crashed(part: Part) -> bool:
    return any(one.code == RULE_CRASHED.code for one in part.diagnostics)
