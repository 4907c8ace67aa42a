"""Rules on one region: how it is spelled, what it is read as, and its currency."""

from comp_data.base.diagnostics import Finding, Note, Severity, shortened
from comp_data.base.patterns import regex
from comp_data.base.wording import folded, in_words
from comp_data.guide.body.layouts import is_place
from comp_data.guide.body.table_rows import TableRow
from comp_data.guide.front_matter.writer import scalar
from comp_data.guide.pay.agreement import lost_of, matching_of, renamed_rows, table_of
from comp_data.guide.pay.rows import has_valid_currency, implausible_amounts, own_currencies
from comp_data.guide.pay.table_comparison import is_contradictory
from comp_data.linter.analysis.edits import replacing
from comp_data.linter.rule import Findings, Record, Row, rule
from comp_data.values.places.gazetteer import nearest_place
from comp_data.values.places.lookup import RegionKey, possible_places, read_region, remarks

_SHORT = 3
"""Three letters (`N/A`) are near to too many places."""
_NAMES_TRIED = 100
"""How many entries of a guide get a suggestion: the search is slow."""
_BRACKETS = regex(r"\s*\([^()]*\)")
_NO_FIGURES = frozenset(("region", "level", "currency", "stock_type", "stock_vest_years"))


@rule("CD303", "duplicate-region", Severity.ERROR)
def duplicate_region(record: Record) -> Findings:
    """Two entries are for the same region and level."""
    yield from _in_table(record)
    first: dict[tuple[RegionKey, str], Row] = {}
    for row in record.rows:
        # A level of the wrong type reads as None, but it may still distinguish the entries.
        if row.region is None or (row.level is None and record.entry(row).get("level") is not None):
            continue
        earlier = first.setdefault((row.region_key, folded(row.level or "")), row)
        if earlier is row:
            continue
        what = "region and level" if row.level else "region"
        written = "" if row.region == earlier.region else f', there written "{earlier.region}"'
        message = f"entry {row.index + 1} is for the same {what} as entry {earlier.index + 1}{written}"
        help_ = "Delete one of the two" if row.level else "Delete one of the two, or give each its level"
        note = Note(f"the first entry for this {what}", earlier.path("region"))
        yield Finding(row.path("region"), message, help_, (note,), figures=(earlier.region, row.region))


def _in_table(record: Record) -> Findings:
    matching = matching_of(record)
    by_region = {pair.row.label.key: pair for pair in matching.pairs if pair.row.label} if matching.only_table else {}
    for row in matching.only_table:
        pair = by_region.get(row.label.key) if row.label else None
        is_second = pair and not pair.table.levels and not (row.level or row.title) and row.base and row.total_comp
        if pair and is_second and not matching.only_front:  # CD502 reports an entry whose row it may be
            yield from _second(record, row, pair.table, "other figures")
    for pair in matching.pairs:
        # Rows of one region are merged as its levels.
        unnamed = [row for row in pair.table.levels if row.base and row.total_comp and not (row.level or row.title)]
        if len(unnamed) > 1:
            figures = "other figures" if is_contradictory(pair.table) else "the same figures"
            yield from _second(record, unnamed[1], unnamed[0], figures)


def _second(record: Record, row: TableRow, first: TableRow, figures: str) -> Findings:
    if row.region_span is None or first.region_span is None:
        return
    yield Finding(
        record.document.span_of(*row.region_span),
        f"the table has a second row for {shortened(row.region or '')}, without a level, with {figures}",
        "Delete one of the two rows, or give each its level",
        (Note("the first row", record.document.span_of(*first.region_span)),),
        severity=Severity.WARNING,
        figures=(row.base.low, row.base.high) if row.base else (),
        region=row.region,
    )


@rule("CD304", "unknown-region", Severity.WARNING)
def unknown_region(record: Record) -> Findings:
    """A region, or a part of it, is not a known place."""
    yield from _only_in_table(record)
    for row in record.rows:
        if (label := row.label) is None or not label.unknown:
            continue
        help_ = "Write a city, a country or `Remote` with a country; a level or job title belongs in `level`"
        partly = label.places or label.ambiguous
        what = in_words([f'"{shortened(part)}"' for part in label.unknown]) if partly else "the region"
        verb = "are not known places" if partly and len(label.unknown) > 1 else "is not a known place"
        tried = label.unknown[:1] if partly else (label.unknown[0], label.text)
        near = (nearest_place(text) for text in tried if len(text) > _SHORT and row.index < _NAMES_TRIED)
        if nearest := next(filter(None, near), None):
            help_ = f"Did you mean {nearest}?"
        yield Finding(row.path("region"), f"{what} {verb}", help_, figures=label.unknown)


