"""Build front matter for a guide from its body.

What the body does not state is null: no figure is invented. The body itself is not changed.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from comp_data.base.vocabulary import STANDARD_ROLES, is_slug, slug_of
from comp_data.guide.body.entries import Entry, Remark, entry_of
from comp_data.guide.body.evidence import read_sources
from comp_data.guide.body.fields import read_level_mapping, read_summary, read_title
from comp_data.guide.body.markdown_text import BodyText
from comp_data.guide.body.pay_table import read_compensation_table
from comp_data.guide.body.sections import Body
from comp_data.guide.document import Document, parse_document
from comp_data.guide.handler import guide_text
from comp_data.guide.problems import parse_problems
from comp_data.guide.schema_check import check_record
from comp_data.migrate.merge import merge_rows, merge_sources, old_values
from comp_data.values.quarters import Quarter
from comp_data.values.yaml_scalars import as_date

REVIEW_DAYS: Final = 92
"""Days from an update to the next review, unless configured."""

Quality = Literal["high", "medium", "low"]

_BOM = "\ufeff"
_FENCE = re.compile(r"\s*---[ \t]*(?:[\r\n]|\Z)")


class Options(NamedTuple):
    """Values that the body and path of a guide do not state; None is the default, or with `force` the old value.

    `last_updated` defaults to `today`. `currency` applies to rows that do not state theirs.
    """

    today: date
    company: str | None = None
    role: str | None = None
    updated: date | None = None
    review: date | None = None
    quarter: Quarter | None = None
    quality: Quality | None = None
    currency: str | None = None
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
        self.reason = LineRemark(line, message)


def migrate(document: Document, file: Path, options: Options) -> Migration:
    """Build the front matter of a guide from its body; `file` is the absolute path of the guide.

    With `options.force`, an existing front matter is replaced, and what the body does not state is kept from it.
    Raises NotMigratedError if the guide does not have what front matter needs.
    """
    if document.text.startswith(_BOM):
        # Other programs expect `---` in the very first characters, so drop the byte-order mark.
        document = parse_document(document.text.removeprefix(_BOM), document.path)
    _check_fences(document, options)
    old, remarks = old_values(document) if document.values is not None else ({}, [])
    entries = _entries(document, options.currency)
    remarks += [remark for entry in entries for remark in entry.remarks]
    values, messages = _values(document, file, options, old)
    values["compensation"], more = merge_rows(entries, old.get("compensation", ()))
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
    is_bare = not document.has_front_matter and not _FENCE.match(document.text)
    if is_bare and document.text.strip():
        return
    if document.has_front_matter and not options.force:
        raise NotMigratedError(
            1, "it has front matter already; use --force to rebuild it from the body and keep the rest"
        )
    if problems:
        first = "; correct it first, so that nothing is lost from the front matter" if document.has_front_matter else ""
        raise NotMigratedError(document.span(problems[0].at).line, problems[0].message + first)


def _entries(document: Document, currency: str | None) -> list[Entry]:
    table = read_compensation_table(document.body)
    if table is None:
        line = document.span_of(document.body_start, document.body_start).line
        raise NotMigratedError(line, "it has no readable compensation table")
    entries = []
    for row in table.rows:
        entry = entry_of(row, table.span[0], currency)
        if isinstance(entry, Remark):
            raise NotMigratedError(document.span_of(entry.offset, entry.offset).line, entry.message)
        entries.append(entry)
    return entries


def _values(
    document: Document, file: Path, options: Options, old: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """All values except `compensation`, and messages about them."""
    body = document.body
    title = read_title(body)
    company, role = (_text(title.company), _text(title.role)) if title else (None, None)
    messages: list[str] = []
    slugs = {
        "company": _slug("company", options.company, file.parent.name, company, old, messages),
        "role": _slug("role", options.role, file.stem, role, old, messages),
    }
    titled = slug_of(company or "")
    # Without a folder in the name, the file may be a draft in any folder.
    is_bare_name = Path(document.path).name == document.path and not options.company
    if is_bare_name and titled and slugs["company"] != titled:
        folder = f"company is {slugs['company']}, the name of the file's folder"
        messages.append(f"{folder}; the title says {titled}. Use --company to choose another")
    # With their Markdown marks: rules compare these texts with the body.
    chain, summary = _source(body, read_level_mapping(body)), _source(body, read_summary(body))
    levels = dict(old.get("level_mapping", {"internal": None}))
    if chain or "raw" not in levels:
        levels["raw"] = chain
    values = {
        **old,
        **slugs,
        "company_display": company or old.get("company_display"),
        "role_display": role or old.get("role_display"),
        "role_type": role_type(slugs["role"]),
        **dates(options, old),
        "data_quality": options.quality or old.get("data_quality") or "low",
        "level_mapping": levels,
        "data_sources": merge_sources([source.text for source in read_sources(body)], old.get("data_sources", ())),
        "negotiation_dna_summary": summary or old.get("negotiation_dna_summary"),
    }
    return values, messages


def _text(found: BodyText | None) -> str | None:
    return found.text if found else None


def _source(body: Body, found: BodyText | None) -> str | None:
    return body.text[slice(*found.span)] if found else None


def _slug(
    key: str, given: str | None, path_name: str, titled: str | None, old: Mapping[str, Any], messages: list[str]
) -> str:
    """Choose a slug: the given one, else the one in the path, else the old one, else one made from the title."""
    if given or is_slug(path_name):
        return given or path_name
    found: str | None = old.get(key) or slug_of(titled or "")
    if found is None:
        raise NotMigratedError(1, f"neither its path nor its title gives a slug for the {key}; use --{key}")
    place = "folder" if key == "company" else "file name"
    messages.append(f"{key} is {found}, but the {place} {path_name} is not a valid slug; rename it to {found}")
    return found


def role_type(role: str) -> str:
    """`standard` for one of the standard roles, else `specialty`."""
    return "standard" if role in STANDARD_ROLES else "specialty"


def dates(options: Options, old: Mapping[str, Any] = MappingProxyType({})) -> dict[str, Any]:
    """The three dates of a record: as given, else the old ones, else computed from the date of the update.

    If a date of update is given, the next review is computed from it, so that it is not before it.
    """
    updated = options.updated or as_date(old.get("last_updated")) or options.today
    review = options.review or (None if options.updated else as_date(old.get("next_review_due")))
    quarter = Quarter.parse(old["salary_data_quarter"]) if old.get("salary_data_quarter") else last_quarter(updated)
    return {
        "last_updated": updated,
        "salary_data_quarter": options.quarter or quarter,
        "next_review_due": review or updated + timedelta(days=options.review_days),
    }


def last_quarter(day: date) -> Quarter:
    """The last quarter that ended by a day: the newest that figures can be from."""
    this = Quarter.of(day)
    return Quarter(this.year, this.quarter - 1) if this.quarter > 1 else Quarter(this.year - 1, 4)
