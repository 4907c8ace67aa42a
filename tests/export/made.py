"""A made-up dataset of what is hard to export: nulls, formulas, line breaks, quotes, the largest amounts, no rows."""

from comp_data.base.escape import escape_formula

ODD = """\
# file: acme/data-engineer.md
company_display: "=HYPERLINK(\\"http://globex.example\\")"
industry: ""
hq_location: "Zürich, \\"Kreis 5\\"\\r\\nSwitzerland\\u2028\\x85 \\U0001F4B0"
ticker: "'=ACME"
author: "@acme"
employee_count_range: "NA"
negotiation_dna_summary: "one\\ntwo\\rthree\\tfour \\x01 '"
compensation:
  - region: "+cmd|' /C calc'!A0"
    base_low: -9007199254740991
    base_high: 9007199254740991
    stock_low: null
    stock_high: null
    bonus_pct: 0.1
    bonus_pct_high: 12.5
    total_comp_low: 0
    total_comp_high: null
  - region: " London "
    level: "-5"
level_mapping:
  internal: "#L5"
  raw: "- A = B"
  meta: ""
  globex: null
data_sources:
  - "-2+3"
  - {name: "Levels, \\"fyi\\"", url: "", date_accessed: 2026-01-31}
# file: globex/data-engineer.md
level_mapping: {}
data_sources: []
"""
"""As `tests.fragments` reads it."""

PLAIN = "# file: acme/data-engineer.md\nlevel_mapping: {}\ndata_sources: []\n"
"""One guide, whose sources and levels are relations without rows."""


def unescaped(cell: str) -> str:
    """Restore the text of an escaped cell: an apostrophe is removed from those that are before a sign."""
    before_sign = f"'{cell.lstrip(chr(39))}"
    return cell[1:] if cell.startswith("'") and escape_formula(before_sign) != before_sign else cell
