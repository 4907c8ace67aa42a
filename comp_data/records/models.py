"""The typed records: the front matter of one guide, without unknown keys or silent coercion.

The description of each field is also its description in the JSON Schema. A record has the figures as stated;
checking that they agree is the task of the linter.
"""

from collections.abc import Container, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PrivateAttr

from comp_data.base.errors import UsageError
from comp_data.base.wording import folded
from comp_data.guide.pay.body_pay import BodyPay
from comp_data.guide.pay.formula import Formula
from comp_data.market.sources import MarketSource, compare
from comp_data.market.wages import MarketComparison
from comp_data.records.body import GuideBody
from comp_data.records.fields import (
    Amount,
    Currency,
    DataSource,
    Day,
    LevelMapping,
    Name,
    Percent,
    QuarterText,
    Record,
    Share,
    Slug,
    Version,
    Years,
)
from comp_data.records.guide_pay import GuidePay
from comp_data.records.region_lookup import region_named
from comp_data.values.money import DEFAULT_VEST_YEARS, Bonus, PayRange, yearly_share
from comp_data.values.quarters import Quarter


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
        """Compute total compensation a year as the linter does, and compare the stated total with it.

        A bonus range or vesting that only the body's table has is used too.
        """
        if self._guide is not None:
            return self._guide.formulas[self._index]
        alone = GuidePay("", (), GuideBody())
        alone.entries = (self,)
        return alone.formulas[0]

    def expected_total(self) -> PayRange:
        """Return the total of `formula()`; an end that cannot be computed is None."""
        return self.formula().total

    def market(self) -> MarketComparison | None:
        """Compare base with official wages for the guide's role in this region: percentiles, area, occupation, source.

        None if the guide's role is not one of the 13 standard roles, if the region is unknown or ambiguous, or if no
        source has wages there in this currency.
        """
        if self._guide is None:
            return None
        return compare(self._guide.role, self.region, self.base, self._guide.sources)

    @property
    def position(self) -> int:
        """The position of the entry in its guide, from 1, as in the table pay."""
        return self._index + 1

    def _in_guide(self, guide: GuidePay, index: int) -> "Compensation":
        """Return the entry as one of a guide; a copy if it belongs to another guide already."""
        entry = self if self._guide is None else self.model_copy()
        entry._guide, entry._index = guide, index
        return entry

    def __eq__(self, other: object) -> bool:
        """Compare the stated values only, whichever guide an entry belongs to."""
        return self.__dict__ == other.__dict__ if isinstance(other, Compensation) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))


