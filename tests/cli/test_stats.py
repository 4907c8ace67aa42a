"""`comp-data stats`: the overview of a dataset, and statistics of pay."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine, GitRepository

Write = Callable[[str], Path]
THREE = (
    "# file: acme/data-engineer.md\n# file: globex/data-engineer.md\nlast_updated: 2026-01-15\n"
    "# file: globex/product-manager.md\ndata_quality: high\n"
)
RATES = "base,currency,rate\nGBP,USD,1.25\n"


def test_the_overview(comp_data: CommandLine, dataset: Write) -> None:
    dataset(THREE)
    done = comp_data("stats", "--today", "2026-06-01")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 guides of 2 companies in 2 roles; 9 pay ranges in 3 places\n")
    assert "reviews     3 overdue on 2026-06-01\n" in done.stdout
    assert "age         oldest 2026-01-15 (137 days), median 2026-02-23 (98 days), newest 2026" in done.stdout
    shown = [line.split() for line in done.stdout.splitlines()]
    assert ["globex", "USD", "GBP", "2", "2/13", "3", "6", "1", "1", "—", "2", "2026-01-15"] in shown


def test_the_overview_as_json(comp_data: CommandLine, dataset: Write) -> None:
    dataset(THREE)
    done = comp_data("stats", "--today", "2026-06-01", "--format", "json", "--company", "Globex")
    found = json.loads(done.stdout)
    assert found["version"] == 1
    assert (found["dataset"], found["ref"], found["where"]) == ("seeds", None, {"company": "Globex"})
    assert found["whole"]["quality"] == {"high": 1, "medium": 1, "low": 0}
    assert found["whole"]["last_updated"]["oldest"] == {"date": "2026-01-15", "days": 137}
    assert [one["company"] for one in found["companies"]] == ["globex"]
    assert len(found["companies"][0]["lacking"]) == 11


def test_a_large_dataset_gives_a_short_page(comp_data: CommandLine, dataset: Write) -> None:
    dataset("".join(f"# file: c{number:02}/data-engineer.md\n" for number in range(30)))
    done = comp_data("stats", "--today", "2026-03-01")
    assert "c19 " in done.stdout
    assert "c20 " not in done.stdout
    assert "and 10 more; --format json has all" in done.stdout
    assert len(json.loads(comp_data("stats", "--format", "json").stdout)["companies"]) == 30


def test_files_that_hold_no_record_are_reported(comp_data: CommandLine, dataset: Write) -> None:
    dataset(THREE + "# file: initech/data-engineer.md\nrole_type: senior\n")
    done = comp_data("stats")
    assert done.returncode == 0
    assert done.stderr == "comp-data: 1 invalid guide left out; `comp-data lint seeds --no-baseline` says why\n"
    assert "no record   1 file\n" in done.stdout


def test_pay_by_group(comp_data: CommandLine, dataset: Write) -> None:
    dataset(THREE)
    done = comp_data("stats", "--by", "company, currency", "--field", "base.high", "--country", "US")
    shown = [line.split() for line in done.stdout.splitlines()]
    assert shown[0][0] == "base.high:"
    assert shown[2:] == [
        ["company", "currency", "count", "min", "q1", "median", "q3", "max"],
        ["acme", "USD", "2", "192,000", "194,000", "196,000", "198,000", "200,000"],
        ["globex", "USD", "4", "192,000", "192,000", "196,000", "200,000", "200,000"],
    ]


def test_pay_by_currency_and_converted_has_both_currencies(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    dataset(THREE)
    (tmp_path / "own.csv").write_text(RATES, "utf-8")
    done = comp_data("stats", "--by", "currency", "--field", "base.high", "--currency", "USD", "--rates", "own.csv")
    shown = [line.split()[:3] for line in done.stdout.splitlines()]
    assert shown[2:5] == [["currency", "in", "count"], ["GBP", "USD", "3"], ["USD", "USD", "6"]]


def test_converted_pay_as_json(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset(THREE)
    (tmp_path / "own.csv").write_text(RATES, "utf-8")
    asked = ("stats", "--by", "role", "--currency", "GBP", "--rates", "own.csv")
    found = json.loads(comp_data(*asked, "--format", "json").stdout)
    assert found["rates"] == {
        "source": "own.csv",
        "date": None,
        "asked": None,
        "base": "GBP",
        "rates": {"GBP": 1, "USD": 1.25},
    }
    assert [(one["group"], one["currency"], one["count"], one["max"]) for one in found["groups"]] == [
        ({"role": "data-engineer"}, "GBP", 6, 178_000),
        ({"role": "product-manager"}, "GBP", 3, 178_000),
    ]
    assert comp_data(*asked).stdout.endswith("\nconverted to GBP by own.csv\n")


def test_the_rates_of_the_ecb(comp_data: CommandLine, dataset: Write) -> None:
    dataset(THREE)
    done = comp_data("stats", "--by", "role", "--currency", "EUR", "--rates", "ecb:2014-03-30")
    assert done.stdout.endswith("converted to EUR by ECB reference rates of 2014-03-28 (the last before 2014-03-30)\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--by role", "role data-engineer has figures in GBP, USD (as does 1 more group)"),
        ("--by roles", "unknown grouping roles; did you mean role?"),
        ("--field base", "unknown field base; did you mean base.mid?"),
        ("--by role --currency USD", "converting to USD needs exchange rates: your own file, or ecb:2026-03-01"),
        ("--rates ecb:2014-03-30", "rates are given without a currency"),
        ("--by role --currency USD --rates nowhere.csv", "the rates in nowhere.csv cannot be read"),
        ("--by role --currency USD --rates ecb:today", "ecb:today names no date"),
        ("--by role --currency AED --rates ecb:2014-03-30", "no rate for AED; give a file of your own"),
        ("--region Londn", "Londn is not a known place; did you mean London?"),
        ("--dataset nowhere", "nowhere cannot be read as a dataset"),
        ("--dataset seeds/acme/data-engineer.md", "data-engineer.md cannot be read as a dataset: Not a directory"),
    ],
)
def test_what_cannot_be_asked_for(arguments: str, message: str, comp_data: CommandLine, dataset: Write) -> None:
    dataset(THREE)
    done = comp_data("stats", *arguments.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_nothing_is_found(comp_data: CommandLine, dataset: Write) -> None:
    dataset(THREE)
    for options, *lines in (
        ("--company hooli", "seeds has no company hooli"),
        ("--company Acme --role 数", "seeds has no role 数"),
        ("--company acme --updated-since 2099-01-01", "no record matches all options"),
        ("--company acme --quality high", "no record matches all options"),
        (
            "--company acm --role data-enginer",
            *(
                "seeds has no company acm; did you mean acme?",
                "seeds has no role data-enginer; did you mean data-engineer?",
            ),
        ),
    ):
        done = comp_data("stats", *options.split())
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.splitlines() == [f"comp-data: {line}" for line in lines]


def test_at_a_revision(comp_data: CommandLine, dataset: Write, tmp_path: Path, repository: GitRepository) -> None:
    dataset(THREE)
    repository.commit()
    (tmp_path / "seeds" / "acme" / "data-engineer.md").unlink()
    assert comp_data("stats").stdout.startswith("2 guides of 1 company in 2 roles;")
    found = json.loads(comp_data("stats", "--ref", "HEAD", "--format", "json").stdout)
    assert (found["ref"], found["whole"]["guides"]) == ("HEAD", 3)


def test_nothing_of_a_guide_controls_the_terminal(comp_data: CommandLine, dataset: Write) -> None:
    dataset('industry: "\\e[31mred"\n')
    done = comp_data("stats", "--by", "industry,currency")
    assert "\x1b" not in done.stdout
    assert "\\x1b[31mred" in done.stdout
