"""Answer about a place of a guide: explain it, list the parts, lead to the table, complete what is written."""

import re
from datetime import date, timedelta
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

from lsprotocol import types as lsp

from comp_data.base.diagnostics import shortened
from comp_data.base.escape import code_span, safe_url, visible
from comp_data.base.package import GUIDE_SCHEMA, read_schema
from comp_data.comparison.rows import FIGURES
from comp_data.guide.front_matter.writer import scalar
from comp_data.guide.pay.agreement import matching_of, pair_of, table_of
from comp_data.guide.pay.rows import UNKNOWN_CURRENCY, Row
from comp_data.guide.pay.totals import sound_rows
from comp_data.linter.rule import Rule
from comp_data.linter.rules import RULES
from comp_data.linter.suppressions.apply import NEVER
from comp_data.migrate.migrate import REVIEW_DAYS
from comp_data.server.roots import Guide
from comp_data.values.money import Number, amount, bonus_percents, deviation, percent
from comp_data.values.places.gazetteer import Place, names_beginning
from comp_data.values.quarters import Quarter

_WORD: Final = re.compile(r"[A-Za-z0-9][\w-]*")
_RULES: Final = {name: rule for rule in RULES for name in (rule.code, rule.name)}
_SUPPRESSION: Final = re.compile(r"comp-data:\s*ignore(?:-file)?\[[^\]]*$")
_KEY: Final = re.compile(r"(?P<indent>\s*)(?P<dash>-[ ]+)?(?P<key>[\w-]*)")
_REST: Final = re.compile(r"[\w-]*(?=:|\s*(?:#|$))")
_VALUE: Final = re.compile(r"(?P<indent>\s*)(?P<dash>-[ ]+)?(?P<key>[\w-]+):\s+(?P<written>[^#]*)")
_ANY_KEY: Final = re.compile(r"(?P<indent>[ ]*)(?P<dash>-[ ]+)?(?P<key>[\w-]+):")
_markdown = partial(lsp.MarkupContent, lsp.MarkupKind.Markdown)


def hover(guide: Guide, offset: int) -> lsp.Hover | None:
    """Return Markdown about what is at an offset, with the guide's own text escaped; None if there is nothing."""
    rule = _rule_at(guide, offset)
    text = rule_text(rule) if rule else _known_at(guide, offset)
    return lsp.Hover(_markdown(text)) if text else None


def _known_at(guide: Guide, offset: int) -> str | None:
    if offset >= guide.document.body_start:
        row = table_row_at(guide, offset)
        return _formula(guide, row) if row else None
    path = guide.document.path_at(offset)
    row = guide.record.row_of(path)
    if row is not None and path[-1] == "region" and (label := row.label):
        lines = [f"{code_span(label.text)} is read as {code_span(label.canonical)}"] if label.is_alias else []
        lines += [f"- {_place(place)}" for place in label.places]
        lines += [f"- {code_span(name)} is not a known place" for name in label.unknown]
        return "\n".join([*lines, *(f"- perhaps {_place(place)}" for place in label.ambiguous)])
    described = properties_of(path[0] if len(path) > 1 else None).get(path[-1], {}) if path else {}
    formula = _formula(guide, row) if row and len(path) == 3 and path[-1] in FIGURES else None
    return "\n\n".join(part for part in (formula, described.get("description")) if part) or None


def rule_text(rule: Rule) -> str:
    """Return a rule as Markdown: its code, name and severity, what it reports and why."""
    why = rule.sections.get("Why", "")
    return f"**{rule.code} {rule.name}** ({rule.severity.label})\n\n{rule.summary}\n\n{why}".rstrip()


def table_row_at(guide: Guide, offset: int) -> Row | None:
    """Return the entry of front matter whose row, or cells, of the body's table are at an offset."""
    spans = [(pair.row, span) for pair in matching_of(guide.record).pairs for span in spans_of(pair.table)]
    at = (row for row, (start, end) in spans if start <= offset <= end)
    text = guide.document.text
    beside = (row for row, (start, end) in spans if "\n" not in text[min(start, offset) : max(end, offset)])
    return next(at, None) or next(beside, None)


def spans_of(row: Any) -> list[tuple[int, int]]:
    """Return the extents of the cells of a table row."""
    return [*filter(None, [row.region_span]), *(figure.span for figure in row.figures)]


def _rule_at(guide: Guide, offset: int) -> Rule | None:
    text = guide.positions.text
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    line = text[start : end if end >= 0 else None]
    word = next((one[0] for one in _WORD.finditer(line) if one.start() <= offset - start <= one.end()), "")
    rule = _RULES.get(word)
    return rule if rule and (word == rule.code or "comp-data:" in line) else None


