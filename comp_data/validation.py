"""A guide's values against the published JSON Schema, as findings at key paths.

`schemas/guide.v1.schema.json` is generated from the models and read here, so there is one definition of a
record. It is checked without importing pydantic or jsonschema, which together take longer to start than a
guide takes to lint, and because their messages know neither lines nor the words of this field. Only the
keywords that the models generate are read; a test holds this module, the models and jsonschema to one verdict.
"""

import json
import math
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from comp_data.diagnostics import Edit, Finding, Fix, KeyPath
from comp_data.document import Document
from comp_data.formats import MAX_AMOUNT, SCHEMA_VERSION, WORDS_FOR_PATTERN
from comp_data.resources import resource_folder
from comp_data.scalars import as_date

GUIDE_SCHEMA = "guide.v1.schema.json"

_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "object": "a mapping",
    "array": "a list",
    "boolean": "true or false",
    "null": "null",
}


@cache
def read_schema(name: str) -> dict[str, Any]:
    """One of the schemas that come with the package, by its file name."""
    schema: dict[str, Any] = json.loads((resource_folder("schemas") / name).read_text("utf-8"))
    return schema


def check_record(document: Document) -> list[Finding]:
    """What of a guide's front matter does not meet the schema: codes CD101, CD103 to CD106 and CD206.

    Empty for a document without values, whose problems are its own.
    """
    found: list[Finding] = []
    if document.values is not None:
        _guide_check()(document.values, (), _Report(document, found))
    return found


class _Report:
    """Collects findings in the words of the field."""

    def __init__(self, document: Document, found: list[Finding]) -> None:
        self.document = document
        self.found = found

    def add(
        self,
        code: str,
        path: KeyPath,
        message: str,
        help_: str | None = None,
        fix: Fix | None = None,
        on_key: bool = False,
    ) -> None:
        self.found.append(Finding(path, message, help_, fix=fix, on_key=on_key, code=code))

    def missing(self, path: KeyPath, schema: dict[str, Any]) -> None:
        where = "the front matter" if len(path) == 1 else _entry(path[:-1])
        description = schema.get("description", "")
        self.add("CD101", path, f"{where} has no {path[-1]}", f"Add `{path[-1]}:`. {description}".rstrip())

    def unknown(self, path: KeyPath, known: list[str]) -> None:
        key = str(path[-1])
        nearest = _nearest(key, known)
        help_ = f"Did you mean {nearest}?" if nearest else f"Known keys: {', '.join(known)}"
        fix = None
        if nearest and (*path[:-1], nearest) not in _paths_beside(self.document, path):
            edit = Edit(self.document.span(path, on_key=True), nearest)
            fix = Fix(f"rename {key} to {nearest}", (edit,), safe=False)
        where = (
            "a record" if len(path) == 1 else "an entry of compensation" if path[0] == "compensation" else str(path[0])
        )
        self.add("CD103", path, f"{key} is not a key of {where}", help_, fix, on_key=True)

    def wrong_type(self, path: KeyPath, value: object, kind: str) -> None:
        name = _entry(path)
        wanted = _KINDS[kind]
        self.add(
            "CD104",
            path,
            f"{name} is {_describe(value)}, not {wanted}",
            f"Write {wanted}",
            self._retyped(path, value, kind),
        )

    def not_finite(self, path: KeyPath, value: float) -> None:
        text = "infinite" if math.isinf(value) else "not a number"
        self.add("CD206", path, f"{_entry(path)} is {text}", "Write the amount, or null where it is not known")

    def invalid(self, path: KeyPath, value: object, wanted: str) -> None:
        code = "CD106" if path == ("schema_version",) else "CD105"
        shown = f"{_show(value)}; it must be" if value != "" else "empty; it must be"
        self.add(code, path, f"{_entry(path)} is {shown} {wanted}", f"Write {wanted}")

    def _retyped(self, path: KeyPath, value: object, kind: str) -> Fix | None:
        """The same characters as the other type, where they can only have meant that."""
        span = self.document.span(path)
        if kind in ("integer", "number") and isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}", value):
            return Fix("write it as a number", (Edit(span, str(int(value))),), safe=False)
        if kind == "integer" and isinstance(value, float) and value.is_integer() and abs(value) <= MAX_AMOUNT:
            return Fix("write it as a whole number", (Edit(span, str(int(value))),), safe=False)
        if kind == "string" and isinstance(value, int | float | date):
            return Fix("put it in quotes", (Edit(span, f'"{self.document.source(path)}"'),), safe=False)
        return None


def _paths_beside(document: Document, path: KeyPath) -> set[KeyPath]:
    values: Any = document.values
    for part in path[:-1]:
        values = values[part]
    return {(*path[:-1], key) for key in values}


def _entry(path: KeyPath) -> str:
    """A key path as messages write it: the key, or the list entry by its number from 1."""
    last = path[-1]
    return last if isinstance(last, str) else f"{path[-2]} entry {last + 1}"


