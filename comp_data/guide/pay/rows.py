"""The entries of `compensation` as rows of figures of the right type, and the bounds of plausible pay.

The models reject a record with one invalid value; the other entries must still be checked. A figure that is missing, of
the wrong type or out of range is None, which means "unknown". The bounds are wide on purpose: they find typos.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, wraps
from typing import Any, Final, NamedTuple, TypeVar

from comp_data.base.diagnostics import KeyPath
from comp_data.base.vocabulary import MAX_AMOUNT
from comp_data.guide.body.sections import Body
from comp_data.values.currencies import ALSO_PAID, BOUNDS_IN_DOLLARS, CODES, UNITS_PER_DOLLAR, WAGES
from comp_data.values.money import DEFAULT_VEST_YEARS, Bonus, Number, PayRange, expected_total
from comp_data.values.places.lookup import RegionKey, RegionLabel, matches, read_region, region_key

_Result = TypeVar("_Result")
_Entries = TypeVar("_Entries", bound="Entries")

UNKNOWN_CURRENCY = "XXX"
"""ISO 4217's code for "no currency": the currency of a row that states none that is valid text."""
_MAY_BE_ZERO: Final = frozenset(("stock", "bonus", "signing_bonus"))


class _Stated(NamedTuple):
    index: int  # type: ignore[assignment]  # a tuple has a method of that name, which no row needs
    region: str | None
    level: str | None
    currency: str
    base: PayRange
    stock: PayRange
    vest_years: Number
    bonus: Bonus
    signing_bonus: PayRange
    total_comp: PayRange
    bonus_from_table: bool = False  # one end of the bonus is the body's, because front matter has only the other
    vest_schedule: tuple[Number, ...] = ()  # the percentage of the grant in each year, empty if it is not stated
    first_year_percent: Number | None = None  # of the grant in the total, None if that includes an average year's


class Row(_Stated):
    """One entry of `compensation`; `index` is its position in the list, from 0."""

    def path(self, key: str) -> KeyPath:
        """The key path of one of the row's values."""
        return ("compensation", self.index, key)

    @cached_property
    def label(self) -> RegionLabel | None:
        """The parsed region; None for a row without one."""
        return None if self.region is None else read_region(self.region)

    @property
    def region_key(self) -> RegionKey:
        """A key that is equal for all spellings of the row's region; one of its own if it has none."""
        return region_key(self.region, self.currency) if self.region else (frozenset((f"entry {self.index}",)),)

    @property
    def shown(self) -> str:
        """The row's region and level, for messages."""
        name = self.region or f"entry {self.index + 1}"
        return f"{name} ({self.level})" if self.level else name

    @cached_property
    def ranges(self) -> tuple[tuple[str, str, PayRange], ...]:
        """The row's pay ranges as stated, with the keys of their ends, without percentages."""
        return (
            ("base_low", "base_high", self.base),
            ("stock_low", "stock_high", self.stock),
            ("bonus_low", "bonus_high", PayRange(self.bonus.low, self.bonus.high, self.currency)),
            ("signing_bonus_low", "signing_bonus_high", self.signing_bonus),
            ("total_comp_low", "total_comp_high", self.total_comp),
        )

    @cached_property
    def ends(self) -> tuple[Number | None, ...]:
        """The low and the high end of each of `ranges`."""
        return tuple([end for _, _, pay in self.ranges for end in (pay.low, pay.high)])

    @cached_property
    def expected_total(self) -> PayRange:
        """The yearly total of base, stock and bonus, by the formula of `comp_data.values.money`."""
        return expected_total(self.base, self.stock, self.vest_years, self.bonus)


class Entries:
    """The entries of `compensation` and the body with their table."""

    def __init__(self, values: object, body: Callable[[], Body]) -> None:
        self._values: list[Any] = values if isinstance(values, list) else []
        self._read_body = body
        self.results: dict[Callable[..., Any], Any] = {}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The entries that are mappings, in order; read when a rule first asks for them."""
        return tuple([row_of(at, one) for at, one in enumerate(self._values) if isinstance(one, dict)])

    @property
    def body(self) -> Body:
        """The text after the front matter."""
        return self._read_body()

    def entry(self, row: Row) -> dict[str, Any]:
        """Return the values of a row as written in the file."""
        entry: dict[str, Any] = self._values[row.index]
        return entry


def once(work: Callable[[_Entries], _Result]) -> Callable[[_Entries], _Result]:
    """Decorate a function of entries that several rules need: it computes its result on the first call only."""

    @wraps(work)
    def found(entries: _Entries) -> _Result:
        try:
            result: _Result = entries.results[work]
        except KeyError:
            result = entries.results[work] = work(entries)
        return result

    return found


@once
def odd_ranges(entries: Entries) -> list[tuple[Row, str, str, PayRange]]:
    """Return the ranges, also of percentages, that lack one end, are inverted or have a negative end."""
    found = []
    for row in entries.rows:
        percentages = ("bonus_pct", "bonus_pct_high", PayRange(row.bonus.pct_low, row.bonus.pct_high, ""))
        for low_key, high_key, pay in (*row.ranges, percentages):
            low, high = pay.low, pay.high
            if low is not high if low is None or high is None else not 0 <= low <= high:
                found.append((row, low_key, high_key, pay))
    return found


def has_valid_currency(row: Row) -> bool:
    """Whether the row's currency exists; the schema rules report any other text."""
    return row.currency in CODES


