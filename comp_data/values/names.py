"""What lists and names of companies, roles and places have in common: words, accents and legal forms."""

import unicodedata
from typing import Final

LEGAL_FORMS: Final = frozenset((
    "inc", "incorporated", "ltd", "limited", "llc", "llp", "lp", "plc", "pbc", "corp", "corporation", "co", "company",
    "gmbh", "ag", "kg", "se", "sa", "sas", "sarl", "nv", "bv", "ab", "asa", "as", "aps", "oy", "oyj", "spa", "srl",
    "kk", "pte", "pty", "pvt", "private",
))  # fmt: skip
"""Legal forms that may follow the name of a company."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(text.split())


def without_accents(text: str) -> str:
    """Replace accented letters with plain ones: `Zürich` gives `Zurich`."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
