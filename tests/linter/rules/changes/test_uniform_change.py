import re

from docs.rule_examples import EXAMPLE
from tests.linter.checks import expect, not_reported

CODE = "CD806"
AMOUNT = re.compile(r"((?:base|stock|total_comp)_(?:low|high): )(\d+)")
FRONT = EXAMPLE.split("---\n")[1]
ROWS = FRONT[FRONT.index("compensation:") : FRONT.index("level_mapping:")]


def times(factor: float, rows: str = ROWS) -> str:
    return AMOUNT.sub(lambda found: f"{found[1]}{round(int(found[2]) * factor, -3):.0f}", rows)


def marked(rows: str) -> str:
    return rows.replace("compensation", "«compensation»")


def test_every_figure_by_one_factor() -> None:
    (found,) = expect(
        CODE,
        marked(times(1.1)),
        "every figure of acme rose by 10%: 18 figures are the base's × 1.1, rounded",
        before="",
    )
    assert found.help is not None
    assert found.help.endswith("say so: `# comp-data: ignore[CD806] the reason`")
    expect(
        CODE,
        marked(times(0.9)),
        "every figure of acme fell by 10%: 18 figures are the base's × 0.9, rounded",
        before="",
    )


def test_all_guides_of_the_company() -> None:
    before = "# file: acme/data-engineer.md\n# file: acme/designer.md\n# file: globex/designer.md\n"
    after = (
        f"# file: acme/data-engineer.md\n{marked(times(1.1))}# file: acme/designer.md\n{{}}# file: globex/designer.md\n"
    )
    expect(
        CODE,
        after.format(times(1.1)),
        "every figure of acme rose by 10%: 36 figures of 2 guides are the base's × 1.1, rounded",
        before=before,
    )
    plain = after.replace("«", "").replace("»", "")
    not_reported(CODE, plain.format(times(1.06)), before=before)
    not_reported(CODE, plain.format("negotiation_dna_summary: another\n"), before=before)


def test_one_figure_that_stays_is_enough() -> None:
    not_reported(CODE, times(1.1).replace("base_low: 165000", "base_low: 150000"), before="")
    not_reported(CODE, times(1.1).replace("base_low: 165000", "base_low: 163000"), before="")


def test_rounding_is_no_raise() -> None:
    exact = AMOUNT.sub(
        lambda found: f"{found[1]}{int(found[2]) + (100 if found[1].endswith('high: ') else -200)}", ROWS
    )
    not_reported(CODE, ROWS, before=exact)


def test_one_sum_for_everyone_is_not_a_factor() -> None:
    rows = re.sub(r"(stock_(?:low|high)): \d+", r"\1: null", ROWS)
    not_reported(CODE, AMOUNT.sub(lambda found: f"{found[1]}{int(found[2]) + 1000}", rows), before=rows)


def test_figures_that_are_not_known_are_no_matter() -> None:
    nulls = ROWS.replace("stock_low: 80000", "stock_low: null").replace("stock_low: 76000", "stock_low: 0")
    expect(CODE, marked(times(1.1, nulls)), before=nulls)


def test_few_figures_move_alike_by_chance() -> None:
    whole = "---\ncompany: acme\nrole: r\n{}:\n- region: London\n  base_low: {}\n  base_high: {}\n---\nx\n"
    not_reported(
        CODE, whole.format("compensation", 110000, 220000), before=whole.format("compensation", 100000, 200000)
    )


def test_a_few_guides_do_not_represent_a_company() -> None:
    not_reported(CODE, times(1.1), before="", is_dataset=False)


def test_another_currency_is_not_a_factor() -> None:
    not_reported(CODE, times(1.1).replace("USD", "CAD"), before="")


def test_what_is_new_does_not_hide_what_changed() -> None:
    region = "  - region: Oslo\n    base_low: 900000\n    base_high: 990000\n    currency: NOK\n"
    after = f"# file: acme/data-engineer.md\n{marked(times(1.1))}{region}# file: acme/designer.md\n{times(1.3)}"
    message = "every figure of acme rose by 10%: 18 figures are the base's × 1.1, rounded"
    expect(CODE, after, message, before="# file: acme/data-engineer.md\n")
