"""Build values, the position of every key path, and findings from YAML events.

Scalars have their YAML 1.2 values; nesting and alias expansion are limited, and no nesting can exhaust the stack.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NoReturn

from yaml import events

from comp_data.base.diagnostics import KeyPath, shortened
from comp_data.base.patterns import regex
from comp_data.guide.front_matter.values import FLATTEN, MAX_NESTING, TOO_DEEP, FrontMatter, Mark, RawFinding, ReadError
from comp_data.guide.front_matter.writer import number
from comp_data.values.yaml_scalars import read_both, read_plain

MAX_ALIAS_NODES: Final = 10_000
"""The number of values that all aliases of one front matter may expand to."""
MAX_ITEMS: Final = 10_000
"""The number of items that one list may have: each costs a finding of many rules."""

_TAG = "tag:yaml.org,2002:"
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "str": (str,), "int": (int,), "bool": (bool,), "null": (type(None),), "float": (int, float), "timestamp": (date,),
}  # fmt: skip
_NUMBER_KEY = regex(r"(?:_low|_high|_pct|_years)$")
"""Keys whose values are numbers, so that `200_000` means 200000."""
_TEXT_KEY = regex(
    r"(?:(?:company|role)(?:_display)?|ticker|industry|author|hq_location|region|level|internal|raw|name)$"
)
"""Keys whose values are text, so that the zeros of `0700` are part of it."""
_UNDERSCORES = regex(r"[1-9][0-9]{0,2}(?:_[0-9]{3})+")


Node = tuple[Any, int, int, int]
"""A value, where it is written, and how many values it has in it, itself among them."""


class Composer:
    """Build values and marks from events; `result` has the findings even if the front matter is unreadable.

    It calls itself for a value in another, at most `MAX_NESTING` deep.
    """

    def __init__(self, text: str, restore: dict[int, str]) -> None:
        self.result: FrontMatter = FrontMatter()
        self.text = text
        self.restore = restore
        self.next_event: Callable[[], Any]
        self.first_keys: dict[KeyPath, tuple[int, int]] = {}
        self.anchors: dict[str, tuple[object, int]] = {}
        self.open_anchors: set[str] = set()
        self.alias_nodes: int = 0

    def take_all(self, next_event: Callable[[], Any]) -> None:
        """Process events up to the last one; raises ReadError if the front matter is unreadable."""
        self.next_event = next_event
        while type(event := next_event()) is not events.StreamEndEvent:
            if type(event) is events.DocumentStartEvent:
                if self.result.marks:
                    message = "a second YAML document begins here"
                    self._refuse("CD009", event, message, "Delete it: front matter is one document")
            elif type(event) not in (events.StreamStartEvent, events.DocumentEndEvent):
                self.result.values, start, end, _ = self._node(event, ())
                self.result.marks[()] = (-1, -1, start, end)

    def _refuse(self, code: str, event: Any, message: str, help_: str | None = None) -> NoReturn:
        start = min(event.start_mark.index, len(self.text))
        end = min(max(event.end_mark.index, start + 1), len(self.text))
        raise ReadError(RawFinding(code, start, end, message, help_))

    def _node(self, event: Any, path: KeyPath, key: str = "") -> Node:
        """Compose the value that begins with an event; `key` is the one it belongs to in a mapping."""
        if type(event) is events.ScalarEvent:
            text, value, start, end = self._scalar(event, key)
            if event.tag is not None:
                value = text if event.tag == "!" else self._tagged(event, text)
            if event.anchor:
                self.anchors[event.anchor] = (value, 1)
            return value, start, end, 1
        if type(event) is events.AliasEvent:
            return self._alias(event)
        self._check_collection(event, path)
        if anchor := event.anchor:
            self.open_anchors.add(anchor)
            self.anchors.pop(anchor, None)
        start = self._start(event, len(self.text)) if anchor else event.start_mark.index
        compose = self._mapping if type(event) is events.MappingStartEvent else self._sequence
        value, end, nodes = compose(path, start)
        if anchor:
            self.open_anchors.discard(anchor)
            self.anchors[anchor] = (value, nodes)
        return value, start, end, nodes

    def _scalar(self, event: Any, key: str = "") -> tuple[str, Any, int, int]:
        """Return the text of a scalar, its value, and where it is."""
        text: str = event.value.translate(self.restore) if self.restore else event.value
        end: int = event.end_mark.index
        start: int = self._start(event, end) if event.anchor else event.start_mark.index
        if not event.implicit[0]:  # it is not plain
            return text, text, start, end
        value, differently = read_both(text)
        if differently is not None:
            self._ambiguous(text, key, start, end, differently)
        return text, value, start, end

    def _mapping(self, path: KeyPath, start: int) -> tuple[dict[str, Any], int, int]:
        items: dict[str, Any] = {}
        marks, next_event, end, nodes = self.result.marks, self.next_event, start, 1
        while type(event := next_event()) is not events.MappingEndEvent:
            if type(event) is not events.ScalarEvent:
                self._refuse_key(event, (*path, ""))
            key, _, key_start, key_end = self._scalar(event)
            place = (*path, key)
            if key in items:
                self._repeated(place, items[key], key_start, key_end)
            value, value_start, end, more = self._node(next_event(), place, key)
            marks[place] = (key_start, key_end, value_start, end)
            items[key] = value
            nodes += more
        return items, _end_of(event, end), nodes

    def _sequence(self, path: KeyPath, start: int) -> tuple[list[Any], int, int]:
        items: list[Any] = []
        end, nodes = start, 1
        while type(event := self.next_event()) is not events.SequenceEndEvent:
            place = (*path, len(items))
            value, value_start, end, more = self._node(event, place)
            if len(items) == MAX_ITEMS:
                message = f"a list has more than {MAX_ITEMS:,} items"
                raise ReadError(RawFinding("CD009", value_start, end, message, "Delete those that do not belong there"))
            self.result.marks[place] = (-1, -1, value_start, end)
            items.append(value)
            nodes += more
        return items, _end_of(event, end), nodes

    def _start(self, event: Any, end: int) -> int:
        """The start of a value that has an anchor: after the anchor, so that a fix of the value keeps the anchor."""
        start = self.text.find("&" + event.anchor, event.start_mark.index) + 1 + len(event.anchor)
        return end - len(self.text[start:end].lstrip())

    def _repeated(self, path: KeyPath, value: object, start: int, end: int) -> None:
        """Report a key that the mapping has with a value already, and forget what is known of that."""
        marks, key = self.result.marks, str(path[-1])
        first = (*self.first_keys.setdefault(path, marks[path][:2]), f"the first {shortened(key)}")
        _forget(marks, path, value)
        message = f"the key {shortened(key)} is repeated; programs differ in which value they read"
        self.result.findings.append(RawFinding("CD004", start, end, message, "Delete all but the correct one", first))

    def _ambiguous(self, text: str, key: str, start: int, end: int, differently: str) -> None:
        read, is_figure = read_plain(text), _NUMBER_KEY.search(key) is not None
        shown = str(read) if isinstance(read, int | float) else "text"
        is_number = isinstance(read, int | float) and not _TEXT_KEY.match(key)
        if is_number or (is_figure and _UNDERSCORES.fullmatch(text)):
            written = number(read) if isinstance(read, int | float) else text.replace("_", "")
            title, help_ = "write the number plainly", f"Write {shortened(written)}"
        else:
            written, title = f'"{text}"', "" if is_figure else "put it in quotes"
            help_ = f"For text, write {shortened(written)}; write a number or a date in its plain form"
        kinds = f"{shown} to YAML 1.2 and {differently} to YAML 1.1"
        message = f"{shortened(text)} is {kinds}, so programs read it differently"
        replacement = (title, written) if title else None
        self.result.findings.append(RawFinding("CD005", start, end, message, help_, replacement=replacement))

    def _tagged(self, event: Any, text: str) -> object:
        """The value of a scalar with a tag; only tags of the core schema are allowed."""
        short = event.tag.removeprefix(_TAG)
        value = text if short == "str" else read_plain(text)
        if short not in _TYPES:
            self._refuse_tag(event)
        elif type(value) not in _TYPES[short]:
            message = f"the tag !!{short} does not fit the value {shortened(text)}"
            self._refuse("CD009", event, message, "Delete the tag")
        return float(value) if short == "float" and isinstance(value, int) else value

    def _refuse_tag(self, event: Any) -> NoReturn:
        message = f"the tag {shortened(event.tag)} is not allowed: guides are plain data"
        self._refuse("CD009", event, message, "Delete the tag")

    def _check_collection(self, event: Any, path: KeyPath) -> None:
        if len(path) >= MAX_NESTING:
            self._refuse("CD009", event, TOO_DEEP, FLATTEN)
        if event.tag not in (None, "!", _TAG + ("map" if type(event) is events.MappingStartEvent else "seq")):
            self._refuse_tag(event)

    def _refuse_key(self, event: Any, path: KeyPath) -> NoReturn:
        if type(event) is events.AliasEvent:
            self._alias(event)
            self._refuse("CD003", event, "a key must be text, not an alias", "Write the key out")
        self._check_collection(event, path)
        self._refuse("CD003", event, "a key must be text, not a list or a mapping", "Quote it")

    def _alias(self, event: Any) -> Node:
        name = event.anchor
        value, nodes = self.anchors.get(name, (None, 0))
        self.alias_nodes += nodes
        if name in self.open_anchors:
            message = f"the alias *{shortened(name)} is inside the value it refers to"
            self._refuse("CD009", event, message, "Write the value out")
        elif name not in self.anchors:
            message = f"this is not YAML: *{shortened(name)} is an alias, but no anchor has this name"
            self._refuse("CD003", event, message, "If it is text, put it in quotes; otherwise write the value out")
        elif self.alias_nodes > MAX_ALIAS_NODES:
            message = f"aliases expand to more than {MAX_ALIAS_NODES:,} values"
            self._refuse("CD009", event, message, "Write the values out")
        return value, event.start_mark.index, event.end_mark.index, nodes


def _end_of(event: Any, end: int) -> int:
    """Return where a collection ends: a block ends with its last value, which ends at `end`."""
    return event.end_mark.index if event.end_mark.index > event.start_mark.index else end


def _forget(marks: dict[KeyPath, Mark], path: KeyPath, value: object) -> None:
    waiting: list[tuple[KeyPath, object]] = [(path, value)]
    while waiting:
        at, one = waiting.pop()
        marks.pop(at, None)
        if isinstance(one, dict):
            waiting += [((*at, key), item) for key, item in one.items()]
        elif isinstance(one, list):
            waiting += [((*at, index), item) for index, item in enumerate(one)]
