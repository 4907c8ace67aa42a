"""How old a guide is, for the rules that hold its last update against the day."""

from comp_data.linter.record import Record


def age(record: Record) -> int | None:
    """Days since `last_updated`; None where it is not known, negative where it lies in the future."""
    updated = record.date("last_updated")
    return None if updated is None else (record.today - updated).days
