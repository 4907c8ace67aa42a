"""`docs/export.md` lists the formats; what it shows runs in the tests of all pages."""

import re

from comp_data.export.formats import FORMATS
from tests.conftest import ROOT


def test_the_table_of_formats_is_that_of_the_formats() -> None:
    text = (ROOT / "docs" / "export.md").read_text("utf-8")
    documented = re.findall(r"^\| `(\w+)` \|.*?(?:comp-data\[(\w+)\].*)?\|$", text, re.MULTILINE)
    assert [name for name, _ in documented] == [one.name for one in FORMATS]
    assert {name: extra for name, extra in documented if extra} == {"parquet": "arrow", "duckdb": "sql"}
