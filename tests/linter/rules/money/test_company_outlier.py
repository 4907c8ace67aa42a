import tracemalloc

import pytest

from comp_data.base.diagnostics import Severity
from comp_data.guide.document import parse_document
from comp_data.linter.record import Record
from comp_data.linter.rules.money.company_outlier import company_outlier
from comp_data.linter.summary import summarize
from tests.fragments import guides
from tests.linter.checks import TODAY, expect, lint, not_reported

ROLES = ("data-scientist", "product-manager", "product-designer", "security-engineer", "devops-engineer")


def company(own: str, others: int = 5) -> str:
    files = [f"# file: acme/data-engineer.md\ncompensation:\n{own}"]
    for number, role in enumerate(ROLES[:others]):
        files.append(f"# file: acme/{role}.md\ncompensation:\n  - base_low: {150_000 + number * 1_000}\n")
    return "".join(files)


def scaled(factor: float) -> str:
    """The example's first region with base, stock and total times a factor."""
    low, high = f"«{round(150_000 * factor)}»", round(200_000 * factor)
    stock = f"    stock_low: {round(80_000 * factor)}\n    stock_high: {round(120_000 * factor)}\n"
    total = f"    total_comp_low: {round(185_000 * factor)}\n    total_comp_high: {round(260_000 * factor)}\n"
    return f"  - base_low: {low}\n    base_high: {high}\n{stock}{total}"


def test_a_region_off_the_usual_ratio() -> None:
    expect(
        "CD216",
        company(scaled(1.3)),
        "base salary USD 195,000–260,000, midpoint 227,500, is 29% over 176,250, "
        "which the company's other roles suggest for "
        "San Francisco, compared with the guide's other regions",
        severity=Severity.WARNING,
    )
    expect("CD216", company(scaled(0.7)))


def test_a_guide_far_from_the_other_roles() -> None:
    expect(
        "CD216",
        company(scaled(6)),
        "base salary USD 900,000–1,200,000, midpoint 1,050,000, is 6 times over 176,250, "
        "the median of the company's 5 other roles "
        "in San Francisco",
    )


def test_skips_usual_ratios_and_few_roles() -> None:
    unmarked = company(scaled(1.3)).replace("«", "").replace("»", "")
    not_reported("CD216", company(scaled(1.1)).replace("«", "").replace("»", ""))
    not_reported("CD216", company(scaled(1.3), others=4).replace("«", "").replace("»", ""))
    not_reported("CD216", unmarked, roles=6)
    not_reported("CD216", unmarked, ratio=1.4)


def test_a_company_that_pays_all_roles_so_is_usual() -> None:
    files = [f"# file: acme/{role}.md\ncompensation:\n{scaled(1.3)}" for role in ("data-engineer", *ROLES)]
    not_reported("CD216", "".join(files).replace("«", "").replace("»", ""))


def regions(role: str, first: int, second: int) -> str:
    return (
        f"# file: acme/{role}.md\ncompensation:\n"
        f"  - base_low: {first}\n    base_high: {first + 30_000}\n"
        f"  - base_low: {second}\n    base_high: {second + 30_000}\n"
    )


def test_two_regions_exchanged_in_front_matter_and_table() -> None:
    others = "".join(regions(role, 150_000 + at * 1_000, 120_000 + at * 1_000) for at, role in enumerate(ROLES))
    found = expect("CD216", regions("data-engineer", 120_000, 150_000).replace("low: 120000", "low: «120000»") + others)
    assert found[0].message == (
        "base salary USD 120,000–150,000 is less than the one of New York, USD 150,000–180,000; in the company's "
        "other roles San Francisco pays more: the figures of the two regions seem to be exchanged"
    )
    not_reported("CD216", regions("data-engineer", 150_000, 120_000) + others)


def test_one_wrong_end_is_not_called_an_exchange() -> None:
    def wide(role: str, high: str) -> str:
        second = "  - base_low: 90000\n    base_high: 240000\n"
        return f"# file: acme/{role}.md\ncompensation:\n  - base_low: 100000\n    base_high: {high}\n{second}"

    others = "".join(wide(role, str(300_000 + at * 1_000)) for at, role in enumerate(ROLES))
    (found,) = lint(wide("data-engineer", "172000") + others, "CD216")
    assert "exchanged" not in found.message


