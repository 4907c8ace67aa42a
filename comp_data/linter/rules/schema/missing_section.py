import re
from collections.abc import Iterator

from comp_data.guide.body.markdown_tables import has_delimiter_row
from comp_data.guide.body.sections import Body
from comp_data.linter.analysis.edits import line_from
from comp_data.linter.rule import Finding, Findings, Record, Severity, Span, rule

_LABELS = {
    "Negotiation DNA": re.compile(r"\bdna\b|\bnegotiation (?:profile|summary|overview|insights?)\b"),
    "level mapping": re.compile(
        r"\blevel(?:l?ing|s)?\b.{0,20}\b(?:map|equiv|compar|match|benchmark|chart|guide|calibrat)"
        r"|\b(?:equivalent|corresponding) levels?\b|^(?:internal |job |career )?level(?:l?ing|s)$"
    ),
    "negotiate-up strategy": re.compile(
        r"\bnegotiat\w*[ -]+up\b|\bcounter[ -]?offer|\bnegotiation (?:strateg|script|playbook|plan|tactic)"
        r"|\bhow to negotiate\b"
    ),
    "evidence": re.compile(
        r"\bevidence\b|\bsources\b|^source\b|\bdata source|\breferences?\b|\bcitations?\b|\bbibliography\b"
    ),
}
_USUAL = ("negotiation dna", "level mapping", "negotiate up", "evidence")
"""The usual labels of the same sections, checked first because that needs no pattern."""
_BEFORE_LABEL = re.compile(r"^(?:<[^>\n]{1,80}>|[^\w\n<|])*")
_TEXT = re.compile(r"\S")
_LABEL_LENGTH = 60


@rule("CD107", "missing-section", Severity.WARNING)
def missing_section(record: Record) -> Findings:
    """The body lacks a section that every guide has.

    Why:
        Readers expect the same sections in every guide: title, Negotiation DNA, compensation table, level mapping,
        negotiate-up strategy and evidence. A heading of any level, a bold line or a line that begins with the
        section's name counts.

    Example:
          # body:
        - > "With a written offer in hand, I ask for the top of the band."
        + > **Negotiate Up Strategy:** "With a written offer in hand, I ask for the top of the band."
    """
    missing = tuple(_missing(record.document.body))
    first_line = _first_line(record) if missing else None
    if first_line:
        yield Finding(
            first_line,
            f"the body has no {_listed(missing)}",
            "Add each missing section under a heading or a bold label of that name",
            figures=missing,
        )


def _missing(body: Body) -> Iterator[str]:
    labels = [section.label.lower() for section in body.sections]
    all_labels = "\n".join(labels)
    if not _has_title(body, labels):
        yield "title"
    if not has_delimiter_row(body) and "<table" not in body.visible.lower():
        yield "compensation table"
    more: list[str] | None = None
    for (name, pattern), usual in zip(_LABELS.items(), _USUAL, strict=True):
        if usual in all_labels or any(map(pattern.search, labels)):
            continue
        more = _line_starts(body) if more is None else more
        if not any(map(pattern.search, more)):
            yield name


def _has_title(body: Body, labels: list[str]) -> bool:
    """Whether the body has a title: a heading that names the guide, or a first label of no other section."""
    headings = [section.label for section in body.sections if section.is_heading]
    if any("|" in heading or "guide" in heading.lower() for heading in headings):
        return True
    return bool(labels) and not any(pattern.search(labels[0]) for pattern in _LABELS.values())


def _line_starts(body: Body) -> list[str]:
    """Return the beginnings of lines that could be labels: short lines, or text before a colon."""
    found = []
    for line in body.visible[body.start :].splitlines():
        text = _BEFORE_LABEL.sub("", line[: 4 * _LABEL_LENGTH], count=1)
        label, colon, _ = text[:_LABEL_LENGTH].partition(":")
        if colon or len(text) < _LABEL_LENGTH:
            found.append(label.lower())
    return found


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', no '.join(names[:-1])} and no {names[-1]}"


def _first_line(record: Record) -> Span | None:
    """Return the first line of the body with text; a comment only if there is no other line."""
    document = record.document
    places = (_TEXT.search(text, document.body_start) for text in (document.body.visible, document.text))
    return next((line_from(document, found.start()) for found in places if found), None)
