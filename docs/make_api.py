"""Writes `docs/api.md`: the public names of the package with their docstrings.

    python docs/make_api.py [--check]

With `--check` nothing is written, and the exit code is 1 where the page is out of date.
"""

import enum
import inspect
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

import comp_data
from comp_data.base.plain import Plain
from comp_data.dataset.guide_mapping import GuideMapping
from comp_data.tables.sql import Tabular

PAGE = Path(__file__).with_name("api.md")
_HEAD = """# The library, name by name

What `import comp_data as cd` gives, made from the docstrings; [`library.md`](library.md) shows how it is used. Names
that are not on this page are not public, and may change with any version.
"""


def main() -> int:
    """Writes the page, or compares it."""
    text = page()
    if "--check" in sys.argv[1:]:
        if PAGE.exists() and PAGE.read_text("utf-8") == text:
            return 0
        print("docs/api.md is out of date: run python docs/make_api.py", file=sys.stderr)
        return 1
    PAGE.write_text(text, "utf-8")
    return 0


def page() -> str:
    """The whole page: functions, then classes, then errors."""
    named = [(name, getattr(comp_data, name)) for name in comp_data.__all__ if name != "__version__"]
    functions = [(name, value) for name, value in named if not inspect.isclass(value)]
    classes = [(name, value) for name, value in named if inspect.isclass(value) and not issubclass(value, Exception)]
    errors = [(name, value) for name, value in named if inspect.isclass(value) and issubclass(value, Exception)]
    parts = [_HEAD, "## Functions\n"]
    parts += [_function(f"cd.{name}", value) for name, value in functions]
    parts += ["## Values\n", *(_class(name, value) for name, value in classes)]
    parts += ["## Errors\n", *(_error(name, value) for name, value in errors)]
    return "\n".join(parts)


def _function(name: str, function: Callable[..., Any], level: str = "###") -> str:
    return f"{level} `{name}{_signature(function)}`\n\n{_doc(function)}\n"


def _class(name: str, kind: type) -> str:
    lines = [f"### `{name}`", "", _doc(kind), ""]
    if fields := list(_fields(kind)):
        lines += [*(f"- `{field}: {type_}`{f' — {doc}' if doc else ''}" for field, type_, doc in fields), ""]
    properties = [(at, value) for at, value in _members(kind) if isinstance(value, property | cached_property)]
    if properties:
        lines += [*(f"- `.{at}: {_returned(value)}` — {_one_line(value)}" for at, value in properties), ""]
    for at, value in _members(kind):
        if inspect.isfunction(value) or isinstance(value, classmethod):
            function: Any = getattr(value, "__func__", value)
            lines += [_function(f"{name}.{at}", function, "####")]
    return "\n".join(lines)


def _error(name: str, kind: type) -> str:
    parent = kind.__bases__[0].__name__
    return f"### `{name}({parent})`\n\n{_doc(kind)}\n"


def _fields(kind: type) -> Iterator[tuple[str, str, str]]:
    """Name, type and description of what values of a class hold."""
    if issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            yield name, _type(kind.__annotations__[name]), " ".join((field.description or "").split())
    elif issubclass(kind, enum.Enum):
        yield from ((name, repr(one.value), "") for name, one in kind.__members__.items())
    else:
        annotations = {name: type_ for one in reversed(kind.__mro__) for name, type_ in _annotated(one)}
        for name in getattr(kind, "_fields", getattr(kind, "__dataclass_fields__", ())):
            if not name.startswith("_"):
                yield name, _type(annotations[name]), ""


def _annotated(kind: type) -> Iterable[tuple[str, Any]]:
    return inspect.get_annotations(kind).items()


def _members(kind: type) -> list[tuple[str, Any]]:
    given = {**vars(GuideMapping), **vars(kind)} if issubclass(kind, GuideMapping) else dict(vars(kind))
    for base in (Plain, Tabular, comp_data.Wages):
        given |= vars(base) if issubclass(kind, base) else {}
    own = [(name, value) for name, value in given.items() if not name.startswith("_") or name == "__getitem__"]
    return [(name, value) for name, value in own if name not in vars(BaseModel) and _documented(value)]


def _documented(value: Any) -> bool:
    function = getattr(value, "fget", None) or getattr(value, "func", None) or getattr(value, "__func__", value)
    return inspect.isfunction(function) and bool(function.__doc__)


def _signature(function: Callable[..., Any]) -> str:
    signature = inspect.signature(function)
    shown: list[str] = []
    starred = False
    for name, one in signature.parameters.items():
        if name in ("self", "cls"):
            continue
        if one.kind is one.KEYWORD_ONLY and not starred:
            shown.append("*")
            starred = True
        default = (
            ""
            if one.default is one.empty
            else f" = {json.dumps(one.default) if isinstance(one.default, str) else one.default}"
        )
        shown.append(f"{name}: {_type(one.annotation)}{default}")
    return f"({', '.join(shown)}) -> {_type(signature.return_annotation)}"


def _returned(value: Any) -> str:
    function = value.fget if isinstance(value, property) else value.func
    return _type(function.__annotations__.get("return"))


def _type(annotation: Any) -> str:
    """An annotation as a person would write it, the same with every version of Python."""
    if annotation in (None, type(None)):
        return "None"
    if isinstance(annotation, str):
        return annotation.replace("_HasFolder", "Dataset")
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(arguments[0])
    if origin in (Union, UnionType):
        return " | ".join(dict.fromkeys(map(_type, arguments)))
    if origin is Literal:
        return f"Literal[{', '.join(json.dumps(one) for one in arguments)}]"
    if origin is not None:
        inner = [
            "..." if one is ... else f"[{', '.join(map(_type, one))}]" if isinstance(one, list) else _type(one)
            for one in arguments
        ]
        return f"{origin.__name__}[{', '.join(inner)}]"
    return str(getattr(annotation, "__name__", annotation))


def _doc(value: Any) -> str:
    return inspect.cleandoc(value.__doc__ or "").strip()


def _one_line(value: Any) -> str:
    function = value.fget if isinstance(value, property) else value.func
    return " ".join(_doc(function).split())


if __name__ == "__main__":
    sys.exit(main())
