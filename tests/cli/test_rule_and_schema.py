"""`comp-data rule` and `comp-data schema`."""

import json

from comp_data.linter.rules import RULES
from tests.conftest import ROOT, CommandLine


def test_a_rule_by_code_or_name(comp_data: CommandLine) -> None:
    by_code = comp_data("rule", "CD403")
    assert by_code.returncode == 0
    assert by_code.stdout == comp_data("rule", "review-too-late").stdout
    for part in ("CD403 review-too-late", "Why:", "Example:", "Fix:", "interval-days = 92"):
        assert part in by_code.stdout


def test_what_a_rule_looks_at(comp_data: CommandLine) -> None:
    assert ", looks at one record\n" in comp_data("rule", "CD101").stdout
    assert "\nthe linter itself, default severity warning\n" in comp_data("rule", "CD901").stdout


def test_the_rules_of_a_family(comp_data: CommandLine) -> None:
    codes = [rule.code for rule in RULES if rule.code.startswith("CD80")]
    assert [line[:5] for line in comp_data("rule", "cd80").stdout.splitlines()] == codes
    assert [one["code"] for one in json.loads(comp_data("rule", "CD80", "--format", "json").stdout)] == codes
    assert "no rule is called nope" in comp_data("rule", "nope").stderr


def test_a_rule_as_json(comp_data: CommandLine) -> None:
    described = json.loads(comp_data("rule", "CD404", "--format", "json").stdout)
    assert described["name"] == "review-overdue"
    assert described["reads_clock"] is True
    assert described["severity"] == "warning"
    assert described["family"] == "dates"


def test_all_rules(comp_data: CommandLine) -> None:
    lines = comp_data("rule").stdout.splitlines()
    assert [line[:5] for line in lines] == [rule.code for rule in RULES]
    listed = json.loads(comp_data("rule", "--format", "json").stdout)
    assert [one["code"] for one in listed] == [rule.code for rule in RULES]
    assert all(one["why"] for one in listed)


def test_schemas_are_printed(comp_data: CommandLine) -> None:
    committed = {file.name: file.read_text("utf-8") for file in (ROOT / "schemas").glob("*.v1.schema.json")}
    assert comp_data("schema").stdout == committed["guide.v1.schema.json"]
    for name in (name.removesuffix(".v1.schema.json") for name in committed):
        assert comp_data("schema", name).stdout == committed[f"{name}.v1.schema.json"]
    assert comp_data("schema", "nope").returncode == 2


def test_version_and_help(comp_data: CommandLine) -> None:
    assert comp_data("--version").stdout.startswith("comp-data, version ")
    shown = comp_data("--help").stdout
    assert all(name in shown for name in ("lint", "rule", "schema"))
    assert comp_data("lnt").returncode == 2
