"""The skeleton of a new guide: everything the author must fill in is null or empty, so that the linter reports it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

from comp_data.base.package import GUIDE_SCHEMA, read_schema
from comp_data.base.vocabulary import STANDARD_ROLES
from comp_data.guide.document import Document
from comp_data.guide.handler import guide_text
from comp_data.guide.pay.rows import stated_text
from comp_data.linter.summary import COMPANY_KEYS
from comp_data.migrate.migrate import Options, dates

_ENTRY: Final = (
    "region", "base_low", "base_high", "stock_low", "stock_high", "bonus_pct", "total_comp_low", "total_comp_high",
    "currency",
)  # fmt: skip
_KEY: Final = ("region", "level", "currency")
_TEMPLATES: Final = Path(__file__).with_name("templates")
_INTRODUCTION: Final = """\
# null means not known. Amounts are a year and in whole units, such as 150000. Money may stay null; `comp-data lint`
# reports the other keys."""


def skeleton(company: str, role: str, day: date, others: Iterable[Document] = ()) -> str:
    """A guide that has its slugs, dates computed from a day, and what all other guides of the company agree on."""
    shared = _agreed([one.values for one in others if one.values and one.values.get("company") == company])
    values: dict[str, Any] = {
        "company": company,
        "company_display": None,
        "role": role,
        "role_display": None,
        "role_type": "standard" if role in STANDARD_ROLES else "specialty",
        **dates(Options(day)),
        "data_quality": "low",
        "level_mapping": {"internal": None, "raw": None},
        "data_sources": [],
        "negotiation_dna_summary": None,
        **shared,
        "compensation": [{**dict.fromkeys(_ENTRY), **entry} for entry in shared.get("compensation", [{}])],
    }
    fence, *lines, end = guide_text(values, "").splitlines()
    schema = read_schema(GUIDE_SCHEMA)
    parts = (schema, schema["$defs"]["Compensation"], schema["$defs"]["LevelMapping"])
    unexplained = {key: about.get("description") for part in parts for key, about in part["properties"].items()}
    for at, line in enumerate(lines):  # explain each key once, where its value is still to be filled in
        key, _, value = line.strip().removeprefix("- ").partition(": ")
        if value in ("", "null", "[]", "low") and (comment := unexplained.pop(key.removesuffix(":"), None)):
            lines[at] = f"{line}  # {comment}"
    return "\n".join([fence, _INTRODUCTION, *lines, end, (_TEMPLATES / "body.md").read_text("utf-8")])


def _agreed(guides: list[dict[str, Any]]) -> dict[str, Any]:
    shared = {key: value for key in COMPANY_KEYS if (value := _one_of(guide.get(key) for guide in guides))}
    of_guides = [_entries(guide.get("compensation")) for guide in guides]
    regions = [key for key in (of_guides[0] if of_guides else ()) if all(key in entries for entries in of_guides)]
    found = []
    for key in regions:
        stated: dict[str, Any] = dict(zip(_KEY, key, strict=True))
        for name in ("stock_type", "stock_vest_years"):
            stated[name] = _one_of(entries[key].get(name) for entries in of_guides)
        found.append({name: value for name, value in stated.items() if value is not None})
    return {**shared, "compensation": found} if found else shared


def _entries(compensation: object) -> dict[tuple[str | None, ...], dict[str, Any]]:
    """Map the region, level and currency of each entry to the entry; an entry without a region is left out."""
    listed = compensation if isinstance(compensation, list) else []
    keyed = ((tuple(stated_text(one, name) for name in _KEY), one) for one in listed if isinstance(one, dict))
    return {key: entry for key, entry in keyed if key[0] and key[2]}


def _one_of(values: Iterable[object]) -> str | int | float | None:
    """Return the value that all of some values are, apart from those that are null; None if they differ."""
    known = {value for value in values if isinstance(value, str | int | float) and not isinstance(value, bool)}
    return known.pop() if len(known) == 1 else None
