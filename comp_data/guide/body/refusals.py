"""Why a figure of a table is refused: another part of pay, an unclear currency, a size that no pay has."""

import re
from functools import lru_cache
from typing import Final

from comp_data.base.patterns import regex
from comp_data.guide.body.cells.amount_ranges import MONTHLY, names_shares
from comp_data.guide.body.cells.amount_terms import Amounts
from comp_data.guide.body.cells.amounts import CellReading
from comp_data.guide.body.cells.cell_text import CONTRACT, find_words
from comp_data.guide.body.context import NOTHING, YEARS_SHARE, Context
from comp_data.guide.body.headers import USUAL_HEADERS, Head
from comp_data.guide.body.layouts import Component, counts_shares, role_of
from comp_data.values.currencies import LEAST_A_YEAR, UNITS_PER_DOLLAR, may_mean, read_sign
from comp_data.values.money import DEFAULT_VEST_YEARS
from comp_data.values.numbers import UNIT_PATTERN
from comp_data.values.periods import MONTH, QUARTER, mark_periods
from comp_data.values.words import any_of, key_of, words

# The header of a number of shares: `Equity (# options)`.
COUNTED = regex(r"(?i)#|\b(?:number|no\.|nr\.|count|options|units|shares)(?!\w)")
_EXTRA = any_of("cells", "paid beside the base")
_WITHOUT = any_of("cells", "without")
_OF_OTHER = regex(
    rf"(?i)[{MONTH}{QUARTER}]\s*(?:{_EXTRA}|{any_of('cells', 'not pay')})\b|\b{_EXTRA}\s*[{MONTH}{QUARTER}]"
    rf"|\b{any_of('cells', 'a limit')}\.?\s+(?:[0-9.,]+\s?%?\s+)?{_EXTRA}\b|[,;]\s*{_EXTRA}\s+(?:max|min)"
)
"""A period or a limit of something that is not the column's figure: `$120K, quarterly bonus`, `$120K, max bonus`."""
_APART = regex(rf"(?i)(?:[+＋;]|,(?![0-9]))(?!\s*in[ck])|\b(?:plus|zzgl|e[kx]s?[ck]l\w*|{_WITHOUT}|before|not?)\b")
"""The beginning of a part of a cell that is paid apart from its figure: `+ bonus`, `excl. equity`."""
_GLUED = regex(r"(?<=[\u3040-\u9fff\uac00-\ud7a3])(?=[0-9])|(?<=[万円元원億萬])(?=\w)")  # `800万円賞与`
_PAID = regex(rf"\b{any_of('cells', 'being paid')}\b", re.IGNORECASE)
_EACH = regex(r"(?i)/(?!\s?(?:month|quarter)ly)|\b(?:per|pro|par|al|a|each|every)\b")
_OTHER_PART: Final = {
    # On-target earnings have a commission in them, a package the employer's pension or more.
    "base": (any_of("cells", "more than a base"), "it includes more than the base salary"),
    "total_comp": (any_of("cells", "part of the total"), "it is a part of the total"),
    "stock": (any_of("cells", "no grant"), "it is not the grant"),
    "bonus": (any_of("cells", "no bonus"), "it is paid once, another part of pay, or only one part of the bonus"),
    "signing_bonus": (any_of("cells", "no signing bonus"), "it is another part of pay"),
}
"""Words that say that a figure is another part of pay than its column's, and why it is not read."""
_BENEFITS = words("cells", "benefits")
_BASE, _BONUS, _STOCK, _SIGNING = (words("headers", name) for name in ("base", "bonus", "stock", "signing_bonus"))
_PAY = _BASE | {"pay", "comp", "compensation"}
_OF_OTHERS: Final = {
    "base": words("cells", "no part of the base") | _BENEFITS | _BONUS | _STOCK | _SIGNING,
    "stock": words("cells", "no part of a grant") | _BENEFITS | _BONUS | _BASE,
    "bonus": words("cells", "no part of a bonus") | _BENEFITS | _STOCK | _SIGNING | {"ote"},
    "signing_bonus": words("cells", "no part of a signing bonus") | _STOCK | _BASE | _BENEFITS,
    "total_comp": words("cells", "no part of a total") | _BASE | _BENEFITS | _BONUS | _STOCK | _SIGNING,
}
"""Words that name another part of pay than the column's, unless `plus` or the like is before them."""
_IN_ANY: Final = frozenset(("performance", "target", "fixed", "hiring"))
_HOURLY = regex(r"(?i)[$€£]\s?([0-9]{2,3}(?:\.[0-9]+)?)\s?(?:/\s?|per\s|an\s)h(?:ou)?r\b")
_HOUR = regex(r"(?i)/\s?год(?:ину|ина)?(?!\w)")
_TWELVE = regex(rf"(?i)(?<![\w.,])12[\s-]?{any_of('parts of periods', 'months')}(?!\w)")
_FEW_M = regex(r"(?<![0-9.,])[1-9](?:[.,][0-9]+)?\s?[Mm](?!\w)")
_LETTERS = regex(r"[^\W\d_](?:[^\W\d_]|(?<=[(%/]401[kK])|(?<=%\s401[kK])|(?<=401\([kK]))")
_ZERO = Amounts(0, 0)
_WHOLE = regex(r"(?i)\b(?:total|whole|entire|overall|full|initial|(?<!annual )(?<!yearly )(?<!/yr )grant)\b")
_NO_YEARS = "neither the cell nor its header says over how many years it vests"
_LEAST: Final = {"base": 1_000, "total_comp": 1_000, "stock": 500, "bonus": 100, "signing_bonus": 100}
"""Each part of pay is more than this in any currency; if none is written, it is also over a tenth in dollars."""
TOO_LITTLE: Final = "it is less than"
"""The beginning of the problem of an amount that is too small for a year: it may be a month's."""
_MOST: Final = {"base": 10_000_000, "total_comp": 50_000_000}
"""The most that each part of pay can be, in dollars a year."""


