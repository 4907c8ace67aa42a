import re
from typing import Final

from comp_data.linter.rule import Finding, Findings, Record, Severity, rule, shortened

_REMARK: Final = re.compile(
    r"[(\[](?P<remark>[^()\[\]]*\b(?:signature|flagship|specialty|priority|key|new|hot|special|unique)\s+roles?\b[^()\[\]]*)[)\]]",
    re.IGNORECASE,
)
_NO_LEVEL: Final = re.compile(
    r"(?:(?:signature|flagship|specialty|standard|priority|key|special|unique)\s+roles?|n/?a|none|unknown|tbd|tba"
    r"|various|varies|see\s.*|not\s.*|[-–—?.\s]+)\Z",
    re.IGNORECASE,
)


@rule("CD515", "remark-in-name", Severity.WARNING)
def remark_in_name(record: Record) -> Findings:
    """A role's name carries a remark, or `level_mapping.internal` is not a level."""
    found = _REMARK.search(record.text("role_display") or "")
    if found:
        yield Finding(
            ("role_display",),
            f"role_display has the remark {shortened(found[0])}, which is not part of the name",
            "Remove it here and in the title; `role_type: specialty` marks such a role",
            figures=(found[0],),
        )
    mapping = record.values.get("level_mapping")
    internal = mapping.get("internal") if isinstance(mapping, dict) else None
    if isinstance(internal, str) and internal.strip() and _NO_LEVEL.match(internal.strip()):
        yield Finding(
            ("level_mapping", "internal"),
            f"level_mapping.internal is {shortened(internal)}, which is not a level",
            "Write the company's own level, or null if it is unknown",
            figures=(internal,),
        )
