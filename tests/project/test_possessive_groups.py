"""Python before 3.11.5 may go back into a group that is repeated possessively: none is."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_pattern_has_one() -> None:
    files = [file for end in ("py", "json") for file in (ROOT / "comp_data").rglob(f"*.{end}")]
    found = [str(file) for file in files if re.search(r"\)(?:[*+?]|\{\d*,?\d*\})\+", file.read_text("utf-8"))]
    assert len(files) > 200
    assert found == []
