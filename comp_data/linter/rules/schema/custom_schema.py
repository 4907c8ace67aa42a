"""CD110 custom-schema."""

from collections.abc import Iterable
from typing import NamedTuple

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.config.custom_schemas import violations
from comp_data.linter.record import Record
from comp_data.linter.rule import rule


class Options(NamedTuple):
    """Which schemas to hold front matter to."""

    files: tuple[str, ...] = ()
    """JSON Schema files of your own, relative to the configuration; `lint --schema FILE` adds to them."""


@rule("CD110", "custom-schema", Severity.ERROR, options=Options())
def custom_schema(record: Record, options: Options) -> Iterable[Finding]:
    """Front matter does not meet a JSON Schema of your own.

    Why:
        A dataset may ask for more than the format does: a ticker for every public company, a list of
        allowed regions. Such rules are written as a JSON Schema and given with `--schema FILE` or the
        option `files`; the findings carry positions like all others. Dates are text to a schema, in the
        form 2026-02-23. References to other documents are never fetched.

    Bad:
        # schema: {"required": ["ticker"]}
        industry: Robotics

    Good:
        # schema: {"required": ["ticker"]}
        industry: Robotics
        ticker: ACME
    """
    for file in options.files:
        for path, message in violations(file, record.values):
            yield Finding(path, message, f"The rule stands in {file}", figures=(file, message))
