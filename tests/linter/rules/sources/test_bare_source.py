import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported


def test_once_a_guide_at_the_first_bare_name() -> None:
    expect(
        "CD703",
        "data_sources:\n  - {name: Dice, url: 'https://dice.com'}\n  - «Levels.fyi»\n  - Glassdoor\n",
        "2 of 3 sources are names without url and date_accessed",
        severity=Severity.INFO,
    )


def test_one_of_them_is_named() -> None:
    expect("CD703", "data_sources: [«Blind»]\n", "Blind is a name without url and date_accessed")
    expect("CD703", "data_sources:\n  - «name: Blind»\n", "Blind is a name without url and date_accessed")


@pytest.mark.parametrize(
    "name", ["Levels.fyi; Glassdoor", "Blind and Glassdoor", "Blind / Dice", "Blind, Dice & Hired"]
)
def test_several_names_in_one_entry(name: str) -> None:
    said = f"{name} is several sources in one entry"
    expect("CD703", f"data_sources:\n  - «name: '{name}'\n    date_accessed: 2026-02-10»\n", said)
    not_reported("CD703", f"data_sources:\n  - name: '{name} and others'\n    date_accessed: 2026-02-10\n")


def test_an_address_or_a_day_will_do() -> None:
    not_reported(
        "CD703", "data_sources:\n  - {name: A, url: 'https://a.com'}\n  - {name: B, date_accessed: 2026-02-10}\n"
    )


def test_an_address_that_is_not_text_is_another_matter() -> None:
    not_reported("CD703", "data_sources:\n  - {name: A, url: 12}\n  - {name: B, date_accessed: lately}\n")


def test_no_finding_without_names() -> None:
    not_reported("CD703", "data_sources: []\n")
    not_reported("CD703", "data_sources: [null, 3, '']\n")
    not_reported("CD703", "data_sources: {name: Blind}\n")


def test_a_name_of_many_spaces_is_split_once() -> None:
    not_reported("CD703", f"data_sources:\n  - {{name: 'Google{' ' * 100_000}x', url: 'https://a.com'}}\n")
