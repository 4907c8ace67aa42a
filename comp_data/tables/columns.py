"""The tables of a dataset, with documented, typed columns; frames, SQL and exports are built from them."""

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

from comp_data.base.package import GUIDE_SCHEMA, read_beside, read_schema

ColumnType = Literal["text", "integer", "number", "date"]
RelationName = Literal["guides", "pay", "sources", "levels", "pay_places", "body_pay", "findings"]


class Column(NamedTuple):
    """A column; an `integer` has at most 53 bits, a `number` may have a fraction, a `date` has no time."""

    name: str
    type: ColumnType
    description: str
    is_required: bool = False


class Relation(NamedTuple):
    """A table: its columns in order, and the columns of its primary key."""

    name: RelationName
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


_READ: Final[dict[str, dict[str, Any]]] = read_beside(__file__, "tables.json")
_SCHEMA: Final = read_schema(GUIDE_SCHEMA)
_TYPES: Final[dict[str, ColumnType]] = {"string": "text", "integer": "integer", "number": "number"}


def _keys(properties: Mapping[str, Any]) -> dict[str, Column]:
    """Return the columns of keys of the format, with the types and descriptions of its JSON Schema."""
    columns = {}
    for name, described in properties.items():
        kind, *null = described.get("anyOf", [described])
        column_type = "date" if "format" in kind else _TYPES.get(kind.get("type"))
        if column_type is not None:
            columns[name] = Column(name, column_type, described["description"], is_required=not null)
    return columns


_KEYS: Final = {"guide": _keys(_SCHEMA["properties"]), "entry": _keys(_SCHEMA["$defs"]["Compensation"]["properties"])}


def _relation(name: RelationName) -> Relation:
    columns: list[Column] = []
    for read in _READ[name]["columns"]:
        if "of" in read:  # the keys of a guide, of an entry of compensation, or columns of another table
            known = _KEYS.get(read["of"]) or {column.name: column for column in PAY.columns}
            columns += [known[key] for key in read["keys"].split()]
        else:
            columns.append(Column(read["name"], read["type"], read["description"], read.get("required", False)))
    return Relation(name, _READ[name]["description"], tuple(columns), tuple(_READ[name]["key"]))


GUIDES: Final = _relation("guides")
PAY: Final = _relation("pay")
PAY_PLACES: Final = _relation("pay_places")
BODY_PAY: Final = _relation("body_pay")
SOURCES: Final = _relation("sources")
LEVELS: Final = _relation("levels")
FINDINGS: Final = _relation("findings")

RELATIONS = (GUIDES, PAY, PAY_PLACES, BODY_PAY, SOURCES, LEVELS)
"""The tables that are always made; the first column of each but guides refers to a guide."""

ALL_RELATIONS = (*RELATIONS, FINDINGS)
"""All tables, with findings, which takes a run of the linter."""
