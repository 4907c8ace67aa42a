import re
from collections.abc import Iterator

from comp_data.base.vocabulary import SLUG_PATTERN
from comp_data.linter.analysis.edits import replacing
from comp_data.linter.rule import Finding, Findings, FixKind, Record, Severity, rule
from comp_data.values.yaml_scalars import ambiguity, read_plain


@rule("CD601", "path-mismatch", Severity.ERROR, fix=FixKind.UNSAFE)
def path_mismatch(record: Record) -> Findings:
    """`company` or `role` differs from the file's folder or name."""
    for key, kind, slug in _names(record.document.path):
        stated = record.text(key)
        if not stated or stated == slug:
            continue
        fix = None
        if re.search(SLUG_PATTERN, slug):
            plain = read_plain(slug) == slug and ambiguity(slug) is None
            fix = replacing(record, (key,), slug if plain else f'"{slug}"', f"set {key} to {slug}")
        yield Finding(
            (key,),
            f"{key} is {stated}, but the {kind} is {slug}",
            f"Correct {key}, or move the file to where it belongs",
            fix=fix,
            figures=(stated, slug),
        )


def _names(path: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a path says about a guide: key, part of the path, and slug; nothing for standard input."""
    *folders, name = path.replace("\\", "/").split("/")
    stem, dot, ending = name.rpartition(".")
    if not stem or not dot or ending.lower() != "md":
        return
    if folders and folders[-1] not in ("", ".", ".."):
        yield "company", "folder", folders[-1]
    yield "role", "file's name", stem
