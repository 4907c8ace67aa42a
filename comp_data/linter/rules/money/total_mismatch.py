from comp_data.guide.pay.agreement import by_table
from comp_data.guide.pay.totals import (
    bonus_in_words,
    impossible_totals,
    parts_in_words,
    sound_rows,
    unstated_bonus,
    whole_grant_rows,
)
from comp_data.linter.analysis.causes import cause_of, causes_of
from comp_data.linter.analysis.unlike import copied_parts, copied_totals
from comp_data.linter.rule import Finding, Findings, Record, Row, Severity, rule
from comp_data.values.money import Number, amount, deviation, percent


def _problem(*, info_over: float, warning_over: float) -> str | None:
    """Explain why the limits are invalid, or return None."""
    if 0 <= info_over <= warning_over:
        return None
    return "info-over must be at least 0 and at most warning-over"


@rule("CD201", "total-mismatch", Severity.WARNING, option_problem=_problem)
def total_mismatch(record: Record, *, info_over: float = 10.0, warning_over: float = 25.0) -> Findings:
    """A total is not about base + stock ÷ vesting years + bonus.

    Options:
        info_over: Percentage of the expected total above which a deviation is an info.
        warning_over: Percentage of the expected total above which a deviation is a warning.
    """
    reported = {*(row.index for row in whole_grant_rows(record)), *copied_totals(record), *copied_parts(record)}
    causes = causes_of(record)
    for row in sound_rows(record):
        if row.index in reported:
            continue
        found = list(_of_row(row, causes.get(row.index), info_over, warning_over))
        if found and (corrected := by_table(record, row)):
            # With the table's figures, is the total still wrong? Otherwise CD503 reports the cause.
            still = {one.at for one in _of_row(corrected, cause_of(corrected), info_over, warning_over)}
            found = [one for one in found if one.at in still]
        yield from found


def _of_row(row: Row, cause: str | None, info_over: float, warning_over: float) -> Findings:
    expected = row.expected_total
    impossible = {total.key for total in impossible_totals(row)}
    if cause:
        if not impossible:
            yield _caused(row, cause)
        return
    for key, stated, due in (
        ("total_comp_low", row.total_comp.low, expected.low),
        ("total_comp_high", row.total_comp.high, expected.high),
    ):
        if key not in impossible and stated is not None and due is not None and due > 0:
            yield from _compare(row, key, stated, due, info_over, warning_over)


def _caused(row: Row, cause: str) -> Finding:
    """Report a row once if the cause is known."""
    due, total = row.expected_total, row.total_comp
    sum_ = f"{parts_in_words(row)} = {amount(due.low)}–{amount(due.high)}{bonus_in_words(row)}"
    other = "to its parts what the totals of the guide's other regions are to theirs"
    return Finding(
        row.path("total_comp_low"),
        f"the total {amount(total.low)}–{amount(total.high)} is not {sum_ if due.is_known else other}: {cause}",
        "Correct the total, or the part of it that is wrong",
        figures=(total.low, total.high, due.low, due.high),
    )


def _compare(row: Row, key: str, stated: Number, due: Number, info_over: float, warning_over: float) -> Findings:
    off = deviation(stated, due)
    if abs(off) <= info_over:
        return
    side, sure = ("over" if off > 0 else "under"), off
    if off > 0 and key.endswith("_high"):  # the bonus may be higher, if only its low end is stated
        sure = max(0, deviation(stated, due + unstated_bonus(row)))
    yield Finding(
        row.path(key),
        f"{key} {amount(stated)} is {percent(abs(off))} {side} {parts_in_words(row)} = {amount(due)}"
        f"{bonus_in_words(row)}",
        "Correct the total, or the part of it that is wrong",
        severity=Severity.WARNING if abs(sure) > warning_over else Severity.INFO,
        figures=(stated, due),
    )
