"""The fuzzing targets: each takes any bytes, and raises AssertionError or crashes only if there is a defect."""

import tempfile
import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from comp_data.base.diagnostics import Diagnostic, Severity
from comp_data.base.errors import ConfigError, UsageError
from comp_data.guide.body.cells.amounts import read_cell
from comp_data.guide.body.fields import read_level_mapping, read_summary, read_title
from comp_data.guide.body.pay_table import read_compensation_table
from comp_data.guide.body.sections import Body
from comp_data.guide.body.sources import read_evidence, read_sources
from comp_data.guide.document import Document, parse_document
from comp_data.linter.batch import lint_stream
from comp_data.linter.cache import Cache
from comp_data.linter.chunks import GuideContent, LintJob
from comp_data.linter.config.config import parse_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.config.settings import make_settings
from comp_data.linter.engine import Settings
from comp_data.linter.fix import fix_document
from comp_data.linter.rules import RULES
from comp_data.linter.store import Store
from comp_data.linter.suppressions.baseline import read_baseline
from comp_data.linter.suppressions.parse import read_suppressions
from comp_data.migrate.migrate import NotMigratedError, Options, migrate
from comp_data.report.findings.view import FORMATS, View, pieces
from comp_data.values.places.lookup import read_region
from docs.rule_examples import guide, lint_documents

TODAY = date(2026, 3, 1)
_SETTINGS = Settings(RULES)
_FILE = Path("/guides/acme/data-engineer.md")
_SUPPRESSING = "---\ncompany: acme\nrole: data-engineer\n# comp-data: ignore"
_SCRATCH = Path(tempfile.mkdtemp(prefix="comp-data-fuzzing-"))


def document(data: bytes) -> None:
    """Any bytes as a guide: findings, each inside the file, no rule that crashes, and a report in each format."""
    read = parse_document(data, "acme/data-engineer.md")
    result = lint_documents([read], TODAY, _SETTINGS, reopen=lambda _: read)
    _check(data.decode("utf-8", "replace"), result.diagnostics)
    for name in FORMATS:
        assert "\x1b" not in "".join(pieces(name, View(result, Severity.INFO)))


def body(data: bytes) -> None:
    """Any text as a body: whatever is read from it is part of it."""
    text = data.decode("utf-8", "replace")
    read = Body(text, 0)
    for section in read.sections:
        assert 0 <= section.start <= section.content_start <= section.end <= len(text)
    for one in (read_summary(read), read_level_mapping(read), *read_sources(read)):
        assert one is None or _is_within(one.span, text)
    title, evidence = read_title(read), read_evidence(read)
    assert title is None or _is_within(title.span, text)
    assert evidence is None or _is_within(evidence.span, text)


def table(data: bytes) -> None:
    """Any text as a body's table: figures are numbers with ends in order of what was written, and are in the text."""
    text = data.decode("utf-8", "replace")
    read = read_compensation_table(Body(text, 0))
    if read is None:
        return
    assert _is_within(read.span, text)
    for row in read.rows:
        for figure in row.figures:
            assert _is_within(figure.span, text)
            assert figure.low is not None or figure.high is not None


def amount(data: bytes) -> None:
    """Any text as a cell of figures."""
    reading = read_cell(data.decode("utf-8", "replace"))
    assert reading is not None


def region(data: bytes) -> None:
    """Any text as a region: read the same way again in its canonical names."""
    text = data.decode("utf-8", "replace")
    label = read_region(text)
    if label.places and not label.unknown and not label.ambiguous:
        again = read_region(label.canonical)
        assert set(again.places) == set(label.places), (label.canonical, label.places, again.places)


def suppressions(data: bytes) -> None:
    """Any text in a suppression's comment, in front matter and body, and whatever follows it."""
    text = data.decode("utf-8", "replace")
    for whole in (f"{_SUPPRESSING}{text}\n---\n", f"---\ncompany: acme\n---\n<!-- comp-data: ignore{text}"):
        read = parse_document(whole, "acme/data-engineer.md")
        for one in read_suppressions(read):
            assert 0 <= one.start < one.end <= len(whole)
            assert one.problem or one.rules
        _check(whole, lint_documents([read], TODAY, _SETTINGS).diagnostics)


