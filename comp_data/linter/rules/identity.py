"""Rules on what a guide is about: its path, company and role, and guides that are alike."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from operator import itemgetter

from comp_data.base.diagnostics import Finding, Note, Severity
from comp_data.base.grouping import grouped
from comp_data.base.vocabulary import LADDER, SLUG_PATTERN, STANDARD_ROLES
from comp_data.guide.front_matter.writer import scalar
from comp_data.linter.analysis.edits import replacing
from comp_data.linter.record import UNKNOWN_CURRENCY
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Findings, Pay, Record, rule
from comp_data.linter.summary import COMPANY_KEYS, Figures, by_company
from comp_data.values.factors import factors_of
from comp_data.values.money import amount

_MARGIN = 0.01
"""The share by which a midpoint must be lower; less may be rounding."""
_MOST_COMPARED = 100
"""The most guides of a company that are compared with each other."""
_LEAST_SCALED = 12
"""How many amounts must be those of another guide times one factor."""
_LEAST_DISTANCE = 0.02
"""How far from 1 that factor is at least."""
_LEAST_CHAINS = 4
"""How many other guides must have chains of levels that begin alike."""
_Place = tuple[str, str, str]


@rule("CD601", "path-mismatch", Severity.ERROR, fix="unsafe")
def path_mismatch(record: Record) -> Findings:
    """`company` or `role` differs from the file's folder or name."""
    for key, kind, slug in _names(record.document.path):
        if (stated := record.text(key)) in (None, "", slug):
            continue
        fix = replacing(record, (key,), scalar(slug), f"set {key} to {slug}") if re.search(SLUG_PATTERN, slug) else None
        message = f"{key} is {stated}, but the {kind} is {slug}"
        help_ = f"Correct {key}, or move the file to where it belongs"
        yield Finding((key,), message, help_, fix=fix, figures=(stated, slug))


