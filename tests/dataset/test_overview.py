"""The overview of a dataset: coverage, age, reviews, quality, what is not known."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.base.vocabulary import STANDARD_ROLES

Write = Callable[[str], Path]
TODAY = date(2026, 6, 1)
THREE = (
    "# file: acme/data-engineer.md\nlast_updated: 2026-01-31\n"
    "compensation:\n  - region: SF\n    bonus_pct: null\n    bonus_pct_high: null\n"
    "  - total_comp_low: null\n  - base_high: null\n"
    "# file: globex/data-engineer.md\nnext_review_due: 2026-06-01\ndata_quality: high\n"
    "# file: globex/product-manager.md\nlast_updated: 2026-02-28\nnext_review_due: 2026-09-01\n"
)


def test_the_whole(dataset: Write) -> None:
    found_in = dataset(THREE)
    found = cd.load(found_in).overview(TODAY)
    whole = found.whole
    assert (whole.guides, whole.pay_ranges, whole.regions, whole.overdue) == (3, 9, 3, 1)
    assert whole.currencies == {"USD": 6, "GBP": 3}
    assert whole.quality == {"high": 1, "medium": 2, "low": 0}
    assert whole.quarters == {"2025-Q4": 3}
    assert (whole.oldest_update, whole.median_update, whole.newest_update) == (
        date(2026, 1, 31),
        date(2026, 2, 23),
        date(2026, 2, 28),
    )
    assert found.countries == {"US": 6, "GB": 3}
    assert found.unknown == {"base": 1, "stock": 0, "bonus": 1, "signing_bonus": 9, "total_comp": 1}
    assert (found.left_out, found.today) == (0, TODAY)
    assert cd.load(found_in).overview(datetime(2026, 6, 1, 12, 30)) == found


def test_a_result_never_changes(dataset: Write) -> None:
    records = cd.load(dataset(THREE))
    found = records.overview(TODAY)
    assert hash(found) == hash(records.overview(TODAY))
    for mapping in (found.countries, found.unknown, found.whole.currencies, found.whole.quality, found.whole.quarters):
        with pytest.raises(TypeError, match="cannot be changed"):
            mapping["USD"] = 0  # type: ignore[index]
    with pytest.raises(TypeError, match="cannot be changed"):
        records.files.clear()


def test_companies_and_roles(dataset: Write) -> None:
    found = cd.load(dataset(THREE)).overview(TODAY)
    assert [(one.name, one.guides, one.pay_ranges, one.overdue) for one in found.companies] == [
        ("globex", 2, 6, 0),
        ("acme", 1, 3, 1),
    ]
    assert [(one.name, one.guides) for one in found.roles] == [("data-engineer", 2), ("product-manager", 1)]
    lacking = found.companies[0].lacking
    assert set(STANDARD_ROLES) - set(lacking) == {"data-engineer", "product-manager"}
    assert found.roles[0].lacking == found.whole.lacking == ()


def test_files_that_are_left_out_are_counted(dataset: Write) -> None:
    folder = dataset(THREE + "# file: initech/data-engineer.md\nrole_type: senior\ndata_quality: best\n")
    assert cd.load(folder, on_error="skip").overview(TODAY).left_out == 1


def test_nothing_to_count(dataset: Write) -> None:
    with pytest.raises(cd.DatasetNotFoundError, match="no record to count"):
        cd.load(dataset("company: acme")).where(company="globex").overview(TODAY)


def test_bodies_are_not_read(dataset: Write) -> None:
    records = cd.load(dataset(""))
    records.overview(TODAY)
    records.stats(["country", "currency"])
    records.where(region="NYC", quality_at_least="medium")
    assert list(vars(records.guides[0].body)) == ["text"]
    records.stats("currency", "expected_total.mid")
    assert "parsed" in vars(records.guides[0].body)
