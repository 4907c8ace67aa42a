from tests.linter.checks import expect, not_reported


def test_the_odd_guide_against_the_majority() -> None:
    (found,) = expect(
        "CD603",
        """
# file: acme/a.md
hq_location: «Seattle»
# file: acme/b.md
hq_location: Portland
# file: acme/c.md
hq_location: Portland
""",
        "hq_location is Seattle here and Portland in 2 other guides of the company",
    )
    assert [(place.path, place.message) for place in found.related] == [("acme/b.md", "Portland here")]


def test_of_two_the_first_counts() -> None:
    expect(
        "CD603",
        "# file: acme/a.md\nticker: ACM\n# file: acme/b.md\nticker: «ACME»\n",
        "ticker is ACME here and ACM in acme/a.md",
    )


def test_a_name_that_differs_in_letter_case_only() -> None:
    expect(
        "CD603",
        "# file: hugo-boss/a.md\ncompany_display: Hugo Boss\n# file: hugo-boss/b.md\ncompany_display: «HUGO BOSS»\n",
        "company_display is HUGO BOSS here and Hugo Boss in hugo-boss/a.md",
    )


def test_each_key_by_itself() -> None:
    expect(
        "CD603",
        """
# file: acme/a.md
industry: Robots
public_or_private: public
employee_count_range: 1000-5000
# file: acme/b.md
industry: «Software»
public_or_private: «private»
employee_count_range: «500-1000»
""",
    )


def test_what_is_not_stated_disagrees_with_nothing() -> None:
    not_reported("CD603", '# file: acme/a.md\nticker: ACM\n# file: acme/b.md\n# file: acme/c.md\nticker: ""\n')
    not_reported("CD603", "# file: acme/a.md\nticker: ACM\n# file: acme/b.md\nticker: 12\n")


def test_other_companies_and_guides_without_one_are_not_compared() -> None:
    not_reported("CD603", "# file: acme/a.md\nticker: ACM\n# file: globex/a.md\nticker: GLX\n")
    not_reported("CD603", "# file: acme/a.md\ncompany: null\nticker: A\n# file: acme/b.md\ncompany: null\nticker: B\n")


def test_white_space_does_not_count() -> None:
    not_reported("CD603", '# file: acme/a.md\nindustry: "Big  Robots "\n# file: acme/b.md\nindustry: Big Robots\n')
