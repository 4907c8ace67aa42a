"""The problems that are found when a file is parsed."""

from functools import partial

from comp_data.linter.rule import FixKind, Rule, Scope, Severity, found_before

_rule = partial(found_before, Scope.DOCUMENT)

unreadable_file: Rule = _rule(
    "CD001", "unreadable-file", "The file cannot be read: it does not exist, is not UTF-8, or is larger than 1 MiB."
)
missing_front_matter: Rule = _rule(
    "CD002", "missing-front-matter", "The file has no front matter between two `---` lines."
)
invalid_yaml: Rule = _rule("CD003", "invalid-yaml", "The front matter is not valid YAML.")
duplicate_key: Rule = _rule("CD004", "duplicate-key", "A key appears twice in one mapping.")
ambiguous_scalar: Rule = _rule(
    "CD005", "ambiguous-scalar", "YAML 1.1 and YAML 1.2 read a value differently.", Severity.WARNING, fix=FixKind.SAFE
)
front_matter_not_mapping: Rule = _rule(
    "CD006", "front-matter-not-mapping", "The front matter is not a mapping of keys to values."
)
empty_body: Rule = _rule("CD007", "empty-body", "The guide has front matter but no body.")
unsafe_yaml: Rule = _rule("CD009", "unsafe-yaml", "The front matter uses YAML features that guides must not use.")
