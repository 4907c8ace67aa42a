"""A folder of guides as typed records: loading, looking up, iterating."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from comp_data.diagnostics import Finding
from comp_data.discovery import find_guides
from comp_data.document import Document, read_document
from comp_data.errors import DatasetNotFoundError, InvalidDatasetError
from comp_data.models import Guide
from comp_data.resources import resource_folder
from comp_data.validation import check_record

_HARMLESS = frozenset({"CD005", "CD007"})
"""Problems of a document that leave its record readable without doubt."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a guide is not a record: the linter's code and message, at 1-based line and column of the file."""

    path: str
    code: str
    message: str
    line: int
    column: int


class Dataset(Mapping[str, Guide]):
    """The records of a folder, by `company/role`, in that order.

    `folder` is where they were read, `files` each record's file, `problems` what was wrong with the files
    that were left out (`on_error="skip"`); it is empty for a dataset that was loaded whole.
    """

    def __init__(
        self,
        guides: Mapping[str, Guide],
        folder: Path,
        files: Mapping[str, Path] | None = None,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        self._guides = dict(sorted(guides.items()))
        self.folder = folder
        self.files = dict(files or {})
        self.problems = problems

    def __getitem__(self, key: str) -> Guide:
        """The record of `company/role`; raises KeyError, which names the nearest there is."""
        try:
            return self._guides[key]
        except KeyError:
            near = get_close_matches(key, list(self._guides), n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise KeyError(f"there is no record {key} in {self.folder}{hint}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._guides)

    def __len__(self) -> int:
        return len(self._guides)

    def __contains__(self, key: object) -> bool:
        return key in self._guides

    def __repr__(self) -> str:
        return f"Dataset({len(self)} guides, {str(self.folder)!r})"

    @property
    def guides(self) -> tuple[Guide, ...]:
        """The records, in the order of `company/role`."""
        return tuple(self._guides.values())

    @property
    def companies(self) -> tuple[str, ...]:
        """The companies' slugs, in order, each once."""
        return tuple(dict.fromkeys(guide.company for guide in self._guides.values()))


def load(folder: Path | str | None = None, *, on_error: Literal["raise", "skip"] = "raise") -> Dataset:
    """Reads the guides of a folder (`company/role.md`), or the records that come with the package.

    Raises DatasetNotFoundError where there is no such folder or no guide in it, and InvalidDatasetError,
    with every problem of every file, where a guide is not a record; with `on_error="skip"` such guides are
    left out and `problems` lists why.
    """
    if on_error not in ("raise", "skip"):
        raise ValueError(f'on_error is "raise" or "skip", not {on_error!r}')
    root = resource_folder("seeds") if folder is None else Path(folder)
    guides: dict[str, Guide] = {}
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    for file in _files(root):
        document = read_document(file)
        found = read_guide(document)
        if isinstance(found, Guide) and found.id in guides:
            message = f"{found.id} is the record of {files[found.id].as_posix()} as well"
            found = (_problem(document, Finding(("role",), message, code="CD602")),)
        if isinstance(found, Guide):
            guides[found.id], files[found.id] = found, file
        else:
            problems += found
    if problems and on_error == "raise":
        raise InvalidDatasetError(problems)
    return Dataset(guides, root, files, tuple(problems))


def read_guide(document: Document) -> Guide | tuple[Problem, ...]:
    """The record of a document, or every reason why it is none."""
    found = [problem for problem in document.problems if problem.code not in _HARMLESS]
    found += check_record(document)
    if found:
        return tuple(_problem(document, finding) for finding in found)
    try:
        return Guide.model_validate(document.values)
    except ValidationError as error:  # what only the models see; the agreement test knows of no such case
        return tuple(_problem(document, Finding(tuple(one["loc"]), one["msg"], code="CD105")) for one in error.errors())


def _files(folder: Path) -> list[Path]:
    try:
        files = find_guides(folder)
    except OSError as error:
        raise DatasetNotFoundError(f"{folder} cannot be read as a dataset: {error.strerror}") from error
    if not files:
        raise DatasetNotFoundError(f"{folder} holds no guide: guides are company/role.md in a dataset's folder")
    return files


def _problem(document: Document, finding: Finding) -> Problem:
    span = document.span(finding.at, finding.on_key)
    return Problem(document.path, finding.code, finding.message, span.line, span.column)
