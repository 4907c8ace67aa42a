"""The typed pay of one region, and what the entries of one guide share for the formula and official wages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, PrivateAttr

from comp_data.guide.pay.rows import Entries
from comp_data.guide.pay.totals import Formula, formulas
from comp_data.market.comparison import MarketComparison
from comp_data.market.sources import MarketSource, find_wages
from comp_data.records.body import GuideBody
from comp_data.records.fields import Amount, Currency, Name, Percent, Record, Share, Years
from comp_data.values.money import DEFAULT_VEST_YEARS, Bonus, PayRange, yearly_share


@dataclass(eq=False)
class GuidePay:
    """The values that the entries of one guide share; `entries` are all of them, in order."""

    role: str = ""
    sources: tuple[MarketSource, ...] = ()
    body: GuideBody = field(default_factory=GuideBody)
    entries: "Sequence[Compensation]" = ()

    def __getstate__(self) -> dict[str, Any]:
        """Pickle without what can be computed again."""
        return {name: value for name, value in self.__dict__.items() if name != "formulas"}

    @cached_property
    def formulas(self) -> dict[int, Formula]:
        """The formula of each entry, by its index."""
        return formulas(self.compared())

    def compared(self) -> Entries:
        """Return the entries beside the body; it is not kept, because the rows of its table take much memory."""
        return Entries([entry.__dict__ for entry in self.entries], lambda: self.body.parsed)


class Compensation(Record, frozen=True):
    """The pay for one region, and one level if the guide splits levels: whole units of `currency` a year.

    Null means "not known" and is never read as 0.
    """

    region: Name
    """The place as people write it: San Francisco, London (HQ), Remote US."""
    level: Name | None = None
    """The level of this entry, if the guide splits levels."""
    base_low: Amount | None
    """Base salary a year, low end."""
    base_high: Amount | None
    """Base salary a year, high end."""
    stock_low: Amount | None
    """The whole equity grant, low end; one year's share is the grant divided by stock_vest_years."""
    stock_high: Amount | None
    """The whole equity grant, high end."""
    stock_type: Name | None = None
    """What the grant is: RSU, options, phantom equity."""
    stock_vest_years: Years | None = None
    """Years over which the grant vests, 4 by default; 1 if the figure is already for one year."""
    stock_vest_schedule: Annotated[tuple[Share, ...], Field(min_length=1, strict=False)] | None = None
    """Percentages of the grant by year, such as [5, 15, 40, 40]; the first counts if the total is a first year's."""
    bonus_pct: Percent | None = None
    """Target bonus in percent of base; the low end if the bonus is a range."""
    bonus_pct_high: Percent | None = None
    """Target bonus in percent of base, high end of a range."""
    bonus_low: Amount | None = None
    """Bonus as an amount a year, low end; state amounts or percentages, not both."""
    bonus_high: Amount | None = None
    """Bonus as an amount a year, high end."""
    signing_bonus_low: Amount | None = None
    """Signing bonus, paid once and not part of the total, low end."""
    signing_bonus_high: Amount | None = None
    """Signing bonus, high end."""
    total_comp_low: Amount | None
    """Total compensation a year, low end."""
    total_comp_high: Amount | None
    """Total compensation a year, high end."""
    currency: Currency
    """ISO 4217 code of every amount in this entry."""

    _guide: GuidePay | None = PrivateAttr(default=None)
    _index: int = PrivateAttr(default=0)

    @property
    def base(self) -> PayRange:
        """Base salary a year."""
        return PayRange(self.base_low, self.base_high, self.currency)

    @property
    def stock(self) -> PayRange:
        """The whole equity grant, not one year's share."""
        return PayRange(self.stock_low, self.stock_high, self.currency)

    @property
    def stock_yearly(self) -> PayRange:
        """One year's share of the equity grant: the grant divided by its vesting years."""
        return yearly_share(self.stock, self.vest_years)

    @property
    def bonus(self) -> PayRange:
        """The target bonus as amounts a year, computed from percentages if those are stated."""
        return Bonus(self.bonus_pct, self.bonus_pct_high, self.bonus_low, self.bonus_high).of_base(self.base)

    @property
    def signing_bonus(self) -> PayRange:
        """The signing bonus, paid once."""
        return PayRange(self.signing_bonus_low, self.signing_bonus_high, self.currency)

    @property
    def total_comp(self) -> PayRange:
        """Total compensation a year, as stated."""
        return PayRange(self.total_comp_low, self.total_comp_high, self.currency)

    @property
    def vest_years(self) -> int | float:
        """Years over which the grant vests: as stated, else the years of the schedule, else 4."""
        return self.stock_vest_years or len(self.stock_vest_schedule or ()) or DEFAULT_VEST_YEARS

    def formula(self) -> Formula:
        """Compute total compensation a year as the linter does, also from the body's table; compare the stated one."""
        return (self._guide or GuidePay(entries=(self,))).formulas[self._index]

    def expected_total(self) -> PayRange:
        """Return the total of `formula()`, a year's in `currency`; an end that cannot be computed is None."""
        return self.formula().total

    def market(self) -> MarketComparison | None:
        """Compare base with official wages for the guide's role in this region: percentiles, area, occupation, source.

        None if the guide's role is not a standard one, its region unknown or ambiguous, or its currency without wages.
        """
        guide = self._guide
        wages = find_wages(guide.role, self.region, self.currency, guide.sources) if guide else ()
        return MarketComparison.of(self.base, wages) if wages else None

    @property
    def position(self) -> int:
        """The position of the entry in its guide, from 1, as in the table pay."""
        return self._index + 1

    def _in_guide(self, guide: GuidePay, index: int) -> "Compensation":
        """Return the entry as one of a guide; a copy if it belongs to another guide already."""
        entry = self if self._guide is None else self.model_copy()
        # Setting each by its name takes half as long as reading the entry.
        object.__setattr__(entry, "__pydantic_private__", {"_guide": guide, "_index": index})
        return entry

    def __eq__(self, other: object) -> bool:
        """Compare the stated values only, whichever guide an entry belongs to."""
        return self.__dict__ == other.__dict__ if isinstance(other, Compensation) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))
