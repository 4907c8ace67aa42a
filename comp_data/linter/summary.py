"""A compact summary of a guide for the rules that compare guides.

A summary is small, so that those of a whole dataset fit into memory: what many guides share, such as the regions of a
company, is one object for all of them, and the figures are kept as bytes.
"""

import marshal
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain
from math import log
from sys import intern
from typing import Any, NamedTuple
from zlib import compress, decompress

from comp_data.base.diagnostics import KeyPath
from comp_data.base.grouping import grouped
from comp_data.base.patterns import regex
from comp_data.guide.pay.agreement import contradictions, differing_keys
from comp_data.guide.pay.totals import sound_rows, whole_grant_rows
from comp_data.linter.analysis.causes import is_reported
from comp_data.linter.analysis.market import UsedWages, oldest_wages
from comp_data.linter.analysis.unlike import unlike_others
from comp_data.linter.record import Record
from comp_data.values.money import COMPONENT_NAMES, Number, PayRange
from comp_data.values.places.lookup import read_region, region_key
from comp_data.values.words import words

COMPANY_KEYS = ("company_display", "hq_location", "ticker", "industry", "public_or_private", "employee_count_range")
"""The keys of front matter that describe the company."""

Figures = tuple[Number | None, ...]
"""The figures of a row in the order of the fields of `Pay`."""

_GENERAL = words("names", "rank") | words("names", "general level")
_FIRST_WORD = regex(r"\w+")
_LEAST_OF_TWO = log(1.2)
"""How far apart the ratios of total to formula of two regions are if one is wrong."""
_PLACES = {name: 2 * at for at, name in enumerate(COMPONENT_NAMES)}
"""Where the low end of each part of pay is in `Pay.figures`, which its high end follows."""
_FORMAT = 2  # of marshal: equal values give equal bytes
_new = tuple.__new__


class Region(NamedTuple):
    """The region, level and currency of a compensation entry."""

    position: int  # its index in the list
    region: str | None
    level: str | None
    currency: str
    name: str = ""  # the canonical name of the region, empty if it has none
    places: frozenset[str] | None = None  # those of the region, None if it could not be read
    metro: str | None = None  # the metropolitan area of an entry for one place and all levels, None for any other


class Pay(NamedTuple):
    """The pay that a compensation entry states."""

    region: Region
    is_sound: bool  # its figures do not contradict each other
    adds_whole_grant: bool  # its total includes the whole equity grant
    odd_total: tuple[float, float, str] | None  # total ÷ formula, the other regions' if it differs, the end that is off
    base_low: Number | None
    base_high: Number | None
    stock_low: Number | None
    stock_high: Number | None
    bonus_low: Number | None
    bonus_high: Number | None
    signing_bonus_low: Number | None
    signing_bonus_high: Number | None
    total_comp_low: Number | None
    total_comp_high: Number | None
    bonus_pct: Number | None
    bonus_pct_high: Number | None

    @property
    def figures(self) -> Figures:
        """All figures, amounts first, then percentages."""
        return self[4:]  # from `base_low` on

    @property
    def amounts(self) -> Figures:
        """The figures that are amounts, not percentages."""
        return self[4:-2]  # without `bonus_pct` and `bonus_pct_high`

    def part(self, name: str) -> PayRange:
        """Return a part of the pay as stated: `base`, `stock`, `total_comp`."""
        at, figures = _PLACES[name], self.figures
        return PayRange(figures[at], figures[at + 1], self.region.currency)

    def path(self, key: str) -> KeyPath:
        """Return the key path of one of the entry's values."""
        return ("compensation", self.region.position, key)


class Facts(NamedTuple):
    """The summary of one guide."""

    path: str  # its file as diagnostics show it
    company: str | None
    role: str | None
    next_review_due: date | None = None
    company_texts: tuple[str, ...] = ("",) * len(COMPANY_KEYS)  # the values of `COMPANY_KEYS`, empty if missing
    title_company: str = ""  # the company in the title if only its letter case is another, `?` if the title has none
    chain_start: str = ""  # the first word of the chain of levels if it is another name; `-`: no chain, `?`: no text
    regions: tuple[Region, ...] = ()
    pay: bytes = b""  # the other fields of `Pay` for each of the regions, which `rows` decodes
    wages: UsedWages | None = None  # the oldest official wages that it is compared with, if older than the guide

    @property
    def rows(self) -> Iterator[Pay]:
        """The pay of each compensation entry, in the order of the list."""
        values = iter(marshal.loads(self.pay) if self.pay else ())  # noqa: S302 - bytes of `_pay_bytes`
        for region, row in zip(self.regions, zip(*[values] * (len(Pay._fields) - 1), strict=True), strict=True):
            yield _new(Pay, (region, *row))

    def row_of(self, path: KeyPath) -> Region | None:
        """Return the compensation entry that a key path is in; None for a path outside of `compensation`."""
        return next((one for one in self.regions if path[:2] == ("compensation", one.position)), None)


