from typing import NamedTuple

from comp_data.linter.config.custom_schemas import violations
from comp_data.linter.rule import Finding, Findings, Record, Severity, rule


class Options(NamedTuple):
    """The schemas to check front matter against."""

    files: tuple[str, ...] = ()
    """Your own JSON Schema files, relative to the configuration; `lint --schema FILE` adds more."""


@rule("CD110", "custom-schema", Severity.ERROR, options=Options())
def custom_schema(record: Record, options: Options) -> Findings:
    """Front matter does not match your own JSON Schema."""
    for file in options.files:
        for path, message in violations(file, record.values):
            yield Finding(path, message, f"Change the value to match {file}", figures=(file, message))
