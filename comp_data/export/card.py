"""`README.md` of an export: describes the files to people and configures them for Hugging Face `datasets`."""

from collections.abc import Sequence
from typing import Final

from comp_data.base.escape import markdown
from comp_data.export.formats import File
from comp_data.export.publication import TITLE, card_fields, limits
from comp_data.export.tables import DESCRIPTION, Table
from comp_data.records.publication import Publication

NAME: Final = "README.md"

_LOADED: Final = ("parquet", "csv", "jsonl")
"""The formats that `datasets` reads; the first keeps types and nulls."""
_DEFAULT: Final = "pay"


def content(files: Sequence[File], tables: Sequence[Table], about: Publication) -> bytes:
    """Write the README: one configuration per table and the descriptions of the columns."""
    present = {file.format.name for file in files}
    loaded = next((name for name in _LOADED if name in present), None)
    listed = "\n".join(f"- `{file.name}`" for file in files)
    sections = [
        f"# {markdown(about.title or TITLE)}",
        f'{markdown(about.description or DESCRIPTION)} Null means "not known".',
        f"{listed}\n- `datapackage.json`, `croissant.json`: the same descriptions for programs",
        *([limits(tables)] if limits(tables) else []),
        *(_section(table) for table in tables),
    ]
    front = _configurations(tables, loaded, about) if loaded else ""
    return (front + "\n\n".join(sections) + "\n").encode("utf-8")


def _configurations(tables: Sequence[Table], ending: str, about: Publication) -> str:
    rows = sum(len(table.rows) for table in tables)
    lines = ["---", *card_fields(about, rows), "configs:"]
    for relation, _ in (table for table in tables if table.rows):  # `datasets` fails for a table without rows
        lines += [f"- config_name: {relation.name}", f"  data_files: {relation.name}.{ending}"]
        lines += ["  default: true"] if relation.name == _DEFAULT else []
    return "\n".join([*lines, "---", "", ""])


def _section(table: Table) -> str:
    relation = table.relation
    rows = [
        f"| `{one.name}` | {one.type}{'' if one.is_required else ' or null'} | {one.description} |"
        for one in relation.columns
    ]
    head = f"## {relation.name}\n\n{relation.description}\n\n| column | type | |\n|---|---|---|"
    return "\n".join([head, *rows])
