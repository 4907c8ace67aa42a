"""The skeleton of a new guide: what is to be filled in is empty, so that the linter tells what still is."""

from datetime import date
from string import Template
from typing import Final

from comp_data.guide.front_matter.yaml_text import scalar
from comp_data.migrate.migrate import Options, dates, role_type

_SKELETON: Final = Template("""\
---
# null is what is still to be found out. It may stay null in all keys of money; `comp-data lint` tells the others.
company: $company
company_display: null  # the name as people write it: Acme
role: $role
role_display: null  # the name as people write it: Data Engineer
role_type: $role_type
last_updated: $last_updated
data_quality: low  # how well the sources bear the figures out: high, medium or low
salary_data_quarter: $salary_data_quarter  # the quarter that the figures are from
next_review_due: $next_review_due
compensation:
  # One entry a region (and level, with the key `level`); amounts a year in whole units: 150000.
  - region: null  # the place as people write it: San Francisco, London (HQ), Remote US
    base_low: null
    base_high: null
    stock_low: null  # the whole grant; it vests over 4 years unless stock_vest_years says otherwise
    stock_high: null
    bonus_pct: null  # of base; where it is a range its low end, and bonus_pct_high the other
    total_comp_low: null  # base + a year's share of the grant + bonus
    total_comp_high: null
    currency: null  # ISO 4217: USD, EUR, GBP
level_mapping:
  internal: null  # the company's own name of the level
  raw: null  # equivalent levels: Acme D4 = Globex L4 = Initech IC4
data_sources: []  # names as `- Levels.fyi` lines, or mappings with name, url and date_accessed
negotiation_dna_summary: null  # the same text as the Negotiation DNA line below
---
<!-- Write each part below its comment, and delete the comment. Where the body is written first,
`comp-data migrate --force --write` fills in the front matter from it. -->

<!-- The title: ### Data Engineer | Acme Global Negotiation Guide -->

<!-- **Negotiation DNA:** the guide's summary in one line -->

<!-- The figures of the front matter as a table:
| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
-->

<!-- **Negotiation DNA**, and below it what the role asks for and what the company pays for -->

<!-- **Level Mapping:** the same chain as above: Acme D4 = Globex L4 = Initech IC4 -->

<!-- **Global Levers**, and below it a numbered list: what to ask for, with figures -->

<!-- > **Negotiate Up Strategy:** what to say, and the floor -->

<!-- #### Evidence & Sources, and below it a list: what was read where, with years -->
""")


def skeleton(company: str, role: str, day: date) -> str:
    """A guide with nothing but its slugs, the type of its role and its dates, which count from a day."""
    slugs = {"company": scalar(company), "role": scalar(role), "role_type": role_type(role)}
    return _SKELETON.substitute(slugs, **{key: str(value) for key, value in dates(Options(day)).items()})
