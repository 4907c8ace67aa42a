"""`comp-data show`: print everything about a guide, or list the guides of a company."""

from datetime import date
from pathlib import Path

import click

from comp_data.base.diagnostics import Severity
from comp_data.base.discovery import find_guides, is_markdown, without_suffix
from comp_data.base.errors import DatasetNotFoundError, UsageError, os_errors_as
from comp_data.base.escape import printable
from comp_data.base.files import check_source, read_content, shown
from comp_data.base.vocabulary import slug_of
from comp_data.base.wording import did_you_mean
from comp_data.cli.options import dataset_folder, dataset_options, level_option, today_option
from comp_data.linter.config.config import load_configuration
from comp_data.linter.config.request import STDIN, Request
from comp_data.linter.run import prepare
from comp_data.records.revisions import Revision, revision_of
from comp_data.report.findings.json_format import versioned
from comp_data.report.pages.guide_page import GuideSummary, json_of, text_of


@click.command("show")
@click.argument("guide")
@dataset_options
@today_option
@level_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(guide: str, dataset: Path | None, ref: str | None, today: date, level: Severity, format_: str) -> None:
    """Print everything about a guide: pay, its check by the formula, age, sources, findings.

    GUIDE is COMPANY/ROLE of the dataset, or a guide's file. COMPANY alone lists the guides of the company.
    """
    as_json = format_ == "json"
    if is_markdown(guide) and ref is None:
        file = Path(guide)
        if not file.is_file():
            raise UsageError(f"{file} does not exist")
        name, content = f"{file.absolute().parent.name}/{file.stem}", _content(file)
    else:
        folder, company, role = _asked(guide, dataset)
        revision = None if ref is None else revision_of(folder, ref)
        of_company = _guides_of(company, folder, revision)
        name = f"{company}/{role}"
        if not role:
            about = versioned({"company": company, "guides": list(of_company)})
            click.echo(about if as_json else "".join(f"{printable(one)}\n" for one in of_company), nl=False)
            return
        if name not in of_company:
            roles = [one.partition("/")[2] for one in of_company]
            problem = did_you_mean(role, roles, f"; it has {', '.join(roles)}")
            raise UsageError(f"{company} has no role {role}{problem}")
        file = folder / of_company[name]
        content = revision.content(of_company[name]) if revision else _content(file)
    request = Request((STDIN,), stdin_filename=shown(file))
    run = prepare(request, load_configuration(request.start()), lambda _most: content)
    summary = GuideSummary(name, ref, run.document(shown(file)), run.lint(today), today, run.settings.market)
    click.echo(json_of(summary) if as_json else text_of(summary, level), nl=False)


def _asked(guide: str, dataset: Path | None) -> tuple[Path, str, str]:
    """Return the folder to look in, the company, and the role: empty if only a company is asked for."""
    if is_markdown(guide):
        file = Path(guide).absolute()
        return file.parent.parent, file.parent.name, file.stem
    company, *roles = [slug_of(part) or part for part in guide.strip("/").split("/")]
    if len(roles) > 1:
        raise UsageError(f"{guide} is neither COMPANY/ROLE, such as acme/data-engineer, nor a guide's file")
    return dataset_folder(dataset), company, "".join(roles)


def _guides_of(company: str, folder: Path, revision: Revision | None) -> dict[str, str]:
    """Map a company's guides, `company/role`, to files; raises DatasetNotFoundError or UsageError if there is none."""
    files = revision.blobs if revision else (file.relative_to(folder).as_posix() for file in find_guides(folder))
    if not (names := {without_suffix(file): file for file in files}):
        raise DatasetNotFoundError(f"{shown(folder)} contains no guides: they are files company/role.md")
    if not (found := {name: file for name, file in names.items() if name.startswith(f"{company}/")}):
        companies = dict.fromkeys(name.partition("/")[0] for name in names)
        raise UsageError(f"{shown(folder)} has no company {company}{did_you_mean(company, companies)}")
    return found


def _content(file: Path) -> bytes:
    check_source(file)
    with os_errors_as(f"{shown(file)} cannot be read"):
        return read_content(file) or b""