def configuration(data: bytes) -> None:
    """Any TOML as a configuration: settings, or a sentence that says what is wrong with it."""
    try:
        table = tomllib.loads(data.decode("utf-8", "replace"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    try:
        make_settings(Request(), parse_configuration(table, Path("comp-data.toml")))
    except (ConfigError, UsageError) as error:
        assert str(error).strip()


def baseline(data: bytes) -> None:
    """Any bytes as a baseline: entries, or a sentence that says what is wrong with it."""
    file = _SCRATCH / "baseline.jsonl"
    file.write_bytes(data)
    try:
        read_baseline(file, "baseline.jsonl", _SCRATCH)
    except UsageError as error:
        assert str(error).strip()


def cache(data: bytes) -> None:
    """Any bytes in place of the cache file, or of a part of it: a run finds the same, and the next one too.

    `p` as the first byte puts what follows the next two over what is at their number, `i` before it.
    """
    store, file, files, expected, stored = _cached()
    if data[:1] in (b"p", b"i"):
        at, piece = int.from_bytes(data[1:3], "big") % len(stored), data[3:]
        file.write_bytes(stored[:at] + piece + stored[at + len(piece) * (data[:1] == b"p") :])
    else:
        file.write_bytes(data)
    for _ in range(3):  # one that drops the file, one that writes it anew, one that knows all
        found, is_known = _found_with(store, files)
        assert found == expected
    assert is_known


@lru_cache
def _cached() -> tuple[Path, Path, dict[str, str], list[Diagnostic], bytes]:
    """The name of a cache, its file, its guides, their findings, and the content of the file."""
    folder = _SCRATCH / "cached"
    (folder / "acme").mkdir(parents=True)
    store, files = folder / "a", {}
    for role in ("data-engineer", "data-scientist"):
        path = f"acme/{role}.md"
        (folder / path).write_text(guide(path, "role_type: senior\n# comp-data: ignore[CD2] it is so\n"), "utf-8")
        files[path] = str(folder / path)
    expected, _ = _found_with(store, files)
    (file,) = folder.glob("a-*.sqlite")
    return store, file, files, expected, file.read_bytes()


def _found_with(store: Path, files: dict[str, str]) -> tuple[list[Diagnostic], bool]:
    """Return the findings of guides, and whether all came from the cache."""
    opened = Cache(Store(store, b"key"), files, TODAY)
    if known := opened.all_known(is_dataset=True):
        parts, of_dataset = known
        assert of_dataset is not None
        return [one for part in (*parts, of_dataset) for one in part.diagnostics], True
    sources = (GuideContent(path, Path(files[path]).read_bytes()) for path in opened.unknown)
    made = lint_stream(sources, LintJob(_SETTINGS, TODAY), lambda path: Path(files[path]).read_bytes(), cache=opened)
    return [one for part in made for one in part.diagnostics], False


def fix(data: bytes) -> None:
    """Any bytes as a guide whose findings are fixed: no new findings, and nothing more to fix."""
    read = parse_document(data, "acme/data-engineer.md")
    fixed = fix_document(read, TODAY, _SETTINGS, lambda found: found.safe)
    if fixed.text == read.text:
        return
    after = parse_document(fixed.text, read.path)
    again = fix_document(after, TODAY, _SETTINGS, lambda found: found.safe)
    assert again.text == fixed.text
    assert _errors(after) <= _errors(read)


def migration(data: bytes) -> None:
    """Any text as a bare body: front matter that can be read, over the same body."""
    read = parse_document(data, str(_FILE))
    if read.has_front_matter:
        return
    try:
        made = migrate(read, _FILE, Options(TODAY))
    except NotMigratedError:
        return
    assert parse_document(made.text, str(_FILE)).values is not None
    assert made.text.endswith(read.text[read.body.start :])


def _errors(read: Document) -> set[str]:
    found = lint_documents([read], TODAY, _SETTINGS).diagnostics
    return {one.code for one in found if one.severity.label == "error"}


def _check(text: str, diagnostics: Iterable[Diagnostic]) -> None:
    lines = text.split("\n")
    for one in diagnostics:
        assert one.code != "CD999", one.message
        for span in (one.span, *(place.span for place in one.related)):
            assert 1 <= span.line <= span.end_line <= len(lines), one
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1, one
            assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1, one
            assert (span.line, span.column) <= (span.end_line, span.end_column), one


def _is_within(span: tuple[int, int], text: str) -> bool:
    return 0 <= span[0] <= span[1] <= len(text)


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one
    for one in (document, body, table, amount, region, suppressions, configuration, baseline, cache, fix, migration)
}
