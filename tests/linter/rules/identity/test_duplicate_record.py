from tests.linter.checks import expect, not_reported


def test_the_file_whose_name_is_another() -> None:
    (found,) = expect(
        "CD602",
        "# file: acme/analytics-engineer.md\nrole: «data-engineer»\n"
        "# file: acme/data-engineer.md\nrole: data-engineer\n",
        "acme/data-engineer is also the record of acme/data-engineer.md",
    )
    assert [(place.path, place.message) for place in found.related] == [
        ("acme/data-engineer.md", "the first record with this name")
    ]


def test_a_third_file_points_at_the_first_too() -> None:
    found = expect(
        "CD602",
        "# file: a/acme/dev.md\n# file: b/acme/dev.md\nrole: «dev»\n# file: c/acme/dev.md\nrole: «dev»\n",
    )
    assert [place.path for diagnostic in found for place in diagnostic.related] == ["a/acme/dev.md"] * 2


def test_one_role_at_two_companies_and_two_roles_at_one() -> None:
    not_reported("CD602", "# file: acme/dev.md\n# file: globex/dev.md\n# file: acme/ops.md\n")


def test_a_record_without_a_name_is_nobodys_double() -> None:
    not_reported("CD602", "# file: acme/a.md\nrole: null\n# file: acme/b.md\nrole: null\n")
    not_reported("CD602", "# file: acme/a.md\ncompany: 1\nrole: x\n# file: globex/b.md\ncompany: 1\nrole: x\n")
