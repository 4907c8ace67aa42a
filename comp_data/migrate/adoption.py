"""Set a repository up for comp-data: the files for settings, hooks and CI, and mistakes in those that it has."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

from comp_data.base.discovery import guides_anywhere, guides_by_folder
from comp_data.base.errors import GitError, UsageError
from comp_data.base.files import guide_content
from comp_data.base.git import Repository
from comp_data.guide.front_matter.reader import read_front_matter
from comp_data.linter.config.config import FILE_NAME as SETTINGS
from comp_data.linter.suppressions.baseline import MERGES_LINES

HOOKS: Final = ".pre-commit-config.yaml"
GITHUB: Final = ".github/workflows/comp-data.yml"
GITLAB: Final = ".gitlab-ci.yml"
ATTRIBUTES: Final = ".gitattributes"

_NEEDS_HISTORY: Final = re.compile(r"--base|--changed-only|\bcomp-data diff\b|^\s*base:", re.MULTILINE)


def _template(name: str) -> str:
    return Path(__file__).with_name("templates").joinpath(name).read_text("utf-8")


class Place(NamedTuple):
    """The folder of a dataset, relative to the repository."""

    dataset: str
    guides: int
    others: tuple[str, ...] = ()  # more folders with guides
    excluded: tuple[str, ...] = ()  # folders in it whose Markdown is not guides


def find_place(top: Path) -> Place:
    """Find the dataset of a repository: the folder with the most guides, by their front matter."""
    if not (files := guides_anywhere(top)):
        return Place("guides", 0)
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


class Origin(NamedTuple):
    """The URL of the repository of comp-data, and the revision to use."""

    repository: str
    revision: str


def origin_of(repository: str, revision: str) -> Origin:
    """Return a source without a user's name and password; raises UsageError for one that a shell would not read."""
    if Path(repository).is_absolute():
        repository = Path(repository).as_uri()
    address = re.fullmatch(r"(?:[\w.-]+@)?([\w.-]+\.[\w-]+):(?!//)(.+)", repository)  # git@example.org:owner/name
    parts = urlsplit(f"https://{address[1]}/{address[2]}" if address else repository)
    if parts.scheme != "ssh":
        parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
    source = Origin(urlunsplit(parts), revision)
    for text in source:  # which is written into YAML and a line of shell
        if not re.fullmatch(r"[A-Za-z0-9@:/._~%+-]+", text) or text.startswith("-"):
            raise UsageError(f"{text} cannot be written into hooks and CI jobs: name a URL and a revision of git")
    return source


def installed_origin() -> Origin | None:
    """Return the repository that the package was installed from; None if it was installed from elsewhere."""
    with suppress(PackageNotFoundError, GitError, UsageError, ValueError, KeyError):
        stated: dict[str, Any] = json.loads(distribution("comp-data").read_text("direct_url.json") or "{}")
        url = str(stated.get("url", ""))
        if "vcs_info" in stated:
            return origin_of(url, str(stated["vcs_info"]["commit_id"]))
        if url.startswith("file:"):
            checkout = Repository.around(Path(url2pathname(urlsplit(url).path)))
            origin = checkout.origin()
            return origin_of(origin, checkout.commit("HEAD").sha) if origin else None
    return None


def files_for(top: Path, place: Place, source: Origin | None, baseline: str | None) -> dict[str, str]:
    """Return the files that a repository needs, by path; without a source there are no hooks and no CI job."""
    files = {SETTINGS: _template("comp-data.toml").format(dataset=json.dumps(place.dataset, ensure_ascii=False))}
    if place.excluded:
        files[SETTINGS] += f"exclude = {json.dumps(place.excluded, ensure_ascii=False)}\n"
    if source is not None:
        values = source._asdict()
        is_gitlab = (top / GITLAB).exists() and not (top / ".github").exists()
        files[HOOKS] = _template("hooks.yaml").format(**values)
        job = _template("gitlab.yaml" if is_gitlab else "github.yaml")
        files[GITLAB if is_gitlab else GITHUB] = job.format(**values)
    if baseline:
        files[SETTINGS] += f'baseline = "{baseline}"\n'
        files[ATTRIBUTES] = f"{baseline} {MERGES_LINES}\n"
    return files


