"""The names that git gives to contents: hashes of what a file has, without git's filters."""

import hashlib
import os
from pathlib import Path
from typing import Final

from comp_data.base.files import read_content

_LARGEST_TEXT: Final = 1 << 24
"""Larger files are compared byte for byte, without a look at line ends."""


def content_names(content: bytes) -> frozenset[str]:
    """Return the names that git may have for a content: as it is, and with the line ends that commits may have.

    Older repositories use SHA-1, newer ones may use SHA-256.
    """
    forms = {b"blob %d\0" % len(one) + one for one in (content, content.replace(b"\r\n", b"\n"))}
    makers = (hashlib.sha1, hashlib.sha256)
    return frozenset(made(form, usedforsecurity=False).hexdigest() for form in forms for made in makers)


def has_name(file: Path, name: str, *, is_link: bool) -> bool:
    """Say whether a file has the content of a name, or a link the target."""
    try:
        if is_link and file.is_symlink():
            return name in content_names(os.fsencode(file.readlink()))
        if file.is_symlink():
            return False
        content = read_content(file, _LARGEST_TEXT)  # a link that a system without links keeps as a file has its target
        if content is not None and len(content) > _LARGEST_TEXT:
            return name == _name_of_large(file, sha256=len(name) == 64)
        return content is not None and name in content_names(content)
    except (OSError, ValueError):
        return False


def _name_of_large(file: Path, *, sha256: bool) -> str:
    with file.open("rb") as stream:
        made = hashlib.sha256 if sha256 else hashlib.sha1
        name = made(b"blob %d\0" % file.stat().st_size, usedforsecurity=False)
        while piece := stream.read(1 << 20):
            name.update(piece)
    return name.hexdigest()
