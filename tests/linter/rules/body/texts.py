"""Guides whose body says things of its own beside the table."""


def saying(
    front: str = "",
    *,
    title: str = "### Data Engineer | Acme Global Negotiation Guide",
    summary: str = "**Negotiation DNA:** Steady base, growing equity",
    levels: str = "**Level Mapping:** Acme D4 = Globex L4 = Initech IC4",
    evidence: str = "#### Evidence & Sources\n- Levels.fyi and Glassdoor, data engineers (2025-2026)",
) -> str:
    """A fragment: lines of front matter, and a body with these parts."""
    return f"{front}\n---\n{title}\n\n{summary}\n\n{levels}\n\n{evidence}\n"
