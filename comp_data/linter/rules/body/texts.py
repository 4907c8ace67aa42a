"""Rules on names, summaries, sources and asks of the body."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from comp_data.base.diagnostics import Finding, Fix, Note, Severity, shortened
from comp_data.base.patterns import regex
from comp_data.base.vocabulary import STANDARD_ROLES
from comp_data.base.wording import letters_of
from comp_data.guide.body.cells.amounts import read_cell
from comp_data.guide.body.fields import read_summary, read_title
from comp_data.guide.body.sections import BodyText
from comp_data.guide.body.sources import Evidence, find_mentions, is_source_name, read_evidence, source_key, sources_in
from comp_data.guide.document import read_document
from comp_data.guide.front_matter.writer import scalar
from comp_data.linter.analysis import similarity
from comp_data.linter.analysis.edits import line_from, replacing
from comp_data.linter.rule import Document, Findings, Record, Source, rule
from comp_data.values.currencies import may_mean
from comp_data.values.money import amount
from comp_data.values.words import any_of

_PATH = ("negotiation_dna_summary",)
_MOST_SOURCES: Final = 1_000  # each is looked for in all others
_STRATEGY = regex(any_of("sections", "negotiate up"))
_SIGN, _NUMBER = r"[A-Z]{0,3}[$€£₹¥₩₪]\s?", r"[0-9][0-9.,]*[0-9](?:\s?[kK])?"
_ASK = regex(
    rf"(?P<asked>(?:{_SIGN}|[A-Z]{{3}}\s){_NUMBER}(?:\s?[–-]\s?(?:{_SIGN})?{_NUMBER})?)\+?"
    rf"(?P<base>\s(?i:{any_of('texts', 'base salary after an amount')})\b"
    rf"(?P<change>[\s-](?i:{any_of('texts', 'a change of pay')})\b)?)?"
)
_BASE_OF = regex(rf"(?i)\b{any_of('texts', 'base salary before an amount')}\s\Z")
_NO_ASK = regex(rf"(?i)\b(?:{any_of('texts', 'in addition')}\s|{any_of('texts', 'no ask')}\b[^.;\n]*)\Z|\+\Z")
_read = lru_cache(1024)(read_cell)  # guides of a company ask for the same
_OVER, _UNDER, _LEAST = 1.1, 0.9, 0.25  # an amount under the least share is what a base is to be raised by


@rule("CD508", "title-differs", Severity.WARNING, fix="safe", supersedes=("CD102",))
def title_differs(record: Record) -> Findings:
    """The role or company in the body's title is not that of `role_display`, `company_display` or `role`."""
    found = list(_of_title(record))
    yield from found
    if not any(one.at == ("role_display",) for one in found):
        yield from _of_slug(record)


def _of_title(record: Record) -> Findings:
    if (title := record.title) is None or title.role is None or title.company is None:
        return
    role, company = record.text("role_display"), record.text("company_display")
    if role and company and role != title.role.text and company != title.company.text:
        exchanged = {similarity.likeness(role, title.company.text), similarity.likeness(company, title.role.text)}
        if exchanged <= {"same", "case"}:
            return
    in_capitals = title.role.text.isupper() and title.company.text.isupper()
    yield from _compared(record, "company_display", company, title.company, in_capitals=in_capitals)
    yield from _compared(record, "role_display", role, title.role, in_capitals=in_capitals)


def _of_slug(record: Record) -> Findings:
    stated, role = record.text("role_display") or "", record.text("role") or ""
    if "-" in role and stated == role:
        message, help_ = f"role_display is {role}, the slug of the role", "Write the role's name, here and in the title"
        yield Finding(("role_display",), message, help_, figures=(stated,))
    meant = role.replace("-", " ")
    if not (role in STANDARD_ROLES and stated.strip()) or similarity.likeness(stated, meant) != "different":
        return
    from comp_data.matching.roles import standard_role_of  # noqa: PLC0415 - needed for a finding only

    named = standard_role_of(stated)
    known = f", which is the standard role {named}" if named not in (None, role) else ""
    if known or similarity.is_other_role(stated, meant):
        message = f"role_display is {shortened(stated)}{known}; role is {role}"
        help_ = "Correct the one that is wrong, and the title"
        yield Finding(("role_display",), message, help_, (Note("the role", ("role",)),), figures=(stated, role))