def _formula(guide: Guide, row: Row) -> str:
    row = next((one for one in sound_rows(guide.record) if one.index == row.index), row)
    currency = "in no known currency" if row.currency == UNKNOWN_CURRENCY else code_span(row.currency)
    lines = [f"**{code_span(row.shown)}**, {currency} a year\n"]
    for end, pct in zip(("low", "high"), bonus_percents(row.bonus), strict=True):
        ranges = (row.base, row.stock, row.total_comp, row.expected_total)
        base, stock, stated, due = (getattr(pay, end) for pay in ranges)
        bonus = percent(pct) if pct is not None else _shown(getattr(row.bonus, end))
        off = f" ({deviation(stated, due):+.1f}%)" if stated is not None and due else ""
        parts = f"base {_shown(base)} + stock {_shown(stock)}/{amount(row.vest_years)} + bonus {bonus}"
        lines.append(f"- {end}: {parts} = {_shown(due)}; stated total {_shown(stated)}{off}")
    return "\n".join(lines)


def _shown(value: Number | None) -> str:
    return "not known" if value is None else amount(value)


def _place(place: Place) -> str:
    about = [place.kind, *(one for one in (place.state, place.country, place.currency) if one)]
    return f"{place.name} ({', '.join(dict.fromkeys(about))})"


def properties_of(parent: object) -> dict[Any, Any]:
    """Return the properties of front matter itself, or of what one of its keys contains."""
    schema = read_schema(GUIDE_SCHEMA)
    names = {"compensation": "Compensation", "level_mapping": "LevelMapping", "data_sources": "DataSource"}
    within: dict[str, Any] = schema if parent is None else schema["$defs"].get(names.get(str(parent)), {})
    options = [within, *within.get("anyOf", ())]
    return {key: value for option in options for key, value in option.get("properties", {}).items()}


def symbols(guide: Guide) -> list[lsp.DocumentSymbol]:
    """Return the keys of front matter, with the entries of `compensation`, and the sections of the body."""
    document = guide.document
    found = [_key_symbol(guide, key) for key in document.values or {}]
    for section in document.body.sections if document.has_front_matter else ():
        whole, label = (guide.positions.range(section.start, end) for end in (section.end, section.label_end))
        found.append(_symbol(section.label, lsp.SymbolKind.String, whole, label))
    return found


def _symbol(text: str, kind: lsp.SymbolKind, whole: lsp.Range, name: lsp.Range) -> lsp.DocumentSymbol:
    return lsp.DocumentSymbol(visible(shortened(text)) or "…", kind, whole, name)


def _key_symbol(guide: Guide, key: str) -> lsp.DocumentSymbol:
    whole = guide.positions.range(*guide.document.whole_extent((key,)))
    name = guide.positions.range(*guide.document.offsets_of(guide.document.span((key,), on_key=True)))
    found = _symbol(key, lsp.SymbolKind.Key, whole, name)
    rows = guide.record.rows if key == "compensation" else ()
    entries = [(row.shown, guide.positions.range(*guide.document.whole_extent(row.path("")[:2]))) for row in rows]
    found.children = [_symbol(text, lsp.SymbolKind.Object, at, lsp.Range(at.start, at.start)) for text, at in entries]
    return found


def links(guide: Guide) -> list[lsp.DocumentLink]:
    """Return a link for each source with a web address; the editor opens it, and the server fetches nothing."""
    return [
        lsp.DocumentLink(guide.positions.range(*guide.extent((*source.path, "url"))), target=target)
        for source in guide.record.sources
        if (target := safe_url(source.url))
    ]


def definition(guide: Guide, offset: int) -> lsp.Range | None:
    """Return the table row of the entry at an offset, or the entry of the table row there."""
    if offset >= guide.document.body_start:
        row = table_row_at(guide, offset)
        return guide.positions.range(*guide.document.whole_extent(row.path("")[:2])) if row else None
    row = guide.record.row_of((*guide.document.path_at(offset), "")[:2])
    pair = pair_of(guide.record, row) if row else None
    spans = spans_of(pair.table) if pair else []
    return guide.positions.range(min(start for start, _ in spans), max(end for _, end in spans)) if spans else None


def completions(guide: Guide, offset: int) -> list[lsp.CompletionItem] | lsp.CompletionList:
    """Return what may be written at an offset, the likeliest first; of the names of places those that match so far."""
    text = guide.positions.text
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    if _SUPPRESSION.search(before):
        kind, known = lsp.CompletionItemKind.Constant, [rule for rule in RULES if rule.code not in NEVER]
        return [
            lsp.CompletionItem(one.code, kind=kind, detail=one.name, documentation=_markdown(rule_text(one)))
            for one in known
        ]
    document, is_begun = guide.document, text.startswith("---")  # which may be complete later
    if not (document.yaml_start <= offset <= document.fence_end if document.has_front_matter else is_begun):
        return []
    after = re.split(r"[\r\n]", text[offset:], maxsplit=1)[0]
    # Only lines are looked at: front matter that is being written cannot be read yet.
    if found := _VALUE.fullmatch(before):
        return _values(guide, offset, found, after.partition("#")[0].rstrip())
    if (found := _KEY.fullmatch(before)) and (rest := _REST.match(after)):
        return _keys(guide, offset, found, rest[0])
    return []


