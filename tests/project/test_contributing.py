"""The rule that CONTRIBUTING.md shows works as written, and what it names exists."""

import re
import sys
from textwrap import dedent
from types import ModuleType

from comp_data.guide.document import parse_document
from comp_data.linter.engine import Settings
from docs.rule_examples import guide, lint_documents
from tests.conftest import ROOT
from tests.linter.checks import ALL_RULES, TODAY

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_the_example_of_a_rule_reports_its_bad_example_and_not_its_good_one() -> None:
    code = next(
        block for block in re.findall(r"^```py\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE) if "@rule" in block
    )
    (lines,) = re.findall(r"^   ```diff\n(.*?)^   ```$", PAGE, re.DOTALL | re.MULTILINE)
    module = ModuleType("equal_ends")
    sys.modules["equal_ends"] = module
    try:
        exec(compile(code, "equal_ends.py", "exec"), module.__dict__)
    finally:
        del sys.modules["equal_ends"]
    example = module.__dict__["equal_ends"]
    for side, expected in (("-", ["CD299"]), ("+", [])):
        text = "\n".join(line[2:] for line in dedent(lines).splitlines() if line[:1] in (" ", side))
        path = "acme/data-engineer.md"
        document = parse_document(guide(path, f"{text}\n"), path)
        result = lint_documents([document], TODAY, Settings((*ALL_RULES, example)))
        assert [one.code for one in result.diagnostics] == expected


def test_the_files_it_names_exist() -> None:
    for name in re.findall(r"`((?:comp_data/|tests/|analysis/|linter/|guide/)[a-z_/]+\.py)`", PAGE):
        folders = ("", "comp_data/", "comp_data/linter/")
        assert any((ROOT / folder / name).is_file() for folder in folders) or "equal_ends" in name, name


def test_the_types_of_its_words_exist() -> None:
    _, section = PAGE.split("\n## Words\n")
    named = set(re.findall(r"`([A-Z]\w+)`", section.split("\n## ")[0]))
    modules = (path.read_text("utf-8") for path in (ROOT / "comp_data").rglob("*.py"))
    defined = {name for text in modules for name in re.findall(r"^class (\w+)", text, re.MULTILINE)}
    assert named
    assert named <= defined
