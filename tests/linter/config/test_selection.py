"""Which rules run, and why: preview rules above all, of which there is none but here."""

from collections.abc import Iterable

import pytest
from click.testing import CliRunner

from comp_data.base.diagnostics import Finding, Severity
from comp_data.base.errors import UsageError
from comp_data.cli.rule import command
from comp_data.linter.config.selection import codes_of, decisions
from comp_data.linter.record import Record
from comp_data.linter.rule import DatasetFinding, Rule, rule
from comp_data.linter.rules import RULES
from comp_data.linter.summary import Facts


@rule("CD298", "tried-out", Severity.WARNING, preview=True)
def tried_out(record: Record) -> Iterable[Finding]:
    """A rule that is tried out."""
    yield Finding(("role",), f"{record.role} is a role")


@rule("CD698", "tried-out-and-off", Severity.WARNING, preview=True, on_by_default=False)
def tried_out_and_off(facts: tuple[Facts, ...]) -> Iterable[DatasetFinding]:
    """A rule that is tried out, and that will be off by default."""
    yield DatasetFinding(facts[0], Finding(("role",), "a role"))


@pytest.fixture(autouse=True)
def more_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    more = (*RULES, tried_out, tried_out_and_off)
    monkeypatch.setattr("comp_data.linter.config.selection.RULES", more)
    monkeypatch.setattr("comp_data.cli.rule.RULES", more)


def selected(
    select: tuple[str, ...] = (), extend: tuple[str, ...] = (), ignore: tuple[str, ...] = (), *, preview: bool = False
) -> tuple[Rule, ...]:
    return tuple(one.rule for one in decisions(select, extend, ignore, preview=preview) if one.runs)


def previews(*select: str, extend: tuple[str, ...] = (), ignore: tuple[str, ...] = (), preview: bool = False) -> str:
    return " ".join(rule.code for rule in selected(select, extend, ignore, preview=preview) if rule.preview)


def test_a_preview_rule_runs_where_its_code_or_name_is_asked_for() -> None:
    assert previews() == ""
    assert previews("ALL") == previews("CD2") == previews(extend=("CD29", "CD6")) == ""
    assert previews("CD298") == previews("tried-out") == previews(extend=("cd298",)) == "CD298"
    assert previews("CD298", ignore=("CD2",)) == "CD298"
    assert previews("CD298", ignore=("tried-out",)) == ""


def test_with_preview_preview_rules_are_as_others() -> None:
    assert previews(preview=True) == "CD298"
    assert previews("ALL", preview=True) == "CD298 CD698"
    assert previews("CD69", preview=True) == "CD698"
    assert previews("CD1", preview=True) == ""
    assert previews(ignore=("CD298",), preview=True) == ""


def test_no_rule_of_the_project_is_preview_and_the_defaults_leave_them_out() -> None:
    assert not any(one.preview for one in RULES)
    assert not tried_out.runs_by_default
    assert selected() == tuple(one for one in RULES if one.runs_by_default)


def test_why_a_rule_runs_or_does_not() -> None:
    def why(code: str, *select: str, extend: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> tuple[object, ...]:
        (found,) = [one for one in decisions(select, extend, ignore, preview=False) if one.rule.code == code]
        return found.runs, found.why, found.selector

    assert why("CD201") == (True, "on by default", None)
    assert why("CD201", "ALL", "CD2") == (True, "selected", "CD2")
    assert why("CD201", extend=("total-mismatch",)) == (True, "selected", "total-mismatch")
    assert why("CD201", ignore=("CD2", "CD20")) == (False, "ignored", "CD20")
    assert why("CD201", "CD2", ignore=("CD2",)) == (False, "ignored", "CD2")
    assert why("CD201", "CD1") == (False, "not selected", None)
    assert why("CD604") == (False, "off by default", None)
    assert why("CD298", "CD2") == (False, "preview", None)


def test_codes_of_selectors() -> None:
    assert codes_of(()) == frozenset()
    assert codes_of(("CD40", "stale")) == {f"CD40{number}" for number in range(1, 10)}
    with pytest.raises(UsageError, match="did you mean stale"):
        codes_of(("stail",))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CD2O1", "CD201"),
        ("CDL01", "CD101"),
        ("cd-201", "CD201"),
        ("201", "CD201"),
        ("DC201", "CD201"),
        ("CD2001", "CD201"),
        ("CD208a", "CD208"),
        ("total-mismtch", "total-mismatch"),
    ],
)
def test_the_nearest_rule_of_a_typo(typed: str, meant: str) -> None:
    with pytest.raises(UsageError, match=rf"no rule is called {typed}; did you mean {meant}\?"):
        codes_of([typed])


@pytest.mark.parametrize("typed", ["foo", "", "株式会社"])
def test_nothing_is_suggested_for_a_text_that_is_like_no_rule(typed: str) -> None:
    with pytest.raises(UsageError, match="`comp-data rule` lists them"):
        codes_of([typed])


def test_the_list_of_rules_says_which_are_preview() -> None:
    lines = CliRunner().invoke(command, []).output.splitlines()
    assert [line.split(maxsplit=3)[::3] for line in lines if "(preview)" in line] == [
        ["CD298", "(preview) A rule that is tried out."],
        ["CD698", "(preview) A rule that is tried out, and that will be off by default."],
    ]
    explained = CliRunner().invoke(command, ["tried-out"]).output
    assert "preview: off unless its code or name is selected, or with --preview" in explained
    assert '"preview": true' in CliRunner().invoke(command, ["CD298", "--format", "json"]).output
