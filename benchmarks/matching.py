"""Times `Dataset.match`, and counts what it finds that is wrong.

    python benchmarks/matching.py [FOLDER]

Times 10,000 different pairs of company and title against 5,000 guides that are made up. With FOLDER, which holds guides
(company/role.md), it asks for every guide by its own names, with slips of the pen in them, and after its company or its
role has been taken away: whatever is found then is wrong.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import comp_data as cd
from comp_data.base.vocabulary import STANDARD_ROLES, slug_of
from comp_data.matching.matcher import Matcher

COMPANIES, PAIRS = 385, 10_000
SYLLABLES = (
    "ba", "be", "bo", "cal", "cor", "da", "del", "dyn", "el", "fin", "flu", "gen", "hex", "in", "ju", "ka",
    "lo", "lum", "ma", "mer", "mi", "nex", "or", "pul", "qua", "ri", "sol", "ver", "xo", "zen",
)  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TITLES = tuple(role.replace("-", " ").title() for role in STANDARD_ROLES)
SPELLINGS = ("Sr. SWE", "SWE - Backend", "Software Eng (Remote)", "SRE", "TPM", "ML Engineer", "EM", "Data Eng.")
RANDOM = random.Random(7)


def main() -> None:
    """Measures and prints."""
    time_made_guides()
    if len(sys.argv) > 1:
        count_over(cd.load(Path(sys.argv[1]), on_error="skip").guides)


def time_made_guides() -> None:
    """Seconds of the processor for the index, and for 10,000 different pairs of several kinds."""
    names = RANDOM.sample(sorted({made_name() for _ in range(3 * COMPANIES)}), COMPANIES)
    record = next(iter(cd.load().values()))
    guides = [
        record.model_copy(
            update={"company": slug_of(name), "company_display": name, "role": role, "role_display": title}
        )
        for name in names
        for role, title in zip(STANDARD_ROLES, TITLES, strict=True)
    ]
    matcher, seconds = timed(lambda: Matcher(guides))
    print(f"{len(guides)} guides of {len(names)} companies: index {seconds:.2f} s")
    kinds: dict[str, Callable[[], tuple[str, str]]] = {
        "other spellings": lambda: (f"{choice(names)} Inc.", f"{choice(SPELLINGS)}, Team {RANDOM.randrange(10_000)}"),
        "slips in both": lambda: (slip(choice(names)), slip(choice(TITLES))),
        "unknown companies": lambda: (f"{made_name()} {made_name()}", choice(TITLES)),
        "unknown titles": lambda: (choice(names), f"{made_name()} {made_name()} Engineer"),
    }
    for kind, make in kinds.items():
        pairs = {make() for _ in range(PAIRS)}
        while len(pairs) < PAIRS:
            pairs.add(make())
        found, seconds = timed(partial(count_found, matcher, pairs))
        print(f"  {kind}: {PAIRS} pairs in {seconds:.2f} s, {found} found")


def count_found(matcher: Matcher, pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs of company and title a guide is found for."""
    return sum(matcher.match(*pair).guide is not None for pair in pairs)


def count_over(guides: tuple[cd.Guide, ...]) -> None:
    """What is found right, not at all and wrong over real guides."""
    whole = Matcher(guides)
    counts = {name: Counter[str]() for name in ("own names", "a slip in the company", "a slip in the title")}
    for guide in guides:
        company, title = guide.company_display or guide.company, guide.role_display or guide.role
        for asked, kind in zip(((company, title), (slip(company), title), (company, slip(title))), counts, strict=True):
            counts[kind][verdict(whole.match(*asked), guide)] += 1
    counts["company taken away"] = Counter(without_company(guides))
    counts["role taken away"] = Counter(without_role(guides))
    for kind, found in counts.items():
        print(f"  {kind}: {dict(sorted(found.items()))}")


def without_company(guides: Iterable[cd.Guide]) -> Iterator[str]:
    """The verdict on each guide asked for among the other companies' guides."""
    for company, own in by_company(guides):
        others = Matcher(guide for guide in guides if guide.company != company)
        for guide in own:
            yield verdict(others.match(guide.company_display or company, guide.role_display or guide.role), None)


def without_role(guides: Iterable[cd.Guide]) -> Iterator[str]:
    """The verdict on each guide asked for among its company's other guides."""
    for company, own in by_company(guides):
        for guide in own:
            others = Matcher(other for other in own if other is not guide)
            yield verdict(others.match(company, guide.role_display or guide.role), None)


def by_company(guides: Iterable[cd.Guide]) -> list[tuple[str, list[cd.Guide]]]:
    """The guides by company."""
    return [(company, list(own)) for company, own in groupby(guides, key=lambda guide: guide.company)]


def verdict(match: cd.Match, right: cd.Guide | None) -> str:
    """Whether a match found the right guide, none, or a wrong one."""
    return "none" if match.guide is None else "right" if match.guide is right else "wrong"


def made_name() -> str:
    """A name of two to four syllables."""
    return "".join(RANDOM.choices(SYLLABLES, k=RANDOM.randint(2, 4))).title()


def choice(names: Iterable[str]) -> str:
    """One of several names."""
    return RANDOM.choice(tuple(names))


def slip(text: str) -> str:
    """A text with a letter, not the first, swapped with the next, left out, doubled up or changed."""
    at = RANDOM.randrange(1, max(len(text) - 1, 2))
    changed = (text[at + 1 : at + 2] + text[at], "", RANDOM.choice(LETTERS) + text[at], RANDOM.choice(LETTERS))
    kind = RANDOM.randrange(4)
    return text[:at] + changed[kind] + text[at + (2 if kind == 0 else 1) :]


def timed(do: Callable[[], Any]) -> tuple[Any, float]:
    """What a call gives, and the seconds of the processor that it took."""
    start = time.process_time()
    return do(), time.process_time() - start


if __name__ == "__main__":
    main()
