"""What a title is read as: levels, the job, teams."""

import pytest

from comp_data.matching.titles import read_title


@pytest.mark.parametrize(
    ("text", "levels", "job", "teams"),
    [
        ("Software Engineer", "", "software engineer", []),
        ("Sr. Software Eng.", "senior", "software engineer", []),
        ("Software Engineer II", "ii", "software engineer", []),
        ("Software Engineer, L5", "l5", "software engineer", []),
        ("Senior Staff SWE - Level 6", "level 6 senior staff", "swe", []),
        ("New Grad Engineer (Remote, Berlin)", "junior", "engineer", []),
        ("Software Engineer (m/f/d) - Full-time", "", "software engineer", []),
        ("Software Engineer, Ads; Ranking | EMEA", "", "software engineer", ["ads", "ranking"]),
        ("Remote - Data Engineer [Maps]", "", "data engineer", ["maps"]),
        ("Machine-Learning Engineer", "", "ml engineer", []),
        ("Front End Dev", "", "frontend developer", []),
        ("Head of Product", "head", "of product", []),
        ("P2P Engineer", "", "p2p engineer", []),
        ("", "", "", []),
        ("Senior", "senior", "", []),
        ("((( , - ) – |", "", "", []),
    ],
)
def test_a_title_is_read(text: str, levels: str, job: str, teams: list[str]) -> None:
    title = read_title(text)
    assert " ".join(title.levels) == levels
    assert " ".join(title.job) == job
    assert [" ".join(team) for team in title.teams] == teams
