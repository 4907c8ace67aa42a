"""The data files and folders of the package, and the optional libraries that its extras install."""

import json
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from comp_data.base.errors import MissingExtraError

GUIDE_SCHEMA: Final = "guide.v1.schema.json"
"""The schema of a guide's front matter, generated from the models."""

_PACKAGE = Path(__file__).resolve().parents[1]


def resource_folder(name: str) -> Path:
    """The folder `seeds` or `schemas`: inside the package if installed from a wheel, beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


@cache
def read_beside(module: str, name: str) -> Any:
    """Read a JSON file, once, that is beside a module, which is named by its `__file__`."""
    return json.loads(Path(module).with_name(name).read_bytes())


@cache
def read_schema(name: str) -> dict[str, Any]:
    """Read one of the JSON Schemas that come with the package, by its file name."""
    return dict(json.loads((resource_folder("schemas") / name).read_bytes()))


@cache
def key_ranks(*, of_entry: bool) -> dict[str, int]:
    """The position of each key of front matter, or of an entry of `compensation`, in the order of the format."""
    schema = read_schema(GUIDE_SCHEMA)
    described = schema["$defs"]["Compensation"] if of_entry else schema
    return {key: rank for rank, key in enumerate(described["properties"])}


@cache
def documentation_url() -> str | None:
    """Return the address of the documentation's site; None if the metadata of the installed package has none."""
    from importlib.metadata import PackageNotFoundError, metadata  # noqa: PLC0415 - most runs need none

    try:
        stated = metadata("comp-data").get_all("Project-URL") or ()
    except PackageNotFoundError:
        return None
    urls = {label.strip().lower(): url.strip() for label, _, url in (one.partition(",") for one in stated)}
    url = urls.get("documentation", "")
    return url.rstrip("/") if url.startswith("https://") else None


def load_extra(module: str, *, extra: str) -> Any:
    """Import a library that an extra installs: `load_extra("duckdb", extra="sql")`. Raises MissingExtraError."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(module, extra) from error
