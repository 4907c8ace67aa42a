import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported

SECTIONS = {
    "title": "### Data Engineer | Acme Global Negotiation Guide",
    "Negotiation DNA": "**Negotiation DNA:** Steady base",
    "compensation table": "| Region | Base |\n|---|---|\n| Paris | 1 |",
    "level mapping": "**Level Mapping:** A = B",
    "negotiate-up strategy": "> **Negotiate Up Strategy:** ask",
    "evidence": "#### Evidence & Sources\n- Levels.fyi",
}


def body(**instead: str) -> str:
    """The front matter of the example over a body of all sections, some replaced."""
    texts = {name: instead.get(name.replace(" ", "_").replace("-", "_"), text) for name, text in SECTIONS.items()}
    return "company: acme\n---\n\n" + "\n\n".join(text for text in texts.values() if text) + "\n"


def key(name: str) -> str:
    return name.replace(" ", "_").replace("-", "_")


@pytest.mark.parametrize("name", SECTIONS)
def test_each_section_is_missed(name: str) -> None:
    fragment = body(**{key(name): ""})
    first = "**Negotiation DNA:** Steady base" if name == "title" else SECTIONS["title"]
    expect("CD107", fragment.replace(first, f"«{first}»", 1), f"the body has no {name}", severity=Severity.WARNING)


@pytest.mark.parametrize("label", ["**Level Mapping:**", "> **Negotiate Up Strategy:**"])
def test_a_section_without_text(label: str) -> None:
    name = "level_mapping" if "Level" in label else "negotiate_up_strategy"
    fragment = body(**{name: label}).replace(SECTIONS["title"], f"«{SECTIONS['title']}»")
    expect("CD107", fragment, f"the body has no text under {label.strip('>*: ')}")


@pytest.mark.parametrize("label", ["**Negotiation DNA**", "## Global Levers", "#### Evidence & Sources"])
def test_a_section_that_only_a_rule_follows(label: str) -> None:
    fragment = body().replace(SECTIONS["title"], f"«{SECTIONS['title']}»")
    empty = f"{fragment.rstrip()}\n\n{label}\n\n---\n"
    expect("CD107", empty, f"the body has no text under {label.strip('#* ')}")


@pytest.mark.parametrize("label", ["**Negotiation Levers**", "**Key Levers:**", "**Evidence**"])
def test_bold_lines_below_a_label_are_its_text(label: str) -> None:
    not_reported("CD107", f"{body().rstrip()}\n\n{label}\n\n**Base:** the top of the band\n\n**Equity:** more\n")
    empty = f"{body().rstrip()}\n\n{label}\n\n**Negotiation DNA:** Steady base\n"
    found = lint(empty, "CD107")
    assert [one.message for one in found] == [f"the body has no text under {label.strip('*:')}"]


def test_a_section_of_subsections_has_text() -> None:
    not_reported("CD107", body(level_mapping="#### Level Mapping\n\n##### Acme\n\nD4"))


def test_all_that_is_missing_is_one_finding_at_the_first_line() -> None:
    expect(
        "CD107",
        "company: acme\n---\n\n\n«Just a text.»\nMore.\n",
        "the body has no title, no compensation table, no Negotiation DNA, no level mapping, "
        "no negotiate-up strategy and no evidence",
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("title", "Data Engineer at Acme\n====="),
        ("title", "**Data Engineer | Acme**"),
        ("title", "# Data Engineer"),
        ("title", "# Data Engineer bei Acme: Verhandlungsleitfaden"),
        ("title", '<h1 align="center">Data Engineer | Acme</h1>'),
        ("Negotiation DNA", "## 🧬 The DNA of this role\ntext"),
        ("Negotiation DNA", "Negotiation DNA\n---\ntext"),
        ("Negotiation DNA", "- **Negotiation DNA:** text"),
        ("compensation table", "Region | Base\n--- | ---\nParis | 1"),
        ("compensation table", "<table><tr><td>1</td></tr></table>"),
        ("level mapping", "### Levels\n- A = B"),
        ("level mapping", "#### Acme Level Mapping & Internal Titles"),
        ("level mapping", "**Leveling Comparison**"),
        ("level mapping", "Level equivalents: A = B"),
        ("level mapping", "__Equivalent levels:__ A = B"),
        ("level mapping", "## Stufenzuordnung"),
        ("level mapping", "## Correspondance des niveaux"),
        ("level mapping", "## Mapeamento de níveis"),
        ("level mapping", "## Nivåjämförelse"),
        ("level mapping", "## レベル対応表"),
        ("level mapping", "## Level crosswalk"),
        ("negotiate-up strategy", "## Förhandlingsstrategi"),
        ("negotiate-up strategy", "## 谈判策略"),
        ("negotiate-up strategy", "## Negotiating strategy"),
        ("negotiate-up strategy", "## How to push for more"),
        ("negotiate-up strategy", "## Estrategia de negociación"),
        ("negotiate-up strategy", "## Verhandlungsstrategie"),
        ("negotiate-up strategy", "## How to Negotiate"),
        ("negotiate-up strategy", "**Counter-offer script**"),
        ("negotiate-up strategy", "<h3>Negotiation Strategy</h3>"),
        ("evidence", "**Sources:** Levels.fyi"),
        ("evidence", "Sources: Levels.fyi"),
        ("evidence", "###### References"),
        ("evidence", "[Evidence](#e): Levels.fyi"),
        ("evidence", "## Fuentes"),
        ("evidence", "## Quellen"),
        ("evidence", "## Dowody i źródła"),
        ("evidence", "## Источники"),
        ("evidence", "## Where the numbers come from"),
        ("evidence", "## 数据来源"),
        ("evidence", "## Further reading"),
        ("evidence", "<b>Evidence</b>"),
        ("evidence", "1. **Data sources** Levels.fyi"),
    ],
)
def test_many_ways_to_label_a_section(name: str, text: str) -> None:
    not_reported("CD107", body(**{key(name): text}))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("evidence", "### Open-Source Lever\ntext"),
        ("evidence", "```\n# Sources\n```"),
        ("evidence", "<!-- # Sources -->"),
        ("evidence", "- [Pay](#pay)\n- [Evidence & Sources](#evidence--sources)"),
        ("evidence", "[Pay](#pay) · [Evidence](#evidence)"),
        ("level mapping", "2. [Level Mapping](#level-mapping)"),
        ("level mapping", "### Lever: Level / Title\ntext"),
        ("level mapping", "- Levels.fyi compensation data"),
        ("compensation table", "a | b without a line under it"),
    ],
)
def test_what_only_looks_like_one(name: str, text: str) -> None:
    fragment = body(**{key(name): text})
    expect("CD107", fragment.replace(SECTIONS["title"], f"«{SECTIONS['title']}»"), f"the body has no {name}")


def test_a_comment_that_is_never_closed_is_where_the_finding_is() -> None:
    text = body()
    at = text.index(SECTIONS["level mapping"])
    label = f"<!-- {SECTIONS['level mapping']}"
    (found,) = expect("CD107", f"{text[:at]}«{label}»{text[at + len(label) - 5 :]}")
    assert found.help == "End this comment with `-->`: it hides all that is below"
    (found,) = lint(f"{text[:at]}```\n<!--\n```\n", "CD107")
    assert "Add each missing section" in (found.help or "")


def test_an_empty_body_is_left_to_cd007() -> None:
    not_reported("CD107", "company: acme\n---\n \n")