def _values(guide: Guide, offset: int, line: re.Match[str], rest: str) -> list[lsp.CompletionItem] | lsp.CompletionList:
    """Return the values of a key; `rest` is what is written after the offset and is replaced as well."""
    key, written = line["key"], line["written"]
    schema = properties_of(_parent(_around(guide.positions.text, offset)[0], line)).get(key, {})
    options = (schema, *schema.get("anyOf", ()))
    allowed = [str(value) for option in options for value in option.get("enum", ())]
    allowed += ["null"] if any(option.get("type") == "null" for option in options) else []
    if key == "currency":
        common = ("USD", "EUR", "GBP", "CAD", "CHF", "AUD", "INR", "JPY", "SGD")
        likely = [*(row.currency for row in guide.record.rows), *common, *allowed]
        allowed = sorted(allowed, key=likely.index)
    where = guide.positions.range(offset - len(written), offset + len(rest))
    quote = written[:1] if written[:1] in ("'", '"') else ""
    typed = written.removeprefix(quote)
    places = names_beginning(typed)[:50] if key == "region" and typed else []
    items = [
        lsp.CompletionItem(
            visible(value),
            kind=lsp.CompletionItemKind.Value,
            sort_text=f"{rank:03}",
            filter_text=written if value in places else f"{quote}{value}",
            text_edit=lsp.TextEdit(where, scalar(value) if key in ("region", "company", "role") else value),
        )
        for rank, value in enumerate(dict.fromkeys((*allowed, *_likely(guide, key), *places)))
    ]
    return lsp.CompletionList(is_incomplete=True, items=items) if places else items


def _keys(guide: Guide, offset: int, line: re.Match[str], rest: str) -> list[lsp.CompletionItem]:
    """Return the keys that are missing; `rest` is what is written after the offset and is replaced as well."""
    text = guide.positions.text
    where = guide.positions.range(offset - len(line["key"]), offset + len(rest))
    has_colon = text.startswith(":", offset + len(rest))
    above, below = _around(text, offset)
    present, following = _present(above, below, line), next(iter(below), None)
    is_block = following is not None and len(following["indent"]) + bool(following["dash"]) > line.start("key")
    items = []
    for name, about in properties_of(_parent(above, line)).items():
        colon = ":" if about.get("type") == "array" or "$ref" in about else ": "
        if present is not None and name not in present and (colon == ":" or not is_block):
            edit = lsp.TextEdit(where, name if has_colon else name + colon)
            kind, described = lsp.CompletionItemKind.Property, str(about.get("description", ""))
            items.append(lsp.CompletionItem(name, kind=kind, documentation=described, text_edit=edit))
    return items


def _around(text: str, offset: int) -> tuple[list[re.Match[str]], list[re.Match[str] | None]]:
    """Return the keys of the lines above an offset, the nearest first, and for each line below its key, if any."""
    above = reversed(text[: text.rfind("\n", 0, offset) + 1].splitlines())
    below = filter(str.strip, text[offset:].partition("\n---")[0].splitlines()[1:])
    return [*filter(None, map(_ANY_KEY.match, above))], [*map(_ANY_KEY.match, below)]


def _parent(above: list[re.Match[str]], line: re.Match[str]) -> str | None:
    return next((one["key"] for one in above if not one.start("key")), "") if line.start("key") else None


def _present(above: list[re.Match[str]], below: list[re.Match[str] | None], line: re.Match[str]) -> set[str] | None:
    """Return the keys of the mapping that a key on a line would be in; None if its column is that of no mapping."""
    column = line.start("key")
    after = [one for one in below if one]
    if column == 0:
        return {one["key"] for one in (*above, *after) if not one.start("key")}
    beside = [] if line["dash"] else [*takewhile(lambda one: one.start("key"), above)]
    is_first_of_entries = not (beside or line["dash"]) and any(one["dash"] for one in after[:1])
    if is_first_of_entries or (beside and beside[0].start("key") != column):
        return None
    first = next((index for index, one in enumerate(beside) if one["dash"]), len(beside))
    within = takewhile(lambda one: one.start("key") and not one["dash"], after)
    return {one["key"] for one in (*beside[: first + 1], *within)}


def _likely(guide: Guide, key: str) -> list[str]:
    today, file = date.today(), Path(guide.path)
    if key == "region":
        table = table_of(guide.record)
        return [row.region for row in table.rows if row.region] if table else []
    if key == "salary_data_quarter":
        latest = Quarter.of(today).index
        return [str(Quarter(index // 4, index % 4 + 1)) for index in range(latest, latest - 4, -1)]
    updated = guide.record.date("last_updated") or today
    due = updated + min(timedelta(REVIEW_DAYS), date.max - updated)
    likely = {"company": file.parent.name, "role": file.stem, "next_review_due": str(due)}
    likely |= dict.fromkeys(("last_updated", "date_accessed"), str(today))
    return [likely[key]] if key in likely else []
