"""Regular expressions that are compiled when they are first used.

Compiling those that all rules need takes a third of the time that one guide takes, and a guide needs less than half.
"""

import re
from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, Any

_SEARCHES = ("search", "match", "fullmatch", "finditer", "findall", "sub")


def key_of(text: str) -> str:
    """Return a text in lower case, with the two letters i of Turkish as one: patterns that ignore case do the same."""
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")


if TYPE_CHECKING:

    def regex(pattern: str, flags: int = 0, parts: Collection[str] = ()) -> re.Pattern[str]: ...  # noqa: D103
else:

    class regex:  # noqa: N801 - it is called like a function
        """A regular expression, as `re.compile` returns it.

        `parts` are texts in lower case, one of which is in each text that it matches: it is compiled, which may take
        a millisecond, for the first text that has one.
        """

        def __init__(self, pattern: str, flags: int = 0, parts: Collection[str] = ()) -> None:
            self.pattern, self.flags, self.parts = pattern, flags, parts

        def __getattr__(self, name: str) -> object:
            if self.parts and name in _SEARCHES:
                vars(self)[name] = partial(self._find, name)
                return vars(self)[name]
            return self._compiled(name)

        def _find(self, name: str, *given: Any) -> object:
            text = given[name == "sub"]
            key = key_of(text)
            if any(part in key for part in self.parts):
                return self._compiled(name)(*given)
            return {"sub": text, "findall": [], "finditer": iter(())}.get(name)

        def _compiled(self, name: str) -> Any:
            """Compile the pattern and become as fast as it: what is found once is not looked for here again."""
            compiled = re.compile(self.pattern, self.flags)
            vars(self).update({one: getattr(compiled, one) for one in (*_SEARCHES, "split")})
            return getattr(compiled, name)
