"""The types of fields that records have: how values are validated, and how the JSON Schema describes them."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, PlainSerializer
from pydantic.functional_validators import AfterValidator, BeforeValidator, PlainValidator, model_validator
from pydantic.json_schema import JsonSchemaValue, WithJsonSchema
from pydantic_core import CoreSchema

from comp_data.base.vocabulary import DATE_PATTERN, MAX_AMOUNT, MAX_PERCENT, QUARTER_PATTERN, SLUG_PATTERN
from comp_data.values.currencies import CODES
from comp_data.values.quarters import Quarter
from comp_data.values.yaml_scalars import as_date


def _day(value: object) -> date:
    if (day := as_date(value)) is None:
        raise ValueError("a date must be written like 2026-02-23")
    return day


def _currency(code: str) -> str:
    if code not in CODES:
        raise ValueError("a currency must be an ISO 4217 code")
    return code


def _whole(value: object) -> object:
    if type(value) is not int:
        raise ValueError("a version must be a whole number")
    return value


QuarterText = Annotated[
    Quarter,
    PlainValidator(lambda value: value if isinstance(value, Quarter) else Quarter.parse(str(value))),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": QUARTER_PATTERN}),
]
Version = Annotated[Literal[1], BeforeValidator(_whole)]
Slug = Annotated[str, Field(pattern=SLUG_PATTERN)]
_DAY_SCHEMA = WithJsonSchema({"type": "string", "format": "date", "pattern": DATE_PATTERN})
Day = Annotated[date, BeforeValidator(_day), _DAY_SCHEMA]
Currency = Annotated[str, AfterValidator(_currency), WithJsonSchema({"type": "string", "enum": sorted(CODES)})]
Name = Annotated[str, Field(min_length=1)]
Amount = Annotated[int, Field(ge=-MAX_AMOUNT, le=MAX_AMOUNT)]
_Number = Annotated[int | float, Field(allow_inf_nan=False)]
_PERCENT_SCHEMA = WithJsonSchema({"type": "number", "minimum": -MAX_PERCENT, "maximum": MAX_PERCENT})
Percent = Annotated[_Number, Field(ge=-MAX_PERCENT, le=MAX_PERCENT), _PERCENT_SCHEMA]
Share = Annotated[_Number, Field(ge=0, le=100), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100})]
Years = Annotated[_Number, Field(gt=0, le=20), WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 20})]


class Record(BaseModel):
    """A model without unknown keys or silent coercion; descriptions of fields are also those of the JSON Schema."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        use_attribute_docstrings=True,
        hide_input_in_errors=True,
        regex_engine="python-re",  # which has look-ahead
    )


class LevelMapping(Record, frozen=True, extra="allow"):
    """Equivalent levels at other companies; besides `internal` and `raw`, any company may be a key."""

    __pydantic_extra__: dict[str, str | None]

    internal: str | None = None
    """The company's own name for the level, or null."""
    raw: str | None = None
    """A chain of equivalent levels: A = B = C."""

    @property
    def companies(self) -> dict[str, str | None]:
        """The levels stated by company: `{"meta": "E3-E4"}`."""
        return dict(self.__pydantic_extra__ or {})


class DataSource(Record, frozen=True):
    """A source of figures: a name, or a name with URL and date of access."""

    name: Name
    """Name of the source: Levels.fyi."""
    url: str | None = None
    """Its https URL; never fetched."""
    date_accessed: Day | None = None
    """The date on which the figures were read there."""

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        mapping = handler.resolve_ref_schema(handler(schema))
        title, description = mapping.pop("title"), mapping.pop("description")
        name = {"type": "string", "minLength": 1, "title": "Name", "description": "The name of the source alone."}
        return {"title": title, "description": description, "anyOf": [name, mapping]}
