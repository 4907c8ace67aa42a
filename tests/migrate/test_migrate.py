"""Front matter made from bodies: what is taken over, what is left out and said, what of an old one stays."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comp_data.guide.document import parse_document
from comp_data.migrate.migrate import LineRemark, Migration, NotMigratedError, Options, last_quarter, migrate
from comp_data.records.models import Guide, read_guide
from comp_data.values.quarters import Quarter

FILE = Path("/guides/acme/data-engineer.md")
OPTIONS = Options(date(2026, 2, 23))
TITLE = "### Data Engineer | Acme Global Negotiation Guide\n"
TABLE = """\
| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| San Francisco | $150K–$200K | $80K–$120K | 10–15% | $185K–$260K |
| 🇬🇧 London (GBP £) | £82K–£112K | £30K–£48K | 8% | £96K–£137K |
"""
BODY = f"""\
{TITLE}
**Negotiation DNA:** Steady base | *growing* equity: 2026 #1

{TABLE}
**Level Mapping:** Acme D4 = Globex L4 = Initech IC4

#### Evidence & Sources
- Levels.fyi and Glassdoor, data engineers (2025-2026)
"""


def migrated(text: str, file: Path = FILE, **options: Any) -> Migration:
    made = migrate(parse_document(text, "a.md"), file, OPTIONS._replace(**options))
    guide = read_guide(parse_document(made.text))
    assert isinstance(guide, Guide), guide
    return made


def values(text: str, file: Path = FILE, **options: Any) -> dict[str, Any]:
    found = parse_document(migrated(text, file, **options).text).values
    assert found is not None
    return found


def rows(table: str, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = values(f"{TITLE}\n{table}", **options)["compensation"]
    return found


def remarks(text: str, **options: Any) -> list[LineRemark]:
    return list(migrated(text, **options).remarks)


def refusal(text: str, file: Path = FILE, **options: Any) -> LineRemark:
    with pytest.raises(NotMigratedError) as caught:
        migrate(parse_document(text, "a.md"), file, OPTIONS._replace(**options))
    return caught.value.reason


def test_a_whole_guide() -> None:
    made = migrated(BODY)
    assert made.remarks == ()
    assert made.text == made.front_matter + BODY
    assert made.front_matter == (
        """\
---
company: acme
company_display: Acme
role: data-engineer
role_display: Data Engineer
role_type: standard
last_updated: 2026-02-23
data_quality: low
salary_data_quarter: 2025-Q4
next_review_due: 2026-05-26
compensation:
  - region: San Francisco
    base_low: 150000
    base_high: 200000
    stock_low: 80000
    stock_high: 120000
    bonus_pct: 10
    bonus_pct_high: 15
    total_comp_low: 185000
    total_comp_high: 260000
    currency: USD
  - region: London
    base_low: 82000
    base_high: 112000
    stock_low: 30000
    stock_high: 48000
    bonus_pct: 8
    total_comp_low: 96000
    total_comp_high: 137000
    currency: GBP
level_mapping:
  internal: null
  raw: Acme D4 = Globex L4 = Initech IC4
data_sources:
  - Levels.fyi
  - Glassdoor
