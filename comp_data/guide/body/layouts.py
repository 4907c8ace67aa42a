"""Identify the columns of a table by their headers, and the layout of a compensation table."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple, get_args
from unicodedata import normalize

from comp_data.base.patterns import regex
from comp_data.guide.body.cells.levels import is_level_name, is_own_name
from comp_data.guide.body.markdown_tables import MONEY, MarkdownTable, plain
from comp_data.values.periods import MONTH, mark_periods
from comp_data.values.places.lookup import read_region
from comp_data.values.words import VOWEL_SIGNS, any_of, words

Layout = Literal["standard", "level-title", "level-pivot", "component-pivot"]
Component = Literal["base", "stock", "bonus", "signing_bonus", "total_comp"]
Role = Literal[
    "region", "level", "title", "base", "stock", "bonus", "signing_bonus", "total_comp",
    "carry", "cash", "currency", "stranger", "other", "",
]  # fmt: skip
"""The role of a column. `carry` is stock or bonus in one, `cash` base and bonus in one; `stranger` means that the
table is not about this guide's pay; `other` is a known header that is not pay."""

COMPONENTS: Final[dict[str, Component]] = {name: name for name in get_args(Component)}
"""The parts of pay, by their names."""
_WEIGHTS = {"base": 4, "total_comp": 4, "stock": 2, "bonus": 2, "signing_bonus": 1}
_WORD = regex(rf"(?:[^\W\d_][{VOWEL_SIGNS}]*)+")
_OTHER, _BASE, _BONUS, _SIGNING = (words("headers", name) for name in ("other", "base", "bonus", "signing_bonus"))
NAMES: Final[tuple[Role, ...]] = ("region", "level", "title")
"""The roles of columns that name a row."""
_NAMING: Final = tuple((role, words("headers", role)) for role in (*NAMES, "stranger", "currency"))
_BENEFITS = words("cells", "benefits")
_VARIABLE, _GROSS, _COMPENSATION = (words("headers", name) for name in ("variable", "gross", "compensation"))
_HIGH_END, _INCOME, _ALONE = (words("headers", name) for name in ("high end", "income of a year", "total if alone"))
_SHARES = words("headers", "shares")
"""Words for shares in other languages, which are counted where no currency is stated."""
_STOCK = words("headers", "stock") | _SHARES
_FOREIGN_TOTAL = words("headers", "total in other languages")
_TOTAL = words("headers", "total") | _FOREIGN_TOTAL
_PAY_IN_GENERAL = words("headers", "pay in general")
"""Words for base salary that are the whole pay beside a word for a total."""
_STRANGER = regex(rf"\b(?:{'|'.join(words('headers', 'stranger'))})(?:['’]s)?(?: (?:name|group)s?)?\W*$")
_BESIDE_PAY = regex(any_of("headers", "beside pay"))
"""Headers that are not pay, or not its usual figures, beside a column for it."""
_PER = regex(r"(?:/|\bper\s|\bover\s(?:[2-6]|two|three|four|five|six)\s)\s?(year|years|quarter)\b")
_OF_YEARS = regex(r"\b(?:[2-6]|two|three|four|five|six)[\s-]years?\b")
THIRTEENTH: Final = regex(any_of("texts", "thirteenth month"))
"""A month of pay that is paid in addition to twelve: `13. Gehalt`."""
_OF_PLACE = regex(r"\b(?:base|pay|salary|compensation|hiring) (?:location|region|zone|area|office|market)s?$")
NO_PART: Final = regex(rf"[(\[]?\b{any_of('headers', 'without what no total has')}\s?\)?[*_`]*$")
"""Words at the end of a header for parts that no year's total has: `(no sign-on)`."""
_BRACKETS = regex(r"\([^()]*\)|\[[^\[\]]*\]")
_EXCLUDING = regex(r"\b(?:excl|excluding|without|before|exkl|ex|w/o|less)\b")
_CUT = regex(rf"\b{any_of('headers', 'including')}\b|w/|=|:|{_EXCLUDING.pattern}")
YEAR_1: Final = regex(r"\b(?:year|yr|y)[\s-]*(?:1|one)\b|\b(?:first|1st)[\s-](?:year|yr)\b|\ball[\s-]in\b")
"""Words of a header, in lower case, for a first year or all that is paid in it."""
_JOINER = regex(rf"[/+&,]|\b{any_of('headers', 'between parts')}\b")
_NUMBER = regex(r"[0-9](?!.*%)")
_OF_BASE = regex(any_of("headers", "percentage of the base"))


