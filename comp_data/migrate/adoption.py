"""What a repository needs to use comp-data: the files for settings, hooks and CI, and what is wrong in those it has."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

from comp_data.base.discovery import guide_files, guides_by_folder
from comp_data.base.errors import GitError, UsageError
from comp_data.base.files import read_content
from comp_data.base.git import Repository
from comp_data.guide.front_matter.reader import read_front_matter
from comp_data.linter.config.config import FILE_NAME as SETTINGS
from comp_data.linter.suppressions.baseline import FILE_NAME as BASELINE
from comp_data.linter.suppressions.baseline import MERGES_LINES

HOOKS: Final = ".pre-commit-config.yaml"
GITHUB: Final = ".github/workflows/comp-data.yml"
GITLAB: Final = ".gitlab-ci.yml"
ATTRIBUTES: Final = ".gitattributes"

_USUAL: Final = "guides"
"""The folder for guides in a repository that has none yet."""

_SETTINGS: Final = """\
# Settings of comp-data; `comp-data lint --show-settings` prints all of them.
dataset = "{dataset}"  # its guides are company/role.md
"""
_HOOKS: Final = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: comp-data-fix
      - id: comp-data-changes
      - id: comp-data-check
"""
_GITHUB: Final = """\
name: guides
on:
  pull_request:
  push:
    branches: [main, master]
permissions:
  contents: read
jobs:
  guides:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: pip install git+{repository}@{revision}
      - run: comp-data lint --format github
"""
_GITLAB: Final = """\
guides:
  image: python:3.13
  script:
    - pip install git+{repository}@{revision}
    - comp-data lint --format full --format gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""

_HOST_AND_PATH: Final = re.compile(r"(?:[\w.-]+@)?([\w.-]+\.[\w-]+):(?!//)(.+)")
"""An address of git as `git@example.org:owner/name`."""
_HARMLESS: Final = re.compile(r"[A-Za-z0-9@:/._~%+-]+")
"""What may be in an address or revision: it is written into YAML and a line of shell."""

_NEEDS_HISTORY: Final = re.compile(r"--base|--changed-only|\bcomp-data diff\b|^\s*base:", re.MULTILINE)
_NAMES_FILE: Final = ("--baseline", "--config", "--schema")
_WHOLE: Final = ("comp-data-check", "comp-data lint")
_PARTS: Final = ("--within-dataset", "--changed-only")


class Place(NamedTuple):
    """The folder of a dataset, relative to the repository; `others` are more folders with guides.

    `excluded` are folders in it whose Markdown is not guides.
    """

    dataset: str
    guides: int
    others: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


def find_place(top: Path) -> Place:
    """Find the dataset of a repository: the folder with the most guides, by their front matter."""
    files = guide_files(top)
    if not files:
        return Place(_USUAL, 0)
    found = Counter(top if file.parent == top else file.parent.parent for file in files)
    (dataset, count), *others = found.most_common()
    companies = {file.parent for file in files}
    excluded = [Path(within) for within, _ in guides_by_folder(dataset) if Path(within) not in {*companies, top}]
    return Place(
        dataset.relative_to(top).as_posix(),
        count,
        tuple(one.relative_to(top).as_posix() for one, _ in others),
        tuple(f"/{one.relative_to(top).as_posix()}/" for one in excluded),
    )


class Source(NamedTuple):
    """The URL of the repository of comp-data, and the revision to use."""

    repository: str
    revision: str


def source_of(repository: str, revision: str) -> Source:
    """Return a source without a user's name and password; raises UsageError for one that a shell would not read."""
    if Path(repository).is_absolute():
        repository = Path(repository).as_uri()
    found = _HOST_AND_PATH.fullmatch(repository)
    parts = urlsplit(f"https://{found[1]}/{found[2]}" if found else repository)
    if parts.scheme != "ssh":
        parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
    source = Source(urlunsplit(parts), revision)
    for text in source:
        if not _HARMLESS.fullmatch(text) or text.startswith("-"):
            raise UsageError(f"{text} cannot be written into hooks and CI jobs: name a URL and a revision of git")
    return source


