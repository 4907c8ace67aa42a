"""Tell names of levels and of the guide itself from those of others."""

import re
from typing import Final

from comp_data.base.patterns import regex
from comp_data.guide.body.cells.cell_text import find_words
from comp_data.guide.body.markdown_tables import plain
from comp_data.values.words import any_of, key_of

STEPS: Final = frozenset(("i", "ii", "iii", "iv", "v", "sr", "jr", "level", "entry"))
_LEVEL_NAME = regex(any_of("headers", "name of a level"), re.IGNORECASE)
_PERCENTILE = regex(rf"{any_of('headers', 'percentile')}(?: percentile| pay| salary)?")


def is_percentile(text: str) -> bool:
    """Return whether a text names a point of a distribution, or its middle: `P25`, `75th percentile`, `Median`."""
    return _PERCENTILE.fullmatch(key_of(text.strip(" *_()"))) is not None


def is_level_name(text: str) -> bool:
    """Return whether a text begins with the name of a level: `Mid (IC4)`, `L5`."""
    return _LEVEL_NAME.match(text.strip()) is not None and not is_percentile(text)


def is_own_name(text: str, title: str) -> bool:
    """Return whether a name is the guide's, or a level's, by its words: `Acme`, `Data Engineer II`."""
    found = frozenset(find_words(plain(text).casefold()))
    return bool(found) and all(map(is_level_name, found.difference(find_words(title.casefold()), STEPS)))
