"""The formats `json` and `jsonl`, and JSON that every reader accepts and that no CI runner takes for a command."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from json.encoder import JSONEncoder, encode_basestring_ascii
from typing import Any, Final

from comp_data.base.diagnostics import Diagnostic, Severity, Span, fingerprints
from comp_data.linter.result import LintResult
from comp_data.report.findings.view import LABELS, View, by_company, by_rule, counts
from comp_data.version import __version__

# The version of the format: removing a field or changing its meaning raises it, a new field does not.
_VERSIONS: Final = {"version": 1, "tool": {"name": "comp-data", "version": __version__}}
_PLACE: Final = ("message", "path", *Span._fields)
_KNOWN: Final = ("key_path", "company", "role", "region", "level", "help", "related", "fix", "fingerprint")
_FIELDS: Final = ("code", "name", "severity", *_PLACE, *_KNOWN)
_ENCODE = JSONEncoder().encode
ITEMS: Final = "\0items"
"""The place of the list that `json_pieces` writes; the first such text counts, so texts of guides come after it."""


def json(view: View) -> Iterator[str]:
    """Yield one JSON object: version, tool, every finding with all its fields whatever `--level` is, and summary."""
    result = view.result
    summary = {
        **totals(result),
        "rules": {code: sum(found.values()) for code, _, found in by_rule(result.diagnostics)},
        "companies": {company: sum(found.values()) for company, found in by_company(result.diagnostics)},
        "against": result.comparison._asdict() if result.comparison else None,
    }
    return json_pieces({**_VERSIONS, "diagnostics": ITEMS, "summary": summary}, diagnostic_objects(result.diagnostics))


def versioned(fields: Mapping[str, Any]) -> str:
    """Write a JSON object of these fields, with the version of the format and the tool before them."""
    return json_text({**_VERSIONS, **fields}, indent=2)


def totals(result: LintResult) -> dict[str, int]:
    """Count guides, findings by severity, findings that fail the run, and findings that never do."""
    return {
        "files": result.files,
        **by_word(counts(result.diagnostics)),
        "failing": sum(map(result.gate.fails, result.diagnostics)),
        "not_counted": len(result.not_counted),
        **{name: getattr(result, name) for name in ("suppressed", "known", "ignored", "excluded")},
    }


def by_word(counts: Mapping[Severity, int]) -> dict[str, int]:
    """Return counts with the severities as words: `errors`, `warnings`, `infos`."""
    return {f"{severity.label}s": count for severity, count in counts.items()}


def diagnostic_objects(diagnostics: tuple[Diagnostic, ...]) -> Iterator[dict[str, Any]]:
    """Yield every field of each finding; `key_path` contains keys and 0-based list positions."""
    for one, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True):
        code, name, severity, message, path, span, key_path, *known, related, fix, _ = one
        places = [dict(zip(_PLACE, (said, file, *at), strict=True)) for said, file, at in related]
        edits = [{**edit.span._asdict(), "text": edit.text} for edit in fix.edits] if fix else []
        written = fix and {"title": fix.title, "safe": fix.safe, "edits": edits}
        rest = list(key_path), *known, places, written, fingerprint
        yield dict(zip(_FIELDS, (code, name, LABELS[severity], message, path, *span, *rest), strict=True))


def jsonl(view: View) -> Iterator[str]:
    """Yield the findings of `json`, one per line, for `jq`, `grep` and databases."""
    return map(json_text, diagnostic_objects(view.result.diagnostics))


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return a value as ASCII JSON with a line end, on one line unless `indent` is given."""
    return _without_commands(_ENCODE(value) if indent is None else _indented(value, "\n")) + "\n"


def json_pieces(value: Any, items: Iterable[Any]) -> Iterator[str]:
    """Yield the text of `json_text` with an indent of 2, in pieces: a list of the items in the place of `ITEMS`."""
    start, _, end = json_text(value, indent=2).partition(_ENCODE(ITEMS))
    line = start[start.rindex("\n") :]
    margin = line[: len(line) - len(line.lstrip())]
    inner, sign = margin + "  ", "["
    yield start
    for one in items:
        yield _without_commands(f"{sign}{inner}{_indented(one, inner)}")
        sign = ","
    yield f"[]{end}" if sign == "[" else f"{margin}]{end}"


def _without_commands(text: str) -> str:
    """Escape what a runner takes for a command: in a JSON string it is the same character."""
    return re.sub("#(?=#)", r"\\u0023", text) if "#" in text else text


def _indented(value: Any, margin: str) -> str:
    """Return what `json.dumps` gives with an indent: its own encoder takes many times as long for that."""
    inner = margin + "  "
    if isinstance(value, dict) and value:
        return _object(tuple(value), margin) % tuple(_each(value.values(), inner))
    if isinstance(value, (list, tuple)):
        return f"[{inner}{f',{inner}'.join(_each(value, inner))}{margin}]" if value else "[]"
    return _ENCODE(value)


def _each(values: Iterable[Any], margin: str) -> list[str]:
    write = encode_basestring_ascii
    return [
        write(v) if type(v) is str else str(v) if type(v) is int else "null" if v is None else _indented(v, margin)
        for v in values
    ]


@lru_cache(256)
def _object(keys: tuple[str, ...], margin: str) -> str:
    named = [f"{margin}  {encode_basestring_ascii(key).replace('%', '%%')}: %s" for key in keys]
    return f"{{{','.join(named)}{margin}}}"
