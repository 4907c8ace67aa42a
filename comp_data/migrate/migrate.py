"""Build front matter for a guide from its body; what the body does not state is null, or kept, and never invented."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from comp_data.base.diagnostics import KeyPath, shortened
from comp_data.base.vocabulary import STANDARD_ROLES, is_slug, slug_of
from comp_data.comparison.rows import Pairing, entries_of
from comp_data.guide.body.entries import Entry, Remark, entry_of
from comp_data.guide.body.fields import read_level_mapping, read_summary, read_title
from comp_data.guide.body.pay_table import read_compensation_table
from comp_data.guide.body.sections import Body
from comp_data.guide.body.sources import read_sources, source_key
from comp_data.guide.body.surroundings import unconfirmed_label
from comp_data.guide.document import Document, parse_document, parse_problems
from comp_data.guide.handler import guide_text
from comp_data.guide.schema_check import check_record
from comp_data.linter.record import Record
from comp_data.linter.rules.body.tables import no_compensation_table
from comp_data.values.quarters import Quarter
from comp_data.values.yaml_scalars import as_date

REVIEW_DAYS: Final = 92
"""Days from an update to the next review, unless configured."""

Quality = Literal["high", "medium", "low"]

_BOM = "\ufeff"
Row = dict[str, Any]


class Options(NamedTuple):
    """Values that the body and path of a guide do not state; None is the default, or with `force` the old value."""

    today: date
    company: str | None = None
    role: str | None = None
    updated: date | None = None  # `last_updated`; the default is `today`
    review: date | None = None
    quarter: Quarter | None = None
    quality: Quality | None = None
    currency: str | None = None  # of rows that do not state theirs
    review_days: int = REVIEW_DAYS
    force: bool = False


class LineRemark(NamedTuple):
    """A message about one line of the guide, counted from 1."""

    line: int
    message: str


class Migration(NamedTuple):
    """The new front matter and the whole new text of a guide, and remarks on what was left out."""

    front_matter: str
    text: str
    remarks: tuple[LineRemark, ...]


class NotMigratedError(Exception):
    """Why no front matter can be built for a guide."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.reason: LineRemark = LineRemark(line, message)


def migrate(document: Document, file: Path, options: Options) -> Migration:
    """Build the front matter of a guide from its body; `file` is the absolute path of the guide.

    With `options.force`, an existing front matter is replaced, and what the body does not state is kept from it.
    Raises NotMigratedError if the guide does not have what front matter needs.
    """
    if document.text.startswith(_BOM):  # other programs expect `---` in the very first characters
        document = parse_document(document.text.removeprefix(_BOM), document.path)
    _check_fences(document, options)
    old, remarks = _old_values(document) if document.values is not None else ({}, [])
    body = Body(document.text, document.body_start, dates(options, old)["last_updated"].year)
    entries = _entries(document, body, options.currency, is_confirmed=bool(old.get("compensation")))
    remarks += [remark for entry in entries for remark in entry.remarks]
    values, messages = _values(document, file, options, old)
    values["compensation"], more = _merge_rows(entries, old.get("compensation", ()))
    messages += more
    new = parse_document(guide_text(values, document.text[document.body_start :]), document.path)
    for problem in (*parse_problems(new), *check_record(new)):
        raise NotMigratedError(1, f"its front matter would not be valid: {problem.message}")
    general = [LineRemark(1, message) for message in messages]
    located = [LineRemark(document.span_of(offset, offset).line, message) for offset, message in sorted(remarks)]
    return Migration(new.text[: new.body_start], new.text, (*general, *located))


def _check_fences(document: Document, options: Options) -> None:
    """Raise if the guide cannot be read, or has front matter that must not or cannot be replaced."""
    problems = parse_problems(document)
    is_bare = not document.has_front_matter and not re.match(r"\s*---[ \t]*(?:[\r\n]|\Z)", document.text)
    if is_bare and document.text.strip():
        return
    if document.has_front_matter and not options.force:
        message = "it has front matter already; use --force to rebuild it from the body and keep the rest"
        raise NotMigratedError(1, message)
    if problems:
        first = "; correct it first, so that nothing is lost from the front matter" if document.has_front_matter else ""
        raise NotMigratedError(document.span(problems[0].at).line, problems[0].message + first)


