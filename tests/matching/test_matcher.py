"""What a match contains, its arguments, and whose name a name is."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import comp_data as cd
from comp_data.matching.alias_file import Aliases
from comp_data.matching.matcher import Matcher
from tests.conftest import GitRepository
from tests.matching.made_guides import guide, guides, listed_guides

Write = Callable[[str], Path]
ACME = Matcher(guides({"acme": "Acme", "globex": "Globex"}))


def found(matcher: Matcher, company: str, title: str = "Software Engineer") -> str | None:
    match = matcher.match(company, title)
    return match.guide.id if match.guide else None


def near(matcher: Matcher, company: str, title: str) -> list[str]:
    return [one.guide.id for one in matcher.match(company, title).alternatives]


def test_how_is_the_less_sure_of_the_two() -> None:
    match = ACME.match("Acme, Inc.", "SWE")
    assert (match.company, match.role) == (("acme", "slug", 0.9), ("software-engineer", "alias", 0.95))
    assert (match.how, match.score) == ("slug", 0.9)
    match = ACME.match("Globex", "Sofware Engineer")
    assert match.role.how == match.how == "fuzzy"
    assert match.score == match.role.score < 0.85


def test_no_match_says_why_and_what_is_near() -> None:
    match = ACME.match("Acme", "Principal Software Engineer")
    assert (match.guide, match.how, match.score, match.role.slug) == (None, None, 0.0, None)
    assert match.company == ("acme", "exact", 1.0)
    assert match.reason == "acme has no guide of Principal Software Engineer"
    assert [(one.guide.role, one.how) for one in match.alternatives] == [
        ("software-engineer", "near"),
        ("senior-software-engineer", "near"),
        ("staff-software-engineer", "near"),
    ]
    match = ACME.match("Acme Rockets", "SWE")
    assert match.reason == "the dataset has no company Acme Rockets"
    assert [(one.guide.id, one.how) for one in match.alternatives] == [("acme/software-engineer", "near")]
    assert ACME.match("Initech", "SWE").alternatives == ()


def test_another_level_has_its_job_as_the_nearest() -> None:
    assert near(ACME, "Acme", "SDE II")[0] == "acme/software-engineer"
    assert near(ACME, "Acme", "Senior Product Manager")[0] == "acme/product-manager"
    assert near(ACME, "Acme", "Senior SRE") == ["acme/devops-engineer"]
    assert near(ACME, "Acme", "Barista") == []


def test_what_may_be_either_has_both_as_alternatives() -> None:
    several = Matcher([*guides({"acme": "Acme"}), guide("acme", "program-manager", "Acme", "Program Manager")])
    match = several.match("Acme", "PM")
    assert match.reason == "PM may mean several roles"
    assert [(one.guide.role, one.how) for one in match.alternatives] == [
        ("product-manager", "alias"),
        ("program-manager", "alias"),
    ]
    assert near(several, "Acme", "Software Engineer, Security") == ["acme/software-engineer"]


def test_two_companies_of_one_name_are_ambiguous() -> None:
    two = Matcher(guides({"acme": "Acme", "acme-labs": "Acme"}))
    match = two.match("ACME", "SWE")
    assert match.reason == "ACME may mean several companies"
    assert [one.guide.company for one in match.alternatives] == ["acme", "acme-labs"]
    assert found(two, "Acme Labs") == "acme-labs/software-engineer"


def test_guides_without_display_names_are_found_by_slug() -> None:
    bare = Matcher([guide("acme-labs", "data-engineer")])
    for company, title in (("Acme Labs", "Data Engineer"), ("acme-labs", "DE"), ("AcmeLabs", "data-engineer")):
        assert found(bare, company, title) == "acme-labs/data-engineer"


def test_every_name_that_guides_give_a_company_is_its_name() -> None:
    named = Matcher([guide("acme", "data-engineer", "Acme"), guide("acme", "product-manager", "Rocket Works")])
    assert found(named, "Rocket Works", "Data Engineer") == "acme/data-engineer"
    former = Matcher([guide("acme", "data-engineer", "Acme (formerly Rocket Works)")])
    assert former.match("Rocket Works", "Data Engineer").company == ("acme", "alias", 0.95)


def test_a_known_name_goes_to_a_company_of_the_dataset_or_to_none() -> None:
    assert found(ACME, "Facebook") is None
    assert found(Matcher(guides({"facebook": None})), "Meta") == "facebook/software-engineer"
    both = Matcher(guides({"facebook": "Facebook", "meta": "Meta"}))
    assert found(both, "Facebook") == "facebook/software-engineer"
    assert found(both, "Meta") == "meta/software-engineer"
    assert found(both, "Meta Platforms") is None


def test_a_part_of_a_company_is_found_as_it_where_it_has_no_guides_of_its_own() -> None:
    assert found(Matcher(guides({"amazon": "Amazon"})), "AWS") == "amazon/software-engineer"
    both = Matcher(guides({"amazon": "Amazon", "amazon-web-services": "Amazon Web Services"}))
    assert found(both, "AWS") == "amazon-web-services/software-engineer"
    assert found(Matcher(guides({"aws": "AWS"})), "Amazon") is None


def test_a_slip_needs_a_clear_margin() -> None:
    assert found(Matcher(guides({"initrode": "Initrode"})), "Intirode") == "initrode/software-engineer"
    two = Matcher(guides({"initrode": "Initrode", "initroda": "Initroda"}))
    assert found(two, "Intirode") is None
    assert near(two, "Intirode", "SWE") == ["initroda/software-engineer", "initrode/software-engineer"]


def test_a_name_that_is_known_for_another_company_is_not_a_slip() -> None:
    assert found(Matcher(guides({"confluent": "Confluent"})), "Confluence") is None
    assert found(Matcher(guides({"instacart": "Instacart"})), "Instamart") is None


def test_a_role_of_the_company_itself_comes_before_what_is_known_in_general() -> None:
    own = Matcher([*guides({"acme": "Acme"}), guide("acme", "machine-learning-engineer", "Acme")])
    assert found(own, "Acme", "ML Engineer") == "acme/machine-learning-engineer"
    assert found(own, "Acme", "MLE") is None
    assert sorted(near(own, "Acme", "MLE")) == ["acme/machine-learning-engineer", "acme/ml-ai-engineer"]


def test_only_one_developer() -> None:
    one = Matcher([guide("acme", "software-developer", "Acme", "Software Developer")])
    assert found(one, "Acme", "SWE") == "acme/software-developer"
    assert found(one, "Acme", "Senior SWE") is None
    backend = Matcher([guide("acme", "backend-engineer", "Acme", "Backend Engineer")])
    assert found(backend, "Acme", "SWE") is None


def test_long_texts_find_nothing() -> None:
    assert ACME.match("Acme " * 50_000, "SWE").reason == "the company's name is longer than 200 characters"
    assert ACME.match("Acme", "SWE " * 50_000).reason == "the title is longer than 200 characters"


def test_require_gives_the_guide_if_it_is_as_sure_as_asked() -> None:
    match = ACME.match("Acme", "SWE")
    assert match.guide is not None
    assert match.require() is match.require("alias") is match.require("slug") is match.guide
    with pytest.raises(cd.NoMatchError, match="was found by alias, which is less certain than exact"):
        match.require("exact")
    with pytest.raises(ValueError, match="least must be one of exact, alias, slug, fuzzy, not 'near'"):
        match.require("near")  # type: ignore[arg-type]


def test_require_names_the_alternatives() -> None:
    with pytest.raises(cd.CompDataError) as caught:
        ACME.match("Acme", "Staff Product Manager").require()
    assert isinstance(caught.value, cd.NoMatchError)
    assert caught.value.alternatives[0] == "acme/product-manager"
    assert str(caught.value).startswith(
        "no match for 'Acme', 'Staff Product Manager': acme has no guide of Staff Product Manager; it may be acme/prod"
    )
    with pytest.raises(cd.NoMatchError, match=r"has no company Initech$"):
        ACME.match("Initech", "SWE").require()


@pytest.mark.parametrize("company", ["and", "The & and", "(London)", "[]", "()", "Inc. (formerly )", "\ud800"])
def test_what_is_left_of_a_name_may_be_nothing(company: str) -> None:
    assert ACME.match(company, "SWE").guide is None
    assert ACME.match("Acme", company).guide is None


PIECES = st.sampled_from(
    ["Acme", "globex", "(", ")", ", ", " - ", "Inc.", ".com", "formerly", "London", "and", "SWE", "Sr."]
)
WRITTEN = st.text(max_size=60) | st.lists(PIECES, max_size=8).map(" ".join)


@settings(deadline=None, max_examples=200)
@given(WRITTEN, WRITTEN)
def test_any_text_is_matched_or_not(company: str, title: str) -> None:
    match = ACME.match(company, title)
    assert match.guide is None or match.company.slug in ("acme", "globex")
    assert bool(match.reason) == (match.guide is None)


def test_a_datasets_own_names_come_before_those_known_in_general() -> None:
    own = Aliases({"globex": ("Facebook",)}, {"data-engineer": ("SRE", "Data Plumber")})
    both = Matcher(guides({"meta": "Meta", "globex": "Globex"}), own)
    assert found(both, "Facebook", "SRE") == "globex/data-engineer"
    assert found(both, "Globex", "data plumber") == "globex/data-engineer"
    assert found(both, "Globex", "Senior Data Plumber") is None
    assert found(both, "Globex", "Data Plumbr") == "globex/data-engineer"
    assert both.match("Globex", "Data Plumber (Remote)").how == "alias"


def test_an_alias_for_a_level_is_for_that_level() -> None:
    own = Aliases({}, {"senior-software-engineer": ("Senior Wizard",), "software-engineer": ("Wizard",)})
    wizards = Matcher(guides({"acme": "Acme"}), own)
    assert found(wizards, "Acme", "Sr. Wizard") == "acme/senior-software-engineer"
    assert found(wizards, "Acme", "Wizard") == "acme/software-engineer"
    assert found(wizards, "Acme", "Staff Wizard") == "acme/staff-software-engineer"


def test_an_alias_is_not_another_companys_own_name() -> None:
    with pytest.raises(
        cd.ConfigError, match=r"aliases\.toml: companies\.acme: GLOBEX Inc\. is the name of another company, globex"
    ):
        Matcher(guides({"acme": "Acme", "globex": "Globex"}), Aliases({"acme": ("GLOBEX Inc.",)}))
    with pytest.raises(cd.ConfigError, match=r"roles.software-engineer: Sr\. Wizard is the same title as Senior Wiz"):
        Matcher(guides({"acme": None}), Aliases({}, {"b": ("Senior Wizard",), "software-engineer": ("Sr. Wizard",)}))


def test_a_dataset_matches(dataset: Write) -> None:
    records = cd.load(dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\n"))
    match = records.match("Globex Corp.", "data eng")
    assert match.guide is records["globex/data-engineer"]
    assert records.where(company="acme").match("Globex", "Data Engineer").guide is None
    again = pickle.loads(pickle.dumps(records))
    assert again.match("Globex Corp.", "data eng") == match


def test_a_dataset_has_its_own_names(dataset: Write, repository: GitRepository) -> None:
    folder = dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\n")
    (folder / "aliases.toml").write_text('[companies]\nglobex = ["Initech"]\n', "utf-8")
    repository.commit()
    (folder / "aliases.toml").write_text('[companies]\nacme = ["Initech"]\n', "utf-8")
    now, then = cd.load(folder), cd.load(folder, ref="HEAD")
    assert now.match("Initech", "DE").require("alias").id == "acme/data-engineer"
    assert then.match("Initech", "DE").require("alias").id == "globex/data-engineer"
    assert now.where(company="globex").match("Initech", "DE").guide is None


def test_a_guide_that_is_left_out_keeps_its_names(dataset: Write) -> None:
    folder = dataset("# file: acme/data-engineer.md\n# file: globex/analyst.md\nrole_type: odd\n")
    (folder / "aliases.toml").write_text('[companies]\nglobex = ["Initech"]\n[roles]\nanalyst = ["DA"]\n', "utf-8")
    records = cd.load(folder, on_error="skip")
    assert records.match("Initech", "DA").guide is None
    assert records.match("Acme", "DE").guide is not None


@pytest.mark.slow
def test_thousands_of_unknown_names_find_nothing() -> None:
    many = Matcher(listed_guides())
    names = [f"{first}{second}" for first in "BCDFGLMNPRSTVW" for second in ("alto", "erion", "uniq", "ylon", "ostra")]
    assert all(many.match(f"{name} {other}", f"{other} Engineer").guide is None for name in names for other in names)
