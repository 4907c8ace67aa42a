from collections.abc import Callable

import pytest

from comp_data.guide.body.fields import read_level_mapping, read_summary, read_title
from comp_data.guide.body.sections import Body, BodyText
from comp_data.guide.body.sources import read_evidence, read_sources

TITLES = [
    ("### Data Engineer | Acme Global Negotiation Guide", "Data Engineer", "Acme"),
    ("# Data Engineer - Acme Negotiation Guide", "Data Engineer", "Acme"),
    ("### Data Engineer — Acme Salary Negotiation Guide", "Data Engineer", "Acme"),
    ("## Data Engineer – Acme Compensation & Negotiation Guide", "Data Engineer", "Acme"),
    ("# Data Engineer at Acme: Salary Guide 2026", "Data Engineer", "Acme"),
    ("# Data Engineer @ Acme Compensation Guide", "Data Engineer", "Acme"),
    ("# Salary Negotiation Guide: Data Engineer | Acme", "Data Engineer", "Acme"),
    ("# Negotiation Guide for Data Engineer at Acme", "Data Engineer", "Acme"),
    ("# Acme | Data Engineer Global Negotiation Guide", "Data Engineer", "Acme"),
    ("# Acme Negotiation Guide: Data Engineer", "Data Engineer", "Acme"),
    ("# Data Engineer | Acme\n## Compensation Guide", "Data Engineer", "Acme"),
    ("# Acme — Data Engineer", "Data Engineer", "Acme"),
    ("# Data Engineer | Payco", "Data Engineer", "Payco"),
    ("# Data Engineer | Levelmark", "Data Engineer", "Levelmark"),
    ("### **Data Engineer | Acme Global Negotiation Guide** ###", "Data Engineer", "Acme"),
    ("**Data Engineer | Acme Global Negotiation Guide**", "Data Engineer", "Acme"),
    ("Data Engineer — Acme Global Negotiation Guide\n===", "Data Engineer", "Acme"),
    ("Data Engineer | Acme Global Negotiation Guide\n===", "Data Engineer", "Acme"),
    ("Data Engineer | Acme Global Negotiation Guide\n---", "Data Engineer", "Acme"),
    ("# Data Engineer | Acme {#top}", "Data Engineer", "Acme"),
    ("# Data Engineer | Acme {: .big }", "Data Engineer", "Acme"),
    ("# Data Engineer | Acme Guide", "Data Engineer", "Acme"),
    ("# Data Engineer | Acme – Guide de négociation", "Data Engineer", "Acme"),
    ("# Data Engineer | Acme: Gehaltsleitfaden", "Data Engineer", "Acme"),
    ("# Data Engineer | Acme Guía de Negociación", "Data Engineer", "Acme"),
    ("# Data Engineer | Acme: Guida alla negoziazione 2026", "Data Engineer", "Acme"),
    ("# Data Engineer – Acme | Guia de negociação", "Data Engineer", "Acme"),
    ("# Data Engineer | Acme Onderhandelingsgids", "Data Engineer", "Acme"),
    ("# Verhandlungsleitfaden: Data Engineer | Acme", "Data Engineer", "Acme"),
    ("# Guide de négociation : Data Engineer | Acme", "Data Engineer", "Acme"),
    ("# 1. Data Engineer | Acme", "Data Engineer", "Acme"),
    ("# 1) **Data Engineer** | Acme Guide", "Data Engineer", "Acme"),
    ("<h1>Data Engineer | Acme Negotiation Guide</h1>", "Data Engineer", "Acme"),
    ('<h2 align="center"><b>Data Engineer | Acme</b></h2>\n\n## Pay | 2026', "Data Engineer", "Acme"),
    ("# Data Engineer | Acme | Global Negotiation Guide", "Data Engineer", "Acme"),
    (
        "# Data Engineer (Staff) | Acme (Globex) Global Negotiation Guide — 2026",
        "Data Engineer (Staff)",
        "Acme (Globex)",
    ),
    ("# AI-Native Engineer | Acme Global Global Negotiation Guide", "AI-Native Engineer", "Acme Global"),
    ("# Engineer — Search | Acme Global Negotiation Guide", "Engineer — Search", "Acme"),
    ("# Acme\n\n## Data Engineer | Acme Global Negotiation Guide", "Data Engineer", "Acme"),
    ("### [Data Engineer](https://acme.com) | `Acme` R&amp;D Global Negotiation Guide", "Data Engineer", "Acme R&D"),
]


@pytest.mark.parametrize(("text", "role", "company"), TITLES)
def test_role_and_company_of_a_title(text: str, role: str, company: str) -> None:
    title = read_title(Body(text + "\n\n**Negotiation DNA:** x\n", 0))
    assert title is not None
    assert title.role is not None
    assert title.company is not None
    assert (title.role.text, title.company.text) == (role, company)


