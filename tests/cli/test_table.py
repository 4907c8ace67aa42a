"""`comp-data table`."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT, CommandLine

SEED = "seeds/huggingface-enterprise/ml-ai-engineer.md"


def test_the_real_record_as_json_lines(comp_data: CommandLine) -> None:
    done = comp_data("table", SEED, "--format", "jsonl", cwd=ROOT)
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[2] == {
        "file": SEED,
        "line": rows[0]["line"] + 2,
        "region": "Paris",
        "place": ["Paris"],
        "level": None,
        "currency": "EUR",
        "base": [170000, 222000],
        "stock": [153000, 272000],
        "vest_years": 4,
        "bonus_pct": [5, 15],
        "bonus": None,
        "signing_bonus": None,
        "total_comp": [232000, 345000],
        "levels": [],
        "notes": [],
    }
    text = (ROOT / SEED).read_text("utf-8").splitlines()
    assert text[rows[2]["line"] - 1].startswith("| Paris |")


def test_the_real_record_for_people(comp_data: CommandLine) -> None:
    shown = comp_data("table", SEED, cwd=ROOT).stdout.splitlines()
    assert shown[0] == f"{SEED} (standard)"
    assert shown[1].split() == ["region", "currency", "base", "stock", "vest_years", "bonus_pct", "total_comp"]
    assert shown[2].split("  ")[0] == "San Francisco"
    assert "273,000–405,000" in shown[2]


def test_another_currency_than_the_rows_is_said(comp_data: CommandLine, dataset: Callable[[str], Path]) -> None:
    body = "| Region | Base | Stock | Total |\n|---|---|---|---|\n| London | £80K–£90K | $40K–$60K | £95K–£110K |\n"
    dataset(f"company: acme\n---\n### Data Engineer\n\n{body}")
    done = comp_data("table", "seeds/acme/data-engineer.md", "--format", "jsonl")
    assert json.loads(done.stdout)["notes"] == ["stock in USD"]


def test_amounts_in_a_second_currency_name_their_column(comp_data: CommandLine, dataset: Callable[[str], Path]) -> None:
    row = "| London | £80K–£90K (~$100K–$112K) | £40K–£60K | £95K–£110K (~$118K–$137K) |"
    dataset(f"company: acme\n---\n### Data Engineer\n\n| Region | Base | Stock | Total |\n|---|---|---|---|\n{row}\n")
    done = comp_data("table", "seeds/acme/data-engineer.md")
    assert "  London: base also USD 100,000–112,000\n" in done.stdout
    assert "  London: total_comp also USD 118,000–137,000\n" in done.stdout


def test_what_cannot_be_read_is_said(comp_data: CommandLine, dataset: Callable[[str], Path]) -> None:
    body = "| Region | Base | Stock | Total |\n|---|---|---|---|\n| London | £80K–£90K | 4,000 options | N/A |\n"
    dataset(f"company: acme\n---\n### Data Engineer\n\n{body}")
    done = comp_data("table", "seeds/acme/data-engineer.md", "--format", "jsonl")
    (row,) = map(json.loads, done.stdout.splitlines())
    assert (row["base"], row["stock"], row["total_comp"], row["currency"]) == ([80000, 90000], None, None, "GBP")
    assert len(row["notes"]) == 1
    assert row["notes"][0].endswith(": 4,000 options")


def test_a_row_with_a_cell_too_few_is_named(comp_data: CommandLine, dataset: Callable[[str], Path]) -> None:
    body = "| Region | Base | Stock | Total |\n|---|---|---|---|\n| London | £80K–£90K | £95K–£110K |\n"
    dataset(f"company: acme\n---\n### Data Engineer\n\n{body}")
    done = comp_data("table", "seeds/acme/data-engineer.md", "--format", "jsonl")
    assert json.loads(done.stdout)["notes"][0] == "the row has a cell too many or too few"


def test_a_file_without_a_table_and_one_that_is_not_there(
    comp_data: CommandLine, dataset: Callable[[str], Path]
) -> None:
    dataset("company: acme\n---\n### Data Engineer\n\nNo table.\n")
    done = comp_data("table", "seeds/acme/data-engineer.md", "nowhere.md", str(ROOT / SEED))
    assert done.returncode == 2
    assert "data-engineer.md: no readable compensation table" in done.stderr
    assert "comp-data: error: nowhere.md: the file cannot be read: No such file or directory" in done.stderr
    assert "(standard)" in done.stdout


def test_levels_below_each_other(comp_data: CommandLine, dataset: Callable[[str], Path]) -> None:
    body = "#### Total Comp\n\n| Level | London (GBP £) | Oslo |\n|---|---|---|\n"
    body += "| L3 | £80K–£90K | N/A |\n| L4 | £95K–£120K | kr 900K |\n"
    dataset(f"company: acme\n---\n### Data Engineer\n\n{body}")
    done = comp_data("table", "seeds/acme/data-engineer.md", "--format", "jsonl")
    london, oslo = map(json.loads, done.stdout.splitlines())
    assert (london["region"], london["total_comp"], london["level"]) == ("London (GBP £)", [80000, 120000], None)
    assert [(one["level"], one["total_comp"]) for one in london["levels"]] == [
        ("L3", [80000, 90000]),
        ("L4", [95000, 120000]),
    ]
    assert [(one["level"], one["total_comp"]) for one in oslo["levels"]] == [("L4", [900000, 900000])]
    shown = comp_data("table", "seeds/acme/data-engineer.md").stdout.splitlines()
    assert [line.split() for line in shown[1:4]] == [
        ["region", "level", "currency", "total_comp"],
        ["London", "(GBP", "£)", "—", "GBP", "80,000–120,000"],
        ["L3", "—", "80,000–90,000"],
    ]