def checked(component: Component, reading: CellReading, head: Head, text: str, header: str) -> CellReading:
    """Return the reading of a cell, with a problem if its words or its header say that it is another part of pay."""
    problem = (_LETTERS.search(text) and (other_part(component, text) or _named_part(component, text))) or None
    if component in ("base", "bonus", "signing_bonus"):
        is_in_shares = component == "bonus" and counts_shares(header)
        said = f"{header} {text}" if component == "bonus" and "ommission" in header else header
        problem = problem or other_part(component, said) or ("it may be paid in shares" if is_in_shares else None)
    is_for_period = reading.years or head.years or head.factor != 1
    if component == "base" and not problem and not is_for_period and (form := CONTRACT.search(f"{text} {header}")):
        problem = f"`{form[0]}` may be paid by the month or the day, and no period is stated"
    is_in_parts = head.factor != 1 or reading.is_multiplied
    if component == "stock" and is_in_parts and not _EACH.search(text if head.factor == 1 else header):
        problem = "it may vest monthly or quarterly, or be the share of a month or quarter"
    if problem or not reading.amounts:
        return reading._replace(problem=reading.problem or problem) if problem else reading
    sign = reading.amounts.sign
    is_unsigned_grant = component == "stock" and not sign and not head.stated
    if is_unsigned_grant and (COUNTED.search(header) or counts_shares(header) or names_shares(list(reading.notes))):
        return reading._replace(kind="shares", problem="a number of shares or options is not an amount")
    if sign and head.stated and (component, head.stated) != ("stock", ("SAR",)):  # appreciation rights, not riyals
        signs = [sign, reading.second.sign if reading.second else sign]
        if not any(may_mean(one, code) for one in signs for code in head.stated):
            return reading._replace(problem=f"it is in {sign}, and the header says {head.stated[0]}")
    if not sign and len(head.stated) > 1:
        return reading._replace(problem=f"the header says {' and '.join(head.stated)}")
    problem = _unit_problem(component, reading, head, text, header)
    is_changed = component in ("base", "total_comp") and (is_in_parts or None in reading.amounts[:2])
    if is_changed and not problem and _OF_OTHER.search(mark_periods(text).text):
        problem = "its period or limit may be that of something else"
    return reading._replace(problem=problem) if problem else reading