def is_first_year(header: str) -> bool:
    """Return whether the header of a total says that it is for the first year: `Year-1 Total`."""
    lower = header.casefold()
    found = YEAR_1.search(lower) if "y" in lower else None
    return found is not None and not found[0].startswith("all")


@lru_cache(1024)
def role_of(header: str) -> Role:
    """Return the role of a column (or a row of a component pivot) by its header; empty if unknown."""
    text = _folded(header)
    if len(text) > 150:
        return ""
    if "%" in text or "percent" in text or "pct" in text:
        text = _OF_BASE.sub(" % ", text)
    text = text.replace("time zone", "timezone").replace("year-end", "yearend").replace("i alt", "ialt")
    text = text.replace("basis loon", "basisloon").replace("basis salaris", "basissalaris").replace("(sar)", "")
    main = _CUT.split(_BRACKETS.sub(" ", text))[0]
    role = _role(main, _words_of(main))
    if role in ("base", "total_comp", "signing_bonus") and _OF_PLACE.search(text):
        return "region"
    if role == "total_comp" and _EXCLUDING.search(text) and not NO_PART.search(text):
        return "other"
    if role or main.strip() == text.strip():
        return role
    inner = _role(text, _words_of(text))
    return inner if inner in COMPONENTS else ""


def _folded(header: str) -> str:
    """Return a header in lower case without accents; other marks, as of Hindi and Japanese, make another letter."""
    text = header.casefold()
    if text.isascii():
        return text
    return normalize("NFC", "".join(char for char in normalize("NFKD", text) if not "\u0300" <= char <= "\u036f"))


def counts_shares(header: str) -> bool:
    """Return whether a header says `shares` in another language than English: `Aktien`, `株式`."""
    return not _SHARES.isdisjoint(_words_of(_folded(header)))


def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _role(text: str, words: frozenset[str]) -> Role:
    """Return the role of a header by its words; empty if they name none, or it is unclear which one."""
    words -= set(_PER.findall(text))
    is_of_years = words & (_STOCK | _TOTAL) and _OF_YEARS.search(text)
    words -= {"year", "years"} if is_of_years or words & _SIGNING else set()
    if words & _OTHER and not YEAR_1.search(text):
        return "other"
    if words & _FOREIGN_TOTAL and words & (_BASE - _PAY_IN_GENERAL):
        return ""  # the whole salary, which may have a pension in it
    if text.lstrip()[:1].isdigit() and THIRTEENTH.match(text.lstrip()):
        return ""
    if (pay := _pay(text, words)) or words & _BENEFITS:
        return pay
    named: Role = next((role for role, known in _NAMING if words & known), "")
    return "" if named == "stranger" and not _STRANGER.search(text) else named  # `Company car`


def _pay(text: str, words: frozenset[str]) -> Role:
    """Return the part of pay that a header names, or the total of several; empty if it names none."""
    parts = _parts(words)
    if parts == ["base", "bonus"] and words & _VARIABLE and not _JOINER.search(text):
        parts = ["bonus"]  # `Variable Salary`
    is_total = bool(words & _TOTAL or (words and words <= _ALONE))
    if (words & _SIGNING or ("bonus" in parts and words & {"hire", "embauche"})) and not is_total:
        return "stock" if "stock" in parts and not words & {"bonus", "cash"} else "signing_bonus"
    is_all = is_total and parts == ["stock"] and "cash" in words and _JOINER.search(text)  # `Total cash + equity`
    if len(parts) == 1 and not is_all and ("fixed" in words or not words & {"tc", "ote", "tdc", "ctc", "ttc"}):
        return parts[0]
    if parts == ["base", "bonus"]:
        return "cash" if _JOINER.search(text) and "/" not in text else "other"  # not `Salary bonus`
    if parts == ["stock", "bonus"]:
        return "carry" if _JOINER.search(text) else "stock"
    if is_total or words & _COMPENSATION or len(parts) == 3:
        return "cash" if "cash" in words and not is_all else "total_comp"
    if "target" in words and not words & {"ask", "offer", "number", "cash"}:
        return "bonus"
    if YEAR_1.search(text):
        return "total_comp"
    if "cash" in words and not parts:
        return "cash"
    return "base" if words & _GROSS and "net" not in words else ""


