"""Front matter for a guide that has none, made from what its body says.

What the body does not say is null: no figure is made up. The body's own characters stay as they are.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from comp_data.base.roles import STANDARD_ROLES
from comp_data.base.slugs import is_slug, slug_of
from comp_data.guide.body.entries import Entry, Remark, entry_of
from comp_data.guide.body.fields import BodyText, read_level_mapping, read_sources, read_summary, read_title
from comp_data.guide.body.pay_table import read_compensation_table
from comp_data.guide.body.sections import Body
from comp_data.guide.document import Document, parse_document
from comp_data.guide.front_matter.writer import front_matter_text
from comp_data.guide.schema_check import check_record
from comp_data.migrate.merge import merged_rows, merged_sources, old_values
from comp_data.values.quarters import Quarter

REVIEW_DAYS: Final = 92
"""Days from an update up to the next review, where nothing else is configured."""

Quality = Literal["high", "medium", "low"]

_BOM = "\ufeff"
_FENCE = re.compile(r"\s*---[ \t]*(?:[\r\n]|\Z)")
_HARMLESS = frozenset({"CD005", "CD007"})


class Options(NamedTuple):
    """What a guide's body and path do not say; None stands for the default, or with `force` for the old value.

    `today` is `last_updated` by default. `currency` is that of rows of which nothing else tells it.
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
    """What there is to say of a line (from 1) of the guide."""

    line: int
    message: str


class Migration(NamedTuple):
    """A guide's new front matter and whole new text, and what was left out of it on the way."""

    front_matter: str
    text: str
    remarks: tuple[LineRemark, ...]


class NotMigrated(NamedTuple):
    """Why a guide gets no front matter."""

    reason: LineRemark


def migrate(document: Document, file: Path, options: Options) -> Migration | NotMigrated:
    """The guide with front matter made from its body; `file` is where it lies, as an absolute path.

    With `options.force` a front matter that is there is made anew, and what the body does not say is kept of it.
    Never raises for what the guide holds.
    """
    try:
        return _migrated(document, file, options)
    except _CannotError as reason:
        return NotMigrated(reason.remark)


class _CannotError(Exception):
    def __init__(self, line: int, message: str) -> None:
        self.remark = LineRemark(line, message)
        super().__init__(message)


def _migrated(document: Document, file: Path, options: Options) -> Migration:
    if document.text.startswith(_BOM):
        # The byte-order mark goes: other programs look for `---` in the very first characters.
        document = parse_document(document.text.removeprefix(_BOM), document.path)
    _check_fences(document, options)
    old, remarks = old_values(document) if document.values is not None else ({}, [])
    entries = _entries(document, options.currency)
    remarks += [remark for entry in entries for remark in entry.remarks]
    values, said = _values(document, file, options, old)
    values["compensation"], more = merged_rows(entries, old.get("compensation", ()))
    said += more
    body = document.text[document.body_start :]
    front_matter = front_matter_text(values, _newline(body))
    new = parse_document(front_matter + body, document.path)
    for problem in (*(one for one in new.problems if one.code not in _HARMLESS), *check_record(new)):
        raise _CannotError(1, f"its front matter would not be valid: {problem.message}")
    lines = [LineRemark(document.span_of(offset, offset).line, message) for offset, message in sorted(remarks)]
    return Migration(front_matter, new.text, (*(LineRemark(1, message) for message in said), *lines))


def _check_fences(document: Document, options: Options) -> None:
    """Raises where the guide cannot be read, or has a front matter that is not to be or cannot be replaced."""
    problems = [problem for problem in document.problems if problem.code not in _HARMLESS]
    is_bare = not document.has_front_matter and not _FENCE.match(document.text)
    if is_bare and document.text.strip():
        return
    if document.has_front_matter and not options.force:
        raise _CannotError(1, "it has front matter already; --force makes it anew from the body, and keeps the rest")
    if problems:
        first = "; correct it first, so that none of the front matter is lost" if document.has_front_matter else ""
        raise _CannotError(document.span(problems[0].at).line, problems[0].message + first)


def _entries(document: Document, currency: str | None) -> list[Entry]:
    table = read_compensation_table(document.body)
    if table is None:
        line = document.span_of(document.body_start, document.body_start).line
        raise _CannotError(line, "it has no compensation table that can be read")
    entries = []
    for row in table.rows:
        entry = entry_of(row, table.span[0], currency)
        if isinstance(entry, Remark):
            raise _CannotError(document.span_of(entry.offset, entry.offset).line, entry.message)
        entries.append(entry)
    return entries


def _values(
    document: Document, file: Path, options: Options, old: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """All values but those of `compensation`, and what is to be said of them."""
    body = document.body
    title = read_title(body)
    company, role = (_text(title.company), _text(title.role)) if title else (None, None)
    said: list[str] = []
    slugs = {
        "company": _slug("company", options.company, file.parent.name, company, old, said),
        "role": _slug("role", options.role, file.stem, role, old, said),
    }
    titled = slug_of(company or "")
    # Where nobody named the folder, it may be any that a draft lies in.
    is_bare_name = Path(document.path).name == document.path and not options.company
    if is_bare_name and titled and slugs["company"] != titled:
        place = "after the folder that the file lies in"
        said.append(f"company is {slugs['company']} {place}, and the title's is {titled}; --company names another")
    # As they are written, with their marks: readers compare these texts with the body's.
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
        "data_sources": merged_sources([source.text for source in read_sources(body)], old.get("data_sources", ())),
        "negotiation_dna_summary": summary or old.get("negotiation_dna_summary"),
    }
    return values, said


def _text(found: BodyText | None) -> str | None:
    return found.text if found else None


def _source(body: Body, found: BodyText | None) -> str | None:
    return body.text[slice(*found.span)] if found else None


def _slug(
    key: str, given: str | None, path_name: str, titled: str | None, old: Mapping[str, Any], said: list[str]
) -> str:
    """The slug as it is given, else as the path has it, else the old one, else that of the title's name."""
    if given or is_slug(path_name):
        return given or path_name
    found: str | None = old.get(key) or slug_of(titled or "")
    if found is None:
        raise _CannotError(1, f"neither its path nor its title gives the {key}'s slug; use --{key}")
    place = "folder" if key == "company" else "file's name"
    said.append(f"{key} is {found}, but the {place} {path_name} is no slug; rename it to {found}")
    return found


def role_type(role: str) -> str:
    """`standard` for a role that every company has a guide for, else `specialty`."""
    return "standard" if role in STANDARD_ROLES else "specialty"


def dates(options: Options, old: Mapping[str, Any] = MappingProxyType({})) -> dict[str, Any]:
    """The three dates of a record: as given, else the old ones, else from the day of the update.

    The next review follows a day of update that is given, so that it does not lie before it.
    """
    updated = options.updated or _day(old.get("last_updated")) or options.today
    review = options.review or (None if options.updated else _day(old.get("next_review_due")))
    return {
        "last_updated": updated,
        "salary_data_quarter": options.quarter or _quarter(old.get("salary_data_quarter")) or last_quarter(updated),
        "next_review_due": review or updated + timedelta(days=options.review_days),
    }


def last_quarter(day: date) -> Quarter:
    """The last quarter that had ended by a day: the newest that figures can be from."""
    this = Quarter.of(day)
    return Quarter(this.year, this.quarter - 1) if this.quarter > 1 else Quarter(this.year - 1, 4)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _quarter(value: str | None) -> Quarter | None:
    return Quarter.parse(value) if value else None


def _newline(body: str) -> str:
    """The line end of a body's first line."""
    return "\r\n" if body[: body.find("\n") + 1].endswith("\r\n") else "\n"
