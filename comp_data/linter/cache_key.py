"""Where the cache is, and what distinguishes the runs of one cache."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from comp_data.base.files import resolved
from comp_data.linter.config.config import Loaded
from comp_data.linter.config.request import Request, effective_configuration, schemas_of
from comp_data.market.sources import source_content
from comp_data.version import __version__

if TYPE_CHECKING:
    from comp_data.linter.store import Store

VARIABLE: Final = "COMP_DATA_CACHE_DIR"
"""The environment variable that names the folder of the cache."""

_PACKAGE = Path(__file__).resolve().parents[1]


def open_store(
    root: Path, starts: Iterable[Path], key: Callable[[], str], *, cache_dir: str | None = None, kind: str = ""
) -> "Store | None":
    """Open the store of a dataset for the rows of a key, or return None if it cannot be opened.

    It cannot if Python has no SQLite or the code is in an archive. Raises what `key` raises.
    """
    try:
        from comp_data.linter.store import SUFFIX, Store  # noqa: PLC0415 - some builds of Python have no SQLite

        file = cache_file(root, starts, cache_dir)
        digest = digest_of(key().encode("utf-8", "backslashreplace"))
    except (ImportError, OSError):
        return None
    return Store(file.with_name(f"{file.name}{kind}{SUFFIX}"), digest) if file else None


def cache_file(root: Path, starts: Iterable[Path], cache_dir: str | None = None) -> Path | None:
    """Return the file of the cache of a dataset, without a suffix.

    None if it would be in a checkout that guides or configuration come from, which `starts` are in: whoever sends
    guides could send a cache with them.
    """
    named: str | Path | None = cache_dir or os.environ.get(VARIABLE)
    if not named:
        from platformdirs import user_cache_path  # noqa: PLC0415 - not every run needs it

        named = user_cache_path("comp-data", appauthor=False)
    folder = resolved(Path(named))
    if any(map(folder.is_relative_to, _checkouts(starts))):
        return None
    return folder / sha256(str(resolved(root)).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _checkouts(starts: Iterable[Path]) -> Iterator[Path]:
    """Some folders, and the git work trees around them but for the home.

    What was unpacked from an archive has no git: then the working folder, and that of the dataset, are such folders.
    """
    home = resolved(Path(os.path.expanduser("~")))  # noqa: PTH111 - which is in git for some, and never raises here
    for start in set(map(resolved, starts)):
        yield start
        yield from (one for one in start.parents if one != home and os.path.lexists(one / ".git"))
        yield from (one for one in (start.parent, resolved(Path.cwd())) if one not in (home, *home.parents))


def cache_key(request: Request, loaded: Loaded) -> str:
    """Return all that findings depend on but for the guides and the day.

    Raises UsageError for a schema that cannot be read, and OSError for code in an archive.
    """
    # What decides which guides are linted and which findings fail a run changes no finding.
    configuration = effective_configuration(request, loaded)._replace(
        dataset="", exclude=(), fail_on="error", baseline="", not_counted=(), warnings_fail=(), preset="none"
    )
    about = (
        request.paths,
        configuration,
        sorted((code, tuple(options.values())) for code, options in loaded.options.items()),
        [(file, _schema_digest(file)) for file in schemas_of(request, loaded)],
        [(str(file), sha256(source_content(file)).hexdigest()) for file in loaded.market_files],
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


def _schema_digest(schema: str) -> str:
    from comp_data.linter.config.custom_schemas import schema_text  # noqa: PLC0415 - most runs have no such schema

    return sha256(schema_text(schema).encode()).hexdigest()


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
