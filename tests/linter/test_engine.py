"""The engine: crashing rules, severities, ignores, the order of diagnostics."""

from collections.abc import Iterable
from datetime import date

import pytest

from comp_data.base.diagnostics import Diagnostic, Finding, Severity, fingerprints
from comp_data.guide.document import parse_document
from comp_data.linter.engine import MOST_FINDINGS, Engine, Settings
from comp_data.linter.record import Record
from comp_data.linter.result import LintResult, add_bounded
from comp_data.linter.rule import DatasetFinding, Rule, rule
from comp_data.linter.rules import RULES
from comp_data.linter.summary import Facts
from docs.rule_examples import lint_documents
from tests.fragments import guides

TODAY = date(2026, 3, 1)


def run(fragment: str, settings: Settings) -> LintResult:
    texts = {made.path: made.text for made in guides(fragment)}
    documents = [parse_document(text, path) for path, text in texts.items()]
    return lint_documents(documents, TODAY, settings, reopen=lambda path: parse_document(texts[path], path))


@rule("CD299", "always-crashing", Severity.INFO)
def crashing(record: Record) -> Iterable[Finding]:
    """Crashes after its first finding."""
    yield Finding(("role",), "first")
    raise ZeroDivisionError("by design")


@rule("CD699", "always-crashing-too", Severity.INFO)
def crashing_dataset(facts: tuple[Facts, ...]) -> Iterable[DatasetFinding]:
    """Crashes at once."""
    raise KeyError(len(facts))


def test_a_crashing_rule_is_a_finding_and_the_run_goes_on() -> None:
    result = run("role_type: senior\n", Settings((crashing, crashing_dataset, *RULES)))
    assert [one.code for one in result.diagnostics if one.code in {"CD299", "CD999", "CD105"}] == [
        "CD999",
        "CD999",
        "CD299",
        "CD105",
    ]
    messages = sorted(one.message for one in result.diagnostics if one.code == "CD999")
    assert messages == [
        "the rule CD299 always-crashing crashed on this file (ZeroDivisionError: by design); everything else ran",
        "the rule CD699 always-crashing-too crashed on this file (KeyError: 1); everything else ran",
    ]
    assert not result.ok


def test_severities_and_ignores() -> None:
    named = {one.name: one for one in RULES}
    rules = (named["invalid-value"], named["quality-overstated"])
    fragment = "role_type: senior\ndata_quality: high\n"
    settings = Settings(rules, {"CD702": Severity.ERROR})
    assert [(one.code, one.severity) for one in run(fragment, settings).diagnostics] == [
        ("CD105", Severity.ERROR),
        ("CD702", Severity.ERROR),
    ]

    def is_ignored(path: str, one: Rule) -> bool:
        return path == "acme/data-engineer.md" and one.code == "CD105"

    assert [one.code for one in run(fragment, settings._replace(is_ignored=is_ignored)).diagnostics] == ["CD702"]


def test_diagnostics_come_by_path_and_place_whatever_the_order_of_files() -> None:
    fragment = "# file: b/data-engineer.md\nrole_type: x\ndata_quality: y\n# file: a/data-engineer.md\nrole_type: z\n"
    result = run(fragment, Settings())
    places = [(one.path, one.line) for one in result.diagnostics]
    assert places == sorted(places)
    assert places[0][0] == "a/data-engineer.md"
    assert result.files == 2


def test_dataset_rules_need_the_dataset() -> None:
    document = parse_document(guides("")[0].text, "acme/data-engineer.md")
    assert lint_documents([document], TODAY, Settings((crashing_dataset,))).diagnostics == ()


def test_fingerprints_tell_equal_findings_apart() -> None:
    text = guides("data_sources:\n  - ''\n  - ''\n")[0].text
    result = lint_documents([parse_document(text, "acme/data-engineer.md")], TODAY, Settings(RULES))
    prints = list(fingerprints(result.diagnostics))
    assert len(set(prints)) == len(prints) >= 2
    assert prints == list(fingerprints(result.diagnostics))


def test_what_keeps_a_guide_from_being_read_is_reported_whatever_is_selected() -> None:
    rules = tuple(one for one in RULES if one.code == "CD201")
    documents = [parse_document(text, "a/b.md") for text in ("---\na: [\n---\nx\n", "no guide", "---\n- a\n---\nx\n")]
    result = lint_documents(documents, TODAY, Settings(rules))
    assert sorted(one.code for one in result.diagnostics) == ["CD002", "CD003", "CD006"]


