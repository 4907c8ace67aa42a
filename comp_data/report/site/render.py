"""Render templates into pages. Every text is escaped: what a guide says is never markup, an address or a script."""

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from comp_data.base.escape import safe_url, visible
from comp_data.base.package import load_extra
from comp_data.base.wording import plural
from comp_data.charts import data
from comp_data.linter.record import UNKNOWN_CURRENCY
from comp_data.report.pages.guide_page import percents_of
from comp_data.report.pages.market_page import comparison_line
from comp_data.report.site import figures
from comp_data.report.site.figures import short
from comp_data.report.text_table import both_ends
from comp_data.values.money import Bonus, Number, PayRange, amount
from comp_data.version import __version__

_HERE: Final = Path(__file__).parent

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy of every page: only the stylesheet, the script and the pictures beside it."""


def assets() -> dict[str, bytes]:
    """Return the stylesheet, the script and the icon by their names in the site."""
    return {f"assets/{file.name}": file.read_bytes() for file in sorted((_HERE / "assets").iterdir())}


def render(template: str, root: str, **values: Any) -> bytes:
    """Render a page; `root` is the way from the page to the top of the site, `../` or nothing."""
    text: str = _environment().get_template(template).render(root=root, **values)
    return text.encode("utf-8")


@cache
def _environment() -> Any:
    jinja2 = load_extra("jinja2", extra="report")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        finalize=_shown,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "url": safe_url, "short": short, "amount": amount, "ends": ends, "exact": exact,
        "bonus": bonus, "signed": signed, "plural": plural, "currency": currency,
    }  # fmt: skip
    environment.globals |= {
        "charts": data, "figures": figures, "comparison_line": comparison_line,
        "policy": POLICY, "version": __version__,
    }  # fmt: skip
    return environment


def _shown(value: Any) -> Any:
    """Return what a template prints: text on one line, without characters that hide or reorder it."""
    if isinstance(value, str) and not hasattr(value, "__html__"):  # which markup of the templates has
        return visible(re.sub(r"\s+", " ", value))
    return "—" if value is None else value


def currency(code: str) -> str | None:
    """Return a currency; None if a guide states none."""
    return None if code == UNKNOWN_CURRENCY else code


def ends(pay: PayRange) -> str:
    """Write a range in short figures: `150K–265K`."""
    return both_ends(pay.low, pay.high, short)


def exact(pay: PayRange) -> str:
    """Write a range in whole figures: `150,000–265,000`."""
    low, high = (None if end is None else round(end) for end in (pay.low, pay.high))
    return both_ends(low, high)


def bonus(of: Bonus, currency: str) -> str:
    """Write a bonus: percentages of base, else amounts."""
    return percents_of(of) or exact(PayRange(of.low, of.high, currency))


def signed(value: Number | None) -> str:
    """Write a deviation in percent with its sign."""
    return "—" if value is None else f"{round(value, 1) + 0:+,.1f}%"
