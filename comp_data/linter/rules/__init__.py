# ruff: noqa: F401 - `RULES` takes every rule that is imported here
"""Every rule in the order of the codes; add a new rule as a file and a line here."""

from comp_data.linter.rule import Rule
from comp_data.linter.rules.body.bonus_range_collapsed import bonus_range_collapsed
from comp_data.linter.rules.body.currency_differs import currency_differs
from comp_data.linter.rules.body.figure_differs import figure_differs
from comp_data.linter.rules.body.figure_lost import figure_lost
from comp_data.linter.rules.body.level_mapping_differs import level_mapping_differs
from comp_data.linter.rules.body.mixed_currencies import mixed_currencies
from comp_data.linter.rules.body.no_compensation_table import no_compensation_table
from comp_data.linter.rules.body.ragged_row import ragged_row
from comp_data.linter.rules.body.remark_in_name import remark_in_name
from comp_data.linter.rules.body.row_missing import row_missing
from comp_data.linter.rules.body.sources_differ import sources_differ
from comp_data.linter.rules.body.summary_differs import summary_differs
from comp_data.linter.rules.body.title_differs import title_differs
from comp_data.linter.rules.body.unheld_column import unheld_column
from comp_data.linter.rules.body.vesting_differs import vesting_differs
from comp_data.linter.rules.changes.date_not_bumped import date_not_bumped
from comp_data.linter.rules.changes.date_without_change import date_without_change
from comp_data.linter.rules.changes.large_change import large_change
from comp_data.linter.rules.changes.removed import removed
from comp_data.linter.rules.changes.sources_unchanged import sources_unchanged
from comp_data.linter.rules.changes.uniform_change import uniform_change
from comp_data.linter.rules.dates.age import expired, stale
from comp_data.linter.rules.dates.future_date import future_date
from comp_data.linter.rules.dates.quarter_after_update import quarter_after_update
from comp_data.linter.rules.dates.quarter_outdated import quarter_outdated
from comp_data.linter.rules.dates.review_before_update import review_before_update
from comp_data.linter.rules.dates.review_cliff import review_cliff
from comp_data.linter.rules.dates.review_overdue import review_overdue
from comp_data.linter.rules.dates.review_too_late import review_too_late
from comp_data.linter.rules.document.merge_conflict import merge_conflict
from comp_data.linter.rules.document.non_canonical_format import non_canonical_format
from comp_data.linter.rules.document.reading import (
    ambiguous_scalar,
    duplicate_key,
    empty_body,
    front_matter_not_mapping,
    invalid_yaml,
    missing_front_matter,
    unreadable_file,
    unsafe_yaml,
)
from comp_data.linter.rules.identity.cloned_figures import cloned_figures
from comp_data.linter.rules.identity.company_facts_disagree import company_facts_disagree
from comp_data.linter.rules.identity.duplicate_record import duplicate_record
from comp_data.linter.rules.identity.ladder_inversion import ladder_inversion
from comp_data.linter.rules.identity.missing_standard_role import missing_standard_role
from comp_data.linter.rules.identity.path_mismatch import path_mismatch
from comp_data.linter.rules.identity.role_type_mismatch import role_type_mismatch
from comp_data.linter.rules.linter.by_engine import (
    rule_crashed,
    stale_baseline,
    unknown_suppression,
    unused_suppression,
)
from comp_data.linter.rules.linter.expired_suppression import expired_suppression
from comp_data.linter.rules.money.bonus_form import bonus_form
from comp_data.linter.rules.money.company_outlier import company_outlier
from comp_data.linter.rules.money.copied_total import copied_total
from comp_data.linter.rules.money.grant_exceeds_total import grant_exceeds_total
from comp_data.linter.rules.money.half_range import half_range
from comp_data.linter.rules.money.implausible_amount import implausible_amount
from comp_data.linter.rules.money.impossible_total import impossible_total
from comp_data.linter.rules.money.inverted_range import inverted_range
from comp_data.linter.rules.money.market_outdated import market_outdated
from comp_data.linter.rules.money.market_outlier import market_outlier
from comp_data.linter.rules.money.mixed_conventions import mixed_conventions
from comp_data.linter.rules.money.negative_amount import negative_amount
from comp_data.linter.rules.money.peer_outlier import peer_outlier
from comp_data.linter.rules.money.region_outlier import region_outlier
from comp_data.linter.rules.money.scaled_region import scaled_region
from comp_data.linter.rules.money.total_mismatch import total_mismatch
from comp_data.linter.rules.money.unchecked_total import unchecked_total
from comp_data.linter.rules.money.vesting_schedule import vesting_schedule
from comp_data.linter.rules.money.whole_grant_in_total import whole_grant_in_total
from comp_data.linter.rules.money.wide_range import wide_range
from comp_data.linter.rules.regions.ambiguous_place import ambiguous_place
from comp_data.linter.rules.regions.currency_contradicts_label import currency_contradicts_label
from comp_data.linter.rules.regions.currency_unlikely_for_region import currency_unlikely_for_region
from comp_data.linter.rules.regions.duplicate_region import duplicate_region
from comp_data.linter.rules.regions.missing_required_region import missing_required_region
from comp_data.linter.rules.regions.region_set_differs import region_set_differs
from comp_data.linter.rules.regions.region_spelling import region_spelling
from comp_data.linter.rules.regions.region_without_figures import region_without_figures
from comp_data.linter.rules.regions.several_places import several_places
from comp_data.linter.rules.regions.too_few_regions import too_few_regions
from comp_data.linter.rules.regions.unknown_region import unknown_region
from comp_data.linter.rules.schema.custom_schema import custom_schema
from comp_data.linter.rules.schema.empty_value import empty_value
from comp_data.linter.rules.schema.format import (
    invalid_value,
    missing_key,
    unknown_key,
    unsupported_schema_version,
    wrong_type,
)
from comp_data.linter.rules.schema.missing_section import missing_section
from comp_data.linter.rules.sources.bare_source import bare_source
from comp_data.linter.rules.sources.duplicate_source import duplicate_source
from comp_data.linter.rules.sources.invalid_url import invalid_url
from comp_data.linter.rules.sources.no_source import no_source
from comp_data.linter.rules.sources.quality_overstated import quality_overstated
from comp_data.linter.rules.sources.source_date import source_date
from comp_data.linter.rules.sources.undated_evidence import undated_evidence

RULES: tuple[Rule, ...] = tuple(
    sorted((one for one in globals().values() if isinstance(one, Rule)), key=lambda one: one.code)
)
