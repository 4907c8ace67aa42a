"""Rules on total compensation, which follows from its components."""

from typing import Any

from comp_data.base.diagnostics import Finding, Fix, Note, Severity
from comp_data.base.patterns import regex
from comp_data.base.wording import in_words
from comp_data.guide.pay import totals
from comp_data.guide.pay.agreement import by_table, compared_of, differing_keys, lost_of, pair_of
from comp_data.linter.analysis.causes import cause_of, causes_of, key_in
from comp_data.linter.analysis.edits import stating
from comp_data.linter.analysis.unlike import copied_figures, copied_totals
from comp_data.linter.rule import Findings, Record, Row, rule
from comp_data.values.money import Number, amount, amounts, deviation, expected_total, percent, yearly_share

_TITLE = "state that the stock figures are a year's share: stock_vest_years: 1"
_VESTING = regex(r"(?i)\bvest\w*\s[^.\n]{0,40}\byears?\b|\byears?\b[^.\n]{0,20}\bvest")
"""A sentence of the body on the years of vesting."""
_MANY = 4
"""How many times a total is what it may be if digits are the likely cause."""
_PARTS = ("base", "stock", "bonus_pct", "bonus")


def _problem(*, info_over: float, warning_over: float) -> str | None:
    return None if info_over <= warning_over else "info-over must be at most warning-over"


@rule("CD201", "total-mismatch", Severity.WARNING, option_problem=_problem)
def total_mismatch(record: Record, *, info_over: float = 10.0, warning_over: float = 25.0) -> Findings:
    """A total is not about base + stock ÷ vesting years + bonus.

    Options:
        info_over: Percentage of the expected total above which a deviation is an info.
        warning_over: Percentage of the expected total above which a deviation is a warning.
    """
    causes = causes_of(record)
    whole = {row.index for row in totals.whole_grant_rows(record)} - causes.keys()
    reported = {*whole, *copied_totals(record), *copied_figures(record)}
    for row in totals.sound_rows(record):
        if row.index in reported or causes.get(row.index) == "":
            continue
        found = list(_of_row(row, causes.get(row.index), info_over, warning_over))
        if found and (corrected := _by_table(record, row)):
            # With the table's figures, is the total still wrong? Otherwise CD503 or CD512 reports the cause.
            left = _of_row(corrected, cause_of(corrected), info_over, warning_over)
            still = {one.at for one in left if one.severity is not Severity.INFO}
            found = [one for one in found if one.at in still]
        yield from found


def _by_table(record: Record, row: Row) -> Row | None:
    """Return a row with the table's figures, or the vesting years of the other side; None if both state the same."""
    stated = [one.years for one in compared_of(record, row) if one.component == "stock" and not row.vest_schedule]
    own = [one.vest_years for one in record.rows if one.index == row.index]
    others = [years for years in (*stated, *(own if stated else ())) if years and years != row.vest_years]
    corrected = by_table(record, row) or row
    corrected = corrected._replace(vest_years=others[0]) if others else corrected
    return corrected if corrected != row else None


def _of_row(row: Row, cause: str | None, info_over: float, warning_over: float) -> Findings:
    total, due = row.total_comp, row.expected_total
    if cause and any(totals.impossible_totals(row)):
        return
    if cause:
        sum_ = f"{totals.parts_in_words(row)} = {amounts(due)}{totals.bonus_in_words(row)}"
        other = "in the same ratio to its parts as the totals of the guide's other regions"
        yield Finding(
            row.path(key_in(cause)),
            f"the total {amounts(total)} is not {sum_ if due.is_known else other}: {cause}",
            "Correct the total, or the part of it that is wrong",
            figures=(total.low, total.high, due.low, due.high),
        )
        return
    for key, stated, end in (("total_comp_low", total.low, due.low), ("total_comp_high", total.high, due.high)):
        if stated is None or end is None or end <= 0 or abs(off := deviation(stated, end)) <= info_over:
            continue
        if all(one.key != key for one in totals.impossible_totals(row)):
            yield _mismatch(row, key, stated, end, off, warning_over)


