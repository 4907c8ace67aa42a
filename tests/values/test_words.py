"""Words and phrases: both letters i of Turkish are one, as in patterns that ignore case; phrases are in lower case."""

import re
import unicodedata
from collections import Counter

import pytest

from comp_data.base.package import read_beside
from comp_data.guide.body.cells.amounts import read_cell
from comp_data.guide.body.headers import read_head
from comp_data.guide.body.layouts import role_of
from comp_data.values.currencies import name_codes
from comp_data.values.periods import mark_periods
from comp_data.values.words import any_of, key_of, phrases, words
from tests.conftest import ROOT


@pytest.mark.parametrize("text", ["MİLYON", "milyon", "mılyon", "MILYON"])
def test_a_unit_is_read_with_either_i(text: str) -> None:
    reading = read_cell(f"₺1,5 {text} - ₺2 {text}")
    assert reading.amounts is not None
    assert reading.amounts[:2] == (1_500_000, 2_000_000)


def test_the_unit_of_a_header_is_read_with_either_i() -> None:
    assert read_head("Base (in MİLYON TRY)").bare.unit == 1_000_000


@pytest.mark.parametrize(
    ("text", "code"), [("İsraeli shekels", "ILS"), ("Brıtish pounds", "GBP"), ("SWİSS FRANCS", "CHF")]
)
def test_a_currency_is_named_with_either_i(text: str, code: str) -> None:
    assert name_codes(text) == code


@pytest.mark.parametrize(
    "text", ["₺900.000 YILLIK", "900.000 YILDA", "₺900.000 yıllik", "₺900.000 / YİL", "₺900.000 / yıl"]
)
def test_a_period_is_read_with_either_i(text: str) -> None:
    assert mark_periods(text).years == 1


def test_a_number_of_years_is_read_with_either_i() -> None:
    assert mark_periods("vests over sİx years").years == 6


def test_a_long_s_is_an_s() -> None:
    assert mark_periods("$300 for dayſ").problem is not None
    assert key_of("SWİSS, ſwıss") == "swiss, swiss"


@pytest.mark.parametrize(
    ("group", "name"),
    [
        *[("cells", f"no {part}") for part in ("bonus", "grant", "signing bonus")],
        ("cells", "more than a base"),
        ("cells", "part of the total"),
        *[
            ("headers", name)
            for name in ("low end of a range", "high end of a range", "months paid", "percentile", "vesting")
        ],
        ("names", "no source"),
        ("names", "placeholder"),
        ("texts", "more than base salary"),
        ("texts", "thirteenth month"),
    ],
)
def test_phrases_that_are_looked_for_in_lower_case_have_no_capitals(group: str, name: str) -> None:
    phrase = re.sub(r"\\[A-Z]", "", any_of(group, name))
    assert phrase == key_of(phrase)


@pytest.mark.parametrize(
    "name",
    [
        "and",
        "at least",
        "at most",
        "before a range",
        "between two ends",
        "no figure known",
        "none",
        "pay without a figure",
        "zero",
    ],
)
def test_a_phrase_is_written_as_cells_are_compared_with_it(name: str) -> None:
    assert [text for text in phrases("cells", name) if text != unicodedata.normalize("NFKC", text).casefold()] == []


@pytest.mark.parametrize(
    "name", ["base", "bonus", "currency", "level", "region", "shares", "stranger", "title", "total in other languages"]
)
def test_a_word_of_a_header_is_written_as_headers_are_compared_with_it(name: str) -> None:
    assert [word for word in words("headers", name) if role_of(word) != role_of(word.upper())] == []
    assert [word for word in words("headers", name) if not role_of(word)] == []


@pytest.mark.parametrize("text", ["sign on", "sign-on", "signon"])
def test_a_blank_of_a_phrase_may_be_a_hyphen_or_left_out(text: str) -> None:
    assert re.fullmatch(any_of("cells", "paid beside the base"), text)


def test_a_phrase_may_name_another_meaning_of_its_group() -> None:
    assert re.fullmatch(any_of("cells", "more than a base"), "base + sign on")
    assert not re.search("[«»]", any_of("cells", "part of the total"))


def test_a_word_may_have_a_plural_in_its_entry() -> None:
    listed = words("texts", "not this pay")
    assert {"intern", "interns", "werkstudent", "women"} < listed
    assert not {"intern(s)", "werkstudents"} & listed


WORDS = read_beside(str(ROOT / "comp_data/values/words.py"), "words.json")


@pytest.mark.parametrize("group", WORDS)
def test_no_phrase_is_listed_twice(group: str) -> None:
    for entries in WORDS[group].values():
        assert [one for one, count in Counter(entries).items() if count > 1] == []


def test_no_word_is_listed_twice() -> None:
    code = "".join(file.read_text("utf-8") for file in (ROOT / "comp_data").rglob("*.py"))
    named = re.findall(r"\bwords\([\"']([a-z ]+)[\"'], [\"']([^\"']+)[\"']\)", code)
    assert ("cells", "harmless") in named
    for group, name in named:
        ends = [("",), ("", "s")]
        texts = [text.partition("(s)") for text in " ".join(WORDS[group][name]).split()]
        listed = [word + end for word, mark, _ in texts for end in ends[bool(mark)]]
        assert [one for one, count in Counter(listed).items() if count > 1] == [], (group, name)
