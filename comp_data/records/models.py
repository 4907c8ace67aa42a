"""The typed records: one guide's front matter as stated. Descriptions of fields are also those of the JSON Schema."""

from collections.abc import Container, Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PrivateAttr, ValidationError

from comp_data.base.diagnostics import Finding
from comp_data.base.errors import Problem, UsageError
from comp_data.base.wording import folded
from comp_data.guide.document import Document, parse_problems, problem_of
from comp_data.guide.pay.agreement import BodyPay, body_pay
from comp_data.guide.schema_check import check_record
from comp_data.market.sources import MarketSource
from comp_data.records.body import GuideBody
from comp_data.records.compensation import Compensation, GuidePay
from comp_data.records.fields import DataSource, Day, LevelMapping, QuarterText, Record, Slug, Version
from comp_data.values.places.lookup import read_region, same_place


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
    salary_data_quarter: QuarterText
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
        guide = super().model_copy()
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
        values["data_sources"] = [one["name"] if one.keys() == {"name"} else one for one in values["data_sources"]]
        return guide_text(values, self.body.text)

    def with_market_sources(self, sources: tuple[MarketSource, ...]) -> Self:
        """Return the same guide, whose pay is compared with these sources of wages before those of the package."""
        guide = super().model_copy()
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
        return tuple(body_pay(self._pay.compared()))

    def _set_pay(self, sources: tuple[MarketSource, ...], body: GuideBody) -> None:
        pay = self._pay = GuidePay(self.role, sources, body)
        pay.entries = tuple(entry._in_guide(pay, index) for index, entry in enumerate(self.compensation))
        self.__dict__["compensation"] = pay.entries

    def __eq__(self, other: object) -> bool:
        """Records are equal if their front matter and their bodies are: the formula's total depends on both."""
        if not isinstance(other, Guide):
            return NotImplemented
        return self.__dict__ == other.__dict__ and (self.has_body, self.body) == (other.has_body, other.body)

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


def region_named(wanted: str, regions: Sequence[str], owner: str) -> str:
    """Find the region that a name refers to, as the guide writes it.

    A name matches a region by its text, ignoring case, then by any spelling of the same places, then by one of several
    places in the region (`London` for `London / Paris`). Raises KeyError, which names `owner`, for none or several.
    """
    text = folded(wanted)
    named = {folded(region): region for region in reversed(regions)}
    if text in named:
        return named[text]
    label = read_region(wanted)
    if label.ambiguous and not label.places:
        *others, last = [place.name for place in label.ambiguous]
        raise KeyError(f"{wanted} may be {', '.join(others)} or {last}; name one. {owner} has {', '.join(regions)}")
    places = set() if label.unknown else set(label.places)
    for found in (
        [region for region in regions if same_place(region, wanted)],
        [region for region in regions if places and places <= set(read_region(region).places)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise KeyError(f"{wanted} matches several regions of {owner}: {', '.join(found)}; name one of them")
    raise KeyError(f"{owner} has no region {wanted}; it has {', '.join(regions)}")


def read_guide(document: Document) -> Guide | tuple[Problem, ...]:
    """Read the record of a document, with its body, or return every reason why it has none."""
    problems = parse_problems(document)
    try:
        guide = Guide.model_validate(document.values)
    except ValidationError as error:  # the schema's problems say it in words; a test rules out that it has none
        invalid = (Finding(tuple(one["loc"]), one["msg"], code="CD105") for one in error.errors())
        problems = [*problems, *(check_record(document) or ([] if problems else invalid))]
    if problems:
        return tuple(problem_of(document, finding) for finding in problems)
    guide._pay.body, guide._has_body = GuideBody(document.text[document.body.start :]), True
    return guide
