"""The words of made-up guides: enough of them for bodies as long as real ones."""

from random import Random

SOURCES = [
    ("Levels.fyi", "https://www.levels.fyi"),
    ("Glassdoor", "https://www.glassdoor.com"),
    ("Blind", "https://www.teamblind.com"),
    ("Payscale", "https://www.payscale.com"),
    ("Comparably", "https://www.comparably.com"),
    ("Salary.com", "https://www.salary.com"),
]
"""Names and addresses of sources that guides name."""

DAYS = (1, 2, 3, 5, 8)
"""How many days before its guide was updated a source may have been read."""

LEVERS = [
    "pipeline ownership", "incident record", "cost control", "hiring bar", "customer reach", "data quality",
    "release cadence", "platform breadth", "open source work", "regulated markets", "mentoring", "migration skill",
]  # fmt: skip
"""What people negotiate with."""

STRATEGIES = [
    "With a written offer in hand, I ask for the top of the band.",
    "Before I sign, I would like the grant to reflect what I bring.",
    "The base is fair, and the grant has room.",
]

_SUBJECTS = (
    "the team", "the platform", "this group", "the product", "every service", "the roadmap", "the office",
    "the company",
)  # fmt: skip
_VERBS = (
    "rests on", "pays for", "depends on", "asks for", "rewards", "is judged by", "grows with",
    "competes for",
)  # fmt: skip
_OBJECTS = (
    "people who keep systems running", "steady releases", "careful reviews", "clear writing",
    "measured results", "a short list of promises", "customers who stay", "engineers who teach",
    "sound estimates", "quiet nights on call",
)  # fmt: skip
_ENDS = (
    "in every quarter", "across all offices", "whatever the market does", "from the first month on",
    "as the budget shows", "more than in other years", "with few exceptions", "and says so in its reviews",
)  # fmt: skip


def paragraph(random: Random, sentences: int) -> str:
    """Sentences of made-up prose."""
    return " ".join(_sentence(random) for _ in range(sentences))


def _sentence(random: Random) -> str:
    text = " ".join(random.choice(words) for words in (_SUBJECTS, _VERBS, _OBJECTS, _ENDS))
    return f"{text[0].upper()}{text[1:]}."


def lever_text(random: Random, lever: str, figure: str) -> str:
    """What a person who negotiates says."""
    return f'"I have shown {lever} twice. {_sentence(random)} I need a base of {figure}."'
