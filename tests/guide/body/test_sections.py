"""The body as labelled sections, and what is hidden from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comp_data.guide.body.markdown_tables import delimiter_row, other_tables
from comp_data.guide.body.sections import Body, plain_text
from comp_data.guide.document import parse_document

FRONT = "---\na: 1\n---\n"


def body(text: str) -> Body:
    return parse_document(FRONT + text).body


def labels(text: str) -> list[tuple[str, bool]]:
    return [(section.label, section.is_heading) for section in body(text).sections]


@pytest.mark.parametrize(
    ("text", "label", "is_heading"),
    [
        ("# Title", "Title", True),
        ("###### Deep ######", "Deep", True),
        ("   ### Indented\r\n", "Indented", True),
        ("#\tTab", "Tab", True),
        ("## **Bold** in part", "Bold** in part", True),
        ("## **Evidence:**", "Evidence", True),
        ("Sources\n---", "Sources", True),
        ("Engineer | Acme\n---", "Engineer | Acme", True),
        ("Title of all\n=====\n", "Title of all", True),
        ("Sources\r\n---\r\n", "Sources", True),
        ("<h2>Sources</h2>", "Sources", True),
        ('  <H3 align="center">Title &amp; more</H3>', "Title &amp; more", True),
        ("**Evidence & Sources**", "Evidence & Sources", False),
        ("**Level Mapping:** A = B", "Level Mapping", False),
        ("**Level Mapping**: A = B", "Level Mapping", False),
        ("__Level Mapping:__ A = B", "Level Mapping", False),
        ("> **Negotiate Up Strategy:** ask", "Negotiate Up Strategy", False),
        ("**🚀 Fast_er**", "🚀 Fast_er", False),
        ('## [Pay](/u "Historical") now', "Pay now", True),
        ('## <span title="Historical">Pay</span>', "Pay", True),
        ("\r## Pay\r\rtext\r", "Pay", True),
    ],
)
def test_a_heading_or_a_bold_line_is_a_label(text: str, label: str, is_heading: bool) -> None:
    assert labels(text) == [(label, is_heading)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text",
        "#no blank",
        "####### seven",
        "    # code",
        "1. **Lever:** x",
        "- **Lever:** x",
        "text **bold** text",
        "text\n\n---\n",
        "---\n",
        "| a |\n|---|\n",
        "a | b\n---|---\n",
        "a | b\n---|---\n1 | 2\n---\n",
        "- item\n---\n",
        "> quote\n---\n",
        "```\n# code\n```",
        "~~~~\n# code\n~~~\n# code\n~~~~",
        "```\n# never closed",
        "<!-- # note -->",
        "<!--\n<h1>note</h1>\n-->",
        "```\n<h1>code</h1>\n```",
        "text <h1>in a line</h1>",
        "<!--\n# note\n-->",
        "<!-- # never closed",
    ],
)
def test_other_lines_are_no_label(text: str) -> None:
    assert labels(text) == []


def test_sections_end_where_the_next_begins() -> None:
    text = "# T\n\n**A:** one\ntwo\n\nB\n-\n\nC\n---\nthree\n> **D** four"
    found = body(text)
    contents = {section.label: found.text[section.content_start : section.end] for section in found.sections}
    assert contents == {"T": "\n\n", "A": " one\ntwo\n\nB\n-\n\n", "C": "\nthree\n", "D": " four"}
    starts = [found.text[section.start : section.label_end] for section in found.sections]
    assert starts == ["# T", "**A:**", "C", "> **D**"]
    assert found.title is not None
    assert found.title.label == "T"


def test_the_title_is_the_first_heading() -> None:
    title = body("**DNA:** x\n\nThe Guide\n===\n").title
    assert title is not None
    assert title.label == "The Guide"
    assert body("**DNA:** x\n").title is None


def test_ranks_of_headings() -> None:
    found = body("# One\n<h1>Also one</h1>\n### Three\n<h3>Also three</h3>\nTwo\n---\n**Bold**\n")
    assert list(map(found.rank, found.sections)) == [1, 1, 3, 3, 2, 7]


def test_find_looks_for_words_in_any_case() -> None:
    found = body("## Evidence & Sources\n**SOURCES**\n**Levers**\n")
    assert [section.label for section in found.find("sources", "mapping")] == ["Evidence & Sources", "SOURCES"]


def test_what_is_hidden_keeps_its_place() -> None:
    text = "\n" * len(FRONT) + "a\n```\nhidden\n```\n<!-- hidden -->\nb\n~~~\nhidden"
    visible = Body(text, len(FRONT)).visible
    assert len(visible) == len(text)
    assert visible.count("\n") >= text.count("\n", len(FRONT))
    assert visible.split() == ["a", "b"]
    assert [visible.index(char) for char in "ab"] == [text.index("a\n`"), text.index("b\n~")]


WRAPPED = "A paragraph that an editor has wrapped at a width of sixty\ncharacters, as many do."
LONG = "Acme L3 Software Engineer = Globex L4 Software Engineer = Initech"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Total comp includes base,", "stock and bonus."), ("one", "(two)"), ("A = B", "= C"),
        (LONG, "E4 = Umbrella Four"), (LONG, "`Code` and more"), (LONG, "401(k) match"), ("- an item", "  goes on"),
        ("a | b", "that goes on"), (LONG, "$5B of revenue"), (LONG, "— and more"), (LONG, "+20% premium"),
        (LONG, "Equity (NYSE: ACME)"), ("**DNA:** Base | Bonus |", "**+20% premium**"), ("one,", "**two**"),
        (LONG, "#Tag"), (LONG, "`#Tag`"), (LONG, "Design | 2026 Focus: AI"),
        ("#one #two #three,", "#four"), (LONG, "\\+ more"), (LONG, "| another part"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_of_a_wrapped_paragraph_are_one(first: str, second: str, end: str) -> None:
    text = f"{WRAPPED}\n\n{first}\n{second}\n".replace("\n", end)
    visible = body(text).visible
    assert len(visible) == len(FRONT + text)
    assert f"{first} {second.lstrip()}" in [" ".join(line.split()) for line in visible.splitlines()]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("One sentence.", "Another one"), (LONG, "Level Mapping: A = B"), (LONG, "1. Item"), (LONG, "- item"),
        (LONG, "+ item"), (LONG, "# Heading"), (LONG, "| a | b\n|---|---"), ("one,", "- item"), ("one |", "1. Item"),
        ("one +", "# Heading"), (LONG, "a) note"), ("**Label**", "text"), ("Label:", "text"), ("# Heading", "text"),
        ("| a | b |", "text"),
        ("> quote", "text"), ("break\\", "text"), ("break  ", "text"), (LONG, "**Label:** text"), (LONG, "| a |"),
        ("text", ""),
    ],
)  # fmt: skip
def test_lines_that_are_no_paragraph_are_not_joined(first: str, second: str) -> None:
    text = f"{WRAPPED}\n\n{first}\n{second}\n"
    assert f"{first}\n{second}\n" in body(text).visible


def test_a_line_that_goes_on_far_below_is_joined_too() -> None:
    text = "A sentence on one line.\n\n" * 140
    assert body(f"{text}Acme L3 =\nGlobex L4, as\nrecruiters say.\n").visible.endswith("as recruiters say.\n")


def test_rows_without_bars_are_not_joined() -> None:
    text = f"{WRAPPED}\n\nregion | base\n--- | ---\nparis | 50\nberlin | 60\n"
    assert body(text).visible == FRONT + text


@pytest.mark.parametrize(
    ("text", "is_table"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |", True),
        ("a | b\n:-- | --:\n1 | 2", True),
        ("| a |\n|---|", True),
        ("| a |\r\n| - |\r\n", True),
        ("a | b\n1 | 2", False),
        ("text\n---", False),
        ("```\n| a |\n|---|\n```", False),
        ("<!--\n| a |\n|---|\n-->", False),
    ],
)
def test_only_a_delimiter_row_makes_a_table(text: str, is_table: bool) -> None:
    assert (delimiter_row(body(text)) is not None) is is_table


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        *("*" * 500_000, "**a" * 200_000, "# " * 300_000, "<!--" * 200_000, "```\n" * 200_000, "`" * 900_000),
        *("|-" * 400_000, "-\n" * 400_000, "a\n---\n" * 100_000, "> " * 400_000, " " * 900_000, "-" * 900_000),
        "a b\nc\n\n|-|\n" + "a" * 900_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_long_bodies_are_read(text: str) -> None:
    found = body(text)
    assert len(found.visible) == len(found.text)
    assert len(found.sections) >= 0
    assert (delimiter_row(found) or 0) >= 0
    assert all("<" in one[0] for one in other_tables(found))


@pytest.mark.parametrize("mark", ["*", "**", "***", "_", "__", "___"])
def test_emphasis_is_found_by_its_marks_and_not_within_some_length(mark: str) -> None:
    words = "word " * 200 + "end"
    assert plain_text(f"a {mark}{words}{mark} b") == f"a {words} b"


@given(st.text(st.sampled_from("#*_->|=`~<!\n\r a:"), max_size=80))
def test_sections_lie_within_the_body_in_order(text: str) -> None:
    found = body(text)
    at = found.start
    for section in found.sections:
        assert at <= section.start < section.label_end <= section.content_start <= section.end <= len(found.text)
        at = section.end


@pytest.mark.parametrize(
    ("text", "shown"),
    [("~~old~~ new", "new"), ("a ~~ b ~~ c", "a b c"), ("[pay][1]", "pay"), ("a source [1][2]", "a source [1][2]")],
)
def test_text_between_marks_that_strike_nothing_out_and_two_numbers_are_shown(text: str, shown: str) -> None:
    assert plain_text(text) == shown
