"""The class Dataset: guides by `company/role`, with filters, statistics, tables, SQL and exports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from comp_data.base.diagnostics import Severity
from comp_data.base.errors import DatasetNotFoundError, Problem
from comp_data.base.files import shown
from comp_data.base.plain import FrozenDict
from comp_data.dataset.guide_mapping import GuideMapping
from comp_data.dataset.overview import DueReview, Overview, due_reviews, overview_of
from comp_data.dataset.statistics import PayStatistics, pay_statistics
from comp_data.matching.alias_file import aliases_of
from comp_data.matching.matcher import Match, Matcher, with_matches
from comp_data.records.filters import GuideFilter
from comp_data.records.metadata import Meta, meta_of
from comp_data.records.models import Guide
from comp_data.records.revisions import Revision
from comp_data.tables.relations import GuideFinding, Source, position_of
from comp_data.tables.sql import Tabular
from comp_data.values.quarters import day_of
from comp_data.values.rates import Rates, rates_of

if TYPE_CHECKING:
    from comp_data.linter.result import LintResult

_Frame = TypeVar("_Frame")


@dataclass(frozen=True, eq=False, repr=False)
class Dataset(GuideMapping, Tabular):
    """The guides of a folder, as a mapping sorted by `company/role`.

    `folder` is the folder they were read from and `files` maps each guide to its file. `problems` lists why files
    were skipped (`on_error="skip"`) and is empty otherwise. `revision` is the git revision that the guides were read
    from, None for the work tree. `is_selection` is True if `where` selected the guides. `dropped` are the pay ranges
    that `sound` left out: the codes of their findings, by guide and position.
    """

    _guides: dict[str, Guide]
    folder: Path
    files: dict[str, Path] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    revision: Revision | None = None
    is_selection: bool = False
    _result: "LintResult | None" = None
    _is_given: bool = False
    dropped: Mapping[str, Mapping[int, tuple[str, ...]]] = field(default_factory=FrozenDict)
    _whole: Mapping[str, Guide] = field(default_factory=dict)
    _meta: Meta | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "_guides", dict(sorted(self._guides.items())))
        # Absolute, so that another working folder means no other files. The working folder may be deleted.
        object.__setattr__(self, "folder", self.folder.absolute())
        here = Path() if all(map(Path.is_absolute, self.files.values())) else Path.cwd()
        files = FrozenDict({key: here / self.files[key] for key in self._guides if key in self.files})
        object.__setattr__(self, "files", files)

    def __getstate__(self) -> dict[str, Any]:
        """Pickle without the database, whose connection belongs to its process, and what matches names."""
        return {name: value for name, value in self.__dict__.items() if name not in ("_database", "_matcher")}

    def __repr__(self) -> str:
        return f"Dataset({len(self)} guides, {shown(self.folder)!r})"

    @cached_property
    def meta(self) -> Meta:
        """The version of the data and of its format, with the git commit and its date."""
        return self._meta or meta_of(self.revision or self.folder)

    def where(
        self,
        *,
        company: str | None = None,
        role: str | None = None,
        region: str | None = None,
        country: str | None = None,
        quality_at_least: Literal["high", "medium", "low"] | None = None,
        updated_since: date | None = None,
    ) -> "Dataset":
        """Select the guides that meet every condition. A guide is kept whole if any of its regions matches.

        Args:
            company: A slug, or a name that can be turned into one.
            role: A slug, or a name that can be turned into one.
            region: A place in any spelling, which includes the places in it (`NYC`, `Bay Area`, `EMEA`), and `Remote`
                all remote ones.
            country: A name or an ISO 3166 code.
            quality_at_least: The lowest `data_quality` to keep.
            updated_since: The earliest `last_updated` to keep.

        Raises:
            UsageError: A place is unknown or ambiguous, or the quality is not one of the three.
        """
        meets = GuideFilter(company, role, region, country, quality_at_least, updated_since).meets
        selected = {key: guide for key, guide in self._guides.items() if meets(guide, self._regions[key])}
        whole = {key: guide for key, guide in self._whole.items() if meets(guide)}
        dropped = FrozenDict({key: self.dropped[key] for key in whole})
        return replace(self, _guides=selected, is_selection=True, dropped=dropped, _whole=whole)

    @cached_property
    def _regions(self) -> dict[str, tuple[str, ...]]:
        # Kept, because looking at each pay range takes longer than all else that `where` does.
        return {key: guide.regions for key, guide in self._guides.items()}

    def stats(
        self,
        by: str | Iterable[str] = (),
        field: str = "total_comp.mid",
        *,
        currency: str | None = None,
        rates: Rates | Path | str | None = None,
        region: str | None = None,
        country: str | None = None,
        sound: bool = False,
    ) -> PayStatistics:
        """Compute count, minimum, quartiles and maximum of one pay figure, by group.

        Args:
            by: Columns of the tables pay and guides (`role`, `country`, `data_quality`).
            field: A pay range with an end of it or its middle (`base.low`, `total_comp.mid`; `stock` is the whole
                grant, `stock_yearly` one year's share). Pay ranges without the figure are skipped and counted.
            currency: An ISO 4217 code to which all figures are converted, unrounded; needs `rates`.
            rates: `ecb_rates(day)`, your own file, or `"ecb:2026-03-01"`.
            region: Only pay ranges of this place, spelled as in `where`.
            country: Only pay ranges of this country.
            sound: Leave out the pay ranges that `sound()` leaves out. The result says how many, and by which rules.

        Raises:
            MixedCurrenciesError: A group has several currencies and no conversion was asked for.
            MissingRateError: A currency has no rate.
            UsageError: A name is unknown; the message suggests the closest one.
        """
        places = GuideFilter(region=region, country=country)
        known = None if rates is None else rates_of(rates)
        chosen = self.sound() if sound else self
        whole = {**chosen._guides, **chosen._whole}
        return pay_statistics(whole.values(), chosen.dropped, by, field, currency, known, places)

    def overview(self, today: date | None = None) -> Overview:
        """Summarize the dataset: coverage by company and role, age, overdue reviews, quality and unknown figures.

        Ages and reviews are counted from `today`, the system's date by default. Raises DatasetNotFoundError if empty.
        """
        if not self._guides:
            raise DatasetNotFoundError(f"no record to count in {shown(self.folder)}")
        return overview_of(self.guides, len({one.path for one in self.problems}), day_of("today", today))

    def due(
        self, by: date | None = None, *, today: date | None = None, spread: int | None = None
    ) -> tuple[DueReview, ...]:
        """List the guides to review next, by age, overdue days, quality, open findings and changes of the same role.

        The findings are those of `with_findings`, else of `lint(today)`.

        Args:
            by: Guides whose review is due by this date; today by default.
            today: The date that ages are counted from; the system's date by default.
            spread: Propose dates that are spread evenly over this many days, so that not all fall on one day.

        Raises UsageError if `spread` is under 1, and what `lint` raises.
        """
        today = day_of("today", today)
        found = self if self._result else self.with_findings(self.lint(today))
        return due_reviews(self.guides, found._findings(), day_of("by", by or today), today, spread)

    def lint(
        self,
        today: date | None = None,
        *,
        select: str | Iterable[str] = (),
        ignore: str | Iterable[str] = (),
        use_config: bool = True,
    ) -> "LintResult":
        """Lint the guides' files as they are now, or at the revision that the dataset was loaded from.

        Each guide is compared with all others in the folder, and the result has the findings of this dataset's guides.
        See `comp_data.lint`, which has more options, for the arguments and errors.
        """
        from comp_data.linter.api import lint  # noqa: PLC0415 - imports the rules

        return lint(self, today=today, select=select, ignore=ignore, use_config=use_config)

    def with_findings(self, result: "LintResult") -> "Dataset":
        """Return the same dataset, whose table findings has the findings of a result, not those of `lint()`."""
        return replace(self, _result=result, _is_given=True)

    def _linted(self) -> "LintResult":
        result = self._result or self.lint()
        object.__setattr__(self, "_result", result)
        return result

    def _findings(self) -> tuple[GuideFinding, ...]:
        guides = {shown(file): self._guides[key] for key, file in self.files.items()}
        found = []
        for one in self._linted().diagnostics:
            guide = guides.get(one.path)
            position = position_of(one, self._whole.get(guide.id, guide)) if guide else None
            if (guide or not self.is_selection) and not (guide and position in self.dropped.get(guide.id, ())):
                found.append(GuideFinding(guide, position, one))
        return tuple(found)

    def sound(self, codes: str | Iterable[str] = ()) -> "Dataset":
        """Select the pay ranges that have no error and no finding of `codes`.

        The findings are those of `with_findings`, or else of `lint()` with those that a baseline accepts: a figure that
        is known to be wrong is still wrong. `codes` are rules as `select` of `lint` takes them (`CD201`, `CD5`,
        `total-mismatch`), one or several. A guide keeps its other pay ranges, with their positions; one without any is
        left out. `stats` of the result says how many pay ranges are left out, and by which rules. An error or a finding
        of `codes` that is not about a pay range leaves out none.

        Raises UsageError for a code that no rule has.
        """
        from comp_data.linter.api import lint  # noqa: PLC0415 - imports the rules
        from comp_data.linter.config.selection import codes_of  # noqa: PLC0415 - the same

        linted = self
        if not self._is_given and self._linted().known:
            linted = self.with_findings(lint(self, use_baseline=False))
        chosen = codes_of((codes,) if isinstance(codes, str) else codes)
        bad = {key: dict(found) for key, found in self.dropped.items()}
        for guide, position, one in linted._findings():
            if guide and position and (one.severity is Severity.ERROR or one.code in chosen):
                of_guide = bad.setdefault(guide.id, {})
                of_guide[position] = tuple(dict.fromkeys((*of_guide.get(position, ()), one.code)))
        kept = {key: guide.without_positions(bad.get(key, {})) for key, guide in self._guides.items()}
        guides = {key: guide for key, guide in kept.items() if guide}
        dropped = FrozenDict({key: FrozenDict(found) for key, found in bad.items()})
        whole = {key: self._whole.get(key) or self._guides[key] for key in bad}
        return replace(self, _guides=guides, is_selection=True, dropped=dropped, _whole=whole)

    @property
    def _source(self) -> Source:
        return Source(self.guides, self._findings)

    def export(
        self, folder: Path | str, formats: Sequence[str] = ("csv",), *, force: bool = False, findings: bool = False
    ) -> tuple[Path, ...]:
        """Write the guides to a folder atomically and return the paths of the files.

        `README.md`, `datapackage.json` and `croissant.json` describe the columns, and the dataset as the configuration
        does (`[tool.comp-data.publication]`). The same guides give the same bytes.

        Args:
            folder: A new or empty folder, or an earlier export, which is replaced.
            formats: One or several of csv, parquet (extra `arrow`), jsonl, sqlite and duckdb (extra `sql`). The first
                three write one file a table, the others one file in all.
            force: Also replace files of an earlier export that were changed since.
            findings: Also write the table findings.

        Raises:
            UsageError: The folder cannot be used or written; it is left unchanged.
            MissingExtraError: A format needs an extra that is not installed.
        """
        from comp_data.export import export  # noqa: PLC0415 - loaded only for an export
        from comp_data.linter.config.config import load_configuration  # noqa: PLC0415 - the same

        loaded = load_configuration(self.folder)
        accepted = self._linted().accepted(loaded.configuration) if findings else None
        source, target, about = self._source, Path(folder), loaded.publication
        return export(source, self.meta, self.folder, target, formats, about=about, force=force, findings=accepted)

    def match(self, company: str, title: str) -> Match:
        """Find the guide for a company and a job title as people write them: `match("Facebook", "SRE")`.

        An ambiguous or merely similar name is no match: `guide` is None and `alternatives` lists the candidates.
        The dataset's own aliases are read from `aliases.toml` in its folder; raises ConfigError if it is invalid.
        """
        return self._matcher.match(company, title)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.guides, aliases_of(self.folder, self.revision))

    def match_many(self, frame: _Frame, *, company: str = "company", title: str = "title") -> _Frame:
        """Match each row of a polars or pandas DataFrame or an Arrow table, as `match` does.

        Returns the frame with the columns guide (the id, null without a match), how, score, reason and alternatives.
        `company` and `title` name the columns to read. Raises UsageError if one is missing, or a new one exists.
        """
        return with_matches(frame, company, title, self.match)
