from comp_data.base.diagnostics import Span
from tests.linter.checks import expect, not_reported


def test_no_opening_fence() -> None:
    found = expect(
        "CD002",
        "---",
        "the front matter that begins here is never closed: a second `---` line is missing",
        at=(Span(1, 1, 1, 4),),
    )
    assert found[0].help == "Add a `---` line above the title of the guide"


def test_never_closed() -> None:
    expect("CD002", "«---»\ncompany: acme\n--\n")
    expect("CD002", "«---»\ncompany: acme\n --- \n")


def test_fences_may_have_blanks_and_any_line_end() -> None:
    not_reported("CD002", "---  \ncompany: acme\n---\t\nbody")
    not_reported("CD002", "---\r\ncompany: acme\r\n---\r\nbody")
    not_reported("CD002", "---\n---")
