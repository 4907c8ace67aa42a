"""Suppressions: where they may stand, what they accept, and what is said of those that are no good."""

from datetime import date

import pytest

from comp_data.base.diagnostics import Severity
from comp_data.guide.document import parse_document
from comp_data.linter.engine import Settings
from comp_data.linter.fix import fix_document
from comp_data.linter.result import LintResult
from comp_data.linter.rules import RULES
from comp_data.linter.suppressions.parse import MAX_SUPPRESSIONS, Suppression, read_suppressions
from docs.rule_examples import lint_documents
from tests.fragments import guides
from tests.linter.checks import TODAY, examples_of
from tests.linter.rules.body.tables import USUAL, against

OFF = "compensation:\n  - total_comp_high: 330000{trailing}\n"
"""One CD201, at the end of the first entry."""


def run(fragment: str, *codes: str, today: date = TODAY) -> LintResult:
    texts = {made.path: made.text for made in guides(fragment)}
    rules = tuple(rule for rule in RULES if rule.code in codes) if codes else tuple(r for r in RULES if r.on_by_default)
    documents = [parse_document(text, path) for path, text in texts.items()]
    return lint_documents(documents, today, Settings(rules), reopen=lambda path: parse_document(texts[path], path))


def codes(fragment: str, *selected: str, today: date = TODAY) -> list[str]:
    return [one.code for one in run(fragment, *selected, today=today).diagnostics]


def read(fragment: str) -> tuple[Suppression, ...]:
    (guide,) = guides(fragment)
    return read_suppressions(parse_document(guide.text, guide.path))


@pytest.mark.parametrize(
    "fragment",
    [
        OFF.format(trailing="  # comp-data: ignore[CD201] a retention grant is in it"),
        OFF.format(trailing="\t# comp-data: ignore[total-mismatch] a retention grant is in it"),
        OFF.format(trailing=" # comp-data: ignore[CD201] it is known until 2026-12-31"),
        "compensation:\n  - total_comp_low: 185000\n    # comp-data: ignore[CD201] known\n"
        "    total_comp_high: 330000\n",
        "compensation:\n  - total_comp_low: 185000\n    # comp-data: ignore[CD201] known\n    # a note\n"
        "    total_comp_high: 330000\n",
        "# comp-data: ignore-file[CD201] every total holds a retention grant\n" + OFF.format(trailing=""),
    ],
)
def test_a_comment_in_front_matter_accepts_a_finding(fragment: str) -> None:
    result = run(fragment)
    assert [one.code for one in result.diagnostics] == []
    assert result.suppressed == 1


BODY = "### Data Engineer | Acme Global Negotiation Guide\n\n{}\n\n"


def body(table_above: str = "", row: str = "") -> str:
    bad = f"London | £82K–£112K | $30K–$48K{row} | 8–12% | £96K–£137K"
    fragment = against("company: acme", *USUAL[:2], bad)
    return fragment.replace("| Region", f"{table_above}| Region", 1)


@pytest.mark.parametrize(
    "fragment",
    [
        body(row=" <!-- comp-data: ignore[CD507] dollars are granted -->"),
        body("<!-- comp-data: ignore[CD507] dollars are granted -->\n"),
        body("<!--\ncomp-data: ignore[CD507] dollars are granted\nuntil 2026-12-31\n-->\n\n"),
        body("<!-- comp-data: ignore-file[mixed-currencies] dollars are granted -->\n\nText.\n\n"),
    ],
)
def test_a_comment_in_the_body_accepts_a_finding(fragment: str) -> None:
    assert "CD507" in codes(body())
    result = run(fragment, "CD507", "CD901", "CD902")
    assert [one.code for one in result.diagnostics] == []
    assert result.suppressed == 1


@pytest.mark.parametrize(
    "fragment",
    [
        "compensation:\n  # comp-data: ignore[CD201] on another line\n  - total_comp_high: 330000\n",
        OFF.format(trailing="# comp-data: ignore[CD201] no blank before it").replace("330000#", "330000 #x "),
        'industry: "# comp-data: ignore-file[CD201] in a text"\n' + OFF.format(trailing=""),
        "industry: |\n  # comp-data: ignore-file[CD201] in a text\n" + OFF.format(trailing=""),
    ],
)
def test_what_is_not_a_comment_or_stands_elsewhere_accepts_nothing(fragment: str) -> None:
    assert "CD201" in codes(fragment, "CD201")


