"""Fixes: what is applied, what waits, what is refused, and that nothing else changes."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from operator import attrgetter
from pathlib import Path

import pytest

from comp_data.base.diagnostics import Edit, Finding, Fix, Severity, Span
from comp_data.base.files import MAX_BYTES
from comp_data.guide.document import Document, parse_document
from comp_data.linter.engine import Settings
from comp_data.linter.fix import FixResult, fix_document, fix_files
from comp_data.linter.record import Record
from comp_data.linter.rule import Rule, rule
from comp_data.linter.rules import RULES
from tests.fragments import guides
from tests.linter.rules.body.tables import USUAL, against, entries

TODAY = date(2026, 3, 1)


def fixed(fragment: str, *rules: Rule, unsafe: bool = False) -> tuple[str, FixResult]:
    (guide,) = guides(fragment)
    document = parse_document(guide.text, guide.path)
    return guide.text, fix_document(document, TODAY, Settings(rules or RULES), lambda fix: fix.safe or unsafe)


@rule("CD298", "renaming", Severity.INFO, fix="safe")
def renaming(record: Record) -> Iterable[Finding]:
    """Wants another role each time, without end."""
    edit = record.document.replacing(("role",), f"{record.role}-x")
    yield Finding(("role",), f"{record.role} is short", fix=Fix("longer", (edit,), safe=True))


@rule("CD299", "repeating", Severity.INFO, fix="safe")
def repeating(document: Document) -> Iterable[Finding]:
    """Adds the same line again and again, and is never content."""
    yield Finding(Span(1, 1, 1, 4), "no note", fix=Fix("a note", (Edit(Span(2, 1, 2, 1), "# note\n"),), safe=True))


@rule("CD297", "breaking", Severity.INFO, fix="safe")
def breaking(document: Document) -> Iterable[Finding]:
    """Would break the front matter."""
    if document.values is not None:
        yield Finding(Span(1, 1, 1, 4), "whole", fix=Fix("break it", (Edit(Span(2, 1, 2, 1), "[: {\n"),), safe=True))


@rule("CD296", "overlapping", Severity.INFO, fix="safe")
def overlapping(record: Record) -> Iterable[Finding]:
    """Two findings over one value: the second waits for the first."""
    if record.role == "data-engineer":
        for suffix in ("a", "b"):
            edit = record.document.replacing(("role",), f"role-{suffix}")
            yield Finding(("role",), f"to {suffix}", fix=Fix(suffix, (edit,), safe=True), figures=(suffix,))


@rule("CD295", "raising", Severity.INFO, fix="safe")
def raising(record: Record) -> Iterable[Finding]:
    """Two findings over a range: the higher low end needs the higher high end."""
    stock = record.rows[0].stock
    for end, present, value in (("low", stock.low, 130_000), ("high", stock.high, 150_000)):
        if present != value:
            edit = record.document.replacing(path := record.rows[0].path(f"stock_{end}"), str(value))
            yield Finding(path, "low", fix=Fix("raise", (edit,), safe=True))


def test_a_fix_that_fixes_nothing_is_made_once() -> None:
    before, after = fixed("", repeating)
    assert after.text == before.replace("---\n", "---\n# note\n", 1)
    assert len(after.applied) == 1


def test_no_more_than_ten_passes() -> None:
    before, after = fixed("", renaming)
    assert after.text == before.replace("role: data-engineer", "role: data-engineer" + "-x" * 10)
    assert not after.is_done


def test_what_overlaps_waits_for_the_next_pass() -> None:
    before, after = fixed("", overlapping)
    assert after.text == before.replace("role: data-engineer", "role: role-a")
    assert [one.message for one in after.applied] == ["to a"]
    assert after.is_done


def test_what_would_break_the_guide_is_refused_and_the_rest_is_fixed() -> None:
    sources = "data_sources:\n  - Blind\n  - Levels.fyi\n  - TeamBlind\n"
    before, after = fixed(sources, breaking, *RULES)
    assert after.text == before.replace("  - TeamBlind\n", "")
    ((refused, errors),) = after.refused
    assert refused.code == "CD297"
    assert errors[0].startswith("CD003: ")
    assert [one.code for one in after.applied] == ["CD704"]


def test_what_was_refused_is_tried_again_after_another_fix() -> None:
    inverted = next(one for one in RULES if one.code == "CD204")
    before, after = fixed("", breaking, raising, inverted)
    assert after.text == before.replace("stock_low: 80000", "stock_low: 130000", 1).replace("120000", "150000", 1)
    assert [one.diagnostic.code for one in after.refused] == ["CD297"]


def test_what_would_bring_an_error_is_refused() -> None:
    lost = "compensation:\n  - total_comp_low: null\n    total_comp_high: null\n"
    (guide,) = guides(lost)
    text = guide.text.replace("10–15% | N/A |", "10–15% | $18K–$26K |")
    after = fix_document(parse_document(text, guide.path), TODAY, Settings(RULES), lambda fix: fix.safe)
    assert after.text == text
    ((refused, errors),) = after.refused
    assert (refused.code, errors) == (
        "CD504",
        ("CD202: total_comp_low 18,000 is less than base_low 150,000; the total seems to be 1/10 of what fits",),
    )


def test_an_error_that_shows_only_once_a_guide_can_be_read_refuses_no_fix() -> None:
    (guide,) = guides("")
    broken = parse_document(guide.text.replace("\n", "\r"), "globex/chef.md")
    after = fix_document(broken, TODAY, Settings(RULES), lambda fix: fix.safe)
    assert (after.text, after.refused) == (guide.text, ())


@pytest.mark.parametrize("unsafe", [False, True])
def test_unsafe_fixes_are_made_only_where_they_are_wanted(unsafe: bool) -> None:
    before, after = fixed("compensation:\n  - region: SF (HQ)\n", unsafe=unsafe)
    assert after.text == (before.replace("region: SF (HQ)", "region: San Francisco") if unsafe else before)


def test_files_are_written_only_where_something_changes(tmp_path: Path) -> None:
    clean, bad, broken = tmp_path / "clean.md", tmp_path / "bad.md", tmp_path / "broken.md"
    clean.write_text(guides("")[0].text, "utf-8")
    text = guides("next_review_due: 2027-01-01\n")[0].text
    bad.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    broken.write_bytes(b"---\n\xff\n")
    stamps = {file: file.stat().st_mtime_ns for file in (clean, broken)}
    rules = tuple(rule for rule in RULES if rule.code in ("CD001", "CD403"))
    files = {file.name: file for file in (clean, bad, broken)}
    outcomes = dict(
        fix_files(files, partial(fix_document, today=TODAY, settings=Settings(rules), wanted=attrgetter("safe")))
    )
    assert {path: [one.code for one in outcome.applied] for path, outcome in outcomes.items()} == {"bad.md": ["CD403"]}
    assert bad.read_bytes() == b"\xef\xbb\xbf" + text.replace("2027-01-01", "2026-05-26").replace("\n", "\r\n").encode()
    assert {file: file.stat().st_mtime_ns for file in stamps} == stamps
    assert sorted(file.name for file in tmp_path.iterdir()) == ["bad.md", "broken.md", "clean.md"]


def test_after_a_refused_fix_the_others_land_where_they_belong() -> None:
    rows = (USUAL[0], USUAL[1], "London | £82K–£112K | £30K–£48K | 8–12% | £60K–£70K")
    fragment = against(
        entries(
            "region: San Francisco\n    # bonus_pct_high:",
            "region: New York\n    # median: 41 offers, seen 2025\n    stock_high: null",
            "region: London\n    total_comp_low: null\n    total_comp_high: null",
        ),
        *rows,
    )
    before, after = fixed(fragment)
    assert after.text == before.replace("stock_high: null", "stock_high: 116000").replace(
        "    bonus_pct: 10\n    total", "    bonus_pct: 10\n    bonus_pct_high: 15\n    total", 1
    )
    assert [one.diagnostic.code for one in after.refused] == ["CD504"]
    document = parse_document(after.text, "acme/data-engineer.md")
    assert fix_document(document, TODAY, Settings(RULES), lambda fix: fix.safe).text == after.text


@pytest.mark.parametrize(
    "settings",
    [
        Settings(RULES, {"CD001": Severity.WARNING}),
        Settings(tuple(rule for rule in RULES if rule.code != "CD001")),
        Settings(RULES, is_ignored=lambda _path, rule: rule.code == "CD001"),
    ],
)
def test_a_guide_that_could_not_be_read_any_more_is_never_written(settings: Settings) -> None:
    (guide,) = guides(against(entries("region: San Francisco\n    # bonus_pct_high:"), *USUAL))
    text = guide.text + "x" * (MAX_BYTES - len(guide.text.encode()) - 5)
    after = fix_document(parse_document(text, guide.path), TODAY, settings, lambda fix: fix.safe)
    assert after.text == text
    ((refused, errors),) = after.refused
    assert refused.code == "CD505"
    assert errors[0].startswith("CD001: the file is larger than")


def test_a_companys_name_is_only_changed_if_its_guides_agree(tmp_path: Path) -> None:
    """A link, which may lead out of the dataset, is none of them."""
    folder = tmp_path / "githive"
    folder.mkdir()
    for role in ("data-engineer", "data-scientist", "product-manager"):
        text = guides(f"# file: githive/{role}.md\ncompany: githive\ncompany_display: Githive\nrole: {role}\n")[0].text
        (folder / f"{role}.md").write_text(text.replace("| Githive Global", "| GitHive Global"), encoding="utf-8")
    (rule_,) = (one for one in RULES if one.code == "CD508")
    settings = Settings((rule_,))
    files = {str(file): file for file in sorted(folder.glob("*.md"))}
    fix = partial(fix_document, today=date(2026, 3, 1), settings=settings, wanted=attrgetter("safe"))
    odd = folder / "product-manager.md"
    odd.write_text(odd.read_text("utf-8").replace("| GitHive Global", "| Githive Global"), encoding="utf-8")
    assert list(fix_files(files, fix)) == []
    outside = tmp_path / "outside.md"
    odd.replace(outside)
    odd.symlink_to(outside)
    del files[str(odd)]
    fixed_ = dict(fix_files(files, fix))
    assert list(fixed_) == list(files)
    assert all("company_display: GitHive" in file.read_text(encoding="utf-8") for file in files.values())
