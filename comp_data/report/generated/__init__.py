"""Files generated from the models and the rules: schemas and rule pages."""

from collections.abc import Mapping
from pathlib import Path


def out_of_date(folder: Path, texts: Mapping[str, str]) -> list[str]:
    """Return the names of the generated files that are missing or different in a folder, apart from line ends."""
    files = {name: folder / name for name in texts}
    present = {name: file.read_bytes().replace(b"\r\n", b"\n") for name, file in files.items() if file.is_file()}
    return [name for name, text in texts.items() if present.get(name) != text.encode()]