def installed_source() -> Source | None:
    """Return the repository that the package was installed from; None if it was installed from elsewhere."""
    try:
        stated: dict[str, Any] = json.loads(distribution("comp-data").read_text("direct_url.json") or "{}")
        url = str(stated.get("url", ""))
        if "vcs_info" in stated:
            return source_of(url, str(stated["vcs_info"]["commit_id"]))
        if url.startswith("file:"):
            checkout = Repository.around(Path(url2pathname(urlsplit(url).path)))
            origin = checkout.origin()
            return source_of(origin, checkout.commit("HEAD").sha) if origin else None
    except (PackageNotFoundError, GitError, UsageError, ValueError, KeyError):
        return None
    return None


def settings_text(place: Place, *, with_baseline: bool) -> str:
    """Return the settings for a dataset."""
    text = _SETTINGS.format(dataset=place.dataset)
    if place.excluded:
        text += f"exclude = [{', '.join(json.dumps(one, ensure_ascii=False) for one in place.excluded)}]\n"
    return text + (f'baseline = "{BASELINE}"\n' if with_baseline else "")


def files_for(top: Path, place: Place, source: Source | None, *, with_baseline: bool) -> dict[str, str]:
    """Return the files that a repository needs, by path; without a source there are no hooks and no CI job."""
    files = {SETTINGS: settings_text(place, with_baseline=with_baseline)}
    if source is not None:
        values = source._asdict()
        is_gitlab = (top / GITLAB).exists() and not (top / ".github").exists()
        files[HOOKS] = _HOOKS.format(**values)
        files[GITLAB if is_gitlab else GITHUB] = (_GITLAB if is_gitlab else _GITHUB).format(**values)
    if with_baseline:
        files[ATTRIBUTES] = f"{BASELINE} {MERGES_LINES}\n"
    return files


def workflows(top: Path) -> Iterable[Path]:
    """Return the files of CI in a repository."""
    found = [file for ending in ("yml", "yaml") for file in (top / ".github" / "workflows").glob(f"*.{ending}")]
    return sorted([*found, *(file for file in [top / GITLAB] if file.exists())])


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
    own: list[dict[str, Any]] = []
    checks_all = False
    for hook in (hook for repository in _mappings(values, "repos") for hook in _mappings(repository, "hooks")):
        command = str(hook.get("entry") or hook.get("id") or "").replace("python -m comp_data", "comp-data")
        if command.startswith("comp-data"):
            own.append(hook)
            checks_all |= command.startswith(_WHOLE) and not any(option in command for option in _PARTS)
    if own and not checks_all:
        yield f"{HOOKS}: no hook checks the whole dataset; add `- id: comp-data-check` for rules that compare guides"
    for hook in own:
        given = hook.get("args")
        arguments = [str(one) for one in given] if isinstance(given, list) else []
        for name in _NAMES_FILE:
            for file in _values_of(name, arguments):
                if not (top / file).exists():
                    yield f"{HOOKS}: {hook.get('id')} names {name} {file}, which does not exist"


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
    for name, job in _mapping(read_front_matter(text).values, "jobs").items():
        steps = _mappings(job, "steps")
        if any("comp-data" in text and _NEEDS_HISTORY.search(text) for text in map(_text, steps)) and any(
            str(step.get("uses", "")).startswith("actions/checkout@")
            and str(_mapping(step, "with").get("fetch-depth", "1")) == "1"
            for step in steps
        ):
            yield f"the job {name} compares with a revision in a shallow clone; set `fetch-depth: 0` at the checkout"


def _text(step: dict[str, Any]) -> str:
    inputs = "\n".join(f"{key}: {value}" for key, value in _mapping(step, "with").items() if value)
    return f"{step.get('uses', '')}\n{step.get('run', '')}\n{inputs}"


def _mapping(values: object, key: str) -> dict[str, Any]:
    found = values.get(key) if isinstance(values, dict) else None
    return found if isinstance(found, dict) else {}


def _mappings(values: object, key: str) -> list[dict[str, Any]]:
    found = values.get(key) if isinstance(values, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _read(file: Path) -> str:
    try:
        return (read_content(file) or b"").decode("utf-8", "replace")
    except OSError:
        return ""
