"""Gather what a site shows: the records, each guide's summary, the findings, and what the pages state of them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

from comp_data.base.diagnostics import Diagnostic, Severity
from comp_data.base.discovery import without_suffix
from comp_data.base.errors import GitError
from comp_data.base.git import Repository
from comp_data.base.vocabulary import is_slug
from comp_data.base.wording import ranked
from comp_data.charts import data as charts
from comp_data.charts.data import ChartData
from comp_data.dataset.loading import load
from comp_data.dataset.overview import Overview
from comp_data.export.publication import TITLE, croissant_fields
from comp_data.guide.document import parse_document
from comp_data.linter.cache import digest_of
from comp_data.linter.config.config import load_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.record import UNKNOWN_CURRENCY
from comp_data.linter.result import LintResult
from comp_data.linter.run import Run, prepare
from comp_data.records.metadata import Meta
from comp_data.records.models import Guide
from comp_data.report.pages.guide_page import GuideSummary, summary_of
from comp_data.report.site import figures
from comp_data.report.site.render import ends

if TYPE_CHECKING:
    from comp_data.dataset.dataset import Dataset
    from comp_data.records.publication import Publication

MOST_ROWS: Final = 40
"""How many rows a table of a page has."""


class GuidePage(NamedTuple):
    """A guide of the site. `guide` is None if it is not a valid record: its page shows what can be read.

    `digest` is that of the file.
    """

    company: str
    role: str
    file: str
    summary: GuideSummary
    guide: Guide | None
    digest: bytes

    @property
    def name(self) -> str:
        """`company/role`."""
        return f"{self.company}/{self.role}"

    @property
    def findings(self) -> Sequence[Diagnostic]:
        """The findings of the guide, the most severe first."""
        return sorted(self.summary.result.diagnostics, key=lambda one: (-one.severity, one.line, one.column, one.code))

    def count(self, label: str) -> int:
        """Count the findings of a severity."""
        severity = Severity.from_label(label)
        return sum(one.severity is severity for one in self.summary.result.diagnostics)

    def title(self, key: str) -> str:
        """Return the name of the company or the role as people write it, else its slug."""
        record = self.summary.record
        return (record.text(f"{key}_display") if record else None) or getattr(self, key)


class Site:
    """What all pages share: the dataset on a date, its findings, and the pages of its guides."""

    def __init__(self, folder: Path, today: date, meta: Meta | None = None) -> None:
        loaded = load_configuration(folder)
        self.folder: Path = folder
        self.today: date = today
        self.publication: Publication = loaded.publication
        self.run: Run = prepare(Request((str(folder),), cache=True), loaded)
        dataset = load(folder, on_error="skip", cache=True, market_sources=loaded.market_files)
        self.dataset: Dataset = replace(dataset, _meta=meta)  # a release's, not the last commit's
        self.result: LintResult = self.run.lint(today)
        self.accepted: str = self.result.accepted(loaded.configuration)
        self.guides: tuple[GuidePage, ...] = tuple(self._guides())
        self.by_name: dict[str, GuidePage] = {page.name: page for page in self.guides}
        self.by_company: dict[str, list[GuidePage]] = self._grouped("company")
        self.by_role: dict[str, list[GuidePage]] = self._grouped("role")

    def _guides(self) -> list[GuidePage]:
        """Return a page for each guide whose folder and file are slugs: no other name becomes a file of the site."""
        found: dict[str, list[Diagnostic]] = defaultdict(list)
        for one in self.result.diagnostics:
            found[one.path].append(one)
        market = self.run.settings.market
        pages: dict[str, GuidePage] = {}
        for path in self.run.files:
            name = "/".join(Path(without_suffix(path)).parts[-2:])
            company, _, role = name.partition("/")
            if not (is_slug(company) and is_slug(role)) or name in pages:
                continue
            result = LintResult(tuple(found[path]), 1)
            content = self.run.content(path)
            summary = summary_of(name, path, parse_document(content, path), result, self.today, market)
            digest = digest_of(content if isinstance(content, bytes) else repr(content).encode())
            pages[name] = GuidePage(company, role, Path(path).name, summary, self.dataset.get(name), digest)
        return [pages[name] for name in sorted(pages)]

    @cached_property
    def prefix(self) -> str | None:
        """The dataset's folder within its git repository, with a slash at the end; None outside of a repository."""
        try:
            prefix = Repository.around(self.folder).prefix
        except GitError:
            return None
        return f"{prefix}/" if prefix else ""

    @cached_property
    def overview(self) -> Overview | None:
        """The summary of the dataset; None if no guide is valid."""
        return self.dataset.overview(self.today) if self.dataset else None

    def _grouped(self, key: str) -> dict[str, list[GuidePage]]:
        groups: dict[str, list[GuidePage]] = defaultdict(list)
        for page in self.guides:
            groups[getattr(page, key)].append(page)
        return dict(sorted(groups.items()))

    def page_of(self, finding: Diagnostic) -> GuidePage | None:
        """Return the page of the guide that a finding is in."""
        return self.by_name.get("/".join(Path(without_suffix(finding.path)).parts[-2:]))

    def title_of(self, key: str, slug: str) -> str:
        """Return the name of a company or a role as most of its guides write it."""
        pages = (self.by_company if key == "company" else self.by_role).get(slug, [])
        titles = [page.title(key) for page in pages]
        return max(sorted(set(titles)), key=titles.count, default=slug)

    def line_link(self, page: GuidePage, line: int | None = None) -> str | None:
        """Return the address of a guide, or a line of it, in the repository; None if the address is not known."""
        repository = self.publication.repository.rstrip("/").removesuffix(".git")
        if not repository or self.prefix is None:
            return None
        kind = "-/blob" if "gitlab" in repository else "blob"
        mark = "" if line is None else f"#L{line}"
        return f"{repository}/{kind}/HEAD/{quote(self.prefix)}{page.company}/{quote(page.file)}{mark}"


