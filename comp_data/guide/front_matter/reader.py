"""Read front matter: values, the position of every key path, and findings.

It is read from libyaml's events rather than its nodes: reading events never recurses, and every event has its position.
"""

import re
from typing import TYPE_CHECKING, Any

from comp_data.base.package import read_beside
from comp_data.guide.front_matter.values import FLATTEN, TOO_DEEP, FrontMatter, RawFinding, ReadError

if TYPE_CHECKING:
    import yaml

_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udfff]|[\ufffe\uffff]"


def read_front_matter(text: str) -> FrontMatter:
    """Read the YAML between the fences of a guide. Never raises: errors are in `findings`."""
    # Text that is printable has none of them, and needs no search.
    odd = None if text.replace("\n", "").isprintable() else re.search(_FORBIDDEN, text)
    if odd:
        message = f"the character U+{ord(odd[0]):04X} is not allowed in YAML"
        help_ = "Delete it, or write it as an escape"
        return FrontMatter(findings=[RawFinding("CD003", odd.start(), odd.end(), message, help_)], readable=False)
    import yaml  # noqa: PLC0415 - most commands' help needs no YAML library

    from comp_data.guide.front_matter.composer import Composer  # noqa: PLC0415 - the same

    shielded, restore = _shield_breaks(text)
    composer = Composer(text, restore)
    for char in restore.values():
        at = text.index(char)
        said = f"U+{ord(char):04X} ends a line only in YAML 1.1, so programs read this differently"
        composer.result.findings.append(RawFinding("CD005", at, at + 1, said, "Delete it, or write it as an escape"))
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        parser = loader(shielded)
        try:
            composer.take_all(parser.get_event)
        finally:
            parser.dispose()
    except ReadError as error:
        reason = error.finding
    except yaml.MarkedYAMLError as error:
        reason = _reason(error, text)
    except yaml.YAMLError as error:
        reason = RawFinding("CD003", 0, 0, f"this is not YAML: {error}")
    else:
        return composer.result
    return FrontMatter(findings=[*composer.result.findings, reason], readable=False)


def _shield_breaks(text: str) -> tuple[str, dict[int, str]]:
    """Replace NEL, LS and PS, which end a line for libyaml (YAML 1.1) but not in YAML 1.2, by unused characters."""
    present = [char for char in "\x85\u2028\u2029" if char in text]
    free = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    swap = {ord(char): next(free) for char in present}
    return text.translate(swap) if swap else text, {ord(stand_in): chr(code) for code, stand_in in swap.items()}


def _reason(error: "yaml.MarkedYAMLError", text: str) -> RawFinding:
    at, context = (mark.index if mark else None for mark in (error.problem_mark, error.context_mark))
    if error.problem == "exceeded maximum nesting depth":  # of brackets, since libyaml 0.2.6
        return RawFinding("CD009", at or 0, (at or 0) + 1, TOO_DEEP, FLATTEN)
    return explain(error.problem, at, context, text)


_AT_CONTEXT = frozenset(("found unexpected end of stream", "could not find expected ':'"))
_AFTER_A_VALUE = frozenset(("did not find expected key", "did not find expected '-' indicator"))
_KEY = re.compile(r"[ ]*(?:- )?[\w-]+:(?:\s|$)")
_BRACKETS = {"did not find expected ',' or ']'": ("]", "list"), "did not find expected ',' or '}'": ("}", "mapping")}


