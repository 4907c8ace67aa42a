"""Guides that earlier loads read, by the hash of their bytes, in the user's cache folder."""

import marshal
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from comp_data.base.errors import Problem
from comp_data.base.files import guide_content
from comp_data.guide.document import parse_document
from comp_data.linter.cache_key import code_key, digest_of, open_store
from comp_data.records.body import GuideBody
from comp_data.records.models import Guide
from comp_data.records.reader import read_guide

_AT_ONCE: Final = 100


def read_cached(root: Path, files: Iterable[Path]) -> Iterator[tuple[Path, Guide | tuple[Problem, ...]]]:
    """Read the guides of a dataset, those that are known from the cache; give each file's guide or its problems.

    Without a place for the cache, or where it cannot be read, each guide is read from its text.
    """
    store = open_store(root, [root], code_key, kind="-guides")
    names = set()
    left = iter(files)
    while some := list(islice(left, _AT_ONCE)):
        contents = [guide_content(file) for file in some]
        digests = [digest_of(one).hex() if isinstance(one, bytes) else "" for one in contents]
        known = store.get(digests) if store else {}
        new: dict[str, bytes] = {}
        for file, content, digest in zip(some, contents, digests, strict=True):
            known_guide = _decoded(content, known[digest]) if isinstance(content, bytes) and digest in known else None
            found = known_guide or read_guide(parse_document(content, file.as_posix()))
            if known_guide is None and isinstance(found, Guide):
                new[digest] = marshal.dumps((found.model_dump_json(exclude_unset=True), len(found.body.text.encode())))
            yield file, found
        if store:
            store.put(new)
        names.update(digests)
    if store:
        store.keep_only(2 * len(names), names)
        store.close()


def _decoded(content: bytes, row: bytes) -> Guide | None:
    record, length = marshal.loads(row)  # noqa: S302 - from the user's own cache, where each row has a checksum
    try:
        guide = Guide.model_validate_json(record)
    except ValidationError:
        return None
    guide._read_from(GuideBody(content[len(content) - length :].decode()))
    return guide
