from comp_data.base.diagnostics import Diagnostic
from comp_data.guide.document import parse_document
from tests.fragments import guides
from tests.linter.checks import expect, not_reported


def fixed(fragment: str, found: list[Diagnostic]) -> list[str]:
    """The lines of `data_sources` once the fixes of all findings are applied."""
    text = guides(fragment)[0].text
    document = parse_document(text)
    edits = [edit for diagnostic in found if diagnostic.fix for edit in diagnostic.fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        start, end = document.offsets_of(edit.span)
        text = text[:start] + edit.text + text[end:]
    block = text.split("data_sources:\n", 1)[1]
    return block.split("negotiation_dna_summary", 1)[0].splitlines()


def test_two_names_of_one_source() -> None:
    fragment = "data_sources:\n  - Blind\n  - «TeamBlind»\n  - Dice\n"
    found = expect("CD704", fragment, "TeamBlind is the same source as Blind")
    assert [place.message for place in found[0].related] == ["the first entry of this source"]
    assert fixed(fragment, found) == ["  - Blind", "  - Dice"]
    assert all(d.fix and d.fix.safe for d in found)


def test_a_name_that_occurs_twice_or_is_spelled_in_other_ways() -> None:
    fragment = (
        "data_sources:\n- Levels.fyi\n- «Levels.fyi»\n- «levels fyi»\n- «https://www.levels.fyi/salaries»\n- Dice\n"
    )
    found = expect(
        "CD704",
        fragment,
        "Levels.fyi is listed twice",
        "levels fyi is the same source as Levels.fyi",
        "https://www.levels.fyi/salaries is the same source as Levels.fyi",
    )
    assert fixed(fragment, found) == ["- Levels.fyi", "- Dice"]


def test_one_page_under_two_names() -> None:
    fragment = (
        "data_sources:\n  - name: Acme jobs\n    url: https://www.acme.com/jobs/\n"
        "  - «name: Acme careers\n    url: https://acme.com/jobs?utm_source=mail#open»\n"
    )
    (found,) = expect("CD704", fragment, "Acme careers has the same address as Acme jobs")
    assert found.fix is None


def test_two_pages_of_one_site_are_two_sources() -> None:
    entry = "  - name: Levels.fyi\n    url: https://www.levels.fyi/%s\n"
    not_reported("CD704", "data_sources:\n" + entry % "engineers" + entry % "designers")
    not_reported("CD704", "data_sources:\n" + entry % "?role=engineer" + entry % "?role=designer")


def test_an_entry_that_says_more_than_the_earlier_one_is_kept() -> None:
    fragment = "data_sources:\n  - Blind\n  - «name: TeamBlind\n    url: https://www.teamblind.com»\n"
    (found,) = expect("CD704", fragment)
    assert found.fix is None


def test_a_mapping_without_more_details_is_removed() -> None:
    fragment = (
        "data_sources:\n  - name: Blind\n    url: https://www.teamblind.com\n    date_accessed: 2026-02-10\n"
        "  - «name: TeamBlind\n    date_accessed: 2026-02-10»\n"
    )
    found = expect("CD704", fragment)
    assert fixed(fragment, found) == guides(fragment)[0].text.split("data_sources:\n")[1].splitlines()[:3]


def test_no_fix_in_a_flow_list_nor_beside_a_comment_or_an_anchor() -> None:
    for fragment in (
        "data_sources: [Blind, «TeamBlind»]\n",
        "data_sources:\n  - Blind\n  - «TeamBlind» # offers only\n",
        "data_sources:\n  - Blind\n  - &other «TeamBlind»\n",
        "data_sources:\n  - Blind\n  - «name: TeamBlind # offers only\n    url: null»\n",
    ):
        (found,) = expect("CD704", fragment)
        assert found.fix is None


def test_different_sources_are_left_alone() -> None:
    not_reported("CD704", "data_sources: [Blind, Glassdoor, Levels.fyi, LinkedIn, Acme Blog 2025, Acme Blog 2026]\n")
    not_reported("CD704", "data_sources: []\n")
    not_reported("CD704", "data_sources: [null, null, 3, '', '']\n")
    not_reported("CD704", "data_sources: ['—', '***']\n")
