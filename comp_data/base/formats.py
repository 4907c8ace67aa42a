"""The written forms of a record's values, and the words in which messages tell them."""

from typing import Final

SCHEMA_VERSION: Final = 1
"""The format version that this package reads and writes."""

MAX_AMOUNT: Final = 2**53 - 1
"""The largest amount: every program that reads JSON holds it exactly."""

MAX_PERCENT: Final = 1_000_000
"""The largest per cent that a record may hold; what is likely is the linter's business."""

# `$` alone would let a line break stand behind the text in Python, though not in ECMAScript.
SLUG_PATTERN: Final = r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$(?!\n)"
QUARTER_PATTERN: Final = r"^[0-9]{4}-Q[1-4]$(?!\n)"
DATE_PATTERN: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\n)"

WORDS_FOR_PATTERN: Final = {
    SLUG_PATTERN: "a slug: a-z, 0-9 and hyphens between them",
    QUARTER_PATTERN: "a quarter such as 2025-Q4",
    DATE_PATTERN: "a date such as 2026-02-23",
}
"""What a text that must match one of the patterns is called."""
