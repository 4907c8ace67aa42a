"""Measure the minimum: read guides, parse their front matter, validate it with the models, and do nothing else.

    python benchmarks/floor.py FOLDER-OR-FILE

A program that checks guides against the schema in the plainest way Python offers does this much: PyYAML's C parser,
pydantic's validation. It knows no positions, no body, no rules, and YAML 1.1 only. Prints how many guides were valid.
"""

import sys
from pathlib import Path

import yaml
from pydantic import ValidationError

from comp_data.records.models import Guide


def main() -> None:
    """Count the valid guides among the paths of the command line."""
    given = Path(sys.argv[1])
    files = sorted(given.glob("*/*.md")) if given.is_dir() else [given]
    print(sum(map(is_valid, files)), "of", len(files))


def is_valid(file: Path) -> bool:
    """Whether the front matter of a file is a guide's."""
    parts = file.read_text("utf-8").split("---\n", 2)
    if len(parts) < 3 or parts[0]:
        return False
    try:
        Guide.model_validate(yaml.load(parts[1], yaml.CSafeLoader))
    except (yaml.YAMLError, ValidationError):
        return False
    return True


if __name__ == "__main__":
    main()
