r"""Build whole guides from the few lines in a rule's documentation or a test.

An example shows the lines that matter: `-` marks those with the problem, `+` those without it, and the others are in
both. They are merged into the example guide, which has no findings:

- A key replaces the guide's key of that name, and `# key:` removes it.
- The entries of `compensation` are merged into those of the guide, key by key, in order.
- The body is the guide's, with the figures of front matter. A line below `# body:` replaces the line that begins in
  the same way, or is added after the line above it. The text after a line `---` is the whole body.
- An example that begins with `---` is the whole file.
- `# file: company/role.md` begins another file; without it the file is `acme/data-engineer.md`.
- `# also: role, company/role` adds guides that differ in base salary; without a company, of acme.
- "Before" is the text in the base, for a rule that compares with one.
- `# schema:` is a JSON Schema for `--schema`, and `\xE9` is a byte that is not UTF-8.

The marks « and », which tests put around the places of findings, are kept.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import count, zip_longest
from pathlib import Path
from typing import Any

from comp_data.base.files import content_names
from comp_data.base.package import key_ranks
from comp_data.guide.document import Document, parse_document
from comp_data.linter.base_comparison.base import Base
from comp_data.linter.base_comparison.compare import BaseComparison, Guides
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.result import LintResult, merge_parts
from comp_data.linter.rule import Rule

TODAY = date(2026, 3, 1)
"""The date that the examples are written for."""
EXAMPLE = (Path(__file__).parent / "rule_example.md").read_text("utf-8")
DEFAULT_PATH = "acme/data-engineer.md"
OWN_SCHEMA = "own.json"
"""The name of the temporary file with an example's custom JSON Schema."""

_ORDER = {**key_ranks(of_entry=False), **key_ranks(of_entry=True)}
"""The order of keys in the format, to insert keys that the example lacks."""
_KEY = re.compile(r"(?:# )?([a-z_]+):")


def lint_example(fragment: str, rules: tuple[Rule, ...], before: str | None = None) -> LintResult:
    """Lint the guides of a fragment with some rules, on `TODAY`.

    `before` is the fragment of the guides at the base, for change rules.
    """
    found = documents(fragment)
    schema = re.match(r"# schema: (.*)\n", fragment)
    with tempfile.TemporaryDirectory() as folder:
        options: dict[str, dict[str, Any]] = {}
        if schema:
            file = Path(folder) / OWN_SCHEMA
            file.write_text(schema[1], "utf-8")
            options["CD110"] = {"files": (str(file),)}
        settings = Settings(rules, options=options)
        result = lint_documents(found.values(), TODAY, settings, reopen=found.__getitem__)
    return result if before is None else with_changes(result, documents(before), found, settings)


def lint_documents(
    documents: Iterable[Document],
    today: date,
    settings: Settings | None = None,
    *,
    reopen: Callable[[str], Document] | None = None,
) -> LintResult:
    """Lint documents one after the other; date-dependent rules use `today`.

    Dataset rules run if `reopen` is given, which reads a document again by its path for the spans of their findings.
    They take the documents for the whole dataset.
    """
    engine = Engine(settings or Settings(), today)
    parts = list(engine.lint(documents))
    return merge_parts(parts, engine.lint_dataset(parts, reopen) if reopen else None)


def with_changes(
    result: LintResult,
    before: Mapping[str, Document],
    after: Mapping[str, Document],
    settings: Settings,
    today: date = TODAY,
    *,
    is_dataset: bool = True,
) -> LintResult:
    """Add the findings of change rules to a result, comparing `after` with `before`."""
    contents = {path: document.text.encode() for path, document in after.items()}
    guides = Guides(list(after), contents.__getitem__, is_dataset)
    own = {path: document.text.encode() for path, document in before.items()}
    blobs = {path: min(content_names(content), key=len) for path, content in own.items()}
    read = {blobs[path]: content for path, content in own.items()}.__getitem__
    base = Base("main", None, blobs, frozenset(own.keys() - after.keys()), read)
    return BaseComparison(guides, base, today, settings).add_changes(result, ())


