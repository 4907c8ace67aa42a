"""The pages of a site, from templates; what a guide says is escaped, and never markup, an address or a script."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from comp_data.base.diagnostics import Diagnostic
from comp_data.base.escape import safe_url, visible
from comp_data.base.grouping import grouped
from comp_data.base.package import load_extra
from comp_data.base.wording import plural
from comp_data.charts import data as charts
from comp_data.dataset.dataset import Dataset
from comp_data.export.publication import TITLE
from comp_data.linter.record import UNKNOWN_CURRENCY
from comp_data.linter.rules import BY_CODE, RULES
from comp_data.report.findings.view import by_rule, headline
from comp_data.report.pages.guide_page import facts_of
from comp_data.report.pages.market_page import comparison_line
from comp_data.report.site import figures
from comp_data.report.site.figures import short
from comp_data.report.site.gather import GuidePage, Site, company_facts, json_ld, scales_of
from comp_data.report.text_table import both_ends
from comp_data.tables.relations import ALL_RELATIONS
from comp_data.values.money import Bonus, Number, PayRange, amount, percents_of
from comp_data.version import __version__

_HERE: Final = Path(__file__).parent
_OUTLIERS: Final = frozenset(rule.code for rule in RULES if rule.name.endswith("outlier"))

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy of every page: only the stylesheet, the script and the pictures beside it."""


class Pages:
    """Makes the pages of a site one by one."""

    def __init__(self, site: Site, changed: Mapping[str, Any] | None = None) -> None:
        self.site: Site = site
        self.changed: Mapping[str, Any] | None = changed
        self.places: Counter[str] = Counter(one.place for one in charts.pay_ranges(site.dataset))
        changes = (("Changes", "changes.html"),) if changed else ()
        self.shared: dict[str, Any] = {
            "dataset_title": site.publication.title or TITLE,
            "publication": site.publication,
            "today": site.today,
            "site": site,
            "nav": (("Overview", "index.html"), ("Guides", "guides.html"), *changes),
            "data_version": site.dataset.meta.data_version,
        }

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Yield each page with its name in the site."""
        yield self._index()
        if self.changed:
            yield self._page("changes.html", "changes.html", **self.changed)
        yield self._page("guides.html", "guides.html")
        for company, pages in self.site.by_company.items():
            own = self.site.dataset.where(company=company)
            yield self._page(f"companies/{company}.html", "company.html", **self._group(company, own, pages))
        for role, pages in self.site.by_role.items():
            own = self.site.dataset.where(role=role)
            yield self._page(f"roles/{role}.html", "role.html", **self._group(role, own, pages))
        for page in self.site.guides:
            about = {"facts": facts_of(page.summary).items(), "scales": scales_of(page.summary)}
            yield self._page(f"guides/{page.name}.html", "guide.html", page=page, **about)
        for one in self.rules(self.site.result.diagnostics):
            yield self._page(f"rules/{one['code']}.html", "rule.html", rule=one)

    def _page(self, name: str, template: str, **values: Any) -> tuple[str, bytes]:
        """Render a page; `root` is the way from it to the top of the site: `../` or nothing."""
        given = {**self.shared, **values, "here": name, "root": "../" * name.count("/")}
        return name, _environment().get_template(template).render(given).encode("utf-8")

    def rules(self, found: Sequence[Diagnostic]) -> list[dict[str, Any]]:
        """Group findings by rule, the most severe and most frequent first."""
        groups = grouped((one.code, one) for one in found)
        counted = [(code, name, {one.label: n for one, n in number.items()}) for code, name, number in by_rule(found)]
        return [
            {"code": code, "name": name, "counts": number, "findings": groups[code], "rule": BY_CODE.get(code)}
            for code, name, number in counted
        ]

    def _index(self) -> tuple[str, bytes]:
        site, found = self.site, self.site.result.diagnostics
        wrong = [page for page in site.guides if page.counts["error"] or page.counts["warning"]]
        return self._page(
            "index.html",
            "index.html",
            meta=site.dataset.meta,  # not on the other pages, which a commit to other files leaves as they are
            json_ld=json_ld(site),
            changed=self.changed,
            severities=Counter(one.severity.label for one in found),
            role_names={role: site.title_of("role", role) for role in site.by_role},
            company_names={company: site.title_of("company", company) for company in site.by_company},
            worst=sorted(wrong, key=lambda page: (-page.counts["error"], -page.counts["warning"], page.name))[:20],
            rules=self.rules(found),
            outliers=[one for one in found if one.code in _OUTLIERS],
            tables=ALL_RELATIONS,
        )

    def _group(self, slug: str, own: Dataset, pages: Sequence[GuidePage]) -> dict[str, Any]:
        number = Counter(one.place for one in charts.pay_ranges(own))
        return {
            "slug": slug,
            "own": own,
            "pages": pages,
            "facts": company_facts(pages),
            # Those with the most pay ranges, here and then in the whole dataset.
            "places": sorted(number, key=lambda place: (-number[place], -self.places[place], place)),
            "rules": self.rules([one for page in pages for one in page.summary.result.diagnostics]),
        }


def assets() -> dict[str, bytes]:
    """Return the stylesheet, the script and the icon by their names in the site."""
    return {f"assets/{file.name}": file.read_bytes() for file in sorted((_HERE / "assets").iterdir())}


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
        "revision": revision, "headline": headline,
    }  # fmt: skip
    environment.globals |= {
        "charts": charts, "figures": figures, "comparison_line": comparison_line,
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


def revision(name: str) -> str:
    """Shorten the hash of a commit; other names of a revision are left as they are."""
    return name[:12] if re.fullmatch(r"[0-9a-f]{40}", name) else name


def ends(pay: PayRange) -> str:
    """Write a range in short figures: `150K–265K`, with `?` for an unknown end."""
    return both_ends(pay.low, pay.high, lambda end: "?" if end is None else short(end))


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
