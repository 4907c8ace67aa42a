"""Encode the result of linting one guide as bytes: processes send it to each other, and the cache stores it.

The bytes are a pickle in which only the classes of findings are allowed, so reading it cannot run code. Each value
comes back as what it was, down to the type of a figure.
"""

import pickle
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from comp_data.base.diagnostics import Diagnostic, Edit, Fix, RelatedPlace, Severity, Span
from comp_data.linter.result import Part


class GuideResult(NamedTuple):
    """The encoded result of linting a guide, with the guide's path.

    `part` has the guide's `Part` without its facts, `facts` has those as `encode_facts` encodes them.
    """

    path: str
    has_suppressions: bool
    part: bytes
    facts: bytes

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings of the rules for one guide."""
        return tuple(load(self.part).diagnostics)


def dump(values: Any) -> bytes:
    """Encode plain values and findings."""
    return pickle.dumps(values, pickle.HIGHEST_PROTOCOL)


def reader_of(*classes: type) -> Callable[[bytes], Any]:
    """Return a function that decodes what `dump` encoded; it raises UnpicklingError for a class that is not named."""
    allowed = {(one.__module__, one.__name__): one for one in classes}

    class Reader(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> type:
            if (module, name) not in allowed:
                raise pickle.UnpicklingError(f"{module}.{name} is not allowed")
            return allowed[module, name]

    return lambda content: Reader(BytesIO(content)).load()


load = reader_of(Diagnostic, Edit, Fix, Part, RelatedPlace, Severity, Span, date)