def documents(fragment: str) -> dict[str, Document]:
    """Parse the guides of a fragment, by path."""
    # `surrogateescape` writes the byte that is not UTF-8
    return {path: parse_document(text.encode("utf-8", "surrogateescape"), path) for path, text in files(fragment)}


def files(fragment: str) -> list[tuple[str, str]]:
    """Return the files of a fragment, as paths and texts."""
    parts = re.split(r"^# file: *(\S+)\n", _more_files(fragment), flags=re.MULTILINE)
    named = list(zip(parts[1::2], parts[2::2], strict=True)) or [(DEFAULT_PATH, fragment)]
    return [(path, guide(path, text).replace("\\xE9", "\udce9")) for path, text in named]


def _more_files(fragment: str) -> str:
    """Write out the guides of the `# also:` lines of a fragment."""
    text = "# file: {}.md\ncompensation:\n  - base_low: {}\n"
    salaries = count(150_100, 100)

    def written(found: re.Match[str]) -> str:
        names = (name if "/" in name else f"acme/{name}" for name in found[1].split(", "))
        return "".join(text.format(name, next(salaries)) for name in names)

    return re.sub(r"^# also: (.*)\n", written, fragment, flags=re.MULTILINE)


def guide(path: str, fragment: str) -> str:
    """Return the text of the guide of a one-file fragment, with its marks."""
    if fragment.startswith(("---", "«---", "\ufeff---")):
        return fragment
    yaml_lines, divider, body = fragment.partition("\n---\n")
    yaml_lines, _, body_lines = ("\n" + yaml_lines).partition("\n# body:\n")
    company, role = path.removesuffix(".md").split("/")[-2:]
    front, example_body = EXAMPLE.removeprefix("---\n").split("---\n", 1)
    named = f"company: {company}\nrole: {role}\n"
    if path != DEFAULT_PATH:
        named += f"company_display: {_title(company)}\nrole_display: {_title(role)}\n"
    front = _overlay(_overlay(front, named), yaml_lines)
    return f"---\n{front}---\n{body if divider else _overlay_lines(_body(front, example_body), body_lines)}"


def _title(slug: str) -> str:
    return slug.replace("-", " ").title()


def _unmarked(text: str) -> str:
    return text.replace("«", "").replace("»", "")


def _blocks(text: str) -> list[tuple[str, str]]:
    """Split block YAML into its top-level keys and their lines."""
    blocks: list[tuple[str, str]] = []
    for line in text.splitlines(keepends=True):
        plain = _unmarked(line)
        key = _KEY.match(plain)
        if key and not plain.startswith(" "):
            blocks.append((("# " if plain.startswith("# ") else "") + key[1], line))
        elif blocks:
            blocks[-1] = blocks[-1][0], blocks[-1][1] + line
        else:
            blocks.append(("", line))
    return blocks


def _overlay(front: str, fragment: str) -> str:
    if not fragment.strip():
        return front
    blocks = _blocks(front)
    seen: set[str] = set()
    for key, text in _blocks(fragment.strip("\n") + "\n"):
        name = key.removeprefix("# ")
        at = next((i for i, (known, _) in enumerate(blocks) if known == name), None)
        if name in seen or (at is None and name not in _ORDER):
            blocks.append((name, text))
        elif at is None:
            before = [i for i, (known, _) in enumerate(blocks) if _ORDER.get(known, len(_ORDER)) < _ORDER[name]]
            blocks.insert(before[-1] + 1 if before else 0, (name, text))
        elif key.startswith("# "):
            del blocks[at]
        elif name == "compensation" and _unmarked(text).split("\n", 1)[0].strip() == "compensation:":
            blocks[at] = name, _overlay_rows(blocks[at][1], text)
        else:
            blocks[at] = name, text
        seen.add(name)
    return "".join(text for _, text in blocks)


