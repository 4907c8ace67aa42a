import re

# A line of `=======` alone is a heading's underline, and one of `|||||||` a row of a table.
from comp_data.linter.rule import Document, Finding, Findings, Severity, rule

_MARKER = re.compile(r"^(?:<{7}(?P<start>)|>{7})(?:[ \t][^\r\n]*)?(?=\r?(?:\n|\Z))", re.MULTILINE)


@rule("CD010", "merge-conflict", Severity.ERROR)
def merge_conflict(document: Document) -> Findings:
    """The body contains merge conflict markers."""
    if not document.has_front_matter or ("<<<<<<<" not in document.text and ">>>>>>>" not in document.text):
        return
    is_open = False
    for found in _MARKER.finditer(document.body.unfenced):
        is_start = found["start"] is not None
        marker = found[0].split()
        # Without a label, `>>>>>>>` alone is an empty quotation.
        if is_start or (not is_open and len(marker) > 1):
            start, end = (document.body_start + offset for offset in found.span())
            yield Finding(
                document.span_of(start, end),
                f"merge conflict marker: {' '.join(marker)}"[:80],
                "Keep one version of the lines, or combine them, and delete the markers",
                figures=(found[0],),
            )
        is_open = is_start