def explain(problem: str | None, at: int | None, context: int | None, text: str) -> RawFinding:
    """Explain libyaml's `problem` at an offset of `text`; `context` is the offset of the construct being parsed."""
    problem = problem or "it cannot be read"
    if context is not None and (problem in _AT_CONTEXT or at is None):
        at = context
    start = min(at or 0, len(text))
    end = min(start + 1, len(text))
    if problem in _BRACKETS:
        closing, kind = _BRACKETS[problem]
        opened = start if context is None else min(context, len(text))
        lines = text[text.rfind("\n", 0, opened) + 1 :], text[text.rfind("\n", 0, start) + 1 :]
        indents = [len(line) - len(line.lstrip(" ")) for line in lines]
        if "\n" in text[opened:start] and indents[1] <= indents[0] and _KEY.match(lines[1]):
            here = (start, end, "it is not closed before this key")
            message = f"the {kind} that begins here has no `{closing}` that ends it"
            return _error(opened, min(opened + 1, len(text)), message, f"Add the `{closing}`", here)
        message = f"before this, a comma is missing, or the `{closing}` that ends the {kind}"
        other = (opened, min(opened + 1, len(text)), f"the {kind} begins here")
        return _error(start, end, message, f"Add it; put text that holds `,` or `{closing}` in quotes", other)
    if problem in _AFTER_A_VALUE and (quote := _runaway_quote(text, start)) is not None:
        message = "the quote opened here is not closed on its line, so it runs on to the next quote below"
        return _error(quote, text.index("\n", quote), message, "Add the closing quote")
    above = text.rfind("\n", 0, max(text.rfind("\n", 0, start), 0)) + 1
    if odd := re.compile(_ODD_SPACE).match(text, above):
        message = f"the character U+{ord(odd[0][-1]):04X} looks like a space, but is not one"
        return _error(odd.end() - 1, odd.end(), message, "Write an ordinary space")
    return _error(start, end, *_explained(problem, text, start))


def _error(start: int, end: int, text: str, help_: str | None, other: tuple[int, int, str] | None = None) -> RawFinding:
    return RawFinding("CD003", start, end, f"this is not YAML: {text}", help_, other)


_ODD_SPACE = r"(?:.*\n)?? *(?:- *)?(?:[\w-]+:)?[^\S \t\r\n]"
"""Matches, in one of two lines, up to another sign where YAML needs a space; compiled when an error needs it."""
_OPENED = r"""(?:^|\n)[ ]*(?:- )?(?:[^\s'"#][^\n'"#]*:[ ]+)?(["'])(?:(?!\1)[^\n])*(?=\n)"""
"""Matches a quote that is not closed on its line; compiled when an error needs it."""


def _runaway_quote(text: str, at: int) -> int | None:
    """The offset of a quote that runs over several lines up to the quote before `at`; None if there is none."""
    before = text[:at].rstrip()
    if before[-1:] not in ("'", '"') or "\n" not in before:
        return None
    line = text.rfind("\n", 0, len(before)) + 1
    opened = [found for found in re.compile(_OPENED).finditer(text, 0, line) if found[1] == before[-1]]
    return opened[-1].start(1) if opened and before.count(before[-1], line) == 1 else None


def _explained(problem: str, text: str, start: int) -> tuple[str, str | None]:
    """Return what is wrong, and what to do: from `yaml_problems.json`, unless the text says more."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if problem == "mapping values are not allowed in this context" and re.search(r":[ \t]", before):
        return "this value contains a second `: `", "Put the value in double quotes"
    if problem == "did not find expected key" and before.rstrip()[-1:] in ("'", '"'):
        quote = before.rstrip()[-1]
        doubled = "''" if quote == "'" else '\\"'
        return f"text follows the closing quote {quote}", f"Write a quote within the value as {doubled}"
    if problem == "did not find expected <document start>" and text[:1] in (" ", "\t"):
        return "the keys above this line are indented, but this one is not", "Begin every key at the start of its line"
    if problem == "could not find expected ':'" and re.match(r"<{7}|={7}|>{7}", text[text.rfind("\n", 0, start) + 1 :]):
        return "the front matter contains a merge conflict", "Choose one of the two versions and delete the markers"
    if problem == "found character that cannot start any token" and (char := text[start : start + 1]) != "\t":
        return f"a value cannot begin with {char}", "Put the value in quotes"
    what, help_ = read_beside(__file__, "yaml_problems.json").get(problem, (problem, None))
    return what, help_
