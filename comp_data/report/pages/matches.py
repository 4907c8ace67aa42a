"""Show a match: an object for programs, lines for people."""

from typing import TYPE_CHECKING, Any

from comp_data.base.escape import printable

if TYPE_CHECKING:
    from comp_data.matching.matcher import Match
    from comp_data.matching.result import How


def match_object(match: "Match") -> dict[str, Any]:
    """Return the match with guides as `company/role`; without a match they are null and `reason` says why."""
    return {**match.to_dict(), "how": match.how, "score": match.score}


def text_of(match: "Match") -> str:
    """Return the guide and how company and title were found, or why there is no match and which are possible."""
    if match.guide is not None:
        company, title = (printable(text) for text in match.query)
        rows = [(f"company {company}", match.company), (f"title {title}", match.role)]
        width = max(len(label) for label, _ in rows)
        lines = [f"  {label:<{width}}  {part.slug}  {_sureness(part.how, part.score)}" for label, part in rows]
        return "\n".join((match.guide.id, *lines))
    found = [f"  {one.guide.id}  {_sureness(one.how, one.score)}" for one in match.alternatives]
    return "\n".join((f"no match: {printable(match.reason)}", *(["near are:"] if found else []), *found))


def _sureness(how: "How | None", score: float) -> str:
    return f"({how}, {score:.2f})"
