import pytest

from tests.linter.checks import expect, lint, not_reported

FITS = "The amount would fit in {}, the currency of {}: correct currency or amount"
PER_CENT = "This looks like a percentage: write it as bonus_pct, or write the whole amount"


def helps(fragment: str) -> list[str]:
    return [(found.help or "").partition(". Official wages")[0] for found in expect("CD207", fragment)]


def row(lines: str, region: str = "San Francisco", currency: str = "USD") -> str:
    return f"compensation:\n  - region: {region}\n    {lines}\n    currency: {currency}\n"


def test_too_little_and_too_much() -> None:
    expect(
        "CD207",
        row("base_low: «150»\n    base_high: «26000000»"),
        "base_low 150 is too little for a base salary in USD (at least about 4,000)",
        "base_high 26,000,000 is too much for a base salary in USD (at most about 2,500,000)",
    )


@pytest.mark.parametrize(
    ("part", "low", "high", "name", "least", "most"),
    [
        ("base", 3_999, 2_500_001, "base salary", "4,000", "2,500,000"),
        ("stock", 599, 60_000_001, "equity grant", "600", "60,000,000"),
        ("bonus", 99, 20_000_001, "bonus", "100", "20,000,000"),
        ("signing_bonus", 99, 10_000_001, "signing bonus", "100", "10,000,000"),
        ("total_comp", 3_999, 40_000_001, "total compensation", "4,000", "40,000,000"),
    ],
)
def test_each_component_has_its_bounds(part: str, low: int, high: int, name: str, least: str, most: str) -> None:
    article = "an" if part == "stock" else "a"
    expect(
        "CD207",
        row(f"{part}_low: «{low}»\n    {part}_high: «{high}»"),
        f"{part}_low {low:,} is too little for {article} {name} in USD (at least about {least})",
        f"{part}_high {high:,} is too much for {article} {name} in USD (at most about {most})",
    )
    not_reported("CD207", row(f"{part}_low: {low + 1}\n    {part}_high: {high - 1}"))


@pytest.mark.parametrize(
    ("lines", "region", "currency", "slip"),
    [
        ("base_low: «150»", "Boston", "USD", "Thousands seem to be missing: 150,000 may be meant"),
        ("stock_low: «80»", "Boston", "USD", "Thousands seem to be missing: 80,000 may be meant"),
        ("base_low: «1800»", "Bangalore", "INR", "Thousands seem to be missing: 1,800,000 may be meant"),
        ("base_low: «18»", "Bangalore", "INR", "This looks like lakh: 1,800,000 may be meant"),
        ("base_high: «3000000»", "Boston", "USD", "There seems to be a zero too many: 300,000 may be meant"),
        ("base_high: «20000000»", "Boston", "USD", "There seem to be two zeros too many: 200,000 may be meant"),
        ("base_high: «200000000»", "Boston", "USD", "There seem to be three zeros too many: 200,000 may be meant"),
        ("base_low: «3600000»", "Bangalore", "USD", FITS.format("INR", "Bangalore")),
        ("base_low: «150000»", "Boston", "JPY", FITS.format("USD", "Boston")),
        ("base_low: «45000»", "Stockholm", "SEK", "This looks like a month's pay: 540,000 may be meant"),
        ("base_low: «14400»", "Sydney", "AUD", "This looks like 1/10 of the pay: 144,000 may be meant"),
        ("base_low: «10000»", "Stockholm", "SEK", "This looks like a week's pay: 520,000 may be meant"),
        ("base_low: «75»", "Boston", "USD", "This looks like an hour's pay: 156,000 may be meant"),
        ("stock_low: «1»", "Boston", "USD", "Thousands seem to be missing: 1,000 may be meant"),
        ("total_comp_low: «1850»", "Boston", "USD", "Two digits seem to be missing: 185,000 may be meant"),
        ("total_comp_low: «5000000000»", "Boston", "USD", "Write the whole amount a year in the units of `currency`"),
        ("bonus_low: «10»", "Boston", "USD", PER_CENT),
        ("base_low: «0»", "Boston", "USD", "Write null if the figure is unknown"),
    ],
)  # fmt: skip
def test_names_the_likely_slip(lines: str, region: str, currency: str, slip: str) -> None:
    others = {
        "INR": "base_high: 3000000\n    stock_low: 1000000\n    stock_high: 2000000\n"
        "    total_comp_low: 2000000\n    total_comp_high: 4000000",
        "JPY": "base_high: 20000000\n    stock_low: 5000000\n    stock_high: 9000000\n"
        "    total_comp_low: 15000000\n    total_comp_high: 26000000",
        "SEK": "base_high: 700000\n    total_comp_low: 600000\n    total_comp_high: 900000",
        "AUD": "base_high: 180000\n    total_comp_low: 183150\n    total_comp_high: 241250",
    }.get(currency, "currency: USD")
    kept = "" if currency == "USD" else f"\n    {others}"
    assert helps(row(lines + kept, region, currency)) == [slip]


def test_an_amount_that_fits_in_the_currency_of_another_entry() -> None:
    fragment = (
        "compensation:\n  - region: San Francisco\n  - region: Bangalore\n    currency: INR\n    base_low: «55000»\n"
        "    base_high: 2000000\n    stock_low: 400000\n    stock_high: 800000\n    total_comp_low: 1000000\n"
        "    total_comp_high: 3000000\n"
    )
    (found,) = expect("CD207", fragment)
    assert found.help == "The amount would fit in USD, the currency of another entry: correct currency or amount"


