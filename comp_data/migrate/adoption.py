"""What a repository needs to use comp-data: where its guides are, and the files for settings, hooks and CI."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

from comp_data.base.discovery import guide_files, guides_by_folder
from comp_data.base.errors import GitError, UsageError
from comp_data.base.git import Repository
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
    branches: [main]
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
        text += f"exclude = [{', '.join(map(_quoted, place.excluded))}]\n"
    return text + (f'baseline = "{BASELINE}"\n' if with_baseline else "")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


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
