"""The tables of a dataset, with documented, typed columns; frames, SQL and exports are built from them."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final, Literal, NamedTuple

from comp_data.base.package import GUIDE_SCHEMA, read_schema

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


_SCHEMA: Final = read_schema(GUIDE_SCHEMA)
_TYPES: Final[dict[str, ColumnType]] = {"string": "text", "integer": "integer", "number": "number"}


def _stated(names: str, of: Mapping[str, Any] = _SCHEMA) -> Iterator[Column]:
    """Yield the columns of keys of the format, with the types and descriptions of its JSON Schema."""
    for name in names.split():
        described = of["properties"][name]
        kind, *null = described.get("anyOf", [described])
        column_type = "date" if "format" in kind else _TYPES[kind["type"]]
        yield Column(name, column_type, described["description"], is_required=not null)


_of_entry = partial(_stated, of=_SCHEMA["$defs"]["Compensation"])

_GUIDE = Column("guide", "text", "The guide that the row belongs to: company/role, the id in guides.", True)
_POSITION = Column("position", "integer", "Position of the row within its guide, from 1.", True)
_BASES = "or also the body's bonus, the body's vesting, the body's bonus and vesting"
_YEARLY = "a year, in currency"
_OUTSIDE = "0 is under the lowest known one, 100 over the highest"

GUIDES = Relation(
    "guides",
    "One row per guide: one role at one company.",
    (
        Column("id", "text", "company/role, unique.", True),
        *_stated("company company_display role role_display role_type industry hq_location public_or_private ticker"),
        *_stated("employee_count_range author last_updated data_quality salary_data_quarter next_review_due"),
        *_stated("negotiation_dna_summary schema_version"),
    ),
    ("id",),
)

PAY = Relation(
    "pay",
    "One row per pay range: one region, and level, of one guide. Amounts are in whole units of currency.",
    (
        _GUIDE,
        _POSITION,
        *_stated("company role"),
        *_of_entry("region"),
        Column("place", "text", "The region's canonical name: NYC is New York. Null if unknown or ambiguous."),
        Column("country", "text", "ISO 3166 code of the region's country; null for none or several."),
        *_of_entry("level currency base_low base_high stock_low stock_high stock_type stock_vest_years"),
        Column("stock_vest_schedule", "text", "Percentages of the grant by year: 5/15/40/40."),
        *_of_entry("bonus_pct bonus_pct_high bonus_low bonus_high signing_bonus_low signing_bonus_high"),
        *_of_entry("total_comp_low total_comp_high"),
        Column("formula_low", "integer", "base + stock / vesting years + bonus, low end, as the linter computes it."),
        Column("formula_high", "integer", "base + stock / vesting years + bonus, high end, as the linter computes it."),
        Column("formula_basis", "text", f"What it rests on: front matter, {_BASES}. Null if there is none."),
        Column("formula_reason", "text", "Why there is no formula_low and formula_high."),
        Column("deviation_low_pct", "number", "Percentage by which total_comp_low is over (or under) formula_low."),
        Column("deviation_high_pct", "number", "Percentage by which total_comp_high is over (or under) formula_high."),
        Column("market_p10", "number", f"10th percentile of the official wages, {_YEARLY}."),
        Column("market_p25", "number", f"25th percentile of the official wages, {_YEARLY}."),
        Column("market_median", "number", f"Median of the official wages for role and place, {_YEARLY}."),
        Column("market_p75", "number", f"75th percentile of the official wages, {_YEARLY}."),
        Column("market_p90", "number", f"90th percentile of the official wages, {_YEARLY}."),
        Column("market_percentile_low", "number", f"Percentile of base_low among these wages; {_OUTSIDE}."),
        Column("market_percentile_high", "number", f"Percentile of base_high among these wages; {_OUTSIDE}."),
        Column("market_area", "text", "Area of the official wages; null if base cannot be compared."),
        Column("market_occupation", "text", "Occupation of the official wages."),
        Column("market_source", "text", "Source and release of the official wages: BLS OEWS, May 2025."),
    ),
    ("guide", "position"),
)

PAY_PLACES = Relation(
    "pay_places",
    "One row for each place that a pay range is for: two for Remote US / Canada.",
    (
        _GUIDE,
        Column("position", "integer", "Position of the pay range within its guide, as in pay.", True),
        Column("place", "text", "Canonical name of the place: NYC is New York.", True),
        Column("kind", "text", "What the place is: city, area, state, country, region, remote or market.", True),
        Column("metro", "text", "The metropolitan area around the place."),
        Column("state", "text", "Code of its state or province."),
        Column("country", "text", "ISO 3166 code of its country; null for a place in several, such as EMEA."),
    ),
    ("guide", "position", "place"),
)

_OF_THE_BODY = (
    *("region", "place", "country", "level", "currency", "base_low", "base_high", "stock_low", "stock_high"),
    *("stock_vest_years", "stock_vest_schedule", "bonus_pct", "bonus_pct_high", "bonus_low", "bonus_high"),
    *("signing_bonus_low", "signing_bonus_high", "total_comp_low", "total_comp_high"),
)

BODY_PAY = Relation(
    "body_pay",
    "What the body's table states and front matter lacks: figures of a pay range, its levels, and pay ranges.",
    (
        _GUIDE,
        _POSITION,
        Column("pay_position", "integer", "Position in pay of what lacks the figures; null if pay has no such range."),
        *(column for column in PAY.columns if column.name in _OF_THE_BODY),
    ),
    ("guide", "position"),
)

SOURCES = Relation(
    "sources",
    "One row per source of a guide.",
    (
        _GUIDE,
        _POSITION,
        Column("name", "text", "Name of the source.", True),
        Column("url", "text", "URL of the source."),
        Column("date_accessed", "date", "Date the source was read."),
    ),
    ("guide", "position"),
)

LEVELS = Relation(
    "levels",
    "One row per entry of a guide's level mapping.",
    (
        _GUIDE,
        _POSITION,
        Column("key", "text", "internal (the company's own name), raw (a chain A = B = C), or another company.", True),
        Column("level", "text", "Name of the level there."),
    ),
    ("guide", "position"),
)

FINDINGS = Relation(
    "findings",
    "One row per finding of the linter, made only if asked for.",
    (
        Column("guide", "text", "The guide of the finding: the id in guides. Null if its file is not a valid record."),
        Column("position", "integer", "Position of the row in pay that the finding is about; null for none."),
        Column("region", "text", "The region that the finding is about."),
        Column("level", "text", "The level that the finding is about."),
        Column("key_path", "text", "The value that the finding is about: compensation[0].base_low."),
        Column("code", "text", "Code of the rule: CD201.", True),
        Column("name", "text", "Name of the rule: total-mismatch.", True),
        Column("severity", "text", "error, warning or info.", True),
        Column("path", "text", "File of the finding.", True),
        Column("line", "integer", "Line of the finding in its file, from 1.", True),
        Column("message", "text", "What is wrong.", True),
        Column("help", "text", "What to do."),
        Column("fingerprint", "text", "Identifier that stays the same while the figures do, unique.", True),
    ),
    ("fingerprint",),
)

RELATIONS = (GUIDES, PAY, PAY_PLACES, BODY_PAY, SOURCES, LEVELS)
"""The tables that are always made; the first column of each but guides refers to a guide."""

ALL_RELATIONS = (*RELATIONS, FINDINGS)
"""All tables, with findings, which takes a run of the linter."""
