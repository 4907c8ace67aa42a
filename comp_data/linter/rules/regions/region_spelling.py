import re

from comp_data.guide.front_matter.writer import scalar
from comp_data.linter.analysis.edits import replacing
from comp_data.linter.rule import Finding, Findings, FixKind, Record, Row, Severity, rule
from comp_data.values.places.lookup import RegionLabel, read_region, remarks

_BRACKETS = re.compile(r"\s*\([^()]*\)")


@rule("CD305", "region-spelling", Severity.INFO, fix=FixKind.UNSAFE)
def region_spelling(record: Record) -> Findings:
    """A region is not written with the canonical name of its place."""
    for row in record.rows:
        label = row.label
        if label is None or not label.is_alias or _states_another_currency(row, label):
            continue
        path, name, said = row.path("region"), label.canonical, remarks(label.text)
        if said and not _names_in_front_of_brackets(label):
            continue
        help_ = f"Write {name}"
        if label.is_headquarters:
            help_ += "; the headquarters belongs in hq_location"
        fix = None if said else replacing(record, path, scalar(name), f"write {name}")
        yield Finding(path, f"the usual name of this region is {name}", help_, fix=fix)


def _states_another_currency(row: Row, label: RegionLabel) -> bool:
    """Whether the label's currency matters: pay is quoted in a foreign one, or one of the two is wrong."""
    own = {place.currency for place in label.places}
    return bool(label.currencies) and not (row.currency in label.currencies and row.currency in own)


def _names_in_front_of_brackets(label: RegionLabel) -> bool:
    """Whether everything in the label but its places is in brackets, as a remark."""
    rest = read_region(_BRACKETS.sub("", label.text))
    return rest.places == label.places and not rest.unknown and not remarks(rest.text)
