import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import changed
from tests.linter.rules.body.texts import saying


def test_another_role_and_another_company() -> None:
    found = expect(
        "CD508",
        saying(
            "company_display: «Globex»\nrole_display: «Data Scientist»",
            title="### Data Engineer | Acme Global Negotiation Guide",
        ),
        "company_display is Globex; the title says Acme",
        "role_display is Data Scientist; the title says Data Engineer",
        severity=Severity.WARNING,
    )
    assert [one.fix for one in found] == [None, None]
    assert [one.help for one in found] == ["Write the same name in both places"] * 2
    (note,) = found[0].related
    assert (note.message, note.span.column, note.span.end_column) == ("the title", 21, 25)


def test_quotes_that_are_pasted_into_front_matter() -> None:
    title = "### Data Engineer | Acme Global Negotiation Guide"
    expect("CD508", saying("company_display: «“Acme”»", title=title), "company_display is “Acme”; the title says Acme")
    spelled = "### Data Engineer | Acme “Labs” Global Negotiation Guide"
    not_reported("CD508", saying("company_display: 'Acme \"Labs\"'", title=spelled))


@pytest.mark.parametrize(
    "stated",
    ["Data Engineer Intern", "Principal Data Engineer", "Data Engineering Manager", "Data Analyst", "Data Enginer",
     "Marketing Manager", "Junior Data Engineer", "[Role]"],
)  # fmt: skip
def test_a_display_name_of_another_role_than_the_slug(stated: str) -> None:
    front = f'role: data-engineer\nrole_display: «"{stated}"»'
    expect("CD508", saying(front, title=f"# {stated} | Acme Guide"), f"role_display is {stated}; role is data-engineer")


@pytest.mark.parametrize(
    ("role", "stated"),
    [
        ("devops-engineer", "DevOps / Platform Engineer"),
        ("devops-engineer", "Site Reliability Engineer (SRE)"),
        ("software-engineer", "SDE II"),
        ("ml-ai-engineer", "Machine Learning Engineer"),
        ("product-designer", "UX/UI Designer"),
        ("solutions-architect", "Solution Architect"),
        ("technical-program-manager", "TPM"),
        ("staff-software-engineer", "Software Engineer (Staff)"),
        ("staff-software-engineer", "Staff / Principal Engineer"),
        ("data-engineer", "Data Engineer, Payments"),
        ("wizard", "Head of Magic"),
    ],
)
def test_other_names_of_a_role(role: str, stated: str) -> None:
    front = f'role: {role}\nrole_display: "{stated}"'
    not_reported("CD508", saying(front, title=f"# {stated} | Acme Guide"))


@pytest.mark.parametrize(
    "title",
    [
        "# Data Engineer — Acme Salary Negotiation Guide",
        "# Acme | Data Engineer Negotiation Guide",
        "# The Data Engineer at Acme, Inc. Compensation Guide",
        "# Data Engineer (Senior) | Acme (Globex) Global Negotiation Guide",
        "# DATA ENGINEER | ACME GLOBAL NEGOTIATION GUIDE",
        "# Acme Negotiation Guide",
        "# Data Engineer | Acme – przewodnik negocjacyjny",
        "# Data Engineer | Acme förhandlingsguide",
        "# Data Engineer | Acme lønguide",
        "# Data Engineer | Acme 谈判指南",
        "# Data Engineer | Acme 谈薪指南",
        "# Data Engineer | Acme 연봉 협상 가이드",
        "# Data Engineer | Acme Panduan Negosiasi Gaji",
        "# Data Engineer | Acme neuvotteluopas",
        "## Negotiation DNA",
    ],
)
def test_no_finding_for_the_same_names(title: str) -> None:
    not_reported("CD508", saying(title=title))


def test_no_finding_if_a_company_and_a_role_stand_the_other_way_round() -> None:
    not_reported("CD508", saying("role: wizard\nrole_display: Wizard", title="# Acme | Wizard Negotiation Guide"))


def test_no_finding_for_a_company_whose_name_ends_in_global() -> None:
    not_reported(
        "CD508", saying("company_display: Acme Global", title="# Data Engineer | Acme Global Negotiation Guide")
    )


