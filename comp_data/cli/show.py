"""`comp-data show`: print everything about a guide, or list the guides of a company."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple, NoReturn

import click

from comp_data.base.diagnostics import Severity
from comp_data.base.discovery import find_guides, is_guide_of, is_markdown, without_suffix
from comp_data.base.errors import DatasetNotFoundError, UsageError, os_errors_as
from comp_data.base.escape import printable
from comp_data.base.files import check_source, read_content, resolved, shown
from comp_data.base.vocabulary import slug_of
from comp_data.base.wording import did_you_mean
from comp_data.cli.options import dataset_folder, dataset_options, today_option
from comp_data.linter.config.config import load_configuration
from comp_data.linter.config.request import STDIN, Request
from comp_data.linter.run import prepare
from comp_data.records.revisions import Revision, revision_of
from comp_data.report.findings.json_format import json_text
from comp_data.report.pages.guide_page import json_of, summary_of, text_of


class _Guides(NamedTuple):
    """The guides of a folder, in the work tree or at a git revision."""

    folder: Path
    revision: Revision | None

    def of_company(self, company: str) -> list[str]:
        """Return the guides of a company as `company/role`; raises an error if there are none."""
        if self.revision is not None:
            files: Iterable[str] = self.revision.blobs
        else:
            files = [file.relative_to(self.folder).as_posix() for file in find_guides(self.folder)]
        names = [without_suffix(file) for file in files]
        if not names:
            raise DatasetNotFoundError(f"{self.folder} contains no guides: they are files company/role.md")
        found = [name for name in names if name.startswith(f"{company}/")]
        if not found:
            companies = dict.fromkeys(name.partition("/")[0] for name in names)
            raise UsageError(f"{self.folder} has no company {company}{did_you_mean(company, companies)}")
        return found

    def read(self, name: str) -> tuple[Path, bytes] | None:
        """Return file and content of `company/role`, whatever its suffix; None if there is no such guide."""
        if self.revision is not None:
            listed = next((file for file in self.revision.blobs if without_suffix(file) == name), None)
            return (self.folder / listed, self.revision.content(listed)) if listed else None
        file = self.folder / f"{name}.md"
        if not file.exists() and file.parent.is_dir():
            others = (entry for entry in file.parent.iterdir() if is_markdown(entry.name))
            file = next((entry for entry in others if without_suffix(entry.name) == file.stem), file)
        return (file, _start(file)) if file.is_file() and is_guide_of(file, resolved(self.folder)) else None


@click.command("show")
@click.argument("guide")
@dataset_options
@today_option
@click.option(
    "--level",
    type=click.Choice(("info", "warning", "error")),
    default="warning",
    show_default=True,
    help="Lowest severity of the findings to show (json has all).",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(guide: str, dataset: Path | None, ref: str | None, today: date, level: str, format_: str) -> None:
    """Print everything about a guide: pay, its check by the formula, age, sources, findings.

    GUIDE is COMPANY/ROLE of the dataset, or a guide's file. COMPANY alone lists the guides of the company.
    """
    as_json = format_ == "json"
    if is_markdown(guide) and ref is None:
        file = Path(guide)
        if not file.is_file():
            raise UsageError(f"{file} does not exist")
        name, found = f"{file.absolute().parent.name}/{file.stem}", (file, _start(file))
    else:
        guides, name = _asked(guide, dataset, ref)
        if "/" not in name:
            of_company = guides.of_company(name)
            about = json_text({"company": name, "guides": of_company}, indent=2)
            click.echo(about if as_json else "".join(f"{printable(one)}\n" for one in of_company), nl=False)
            return
        found = guides.read(name) or _refuse(guides, name)
    file, content = found
    request = Request((STDIN,), stdin_filename=shown(file))
    run = prepare(request, load_configuration(request.start()), lambda _most: content)
    summary = summary_of(name, ref, run.document(shown(file)), run.lint(today), today, run.settings.market)
    click.echo(json_of(summary) if as_json else text_of(summary, Severity.from_label(level)), nl=False)


def _asked(guide: str, dataset: Path | None, ref: str | None) -> tuple[_Guides, str]:
    """Return where to look, and the name to look for: `company/role`, or a company."""
    if is_markdown(guide):
        file = Path(guide).absolute()
        folder, name = file.parent.parent, f"{file.parent.name}/{file.stem}"
    else:
        folder = dataset_folder(dataset)
        parts = [slug_of(part) or part for part in guide.strip("/").split("/")]
        if len(parts) > 2:
            raise UsageError(f"{guide} is neither COMPANY/ROLE, such as acme/data-engineer, nor a guide's file")
        name = "/".join(parts)
    return _Guides(folder, None if ref is None else revision_of(folder, ref)), name


def _start(file: Path) -> bytes:
    check_source(file)
    with os_errors_as(f"{shown(file)} cannot be read"):
        return read_content(file) or b""


def _refuse(guides: _Guides, name: str) -> NoReturn:
    company, _, role = name.partition("/")
    roles = [one.partition("/")[2] for one in guides.of_company(company)]
    raise UsageError(f"{company} has no role {role}{did_you_mean(role, roles)}; it has {', '.join(roles)}")
