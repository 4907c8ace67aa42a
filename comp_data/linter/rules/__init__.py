"""Every rule in the order of the codes: a rule is in the module of its family, or of its theme in a large family."""

from operator import attrgetter

from comp_data.linter.rule import Rule
from comp_data.linter.rules import changes, dates, document, identity, linter, region_sets, regions, schema, sources
from comp_data.linter.rules.body import figures, level_mapping, tables, texts
from comp_data.linter.rules.money import company_outlier, components, outliers, ranges, totals

_MODULES = (
    *(document, schema, ranges, totals, components, outliers, company_outlier, regions, region_sets),
    *(dates, figures, tables, texts, level_mapping, identity, sources, changes, linter),
)
_FOUND = [one for module in _MODULES for one in vars(module).values() if isinstance(one, Rule)]

RULES: tuple[Rule, ...] = tuple(sorted(_FOUND, key=attrgetter("code")))
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
