"""Gather what a site shows: the records, each guide's summary, the findings, and what the pages state of them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from comp_data.base.diagnostics import Diagnostic
from comp_data.base.discovery import record_name
from comp_data.base.errors import GitError
from comp_data.base.files import relative_path, shown
from comp_data.base.git import Repository
from comp_data.base.grouping import grouped
from comp_data.base.vocabulary import is_slug
from comp_data.base.wording import ranked
from comp_data.dataset.loading import load
from comp_data.dataset.overview import Coverage, Overview
from comp_data.export.publication import TITLE, croissant_fields
from comp_data.guide.document import read_document
from comp_data.linter.config.config import load_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.result import LintResult
from comp_data.linter.run import Run, prepare
from comp_data.records.metadata import Meta
from comp_data.records.models import Guide
from comp_data.report.findings.view import counts
from comp_data.report.pages.guide_page import GuideSummary
from comp_data.report.site import figures

if TYPE_CHECKING:
    from comp_data.dataset.dataset import Dataset
    from comp_data.records.publication import Publication


class GuidePage(NamedTuple):
    """A guide of the site. `guide` is None if it is not a valid record: its page shows what can be read."""

    company: str
    role: str
    summary: GuideSummary
    guide: Guide | None

    @property
    def name(self) -> str:
        """`company/role`."""
        return f"{self.company}/{self.role}"

    @property
    def findings(self) -> Sequence[Diagnostic]:
        """The findings of the guide, the most severe first."""
        return sorted(self.summary.result.diagnostics, key=lambda one: (-one.severity, one.line, one.column, one.code))

    @property
    def counts(self) -> dict[str, int]:
        """The number of findings by the name of their severity."""
        return {severity.label: number for severity, number in counts(self.summary.result.diagnostics).items()}

    def title(self, key: str) -> str:
        """Return the name of the company or the role as people write it, else its slug."""
        record = self.summary.record
        return (record.text(f"{key}_display") if record else None) or getattr(self, key)


class Site:
    """The data of all pages: the dataset on a date, its findings, and the pages of its guides."""

    def __init__(self, folder: Path, today: date, meta: Meta | None = None) -> None:
        folder = folder.absolute()  # as the files of a dataset are
        loaded = load_configuration(folder)
        self.folder: Path = folder
        self.today: date = today
        self.publication: Publication = loaded.publication
        self.run: Run = prepare(Request((str(folder),), cache=True), loaded)
        dataset = load(folder, on_error="skip", cache=True, market_sources=loaded.market_files)
        self.dataset: Dataset = replace(dataset, _meta=meta)  # a release's, not the last commit's
        self.result: LintResult = self.run.lint(today)
        self.accepted: str = self.result.accepted(loaded.configuration)
        pages = self.guides = tuple(self._guides())
        self.by_path: dict[str, GuidePage] = {page.summary.document.path: page for page in pages}
        self.by_company: dict[str, list[GuidePage]] = dict(sorted(grouped((one.company, one) for one in pages).items()))
        self.by_role: dict[str, list[GuidePage]] = dict(sorted(grouped((one.role, one) for one in pages).items()))

    def _guides(self) -> list[GuidePage]:
        """Return a page for each record, by the name that it states, and for each other guide that slugs name."""
        found = grouped((one.path, one) for one in self.result.diagnostics)
        records = {shown(file): name for name, file in self.dataset.files.items()}
        pages: dict[str, GuidePage] = {}
        for path in dict.fromkeys((*records, *self.run.files)):  # some records are excluded from linting
            name = records.get(path) or record_name(path)
            company, _, role = name.partition("/")
            if is_slug(company) and is_slug(role) and name not in pages:
                document = read_document(Path(path), path)
                own = LintResult(tuple(found.get(path, ())), 1)
                summary = GuideSummary(name, None, document, own, self.today, self.run.settings.market)
                pages[name] = GuidePage(company, role, summary, self.dataset.get(name))
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

    @cached_property
    def companies(self) -> dict[str, Coverage]:
        """The coverage of the valid guides of each company, by its slug."""
        return {one.name: one for one in self.overview.companies} if self.overview else {}

    def title_of(self, key: str, slug: str) -> str:
        """Return the name of a company or a role as most of its guides write it."""
        titles = [one.title(key) for one in (self.by_company if key == "company" else self.by_role).get(slug, [])]
        return max(sorted(set(titles)), key=titles.count, default=slug)

    def name_of(self, one: Diagnostic) -> str:
        """Name the guide of a finding: its record, or its path from the dataset's folder, the same on every machine."""
        return self.by_path[one.path].name if one.path in self.by_path else relative_path(one.path, self.folder)

    def line_link(self, page: GuidePage, line: int | None = None) -> str | None:
        """Return the address of a guide, or a line of it, in the repository; None if the address is not known."""
        repository = self.publication.repository.rstrip("/").removesuffix(".git")
        if not repository or self.prefix is None:
            return None
        kind = "-/blob" if "gitlab" in repository else "blob"
        file = relative_path(page.summary.document.path, self.folder)
        mark = "" if line is None else f"#L{line}"
        return f"{repository}/{kind}/HEAD/{quote(self.prefix + file)}{mark}"


def scales_of(summary: GuideSummary) -> dict[str, figures.Scale]:
    """Return the axis of each currency of a guide: over its base salaries, its totals and the official wages."""
    drawn: dict[str, list[Any]] = defaultdict(list)
    for line in summary.pay:
        base, total = line.row.base, line.row.total_comp
        known = line.market.wages[0].known if line.market else ()
        ends = (base.low, base.high, total.low, total.high, *(value for _, value in (*known[:1], *known[-1:])))
        drawn[line.row.currency] += [end for end in ends if end is not None]
    return {code: figures.Scale.over(values) for code, values in drawn.items()}


def company_facts(pages: Sequence[GuidePage]) -> list[tuple[str, str]]:
    """Return what the guides of a company state about it; where they differ, what most of them state."""
    records = [page.summary.record for page in pages if page.summary.record]
    keys = ("industry", "hq_location", "public_or_private", "ticker", "employee_count_range")
    named = {"hq_location": "headquarters", "public_or_private": "shares", "employee_count_range": "employees"}
    values = {key: Counter(text for record in records if (text := record.text(key))) for key in keys}
    return [(named.get(key, key), ranked(own)[0][0]) for key, own in values.items() if own]


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
    return {key: value for key, value in found.items() if value and key != "citeAs"}
