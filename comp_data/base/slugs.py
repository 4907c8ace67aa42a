"""Slugs: the names of companies and roles in paths and keys."""

import re
import unicodedata

from comp_data.base.formats import SLUG_PATTERN

_SLUG = re.compile(SLUG_PATTERN)
_NOT_OF_A_SLUG = re.compile("[^a-z0-9]+")
_MOST = 100


def is_slug(text: str) -> bool:
    """Whether a text is a slug: a-z, 0-9 and hyphens between them."""
    return _SLUG.search(text) is not None


def slug_of(text: str) -> str | None:
    """The slug that a name comes nearest to (`Acme Corp` gives `acme-corp`); None where no letter of it remains."""
    plain = unicodedata.normalize("NFKD", text[:_MOST]).encode("ascii", "ignore").decode("ascii")
    return _NOT_OF_A_SLUG.sub("-", plain.lower()).strip("-") or None
