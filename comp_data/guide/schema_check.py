"""Validate the values of a guide against the published JSON Schema, with findings at key paths.

`schemas/guide.v1.schema.json` is generated from the models, so a record is defined only once. pydantic and jsonschema
are not used: importing them takes longer than linting a guide, and their messages have neither lines nor the terms of
this field. Only the keywords that the models generate are supported; a test checks that all three always agree.
"""

import math
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from functools import cache, reduce
from typing import Any

from comp_data.base.diagnostics import Edit, Finding, Fix, KeyPath, shortened
from comp_data.base.package import GUIDE_SCHEMA, read_schema
from comp_data.base.patterns import regex
from comp_data.base.vocabulary import MAX_AMOUNT, WORDS_FOR_PATTERN, slug_of
from comp_data.base.wording import in_words
from comp_data.guide.body.cells.amounts import read_cell
from comp_data.guide.document import Document
from comp_data.values.words import nearest_key
from comp_data.values.yaml_scalars import as_date

_MAX_SUGGESTIONS = 100
"""How many unknown keys get a suggestion; a file with more is not a record at all."""

_WHOLE = "a whole number"
_GROUPED = regex(r"[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,3}(?:_[0-9]{3}){1,4}")
_PLAIN = regex(r"[-+.\w]+")
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
_AMOUNT_HELP = "Write whole units without signs or commas, such as 150000, or null if it is not known"


def check_record(document: Document) -> list[Finding]:
    """Report where front matter does not meet the schema: CD101, CD103 to CD106 and CD206; nothing without values."""
    report = _Report(document)
    if document.values is not None:
        _guide_check()(document.values, (), report)
    return report.found


class _Report:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.found: list[Finding] = []
        self.unknown_keys = 0

    def add(self, code: str, path: KeyPath, message: str, help_: str, fix: Fix | None = None) -> None:
        self.found.append(Finding(path, message, help_, fix=fix, on_key=code == "CD103", code=code))

    def missing(self, path: KeyPath, schema: dict[str, Any]) -> None:
        where = "the front matter" if len(path) == 1 else _entry(path[:-1])
        help_ = f"Add `{path[-1]}:`. {schema.get('description', '')}".rstrip()
        self.add("CD101", path, f"{path[-1]} is missing from {where}", help_)

    def unknown(self, path: KeyPath, known: list[str], beside: dict[str, Any]) -> None:
        key = str(path[-1])
        self.unknown_keys += 1
        nearest, fix = nearest_key(key, known) if self.unknown_keys <= _MAX_SUGGESTIONS else None, None
        help_ = f"Did you mean {nearest}?" if nearest else f"Delete it; the known keys are {', '.join(known)}"
        if nearest and nearest not in beside and nearest != key.strip() and self.document.knows(path):
            at = self.document.span(path, on_key=True)
            written = self.document.text[slice(*self.document.offsets_of(at))]  # in quotes or not
            edit = Edit(at, written.replace(key, nearest) if key in written else nearest)
            fix = Fix(f"rename {shortened(key)} to {nearest}", (edit,), safe=False)
        where = "the front matter" if len(path) == 1 else f"an entry of {path[0]}"
        self.add("CD103", path, f"{shortened(key)} is not a key of {where}", help_, fix)

    def wrong_type(self, path: KeyPath, value: object, noun: str, help_: str, *, may_be_any: bool = False) -> None:
        """Report a value of another type; `may_be_any` says that any text is valid, so that quotes are enough."""
        message = f"{_entry(path)} is {_describe(value)}, not {noun}"
        fix = self._retyped(path, value, noun)
        self.add("CD104", path, message, "Put it in quotes" if fix and may_be_any else help_, fix)

    def invalid(self, path: KeyPath, value: object, wanted: str, accepts: Callable[[str], bool] | None = None) -> None:
        code = "CD106" if path == ("schema_version",) else "CD105"
        shown = shortened(str(value)) or "blank"
        if isinstance(value, str) and value.strip() not in ("", value):
            shown += " with blanks around it"
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and "date" in wanted:
            self.add(code, path, f"{_entry(path)} is {value}, which is not a calendar date", "Correct the date")
        else:
            meant = next(filter(accepts, _other_forms(value)), None) if accepts and isinstance(value, str) else None
            fix = self._writing(path, meant) if meant else None
            self.add(code, path, f"{_entry(path)} is {shown}; it must be {wanted}", f"Write {wanted}", fix)

    def _writing(self, path: KeyPath, text: str, title: str | None = None) -> Fix | None:
        """Return the fix that writes a value in another form; None if it is reached through an alias."""
        edit = self.document.replacing(path, text)
        return Fix(title or f"write {text}", (edit,), safe=False) if self.document.knows(path) else None

    def _retyped(self, path: KeyPath, value: object, noun: str) -> Fix | None:
        """A fix that writes the same value as the right type, if no other meaning is possible."""
        written = None
        if "number" in noun and isinstance(value, str):
            entry: Any = reduce(lambda at, key: at[key], path[:-1], self.document.values)
            currency = entry.get("currency") if isinstance(entry, dict) else None
            written = _number_in(value, currency, whole=noun == _WHOLE)
        elif noun == _WHOLE and isinstance(value, float) and value.is_integer() and abs(value) <= MAX_AMOUNT:
            # `155.000` may be the 155,000 of a language with points between thousands.
            written = None if self.document.source(path).endswith(".000") else str(int(value))
        elif noun == "text" and isinstance(value, int | float | date):
            source = self.document.source(path)
            written = f'"{source}"' if _PLAIN.fullmatch(source) else None
        title = "put it in quotes" if noun == "text" else f"write it as {noun}"
        return self._writing(path, written, title) if written else None


