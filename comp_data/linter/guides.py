"""The guides of a run, and how they are read."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from comp_data.base.files import Unreadable
from comp_data.guide.document import Document, parse_document


class Guides(NamedTuple):
    """The guides of a run by the names that diagnostics show; `content` gives what stands in one.

    `is_dataset` says that they are all that there is, so that dataset rules run.
    """

    paths: Sequence[str]
    content: Callable[[str], bytes | Unreadable]
    is_dataset: bool

    def document(self, path: str) -> Document:
        """The document that diagnostics name by `path`."""
        return parse_document(self.content(path), path)
