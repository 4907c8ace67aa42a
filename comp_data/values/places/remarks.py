"""Find the words of a region's text that do not name its places."""

import re
from functools import lru_cache

from comp_data.values.places.gazetteer import Place, coded, fold, lookup
from comp_data.values.places.lookup import read_region

_CURRENCY_SIGN = re.compile(r"[A-Za-z]{0,2}[$£€₹₪₩₫¥]")
_SILENT_WORDS = frozenset((
    "hq", "hqs", "headquarters", "headquarter", "office", "offices", "metro", "metropolitan", "area", "greater",
    "city", "the", "of", "and", "or", "in", "all", "fully", "based", "only",
))  # fmt: skip
"""Words that do not change which place a name means."""


@lru_cache(4096)
def remarks(text: str) -> frozenset[str]:
    """Return the words of a region's text that do not name its places: `Research` of a campus."""
    label = read_region(text)
    words = frozenset(fold(_CURRENCY_SIGN.sub(" ", text)).split()) - _SILENT_WORDS
    words -= {code.lower() for code in label.currencies}
    for place in (*label.places, *label.ambiguous):
        if not words:
            break
        words -= _words_for(place)
    return words


def _words_for(place: Place) -> frozenset[str]:
    country, state = (place.country or "").lower(), (place.state or "").lower()
    around = [p for p in coded(country) if p.kind == "country"]
    around += [p for p in coded(state) if p.kind == "state" and p.country == place.country]
    names = [country, state]
    for one in (place, *lookup(fold(place.metro)), *around):
        names += [one.name, *one.aliases]
    return frozenset(" ".join(map(fold, names)).split())