COMMENT = "<!-- comp-data: ignore-file[CD201] shown -->"


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{COMMENT}\n```\n",
        f"- ~~~\n  {COMMENT}\n  ~~~\n",
        f"1. One\n\n    ```\n    {COMMENT}\n    ```\n",
        f"> ```md\n> {COMMENT}\n> ```\n",
        f"Write `{COMMENT}` there.\n",
        f"Write ``a ` {COMMENT}`` there.\n",
        f"Write `this\n  comment {COMMENT}` there.\n",
        f"A backslash \\\\`{COMMENT}`\n",
        f"| `{COMMENT}` |\n",
        f"\\{COMMENT}\n",
        f"<!-->\n\n``` -->\n{COMMENT}\n```\n",
        f"<!--->\n\n``` -->\n{COMMENT}\n```\n",
    ],
)
def test_a_comment_in_code_is_an_example(text: str) -> None:
    assert read(f"company: acme\n---\n# Title\n\n{text}") == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{COMMENT}\n```\n```\n",
        f"<!-- ended --!>\n\n{COMMENT}\n",
        f"```\n```\n{COMMENT}\n",
        f"`one` {COMMENT} `two`\n",
        f"`one\n\n{COMMENT} two`\n",
        f"`one\n{COMMENT} two`\n",
        f"\\`one {COMMENT} two`\n",
        f"`` one ` {COMMENT} ```\n",
        f"<!-- ` --> {COMMENT} `two`\n",
        f"Text\n    {COMMENT}\n",
        f"- One\n\n    {COMMENT}\n",
        f"- One\n\n    - Two\n      {COMMENT}\n",
        f"1.  One\n\n    > Two\n\n    {COMMENT}\n",
    ],
)
def test_a_comment_beside_code_counts(text: str) -> None:
    assert len(read(f"company: acme\n---\n# Title\n\n{text}")) == 1


def test_what_cannot_be_read_and_what_the_linter_says_of_itself_is_never_accepted() -> None:
    fragment = "# comp-data: ignore-file[CD901, CD003, rule-crashed] no\nrole: one\n"
    assert [one.message for one in run(fragment, "CD901", "CD902").diagnostics] == [
        "CD901 cannot be suppressed",
        "CD003 cannot be suppressed",
        "rule-crashed cannot be suppressed",
    ]
    assert codes("---\n# comp-data: ignore-file[CD003] no\na: [\n---\nbody\n") == ["CD003"]


def test_an_expired_one_accepts_nothing_and_is_an_error() -> None:
    fragment = OFF.format(trailing="  # comp-data: ignore[CD201] known until 2026-03-01")
    assert codes(fragment) == []
    result = run(fragment, today=date(2026, 3, 2))
    assert [(one.code, one.severity) for one in result.diagnostics if one.code in ("CD201", "CD903")] == [
        ("CD201", Severity.WARNING),
        ("CD903", Severity.ERROR),
    ]
    (expired,) = (one for one in result.diagnostics if one.code == "CD903")
    assert expired.message == "this suppression expired after 2026-03-01"


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("ignore[CD201]", "this suppression gives no reason"),
        ("ignore[CD201] \u200b.", "this suppression gives no reason"),
        ("ignore[CD201] \u3164\uffa0", "this suppression gives no reason"),
        ("ignore[CD201] TODO: why this is right", "this suppression gives no reason"),
        ("ignore[CD201] until 2026-12-31", "this suppression gives no reason"),
        ("ignore[CD2O1] known", "no rule is called CD2O1"),
        ("ignore[CD2] known", "no rule is called CD2"),
        ("ignore known", "this suppression accepts nothing: it names no rule in square brackets"),
        ("ignore[] known", "this suppression accepts nothing: it names no rule in square brackets"),
        ("ignroe[CD201] known", "this suppression accepts nothing: `ignroe` is neither ignore nor ignore-file"),
        ("ignore[CD201] known until soon", "this suppression accepts nothing: `soon` is not a date"),
        ("ignore[CD201] known until 2026-02-30", "this suppression accepts nothing: `2026-02-30` is not a date"),
    ],
)
def test_what_is_wrong_with_a_suppression_is_said(comment: str, message: str) -> None:
    result = run(OFF.format(trailing=f" # comp-data: {comment}"), "CD201", "CD902")
    assert [one.message for one in result.diagnostics if one.code == "CD902"] == [message]


