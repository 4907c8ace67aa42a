"""The typed body of a record: the text after the front matter; each part is parsed at its first use."""

from dataclasses import dataclass
from functools import cached_property

from comp_data.guide.body.fields import read_level_mapping, read_summary, read_title
from comp_data.guide.body.pay_table import CompensationTable, read_compensation_table
from comp_data.guide.body.sections import Body
from comp_data.guide.body.sources import read_evidence, read_sources


@dataclass(frozen=True)
class GuideBody:
    """The body of a guide. `text` is its Markdown, from the end of the front matter to the end of the file.

    Bodies are equal if their texts are. A part that the body lacks is None, or empty.
    """

    text: str = ""

    def __repr__(self) -> str:
        return f"GuideBody({len(self.text):,} characters)"

    def __reduce__(self) -> tuple[type["GuideBody"], tuple[str]]:
        return GuideBody, (self.text,)

    @cached_property
    def parsed(self) -> Body:
        """The text as sections and lines."""
        return Body(self.text, 0)

    @cached_property
    def table(self) -> CompensationTable | None:
        """The parsed compensation table: rows with figures, whose offsets refer to `text`."""
        return read_compensation_table(self.parsed)

    @property
    def title(self) -> str | None:
        """The role in the title `ROLE | COMPANY Global Negotiation Guide`."""
        found = read_title(self.parsed)
        return found.role.text if found and found.role else None

    @property
    def summary(self) -> str | None:
        """The text of the line `**Negotiation DNA:** …`."""
        found = read_summary(self.parsed)
        return found.text if found else None

    @property
    def level_mapping(self) -> str | None:
        """The chain of equivalent levels, `A = B = C`."""
        found = read_level_mapping(self.parsed)
        return found.text if found else None

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of salary data that the evidence names, without duplicates, by their usual names."""
        return tuple(found.text for found in read_sources(self.parsed))

    @property
    def evidence(self) -> tuple[str, ...]:
        """The items of the lists under `Evidence & Sources`, without Markdown formatting."""
        found = read_evidence(self.parsed)
        return tuple(item.text for item in found.items) if found else ()