def _number_in(text: str, currency: object, *, whole: bool) -> str | None:
    """Return the one figure that a text is: `200,000`, `$200K` in an entry of its currency, or `10%`."""
    if _GROUPED.fullmatch(text):
        return str(int(re.sub("[,_]", "", text)))
    cell = read_cell(text)
    amounts = cell.amounts
    if cell.notes or cell.problem or cell.second or cell.years not in (None, 1):
        return None
    if not whole:
        return f"{cell.pct_low:g}" if cell.pct_low is not None and cell.pct_low == cell.pct_high else None
    if amounts is None or amounts.low != amounts.high or (len(amounts.sign) == 3 and amounts.sign != currency):
        return None
    return str(int(amounts.low)) if amounts.low is not None and float(amounts.low).is_integer() else None


def _other_forms(text: str) -> Iterator[str]:
    text = text[:40].strip()
    yield from filter(None, (text.lower(), text.upper(), slug_of(text)))
    for form in _DATES:
        with suppress(ValueError):
            yield str(datetime.strptime(text, form).date())
    yield "-".join(sorted(re.split(r"[\W_]+", text.upper())))  # Q4 2025


def _entry(path: KeyPath) -> str:
    """Name a key path for a message: the key, or the list entry by its number from 1."""
    last = path[-1]
    return last if isinstance(last, str) else f"{path[-2]} entry {last + 1}"


