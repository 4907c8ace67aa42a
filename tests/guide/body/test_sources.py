import pytest

from comp_data.guide.body.sources import source_key


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
