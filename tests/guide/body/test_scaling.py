"""Reading the body takes time in proportion to its size, counted in operations rather than seconds."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from comp_data.guide.body import sources
from comp_data.guide.body.sections import Body
from tests.counting import MOST, calls_in


class Counted(list[Any]):
    """A list that counts the items that are copied out of it."""

    copied = 0

    def __getitem__(self, key: Any) -> Any:
        found = super().__getitem__(key)
        Counted.copied += len(found) if isinstance(key, slice) else 1
        return found


class CountingWord:
    """The pattern of words, whose lists count what is copied out of them."""

    pattern = sources._WORD

    def findall(self, text: str) -> Counted:
        return Counted(self.pattern.findall(text))

    def finditer(self, *arguments: Any) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(*arguments)


@pytest.mark.parametrize("part", ["level ", "www.a.com/ ", "https://a.com/blind ", "h1b ", "simply hired "])
def test_twice_the_text_is_twice_the_work(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_WORD", CountingWord())
    counts = []
    for repeats in (500, 1000):
        Counted.copied = 0
        text = part * repeats
        counts.append(calls_in(lambda: list(sources.find_mentions(text))) + Counted.copied)  # noqa: B023
    assert counts[1] < MOST * counts[0]


def test_the_whole_of_each_section_is_found_without_copies() -> None:
    body = Body("\n## Sources\n- x" * 100, 0)
    body.__dict__["sections"] = Counted(body.sections)
    Counted.copied = 0
    assert [body.whole_end(section) - section.start for section in body.sections] == [15] * 99 + [14]
    assert Counted.copied < 3_000
