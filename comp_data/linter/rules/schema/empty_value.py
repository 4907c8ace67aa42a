"""CD102 empty-value."""

import json
import re
from collections.abc import Iterable

from comp_data.body import Body
from comp_data.diagnostics import Finding, Fix, Severity, shortened
from comp_data.linter.record import Record
from comp_data.linter.rule import FixKind, rule

_KEYS = ("company_display", "role_display", "negotiation_dna_summary")
_TITLE_LENGTH = 300
_TITLE = re.compile(
    r"(?P<role_display>[^|—–]+?)\s*(?:\||—|–)\s*(?P<company_display>[^|—–]+?)"
    r"(?:\s+(?:Global|Salary|Compensation|Negotiation|Guide)\b.*)?$"
)


@rule("CD102", "empty-value", Severity.WARNING, fix=FixKind.UNSAFE)
def empty_value(record: Record) -> Iterable[Finding]:
    """A display name or the summary is there and holds no text.

    Why:
        The display names are what lists and tables show for the slugs, and the summary stands for the whole
        guide where only a line is shown. Empty, they leave a gap in each of these.

    Bad:
        negotiation_dna_summary: null

    Good:
        negotiation_dna_summary: Steady base, growing equity

    Fix:
        Unsafe: takes the names from the body's title and the summary from its Negotiation DNA line.
    """
    for key in _KEYS:
        value = record.values.get(key, "text")
        if value is None or (isinstance(value, str) and not value.strip()):
            state = "null" if value is None else "blank"
            place = "title" if key.endswith("_display") else "Negotiation DNA line"
            text = _text_in_body(record.document.body, key)
            fix = None
            help_ = "Write the text that lists and tables are to show"
            if text and record.document.knows((key,)):
                help_ = f'Write "{shortened(text)}", as the body has it'
                edit = record.replace((key,), json.dumps(text, ensure_ascii=False))
                fix = Fix(f"set {key} to the text of the {place}", (edit,), safe=False)
            yield Finding((key,), f"{key} is {state}", help_, fix=fix, figures=(state,))


def _text_in_body(body: Body, key: str) -> str | None:
    if key == "negotiation_dna_summary":
        for section in body.find("negotiation dna"):
            line = body.content(section).split("\n", 1)[0].strip()
            if line and not section.is_heading:
                return line
        return None
    found = _TITLE.match(body.title.label[:_TITLE_LENGTH]) if body.title else None
    return found[key].strip() if found else None
