"""Libraries that an extra of the package brings: imported when they are used, and named where they are missing."""

from importlib import import_module
from typing import Any

from comp_data.base.errors import MissingExtraError


def load_extra(module: str, *, extra: str) -> Any:
    """Imports a library that an extra brings: `load_extra("duckdb", extra="sql")`.

    Raises MissingExtraError, which tells how to install the extra, where the library is missing or does not load.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(module, extra) from error
