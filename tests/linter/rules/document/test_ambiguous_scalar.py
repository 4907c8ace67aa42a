import pytest

from comp_data.guide.document import parse_document
from comp_data.linter.rules.document import ambiguous_scalar
from tests.linter.checks import expect, not_reported

WRITTEN = {
    "no": '"no"',
    "On": '"On"',
    "y": '"y"',
    "0123": "123",
    "0o17": "15",
    "1_000": '"1_000"',
    "12:30": '"12:30"',
    "1e3": "1000",
    "1e20": "1.0e+20",
    "1e999": ".inf",
    "<<": '"<<"',
    "2026-02-23 10:00:00": '"2026-02-23 10:00:00"',
}


@pytest.mark.parametrize("text", WRITTEN)
def test_the_fix_keeps_what_yaml_12_reads(text: str) -> None:
    document = parse_document(f"---\na: {text} # why\n---\nbody")
    (finding,) = ambiguous_scalar.check(document)
    (edit,) = finding.fix.edits
    assert finding.fix.safe
    start, end = document.offsets_of(edit.span)
    fixed = document.text[:start] + edit.text + document.text[end:]
    assert fixed == f"---\na: {WRITTEN[text]} # why\n---\nbody"
    again = parse_document(fixed)
    assert again.values == document.values
    assert again.problems == ()


def test_keys_list_items_and_flow_style() -> None:
    expect(
        "CD005",
        "---\n«on»: [«no», {a: «0123»}]\nlist:\n  - «off»\n---\n",
        "on is text to YAML 1.2 and true to YAML 1.1, so programs read it differently",
        "no is text to YAML 1.2 and false to YAML 1.1, so programs read it differently",
        "0123 is 123 to YAML 1.2 and an octal number to YAML 1.1, so programs read it differently",
        "off is text to YAML 1.2 and false to YAML 1.1, so programs read it differently",
    )


def test_an_anchor_is_left_standing() -> None:
    expect("CD005", "---\na: &x «no»\nb: *x\n---\n")


def test_quotes_and_tags_leave_no_doubt() -> None:
    not_reported("CD005", "---\na: 'no'\nb: \"1_000\"\nc: !!str 12:30\nd: |\n  no\ne: november\nf: 1000\n---\n")


@pytest.mark.parametrize("line", ["ticker: 0700", "  internal: 05", "  - region: 1e3", "role_display: 0777"])
def test_the_zeros_of_a_text_are_kept(line: str) -> None:
    above = {"  ": "level_mapping:\n", "  -": "compensation:\n"}.get(line[:3].rstrip("i"), "")
    document = parse_document(f"---\n{above}{line}\n---\nbody")
    (finding,) = ambiguous_scalar.check(document)
    text = line.rpartition(" ")[2]
    assert [edit.text for edit in finding.fix.edits] == [f'"{text}"']
    assert finding.help == f'For text, write "{text}"; write a number or a date in its plain form'


@pytest.mark.parametrize(
    ("key", "text", "written"),
    [
        ("base_low", "200_000", "200000"),
        ("total_comp_high", "1_250_000", "1250000"),
        ("stock_vest_years", "1_000", "1000"),
        ("ticker", "200_000", '"200_000"'),
        ("base_low", "0_200", None),  # quotes would make it text, which is no figure
        ("base_low", "20_00", None),
    ],
)
def test_the_fix_writes_a_number_for_keys_of_numbers(key: str, text: str, written: str | None) -> None:
    (finding,) = ambiguous_scalar.check(parse_document(f"---\ncompensation:\n  - {key}: {text}\n---\nbody"))
    assert (finding.fix and [edit.text for edit in finding.fix.edits]) == (written and [written])


@pytest.mark.parametrize("char", "\x85\u2028\u2029")
def test_a_character_that_ends_a_comment_in_yaml_11_only(char: str) -> None:
    expect(
        "CD005",
        f"---\na: 1 # in dollars«»{char}a: 2 # {char}\n---\n",
        f"U+{ord(char):04X} ends a line only in YAML 1.1, so programs read this differently",
    )
    not_reported("CD005", f'---\na: "1\\u{ord(char):04x}"\n---\n{char}\n')
