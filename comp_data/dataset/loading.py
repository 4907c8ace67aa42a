"""Load the guides of a folder, or of a git revision of it."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Literal

from comp_data.base.diagnostics import Finding
from comp_data.base.discovery import find_guides
from comp_data.base.errors import DatasetNotFoundError, InvalidDatasetError, Problem
from comp_data.base.files import guide_content
from comp_data.base.package import resource_folder
from comp_data.dataset.dataset import Dataset
from comp_data.guide.document import Document, parse_document, problem_of, read_document
from comp_data.market.sources import read_source
from comp_data.records.body import GuideBody
from comp_data.records.compensation import Compensation, GuidePay
from comp_data.records.fields import DataSource, LevelMapping
from comp_data.records.models import Guide, read_guide
from comp_data.records.revisions import Revision, revision_of
from comp_data.values.quarters import Quarter

OnError = Literal["raise", "skip"]


def load(
    folder: Path | str | None = None,
    *,
    ref: str | None = None,
    on_error: OnError = "raise",
    market_sources: Sequence[Path | str] = (),
    cache: bool = False,
) -> Dataset:
    """Load the guides of a folder (`company/role.md`), or the guides that come with the package.

    Args:
        folder: The dataset's folder.
        ref: A git revision (branch, tag or commit) to read the folder from; the work tree is not read or changed.
        on_error: `"raise"`, or `"skip"` to leave invalid guides out and list the reasons in `problems`.
        market_sources: CSV files with wages of your own to compare base pay with (`pay.market()`).
        cache: Read guides that did not change from the user's cache folder, in less than half the time, and store the
            others there. Not used with `ref`.

    Raises:
        DatasetNotFoundError: The folder does not exist or contains no guide.
        GitError: The revision does not exist.
        InvalidDatasetError: A guide is invalid; the error lists every problem of every file.
        ConfigError: A file of wages is invalid; the error names the line.
    """
    named = (market_sources,) if isinstance(market_sources, str) else market_sources
    sources = tuple(read_source(Path(file)) for file in named)
    root, revision = _place(folder, ref, on_error)
    guides: dict[str, Guide] = {}
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    was_enabled = gc.isenabled()
    gc.disable()  # almost all objects are kept: searching them for garbage takes a twelfth of the time
    try:
        for file, found in _found(root, revision, files, cache=cache):
            if isinstance(found, Guide):
                guides[found.id] = found.with_market_sources(sources) if sources else found
                files[found.id] = file
            else:
                problems += found
    finally:
        if was_enabled:
            gc.enable()
    if problems and on_error == "raise":
        raise InvalidDatasetError(problems)
    return Dataset(guides, root, files, tuple(problems), revision)


def iter_guides(
    folder: Path | str | None = None, *, ref: str | None = None, on_error: OnError = "raise"
) -> Iterator[Guide]:
    """Iterate over the guides that `load` would return, in file order, with one guide in memory at a time.

    Raises the errors of `load` when it reaches them, for one guide at a time; `on_error="skip"` skips invalid guides.
    """
    files: dict[str, Path] = {}
    for file, found in _found(*_place(folder, ref, on_error), files):
        if isinstance(found, Guide):
            files[found.id] = file
            yield found
        elif on_error == "raise":
            raise InvalidDatasetError(found)


def _place(folder: Path | str | None, ref: str | None, on_error: str) -> tuple[Path, Revision | None]:
    if on_error not in ("raise", "skip"):
        raise ValueError(f'on_error must be "raise" or "skip", not {on_error!r}')
    root = resource_folder("seeds") if folder is None else Path(folder)
    return root, None if ref is None else revision_of(root, ref)


def _found(
    root: Path, revision: Revision | None, files: Mapping[str, Path], *, cache: bool = False
) -> Iterator[tuple[Path, Guide | tuple[Problem, ...]]]:
    """Read each file as a guide; yield its problems if it is invalid or `files` already has the record."""
    if revision is None and cache:
        read = _read_cached(root, _files(root, None))
    else:
        read = ((file, read_guide(_document(root, revision, file))) for file in _files(root, revision))
    for file, found in read:
        if isinstance(found, Guide) and found.id in files:
            message = f"{found.id} is the record of {files[found.id].as_posix()} as well"
            yield file, (problem_of(_document(root, revision, file), Finding(("role",), message, code="CD602")),)
        else:
            yield file, found


def _document(root: Path, revision: Revision | None, file: Path) -> Document:
    return revision.document(file.relative_to(root).as_posix(), file.as_posix()) if revision else read_document(file)


def _files(root: Path, revision: Revision | None) -> list[Path]:
    files = find_guides(root) if revision is None else [root / name for name in revision.blobs]
    if not files:
        advice = f" at {revision.name}" if revision else ": guides are company/role.md in the folder of a dataset"
        raise DatasetNotFoundError(f"{root} contains no guide{advice}")
    return files


def _read_cached(root: Path, files: Iterable[Path]) -> Iterator[tuple[Path, Guide | tuple[Problem, ...]]]:
    """Give each file's guide or its problems, from the cache if there is one and the guide is known there."""
    from comp_data.linter import cache  # noqa: PLC0415 - few loads use the cache

    # From the user's own cache, where each row has a checksum: what was valid is not validated again.
    stored = cache.reader_of(Guide, Compensation, DataSource, LevelMapping, GuidePay, GuideBody, Quarter, date)
    store = cache.open_store(root, [root], cache.code_key, kind="-guides")
    names, left = set[str](), iter(files)
    while some := list(islice(left, 100)):
        contents = list(map(guide_content, some))
        digests = [cache.digest_of(one).hex() if isinstance(one, bytes) else "" for one in contents]
        rows, new = store.get(digests) if store else {}, dict[str, bytes]()
        for file, content, digest in zip(some, contents, digests, strict=True):
            if isinstance(content, bytes) and digest in rows:
                known, length = stored(rows[digest])
                known._pay.body = GuideBody(content[len(content) - length :].decode())
                yield file, known
            else:
                found = read_guide(parse_document(content, file.as_posix()))
                if isinstance(found, Guide):
                    new[digest] = cache.dump((found.with_body(GuideBody()), len(found.body.text.encode())))
                yield file, found
        names.update(digests)
        if store:
            store.put(new)
    if store:
        store.keep_only(2 * len(names), names)
        store.close()
