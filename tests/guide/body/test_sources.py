import re

import pytest

from comp_data.guide.body.sources import Evidence, source_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Blind", "TeamBlind"),
        ("Blind", "Team Blind"),
        ("Blind", "https://www.teamblind.com/company/Acme"),
        ("Levels.fyi", "levels.FYI"),
        ("Levels.fyi", "Levels FYI"),
        ("Levels.fyi", "www.levels.fyi"),
        ("Glassdoor", "Glassdoor.com"),
        ("Glassdoor", "glassdoor salaries"),
        ("LinkedIn", "LinkedIn Salary Data"),
        ("Payscale", "Pay Scale"),
        ("H1B", "H-1B Salary Data"),
        ("Acme  Survey", "ACME survey"),
    ],
)
def test_names_of_one_source(one: str, other: str) -> None:
    assert source_key(one) == source_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Blind", "Glassdoor"),
        ("Acme Survey 2025", "Acme Survey 2026"),
        ("Levels.fyi (engineers)", "Levels.fyi (designers)"),
        ("Salary Data", "Compensation Data"),
        ("—", "***"),
        ("日本", "東京"),
    ],
)
def test_names_of_two_sources(one: str, other: str) -> None:
    assert source_key(one) != source_key(other)


def possible(text: str) -> set[str] | None:
    return _evidence(text).possible_sources(re.findall(r"[^\W_]+", text.casefold()))


def _evidence(text: str) -> Evidence:
    return Evidence(text, (0, len(text)), text)


@pytest.mark.parametrize(
    "text",
    [
        "Levels.fyi, Blind\nand Glassdoor.com",
        "- [1] Acme Monitor\n- Built In\n- [Acme Careers, 2025](https://acme.example)",
        "levels.FYI and Team Blind",
        "offers.fyi, not x-levels.fyi",
        "https://acme.example/blind and Pay Scale",
        "- Acme & Sons Monitor\n- *Globex Talent* (2025)",
    ],
)
def test_no_source_is_found_that_is_not_possible(text: str) -> None:
    named = {one.text for one in _evidence(text).sources}
    assert named
    assert named <= (possible(text) or named)


def test_possible_sources_are_known_names_and_names_in_lists() -> None:
    assert possible("Built in pay bands by Levels.fyi:\n- Acme Monitor") == {"Built In", "Levels.fyi", "Acme Monitor"}
    assert possible("Levels.fyi and offers.fyi") is None
