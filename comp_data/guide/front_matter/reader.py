"""Read front matter: values, the position of every key path, and findings.

It is read from libyaml's events rather than its nodes: reading events never recurses, and every event has its position.
"""

import re
from typing import TYPE_CHECKING, Any

from comp_data.guide.front_matter.values import FLATTEN, NESTED_TOO_DEEP, FrontMatter, RawFinding, unreadable

if TYPE_CHECKING:
    import yaml

_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udfff]|[\ufffe\uffff]"
_LIBYAML_TOO_DEEP = "exceeded maximum nesting depth"
"""The error of libyaml 0.2.6 and later for brackets nested deeper than its limit, which is above ours."""
_LINE_BREAKS_OF_YAML_1_1 = "\x85\u2028\u2029"


def read_front_matter(text: str) -> FrontMatter:
    """Read the YAML between the fences of a guide. Never raises: errors are in `findings`."""
    # Text that is printable has none of them, and needs no search.
    odd = None if text.replace("\n", "").isprintable() else re.search(_FORBIDDEN, text)
    if odd:
        code = f"U+{ord(odd[0]):04X}"
        message = f"the character {code} is not allowed in YAML"
        help_ = "Delete it, or write it as an escape"
        return unreadable(FrontMatter(), RawFinding("CD003", odd.start(), odd.end(), message, help_))
    return read_yaml(text)


def read_yaml(text: str) -> FrontMatter:
    """Read YAML of any form that has no forbidden characters. Never raises: errors are in `findings`."""
    import yaml  # noqa: PLC0415 - most guides need no YAML library

    from comp_data.guide.front_matter.composer import Composer  # noqa: PLC0415 - the same

    result = FrontMatter()
    shielded, restore = _shield_breaks(text)
    composer = Composer(result, text, restore)
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        parser = loader(shielded)
        try:
            composer.take_all(parser.get_event)
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        _refuse(result, error, text)
    except yaml.YAMLError as error:
        unreadable(result, RawFinding("CD003", 0, 0, f"this is not YAML: {error}"))
    return result


def _shield_breaks(text: str) -> tuple[str, dict[int, str]]:
    """Replace NEL, LS and PS, which end a line for libyaml (YAML 1.1) but not in YAML 1.2, by unused characters."""
    present = [char for char in _LINE_BREAKS_OF_YAML_1_1 if char in text]
    if not present:
        return text, {}
    free = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    swap = {ord(char): next(free) for char in present}
    return text.translate(swap), {ord(stand_in): chr(code) for code, stand_in in swap.items()}


def _refuse(result: FrontMatter, error: "yaml.MarkedYAMLError", text: str) -> None:
    from comp_data.guide.front_matter.errors import explain  # noqa: PLC0415 - needed for an error only

    at = error.problem_mark.index if error.problem_mark else None
    if error.problem == _LIBYAML_TOO_DEEP:
        finding = RawFinding("CD009", at or 0, (at or 0) + 1, NESTED_TOO_DEEP, FLATTEN)
    else:
        context = error.context_mark.index if error.context_mark else None
        finding = explain(error.problem, at, context, text)
    unreadable(result, finding)
