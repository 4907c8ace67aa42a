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
_UNDERSCORES = regex(r"[1-9][0-9]{0,2}(?:_[0-9]{3})+")


class _Frame:
    """A list or mapping that is still open. `key` is a key whose value has not been read yet, or None."""

    def __init__(self, *, is_mapping: bool, prefix: KeyPath, start: int, anchor: str | None) -> None:
        self.items: Any = {} if is_mapping else []
        self.is_mapping = is_mapping
        self.prefix = prefix
        self.start = self.end = start
        self.anchor = anchor
        self.nodes: int = 1
        self.key: str | None = None
        self.key_start = self.key_end = -1


class Composer:
    """Build values and marks from events; `result` has the findings even if the front matter is unreadable."""

    def __init__(self, text: str, restore: dict[int, str]) -> None:
        self.result: FrontMatter = FrontMatter()
        self.text = text
        self.restore = restore
        self.first_keys: dict[KeyPath, tuple[int, int]] = {}
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[object, int]] = {}
        self.open_anchors: set[str] = set()
        self.alias_nodes: int = 0
        self.documents: int = 0

    def take_all(self, next_event: Callable[[], Any]) -> None:
        """Process events up to the last one; raises ReadError if the front matter is unreadable."""
        kind, last, handlers = None, events.StreamEndEvent, _HANDLERS
        while kind is not last:
            event = next_event()
            kind = type(event)
            if kind in handlers:
                handlers[kind](self, event)

    def _document(self, event: Any) -> None:
        if self.documents:
            message = "a second YAML document begins here"
            self._refuse("CD009", event, message, "Delete it: front matter is one document")
        self.documents += 1

    def _refuse(self, code: str, event: Any, message: str, help_: str | None = None) -> NoReturn:
        start = min(event.start_mark.index, len(self.text))
        end = min(max(event.end_mark.index, start + 1), len(self.text))
        raise ReadError(RawFinding(code, start, end, message, help_))

    def _scalar(self, event: Any) -> None:
        text: str = event.value.translate(self.restore) if self.restore else event.value
        end: int = event.end_mark.index
        start: int = self._start(event, end) if event.anchor else event.start_mark.index
        value: object = text
        if event.implicit[0]:  # it is plain
            value, differently = read_both(text)
            if differently is not None:
                self._ambiguous(text, start, end, differently)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.key is None and frame.is_mapping:
            frame.key, frame.key_start, frame.key_end = text, start, end
            if text in frame.items:
                self._repeated(frame, text, start, end)
            return
        if event.tag is not None:
            value = text if event.tag == "!" else self._tagged(event, text)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        self._add(value, start, end, 1)

    def _start(self, event: Any, end: int) -> int:
        """The start of a value that has an anchor: after the anchor, so that a fix of the value keeps the anchor."""
        start = self.text.find("&" + event.anchor, event.start_mark.index) + 1 + len(event.anchor)
        return end - len(self.text[start:end].lstrip())

    def _repeated(self, frame: _Frame, key: str, start: int, end: int) -> None:
        marks = self.result.marks
        path = (*frame.prefix, key)
        first = (*self.first_keys.setdefault(path, marks[path][:2]), f"the first {shortened(key)}")
        _forget(marks, path, frame.items[key])
        message = f"the key {shortened(key)} is repeated; programs differ in which value they read"
        self.result.findings.append(RawFinding("CD004", start, end, message, "Delete all but the correct one", first))

    def _ambiguous(self, text: str, start: int, end: int, differently: str) -> None:
        read = read_plain(text)
        key = (self.stack and self.stack[-1].key) or ""
        shown = str(read) if isinstance(read, int | float) else "text"
        if isinstance(read, int | float) or (_NUMBER_KEY.search(key) and _UNDERSCORES.fullmatch(text)):
            written = number(read) if isinstance(read, int | float) else text.replace("_", "")
            title, help_ = "write the number plainly", f"Write {shortened(written)}"
        else:
            written, title = f'"{text}"', "" if _NUMBER_KEY.search(key) else "put it in quotes"
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

    def _open(self, event: Any) -> None:
        """Begin a list or mapping at the key path where it is written."""
        is_mapping = type(event) is events.MappingStartEvent
        if len(self.stack) >= MAX_NESTING:
            self._refuse("CD009", event, TOO_DEEP, FLATTEN)
        if event.tag not in (None, "!", _TAG + ("map" if is_mapping else "seq")):
            self._refuse_tag(event)
        prefix: KeyPath = ()
        if self.stack:
            parent = self.stack[-1]
            place = parent.key if parent.is_mapping else len(parent.items)
            if place is None:
                self._refuse("CD003", event, "a key must be text, not a list or a mapping", "Quote it")
            prefix = (*parent.prefix, place)
        if event.anchor:
            self.open_anchors.add(event.anchor)
            self.anchors.pop(event.anchor, None)
        start = self._start(event, len(self.text)) if event.anchor else event.start_mark.index
        self.stack.append(_Frame(is_mapping=is_mapping, prefix=prefix, start=start, anchor=event.anchor))

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        flow = event.end_mark.index > event.start_mark.index
        end = event.end_mark.index if flow else frame.end
        if frame.anchor:
            self.open_anchors.discard(frame.anchor)
            self.anchors[frame.anchor] = (frame.items, frame.nodes)
        self._add(frame.items, frame.start, end, frame.nodes)

    def _alias(self, event: Any) -> None:
        name, frame = event.anchor, self.stack[-1] if self.stack else None
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
        elif frame is not None and frame.is_mapping and frame.key is None:
            self._refuse("CD003", event, "a key must be text, not an alias", "Write the key out")
        else:
            self._add(value, event.start_mark.index, event.end_mark.index, nodes)

    def _add(self, value: object, start: int, end: int, nodes: int) -> None:
        if not self.stack:
            self.result.values = value
            self.result.marks[()] = (-1, -1, start, end)
            return
        frame = self.stack[-1]
        frame.end = end
        frame.nodes += nodes
        items = frame.items
        if frame.is_mapping:
            key = frame.key or ""
            self.result.marks[(*frame.prefix, key)] = (frame.key_start, frame.key_end, start, end)
            items[key] = value
            frame.key = None
        elif len(items) < MAX_ITEMS:
            self.result.marks[(*frame.prefix, len(items))] = (-1, -1, start, end)
            items.append(value)
        else:
            message = f"a list has more than {MAX_ITEMS:,} items"
            raise ReadError(RawFinding("CD009", start, end, message, "Delete those that do not belong there"))


_HANDLERS: Final[dict[type, Callable[[Composer, Any], None]]] = {
    events.ScalarEvent: Composer._scalar,
    events.AliasEvent: Composer._alias,
    events.DocumentStartEvent: Composer._document,
    **dict.fromkeys((events.MappingStartEvent, events.SequenceStartEvent), Composer._open),
    **dict.fromkeys((events.MappingEndEvent, events.SequenceEndEvent), Composer._close),
}


def _forget(marks: dict[KeyPath, Mark], path: KeyPath, value: object) -> None:
    waiting: list[tuple[KeyPath, object]] = [(path, value)]
    while waiting:
        at, one = waiting.pop()
        marks.pop(at, None)
        if isinstance(one, dict):
            waiting += [((*at, key), item) for key, item in one.items()]
        elif isinstance(one, list):
            waiting += [((*at, index), item) for index, item in enumerate(one)]
