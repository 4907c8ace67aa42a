"""Patterns are compiled for texts that may match, and the parts that decide this are in each text that matches."""

import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comp_data.base import patterns
from comp_data.base.patterns import key_of, regex
from comp_data.linter.rules import RULES


def test_a_text_without_the_parts_is_not_searched() -> None:
    pattern = regex(r"(?i)\btime (\d)", 0, ["time"])
    assert pattern.search("none") is None
    assert pattern.sub("x", "none") == "none"
    assert pattern.findall("none") == []
    assert list(pattern.finditer("none")) == []
    assert "split" not in vars(pattern)  # not compiled
    assert pattern.sub(r"<\1>", "TİME 5, time 6") == "<5>, <6>"
    assert "split" in vars(pattern)
    assert pattern.search("none") is None


def test_methods_are_those_of_a_compiled_pattern() -> None:
    pattern = regex("a(b)", 0, ["ab"])
    found = pattern.fullmatch("ab")
    assert found is not None
    assert found[1] == "b"
    assert pattern.split("1ab2") == ["1", "b", "2"]
    assert pattern.pattern == "a(b)"
    assert pattern.groups == 1


def _in(values: object) -> Iterator[Any]:
    if isinstance(values, dict | tuple):
        for value in values.values() if isinstance(values, dict) else values:
            yield from _in(value)
    elif type(values) is patterns.__dict__["regex"]:
        yield values


def _with_parts() -> dict[str, Any]:
    """Return the patterns of all modules that state their parts, by their beginnings."""
    assert RULES  # importing it imports the modules
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("comp_data.")]
    found = (one for module in modules for one in _in(dict(vars(module))))
    return {one.pattern[:60]: one for one in found if one.parts}


WITH_PARTS = _with_parts()


@pytest.mark.parametrize("name", WITH_PARTS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_each_text_that_matches_has_one_of_the_parts(name: str, data: st.DataObject) -> None:
    pattern = WITH_PARTS[name]
    text = data.draw(st.from_regex(re.compile(pattern.pattern, pattern.flags)))
    assert any(part in key_of(text) for part in pattern.parts), "add what the text has to the parts of the pattern"


@pytest.mark.parametrize("name", WITH_PARTS)
def test_parts_are_in_lower_case(name: str) -> None:
    assert [part for part in WITH_PARTS[name].parts if part != key_of(part)] == []
