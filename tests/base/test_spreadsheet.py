"""Cells that a spreadsheet would run."""

import pytest

from comp_data.base.escape import escape_formula


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "\0=1",
        "\ufeff=1",
        "\u200b \u00ad=1",
        "\u2060@x",
        '=HYPERLINK("https://example.com","pay")',
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1+1",
        "\u00a0=1+1",
        "＝1+1",
        "-5\n",
        "-",
        "+",
        "-5-5",
        "+٣",
        "'=1",
        "'-5",
        "''+5.25",
    ],
)
def test_a_formula_is_text_and_so_is_one_after_apostrophes(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Acme", "a=1", "San Francisco", "-5", "+5", "-5.25", "12", "(=1)", "'a"])
def test_other_text_stays(text: str) -> None:
    assert escape_formula(text) == text