def _rows(block: str) -> list[str]:
    """Return the entries of a `compensation` block, without dash and indentation."""
    _, *parts = re.split(r"^ *(«?)- ", block.split("\n", 1)[1], flags=re.MULTILINE)
    entries = zip(parts[::2], parts[1::2], strict=True)
    return [mark + re.sub(r"^    ", "", text, flags=re.MULTILINE) for mark, text in entries]


def _overlay_rows(block: str, fragment: str) -> str:
    rows, laid = _rows(block), _rows(fragment)
    rows += rows[-1:] * (len(laid) - len(rows))
    merged = (_overlay(row, more).rstrip("\n") for row, more in zip_longest(rows, laid, fillvalue=""))
    return fragment.split("\n", 1)[0] + "\n" + "".join("  - " + row.replace("\n", "\n    ") + "\n" for row in merged)


def _overlay_lines(body: str, fragment: str) -> str:
    """Replace the lines of a body that begin as the fragment's do; add the others after the line above them."""
    lines, at = body.split("\n"), -1
    for line in fragment.splitlines():
        key = _line_key(line)
        same = (place for place in range(at + 1, len(lines)) if _line_key(lines[place]) == key)
        found = next(same, None)
        at = at + 1 if found is None else found
        lines[at : at if found is None else at + 1] = [line]
    return "\n".join(lines)


def _line_key(line: str) -> str:
    """Return how a line of a body begins: the first cell of a row, a bold label, or the first word."""
    found = re.match(r"\| *[^|]*\||\*\*[^*]*\*\*|\S+", line)
    return found[0] if found else ""


def _body(front: str, body: str) -> str:
    values = parse_document(f"---\n{_unmarked(front)}---\n.").values or {}
    mapping: Any = values.get("level_mapping")
    texts: dict[str, Any] = {
        "role_display": values.get("role_display"),
        "company_display": values.get("company_display"),
        "negotiation_dna_summary": values.get("negotiation_dna_summary"),
        "raw": mapping.get("raw") if isinstance(mapping, dict) else None,
        "table": _table(values.get("compensation")),
        "sources": _sources(values.get("data_sources")),
    }
    for key, text in texts.items():
        body = body.replace("{" + key + "}", "—" if text is None else str(text))
    return body


def _sources(entries: Any) -> str:
    """Return evidence text that names the sources of front matter."""
    named = [entry.get("name") if isinstance(entry, dict) else entry for entry in entries or () if entry]
    return " and ".join(name for name in named if isinstance(name, str)) or "Survey"


def _table(rows: Any) -> str:
    """Return the table with the figures of front matter; a bonus with one end becomes `from 10%`."""
    entries = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    has_levels = any(row.get("level") for row in entries)
    lines = ["| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |", "|---|---|---|---|---|"]
    if has_levels:
        lines = ["| Region | Level" + lines[0][8:], "|---" + lines[1]]
    for row in entries:
        bonus = _cell(row, "bonus") if "bonus_low" in row else _percent(row)
        names = f"{row.get('region')} | {row.get('level') or ''}" if has_levels else f"{row.get('region')}"
        lines.append(
            f"| {names} | {_cell(row, 'base')} | {_cell(row, 'stock')} | {bonus} | {_cell(row, 'total_comp')} |"
        )
    return "\n".join(lines)


def _cell(row: dict[str, Any], part: str) -> str:
    low, high, unit = row.get(f"{part}_low"), row.get(f"{part}_high"), row.get("currency", "USD")
    return "N/A" if low is None or high is None else f"{unit} {low}–{unit} {high}"


def _percent(row: dict[str, Any]) -> str:
    low, high = row.get("bonus_pct"), row.get("bonus_pct_high")
    return "N/A" if low is None else f"from {low}%" if high is None else f"{low}–{high}%"