def _compared(record: Record, key: str, stated: str | None, written: BodyText, *, in_capitals: bool) -> Findings:
    if stated is None or not stated.strip():
        return
    how, end = similarity.likeness(stated, written.text), written.span[1]
    if how == "same":
        return
    is_next_word = record.document.text[end : end + 8].strip().lower() == "global"  # of `Global Negotiation Guide`
    if how != "case" and is_next_word and similarity.likeness(stated, f"{written.text} Global") == "same":
        return
    message = f"{key} is {shortened(stated)}; the title says {shortened(written.text)}"
    help_, severity = "Write the same name in both places", Severity.WARNING
    fix: Fix | None = None
    if how == "case":
        if in_capitals:
            return
        severity = Severity.INFO
        shown, name = similarity.without_remark(stated, written.text)
        if similarity.has_more_care(name, shown):
            help_ = f"Write {shortened(name)}"
            fix = replacing(record, (key,), scalar(name), f"write {shortened(name)}, as the title does", safe=True)
        elif similarity.has_more_care(shown, name):
            help_ = f"Write {shortened(shown)} in the title"
    elif how == "long form" and key == "company_display":
        severity = Severity.INFO
    note = Note("the title", record.document.span_of(*written.span))
    yield Finding((key,), message, help_, (note,), fix, severity, figures=(stated, written.text))


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
    values = document.values or {}
    title, stated = read_title(document.body), values.get("company_display")
    is_stated = title and title.company and title.role and not (title.company.text + title.role.text).isupper()
    name = title.company.text if is_stated and title and title.company else stated
    return values.get("company"), name if isinstance(name, str) else None


@rule("CD509", "summary-differs", Severity.WARNING, fix="safe", supersedes=("CD102",))
def summary_differs(record: Record) -> Findings:
    """`negotiation_dna_summary` is not the text of the body's Negotiation DNA line."""
    line = read_summary(record.document.body)
    again = record.document.body.visible.find("\n**Negotiation DNA:** ", line.span[1]) if line else -1
    if again >= 0:
        message, help_ = "the body has a second Negotiation DNA line", "Keep the one that is right"
        yield Finding(record.document.span_of(again + 1, again + 21), message, help_, figures=())
    stated = record.values.get(_PATH[0], 0)
    if line is None or not (stated is None or isinstance(stated, str)):
        return
    summary = stated or ""
    raw = record.document.text[slice(*line.span)]
    if summary == raw:
        return
    counts, wanted = similarity.as_words(summary), similarity.as_words(line.text)
    if counts in (wanted, similarity.as_words(raw.partition("\n")[0])):  # below it may be a paragraph of its own
        return
    is_safe = not counts or similarity.is_cut_off(summary, line.text)
    help_ = "Write the text of the Negotiation DNA line"
    if not counts:
        message = f"{_PATH[0]} is {'null' if stated is None else 'without text'}, but the Negotiation DNA line has text"
    elif is_safe:
        message = "negotiation_dna_summary is cut off: the Negotiation DNA line continues"
    else:
        mine, theirs = similarity.excerpts(summary, line.text)
        message = f'negotiation_dna_summary says "{mine}", the Negotiation DNA line "{theirs}"'
        help_ = "Write the text that is right in both places"
    title = "write the text of the Negotiation DNA line"
    is_longer = similarity.is_cut_off(line.text, summary)
    fix = None if is_longer else replacing(record, _PATH, scalar(line.text), title, safe=is_safe)
    note = Note("the Negotiation DNA line", record.document.span_of(*line.span))
    yield Finding(_PATH, message, help_, (note,), fix, figures=(summary, line.text))


@rule("CD511", "sources-differ", Severity.INFO)
def sources_differ(record: Record) -> Findings:
    """A source is named only in `data_sources` or only in the body's evidence."""
    evidence = read_evidence(record.document.body)
    if evidence is None or not 0 < len(record.sources) <= _MOST_SOURCES:
        return
    named = sources_in(evidence)[:_MOST_SOURCES]
    yield from _only_in_evidence(record, named)
    yield from _only_in_front_matter(record, evidence, {source_key(source.text): source.text for source in named})


