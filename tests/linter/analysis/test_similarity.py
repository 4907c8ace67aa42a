import pytest

from comp_data.linter.analysis.similarity import has_more_care, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "Acme"),
        ("Acme  Robotics", "Acme Robotics"),
        ("Acme & Sons", "Acme and Sons"),
        ("A&B Global", "Ab Global"),
        ("The Acme Group", "Acme Group"),
        ("Acme, Inc.", "Acme"),
        ("Acme Corp. Ltd", "Acme"),
        ("Acme (Security)", "Acme Security"),
        ("Acme (Globex)", "Acme"),
        ("Acme Robotics", "AcmeRobotics"),
        ("A*CME", "Acme"),
        ("Acmé", "Acme"),
        ("Acme's", "Acme’s"),
        ("Sr. Data Engineer", "Senior Data Engineer"),
        ("ML/AI Engineer", "AI & ML Engineer"),
        ("Engineering Manager", "EM"),
        ("Software Engineer, Machine Learning", "Machine Learning Software Engineer"),
        ("Head of Data", "Data Head"),
    ],
)
def test_one_name_in_two_forms(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == "same"


@pytest.mark.parametrize(
    ("one", "other"), [("Acme", "ACME"), ("Shield AI", "Shield Ai"), ("Acme", "acme (Globex)"), ("A (B)", "a (b)")]
)
def test_names_of_different_letter_case(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == "case"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "Acme.com"),
        ("Acme", "Acme Investments"),
        ("Acme", "Acme Holdings International"),
        ("AWS", "Acme Web Services"),
        ("acme.io", "ACME Software, Inc."),
    ],
)
def test_a_long_form_of_a_name(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == "long form"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "Globex"),
        ("Acme AI", "Acme"),
        ("Acme Cloud", "Acme"),
        ("Data Engineer", "Senior Data Engineer"),
        ("Data Engineer", "Data Engineer II"),
        ("Acme (Globex)", "Acme (Hooli)"),
        ("(Acme)", "Globex"),
        ("Inc", "Ltd"),
        ("", "Acme"),
        ("—", "Acme"),
        ("A Inc", "B Inc"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == "different"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("GitHive", "Githive"),
        ("GitHive", "githive"),
        ("eAcme", "Eacme"),
        ("ACME", "Acme"),
        ("Acme AI", "Acme Ai"),
        ("Acme", "acme"),
        ("Data Engineer", "Data engineer"),
        ("Bank of Acme", "Bank Of Acme"),
        ("Bank of ACME", "Bank Of Acme"),
    ],
)
def test_the_name_written_with_more_care(better: str, worse: str) -> None:
    assert has_more_care(better, worse)
    assert not has_more_care(worse, better)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GLOBEX", "Globex"),
        ("UMBRELLA GROUP", "Umbrella Group"),
        ("GITHIVE", "GitHive"),
        ("Acme AI of Hooli", "ACME Ai Of hooli"),
        ("Acme  AI", "AcmeAI"),
    ],
)
def test_names_of_which_none_is_better(one: str, other: str) -> None:
    assert not has_more_care(one, other)
    assert not has_more_care(other, one) or one.isupper()