def test_no_grant_and_no_bonus_are_fine_but_no_salary_is_not() -> None:
    not_reported(
        "CD207",
        row("stock_low: 0\n    stock_high: 0\n    bonus_low: 0\n    bonus_high: 0\n    signing_bonus_low: 0"),
    )
    expect("CD207", row("base_low: «0»\n    total_comp_low: 0"))


def test_a_years_share_of_a_grant_may_be_less_than_a_grant() -> None:
    not_reported("CD207", row("stock_low: 400\n    stock_vest_years: 1"))
    expect("CD207", row("stock_low: «400»"))


@pytest.mark.parametrize(
    ("region", "currency", "low", "high"),
    [
        ("Hanoi", "VND", 60_000_000, 900_000_000),
        ("Bangalore", "INR", 300_000, 20_000_000),
        ("Lagos", "NGN", 2_000_000, 60_000_000),
        ("Jakarta", "IDR", 60_000_000, 2_000_000_000),
        ("Zurich", "CHF", 60_000, 400_000),
        ("Tokyo", "JPY", 3_000_000, 60_000_000),
        ("New York", "USD", 30_000, 2_000_000),
    ],
)
def test_a_beginner_and_a_director_are_plausible_anywhere(region: str, currency: str, low: int, high: int) -> None:
    not_reported(
        "CD207",
        row(
            f"base_low: {low}\n    base_high: {high}\n    stock_low: 0\n    stock_high: {high}\n"
            f"    total_comp_low: {low}\n    total_comp_high: {high * 2}",
            region,
            currency,
        ),
    )


def test_no_finding_if_the_currency_is_not_known_or_the_figure_is_negative() -> None:
    not_reported("CD207", row("base_low: 1\n    base_high: 2", currency="XXX"))
    not_reported("CD207", row("base_low: 1\n    base_high: 2", currency="null"))
    not_reported("CD207", row("base_low: -1\n    stock_low: null"))


def test_another_entry_whose_currency_is_not_known() -> None:
    expect(
        "CD207",
        "compensation:\n  - base_low: «1.5»\n  - currency: XXX\n",
        "base_low 1.5 is too little for a base salary in USD (at least about 4,000)",
    )


def test_a_bonus_that_differs_from_the_table_beside_it() -> None:
    row_of_table = "| San Francisco | $150K–$200K | $80K–$120K | 20–25% | $185K–$260K |\n"
    not_reported("CD207", "compensation:\n  - base_low: 150\n    bonus_pct: 10\n# body:\n" + row_of_table)


def test_an_amount_that_is_plausible_in_the_currency_of_the_table() -> None:
    in_yen = "compensation:\n  - currency: JPY\n"
    row_of_table = "| San Francisco | $150K–$200K | $80K–$120K | 10–15% | $185K–$260K |\n"
    not_reported("CD207", f"{in_yen}# body:\n{row_of_table}")


def test_a_signing_bonus_of_a_salary() -> None:
    entry = "compensation:\n  - base_low: 150000\n    signing_bonus_low: {}\n    currency: USD\n"
    said = "signing_bonus_low 160,000 is not less than base_low 150,000"
    expect("CD207", entry.format("«160000»"), said)
    not_reported("CD207", entry.format("100000"))


@pytest.mark.parametrize(
    ("usual", "ends", "help_"),
    [
        (
            (190_000, 250_000),
            ("«2640000»", 3_480_000),
            "A year's pay seems to be multiplied by 12: 220,000 may be meant",
        ),
        ((270_000, 350_000), ("«2640000»", 3_480_000), "There seems to be a zero too many: 264,000 may be meant"),
        ((130_000, 170_000), ("«1330»", 1_710), "Two digits seem to be missing: 133,000 may be meant"),
        ((35_000, 45_000), ("«3100»", 3_900), "This looks like a month's pay: 37,200 may be meant"),
    ],
)
def test_other_regions_decide_between_slips(usual: tuple[int, int], ends: tuple[str, int], help_: str) -> None:
    pays = zip(("Paris", "New York", "London"), (usual, ends, ("null", "null")), strict=True)
    unknown = ("stock_low", "stock_high", "total_comp_low", "total_comp_high")
    more = "".join(f"    {key}: null\n" for key in unknown)
    entries = [
        f"  - region: {place}\n    base_low: {low}\n    base_high: {high}\n" + more for place, (low, high) in pays
    ]
    assert helps("compensation:\n" + "".join(entries)) == [help_]


def test_the_total_tells_an_hours_pay_from_missing_thousands() -> None:
    hour, thousands = "This looks like an hour's pay: 149,760", "Thousands seem to be missing: 150,000"
    for low, high, said in (72, 96, hour), (150, 200, thousands):
        (found,) = lint(f"compensation:\n  - base_low: {low}\n    base_high: {high}\n  - base_low: 150000\n", "CD207")
        assert (found.help or "").startswith(f"{said} may be meant")
    lines = "region: Sydney\n    base_low: 110\n    base_high: 140\n    total_comp_low: 130\n    total_comp_high: 180"
    (found,) = lint(f"compensation:\n  - {lines}\n    currency: AUD\n  - base_low: 150000\n", "CD207")
    assert (found.help or "").startswith("Thousands seem to be missing: 110,000")


def test_a_round_figure_is_more_likely_than_one_that_fits_better() -> None:
    (found,) = lint("compensation:\n  - base_low: 2480000\n    base_high: 3100000\n", "CD207")
    assert (found.help or "").startswith("There seems to be a zero too many: 310,000 may be meant")
