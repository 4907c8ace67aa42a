"""Diagnostics of the protocol, and the edits that an editor offers for them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from lsprotocol import types as lsp

from comp_data.base.diagnostics import Diagnostic, RelatedPlace, Severity
from comp_data.base.files import read_content
from comp_data.linter.rules import BY_CODE
from comp_data.linter.suppressions.apply import NEVER, with_ignores
from comp_data.report.findings.view import headline
from comp_data.server.roots import Guide, Root

FIX_ALL: Final = "source.fixAll.comp-data"
ASK_REASON: Final = "comp-data.askReason"
"""The command of a client that asks for a reason and then runs `SUPPRESS`."""
SUPPRESS: Final = "comp-data.suppress"
_SEVERITIES: Final = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
WorkspaceEdit = Callable[[Sequence[lsp.TextEdit]], lsp.WorkspaceEdit]
"""Makes the edit of a workspace from edits of one guide."""


def diagnostic(guide: Guide, one: Diagnostic, uri: str) -> lsp.Diagnostic:
    """Return a finding in the form of the protocol."""
    related = [lsp.DiagnosticRelatedInformation(_location(guide, at, one.path, uri), at.message) for at in one.related]
    url = BY_CODE[one.code].url if one.code in BY_CODE else None
    return lsp.Diagnostic(
        guide.positions.range(*guide.extent(one.span)),
        f"{headline(one)}\n{one.help or ''}".rstrip(),
        _SEVERITIES[one.severity],
        one.code,
        code_description=lsp.CodeDescription(url) if url else None,
        source="comp-data",
        tags=[lsp.DiagnosticTag.Unnecessary] if one.code in ("CD901", "CD903") else None,
        related_information=related or None,
    )


def _location(guide: Guide, place: RelatedPlace, own: str, uri: str) -> lsp.Location:
    if place.path == own:
        return lsp.Location(uri, guide.positions.range(*guide.extent(place.span)))
    file = Path(place.path).absolute()
    other = Guide(place.path, None, (read_content(file) or b"").decode("utf-8", "replace"), guide.positions.encoding)
    return lsp.Location(file.as_uri(), other.positions.range(*other.extent(place.span)))


def code_actions(
    guide: Guide, root: Root, params: lsp.CodeActionParams, edit: WorkspaceEdit, asks: bool
) -> list[lsp.CodeAction]:
    """Return the fixes at a range, safe ones first, then suppressions; all safe fixes if they are asked for by kind."""
    only, uri = params.context.only, params.text_document.uri
    actions = []

    def quick_fix(one: Diagnostic, title: str, **given: Any) -> lsp.CodeAction:
        return lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, [diagnostic(guide, one, uri)], **given)

    if only is None or any(_is_kind(lsp.CodeActionKind.QuickFix, kind) for kind in only):
        start, end = guide.positions.offset(params.range.start), guide.positions.offset(params.range.end)
        spans = [(one, guide.extent(one.span)) for one in guide.diagnostics or ()]
        here = [one for one, (first, last) in spans if first <= end and start <= last]
        fixes = [(one, one.fix) for one in here if one.fix]
        for one, fix in sorted(fixes, key=lambda pair: not pair[1].safe):
            changes = [(guide.extent(part.span), part.text) for part in fix.edits]
            ends = [end for extent, _ in changes for end in extent]
            if all(guide.positions.offset(guide.positions.position(end)) == end for end in ends):  # not in a line end
                edits = [lsp.TextEdit(guide.positions.range(*at), text) for at, text in changes]
                title = f"{one.code}: {fix.title}" + ("" if fix.safe else " (review it)")
                actions.append(quick_fix(one, title, is_preferred=fix.safe, edit=edit(edits)))
        for one in {one.code: one for one in here if one.code not in NEVER}.values():
            title = f"Suppress {one.code} {one.name} here, with a reason"
            if asks:  # the client can ask a person for the reason
                command = lsp.Command(title, ASK_REASON, arguments=[uri, one.code, one.span.line])
                actions.append(quick_fix(one, title, command=command))
            elif edits := suppressed(guide, one, "TODO: why this is right"):
                actions.append(quick_fix(one, title, edit=edit(edits)))
    wants_all = only is not None and any(_is_kind(FIX_ALL, kind) for kind in only)
    if wants_all and (edits := guide.positions.edits(root.fix(guide))):
        actions.append(lsp.CodeAction("Fix everything that is safe to fix", FIX_ALL, edit=edit(edits)))
    return actions


def _is_kind(own: str, asked: str) -> bool:
    return asked in ("", own) or own.startswith(f"{asked}.")


def suppressed(guide: Guide, one: Diagnostic, reason: str) -> list[lsp.TextEdit]:
    """Return the edits that accept a finding with a reason; none if that is not possible."""
    return guide.positions.edits(with_ignores(guide.document, [one], reason))
