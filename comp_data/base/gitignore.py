"""Patterns as in .gitignore, matched without the backtracking that a hostile pattern can cause."""

import re
import warnings
from typing import TYPE_CHECKING, Any, Final

from comp_data.base.errors import ConfigError
from comp_data.base.patterns import regex

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# What pathspec translates `*` and `/**/` to.
_STAR: Final = r"\[\^/\]\*"
_ANY_FOLDERS: Final = r"\(\?:/\.\+\)\?"
_STARS: Final = regex(f"(?:{_STAR}){{2,}}")
_NEGATED_CLASS: Final = regex(r"(?<!\\)\[\^(?!/\])")
_NAME_PIECE: Final = regex(rf"{_STAR}((?:(?!{_STAR})(?:\\.|\[(?:\\.|[^\]\\])+\]|[^/()\[\\]))+)(?={_STAR})", re.DOTALL)
_PATH_PIECE: Final = regex(rf"{_ANY_FOLDERS}((?:(?!{_ANY_FOLDERS}).)+)(?={_ANY_FOLDERS})", re.DOTALL)

MOST_PATTERNS: Final = 2_000
"""How many patterns are compiled at once: each takes as long as linting a small guide."""

_MOST_CHARACTERS: Final = 100_000
"""The most characters of all patterns: to compile a million takes ten seconds."""


def compile_patterns(patterns: tuple[str, ...]) -> "GitIgnoreSpec":
    """Compile patterns as in .gitignore, for relative paths with `/`; raises ConfigError if they cannot be used.

    In front of a pattern, `./` is as good as `/`: in .gitignore such a pattern matches nothing.
    """
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - many runs have no patterns

    if len(patterns) > MOST_PATTERNS:
        raise ConfigError(f"{len(patterns):,} patterns as in .gitignore are too many: write at most {MOST_PATTERNS:,}")
    if (characters := sum(map(len, patterns))) > _MOST_CHARACTERS:
        raise ConfigError(f"patterns of {characters:,} characters are too long: write {_MOST_CHARACTERS:,} at most")
    try:
        with warnings.catch_warnings(action="ignore"):
            spec = GitIgnoreSpec.from_lines(re.sub(r"^(!?)\./", r"\1/", one) for one in patterns)
            patterns_with_regex: list[Any] = [one for one in spec.patterns if one.regex is not None]
            for pattern in patterns_with_regex:
                # Compiling takes a while, and few patterns have several wildcards.
                if (linear := _linear(pattern.regex.pattern)) != pattern.regex.pattern:
                    pattern.regex = re.compile(linear)
    except (ValueError, re.error) as error:
        raise ConfigError(f"{', '.join(patterns)}: this is not a pattern as in .gitignore ({error})") from error
    return spec


def _linear(pattern: str) -> str:
    """Rewrite pathspec's regular expression so that `*` and `**` match in linear time.

    Between two wildcards, the first place at which the text between them matches is as good as any later one. An atomic
    group keeps that place, so that there is only one way to match.
    """
    pattern = _NEGATED_CLASS.sub("[^/", _STARS.sub("[^/]*", pattern))  # to git, no class matches a slash
    pattern = _NAME_PIECE.sub(r"(?>[^/]*?\1)", pattern)
    return _PATH_PIECE.sub(r"(?>(?:/[^/]+)*?\1(?=/))", pattern)
