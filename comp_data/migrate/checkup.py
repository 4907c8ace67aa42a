"""Find mistakes in the hooks, CI jobs and baseline of a repository that uses comp-data, one line for each."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from comp_data.base.files import read_content
from comp_data.guide.front_matter.reader import read_front_matter
from comp_data.linter.suppressions.baseline import MERGES_LINES
from comp_data.migrate.adoption import ATTRIBUTES, GITHUB, GITLAB, HOOKS, workflows

_LARGEST: Final = 1 << 20
_NEEDS_HISTORY: Final = re.compile(r"--base|--changed-only|\bcomp-data diff\b|^\s*base:", re.MULTILINE)
_NAMES_FILE: Final = ("--baseline", "--config", "--schema")
_WHOLE: Final = ("comp-data-check", "comp-data lint")


def problems_of(top: Path) -> Iterator[str]:
    """Yield what is wrong in the hooks and CI jobs of a repository."""
    if is_set_up(top, HOOKS):
        yield from _hook_problems(top, _read(top / HOOKS))
    for file in workflows(top):
        name = file.relative_to(top).as_posix()
        text = _read(file)
        if "comp-data" in text:
            yield from (f"{name}: {problem}" for problem in _shallow(text, is_gitlab=name == GITLAB))
            if "git+file:" in text:
                yield f"{name}: CI cannot install comp-data from a folder of this machine; name a URL that it can reach"


def is_set_up(top: Path, name: str) -> bool:
    """Whether a repository has what one of its files is for: in this file, or in any of CI."""
    if name == ATTRIBUTES:
        return MERGES_LINES in _read(top / name)
    return any("comp-data" in _read(file) for file in (workflows(top) if name in (GITHUB, GITLAB) else [top / name]))


def _hook_problems(top: Path, text: str) -> Iterator[str]:
    values = read_front_matter(text).values
    if not isinstance(values, dict):
        yield f"{HOOKS}: this is not a mapping in YAML"
        return
    hooks = [hook for repository in _mappings(values.get("repos")) for hook in _mappings(repository.get("hooks"))]
    own = [hook for hook in hooks if _command(hook).startswith(("comp-data", "python -m comp_data"))]
    if own and not any(map(_checks_all, own)):
        yield f"{HOOKS}: no hook checks the whole dataset; add `- id: comp-data-check` for rules that compare guides"
    for hook in own:
        arguments = [str(one) for one in _listed(hook.get("args"))]
        for name in _NAMES_FILE:
            for file in _values_of(name, arguments):
                if not (top / file).exists():
                    yield f"{HOOKS}: {hook.get('id')} names {name} {file}, which does not exist"


def _command(hook: dict[str, Any]) -> str:
    return str(hook.get("entry") or hook.get("id") or "")


def _checks_all(hook: dict[str, Any]) -> bool:
    command = _command(hook)
    is_part = any(option in command for option in ("--within-dataset", "--changed-only"))
    return not is_part and command.replace("python -m comp_data", "comp-data").startswith(_WHOLE)


def _values_of(name: str, arguments: list[str]) -> Iterator[str]:
    for at, argument in enumerate(arguments):
        if argument == name and at + 1 < len(arguments):
            yield arguments[at + 1]
        elif argument.startswith(f"{name}="):
            yield argument.partition("=")[2]


def _shallow(text: str, *, is_gitlab: bool) -> Iterator[str]:
    """Report jobs that compare with a revision in a clone that does not have it."""
    if is_gitlab:
        if "GIT_DEPTH" not in text and _NEEDS_HISTORY.search(text):
            yield "the job compares with a revision in a shallow clone; set the variable GIT_DEPTH to 0"
        return
    values = read_front_matter(text).values
    jobs = values.get("jobs") if isinstance(values, dict) else None
    for name, job in (jobs if isinstance(jobs, dict) else {}).items():
        steps = list(_mappings(job.get("steps"))) if isinstance(job, dict) else []
        if any("comp-data" in text and _NEEDS_HISTORY.search(text) for text in map(_text, steps)) and any(
            str(step.get("uses", "")).startswith("actions/checkout@")
            and str(_inputs(step).get("fetch-depth", "1")) == "1"
            for step in steps
        ):
            yield f"the job {name} compares with a revision in a shallow clone; set `fetch-depth: 0` at the checkout"


def _text(step: dict[str, Any]) -> str:
    inputs = "\n".join(f"{key}: {value}" for key, value in _inputs(step).items() if value)
    return f"{step.get('uses', '')}\n{step.get('run', '')}\n{inputs}"


def _inputs(step: dict[str, Any]) -> dict[str, Any]:
    given = step.get("with")
    return given if isinstance(given, dict) else {}


def _mappings(values: object) -> Iterator[dict[str, Any]]:
    yield from (one for one in _listed(values) if isinstance(one, dict))


def _listed(values: object) -> Iterable[object]:
    return values if isinstance(values, list) else ()


def _read(file: Path) -> str:
    try:
        return (read_content(file, _LARGEST) or b"").decode("utf-8", "replace")
    except OSError:
        return ""