def workflows(top: Path) -> Iterable[Path]:
    """Return the files of CI in a repository."""
    return sorted([*top.glob(".github/workflows/*.y*ml"), *top.glob(GITLAB)])


def problems_of(top: Path, source: Origin | None) -> Iterator[str]:
    """Yield what is wrong in the hooks and CI jobs of a repository, and what is missing without a source."""
    missing = [what for what, name in (("hooks", HOOKS), ("CI job", GITHUB)) if not is_set_up(top, name)]
    if missing and source is None:
        yield f"no {' and '.join(missing)}: comp-data is not installed from a git repository; name one with --source"
    if is_set_up(top, HOOKS):
        yield from _hook_problems(_read(top / HOOKS))
    jobs = {file.relative_to(top).as_posix(): _read(file) for file in workflows(top)}
    if "CI job" in missing and source is not None:  # the one that is to be added
        jobs["the CI job"] = f"comp-data from git+{source.repository}"
    for name, text in jobs.items():
        if "comp-data" in text:
            yield from (f"{name}: {problem}" for problem in _shallow(text, is_gitlab=name == GITLAB))
            if "git+file:" in text:
                yield f"{name}: CI cannot install comp-data from a folder of this machine; name a URL that it can reach"


def is_set_up(top: Path, name: str) -> bool:
    """Whether a repository has what one of its files is for: in this file, or in any of CI."""
    if name == ATTRIBUTES:
        return MERGES_LINES in _read(top / name)
    return any("comp-data" in _read(file) for file in (workflows(top) if name in (GITHUB, GITLAB) else [top / name]))


def _hook_problems(text: str) -> Iterator[str]:
    values = read_front_matter(text).values
    if not isinstance(values, dict):
        yield f"{HOOKS}: this is not a mapping in YAML"
        return
    own = []
    for hook in (hook for repository in _mappings(values, "repos") for hook in _mappings(repository, "hooks")):
        command = str(hook.get("entry") or hook.get("id") or "").replace("python -m comp_data", "comp-data")
        if command.startswith("comp-data"):
            checks = command.startswith(("comp-data-check", "comp-data lint"))
            own.append(checks and "--within-dataset" not in command and "--changed-only" not in command)
    if own and not any(own):
        yield f"{HOOKS}: no hook checks the whole dataset; add `- id: comp-data-check` for rules that compare guides"


def _shallow(text: str, *, is_gitlab: bool) -> Iterator[str]:
    """Report jobs that compare with a revision in a clone that does not have it."""
    if is_gitlab and "GIT_DEPTH" not in text and _NEEDS_HISTORY.search(text):
        yield "the job compares with a revision in a shallow clone; set the variable GIT_DEPTH to 0"
    for name, job in _mapping(read_front_matter(text).values, "jobs").items():
        is_shallow = compares = False
        for step in _mappings(job, "steps"):
            given, uses = _mapping(step, "with"), str(step.get("uses", ""))
            said = "\n".join([uses, str(step.get("run")), *(f"{key}: {one}" for key, one in given.items() if one)])
            compares |= "comp-data" in said and bool(_NEEDS_HISTORY.search(said))
            is_shallow |= uses.startswith("actions/checkout@") and str(given.get("fetch-depth", "1")) == "1"
        if is_shallow and compares:
            yield f"the job {name} compares with a revision in a shallow clone; set `fetch-depth: 0` at the checkout"


def _mapping(values: object, key: str) -> dict[str, Any]:
    found = values.get(key) if isinstance(values, dict) else None
    return found if isinstance(found, dict) else {}


def _mappings(values: object, key: str) -> list[dict[str, Any]]:
    found = values.get(key) if isinstance(values, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _read(file: Path) -> str:
    content = guide_content(file)
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
