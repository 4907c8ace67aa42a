"""Report the problems that were found when the file was parsed."""

from comp_data.linter.rule import Document, Findings, FixKind, Severity, rule


@rule("CD001", "unreadable-file", Severity.ERROR)
def unreadable_file(document: Document) -> Findings:
    """The file cannot be read: it does not exist, is not UTF-8, or is larger than 1 MiB."""
    return [problem for problem in document.problems if problem.code == "CD001"]


@rule("CD002", "missing-front-matter", Severity.ERROR)
def missing_front_matter(document: Document) -> Findings:
    """The file has no front matter between two `---` lines."""
    return [problem for problem in document.problems if problem.code == "CD002"]


@rule("CD003", "invalid-yaml", Severity.ERROR)
def invalid_yaml(document: Document) -> Findings:
    """The front matter is not valid YAML."""
    return [problem for problem in document.problems if problem.code == "CD003"]


@rule("CD004", "duplicate-key", Severity.ERROR)
def duplicate_key(document: Document) -> Findings:
    """A key appears twice in one mapping."""
    return [problem for problem in document.problems if problem.code == "CD004"]


@rule("CD005", "ambiguous-scalar", Severity.WARNING, fix=FixKind.SAFE)
def ambiguous_scalar(document: Document) -> Findings:
    """YAML 1.1 and YAML 1.2 read a value differently."""
    return [problem for problem in document.problems if problem.code == "CD005"]


@rule("CD006", "front-matter-not-mapping", Severity.ERROR)
def front_matter_not_mapping(document: Document) -> Findings:
    """The front matter is not a mapping of keys to values."""
    return [problem for problem in document.problems if problem.code == "CD006"]


@rule("CD007", "empty-body", Severity.ERROR)
def empty_body(document: Document) -> Findings:
    """The guide has front matter but no body."""
    return [problem for problem in document.problems if problem.code == "CD007"]


@rule("CD009", "unsafe-yaml", Severity.ERROR)
def unsafe_yaml(document: Document) -> Findings:
    """The front matter uses YAML features that guides must not use."""
    return [problem for problem in document.problems if problem.code == "CD009"]
