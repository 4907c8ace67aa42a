"""Gather what a site shows: the records, each guide's summary, the findings, and what changed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from comp_data.base.diagnostics import Diagnostic, Severity
from comp_data.base.discovery import without_suffix
from comp_data.base.errors import GitError
from comp_data.base.git import Repository
from comp_data.base.vocabulary import is_slug
from comp_data.dataset.loading import load
from comp_data.dataset.overview import Overview
from comp_data.guide.document import parse_document
from comp_data.linter.cache import digest_of
from comp_data.linter.config.config import load_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.result import LintResult
from comp_data.linter.run import Run, prepare
from comp_data.records.metadata import Meta
from comp_data.records.models import Guide
from comp_data.report.pages.guide_summary import GuideSummary, summary_of

if TYPE_CHECKING:
    from comp_data.dataset.dataset import Dataset
    from comp_data.records.publication import Publication


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
        self.dataset: Dataset = load(folder, on_error="skip", cache=True, market_sources=loaded.market_files)
        if meta is not None:
            self.dataset.meta = meta
        self.result: LintResult = self.run.lint(today)
        self.guides: tuple[GuidePage, ...] = tuple(self._guides())
        self.by_name: dict[str, GuidePage] = {page.name: page for page in self.guides}
        self.by_company, self.by_role = self._grouped("company"), self._grouped("role")

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
        meta, repository = self.dataset.meta, self.publication.repository.rstrip("/")
        if not repository or self.prefix is None:
            return None
        commit = meta.commit if meta.commit and not meta.has_changes else "HEAD"
        kind = "-/blob" if "gitlab" in repository else "blob"
        mark = "" if line is None else f"#L{line}"
        return f"{repository}/{kind}/{commit}/{quote(self.prefix)}{page.company}/{quote(page.file)}{mark}"
