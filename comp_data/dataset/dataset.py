"""A dataset: records by `company/role`, looked up and asked for what they hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from comp_data.base.errors import DatasetNotFoundError
from comp_data.dataset.overview import Overview, overview_of
from comp_data.dataset.pay_figures import pay_statistics
from comp_data.dataset.statistics import PayStatistics
from comp_data.matching.alias_file import aliases_of
from comp_data.matching.matcher import Match, Matcher
from comp_data.records.filters import GuideFilter
from comp_data.records.metadata import Meta, meta_of_folder, meta_of_revision
from comp_data.records.models import Guide
from comp_data.records.reader import Problem
from comp_data.records.revisions import Revision
from comp_data.tables.columns import GUIDES, PAY, Relation, rows_of
from comp_data.tables.frames import to_arrow, to_pandas, to_polars
from comp_data.tables.sql import Database, Parameters, Result
from comp_data.values.rates.rates import Rates, rates_of

if TYPE_CHECKING:  # each library comes with an extra of its own
    import pandas
    import polars
    import pyarrow  # type: ignore[import-untyped]

    from comp_data.tables.frames import Tables

_Default = TypeVar("_Default")


class Dataset(Mapping[str, Guide]):
    """The records of a folder, by `company/role`, in that order.

    `folder` is where they were read, `files` each record's file, `problems` what was wrong with the files
    that were left out (`on_error="skip"`); it is empty for a dataset that was loaded whole. `revision` is the git
    revision that the records were read from, None for those of the work tree; `is_selection` says that `where` has
    left records out.
    """

    def __init__(
        self,
        guides: Mapping[str, Guide],
        folder: Path,
        files: Mapping[str, Path] | None = None,
        problems: tuple[Problem, ...] = (),
        revision: Revision | None = None,
        *,
        is_selection: bool = False,
    ) -> None:
        self._guides = dict(sorted(guides.items()))
        self.folder = folder
        self.files = dict(files or {})
        self.problems = problems
        self.revision = revision
        self.is_selection = is_selection

    def __getitem__(self, key: str) -> Guide:
        """The record of `company/role`; raises KeyError, which names the nearest there is."""
        try:
            return self._guides[key]
        except KeyError:
            near = get_close_matches(str(key), list(self._guides), n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise KeyError(f"there is no record {key} in {self.folder}{hint}") from None

    @overload
    def get(self, key: str, default: None = None, /) -> Guide | None: ...
    @overload
    def get(self, key: str, default: _Default, /) -> Guide | _Default: ...
    def get(self, key: str, default: object = None, /) -> object:  # noqa: D102 - as any mapping's
        # Mapping's own asks __getitem__, which looks for the nearest key at every miss.
        return self._guides.get(key, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._guides)

    def __len__(self) -> int:
        return len(self._guides)

    def __contains__(self, key: object) -> bool:
        return key in self._guides

    def __repr__(self) -> str:
        return f"Dataset({len(self)} guides, {str(self.folder)!r})"

    @property
    def guides(self) -> tuple[Guide, ...]:
        """The records, in the order of `company/role`."""
        return tuple(self._guides.values())

    @property
    def companies(self) -> tuple[str, ...]:
        """The companies' slugs, in order, each once."""
        return tuple(dict.fromkeys(guide.company for guide in self._guides.values()))

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles' slugs, sorted, each once."""
        return tuple(sorted({guide.role for guide in self._guides.values()}))

    @cached_property
    def meta(self) -> Meta:
        """The version of the data and of its format, and the commit and day that it is from."""
        return meta_of_folder(self.folder) if self.revision is None else meta_of_revision(self.revision)

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
        """The records that meet all that is given; whole records, whichever of their regions meets it.

        `company` and `role` are slugs, or names that make them. `region` is a place by any spelling, and means
        the places in it too (`NYC`, `Bay Area`, `EMEA`); `country` is a name or an ISO 3166 code. `updated_since`
        is the first day that `last_updated` may be. Raises UsageError for a place that is not known, for a
        name that several places have, and for a quality that there is none of.
        """
        meets = GuideFilter.of(company, role, region, country, quality_at_least, updated_since).meets
        return self._only({key: guide for key, guide in self._guides.items() if meets(guide)})

    def stats(
        self,
        by: str | Iterable[str] = (),
        field: str = "total_comp.mid",
        *,
        currency: str | None = None,
        rates: Rates | Path | str | None = None,
        region: str | None = None,
        country: str | None = None,
    ) -> PayStatistics:
        """Count, least, quartiles and most of a figure of the pay ranges, group by group.

        `by` are columns of the relations pay and guides (`role`, `country`, `data_quality`), `field` is a pay range
        and an end of it or its middle (`base.low`, `total_comp.mid`; `stock` is the whole grant, `stock_yearly` a
        year's share). Pay ranges without the figure are left out and counted. `region` and `country`, spelled as
        in `where`, leave only the pay ranges of that place.

        With `currency`, an ISO 4217 code, all figures are converted, not rounded, by `rates`: `ecb_rates(day)`, a
        file of your own, or `"ecb:2026-03-01"`. Raises MixedCurrenciesError for a group with several currencies
        that are not converted, MissingRateError for a currency without rate, and UsageError, with the nearest
        there is, for a name that is none.
        """
        places = GuideFilter.of(None, None, region, country, None, None)
        known = None if rates is None else rates_of(rates)
        return pay_statistics(self._guides.values(), by, field, currency, known, places)

    def overview(self, today: date | None = None) -> Overview:
        """What there is: coverage by company and role, age, reviews that are overdue, quality, what is not known.

        `today` is the day that ages and reviews are counted from (default: the system's). Raises
        DatasetNotFoundError for a dataset without records.
        """
        today = today.date() if isinstance(today, datetime) else today
        left_out = len({problem.path for problem in self.problems})
        found = overview_of(self._rows(GUIDES), self._rows(PAY), left_out, today or date.today())
        if found is None:
            raise DatasetNotFoundError(f"there is no record to count in {self.folder}")
        return found

    def to_polars(self) -> "Tables[polars.DataFrame]":
        """The tables guides, pay, sources and levels as frames of polars: `ds.to_polars().pay`.

        `docs/tables.md` tells their columns. Raises MissingExtraError without the extra `polars`.
        """
        return to_polars(self.guides)

    def to_pandas(self) -> "Tables[pandas.DataFrame]":
        """The same as frames of pandas, of types that have nulls; raises MissingExtraError without `pandas`."""
        return to_pandas(self.guides)

    def to_arrow(self) -> "Tables[pyarrow.Table]":
        """The same as tables of arrow, with each column's description; raises MissingExtraError without `arrow`."""
        return to_arrow(self.guides)

    def sql(self, query: str, parameters: Parameters = ()) -> Result:
        """What a SELECT over the tables guides, pay, sources and levels gives, in DuckDB, in memory.

        `parameters` are the values of `?` (a sequence) or `$name` (a mapping) in the query. It sees the four tables,
        and no file, no network and no variable. Raises QueryError, with the place, for a query that cannot be run, and
        MissingExtraError without the extra `sql`.
        """
        return self._database.query(query, parameters)

    @cached_property
    def _database(self) -> Database:
        return Database(self.guides)

    def _rows(self, relation: Relation) -> list[dict[str, Any]]:
        names = [column.name for column in relation.columns]
        return [dict(zip(names, row, strict=True)) for row in rows_of(relation, self._guides.values())]

    def export(self, folder: Path | str, formats: Sequence[str] = ("csv",), *, force: bool = False) -> tuple[Path, ...]:
        """Writes the records to a folder, whole or not at all, and gives the files in it.

        `formats`, one or several, are csv, parquet (extra `arrow`), jsonl, sqlite and duckdb (extra `sql`). The first
        three have a file a relation, the others one of all. Beside them go `README.md`, `datapackage.json` and
        `croissant.json`, which tell what the columns hold. The same records make the same bytes.

        The folder may be new or empty, or an earlier export, which is replaced; `force` replaces files of it too that
        were changed since. Raises UsageError for any other folder and for one that cannot be written, which
        is then as it was, and MissingExtraError.
        """
        from comp_data.export import export  # noqa: PLC0415 - only who exports pays for it

        chosen = (formats,) if isinstance(formats, str) else formats
        return export(self.guides, self.meta, self.folder, Path(folder), chosen, force=force)

    def match(self, company: str, title: str) -> Match:
        """The guide of a company and a title as people write them: `match("Facebook", "SRE")`.

        What is ambiguous or only alike is no match: its `guide` is None, and `alternatives` has what is near.
        The dataset's own other names are those of the file `aliases.toml` in its folder; raises ConfigError for
        one that cannot be used.
        """
        return self._matcher.match(company, title)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.guides, aliases_of(self.folder, self.revision))

    def _only(self, guides: Mapping[str, Guide]) -> "Dataset":
        files = {key: self.files[key] for key in guides if key in self.files}
        return Dataset(guides, self.folder, files, self.problems, self.revision, is_selection=True)