negotiation_dna_summary: "Steady base | *growing* equity: 2026 #1"
---
"""
    )


def test_python_frontmatter_reads_the_same() -> None:
    metadata, content = frontmatter.parse(migrated(BODY).text)
    assert metadata == values(BODY)
    assert content == BODY.strip()


def test_what_the_body_does_not_say_is_null() -> None:
    found = values(TABLE)
    assert (found["company"], found["role"]) == ("acme", "data-engineer")
    for key in ("company_display", "role_display", "negotiation_dna_summary"):
        assert found[key] is None
    assert found["level_mapping"] == {"internal": None, "raw": None}
    assert found["data_sources"] == []


def test_dates_and_quality_are_as_given() -> None:
    found = values(BODY, updated=date(2026, 1, 5), review=date(2026, 3, 1), quarter=Quarter(2025, 3), quality="medium")
    assert found["last_updated"] == date(2026, 1, 5)
    assert found["next_review_due"] == date(2026, 3, 1)
    assert (found["salary_data_quarter"], found["data_quality"]) == ("2025-Q3", "medium")
    assert values(BODY, review_days=30)["next_review_due"] == date(2026, 3, 25)
    assert values(BODY, updated=date(9999, 12, 30))["next_review_due"] == date.max


@pytest.mark.parametrize(
    ("day", "quarter"), [("2026-01-01", "2025-Q4"), ("2026-03-31", "2025-Q4"), ("2026-04-01", "2026-Q1")]
)
def test_figures_are_from_the_last_quarter_that_ended(day: str, quarter: str) -> None:
    assert str(last_quarter(date.fromisoformat(day))) == quarter


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\n", "\n\n"])
def test_the_body_keeps_its_bytes(newline: str, start: str) -> None:
    body = (start + BODY + "  \n\n<!-- the end -->").replace("\n", newline)
    made = migrated(body)
    assert made.text.removeprefix(made.front_matter) == body
    assert made.front_matter.count("\n") == made.front_matter.count(newline)
    assert ("\r" in made.front_matter) == (newline == "\r\n")


def test_a_byte_order_mark_goes() -> None:
    assert migrated("\ufeff" + BODY) == migrated(BODY)
    again = migrated("\ufeff" + migrated(BODY).text, force=True)
    assert again.text == migrated(BODY).text


@pytest.mark.parametrize(
    ("path", "slugs"),
    [
        ("/guides/globex/sre.md", ("globex", "sre")),
        ("/guides/Acme Corp/data-engineer.md", ("acme", "data-engineer")),
        ("/data-engineer.md", ("acme", "data-engineer")),
        ("/guides/acme/Data Engineer (draft).md", ("acme", "data-engineer")),
    ],
)
def test_slugs_come_from_the_path_then_the_title(path: str, slugs: tuple[str, str]) -> None:
    found = values(BODY, Path(path))
    assert (found["company"], found["role"]) == slugs
    assert found["role_type"] == ("standard" if slugs[1] == "data-engineer" else "specialty")


def test_a_path_that_is_not_a_slug_is_said() -> None:
    made = migrated(BODY, Path("/guides/Acme Corp/data-engineer.md"))
    assert list(made.remarks) == [
        (1, "company is acme, but the folder Acme Corp is not a valid slug; rename it to acme")
    ]
    assert values(BODY, Path("/x/Acme Corp/y.md"), company="acme-corp", role="sre")["company"] == "acme-corp"
    assert refusal(TABLE, Path("/guides/Acme Corp/y.md")) == (
        1,
        "neither its path nor its title gives a slug for the company; use --company",
    )


def test_without_a_table_or_a_readable_file() -> None:
    assert refusal(TITLE) == (1, "it has no readable compensation table")
    none = "no table of the body can be read as the compensation table"
    html = "<table><tr><th>City</th><th>Base</th></tr><tr><td>Boston</td><td>$150K</td></tr></table>\n"
    assert refusal(f"{TITLE}\n\n{html}") == (4, f"{none}: tables in HTML are not read")
    levels = "| | L4 |\n|---|---|\n| Base | $150K |\n"
    assert refusal(f"{TITLE}\n\n{levels}") == (4, f"{none}: `| L4` names no place for its figures")
    table = "| Region | Base |\n|---|---|\n| Boston | ${}K |\n\n"
    line, message = refusal(f"{TITLE}\n\n{table.format(150)}{table.format(190)}")
    assert message == "this table contradicts another one: USD 190,000, USD 150,000"
    assert line > 5
    assert refusal("") == (1, "the file is empty")
    assert refusal("\ufeff\n \n")[1] == "the file is empty"
    with pytest.raises(NotMigratedError, match="the file is encoded in UTF-16, not UTF-8"):
        migrate(parse_document(b"\xff\xfe#\x00"), FILE, OPTIONS)


@pytest.mark.parametrize(
    "label",
    [
        "#### Wish list", "#### Pay at Larkfield Systems", "**Before we were bought by Tessaro**", "Brightwell Group",
        "Suppose you would join as a director; you would then see something like:", "**Couple's household income**",
        "#### Severance payouts", "ChatGPT produced the following when asked:", "*Founding team, 2014*",
        "#### A ghost of 2030", "My cousin works at Halden Robotics and gets:",
        "#### Compensation\n\n**Sensitivity case**", "## Scenario\n\n#### Base salary",
        "So sah es vor der Umstrukturierung aus:", "#### Chiffres bidons", "**Presupuesto pendiente de aprobar**",
        "Valores praticados pela concorrente Lumera:", "#### Ipotesi per il 2029", "**Uitgelekte bedragen**",
        "#### Larkfield Levels & Compensation (Berlin)", "**Brightwell salaries by city**", "#### Tessaro’s pay ranges",
        "#### Platform Engineers", "Mobile developers by city:", "Brightwell Gehälter nach Stadt:",
        "#### Förslag inför nästa års förhandling", "**Taslak**", "Wat bureau Verhoeven rekent voor dezelfde mensen:",
    ],
)  # fmt: skip
def test_a_table_below_a_label_that_may_be_of_other_pay_is_refused(label: str) -> None:
    shown = label.split("\n\n")[0 if "Scenario" in label else -1].strip("#* ")
    line, message = refusal(f"{TITLE}\n{label}\n\n{TABLE}")
    assert message.startswith(f"`{shown[:50]}") or shown.split("; ")[-1][:50] in message
    assert message.endswith("` over the table may name other pay than this role's; if not, call it `Compensation`")
    assert line == 5 + label.count("\n")


@pytest.mark.parametrize(
    "label",
    [
        "#### Compensation", "**Salary ranges by location**", "#### How much does Acme pay data engineers?",
        "#### The numbers", "#### TL;DR", "#### US and UK", "#### L4", "**Levels L4–L5**", "*Q3 2026 figures*",
        "#### Pay of the employees we asked", "#### Know your worth", "Our current bands:", "#### Data Engineer (IC)",
        "Data engineers at Acme are on one ladder, the one below:", "#### United States", "**Confirmed by our survey**",
        "**Benchmarks (2025–2026)**", "#### 2. Compensation", "#### 📊 Compensation data", "Full-time employees:",
        "Acme was founded in 1998 and makes kayaks.", "Recruiters seldom show this.",
        "## Salary\n\n**Broken down by region**",
        "#### Gehaltsspannen nach Standort", "**Vergütung im Überblick**", "Ce que gagne un data engineer chez Acme :",
        "#### Bandas salariales", "#### Quanto ganha um engenheiro de dados", "#### Quanto si guadagna",
        "#### Wat verdien je hier?", "#### Widełki płacowe", "#### Lönespann per ort", "#### 報酬の目安",
        "**薪酬范围**", "#### Summary", "#### Raw data", "**Marktdaten**", "#### Acme pay ranges",
        "**Berlin salaries**", "#### Engineering pay by city", "#### Engineers in product teams", "Staff engineers:",
        "#### What our engineers earn", "**Where pay stands**",
    ],
)  # fmt: skip
def test_a_table_below_a_label_of_this_pay_is_taken(label: str) -> None:
    assert values(f"{TITLE}\n{label}\n\n{TABLE}")["compensation"][0]["base_low"] == 150000


@pytest.mark.parametrize(
    ("above", "header", "said"),
    [
        ("#### Median pay by city", "City | Base | Total", "Median pay by city"),
        ("Durchschnittsgehälter nach Stadt:", "City | Base | Total", "Durchschnittsgehälter nach Stadt:"),
        ("#### Salaires moyens", "City | Base | Total", "Salaires moyens"),
        ("#### Compensation", "City | Median Salary | Total", "Median Salary"),
        ("#### Compensation", "City | Base | Average TC", "Average TC"),
    ],
)
def test_a_table_of_averages_is_refused(above: str, header: str, said: str) -> None:
    table = f"| {header} |\n|---|---|---|\n| Berlin | €80K | €90K |\n"
    _, message = refusal(f"{TITLE}\n{above}\n\n{table}")
    assert message.startswith(f"`{said}` over the table may name other pay than this role's")
    ranges = table.replace("€80K", "€75K–€85K")
    assert migrated(f"{TITLE}\n{above}\n\n{ranges}").text.count("base_low: 75000") == 1


def test_a_median_in_brackets_is_taken() -> None:
    table = "| City | Base (median) |\n|---|---|\n| Berlin | €80K |\n"
    assert migrated(f"{TITLE}\n{table}").text.count("base_low: 80000") == 1


def test_front_matter_with_pay_confirms_the_table() -> None:
    body = BODY.replace(TABLE, f"#### Wish list\n\n{TABLE}")
    assert "`Wish list` over the table" in refusal(body)[1]
    assert values(OLD + body, force=True)["compensation"][0]["base_low"] == 150000
    without = re.sub(r"compensation:\n(?: .*\n)*", "", OLD)
    assert "`Wish list` over the table" in refusal(without + body, force=True)[1]


def test_a_guide_that_grows_too_large() -> None:
    body = BODY + "x" * ((1 << 20) - len(BODY.encode()))
    assert "larger than 1,048,576 bytes" in refusal(body)[1]


def test_an_existing_front_matter_stays() -> None:
    whole = migrated(BODY).text
    assert refusal(whole)[1].startswith("it has front matter already; use --force to rebuild it")
    assert "begins here" in refusal("\n" + whole)[1]
    assert refusal("---\ncompany: acme\n" + BODY, force=True)[1].endswith("a second `---` line is missing")
    assert refusal("---\ncompany: [\n---\n" + BODY, force=True)[0] > 1


def test_a_row_of_another_currency() -> None:
    table = TABLE.replace("£30K–£48K", "$30K–$48K").replace("£96K", "~").replace("~–£137K", "$96K–£137K")
    (_, row) = rows(table)
    assert (row["currency"], row["base_low"]) == ("GBP", 82000)
    assert row["stock_low"] is row["stock_high"] is row["total_comp_low"] is row["total_comp_high"] is None
    assert remarks(TITLE + "\n" + table) == [
        (6, "London: the stock '$30K–$48K' is not read (it is in $, and the row says GBP); it is left out"),
        (6, "London: the total '$96K–£137K' is not read (it is in $, and the row says GBP); it is left out"),
    ]


def test_a_figure_in_one_of_two_currencies_is_left_out_and_said() -> None:
    table = "| Region | Base | Total |\n|---|---|---|\n| Mexico City | £82K–£112K | $96K–$137K |\n"
    message = "Mexico City: the total is in USD or MXN, and the row in GBP; it is left out"
    assert remarks(f"{TITLE}\n{table}") == [(5, message)]


def test_a_second_row_of_a_region_without_a_level_is_said() -> None:
    table = "| Region | Base |\n|---|---|\n| Boston | $150K |\n| Boston | $170K |\n"
    assert [one["base_low"] for one in rows(table)] == [150_000, 170_000]
    message = "Boston: this is its second entry; delete one of the two, or give each its level"
    assert remarks(f"{TITLE}\n{table}") == [(6, message)]
    assert remarks(f"{TITLE}\n{table}".replace("| Boston | $170K", "| Dallas | $170K")) == []


def test_pay_that_only_another_table_has() -> None:
    cash = "| Region | Base | Bonus |\n|---|---|---|\n| Boston | $150K | 10% |\n"
    grants = "| Region | RSU (4yr) |\n|---|---|\n| Boston | $80K–$120K |\n"
    assert remarks(f"{TITLE}\n{cash}\n{grants}") == [
        (9, "Boston: the stock USD 80,000–120,000 is in another table; it is left out")
    ]


def test_the_label_tells_the_currency_of_a_row_else_most_of_its_figures() -> None:
    table = TABLE.replace("£30K–£48K", "$30K–$48K").replace("£96K–£137K", "$130K–$180K")
    (_, row) = rows(table)
    assert (row["currency"], row["base_low"], row["stock_low"], row["total_comp_high"]) == ("GBP", 82000, None, None)
    (_, row) = rows(table.replace("London (GBP £)", "London"))
    assert (row["currency"], row["base_low"], row["stock_low"], row["total_comp_high"]) == ("USD", None, 30000, 180000)
    without_sign = table.replace("£82K–£112K", "104,000–142,000").replace("London (GBP £)", "London")
    (_, row) = rows(without_sign)
    assert (row["currency"], row["base_low"], row["total_comp_high"]) == ("USD", 104000, 180000)


def test_figures_of_a_row_with_the_wrong_number_of_cells_are_left_out_and_said() -> None:
    table = TABLE.replace("| £30K–£48K |", "|")
    (_, row) = rows(table)
    assert {key for key, value in row.items() if value is not None} == {"region", "currency"}
    said = [message for _, message in remarks(TITLE + "\n" + table)]
    assert sum("is in a row with a cell too many or too few" in message for message in said) == 2


def test_a_figure_in_two_columns_is_left_out_and_said() -> None:
    table = "| Region | Base 2025 | Base 2026 | Total |\n|---|---|---|---|\n| Oslo | NOK 800K | NOK 900K | NOK 990K |"
    (row,) = rows(table)
    assert (row["base_low"], row["total_comp_low"]) == (None, 990000)
    assert any("two columns give it" in message for _, message in remarks(TITLE + "\n" + table))
    (both,) = rows(table.replace("Base 2025", "Base Low").replace("Base 2026", "Base High"))
    assert (both["base_low"], both["base_high"]) == (800000, 900000)


def test_a_figure_in_two_currencies() -> None:
    table = TABLE.replace("£30K–£48K", "$39K–$62K / £30K–£48K").replace("£82K–£112K", "£82K–£112K / $104K–$142K")
    (_, row) = rows(table)
    assert (row["currency"], row["base_low"], row["stock_low"], row["stock_high"]) == ("GBP", 82000, 30000, 48000)


def test_halves_and_shares_are_left_out_and_said() -> None:
    table = TABLE.replace("£30K–£48K", "4,000 options").replace("£96K–£137K", "up to £137K").replace("8%", "999%")
    (_, row) = rows(table)
    assert [row[key] for key in ("stock_low", "bonus_pct", "total_comp_low", "total_comp_high")] == [None] * 4
    assert [message for _, message in remarks(TITLE + table)] == [
        "London: the stock '4,000 options' is not read (a number of shares, which is not an amount); it is left out",
        "London: the bonus '999%' is not read (no bonus is as many percent, so a dash may be missing); it is left out",
        "London: the total states no low end; it is left out",
    ]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("10–15%", {"bonus_pct": 10, "bonus_pct_high": 15}),
        ("12.5%", {"bonus_pct": 12.5}),
        ("N/A", {"bonus_pct": None}),
        ("$12K–$25K", {"bonus_low": 12000, "bonus_high": 25000}),
        ("$12K–$25K (10–15%)", {"bonus_pct": 10, "bonus_pct_high": 15}),
    ],
)
def test_a_bonus_is_a_percentage_or_amounts(cell: str, wanted: dict[str, object]) -> None:
    row = rows(TABLE.replace("10–15%", cell))[0]
    assert {key: value for key, value in row.items() if key.startswith("bonus")} == wanted


def test_vesting_is_written_where_it_is_not_four_years() -> None:
    assert "stock_vest_years" not in rows(TABLE)[0]
    assert rows(TABLE.replace("/4yr", "/yr"))[0]["stock_vest_years"] == 1


@pytest.mark.parametrize(
    ("region", "written"),
    [
        ("**London** (HQ)", "London (HQ)"),
        ("🇬🇧 London (GBP £)", "London"),
        (":gb: London", "London"),
        ("Toronto (C$)", "Toronto"),
        ("🇦🇺 Melbourne (AUD)", "Melbourne (AUD)"),
        ("Remote (US)", "Remote (US)"),
        ("🇩🇪", "🇩🇪"),
        ("Lon\u202edon\x07", "Lon don"),
    ],
)
def test_regions_as_front_matter_writes_them(region: str, written: str) -> None:
    assert rows(TABLE.replace("San Francisco", region))[0]["region"] == written


def test_a_table_by_level_is_one_entry_a_region() -> None:
    table = "### Total Comp\n\n| Level | San Francisco (USD) | London (GBP) |\n|---|---|---|\n"
    table += "| L3 | $150K–$190K | £80K–£100K |\n| L4 | $180K–$260K | £95K–£130K |\n"
    assert [(r["region"], r["total_comp_low"], r["total_comp_high"], r["currency"]) for r in rows(table)] == [
        ("San Francisco", 150000, 260000, "USD"),
        ("London", 80000, 130000, "GBP"),
    ]


def test_a_table_by_component() -> None:
    table = (
        "| Component | Sydney (AUD A$) | Tokyo (JPY ¥) |\n|---|---|---|\n| Base Salary | A$150K–A$190K | ¥9M–¥12M |\n"
    )
    table += (
        "| Equity (4yr) | A$40K–A$60K | ¥2M–¥4M |\n| Bonus | 10% | 15% |\n| Total Comp | A$175K–A$224K | ¥11M–¥15M |\n"
    )
    sydney, tokyo = rows(table)
    assert (sydney["region"], sydney["base_low"], sydney["bonus_pct"], sydney["currency"]) == (
        "Sydney", 150000, 10, "AUD",
    )  # fmt: skip
    assert (tokyo["stock_high"], tokyo["currency"]) == (4000000, "JPY")


def test_a_table_of_titles_names_entries_by_them_and_a_level_is_no_region() -> None:
    by_title = (
        "| Level | Title | Base Salary | Bonus |\n|---|---|---|---|\n| 59-60 | Engineer II | $130K–$160K | 9% |\n"
    )
    assert [(r["region"], r["level"]) for r in rows(by_title)] == [("Engineer II", "59-60")]
    by_level = "| Level | Base Salary | Total Comp |\n|---|---|---|\n| L4 | $130K–$160K | $160K–$210K |\n"
    why = "a row of the compensation table names no region; name its place above the table"
    assert refusal(f"{TITLE}\n{by_level}") == (5, why)
    both = "| Region | Level | Base Salary |\n|---|---|---|\n| London | L4 | £80K–£90K |\n| | L5 | £90K–£99K |\n"
    assert [(r["region"], r["level"]) for r in rows(both)] == [("London", "L4"), ("London", "L5")]


def test_a_currency_that_nothing_tells() -> None:
    table = "| Region | Base Salary | Total Comp |\n|---|---|---|\n| Remote | 150,000–190,000 | 200,000–250,000 |\n"
    line, message = refusal(f"{TITLE}\n{table}")
    assert (line, message) == (
        5,
        "the currency of Remote is unknown; write it into the table or use --currency",
    )
    assert rows(table, currency="CAD")[0]["currency"] == "CAD"


HOSTILE = "Data: # 'Engineer' \"x\" --- {a: [b]} \x1b[31m\u202e %no & *y !z"


def test_text_that_looks_like_yaml_stays_text() -> None:
    body = f"### {HOSTILE} | Acme: # Corp Global Negotiation Guide\n\n**Negotiation DNA:** ---{HOSTILE}\n\n{TABLE}"
    found = values(body)
    assert found["negotiation_dna_summary"] == f"---{HOSTILE}"
    assert found["company_display"] == "Acme: # Corp"
    front_matter = migrated(body).front_matter
    assert "\x1b" not in front_matter
    assert front_matter.count("\n---\n") == 1


OLD = """\
---
schema_version: 1
company: acme
role: data-engineer
company_display: ACME
role_display: Data Engineer
role_type: specialty
industry: Software
ticker: "NO"
team: Data
last_updated: 2026-01-10
data_quality: high
salary_data_quarter: 2025-Q3
next_review_due: "2026-04-01"
compensation:
  - region: London (GBP)
    base_low: 1
    base_high: 2
    stock_low: 30000
    stock_high: 48000
    stock_type: RSU
    stock_vest_years: 3
    bonus_pct: 8
    signing_bonus_low: 5000
    signing_bonus_high: 9000
    total_comp_low: null
    total_comp_high: null
    currency: GBP
  - region: Paris
    base_low: 60000
    base_high: 70000
    stock_low: null
    stock_high: null
    bonus_pct: null
    total_comp_low: null
    total_comp_high: null
    currency: EUR