def _entries(document: Document, body: Body, currency: str | None, *, is_confirmed: bool) -> list[Entry]:
    if (table := read_compensation_table(body)) is None:
        for finding in no_compensation_table.check(Record(document, {}, date.today())):  # the most likely reason
            raise NotMigratedError(document.span(finding.at).line, finding.message)
        line = document.span_of(document.body_start, document.body_start).line
        raise NotMigratedError(line, "it has no readable compensation table")
    if not is_confirmed and (label := unconfirmed_label(body, table.span[0])):
        why = f"`{shortened(label)}` over the table may name other pay than this role's"
        raise NotMigratedError(document.span_of(*table.span).line, f"{why}; if not, call it `Compensation`")
    for rival in [one for one in table.rivals if one.own]:
        line = document.span_of(*rival.other.span).line
        raise NotMigratedError(line, f"this table contradicts another one: {rival.other}, {rival.own}")
    entries, earlier = list[Entry](), set[object]()
    for row in table.rows:
        entry = entry_of(row, table.span[0], currency)
        if isinstance(entry, Remark):
            raise NotMigratedError(document.span_of(entry.offset, entry.offset).line, entry.message)
        if row.key in earlier and row.region_span:
            message = f"{row.region}: this is its second entry; delete one of the two, or give each its level"
            entry.remarks.append(Remark(row.region_span[0], message))
        for one in [rival for rival in table.rivals if rival.row is row]:
            message = f"{row.region}: the {one.part} {one.other} is in another table; it is left out"
            entry.remarks.append(Remark(one.other.span[0], message))
        earlier.add(row.key)
        entries.append(entry)
    return entries


