"""Which rules run: selectors (`ALL`, a code, the beginning of one, a rule's name) to rules."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from comp_data.errors import UsageError
from comp_data.linter.rule import Rule
from comp_data.linter.rules import RULES

ALL = "ALL"
_Value = TypeVar("_Value")


def check_selectors(selectors: Iterable[str]) -> None:
    """Raises UsageError, with the nearest one there is, for a selector that means no rule."""
    for selector in selectors:
        if len(selector) < len("CD") or not any(rule.is_selected_by(selector) for rule in RULES):
            raise UsageError(f"no rule is called {selector or repr(selector)}{_suggestion(selector)}")


def select_rules(
    select: Iterable[str] = (), extend: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Rule, ...]:
    """The rules to run, in the order of their codes.

    `select` replaces the rules that are on by default, `extend` adds to them, `ignore` takes away. Of two
    selectors that mean the same rule the more specific one wins, and `ignore` where they are equal, so that
    `--select CD201 --ignore CD2` runs CD201. Raises UsageError for a selector that means no rule.
    """
    chosen, added, ignored = list(select), list(extend), list(ignore)
    check_selectors((*chosen, *added, *ignored))
    rules = []
    for rule in RULES:
        wanted = _strength(rule, (*chosen, *added))
        if not chosen and rule.on_by_default:
            wanted = max(wanted, 0)
        if wanted > _strength(rule, ignored):
            rules.append(rule)
    return tuple(rules)


def rules_by_strength(chosen: Mapping[str, _Value]) -> dict[str, _Value]:
    """What holds for each rule, by code, of values given by selector: the most specific selector's.

    Raises UsageError for a selector that means no rule.
    """
    check_selectors(chosen)
    found = {}
    for rule in RULES:
        meant = [selector for selector in chosen if rule.is_selected_by(selector)]
        if meant:
            found[rule.code] = chosen[max(meant, key=lambda selector: _strength(rule, (selector,)))]
    return found


def find_rule(selector: str) -> Rule:
    """The one rule of a code or a name; raises UsageError, with the nearest, for anything else."""
    for rule in RULES:
        if selector.upper() == rule.code or selector.lower() == rule.name:
            return rule
    raise UsageError(f"no rule is called {selector}{_suggestion(selector)}")


def _strength(rule: Rule, selectors: Iterable[str]) -> int:
    """How specifically a rule is meant: -1 not at all, 0 by ALL, the length of a prefix, 99 by its name."""
    strengths = [
        0 if selector.upper() == ALL else 99 if selector == rule.name else len(selector)
        for selector in selectors
        if rule.is_selected_by(selector)
    ]
    return max(strengths, default=-1)


def _suggestion(selector: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only an error needs it

    known = [name for rule in RULES for name in (rule.code, rule.name)]
    near = get_close_matches(selector, known, n=1) or get_close_matches(selector.lower(), known, n=1)
    return f"; did you mean {near[0]}?" if near else "; `comp-data rule` lists them"
