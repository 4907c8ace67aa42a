"""The texts of an export about the dataset's publication: title, license, creators, limits, citation, README."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from comp_data.base.escape import markdown, safe_url
from comp_data.export.formats import DESCRIPTION, File, Table
from comp_data.guide.front_matter.writer import front_matter_yaml
from comp_data.records.metadata import Meta
from comp_data.records.publication import OWN_LICENSE, Publication
from comp_data.tables.relations import FINDINGS

CITATION: Final = "CITATION.cff"
README: Final = "README.md"
TITLE: Final = "Compensation guides"
_NOT_ON_CARDS: Final = re.compile(r"(?<=^odbl|^pddl)-1\.0$|(?<=^odc-by)-1\.0$|-(only|or-later)$")
"""The ends of SPDX identifiers that Hugging Face leaves out."""


class Creator(NamedTuple):
    """Who made a dataset: a name, and an address of mail if it is known."""

    name: str
    mail: str | None
    is_person: bool = True

    @classmethod
    def of(cls, text: str, *, is_person: bool = True) -> "Creator":
        """Read `Ada Lovelace <ada@example.org>`, or a name or an address alone."""
        name, _, mail = text.strip().removesuffix(">").rpartition("<")
        if not re.fullmatch(r"[^<>\s@]+@[^<>\s@]+", mail):
            return cls(text.strip(), None, is_person)
        return cls(name.strip() or mail, mail, is_person)

    def address(self) -> dict[str, str]:
        """Return the address as a field; nothing if it is not known."""
        return {"email": self.mail} if self.mail else {}


def creators_of(about: Publication) -> list[Creator]:
    """Return the people who made a dataset, and then the organizations."""
    return [*map(Creator.of, about.creators), *(Creator.of(one, is_person=False) for one in about.organizations)]


def license_url(about: Publication) -> str:
    """Return the address of the license at SPDX; nothing for one of the publisher's own."""
    is_listed = about.license and not about.license.startswith(OWN_LICENSE)
    return f"https://spdx.org/licenses/{about.license}.html" if is_listed else ""


def package_fields(about: Publication) -> dict[str, Any]:
    """Return the fields of a Data Package; unknown ones are left out."""
    url = license_url(about)
    people = [{"title": one.name, "roles": ["creator"], **one.address()} for one in creators_of(about)]
    if about.contact:
        page = safe_url(about.contact)
        asked = Creator.of(about.contact)
        people.append({"title": asked.name, "roles": ["contact"], **({"path": page} if page else asked.address())})
    fields = {
        "title": about.title or TITLE,
        "description": about.description or DESCRIPTION,
        "homepage": about.homepage,
        "licenses": [{"name": about.license, **({"path": url} if url else {})}] if about.license else [],
        "contributors": people,
        "keywords": list(about.keywords),
    }
    return {key: value for key, value in fields.items() if value}


def croissant_fields(about: Publication) -> dict[str, Any]:
    """Return the fields of schema.org that Croissant and the site's JSON-LD share; unknown ones are left out."""
    creators = creators_of(about)
    cited = [", ".join(one.name for one in creators), about.title] if about.title and creators else []
    fields = {
        "description": about.description or DESCRIPTION,
        "url": about.homepage,
        "license": license_url(about) or about.license,
        "creator": [
            {"@type": "sc:Person" if one.is_person else "sc:Organization", "name": one.name, **one.address()}
            for one in creators
        ],
        "keywords": list(about.keywords),
        "citeAs": ". ".join(cited),
    }
    return {key: value for key, value in fields.items() if value}