def _only_in_evidence(record: Record, sources: tuple[BodyText, ...]) -> Findings:
    known = {key for source in record.sources for key in _keys(source)}
    others = [one for one in sources if source_key(one.text) not in known]
    names = tuple([f"{source.name} ".casefold() for source in record.sources]) if others else ()  # `Acme Pay 2026`
    letters = " ".join([letters_of(source.name) for source in record.sources]) if others else ""
    own = letters_of(record.text("company_display") or record.company or "")
    for named in others:
        name = letters_of(named.text)
        if name != own and name not in letters and not named.text.casefold().startswith(names):
            written = record.document.text[slice(*named.span)]
            is_alike = letters_of(written) in name or name in letters_of(written)
            shown = named.text if is_alike else f"{written} ({named.text})"
            message = f"the evidence names {shown}, which is not in data_sources"
            help_ = "Add it to data_sources if the figures come from it"
            note = Note("the sources in front matter", ("data_sources",), on_key=True)
            yield Finding(record.document.span_of(*named.span), message, help_, (note,), figures=(named.text,))


def _only_in_front_matter(record: Record, evidence: Evidence, named: dict[str, str]) -> Findings:
    text, known = "", set(named)
    for source in record.sources:
        sites, keys = _sites(source.name), _keys(source)
        if keys & known or not (sites or is_source_name(source.name)):
            continue
        text = text or letters_of(evidence.text)
        if text and not any(letters_of(name) in text for name in (source.name, *sites)):
            from difflib import get_close_matches  # noqa: PLC0415 - needed for a finding only

            known |= keys
            near = get_close_matches(source_key(source.name), named, 1, 0.8)  # `levles`, `levels`
            meant = f"; {named[near[0]]} may be meant" if near else ""
            message = f"data_sources names {shortened(source.name)}, which the evidence does not mention{meant}"
            help_ = "Mention it in the evidence, or remove it from data_sources"
            note = Note("the evidence", line_from(record.document, evidence.span[0]))
            severity = Severity.WARNING if near else None
            yield Finding(source.path, message, help_, (note,), severity=severity, figures=(source.name,))


@lru_cache(4096)
def _keys(source: Source) -> frozenset[str]:
    sites = _sites(source.name) + (_sites(source.url) if source.url else ())
    return frozenset((source_key(source.name), *map(source_key, sites)))


@lru_cache(4096)
def _sites(text: str) -> tuple[str, ...]:
    return tuple(mention.text for mention in find_mentions(text))


@rule("CD517", "ask-far-from-base", Severity.WARNING)
def ask_far_from_base(record: Record) -> Findings:
    """The negotiate-up strategy asks for a base salary that is over 10% out of the guide's ranges."""
    body = record.document.body
    parts = (one for one in body.sections if _STRATEGY.search(one.lower))
    for found in (found for one in parts for found in _ASK.finditer(body.visible, one.content_start, one.end)):
        lead = body.visible[max(found.start() - 40, 0) : found.start()]
        is_ask = (found["base"] or _BASE_OF.search(lead)) and not (found["change"] or _NO_ASK.search(lead))
        if not is_ask or not (asked := _read(found["asked"]).amounts):
            continue
        pays = [one.base for one in record.rows if may_mean(asked.sign, one.currency)]
        lowest = min((one.low for one in pays if one.low), default=0)
        highest = max((one.high for one in pays if one.high), default=float("inf"))
        is_over = (asked.low or 0) > _OVER * highest
        if is_over or _LEAST * lowest < (asked.high or 0) < _UNDER * lowest:
            of = f"highest is {amount(highest)}" if is_over else f"lowest is {amount(lowest)}"
            message = f"the strategy asks for {found['asked']} as base salary, and the guide's {of}"
            figures, help_ = (asked.low, asked.high, lowest, highest), "Correct the amount, or the base salaries"
            yield Finding(record.document.span_of(*found.span("asked")), message, help_, figures=figures)
