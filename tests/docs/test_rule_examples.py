"""Guides built from fragments: lines of the body that are replaced or added, and more guides."""

from docs.rule_examples import DEFAULT_PATH, files, guide


def body_lines(fragment: str) -> list[str]:
    return guide(DEFAULT_PATH, fragment).split("\n")


USUAL = body_lines("")


def test_a_line_of_the_body_replaces_the_one_that_begins_in_the_same_way() -> None:
    for line, usual in (
        ("| London | £1K | £2K | 3% | £4K |", next(one for one in USUAL if one.startswith("| London |"))),
        ("**Negotiation DNA:** Other words", "**Negotiation DNA:** Steady base, growing equity"),
        ("### Another title", "### Data Engineer | Acme Global Negotiation Guide"),
    ):
        expected = [line if one == usual else one for one in USUAL]
        assert expected != USUAL
        assert body_lines(f"# body:\n{line}\n") == expected


def test_another_line_is_added_after_the_one_above_it() -> None:
    found = body_lines("ticker: ACME\n# body:\n#### Evidence & Sources\n<<<<<<< HEAD\n- One source\n- Another\n")
    at = found.index("#### Evidence & Sources")
    assert found[at:] == ["#### Evidence & Sources", "<<<<<<< HEAD", "- One source", "- Another", ""]
    assert "ticker: ACME" in found


def test_also_adds_guides_of_the_company_and_of_others() -> None:
    made = files("# file: acme/data-engineer.md\n# also: data-scientist, globex/data-engineer\n")
    assert [path for path, _ in made] == [DEFAULT_PATH, "acme/data-scientist.md", "globex/data-engineer.md"]
    assert len({text for _, text in made}) == 3
    assert "company_display: Globex" in made[2][1]
