import pytest

from comp_data.base.diagnostics import Diagnostic
from tests.linter.checks import expect, not_reported, region_in


def written(found: Diagnostic) -> str | None:
    return found.fix.edits[0].text if found.fix else None


@pytest.mark.parametrize(
    ("region", "currency", "name"),
    [
        ("NYC", "USD", "New York"),
        ("New York City (US)", "USD", "New York"),
        ("boston", "USD", "Boston"),
        ("Boston, MA", "USD", "Boston"),
        ("🇬🇧 London", "GBP", "London"),
        ('":gb: London"', "GBP", "London"),
        ("'**London**'", "GBP", "London"),
        ("London (GBP £)", "GBP", "London"),
        ("Melbourne (AUD)", "AUD", "Melbourne AU"),
        ("Sao Paulo", "BRL", "São Paulo"),
        ("US (All-Remote)", "USD", "Remote US"),
        ("US (Tech Hubs)", "USD", "US (Major Tech Hubs)"),
        ("Menlo Park / Bay Area", "USD", "Menlo Park / San Francisco Bay Area"),
    ],
)
def test_another_name_or_an_annotation(region: str, currency: str, name: str) -> None:
    (found,) = expect("CD305", region_in(f"«{region}»", currency), f"the usual name of this region is {name}")
    assert found.help == f"Write {name}"
    assert found.fix is not None
    assert not found.fix.safe
    assert found.fix.edits[0].span == found.span
    assert written(found) == name


def test_a_headquarters_has_a_place_of_its_own() -> None:
    (found,) = expect("CD305", region_in("«NYC (HQ)»"))
    assert found.help == "Write New York; the headquarters belongs in hq_location"
    assert written(found) == "New York"


@pytest.mark.parametrize("region", ["Boston (Acme Labs)", "Boston (HQ / Acme Labs)", "Boston (R&D Campus)"])
def test_what_else_brackets_say_is_left_to_a_person(region: str) -> None:
    (found,) = expect("CD305", region_in(f"«{region}»"), "the usual name of this region is Boston")
    assert found.fix is None


@pytest.mark.parametrize(
    "region",
    [
        "New York",
        "US (Other Markets)",
        "Boston / Austin",
        "Atlanta / Secondary",
        "EMEA (London/Munich)",
        "San Francisco Benchmark",
        "Springfield",
        "Senior SWE",
        "NYC / Atlantis",
        "null",
    ],
)
def test_no_finding_for_canonical_names_and_where_the_text_says_more(region: str) -> None:
    not_reported("CD305", region_in(region))


@pytest.mark.parametrize(
    ("region", "currency"), [("Singapore (USD)", "USD"), ("London (GBP)", "USD"), ("London (GBP)", "null")]
)
def test_no_finding_if_the_currency_of_the_label_is_needed(region: str, currency: str) -> None:
    not_reported("CD305", region_in(region, currency))


def test_no_fix_for_a_value_with_an_anchor() -> None:
    (found,) = expect("CD305", region_in("&city «NYC»"))
    assert found.fix is None


def test_an_entry_shared_by_an_alias_is_reported_twice_and_not_fixed() -> None:
    found = expect("CD305", "compensation: [&one {region: «NYC», currency: USD}, «*one»]\n")
    assert [written(d) for d in found] == [None, None]
