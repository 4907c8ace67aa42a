"""Typos, and different words that look like typos."""

import pytest

from comp_data.matching.names import one_line, words_of
from comp_data.matching.typos import count_typos, distance


@pytest.mark.parametrize(
    ("written", "meant", "count"),
    [
        ("enginer", "engineer", 1),
        ("enginner", "engineer", 1),
        ("engineeer", "engineer", 1),
        ("engieneer", "engineer", 1),
        ("enigneer", "engineer", 1),
        ("enginer", "engineers", None),
        ("scientst", "scientist", 1),
        ("sceintst", "scientist", None),
        ("infrastrctre", "infrastructure", 2),
        ("engineer", "engineer", None),
        ("data", "date", None),
        ("total", "toptal", None),
        ("motion", "notion", None),
        ("stripes", "stripe", None),
        ("discovery", "discover", None),
        ("coinbas", "coinbase", 1),
        ("point7", "point72", None),
        ("cоinbase", "coinbase", None),
        ("goldman sahcs", "goldman sachs", 1),
        ("golman sahcs", "goldman sachs", 2),
        ("golman sahc", "goldman sachs", None),
        ("core weve", "coreweave", 1),
        ("two sigma", "one sigma", None),
    ],
)
def test_a_typo_is_counted_and_another_word_is_not(written: str, meant: str, count: int | None) -> None:
    assert count_typos(tuple(written.split()), tuple(meant.split())) == count


def test_the_distance_of_two_words_is_none_above_the_most() -> None:
    assert [distance("abcd", other, 2) for other in ("abcd", "abdc", "abc", "xbcy", "dcba")] == [0, 1, 1, 2, None]
    assert distance("", "abc", 3) == 3
    assert distance("", "abc", 2) is None


def test_what_is_not_seen_does_not_count() -> None:
    assert one_line(" A\u200bc\tme\x00\n\x85Labs ") == "Ac me Labs"
    assert words_of("ÉCOLE Ångström, Straße & Co_1") == ("ecole", "angstrom", "strasse", "co_1")
