"""Plant defects into made-up guides, each with exactly the findings that a linter must then report.

A defect is a function that changes a draft and gives what is then to be found: nothing where it does not suit the
draft, which it then leaves as it was.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from typing import NamedTuple

from benchmarks.generator import ROLES_A_COMPANY, TODAY, Draft
from benchmarks.layouts import pay
from comp_data.base.vocabulary import LADDER

KeyPath = tuple[str | int, ...]


class Planted(NamedTuple):
    """A finding that a planted defect must give."""

    path: str
    code: str
    key_path: KeyPath


class Made(NamedTuple):
    """A made-up guide and the findings that its defect must give; none if it has no defect."""

    path: str
    text: str
    planted: tuple[Planted, ...]


Findings = tuple[Planted, ...]

_DAY = timedelta(1)
_ALIASES = {"San Francisco": "SF", "New York": "NYC", "Seattle": "Seattle, WA", "Austin": "Austin, TX"}


def make_guides(seed: int, count: int, share: float = 0.0) -> Iterator[Made]:
    """The first `count` guides of a seed, one after the other; each defect is tried on this share of them.

    A guide has one defect at most, so `share` is at most 1 ÷ the number of `DEFECTS`.
    """
    before: Defect | None = None
    for number in range(count):
        draft, defect = Draft(seed, number), _drawn(seed, number, share)
        is_alone = before is not None or number % ROLES_A_COMPANY == 0
        planted = defect(draft) if defect and not (is_alone and defect in _OF_TWO_GUIDES) else ()
        yield Made(draft.path, draft.text(), planted)
        before = defect


def _drawn(seed: int, number: int, share: float) -> "Defect | None":
    at = int(Random(f"{seed}/defect/{number}").random() / share) if share else len(DEFECTS)
    return DEFECTS[at] if at < len(DEFECTS) else None


def _at(draft: Draft, code: str, *key_path: str | int) -> Findings:
    return (Planted(draft.path, code, key_path),)


def _first_row(draft: Draft, code: str, key: str) -> Findings:
    return _at(draft, code, "compensation", 0, key)


def total_mismatch(draft: Draft) -> Findings:
    """The total of the first region is 27% over its parts, in front matter and table."""
    first = draft.rows[0]
    low, high = (
        round(1.27 * (first.base[end] * (1 + first.bonus[end] / 100) + first.stock[end] / 4) / 1000) * 1000
        for end in (0, 1)
    )
    draft.set_rows([first._replace(total=(low, high)), *draft.rows[1:]])
    return _first_row(draft, "CD201", "total_comp_low") + _first_row(draft, "CD201", "total_comp_high")


def inverted_range(draft: Draft) -> Findings:
    """The low end of a signing bonus is over its high end."""
    draft.front["compensation"][0] |= {"signing_bonus_low": 40_000, "signing_bonus_high": 20_000}
    return _first_row(draft, "CD204", "signing_bonus_low")


def region_spelling(draft: Draft) -> Findings:
    """The first region goes by another of its names in front matter."""
    draft.front["compensation"][0]["region"] = _ALIASES[draft.rows[0].region]
    return _first_row(draft, "CD305", "region")


def unknown_region(draft: Draft) -> Findings:
    """The first region is not a place, in front matter and table."""
    draft.set_rows([draft.rows[0]._replace(region="Zzyzzwald"), *draft.rows[1:]])
    return _first_row(draft, "CD304", "region")


def review_too_late(draft: Draft) -> Findings:
    """The review is due long after the quarter."""
    draft.front["next_review_due"] = draft.updated + 140 * _DAY
    return _at(draft, "CD403", "next_review_due")


def review_overdue(draft: Draft) -> Findings:
    """The review was due four days ago."""
    draft.set_dates(TODAY - 95 * _DAY, TODAY - 4 * _DAY)
    return _at(draft, "CD404", "next_review_due")


def stale(draft: Draft) -> Findings:
    """The guide has not been updated for longer than its review allows, either."""
    draft.set_dates(TODAY - 130 * _DAY, TODAY - 40 * _DAY)
    return _at(draft, "CD404", "next_review_due") + _at(draft, "CD405", "last_updated")


def figure_differs(draft: Draft) -> Findings:
    """The table gives another base salary than front matter; rows without a region are identified by their figures."""
    first = draft.rows[0]
    if draft.layout == "level-title":
        return ()
    if not _rewrites(
        draft, pay(first.currency, first.base), pay(first.currency, (first.base[0], first.base[1] + 7000))
    ):
        return ()
    return _first_row(draft, "CD503", "base_high")


def figure_lost(draft: Draft) -> Findings:
    """Front matter lacks the stock that the table gives."""
    if draft.layout == "level-pivot":
        return ()
    draft.front["compensation"][0] |= {"stock_low": None, "stock_high": None}
    return _first_row(draft, "CD504", "stock_low")


def bonus_range_collapsed(draft: Draft) -> Findings:
    """Front matter has the low end only of the bonus that the table gives."""
    if draft.layout == "level-pivot":
        return ()
    del draft.front["compensation"][0]["bonus_pct_high"]
    return _first_row(draft, "CD505", "bonus_pct")


def ragged_row(draft: Draft) -> Findings:
    """A row of the table has a cell too few."""
    if draft.layout != "standard":
        return ()
    draft.table[2] = draft.table[2].rsplit(" | ", 1)[0] + " |"
    return _at(draft, "CD513")


def title_differs(draft: Draft) -> Findings:
    """The title is that of another role."""
    draft.title = f"### Account Manager | {draft.company.display} Global Negotiation Guide"
    return _at(draft, "CD508", "role_display")


def summary_differs(draft: Draft) -> Findings:
    """The body's Negotiation DNA says more than front matter."""
    draft.summary += ", and pays on time"
    return _at(draft, "CD509", "negotiation_dna_summary")