def test_a_region_copied_from_another_one_that_the_company_pays_otherwise() -> None:
    lines = "# file: acme/data-engineer.md\ncompensation:\n  - region: San Francisco\n  - base_low: «150000»\n"
    copied = lines + "".join(
        f"    {key}: {value}\n"
        for key, value in (
            ("base_high", 200_000), ("stock_low", 80_000), ("stock_high", 120_000),
            ("total_comp_low", 185_000), ("total_comp_high", 260_000),
        )
    )  # fmt: skip
    others = "".join(regions(role, 150_000 + at * 1_000, 120_000) for at, role in enumerate(ROLES[:2]))
    (found,) = expect("CD216", copied + others)
    assert "every other figure the one of San Francisco; in the company's 2 other roles" in found.message
    assert found.message.endswith("the figures are copied, or exchanged with the equity grants")
    for end in ("stock_low: 80000", "stock_high: 120000"):
        copied = copied.replace(end, f"{end.partition(':')[0]}: null")
    (found,) = expect("CD216", copied + others)
    assert found.message.endswith("the two regions differ: the figures are copied")
    not_reported("CD216", copied.replace("«", "").replace("»", "") + regions(ROLES[0], 150_000, 120_000))


def test_a_grant_copied_from_another_region() -> None:
    own = regions("data-engineer", 150_000, 120_000).replace(
        "    base_high: 150000\n", "    base_high: 150000\n    stock_low: «80000»\n    stock_high: 120000\n"
    )
    others = "".join(
        regions(role, 150_000 + at * 1_000, 120_000)
        + f"    stock_low: {60_000 + at * 1_000}\n    stock_high: {90_000 + at * 1_000}\n"
        for at, role in enumerate(ROLES[:2])
    )
    (found,) = expect("CD216", own + others)
    assert found.message == (
        "equity grant USD 80,000–120,000 is the one of San Francisco; "
        "in the company's 2 other roles the two regions differ: the figures are copied"
    )
    not_reported("CD216", own.replace("«80000»", "70000") + others)


def test_a_grant_far_from_the_other_roles() -> None:
    own = "  - stock_low: {}\n    stock_high: {}\n    total_comp_high: 350000\n"
    expect(
        "CD216",
        company(own.format("«320000»", 480_000)),
        "equity grant USD 320,000–480,000, midpoint 400,000, is 4 times over 100,000, "
        "the median of the company's 5 other roles in San "
        "Francisco",
    )
    expect("CD216", company(own.format("«20000»", 30_000)))
    expect(
        "CD216",
        company(own.format("«160000»", 240_000)),
        "equity grant USD 160,000–240,000, midpoint 200,000, is 2.0 times over 100,000, "
        "which the company's other roles suggest for "
        "San Francisco, compared with the guide's other regions",
    )
    not_reported("CD216", company(own.format(90_000, 130_000).replace("350000", "270000")))
    not_reported("CD216", company(own.format(320_000, 480_000), others=4))


@pytest.mark.parametrize(
    ("factor", "advice"), [(1 / 12, "a month's or a year's share"), (12, "a grant that was multiplied")]
)
def test_names_what_a_grant_may_be_off_by(factor: float, advice: str) -> None:
    low, high = round(80_000 * factor), round(120_000 * factor)
    own = f"  - stock_low: «{low}»\n    stock_high: {high}\n    total_comp_high: {240_000 + high}\n"
    (found,) = expect("CD216", company(own))
    assert (found.help or "").startswith(f"Check for {advice}")


def test_names_base_and_stock_exchanged() -> None:
    own = "  - base_low: «80000»\n    base_high: 120000\n    stock_low: 150000\n    stock_high: 200000\n"
    (found,) = expect("CD216", company(own))
    advice, _, wages = (found.help or "").partition(". Official wages of ")
    assert advice == "Base salary and equity grant seem to be exchanged: look up which is which"
    assert "median" in wages


def companies(factor: float, count: int = 10) -> str:
    """Companies that pay alike, each at its level; the last one pays an engineer another factor of it."""
    files = []
    for number in range(count):
        level = 1 + number / 20
        is_odd = number == count - 1
        rows = scaled(level * (factor if is_odd else 1))
        rows = rows if is_odd else rows.replace("«", "").replace("»", "")
        files.append(f"# file: acme-{number}/data-engineer.md\ncompany: acme-{number}\ncompensation:\n{rows}")
        for at, role in enumerate(ROLES):
            own = scaled(level * (1 + at / 10)).replace("«", "").replace("»", "")
            files.append(f"# file: acme-{number}/{role}.md\ncompany: acme-{number}\ncompensation:\n{own}")
    return "".join(files)


def test_a_guide_far_from_what_other_companies_pay_the_role() -> None:
    expect(
        "CD216",
        companies(1.6),
        "base salary USD 348,000–464,000, midpoint 406,000, is 47% over 275,855, "
        "which the company's 5 other roles in San Francisco "
        "and other companies' pay of data-engineer suggest",
    )
    (found,) = lint(companies(0.6), "CD216")
    assert "USD 130,500–174,000, midpoint 152,250, is 40% under" in found.message
    assert lint(companies(1.2), "CD216") == []
    assert lint(companies(1.6, count=8), "CD216") == []
    assert lint(companies(1.6).replace("«", "").replace("»", ""), "CD216", role=1.7) == []