level_mapping:
  internal: D4
  globex: L4
data_sources:
  - name: Levels.fyi
    url: https://www.levels.fyi
    date_accessed: 2026-01-09
  - Radford
negotiation_dna_summary: Old
---
"""


def test_force_keeps_what_the_body_does_not_say() -> None:
    found = values(OLD + BODY, force=True)
    assert (found["industry"], found["ticker"], found["data_quality"]) == ("Software", "NO", "high")
    assert (found["last_updated"], found["next_review_due"]) == (date(2026, 1, 10), date(2026, 4, 1))
    assert (found["salary_data_quarter"], found["role_type"]) == ("2025-Q3", "standard")
    assert (found["company_display"], found["negotiation_dna_summary"][:6]) == ("Acme", "Steady")
    assert found["level_mapping"] == {"internal": "D4", "globex": "L4", "raw": "Acme D4 = Globex L4 = Initech IC4"}
    assert [one if isinstance(one, str) else one["url"] for one in found["data_sources"]] == [
        "https://www.levels.fyi",
        "Radford",
        "Glassdoor",
    ]
    san_francisco, london, paris = found["compensation"]
    assert san_francisco["base_low"] == 150000
    assert (london["base_low"], london["stock_type"], london["signing_bonus_low"]) == (82000, "RSU", 5000)
    assert "stock_vest_years" not in london, "the table says 4 years"
    assert paris["region"] == "Paris"
    assert remarks(OLD + BODY, force=True) == [
        (1, "London: base_low 1 is replaced by the table's 82000"),
        (1, "London: base_high 2 is replaced by the table's 112000"),
        (1, "Paris is kept from the old front matter; the table has no such row"),
        (10, "team is not a key of the front matter; it is not kept"),
    ]


def test_force_fills_figures_that_the_table_lacks() -> None:
    body = BODY.replace("£30K–£48K", "N/A").replace("| 8%", "| N/A")
    london = values(OLD + body, force=True)["compensation"][1]
    assert (london["stock_low"], london["stock_high"], london["bonus_pct"]) == (30000, 48000, 8)
    assert london["stock_vest_years"] == 3
    in_dollars = BODY.replace("£30K–£48K", "$30K–$48K")
    assert values(OLD + in_dollars, force=True)["compensation"][1]["stock_low"] == 30000


def test_force_with_a_date_moves_the_review() -> None:
    found = values(OLD + BODY, force=True, updated=date(2026, 5, 1), quarter=Quarter(2026, 1))
    assert (found["last_updated"], found["next_review_due"]) == (date(2026, 5, 1), date(2026, 8, 1))
    assert found["salary_data_quarter"] == "2026-Q1"


def test_force_twice_changes_nothing() -> None:
    once = migrated(OLD + BODY, force=True).text
    assert migrated(once, force=True).text == once
    assert migrated(migrated(BODY).text, force=True).text == migrated(BODY).text


CELLS = st.sampled_from(
    ("$150K–$200K", "£80K", "€1.2M", "10–15%", "N/A", "", "up to $50K", "$90K–£95K", "₹20L–₹35L", "x", "$5K (3%)",
     "$0", "$999,999,999,999,999,999", "9999999%", "$2-$1", "1.5%", "4,000 RSUs", "$80,000.50", "kr 500K", "-$5K")
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.mark.slow
@given(
    title=TEXTS,
    regions=st.lists(st.one_of(TEXTS, st.sampled_from(("London", "Remote", "🇬🇧", "Tokyo"))), min_size=1, max_size=4),
    cells=st.lists(CELLS, min_size=16, max_size=16),
    summary=TEXTS,
    newline=st.sampled_from(("\n", "\r\n")),
)
def test_any_body_with_a_table_gives_a_record(
    title: str, regions: list[str], cells: list[str], summary: str, newline: str
) -> None:
    """`migrated` holds each new text to models and schema."""
    table = "| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |\n|---|---|---|---|---|\n"
    for at, region in enumerate(regions):
        table += f"| {region} | {' | '.join(cells[4 * at : 4 * at + 4])} |\n"
    body = (
        f"# {title} | Acme Guide\n\n**Negotiation DNA:** {summary}\n\n{table}\n**Level Mapping:** {title} = {summary}\n"
    )
    body = body.replace("\n", newline)
    try:
        migrate(parse_document(body), FILE, OPTIONS._replace(currency="USD"))
    except NotMigratedError:  # no table is left, or the first line is a fence
        return
    new = migrated(body, currency="USD")
    assert new.text == new.front_matter + body.removeprefix("\ufeff")
    assert migrated(new.text, force=True, currency="USD").text == new.text


def test_a_vesting_schedule_is_written_on_one_line() -> None:
    table = TABLE.replace("Stock (RSU/4yr)", "Stock (5/15/40/40)")
    assert rows(table)[0]["stock_vest_schedule"] == [5, 15, 40, 40]
    assert "    stock_vest_schedule: [5, 15, 40, 40]\n" in migrated(f"{TITLE}\n{table}").front_matter
