import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import USUAL, against


def test_an_end_over_the_sum_by_more_than_ten_percent() -> None:
    expect(
        "CD201",
        """
compensation:
  - base_high: 200000
    stock_high: 120000
    bonus_pct_high: 15
    total_comp_high: «300000»
""",
        "total_comp_high 300,000 is 15.4% over base + stock/4 + bonus = 260,000 (bonus 10–15%)",
        severity=Severity.INFO,
    )


def with_one_end(low: int, high: int) -> str:
    """Three regions of which the first two fit the formula; the total of the last one is to be 141,000–196,750."""
    rows = (150, 200, 185_000, 260_000), (120, 160, 152_000, 214_000), (110, 145, low, high)
    return "compensation:\n" + "".join(
        f"  - base_low: {base}000\n    base_high: {top}000\n    stock_low: 80000\n    stock_high: 120000\n"
        f"    bonus_pct: 10\n    bonus_pct_high: 15\n    total_comp_low: {low}\n    total_comp_high: {high}\n"
        for base, top, low, high in rows
    )


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (
            141_000,
            214_000,
            ": total_comp_high 214,000 is the one of New York, or base_high 145,000 or stock_high 120,000 is wrong",
        ),
        (141_000, 179_000, ": total_comp_high 179,000 seems to have exchanged digits: 197,000 fits"),
    ],
)
def test_one_end_that_is_off_where_all_others_fit_is_a_warning(low: int, high: int, said: str) -> None:
    (found,) = lint(with_one_end(low, high), "CD201")
    assert found.message.endswith(said)
    assert found.severity == Severity.WARNING


def test_one_end_that_is_off_less_than_others_is_not_reported() -> None:
    not_reported("CD201", with_one_end(144_000, 196_000))


def test_one_end_of_totals_that_are_rounded_much_is_not_reported() -> None:
    rows = (30, 40, 30_000, 40_000), (34, 44, 40_000, 40_000), (30, 40, 30_000, 40_000)
    fragment = "compensation:\n" + "".join(
        f"  - base_low: {base}000\n    base_high: {top}000\n    stock_low: 0\n    stock_high: 0\n    bonus_pct: 0\n"
        f"    bonus_pct_high: 0\n    total_comp_low: {low}\n    total_comp_high: {high}\n"
        for base, top, low, high in rows
    )
    assert {one.severity for one in lint(fragment, "CD201")} <= {Severity.INFO}


def test_totals_below_base_are_exchanged_with_it_though_they_do_not_fit_the_formula() -> None:
    entry = (
        "  - base_low: {0}000\n    base_high: {0}000\n    stock_low: 40000\n    stock_high: 40000\n    bonus_pct: 10\n"
        "    bonus_pct_high: 10\n    total_comp_low: {1}000\n    total_comp_high: {1}000\n"
    )
    fragment = "compensation:\n" + "".join(entry.format(*one) for one in ((190, 150), (165, 130), (155, 122)))
    found = lint(fragment, "CD202")
    assert [one.message.partition("; ")[2] for one in found] == ["base salary and total seem to be exchanged"] * 3


def test_past_a_quarter_it_is_a_warning_and_names_the_one_bonus_there_is() -> None:
    expect(
        "CD201",
        """
compensation:
  - base_low: 80000
    stock_low: 120000
    bonus_pct: 10
    # bonus_pct_high:
    total_comp_low: «82000»
""",
        "total_comp_low 82,000 is 30.5% under base + stock/4 + bonus = 118,000 (bonus 10%; no bonus_pct_high is given)",
        severity=Severity.WARNING,
    )


def test_limits_are_options() -> None:
    fragment = "compensation:\n  - total_comp_high: «300000»\n"
    expect("CD201", fragment, severity=Severity.WARNING, warning_over=15.0)
    not_reported("CD201", fragment.replace("«", "").replace("»", ""), info_over=16.0)


def test_no_finding_if_a_part_is_null() -> None:
    not_reported("CD201", "compensation:\n  - stock_high: null\n    total_comp_high: 900000\n")


def test_no_finding_if_the_whole_grant_was_added() -> None:
    not_reported(
        "CD201",
        """
compensation:
  - base_low: 100000
    base_high: 150000
    stock_low: 100000
    stock_high: 200000
    bonus_pct: 10
    bonus_pct_high: 10
    total_comp_low: 210000
    total_comp_high: 365000
""",
    )