def _unit_problem(component: Component, reading: CellReading, head: Head, text: str, header: str) -> str | None:
    """Return why a unit or period is unclear: `₴/год`, `300` under `Bonus (%)`, `2M` of bonus, `Rp 1,2 M`."""
    sign = reading.amounts.sign if reading.amounts else ""
    if reading.is_multiplied and MONTHLY not in reading.notes and (stated := _TWELVE.search(header)):
        return f"its header says `{stated[0]}`, and the cell another number of payments"
    hourly = _HOURLY.search(text) if "h" in text else None
    if hourly and not 1_750 * float(hourly[1]) <= ((reading.amounts or _ZERO).low or 0) <= 2_250 * float(hourly[1]):
        return f"`{hourly[0]}` beside it makes another amount in a year"
    if "UAH" in (sign, *head.stated) and (hour := _HOUR.search(f"{text} {header}")):
        return f"`{hour[0]}` is an hour in Ukrainian, and a year in Russian"
    if component == "stock" and head.years == 1 and _WHOLE.search(text):
        return "its header says a year's share, and it may be the whole grant"
    is_unsigned_bonus = component == "bonus" and not sign
    if is_unsigned_bonus and head.bare.is_percent:
        return "it is a percentage by its header, and too large for one"
    may_be_months = is_unsigned_bonus and not head.stated
    if not may_be_months and "IDR" not in (sign, *head.stated):
        return None
    found = _FEW_M.search(f"{text}M" if head.bare.unit == 1_000_000 else text)
    return found and f"`{found[0]}` may be {'months' if may_be_months else 'millions or billions of rupiah'}"


def differ(reading: CellReading, code: str, *, is_for_places: bool) -> bool:
    """Return whether the second figure of a cell is another amount than the first, not the same one converted."""
    first, second = reading.amounts or _ZERO, reading.second or _ZERO
    rate, other_rate = UNITS_PER_DOLLAR.get(code), UNITS_PER_DOLLAR.get(second.sign.replace("$", "USD"))
    if not (first.low and second.low and rate and other_rate):
        return False
    ratio = (second.low / other_rate) / (first.low / rate)
    most = 1.15 if is_for_places else 1.5  # at rough rates
    if second.sign == "$" and not may_mean("$", first.sign):  # it may be another dollar
        most = 5
    return max(ratio, 1 / ratio) > most


@lru_cache(512)
def other_part(component: Component, text: str) -> str | None:
    """Return why a text says that a figure is another part of pay than a component; None if it does not."""
    words, problem = _OTHER_PART[component]
    is_usual = text in USUAL_HEADERS and role_of(text) == component  # known without a pattern
    return problem if not is_usual and re.search(words, key_of(text)) else None


def _named_part(component: Component, text: str) -> str | None:
    """Return why the words beside a figure name another part of pay than its column's: `$150K grant`."""
    text = _GLUED.sub(" ", text) if max(text) > "\u3040" else text
    found = [word.casefold() for word in find_words(_APART.split(text)[0]) if not read_sign(word)]  # riyals: SAR
    is_whole = component == "total_comp" and found and any(word in text for word in ("inc", "ink", "with", "w/"))
    named = _OF_OTHERS[component] - _BONUS - _STOCK if is_whole else _OF_OTHERS[component]
    is_base = component == "bonus" and "%" not in text and "of" not in found
    others = (word for word in found if word in named or (is_base and word in _PAY))
    return next((f"`{word}` may name another part of pay" for word in others if word not in _IN_ANY), None)


def reading_problem(component: Component, reading: CellReading, head: Head) -> str | None:
    """Return why a cell that can be read gives no figure for its part of pay."""
    if head.problem:
        return head.problem
    if has_percent(reading) and (problem := _percent_problem(component, reading, head)):
        return problem
    if component == "signing_bonus" and (reading.years or head.years):
        return "a signing bonus is paid once, and a period is stated"
    years = reading.years or head.years or 1
    if years != 1 and (component != "stock" or years > 7):
        return f"the amount is for {years} years"
    if component in ("base", "total_comp") and reading.amounts and 0 in reading.amounts[:2]:
        return "no pay at all is not plausible"
    return None


def _percent_problem(component: Component, reading: CellReading, head: Head) -> str | None:
    """Return why a percentage is not clear for its part of pay."""
    if component != "bonus" and reading.kind == "percent":
        return "it is a percentage, and an amount is needed"
    if component == "bonus" and 0 < max(reading.pct_low or 0, reading.pct_high or 0) < 1:
        return "it is less than 1 percent, and may be a share of 1"
    if head.factor != 1:
        return "a percentage is stated for less than a year"
    # Fewer percent of a grant are its share of the company, 25 what vests in each of four years.
    is_clear = component == "stock" and ((reading.pct_high or 0) < 10 or reading.pct_high == 25)
    if component in ("base", "stock") and not is_clear:
        return f"a percentage is stated beside the {component}, and it is unclear what of"
    return None


