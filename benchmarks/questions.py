"""Ten questions about pay, answered by the library and by plain Python over the YAML: equal answers, and both times.

    python -m benchmarks.questions FOLDER

The plain side reads every file with PyYAML and knows nothing of this package.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import mean, median
from typing import Any, Final, NamedTuple

import yaml

import comp_data as cd

DAY: Final = date(2026, 6, 1)
Plain = list[dict[str, Any]]


class Question(NamedTuple):
    """A question, with the library's answer and the plain one."""

    text: str
    ours: Callable[[cd.Dataset], Any]
    plain: Callable[[Plain], Any]


def read_plain(folder: Path) -> Plain:
    """Return the front matter of each guide, as PyYAML reads it."""
    files = sorted(folder.glob("*/*.md"))
    texts = (file.read_text("utf-8").split("---\n", 2)[1] for file in files)
    return [yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) for text in texts]


def _pay(guides: Plain) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(guide, row) for guide in guides for row in guide["compensation"]]


def _middle(row: dict[str, Any], part: str) -> float | None:
    low, high = row[f"{part}_low"], row[f"{part}_high"]
    return None if low is None or high is None else (low + high) / 2


def _medians(guides: Plain) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], list[int]] = {}
    for guide, row in _pay(guides):
        if row["base_low"] is not None:
            found.setdefault((guide["role"], row["currency"]), []).append(row["base_low"])
    return {key: median(values) for key, values in found.items()}


def _sources(guides: Plain) -> list[tuple[str, int]]:
    names = Counter(one if isinstance(one, str) else one["name"] for guide in guides for one in guide["data_sources"])
    return sorted(names.items(), key=lambda item: (-item[1], item[0]))[:5]


def _ratios(guides: Plain) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for guide, row in _pay(guides):
        if row["base_low"] and row["base_high"]:
            found.setdefault(guide["role"], []).append(row["base_high"] / row["base_low"])
    return {role: round(mean(ratios), 9) for role, ratios in found.items()}


def _rows(query: str, *parameters: object) -> Callable[[cd.Dataset], Any]:
    return lambda ds: [*ds.sql(query, list(parameters))]


QUESTIONS: Final = (
    Question(
        "How many guides, companies and roles are there?",
        lambda ds: (len(ds), len(ds.companies), len(ds.roles)),
        lambda all_: (len(all_), len({one["company"] for one in all_}), len({one["role"] for one in all_})),
    ),
    Question(
        "What is the median total (middle of the range) in USD?",
        lambda ds: next(one.median for one in ds.stats("currency") if one.currency == "USD"),
        lambda all_: median(
            middle
            for _, row in _pay(all_)
            if row["currency"] == "USD" and (middle := _middle(row, "total_comp")) is not None
        ),
    ),
    Question(
        "What is the median low base salary by role and currency?",
        lambda ds: {
            (one.group["role"], one.group["currency"]): one.median
            for one in ds.stats(["role", "currency"], "base.low")
            if one.count
        },
        _medians,
    ),
    Question(
        "How many pay ranges are in each currency?",
        lambda ds: dict(ds.overview(DAY).whole.currencies),
        lambda all_: dict(Counter(row["currency"] for _, row in _pay(all_))),
    ),
    Question(
        "Which guides are overdue for review?",
        lambda ds: sorted(key for key, guide in ds.items() if guide.next_review_due < DAY),
        lambda all_: sorted(f"{one['company']}/{one['role']}" for one in all_ if one["next_review_due"] < DAY),
    ),
    Question(
        "How many pay ranges state no equity grant?",
        _rows("select count(*) from pay where stock_low is null and stock_high is null"),
        lambda all_: [(sum(row["stock_low"] is None and row["stock_high"] is None for _, row in _pay(all_)),)],
    ),
    Question(
        "Which are the ten highest base salaries in USD?",
        _rows("select base_high from pay where currency = ? and base_high > 0 order by base_high desc limit 10", "USD"),
        lambda all_: [
            (high,)
            for high in sorted(
                (row["base_high"] or 0 for _, row in _pay(all_) if row["currency"] == "USD"), reverse=True
            )
        ][:10],
    ),
    Question(
        "Which five sources are named most?",
        _rows("select name, count(*) n from sources group by name order by n desc, name limit 5"),
        _sources,
    ),
    Question(
        "How wide are base salaries by role (high / low, on average)?",
        lambda ds: dict(
            ds.sql(
                "select role, round(avg(base_high / base_low), 9) from pay "
                "where base_low > 0 and base_high > 0 group by role"
            )
        ),
        _ratios,
    ),
    Question(
        "How many bonuses are of at least 15 percent, by role type?",
        _rows(
            "select role_type, count(*) from pay join guides on pay.guide = guides.id "
            "where bonus_pct >= 15 group by role_type order by role_type"
        ),
        lambda all_: sorted(
            Counter(guide["role_type"] for guide, row in _pay(all_) if (row.get("bonus_pct") or 0) >= 15).items()
        ),
    ),
)


def main(folder: Path) -> int:
    """Print each question with both times and whether the answers are equal; return how many are not."""
    start = time.process_time()
    ds = cd.load(folder)
    loaded, start = time.process_time() - start, time.process_time()
    plain = read_plain(folder)
    print(f"{len(ds):,} guides; load: {loaded:.2f} s, plain YAML: {time.process_time() - start:.2f} s")
    ds.sql("select 1")
    wrong = 0
    for question in QUESTIONS:
        start = time.perf_counter()
        ours = question.ours(ds)
        middle = time.perf_counter()
        theirs = question.plain(plain)
        end = time.perf_counter()
        wrong += ours != theirs
        verdict = "equal" if ours == theirs else "DIFFERENT"
        print(f"{(middle - start) * 1000:7.1f} ms, plain {(end - middle) * 1000:6.1f} ms, {verdict}: {question.text}")
    return wrong


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
