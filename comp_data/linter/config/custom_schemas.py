"""JSON Schemas of the user's own: read once, never fetching what they refer to."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from comp_data.base.diagnostics import KeyPath, shortened
from comp_data.base.errors import UsageError
from comp_data.base.files import read_whole

_MOST: Final = 1 << 24
"""The most that a schema may hold: 16 MiB."""


@cache
def schema_text(file: str) -> str:
    """The text of a schema file; raises UsageError for one that cannot be read."""
    try:
        return read_whole(Path(file), _MOST).decode("utf-8")
    except (OSError, ValueError) as error:
        raise _unusable(file, error) from error


@cache
def load_schema(file: str) -> Any:
    """The validator of a schema file; raises UsageError for one that cannot be used."""
    from jsonschema.exceptions import SchemaError  # noqa: PLC0415 - only users of --schema pay for it
    from jsonschema.validators import Draft202012Validator, validator_for  # noqa: PLC0415 - the same
    from referencing import Registry  # noqa: PLC0415 - the same

    try:
        schema = json.loads(schema_text(file))
    except (ValueError, RecursionError) as error:
        raise _unusable(file, error) from error
    if not isinstance(schema, dict | bool):
        raise UsageError(f"{file} is not a JSON Schema: it must be an object")
    validator: Any = validator_for(schema, default=Draft202012Validator)
    try:
        validator.check_schema(schema)
    except SchemaError as error:
        raise UsageError(f"{file} is not a JSON Schema: {error.message}") from error
    # An empty registry: a reference to another document is an error, never a request.
    return validator(schema, registry=Registry(), format_checker=validator.FORMAT_CHECKER)


def _unusable(file: str, error: Exception) -> UsageError:
    return UsageError(f"{file} cannot be read as a JSON Schema: {getattr(error, 'strerror', None) or error}")


def violations(validator: Any, values: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Where and how front matter does not meet a schema, in the order of the file's keys.

    Raises UsageError for a schema that refers to another document, or to itself without end.
    """
    from referencing.exceptions import Unresolvable  # noqa: PLC0415 - only users of --schema pay for it

    try:
        errors = sorted(validator.iter_errors(_as_json(values)), key=lambda one: list(map(str, one.absolute_path)))
    except Unresolvable as error:
        raise UsageError(f"the schema refers to {error.ref}, which is not in it; nothing is ever fetched") from error
    except RecursionError as error:
        raise UsageError("the schema refers to itself without end") from error
    for violation in errors:
        path: KeyPath = tuple(violation.absolute_path)
        yield path, shortened(str(violation.message), 200)


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
