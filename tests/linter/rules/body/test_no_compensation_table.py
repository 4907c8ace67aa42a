import pytest

from tests.linter.checks import expect, not_reported
from tests.linter.rules.body.tables import USUAL, against


@pytest.mark.parametrize(
    ("body", "lack"),
    [
        ("«| Question | Answer |»\n|---|---|\n| Is there a budget? | Ask early. |\n", ""),
        ("«| Region | Base |»\n|---|---|\n| London | ask |\n", ""),
        (
            "«|---|---|»\n| London | £80,000 |\n| Paris | €80,000 |\n",
            ": the line above this one is not a header with as many cells",
        ),
        (
            "| Region | Base |\n«|---|---|---|»\n| London | £80,000 | 10% |\n",
            ": the line above this one is not a header with as many cells",
        ),
        ("<p>\n«<table>»\n<tr><td>London</td></tr></table>\n", ": tables in HTML are not read"),
        (
            "| Question | Answer |\n|---|---|\n| Is there a budget? | Ask early. |\n\n"
            "«<table>»\n<tr><td>London</td><td>£80,000</td></tr></table>\n",
            ": tables in HTML are not read",
        ),
        ("«+------+-------+»\n| Base | £80K  |\n+------+-------+\n", ": tables that are not in Markdown are not read"),
        ("«| Team | Base |»\n|---|---|\n| Ads | £80K |\n", ": `Team | Base` names no place for its figures"),
        (
            "«| Component | Range |»\n|---|---|\n| Base | £80,000 |\n| Bonus | 10% |\n",
            ": `Component | Range` names no place for its figures",
        ),
        (
            "| Question | Answer |\n|---|---|\n| Budget? | Ask. |\n\n"
            "«| Region | Min | Max |»\n|---|---|---|\n| London | £80,000 | £90,000 |\n",
            ": `Region | Min | Max` does not say which part of the pay its figures are",
        ),
        (
            "«| Region | Component | Low | High |»\n|---|---|---|---|\n| London | Base | £80,000 | £90,000 |\n"
            "| London | Bonus | 10% | 15% |\n",
            ": `Region | Component | Low | High` has a row for each part of the pay",
        ),
        (
            "«| Pay element | Region | Low | High |»\n|---|---|---|---|\n| Base | London | £80,000 | £90,000 |\n"
            "| Total | London | £90,000 | £99,000 |\n",
            ": `Pay element | Region | Low | High` has a row for each part of the pay",
        ),
        (
            "«| Company | Region | Base |»\n|---|---|---|\n| Initech | London | £80K |\n| Globex | Paris | €70K |\n",
            ": `Company | Region | Base` has companies in it that the title does not name",
        ),
    ],
)
def test_tables_that_hold_no_pay(body: str, lack: str) -> None:
    expect(
        "CD501",
        f"company: acme\n---\n### Data Engineer | Acme\n\n{body}",
        f"no table of the body can be read as the compensation table{lack}",
    )


def test_no_finding_without_any_table_and_with_the_one() -> None:
    not_reported("CD501", "company: acme\n---\n### Data Engineer | Acme\n\nNo table.\n")
    not_reported("CD501", "company: acme\n---\n```\n<table>\n| a | b |\n|---|---|\n```\n")
    not_reported("CD501", against("company: acme", *USUAL))
