"""The peers: programs that check YAML files, in an environment of their own, and what they are given."""

import subprocess
import venv
from collections.abc import Iterable
from pathlib import Path

from benchmarks.timing import ROOT, Command

SCHEMA = ROOT / "schemas" / "guide.v1.schema.json"
_HOME = Path(__file__).with_name(".peer")
_NAMES = ("check-jsonschema", "yamllint")


def install() -> None:
    """Installs the peers at the first run: beside our tools they would start slower."""
    if all((_HOME / "bin" / name).exists() for name in _NAMES):
        return
    venv.create(_HOME, with_pip=True)
    subprocess.run([_HOME / "bin" / "pip", "install", "--quiet", *_NAMES], check=True)


def versions() -> dict[str, str]:
    """What is installed."""
    frozen = subprocess.run([_HOME / "bin" / "pip", "freeze"], check=True, capture_output=True, text=True).stdout
    pairs = (line.split("==") for line in frozen.splitlines() if "==" in line)
    return {name: version for name, version in pairs if name in _NAMES}


def peers_over(sheets: Path) -> list[Command]:
    """The peers, over one file or all files of a folder."""
    files = sorted(map(str, sheets.glob("*.yaml"))) if sheets.is_dir() else [str(sheets)]
    checker, linter = (str(_HOME / "bin" / name) for name in _NAMES)
    return [
        Command("check-jsonschema", (checker, "--schemafile", str(SCHEMA), *files)),
        Command("yamllint", (linter, *files)),
    ]


def write_sheets(guides: Iterable[Path], folder: Path) -> list[Path]:
    """The guides' front matter as YAML files, which is what the peers read; before the clock starts."""
    folder.mkdir()
    sheets: list[Path] = []
    for guide in guides:
        parts = guide.read_text("utf-8").split("---\n", 2)
        if len(parts) == 3 and not parts[0]:
            sheets.append(folder / f"{len(sheets):06}.yaml")
            sheets[-1].write_text(parts[1], "utf-8")
    return sheets
