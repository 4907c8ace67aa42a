from comp_data.base.diagnostics import Span
from tests.linter.checks import expect, not_reported


def test_a_key_of_the_record_is_missed_at_the_fence() -> None:
    (found,) = expect(
        "CD101", "# data_quality:", "data_quality is missing from the front matter", at=(Span(1, 1, 1, 4),)
    )
    assert found.help == "Add `data_quality:`. How well the figures are supported by sources."
    assert found.key_path == ("data_quality",)


def test_a_key_of_an_entry_is_missed_at_the_entry() -> None:
    fragment = "---\ncompensation:\n  - region: A\n    currency: USD\n---\nbody\n"
    found = expect("CD101", fragment, at=(Span(1, 1, 1, 4),) * 12 + (Span(3, 5, 4, 18),) * 6)
    assert [one.message for one in found if one.region == "A"] == [
        f"{key} is missing from compensation entry 1"
        for key in ("base_high", "base_low", "stock_high", "stock_low", "total_comp_high", "total_comp_low")
    ]


def test_a_source_without_a_name() -> None:
    expect(
        "CD101",
        "data_sources:\n  - Levels.fyi\n  - «url: https://example.com»\n",
        "name is missing from data_sources entry 2",
    )


def test_null_is_there_and_optional_keys_may_be_missing() -> None:
    not_reported("CD101", "compensation:\n  - base_low: null\n    stock_low:\n")
