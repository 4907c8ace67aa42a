"""What a run asks, as text: all that its findings depend on, but for the guides and the day."""

import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from comp_data.linter.config.config import Loaded
from comp_data.linter.config.request import Request, effective_configuration, schemas_of
from comp_data.version import __version__

_PACKAGE = Path(__file__).resolve().parents[1]


def question_of(request: Request, loaded: Loaded) -> str:
    """The question of a run; raises UsageError for a schema that cannot be read, and OSError for code in an archive."""
    # What decides which guides are looked at and which findings fail a run changes none of the findings.
    configuration = effective_configuration(request, loaded)._replace(
        dataset="", exclude=(), fail_on="error", baseline="", not_counted=(), warnings_fail=(), preset="none"
    )
    about = (
        request.paths,
        configuration,
        sorted((code, tuple(options)) for code, options in loaded.options.items()),
        [(file, _digest(file)) for file in schemas_of(request, loaded)],
        [(str(file), sha256(file.read_bytes()).hexdigest()) for file in loaded.market_files],
        str(loaded.root),
        str(Path.cwd()),
        __version__,
        sys.version,
        sorted(_files(_PACKAGE)),
        # What is installed beside it, such as the reader of YAML: a folder's time is that of its last change.
        [(folder, Path(folder).stat().st_mtime_ns) for folder in sys.path if _is_of_packages(folder)],
    )
    return repr(about)


def _digest(schema: str) -> str:
    from comp_data.linter.config.custom_schemas import schema_text  # noqa: PLC0415 - most runs have no schema of their own

    return sha256(schema_text(schema).encode()).hexdigest()


def _is_of_packages(folder: str) -> bool:
    return folder.endswith("-packages") and Path(folder).is_dir()


def _files(folder: str | Path) -> Iterator[tuple[str, int, int]]:
    """The files of the code as they are now: what is installed from a branch has the version of the last release."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file():
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _files(entry.path)
