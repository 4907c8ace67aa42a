from comp_data.linter.rule import Finding, Findings, Record, Severity, in_words, rule, shortened
from comp_data.values.places.gazetteer import nearest_place

_NAMES_TRIED = 100
"""How many entries of a guide get a suggestion: the search is slow."""


@rule("CD304", "unknown-region", Severity.WARNING)
def unknown_region(record: Record) -> Findings:
    """A region, or a part of it, is not a known place."""
    for row in record.rows:
        label = row.label
        if label is None or not label.unknown:
            continue
        partly = label.places or label.ambiguous
        what = in_words([f'"{shortened(part)}"' for part in label.unknown]) if partly else "the region"
        verb = "are not known places" if partly and len(label.unknown) > 1 else "is not a known place"
        tried = (label.unknown[0], *(() if partly else (label.text,))) if row.index < _NAMES_TRIED else ()
        # Three letters (`N/A`) are near to too many places.
        nearest = next((near for text in tried if len(text) > 3 and (near := nearest_place(text))), None)
        yield Finding(
            row.path("region"),
            f"{what} {verb}",
            f"Did you mean {nearest}?"
            if nearest
            else "Write a city, a country or `Remote` with a country; a level or job title belongs in `level`",
            figures=label.unknown,
        )