def formula(role: str, level: int, *, base: int | None = None, off: float = 1, bonus: str = "10") -> str:
    """Three regions whose totals are `off` times base + stock/4 + bonus; `base` is that of another level."""
    rows = []
    for region, share in (("San Francisco", 1.0), ("New York", 0.98), ("London", 0.7)):
        ends = []
        for key, end in (("low", 1.0), ("high", 1.3)):
            pay = round(level * 1_000 * share * end)
            stated = round((base or level) * 1_000 * share * end)
            total = round(off * (pay * (1.1 if bonus != "null" else 1) + pay / 8))
            ends.append(f"base_{key}: {stated}\n    stock_{key}: {pay // 2}\n    total_comp_{key}: {total}")
        rows.append(
            f"  - region: {region}\n    {ends[0]}\n    {ends[1]}\n    bonus_pct: {bonus}\n    bonus_pct_high: {bonus}\n"
        )
    return f"# file: acme/{role}.md\nrole: {role}\ncompensation:\n{''.join(rows)}"


def others(bonus: str = "10") -> str:
    return "".join(formula(role, 150 + 10 * at, bonus=bonus) for at, role in enumerate(ROLES))


def test_totals_that_are_all_off_the_formula_in_one_guide_of_a_company() -> None:
    (found,) = lint(formula("data-engineer", 155, off=0.88) + others(), "CD216")
    assert (
        "is 12% under base + stock/4 + bonus, like all totals of this guide, and unlike those of the company's other"
        in found.message
    )
    not_reported("CD216", formula("data-engineer", 155, off=0.95) + others())


def test_names_the_part_that_is_of_another_role() -> None:
    (found,) = lint(formula("data-engineer", 155, base=180) + others(), "CD216")
    assert found.message.endswith("other guides: its base salaries are those of security-engineer")


def test_totals_without_a_known_bonus_are_compared_however_far_off() -> None:
    not_reported("CD216", formula("data-engineer", 155, off=1.5) + others())  # CD201 does
    assert len(lint(formula("data-engineer", 155, off=1.5, bonus="null") + others("null"), "CD216")) == 1


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [
        (150_000, "«290000»", "base_high 290,000 is 45% over 200,"),
        ("«70000»", 200_000, "base_low 70,000 is 2.1 times under 14"),
    ],
)
def test_names_the_only_end_that_is_wrong(low: object, high: object, message: str) -> None:
    own = f"  - base_low: {low}\n    base_high: {high}\n    total_comp_low: null\n    total_comp_high: null\n"
    others = "  - region: New York\n  - region: London\n"
    files = [f"# file: acme/{role}.md\ncompensation:\n  - base_low: 150000\n{others}" for role in ROLES]
    fragment = f"# file: acme/data-engineer.md\ncompensation:\n{own}{others}" + "".join(files)
    (found,) = expect("CD216", fragment)
    assert found.message.startswith(message)
    assert found.help is not None
    assert found.help.startswith("Look up base_")


def test_a_negative_end_of_another_region_is_no_width() -> None:
    own = "  - base_low: 15000\n    base_high: 29000\n    total_comp_low: null\n    total_comp_high: null\n"
    others = "  - region: New York\n  - region: London\n"
    files = [f"# file: acme/{role}.md\ncompensation:\n  - base_low: 150000\n{others}" for role in ROLES]
    negative = others.replace("York\n", "York\n    base_low: -5\n    base_high: 10\n")
    fragment = f"# file: acme/data-engineer.md\ncompensation:\n{own}{negative}" + "".join(files)
    (found,) = lint(fragment, "CD216", "CD999")
    assert found.message.startswith("base salary USD 15,000–29,000, midpoint 22,000, is 8 times under 175,000")


def test_a_region_off_from_all_others_is_not_called_an_exchange() -> None:
    def three(role: str, pays: tuple[int, ...]) -> str:
        rows = (f"  - base_low: {pay}\n    base_high: {pay + 30_000}\n" for pay in pays)
        return f"# file: acme/{role}.md\ncompensation:\n{''.join(rows)}"

    others = "".join(three(role, (150_000 + at, 120_000 + at, 90_000 + at)) for at, role in enumerate(ROLES))
    (found,) = lint(three("data-engineer", (95_500, 120_000, 90_000)) + others, "CD216")
    assert found.key_path == ("compensation", 0, "base_low")
    assert "exchanged" not in found.message
    (found,) = lint(three("data-engineer", (120_000, 150_000, 90_000)) + others, "CD216")
    assert "the figures of the two regions seem to be exchanged" in found.message


def test_the_pay_of_few_companies_at_a_time_is_in_memory() -> None:
    (made,) = guides("company: acme\n")
    document = parse_document(made.text, made.path)
    one = summarize(Record(document, document.values or {}, TODAY))
    facts = tuple(one._replace(path=f"c{number}/engineer.md", company=f"c{number}") for number in range(3_000))
    tracemalloc.start()
    assert list(company_outlier.check(facts)) == []
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000  # those of all guides are over 8 MB
