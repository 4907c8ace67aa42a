"""`comp-data match`."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT, CommandLine, GitRepository

Write = Callable[[str], Path]
TWO = "# file: acme/data-engineer.md\n# file: acme/software-engineer.md\n"


def test_a_guide_is_found(comp_data: CommandLine, dataset: Write) -> None:
    dataset(TWO)
    done = comp_data("match", "Acme, Inc.", "SWE")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "acme/software-engineer",
        "  company Acme, Inc.  acme  (slug, 0.90)",
        "  title SWE           software-engineer  (alias, 0.95)",
    ]


def test_the_page_shows_what_is_printed(comp_data: CommandLine, dataset: Write) -> None:
    dataset("")
    page = (ROOT / "docs" / "matching.md").read_text("utf-8").partition("## The command")[2]
    shown = re.search(r"^```sh\n(comp-data .*?)\n.*?^```text\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert shown
    assert comp_data(*shlex.split(shown[1])[1:]).stdout == shown[2]


def test_a_revision_is_asked(comp_data: CommandLine, dataset: Write, repository: GitRepository) -> None:
    folder = dataset(TWO)
    repository.commit()
    (folder / "acme" / "software-engineer.md").unlink()
    assert comp_data("match", "Acme", "SWE").returncode == 1
    assert comp_data("match", "Acme", "SWE", "--ref", "HEAD").returncode == 0


def test_none_is_found(comp_data: CommandLine, dataset: Write) -> None:
    dataset(TWO)
    done = comp_data("match", "Acme", "Senior Data Engineer")
    assert done.returncode == 1
    first, second, *others = done.stdout.splitlines()
    assert (first, second) == ("no match: acme has no guide of Senior Data Engineer", "similar guides:")
    assert others[0].startswith("  acme/data-engineer  (near, 0.")
    done = comp_data("match", "Initech", "Barista")
    assert (done.returncode, done.stdout) == (1, "no match: the dataset has no company Initech\n")


def test_as_json(comp_data: CommandLine, dataset: Write) -> None:
    folder = dataset(TWO)
    done = comp_data("match", "ACME", "DE", "--format", "json", "--dataset", str(folder))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "query": {"company": "ACME", "title": "DE"},
        "guide": "acme/data-engineer",
        "how": "alias",
        "score": 0.95,
        "company": {"slug": "acme", "how": "exact", "score": 1.0},
        "role": {"slug": "data-engineer", "how": "alias", "score": 0.95},
        "alternatives": [],
        "reason": "",
    }
    done = comp_data("match", "ACME", "Staff Data Engineer", "--format", "json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert (found["guide"], found["how"], found["role"]["slug"]) == (None, None, None)
    assert found["alternatives"][0]["guide"] == "acme/data-engineer"
    assert found["reason"] == "acme has no guide of Staff Data Engineer"


def test_the_datasets_own_names(comp_data: CommandLine, dataset: Write) -> None:
    folder = dataset(TWO)
    (folder / "aliases.toml").write_text('[companies]\nacme = ["Rocket Works"]\n', "utf-8")
    assert comp_data("match", "Rocket Works", "DE").stdout.startswith("acme/data-engineer\n")
    (folder / "aliases.toml").write_text('[companies]\nacmee = ["Rocket Works"]\n', "utf-8")
    done = comp_data("match", "Rocket Works", "DE")
    assert done.returncode == 2
    message = "seeds/aliases.toml: companies.acmee: the dataset has no company acmee; did you mean acme?\n"
    assert done.stderr.endswith(message)
    assert "Traceback" not in done.stderr


def test_what_cannot_run(comp_data: CommandLine, tmp_path: Path) -> None:
    done = comp_data("match", "Acme", "DE")
    assert (done.returncode, done.stdout) == (2, "")
    assert "the dataset folder seeds does not exist" in done.stderr
    assert comp_data("match", "Acme", "DE", "--dataset", str(tmp_path)).returncode == 2
    assert comp_data("match", "Acme").returncode == 2


def test_guides_that_are_no_records_are_reported(comp_data: CommandLine, dataset: Write) -> None:
    dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\nrole_type: odd\n")
    done = comp_data("match", "Acme", "DE")
    assert done.returncode == 0
    assert done.stderr == "comp-data: 1 invalid guide left out; `comp-data lint seeds --no-baseline` says why\n"


def test_nothing_that_is_asked_reaches_the_terminal_as_it_is(comp_data: CommandLine, dataset: Write) -> None:
    dataset(TWO)
    asked = "\x1b[31m##[group]", "\u202e::error::x"
    for format_ in ("text", "json"):
        done = comp_data("match", *asked, "--format", format_)
        assert done.returncode == 1
        assert "31m" in done.stdout
        assert not any(sign in done.stdout for sign in ("\x1b", "\u202e", "##["))
    done = comp_data("match", "Acme", "##[group] ::error::x")
    assert done.stdout == "no match: acme has no guide of \\x23#[group] \\x3a:error::x\n"
