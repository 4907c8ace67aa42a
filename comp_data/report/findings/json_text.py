"""Write JSON that every reader accepts and that no CI runner takes for a command."""

import json
import re
from typing import Any

_COMMAND = re.compile("#(?=#)")


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return a value as ASCII JSON with a line end, on one line unless `indent` is given."""
    text = json.dumps(value, ensure_ascii=True, indent=indent) + "\n"
    # In a JSON string this is the same character, and no runner takes it for a command.
    return _COMMAND.sub(r"\\u0023", text)
