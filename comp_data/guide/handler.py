"""A handler for python-frontmatter that reads and writes the front matter of guides as comp-data does."""

from collections.abc import Mapping
from typing import Any, Final

from frontmatter.default_handlers import BaseHandler, YAMLHandler

from comp_data.base.diagnostics import Finding
from comp_data.base.errors import InvalidDatasetError
from comp_data.guide.document import Document, parse_document, parse_problems, problem_of
from comp_data.guide.front_matter.reader import read_front_matter
from comp_data.guide.front_matter.writer import front_matter_yaml

_FENCE: Final = "---\n"
_RESERVED: Final = ("content", "handler")
"""Keys that python-frontmatter's `Post` cannot hold, because its own parameters have these names."""


class GuideHandler(BaseHandler):
    """Read and write guides with python-frontmatter: `frontmatter.load(path, handler=GuideHandler())`.

    Front matter is read as YAML 1.2 and written in the format's own style: block style, the schema's order of keys,
    `null` for a value that is not known. Raises InvalidDatasetError, with the line of each problem, for front matter
    that the linter cannot read: invalid YAML, tags, duplicate keys, or anything but a mapping.
    """

    FM_BOUNDARY = YAMLHandler.FM_BOUNDARY
    START_DELIMITER: str = _FENCE.rstrip()
    END_DELIMITER: str = _FENCE.rstrip()

    def detect(self, text: str) -> bool:
        """Whether a text begins with an opening fence."""
        return parse_document(text).yaml_start > 0

    def split(self, text: str) -> tuple[str, str]:
        """Split a guide into the YAML between its fences and its body; raises ValueError if it has no front matter."""
        document = parse_document(text)
        if document.text and not document.yaml_start:
            raise ValueError("the text does not begin with front matter")
        _check(document)
        return document.text[document.yaml_start : document.fence_end], document.text[document.body_start :]

    def load(self, fm: str, **kwargs: object) -> dict[str, Any]:
        """Read YAML as a mapping. Raises InvalidDatasetError, whose lines count from the opening fence."""
        document = Document("<text>", _FENCE + fm)
        document.yaml_start = len(_FENCE)
        document.set_front_matter(read_front_matter(fm))
        values = document.values or {}
        message = "python-frontmatter cannot hold the key"
        _check(document, *[Finding((key,), f"{message} {key}", code="CD103") for key in _RESERVED if key in values])
        return values

    def export(self, metadata: Mapping[str, Any], **kwargs: object) -> str:
        """Write values as YAML, in the format's own style."""
        return front_matter_yaml(metadata)


def guide_text(values: Mapping[str, Any], body: str) -> str:
    """Write a whole guide: front matter with the line ends of the body's first line, then the body unchanged."""
    newline = "\r\n" if body[: body.find("\n") + 1].endswith("\r\n") else "\n"
    fence = GuideHandler.START_DELIMITER
    return newline.join([fence, *GuideHandler().export(values).split("\n"), fence, body])


def _check(document: Document, *others: Finding) -> None:
    if found := [*parse_problems(document), *others]:
        raise InvalidDatasetError([problem_of(document, finding) for finding in found])
