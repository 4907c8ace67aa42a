"""Values as JSON that every reader takes and no CI runner obeys."""

import json
import re
from typing import Any

_COMMAND = re.compile("#(?=#)")


def json_text(value: Any, *, indent: int | None = None) -> str:
    """The value as JSON in ASCII, with a line end; on one line where no indentation is asked for."""
    text = json.dumps(value, ensure_ascii=True, indent=indent) + "\n"
    # Within a string of JSON this is the same character, and no runner takes it for a command.
    return _COMMAND.sub(r"\\u0023", text)