def test_where_a_title_stands() -> None:
    text = "---\ncompany: acme\n---\n### Data *Engineer* | Acme Global Negotiation Guide\n"
    title = read_title(Body(text, text.index("###")))
    assert title is not None
    assert text[slice(*title.span)] == "Data *Engineer* | Acme Global Negotiation Guide"
    assert title.role == BodyText("Data Engineer", (text.index("Data"), text.index(" |")))
    assert title.company == BodyText("Acme", (text.index("Acme"), text.index(" Global")))


@pytest.mark.parametrize(
    "text",
    [
        "# Acme Negotiation Guide",
        "# Data Engineer Guide | 2026",
        "# Data Engineer Pay Guide: Senior Engineer",
        "# Data Engineer Pay Guide - Berlin Edition",
        "# A | B | C Negotiation Guide",
        "# Data Engineer chez Acme – Guide de négociation",
        "# Negotiation Guide",
    ],
)
def test_a_title_that_does_not_tell_role_from_company(text: str) -> None:
    title = read_title(Body(text, 0))
    assert title is not None
    assert (title.role, title.company) == (None, None)


@pytest.mark.parametrize(
    "text", ["", "no label at all", "## Negotiation DNA\n\ntext", "```\n# A | B Guide\n```\n", "## Pay — Data Engineer"]
)
def test_another_heading_is_no_title(text: str) -> None:
    assert read_title(Body(text, 0)) is None


SUMMARIES = [
    ("**Negotiation DNA:** Steady base, growing equity", "Steady base, growing equity"),
    ("**Negotiation DNA**: Steady base", "Steady base"),
    ("**Negotiation DNA** — Steady base", "Steady base"),
    ("**Negotiation DNA** Steady base", "Steady base"),
    ("__Negotiation DNA:__ Steady base", "Steady base"),
    ("***Negotiation DNA:*** Steady base", "Steady base"),
    ("> **Negotiation DNA:** Steady base", "Steady base"),
    ("- **Negotiation DNA:** Steady base", "Steady base"),
    ("Negotiation DNA: Steady base", "Steady base"),
    ("**negotiation dna (in short):** Steady base\\", "Steady base"),
    ("**Negotiation DNA:** `#Steady` **Base** [equity](https://acme.com)  now ", "#Steady Base equity now"),
    ("**Negotiation DNA:** **A *B* C** __D__ *E* 4 * 5 F*G* snake_case H*I", "A B C D E 4 * 5 FG snake_case H*I"),
    ("**Negotiation DNA**\nlong prose\n\n**Negotiation DNA:** Steady base", "Steady base"),
]


@pytest.mark.parametrize(("text", "summary"), SUMMARIES)
def test_the_summary_is_the_text_of_its_line(text: str, summary: str) -> None:
    found = read_summary(Body(f"# Title\n{text}\n\nmore\n", 0))
    assert found is not None
    assert found.text == summary


def test_where_the_summary_stands() -> None:
    text = "# T\r\n\r\n**Negotiation DNA:**  Steady **base** \r\n"
    found = read_summary(Body(text, 0))
    assert found is not None
    assert text[slice(*found.span)] == "Steady **base**"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "**Negotiation DNA:**\nSteady base",
        "**Negotiation DNA**\n\nSteady base",
        "## Negotiation DNA: Acme pays",
        "**Negotiation DNA: The Acme Way**",
        "Our Negotiation DNA: Steady base",
        "Negotiation DNA is what matters: base",
        "<!-- **Negotiation DNA:** Steady base -->",
        "**Negotiation DNA:** <!-- later -->",
        "**Negotiation DNA:** |",
        "**Negotiation DNA:** —",
    ],
)
def test_another_line_is_no_summary(text: str) -> None:
    assert read_summary(Body(text, 0)) is None


MAPPINGS = [
    ("**Level Mapping:** Acme D4 = Globex L4 = Initech IC4", "Acme D4 = Globex L4 = Initech IC4"),
    ("**Level Mapping**: Acme D4 ≈ Globex L4 · Initech IC4", "Acme D4 ≈ Globex L4 · Initech IC4"),
    ("**Acme Level Mapping & Titles:** Acme D4 = Globex L4", "Acme D4 = Globex L4"),
    ("**Leveling Map:** D4 ~ **L4** | `IC4`", "D4 ~ L4 | IC4"),
    ("Level Mapping: D4 = L4", "D4 = L4"),
    ("- **Level Equivalents:** D4 = L4", "D4 = L4"),
    ("**Level Mapping:** D4 at Acme maps to L4 at Globex.", "D4 at Acme maps to L4 at Globex."),
    ("**Level Mapping:**\nD4 = L4\n\nprose", "D4 = L4"),
    ("#### Level Mapping\n\nD4 = L4\n", "D4 = L4"),
    ("**Level Mapping**\n- D4 = L4 = IC4\n", "D4 = L4 = IC4"),
    ("**Level Mapping**\n- D4 = L4 = IC4\n\nprose", "D4 = L4 = IC4"),
    ("**Level Mapping:** see below\n\n**Level Mapping:** D4 = L4", "D4 = L4"),
]