def by_company(facts: Iterable[Facts]) -> dict[str, list[Facts]]:
    """Group the summaries of guides that state a company by it, in their order."""
    return grouped((one.company, one) for one in facts if one.company is not None)


def summarize(record: Record) -> Facts:
    """Return the summary of a record."""
    company, role, rows = record.company, record.role, record.rows
    company_texts = _shared(tuple([record.text(key) or "" for key in COMPANY_KEYS]))
    display, titled = company_texts[0], record.title.company.text if record.title and record.title.company else "?"
    return Facts(
        record.document.path,
        None if company is None else intern(company),
        None if role is None else intern(role),
        record.date("next_review_due"),
        company_texts,
        titled if titled != display and titled.casefold() in (display.casefold(), "?") else "",
        _start_of_chain(record),
        _regions(tuple((row.index, row.region, row.level, row.currency) for row in rows)),
        _pay_bytes(record),
        oldest_wages(record),
    )


def _start_of_chain(record: Record) -> str:
    mapping = record.values.get("level_mapping")
    raw = mapping.get("raw") if isinstance(mapping, dict) else None
    if not isinstance(raw, str) or not raw.strip():
        return "?"
    if " = " not in raw:
        return "-"
    first = _FIRST_WORD.search(raw)
    word = first[0] if first else ""
    if len(word) < 4 or not word.isalpha() or word.casefold() in _GENERAL:
        return ""
    names = f"{record.company} {record.role} {record.text('company_display')} {record.text('role_display')}"
    return "" if word.casefold() in names.casefold() else word


def encode_facts(facts: Facts | None) -> bytes:
    """Encode a summary without its path, nothing for none; equal summaries give equal bytes."""
    if facts is None:
        return b""
    _, company, role, due, company_texts, title_company, chain_start, regions, pay, wages = facts
    texts, keys = (company_texts, title_company, chain_start), tuple([region[:4] for region in regions])
    values: Any = (company, role, due and due.toordinal(), *texts, keys, pay, wages and tuple(wages))
    return compress(marshal.dumps(values, _FORMAT), 1)


def decode_facts(path: str, content: bytes) -> Facts | None:
    """Decode what `encode_facts` encoded for the guide of a path."""
    if not content:
        return None
    values = marshal.loads(decompress(content))  # noqa: S302 - plain values; see `cache` for where they may come from
    company, role, due, company_texts, title_company, chain_start, keys, pay, wages = values
    return Facts(
        path,
        company and intern(company),
        role and intern(role),
        due and _date(due),
        _shared(company_texts),
        title_company,
        chain_start,
        _regions(keys),
        pay,
        wages and UsedWages(*wages),
    )


@lru_cache(1024)
def _shared(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return texts, each on one line; equal tuples become one object, which saves memory."""
    return tuple([" ".join(text.split()) for text in texts])


@lru_cache(1024)
def _regions(keys: tuple[tuple[int, str | None, str | None, str], ...]) -> tuple[Region, ...]:
    return tuple(_region(*key) for key in keys)


@lru_cache(4096)
def _region(position: int, region: str | None, level: str | None, currency: str) -> Region:
    if region is None:
        return Region(position, None, level, currency)
    label = read_region(region)
    places = None if label.unknown else region_key(region, currency)[0]
    is_for_one_place = len(label.places) == 1 and not (label.unknown or label.ambiguous or level)
    metro = label.places[0].metro if is_for_one_place else None
    return Region(position, region, level, currency, label.canonical, places, metro)


def _pay_bytes(record: Record) -> bytes:
    sound = {row.index for row in sound_rows(record) if not differing_keys(record, row)} - contradictions(record).keys()
    whole_grant = {row.index for row in whole_grant_rows(record)}
    odd, rows = _odd_totals(record), []
    for row in record.rows:
        said = row.index in sound, row.index in whole_grant, odd.get(row.index)
        rows.append((*said, *row.ends, row.bonus.pct_low, row.bonus.pct_high))
    return marshal.dumps(tuple(chain.from_iterable(rows)), _FORMAT)


def _odd_totals(record: Record) -> dict[int, tuple[float, float, str]]:
    """Return the regions whose total is out of line, by index, with what `Pay.odd_total` says.

    A total that another rule reports is left out. Of two regions, the one that is farther from the formula is returned.
    """
    unlike = unlike_others(record)
    if len(unlike) == 2:
        unlike = tuple(one for one in unlike[:1] if one.offs.mid > _LEAST_OF_TWO)
    odd = {one.row.index: (one.ratios.mid, one.usual.mid, one.end) for one in unlike}
    reported = {row.index for row in sound_rows(record) if row.index in odd and is_reported(record, row)}
    return {index: ratios for index, ratios in odd.items() if index not in reported}


_date = lru_cache(1024)(date.fromordinal)
