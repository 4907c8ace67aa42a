import pytest

from tests.linter.checks import expect, not_reported

CASES = {
    "role_type: «Standard»": "role_type is Standard; it must be standard or specialty",
    "data_quality: «good»": "data_quality is good; it must be high, medium or low",
    "public_or_private: «listed»": "public_or_private is listed; it must be public or private",
    "company: «Acme»": "company is Acme; it must be a slug: a-z, 0-9 and hyphens between them",
    "role: «data--engineer-»": "role is data--engineer-; it must be a slug: a-z, 0-9 and hyphens between them",
    "salary_data_quarter: «2025-Q5»": "salary_data_quarter is 2025-Q5; it must be a quarter such as 2025-Q4",
    "last_updated: «2026-02-30»": "last_updated is 2026-02-30, which is not a calendar date",
    "last_updated: «23.02.2026»": "last_updated is 23.02.2026; it must be a date such as 2026-02-23",
    "next_review_due: «''»": "next_review_due is blank; it must be a date such as 2026-02-23",
    "compensation: «[]»": "compensation is an empty list",
    "data_quality: «'high '»": "data_quality is high with blanks around it; it must be high, medium or low",
    "data_sources: [«''»]": "data_sources entry 1 is blank; it must be text",
}
IN_AN_ENTRY = {
    "currency: «usd»": "currency is usd; it must be an ISO 4217 code such as USD, EUR, GBP",
    "currency: «XXX»": "currency is XXX; it must be an ISO 4217 code such as USD, EUR, GBP",
    "region: «''»": "region is blank; it must be text",
    "stock_vest_years: «0»": "stock_vest_years is 0; it must be a number over 0",
    "stock_vest_years: «21»": "stock_vest_years is 21; it must be at most 20",
    "base_high: «9007199254740992»": "base_high is 9007199254740992; it must be at most 9,007,199,254,740,991",
    "base_low: «-9007199254740992»": "base_low is -9007199254740992; it must be at least -9,007,199,254,740,991",
}


@pytest.mark.parametrize("line", CASES)
def test_a_value_of_the_record(line: str) -> None:
    expect("CD105", line + "\n", CASES[line])


@pytest.mark.parametrize("line", IN_AN_ENTRY)
def test_a_value_of_an_entry(line: str) -> None:
    expect("CD105", f"compensation:\n  - {line}\n", IN_AN_ENTRY[line])


FORMS = {
    "role_type: «Standard»": "standard",
    "role_type: «' standard'»": "standard",
    'data_quality: «"High"»': '"high"',
    "company: «Hugging Face»": "hugging-face",
    "salary_data_quarter: «Q4 2025»": "2025-Q4",
    "salary_data_quarter: «2025/q4»": "2025-Q4",
    "salary_data_quarter: «2025-Q5»": None,
    "last_updated: «2026-2-3»": "2026-02-03",
    "last_updated: «23.02.2026»": "2026-02-23",
    "last_updated: «February 23, 2026»": "2026-02-23",
    "last_updated: «2/3/2026»": None,
    "last_updated: «2026-02-30»": None,
    "data_quality: «good»": None,
    "compensation:\n  - currency: «usd»": "USD",
}


@pytest.mark.parametrize("fragment", FORMS)
def test_a_value_in_another_form_can_be_fixed(fragment: str) -> None:
    (found,) = expect("CD105", f"{fragment}\n")
    assert [edit.text for edit in found.fix.edits] == [FORMS[fragment]] if found.fix else FORMS[fragment] is None
    assert found.fix is None or (not found.fix.safe and found.fix.edits[0].span == found.span)


def test_an_alias_gets_no_other_form() -> None:
    found = expect("CD105", "---\nrole_type: &x «Standard»\ndata_quality: «*x»\n---\nbody\n")
    assert [one.fix is None for one in found] == [False, True]


def test_a_long_value_is_cut() -> None:
    (found,) = expect("CD105", f"data_quality: «{'x' * 500}»\n")
    assert found.message == f"data_quality is {'x' * 59}…; it must be high, medium or low"


def test_dates_may_be_quoted() -> None:
    not_reported("CD105", "last_updated: '2026-02-23'\n")
