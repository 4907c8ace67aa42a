from datetime import date

from tests.linter.checks import expect, not_reported

LATE = date(2028, 12, 1)


def guide(updated: str, path: str = "acme/data-engineer.md") -> str:
    return f"# file: {path}\nlast_updated: {updated}\n"


def test_each_release_is_reported_once_for_the_guide_updated_last() -> None:
    expect(
        "CD221",
        guide("2028-06-01") + guide("«2028-11-16»", "globex/data-engineer.md"),
        "the wages of BLS OEWS, May 2025 are 2.5 years older than this guide",
        today=LATE,
    )


def test_a_guide_within_the_years_or_without_wages_is_not_reported() -> None:
    not_reported("CD221", guide("2028-05-14"), today=LATE)
    not_reported("CD221", guide("2028-11-16", "acme/chief-baker.md"), today=LATE)
    expect("CD221", guide("«2026-11-16»"), today=LATE, years=0.5)