def _only_in_table(record: Record) -> Findings:
    table, spelled = table_of(record), dict[str, Row]()
    same = {one.table.region: one.row for one in matching_of(record).pairs if one.row.label and one.row.label.places}
    for line in table.rows[:_NAMES_TRIED] if table else ():
        label, text = line.label, line.region or ""
        is_short = len(text) <= _SHORT and text not in same
        is_known = label is None or (not label.unknown and (label.places or is_place(text)))
        if is_known or line.region_span is None or is_short or any(one.region == text for one in record.rows):
            continue
        spelled = spelled or {place.name: row for row in record.rows if row.label for place in row.label.places}
        near = nearest_place(label.unknown[0] if label and label.unknown else text)
        if row := spelled.get(near or "") or (None if is_place(text) else same.get(text)):
            span = record.document.span_of(*line.region_span)
            help_ = f"Write {row.region} in the table"
            message = f'"{shortened(text)}" in the table is not a known place; front matter has {row.shown}'
            note = Note("the entry of front matter", row.path("region"))
            yield Finding(span, message, help_, (note,), figures=(text,), region=row.region)


@rule("CD305", "region-spelling", Severity.INFO, fix="unsafe")
def region_spelling(record: Record) -> Findings:
    """A region is not written with the canonical name of its place."""
    for row in record.rows:
        if (label := row.label) is None or not label.is_alias:
            continue
        is_local = row.currency in label.currencies and any(row.currency == place.currency for place in label.places)
        if label.currencies and not is_local:  # pay is quoted in a foreign currency, or one of the two is wrong
            continue
        path, name, said = row.path("region"), label.canonical, remarks(label.text)
        bare = read_region(_BRACKETS.sub("", label.text)) if said else label
        if said and (bare.places != label.places or bare.unknown or remarks(bare.text)):
            continue  # the remark is not all in brackets
        help_ = f"Write {name}{'; the headquarters belongs in hq_location' if label.is_headquarters else ''}"
        fix = None if said else replacing(record, path, scalar(name), f"write {name}")
        yield Finding(path, f"the usual name of this region is {name}", help_, fix=fix)


@rule("CD306", "several-places", Severity.INFO)
def several_places(record: Record) -> Findings:
    """One entry covers several places."""
    for row in record.rows:
        if (label := row.label) is not None and len(label.places) > 1:
            message = f"the entry is for {len(label.places)} places: {in_words([place.name for place in label.places])}"
            help_ = "Write one entry for each place, or name only the place of the figures"
            yield Finding(row.path("region"), message, help_)


@rule("CD307", "currency-unlikely-for-region", Severity.WARNING)
def currency_unlikely_for_region(record: Record) -> Findings:
    """A region's figures are in a currency that is unusual for the place."""
    for row in record.rows:
        own = own_currencies(row)
        if not own or row.index in renamed_rows(record) or any(implausible_amounts(row)):
            continue  # CD502 or CD207 may report the cause
        if row.label is not None and has_valid_currency(row) and _states_pay(row):
            place = row.label.canonical
            yield Finding(
                row.path("currency"),
                f"currency {row.currency} is unlikely for {place}, where pay is quoted in "
                f"{in_words(sorted(own), 'or')}",
                f"Correct the currency; if {row.currency} is right, say so in the region: `{place} ({row.currency})`",
                figures=(row.currency, place),
            )


def _states_pay(row: Row) -> bool:
    """Whether the row states locally paid amounts; equity, and a total with it, may be in dollars."""
    if any(end is not None for end in (row.base.low, row.base.high, row.bonus.low, row.bonus.high)):
        return True
    grant, total = row.stock, row.total_comp
    return grant.low is grant.high is None and not (total.low is total.high is None)


@rule("CD308", "currency-contradicts-label", Severity.ERROR, fix="unsafe")
def currency_contradicts_label(record: Record) -> Findings:
    """A region's label states one currency, and its entry another."""
    for row in record.rows:
        stated = row.label.currencies if row.label else ()
        if stated and row.currency not in stated and has_valid_currency(row):
            path = row.path("currency")
            message = f"currency {row.currency} contradicts the region's label, which states {in_words(stated)}"
            help_ = "Look up which currency the figures are in, and correct the label or the currency"
            note = Note("the label", row.path("region"))
            fix = replacing(record, path, stated[0], f"set currency to {stated[0]}") if len(stated) == 1 else None
            yield Finding(path, message, help_, (note,), fix, figures=(row.currency, *stated))


@rule("CD309", "region-without-figures", Severity.WARNING)
def region_without_figures(record: Record) -> Findings:
    """All figures of a region are null."""
    for row in record.rows:
        figures = [value for key, value in record.entry(row).items() if key not in _NO_FIGURES]
        if figures and all(value is None for value in figures) and not lost_of(record, row):
            help_ = "Write the known figures, or delete the entry"
            yield Finding(row.path("region"), "all figures of this region are null", help_)


@rule("CD310", "ambiguous-place", Severity.WARNING)
def ambiguous_place(record: Record) -> Findings:
    """A region's name can mean several places."""
    for row in record.rows:
        possible = possible_places(row.label, row.currency) if row.label else ()
        if len(possible) > 1 and row.index not in renamed_rows(record):
            names = in_words([place.name for place in possible], "or")
            yield Finding(row.path("region"), f"{row.shown} can mean {names}", "Write the state or country with it")
