from comp_data.guide.body.layouts import is_place
from comp_data.guide.pay.agreement import table_of
from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, in_words, rule, shortened
from comp_data.values.places.gazetteer import nearest_place

_SHORT = 3
"""Three letters (`N/A`) are near to too many places."""
_NAMES_TRIED = 100
"""How many entries of a guide get a suggestion: the search is slow."""


@rule("CD304", "unknown-region", Severity.WARNING)
def unknown_region(record: Record) -> Findings:
    """A region, or a part of it, is not a known place."""
    yield from _only_in_table(record)
    for row in record.rows:
        label = row.label
        if label is None or not label.unknown:
            continue
        partly = label.places or label.ambiguous
        what = in_words([f'"{shortened(part)}"' for part in label.unknown]) if partly else "the region"
        verb = "are not known places" if partly and len(label.unknown) > 1 else "is not a known place"
        tried = (label.unknown[0], *(() if partly else (label.text,))) if row.index < _NAMES_TRIED else ()
        nearest = next((near for text in tried if len(text) > _SHORT and (near := nearest_place(text))), None)
        yield Finding(
            row.path("region"),
            f"{what} {verb}",
            f"Did you mean {nearest}?"
            if nearest
            else "Write a city, a country or `Remote` with a country; a level or job title belongs in `level`",
            figures=label.unknown,
        )


def _only_in_table(record: Record) -> Findings:
    """Report a misspelled region of the body's table that front matter spells right."""
    table = table_of(record)
    spelled = {place.name: row for row in record.rows if row.label for place in row.label.places}
    for line in table.rows[:_NAMES_TRIED] if table else ():
        label, text = line.label, line.region or ""
        if label is None or line.region_span is None or label.places or len(text) <= _SHORT or is_place(text):
            continue
        row = spelled.get(nearest_place(text) or "")
        if row and not any(one.region == text for one in record.rows):
            yield Finding(
                record.document.span_of(*line.region_span),
                f'"{shortened(text)}" in the table is not a known place; front matter has {row.shown}',
                f"Write {row.region} in the table",
                (Note("the entry of front matter", row.path("region")),),
                figures=(text,),
                region=row.region,
            )