class Guide(Record, frozen=True):
    """The front matter of one compensation guide: one role at one company (format version 1)."""

    schema_version: Version = 1
    """Format version of this record."""
    company: Slug
    """The company's slug, equal to the name of the folder."""
    company_display: str | None
    """The company's name as people write it."""
    role: Slug
    """The role's slug, equal to the file name without its extension."""
    role_display: str | None
    """The role as people write it."""
    role_type: Literal["standard", "specialty"]
    """standard for one of the 13 roles that every company has, specialty for any other role."""
    industry: str | None = None
    """The company's industry."""
    hq_location: str | None = None
    """The place of the company's headquarters."""
    public_or_private: Literal["public", "private"] | None = None
    """Whether the company's shares are publicly traded."""
    ticker: str | None = None
    """The ticker symbol of the shares."""
    employee_count_range: str | None = None
    """Number of employees: 1000-5000."""
    author: str | None = None
    """The author of the guide."""
    last_updated: Day
    """The date on which the figures were last changed."""
    data_quality: Literal["high", "medium", "low"]
    """How well the figures are supported by sources."""
    salary_data_quarter: Annotated[Quarter, QuarterText]
    """The quarter that the figures are from: 2025-Q4."""
    next_review_due: Day
    """The date by which the figures must be reviewed."""
    compensation: Annotated[tuple[Compensation, ...], Field(min_length=1, strict=False)]
    """The pay, one entry for each region (and level)."""
    level_mapping: Annotated[LevelMapping, Field(title="Level Mapping")]
    """Equivalent levels at other companies."""
    data_sources: Annotated[tuple[DataSource, ...], Field(strict=False)]
    """The sources of the figures: names, or mappings with name, url and date_accessed."""
    negotiation_dna_summary: str | None
    """The guide's summary in one line, the same as the body's Negotiation DNA line."""

    @property
    def id(self) -> str:
        """`company/role`, which is unique in a dataset."""
        return f"{self.company}/{self.role}"

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions as written, in order, without duplicates."""
        return tuple(dict.fromkeys(row.region for row in self.compensation))

    _pay: GuidePay = PrivateAttr()
    _has_body: bool = PrivateAttr(default=False)

    @property
    def body(self) -> GuideBody:
        """The text after the front matter; empty for a record without one, see `has_body`."""
        return self._pay.body

    @property
    def has_body(self) -> bool:
        """Whether the record was read from a guide or given a body; false after `Guide.model_validate(values)`."""
        return self._has_body

    def with_body(self, body: GuideBody) -> Self:
        """A copy of the record with another body."""
        guide = self.model_copy()
        guide._set_pay(self._pay.sources, body)
        guide._has_body = True
        return guide

    def to_markdown(self) -> str:
        """Write the record as a guide: front matter in the format's own style, and the body unchanged.

        Optional keys that were not given are left out. Comments in the front matter are not part of a record. Raises
        UsageError for a record without a body, because its file would be a guide without text.
        """
        if not self.has_body:
            raise UsageError(f"{self.id} has no body; give it one with with_body(GuideBody(text))")
        from comp_data.guide.handler import guide_text  # noqa: PLC0415 - imports python-frontmatter

        values = self.model_dump(exclude_unset=True) | {"salary_data_quarter": self.salary_data_quarter}
        values["data_sources"] = [
            source["name"] if source.keys() == {"name"} else source for source in values["data_sources"]
        ]
        return guide_text(values, self.body.text)

    def with_market_sources(self, sources: tuple[MarketSource, ...]) -> Self:
        """Return the same guide, whose pay is compared with these sources of wages before those of the package."""
        guide = self.model_copy()
        guide._set_pay(sources, self.body)
        return guide

    def without_positions(self, positions: Container[int]) -> Self | None:
        """Return the guide without the entries at these positions; the others keep theirs. None if none is left."""
        kept = tuple(entry for entry in self.compensation if entry.position not in positions)
        if not kept or len(kept) == len(self.compensation):
            return self if kept else None
        guide = super().model_copy()
        guide.__dict__["compensation"] = kept
        return guide

    def model_post_init(self, context: Any, /) -> None:
        """Connect the entries with this guide."""
        self._set_pay((), GuideBody())

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some values replaced; see pydantic."""
        guide = super().model_copy(update=update, deep=deep)
        guide._set_pay(self._pay.sources, self.body)
        return guide

    def body_pay(self) -> tuple[BodyPay, ...]:
        """Return what the body's table states and front matter lacks: figures, levels and rows."""
        return self._pay.of_body()

    def _set_pay(self, sources: tuple[MarketSource, ...], body: GuideBody) -> None:
        pay = self._pay = GuidePay(self.role, sources, body)
        pay.entries = tuple(entry._in_guide(pay, index) for index, entry in enumerate(self.compensation))
        self.__dict__["compensation"] = pay.entries

    def _read_from(self, body: GuideBody) -> None:
        """Set the body of a record that was just made, and that nobody else has."""
        self._pay.body, self._has_body = body, True

    def __eq__(self, other: object) -> bool:
        """Records are equal if their front matter is, whatever their bodies are."""
        return self.__dict__ == other.__dict__ if isinstance(other, Guide) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    def pay(self, region: str, level: str | None = None) -> Compensation:
        """The pay for a region in any spelling (`NYC` is New York), and for a level if the guide splits levels.

        Raises KeyError, which lists the choices, for a region or level that the guide lacks, for an ambiguous
        name, and for a region with several levels if none is named.
        """
        wanted = region_named(region, self.regions, self.id)
        rows = [row for row in self.compensation if row.region == wanted]
        found = [row for row in rows if level is None or (row.level and folded(row.level) == folded(level))]
        if len(found) == 1:
            return found[0]
        levels = ", ".join(row.level or "one without a level" for row in rows)
        if found:
            raise KeyError(f"{self.id} has several levels for {wanted}, {levels}; name one of them")
        raise KeyError(f"{self.id} has no level {level} for {wanted}; it has {levels}")
