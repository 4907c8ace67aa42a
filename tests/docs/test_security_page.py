"""The page on security says what the tests that name its sentences hold."""

import re

import pytest

from tests.conftest import ROOT

PAGE = " ".join((ROOT / "docs" / "security.md").read_text("utf-8").split())
HOLDING = (
    "base/test_git_trust",
    "linter/config/test_hostile_settings",
    "linter/config/test_search",
    "project/test_processes",
    "project/test_reading",
    "project/test_writing",
)


@pytest.mark.parametrize("module", HOLDING)
def test_the_sentences_that_tests_hold_are_on_the_page(module: str) -> None:
    text = (ROOT / "tests" / f"{module}.py").read_text("utf-8").split('"""')[1]
    sentences = re.findall(r'"([^"]+)"', " ".join(text.split()))
    assert sentences
    for sentence in sentences:
        assert sentence in PAGE
