"""Whether the guides of a company spell its name alike, so that a fix of one of them leaves one spelling."""

from functools import lru_cache
from pathlib import Path

from comp_data.guide.body.fields import read_title
from comp_data.guide.document import Document, read_document


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
