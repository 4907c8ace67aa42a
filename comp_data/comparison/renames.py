"""Find renamed records among removed and added ones, by their figures, title and text."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from itertools import product
from typing import Final

from comp_data.base.grouping import grouped
from comp_data.comparison.records import Reading, share_in_common
from comp_data.comparison.rows import entries_of

_MIN_COMMON_TEXT: Final = 0.7
"""Least share of common text in a renamed record; different roles with the same figures share up to 0.57."""
_MAX_PAIRS: Final = 400
"""Most pairs with one title or the same figures whose texts are compared; with more, no rename is certain."""

_Key = Callable[[Reading], Hashable | None]


def find_renames(removed: Mapping[str, Reading], added: Mapping[str, Reading]) -> dict[str, str]:
    """Map the key of each renamed or moved record to its new key; keys are ids or paths.

    It is the record with the same id or text, else with the same title and figures, or one of them and most of the
    text. Of several candidates the most similar one is chosen.
    """
    ways: list[tuple[_Key, float | None]] = [
        (lambda one: one.id, None),
        (lambda one: one.text or None, None),
        (lambda one: None if None in (both := (_title(one), _figures(one))) else both, 0),
        (_figures, _MIN_COMMON_TEXT),
        (_title, _MIN_COMMON_TEXT),
    ]
    olds, news, found = dict(removed), dict(added), dict[str, str]()
    for key, least in ways:
        for old, new in list(_pairs(olds, news, key, least)):
            if old in olds and new in news:
                found[old] = new
                del olds[old], news[new]
    return found


def _pairs(
    removed: Mapping[str, Reading], added: Mapping[str, Reading], key: _Key, least: float | None
) -> Iterator[tuple[str, str]]:
    """Yield records with equal keys, the most similar first; `least` is the least share of common text."""
    old_ids, new_ids = (grouped((key(one), id_) for id_, one in records.items()) for records in (removed, added))
    for own, olds in old_ids.items():
        news = [] if own is None else new_ids.get(own, [])
        if least is None:
            yield from zip(sorted(olds), sorted(news), strict=False)
        elif len(olds) * len(news) <= _MAX_PAIRS:
            shares = {
                (old, new): share_in_common(removed[old].body, added[new].body) for old, new in product(olds, news)
            }
            alike = [pair for pair, share in shares.items() if share >= least]
            yield from sorted(
                alike, key=lambda pair: (-shares[pair], -len({*pair[0].split("/")} & {*pair[1].split("/")}), pair)
            )


def _title(reading: Reading) -> Hashable | None:
    names = tuple(reading.values.get(key) for key in ("company_display", "role_display"))
    return names if all(isinstance(name, str) and name.strip() for name in names) else None


def _figures(reading: Reading) -> Hashable | None:
    entries = entries_of(reading.values.get("compensation"))
    rows = [(entry.region or "", entry.level or "", entry.currency or "", entry.figures) for entry in entries]
    return tuple(sorted((*names, tuple(figures.items())) for *names, figures in rows if figures)) or None
