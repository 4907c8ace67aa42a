"""How a dataset is published: the facts for its descriptions, its citation and its site."""

from typing import Final, NamedTuple

OWN_LICENSE: Final = "LicenseRef-"
"""The beginning of a license that SPDX does not list."""

_LICENSE: Final = "|".join((  # of data
    rf"{OWN_LICENSE}[A-Za-z0-9.-]+|CC-BY(-NC)?(-SA|-ND)?-([1-4][.]0|2[.]5)|CC0-1[.]0|CC-PDDC",
    r"CDLA-Permissive-[12][.]0|CDLA-Sharing-1[.]0|[CO]-UDA-1[.]0|ODbL-1[.]0|ODC-By-1[.]0|PDDL-1[.]0|NLOD-[12][.]0",
    r"DL-DE-(BY|ZERO)-2[.]0|etalab-2[.]0|OGDL-Taiwan-1[.]0|OGL-Canada-2[.]0|OGL-UK-[123][.]0|EUPL-1[.][12]|Unlicense",
    r"Apache-2[.]0|BSD-[23]-Clause|0BSD|ISC|MIT|MIT-0|MPL-2[.]0|EPL-2[.]0|([AL]?GPL-[23][.][01]|GFDL-1[.]3)-(only|or-later)",
))  # fmt: skip
_ADDRESS: Final = (r"https?://[^\s/?#]+[^\s?#]*", "an address that starts with https:// or http://, without ? and #")
_CREATOR: Final = (r"[^\s<>][^<>]*(<[^\s<>@]+@[^\s<>@]+>)?", "a name, and an address of mail in < > if it is known")
PATTERNS: Final[dict[str, tuple[str, str]]] = {
    "license": (_LICENSE, f"an SPDX identifier such as CC-BY-4.0; write a license of your own as {OWN_LICENSE}Name"),
    "homepage": _ADDRESS,
    "repository": _ADDRESS,
    "title": (r"\S([\s\S]*\S)?", "a name without blanks around it"),
    "creators": _CREATOR,
    "organizations": _CREATOR,
}
"""The pattern that a text, or each of a list, must match in whole, and its description; a text may be empty."""


class Publication(NamedTuple):
    """Facts about the dataset for people and catalogs, read from `[tool.comp-data.publication]`."""

    title: str = ""
    """The name of the dataset."""
    description: str = ""
    """What the dataset has, in one or two sentences."""
    license: str = ""
    """The license of the data: an SPDX identifier such as CC-BY-4.0, or LicenseRef-Name for one of your own."""
    creators: tuple[str, ...] = ()
    """The people who made the dataset, each with an address if it is known: `Ada Lovelace <ada@example.org>`."""
    organizations: tuple[str, ...] = ()
    """The organizations that made the dataset, written as creators are."""
    homepage: str = ""
    """The address of the dataset's site."""
    repository: str = ""
    """The address of the repository, to which the site links the lines of guides."""
    keywords: tuple[str, ...] = ()
    """Words by which catalogs find the dataset."""
    contact: str = ""
    """Where to report a wrong figure: an address of mail or of a page."""
