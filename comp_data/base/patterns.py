"""Regular expressions that are compiled when they are first used.

Compiling those that all rules need takes a quarter of the time that one guide takes, and a guide needs less than half.
"""

import re
from typing import TYPE_CHECKING

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")

if TYPE_CHECKING:
    regex = re.compile
else:

    class regex:  # noqa: N801 - it is called like a function
        """A regular expression, as `re.compile` returns it."""

        def __init__(self, pattern: str, flags: int = 0) -> None:
            self.pattern, self._flags = pattern, flags

        def __getattr__(self, name: str) -> object:
            """Compile the pattern and become as fast as it: what is found once is not looked for here again."""
            compiled = re.compile(self.pattern, self._flags)
            vars(self).update({one: getattr(compiled, one) for one in _METHODS})
            return getattr(compiled, name)
