"""The quarter that a guide's figures are from, for the rules that hold it against the last update."""

from comp_data.linter.record import Record
from comp_data.values.quarters import Quarter


def data_quarter(record: Record) -> Quarter | None:
    """The guide's `salary_data_quarter`; None where it is missing or no quarter."""
    try:
        return Quarter.parse(record.text("salary_data_quarter") or "")
    except ValueError:
        return None
