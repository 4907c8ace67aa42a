from comp_data.guide.body.fields import read_summary, read_title
from comp_data.guide.body.sections import Body
from comp_data.guide.front_matter.writer import scalar
from comp_data.linter.rule import Finding, Findings, Fix, FixKind, Record, Severity, rule, shortened

_KEYS = ("company_display", "role_display", "negotiation_dna_summary")


@rule("CD102", "empty-value", Severity.WARNING, fix=FixKind.UNSAFE)
def empty_value(record: Record) -> Findings:
    """A display name or the summary is empty."""
    for key in _KEYS:
        value = record.values.get(key, "text")
        if value is None or (isinstance(value, str) and not value.strip()):
            state = "null" if value is None else "blank"
            place = "title" if key.endswith("_display") else "Negotiation DNA line"
            text = _text_in_body(record.document.body, key)
            fix = None
            help_ = "Write the text that lists and tables should show"
            if text and record.document.knows((key,)):
                help_ = f'Write "{shortened(text)}", as the body has it'
                edit = record.replace((key,), scalar(text))
                fix = Fix(f"set {key} to the text of the {place}", (edit,), safe=False)
            yield Finding((key,), f"{key} is {state}", help_, fix=fix, figures=(state,))


def _text_in_body(body: Body, key: str) -> str | None:
    if key == "negotiation_dna_summary":
        found = read_summary(body)
    else:
        title = read_title(body)
        found = title and (title.company if key == "company_display" else title.role)
    return found.text if found else None
