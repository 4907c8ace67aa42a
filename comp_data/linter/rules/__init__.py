# ruff: noqa: F401, I001 - `RULES` takes the rules of every module here; a line for each would hide the families
"""Every rule in the order of the codes; add a new rule as a file, and the file's name here."""

from operator import attrgetter
from types import ModuleType

from comp_data.linter.rule import Rule
from comp_data.linter.rules.body import (
    bonus_range_collapsed, currency_differs, figure_differs, figure_lost, level_mapping_differs, mixed_currencies,
    no_compensation_table, ragged_row, remark_in_name, row_missing, sources_differ, summary_differs, title_differs,
    unheld_column, vesting_differs,
)  # fmt: skip
from comp_data.linter.rules.changes import (
    date_not_bumped, date_without_change, large_change, removed, sources_unchanged, uniform_change,
)  # fmt: skip
from comp_data.linter.rules.dates import (
    age, future_date, quarter_after_update, quarter_outdated, review_before_update, review_cliff, review_overdue,
    review_too_late,
)  # fmt: skip
from comp_data.linter.rules.document import merge_conflict, non_canonical_format, reading
from comp_data.linter.rules.identity import (
    cloned_figures, company_facts_disagree, duplicate_record, ladder_inversion, missing_standard_role,
    path_mismatch, role_type_mismatch,
)  # fmt: skip
from comp_data.linter.rules.linter import by_engine, expired_suppression
from comp_data.linter.rules.money import (
    bonus_form, company_outlier, copied_total, grant_exceeds_total, half_range, implausible_amount,
    impossible_total, inverted_range, market_outdated, market_outlier, mixed_conventions, negative_amount,
    peer_outlier, region_outlier, scaled_region, total_mismatch, unchecked_total, vesting_schedule,
    whole_grant_in_total, wide_range,
)  # fmt: skip
from comp_data.linter.rules.regions import (
    ambiguous_place, currency_contradicts_label, currency_unlikely_for_region, duplicate_region,
    missing_required_region, region_set_differs, region_spelling, region_without_figures, several_places,
    too_few_regions, unknown_region,
)  # fmt: skip
from comp_data.linter.rules.schema import checking, custom_schema, empty_value, missing_section
from comp_data.linter.rules.sources import (
    bare_source, duplicate_source, invalid_url, no_source, quality_overstated, source_date, undated_evidence,
)  # fmt: skip

_MODULES = [one for one in list(globals().values()) if isinstance(one, ModuleType)]
_FOUND = [one for module in _MODULES for one in vars(module).values() if isinstance(one, Rule)]

RULES: tuple[Rule, ...] = tuple(sorted(_FOUND, key=attrgetter("code")))
