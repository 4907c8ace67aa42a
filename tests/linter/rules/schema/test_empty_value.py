import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported

BODY = "---\n{title}\n\n**Negotiation DNA:** Steady base\n\n**Negotiation DNA**\nMore.\n"


@pytest.mark.parametrize(("written", "state"), [("null", "null"), ("~", "null"), ('""', "blank"), ("' '", "blank")])
def test_the_summary_is_taken_from_its_line(written: str, state: str) -> None:
    (found,) = expect(
        "CD102",
        f"negotiation_dna_summary: «{written}»\n" + BODY.format(title="### A | B Global Negotiation Guide"),
        f"negotiation_dna_summary is {state}",
        severity=Severity.WARNING,
    )
    assert found.help == 'Write "Steady base", as the body has it'
    assert found.fix is not None
    assert not found.fix.safe
    assert [edit.text for edit in found.fix.edits] == ["Steady base"]


@pytest.mark.parametrize(
    ("title", "role", "company"),
    [
        ("### Data Engineer | Acme Global Negotiation Guide", "Data Engineer", "Acme"),
        ("# Data Engineer — Acme Robotics Salary Negotiation Guide", "Data Engineer", "Acme Robotics"),
        ("## ML/AI Engineer | Acme", "ML/AI Engineer", "Acme"),
        ('### Data "ETL" Engineer | Acme Guide', '"Data \\"ETL\\" Engineer"', "Acme"),
    ],
)
def test_the_names_are_taken_from_the_title(title: str, role: str, company: str) -> None:
    fragment = "company_display: «null»\nrole_display: «''»\n" + BODY.format(title=title)
    found = expect("CD102", fragment)
    texts = [edit.text for one in found if one.fix for edit in one.fix.edits]
    assert texts == [company, role]


def test_a_value_that_is_not_written_is_put_after_its_key() -> None:
    (found,) = expect("CD102", "«company_display»:\n" + BODY.format(title="### A | Acme Guide"))
    assert found.fix is not None
    (edit,) = found.fix.edits
    assert (edit.span.column, edit.span.end_column, edit.text) == (17, 17, " Acme")


def test_no_fix_where_the_body_has_no_text() -> None:
    found = expect(
        "CD102", "role_display: «null»\nnegotiation_dna_summary: «null»\n---\n# Guide\n## Negotiation DNA\ntext\n"
    )
    assert [one.fix for one in found] == [None, None]


def test_no_finding_for_text_for_other_types_and_where_the_key_is_missing() -> None:
    not_reported("CD102", "# role_display:\nnegotiation_dna_summary: 5\n")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "TBD",
            "[Summary]",
            "Lorem ipsum dolor sit amet",
            "xxx",
            "N/A",
            "n.a.",
            "???",
            "{{summary}}",
            "Same as above",
        ),
        *("Here is the updated summary:", "[Company] pays well", "As an AI language model, I cannot say"),
    ],
)
def test_a_placeholder_for_the_summary_is_reported(text: str) -> None:
    said = f"negotiation_dna_summary is the placeholder {text}"
    (found,) = expect("CD102", f'negotiation_dna_summary: «"{text}"»\n' + BODY.format(title="# A | B Guide"), said)
    assert found.help == 'Write "Steady base", as the body has it'


def test_a_summary_that_is_cut_off_in_both_places() -> None:
    fragment = (
        "negotiation_dna_summary: «Steady base and the»\n---\n# A | B\n\n**Negotiation DNA:** Steady base and the\n"
    )
    expect("CD102", fragment, 'negotiation_dna_summary ends with "the": it is cut off')


def test_no_fix_to_a_placeholder_of_the_body() -> None:
    (found,) = expect(
        "CD102", "company_display: «'[Company]'»\n" + BODY.format(title="# Data Engineer | [Company] Guide")
    )
    assert found.fix is None
    assert found.help == "Write the text that lists and tables should show"


