from functools import lru_cache
from pathlib import Path

from comp_data.guide.body.fields import read_title
from comp_data.guide.body.sections import BodyText
from comp_data.guide.document import Document, read_document
from comp_data.guide.front_matter.writer import scalar
from comp_data.linter.analysis.edits import replacing
from comp_data.linter.analysis.similarity import has_more_care, likeness, without_remark
from comp_data.linter.rule import Finding, Findings, Fix, FixKind, Note, Record, Severity, rule, shortened


@rule("CD508", "title-differs", Severity.WARNING, fix=FixKind.SAFE)
def title_differs(record: Record) -> Findings:
    """The body's title names another role or company than `role_display` and `company_display`."""
    title = read_title(record.document.body)
    if title is None or title.role is None or title.company is None:
        return
    role, company = record.text("role_display"), record.text("company_display")
    if (role, company) == (title.role.text, title.company.text):
        return
    if role and company:
        exchanged = {likeness(role, title.company.text), likeness(company, title.role.text)}
        if exchanged <= {"same", "case"}:
            return
    in_capitals = title.role.text.isupper() and title.company.text.isupper()
    yield from _compared(record, "company_display", company, title.company, in_capitals=in_capitals)
    yield from _compared(record, "role_display", role, title.role, in_capitals=in_capitals)


def _compared(record: Record, key: str, stated: str | None, written: BodyText, *, in_capitals: bool) -> Findings:
    if stated is None or not stated.strip():
        return
    how = likeness(stated, written.text)
    if how == "same" or _ends_in_global(record, stated, written):
        return
    message = f"{key} is {shortened(stated)}; the title says {shortened(written.text)}"
    help_, severity = "Write the same name in both places", Severity.WARNING
    fix: Fix | None = None
    if how == "case":
        if in_capitals:
            return
        severity = Severity.INFO
        shown, name = without_remark(stated, written.text)
        if has_more_care(name, shown):
            help_ = f"Write {shortened(name)}"
            title = f"write {shortened(name)}, as the title does"
            fix = replacing(record, (key,), scalar(name), title, safe=True)
        elif has_more_care(shown, name):
            help_ = f"Write {shortened(shown)} in the title"
    elif how == "long form" and key == "company_display":
        severity = Severity.INFO
    note = Note("the title", record.document.span_of(*written.span))
    yield Finding((key,), message, help_, (note,), fix, severity, figures=(stated, written.text))


def _ends_in_global(record: Record, stated: str, written: BodyText) -> bool:
    """Whether the name's last word was read as the first word of `Global Negotiation Guide`."""
    behind = record.document.text[written.span[1] :][:8].strip().lower()
    return behind == "global" and likeness(stated, f"{written.text} Global") == "same"


def agree_on_name(document: Document) -> bool:
    """Return whether the guides beside one have its company's name in its spelling: in the title, or in front matter.

    Names that differ in more than letter case do not count: other rules report those.
    """
    company, name = _name(document)
    folder = Path(document.path).parent
    for file in folder.glob("*.md") if name and folder.name else ():
        if file.is_symlink() or not file.is_file():  # a link may lead out of the dataset
            continue
        status = file.stat()
        other, theirs = _name_in(file, status.st_mtime_ns, status.st_size)
        if other == company and theirs and theirs != name and theirs.casefold() == (name or "").casefold():
            return False
    return True


@lru_cache(1024)
def _name_in(file: Path, _changed: int, _size: int) -> tuple[object, str | None]:
    return _name(read_document(file))


def _name(document: Document) -> tuple[object, str | None]:
    """Return the company and its name, which is the title's after a fix."""
    values = document.values or {}
    title, stated = read_title(document.body), values.get("company_display")
    is_stated = title and title.company and title.role and not (title.company.text + title.role.text).isupper()
    name = title.company.text if is_stated and title and title.company else stated
    return values.get("company"), name if isinstance(name, str) else None