def pay_lines(summary: GuideSummary) -> list[dict[str, Any]]:
    """Return the pay ranges of a guide with what draws them: one axis a currency."""
    by_currency: dict[str, list[Any]] = defaultdict(list)
    wages: list[tuple[float, ...]] = []  # the lowest and the highest known percentile of the official ones
    for line in summary.pay:
        base, total = line.row.base, line.row.total_comp
        known = line.market.wages[0].known if line.market else ()
        wages.append((known[0][1], known[-1][1]) if known else ())
        drawn = (base.low, base.high, total.low, total.high, *wages[-1])
        by_currency[line.row.currency] += [end for end in drawn if end is not None]
    scales = {code: figures.Scale.over(values) for code, values in by_currency.items()}
    codes = [line.row.currency for line in summary.pay]
    return [
        {
            "line": line,
            "starts": at == 0 or codes[at - 1] != codes[at],
            "scale": scales[codes[at]],
            "currency": "—" if codes[at] == UNKNOWN_CURRENCY else codes[at],
            "text": f"{line.row.shown}: base {ends(line.row.base)}, total {ends(line.row.total_comp)}",
            "wages": wages[at],
        }
        for at, line in enumerate(summary.pay)
    ]


def company_facts(pages: Sequence[GuidePage]) -> list[tuple[str, str]]:
    """Return what the guides of a company state about it; where they differ, what most of them state."""
    records = [page.summary.record for page in pages if page.summary.record]
    keys = ("industry", "hq_location", "public_or_private", "ticker", "employee_count_range")
    named = {"hq_location": "headquarters", "public_or_private": "shares", "employee_count_range": "employees"}
    values = {key: Counter(text for record in records if (text := record.text(key))) for key in keys}
    return [(named.get(key, key), ranked(own)[0][0]) for key, own in values.items() if own]


def company_chart(own: Any, place: str) -> tuple[ChartData, figures.Scale, Any] | None:
    """Return the pay of a company by role in one place."""
    found = [charts.ranges(own, role, place) for role in own.roles]
    currencies = ranked(Counter(data.currency for data in found for _ in data.rows if data.currency))
    code = currencies[0][0] if currencies else None
    rows = [
        {**row, "label": f"{data.title.split(':')[0].removesuffix(f' in {place}')}{_level(row)}"}
        for data in found
        if data.currency == code
        for row in data.rows
    ]
    if len(rows) < 2:
        return None
    rows.sort(key=lambda row: (-(row["low"] + row["high"]), row["guide"]))
    left_out = {"in another currency": sum(len(data.rows) for data in found) - len(rows)}
    as_of = max(data.as_of for data in found if data.as_of)
    whole = ChartData(f"Total compensation in {place}", tuple(rows), len(rows), "pay range", left_out, as_of, code)
    return whole, figures.axis_of(whole), rows


def role_chart(own: Any, role: str, place: str) -> tuple[ChartData, figures.Scale, Any, int] | None:
    """Return the pay of a role by company in one place."""
    data = charts.ranges(own, role, place)
    if len(data.rows) < 2:
        return None
    rows, more = figures.sequence([{**row, "label": f"{row['company']}{_level(row)}"} for row in data.rows], MOST_ROWS)
    return data._replace(title=f"Total compensation in {place}"), figures.axis_of(data), rows, more


def _level(row: Mapping[str, Any]) -> str:
    return f", {row['level']}" if row["level"] else ""


def json_ld(site: Site) -> dict[str, Any]:
    """Return the description of the dataset, with what is known of its publication."""
    about, meta = site.publication, site.dataset.meta
    shared = croissant_fields(about)
    shared["creator"] = [{**one, "@type": one["@type"].removeprefix("sc:")} for one in shared.get("creator", [])]
    home = about.homepage.rstrip("/")
    found = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": about.title or TITLE,
        **shared,
        "version": meta.data_version,
        "dateModified": str(site.overview.whole.newest_update) if site.overview else "",
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{home}/data/pay.{end}"}
            for end, kind in (("csv", "text/csv"), ("json", "application/json"))
            if home
        ],
    }
    found.pop("citeAs", None)
    return {key: value for key, value in found.items() if value}