@pytest.mark.parametrize("text", ["Unknown Worlds", "None of Your Business", "Source", "Nomad", "Linked"])
def test_names_that_begin_as_placeholders_do(text: str) -> None:
    not_reported("CD102", f"company_display: {text} Ltd\n" + BODY.format(title="# A | B Guide"))


@pytest.mark.parametrize(
    "name",
    [
        "unknown",
        "internet",
        "Source 1",
        "Source A",
        "???",
        "Link",
        "https://",
        "ChatGPT",
        "AI estimate",
        "2025",
        "same",
        "Survey?",
        "Blind Blind",
    ],
)
def test_a_source_that_is_a_placeholder(name: str) -> None:
    said = f"data_sources has {name}, which names no source"
    expect("CD102", f'data_sources:\n  - Blind\n  - «"{name}"»\n', said)


@pytest.mark.parametrize("name", ["Internal survey", "AI Index Report", "GPT Research Ltd", "20/20 Surveys"])
def test_sources_that_begin_as_placeholders_do(name: str) -> None:
    not_reported("CD102", f"data_sources:\n  - {name}\n")


@pytest.mark.parametrize("key", ["author", "hq_location", "industry", "ticker", "employee_count_range"])
def test_a_placeholder_of_an_optional_key(key: str) -> None:
    expect("CD102", f"{key}: «'[{key}]'»\n", f"{key} is the placeholder [{key}]")
    not_reported("CD102", f"{key}: Acme\n")


@pytest.mark.parametrize(
    "text",
    [
        *("TODO", "TBD", "TBC", "Lorem ipsum", "{{lever}}", "XX%", "$XXXK", "[insert lever]", "<company>"),
        *("As an AI language model", ":contentReference", "turn0search1", "[Your Name]"),
        *("[add a figure]", "$___", "____", "$ base", "Certainly! Here", "[fill in the lever]", "€ base", "£ total"),
        *("As an AI model", "turn0view3", "citeturn2search1", "[INSERT SALARY HERE]", "[Role]", "$???K", "(source?)"),
        *("[Company Name]", "$?"),
    ],
)
def test_a_placeholder_in_the_body(text: str) -> None:
    body = BODY.format(title="# A | B Guide") + f"\n1. **Lever:** «{text}» and more\n2. {text}\n"
    expect("CD102", "company: acme\n" + body, f"the body has the placeholder {text}")


@pytest.mark.parametrize(
    "text",
    [
        "[company]",
        "[X]",
        "[additional]",
        "$ a base",
        "a__b",
        "XXL",
        "as an AI company",
        "a < b",
        "{x: 1}",
        "[insertion]",
        "[roles]",
        "is it $5?",
        "in € or $?",
        "$[AMOUNT]",
        "is that in US$? or in €?",
        "[Role ladder][1]",
        "[add a figure](https://acme.test/add)",
    ],
)
def test_text_that_is_like_a_placeholder(text: str) -> None:
    not_reported("CD102", "company: acme\n" + BODY.format(title="# A | B Guide") + f"\n1. **Lever:** {text} and more\n")


def test_a_placeholder_far_into_a_paragraph() -> None:
    body = BODY.format(title="# A | B Guide") + f"\n1. **Lever:** {'Ask for more. ' * 80}«TODO» and more\n"
    expect("CD102", "company: acme\n" + body, "the body has the placeholder TODO")


def test_a_cell_may_say_that_a_figure_is_not_known() -> None:
    table = "| Region | Base |\n|---|---|\n| London | TBD |\n"
    not_reported("CD102", "company: acme\n" + BODY.format(title="# A | B Guide") + table)


@pytest.mark.parametrize("stated", ["industry: Internet", "industry: Online", "company_display: Link", "ticker: NA"])
def test_words_that_are_placeholders_elsewhere(stated: str) -> None:
    not_reported("CD102", f"{stated}\n")