def _describe(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    if isinstance(value, str):
        return f'the text "{shortened(value)}"' if value.strip() else "blank text"
    return f"the date {value}" if isinstance(value, date) else f"the number {shortened(str(value))}"


Check = Callable[[Any, KeyPath, _Report], None]


@cache
def _guide_check() -> Check:
    return _compile(read_schema(GUIDE_SCHEMA))


def _compile(schema: dict[str, Any]) -> Check:
    if "$ref" in schema:
        return _compile(read_schema(GUIDE_SCHEMA)["$defs"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return _check_any_of(*schema["anyOf"])
    if "const" in schema or "enum" in schema:
        return _check_choices(schema.get("enum") or [schema["const"]])
    checks = {"object": _check_mapping, "array": _check_list, "string": _check_text}
    return checks.get(schema["type"], _check_number)(schema)


def _check_any_of(first: dict[str, Any], second: dict[str, Any]) -> Check:
    """Check a value that may be null, or a source, which is a name or a mapping."""
    check = _compile(first)
    if second == {"type": "null"}:
        return lambda value, path, report: None if value is None else check(value, path, report)
    mapping = _compile(second)

    def check_text_or_mapping(value: Any, path: KeyPath, report: _Report) -> None:
        if type(value) is dict:
            mapping(value, path, report)
        elif type(value) is str:
            check(value, path, report)
        else:
            report.wrong_type(path, value, "a name or a mapping", "Write the name of the source")

    return check_text_or_mapping


def _check_choices(choices: list[Any]) -> Check:
    allowed = frozenset(choices)
    kind = type(choices[0])
    wanted = "an ISO 4217 code such as USD, EUR, GBP" if "USD" in allowed else in_words([*map(str, choices)], "or")

    def check(value: Any, path: KeyPath, report: _Report) -> None:
        if type(value) is not kind and path == ("schema_version",):
            report.invalid(path, _describe(value), wanted)
        elif type(value) is not kind:
            report.wrong_type(path, value, "text", f"Write {wanted}")
        elif value not in allowed:
            report.invalid(path, value, wanted, allowed.__contains__)

    return check


def _check_text(schema: dict[str, Any]) -> Check:
    pattern = schema.get("pattern", "")
    search: Callable[[str], object] = re.compile(pattern).search if pattern else str
    is_date = schema.get("format") == "date"
    wanted = WORDS_FOR_PATTERN.get(pattern, "text")
    least = schema.get("minLength", 0)
    about = f". {schema['description']}" if wanted == "text" and "description" in schema else ""

    def is_valid(text: str) -> bool:
        return len(text) >= least and search(text) is not None and (not is_date or as_date(text) is not None)

    def check(value: Any, path: KeyPath, report: _Report) -> None:
        if is_date and type(value) is date:
            return
        if type(value) is not str:
            noun, is_any = "a date" if is_date else "text", wanted == "text"
            report.wrong_type(path, value, noun, f"Write {wanted}{about}", may_be_any=is_any)
        elif not is_valid(value):
            report.invalid(path, value, wanted, is_valid if pattern else None)

    return check


def _check_number(schema: dict[str, Any]) -> Check:
    whole = schema["type"] == "integer"
    types = (int,) if whole else (int, float)
    noun, help_ = (_WHOLE, _AMOUNT_HELP) if whole else ("a number", "Write a number such as 4 or 12.5")
    least, most, above = schema.get("minimum"), schema.get("maximum"), schema.get("exclusiveMinimum")

    def check(value: Any, path: KeyPath, report: _Report) -> None:
        if type(value) is float and not math.isfinite(value):
            text = "infinite" if math.isinf(value) else "not a number"
            report.add("CD206", path, f"{_entry(path)} is {text}", "Write the figure, or null if it is not known")
        elif type(value) not in types:
            report.wrong_type(path, value, noun, help_)
        elif most is not None and value > most:
            report.invalid(path, value, f"at most {most:,}")
        elif least is not None and value < least:
            report.invalid(path, value, f"at least {least:,}")
        elif above is not None and value <= above:
            report.invalid(path, value, f"a number over {above:,}")

    return check


def _check_list(schema: dict[str, Any]) -> Check:
    check_item, least = _compile(schema["items"]), schema.get("minItems", 0)

    def check(value: Any, path: KeyPath, report: _Report) -> None:
        if type(value) is not list:
            report.wrong_type(path, value, "a list", f"Write the entries of {_entry(path)} as a list")
            return
        if len(value) < least:
            help_ = "Add an entry, or delete the key if it is optional"
            report.add("CD105", path, f"{_entry(path)} is an empty list", help_)
        for index, item in enumerate(value):
            check_item(item, (*path, index), report)

    return check


def _check_mapping(schema: dict[str, Any]) -> Check:
    described = schema["properties"]
    checks = {key: _compile(value) for key, value in described.items()}
    names = list(described)
    required = schema.get("required", ())
    extra = schema["additionalProperties"]
    check_extra = _compile(extra) if extra else None

    def check(value: Any, path: KeyPath, report: _Report) -> None:
        if type(value) is not dict:
            report.wrong_type(path, value, "a mapping", "Write `key: value` lines, indented below it")
            return
        if missing := [key for key in required if key not in value]:
            unknown = [key for key in value if key not in checks][:_MAX_SUGGESTIONS]
            misspelt = {nearest_key(key, names) for key in unknown}
            for key in (key for key in missing if key not in misspelt):
                report.missing((*path, key), described[key])
        for key, item in value.items():
            if (known := checks.get(key, check_extra)) is None:
                report.unknown((*path, key), names, value)
            else:
                known(item, (*path, key), report)

    return check