def _mismatch(row: Row, key: str, stated: Number, due: Number, off: float, warning_over: float) -> Finding:
    side, sure = ("over" if off > 0 else "under"), off
    if off > 0 and key.endswith("_high"):  # the bonus may be higher, if only its low end is stated
        sure = max(0, deviation(stated, due + totals.unstated_bonus(row)))
    parts = f"{totals.parts_in_words(row)} = {amount(due)}{totals.bonus_in_words(row)}"
    message = f"{key} {amount(stated)} is {percent(abs(off))} {side} {parts}"
    severity = Severity.WARNING if abs(sure) > warning_over else Severity.INFO
    help_ = "Correct the total, or the part of it that is wrong"
    return Finding(row.path(key), message, help_, severity=severity, figures=(stated, due))


@rule("CD202", "impossible-total", Severity.ERROR)
def impossible_total(record: Record) -> Findings:
    """A total is below the base salary, or above the sum of everything that the row states."""
    copies, causes = copied_totals(record), causes_of(record)
    for row in totals.sound_rows(record):
        wrong = () if row.index in copies else tuple(totals.impossible_totals(row))
        differing = differing_keys(record, row) if wrong else frozenset()
        found = [_impossible(row, total) for total in wrong if differing.isdisjoint(totals.parts_of(total.key))]
        if (cause := causes.get(row.index)) is None:
            yield from found
        elif found and cause:
            yield found[0]._replace(at=row.path(key_in(cause)), message=f"{found[0].message}; {cause}")


def _impossible(row: Row, total: totals.ImpossibleTotal) -> Finding:
    if total.is_below:
        limit = f"less than {total.key.replace('total_comp', 'base')}"
        help_ = "Correct the one that is wrong: total compensation includes the base salary"
    else:
        has_signing = row.signing_bonus.high or row.signing_bonus.low
        grant = "the whole grant" if row.stock.high else "a grant of 0"
        limit = f"more than base + {grant} + {_bonus(row)}{' + signing bonus' if has_signing else ''} ="
        help_ = "Correct the total, or state the part of the pay that is missing from the row"
    if not 1 / _MANY < total.stated / total.limit < _MANY:
        help_ = "Correct the total: check for an extra or missing digit, and for a month's figure in a year's place"
    message = f"{total.key} {amount(total.stated)} is {limit} {amount(total.limit)}"
    return Finding(row.path(total.key), message, help_, figures=(total.stated, total.limit))


def _bonus(row: Row) -> str:
    if (top := totals.top_bonus_pct(row)) is None:
        return "bonus"
    if row.bonus.pct_high is None:
        return f"a bonus of even {percent(top)}"
    return f"bonus of {percent(top)}{' by the table' if row.bonus_from_table else ''}"


@rule("CD203", "whole-grant-in-total", Severity.WARNING, fix="unsafe")
def whole_grant_in_total(record: Record) -> Findings:
    """A total adds the whole equity grant instead of a year's share of it."""
    whole = [row for row in totals.whole_grant_rows(record) if row.index not in causes_of(record)]
    if whole and not any(totals.adds_yearly_share(row) for row in totals.sound_rows(record)):
        for row in whole:
            undivided, due = expected_total(row.base, row.stock, 1, row.bonus), row.expected_total
            years = next((one.years for one in compared_of(record, row) if one.component == "stock"), None)
            of_share = ", or write `stock_vest_years: 1` if the stock figures are a year's share"
            more = f"; the table gives the stock over {years} years" if years else of_share
            edits = () if years else stating(record, row, {"stock_vest_years": 1})
            said = f"the total {amounts(row.total_comp)} adds stock undivided, as if the whole grant were a year's"
            message = f"{said}: base + stock + bonus = {amounts(undivided)}{totals.bonus_in_words(row)}"
            help_ = f"Correct the total to about {amounts(due)}{more}"
            fix = Fix(_TITLE, edits, safe=False) if edits else None
            stated = row.total_comp.low, row.total_comp.high, undivided.low, undivided.high
            yield Finding(row.path("total_comp_low"), message, help_, fix=fix, figures=stated)


@rule("CD210", "grant-exceeds-total", Severity.INFO)
def grant_exceeds_total(record: Record) -> Findings:
    """The equity grant is more than a year's total compensation, and nothing states how long it vests."""
    for row in totals.sound_rows(record):
        yield from [one for end in ("high", "low") if (one := _grant_over(record, row, end))][:1]


