"""`comp-data market`: official wages for a role and a place, and where a base salary is among them."""

import re
import sys
from pathlib import Path

import click

from comp_data.base.errors import UsageError
from comp_data.base.vocabulary import STANDARD_ROLES
from comp_data.cli.terminal import note
from comp_data.linter.config.config import load_configuration
from comp_data.market.comparison import MarketComparison
from comp_data.market.sources import find_wages, read_source
from comp_data.matching.roles import standard_role_of
from comp_data.report.findings.json_format import json_text
from comp_data.report.pages.market_page import json_object, text_of
from comp_data.values.currencies import CODES, check_currency
from comp_data.values.money import PayRange
from comp_data.values.places.lookup import check_place


def _base(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[int | None, int | None]:
    if value is None:
        return None, None
    amount = "[0-9]{1,3}(?:[,_][0-9]{3}){1,9}|[0-9]{1,30}"
    if not (found := re.fullmatch(rf"({amount})(?:\s*[-–]\s*({amount}))?", value.strip())):
        raise UsageError(f"--base {value} is not an amount or a range; write it as 170000-222000")
    low, high = (int(re.sub("[,_]", "", end or found[1])) for end in found.groups())
    if low > high:
        raise UsageError(f"--base {value} falls; write it as 170000-222000")
    return low, high


@click.command("market")
@click.argument("role")
@click.argument("place")
@click.option("--base", callback=_base, metavar="RANGE", help="A base salary a year to compare: 170000-222000.")
@click.option("--currency", default="USD", show_default=True, metavar="CODE", help="The currency of the wages.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(role: str, place: str, base: tuple[int | None, int | None], currency: str, format_: str) -> None:
    """Print official wages for ROLE in PLACE: percentiles, occupation, area and source.

    ROLE is one of the 13 standard roles or a title that means one; PLACE is spelled as in guides. The wages are those
    of the U.S. Bureau of Labor Statistics, and of your own files in market.sources. Exits with 1 if there are none.
    """
    check_currency(currency)
    sources = tuple(map(read_source, load_configuration(Path.cwd()).market_files))
    slug = role if role in STANDARD_ROLES else standard_role_of(role)
    if slug is None:
        raise UsageError(f"{role} is not a title of a standard role; use one of {', '.join(STANDARD_ROLES)}")
    check_place(place)
    if not (wages := find_wages(slug, place, currency, sources)):
        others = " or ".join(code for code in sorted(CODES) if find_wages(slug, place, code, sources))
        note(f"no source has wages in {currency} for {slug} in {place}{others and f'; use --currency {others}'}")
        sys.exit(1)
    found = MarketComparison.of(PayRange(*base, currency), wages)
    about = {"role": slug, "place": place, **json_object(found)}
    click.echo(json_text(about, indent=2) if format_ == "json" else text_of(found), nl=False)
