"""The pages of rules: up to date with the rules, with links that lead somewhere and settings that do what they say."""

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from comp_data.linter.config.config import parse_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.config.settings import make_settings
from comp_data.linter.rule import Rule
from comp_data.linter.rules import BY_CODE, RULES
from docs.make_rules import INDEX, generated, page
from docs.make_schemas import out_of_date
from docs.rule_examples import TODAY, files, guide, lint_example
from tests.conftest import ROOT, CommandLine

FOLDER = ROOT / "docs" / "rules"
WITH_EXAMPLES = [rule for rule in RULES if rule.scope != "engine"]


@cache
def pages() -> dict[str, str]:
    return generated()


def block(rule: Rule, language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)\n```$", pages()[rule.page], re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.slow
def test_the_committed_pages_are_in_step() -> None:
    assert out_of_date(FOLDER, pages()) == []
    assert sorted(pages()) == sorted(file.name for file in FOLDER.glob("*.md"))


def test_every_link_leads_to_a_page_or_a_heading() -> None:
    headings = {
        name: {heading.lower().replace(" ", "-") for heading in re.findall(r"^##? (.*)$", text, re.MULTILINE)}
        for name, text in pages().items()
    }
    for name, text in pages().items():
        for target, anchor in re.findall(r"\]\(([^)#]+)#?([^)]*)\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
            assert target in pages(), (name, target)
            assert not anchor or anchor in headings[target], (name, target, anchor)
    assert all(f"]({rule.page})" in pages()[INDEX] for rule in RULES)


def test_no_page_tells_of_the_machine_it_was_made_on() -> None:
    assert not re.search(r"/tmp|/home|/var/|/work", "".join(pages().values()))


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_a_page_shows_a_finding_of_its_rule(rule: Rule) -> None:
    assert re.match(rf"(error|warning|info) {rule.code} {rule.name}: .", block(rule, "text"))


@pytest.mark.parametrize("code", ["CD001", "CD201", "CD504", "CD603"])
def test_what_a_page_shows_is_what_the_command_line_says(code: str, comp_data: CommandLine, tmp_path: Path) -> None:
    rule = BY_CODE[code]
    for path, text in files(rule.example("-") + "\n"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", errors="surrogateescape")
    done = comp_data("lint", ".", "--select", code, "--today", str(TODAY))
    assert done.stdout.startswith(block(rule, "text") + "\n")


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_the_settings_of_a_page_do_what_they_say(rule: Rule) -> None:
    table = tomllib.loads(block(rule, "toml"))["tool"]["comp-data"]
    settings = make_settings(Request(), parse_configuration(table, Path("pyproject.toml")))
    assert settings.severities[rule.code] is not rule.severity
    assert (rule in settings.rules) == ("ignore" not in table)
    assert settings.options.get(rule.code, rule.options) == rule.options
    assert settings.is_ignored
    assert settings.is_ignored(str(Path("guides/acme/data-engineer.md").resolve()), rule)
    reported = {one.code for one in lint_example(rule.example("-") + "\n", (), rule.sections.get("Before")).diagnostics}
    assert ("ignore" in table or not rule.on_by_default) == (rule.code not in reported)


def test_a_rule_without_a_page_gets_one_to_fill_in() -> None:
    new = replace(BY_CODE["CD204"], code="CD299", name="equal-ends")
    assert new.sections == {}
    text = page(new)
    assert "## Why\n\nSay here what goes wrong without the rule." in text
    assert "## Example\n\n```diff\n- the line with the problem" in text


def test_what_is_written_in_a_page_stays_as_it_is() -> None:
    rule = BY_CODE["CD405"]
    written = (FOLDER / rule.page).read_text("utf-8")
    assert "[CD406](CD406-expired.md)" in written
    assert "CD406 reports" in " ".join(rule.sections["Why"].split())
    assert "[" not in rule.sections["Why"]
    assert page(rule) == written


def test_the_index_shows_the_example_guide() -> None:
    assert guide("acme/data-engineer.md", "").rstrip() in pages()[INDEX]
    assert f"of {TODAY};" in pages()[INDEX]
