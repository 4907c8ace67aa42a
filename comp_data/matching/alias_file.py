"""Aliases of companies and roles that a dataset defines in its `aliases.toml`."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from comp_data.base.discovery import find_guides
from comp_data.base.errors import ConfigError, os_errors_as
from comp_data.base.files import MAX_BYTES, read_whole, resolved
from comp_data.base.toml import parse_toml
from comp_data.base.wording import did_you_mean
from comp_data.matching.names import one_line, words_of
from comp_data.records.revisions import Revision

FILE_NAME = "aliases.toml"


class Aliases(NamedTuple):
    """Aliases by the slug of the company or role they stand for; `file` is where they were read."""

    companies: Mapping[str, tuple[str, ...]] = {}
    roles: Mapping[str, tuple[str, ...]] = {}
    file: str = FILE_NAME


def aliases_of(folder: Path, revision: Revision | None = None) -> Aliases:
    """Read the aliases of a folder or revision; empty without the file. Raises ConfigError if it is invalid."""
    file = (folder / FILE_NAME).as_posix()
    with os_errors_as(f"{file} cannot be read", ConfigError):
        if revision is None:
            is_there = os.path.lexists(folder / FILE_NAME)
            if is_there and not resolved(folder / FILE_NAME).is_relative_to(resolved(folder)):
                raise ConfigError(f"{file} is a link to a file outside of the dataset's folder")
            content = read_whole(folder / FILE_NAME, MAX_BYTES) if is_there else None
        else:
            content = revision.file(FILE_NAME)
        if content is None:
            return Aliases()
        text = content.decode("utf-8-sig")
    guides = find_guides(folder) if revision is None else map(PurePosixPath, revision.blobs)
    return parse_aliases(text, file, {f"{guide.parent.name}/{guide.stem}" for guide in guides})


def parse_aliases(text: str, file: str, ids: Collection[str]) -> Aliases:
    """Parse the TOML tables `companies` and `roles`, which map slugs to lists of aliases; `ids` are `company/role`.

    Raises ConfigError if the text is invalid, a slug is not in the dataset, or a name is listed twice.
    """
    table = parse_toml(text, file)
    for key in table:
        if key not in ("companies", "roles"):
            raise ConfigError(f"{file}: unknown key {key}; the keys are companies and roles")
    return Aliases(
        _names(table.get("companies", {}), f"{file}: companies", {one.partition("/")[0] for one in ids}, "company"),
        _names(table.get("roles", {}), f"{file}: roles", {one.partition("/")[2] for one in ids}, "role"),
        file,
    )


def _names(table: object, where: str, slugs: Collection[str], kind: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise ConfigError(f"{where} must be a table of slugs with lists of names")
    taken: dict[str, str] = {}
    found = {}
    for slug, names in table.items():
        if slug not in slugs:
            raise ConfigError(f"{where}.{slug}: the dataset has no {kind} {slug}{did_you_mean(slug, sorted(slugs))}")
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise ConfigError(f'{where}.{slug} must be a list of names, such as ["{slug.title()}"]')
        for name in names:
            if not (letters := "".join(words_of(one_line(name)))):
                raise ConfigError(f"{where}.{slug}: {name!r} is not a name")
            if letters in taken:
                raise ConfigError(f"{where}.{slug}: {name} is already an alias of {taken[letters]}")
            taken[letters] = slug
        found[slug] = tuple(names)
    return found
