"""How a dataset is published: the facts for its descriptions, its citation and its site."""

from typing import NamedTuple


class Publication(NamedTuple):
    """Facts about the dataset for people and catalogs, read from `[tool.comp-data.publication]`."""

    title: str = ""
    """The name of the dataset."""
    description: str = ""
    """What the dataset has, in one or two sentences."""
    license: str = ""
    """The license of the data, as an SPDX identifier: CC-BY-4.0."""
    creators: tuple[str, ...] = ()
    """Who made the dataset: names, each with an address if it is known: `Ada Lovelace <ada@example.org>`."""
    homepage: str = ""
    """The address of the dataset's site."""
    repository: str = ""
    """The address of the repository, to which the site links the lines of guides."""
    keywords: tuple[str, ...] = ()
    """Words by which catalogs find the dataset."""
    contact: str = ""
    """Where to report a wrong figure: an address of mail or of a page."""
