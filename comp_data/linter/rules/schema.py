"""Rules on the schema: fields, types, sections, and schemas of the user's own."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from comp_data.base.diagnostics import Finding, Fix, Severity, shortened
from comp_data.base.patterns import regex
from comp_data.base.wording import in_words
from comp_data.guide.body.fields import read_summary, read_title
from comp_data.guide.body.markdown_tables import delimiter_row, other_tables
from comp_data.guide.body.sections import Body
from comp_data.guide.front_matter.writer import scalar
from comp_data.linter.analysis.edits import line_from
from comp_data.linter.analysis.similarity import is_placeholder
from comp_data.linter.config.custom_schemas import violations
from comp_data.linter.rule import Findings, Record, Rule, found_before, rule
from comp_data.values.words import any_of, key_of, names, phrases, words

_rule = partial(found_before, "record")
missing_key: Rule = _rule("CD101", "missing-key", "A required key is missing.")
unknown_key: Rule = _rule("CD103", "unknown-key", "A key is not part of the format.", fix="unsafe")
wrong_type = _rule("CD104", "wrong-type", "A value does not have the type that its key requires.", fix="unsafe")
invalid_value: Rule = _rule("CD105", "invalid-value", "A value is not one that its key allows.", fix="unsafe")
unsupported_schema_version: Rule = _rule(
    "CD106", "unsupported-schema-version", "The record states a format version that this program does not know."
)
_KEYS = ("company_display", "role_display", "negotiation_dna_summary")
_LABELS = {name: regex(any_of("sections", name)) for name in names("sections")}
"""Sections by their usual labels, which are checked first because that needs no pattern, with all labels of each."""
_FOREIGN = {name: regex(any_of("sections in other languages", name)) for name in _LABELS}
_NAMES = {"negotiation dna": "Negotiation DNA", "negotiate up": "negotiate-up strategy"}
_OPTIONAL = ("author", "hq_location", "industry", "ticker", "employee_count_range")
_SIGNS = phrases("names", "sign of a draft")
_LETTERS = {one: regex("|".join(phrases("letters of a draft", one))) for one in names("letters of a draft")}
"""Other signs of a draft by a rare letter: a body that has it is searched for a pattern that begins with it."""
_IN_TEXT = regex(rf"^(?![ \t]*\|)[^\n]*?(?P<text>{any_of('names', 'draft')})", re.MULTILINE)
"""A placeholder in a line that is no row of a table: a cell may say that a figure is not known."""
_NEVER_LAST = words("names", "never last")
_NO_SOURCE = regex(rf"{any_of('names', 'no source')}\Z")
# A line of links to headings is part of a table of contents and has no label.
_BEFORE_LABEL = regex(r"^(?:(?:[^\w\n]*(?:\d+[.)]\s+)?\[[^\[\]\n]*\]\(#[^()\s]*\))+\W*$|(?:<[^>\n]{1,80}>|[^\w\n<|])*)")
_FILLED = (*_LABELS, "levers")
_TEXT = regex(r"[^\s-]")
_LABEL_LENGTH = 60


@rule("CD102", "empty-value", Severity.WARNING, fix="unsafe")
def empty_value(record: Record) -> Findings:
    """A display name, the summary, a source or another text is empty or a placeholder."""
    yield from _placeholder_sources(record)
    yield from _placeholder_in_body(record)
    yield from _cut_summary(record)
    for key in _OPTIONAL:
        if is_placeholder(stated := record.text(key) or "text") and (key, stated) != ("ticker", "NA"):  # a bank's
            message = f"{key} is the placeholder {shortened(stated)}"
            yield Finding((key,), message, "Write it, or delete the key", figures=(stated,))
    for key in _KEYS:
        if (value := record.values.get(key, "text")) is None or (isinstance(value, str) and is_placeholder(value)):
            yield _empty(record, key, value)


def _empty(record: Record, key: str, value: str | None) -> Finding:
    blank = "null" if value is None else "blank"
    state = f"the placeholder {shortened(value)}" if value and value.strip() else blank
    place = "title" if key.endswith("_display") else "Negotiation DNA line"
    title = read_title(record.document.body)
    names = {"company_display": title and title.company, "role_display": title and title.role}
    found = names[key] if key in names else read_summary(record.document.body)
    fix, help_ = None, "Write the text that lists and tables should show"
    if found and found.text and not is_placeholder(found.text):
        help_ = f'Write "{shortened(found.text)}", as the body has it'
        edits = (record.document.replacing((key,), scalar(found.text)),)
        fix = Fix(f"set {key} to the text of the {place}", edits, safe=False)
    return Finding((key,), f"{key} is {state}", help_, fix=fix, figures=(state,))


def _cut_summary(record: Record) -> Findings:
    key = "negotiation_dna_summary"
    last = (record.text(key) or "").rpartition(" ")[2]
    if last in _NEVER_LAST:
        message = f'{key} ends with "{last}": it is cut off'
        yield Finding((key,), message, "Write the whole text, here and in the body", figures=(last,))


def _placeholder_sources(record: Record) -> Findings:
    for path, name, *_ in record.sources:
        if is_placeholder(name) or _NO_SOURCE.match(key_of(name)):
            message = f"data_sources has {shortened(name)}, which names no source"
            yield Finding(path, message, "Name the source of the figures, or delete the entry", figures=(name,))


def _placeholder_in_body(record: Record) -> Findings:
    visible, start = record.document.body.visible, record.document.body_start
    has_sign = any(visible.find(sign, start) >= 0 for sign in _SIGNS)
    is_likely = has_sign or any(one in visible and _LETTERS[one].search(visible, start) for one in _LETTERS)
    found = _IN_TEXT.search(visible, start) if is_likely else None
    # The body usually has a copy of a placeholder in front matter.
    if found and not any(is_placeholder(record.text(key) or "text") for key in _KEYS):
        span = record.document.span_of(*found.span("text"))
        yield Finding(span, f"the body has the placeholder {found['text']}", "Write the text, or delete it", figures=())


@rule("CD107", "missing-section", Severity.WARNING)
def missing_section(record: Record) -> Findings:
    """The body lacks a section that every guide has, or has only its label."""
    document = record.document
    missing = tuple(_missing(document.body))
    # A comment is the first line of the body only if there is no other line.
    starts = (_TEXT.search(text, document.body_start) for text in (document.body.visible, document.text))
    first = next(filter(None, starts), None) if missing else None
    if first:
        message = f"the body has no {in_words([missing[0], *(f'no {name}' for name in missing[1:])])}"
        help_ = "Add each missing section under a heading or a bold label of that name"
        before, opened, after = document.text.rpartition("<!--")
        at = first.start()
        if opened and not (document.body.visible[len(before) :].strip() or "-->" in after or "```" in after):
            at, help_ = len(before), "End this comment with `-->`: it hides all that is below"
        yield Finding(line_from(document, at), message, help_, figures=missing)


def _missing(body: Body) -> Iterator[str]:
    labels = [one.lower for one in body.sections]
    all_labels = "\n".join(labels)
    is_named = any("|" in one.label or "guide" in one.lower for one in body.sections if one.is_heading)
    # the first label is a title too, unless it is that of another section
    if not is_named and (not labels or any(pattern.search(labels[0]) for pattern in _LABELS.values())):
        yield "title"
    has_table = any(len(one.header) > 1 for one in body.tables or ())  # those that other rules needed
    if not (has_table or delimiter_row(body) is not None or any(other_tables(body))):
        yield "compensation table"
    more: tuple[str, ...] | None = None
    for usual, pattern in _LABELS.items():
        if usual in all_labels or any(map(pattern.search, labels)):
            continue
        more = tuple(_line_starts(body)) if more is None else more
        if not any(map(pattern.search, more)) and not any(map(_FOREIGN[usual].search, more)):
            yield _NAMES.get(usual, usual)
    filled = body.find(*_FILLED)
    # Bold lines below a label are its text, unless they are labels of such sections too.
    texts = {one.start for one in body.sections if not one.is_heading} - {one.start for one in filled}
    for one in filled:
        is_short = one.end - one.content_start < _LABEL_LENGTH and one.end not in texts
        if is_short and not _TEXT.search(body.visible, one.content_start, body.whole_end(one)):
            yield f"text under {shortened(one.label)}"


def _line_starts(body: Body) -> Iterator[str]:
    """Yield the beginnings of lines that could be labels: short lines, or text before a colon."""
    for line in body.visible[body.start :].splitlines():
        text = _BEFORE_LABEL.sub("", line[: 4 * _LABEL_LENGTH], count=1)
        label, colon, _ = text[:_LABEL_LENGTH].partition(":")
        if colon or len(text) < _LABEL_LENGTH:
            yield label.lower()


@rule("CD110", "custom-schema", Severity.ERROR)
def custom_schema(record: Record, *, files: tuple[str, ...] = ()) -> Findings:
    """Front matter does not match your own JSON Schema.

    Options:
        files: Your own JSON Schema files, relative to the configuration; `lint --schema FILE` adds more.
    """
    for file in files:
        for path, message in violations(file, record.values):
            name = Path(file).name  # not its folder: findings and baselines are the same on every machine
            yield Finding(path, message, f"Change front matter to match {name}", figures=(name, message))
