import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.texts import saying

HEAD = "#### Evidence & Sources\n"


def names(*lines: str) -> str:
    return "data_sources:\n" + "\n".join(f"  - {line}" for line in lines)


def test_a_source_of_the_evidence_only() -> None:
    (found,) = expect(
        "CD511",
        saying(evidence=HEAD + "- Levels.fyi, Glassdoor and «TeamBlind», data engineers"),
        "the evidence names Blind, which is not in data_sources",
        severity=Severity.INFO,
    )
    assert found.help == "Add it to data_sources if the figures come from it"
    assert [note.message for note in found.related] == ["the sources in front matter"]


def test_another_name_of_a_source_is_shown_as_it_is() -> None:
    expect(
        "CD511",
        saying(evidence=HEAD + "- Levels.fyi, Glassdoor\n- «Bureau of Labor Statistics», salary data"),
        "the evidence names Bureau of Labor Statistics (BLS), which is not in data_sources",
    )


def test_a_source_that_is_misspelled() -> None:
    expect(
        "CD511",
        saying(names("Levels.fyi", "«Glasdoor»"), evidence=HEAD + "- Levels.fyi and «Glassdoor», data engineers"),
        "data_sources names Glasdoor, which the evidence does not mention; Glassdoor may be meant",
        "the evidence names Glassdoor, which is not in data_sources",
    )
    for written, meant in (("Glasdoor", "Glassdoor"), ("Levles.fyi", "Levels.fyi"), ("Blnid", "Blind")):
        found = lint(saying(names(written), evidence=HEAD + f"- {meant}, data engineers"), "CD511")
        assert {one.key_path: one.severity for one in found}[("data_sources", 0)] == Severity.WARNING


def test_sources_of_front_matter_only() -> None:
    found = expect(
        "CD511",
        saying(
            names("Levels.fyi", "«Glassdoor»", "«name: Pay Atlas»"),
            evidence=HEAD + "\n- Levels.fyi, data engineers\n- 10-K filing",
        ),
        "data_sources names Glassdoor, which the evidence does not mention",
        "data_sources names Pay Atlas, which the evidence does not mention",
    )
    assert found[0].help == "Mention it in the evidence, or remove it from data_sources"
    (note,) = found[0].related
    assert (note.message, note.span.column, note.span.end_column) == ("the evidence", 1, 29)


@pytest.mark.parametrize(
    "lines",
    [
        ("levels.FYI", "Glassdoor.com", "TeamBlind", "Blind"),
        ("name: Levels.fyi (data engineers)", "name: Glassdoor — Acme", "Blind"),
        ("name: Acme pay\n    url: https://www.levels.fyi/acme", "Glassdoor", "Blind"),
        ("Levels.fyi", "Glassdoor", "Blind", "Company filings", "interviews with five engineers"),
        ("Levels.fyi", "Glassdoor", "Blind", "LinkedIn"),
        ("Levels.fyi", "Glassdoor", "Blind", "Pay Atlas 2025"),
        ("Levels.fyi", "Glassdoor", "Blind", "5", "{}"),
    ],
)
def test_no_finding_for_the_same_sources(lines: tuple[str, ...]) -> None:
    evidence = (
        HEAD + "- Levels.fyi and Glassdoor\n- [Blind](https://www.teamblind.com)\n"
        "- Acme's page at LinkedIn and 10-K filing\n- Pay Atlas 2025, data engineers"
    )
    not_reported("CD511", saying(names(*lines), evidence=evidence))


def test_the_guide_s_own_company_is_not_a_source() -> None:
    not_reported(
        "CD511",
        saying("company_display: Carta", evidence=HEAD + "- Levels.fyi, Glassdoor: compensation at Carta"),
    )


@pytest.mark.parametrize("item", ["Pay Atlas 2026", "Pay Atlas Wage Report"])
def test_a_publication_of_a_source_is_that_source(item: str) -> None:
    evidence = f"{HEAD}- Levels.fyi\n- Glassdoor\n- {item}\n"
    not_reported("CD511", saying(names("Levels.fyi", "Glassdoor", "Pay Atlas"), evidence=evidence))


def test_an_item_that_is_only_a_name_is_a_source() -> None:
    expect(
        "CD511",
        saying(evidence=HEAD + "- Levels.fyi\n- Glassdoor\n- «Pay Atlas»\n- Annual Report\n"),
        "the evidence names Pay Atlas, which is not in data_sources",
    )


@pytest.mark.parametrize("written", ["[]", "null", "5", "[5]"])
def test_no_finding_without_sources(written: str) -> None:
    not_reported("CD511", saying(f"data_sources: {written}"))


@pytest.mark.parametrize("evidence", ["", HEAD, HEAD + "—", "Levels.fyi"])
def test_no_finding_without_evidence(evidence: str) -> None:
    not_reported("CD511", saying(evidence=evidence))


def test_a_source_listed_twice_is_reported_once() -> None:
    assert (
        len(lint(saying(names("Levels.fyi", "Payscale", "PayScale.com"), evidence=HEAD + "- Levels.fyi"), "CD511")) == 1
    )


@pytest.mark.slow
def test_more_sources_than_a_guide_has_are_not_compared_one_by_one() -> None:
    def guide(number: int) -> str:
        lines = "".join(f"- Levels{at}.fy\n" for at in range(number))
        return saying(names(*(f"Levels{at}.fyi" for at in range(number))), evidence=HEAD + lines)

    assert lint(guide(20), "CD511")
    not_reported("CD511", guide(1_001))
