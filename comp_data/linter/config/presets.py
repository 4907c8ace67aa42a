"""Presets: settings that go together, under a name. What a configuration file says itself stands above them."""

from collections.abc import Mapping
from typing import Any

from comp_data.base.errors import UsageError
from comp_data.linter.rules import RULES

NONE = "none"

PRESETS: Mapping[str, Mapping[str, Any]] = {
    NONE: {},
    # What falls due overnight must not stop a change that has nothing to do with it.
    "pull-request": {"not_counted": tuple(rule.code for rule in RULES if rule.reads_clock)},
    # What is published must not be out of date, and its figures must hold.
    "release": {"warnings_fail": ("CD406", "CD2", "CD5")},
}
"""Name of a preset → fields of the configuration."""


def preset_values(name: str) -> Mapping[str, Any]:
    """The fields of the configuration that a preset sets; raises UsageError for a name that is none."""
    if name not in PRESETS:
        raise UsageError(f"no preset is called {name}; known are {', '.join(PRESETS)}")
    return PRESETS[name]
