"""Rules on the level mapping of front matter and the body, and on remarks in place of names and levels."""

from typing import Any, Final

from comp_data.base.diagnostics import Finding, Fix, KeyPath, Note, Severity, shortened
from comp_data.base.patterns import regex
from comp_data.base.vocabulary import STANDARD_ROLES, slug_of
from comp_data.guide.body.cells.levels import is_level_name
from comp_data.guide.body.fields import read_level_mapping
from comp_data.guide.body.layouts import is_place, role_of
from comp_data.guide.body.markdown_tables import find_tables
from comp_data.guide.body.sections import BodyText
from comp_data.guide.front_matter.writer import scalar
from comp_data.guide.pay.agreement import table_of
from comp_data.linter.analysis.edits import inserting, line_from, replacing
from comp_data.linter.analysis.similarity import as_words, excerpts, is_placeholder
from comp_data.linter.rule import Findings, Record, rule
from comp_data.values.currencies import UNITS_PER_DOLLAR
from comp_data.values.words import any_of, names

_MAPPING = ("level_mapping",)
_RAW = ("level_mapping", "raw")
_TITLE = "write the body's chain of levels"
_NOTED = "the level mapping of the body"
_BETWEEN = regex(r"\s(?:[=≈≃≅≡~↔⇔⟷·|]+|<->)\s")
_JOINT = " = "
_ITEM = regex(r"\A\s*(?:[-+•*]|\d{1,2}[.)])\s+")
_DOTS = regex(r"(?:…|\.{3})\s*$")
_NEXT_LINE = regex(r"[^\r\n]*(?:\r?\n[ \t]*){1,2}(?P<line>(?![#>|])[^\r\n]+)")
_LEVEL = regex(r"(?i)\b(?:levels?|grades?|bands?|ladder)\b")
_EQUIVALENT = regex(r"(?i)equivalent|≈|title|\blevel")
_LABEL = regex(r"(?i)\blevel(?:l?ing|s)?\b.{0,20}\b(?:map|equiv)")

_LONGEST: Final = 200
"""A longer text is no name of a role or of a level, and the patterns below would take hours for one of 1 MB."""
_KIND: Final = rf"\b{any_of('names', 'role remark')}\s+roles?\b"
_REMARK: Final = regex(
    rf"(?i)[(\[](?:[^()\[\]]*{_KIND}[^()\[\]]*|\s*)[)\]]|[$€£₹]\s?\d.*|:\Z|\b(?P<twice>\w[\w/ ]+) (?P=twice)\Z"
)
_NO_LEVEL: Final = regex(rf"(?i)\(?(?:{_KIND}|{any_of('names', 'no level')})\)?\Z")
_NO_LINK: Final = regex(r"=|.*(?:\?|[$€£]\d|<\w+>|\]\(|\b(?:TODO|TBD)\b)")
_LADDERS: Final = {name: regex(any_of("ladders", name)) for name in names("ladders")}
_OF_COMPANY: Final = regex(rf"({'|'.join(_LADDERS)})\s+(?:\w+\s+)?([A-Z]{{1,4}}-?[0-9]{{1,2}})\b")
"""A level of a company whose levels are known."""
_CODE: Final = regex(r"\b[A-Z]{1,3}-?[0-9]{1,2}\b")
"""The short name of a level: `L4`, `IC3`, `E-5`."""


@rule("CD510", "level-mapping-differs", Severity.WARNING, fix="safe")
def level_mapping_differs(record: Record) -> Findings:
    """`level_mapping.raw` is not the chain of levels in the body."""
    mapping = record.values.get("level_mapping")
    if not isinstance(mapping, dict):
        return
    raw = mapping.get("raw")
    chain = read_level_mapping(record.document.body)
    if isinstance(raw, str) and raw.strip():
        yield from _differing(record, raw, chain) if chain else _table_only(record, mapping, raw)
    elif raw is None or isinstance(raw, str):
        stated = {key for key, value in mapping.items() if value is not None and key != "raw"}
        if stated and not ("raw" in mapping and stated == {"internal"}):
            return  # a key for each company, or the company's own level
        if chain and _BETWEEN.search(chain.text):
            yield _missing(record, mapping, chain)
        elif chain is None:
            yield from _table_only(record, mapping, "")


