"""Records as tables: as frames of several libraries, and in SQL."""

from abc import abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from comp_data.base.package import load_extra
from comp_data.tables.frames import Tables, arrow_table, pandas_frame, polars_frame, values_of
from comp_data.tables.rows import Source
from comp_data.tables.sql import Database, Parameters, Result

if TYPE_CHECKING:  # each library comes with an extra of its own
    import pandas
    import polars
    import pyarrow  # type: ignore[import-untyped]


class Tabular:
    """What has tables, made from its `_source`."""

    @property
    @abstractmethod
    def _source(self) -> Source:
        """The records that the tables are made of."""

    def to_polars(self) -> "Tables[polars.DataFrame]":
        """Return the tables as polars DataFrames: `ds.to_polars().pay`.

        `docs/tables.md` describes the columns. Each table is made when it is first asked for; findings are those of
        `lint()` unless `with_findings` gave others. Raises MissingExtraError without the extra `polars`.
        """
        load_extra("polars", extra="polars")
        return Tables(lambda one: polars_frame(values_of(one, self._source.rows(one))))

    def to_pandas(self) -> "Tables[pandas.DataFrame]":
        """Return the tables as pandas DataFrames with nullable types; raises MissingExtraError without `pandas`."""
        load_extra("pandas", extra="pandas")
        return Tables(lambda one: pandas_frame(values_of(one, self._source.rows(one))))

    def to_arrow(self) -> "Tables[pyarrow.Table]":
        """Return the tables as Arrow tables with column descriptions; raises MissingExtraError without `arrow`."""
        load_extra("pyarrow", extra="arrow")
        return Tables(lambda one: arrow_table(values_of(one, self._source.rows(one)), one.description))

    def sql(self, query: str, parameters: Parameters = (), *, tables: Mapping[str, object] | None = None) -> Result:
        """Run a SELECT over the tables guides, pay, pay_places, body_pay, sources, levels and findings in DuckDB.

        The query can read these tables, but no file, network or variable. The first query that names findings lints
        the guides, unless `with_findings` gave a result.

        Args:
            query: One SELECT statement.
            parameters: The values of `?` (a sequence) or `$name` (a mapping) in the query.
            tables: Tables of your own by name, for this query: frames of polars (needs `arrow` too), pandas or pyarrow.

        Raises:
            QueryError: The query cannot be run; the error has the position.
            UsageError: A table of your own is no frame, or its name is taken.
            MissingExtraError: The extra `sql` is not installed.
        """
        return self._database.query(query, parameters, tables or {})

    @cached_property
    def _database(self) -> Database:
        return Database(self._source)