def _parts(words: frozenset[str]) -> list[Component]:
    """Return base, stock and bonus if words name them: `salary + bonus`, but not `profit share` as stock."""
    found: list[Component] = []
    if words & _BASE and not (words & _PAY_IN_GENERAL and words & _TOTAL):
        found.append("base")
    is_profit_share = "profit" in words and not words & (_STOCK - {"share", "shares", "units"})
    if (words & _STOCK and not is_profit_share) or {"long", "term"} <= words:
        found.append("stock")
    if words & _BONUS and not ({"long", "term"} <= words or ("profit" in words and "stock" in found)):
        found.append("bonus")
    return found


class Plan(NamedTuple):
    """How to read a table: its layout, the role of each column, and (in a pivot) of each row."""

    layout: Layout
    columns: tuple[Role, ...]
    rows: tuple[Role, ...]
    weight: int


def plan_of(table: MarkdownTable, title: str = "") -> Plan | None:
    """Return how to read a table as pay; None if it is too large, about something else or a company not in `title`.

    The weight says how much of a guide's pay the table states: the heaviest is the guide's.
    """
    if not 2 <= len(table.header) <= 40 or not table.lines:
        return None
    heads = tuple([cell.text for cell in table.header])
    roles = list(map(role_of, heads))
    named = column_of(table, roles.index("stranger")) if "stranger" in roles else []
    companies = [text for text in named if text and not MONEY.search(text)]  # not `Competitors (median)`
    others = {text for text in companies if not is_own_name(text, title)}
    is_own = bool(companies) and not others  # `Name | Level | Base`
    if (roles[0] in ("other", "stranger") and "region" not in roles and not is_own) or len(others) > (not title):
        return None  # a comparison with other companies
    columns = columns_of(heads)
    if "level" in columns and any(map(MONEY.match, column_of(table, columns.index("level")))):
        columns = tuple(["" if role == "level" else role for role in columns])  # `Internal band`, of amounts
    weight = sum(_WEIGHTS.get(role, 0) for role in set(columns))
    kinds = {role for role in columns if role in _WEIGHTS}
    # One part of pay may be given for several places: `Level | Berlin (Base) | Paris (Base)`.
    if not kinds or (len(kinds) == 1 and "region" not in roles and len(roles) > 2 and _hold_places(heads[1:])):
        return _pivot(table, columns)
    if "region" not in columns and columns[0] in ("", *NAMES, "total_comp") and _hold_places(column_of(table, 0)):
        columns = ("region", *columns[1:])
    if "region" in columns:
        cells = table.row(0).cells if "" in columns and len(kinds) == 1 else ()
        pay = [cell.text for role, cell in zip(columns, cells, strict=False) if role in kinds]
        is_long = any(role_of(text) in COMPONENTS and not MONEY.search(text) for text in pay)  # `Part | Region | Range`
        return None if is_long else Plan("standard", columns, (), weight + 4)
    if ("level" in columns or "title" in columns) and len(kinds) > 1:
        return Plan("level-title", columns, (), weight + 2)
    return None


