"""Patterns as in .gitignore, matched without the backtracking that a hostile pattern can cause."""

import re
import warnings
from typing import TYPE_CHECKING, Any, Final

from comp_data.base.errors import ConfigError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_STAR: Final = r"\[\^/\]\*"
_ANY_FOLDERS: Final = r"\(\?:/\.\+\)\?"
_STARS: Final = re.compile(f"(?:{_STAR}){{2,}}")
_NEGATED_CLASS: Final = re.compile(r"(?<!\\)\[\^(?!/\])")
_PIECE_OF_NAME: Final = re.compile(
    rf"{_STAR}((?:(?!{_STAR})(?:\\.|\[(?:\\.|[^\]\\])+\]|[^/()\[\\]))+)(?={_STAR})", re.DOTALL
)
_PIECE_OF_PATH: Final = re.compile(rf"{_ANY_FOLDERS}((?:(?!{_ANY_FOLDERS}).)+)(?={_ANY_FOLDERS})", re.DOTALL)

MOST_PATTERNS: Final = 2_000
"""How many patterns are compiled at once: each takes as long as linting a small guide."""

_LONGEST: Final = 4096
"""The most characters of a pattern; no path has more."""


def compile_patterns(patterns: tuple[str, ...]) -> "GitIgnoreSpec":
    """Compile patterns as in .gitignore, for paths that are relative to some folder and written with `/`.

    Raises ConfigError for an invalid pattern, too long a one and too many.
    """
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - many runs have no patterns

    if len(patterns) > MOST_PATTERNS:
        raise ConfigError(f"{len(patterns):,} patterns as in .gitignore are too many: write at most {MOST_PATTERNS:,}")
    for one in patterns:
        if len(one) > _LONGEST:
            raise ConfigError(f"{one[:60]}…: a pattern has at most {_LONGEST:,} characters")
    try:
        with warnings.catch_warnings(action="ignore"):
            spec = GitIgnoreSpec.from_lines(patterns)
            patterns_with_regex: list[Any] = [one for one in spec.patterns if one.regex is not None]
            for pattern in patterns_with_regex:
                linear = linear_regex(pattern.regex.pattern)
                if linear != pattern.regex.pattern:  # compiling takes a while, and few patterns have several wildcards
                    pattern.regex = re.compile(linear)
    except (ValueError, re.error) as error:
        raise ConfigError(f"{', '.join(patterns)}: this is not a pattern as in .gitignore ({error})") from error
    return spec


def linear_regex(regex: str) -> str:
    """Rewrite pathspec's regular expression so that `*` and `**` match in linear time.

    Between two wildcards, the first place at which the text between them matches is as good as any later one. An atomic
    group keeps that place, so that there is only one way to match.
    """
    regex = _NEGATED_CLASS.sub("[^/", _STARS.sub("[^/]*", regex))  # to git, no class matches a slash
    regex = _PIECE_OF_NAME.sub(r"(?>[^/]*?\1)", regex)
    return _PIECE_OF_PATH.sub(r"(?>(?:/[^/]+)*?\1(?=/))", regex)
