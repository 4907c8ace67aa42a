"""The table of spellings, `tests/data/matches.csv`: each finds the right guide, or none if that is right."""

import random
import re
from functools import cache

import pytest

from comp_data.matching.matcher import Matcher
from tests.matching.made_guides import listed_guides, rows

ROWS = rows("matches.csv")
SIGNS = re.compile(r"\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|n)")


@cache
def matcher() -> Matcher:
    return Matcher(listed_guides())


def written(cell: str) -> str:
    """The text of a cell, which has control characters as escapes."""
    return SIGNS.sub(lambda sign: chr(int(sign[1] or sign[2] or "a", 16)), cell)


@pytest.mark.parametrize("about", sorted({row["about"] for row in ROWS}))
def test_a_spelling_finds_its_guide_or_none(about: str) -> None:
    rows_ = [row for row in ROWS if row["about"] == about]
    found = [matcher().match(written(row["company"]), written(row["title"])) for row in rows_]
    expected = [(row["company"], row["title"], row["expected"], row["how"]) for row in rows_]
    assert [
        (row["company"], row["title"], match.guide.id if match.guide else "none", match.how or "")
        for row, match in zip(rows_, found, strict=True)
    ] == expected


def test_the_table_covers_both() -> None:
    expected = [row["expected"] for row in ROWS]
    assert len(ROWS) > 450
    assert 180 < expected.count("none") < len(ROWS) - 250
    assert {row["how"] for row in ROWS} == {"exact", "alias", "slug", "fuzzy", ""}
    assert set(expected) - {"none"} <= {guide.id for guide in listed_guides()}


def test_the_order_of_guides_does_not_matter() -> None:
    guides = list(listed_guides())
    random.Random(5).shuffle(guides)
    shuffled = Matcher(guides)
    for row in ROWS:
        query = written(row["company"]), written(row["title"])
        assert shuffled.match(*query) == matcher().match(*query)


def test_names_as_guides_write_them_find_each_guide() -> None:
    for guide in listed_guides():
        for company in (guide.company, guide.company_display or ""):
            for role in (guide.role, guide.role_display or ""):
                match = matcher().match(company, role)
                assert (match.guide, match.how, match.score) == (guide, "exact", 1.0), (company, role)
                assert match.alternatives == ()


@pytest.mark.slow
def test_a_company_that_the_dataset_lacks_is_none_of_the_others() -> None:
    for missing in {guide.company for guide in listed_guides()}:
        others = Matcher(guide for guide in listed_guides() if guide.company != missing)
        for guide in listed_guides():
            if guide.company == missing:
                for name in (guide.company, guide.company_display or "", f"{guide.company_display}, Inc."):
                    assert others.match(name, guide.role).guide is None, name


def test_a_role_that_a_company_lacks_is_none_of_its_others() -> None:
    own = [guide for guide in listed_guides() if guide.company in ("google", "microsoft", "stripe")]
    for missing in own:
        if missing.role not in ("backend-engineer", "site-reliability-engineer"):  # a part of a role that is left
            others = Matcher(guide for guide in own if guide is not missing)
            assert others.match(missing.company, missing.role_display or "").guide is None, missing.id


def test_what_is_reported_holds_for_every_row() -> None:
    for row in ROWS:
        match = matcher().match(written(row["company"]), written(row["title"]))
        scores = [one.score for one in match.alternatives]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) <= 5
        assert all(0 < score <= 1 for score in scores)
        assert bool(match.reason) == (match.guide is None)
        assert match.score == (min(match.company.score, match.role.score) if match.guide else 0)
        assert match.guide is None or not match.alternatives
        assert match.query == (written(row["company"]), written(row["title"]))