def _show(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _describe(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return f"{str(value).lower()} (true or false)"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return f'the text "{_show(value)}"' if value else "empty text"
    return f"the date {value}" if isinstance(value, date) else f"the number {_show(value)}"


def _nearest(key: str, known: list[str]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - only a finding needs it

    close = get_close_matches(key[:80].lower().replace("-", "_").replace(" ", "_"), known, n=1, cutoff=0.7)
    return close[0] if close else None


Check = Callable[[Any, KeyPath, _Report], None]


@cache
def _guide_check() -> Check:
    schema = read_schema(GUIDE_SCHEMA)
    return _compile(schema, schema["$defs"])


def _compile(schema: dict[str, Any], definitions: dict[str, Any]) -> Check:
    if "$ref" in schema:
        return _compile(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions)
    if "anyOf" in schema:
        return _compile_any_of(schema["anyOf"], definitions)
    if "const" in schema:
        return _check_choices([schema["const"]])
    if "enum" in schema:
        return _check_choices(schema["enum"])
    kind = schema["type"]
    if kind == "object":
        return _check_mapping(schema, definitions)
    if kind == "array":
        return _check_list(schema, _compile(schema["items"], definitions))
    return _check_text(schema) if kind == "string" else _check_number(schema)


def _compile_any_of(branches: list[dict[str, Any]], definitions: dict[str, Any]) -> Check:
    nullable = {"type": "null"} in branches
    others = [branch for branch in branches if branch != {"type": "null"}]
    check = _compile(others[0], definitions)
    if len(others) == 1 and nullable:

        def check_nullable(value: Any, path: KeyPath, report: _Report) -> None:
            if value is not None:
                check(value, path, report)

        return check_nullable
    mapping = _compile(next(branch for branch in others if branch.get("type") == "object"), definitions)

    def check_text_or_mapping(value: Any, path: KeyPath, report: _Report) -> None:
        (check if isinstance(value, str) else mapping)(value, path, report)

    return check_text_or_mapping


def _check_choices(choices: list[Any]) -> Check:
    allowed = frozenset(choices)
    kind = "integer" if isinstance(choices[0], int) else "string"
    if len(choices) > 10:
        wanted = f"an ISO 4217 code such as {', '.join(code for code in ('USD', 'EUR', 'GBP') if code in allowed)}"
    else:
        wanted = " or ".join(map(str, choices))
    types = (int,) if kind == "integer" else (str,)

    def check(value: Any, path: KeyPath, report: _Report) -> None:
        if type(value) not in types:
            if path == ("schema_version",):
                report.invalid(path, _describe(value), str(SCHEMA_VERSION))
            else:
                report.wrong_type(path, value, kind)
        elif value not in allowed:
            report.invalid(path, value, wanted)

    return check


def _check_text(schema: dict[str, Any]) -> Check:
    pattern = schema.get("pattern")
    search = re.compile(pattern).search if pattern else None
    is_date = schema.get("format") == "date"
    wanted = WORDS_FOR_PATTERN[pattern] if pattern else "text"
    least = schema.get("minLength", 0)

    def check(value: Any, path: KeyPath, report: _Report) -> None:
        if is_date and type(value) is date:
            return
        if type(value) is not str:
            report.wrong_type(path, value, "string")
        elif len(value) < least or (search and not search(value)) or (is_date and as_date(value) is None):
            report.invalid(path, value, wanted)

    return check


def _check_number(schema: dict[str, Any]) -> Check:
    kind = schema["type"]
    types = (int,) if kind == "integer" else (int, float)
    least, most, above = schema.get("minimum"), schema.get("maximum"), schema.get("exclusiveMinimum")

    def check(value: Any, path: KeyPath, report: _Report) -> None:
        if type(value) is float and not math.isfinite(value):
            report.not_finite(path, value)
        elif type(value) not in types:
            report.wrong_type(path, value, kind)
        elif most is not None and value > most:
            report.invalid(path, value, f"at most {most:,}")
        elif least is not None and value < least:
            report.invalid(path, value, f"at least {least:,}")
        elif above is not None and value <= above:
            report.invalid(path, value, f"over {above:,}")

    return check


def _check_list(schema: dict[str, Any], check_item: Check) -> Check:
    least = schema.get("minItems", 0)

    def check(value: Any, path: KeyPath, report: _Report) -> None:
        if type(value) is not list:
            report.wrong_type(path, value, "array")
            return
        if len(value) < least:
            report.add("CD105", path, f"{_entry(path)} is an empty list", f"Add at least {least} entry")
        for index, item in enumerate(value):
            check_item(item, (*path, index), report)

    return check


def _check_mapping(schema: dict[str, Any], definitions: dict[str, Any]) -> Check:
    described = schema.get("properties", {})
    checks = {key: _compile(value, definitions) for key, value in described.items()}
    required = [key for key in schema.get("required", ()) if key in described]
    extra = schema.get("additionalProperties", False)
    check_extra = _compile(extra, definitions) if extra else None

    def check(value: Any, path: KeyPath, report: _Report) -> None:
        if type(value) is not dict:
            report.wrong_type(path, value, "object")
            return
        for key in required:
            if key not in value:
                report.missing((*path, key), described[key])
        for key, item in value.items():
            known = checks.get(key, check_extra)
            if known is None:
                report.unknown((*path, key), list(described))
            else:
                known(item, (*path, key), report)

    return check
