"""Where the data that comes with the package lies: in the wheel beside the code, in a checkout one folder up."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource_folder(name: str) -> Path:
    """The folder `seeds` or `schemas`, from an installed wheel, a source archive or a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