@pytest.mark.parametrize(("text", "chain"), MAPPINGS)
def test_the_chain_of_a_level_mapping(text: str, chain: str) -> None:
    body = Body(f"# Title\n\n{text}\n", 0)
    found = read_level_mapping(body)
    assert found is not None
    assert found.text == chain
    raw = body.text[slice(*found.span)]
    assert raw.strip("*`- ")[:2] == chain[:2]
    assert raw.strip("*`- ")[-2:] == chain[-2:]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "**Level Mapping:**",
        "**Level Mapping:** —",
        "**Level Mapping:** see the table below",
        "**Level Mapping:** the levels are:\n\nD4 = L4\nD5 = L5",
        "**Level Mapping:**\n| Acme | Globex |\n|---|---|\n| D4 = x | L4 |",
        "**Level Mapping:**\n- D4 = L4\n- D5 = L5",
        "**Level Mapping:**\n- D4 = L4\n\n- D5 = L5",
        "**Level Mapping:**\nD4 = L4\nD5 = L5",
        "**Level Mapping:**\nD4 maps to L4 at Globex.",
        "- **Level Equivalencies**: from Levels.fyi",
        "**Levels**\nD4 = L4",
    ],
)
def test_no_level_mapping_on_one_line(text: str) -> None:
    assert read_level_mapping(Body(text, 0)) is None


def test_evidence_and_its_items() -> None:
    text = (
        "# Evidence-based pay\n\nprose\n\n## Evidence & Sources\n\n"
        "- [Levels.fyi — Acme](https://www.levels.fyi/acme) [1]\n* [Acme pay study]\n2. [3] **Glassdoor**: Acme\n"
        "[4] Blind threads\n\n### Market\n- Globex <!-- not shown -->\n\n## Last\n- not this\n"
    )
    evidence = read_evidence(Body(text, 0))
    assert evidence is not None
    assert [item.text for item in evidence.items] == [
        "Levels.fyi — Acme",
        "Acme pay study",
        "Glassdoor: Acme",
        "Blind threads",
        "Globex",
    ]
    assert text[evidence.span[0] :].startswith("- [Levels")
    assert text[: evidence.span[1]].endswith("Globex")
    assert "not shown" not in evidence.text
    assert len(evidence.text) == evidence.span[1] - evidence.span[0]


@pytest.mark.parametrize(
    "label",
    [
        "**Evidence & Sources**\n",
        "## Sources\n",
        "Evidence\n===\n",
        "**Sources:** ",
        "## Data Sources\n",
        "## References\n",
    ],
)
def test_names_of_the_section_of_evidence(label: str) -> None:
    evidence = read_evidence(Body(f"# Title\n\n{label}Glassdoor\n", 0))
    assert evidence is not None
    assert evidence.text == "Glassdoor"


def test_without_the_section_there_is_no_evidence() -> None:
    body = Body("# Title\n\nLevels.fyi, Glassdoor\n", 0)
    assert read_evidence(body) is None
    assert read_sources(body) == ()


def test_a_section_without_text_is_empty_evidence() -> None:
    body = Body("# Evidence & Sources\n\n", 0)
    evidence = read_evidence(body)
    assert evidence is not None
    assert (evidence.text, evidence.items) == ("", ())
    assert read_sources(body) == ()


