from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported


def due(count: int, day: str, company: str) -> str:
    return "".join(f"# file: {company}/role-{n:02}.md\nnext_review_due: {day}\n" for n in range(count))


def first_marked(text: str, day: str) -> str:
    return text.replace(day, f"«{day}»", 1)


def test_one_finding_at_the_first_guide_of_the_day() -> None:
    text = due(2, "2026-04-01", "acme") + first_marked(due(11, "2026-05-23", "globex"), "2026-05-23")
    (found,) = expect(
        "CD409",
        text,
        "11 of 13 guides (84.6%) are due for review on 2026-05-23",
        severity=Severity.INFO,
    )
    assert found.path == "globex/role-00.md"
    assert found.help is not None
    assert "`comp-data due --by 2026-05-23 --spread 90`" in found.help  # without --by only what is overdue is listed


def test_ten_on_a_day_are_not_too_many() -> None:
    not_reported("CD409", due(10, "2026-05-23", "acme"))


def test_half_of_the_guides_are_not_too_many() -> None:
    not_reported("CD409", due(11, "2026-05-23", "acme") + due(11, "2026-04-01", "globex"))


def test_both_limits_are_options() -> None:
    text = first_marked(due(3, "2026-05-23", "acme"), "2026-05-23") + due(7, "null", "globex")
    expect("CD409", text, "3 of 10 guides (30%) are due for review on 2026-05-23", most=2, share=25.0)


def test_guides_without_a_day_are_on_no_day() -> None:
    not_reported("CD409", due(20, "null", "acme"))
