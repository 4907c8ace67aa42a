"""Guides of made-up companies, any number of them, the same for the same seed.

A guide is made from its number and the seed alone, so that the first thousand of a million are those of a thousand.
None has a finding of any rule on `TODAY`, unless `defects` plants one.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple

from benchmarks.layouts import LAYOUTS, Layout, Row, table_lines
from benchmarks.prose import DAYS, LEVERS, SOURCES, STRATEGIES, lever_text, paragraph
from comp_data.base.vocabulary import STANDARD_ROLES
from comp_data.guide.front_matter.writer import front_matter_yaml

TODAY = date(2026, 3, 1)
"""The date that the guides are written for."""

_FIRST = (
    "acme", "globex", "initech", "umbrella", "hooli", "soylent", "tyrell", "wonka", "cyberdyne", "vandelay",
    "stark", "oscorp", "aperture", "massive", "dunder", "wernham", "sterling", "gringotts", "duff",
    "monarch", "oceanic", "weyland", "nakatomi", "virtucon", "zorg", "encom", "omni", "rekall", "tricell",
    "veridian",
)  # fmt: skip
_SECOND = (
    "analytics", "robotics", "payments", "logistics", "health", "mobility", "gaming", "energy", "security",
    "media", "biotech", "insurance", "education", "maps", "audio", "printing", "farming", "shipping",
    "travel", "weather", "optics", "textiles", "housing", "water", "paper", "glass", "steel", "timber",
    "salt",
)  # fmt: skip
_ROLES: dict[str, tuple[str, float]] = {
    "software-engineer": ("Software Engineer", 1.0),
    "senior-software-engineer": ("Senior Software Engineer", 1.26),
    "staff-software-engineer": ("Staff Software Engineer", 1.58),
    "engineering-manager": ("Engineering Manager", 1.42),
    "product-manager": ("Product Manager", 1.16),
    "product-designer": ("Product Designer", 1.02),
    "data-scientist": ("Data Scientist", 1.12),
    "data-engineer": ("Data Engineer", 1.07),
    "ml-ai-engineer": ("ML/AI Engineer", 1.34),
    "devops-engineer": ("DevOps Engineer", 1.06),
    "security-engineer": ("Security Engineer", 1.14),
    "solutions-architect": ("Solutions Architect", 1.22),
    "technical-program-manager": ("Technical Program Manager", 1.18),
    "data-platform-engineer": ("Data Platform Engineer", 1.24),
}
ROLES_A_COMPANY = len(_ROLES)


class _Market(NamedTuple):
    """A region: its currency, a software engineer's base salary there, and the grant as a share of it.

    No two shares are near each other, so that no region's figures are another's times one factor.
    """

    region: str
    currency: str
    base: int
    stock_share: float


_HOME = (
    _Market("San Francisco", "USD", 168_000, 0.84),
    _Market("New York", "USD", 160_000, 0.74),
    _Market("Seattle", "USD", 156_000, 0.65),
    _Market("Austin", "USD", 139_000, 0.57),
)
_ABROAD = (
    _Market("Singapore", "SGD", 118_000, 0.50),
    _Market("Toronto", "CAD", 128_000, 0.44),
    _Market("London", "GBP", 88_000, 0.385),
    _Market("Sydney", "AUD", 142_000, 0.34),
    _Market("Berlin", "EUR", 82_000, 0.30),
    _Market("Paris", "EUR", 74_000, 0.26),
    _Market("Zurich", "CHF", 132_000, 0.23),
    _Market("Tokyo", "JPY", 11_500_000, 0.20),
)
_BONUSES = ((8, 12), (10, 15), (10, 20), (12, 18))


class Company(NamedTuple):
    """What all guides of a company have in common."""

    slug: str
    display: str
    industry: str
    markets: tuple[_Market, ...]
    level: float
    author: str


@cache
def company(seed: int, number: int) -> Company:
    """The company of a number, from 0."""
    random = Random(f"{seed}/company/{number}")
    first, rest = number % len(_FIRST), number // len(_FIRST)
    second, again = rest % len(_SECOND), rest // len(_SECOND)
    words = [_FIRST[first], _SECOND[second], *([str(again + 1)] if again else [])]
    home, abroad = random.sample(_HOME, 2), random.sample(_ABROAD, random.choice((1, 1, 1, 2, 3)))
    slug = "-".join(words)
    return Company(
        slug, slug.replace("-", " ").title(), _SECOND[second].title(), (*home, *abroad),
        random.uniform(0.85, 1.2), f"Editor {number % 40 + 1}",
    )  # fmt: skip


class Draft:
    """A guide while it is built: what front matter and body say, so that a defect can change one of them."""

    def __init__(self, seed: int, number: int) -> None:
        self.seed, self.number = seed, number
        self.random = random = Random(f"{seed}/{number}")
        self.company = company(seed, number // ROLES_A_COMPANY)
        self.role = list(_ROLES)[number % ROLES_A_COMPANY]
        self.role_display, self.worth = _ROLES[self.role]
        self.layout: Layout = random.choices(list(LAYOUTS), list(LAYOUTS.values()))[0]
        self.rows = [self._row(index, market) for index, market in enumerate(self.company.markets)]
        self.updated = TODAY - timedelta(random.randint(9, 75))
        self.sources = random.sample(SOURCES, 4)
        self.front = self._front()
        self.evidence = [name for name, _ in self.sources]
        self.years = "2025-2026"
        self.has_strategy = True
        self.rewritten: list[tuple[str, str]] = []
        self.title = f"### {self.role_display} | {self.company.display} Global Negotiation Guide"
        self.summary = self.front["negotiation_dna_summary"]
        self.levels = self.front["level_mapping"]["raw"]
        self.table = table_lines(self.layout, self.rows)

    @property
    def path(self) -> str:
        """`company/role.md`."""
        return f"{self.company.slug}/{self.role}.md"

    def _row(self, index: int, market: _Market) -> Row:
        random, worth = self.random, self.worth * self.company.level
        middle = market.base * worth * random.uniform(0.98, 1.02)
        grant = market.base * worth * market.stock_share * random.uniform(0.98, 1.02)
        base = _rounded(middle * 0.88, market), _rounded(middle * random.uniform(1.1, 1.18), market)
        stock = _rounded(grant * 0.8, market), _rounded(grant * random.uniform(1.2, 1.3), market)
        bonus = random.choice(_BONUSES)
        total = tuple(
            _rounded((base[end] * (1 + bonus[end] / 100) + stock[end] / 4) * random.uniform(0.98, 1.03), market)
            for end in (0, 1)
        )
        level = None
        if self.layout in ("level-title", "level-region"):
            level = f"L{index + 3}"
        return Row(market.region, level, market.currency, base, stock, bonus, (total[0], total[1]))

    def _front(self) -> dict[str, Any]:
        random, updated, name = self.random, self.updated, self.company.display
        level = f"T{self.number % 6 + 2}"
        values: dict[str, Any] = {
            "company": self.company.slug,
            "company_display": name,
            "role": self.role,
            "role_display": self.role_display,
            "role_type": "standard" if self.role in STANDARD_ROLES else "specialty",
            "industry": self.company.industry,
            "author": self.company.author,
            "last_updated": updated,
            "data_quality": random.choice(("high", "medium")),
            "salary_data_quarter": "2025-Q4",
            "next_review_due": updated + timedelta(random.randint(85, 92)),
            "compensation": [row.entry() for row in self.rows],
            "level_mapping": {
                "internal": level,
                "raw": f"{name} {level} = Globex L{self.number % 5 + 3} = Initech IC{self.number % 4 + 2}",
            },
            "data_sources": [
                {"name": source, "url": url, "date_accessed": updated - timedelta(random.choice(DAYS))}
                for source, url in self.sources
            ],
            "negotiation_dna_summary": paragraph(random, 1).rstrip("."),
        }
        return values

    def set_rows(self, rows: list[Row]) -> None:
        """Give the guide other figures, in front matter and in its table."""
        self.rows = rows
        self.front["compensation"] = [row.entry() for row in rows]
        self.table = table_lines(self.layout, rows)

    def set_dates(self, updated: date, due: date) -> None:
        """Give the guide other dates; its sources were read before."""
        self.front |= {"last_updated": updated, "next_review_due": due}
        for source in self.front["data_sources"]:
            source["date_accessed"] = updated - timedelta(1)

    def text(self) -> str:
        """The guide's text."""
        text = f"---\n{front_matter_yaml(self.front)}\n---\n" + "\n\n".join(self._body()) + "\n"
        for written, instead in self.rewritten:
            text = text.replace(written, instead, 1)
        return text

    def _body(self) -> Iterator[str]:
        random = Random(self.number)
        yield self.title
        yield f"**Negotiation DNA:** {self.summary}"
        yield "\n".join(self.table)
        yield "**Negotiation DNA**\n" + "\n\n".join(paragraph(random, 4) for _ in range(2))
        yield f"**Level Mapping:** {self.levels}"
        for lever in random.sample(LEVERS, 3):
            yield f"### {lever.title()} Lever\n" + "\n\n".join(paragraph(random, 5) for _ in range(2))
        yield "**Global Levers**\n" + "\n".join(
            f"{place}. **{lever.title()}:** {lever_text(random, lever, self.rows[0].high_base)}"
            for place, lever in enumerate(random.sample(LEVERS, 4), start=1)
        )
        if self.has_strategy:
            yield f'> **Negotiate Up Strategy:** "{random.choice(STRATEGIES)} {paragraph(random, 2)}"'
        yield "#### Evidence & Sources\n" + "\n".join(
            f"- {name}, {self.role_display} ({self.years})" for name in self.evidence
        )


def _rounded(figure: float, market: _Market) -> int:
    unit = 10_000 if market.base > 1_000_000 else 1_000
    return round(figure / unit) * unit
