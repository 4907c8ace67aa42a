"""What to review next: the order, the dates that are proposed, and the command."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.guide.document import parse_document
from tests.conftest import CommandLine

Write = Callable[[str], Path]
TODAY = date(2026, 6, 1)
NAMES = [f"role-{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]


def made(**values: str) -> str:
    """A guide for each role, with front matter beside that of the example."""
    return "".join(f"# file: acme/{role}.md\n{text}" for role, text in values.items())


def order(dataset: Write, fragment: str, by: date = TODAY) -> list[str]:
    records = cd.load(dataset(fragment))
    return [one.guide for one in records.due(by, today=TODAY)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("last_updated: 2026-02-01\n", "last_updated: 2026-02-02\nnext_review_due: 2026-03-01\n"),
        ("next_review_due: 2026-05-01\n", "next_review_due: 2026-05-02\ndata_quality: low\n"),
        ("data_quality: low\n", "data_quality: medium\ncompensation:\n  - total_comp_low: 1\n"),
        ("compensation:\n  - total_comp_low: 300000\n", "data_sources:\n  - Blind\n"),
    ],
    ids=["age", "overdue", "quality", "findings"],
)
def test_the_most_urgent_review_comes_first(first: str, second: str, dataset: Write) -> None:
    given = f"# file: zenith/data-engineer.md\n{first}# file: acme/data-engineer.md\n{second}"
    assert order(dataset, given) == ["zenith/data-engineer", "acme/data-engineer"]


def test_other_guides_of_the_role_that_changed_since(dataset: Write) -> None:
    given = (
        "# file: acme/data-engineer.md\n# file: globex/data-engineer.md\nlast_updated: 2026-03-01\n"
        "# file: initech/data-engineer.md\nlast_updated: 2026-03-02\n# file: initech/product-manager.md\n"
    )
    found = cd.load(dataset(given)).due(TODAY, today=TODAY)
    assert {one.guide: one.peers_changed for one in found} == {
        "acme/data-engineer": 2,
        "globex/data-engineer": 1,
        "initech/data-engineer": 0,
        "initech/product-manager": 0,
    }


def test_the_days_are_counted(dataset: Write) -> None:
    records = cd.load(dataset(""))
    (one,) = records.due(date(2026, 5, 23), today=date(2026, 5, 20))
    assert (one.age_days, one.overdue_days, one.proposed) == (86, -3, None)
    assert (one.next_review_due, one.last_updated) == (date(2026, 5, 23), date(2026, 2, 23))
    assert json.loads(json.dumps(one.to_dict()))["next_review_due"] == "2026-05-23"
    assert records.due(date(2026, 5, 22), today=date(2026, 5, 20)) == ()
    assert records.due(today=date(2026, 5, 23))[0].overdue_days == 0


def test_findings_of_a_run_that_is_given(dataset: Write) -> None:
    records = cd.load(dataset("compensation:\n  - total_comp_low: 300000\n"))
    (linted,) = records.due(TODAY, today=TODAY)
    assert linted.errors > 0
    (given,) = records.with_findings(records.lint(TODAY, select="CD404")).due(TODAY, today=TODAY)
    assert (given.errors, given.warnings) == (0, 1)


def test_spread_dates_are_the_remedy_of_a_review_cliff(dataset: Write) -> None:
    folder = dataset("".join(f"# file: acme/{role}.md\n" for role in NAMES))
    today = date(2026, 4, 1)
    records = cd.load(folder)
    assert [one.code for one in records.lint(today, select="CD409").diagnostics] == ["CD409"]
    for days in (5, 30, 365):
        found = records.due(date(2026, 5, 23), today=today, spread=days)
        proposed = Counter(one.proposed for one in found)
        last = min(today + timedelta(days=days - 1), date(2026, 5, 23))
        assert all(day and today <= day <= last for day in proposed)
        assert max(proposed.values()) <= -(-len(NAMES) // min(days, 53))
        assert sorted(found, key=lambda one: str(one.proposed)) == list(found)
    for one in found:
        text = records.files[one.guide].read_text("utf-8")
        records.files[one.guide].write_text(
            text.replace("next_review_due: 2026-05-23", f"next_review_due: {one.proposed}"), "utf-8"
        )
    assert parse_document(text, "").values is not None
    assert not cd.lint(folder, today=today, select=("CD409", "CD402", "CD403")).diagnostics


def test_what_is_overdue_is_spread_over_all_days(dataset: Write) -> None:
    records = cd.load(dataset("".join(f"# file: acme/{role}.md\n" for role in NAMES[:10])))
    found = records.due(today=TODAY, spread=5)
    assert Counter(one.proposed for one in found) == {TODAY + timedelta(days=number): 2 for number in range(5)}
    with pytest.raises(cd.UsageError, match="at least 1 day, not 0"):
        records.due(today=TODAY, spread=0)


def test_the_command(dataset: Write, comp_data: CommandLine) -> None:
    dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\nnext_review_due: 2026-04-15\n")
    command = ("due", "--dataset", "seeds", "--today", "2026-05-01")
    (one,) = json.loads(comp_data(*command, "--format", "json").stdout)
    assert (one["guide"], one["overdue_days"], "proposed" in one) == ("globex/data-engineer", 16, False)
    head, *rows = comp_data(*command, "--by", "2026-06-01", "--spread", "10", "--format", "csv").stdout.splitlines()
    assert head.startswith("guide,next_review_due,overdue_days")
    assert [(row.split(",")[0], row.split(",")[-1]) for row in rows] == [
        *[("globex/data-engineer", "2026-05-01"), ("acme/data-engineer", "2026-05-06")]
    ]
    one_company = comp_data(*command, "--company", "acme", "--format", "json")
    assert (one_company.returncode, one_company.stdout) == (0, "[]\n")
    assert (
        one_company.stderr == "comp-data: no review is due; the next one is that of acme/data-engineer on 2026-05-23\n"
    )
    assert comp_data(*command, "--spread", "0").returncode == 2
    none = comp_data(*command, "--company", "hooli", "--format", "json")
    assert (none.returncode, none.stdout, none.stderr) == (0, "[]\n", "comp-data: seeds has no company hooli\n")


@pytest.mark.parametrize(("today", "days"), [(date.max, 20), (TODAY, 10**12)])
def test_no_date_is_proposed_after_the_last_one(today: date, days: int, dataset: Write) -> None:
    due = cd.load(dataset(made(**dict.fromkeys(NAMES[:2], "")))).due(today, today=today, spread=days)
    assert len(due) == 2
    assert all(one.proposed and today <= one.proposed for one in due)
