"""One file of the cache, read and written piece by piece: its day, what is kept of guides, and of the dataset rules."""

from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import NamedTuple

from comp_data.linter.cache_folder import Drawer, Writer
from comp_data.linter.outcome import Outcome, as_bytes, values_of

_BLOCK = 1 << 16

Status = tuple[int, int, int, int]
"""What the file of a guide that was not touched is known by: size, times of content and of change, inode."""


class Guide(NamedTuple):
    """What is kept of a guide; `status` is None where a change that came later might not show in it."""

    path: str
    status: Status | None
    digest: bytes
    outcome: Outcome


class OfDataset(NamedTuple):
    """What is kept of the dataset rules: `key` is what they went by, `outcome` what came of them.

    `read` are the guides that had to be read again, for the places of what was found.
    """

    key: bytes
    read: tuple[str, ...]
    outcome: Outcome

    def read_none_of(self, paths: Collection[str]) -> bool:
        """Whether none of some guides had to be read again."""
        return not set(self.read).intersection(paths)


class Before:
    """What an earlier run has written, as far as it holds on a day; `by_clock` says whether a rule goes by the day."""

    def __init__(self, drawer: Drawer, day: str) -> None:
        self.by_clock = False
        self.dataset: OfDataset | None = None
        self._drawer = drawer
        self._day = day
        self._stream = drawer.open()

    def guides(self) -> Iterator[Guide]:
        """The guides, in the order that they were written in; behind the last one, `dataset` is known too."""
        if self._stream is None:
            return
        blocks = map(values_of, self._drawer.blocks(self._stream))
        day, self.by_clock = next(blocks, ("", False))
        is_of_today = day == self._day
        if self.by_clock and not is_of_today:
            return
        all_hold = True
        for block in blocks:
            if type(block) is tuple:
                key, read, outcome = block
                self.dataset = OfDataset(key, read, Outcome(*outcome)) if all_hold else None
                continue
            for path, status, digest, outcome in block:
                if is_of_today or not outcome[1]:
                    yield Guide(path, status, digest, Outcome(*outcome))
                else:
                    all_hold = False

    def close(self) -> None:
        """Ends it: there are no guides any more."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


class After:
    """What is kept for the next run: guides one behind the other, and the key that dataset rules go by."""

    def __init__(self, writer: Writer | None = None) -> None:
        self.number = 0
        self._writer = writer
        self._hash = sha256()
        self._rows: list[tuple[object, ...]] = []
        self._size = 0

    @property
    def key(self) -> bytes:
        """The facts of all guides, and which of them have suppressions, as a hash."""
        return self._hash.digest()

    def begin(self, day: str, *, by_clock: bool) -> None:
        """Writes the day that it is of, and whether a rule goes by it."""
        self._write((day, by_clock))

    def add(self, guide: Guide) -> None:
        """Adds a guide."""
        path, status, digest, outcome = guide
        self.number += 1
        self._hash.update(as_bytes((path, outcome.has_suppressions, outcome.facts)))
        if self._writer is not None:
            self._rows.append((path, status, digest, tuple(outcome)))
            self._size += len(outcome.diagnostics) + len(outcome.infos) + len(outcome.facts)
            if self._size > _BLOCK:
                self._write_rows()

    def finish(self, dataset: OfDataset | None) -> None:
        """Puts it in the place of what was before, with what is known of the dataset rules."""
        if self._writer is not None:
            self._write_rows()
            if dataset is not None:
                self._write((*dataset[:2], tuple(dataset.outcome)))
            self._writer.finish()

    def abandon(self) -> None:
        """Leaves what was before, unless it is finished."""
        if self._writer is not None:
            self._writer.abandon()

    def _write_rows(self) -> None:
        if self._rows:
            self._write(self._rows)
            self._rows, self._size = [], 0

    def _write(self, values: object) -> None:
        if self._writer is not None:
            self._writer.add(as_bytes(values))