def _differing(record: Record, raw: str, chain: BodyText) -> Findings:
    is_same = raw == record.document.text[slice(*chain.span)]
    stated, written = ([], []) if is_same else (_links(raw), _links(chain.text))
    if is_same or (stated[:1], sorted(stated)) == (written[:1], sorted(written)):
        yield from _second(record, chain, raw)
        return
    is_safe = _is_cut(stated, written, has_dots=_DOTS.search(raw) is not None)
    if is_safe:
        message = "level_mapping.raw is cut off: the body's level mapping continues"
    else:
        mine, theirs = excerpts(raw, chain.text)
        message = f'level_mapping.raw says "{mine}", the body "{theirs}"'
    help_ = "Write the body's chain" if is_safe else "Write the chain that is right in both places"
    fix = replacing(record, _RAW, scalar(chain.text), _TITLE, safe=is_safe) if _JOINT in chain.text else None
    note = Note(_NOTED, record.document.span_of(*chain.span))
    yield Finding(_RAW, message, help_, (note,), fix, figures=(raw, chain.text))


def _second(record: Record, chain: BodyText, raw: str) -> Findings:
    found = _NEXT_LINE.match(record.document.body.visible, chain.span[1])
    line = found["line"] if found else ""
    if found and _JOINT in line and set(_links(raw)).isdisjoint(_links(line)):
        note = Note("the second chain", record.document.span_of(*found.span("line")))
        message = f"the body has a second chain of levels, {shortened(line.strip())}, and front matter has one"
        yield Finding(_RAW, message, "Write both chains, or one key for each company", (note,), figures=(line,))


def _links(chain: str) -> list[str]:
    return [link for part in _BETWEEN.split(_ITEM.sub("", chain)) if (link := as_words(part))]


def _is_cut(stated: list[str], written: list[str], *, has_dots: bool) -> bool:
    """Whether a chain is the beginning of another; its last link may be cut off within a word."""
    count = len(stated)
    if not stated or count > len(written) or stated[:-1] != written[: count - 1]:
        return False
    last, whole = stated[-1], written[count - 1]
    if last == whole:
        return count < len(written)
    after = whole[len(last) : len(last) + 1]
    return whole.startswith(last) and (has_dots or (last[-1].isalpha() and after.isalpha()))


def _missing(record: Record, mapping: dict[str, Any], chain: BodyText) -> Finding:
    document, has_raw, raw = record.document, "raw" in mapping, scalar(chain.text)
    last, source = (*_MAPPING, *list(mapping)[-1:]), document.source(_MAPPING)
    is_plain = document.knows(last) and "&" not in document.line(document.span(_MAPPING, on_key=True).line)
    fix: Fix | None = None
    if has_raw:
        fix = replacing(record, _RAW, raw, _TITLE, safe=True)
    elif is_plain and source == "{}":
        fix = Fix(_TITLE, (document.replacing(_MAPPING, f"{{raw: {raw}}}"),), safe=True)
    elif is_plain and mapping and not source.startswith("{"):
        fix = Fix(_TITLE, (inserting(document, last, [f"raw: {raw}"]),), safe=True)
    return Finding(
        _RAW if has_raw else _MAPPING,
        "level_mapping has no chain of levels, while the body gives one",
        "Write the body's chain as level_mapping.raw",
        (Note(_NOTED, document.span_of(*chain.span)),),
        fix if _JOINT in chain.text else None,
        on_key=not has_raw,
        figures=(chain.text,),
    )


