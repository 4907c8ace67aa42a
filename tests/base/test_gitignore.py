"""Patterns as in .gitignore."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from comp_data.base.errors import ConfigError
from comp_data.base.gitignore import compile_patterns

NAME = "a" * 250 + ".md"
HOSTILE = [
    ("*a" * 40 + "*b", f"acme/{NAME}"),
    ("**a" * 40 + "**b", f"acme/{NAME}"),
    ("*?[a-c]" * 40 + "b", f"acme/{NAME}"),
    ("*[!b]" * 40 + "b", f"acme/{NAME}"),
    ("*\\a" * 40 + "b", f"acme/{NAME}"),
    ("a/" + "**/a/" * 40 + "b", "a/" * 1500 + "x"),
    ("**/*a*a*a/" * 20 + "b", "aaaaaa/" * 500 + "x"),
    ("**/" * 40 + "b", "a/" * 1500 + "x"),
]


@pytest.mark.parametrize(("pattern", "path"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_pattern_takes_linear_time(pattern: str, path: str) -> None:
    matcher = compile_patterns((pattern,))
    start = time.process_time()
    assert not matcher.match_file(path)
    assert time.process_time() - start < 2


PIECES = st.sampled_from(["a", "b", "*", "**", "**/", "/", "?", "[ab]", ".", "\\a"])
PATTERNS = st.builds(
    lambda mark, pieces: mark + "".join(pieces), st.sampled_from(["", "!"]), st.lists(PIECES, max_size=9)
)
PATHS = st.lists(st.text("ab.", min_size=1, max_size=4), min_size=1, max_size=5).map("/".join)


@pytest.mark.slow
@given(st.lists(PATTERNS.filter(lambda one: not one.lstrip("!").startswith("./")), min_size=1, max_size=3), PATHS)
def test_matches_what_pathspec_matches(patterns: list[str], path: str) -> None:
    try:
        expected = GitIgnoreSpec.from_lines(patterns).match_file(path)
    except ValueError:
        with pytest.raises(ConfigError):
            compile_patterns(tuple(patterns))
        return
    assert compile_patterns(tuple(patterns)).match_file(path) == expected, patterns


@pytest.mark.parametrize(
    ("pattern", "path", "is_match"),
    [
        ("acme/*-engineer.md", "acme/data-engineer.md", True),
        ("*-e*g*r.md", "acme/data-engineer.md", True),
        ("a[!b]c", "axc", True),
        ("a[!b]c", "a/c", False),
        ("*[!b]*c*d", "bcd", False),
        ("*[!b]*c*d", "aacd", True),
        ("x/**/a/**/b/**/c", "x/a/a/b/b/c/c", True),
        ("x/**/a/**/b/**/c", "x/ab/b/c", False),
        ("[[^]*a*b", "[xaxb", True),
    ],
)
def test_a_pattern_matches_as_git_does(pattern: str, path: str, is_match: bool) -> None:
    assert compile_patterns((pattern,)).match_file(path) is is_match
