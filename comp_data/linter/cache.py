"""What earlier runs found, so that guides which are as they were are not linted again.

For each question (what was asked for, the configuration, the code of this package) one file holds what every guide was
known by and what came of it, in the order of their names, and the same of the dataset rules. It is read beside the
names of the files, as often as need be, and written as guides are linted, so that little of it is ever in memory. A
guide is known by its file's size, times and inode, or else by the hash of its content. The day counts where a rule of
the question, or a suppression, goes by it.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256

from comp_data.base.files import guide_content
from comp_data.linter.cache_file import After, Before, Guide, OfDataset, Status
from comp_data.linter.cache_folder import Drawer, Writer, find_drawer
from comp_data.linter.config.config import Loaded
from comp_data.linter.config.request import Request
from comp_data.linter.outcome import Outcome, part_of
from comp_data.linter.question import question_of
from comp_data.linter.result import Part

_SECOND = 1_000_000_000
_TENTH = _SECOND // 10


def open_cache(
    request: Request, loaded: Loaded, files: Mapping[str, str], today: date, *, is_dataset: bool, counts_infos: bool
) -> "Cache | None":
    """The cache for what is asked, with the files looked up in it; None where the user can have none.

    `counts_infos` is as with `part_of`. Raises UsageError for a schema that cannot be read.
    """
    try:
        drawer = find_drawer(loaded.root, question_of(request, loaded))
    except OSError:  # the code lies in no folder, but in an archive
        return None
    return None if drawer is None else Cache(drawer, files, today, is_dataset=is_dataset, counts_infos=counts_infos)


def digest_of(content: bytes) -> bytes:
    """The hash that the content of a guide is known by."""
    return sha256(content).digest()


class Cache:
    """The answers to one question on one day: those of earlier runs, and those that this one adds.

    `files` are in the order of the names that diagnostics show; `is_dataset` says whether dataset rules run over them.
    Guides are added within it as a context: what is not closed at its end is not kept.
    """

    def __init__(
        self, drawer: Drawer, files: Mapping[str, str], today: date, *, is_dataset: bool, counts_infos: bool = False
    ) -> None:
        self.parts: list[Part] = []
        """What came of the guides that are known, without facts."""
        self.unknown: list[str] = []
        """The other guides of this run."""
        self._drawer = drawer
        self._files = files
        self._day = today.isoformat()
        self._before = Before(drawer, self._day)
        self._after = After()
        self._touched: dict[str, Status | None] = {}
        self._is_left_over = False
        self._rest: Iterator[Guide] = iter(())
        self._next: Guide | None = None
        self._look_up(counts_infos=counts_infos)
        self._dataset = self._before.dataset
        self.is_all_known = not self.unknown and (not is_dataset or self.known_of_dataset() is not None)
        """Whether no guide has to be linted, and no dataset rule to run."""

    def _look_up(self, *, counts_infos: bool) -> None:
        for path, guide in self._beside():
            if guide is None or not self._is_as_it_was(guide):
                self.unknown.append(path)
            else:
                self.parts.append(part_of(path, guide.outcome, counts_infos=counts_infos))
                self._after.add(guide)

    def _is_as_it_was(self, guide: Guide) -> bool:
        path = guide.path
        status = _status(self._files[path])
        if status is None or guide.status == status:
            return status is not None
        clock = self.clock
        content = guide_content(self._files[path])
        if not isinstance(content, bytes) or digest_of(content) != guide.digest:
            return False
        now = _settled(status, clock)
        if now != guide.status:
            self._touched[path] = now
        return True

    @cached_property
    def clock(self) -> int | None:
        """The time before any guide is read that is not known by its status; None where nothing can be kept."""
        return self._drawer.clock()

    def known(self) -> Iterator[Guide]:
        """The guides that are known, in their order; the last ones are missing where the file was just damaged."""
        unknown = iter(self.unknown)
        next_unknown = next(unknown, None)
        for path, guide in self._beside():
            if path == next_unknown:
                next_unknown = next(unknown, None)
            elif guide is not None:
                yield guide._replace(status=self._touched[path]) if path in self._touched else guide

    def all_known(self) -> tuple[list[Part], Part | None]:
        """What comes of the guides and of the dataset rules, where all is known."""
        outcome = self.known_of_dataset()
        with self:
            self.begin(by_clock=self._before.by_clock)
            self.close()
        return self.parts, outcome and part_of("", outcome)

    def begin(self, *, by_clock: bool) -> None:
        """Begins to keep what is known, where that is not what was; `by_clock`: a rule goes by the day."""
        if self._touched or self._is_left_over or not self.is_all_known:
            self._after = After(Writer(self._drawer) if self.clock is not None else None)
            self._after.begin(self._day, by_clock=by_clock)
            self._rest = self.known()
            self._next = next(self._rest, None)

    def status(self, path: str) -> Status | None:
        """What a guide's file is known by; to be asked for before it is read."""
        return _settled(_status(self._files[path]), self.clock)

    def add(self, guide: Guide) -> None:
        """Adds what came of a guide that was not known: one behind the other, in the order of their names."""
        self._copy(guide.path)
        self._after.add(guide)

    def known_of_dataset(self) -> Outcome | None:
        """What the dataset rules find, now that all guides have been added, where that is known."""
        self._copy(None)
        known = self._dataset
        is_same = known is not None and known.key == self._after.key and known.read_none_of(self.unknown)
        if not (is_same and self._after.number == len(self._files)):
            self._dataset = None
        return self._dataset and self._dataset.outcome

    def add_dataset(self, read: Iterable[str], outcome: Outcome) -> None:
        """Adds what the dataset rules find; `read` are the guides that were read again for it."""
        if self._after.number == len(self._files):
            self._dataset = OfDataset(self._after.key, tuple(read), outcome)

    def close(self) -> None:
        """Ends it: what was added, and what is known of the dataset rules, is kept for the next run."""
        self._copy(None)
        self._after.finish(self._dataset)

    def __enter__(self) -> "Cache":
        return self

    def __exit__(self, *_: object) -> None:
        self._after.abandon()
        self._before.close()

    def _copy(self, until: str | None) -> None:
        """Keeps the known guides before another one, or all that are left."""
        while self._next is not None and (until is None or self._next.path < until):
            self._after.add(self._next)
            self._next = next(self._rest, None)

    def _beside(self) -> Iterator[tuple[str, Guide | None]]:
        """Each file with what was kept of it."""
        guides = self._before.guides()
        guide = next(guides, None)
        for path in self._files:
            while guide is not None and guide.path < path:
                self._is_left_over = True
                guide = next(guides, None)
            if guide is None or guide.path != path:
                yield path, None
            else:
                yield path, guide
                guide = next(guides, None)
        self._is_left_over |= guide is not None
        for _ in guides:  # behind them stands what is known of the dataset
            pass


def _status(file: str) -> Status | None:
    """What a file is known by; None for one that is not there."""
    try:
        found = os.stat(file)  # noqa: PTH116 - to make a path of each takes as long
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _settled(status: Status | None, clock: int | None) -> Status | None:
    """A file's status, where that is older than the reading of it, behind a time of the clock, by more than its ticks.

    A file that was written, read and written again within one tick has the same times as before.
    """
    if status is None or clock is None:
        return None
    _, *times, _ = status
    tick = _TENTH if any(one % _SECOND for one in times) else 2 * _SECOND
    return status if max(times) + tick < clock else None