@lru_cache(512)
def columns_of(heads: tuple[str, ...]) -> tuple[Role, ...]:
    """Return the role of each column; `Stock/Bonus` is the one of the two that has no column of its own.

    A total of base and bonus alone is no total if the table has a column for equity.
    """
    roles = list(map(role_of, heads))
    for at, head in enumerate(heads):
        if at and not roles[at] and head.casefold() in _HIGH_END and roles[at - 1] in COMPONENTS:
            roles[at] = roles[at - 1]  # `Base from | to`
        is_last = bool(at) and roles[at - 1] in ("bonus", "stock") and roles[at] in ("base", "")
        if is_last and "base" in roles[:at] and "total_comp" not in roles:
            names = _words_of(_folded(head))
            is_month = MONTH in mark_periods(heads[roles.index("base")]).text  # `월급 | 보너스 | 연봉`: base of a year
            is_all = names & _TOTAL and "stock" not in roles  # else it may be base and bonus alone
            if names & _BASE and (is_all or (names & _INCOME and not is_month)):
                roles[at] = "total_comp"  # `基本給 | 賞与 | 年収`, `Lön | Bonus | Total lön`
    carry: Role = "stock" if "bonus" in roles and "stock" not in roles else "bonus"
    found = [carry if role == "carry" else role for role in roles]
    if "stock" in found:
        found = ["cash" if role == "total_comp" and _is_cash(heads[at]) else role for at, role in enumerate(found)]
    beside = [at for at, head in enumerate(heads) if _BESIDE_PAY.fullmatch(head.casefold())]
    rest = {role for at, role in enumerate(found) if at not in beside}
    for at in [at for at in beside if found[at] in rest or ("base" in rest and "pay" in heads[at].casefold())]:
        found[at] = "other"
    cash: Role = "other" if {"total_comp", "stock"} & set(found) else "total_comp"
    return tuple(cash if role == "cash" else role for role in found)


def _is_cash(header: str) -> bool:
    """Return whether a header names a total without equity: `OTE`, `Total (base + bonus)`."""
    words = _words_of(header)
    parts = _parts(words)
    is_named = bool(words & {"ote", "cash", "guaranteed"}) or words >= {"target", "earnings"}
    return "stock" not in parts and (is_named or {"base", "bonus"} <= set(parts))


def places_of(columns: Sequence[Role]) -> list[int]:
    """Return the columns of a pivot that are places or levels: all except the first and extras such as `Notes`."""
    return [index for index, role in enumerate(columns) if index and role not in ("title", "other")]


def _pivot(table: MarkdownTable, columns: tuple[Role, ...]) -> Plan | None:
    """Return how to read a table with places or levels in its header, and parts of pay or levels in its rows."""
    heads = [table.header[index].text for index in places_of(columns)]
    has_places = bool(heads) and _hold_places(heads)
    # `Level | | Austin` may have a line for each part of the pay of a level.
    parts = [role_of(cell.text) in COMPONENTS and not MONEY.search(cell.text) for cell in table.row(0).cells[:2]]
    if parts == [False, True] or not (has_places or (heads and all(map(is_level_name, heads)))):
        return None
    rows = columns_of(tuple([plain(line.cells[0].text) if line.cells else "" for line in table.rows]))
    kinds = {role for role in rows if role in _WEIGHTS}
    if kinds & {"base", "total_comp"} and len(kinds) > 1:
        return Plan("component-pivot", columns, rows, sum(_WEIGHTS[kind] for kind in kinds) + 4)
    filled = sum(any(_NUMBER.search(cell.text) for cell in line.cells[1:]) for line in table.rows)
    is_of_levels = 2 * sum(role in _WEIGHTS for role in rows) < len(rows) <= 2 * filled
    is_level_pivot = has_places and is_of_levels and columns[0] in ("level", "title", "")
    return Plan("level-pivot", columns, rows, 12) if is_level_pivot else None


def column_of(table: MarkdownTable, index: int) -> list[str]:
    """Return the first texts of a column, without lines that have a first cell only."""
    lines = [line.cells for line in table.rows[:20] if len(line.cells) > index]
    return [cells[index].text for cells in lines if any(cell.text for cell in cells[1:])]


def _hold_places(texts: Sequence[str]) -> bool:
    """Return whether at least half of the texts name places or state a currency, as only a region's label does."""
    labels = [read_region(text) for text in texts if text]
    return 2 * sum(bool(label.places or label.ambiguous or label.currencies) for label in labels) >= max(len(labels), 1)


def is_by_region(table: MarkdownTable, plan: Plan) -> bool:
    """Return whether the rows of a standard table, or the columns of a pivot, are mostly known places."""
    if plan.layout == "standard":
        return _hold_places(column_of(table, plan.columns.index("region")))
    heads = [table.header[index].text for index in places_of(plan.columns)]
    return plan.layout != "level-title" and _hold_places(heads)


def is_place(text: str) -> bool:
    """Return whether a text names a place, known or ambiguous."""
    return bool(read_region(text).candidates)