def level_mapping_differs(draft: Draft) -> Findings:
    """The body's level mapping goes on where that of front matter ends."""
    draft.levels += " = Hooli P5"
    return _at(draft, "CD510", "level_mapping", "raw")


def sources_differ(draft: Draft) -> Findings:
    """The evidence leaves out a source of front matter."""
    del draft.evidence[0]
    return _at(draft, "CD511", "data_sources", 0)


def undated_evidence(draft: Draft) -> Findings:
    """The evidence is years old."""
    draft.years = "2018-2019"
    return _at(draft, "CD706")


def missing_section(draft: Draft) -> Findings:
    """The body has no strategy."""
    draft.has_strategy = False
    return _at(draft, "CD107")


def role_type_mismatch(draft: Draft) -> Findings:
    """The guide takes a standard role for a specialty, or the other way round."""
    draft.front["role_type"] = "specialty" if draft.front["role_type"] == "standard" else "standard"
    return _at(draft, "CD605", "role_type")


def quality_overstated(draft: Draft) -> Findings:
    """The quality is high with two sources."""
    draft.front["data_quality"] = "high"
    del draft.front["data_sources"][2:], draft.evidence[2:]
    return _at(draft, "CD702", "data_quality")


def invalid_url(draft: Draft) -> Findings:
    """The address of a source is not https."""
    draft.front["data_sources"][1]["url"] = "http://salaries.example"
    return _at(draft, "CD705", "data_sources", 1, "url")


def source_date(draft: Draft) -> Findings:
    """A source was read after the guide was updated."""
    draft.front["data_sources"][2]["date_accessed"] = draft.updated + 3 * _DAY
    return _at(draft, "CD707", "data_sources", 2, "date_accessed")


def missing_key(draft: Draft) -> Findings:
    """A required key is missing."""
    del draft.front["data_quality"]
    return _at(draft, "CD101", "data_quality")


def unknown_key(draft: Draft) -> Findings:
    """A key is misspelled."""
    draft.front["hq_locatoin"] = "Portland"
    return _at(draft, "CD103", "hq_locatoin")


def wrong_type(draft: Draft) -> Findings:
    """A number is in the place of text."""
    draft.front["employee_count_range"] = 1000
    return _at(draft, "CD104", "employee_count_range")


def ambiguous_scalar(draft: Draft) -> Findings:
    """A word that YAML 1.1 reads as false."""
    draft.rewritten.append((f"internal: {draft.front['level_mapping']['internal']}", "internal: no"))
    return _at(draft, "CD005")


def invalid_yaml(draft: Draft) -> Findings:
    """A quote is never closed, so that nothing can be read."""
    draft.rewritten.append(("role_type: ", 'role_type: "'))
    return _at(draft, "CD003")


def company_facts_disagree(draft: Draft) -> Findings:
    """The guide states another industry than the others of its company, the first of which is right."""
    if draft.number % ROLES_A_COMPANY == 0:
        return ()
    draft.front["industry"] = f"Trade {draft.number}"
    return _at(draft, "CD603", "industry")


def cloned_figures(draft: Draft) -> Findings:
    """The figures are those of the previous guide; the later of the two by path is reported."""
    other = Draft(draft.seed, draft.number - 1)
    draft.layout = other.layout
    draft.set_rows(other.rows)
    return (Planted(max(draft.path, other.path), "CD606", ("compensation",)),)


def ladder_inversion(draft: Draft) -> Findings:
    """The senior role is paid four fifths of what the role below it is."""
    other = Draft(draft.seed, draft.number - 1)
    if draft.role != LADDER[1] or draft.rows[0].level or other.rows[0].level:
        return ()
    # By several factors: CD606 reports one factor.
    draft.set_rows([row.times(0.8 - index / 50) for index, row in enumerate(other.rows)])
    return tuple(
        Planted(draft.path, "CD607", ("compensation", index, "total_comp_low")) for index in range(len(draft.rows))
    )


def _rewrites(draft: Draft, written: str, instead: str) -> bool:
    """Replace a text in the table; returns whether it was found."""
    found = any(written in line for line in draft.table)
    draft.table = [line.replace(written, instead) for line in draft.table]
    return found


Defect = Callable[[Draft], Findings]

DEFECTS: tuple[Defect, ...] = (
    total_mismatch, inverted_range, region_spelling, unknown_region, review_too_late, review_overdue, stale,
    figure_differs, figure_lost, bonus_range_collapsed, ragged_row, title_differs, summary_differs,
    level_mapping_differs, sources_differ, undated_evidence, missing_section, role_type_mismatch, quality_overstated,
    invalid_url, source_date, missing_key, unknown_key, wrong_type, ambiguous_scalar, invalid_yaml,
    company_facts_disagree, cloned_figures, ladder_inversion,
)  # fmt: skip
"""Every defect, in the order that they are drawn in."""

_OF_TWO_GUIDES = (cloned_figures, ladder_inversion)
"""Defects that need the previous guide, of the same company and without a defect of its own."""
