import re
from collections.abc import Iterator

from comp_data.guide.body.sections import Body, Section
from comp_data.linter.rule import Finding, Findings, Record, Severity, rule

_SOURCES = re.compile(r"\bsources\b", re.IGNORECASE)
# `2025`, but no amount: `$2025`, `2,025`, `2025.50`; and the short forms `FY25`, `'25`, `2024/25`.
_YEAR = re.compile(r"20(\d\d)(?<![\d$€£]20\d\d)(?<!\d,20\d\d)(?!\d|,\d{3}|\.\d)")
_SHORT = re.compile(r"(?:\bFY|['’]|\b20\d\d[-–/])['’]?(\d\d)(?!\d)")


@rule("CD706", "undated-evidence", Severity.WARNING, reads_clock=True)
def undated_evidence(record: Record) -> Findings:
    """The evidence section names neither this year nor the last."""
    body = record.document.body
    sections = body.find("evidence") or tuple(one for one in body.sections if _SOURCES.search(one.label))
    if not sections:
        return
    texts = (body.visible[part.start : part.end] for part in _with_subsections(body, sections))
    today = record.today
    since = today.year - (2 if today.month <= 2 else 1)
    years: set[int] = set()
    for text in texts:
        for pattern in (_YEAR, _SHORT):
            years |= {2000 + int(digits) for digits in pattern.findall(text)}
            if any(since <= year <= today.year for year in years):
                return
    wanted = ", ".join(str(year) for year in range(since, today.year))
    newest = f"; the latest year in it is {max(years)}" if years else ""
    section = sections[-1]
    yield Finding(
        record.document.span_of(section.start, section.label_end),
        f"the evidence section names neither {wanted} nor {today.year}{newest}",
        "Write the year of its figures after each source",
        figures=tuple(sorted(years)),
    )


def _with_subsections(body: Body, wanted: tuple[Section, ...]) -> Iterator[Section]:
    """Yield sections with their subsections: everything up to the next label of the same or a higher rank."""
    starts = {section.start for section in wanted}
    inside: int | None = None
    for section in body.sections:
        rank = body.rank(section)
        if inside is not None and rank <= inside:
            inside = None
        if inside is None and section.start in starts:
            inside = rank
        if inside is not None:
            yield section
