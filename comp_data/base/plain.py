"""Results as plain data: dicts, lists and JSON values, and mappings that cannot be changed."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from json import dumps
from math import isfinite
from typing import Any, Never, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class FrozenDict(dict[_Key, _Value]):
    """A dict that cannot be changed: web frameworks and pickle take it as a dict."""

    def _refuse(self, *_: Any, **__: Any) -> Never:
        raise TypeError("this mapping cannot be changed")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenDict, (dict(self),)


class Plain:
    """A result that can be written as plain data; a named tuple has no other base, and calls these methods itself."""

    __slots__ = ()

    def to_dict(self: object) -> dict[str, Any]:
        """Return the fields by name as JSON data: dates as text, guides by their ids."""
        return dict(plain(self))

    def to_json(self: object) -> str:
        """Return `to_dict()` as JSON, for which `schemas/` has a schema."""
        return dumps(plain(self))


def plain(value: Any) -> Any:
    """Return a value as JSON data: named tuples and dataclasses as dicts by field, dates as text, records by id."""
    if isinstance(value, float):
        return value if isfinite(value) else None  # JSON has no infinity
    if value is None or (isinstance(value, str | int) and not isinstance(value, enum.Enum)):
        return value
    if isinstance(value, enum.Enum):
        return value.name.lower()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    names = getattr(value, "_fields", None) or ([one.name for one in fields(value)] if is_dataclass(value) else None)
    if names is not None:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Sequence | frozenset) and not isinstance(value, bytes):
        return [plain(one) for one in value]
    if isinstance(value, date | time):  # a datetime is a date
        return value.isoformat()
    return getattr(value, "id", None) or str(value)  # of a guide its id