def _table_only(record: Record, mapping: dict[str, Any], raw: str) -> Findings:
    """Report a mapping that is empty, or only the header of the body's table of levels."""
    document, pay, body = record.document, table_of(record), record.document.body
    named = [one for one in body.find("level") if _LABEL.search(one.label)]
    labeled = [one for one in named if "|" in body.visible[one.start : one.end]]
    for table in find_tables(body) if labeled or not raw else ():
        names = [cell.text for cell in table.header]
        if (pay and table.start == pay.span[0]) or len(names) < 2:
            continue
        is_labeled = any(one.content_start <= table.start < one.end for one in labeled)
        line = line_from(document, table.start)
        # `Acme Level | Globex Equivalent`
        is_header = _LEVEL.search(names[0]) and (_EQUIVALENT.search(names[1]) or role_of(names[1]) == "title")
        if not raw and (is_labeled or is_header):
            place = (*_MAPPING, "internal") if "internal" in mapping else _MAPPING
            message = "level_mapping is empty, while the body has a table of levels"
            help_ = "Write the levels as a chain, raw: A = B = C, or one key for each company"
            note = Note("the table of levels", line)
            yield Finding(place, message, help_, (note,), on_key=True, figures=tuple(names))
            return
        if is_labeled and _links(raw) == list(filter(None, map(as_words, names))):
            message = "level_mapping.raw is the header of the body's table of levels, without the levels"
            help_ = "Write the levels as a chain, A = B = C, or one key a company"
            yield Finding(_RAW, message, help_, (Note(_NOTED, line),), figures=(raw,))
            return


@rule("CD515", "remark-in-name", Severity.WARNING)
def remark_in_name(record: Record) -> Findings:
    """A role's name has a remark, a level is not a level, or the chain of levels is wrong or contradicts itself."""
    name = record.text("role_display") or ""
    if len(name) <= _LONGEST and (found := _REMARK.search(name)):
        message = f"role_display has the remark {shortened(found['twice'] or found[0])}, which is not part of the name"
        help_ = "Remove it here and in the title; `role_type: specialty` marks such a role"
        yield Finding(("role_display",), message, help_, figures=(found[0],))
    mapping = record.values.get("level_mapping")
    texts = mapping.items() if isinstance(mapping, dict) else ()
    levels = {key: value for key, value in texts if isinstance(value, str)}
    internal, raw = levels.get("internal", "").strip(), levels.get("raw", "")
    yield from _no_levels(record, internal)
    if _JOINT in raw and (problem := _problem_of(raw, internal, record.role)):
        message, help_ = f"level_mapping.raw {problem}: {shortened(raw)}", "Correct the chain here and in the body"
        yield Finding(_RAW, message, help_, figures=(raw, internal))


def _no_levels(record: Record, internal: str) -> Findings:
    stated: list[tuple[KeyPath, str]] = [((*_MAPPING, "internal"), internal)] if internal else []
    stated += [(row.path("level"), row.level) for row in record.rows if row.level]
    for path, level in ((path, level) for path, level in stated if len(level) <= _LONGEST):
        found = _OF_COMPANY.match(level)
        is_other = found is not None and found[1].lower() not in (record.company or "")
        is_region = path[-1] == "level" and is_place(level) and not is_level_name(level)
        if is_other or is_region or level in UNITS_PER_DOLLAR or is_placeholder(level) or _NO_LEVEL.match(level):
            key = "level" if path[-1] == "level" else "level_mapping.internal"
            message = f"{key} is {shortened(level)}, which is not a level"
            yield Finding(path, message, "Write the company's own level, or null if it is unknown", figures=(level,))


def _problem_of(raw: str, internal: str, role: str | None) -> str | None:
    links = [link.strip() for link in f"{raw} ".split(_JOINT)]  # with a blank, `A =` ends in a link without text
    slug = f"-{slug_of(links[0])}-"
    named = [one for one in STANDARD_ROLES if f"-{one}-" in slug]
    codes = _CODE.findall(links[0])
    if any(is_placeholder(link) or link in _LADDERS or _NO_LINK.match(link) for link in links):
        return "has a link without a level"
    unknown = (found for found in map(_OF_COMPANY.match, links) if found and not _LADDERS[found[1]].fullmatch(found[2]))
    if wrong := next(unknown, None):
        return f"has {wrong[0]}, which is not a level of {wrong[1]}"
    if len(set(links)) < len(links):
        return "names a level twice"
    if role in STANDARD_ROLES and named and role not in named:
        return f"begins with a level of {max(named, key=len)}, and role is {role}"
    if codes and _CODE.fullmatch(internal) and internal not in codes:
        return f"begins with another level than level_mapping.internal, which is {internal}"
    return None
