"""The findings of earlier runs, so that guides that did not change are not linted again.

A guide is known by the size, times and inode of its file, or else by the hash of its content; the findings of the rules
that compare guides are known by the facts of all guides. The key of the cache has all else that findings depend on:
what was asked for, the settings and the code. The day counts if a selected rule, or a suppression, depends on it.

What was found is a pickle in which only the classes of findings are allowed, so that reading it cannot run code.
"""

import marshal
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache, partial
from hashlib import sha256
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING, Any, NamedTuple

from comp_data.base.diagnostics import Diagnostic, Edit, Fix, RelatedPlace, Severity, Span
from comp_data.base.files import guide_content, read_whole
from comp_data.linter.config.config import Loaded
from comp_data.linter.config.request import Request, effective_configuration, schemas_of
from comp_data.linter.result import Part
from comp_data.version import __version__

if TYPE_CHECKING:
    from comp_data.linter.store import Store

_PACKAGE = Path(__file__).resolve().parents[1]
_SETTLED_AFTER = 3_000_000_000
_AT_ONCE = 100  # guides that are read or written
_LARGEST = 1 << 28
_GUIDE, _DATASET = "guide:", "dataset:"
_MADE: dict[type, Any] = {one: partial(tuple.__new__, one) for one in (Diagnostic, Edit, Fix, Part, RelatedPlace, Span)}


class GuideResult(NamedTuple):
    """The encoded result of linting a guide, with the guide's path.

    `part` has the guide's `Part` without its facts, `facts` has those as `encode_facts` encodes them.
    """

    path: str
    has_suppressions: bool
    part: bytes
    facts: bytes

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings of the rules for one guide."""
        return tuple(load(self.part).diagnostics)


def dump(values: Any) -> bytes:
    """Encode plain values and findings: each comes back as what it was, down to the type of a figure."""
    pickler = pickle.Pickler(stream := BytesIO(), pickle.HIGHEST_PROTOCOL)
    # A named tuple as its class and a tuple: reading what pickle does by itself calls a function of Python for each.
    pickler.dispatch_table = dict.fromkeys(_MADE, lambda one: (type(one), (tuple(one),)))
    pickler.dump(values)
    return stream.getvalue()


def reader_of(*classes: type) -> Callable[[bytes], Any]:
    """Return a function that decodes what `dump` encoded; it raises UnpicklingError for a class that is not named."""
    allowed = {(one.__module__, one.__name__): _MADE.get(one, one) for one in classes}

    class Reader(pickle.Unpickler):
        @staticmethod
        @lru_cache
        def find_class(module: str, name: str) -> Any:
            if (module, name) not in allowed:
                raise pickle.UnpicklingError(f"{module}.{name} is not allowed")
            return allowed[module, name]

    return lambda content: Reader(BytesIO(content)).load()


load: Callable[[bytes], Any] = reader_of(*_MADE, Severity, date)


def open_cache(request: Request, loaded: Loaded, files: Mapping[str, str], today: date) -> "Cache | None":
    """Open the cache of a run and look its files up; None if the run can have none."""
    folders = [request.start(), *([loaded.root] if loaded.file else [])]
    folders += [path if path.is_dir() else path.parent for path in map(Path, request.paths)]
    store = open_store(loaded.root, folders, lambda: cache_key(request, loaded), cache_dir=request.cache_dir)
    return Cache(store, files, today) if store else None


class Cache:
    """The stored results of a run's guides, by the names that diagnostics show, on one day; the run adds its own."""

    def __init__(self, store: "Store", files: Mapping[str, str], today: date) -> None:
        self.parts: list[Part] = []
        """The parts of the guides that are known, without facts."""
        self.unknown: list[str] = []
        """The other guides of the run."""
        self.results: dict[str, GuideResult] = {}
        """The results of the guides that are known or were added, without their parts."""
        self._store = store
        self._files = files
        self._now = time_ns()
        self._day = today.isoformat()
        self._waiting: dict[str, bytes] = {}
        self._is_changed = False
        self._digests: dict[str, bytes] = {}
        left = iter(files)
        while some := list(islice(left, _AT_ONCE)):
            rows = store.get([_GUIDE + path for path in some])
            for path in some:
                stored = self._held(rows.get(_GUIDE + path))
                if stored and (part := self._part(path, *stored)):
                    self.parts.append(part)
                else:
                    self.unknown.append(path)

    def _held(self, row: bytes | None) -> tuple[Any, ...] | None:
        """Return the values of a row if they hold on this day."""
        # Plain values, with a right checksum: `marshal` could not read others.
        values: tuple[Any, ...] | None = marshal.loads(row) if row else None  # noqa: S302
        return values if values and values[0] in ("", self._day) else None

    def _part(self, path: str, day: str, then: Any, digest: bytes, known: tuple[Any, ...]) -> Part | None:
        """Return what was found in a guide, from what `add` stored; None if the guide has changed."""
        status, result = _status(self._files[path]), GuideResult(*known)
        if status is None:
            return None
        if status != then:
            content = guide_content(self._files[path])
            if not isinstance(content, bytes) or digest_of(content) != digest:
                return None
            self._keep(_GUIDE + path, day, self._settled(status), digest, known)
        try:
            part: Part = load(result.part)
        except pickle.UnpicklingError:  # a figure of a rule has a class that is not allowed
            return None
        self._note(result, digest)
        return part

    def all_known(self, *, is_dataset: bool) -> tuple[list[Part], Part | None] | None:
        """Close the cache and return the parts of the guides and of the dataset rules, if all of them are known."""
        of_dataset = self.of_dataset() if is_dataset and not self.unknown else None
        if self.unknown or (is_dataset and of_dataset is None):
            return None
        self.close()
        return self.parts, of_dataset

    def with_facts(self, part: Part) -> Part:
        """Return a part with the facts of its guide, which are not decoded if the dataset rules need not run."""
        from comp_data.linter.summary import decode_facts  # noqa: PLC0415 - imports what rules need

        known = None if part.facts else self.results.get(part.path)
        return part._replace(facts=decode_facts(part.path, known.facts)) if known else part

    def add(self, result: GuideResult, digest: bytes, *, by_clock: bool) -> None:
        """Add what linting a guide gave; `by_clock` says that a selected rule depends on the day."""
        day = self._day if by_clock or result.has_suppressions else ""
        self._keep(_GUIDE + result.path, day, self._settled(_status(self._files[result.path])), digest, tuple(result))
        self._note(result, digest)

    def of_dataset(self) -> Part | None:
        """Return what the dataset rules found if it is the same now that all guides have been added."""
        if not (stored := self._held(self._store.get([_DATASET]).get(_DATASET))):
            return None
        _, facts, read, part = stored
        is_same = facts == self._digest() and all(self._digests.get(path) == digest for path, digest in read.items())
        found: Part | None = load(part) if is_same else None
        return found

    def add_dataset(self, part: Part, read: Mapping[str, bytes], *, by_clock: bool) -> None:
        """Add what the dataset rules found; `read` has the digests of the guides that were read again for it."""
        if len(self.results) == len(self._files):
            day = self._day if by_clock or any(one.has_suppressions for one in self.results.values()) else ""
            self._keep(_DATASET, day, self._digest(), read, dump(part))

    def close(self) -> None:
        """Store what was added."""
        if self._is_changed or self._waiting:
            self._flush()
            self._store.keep_only(len(self._files) + 1, chain([_DATASET], (_GUIDE + path for path in self._files)))
        self._store.close()

    def _note(self, result: GuideResult, digest: bytes) -> None:
        self.results[result.path], self._digests[result.path] = GuideResult(*result[:2], b"", result.facts), digest

    def _digest(self) -> bytes:
        hashed = sha256()
        for _, result in sorted(self.results.items()):
            hashed.update(marshal.dumps(tuple(result), 2))  # equal values give equal bytes in this version
        return hashed.digest()

    def _keep(self, name: str, *values: Any) -> None:
        self._waiting[name] = marshal.dumps(values)
        if len(self._waiting) >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        self._store.put(self._waiting)
        self._waiting, self._is_changed = {}, True

    def _settled(self, status: tuple[int, ...] | None) -> tuple[int, ...] | None:
        """Return a file's status if its times are not too near the run: two writes in one tick have the same times."""
        return status if status and max(status[1:3]) + _SETTLED_AFTER < self._now else None


