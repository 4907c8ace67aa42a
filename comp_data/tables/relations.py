"""The tables of a dataset: typed columns, and rows of guides and findings. Null is never 0; an empty text is null."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

from comp_data.base.diagnostics import Diagnostic, fingerprints
from comp_data.base.package import GUIDE_SCHEMA, read_beside, read_schema
from comp_data.records.compensation import Compensation
from comp_data.records.filters import countries_of
from comp_data.records.models import Guide, region_named
from comp_data.values.places.lookup import read_region

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

Row = tuple[Any, ...]
"""One value for each column: str, int, float, datetime.date or None."""

_OF_MARKET = ("p10", "p25", "median", "p75", "p90", "percentile_low", "percentile_high", "area", "occupation")


class GuideFinding(NamedTuple):
    """A finding with its guide, None if the file is not a valid record, and the position of its pay range in it."""

    guide: Guide | None
    position: int | None
    diagnostic: Diagnostic


class Source(NamedTuple):
    """The records that tables are made from: guides, and a function that returns the findings when asked for."""

    guides: Sequence[Guide]
    findings: Callable[[], Sequence[GuideFinding]] = tuple

    def rows(self, relation: Relation) -> Iterator[Row]:
        """Yield the rows of a table."""
        if relation is not FINDINGS:
            yield from rows_of(relation, self.guides)
            return
        findings = self.findings()
        marks = fingerprints(found.diagnostic for found in findings)
        for (guide, position, one), mark in zip(findings, marks, strict=True):
            yield finding_row(one, guide.id if guide else None, position, mark)


def rows_of(relation: Relation, guides: Iterable[Guide]) -> Iterator[Row]:
    """Yield the rows of a table, guide by guide, with one value for each column."""
    make = _MAKERS[relation.name]
    may_be_null = [not column.is_required for column in relation.columns]
    for guide in guides:
        for row in make(guide):
            yield tuple([None if value == "" and free else value for value, free in zip(row, may_be_null, strict=True)])


def _guide_rows(guide: Guide) -> Iterator[Row]:
    values = {**guide.__dict__, "id": guide.id, "salary_data_quarter": str(guide.salary_data_quarter)}
    yield tuple(values[column.name] for column in GUIDES.columns)


def pay_row(guide: Guide, pay: Compensation) -> Row:
    """Return the row of the table pay for an entry of a guide."""
    formula, market = pay.formula(), pay.market()
    values = {
        **stated_pay(guide, pay),
        "formula_low": formula.total.low,
        "formula_high": formula.total.high,
        "formula_basis": formula.basis,
        "formula_reason": formula.reason,
        "deviation_low_pct": formula.deviation_low,
        "deviation_high_pct": formula.deviation_high,
        **{f"market_{name}": None if market is None else getattr(market, name) for name in _OF_MARKET},
        "market_source": None if market is None else f"{market.source}, {market.release}",
    }
    return tuple(values[column.name] for column in PAY.columns)


def stated_pay(guide: Guide, pay: Compensation) -> dict[str, Any]:
    """Return the values of a row of pay that need neither the body nor official wages."""
    about = {"guide": guide.id, "position": pay.position, "company": guide.company, "role": guide.role}
    return {**pay.__dict__, **_shared(pay.region, pay.stock_vest_schedule), **about}


def _shared(region: str, schedule: Iterable[float] | None) -> dict[str, Any]:
    """The values of the columns that are computed alike in pay and body_pay."""
    label = read_region(region)
    own = countries_of(region)
    return {
        "stock_vest_schedule": "/".join(f"{share:g}" for share in schedule or ()) or None,
        "place": None if label.unknown or label.ambiguous else label.canonical,
        "country": own[0] if len(own) == 1 else None,
    }


def _level_rows(guide: Guide) -> Iterator[Row]:
    mapping = guide.level_mapping
    entries = {"internal": mapping.internal, "raw": mapping.raw, **mapping.companies}
    stated = [(key, level) for key, level in entries.items() if level is not None]
    yield from ((guide.id, position, key, level) for position, (key, level) in enumerate(stated, 1))


def _body_pay_rows(guide: Guide) -> Iterator[Row]:
    kept = {None, *(pay.position for pay in guide.compensation)}
    stated = ((None if one.entry is None else one.entry + 1, one) for one in guide.body_pay())
    for position, (of_pay, one) in enumerate((found for found in stated if found[0] in kept), 1):
        values = {
            **one.values,
            **_shared(one.region, one.values.get("stock_vest_schedule")),
            "guide": guide.id,
            "position": position,
            "pay_position": of_pay,
            "region": one.region,
            "level": one.level,
            "currency": one.currency,
        }
        yield tuple(values.get(column.name) for column in BODY_PAY.columns)


_MAKERS: Final[dict[str, Callable[[Guide], Iterator[Row]]]] = {
    "guides": _guide_rows,
    "pay": lambda guide: (pay_row(guide, pay) for pay in guide.compensation),
    "sources": lambda guide: (
        (guide.id, position, source.name, source.url, source.date_accessed)
        for position, source in enumerate(guide.data_sources, 1)
    ),
    "levels": _level_rows,
    "pay_places": lambda guide: (
        (guide.id, pay.position, place.name, place.kind, place.metro, place.state, place.country)
        for pay in guide.compensation
        for place in {one.name: one for one in read_region(pay.region).places}.values()
    ),
    "body_pay": _body_pay_rows,
}


def position_of(found: Diagnostic, guide: Guide) -> int | None:
    """Find the pay range that a finding is about by its key path, else by region and level, as the body has them."""
    match found.key_path:
        case ("compensation", int(index), *_):
            return index + 1
    if found.region is None:
        return None
    try:
        region = region_named(found.region, guide.regions, guide.id)
    except KeyError:
        return None
    rows = [pay for pay in guide.compensation if pay.region == region]
    named = [pay.position for pay in rows if pay.level == found.level] or [pay.position for pay in rows]
    return named[0] if len(named) == 1 else None


def finding_row(one: Diagnostic, guide: str | None, position: int | None, fingerprint: str) -> Row:
    """Return a finding as a row of the table findings; bytes of a file name that are not UTF-8 are escaped."""
    path = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in one.key_path)
    values = {
        **one._asdict(),
        "guide": guide,
        "position": position,
        "key_path": path.removeprefix(".") or None,
        "severity": one.severity.label,
        "line": one.line,
        "fingerprint": fingerprint,
    }
    row = (values[column.name] for column in FINDINGS.columns)
    return tuple(one.encode("utf-8", "backslashreplace").decode() if isinstance(one, str) else one for one in row)