def limits(tables: Sequence[Table], accepted: str) -> str:
    """Return the section on limits: what the table of findings lists and what is `accepted`; empty without findings."""
    if (table := next((one for one in tables if one.relation is FINDINGS), None)) is None:
        return ""
    names = [column.name for column in FINDINGS.columns]
    code, rule, severity = (names.index(name) for name in ("code", "name", "severity"))
    counts = Counter((row[severity], row[code], row[rule]) for row in table.rows if row[severity] != "info")
    ranked = sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0]))
    listed = [f"- {count:,} × {rule} ({code}, {severity})" for (severity, code, rule), count in ranked[:12]]
    more = len(ranked) - len(listed)
    listed += [f"- {more} more rules"] if more > 0 else []
    no_others = "no other errors or warnings than those accepted" if accepted else "no errors and no warnings"
    said = ["The linter reports, and the table findings lists:", "\n".join(listed)]
    left = [f"Not counted: {markdown(accepted)}."] if accepted else []
    return "\n\n".join(["## Limits", *(said if listed else [f"The linter reports {no_others}."]), *left])


def citation(about: Publication, meta: Meta) -> bytes | None:
    """Return the file `CITATION.cff`; None without a title and creators, which it needs."""
    if not about.title or not creators_of(about):
        return None
    authors = []
    for one in creators_of(about):
        given, _, family = one.name.rpartition(" ")
        is_split = one.is_person and given  # a single name is that of an entity, which needs no parts
        names = {"given-names": given, "family-names": family} if is_split else {"name": one.name}
        authors.append({**names, **one.address()})
    fields = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": about.title,
        "authors": authors,
        "abstract": about.description,
        "version": meta.data_version,
        "date-released": str(meta.date) if meta.date else "",
        "license": about.license if license_url(about) else "",
        "url": about.homepage,
        "repository-code": about.repository,
        "keywords": list(about.keywords),
    }
    return f"{_yaml(fields)}\n".encode()


def _yaml(fields: Mapping[str, Any]) -> str:
    return front_matter_yaml({key: value for key, value in fields.items() if value})


def readme(files: Sequence[File], tables: Sequence[Table], about: Publication, accepted: str) -> bytes:
    """Write the README: one configuration per table and the descriptions of the columns."""
    present = {file.format.name for file in files}
    # The formats that `datasets` reads; the first keeps types and nulls.
    loaded = next((name for name in ("parquet", "csv", "jsonl") if name in present), None)
    listed = "\n".join(f"- `{file.name}`" for file in files)
    sections = [
        f"# {markdown(about.title or TITLE)}",
        f'{markdown(about.description or DESCRIPTION)}\n\nNull means "not known".',
        f"{listed}\n- `datapackage.json`, `croissant.json`: the same descriptions for programs",
        *filter(None, [limits(tables, accepted)]),
    ]
    for relation, _ in tables:
        lines = [f"## {relation.name}\n\n{relation.description}\n\n| column | type | |", "|---|---|---|"]
        for one in relation.columns:
            lines.append(f"| `{one.name}` | {one.type}{'' if one.is_required else ' or null'} | {one.description} |")
        sections.append("\n".join(lines))
    front = _front_matter(tables, loaded, about) if loaded else ""
    return (front + "\n\n".join(sections) + "\n").encode("utf-8")


def _front_matter(tables: Sequence[Table], ending: str, about: Publication) -> str:
    """Return the part of the README that Hugging Face reads: a configuration for each table that has rows."""
    rows = sum(len(table.rows) for table in tables)
    sizes = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
    size = next((name for most, name in sizes if rows < most), "n>1M")
    is_listed, name = bool(license_url(about)), about.license.lower()
    # `datasets` fails for a table without rows.
    filled = {one.relation.name: f"{one.relation.name}.{ending}" for one in tables if one.rows}
    fields = {
        "pretty_name": about.title or TITLE,
        "license": _NOT_ON_CARDS.sub("", name) if is_listed else name and "other",
        "license_name": "" if is_listed else name.removeprefix(OWN_LICENSE.lower()),
        "tags": list(about.keywords),
        "size_categories": [size],
        "configs": [
            {"config_name": table, "data_files": file, **({"default": True} if table == "pay" else {})}
            for table, file in filled.items()
        ],
    }
    return f"---\n{_yaml(fields)}\n---\n\n"
