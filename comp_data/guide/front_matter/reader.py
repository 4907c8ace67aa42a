"""Front matter → values, the place of every key path, and findings."""

import re

from comp_data.guide.front_matter.plain import read_plain_front_matter
from comp_data.guide.front_matter.values import FrontMatter, unreadable

_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_front_matter(text: str) -> FrontMatter:
    """Reads the YAML between the fences of a guide. Never raises: what is wrong is in `findings`."""
    odd = _NOT_PRINTABLE.search(text)
    if odd:
        code = f"U+{ord(odd[0]):04X}"
        message = f"the character {code} is not allowed in YAML"
        help_ = "Delete it, or write it as an escape"
        return unreadable(FrontMatter(), "CD003", odd.start(), odd.end(), message, help_)
    plain = read_plain_front_matter(text)
    if plain is not None:
        return plain
    from comp_data.guide.front_matter.yaml_reader import read_yaml  # noqa: PLC0415 - most guides are done without

    return read_yaml(text)