def test_a_single_bonus_is_named_once_and_vesting_of_a_year_divides_nothing() -> None:
    expect(
        "CD201",
        """
compensation:
  - base_high: 200000
    stock_high: 120000
    stock_vest_years: 1
    bonus_pct: 10
    bonus_pct_high: 10
    total_comp_low: «185000»
    total_comp_high: «300000»
---
Without a table, which CD512 would compare.
""",
        "total_comp_low 185,000 is 24.5% under base + stock + bonus = 245,000 (bonus 10%)",
        "total_comp_high 300,000 is 11.8% under base + stock + bonus = 340,000 (bonus 10%)",
    )


def test_a_bonus_in_amounts_is_added_as_it_is() -> None:
    expect(
        "CD201",
        """
compensation:
  - # bonus_pct:
    # bonus_pct_high:
    bonus_low: 15000
    bonus_high: 20000
    total_comp_high: «290000»
""",
        "total_comp_high 290,000 is 16% over base + stock/4 + bonus = 250,000",
    )


@pytest.mark.parametrize(
    "lines",
    [
        "base_low: 200000\n    base_high: 150000\n    total_comp_low: 400000",  # CD204
        "stock_low: -80000\n    total_comp_high: 320000",  # CD206
        "base_low: 150\n    total_comp_high: 320000",  # CD207
        "bonus_low: 15000\n    bonus_high: 30000\n    total_comp_high: 320000",  # CD208
        "bonus_pct_high: 300\n    total_comp_high: 320000",  # CD208
        "total_comp_low: 140000",  # CD202
        "stock_vest_years: 100\n    total_comp_high: 320000",
    ],
)
def test_no_finding_if_another_rule_names_the_cause(lines: str) -> None:
    not_reported("CD201", f"compensation:\n  - {lines}\n")


def row(*lines: str) -> str:
    """The example's first region with other lines, and a table without figures that fits any total."""
    return against("compensation:\n  - " + "\n    ".join(lines), "Oslo | N/A", header="Region | Base Salary")


@pytest.mark.parametrize(
    ("lines", "cause"),
    [
        (("total_comp_low: «170000»", "total_comp_high: 230000"), "it is without the bonus"),
        (
            (
                "signing_bonus_low: 20000",
                "signing_bonus_high: 50000",
                "total_comp_low: «205000»",
                "total_comp_high: 310000",
            ),
            "the signing bonus is included, which is paid once",
        ),
        (
            ("total_comp_low: «210000»", "total_comp_high: 285000"),
            "both ends are over by about 25,000, perhaps a signing bonus or another single payment",
        ),
        (
            (
                "base_low: 80000",
                "base_high: 120000",
                "stock_low: 150000",
                "stock_high: 200000",
                "total_comp_low: «185000»",
            ),
            "base salary and equity grant seem to be exchanged",
        ),
        (
            (
                "base_low: 80000",
                "base_high: 120000",
                "stock_low: 185000",
                "stock_high: 260000",
                "total_comp_low: «150000»",
                "total_comp_high: 200000",
            ),
            "base salary, equity grant and total seem to be exchanged",
        ),
        (
            ("base_low: 12500", "base_high: 16667", "total_comp_low: «185000»", "total_comp_high: 260000"),
            "the base salary seems to be 1/12 of what fits, perhaps a month's figure in a yearly one",
        ),
        (
            ("stock_low: 8000", "stock_high: 12000", "total_comp_low: «185000»"),
            "the equity grant seems to be 1/10 of what fits",
        ),
    ],
)
def test_names_the_cause_of_a_total_once(lines: tuple[str, ...], cause: str) -> None:
    codes = ("CD201", "CD202")
    found = [
        one for one in lint(row(*lines).replace("«", "").replace("»", ""), *codes) if one.region == "San Francisco"
    ]
    assert [one.message.partition("%): ")[2] or one.message.rpartition("; ")[2] for one in found] == [cause]
    assert found[0].severity >= Severity.WARNING


@pytest.mark.parametrize(
    ("stock", "bonus", "key", "words"),
    [
        (120, 450, "bonus_low", "the amount of bonus seems to be 10 times what fits"),
        (45, 120, "stock_low", "equity grant and bonus seem to be exchanged"),
    ],
)
def test_names_an_amount_of_bonus_as_the_cause(stock: int, bonus: int, key: str, words: str) -> None:
    parts = {"base": 150, "stock": stock, "bonus": bonus}
    ends = (f"{part}_{end}: {k * of}000" for part, of in parts.items() for end, k in (("low", 1), ("high", 2)))
    lines = *ends, "# bonus_pct:", "# bonus_pct_high:", "total_comp_low: 225000", "total_comp_high: 450000"
    (found,) = [one for one in lint(row(*lines), "CD201", "CD202") if one.region == "San Francisco"]
    assert (found.key_path[-1], found.message.rpartition(": ")[2]) == (key, words)


