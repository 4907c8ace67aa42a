from tests.linter.checks import expect, not_reported

NULLS = """
compensation:
  - region: «London»
    base_low: null
    base_high: null
    stock_low: null
    stock_high: null
    bonus_pct: null
    bonus_pct_high: null
    total_comp_low: null
    total_comp_high: null
"""


def test_all_figures_are_null() -> None:
    expect("CD309", NULLS, "all figures of this region are null")


def test_level_stock_type_and_vesting_are_no_figures() -> None:
    expect("CD309", NULLS + "    level: D4\n    stock_type: RSU\n    stock_vest_years: 4\n")


def test_an_entry_without_a_region_is_reported_as_a_whole() -> None:
    (found,) = expect("CD309", "compensation: [«{base_low: null, currency: USD}», {base_low: 1}]\n")
    assert found.key_path == ("compensation", 0, "region")


def test_one_figure_is_enough() -> None:
    plain = NULLS.replace("«", "").replace("»", "")
    for figure in ("base_low: 1", "total_comp_high: 0", "bonus_pct: 5", 'stock_low: "80K"'):
        key = figure.split(":")[0]
        not_reported("CD309", plain.replace(f"{key}: null", figure))


def test_no_finding_if_the_keys_are_missing() -> None:
    not_reported("CD309", "compensation: [{region: London, currency: GBP}, 3, null]\n")
