"""Guides by `company/role`: a mapping that suggests the closest id for one that it does not have."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar, overload

from comp_data.base.files import shown
from comp_data.matching.matcher import Matcher
from comp_data.records.models import Guide

_Default = TypeVar("_Default")


class GuideMapping(Mapping[str, Guide]):
    """The guides of a folder by `company/role`, in the order of `_guides`."""

    _guides: dict[str, Guide]
    folder: Path

    def __getitem__(self, key: str) -> Guide:
        """Return the guide `company/role`; raises KeyError, which suggests the closest id or says what is unknown."""
        if key in self._guides:
            return self._guides[key]
        found = Matcher(self.guides).match(*str(key).partition("/")[::2])  # by names and titles, else by spelling
        near = [one.id for one in (found.guide, *(one.guide for one in found.alternatives)) if one]
        hint = f"; did you mean {near[0]}?" if near else f": {found.reason if '/' in str(key) else 'name a role too'}"
        raise KeyError(f"no record {key} in {shown(self.folder)}{hint}")

    @overload
    def get(self, key: str, default: None = None, /) -> Guide | None: ...
    @overload
    def get(self, key: str, default: _Default, /) -> Guide | _Default: ...
    def get(self, key: str, default: object = None, /) -> object:  # noqa: D102 - as any mapping's
        # Mapping.get would call __getitem__, which searches for the closest key at every miss.
        return self._guides.get(key, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._guides)

    def __len__(self) -> int:
        return len(self._guides)

    def __contains__(self, key: object) -> bool:
        return key in self._guides

    @property
    def guides(self) -> tuple[Guide, ...]:
        """The guides, sorted by `company/role`."""
        return tuple(self._guides.values())

    @property
    def companies(self) -> tuple[str, ...]:
        """The distinct slugs of the companies, sorted."""
        return tuple(sorted({guide.company for guide in self._guides.values()}))

    @property
    def roles(self) -> tuple[str, ...]:
        """The distinct slugs of the roles, sorted."""
        return tuple(sorted({guide.role for guide in self._guides.values()}))