def test_a_total_without_an_amount_of_bonus_is_no_bonus_of_other_digits() -> None:
    lines = "bonus_low: 30000", "bonus_high: 40000", "# bonus_pct:", "# bonus_pct_high:", "total_comp_low: 172000"
    found = lint(row(*lines, "total_comp_high: 232000"), "CD201")
    assert not any("amount of bonus" in one.message for one in found)


def test_a_mistake_is_found_by_what_the_other_regions_totals_are_to_their_parts() -> None:
    regions = ("San Francisco", 80_000, "197000"), ("New York", 80_000, "197000"), ("London", 320_000, "197000")
    fragment = "compensation:\n" + "".join(
        f"  - region: {region}\n    # bonus_pct:\n    # bonus_pct_high:\n    base_low: 150000\n    base_high: 200000\n"
        f"    stock_low: {stock}\n    stock_high: {2 * stock}\n    total_comp_low: {total}\n"
        "    total_comp_high: 286000\n"
        for region, stock, total in regions
    )
    (found,) = expect("CD201", fragment.replace(" 320000", " «320000»"))
    assert found.message.endswith(": the equity grant seems to be 4 times what fits")


def test_exchanged_digits_are_found_by_the_other_regions_totals() -> None:
    (found,) = expect("CD201", "compensation:\n  - base_low: «105000»\n    total_comp_low: 185000\n")
    assert found.message.endswith("base_low 105,000 seems to have exchanged digits: 150,000 fits")


def test_skips_a_total_in_several_currencies() -> None:
    rows = ("San Francisco | £150K–£200K | $80K–$120K | 10–15% | £385K–£460K", *USUAL[1:])
    lines = "compensation:\n  - total_comp_low: 385000\n    total_comp_high: 460000\n    currency: GBP"
    assert [one.code for one in lint(against(lines, *rows), "CD201", "CD203", "CD507")] == ["CD507"]


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("Region | Base Salary | Stock (10/20/30/40) | Bonus | Year-1 Total", []),
        ("Region | Base Salary | Stock (RSU/4yr) | Bonus | Year-1 Total", ["CD201", "CD201"]),
        ("Region | Base Salary | Stock (10/20/30/40) | Bonus | Total Comp", ["CD201"]),  # the cause is named once
    ],
)
def test_a_first_year_total_includes_the_first_part_of_the_schedule(header: str, codes: list[str]) -> None:
    lines = (
        "compensation:\n  - base_low: 150000\n    base_high: 170000\n    stock_low: 400000\n    stock_high: 400000\n"
        "    bonus_pct: 0\n    bonus_pct_high: 0\n    total_comp_low: 190000\n    total_comp_high: 210000"
    )
    rows = ("San Francisco | $150K–$170K | $400K | 0% | $190K–$210K", *USUAL[1:])
    assert [
        one.code for one in lint(against(lines, *rows, header=header), "CD201") if one.region == "San Francisco"
    ] == codes


def test_a_bonus_unlike_that_of_all_other_regions_is_named_if_theirs_fits() -> None:
    before, _, after = with_one_end(141_000, 196_750).rpartition("bonus_pct: 10\n    bonus_pct_high: 15")
    (found,) = lint(f"{before}bonus_pct: 25\n    bonus_pct_high: 30{after}", "CD201")
    assert found.key_path == ("compensation", 2, "bonus_pct")
    assert found.message.endswith("(bonus 25–30%): the bonus of the other regions fits")


def test_a_bonus_of_a_tenth_of_all_others_is_named_if_theirs_fits_better() -> None:
    parts = "  - base_low: 147000\n    base_high: 187000\n    stock_low: 84000\n    stock_high: 132000\n"
    odd = f"{parts}    bonus_pct: 1\n    bonus_pct_high: 2\n    total_comp_low: 176000\n    total_comp_high: 237000\n"
    (found,) = lint(f"compensation:\n{odd}", "CD201")
    assert found.key_path == ("compensation", 0, "bonus_pct")
    assert found.message.endswith("(bonus 1–2%): the bonus of the other regions fits")


