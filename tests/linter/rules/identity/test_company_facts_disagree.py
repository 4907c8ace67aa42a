import pytest

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


def titled(file: str, display: str, title: str) -> str:
    return (
        f"# file: acme/{file}.md\ncompany_display: {display}\n---\n# Data Engineer | {title} Global Negotiation Guide\n"
    )


def test_titles_that_spell_the_company_in_two_ways() -> None:
    guides = titled("a", "Gitlab", "GitLab") + titled("b", "«Gitlab»", "Gitlab") + titled("c", "Gitlab", "GitLab")
    expect("CD603", guides, "the company in the title is Gitlab here and GitLab in 2 other guides of the company")


def test_titles_that_agree_or_name_another_company_are_not_reported() -> None:
    not_reported("CD603", titled("a", "Gitlab", "GitLab") + titled("b", "Gitlab", "GitLab"))
    not_reported("CD603", titled("a", "Gitlab", "Gitlab") + titled("b", "Gitlab", "Acme"))
    untitled = titled("b", "Gitlab", "Acme").partition("# Data Engineer")[0] + "No title.\n"
    not_reported("CD603", titled("a", "Gitlab", "GitLab") + untitled + titled("c", "Gitlab", "GitLab"))


def with_chains(own: str, others: str, count: int = 5) -> str:
    raws = (own, *(others.format(number) for number in range(1, count)))
    return "".join(f"# file: acme/g{at}.md\nrole: g{at}\nlevel_mapping:\n  raw: {raw}\n" for at, raw in enumerate(raws))


@pytest.mark.parametrize(
    ("own", "others", "said"),
    [
        ("«Globex L3 = Initech IC2»", "Acme D{0} = Globex L{0}", "begins with Globex"),
        ("«See the table»", "Acme D{0} = Globex L{0}", "is not a chain of levels (A = B)"),
        ("«Globex L3 = Initech IC2»", "Hooli D{0} = Globex L{0}", "begins with Globex"),
    ],
)
def test_a_chain_of_levels_unlike_those_of_all_other_guides(own: str, others: str, said: str) -> None:
    expect("CD603", with_chains(own, others), f"level_mapping.raw {said}, unlike those of the company's 4 other guides")


@pytest.mark.parametrize(
    ("own", "others", "count"),
    [
        ("Globex L3 = Initech IC2", "Acme D{0} = Globex L{0}", 4),
        ("Acme D3 = Initech IC2", "Globex L{0} = Initech L{0}", 5),
        ("D3 = Initech IC2", "Acme D{0} = Globex L{0}", 5),
        ("Senior (D3) = Initech IC2", "Acme D{0} = Globex L{0}", 5),
        ("Level 3 = Initech IC2", "Acme D{0} = Globex L{0}", 5),
        ("null", "Acme D{0} = Globex L{0}", 6),
        ("Globex L3 = Initech IC2", "Level {0} by our own ladder", 5),
        ("Globex L3 = Initech IC2", "null", 5),
    ],
)
def test_chains_of_levels_that_may_differ(own: str, others: str, count: int) -> None:
    not_reported("CD603", with_chains(own, others, count))