def _grant_over(record: Record, row: Row, end: str) -> Finding | None:
    stock, total = (getattr(pay, end) for pay in (row.stock, row.total_comp))
    if stock is None or total is None or stock <= total:
        return None
    pair, stock_key, total_key = pair_of(record, row), f"stock_{end}", f"total_comp_{end}"
    is_stated = record.entry(row).get("stock_vest_years") is not None or bool(pair and pair.table.vest_years)
    is_stated = is_stated or _VESTING.search(record.document.body.visible) is not None
    due: Number | None = getattr(row.expected_total, end)
    if due is not None and (due <= 0 or abs(deviation(total, due)) > totals.ABOUT):
        return None
    if not is_stated:
        what, help_ = f"{stock_key} {amount(stock)}", "Check the grant, and state its vesting as `stock_vest_years`"
    elif due is None and stock / row.vest_years > total:
        what = f"a year's share of {stock_key}, {amount(round(stock / row.vest_years))},"
        help_ = "Correct the grant, its vesting years or the total: a year's total holds a year's share"
    else:
        return None
    message = f"{what} is more than a year's total compensation, {total_key} {amount(total)}"
    note = Note("the total", row.path(total_key))
    return Finding(row.path(stock_key), message, help_, (note,), figures=(stock, row.vest_years, total))


@rule("CD214", "unchecked-total", Severity.INFO)
def unchecked_total(record: Record) -> Findings:
    """A total is stated, but the parts needed to check it are unknown."""
    whole = {row.index for row in totals.whole_grant_rows(record)}
    for row in record.rows:
        if row.index in whole or (row.total_comp.low is None and row.total_comp.high is None):
            continue
        missing = _missing(record.entry(row), row)
        if missing and not any(one.component in _PARTS for one in lost_of(record, row)):
            key = "total_comp_low" if row.total_comp.low is not None else "total_comp_high"
            are = "is" if len(missing) == 1 else "are"
            message = f"the total cannot be checked: {in_words(missing)} {are} not known"
            help_ = "Add the missing figures, or write 0 if there are none"
            yield Finding(row.path(key), message, help_, figures=(*missing, row.total_comp.low, row.total_comp.high))


def _missing(entry: dict[str, Any], row: Row) -> list[str]:
    bonus, missing = row.bonus, []
    has_bonus = bonus.pct_low is not None or not (bonus.low is None or bonus.high is None)
    for name, is_known, keys, if_absent in (
        ("base salary", row.base.is_known, ("base_low", "base_high"), "CD101"),
        ("equity grant", row.stock.is_known, ("stock_low", "stock_high"), "CD101"),
        ("target bonus", has_bonus, ("bonus_pct", "bonus_pct_high", "bonus_low", "bonus_high"), None),
    ):
        if not is_known:
            if any(entry.get(key, if_absent) is not None for key in keys):
                return []
            missing.append(name)
    return missing


@rule("CD217", "copied-total", Severity.WARNING)
def copied_total(record: Record) -> Findings:
    """A region has the total of another region, or one part or end of its pay the figures of another one."""
    copies, figures = copied_totals(record), copied_figures(record)
    sound = totals.sound_rows(record)
    impossible = {row.index for row in sound if any(totals.impossible_totals(row))} if figures else set()
    for row in record.rows if figures else ():
        copy = figures.get(row.index)
        if copy and row.index not in impossible:  # else CD202 names the cause
            low, high = (key if key.endswith(("_low", "_high")) else f"{key}_low" for key in (copy.one, copy.other))
            note = Note("the same figures", row.path(low))
            stated = (copy.one, copy.other, copy.figure.low, copy.figure.high)
            yield Finding(row.path(high), copy.words, "Look up which of the two they are", (note,), figures=stated)
    for row in sound if copies else ():
        if original := copies.get(row.index):
            total, due = row.total_comp, row.expected_total
            due = due if due.is_known else row.base + yearly_share(row.stock, row.vest_years)
            copied = f"the total {amounts(total)} is the one of {original.shown}"
            message = f"{copied}; the parts of this row give {amounts(due)}"
            note = Note("the region with the same total", original.path("total_comp_low"))
            path, help_ = row.path("total_comp_low"), "Look up the total of this region"
            yield Finding(path, message, help_, (note,), figures=(original.region, total.low, total.high))