@pytest.mark.parametrize("written", ["null", "''", "5", "[Globex]"])
def test_no_finding_for_names_that_are_no_text(written: str) -> None:
    not_reported("CD508", saying(f"company_display: {written}"))
    not_reported("CD508", saying("# company_display:"))


@pytest.mark.parametrize(
    ("stated", "title", "written"),
    [
        ("Githive", "GitHive", "GitHive"),
        ("'Githive' # from the slug", "GitHive", "'GitHive' # from the slug"),
        ("Acme Ai", "Acme AI (Globex)", "Acme AI"),
        ("Bank Of Acme", "Bank of Acme", "Bank of Acme"),
        ("Acme", "ACME", "ACME"),
        ("On", "ON", '"ON"'),
    ],
)
def test_the_letter_case_of_the_title_is_written(stated: str, title: str, written: str) -> None:
    fragment = saying(f"company_display: {stated}", title=f"# Data Engineer | {title} Global Negotiation Guide")
    (found,) = lint(fragment, "CD508")
    assert found.severity is Severity.INFO
    assert found.fix is not None
    assert found.fix.safe
    assert changed(fragment, "CD508") == [(f"company_display: {stated}", f"company_display: {written}")]


@pytest.mark.parametrize(
    ("stated", "title", "help_"),
    [
        ("GitHive", "Githive", "Write GitHive in the title"),
        ("Globex", "GLOBEX", "Write the same name in both places"),
        ("GitHive", "GITHIVE", "Write the same name in both places"),
        ("Umbrella Group", "UMBRELLA GROUP", "Write the same name in both places"),
    ],
)
def test_no_fix_where_the_title_is_not_written_with_more_care(stated: str, title: str, help_: str) -> None:
    (found,) = expect(
        "CD508",
        saying(f"company_display: «{stated}»", title=f"# Data Engineer | {title} Global Negotiation Guide"),
        f"company_display is {stated}; the title says {title}",
        severity=Severity.INFO,
    )
    assert (found.fix, found.help) == (None, help_)


def test_a_long_form_of_a_company_is_an_info() -> None:
    (found,) = expect(
        "CD508",
        saying("company_display: «Acme»", title="# Data Engineer | Acme Investments Global Negotiation Guide"),
        "company_display is Acme; the title says Acme Investments",
        severity=Severity.INFO,
    )
    assert found.fix is None


def test_no_fix_behind_an_anchor() -> None:
    fragment = saying(
        "company_display: &name «Githive»\nindustry: *name", title="# Data Engineer | GitHive Negotiation Guide"
    )
    (found,) = expect("CD508", fragment)
    assert found.fix is None


def test_a_name_that_is_another_standard_role() -> None:
    title = "### Data Scientist | Acme Global Negotiation Guide"
    expect(
        "CD508",
        saying("role_display: «Data Scientist»", title=title),
        "role_display is Data Scientist, which is the standard role data-scientist; role is data-engineer",
    )
    not_reported("CD508", saying("role_display: Data Wizard", title=title.replace("Scientist", "Wizard")))


def test_a_name_without_its_last_word() -> None:
    fragment = "role: data-engineer\nrole_display: «Data»\n---\n# Data | Acme Guide\n"
    expect("CD508", fragment, "role_display is Data; role is data-engineer")


def test_a_slug_as_the_name() -> None:
    fragment = "role: data-engineer\nrole_display: «data-engineer»\n---\n# data-engineer | Acme Guide\n"
    expect("CD508", fragment, "role_display is data-engineer, the slug of the role")
    not_reported("CD508", "role: sre\nrole_display: sre\n---\n# sre | Acme Guide\n")


def test_a_usual_name_of_another_standard_role() -> None:
    title = "### Machine Learning Engineer | Acme Global Negotiation Guide"
    expect(
        "CD508",
        saying("role: software-engineer\nrole_display: «Machine Learning Engineer»", title=title),
        "role_display is Machine Learning Engineer, which is the standard role ml-ai-engineer; "
        "role is software-engineer",
    )
    own = saying(
        "role: software-engineer\nrole_display: Backend Engineer", title=title.replace("Machine Learning", "Backend")
    )
    not_reported("CD508", own)
