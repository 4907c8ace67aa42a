"""Where the installed comp-data is kept, so that hooks and CI jobs can use the same."""

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

from comp_data.base.errors import GitError, UsageError
from comp_data.base.git import Repository

_HOST_AND_PATH: Final = re.compile(r"(?:[\w.-]+@)?([\w.-]+\.[\w-]+):(?!//)(.+)")
"""An address of git as `git@example.org:owner/name`."""
_HARMLESS: Final = re.compile(r"[A-Za-z0-9@:/._~%+-]+")
"""What may be in an address or revision: it is written into YAML and a line of shell."""


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
