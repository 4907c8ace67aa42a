from comp_data.guide.pay.totals import sound_rows
from comp_data.linter.analysis.unlike import copied_parts, copied_totals
from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, amount, rule
from comp_data.values.money import COMPONENT_NAMES, yearly_share


@rule("CD217", "copied-total", Severity.WARNING)
def copied_total(record: Record) -> Findings:
    """A region has the total of another region, or one part of its pay the figures of another part."""
    copies = copied_totals(record)
    for row in record.rows if copied_parts(record) else ():
        if parts := copied_parts(record).get(row.index):
            one, other = (COMPONENT_NAMES[part] for part in parts)
            pay = row.base if "base" in parts else row.stock
            yield Finding(
                row.path(f"{parts[1]}_low"),
                f"{one} and {other} have the same figures, {pay}: one of them is copied",
                "Look up which of the two they are",
                (Note(f"the {one}", row.path(f"{parts[0]}_low")),),
                figures=(*parts, pay.low, pay.high),
            )
    for row in sound_rows(record) if copies else ():
        if original := copies.get(row.index):
            total, due = row.total_comp, row.expected_total
            if not due.is_known:
                due = row.base + yearly_share(row.stock, row.vest_years)
            yield Finding(
                row.path("total_comp_low"),
                f"the total {amount(total.low)}–{amount(total.high)} is the one of {original.shown}; "
                f"the parts of this row give {amount(due.low)}–{amount(due.high)}",
                "Look up the total of this region",
                (Note("the region with the same total", original.path("total_comp_low")),),
                figures=(original.region, total.low, total.high),
            )
