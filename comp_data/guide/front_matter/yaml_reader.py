"""YAML → values, the place of every key path, and findings: one pass over libyaml's events.

Events, not nodes: the event stream never recurses, and every event carries its place.
"""

from typing import Any

import yaml

from comp_data.guide.front_matter.composer import FLATTEN, NESTED_TOO_DEEP, Composer
from comp_data.guide.front_matter.errors import explain
from comp_data.guide.front_matter.values import FrontMatter, unreadable

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml says, from 0.2.6 on, where it looks ahead over more brackets than it counts; the cap here is lower."""
_BREAKS_OF_11 = "\x85\u2028\u2029"


def read_yaml(text: str) -> FrontMatter:
    """Reads YAML of any form, without characters that it forbids. Never raises: what is wrong is in `findings`."""
    result = FrontMatter()
    shielded, restore = _shield_breaks(text)
    composer = Composer(result, text, restore)
    try:
        parser = _PARSER(shielded)
        try:
            composer.take_all(parser.get_event)
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        _refused(result, error, text)
    except yaml.YAMLError as error:
        unreadable(result, "CD003", 0, 0, f"this is not YAML: {error}")
    return result


def _shield_breaks(text: str) -> tuple[str, dict[int, str]]:
    """NEL, LS and PS end a line in YAML 1.1 (so for libyaml), not in 1.2: read others in their place."""
    present = [char for char in _BREAKS_OF_11 if char in text]
    if not present:
        return text, {}
    free = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    swap = {ord(char): next(free) for char in present}
    return text.translate(swap), {ord(stand_in): chr(code) for code, stand_in in swap.items()}


def _refused(result: FrontMatter, error: yaml.MarkedYAMLError, text: str) -> None:
    at = error.problem_mark.index if error.problem_mark else None
    if error.problem == _TOO_DEEP:
        unreadable(result, "CD009", at or 0, (at or 0) + 1, NESTED_TOO_DEEP, FLATTEN)
        return
    context = error.context_mark.index if error.context_mark else None
    slip = explain(error.problem, at, context, text)
    unreadable(result, "CD003", slip.start, slip.end, f"this is not YAML: {slip.message}", slip.help)
    result.findings[-1].other = slip.other
