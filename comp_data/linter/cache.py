"""What earlier runs found, so that guides which are as they were are not linted again.

For each question (what was asked for, the configuration, the code of this package) one file holds what every guide was
known by and what came of it, and the same of the dataset rules. A guide is known by its file's size, times and inode,
or else by the hash of its content. The day counts where a rule of the question, or a suppression, goes by it.
"""

import json
import os
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from comp_data.content import guide_content
from comp_data.linter.cache_folder import Drawer, find_drawer
from comp_data.linter.config import Loaded
from comp_data.linter.outcome import Outcome, part_of
from comp_data.linter.question import question_of
from comp_data.linter.request import Request
from comp_data.linter.result import Part

_SECOND = 1_000_000_000
_TENTH = _SECOND // 10

Status = list[int]
"""What the file of a guide that was not touched is known by: size, times of content and of change, inode."""


class Guide(NamedTuple):
    """What is kept of a guide; `status` is None where a change that came later might not show in it."""

    status: Status | None
    digest: str
    outcome: Outcome


class OfDataset(NamedTuple):
    """What is kept of the dataset rules: `key` is what they went by, `outcome` what came of them.

    `digests` are those of the guides that had to be read again, for the places of what was found.
    """

    key: str
    digests: Mapping[str, str]
    outcome: Outcome


def open_cache(request: Request, loaded: Loaded, files: Mapping[str, str], today: date) -> "Cache | None":
    """The cache for what is asked, with the files looked up in it; None where the user can have none.

    Raises UsageError for a schema that cannot be read.
    """
    try:
        drawer = find_drawer(loaded.root, question_of(request, loaded))
    except OSError:  # the code lies in no folder, but in an archive
        return None
    if drawer is None:
        return None
    cache = Cache(drawer, today)
    cache.look_up(files)
    return cache


def digest_of(content: bytes) -> str:
    """The hash that the content of a guide is known by."""
    return sha256(content).hexdigest()


def key_of(guides: Mapping[str, Guide]) -> str:
    """What the dataset rules go by: the facts of all guides, and which of them have suppressions."""
    texts = [f"{path!a} {one.outcome.has_suppressions} {one.outcome.facts}" for path, one in sorted(guides.items())]
    return sha256("\n".join(texts).encode("ascii")).hexdigest()


class Cache:
    """The answers to one question on one day: those of earlier runs, and those that this one adds."""

    def __init__(self, drawer: Drawer, today: date) -> None:
        self.guides: dict[str, Guide] = {}
        """The guides of this run, as far as they are known."""
        self._dataset: OfDataset | None = None
        self._drawer = drawer
        self._day = today.isoformat()
        self._before: dict[str, Guide] = {}
        self._statuses: dict[str, Status] = {}
        self._clock: int | None = None
        self._is_new = False
        self._by_clock = False
        self._read()

    def look_up(self, files: Mapping[str, str]) -> None:
        """Finds what is known of files, by the names that diagnostics show."""
        for path, file in files.items():
            status = _status(file)
            if status is not None:
                self._statuses[path] = status
                guide = self._before.get(path)
                if guide is not None and guide.status == status:
                    self.guides[path] = guide
        self._is_new |= len(self.guides) < max(len(files), len(self._before))
        if len(self.guides) < len(files):
            # By the clock that files get their times from, and before any of them is read: see _settled.
            self._clock = self._drawer.clock()
            for path in [path for path in files if path not in self.guides and path in self._before]:
                self._look_into(path, files[path])

    def _look_into(self, path: str, file: str) -> None:
        guide = self._before[path]
        content = guide_content(file)
        if isinstance(content, bytes) and digest_of(content) == guide.digest:
            self.guides[path] = guide._replace(status=self._settled(path))

    def all_known(self, files: Mapping[str, str], *, is_dataset: bool) -> tuple[list[Part], Part | None] | None:
        """What comes of files, and of the dataset rules where they are a dataset; None where some is not known."""
        if len(self.guides) < len(files):
            return None
        of_dataset = self.known_of_dataset(key_of(self.guides)) if is_dataset else None
        if is_dataset and of_dataset is None:
            return None
        outcomes = {path: self.guides[path].outcome for path in files}
        self.close(by_clock=self._by_clock)
        parts = [part_of(path, outcomes.pop(path)) for path in files]
        return parts, part_of("", of_dataset) if of_dataset else None

    @property
    def is_open(self) -> bool:
        """Whether guides can be added."""
        return self._clock is not None

    def add(self, path: str, digest: str, outcome: Outcome) -> None:
        """Adds what came of a guide of a content."""
        if path in self._statuses:
            self.guides[path] = Guide(self._settled(path), digest, outcome)

    def known_of_dataset(self, key: str) -> Outcome | None:
        """What the dataset rules find, where that is known."""
        known = self._dataset
        if known is None or known.key != key:
            return None
        is_as_it_was = all(
            path in self.guides and self.guides[path].digest == was for path, was in known.digests.items()
        )
        return known.outcome if is_as_it_was else None

    def add_dataset(self, dataset: OfDataset) -> None:
        """Adds what the dataset rules find."""
        self._dataset = dataset
        self._is_new = True

    def close(self, *, by_clock: bool) -> None:
        """Writes what is known now, where that is not what was, and forgets it.

        `by_clock` says whether a rule of the question goes by the day.
        """
        if self._is_new:
            self._drawer.write(self._text(by_clock))
        self.guides.clear()
        self._before.clear()

    def _text(self, by_clock: bool) -> str:
        guides = [
            [path, one.status, one.digest, one.outcome.suppressed, one.outcome.has_suppressions]
            for path, one in self.guides.items()
        ]
        index = {"day": self._day, "by_clock": by_clock, "guides": guides, "dataset": self._dataset}
        lines = [json.dumps(index, separators=(",", ":"))]
        lines += [one.outcome.diagnostics for one in self.guides.values()]
        lines += [one.outcome.facts for one in self.guides.values()]
        return "\n".join(lines)

    def _read(self) -> None:
        text = self._drawer.read()
        if text is None:
            return
        first, *lines = text.split("\n")
        index: dict[str, Any] = json.loads(first)
        is_of_today = index["day"] == self._day
        self._by_clock = index["by_clock"]
        if self._by_clock and not is_of_today:
            return
        number = len(index["guides"])
        for row, diagnostics, facts in zip(index["guides"], lines[:number], lines[number:], strict=True):
            path, status, digest, suppressed, has_suppressions = row
            if is_of_today or not has_suppressions:
                self._before[path] = Guide(status, digest, Outcome(suppressed, has_suppressions, diagnostics, facts))
        if index["dataset"] and len(self._before) == number:
            key, digests, outcome = index["dataset"]
            self._dataset = OfDataset(key, digests, Outcome(*outcome))

    def _settled(self, path: str) -> Status | None:
        """A file's status, where that is older than the reading of it by more than the clock's ticks.

        A file that was written, read and written again within one tick has the same times as before.
        """
        status = self._statuses[path]
        _, *times, _ = status
        tick = _TENTH if any(one % _SECOND for one in times) else 2 * _SECOND
        return status if self._clock is not None and max(times) + tick < self._clock else None


def _status(file: str) -> Status | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - to make a path of each takes as long
    except (OSError, ValueError):
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