def row_of(index: int, entry: dict[str, Any]) -> Row:
    """Return an entry as a row of figures of the right type."""
    currency = entry["currency"] if type(entry.get("currency")) is str else UNKNOWN_CURRENCY
    vest_years = figure_of(entry.get("stock_vest_years"))
    schedule = vest_schedule(entry)
    years = vest_years if vest_years is not None and vest_years > 0 else len(schedule) or DEFAULT_VEST_YEARS
    base, stock = _range(entry, "base_low", "base_high", currency), _range(entry, "stock_low", "stock_high", currency)
    signing = _range(entry, "signing_bonus_low", "signing_bonus_high", currency)
    total = _range(entry, "total_comp_low", "total_comp_high", currency)
    bonus = Bonus(*[figure_of(entry.get(key)) for key in ("bonus_pct", "bonus_pct_high", "bonus_low", "bonus_high")])
    texts = stated_text(entry, "region"), stated_text(entry, "level")
    return Row(index, *texts, currency, base, stock, years, bonus, signing, total, vest_schedule=schedule)


def vest_schedule(entry: dict[str, Any]) -> tuple[Number, ...]:
    """Return the percentages of the grant by year; empty if an entry states none that add up to 100."""
    shares: Any = entry.get("stock_vest_schedule")
    is_stated = isinstance(shares, list | tuple) and all(type(share) in (int, float) for share in shares)
    return tuple(shares) if is_stated and is_whole(shares) else ()


def is_whole(shares: Iterable[Number]) -> bool:
    """Return whether the percentages of a vesting schedule add up to 100, except for rounding (`33.3`)."""
    return abs(sum(shares) - 100) <= 0.5


def _range(entry: dict[str, Any], low: str, high: str, currency: str) -> PayRange:
    return PayRange(figure_of(entry.get(low)), figure_of(entry.get(high)), currency)


def figure_of(value: object) -> Number | None:
    """Return a value if it is a finite number within the limits of a record."""
    return value if (type(value) is int or type(value) is float) and -MAX_AMOUNT <= value <= MAX_AMOUNT else None


def stated_text(entry: dict[str, Any], key: str) -> str | None:
    """Return a value if it is text that is not blank."""
    value = entry.get(key)
    return value if isinstance(value, str) and value.strip() else None


def component(key: str) -> str:
    """Return the component of a key: `base` for `base_low`."""
    return key.removesuffix("_low").removesuffix("_high")


@cache
def bounds(currency: str) -> Mapping[str, tuple[float, float]]:
    """Return the bounds of each component in a currency, none for an unknown currency.

    The lower bound is a tenth in low-wage countries; dollars and euros are used in both kinds.
    """
    if (rate := UNITS_PER_DOLLAR.get(currency)) is None:
        return {}
    wages = WAGES.get(currency, 0.1)
    return {part: (least * wages * rate, most * rate) for part, (least, most) in BOUNDS_IN_DOLLARS.items()}


def own_currencies(row: Row) -> set[str]:
    """Return the currencies of a row's places; none if they are unknown or include the row's currency."""
    if (label := row.label) is None or label.unknown or label.currencies:
        return set()
    own = {place.currency or row.currency for place in label.candidates}  # a place without one may have the row's
    also_paid = {ALSO_PAID.get(place.country or "") for place in label.candidates}
    is_european = row.currency == "EUR" and any(matches(place, "EU") for place in label.candidates)
    return set() if row.currency in own | also_paid or is_european else own


def is_plausible(value: Number, part: str, currency: str) -> bool:
    """Whether an amount can be pay; true for an unknown currency, and for a grant or bonus of 0."""
    limits = bounds(currency).get(part)
    return limits is None or (value == 0 and part in _MAY_BE_ZERO) or limits[0] <= value <= limits[1]


def implausible_amounts(row: Row) -> Iterator[tuple[str, Number]]:
    """Yield the keys and amounts of a row that cannot be pay, except negative ones."""
    limits = bounds(row.currency)
    for (part, (least, most)), (low_key, high_key, pay) in zip(limits.items(), row.ranges, strict=False):
        lowest = least * min(1, row.vest_years / DEFAULT_VEST_YEARS) if part == "stock" else least
        for key, value in ((low_key, pay.low), (high_key, pay.high)):
            if not (value is None or lowest <= value <= most or value < 0 or (value == 0 and part in _MAY_BE_ZERO)):
                yield key, value
