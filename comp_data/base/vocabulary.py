"""The vocabulary of records: limits, patterns, slugs and the standard roles."""

import unicodedata
from typing import Final

from comp_data.base.patterns import regex

SCHEMA_VERSION: Final = 1
"""The version of the record format that this package reads and writes."""

MAX_AMOUNT: Final = 2**53 - 1
"""The largest amount; every JSON parser represents it exactly."""

MAX_PERCENT: Final = 1_000_000
"""The largest percentage a record may hold. Whether a percentage is plausible is for the linter to decide."""

# `$` also matches before a trailing newline in Python, but not in ECMAScript.
SLUG_PATTERN: Final = r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$(?!\n)"
QUARTER_PATTERN: Final = r"^[0-9]{4}-Q[1-4]$(?!\n)"
DATE_PATTERN: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\n)"

WORDS_FOR_PATTERN: Final = {
    SLUG_PATTERN: "a slug: a-z, 0-9 and hyphens between them",
    QUARTER_PATTERN: "a quarter such as 2025-Q4",
    DATE_PATTERN: "a date such as 2026-02-23",
}
"""How messages describe text that must match one of the patterns."""

LADDER: Final = ("software-engineer", "senior-software-engineer", "staff-software-engineer")
"""The roles of one career track, from lowest to highest."""

STANDARD_ROLES: Final = (
    *LADDER,
    "engineering-manager",
    "product-manager",
    "product-designer",
    "data-scientist",
    "data-engineer",
    "ml-ai-engineer",
    "devops-engineer",
    "security-engineer",
    "solutions-architect",
    "technical-program-manager",
)
"""The slugs of the standard roles, which every company has a guide for; any other role is a specialty."""

QUALITIES: Final = ("high", "medium", "low")
"""The values of `data_quality`, the best first."""

_SLUG = regex(SLUG_PATTERN)
_NOT_IN_SLUG = regex("[^a-z0-9]+")


def is_slug(text: str) -> bool:
    """Whether a text is a slug: a-z, 0-9 and hyphens between them."""
    return _SLUG.search(text) is not None


def slug_of(text: str) -> str | None:
    """Convert a name to a slug (`Acme Corp` gives `acme-corp`); None if none of its letters can be kept."""
    plain = unicodedata.normalize("NFKD", text[:100]).encode("ascii", "ignore").decode("ascii")
    return _NOT_IN_SLUG.sub("-", plain.lower()).strip("-") or None