def size_problem(
    component: Component, reading: CellReading, head: Head, code: str, local: str | None, text: str
) -> str | None:
    """Return why an amount is too large or too small to be pay: `$120M` of base salary."""
    low, high, sign, _ = reading.amounts or _ZERO
    rate = UNITS_PER_DOLLAR.get(code, 1)
    least: float = _LEAST[component]
    if component in ("base", "total_comp") and rate < 2:  # less than 5,000 dollars is a month's pay, or a day's
        least = 5_000
    least *= 1 if sign or head.stated else max(1, rate / 10)
    factor = 1 if reading.years else head.factor
    lowest, highest = (low or high or 0) * factor, (high or low or 0) * factor
    if lowest and not lowest / 10 < highest < lowest * (10 if component == "base" else 1_000):
        return "one end of the range is 10 times the other or more, so a digit may be wrong"
    if lowest < least and highest:
        return f"{TOO_LITTLE} {least:,.0f} a year, so a unit may be missing"
    is_stated = bool(reading.years or head.years) != (head.factor != 1)  # `$10K/yr` below `Base (monthly)`
    due = LEAST_A_YEAR.get(code, 3_000 * rate) / (10 if is_stated else 1)
    if highest < 3 * due and _PAID.search(text):  # `$12K paid monthly`
        due *= 3
    if component in ("base", "total_comp") and local == code and highest < due:
        return f"{TOO_LITTLE} {due:,.0f} {code} a year, and may be for a shorter time"
    is_own_dollar = sign == "$" and local not in ("USD", code) and may_mean(sign, local or "")
    if is_own_dollar and component == "base" and highest > 400_000:
        return f"it is too much in US dollars, and `$` may stand for {local}"
    if code and (factor != 1 or reading.is_multiplied):
        most = {"base": 1e6 if code == "USD" else 5e5, "total_comp": 3e6}.get(component, 1e9)
        if highest > most * rate:
            return "it is too much for a month"
    if code and highest / rate > _MOST.get(component, 1e8 if sign or local in (None, code) else 1e7):
        return "it is many millions of dollars a year, so the unit may be wrong"
    return None


def context_problem(context: Context, component: Component, reading: CellReading, head: Head, text: str) -> str | None:
    """Return why the texts beside an amount make it unclear: `Warsaw (monthly)`, a footnote `per month`."""
    if context.other_pay or context.problem or context is NOTHING:
        return context.other_pay or context.problem
    if context.is_more and component == "base":
        return "it includes more than the base salary"
    if context.total and component == "total_comp":
        return f"`{context.total}` is stated beside it, and a total is a year's base, bonus and equity"
    whole = context.whole if (reading.years or head.years) == 1 else None
    has_years = reading.years or head.years or reading.schedule or head.schedule
    is_share = not reading.years and (head.years or 1) > 1 and YEARS_SHARE.search(context.grant or "")
    if component == "stock" and (whole or is_share or (context.grant and not has_years)):
        said = "a year's" if whole else f"{head.years} years"
        why = f"{'the cell' if reading.years else 'its header'} says {said}" if whole or is_share else _NO_YEARS
        return f"`{whole or context.grant}` is stated beside it, and {why}"
    if context.vesting and component == "stock":
        return f"`{context.vesting}` is stated about it, and that cannot be read"
    if context.payments and component in ("base", "total_comp") and MONTHLY in (head.note, *reading.notes):
        return f"`{context.payments}` is stated beside it, so that a year may have more than 12 months' pay"
    is_grant = component == "stock" and mark_periods(context.period or "").years == DEFAULT_VEST_YEARS
    has_period = reading.years or head.years or head.factor != 1 or is_grant
    if context.period and component != "signing_bonus" and not has_period:
        return f"`{context.period}` beside it may mean another period, and neither the cell nor its header states one"
    if context.unit and head.bare.unit == 1 and not re.search(rf"[0-9]\s?{UNIT_PATTERN}", text):
        return f"`{context.unit}` is stated beside it, and neither the cell nor its header has a unit"
    return None


def has_percent(reading: CellReading) -> bool:
    """Return whether a cell states a percentage."""
    return reading.pct_low is not None or reading.pct_high is not None
