"""What the entries of one guide share: its role, sources of wages and body, and the formula of each entry."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from comp_data.guide.pay.body_pay import BodyPay, body_pay
from comp_data.guide.pay.formula import Formula, formulas
from comp_data.guide.pay.rows import Entries
from comp_data.market.sources import MarketSource
from comp_data.records.body import GuideBody


class GuidePay:
    """What the entries of one guide share; `entries` are all of its entries, in order."""

    def __init__(self, role: str, sources: tuple[MarketSource, ...], body: GuideBody) -> None:
        self.role = role
        self.sources = sources
        self.body = body
        self.entries: Sequence[Any] = ()

    def __getstate__(self) -> dict[str, Any]:
        """Pickle without what can be computed again."""
        return {name: value for name, value in self.__dict__.items() if name != "formulas"}

    @cached_property
    def formulas(self) -> dict[int, Formula]:
        """The formula of each entry, by its index."""
        return formulas(self._compared())

    def of_body(self) -> tuple[BodyPay, ...]:
        """Return what the body's table states and the entries lack."""
        return tuple(body_pay(self._compared()))

    def _compared(self) -> Entries:
        """Return the entries beside the body; it is not kept, because the rows of its table take much memory."""
        return Entries([entry.__dict__ for entry in self.entries], lambda: self.body.parsed)
