"""The folders that an editor has open, each with its configuration, and the guides in them with their positions."""

import re
from bisect import bisect_right
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Final

from lsprotocol.types import Position, PositionEncodingKind, Range, TextEdit

from comp_data.base.diagnostics import Diagnostic, KeyPath, Span
from comp_data.base.errors import CompDataError, DatasetNotFoundError
from comp_data.base.files import resolved, shown
from comp_data.base.grouping import grouped
from comp_data.guide.document import Document, parse_document
from comp_data.linter.config.config import Configuration, Loaded, load_configuration
from comp_data.linter.config.find_files import Excluded
from comp_data.linter.config.request import CUSTOM_SCHEMA, Request, schemas_of
from comp_data.linter.config.search import candidates
from comp_data.linter.config.settings import make_settings
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.fix import fix_document
from comp_data.linter.record import Record
from comp_data.linter.result import LintResult
from comp_data.linter.rules import RULES
from comp_data.linter.run import baseline_of, prepare
from comp_data.linter.suppressions.baseline import Baseline, apply_baseline, read_baseline

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+")
_ENCODINGS: Final = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


class Positions:
    """Converts between the offsets of a text, in characters, and the positions of a client."""

    def __init__(self, text: str, encoding: str | None) -> None:
        self.text = text
        self.encoding = encoding
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        self._codec, self._size = _ENCODINGS[PositionEncodingKind(encoding or PositionEncodingKind.Utf16)]

    def position(self, offset: int) -> Position:
        """Return the position of an offset."""
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset]
        units = len(before) if before.isascii() else len(before.encode(self._codec, "surrogatepass")) // self._size
        return Position(line, units)

    def range(self, start: int, end: int) -> Range:
        """Return the range between two offsets."""
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """Return the offset of a position; the end of the line or text if the position is after it."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self.line(position.line)
        within = self.text[start:end].encode(self._codec, "surrogatepass")[: position.character * self._size]
        return start + len(within.decode(self._codec, "ignore"))

    def line(self, number: int) -> tuple[int, int]:
        """Return the offsets of a line, counted from 0, or else of the last line, without its line end."""
        number = min(number, len(self._starts) - 1)
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip("\r\n"))

    def edits(self, changed: str) -> list[TextEdit]:
        """Return the edits that make the text another one: one for each run of lines that differ."""
        old, new = _LINE.findall(self.text), _LINE.findall(changed)
        starts = [*self._starts, len(self.text)]
        return [
            TextEdit(self.range(starts[first], starts[last]), "".join(new[new_first:new_last]))
            for tag, first, last, new_first, new_last in SequenceMatcher(None, old, new).get_opcodes()
            if tag != "equal"
        ]


class Guide:
    """The text of one guide at a version, parsed once; `diagnostics` are None until it was linted."""

    def __init__(self, path: str, version: int | None, text: str, encoding: str | None) -> None:
        self.version = version
        self.positions: Positions = Positions(text, encoding)
        self.path = path
        self.diagnostics: tuple[Diagnostic, ...] | None = None

    @cached_property
    def document(self) -> Document:
        """The guide parsed, by the thread that asks first."""
        return parse_document(self.positions.text, self.path)

    @cached_property
    def record(self) -> Record:
        """The guide as rules see it, without values if its front matter cannot be read."""
        return Record(self.document, self.document.values or {}, date.today())

    def extent(self, at: Span | KeyPath) -> tuple[int, int]:
        """Return the offsets of a span or key path; the beginning of its line if the text could not be parsed."""
        if self.document.text == self.positions.text:
            return self.document.offsets_of(self.document.span(at))
        start = self.positions.line(at.line - 1 if isinstance(at, Span) else 0)[0]
        return start, start


class Root:
    """A configuration, and the dataset that it is for."""

    def __init__(self, loaded: Loaded, problem: str | None = None) -> None:
        self.loaded = loaded
        self.problem = problem  # why the defaults apply instead
        # The files that the settings were read from, and those that would be, with their times.
        self.stamps: dict[Path, int] = {one: _stamp(one) for one in loaded.candidates}
        self.settings: Settings = Settings()
        self.known: Baseline | None = None
        self.of_dataset: dict[str, list[Diagnostic]] | None = None  # by resolved path; None before its rules ran
        self.has_schemas: bool = False
        try:
            schemas = tuple(map(Path, schemas_of(Request(), loaded)))
            self.has_schemas = bool(schemas)
            self.stamps |= {one: _stamp(one) for one in (*loaded.market_files, *schemas)}
            self.settings = make_settings(Request(), self.loaded)
            if file := baseline_of(Request(), self.loaded):
                self.stamps[file] = _stamp(file)
                self.known = read_baseline(file, shown(file), self.loaded.root)
        except CompDataError as error:
            self.problem = "; ".join(error.lines)
        self.is_usable: bool = self.problem is None
        self.excluded: Excluded = Excluded(self.loaded)

    def is_outdated(self) -> bool:
        """Whether a file of the settings has changed since; not every editor watches files for the server."""
        return any(_stamp(file) != stamp for file, stamp in self.stamps.items())

    def lint(self, guide: Guide) -> tuple[Diagnostic, ...]:
        """Return what document and record rules find in a guide, without what the baseline accepts."""
        try:
            part = next(Engine(self.settings, date.today()).lint([guide.document]))
        except CompDataError as error:
            self.problem = "; ".join(error.lines)
            # A schema that takes too long or cannot be used is not checked again.
            rules = tuple(rule for rule in self.settings.rules if rule.code != CUSTOM_SCHEMA)
            self.settings = self.settings._replace(rules=rules)
            part = next(Engine(self.settings, date.today()).lint([guide.document]))
        result = LintResult(tuple(part.diagnostics), 1)
        return (apply_baseline(result, self.known, lambda _: False) if self.known else result).diagnostics

    def fix(self, guide: Guide) -> str:
        """Return the text of a guide with all safe fixes, except for what the baseline accepts."""
        return fix_document(guide.document, date.today(), self.settings, attrgetter("safe"), known=self.known).text

    def lint_dataset(self) -> dict[str, list[Diagnostic]]:
        """Return what dataset rules find in the files of the dataset, by their resolved paths."""
        try:
            # No time limit would end the check of a schema in a thread.
            run = prepare(Request(cache=True, ignore=(CUSTOM_SCHEMA,) if self.has_schemas else ()), self.loaded)
            result = run.lint(date.today())
        except CompDataError as error:
            if not isinstance(error, DatasetNotFoundError) or "dataset" in self.loaded.table:
                self.problem = "; ".join(error.lines)
            return {}
        codes = {rule.code for rule in RULES if rule.scope == "dataset"}
        found = (one for one in result.diagnostics if one.code in codes)
        return grouped((str(resolved(Path(run.files[one.path]))), one) for one in found)


def _stamp(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def load(start: Path, here: Path) -> tuple[Loaded, str | None]:
    """Return the configuration for what is in a folder, and why it is the default if it cannot be used."""
    try:
        return load_configuration(start, here=here), None
    except CompDataError as error:
        loaded = Loaded(Configuration(), {}, here, None, candidates=candidates(start, here))
        return loaded, "; ".join(error.lines)
