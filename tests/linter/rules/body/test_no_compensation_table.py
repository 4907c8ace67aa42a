import pytest

from tests.linter.checks import expect, not_reported
from tests.linter.rules.body.tables import USUAL, against


@pytest.mark.parametrize(
    "body",
    [
        "«| Question | Answer |»\n|---|---|\n| Is there a budget? | Ask early. |\n",
        "«| Region | Base |»\n|---|---|\n| London | ask |\n",
        "<p>\n«<table>»\n<tr><td>London</td></tr></table>\n",
    ],
)
def test_tables_that_hold_no_pay(body: str) -> None:
    expect(
        "CD501",
        f"company: acme\n---\n### Data Engineer | Acme\n\n{body}",
        "no table of the body can be read as the compensation table",
    )


def test_no_finding_without_any_table_and_with_the_one() -> None:
    not_reported("CD501", "company: acme\n---\n### Data Engineer | Acme\n\nNo table.\n")
    not_reported("CD501", "company: acme\n---\n```\n<table>\n| a | b |\n|---|---|\n```\n")
    not_reported("CD501", against("company: acme", *USUAL))