def test_per_file_ignores_reach_dataset_rules() -> None:
    named = {one.name: one for one in RULES}
    fragment = "# file: acme/a.md\n# file: acme/b.md\nrole: a\n"
    settings = Settings((named["duplicate-record"],))
    assert [one.path for one in run(fragment, settings).diagnostics] == ["acme/b.md"]
    assert run(fragment, settings._replace(is_ignored=lambda path, _: path == "acme/b.md")).diagnostics == ()


def test_guides_linted_together_give_what_each_gives_alone() -> None:
    sound, wrong = (guides(fragment)[0].text for fragment in ("", "role_type: senior\ndata_quality: high\n"))
    texts = [sound, wrong, "no guide", wrong.replace("quarter", "quarter: ["), sound.replace("role:", "rule:")] * 20
    documents = [parse_document(text, f"acme/role-{number}.md") for number, text in enumerate(texts)]
    settings = Settings(RULES, is_ignored=lambda path, one: path.endswith("1.md") and one.code == "CD105")
    together = list(Engine(settings, TODAY).lint(documents))
    assert together == [part for one in documents for part in Engine(settings, TODAY).lint([one])]
    assert [part.path for part in together] == [one.path for one in documents]
    assert [part.ignored for part in together if part.ignored] == [1] * 10


def test_a_crash_in_the_reading_of_a_record_is_a_finding_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError("by design")

    monkeypatch.setattr("comp_data.linter.record.check_record", crash)
    (found,) = run("", Settings()).diagnostics
    assert found.code == "CD999"
    assert found.message.startswith("reading the record crashed on this file (ZeroDivisionError: by design)")


@rule("CD298", "many-findings", Severity.WARNING)
def many(record: Record) -> Iterable[Finding]:
    """Reports more than anybody reads."""
    for number in range(MOST_FINDINGS + 234):
        is_worst = number == MOST_FINDINGS + 100
        yield Finding(("role",), f"number {number}", severity=Severity.ERROR if is_worst else None, figures=(number,))


@rule("CD698", "many-findings-too", Severity.INFO)
def many_of_dataset(facts: tuple[Facts, ...]) -> Iterable[DatasetFinding]:
    """Reports more than anybody reads, of the first guide."""
    for number in range(MOST_FINDINGS + 1):
        yield DatasetFinding(facts[0], Finding(("role",), f"number {number}", figures=(number,)))


def test_findings_of_a_rule_in_a_guide_are_bounded_and_the_rest_is_counted() -> None:
    result = run("role: data-engineer\n", Settings((many, many_of_dataset)))
    for code, more, severity in (("CD298", "234 more", Severity.ERROR), ("CD698", "1 more", Severity.INFO)):
        found = [one for one in result.diagnostics if one.code == code]
        assert len(found) == MOST_FINDINGS + 1
        (rest,) = (one for one in found if one.message.endswith("not listed"))
        assert rest.message == f"{more} findings of this rule in this guide are not listed"
        assert (rest.severity, rest.line) == (severity, 1)
    assert not result.ok


def test_no_suppression_of_a_line_accepts_findings_that_are_not_listed() -> None:
    line = "role: data-engineer # {}\n"
    result = run(line.format("comp-data: ignore[CD298] a reason"), Settings((many,)))
    assert (len(result.diagnostics), result.suppressed) == (1, MOST_FINDINGS)
    made = guides("role: data-engineer\n")[0]
    text = made.text + "\n<!-- comp-data: ignore[CD298] a reason -->\n"
    (first, *_) = lint_documents([parse_document(text, made.path)], TODAY, Settings((many,))).diagnostics
    assert first.message.endswith("not listed")
    assert run(line.format("comp-data: ignore-file[CD298] a reason"), Settings((many,))).diagnostics == ()


def test_findings_that_are_not_listed_are_told_apart() -> None:
    def rest(texts: Iterable[str]) -> str:
        found: list[Diagnostic] = []
        one = run("role: data-engineer\n", Settings((crashing,))).diagnostics[0]
        add_bounded((one._replace(message=text) for text in texts), 1, found)
        return [*fingerprints(found)][-1]

    assert rest("abc") == rest("abc") != rest("abd")
