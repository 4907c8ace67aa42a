"""Compensation guides as typed records, and the linter that keeps their figures true."""

from typing import Any

from comp_data.version import __version__ as __version__


def _public_names() -> dict[str, str]:
    """Map each public name to the module that defines it, as the stub beside this file lists them."""
    from pathlib import Path  # noqa: PLC0415 - the command line asks for no public name

    lines = Path(__file__).with_suffix(".pyi").read_text("utf-8").splitlines()
    return {line.split()[-1]: line.split()[1] for line in lines if line.startswith("from ")}


def __getattr__(name: str) -> Any:
    """Import a public name at its first use: linting needs no pydantic, and starts in half the time without it."""
    from importlib import import_module  # noqa: PLC0415 - the command line asks for no public name

    names = {} if name.startswith("_") and name != "__all__" else _public_names()
    if name == "__all__":
        value: Any = sorted(names)
    elif name in names:
        value = getattr(import_module(names[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_public_names()})
