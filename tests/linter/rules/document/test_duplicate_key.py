from tests.linter.checks import expect, not_reported


def test_both_places_are_shown() -> None:
    (found,) = expect(
        "CD004",
        "---\nrole: a\ncompany: b\n«role»: c\n---\n",
        "the key role is repeated; programs differ in which value they read",
    )
    assert [(place.message, place.span.line) for place in found.related] == [("the first role", 2)]


def test_a_third_one_points_at_the_first() -> None:
    found = expect("CD004", "---\nrole: a\n«role»: b\n«'role'»: c\n---\n")
    assert [place.span.line for one in found for place in one.related] == [2, 2]


def test_within_an_entry_and_in_flow_style() -> None:
    expect("CD004", "---\nlist:\n  - a: 1\n    «a»: 2\n  - {b: 1, «b»: 2}\n---\n")


def test_the_same_key_in_two_mappings_is_none() -> None:
    not_reported("CD004", "---\nlist:\n  - a: 1\n  - a: 2\n---\n")