def _status(file: str) -> tuple[int, ...] | None:
    """Return what shows that a file was written, its size, times and inode; None if it does not exist."""
    try:
        found = os.stat(file)  # noqa: PTH116 - a path object for each takes as long
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def open_store(
    root: Path, starts: Iterable[Path], key: Callable[[], str], *, cache_dir: str | None = None, kind: str = ""
) -> "Store | None":
    """Open a dataset's store; None without SQLite, for code in an archive, or if a file of the key is unreadable."""
    try:
        from comp_data.linter.store import Store, cache_file  # noqa: PLC0415 - some builds of Python have no SQLite

        file = cache_file(root, starts, cache_dir)
        digest = digest_of(key().encode("utf-8", "backslashreplace"))
    except (ImportError, OSError, ValueError):
        return None
    return Store(file.with_name(f"{file.name}{kind}"), digest) if file else None


def cache_key(request: Request, loaded: Loaded) -> str:
    """Return all that findings depend on but guides and day; raises OSError or ValueError for an unreadable file."""
    files = [*schemas_of(request, loaded), *map(str, loaded.market_files)]
    # What decides which guides are linted and which findings fail a run changes no finding.
    configuration = effective_configuration(request, loaded)._replace(
        dataset="", exclude=(), fail_on="error", baseline="", not_counted=(), warnings_fail=(), preset="none"
    )
    about = (
        request.paths,
        configuration,
        sorted((code, tuple(options.values())) for code, options in loaded.options.items()),
        [(file, sha256(read_whole(Path(file), _LARGEST)).hexdigest()) for file in files],
        str(loaded.root),
        str(Path.cwd()),
        code_key(),
    )
    return repr(about)


def code_key() -> str:
    """Return what distinguishes one version of the code from another; raises OSError for code in an archive."""
    packages = (folder for folder in sys.path if folder.endswith("-packages"))
    about = (
        __version__,
        sys.version,
        sorted(_code_files(_PACKAGE)),
        # The packages beside it, such as the YAML parser: a folder's time is that of its last change.
        [(folder, Path(folder).stat().st_mtime_ns) for folder in packages if Path(folder).is_dir()],
    )
    return repr(about)


def _code_files(folder: str | Path) -> Iterator[tuple[str, int, int]]:
    """The files of the code as they are now: a version installed from a branch is that of the last release."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file():
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _code_files(entry.path)


def digest_of(content: bytes) -> bytes:
    """Return the hash that the content of a guide is known by."""
    return sha256(content).digest()
