"""The rule on amounts that the negotiate-up strategy asks for."""

from comp_data.base.diagnostics import Finding, Severity
from comp_data.base.patterns import regex
from comp_data.guide.body.cells.amounts import read_cell
from comp_data.linter.rule import Findings, Record, rule
from comp_data.values.currencies import may_mean
from comp_data.values.money import amount
from comp_data.values.words import any_of

_STRATEGY = regex(any_of("sections", "negotiate up"))
_SIGN, _NUMBER = r"(?:[A-Z]{1,3})?[$€£₹]\s?", r"[0-9][0-9.,]*[0-9](?:\s?[kK])?"
_RANGE = rf"{_NUMBER}(?:\s?[–-]\s?(?:{_SIGN})?{_NUMBER})?"
_AMOUNT = rf"{_SIGN}{_RANGE}|{_RANGE}\s?[€£]"
_ASK = regex(
    rf"(?i)\b{any_of('texts', 'base salary before an amount')}\s(?P<last>{_AMOUNT})"
    rf"|(?P<raise>\b{any_of('texts', 'in addition')}\s)?(?<![\w+.,])(?P<first>{_AMOUNT})\+?"
    rf"\s{any_of('texts', 'base salary after an amount')}\b(?P<change>[\s-]{any_of('texts', 'a change of pay')}\b)?"
)
_OVER, _UNDER = 1.1, 0.9
_LEAST = 0.25  # an amount under this share of the base salaries is what they are to be raised by


@rule("CD517", "ask-far-from-base", Severity.WARNING)
def ask_far_from_base(record: Record) -> Findings:
    """The negotiate-up strategy asks for a base salary that is over 10% out of the guide's ranges."""
    body = record.document.body
    parts = (one for one in body.sections if _STRATEGY.search(one.lower))
    for found in (found for one in parts for found in _ASK.finditer(body.visible, one.content_start, one.end)):
        at = "first" if found["first"] else "last"
        asked = read_cell(found[at]).amounts
        if not asked or not asked.low or not asked.high or found["raise"] or found["change"]:
            continue
        pays = [one.base for one in record.rows if may_mean(asked.sign, one.currency)]
        lowest = min((one.low for one in pays if one.low), default=asked.low)
        highest = max((one.high for one in pays if one.high), default=asked.high)
        if asked.low > _OVER * highest or _LEAST * lowest < asked.high < _UNDER * lowest:
            end = f"highest is {amount(highest)}" if asked.low > highest else f"lowest is {amount(lowest)}"
            message = f"the strategy asks for {found[at]} as base salary, and the guide's {end}"
            figures, help_ = (asked.low, asked.high, lowest, highest), "Correct the amount, or the base salaries"
            yield Finding(record.document.span_of(*found.span(at)), message, help_, figures=figures)
