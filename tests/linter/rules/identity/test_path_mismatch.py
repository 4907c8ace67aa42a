import pytest

from comp_data.guide.document import parse_document
from comp_data.linter.engine import Settings
from comp_data.linter.rules.identity import path_mismatch
from docs.rule_examples import lint_documents
from tests.fragments import guide
from tests.linter.checks import TODAY, expect, not_reported


def messages(path: str, fragment: str = "") -> list[str]:
    document = parse_document(guide("acme/data-engineer.md", fragment), path)
    found = lint_documents([document], TODAY, Settings((path_mismatch,))).diagnostics
    return [diagnostic.message for diagnostic in found]


def test_company_and_role_against_folder_and_name() -> None:
    expect(
        "CD601",
        "# file: acme/data-engineer.md\ncompany: «globex»\nrole: «data-scientist»\n",
        "company is globex, but the folder is acme",
        "role is data-scientist, but the file's name is data-engineer",
    )


def test_the_fix_writes_the_slug_and_is_unsafe() -> None:
    (found,) = expect("CD601", 'company: «"globex"»\n')
    assert found.fix is not None
    assert not found.fix.safe
    assert [(edit.span, edit.text) for edit in found.fix.edits] == [(found.span, '"acme"')]


@pytest.mark.parametrize(
    ("folder", "written"), [("no", '"no"'), ("1010", '"1010"'), ("null", '"null"'), ("37signals", "37signals")]
)
def test_a_slug_that_yaml_would_not_read_as_text_is_quoted(folder: str, written: str) -> None:
    (found,) = expect("CD601", f"# file: {folder}/data-engineer.md\ncompany: «globex»\n")
    assert found.fix is not None
    assert found.fix.edits[0].text == written


def test_no_fix_where_the_folder_is_not_a_slug() -> None:
    (found,) = expect("CD601", "# file: Acme_Robots/data-engineer.md\ncompany: «acme-robots»\n")
    assert found.fix is None


def test_a_deeper_or_foreign_path_is_read_from_its_end() -> None:
    assert messages("/srv/seeds/acme/data-engineer.md") == []
    assert messages("seeds\\acme\\data-engineer.md") == []
    assert messages("seeds/globex/data-engineer.MD") == ["company is acme, but the folder is globex"]


@pytest.mark.parametrize("path", ["data-engineer.md", "./data-engineer.md", "../data-engineer.md"])
def test_without_a_folder_only_the_role_can_be_checked(path: str) -> None:
    assert messages(path, "company: globex\n") == []
    assert messages(path, "role: other\n") == ["role is other, but the file's name is data-engineer"]


@pytest.mark.parametrize("path", ["<text>", "-", "", "<stdin>", ".md", "acme/data-engineer", "acme/.md"])
def test_text_without_a_file_is_not_reported(path: str) -> None:
    assert messages(path, "company: globex\nrole: other\n") == []


def test_no_finding_if_a_name_is_missing_or_no_text() -> None:
    not_reported("CD601", "# company:\n# role:\n")
    not_reported("CD601", "company: null\nrole: 12\n")
    not_reported("CD601", 'company: ""\nrole: []\n')
