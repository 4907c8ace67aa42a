from tests.linter.checks import expect, not_reported


def test_it_points_at_the_closing_fence() -> None:
    message = "nothing follows the front matter: the guide has no body"
    expect("CD007", "---\na: 1\n«---»\n", message)
    expect("CD007", "---\na: 1\n«---»", message)
    expect("CD007", "---\na: [\n«---»\n \n\t\n", message)


def test_no_finding_if_anything_follows() -> None:
    not_reported("CD007", "---\na: 1\n---\n.\n")
    not_reported("CD007", "---\na: 1\n")