def _names(path: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a path says about a guide: key, part of the path, and slug; nothing for standard input."""
    *folders, name = path.replace("\\", "/").split("/")
    stem, dot, ending = name.rpartition(".")
    if not stem or not dot or ending.lower() != "md":
        return
    if folders and folders[-1] not in ("", ".", ".."):
        yield "company", "folder", folders[-1]
    yield "role", "file's name", stem


@rule("CD602", "duplicate-record", Severity.ERROR)
def duplicate_record(facts: tuple[Facts, ...]) -> DatasetFindings:
    """Two files hold the record of the same role at the same company."""
    first: dict[tuple[str, str], Facts] = {}
    for one in sorted(facts, key=lambda one: not one.path.endswith(f"{one.company}/{one.role}.md")):
        if one.company is None or one.role is None:
            continue
        earlier = first.setdefault((one.company, one.role), one)
        if earlier is not one:
            message = f"{one.company}/{one.role} is also the record of {earlier.path}"
            help_ = "Correct company and role here, or delete one of the two files"
            note = Note("the first record with this name", ("role",))
            yield DatasetFinding(one, Finding(("role",), message, help_), ((earlier, note),))


@rule("CD603", "company-facts-disagree", Severity.WARNING)
def company_facts_disagree(facts: tuple[Facts, ...]) -> DatasetFindings:
    """A guide's facts about its company, or its kind of level mapping, differ from the company's other guides."""
    for company, guides in by_company(facts).items():
        yield from _chains(guides)
        stated_by = [(key, key, [one.company_texts[at] for one in guides]) for at, key in enumerate(COMPANY_KEYS)]
        if any(one.title_company.strip("?") for one in guides):  # titles that spell the name otherwise
            titles = [one.company_texts[0] and (one.title_company or one.company_texts[0]) for one in guides]
            stated_by.append(("company_display", "the company in the title", titles))
        for key, what, values in stated_by:
            stated = [(one, value) for one, value in zip(guides, values, strict=True) if value not in ("", "?")]
            if not stated:
                continue
            usual, times = Counter(value for _, value in stated).most_common(1)[0]
            example = next(one for one, value in stated if value == usual)
            where = example.path if times == 1 else f"{times} other guides of the company"
            for one, value in ((one, value) for one, value in stated if value != usual):
                message = f"{what} is {value} here and {usual} in {where}"
                help_ = f"State {key} the same way in every guide of {company}"
                finding = Finding((key,), message, help_, figures=(value, usual))
                yield DatasetFinding(one, finding, ((example, Note(f"{usual} here", (key,))),))


def _chains(guides: list[Facts]) -> DatasetFindings:
    """Report a chain of levels of another company, or of another form, if those of all other guides are alike."""
    known = [one.chain_start for one in guides if one.chain_start != "?"]
    usual, times = Counter(known).most_common(1)[0] if known else ("-", 0)
    for one in guides:
        start = one.chain_start
        if start not in ("", "?", usual) and usual != "-" and len(known) - 1 == times >= _LEAST_CHAINS:
            said = "is not a chain of levels (A = B)" if start == "-" else f"begins with {start}"
            message = f"level_mapping.raw {said}, unlike those of the company's {times} other guides"
            help_ = "Write the chain of the company's own levels, here and in the body"
            yield DatasetFinding(one, Finding(("level_mapping", "raw"), message, help_, figures=(start, usual)))


@rule("CD604", "missing-standard-role", Severity.WARNING, on_by_default=False)
def missing_standard_role(facts: tuple[Facts, ...]) -> DatasetFindings:
    """A company lacks guides for some of the standard roles."""
    for company, guides in by_company(one for one in facts if one.role is not None).items():
        present = {one.role for one in guides}
        if missing := tuple(role for role in STANDARD_ROLES if role not in present):
            of_all = f"{len(missing)} of the {len(STANDARD_ROLES)} standard roles: {', '.join(missing)}"
            message = f"{company} has no guide for {of_all}"
            finding = Finding(("company",), message, "Add the guides that are missing", figures=missing)
            yield DatasetFinding(guides[0], finding)


@rule("CD605", "role-type-mismatch", Severity.ERROR, fix="safe")
def role_type_mismatch(record: Record, *, extra_standard: tuple[str, ...] = ()) -> Findings:
    """`role_type` contradicts the list of standard roles.

    Options:
        extra_standard: Slugs of more standard roles, besides the 13 that always are.
    """
    role, stated = record.text("role"), record.text("role_type")
    if role is None or not re.search(SLUG_PATTERN, role) or stated not in ("standard", "specialty"):
        return
    standard = (*STANDARD_ROLES, *extra_standard)
    due = "standard" if role in standard else "specialty"
    # CD601 reports a role that is not the file's, of which the type may be.
    names = [slug for key, _, slug in _names(record.document.path) if key == "role" and slug != role]
    if stated == due or any((slug in standard) == (stated == "standard") for slug in names):
        return
    from difflib import get_close_matches  # noqa: PLC0415 - needed for a finding only

    nearest = next(iter(get_close_matches(role, standard, 1, 0.9)), None) if due == "specialty" else None
    fix = None if nearest else replacing(record, ("role_type",), due, f"set role_type to {due}", safe=True)
    of_list = "one of the standard roles" if due == "standard" else "not one of the standard roles"
    message = f"role_type is {stated}, but {role} is {of_list}"
    help_ = f"Did you mean the role {nearest}?" if nearest else f"Set role_type to {due}"
    yield Finding(("role_type",), message, help_, (Note("the role", ("role",)),), fix, figures=(role, stated))


@rule("CD606", "cloned-figures", Severity.WARNING)
def cloned_figures(facts: tuple[Facts, ...]) -> DatasetFindings:
    """Two guides have the same regions and exactly the same amounts, or those of one are the other's × one factor."""
    yield from _scaled(facts)
    first: dict[int, Facts] = {}
    for one in facts:
        if (key := _key(one)) is None:
            continue
        # Store hashes, because keys take more memory than all other facts about a guide.
        earlier = first.setdefault(hash(key), one)
        if earlier is one or (one.company, one.role) == (earlier.company, earlier.role) or _key(earlier) != key:
            continue
        is_same = {row.figures for row in one.rows} == {row.figures for row in earlier.rows}
        message = f"every {'figure' if is_same else 'amount'} here is the same as in {earlier.path}"
        stated = (f"{earlier.company}/{earlier.role}", key)
        finding = Finding(("compensation",), message, "Survey this role separately", on_key=True, figures=stated)
        yield DatasetFinding(one, finding, ((earlier, Note("the same figures", ("compensation",), on_key=True)),))


def _scaled(facts: tuple[Facts, ...]) -> DatasetFindings:
    known = (one for one in facts if one.company and len(one.regions) > 2)
    for guides in grouped(((one.company, *(at[1:] for at in one.regions)), one) for one in known).values():
        amounts = [[figure for row in one.rows for figure in row.amounts] for one in guides]
        for at, other in combinations(range(min(len(guides), _MOST_COMPARED)), 2):
            pairs = ((a, b) for a, b in zip(amounts[other], amounts[at], strict=True) if a and b)
            factors = factors_of(pairs, least=_LEAST_SCALED)
            is_distant = factors and not (factors.low < 1 + _LEAST_DISTANCE and factors.high > 1 - _LEAST_DISTANCE)
            if factors and is_distant and 0.1 < factors.low < 10:  # else one of the two guides is in other units
                message = f"every amount here is the one in {guides[at].path} × {amount(factors.roundest)}, rounded"
                finding = Finding(("compensation",), message, "Survey this role separately", on_key=True, figures=())
                note = Note("the figures that are multiplied", ("compensation",), on_key=True)
                yield DatasetFinding(guides[other], finding, ((guides[at], note),))


def _key(one: Facts) -> tuple[tuple[str, str, str, Figures], ...] | None:
    """Return the sorted rows with their amounts; None if there are too few to compare."""
    rows = [(row.region, row.amounts) for row in one.rows if any(figure is not None for figure in row.figures)]
    known = sum(len(amounts) - amounts.count(None) for _, amounts in rows)
    if len(rows) < 2 and known < 6:
        return None
    key = [(region.name.casefold(), region.level or "", region.currency, amounts) for region, amounts in rows]
    return tuple(sorted(key, key=itemgetter(0, 1, 2)))


@rule("CD607", "ladder-inversion", Severity.WARNING)
def ladder_inversion(facts: tuple[Facts, ...]) -> DatasetFindings:
    """A senior role is paid less than the role below it at the same company and in the same region."""
    for found in by_company(facts).values():
        guides = {one.role: one for one in reversed(found) if one.role in LADDER}
        rows = {role: _by_place(one) for role, one in guides.items()}
        for step, upper in enumerate(LADDER):
            if upper in guides:
                lower = [(guides[role], rows[role]) for role in reversed(LADDER[:step]) if role in guides]
                yield from _inversions(guides[upper], rows[upper], lower)


def _inversions(upper: Facts, rows: dict[_Place, Pay], below: list[tuple[Facts, dict[_Place, Pay]]]) -> DatasetFindings:
    for place, row in rows.items():
        lower, other = next(((one, there[place]) for one, there in below if place in there), (None, None))
        if lower is None or other is None:
            continue
        parts = [("base salary", "base_low", row.part("base").mid, other.part("base").mid)]
        if row.adds_whole_grant == other.adds_whole_grant:  # totals must be added up in the same way
            totals = row.part("total_comp").mid, other.part("total_comp").mid
            parts.append(("total compensation", "total_comp_low", *totals))
        pairs = [(name, key, a, b) for name, key, a, b in parts if a and b and min(a, b) > 0]
        if not pairs or any(high >= low * (1 - _MARGIN) for _, _, high, low in pairs):
            continue
        pays = " and ".join(f"{name} {amount(ours)} instead of {amount(theirs)}" for name, _, ours, theirs in pairs)
        key = pairs[-1][1]
        finding = Finding(
            row.path(key),
            f"{upper.role} is paid less than {lower.role}: {pays} (midpoints of the ranges)",
            "Correct the figures of the guide that is wrong",
            figures=tuple(figure for *_, ours, theirs in pairs for figure in (ours, theirs)),
        )
        yield DatasetFinding(upper, finding, ((lower, Note(f"the figures of {lower.role}", other.path(key))),))


def _by_place(one: Facts) -> dict[_Place, Pay]:
    regions = ((row.region, row) for row in one.rows if row.region.name)
    keyed = [((at.name.casefold(), (at.level or "").casefold(), at.currency), row) for at, row in regions]
    counts = Counter(place for place, _ in keyed)
    return {place: row for place, row in keyed if counts[place] == 1 and row.region.currency != UNKNOWN_CURRENCY}
