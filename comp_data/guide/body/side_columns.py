"""Read the columns that say what the pay beside them is for: the years of vesting, the months a year."""

from functools import lru_cache

from comp_data.base.patterns import regex
from comp_data.guide.body.cells.amounts import ABSENT
from comp_data.guide.body.cells.cell_text import DASHES
from comp_data.guide.body.context import Context, join
from comp_data.guide.body.headers import USUAL_HEADERS
from comp_data.guide.body.layouts import THIRTEENTH, Role
from comp_data.guide.body.markdown_tables import Cell, plain
from comp_data.values.periods import MONTH, YEAR, mark_periods
from comp_data.values.words import any_of, key_of

HeadedCell = tuple[Role, Cell, str]
"""A cell to read, its role, and the header over it or the name of its row."""

NUMBER = regex(r"[0-9]+(?:[.,][0-9]+)?\s?%?")
_VESTING = regex(any_of("headers", "vesting"))
_MONTHS = regex(any_of("headers", "months paid"))
_COUNT = regex(r"(?:[x×*]\s?)?(1[2-6](?:[.,][0-9]{1,2})?)\s?(?:[x×]|[^\W\d_]+)?")
_MONEY = regex(r"[$€£¥₹₪₩₽₺฿₫₱]|[0-9][.,\s]?[0-9]{3}|[0-9]\s?[kKmM](?!\w)")
_NOT_PAID = frozenset(("no", "n", "false", "nein", "non", "nee", "nej", "0", "✗", "✘", "❌", "none", *ABSENT, *DASHES))


def read_side_columns(cells: list[HeadedCell]) -> tuple[list[HeadedCell], Context]:
    """Return the cells with what columns like `Vesting` or `Months` say in the headers of their pay.

    The context is what those columns say that cannot be read.
    """
    if "" not in [role for role, _, _ in cells] and not any(map(_kind_of, [head for _, _, head in cells])):
        return cells, join(())
    cells, vesting = _with_vesting(cells)
    cells, months = _with_months(cells)
    return cells, join(filter(None, (vesting, months)))


def _with_vesting(cells: list[HeadedCell]) -> tuple[list[HeadedCell], Context | None]:
    """Move what a column `Vesting` says (`3 years`, `33/33/34`) to the header of the grant."""
    vesting = [cell for _, cell, head in cells if _kind_of(head) == "vesting" and not _MONEY.search(cell.text)]
    rest = [one for one in cells if _kind_of(one[2]) != "vesting"]
    if not vesting:
        return cells, None
    text = plain(vesting[0].text)
    if text.casefold() in ABSENT | DASHES or not any(role == "stock" for role, _, _ in rest):
        return rest, None
    said = f"({text} years vest)" if NUMBER.fullmatch(text) else f"({text} vest)"
    period = mark_periods(said)
    if not (period.years or period.problem):
        if any(map(str.isdigit, period.text)):
            return rest, Context(vesting=text)
        is_certain = any(_kind_of(head) == "vesting" and head.casefold() != "schedule" for _, _, head in cells)
        return rest, Context(grant=text) if is_certain else None
    return [(role, cell, f"{head} {said}" if role == "stock" else head) for role, cell, head in rest], None


def _with_months(cells: list[HeadedCell]) -> tuple[list[HeadedCell], Context | None]:
    """Move what a column `Months` says (`14`) to the header of pay that is stated for a month or a year."""
    columns = [one for one in cells if _kind_of(one[2]) == "months" and not _MONEY.search(one[1].text)]
    beside = [one for one in cells if one not in columns]
    if any(role == "base" for role, _, _ in beside) and columns:
        text = plain(columns[0][1].text)
        said = f"{plain(columns[0][2])}: {text}"
        if not (found := _COUNT.fullmatch(text)):
            return beside, Context(period=None if text.strip("-–— ").casefold() in ABSENT else said, payments=said)
        count = f" ({found[1]}x)"
        moved = [(role, cell, head + count if _has_period(role, cell, head) else head) for role, cell, head in beside]
        return moved, Context(period=said, payments=said)
    said = next((f"{head}: {cell.text}" for role, cell, head in cells if _is_extra(role, head, cell.text)), "")
    return cells, Context(payments=said) if said else None


def _has_period(role: Role, cell: Cell, header: str) -> bool:
    return role in ("base", "total_comp") and not {MONTH, YEAR}.isdisjoint(mark_periods(f"{header} {cell.text}").text)


def _is_extra(role: Role, header: str, text: str) -> bool:
    """Return whether a cell is about pay for over 12 months: `yes` below `13th month`, 14 below an unknown header."""
    if THIRTEENTH.search(key_of(header)):
        return text.strip(" .-").casefold() not in _NOT_PAID
    return role == "" and _COUNT.fullmatch(text) is not None and not text.startswith("12")


@lru_cache(512)
def _kind_of(header: str) -> str:
    """Return what a column beside pay says, if anything: `vesting`, `months`, or `thirteenth` of a month's pay."""
    if header in USUAL_HEADERS:
        return ""
    text = key_of(plain(header))
    if _VESTING.fullmatch(text):
        return "vesting"
    return "months" if _MONTHS.fullmatch(text) else "thirteenth" if THIRTEENTH.search(key_of(header)) else ""
