"""The types of the fields of records: how values are validated, and how the JSON Schema describes them."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from comp_data.base.vocabulary import DATE_PATTERN, MAX_AMOUNT, MAX_PERCENT, QUARTER_PATTERN, SLUG_PATTERN
from comp_data.values.currencies import CODES
from comp_data.values.quarters import Quarter
from comp_data.values.yaml_scalars import as_date


def _day(value: object) -> date:
    if type(value) is date:
        return value
    if isinstance(value, str) and (day := as_date(value)) is not None:
        return day
    raise ValueError("a date must be written like 2026-02-23")


def _currency(code: str) -> str:
    if code not in CODES:
        raise ValueError("a currency must be an ISO 4217 code")
    return code


def _without_bool(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("true and false are not numbers")
    return value


def _whole(value: object) -> object:
    if type(value) is not int:
        raise ValueError("a version must be a whole number")
    return value


def _matching(pattern: str) -> Callable[[str], str]:
    search = re.compile(pattern).search

    def check(text: str) -> str:
        if not search(text):
            raise ValueError(f"the text does not match {pattern}")
        return text

    return check


class QuarterText:
    """Validate and serialize a Quarter as text."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from_text = core_schema.no_info_after_validator_function(Quarter.parse, core_schema.str_schema(strict=True))
        return core_schema.json_or_python_schema(
            json_schema=from_text,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(Quarter), from_text]),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "pattern": QUARTER_PATTERN}


Version = Annotated[Literal[1], BeforeValidator(_whole)]
Slug = Annotated[
    str, AfterValidator(_matching(SLUG_PATTERN)), WithJsonSchema({"type": "string", "pattern": SLUG_PATTERN})
]
Day = Annotated[
    date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date", "pattern": DATE_PATTERN})
]
Currency = Annotated[str, AfterValidator(_currency), WithJsonSchema({"type": "string", "enum": sorted(CODES)})]
Name = Annotated[str, Field(min_length=1)]
Amount = Annotated[int, Field(ge=-MAX_AMOUNT, le=MAX_AMOUNT)]
Percent = Annotated[
    int | float,
    BeforeValidator(_without_bool),
    Field(ge=-MAX_PERCENT, le=MAX_PERCENT, allow_inf_nan=False),
    WithJsonSchema({"type": "number", "minimum": -MAX_PERCENT, "maximum": MAX_PERCENT}),
]
Share = Annotated[
    int | float,
    BeforeValidator(_without_bool),
    Field(ge=0, le=100, allow_inf_nan=False),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
]
Years = Annotated[
    int | float,
    BeforeValidator(_without_bool),
    Field(gt=0, le=20, allow_inf_nan=False),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 20}),
]
