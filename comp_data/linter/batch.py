"""Lints many guides: those that the cache does not know, by workers if there are any."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from itertools import repeat, tee
from typing import TYPE_CHECKING

from comp_data.base.diagnostics import Diagnostic
from comp_data.base.files import Unreadable
from comp_data.guide.document import Document, parse_document
from comp_data.linter.cache import Cache, GuideResult, digest_of, load
from comp_data.linter.chunks import GuideContent, LintJob, Workers, encode_part, find_workers
from comp_data.linter.engine import Engine
from comp_data.linter.result import DIAGNOSTIC_ORDER, Part
from comp_data.linter.rules.linter import rule_crashed
from comp_data.linter.summary import decode_facts

if TYPE_CHECKING:
    from concurrent.futures import Executor

_SIZE = 4  # bytes that say how long a guide is
Content = Callable[[str], bytes | Unreadable]
"""Reads a guide by the path that diagnostics show."""


def lint_stream(
    sources: Iterable[GuideContent],
    job: LintJob,
    reread: Content | None = None,
    *,
    jobs: int = 1,
    executor: "Executor | None" = None,
    is_dataset: bool = True,
    cache: Cache | None = None,
) -> Iterator[Part]:
    """Yield the part of each guide in their order, and then that of the dataset rules.

    Only some chunks of guides are in memory, and the facts of all. `reread` reads a guide again, for the places of what
    dataset rules find; without it, the guides are kept in a temporary file. `jobs` is the number of processes. With a
    cache, `sources` are the guides that it does not know: the parts of the others come first, and what is found is
    stored. Raises what `Workers.lint` raises.
    """
    engine = job.engine()
    compares = is_dataset and bool(cache or engine.of_scope["dataset"])
    by_clock = any(rule.reads_clock for rule in job.settings.rules)
    kept: list[Part] = [*cache.parts] if cache else []
    with (
        closing(cache) if cache else nullcontext(),
        nullcontext() if reread or not compares else closing(_Copies()) as copies,
        find_workers(job, jobs, executor) as workers,
    ):
        yield from kept
        for source, part, result in _lint_each(copies.keep(sources) if copies else sources, job, workers):
            if cache and isinstance(source.content, bytes) and not _has_crash(part):
                cache.add(result or encode_part(part), digest_of(source.content), by_clock=by_clock)
            if compares:
                kept.append(part._replace(diagnostics=()))
            yield part
        read = copies.read if copies else reread
        yield _compare(engine, kept, read, cache, by_clock=by_clock) if compares and read else Part("", ())


def _compare(engine: Engine, parts: list[Part], read: Content, cache: Cache | None, *, by_clock: bool) -> Part:
    """Return what the dataset rules find, or what the cache knows that they find."""
    if cache and (known := cache.of_dataset()):
        return known
    digests: dict[str, bytes] = {}

    def reopen(path: str) -> Document:
        content = read(path)
        digests[path] = b"" if isinstance(content, Unreadable) else digest_of(content)
        return parse_document(content, path)

    found = engine.lint_dataset(map(cache.with_facts, parts) if cache else parts, reopen)
    if cache and not _has_crash(found):
        cache.add_dataset(found, digests, by_clock=by_clock)
    return found


def lint_dataset(results: Iterable[GuideResult], job: LintJob, reread: Content) -> tuple[Diagnostic, ...]:
    """Return what the dataset rules find in all guides of a dataset, from the results of `lint_chunk`.

    `reread` reads a guide again by its path, for the places of what was found: it is asked for those few guides.
    """
    parts = [Part(path, (), decode_facts(path, facts), has_suppressions=has) for path, has, _, facts in results]
    part = job.engine().lint_dataset(parts, lambda path: parse_document(reread(path), path))
    return tuple(sorted(part.diagnostics, key=DIAGNOSTIC_ORDER))


def _lint_each(
    sources: Iterable[GuideContent], job: LintJob, workers: Workers | None
) -> Iterator[tuple[GuideContent, Part, GuideResult | None]]:
    """Lint guides and give each with its part, and its result too if it was encoded by a worker."""
    if workers is None:
        given, linted = tee(sources)
        documents = (parse_document(content, path) for path, content in linted)
        yield from zip(given, job.engine().lint(documents), repeat(None))
        return
    for source, result in workers.lint(sources):
        yield source, load(result.part)._replace(facts=decode_facts(result.path, result.facts)), result


class _Copies:
    """The guides of a stream, which cannot be read again, in a temporary file."""

    def __init__(self) -> None:
        from tempfile import TemporaryFile  # noqa: PLC0415 - most runs lint files

        self._file = TemporaryFile()  # noqa: SIM115 - closed with this
        self.close = self._file.close
        self._at: dict[str, int] = {}

    def keep(self, sources: Iterable[GuideContent]) -> Iterator[GuideContent]:
        for source in sources:
            if isinstance(source.content, bytes):
                self._at[source.path] = self._file.tell()
                self._file.write(len(source.content).to_bytes(_SIZE) + source.content)
            yield source

    def read(self, path: str) -> bytes:
        self._file.seek(self._at[path])
        return self._file.read(int.from_bytes(self._file.read(_SIZE)))


def _has_crash(part: Part) -> bool:
    return any(one.code == rule_crashed.code for one in part.diagnostics)