def _values(document: Document, file: Path, asked: Options, old: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    body = document.body
    title = read_title(body)
    company, role = (one.text if one else None for one in (title.company, title.role)) if title else (None, None)
    messages: list[str] = []
    slugs = {
        "company": _slug("company", asked.company, file.parent.name, company, old, messages),
        "role": _slug("role", asked.role, file.stem, role, old, messages),
    }
    titled = slug_of(company or "")
    # Without a folder in the name, the file may be a draft in any folder.
    is_bare_name = Path(document.path).name == document.path and not asked.company
    if is_bare_name and titled and slugs["company"] != titled:
        folder = f"company is {slugs['company']}, the name of the file's folder"
        messages.append(f"{folder}; the title says {titled}. Use --company to choose another")
    # With their Markdown marks: rules compare these texts with the body.
    found = (read_level_mapping(body), read_summary(body))
    chain, summary = (body.text[slice(*text.span)] if text else None for text in found)
    levels = dict(old.get("level_mapping", {"internal": None}))
    if chain or "raw" not in levels:
        levels["raw"] = chain
    sources = old.get("data_sources", ())  # they may have URLs and dates, which a body does not have
    known = {source_key(one["name"] if isinstance(one, dict) else one) for one in sources}
    values = {
        **old,
        **slugs,
        "company_display": company or old.get("company_display"),
        "role_display": role or old.get("role_display"),
        "role_type": "standard" if slugs["role"] in STANDARD_ROLES else "specialty",
        **dates(asked, old),
        "data_quality": asked.quality or old.get("data_quality") or "low",
        "level_mapping": levels,
        "data_sources": [*sources, *(one.text for one in read_sources(body) if source_key(one.text) not in known)],
        "negotiation_dna_summary": summary or old.get("negotiation_dna_summary"),
    }
    return values, messages


def _slug(key: str, given: str | None, name: str, titled: str | None, old: Mapping[str, Any], notes: list[str]) -> str:
    if given or is_slug(name):
        return given or name
    found: str | None = old.get(key) or slug_of(titled or "")
    if found is None:
        raise NotMigratedError(1, f"neither its path nor its title gives a slug for the {key}; use --{key}")
    place = "folder" if key == "company" else "file name"
    notes.append(f"{key} is {found}, but the {place} {name} is not a valid slug; rename it to {found}")
    return found


def dates(options: Options, old: Mapping[str, Any] = MappingProxyType({})) -> dict[str, Any]:
    """The dates of a record: as given, else the old ones; the next review follows from the update if that is given."""
    updated = options.updated or as_date(old.get("last_updated")) or options.today
    review = options.review or (None if options.updated else as_date(old.get("next_review_due")))
    quarter = Quarter.parse(old["salary_data_quarter"]) if old.get("salary_data_quarter") else last_quarter(updated)
    return {
        "last_updated": updated,
        "salary_data_quarter": options.quarter or quarter,
        "next_review_due": review or updated + min(timedelta(options.review_days), date.max - updated),
    }


def last_quarter(day: date) -> Quarter:
    """The last quarter that ended by a day: the newest that figures can be from."""
    this = Quarter.of(day)
    return Quarter(this.year, this.quarter - 1) if this.quarter > 1 else Quarter(this.year - 1, 4)


def _old_values(document: Document) -> tuple[dict[str, Any], list[Remark]]:
    """The values of a guide's front matter that meet the schema, and a remark for everything that is lost."""
    invalid = {finding.at: finding for finding in check_record(document) if finding.code != "CD101"}
    remarks = [
        Remark(document.offsets_of(document.span(path))[0], f"{finding.message}; it is not kept")
        for path, finding in invalid.items()
        if document.source(path) not in ("", "null", "~", "[]", "{}")
    ]
    hashes = re.compile(r"(?<!\S)#[^\r\n]*").finditer(document.text, document.yaml_start, document.fence_end)
    comments = [found.start() for found in hashes if not document.is_in_value(found.start())]
    if comments:
        number = "a comment" if len(comments) == 1 else f"{len(comments):,} comments"
        remarks.append(Remark(comments[0], f"{number} in the old front matter cannot be kept; the first is here"))
    values = _without(document.values or {}, (), set(invalid))
    rows = [row for row in values.get("compensation", ()) if isinstance(row.get("region"), str)]
    sources = [one for one in values.get("data_sources", ()) if isinstance(one, str) or one.get("name")]
    return {**values, "compensation": rows, "data_sources": sources}, remarks


def _without(value: Any, path: KeyPath, paths: set[Any]) -> Any:
    if isinstance(value, dict):
        return {key: _without(item, (*path, key), paths) for key, item in value.items() if (*path, key) not in paths}
    if isinstance(value, list):
        return [_without(item, (*path, at), paths) for at, item in enumerate(value) if (*path, at) not in paths]
    return value


def _merge_rows(entries: Sequence[Entry], old_rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    pairing = Pairing(entries_of(list(old_rows)), entries_of([entry.values for entry in entries]))
    paired = {new.position: dict(old.values) for old, new in pairing.pairs}
    rows, messages = [], []
    for at, entry in enumerate(entries):
        old = paired.get(at, {})
        rows.append(_completed(entry, old))
        messages += [
            f"{entry.values['region']}: {key} {old[key]} is replaced by the table's {value}"
            for key, value in entry.values.items()
            if isinstance(value, int | float) and isinstance(old.get(key), int | float) and old[key] != value
        ]
    kept = [dict(row.values) for row in pairing.removed if row.currency]
    messages += [f"{row['region']} is kept from the old front matter; the table has no such row" for row in kept]
    return rows + kept, messages


def _completed(entry: Entry, old: Row) -> Row:
    """The values of an entry, with an old row's for what the table does not state: amounts only of one currency."""
    values = dict(entry.values)
    is_same_currency = old.get("currency") == values["currency"]
    for part in ("base", "stock", "signing_bonus", "total_comp"):
        if is_same_currency and part not in entry.settled and values.get(f"{part}_low") is None:
            _copy(values, old, f"{part}_low", f"{part}_high")
    if "bonus" not in entry.settled and values.get("bonus_pct") is None and "bonus_low" not in values:
        _copy(values, old, "bonus_pct", "bonus_pct_high")
        if values["bonus_pct"] is None and is_same_currency and old.get("bonus_low") is not None:
            del values["bonus_pct"]
            _copy(values, old, "bonus_low", "bonus_high")
    _copy(values, old, *(key for key in ("level", "stock_type", "stock_vest_schedule") if key not in values))
    if "stock_vest_years" not in entry.settled:
        _copy(values, old, "stock_vest_years")
    return values


def _copy(values: Row, old: Row, *keys: str) -> None:
    values.update({key: old[key] for key in keys if old.get(key) is not None})