def fixed(fragment: str) -> tuple[str, str]:
    (guide,) = guides(fragment)
    settings = Settings(tuple(rule for rule in RULES if rule.on_by_default))
    return guide.text, fix_document(parse_document(guide.text, guide.path), TODAY, settings, lambda fix: fix.safe).text


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("  # comp-data: ignore[CD204] gone", ""),
        ("  # comp-data: ignore[CD204, CD205] gone", ""),
        ("  # comp-data: ignore[CD204, CD201] gone", "  # comp-data: ignore[CD201] gone"),
        ("  # comp-data: ignore[CD201,CD204 , CD205] gone", "  # comp-data: ignore[CD201] gone"),
    ],
)
def test_what_accepts_nothing_is_taken_out(written: str, left: str) -> None:
    before, after = fixed(OFF.format(trailing=written))
    assert after == before.replace(written, left)


def test_lines_that_hold_nothing_else_go_with_the_comment() -> None:
    before, after = fixed("compensation:\n  # comp-data: ignore[CD204] gone\n  - base_low: 150000\n")
    assert after == before.replace("  # comp-data: ignore[CD204] gone\n", "")
    before, after = fixed(body("<!--\ncomp-data: ignore[CD204] gone\n-->\n"))
    assert after == before.replace("<!--\ncomp-data: ignore[CD204] gone\n-->\n", "")
    before, after = fixed(body(row=" <!-- comp-data: ignore[CD204] gone -->"))
    assert after == before.replace(" <!-- comp-data: ignore[CD204] gone -->", " ")


def test_only_rules_that_ran_are_judged() -> None:
    fragment = OFF.format(trailing="  # comp-data: ignore[CD204, CD213] known")
    assert codes(fragment, "CD201", "CD901") == ["CD201"]
    assert codes(fragment, "CD204", "CD901") == ["CD901"]
    (guide,) = guides(fragment)
    alone = lint_documents(
        [parse_document(guide.text, guide.path)],
        TODAY,
        Settings(tuple(r for r in RULES if r.code in ("CD213", "CD901"))),
    )
    assert alone.diagnostics == ()
    assert codes(fragment, "CD213", "CD901") == ["CD901"]


def test_findings_over_the_dataset_are_accepted_too() -> None:
    one = "# file: acme/data-engineer.md\ncompany_display: Acme{}\n"
    other = "# file: acme/data-scientist.md\ncompany_display: ACME Corp\n"
    third = "# file: acme/product-designer.md\ncompany_display: ACME Corp\n"
    assert "CD603" in codes(one.format("") + other + third, "CD603", "CD901")
    accepted = one.format("  # comp-data: ignore[CD603] the old name")
    assert codes(accepted + other + third, "CD603", "CD901") == []


@pytest.mark.parametrize("code", ["CD901", "CD902"])
def test_the_examples_of_the_documentation(code: str) -> None:
    bad, good = examples_of(code)
    assert codes(bad) == [code]
    assert codes(good) == []


def test_all_that_one_comment_names_for_nothing_is_taken_out_at_once() -> None:
    idle = ", ".join(f"CD{number}" for number in (202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 214))
    before, after = fixed(OFF.format(trailing=f"  # comp-data: ignore[{idle}, CD201] known"))
    assert after == before.replace(f"[{idle}, CD201]", "[CD201]")


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_comment_at_the_end_of_the_file_goes_too(end: str) -> None:
    (guide,) = guides("")
    text = f"{guide.text}<!-- comp-data: ignore[CD507] gone -->{end}"
    settings = Settings(tuple(rule for rule in RULES if rule.on_by_default))
    assert fix_document(parse_document(text, guide.path), TODAY, settings, lambda fix: fix.safe).text == guide.text


@pytest.mark.slow
@pytest.mark.parametrize(
    "comments",
    [
        "<!-- comp-data: ignore[CD507] why " * 20_000,
        "<!-- comp-data: ignore[CD507] why -->" * 20_000,
        "<!-- comp-data: ignore[CD507] why -->\n" * 20_000,
        "`<!-- comp-data: ignore[CD507] why -->` " * 20_000,
        "# comp-data: ignore[CD306] why\n" * 20_000,
    ],
)
def test_more_comments_than_are_read_accept_nothing_more(comments: str) -> None:
    (guide,) = guides("")
    for text in (guide.text + comments, guide.text.replace("---\n", "---\n" + comments, 1)):
        found = read_suppressions(parse_document(text, guide.path))
        assert len(found) in (0, MAX_SUPPRESSIONS)
