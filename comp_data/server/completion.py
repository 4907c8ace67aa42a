"""Complete what a person writes in a guide: keys, the values that the schema allows, rules of a suppression.

It looks at lines only, so that it works in front matter that cannot be read yet.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from lsprotocol import types as lsp

from comp_data.guide.pay.agreement import table_of
from comp_data.linter.rule import Rule
from comp_data.linter.rules import RULES
from comp_data.linter.suppressions.apply import NEVER
from comp_data.server.places import properties_of, rule_text
from comp_data.server.roots import Guide
from comp_data.values.quarters import Quarter

_SUPPRESSION: Final = re.compile(r"comp-data:\s*ignore(?:-file)?\[[^\]]*$")
_KEY: Final = re.compile(r"(?P<indent>\s*)(?P<dash>- )?[\w-]*")
_VALUE: Final = re.compile(r"(?P<indent>\s*)(?P<dash>- )?(?P<key>[\w-]+):\s+\S*")
_ANY_KEY: Final = re.compile(r"(?P<indent>[ ]*)(?P<dash>- )?(?P<key>[\w-]+):")


def completions(guide: Guide, offset: int) -> list[lsp.CompletionItem]:
    """Return what may be written at an offset."""
    text = guide.positions.text
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    if _SUPPRESSION.search(before):
        return [_rule(rule) for rule in RULES if rule.code not in NEVER]
    document = guide.document
    if document.has_front_matter:
        is_inside = document.yaml_start <= offset <= document.fence_end
    else:
        is_inside = text.startswith("---")  # it may be complete later
    if not is_inside:
        return []
    if found := _VALUE.fullmatch(before):
        parent = _parent(text, offset, found)
        allowed = _values(properties_of(parent).get(found["key"], {}))
        table = table_of(guide.record) if found["key"] == "region" else None
        more = [row.region for row in table.rows if row.region] if table else _dated(found["key"])
        return [lsp.CompletionItem(one, kind=lsp.CompletionItemKind.Value) for one in (*allowed, *more)]
    if found := _KEY.fullmatch(before):
        parent = _parent(text, offset, found)
        present = _present(text, offset, found)
        return [_key(name, about) for name, about in properties_of(parent).items() if name not in present]
    return []


def _parent(text: str, offset: int, line: re.Match[str]) -> str | None:
    """Return the key of front matter that a line is below; None for a line of front matter itself."""
    if _is_top(line):
        return None
    above = text[: text.rfind("\n", 0, offset) + 1].splitlines()
    return next((found["key"] for one in reversed(above) if (found := _ANY_KEY.match(one)) and _is_top(found)), None)


def _is_top(found: re.Match[str]) -> bool:
    return not found["indent"] and not found["dash"]


def _present(text: str, offset: int, line: re.Match[str]) -> set[str]:
    """Return the keys that are written already: of front matter, or of the same entry of a list."""
    start = text.rfind("\n", 0, offset) + 1
    above = map(_ANY_KEY.match, reversed(text[:start].splitlines()))
    below = map(_ANY_KEY.match, text[offset:].splitlines()[1:])
    if _is_top(line):
        return {one["key"] for one in (*above, *below) if one and _is_top(one)}
    found: set[str] = set()
    for one in above if not line["dash"] else ():
        if one is None or _is_top(one):
            break
        found.add(one["key"])
        if one["dash"]:
            break
    for one in below:
        if one is None or one["dash"] or _is_top(one):
            break
        found.add(one["key"])
    return found


def _values(schema: dict[str, Any]) -> Iterator[str]:
    for option in (schema, *schema.get("anyOf", ())):
        yield from map(str, option.get("enum", ()))
        if option.get("type") == "null":
            yield "null"


def _dated(key: str) -> list[str]:
    today = date.today()
    if key == "salary_data_quarter":
        latest = Quarter.of(today).index
        return [str(Quarter(index // 4, index % 4 + 1)) for index in range(latest, latest - 4, -1)]
    return [str(today)] if key in ("last_updated", "date_accessed") else []


def _key(name: str, about: dict[str, Any]) -> lsp.CompletionItem:
    is_block = about.get("type") == "array" or "$ref" in about
    return lsp.CompletionItem(
        name,
        kind=lsp.CompletionItemKind.Property,
        documentation=str(about.get("description", "")),
        insert_text=f"{name}:" if is_block else f"{name}: ",
    )


def _rule(rule: Rule) -> lsp.CompletionItem:
    return lsp.CompletionItem(
        rule.code,
        kind=lsp.CompletionItemKind.Constant,
        detail=rule.name,
        documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, rule_text(rule)),
    )
