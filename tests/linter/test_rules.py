"""What holds for every rule: its documentation's examples, its place in the list, its severities."""

import re

import pytest

from comp_data.linter.rule import Rule
from comp_data.linter.rules import RULES
from docs.rule_examples import lint_example
from tests.linter.checks import ALL_RULES, lint

DOCUMENTED = [rule for rule in RULES if rule.scope != "engine"]
ALONGSIDE = {"CD213": ("CD220",), "CD221": ("CD401", "CD707"), "CD308": ("CD513",), "CD405": ("CD404",)}
"""The other rules that rightly report the example of a rule. Pay far from the peers is far from official wages; a
guide newer than these is in the future, and newer than its sources; an old one is overdue; a table whose label
contradicts the currency of its figures cannot be read for certain.
"""


def findings(rule: Rule, fragment: str) -> dict[str, str]:
    """The messages of all rules about an example, by code."""
    rules = ALL_RULES if rule in ALL_RULES else (*ALL_RULES, rule)
    before = rule.sections.get("Before")
    assert (before is not None) == (rule.scope == "change")
    return {one.code: f"{one.path}: {one.message}" for one in lint_example(fragment, rules, before).diagnostics}


@pytest.mark.slow
@pytest.mark.parametrize("rule", DOCUMENTED, ids=lambda rule: rule.code)
def test_an_example_marks_what_differs(rule: Rule) -> None:
    lines = rule.sections["Example"].splitlines()
    assert all(re.match(r"[-+ ] |[-+]?$", line) for line in lines)
    assert any(line[:1] in ("-", "+") for line in lines)
    assert rule.example("-") != rule.example("+")


@pytest.mark.parametrize("rule", DOCUMENTED, ids=lambda rule: rule.code)
def test_the_bad_example_fires_its_rule_and_no_other(rule: Rule) -> None:
    found = findings(rule, rule.example("-") + "\n")
    assert found.keys() == {rule.code, *ALONGSIDE.get(rule.code, ())}, found


@pytest.mark.parametrize("rule", DOCUMENTED, ids=lambda rule: rule.code)
def test_the_good_example_fires_nothing(rule: Rule) -> None:
    assert findings(rule, rule.example("+") + "\n") == {}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_it_is_and_why(rule: Rule) -> None:
    assert re.fullmatch(r"CD\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert len(rule.summary) > 10
    assert rule.summary.endswith(".")
    assert len(rule.sections["Why"]) > 20
    assert not rule.sections["Why"].startswith("Say here what goes wrong")
    assert "the line with the problem" not in rule.example("-")


def test_codes_and_names_are_used_once_and_in_order() -> None:
    assert [rule.code for rule in RULES] == sorted({rule.code for rule in RULES})
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_the_example_guide_is_clean() -> None:
    assert lint("") == []
