from tests.linter.checks import expect, not_reported


def test_high_needs_three() -> None:
    (found,) = expect(
        "CD702",
        "data_quality: «high»\ndata_sources: [Blind, Hired]\n",
        "data_quality is high with 2 distinct sources; high needs 3",
    )
    assert found.help == "Add sources, or set data_quality to medium"
    not_reported("CD702", "data_quality: high\ndata_sources: [Blind, Hired, Dice]\n")


def test_medium_needs_two() -> None:
    (found,) = expect(
        "CD702",
        "data_quality: «medium»\ndata_sources: [Blind]\n",
        "data_quality is medium with 1 source; medium needs 2",
    )
    assert found.help == "Add sources, or set data_quality to low"


def test_high_with_one_source_is_low() -> None:
    (found,) = expect("CD702", "data_quality: «high»\ndata_sources: [Blind]\n")
    assert found.help == "Add sources, or set data_quality to low"


def test_two_names_of_one_source_are_one() -> None:
    expect(
        "CD702",
        "data_quality: «high»\ndata_sources: [Blind, TeamBlind, blind.com, Levels.fyi, LEVELS FYI]\n",
        "data_quality is high with 2 distinct sources; high needs 3",
    )


def test_low_claims_nothing() -> None:
    not_reported("CD702", "data_quality: low\ndata_sources: [Blind]\n")


def test_the_numbers_are_options() -> None:
    not_reported("CD702", "data_quality: high\ndata_sources: [Blind]\n", high=1)
    expect("CD702", "data_quality: «medium»\ndata_sources: [Blind, Dice]\n", medium=3)


def test_a_guide_without_sources_is_another_matter() -> None:
    not_reported("CD702", "data_quality: high\ndata_sources: []\n")
    not_reported("CD702", "data_quality: high\n# data_sources:\n")
    not_reported("CD702", "data_quality: high\ndata_sources: many\n")


def test_an_entry_that_cannot_be_read_counts_as_a_source() -> None:
    not_reported("CD702", "data_quality: high\ndata_sources: [Blind, Dice, {url: https://acme.com}]\n")


def test_a_quality_that_there_is_not_claims_nothing() -> None:
    not_reported("CD702", "data_quality: superb\ndata_sources: [Blind]\n")
    not_reported("CD702", "data_quality: [high]\ndata_sources: [Blind]\n")
