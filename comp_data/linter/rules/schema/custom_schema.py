from typing import NamedTuple

from comp_data.linter.config.custom_schemas import violations
from comp_data.linter.rule import Finding, Findings, Record, Severity, rule


class Options(NamedTuple):
    """The schemas to check front matter against."""

    files: tuple[str, ...] = ()
    """Your own JSON Schema files, relative to the configuration; `lint --schema FILE` adds more."""


@rule("CD110", "custom-schema", Severity.ERROR, options=Options())
def custom_schema(record: Record, options: Options) -> Findings:
    """Front matter does not match your own JSON Schema.

    Why:
        A dataset may ask for more than the format does: a ticker for every public company, a list of
        allowed regions. Write such rules as a JSON Schema and pass it with `--schema FILE` or the option
        `files`; findings have positions as usual. For a schema, dates are text such as 2026-02-23. References to
        other documents are never fetched.

    Example:
          # schema: {"required": ["ticker"]}
          industry: Robotics
        + ticker: ACME
    """
    for file in options.files:
        for path, message in violations(file, record.values):
            yield Finding(path, message, f"Change the value to match {file}", figures=(file, message))
