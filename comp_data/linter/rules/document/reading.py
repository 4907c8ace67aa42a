"""Report the problems that were found when the file was parsed."""

from comp_data.linter.rule import Document, Findings, FixKind, Severity, rule


@rule("CD001", "unreadable-file", Severity.ERROR)
def unreadable_file(document: Document) -> Findings:
    """The file cannot be read: it does not exist, is not UTF-8, or is larger than 1 MiB.

    Why:
        No other rule can check such a file. Most often an editor saved it in an older encoding, in which é or £
        is a single byte.

    Example:
        - company_display: Caf\\xE9 Robots
        + company_display: Café Robots
    """
    return [problem for problem in document.problems if problem.code == "CD001"]


@rule("CD002", "missing-front-matter", Severity.ERROR)
def missing_front_matter(document: Document) -> Findings:
    """The file has no front matter between two `---` lines.

    Why:
        Programs read a guide's figures only from its front matter. The first line of the file must be `---`,
        and another such line must follow the last key.

    Example:
        - ---
          company: acme
          role: data-engineer
        -
        - ### Data Engineer | Acme Global Negotiation Guide
    """
    return [problem for problem in document.problems if problem.code == "CD002"]


@rule("CD003", "invalid-yaml", Severity.ERROR)
def invalid_yaml(document: Document) -> Findings:
    """The front matter is not valid YAML.

    Why:
        No program can read the figures of a guide whose front matter does not parse. The finding is where the
        parser stopped; the mistake is there or just above.

    Example:
        - company_display: Acme: Robots
        + company_display: "Acme: Robots"
    """
    return [problem for problem in document.problems if problem.code == "CD003"]


@rule("CD004", "duplicate-key", Severity.ERROR)
def duplicate_key(document: Document) -> Findings:
    """A key appears twice in one mapping.

    Why:
        Most programs silently keep the last value, some keep the first, and some refuse the file. Merging two
        changes to a guide often causes this.

    Example:
          next_review_due: 2026-05-23
        - next_review_due: 2026-05-20
    """
    return [problem for problem in document.problems if problem.code == "CD004"]


@rule("CD005", "ambiguous-scalar", Severity.WARNING, fix=FixKind.SAFE)
def ambiguous_scalar(document: Document) -> Findings:
    """YAML 1.1 and YAML 1.2 read a value differently.

    Why:
        Guides are YAML 1.2, but many programs still read YAML 1.1. In these, `no` and `ON` are false and true,
        `0123` is 83, `1_000` is a number and `12:30` is 750: one file gives two different datasets.

    Example:
        - ticker: ON
        + ticker: "ON"

    Fix:
        Safe: quotes text and writes numbers plainly, so that both versions read the value that YAML 1.2 reads.
    """
    return [problem for problem in document.problems if problem.code == "CD005"]


@rule("CD006", "front-matter-not-mapping", Severity.ERROR)
def front_matter_not_mapping(document: Document) -> Findings:
    """The front matter is not a mapping of keys to values.

    Why:
        A record is read key by key. A list, a single text or empty front matter has no keys. Often the space
        after a colon is missing, or every line begins with a dash.

    Example:
        - ---
        - - company: acme
        - - role: data-engineer
        - ---
        - ### Data Engineer | Acme Global Negotiation Guide
        + company: acme
        + role: data-engineer
    """
    return [problem for problem in document.problems if problem.code == "CD006"]


@rule("CD007", "empty-body", Severity.ERROR)
def empty_body(document: Document) -> Findings:
    """The guide has front matter but no body.

    Why:
        People read the body: the table, the levers, the evidence. Without one, the guide is unfinished.

    Example:
          company: acme
          role: data-engineer
        - ---
    """
    return [problem for problem in document.problems if problem.code == "CD007"]


@rule("CD009", "unsafe-yaml", Severity.ERROR)
def unsafe_yaml(document: Document) -> Findings:
    """The front matter uses YAML features that guides must not use.

    Why:
        A tag can make a careless program run code, aliases and nesting can make a small file fill its memory, and
        most programs read only the first of several documents. Guides are plain data: one document, only the
        standard tags, at most 32 levels of nesting, and aliases for at most 10,000 values.

    Example:
        - company_display: !name Acme
        + company_display: Acme
    """
    return [problem for problem in document.problems if problem.code == "CD009"]