def sources(*lines: str) -> list[str]:
    """The names that evidence of these lines gives, after a check that each stands where it is said to."""
    text = "# Title\n\n## Evidence & Sources\n" + "\n".join(lines) + "\n"
    found = read_sources(Body(text, 0))
    assert [one.span for one in found] == sorted(one.span for one in found)
    assert all(text[slice(*one.span)] for one in found)
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("- Levels.fyi and Glassdoor, data engineers (2025-2026)", ["Levels.fyi", "Glassdoor"]),
        ("- levels.FYI, glassdoor salaries & TeamBlind", ["Levels.fyi", "Glassdoor", "Blind"]),
        ("- Levels FYI; PayScale / Pay Scale; Team Blind", ["Levels.fyi", "Payscale", "Blind"]),
        ("- [Pay at Acme](https://www.levels.fyi/companies/acme)", ["Levels.fyi"]),
        ("- [best place to work](https://acme.com/blog/glassdoor-award)", []),
        ("- Blind (Teamblind.com): verified threads", ["Blind"]),
        ("- Color-Blind palettes, double blind study, the Blind Spot report", []),
        ("- LinkedIn Salary Insights for data engineers", ["LinkedIn"]),
        ("- LinkedIn profile of the CEO", []),
        ("- Built In Boston salary data", ["Built In"]),
        ("- Tools built in house for compensation", []),
        ("- Glassdoor, Indeed, and Dice", ["Glassdoor", "Indeed", "Dice"]),
        ("- Indeed, pay at Acme is high", []),
        ("- Hired 40 engineers, salary of each", []),
        ("- Hired.com State of Tech", ["Hired"]),
        ("- Hired State of Tech Salaries", ["Hired"]),
        ("- Pave the way to better pay", []),
        ("- H-1B LCA data; H1B salary database", ["H1B Data"]),
        ("- H-1B visa sponsorship, offers", []),
        ("- Bureau of Labor Statistics, salary data; BLS wages", ["BLS"]),
        ("- Compete.fyi, pay in Berlin", ["Compete.fyi"]),
        ("- AngelList and Wellfound", ["Wellfound"]),
        ("- Salary.com, a salary in data", ["Salary.com"]),
        ("- Salaries. Community data", []),
        ("- Surveys of pay (Radford, Mercer 2025)", ["Radford", "Mercer"]),
        ("- StackOverflow Developer Survey, salaries", ["Stack Overflow"]),
        ("- 6figr and AmbitionBox", ["6figr", "AmbitionBox"]),
        ("- Indeed", ["Indeed"]),
        ("- **Carta**: funding of Acme in three rounds", []),
        ("- Pay Atlas", ["Pay Atlas"]),
        ("- [Pay Atlas](https://payatlas.example)", ["Pay Atlas"]),
        ("- Annual Report", []),
        ("- Company Careers Page", []),
        ("- pay atlas", []),
        ("- Pay Atlas of 2025 and 2026, read twice", []),
    ],
)
def test_the_sources_that_evidence_names(line: str, names: list[str]) -> None:
    assert sources(line) == names


def test_each_source_is_named_once_in_order() -> None:
    assert sources("- Blind", "- Glassdoor", "- TeamBlind", "- Levels.fyi") == ["Blind", "Glassdoor", "Levels.fyi"]


@pytest.mark.slow
@pytest.mark.parametrize("read", [read_title, read_summary, read_level_mapping, read_evidence, read_sources])
@pytest.mark.parametrize(
    "text",
    [
        "# " + "-" * 5000 + " | " + " -" * 5000,
        "**Level Mapping:** " + "= " * 20000,
        "**Negotiation DNA:** " + "*a " * 10000 + "_b " * 10000,
        "# Evidence\n" + "[" * 20000 + "(" * 20000 + "*" * 20000,
        "# Evidence\n" + "- Indeed " * 3000,
        "**" * 20000 + "\n" + "**level" * 5000,
        "\n" * 20000 + "> " * 20000,
    ],
)
def test_long_lines_are_read_in_no_time(read: Callable[[Body], object], text: str) -> None:
    read(Body(text, 0))


@pytest.mark.slow
def test_a_source_that_is_named_in_every_line_is_one() -> None:
    body = Body("## Evidence & Sources\n" + "- Levels.fyi\n" * 80_000, 0)
    assert [found.text for found in read_sources(body)] == ["Levels.fyi"]


def test_a_wrapped_summary_and_chain_are_read_whole() -> None:
    text = (
        "# Data Engineer | Acme\n\n**Negotiation DNA:** Base + RSU | The bonus is small, and\n"
        "the grant is large | No\nsign-on\n\n**Level Mapping:** Acme Senior Data Engineer (Platform) = Globex L4 Data\n"
        "Engineer = Initech IC4\n"
    )
    summary, chain = read_summary(Body(text, 0)), read_level_mapping(Body(text, 0))
    assert summary is not None
    assert chain is not None
    assert summary.text == "Base + RSU | The bonus is small, and the grant is large | No sign-on"
    assert chain.text == "Acme Senior Data Engineer (Platform) = Globex L4 Data Engineer = Initech IC4"
    assert text[slice(*chain.span)].endswith("IC4")


def test_a_chain_in_a_quote_is_read_without_its_mark() -> None:
    chain = read_level_mapping(Body("# Data Engineer | Acme\n\n#### Level Mapping\n\n> Acme D4 = Globex L4\n", 0))
    assert chain is not None
    assert chain.text == "Acme D4 = Globex L4"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_chain_that_goes_on_after_an_equals_sign_is_read_whole(newline: str) -> None:
    text = (
        f"# Data Engineer | Acme{newline}{newline}**Level Mapping:** Acme D4 ={newline}Globex L4 = Initech IC4{newline}"
    )
    chain = read_level_mapping(Body(text, 0))
    assert chain is not None
    assert " ".join(chain.text.split()) == "Acme D4 = Globex L4 = Initech IC4"