@pytest.mark.parametrize(("pct", "high"), [("100", "150"), ("1", "1.5"), ("0", "0")])
def test_a_bonus_far_from_all_others_is_named_if_one_of_them_fits(pct: str, high: str) -> None:
    first, second, last = with_one_end(141_000, 196_750).split("    bonus_pct: 10\n    bonus_pct_high: 15\n")[:3]
    rest = with_one_end(141_000, 196_750).rpartition("bonus_pct_high: 15\n")[2]
    totals = second.replace("185000", "182000").replace("260000", "254000")
    own, others = f"    bonus_pct: {pct}\n    bonus_pct_high: {high}\n", "    bonus_pct: 10\n    bonus_pct_high: 15\n"
    fragment = f"{first}    bonus_pct: 8\n    bonus_pct_high: 12\n{totals}{others}{last}{own}{rest}"
    (found,) = lint(fragment, "CD201")
    assert found.key_path == ("compensation", 2, "bonus_pct")
    assert found.message.endswith(": the bonus of the other regions fits")
    assert found.severity == Severity.WARNING


def test_parts_exchanged_while_the_bonus_is_not_known() -> None:
    lines = (
        "base_low: 125000\n    base_high: 350000\n    stock_low: 180000\n    stock_high: 250000\n    bonus_pct: null"
    )
    total = "total_comp_low: 211000\n    total_comp_high: 338000"
    found = lint(f"compensation:\n  - {lines}\n    # bonus_pct_high:\n    {total}\n", "CD202")
    assert [one.message.partition("; ")[2] for one in found] == ["base salary and equity grant seem to be exchanged"]


def test_totals_of_several_regions_that_are_a_bit_over_hold_no_single_payment() -> None:
    rows = "".join(
        f"  - base_low: {base}000\n    base_high: {top}000\n    stock_low: 80000\n    stock_high: 120000\n"
        f"    total_comp_low: {base * 1100 + 32000}\n    total_comp_high: {top * 1100 + 30000 + more}\n"
        "    bonus_pct: 10\n    bonus_pct_high: 10\n"
        for base, top, more in ((150, 160, 12_200), (180, 200, 20_000), (120, 160, 16_000))
    )
    not_reported("CD201", f"compensation:\n{rows}")


def test_exchanged_digits_are_none_that_turn_a_range_around() -> None:
    rows = (150, 200, "«275000»", 300_000), (140, 187, "196000", 284_000), (130, 173, "185000", 268_000)
    text = "".join(
        f"  - base_low: {base}000\n    base_high: {top}000\n    stock_low: 140000\n    stock_high: 240000\n"
        f"    total_comp_low: {low}\n    total_comp_high: {high}\n    bonus_pct: 15\n    bonus_pct_high: 20\n"
        for base, top, low, high in rows
    )
    (found,) = expect("CD201", f"compensation:\n{text}")
    assert "exchanged digits" not in found.message


def test_a_total_that_is_an_exact_sum_has_no_other_regions_figures() -> None:
    rows = (135, 176, 90, 135, 158, 210), (130, 168, 96, 144, 160, 219), (122, 158, 135, 202, 157, 216)
    keys = ("base_low", "base_high", "stock_low", "stock_high", "total_comp_low", "total_comp_high")
    text = "".join(
        "  - bonus_pct: 15\n    bonus_pct_high: 20\n    currency: USD\n"
        + "".join(f"    {key}: {end}000\n" for key, end in zip(keys, row, strict=True))
        for row in rows
    )
    found = lint(f"compensation:\n{text}", "CD201")
    assert found[0].message.endswith(": it is without the bonus")


def test_a_digit_too_many_is_not_named_if_the_range_would_be_inverted() -> None:
    lines = "base_high: 230000\n    total_comp_low: 185000\n    total_comp_high: 260000"
    found = lint(f"compensation:\n  - region: San Francisco\n    {lines}\n", "CD201")
    assert not any("stock_high" in one.message for one in found)


def test_totals_that_are_about_the_formula_are_no_exchange() -> None:
    rows = (197, 247, 115, 174, 252, 349), (197, 254, 135, 204, 255, 351), (104, 132, 28, 43, 124, 171)
    keys = ("base_low", "base_high", "stock_low", "stock_high", "total_comp_low", "total_comp_high")
    entries = (
        "  - bonus_pct: 10\n    bonus_pct_high: 20\n"
        + "".join(f"    {key}: {figure}000\n" for key, figure in zip(keys, figures, strict=True))
        for figures in rows
    )
    not_reported("CD201", "compensation:\n" + "".join(entries))
