"""Pay defects of many kinds, planted in front matter, in the table or in both: how many a linter reports and explains.

Run `python benchmarks/pay_defects.py` for the rates and the defects that are missed.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, Literal, NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, ".")

from benchmarks.generator import ROLES_A_COMPANY, TODAY, Draft
from benchmarks.layouts import Range, Row, table_lines
from comp_data.base.diagnostics import Diagnostic, Severity
from comp_data.guide.document import Document, parse_document
from docs.rule_examples import lint_documents

Where = Literal["front", "table", "both"]
PLACES: Final[tuple[Where, ...]] = ("front", "table", "both")
_DIFFERS = "differ"


class Kind(NamedTuple):
    """A kind of defect: what it does to the rows, and what a message must say to explain it, on one side or both."""

    name: str
    change: Callable[[list[Row]], list[Row]]
    one_side: str
    both: str


class Outcome(NamedTuple):
    """One planted defect: whether it is reported as error or warning, and whether its cause is named."""

    kind: str
    where: Where
    path: str
    is_reported: bool
    is_named: bool
    messages: tuple[str, ...]


def _on(index: int, change: Callable[[Row], Row]) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [change(row) if at == index else row for at, row in enumerate(rows)]


def _scaled(part: str, factor: float, ends: str = "both") -> Callable[[Row], Row]:
    def change(row: Row) -> Row:
        low, high = getattr(row, part)
        pay: Any = _times(low, factor, ends != "high"), _times(high, factor, ends != "low")
        return row._replace(**{part: pay})

    return change


def _times(value: int, factor: float, applies: bool) -> int:
    return round(value * factor) if applies else value


def _all(factor: float) -> Callable[[Row], Row]:
    def change(row: Row) -> Row:
        for part in _PARTS:
            row = _scaled(part, factor)(row)
        return row

    return change


_PARTS = ("base", "stock", "total")
_NAMES = {"base": "base salary|base_", "stock": "equity grant|stock_", "total": "total"}
_MANY = r"times|1/[0-9]|× 0\.|month|zero|Thousands|digit|too (?:little|much)"


def _factors() -> Iterator[Kind]:
    for part in _PARTS:
        for factor in (10, 12, 100, 1_000, 0.1, 1 / 12, 0.01, 0.001):
            shown = f"{factor:g}" if factor > 1 else f"1/{round(1 / factor)}"
            yield Kind(f"{part} × {shown}", _on(0, _scaled(part, factor)), _MANY, _MANY)
        for factor in (10, 0.1):
            for end in ("low", "high"):
                words = rf"{_MANY}|is more than"
                yield Kind(f"{part}_{end} × {factor:g}", _on(0, _scaled(part, factor, end)), words, words)
    for factor in (1.3, 0.7, 3, 1 / 3, 10, 0.1, 12, 1 / 12, 1_000):
        kind = _on(2, _all(factor))
        yield Kind(f"row × {factor:.3g}", kind, r"every amount is the table's ×", rf"suggest|{_MANY}")


def _swapped(part: str) -> Callable[[Row], Row]:
    return lambda row: row._replace(**{part: getattr(row, part)[::-1]})


def _exchanged(one: str, other: str) -> Callable[[Row], Row]:
    return lambda row: row._replace(**{one: getattr(row, other), other: getattr(row, one)})


def _regions_exchanged(rows: list[Row]) -> list[Row]:
    """Exchange the pay of a region with that of one abroad."""
    first, second = rows[0], rows[2]
    exchanged = second._replace(region=first.region, currency=first.currency, level=first.level)
    other = first._replace(region=second.region, currency=second.currency, level=second.level)
    return [exchanged, rows[1], other, *rows[3:]]


def _with_exchanged_digits(row: Row) -> Row:
    low, high = row.base
    digits = str(low)
    return row._replace(base=(int(digits[1] + digits[0] + digits[2:]), high))


def _in_home_currency(rows: list[Row]) -> list[Row]:
    return [*rows[:2], rows[2]._replace(currency=rows[0].currency), *rows[3:]]


def _copied(part: str) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [*rows[:2], rows[2]._replace(**{part: getattr(rows[0], part)}), *rows[3:]]


def _with_total(total: Callable[[Row, int], float]) -> Callable[[Row], Row]:
    def change(row: Row) -> Row:
        low, high = (round(total(row, end) / 1000) * 1000 for end in (0, 1))
        return row._replace(total=(low, high))

    return change


def _sum(row: Row, end: int, stock_years: float = 4, bonus: bool = True) -> float:
    share = row.stock[end] / stock_years if stock_years else 0
    return row.base[end] * (1 + row.bonus[end] / 100 * bonus) + share


def _totals() -> Iterator[Kind]:
    named = _DIFFERS
    for name, total, both in (
        ("bonus left out", lambda row, end: _sum(row, end, bonus=False), "without the bonus"),
        ("sign-on counted in", lambda row, end: _sum(row, end) + 40_000, "single payment"),
        ("whole grant counted in", lambda row, end: _sum(row, end, 1), "whole|undivided"),
        ("total is half of it", lambda row, end: _sum(row, end) * 0.5, "less than base|under"),
        ("total is base", lambda row, end: row.base[end], "under|total"),
        ("total × 1.5", lambda row, end: _sum(row, end) * 1.5, "over base|more than"),
        ("total × 0.7", lambda row, end: _sum(row, end) * 0.7, "less than base|under"),
        ("equity left out", lambda row, end: _sum(row, end, 0), "without the equity|less than base|under"),
        ("total is the grant", lambda row, end: row.stock[end], "less than base|under"),
    ):  # fmt: skip
        yield Kind(name, _on(0, _with_total(total)), named, both)


def _others() -> Iterator[Kind]:
    for part in (*_PARTS, "bonus"):
        yield Kind(f"{part} ends swapped", _on(0, _swapped(part)), "is more than|differ", "is more than")
    for one, other in (("base", "stock"), ("base", "total"), ("stock", "total")):
        exchanged = _on(0, _exchanged(one, other))
        yield Kind(f"{one} and {other} exchanged", exchanged, "exchanged", "exchanged|less than base|more than")
    for part, factor in (("base", 2), ("total", 2), ("total", 1 / 3)):
        yield Kind(f"{part} × {factor:.3g}", _on(0, _scaled(part, factor)), _DIFFERS, "over|under|less than|more than")
    yield Kind("digits exchanged", _on(0, _with_exchanged_digits), "exchanged digits|is more than", "is more than|over")
    yield Kind("currency of another region", _in_home_currency, "contradicts", "unlikely|too (?:little|much)|suggest")
    yield Kind("regions exchanged", _regions_exchanged, "exchanged", "suggest|exchanged")
    yield Kind("total of another region", _copied("total"), "are those of|differ", "is the one of|under|over|more than")
    yield Kind("base of another region", _copied("base"), "are those of|differ", "under|over|suggest")
    yield Kind("bonus × 10", _on(0, _scaled("bonus", 10)), "differ|times", "over|under|bonus")
    yield Kind("bonus as an amount", _on(0, _scaled("bonus", 1_000)), "over 200%|differ|bonus", "over 200%|bonus")


KINDS: Final = (*_factors(), *_totals(), *_others())


def outcomes(seed: int, guides: int, kinds: Sequence[Kind] = KINDS) -> Iterator[Outcome]:
    """Plant each kind into some guides of one company each, in each of the places."""
    for number in range(guides):
        drafts = list(_company(seed, number))
        documents = [_parsed(draft) for draft in drafts]
        index = next(at for at, draft in enumerate(drafts) if draft.layout == "standard" and len(draft.rows) > 2)
        clean = set(map(_key, lint_documents(documents, TODAY).diagnostics))
        for kind in kinds:
            for where in PLACES:
                draft = Draft(drafts[index].seed, drafts[index].number)
                _plant(draft, kind.change(list(draft.rows)), where)
                changed = [*documents[:index], _parsed(draft), *documents[index + 1 :]]
                yield _outcome(kind, where, draft.path, _new(changed, clean))


def _company(seed: int, number: int) -> Iterator[Draft]:
    start = number * ROLES_A_COMPANY
    return (Draft(seed, start + at) for at in range(ROLES_A_COMPANY))


def _plant(draft: Draft, rows: list[Row], where: Where) -> None:
    if where != "table":
        draft.front["compensation"] = [row.entry() for row in rows]
    if where != "front":
        draft.table = _lines(draft, rows)


def _lines(draft: Draft, rows: Sequence[Row]) -> list[str]:
    lines = table_lines(draft.layout, rows)
    for row, line in zip(rows, range(2, len(lines)), strict=False):
        cells = [row.region, *map(_cell, ((row.currency, row.base), (row.currency, row.stock)))]
        bonus = f"{row.bonus[0]}–{row.bonus[1]}%"
        lines[line] = f"| {' | '.join([*cells, bonus, _cell((row.currency, row.total))])} |"
    return lines


def _cell(pay: tuple[str, Range]) -> str:
    return f"{pay[0]} {pay[1][0]:,}–{pay[1][1]:,}"


def _parsed(draft: Draft) -> Document:
    return parse_document(draft.text(), draft.path)


def _new(documents: list[Document], clean: set[tuple[object, ...]]) -> list[Diagnostic]:
    found = lint_documents(documents, TODAY, reopen={one.path: one for one in documents}.__getitem__).diagnostics
    return [one for one in found if one.severity >= Severity.WARNING and _key(one) not in clean]


def _key(one: Diagnostic) -> tuple[object, ...]:
    return one.path, one.code, one.key_path


def _outcome(kind: Kind, where: Where, path: str, found: Sequence[Diagnostic]) -> Outcome:
    texts = tuple(f"{one.code} {one.message} {one.help or ''}" for one in found)
    wanted = kind.both if where == "both" else kind.one_side
    return Outcome(kind.name, where, path, bool(found), any(re.search(wanted, text) for text in texts), texts)


def main() -> None:
    """Print the rates, and the defects that are missed or not explained."""
    found = list(outcomes(seed=11, guides=int(sys.argv[1]) if len(sys.argv) > 1 else 5))
    for one in found:
        if not one.is_reported or not one.is_named:
            what = "not explained" if one.is_reported else "not reported"
            print(f"{what}: {one.kind} in {one.where}, {one.path}: {'; '.join(one.messages[:2])}")
    for where in PLACES:
        own = [one for one in found if one.where == where]
        reported, named = (sum(one.is_reported for one in own), sum(one.is_named for one in own))
        each = sum(len(one.messages) for one in own) / len(own)
        print(
            f"{where}: {len(own)} planted, {reported / len(own):.1%} reported, {named / len(own):.1%} explained, "
            f"{each:.2f} findings each"
        )


if __name__ == "__main__":
    main()
