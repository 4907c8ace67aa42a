"""Every rule, in the order of the codes: a new rule is a new file and a line here."""

import importlib

from comp_data.lint.rule import Rule
from comp_data.lint.rules.linter.rule_crashed import RULE_CRASHED

# TEMPORARY while the rules are being written: becomes explicit imports.
_NAMES = """
document: unreadable-file missing-front-matter invalid-yaml duplicate-key ambiguous-scalar front-matter-not-mapping empty-body non-canonical-format unsafe-yaml
schema: missing-key empty-value unknown-key wrong-type invalid-value unsupported-schema-version missing-section custom-schema
money: total-mismatch impossible-total whole-grant-in-total inverted-range half-range negative-amount implausible-amount bonus-form wide-range grant-exceeds-total mixed-conventions scaled-region peer-outlier unchecked-total
regions: too-few-regions missing-required-region duplicate-region unknown-region region-spelling several-places currency-unlikely-for-region currency-contradicts-label region-without-figures ambiguous-place region-set-differs
dates: future-date review-before-update review-too-late review-overdue stale expired quarter-after-update quarter-outdated review-cliff
identity: path-mismatch duplicate-record company-facts-disagree missing-standard-role role-type-mismatch cloned-figures ladder-inversion
sources: no-source quality-overstated bare-source duplicate-source invalid-url undated-evidence source-date
"""
_found = []
for _line in _NAMES.strip().splitlines():
    _family, _, _rest = _line.partition(": ")
    for _name in _rest.split():
        _module = f"comp_data.lint.rules.{_family}.{_name.replace('-', '_')}"
        try:
            _found.append(getattr(importlib.import_module(_module), _name.replace("-", "_")))
        except ModuleNotFoundError as _error:
            if _error.name != _module:
                raise
RULES: tuple[Rule, ...] = (*_found, RULE_CRASHED)

__all__ = ["RULES", "RULE_CRASHED"]
