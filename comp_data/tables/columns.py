"""The tables of a dataset, with documented, typed columns; frames, SQL and exports are built from them."""

from typing import Literal, NamedTuple

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


_GUIDE = Column("guide", "text", "The guide that the row belongs to: company/role, the id in guides.", True)
_POSITION = Column("position", "integer", "Position of the row within its guide, from 1.", True)
_AMOUNT = "in whole units of currency"
_BASES = "or also the body's bonus, the body's vesting, the body's bonus and vesting"
_YEARLY = "a year, in currency"
_OUTSIDE = "0 is under the lowest known one, 100 over the highest"

GUIDES = Relation(
    "guides",
    "One row per guide: one role at one company.",
    (
        Column("id", "text", "company/role, unique.", True),
        Column("company", "text", "The company's slug.", True),
        Column("company_display", "text", "The company's name as people write it."),
        Column("role", "text", "The role's slug.", True),
        Column("role_display", "text", "The role's name as people write it."),
        Column("role_type", "text", "standard or specialty.", True),
        Column("industry", "text", "The company's industry."),
        Column("hq_location", "text", "Location of the company's headquarters."),
        Column("public_or_private", "text", "public or private: whether the shares are publicly traded."),
        Column("ticker", "text", "Stock ticker symbol."),
        Column("employee_count_range", "text", "Number of employees: 1000-5000."),
        Column("author", "text", "Author of the guide."),
        Column("last_updated", "date", "Date of the last change of the figures.", True),
        Column("data_quality", "text", "high, medium or low: how well sources support the figures.", True),
        Column("salary_data_quarter", "text", "Quarter of the figures: 2025-Q4.", True),
        Column("next_review_due", "date", "Date by which the figures should be reviewed.", True),
        Column("negotiation_dna_summary", "text", "The guide's summary in one line."),
        Column("schema_version", "integer", "Version of the guide's format.", True),
    ),
    ("id",),
)

PAY = Relation(
    "pay",
    "One row per pay range: one region of one guide, and one level if the guide has levels.",
    (
        _GUIDE,
        _POSITION,
        Column("company", "text", "The company's slug.", True),
        Column("role", "text", "The role's slug.", True),
        Column("region", "text", "The region as the guide writes it.", True),
        Column("place", "text", "The region's canonical name: NYC is New York. Null if unknown or ambiguous."),
        Column("country", "text", "ISO 3166 code of the region's country; null for none or several."),
        Column("level", "text", "The level of the row, if the guide has levels."),
        Column("currency", "text", "ISO 4217 code of every amount in the row.", True),
        Column("base_low", "integer", f"Base salary a year, low end, {_AMOUNT}."),
        Column("base_high", "integer", f"Base salary a year, high end, {_AMOUNT}."),
        Column("stock_low", "integer", f"The whole equity grant, low end, {_AMOUNT}."),
        Column("stock_high", "integer", f"The whole equity grant, high end, {_AMOUNT}."),
        Column("stock_type", "text", "Kind of grant: RSU, options."),
        Column("stock_vest_years", "number", "Vesting years as stated; null means those of the schedule, else 4."),
        Column("stock_vest_schedule", "text", "Percentages of the grant by year: 5/15/40/40."),
        Column("bonus_pct", "number", "Target bonus in percent of base; the low end of a range."),
        Column("bonus_pct_high", "number", "Target bonus in percent of base, high end of a range."),
        Column("bonus_low", "integer", f"Bonus as an amount a year, low end, {_AMOUNT}."),
        Column("bonus_high", "integer", f"Bonus as an amount a year, high end, {_AMOUNT}."),
        Column("signing_bonus_low", "integer", f"Signing bonus, paid once, low end, {_AMOUNT}."),
        Column("signing_bonus_high", "integer", f"Signing bonus, paid once, high end, {_AMOUNT}."),
        Column("total_comp_low", "integer", f"Total compensation a year as stated, low end, {_AMOUNT}."),
        Column("total_comp_high", "integer", f"Total compensation a year as stated, high end, {_AMOUNT}."),
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
