"""What dataset rules know of a record: everything they compare, in little memory."""

import pickle
from datetime import date

import pytest

from comp_data.guide.document import parse_document
from comp_data.linter.record import Record
from comp_data.linter.summary import COMPANY_KEYS, Facts, decode_facts, encode_facts, summarize
from comp_data.values.money import PayRange
from tests.conftest import ROOT
from tests.fragments import guides

TODAY = date(2026, 3, 1)


def facts(fragment: str) -> Facts:
    (made,) = guides(fragment)
    document = parse_document(made.text, made.path)
    return summarize(Record(document, document.values or {}, TODAY))


def test_figures_come_back_as_they_are_stated() -> None:
    one = facts("compensation:\n  - base_low: 150000.5\n    base_high: null\n    bonus_pct: 7.5\n    stock_low: 0\n")
    first, second, third = one.rows
    assert first.part("base") == PayRange(150000.5, None, "USD")
    assert first.part("total_comp") == PayRange(185000, 260000, "USD")
    assert first.figures == (150000.5, None, 0, 120000, None, None, None, None, 185000, 260000, 7.5, 15)
    assert [type(figure) for figure in second.figures if figure is not None] == [int] * 8
    assert third.path("base_low") == ("compensation", 2, "base_low")


def test_a_row_says_where_it_is_for() -> None:
    rows = "region: NYC, currency: USD", "region: Nowhereville, currency: USD", "level: L4, currency: USD"
    one = facts("compensation: [" + ", ".join(f"{{{row}}}" for row in rows) + ", 5]\n")
    known, unknown, none = one.regions
    assert (known.region, known.name, known.places) == ("NYC", "New York", frozenset(("New York",)))
    assert known.metro == "New York"
    assert (unknown.places, unknown.metro) == (None, None)
    assert (none.position, none.region, none.level, none.name) == (2, None, "L4", "")
    assert one.row_of(("compensation", 2, "level")) is none
    assert one.row_of(("compensation", 3)) is None
    assert one.row_of(("role",)) is None


def test_a_negative_amount_and_an_inverted_range_are_not_sound() -> None:
    one = facts("compensation:\n  - base_low: -5\n  - base_low: 200000\n    base_high: 100000\n  - region: London\n")
    assert [row.is_sound for row in one.rows] == [False, False, True]
    assert next(one.rows).part("base").low == -5


def test_what_is_said_of_the_company_is_on_one_line() -> None:
    one = facts("hq_location: |\n  Portland,\n  Oregon\nticker: 5\n")
    assert dict(zip(COMPANY_KEYS, one.company_texts, strict=False)) == {
        "company_display": "Acme",
        "hq_location": "Portland, Oregon",
        "ticker": "",
        "industry": "",
        "public_or_private": "",
        "employee_count_range": "",
    }


def test_what_guides_have_in_common_is_kept_once() -> None:
    one, other = facts("data_quality: high\n"), facts("data_quality: low\n")
    assert one.regions is other.regions
    assert one.company_texts is other.company_texts
    assert one.company is other.company
    alike = [one._replace(path=str(number)) for number in range(100)]
    assert len(pickle.dumps(alike)) < len(pickle.dumps(one)) + 100 * 60


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "company: null\n",
        'company_display: "A\\x1fB"\nhq_location: "\\x1e"\n',
        'compensation:\n  - region: "New\\x1fYork"\n    level: "\\x1e"\n  - region: ""\n',
        "compensation: [5, {region: London, currency: GBP}]\n",
        "compensation: []\nnext_review_due: null\n",
    ],
)
def test_a_summary_is_encoded_without_loss(fragment: str) -> None:
    one = facts(fragment)
    assert decode_facts(one.path, encode_facts(one)) == one
    assert decode_facts(one.path, encode_facts(None)) is None


def test_a_summary_is_small_in_an_encoded_form() -> None:
    seed = ROOT / "seeds" / "huggingface-enterprise" / "ml-ai-engineer.md"
    document = parse_document(seed.read_bytes(), "ml-ai-engineer.md")
    assert len(encode_facts(summarize(Record(document, document.values or {}, TODAY)))) <= 270
