"""The skeleton of a new guide: everything the author must fill in is null or empty, so that the linter reports it."""

from datetime import date
from typing import Any, Final

from comp_data.guide.handler import guide_text
from comp_data.migrate.migrate import Options, dates, role_type

_ENTRY: Final = (
    "region", "base_low", "base_high", "stock_low", "stock_high", "bonus_pct", "total_comp_low", "total_comp_high",
    "currency",
)  # fmt: skip
_COMMENTS: Final = {
    "company_display": "the name as people write it: Acme",
    "role_display": "the name as people write it: Data Engineer",
    "data_quality": "how well the sources support the figures: high, medium or low",
    "salary_data_quarter": "the quarter that the figures are from",
    "compensation": "one entry a region (and level, with the key `level`); amounts a year in whole units: 150000",
    "- region": "the place as people write it: San Francisco, London (HQ), Remote US",
    "stock_low": "the whole grant; it vests over 4 years unless stock_vest_years says otherwise",
    "bonus_pct": "percent of base; for a range its low end, and bonus_pct_high the other",
    "total_comp_low": "base + one year of the grant + bonus",
    "currency": "ISO 4217: USD, EUR, GBP",
    "internal": "the company's own name for the level",
    "raw": "equivalent levels: Acme D4 = Globex L4 = Initech IC4",
    "data_sources": "names as `- Levels.fyi` lines, or mappings with name, url and date_accessed",
    "negotiation_dna_summary": "the same text as the Negotiation DNA line below",
}
_INTRODUCTION: Final = "# null means not known. Money may stay null; `comp-data lint` reports the other keys."
_BODY: Final = """\
<!-- Write each part below its comment, and delete the comment. If you write the body first,
`comp-data migrate --force --write` fills in the front matter from it. -->

<!-- The title: ### Data Engineer | Acme Global Negotiation Guide -->

<!-- **Negotiation DNA:** the guide's summary in one line -->

<!-- The figures of the front matter as a table:
| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
-->

<!-- **Negotiation DNA**, and below it what the role requires and what the company pays for -->

<!-- **Level Mapping:** the same chain as above: Acme D4 = Globex L4 = Initech IC4 -->

<!-- **Global Levers**, and below it a numbered list: what to ask for, with figures -->

<!-- > **Negotiate Up Strategy:** what to say, and the floor -->

<!-- #### Evidence & Sources, and below it a list: what was read where, with years -->
"""


def skeleton(company: str, role: str, day: date) -> str:
    """A guide that has only its slugs, the type of its role, and dates computed from a day."""
    values: dict[str, Any] = {
        "company": company,
        "company_display": None,
        "role": role,
        "role_display": None,
        "role_type": role_type(role),
        **dates(Options(day)),
        "data_quality": "low",
        "compensation": [dict.fromkeys(_ENTRY)],
        "level_mapping": {"internal": None, "raw": None},
        "data_sources": [],
        "negotiation_dna_summary": None,
    }
    fence, *lines, end = guide_text(values, "").splitlines()
    return "\n".join([fence, _INTRODUCTION, *map(_commented, lines), end, _BODY])


def _commented(line: str) -> str:
    comment = _COMMENTS.get(line.strip().partition(":")[0])
    return f"{line}  # {comment}" if comment else line
