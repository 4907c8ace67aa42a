"""What earlier runs found, so that guides that did not change are not linted again.

A guide is known by the size, times and inode of its file, or else by the hash of its content; the findings of the rules
that compare guides are known by the summaries of all guides. The key of the cache has all else that findings depend on:
what was asked for, the settings and the code. The day counts if a selected rule, or a suppression, depends on it.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, islice
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING, NamedTuple

from comp_data.base.files import guide_content
from comp_data.linter.cache_key import cache_key, digest_of, open_store
from comp_data.linter.config.config import Loaded
from comp_data.linter.config.request import Request
from comp_data.linter.outcome import Outcome, decode_part, dump, load
from comp_data.linter.result import Part

if TYPE_CHECKING:
    from comp_data.linter.store import Store

_SETTLED_AFTER = 3_000_000_000
_MOST_WAITING = 1 << 20
_AT_ONCE = 100
_FOUND, _REST, _DATASET = "found:", "rest:", "dataset:"

Status = tuple[int, int, int, int]
"""What shows that a file was not written: its size, times of content and of change, inode."""


class _State(NamedTuple):
    """The state of a guide that an outcome is stored for.

    `day` is empty if the outcome does not depend on it. `status` is None if a later change might not show in it.
    `digest` is that of the content, `summary` that of what the dataset rules depend on.
    """

    day: str
    status: Status | None
    digest: bytes
    summary: bytes


class _DatasetRow(NamedTuple):
    """What is stored of the dataset rules.

    `digest` is that of all summaries; `read` has the guides that were read again, for the places of what was found.
    """

    day: str
    digest: bytes
    read: dict[str, bytes]
    outcome: Outcome


def open_cache(
    request: Request, loaded: Loaded, files: Mapping[str, str], today: date, *, is_dataset: bool, counts_infos: bool
) -> "Cache | None":
    """Open the cache of a run and look its files up; None if the run can have none.

    `counts_infos` is as for `decode_part`. Raises UsageError for a schema that cannot be read.
    """
    folders = [request.start(), *([loaded.root] if loaded.file else [])]
    folders += [path if path.is_dir() else path.parent for path in map(Path, request.paths)]
    store = open_store(loaded.root, folders, lambda: cache_key(request, loaded), cache_dir=request.cache_dir)
    return Cache(store, files, today, is_dataset=is_dataset, counts_infos=counts_infos) if store else None


class Cache:
    """What is known of the guides of a run on one day, and what the run adds.

    `files` are the guides by the names that diagnostics show; `is_dataset` says that dataset rules run over them.
    """

    def __init__(
        self, store: "Store", files: Mapping[str, str], today: date, *, is_dataset: bool, counts_infos: bool = False
    ) -> None:
        self.parts: list[Part] = []
        """The parts of the guides that are known, without facts."""
        self.unknown: list[str] = []
        """The other guides of the run."""
        self._store = store
        self._files = files
        self._now = time_ns()
        self._day = today.isoformat()
        self._waiting: dict[str, bytes] = {}
        self._size = 0
        self._is_changed = False
        self._has_suppressions = False
        self._summaries: dict[str, bytes] = {}
        self._dataset = self._load_dataset() if is_dataset else None
        self._look_up(counts_infos=counts_infos)
        self.is_all_known: bool = not self.unknown and (not is_dataset or self.known_of_dataset() is not None)
        """Whether no guide has to be linted, and no dataset rule to run."""

    def _load_dataset(self) -> _DatasetRow | None:
        content = self._store.get([_DATASET]).get(_DATASET)
        if content is None:
            return None
        day, digest, read, outcome = load(content)
        return _DatasetRow(day, digest, read, Outcome(*outcome)) if day in ("", self._day) else None

    def _look_up(self, *, counts_infos: bool) -> None:
        for path, known in self._stored(self._files, with_rest=not counts_infos):
            if known is None or not self._is_same(path, *known):
                self.unknown.append(path)
            else:
                state, outcome = known
                self.parts.append(decode_part(path, outcome, counts_infos=counts_infos))
                self._note(path, state, outcome)

    def _stored(self, paths: Iterable[str], *, with_rest: bool) -> Iterator[tuple[str, tuple[_State, Outcome] | None]]:
        """Give each path with what is stored for it; its infos and facts, the rest, are stored apart."""
        left = iter(paths)
        while some := list(islice(left, _AT_ONCE)):
            found = self._store.get([kind + path for kind in (_FOUND, _REST)[: 1 + with_rest] for path in some])
            for path in some:
                content, rest = found.get(_FOUND + path), found.get(_REST + path)
                known = None
                if content and (rest or not with_rest):
                    of_state, of_outcome = load(content)
                    state, outcome = _State(*of_state), Outcome(*of_outcome)
                    day, digest, infos, facts = load(rest) if rest else (state.day, state.digest, b"", b"")
                    if (day, digest) == (state.day, state.digest):
                        known = state, outcome._replace(infos=infos, facts=facts)
                yield path, known

    def _is_same(self, path: str, state: _State, outcome: Outcome) -> bool:
        """Say whether an outcome holds on this day, and the guide is what it was."""
        if state.day not in ("", self._day):
            return False
        status = _status(self._files[path])
        if status is not None and state.status == status:
            return True
        content = None if status is None else guide_content(self._files[path])
        if not isinstance(content, bytes) or digest_of(content) != state.digest:
            return False
        self._keep_found(path, state._replace(status=self._settled(status)), outcome)
        return True

    def all_known(self) -> tuple[list[Part], Part | None]:
        """Close the cache, and return the parts of the guides and of the dataset rules if all of them are known."""
        self.close()
        outcome = self.known_of_dataset()
        return self.parts, decode_part("", outcome) if outcome else None

    def status(self, path: str) -> Status | None:
        """Return what shows later that a guide's file was not written; ask for it before the file is read."""
        return self._settled(_status(self._files[path]))

    def add(self, path: str, status: Status | None, digest: bytes, outcome: Outcome, *, by_clock: bool) -> None:
        """Add what linting a guide gave; `by_clock` says that a selected rule depends on the day."""
        day = self._day if by_clock or outcome.has_suppressions else ""
        state = _State(day, status, digest, digest_of(b"%d" % outcome.has_suppressions + outcome.facts))
        self._note(path, state, outcome)
        self._keep_found(path, state, outcome)
        self._keep(_REST + path, day, digest, outcome.infos, outcome.facts)

    def facts(self, paths: Iterable[str]) -> Iterator[bytes | None]:
        """Give the facts of guides that are known; None if they are not stored any more."""
        for path, known in self._stored(paths, with_rest=True):
            if known and known[0].summary == self._summaries[path]:
                yield known[1].facts
            else:  # what the dataset rules find is then not stored
                self._summaries.pop(path)
                yield None

    def known_of_dataset(self) -> Outcome | None:
        """Return what the dataset rules found if it is the same now that all guides have been added."""
        known = self._dataset
        if known is None or len(self._summaries) != len(self._files) or known.digest != self._digest():
            return None
        return known.outcome

    def add_dataset(self, read: Mapping[str, bytes], outcome: Outcome, *, by_clock: bool) -> None:
        """Add what the dataset rules found; `read` has the digests of the guides that were read again for it."""
        if len(self._summaries) == len(self._files):
            day = self._day if by_clock or self._has_suppressions else ""
            self._keep(_DATASET, day, self._digest(), dict(read), tuple(outcome))

    def close(self) -> None:
        """Store what was added."""
        if self._is_changed or self._waiting:
            self._flush()
            names = (kind + path for path in self._files for kind in (_FOUND, _REST))
            self._store.keep_only(2 * len(self._files) + 1, chain([_DATASET], names))
        self._store.close()

    def _note(self, path: str, state: _State, outcome: Outcome) -> None:
        """Note what the findings of the dataset rules depend on."""
        self._has_suppressions |= outcome.has_suppressions
        self._summaries[path] = state.summary
        if self._dataset is not None and self._dataset.read.get(path, state.digest) != state.digest:
            self._dataset = None

    def _digest(self) -> bytes:
        return digest_of(dump(sorted(self._summaries.items())))

    def _keep_found(self, path: str, state: _State, outcome: Outcome) -> None:
        self._keep(_FOUND + path, tuple(state), tuple(outcome._replace(infos=b"", facts=b"")))

    def _keep(self, name: str, *values: object) -> None:
        content = self._waiting[name] = dump(values)
        self._size += len(content)
        if self._size > _MOST_WAITING:
            self._flush()

    def _flush(self) -> None:
        self._store.put(self._waiting)
        self._waiting, self._size, self._is_changed = {}, 0, True

    def _settled(self, status: Status | None) -> Status | None:
        """Return a file's status if its times are some seconds old.

        A file that was written, read and written again within one tick of the clock has the same times as before, and
        the clocks of network drives differ a little.
        """
        if status is None:
            return None
        _, *times, _ = status
        return status if max(times) + _SETTLED_AFTER < self._now else None


def _status(file: str) -> Status | None:
    """Return what a file is known by; None if it does not exist."""
    try:
        found = os.stat(file)  # noqa: PTH116 - a path object for each takes as long
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
