"""The problems that are found when front matter is checked against the format."""

from functools import partial

from comp_data.linter.rule import FixKind, Rule, Scope, found_before

_rule = partial(found_before, Scope.RECORD)

missing_key: Rule = _rule("CD101", "missing-key", "A required key is missing.")
unknown_key: Rule = _rule("CD103", "unknown-key", "A key is not part of the format.", fix=FixKind.UNSAFE)
wrong_type: Rule = _rule(
    "CD104", "wrong-type", "A value does not have the type that its key requires.", fix=FixKind.UNSAFE
)
invalid_value: Rule = _rule("CD105", "invalid-value", "A value is not one that its key allows.")
unsupported_schema_version: Rule = _rule(
    "CD106", "unsupported-schema-version", "The record states a format version that this program does not know."
)
