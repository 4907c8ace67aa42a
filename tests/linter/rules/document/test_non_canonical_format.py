import pytest

from comp_data.base.diagnostics import Severity, Span
from comp_data.guide.document import parse_document
from comp_data.linter.analysis.edits import edited
from comp_data.linter.rules.document import non_canonical_format
from tests.fragments import EXAMPLE
from tests.linter.checks import expect, not_reported


def fixed(text: str) -> str:
    """The text after every fix, one finding at a time, as it is when nothing more is found."""
    for _ in range(10):
        document = parse_document(text)
        fixes = [finding.fix for finding in non_canonical_format.check(document) if finding.fix]
        if not fixes:
            return text
        assert fixes[0].safe
        for edit in sorted(fixes[0].edits, key=lambda edit: edit.span, reverse=True):
            start, end = document.offsets_of(edit.span)
            text = text[:start] + edit.text + text[end:]
    raise AssertionError("the fixes do not come to an end")


def test_byte_order_mark() -> None:
    text = "\ufeff---\na: 1\n---\nbody\n"
    expect("CD008", text, "the file begins with a byte-order mark", at=(Span(1, 1, 1, 2),), severity=Severity.INFO)
    assert fixed(text) == text[1:]


def test_line_ends_are_one_finding_a_kind() -> None:
    text = "---\r\na: 1\nb: 2\r\n---\nbody\rmore\n"
    expect(
        "CD008",
        text,
        "2 lines end with CRLF; the first is here",
        "1 line ends with a lone carriage return",
        at=(Span(1, 4, 1, 5), Span(5, 5, 5, 6)),
    )
    assert fixed(text) == "---\na: 1\nb: 2\n---\nbody\nmore\n"


def test_a_file_of_lone_carriage_returns_can_be_read_once_fixed() -> None:
    text = "---\ra: 1\r---\rbody\r"
    assert [problem.code for problem in parse_document(text).problems] == ["CD002"]
    assert parse_document(fixed(text)).values == {"a": 1}


def test_blanks_in_front_matter() -> None:
    text = "---« »\na: 1«\t»\n«  »\nb: 'x' # y« »\n---«  »\nbody\n"
    plain = text.replace("«", "").replace("»", "")
    expect("CD008", plain, "5 lines end with blanks; the first is here", at=(Span(1, 4, 1, 5),))
    assert fixed(plain) == "---\na: 1\n\nb: 'x' # y\n---\nbody\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\na: |\n  x  \n  y\nb: 1\n---\nbody\n",
        '---\na: "x\\ \n  y"\n---\nbody\n',
        "---\na: 1\n---\nhard break  \nmore\n",
        "---\na: 1\n---\n```\ncode \n   \n```\n",
        "---\na: 1\n---\n    code \n",
        "---\na: 1\n---\nfoo\\ \nbar\n",
        "---\na: 1\n---\n<pre>\nx \n</pre>\n",
        "---\na: 1\n---\n<!-- x \n-->\n",
    ],
)
def test_blanks_that_mean_something_are_let_be(text: str) -> None:
    not_reported("CD008", text)


def test_blanks_in_the_body_that_mean_nothing() -> None:
    text = "---\na: 1\n---\none \n  \n| a |  \n# Title   \nhard  \nbreak\r\n"
    assert fixed(text) == "---\na: 1\n---\none\n\n| a |\n# Title\nhard  \nbreak\n"


def test_keys_of_the_record() -> None:
    text = EXAMPLE.replace("company: acme\n", "").replace(
        "role_type: standard\n", "role_type: standard\ncompany: acme\n"
    )
    (found,) = expect(
        "CD008",
        text.replace("\ncompany: acme", "\n«company»: acme"),
        "company is below company_display and belongs above it",
    )
    assert found.key_path == ("company",)
    assert fixed(text) == EXAMPLE


def test_keys_of_entries_are_one_finding() -> None:
    front = (
        "---\ncompensation:\n  - currency: USD\n    region: A # why\n    base_low: 1\n"
        "  - base_low: 2\n    region: B\n---\nb\n"
    )
    expect(
        "CD008",
        front.replace("region: A", "«region»: A"),
        "region is below currency and belongs above it; the keys of 2 entries are out of order, first here",
    )
    assert fixed(front) == (
        "---\ncompensation:\n  - region: A # why\n    base_low: 1\n    currency: USD\n"
        "  - region: B\n    base_low: 2\n---\nb\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blank_lines_stay_above_their_keys(end: str) -> None:
    text = "---\nrole: b\n\nlast_updated: 2026-02-23\ncompany: a\n\n\nrole_display: B\n---\nbody\n".replace("\n", end)
    in_order = "---\ncompany: a\nrole: b\n\n\nrole_display: B\n\nlast_updated: 2026-02-23\n---\nbody\n"
    (finding,) = (one for one in non_canonical_format.check(parse_document(text)) if one.at == ("company",))
    assert edited(parse_document(text), finding.fix.edits) == in_order.replace("\n", end)


def test_unknown_keys_stay_with_the_one_above() -> None:
    not_reported("CD008", "---\nx: 1\ncompany: a\ny: 2\nrole: b\n---\nbody\n")
    text = "---\nrole: b\ny: 2\ncompany: a\n---\nbody\n"
    assert fixed(text) == "---\ncompany: a\nrole: b\ny: 2\n---\nbody\n"


@pytest.mark.parametrize(
    "front",
    [
        "role: b\n# of the company\ncompany: a\n",
        "{role: b, company: a}\n",
        "role: &x b\ncompany: *x\n",
        "? role\n: b\n? company\n: a\n",
    ],
)
def test_no_fix_where_a_comment_or_the_meaning_could_suffer(front: str) -> None:
    (finding,) = non_canonical_format.check(parse_document(f"---\n{front}---\nbody\n"))
    assert finding.fix is None


def test_a_front_matter_with_other_problems_is_not_sorted() -> None:
    not_reported("CD008", "---\nrole: b\ncompany: a\nrole: c\n---\nbody\n")
