"""Which rules run: selectors (`ALL`, a code, the beginning of one, a rule's name) to rules; and presets."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from comp_data.base.errors import UsageError
from comp_data.base.wording import did_you_mean
from comp_data.linter.rule import Rule
from comp_data.linter.rules import RULES

ALL = "ALL"
Why = Literal["on by default", "selected", "ignored", "off by default", "not selected", "preview"]

_LOOKS_LIKE = str.maketrans("OIL", "011")

_PRESETS: Mapping[str, Mapping[str, Any]] = {
    "none": {},
    # What becomes due overnight must not block a change that has nothing to do with it.
    "pull-request": {"not_counted": tuple(rule.code for rule in RULES if rule.reads_clock)},
    # What is published must not be out of date, and its figures must be right.
    "release": {"warnings_fail": ("CD406", "CD2", "CD5")},
}


def preset_values(name: str) -> Mapping[str, Any]:
    """Return the fields of the configuration that a preset sets; raises UsageError for an unknown preset."""
    if name not in _PRESETS:
        raise UsageError(f"no preset is called {name}; known are {', '.join(_PRESETS)}")
    return _PRESETS[name]


def check_selectors(selectors: Iterable[str], where: str = "") -> None:
    """Raise UsageError, with the nearest match, for a selector that matches no rule; `where` begins its message."""
    for selector in selectors:
        if len(selector) < len("CD") or not any(rule.is_selected_by(selector) for rule in RULES):
            by_code = did_you_mean(selector.upper().translate(_LOOKS_LIKE), [rule.code for rule in RULES])
            names = [rule.name for rule in RULES]
            near = by_code or did_you_mean(selector.lower(), names, "; `comp-data rule` lists them")
            raise UsageError(f"{where}no rule is called {selector or repr(selector)}{near}")


class Decision(NamedTuple):
    """Whether a rule runs, and why; `selector` is the one that decided, None if none did."""

    rule: Rule
    runs: bool
    why: Why
    selector: str | None = None


def decisions(
    select: Iterable[str] = (), extend: Iterable[str] = (), ignore: Iterable[str] = (), *, preview: bool = False
) -> Iterator[Decision]:
    """Decide for each rule, in the order of their codes, whether it runs.

    `select` replaces the rules that are on by default, `extend` adds to them, `ignore` removes. Of two
    selectors that match the same rule the more specific one wins, and `ignore` if they are equal, so that
    `--select CD201 --ignore CD2` runs CD201. Only with `preview` do `ALL`, prefixes and the defaults match
    preview rules too. Raises UsageError for a selector that matches no rule.
    """
    chosen, added, ignored = tuple(select), tuple(extend), tuple(ignore)
    check_selectors((*chosen, *added, *ignored))
    for rule in RULES:
        is_held_back = rule.preview and not preview
        by = strongest(rule, filter(rule.is_named_by, (*chosen, *added)) if is_held_back else (*chosen, *added))
        against = strongest(rule, ignored)
        is_default = rule.on_by_default and not chosen and not is_held_back
        wanted = max(_strength(rule, by), 0 if is_default else -1)
        if wanted > _strength(rule, against):
            yield Decision(rule, True, "selected" if by else "on by default", by)
        elif wanted >= 0:
            yield Decision(rule, False, "ignored", against)
        elif is_held_back:
            yield Decision(rule, False, "preview")
        else:
            yield Decision(rule, False, "not selected" if chosen else "off by default")


def codes_of(selectors: Iterable[str]) -> frozenset[str]:
    """Return the codes of the rules that selectors match; raises UsageError for one that matches none."""
    chosen = tuple(selectors)
    check_selectors(chosen)
    return frozenset(rule.code for rule in RULES if any(map(rule.is_selected_by, chosen)))


def strongest(rule: Rule, selectors: Iterable[str]) -> str | None:
    """Return the selector that matches a rule most specifically; None if none does."""
    return max(filter(rule.is_selected_by, selectors), key=lambda one: _strength(rule, one), default=None)


def _strength(rule: Rule, selector: str | None) -> int:
    """Return how specifically a selector matches a rule: -1 not at all, 0 by ALL, a prefix's length, 99 by name."""
    if selector is None:
        return -1
    if selector == rule.name:
        return 99
    return 0 if selector.upper() == ALL else len(selector)
