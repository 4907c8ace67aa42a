"""The pages of a site: index, guides, companies, roles, single guides, and rules that reported something."""

import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from comp_data.base.diagnostics import Diagnostic, Severity
from comp_data.base.escape import safe_url
from comp_data.base.wording import ranked
from comp_data.charts import data as charts
from comp_data.charts.data import ChartData
from comp_data.export.publication import TITLE
from comp_data.linter.cache import cache_key, digest_of, open_store
from comp_data.linter.rules import BY_CODE, RULES
from comp_data.report.pages.guide_page import facts_of
from comp_data.report.pages.market_page import comparison_line
from comp_data.report.site import figures
from comp_data.report.site.gather import (
    MOST_ROWS,
    GuidePage,
    Site,
    company_chart,
    company_facts,
    json_ld,
    pay_lines,
    role_chart,
)
from comp_data.report.site.render import render
from comp_data.tables.columns import ALL_RELATIONS

_OUTLIERS: Final = frozenset(rule.code for rule in RULES if rule.name.endswith("outlier"))


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
            "here": "",
            "data_version": site.dataset.meta.data_version,
        }

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Yield each page with its name in the site."""
        yield "index.html", self._index()
        if self.changed:
            yield "changes.html", self._page("changes.html", "", here="changes.html", **self.changed)
        yield "guides.html", self._page("guides.html", "", here="guides.html")
        for company, pages in self.site.by_company.items():
            yield f"companies/{company}.html", self._company(company, pages)
        for role, pages in self.site.by_role.items():
            yield f"roles/{role}.html", self._role(role, pages)
        about = repr([value for key, value in self.shared.items() if key != "site"])
        for page, content in guide_pages(self.site, about, self._guide):
            yield f"guides/{page.name}.html", content
        for one in self.rules(self.site.result.diagnostics):
            shown, more = figures.sequence(one["findings"], 2000)
            rows = [(finding, self.site.page_of(finding)) for finding in shown]
            yield f"rules/{one['code']}.html", self._page("rule.html", "../", rule=one, rows=rows, more=more)

    def _page(self, template: str, root: str, **values: Any) -> bytes:
        return render(template, root, **{**self.shared, **values})

    def rules(self, found: Sequence[Diagnostic]) -> list[dict[str, Any]]:
        """Group findings by rule, the most severe and most frequent first."""
        groups: dict[str, list[Diagnostic]] = {}
        for one in found:
            groups.setdefault(one.code, []).append(one)
        worst = {code: max(one.severity for one in own) for code, own in groups.items()}
        described = []
        for code, own in sorted(groups.items(), key=lambda item: (-worst[item[0]], -len(item[1]), item[0])):
            about: dict[str, Any] = {"code": code, "name": own[0].name, "severity": worst[code].label, "findings": own}
            about |= {"guides": len({one.path for one in own}), "summary": "", "why": "", "docs": None}
            if rule := BY_CODE.get(code):
                why = " ".join(rule.sections.get("Why", "").replace("`", "").split())
                about |= {"summary": rule.summary.replace("`", ""), "why": why, "docs": rule.url}
            described.append(about)
        return described

    def _index(self) -> bytes:
        site, ds, found = self.site, self.site.dataset, self.site.result.diagnostics
        by_role = charts.quartiles(ds)
        by_place = charts.quartiles(ds, "place", currency=by_role.currency)
        by_company = charts.quartiles(ds, "company", currency=by_role.currency)
        stated, spread = charts.stated_and_computed(ds, currency=by_role.currency), charts.spreads(ds)
        calendar, findings = charts.calendar(ds, site.today), charts.findings_by(found, site.today)
        unknown = charts.unknowns(ds)
        with_errors = {one.path for one in found if one.severity is Severity.ERROR}
        currencies = Counter(pay.currency for guide in ds.guides for pay in guide.compensation)
        by_findings = sorted(site.guides, key=lambda page: (-page.count("error"), -page.count("warning"), page.name))
        sound = [page for page in site.guides if page.summary.path not in with_errors]
        return self._page(
            "index.html",
            "",
            here="index.html",
            meta=site.dataset.meta,  # not on the other pages, which a commit to other files leaves as they are
            json_ld=json_ld(site),
            pay_ranges=sum(currencies.values()),
            currencies=currencies,
            sound_percent=f"{100 * len(sound) // max(1, len(site.guides))}%",
            severities={label: sum(one.severity.label == label for one in found) for label in ("error", "warning")},
            whole=site.overview.whole if site.overview else None,
            invalid=site.overview.left_out if site.overview else len({one.path for one in ds.problems}),
            changed=self.changed,
            by_role=by_role,
            role_medians={row["group"]: row["median"] for row in by_role.rows},
            role_names={role: site.title_of("role", role) for role in site.by_role},
            by_place=by_place,
            other_places=list(self._other_places(currencies, by_role.currency)),
            companies=self._companies({row["group"]: row["median"] for row in by_company.rows}),
            by_company=by_company,
            rules=self.rules(found),
            worst=[page for page in by_findings if page.count("error") or page.count("warning")][:20],
            findings=findings,
            findings_heat=figures.heat(findings, "rule", "company", "findings"),
            calendar=calendar,
            updated_months=figures.months(calendar, "last updated"),
            due_months=figures.months(calendar, "review due"),
            outliers=[(one, site.page_of(one)) for one in found if one.code in _OUTLIERS][:MOST_ROWS],
            stated=stated,
            scatter=figures.scatter(stated),
            spread=spread,
            unknown=unknown,
            unknown_heat=_gaps(unknown),
            lacking=[one for one in (site.overview.companies if site.overview else ()) if one.lacking][:MOST_ROWS],
            data_files=[f"data/{table.name}.{ending}" for table in ALL_RELATIONS for ending in ("csv", "json")],
        )

    def _other_places(self, currencies: Counter[str], shown: str | None) -> Iterator[tuple[str, charts.Row]]:
        """Yield the places with the most pay ranges in each of the other currencies."""
        for code, _ in ranked(currencies):
            if code != shown:
                rows = charts.quartiles(self.site.dataset, "place", currency=code).rows
                yield from ((code, row) for row in sorted(rows, key=lambda row: (-row["n"], row["group"]))[:5])

    def _companies(self, medians: Mapping[str, Any]) -> list[dict[str, Any]]:
        records = {name: [page.summary.record for page in pages] for name, pages in self.site.by_company.items()}
        updates = {name: [one.date("last_updated") for one in own if one] for name, own in records.items()}
        return [
            {
                "slug": company,
                "title": self.site.title_of("company", company),
                "guides": len(pages),
                "median": medians.get(company),
                "updated": max(filter(None, updates[company]), default=None),
                "overdue": sum((page.summary.review or 0) < 0 for page in pages),
                "errors": sum(page.count("error") for page in pages),
                "warnings": sum(page.count("warning") for page in pages),
            }
            for company, pages in self.site.by_company.items()
        ]

    def _company(self, company: str, pages: Sequence[GuidePage]) -> bytes:
        own = self.site.dataset.where(company=company)
        places = Counter(charts.place_of(pay.region) for guide in own.guides for pay in guide.compensation)
        found = [one for page in pages for one in page.summary.result.diagnostics]
        companies = self.site.overview.companies if self.site.overview else ()
        return self._page(
            "company.html",
            "../",
            title=self.site.title_of("company", company),
            facts=company_facts(pages),
            pages=pages,
            charts=[chart for place in self._top(places, 3) if (chart := company_chart(own, place))],
            rules=self.rules(found),
            pay_ranges=sum(places.values()),
            unknown_heat=_gaps(charts.unknowns(own)),
            lacking=next((one.lacking for one in companies if one.name == company), ()),
        )

    def _role(self, role: str, pages: Sequence[GuidePage]) -> bytes:
        own = self.site.dataset.where(role=role)
        places = Counter(charts.place_of(pay.region) for guide in own.guides for pay in guide.compensation)
        return self._page(
            "role.html",
            "../",
            title=self.site.title_of("role", role),
            pages=pages,
            by_place=charts.quartiles(own, "place"),
            charts=[chart for place in self._top(places, 4) if (chart := role_chart(own, role, place))],
        )

    def _top(self, places: Counter[str], most: int) -> list[str]:
        """Return the places with the most pay ranges, here and then in the whole dataset."""
        return sorted(places, key=lambda place: (-places[place], -self.places[place], place))[:most]

    def _guide(self, page: GuidePage) -> bytes:
        summary = page.summary
        findings, more = figures.sequence(page.findings, 60)
        return self._page(
            "guide.html",
            "../../",
            page=page,
            summary=(summary.record.text("negotiation_dna_summary") if summary.record else None),
            facts=facts_of(summary).items(),
            source=safe_url(self.site.line_link(page)),
            pay=pay_lines(summary),
            contradictory=not all(line.is_sound for line in summary.pay),
            from_table=any(line.row.bonus_from_table for line in summary.pay),
            market=[comparison_line(line.market) for line in summary.pay if line.market],
            has_years=any(line.row.vest_years != 4 for line in summary.pay),
            has_signing=any(line.row.signing_bonus.is_known for line in summary.pay),
            findings=findings,
            more_findings=more,
            sources=summary.record.sources if summary.record else (),
        )


def _gaps(unknown: ChartData) -> figures.Heat:
    found = figures.heat(unknown, "company", "component", "unknown")
    sums = {row: sum(found.cells[row, column] for column in found.columns) for row in found.rows}
    return found._replace(rows=tuple(row for row in found.rows if sums[row])[:MOST_ROWS], columns=charts.COMPONENTS)


def guide_pages(site: Site, about: str, render: Callable[[GuidePage], bytes]) -> Iterator[tuple[GuidePage, bytes]]:
    """Give each guide with its page, which is rendered if the guide, its findings or the rest of its text are new.

    `about` is all that the pages of guides show but for the guide. Without a cache each page is rendered.
    """
    run = site.run
    store = open_store(site.folder, [site.folder], lambda: cache_key(run.request, run.loaded), kind="-pages")
    keys = []
    for one in site.guides:
        shown = (site.prefix, about, one.name, one.file, one.digest, one.guide is None, one.summary.result.diagnostics)
        keys.append(digest_of(repr(shown).encode("utf-8", "backslashreplace")).hex())
    new: dict[str, bytes] = {}
    for page, key in zip(site.guides, keys, strict=True):
        row = store.get(key) if store else None
        content = zlib.decompress(row) if row else render(page)
        if row is None:
            new[key] = zlib.compress(content)
        yield page, content
    if store:
        store.put(new)
        store.keep_only(2 * len(keys), keys)
        store.close()
