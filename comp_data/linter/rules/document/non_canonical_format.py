import re
from bisect import bisect
from collections.abc import Iterator

from comp_data.linter.analysis.key_order import first_out_of_order, sorted_keys
from comp_data.linter.rule import Document, Edit, Finding, Findings, Fix, FixKind, KeyPath, Severity, Span, rule

_CRLF = re.compile(r"\r(?=\n)")
_LONE_CR = re.compile(r"\r(?!\n)")
_BLANKS = re.compile(r"(?<![ \t])[ \t]+(?=\r?(?:\n|\Z))")
_LITERAL_HTML = re.compile(r"<(?:pre|script|style|textarea)\b", re.IGNORECASE)


@rule("CD008", "non-canonical-format", Severity.INFO, fix=FixKind.SAFE)
def non_canonical_format(document: Document) -> Findings:
    """The file is valid but not in the canonical format.

    Why:
        A byte-order mark, CRLF line ends, trailing blanks and keys in another order mean nothing but clutter the
        differences between two versions of a guide. Blanks that have a meaning, in Markdown or in a text over
        several lines, are not reported.

    Example:
        - # the next value is followed by a blank
        - industry: Robotics\x20
        + industry: Robotics

    Fix:
        Safe: removes the mark and the blanks, ends lines with LF, and sorts keys in the order of the format
        unless comments or anchors would lose their place.
    """
    text = document.text
    if text.startswith("\ufeff"):
        yield _finding(
            "mark",
            [Edit(Span(1, 1, 1, 2), "")],
            "the file begins with a byte-order mark",
            "Save it as UTF-8 without a byte-order mark",
        )
    if "\r" in text:
        yield from _line_ends(document)
    if "\r" in text or "\t" in text or " \n" in text or text.endswith(" "):
        blanks = [Edit(document.exact_span(start, end), "") for start, end in _meaningless_blanks(document)]
        if blanks:
            message = f"{_number(len(blanks), 'line ends', 'lines end')} with blanks"
            yield _finding("blanks", blanks, message, "Delete the blanks")
    if document.values is not None and all(problem.code != "CD004" for problem in document.problems):
        yield from _key_order(document)


def _finding(kind: str, edits: list[Edit], message: str, help_: str) -> Finding:
    if len(edits) > 1:
        message += "; the first is here"
    return Finding(edits[0].span, message, help_, fix=Fix(help_.lower(), tuple(edits), safe=True), figures=(kind,))


def _number(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


def _line_ends(document: Document) -> Findings:
    for pattern, text, kind, name in (
        (_CRLF, "", "CRLF", "CRLF"),
        (_LONE_CR, "\n", "CR", "a lone carriage return"),
    ):
        edits = [Edit(document.exact_span(*found.span()), text) for found in pattern.finditer(document.text)]
        if edits:
            message = f"{_number(len(edits), 'line ends', 'lines end')} with {name}"
            yield _finding(kind, edits, message, "End lines with LF")


def _meaningless_blanks(document: Document) -> Iterator[tuple[int, int]]:
    """Find blanks at line ends that certainly mean nothing."""
    text, body_start = document.text, document.body_start
    if document.values is not None:
        texts = document.texts_over_lines()
        for blanks in _BLANKS.finditer(text, 0, body_start):
            before = bisect(texts, (blanks.end(), 0))
            if before == 0 or texts[before - 1][1] <= blanks.start():
                yield blanks.span()
    body = text[body_start:]
    if _LITERAL_HTML.search(body):
        return
    has_code = "```" in body or "~~~" in body
    visible = document.body.visible
    for blanks in _BLANKS.finditer(text, body_start):
        start = text.rfind("\n", 0, blanks.start()) + 1
        line = text[start : blanks.start()]
        if visible[start : blanks.start()] == line and _is_meaningless(line, blanks[0], has_code):
            yield blanks.span()


def _is_meaningless(line: str, blanks: str, has_code: bool) -> bool:
    """Whether blanks after a line of the body are neither a Markdown line break nor part of code."""
    if not line:
        return not has_code and len(blanks) < 4 and "\t" not in blanks
    if line.startswith(("    ", "\t")) or line.endswith("\\"):
        return False
    return blanks == " " or line.lstrip().startswith(("|", "#"))


def _key_order(document: Document) -> Findings:
    values = document.values or {}
    first = first_out_of_order((), values)
    if first:
        yield _out_of_order(document, [first], [()])
    rows = values.get("compensation")
    if not isinstance(rows, list):
        return
    paths: list[KeyPath] = [("compensation", index) for index, row in enumerate(rows) if isinstance(row, dict)]
    found = [(path, one) for path in paths if (one := first_out_of_order(path, rows[int(path[1])]))]
    if found:
        yield _out_of_order(document, [one for _, one in found], [path for path, _ in found])


def _out_of_order(document: Document, found: list[tuple[KeyPath, str]], mappings: list[KeyPath]) -> Finding:
    at, above = found[0]
    message = f"{at[-1]} is below {above} and belongs above it"
    if len(found) > 1:
        message += f"; the keys of {len(found):,} entries are out of order, first here"
    edits = sorted_keys(document, mappings)
    fix = Fix("put the keys in order", edits, safe=True) if edits else None
    return Finding(at, message, "Put the keys in the order of the format", fix=fix, on_key=True, figures=("order",))
