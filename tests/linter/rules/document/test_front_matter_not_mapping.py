import pytest

from comp_data.base.diagnostics import Span
from tests.linter.checks import expect, not_reported

KINDS = {"": "empty", "# note\n": "empty", "null\n": "empty", "- a\n": "a list", "key:value\n": "a single value"}


@pytest.mark.parametrize("yaml", KINDS)
def test_what_it_is_instead(yaml: str) -> None:
    message = f"the front matter is {KINDS[yaml]}; it must be a mapping of keys to values"
    expect("CD006", f"---\n{yaml}---\nbody\n", message, at=(Span(1, 1, 1, 4),))


def test_no_finding_for_a_mapping_and_for_what_is_not_a_yaml() -> None:
    not_reported("CD006", "---\n{}\n---\n")
    not_reported("CD006", "---\na: [\n---\n")
