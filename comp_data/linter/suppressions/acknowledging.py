"""Suppressions of what a change did: each is for the change that brings it, and must give a reason.

One that the base has too was for an earlier change. Would it go on, a guide that once had a large change would never
have one told again.
"""

from collections import Counter
from datetime import date
from typing import NamedTuple

from comp_data.base.diagnostics import Diagnostic
from comp_data.guide.document import Document
from comp_data.linter.suppressions.apply import suppress
from comp_data.linter.suppressions.parse import SIGN, Suppression, read_suppressions

_OF_BASE = "The suppression here is the base's, and was for an earlier change: say in it why this one is right"
_NO_REASON = "The suppression here gives no reason: say in it why the change is right"


class Acknowledged(NamedTuple):
    """The findings that are left, and how many were accepted."""

    kept: list[Diagnostic]
    accepted: int


def acknowledge(found: list[Diagnostic], head: Document, base: Document | None, today: date) -> Acknowledged:
    """Takes out what suppressions of a guide accept that the base's version of it has not; that is None for a new one.

    What is left where an older suppression stands, or one without a reason, tells so.
    """
    if SIGN not in head.text:
        return Acknowledged(found, 0)
    there = [one for one in read_suppressions(head) if one.holds(today)]
    before = Counter(map(_said, read_suppressions(base) if base else ()))
    now = Counter(map(_said, there))
    fresh = [one for one in there if now[_said(one)] > before[_said(one)]]
    kept, _ = suppress(found, [one for one in fresh if one.reason])
    for idle, help_ in (
        ([one for one in there if one not in fresh], _OF_BASE),
        ([one for one in fresh if not one.reason], _NO_REASON),
    ):
        untouched = set(map(id, suppress(kept, idle).kept))
        kept = [one if id(one) in untouched else one._replace(help=help_) for one in kept]
    return Acknowledged(kept, len(found) - len(kept))


def _said(one: Suppression) -> tuple[object, ...]:
    """What a suppression says, wherever it stands."""
    return tuple(named.text for named in one.rules), one.reason, one.until, one.is_for_file
