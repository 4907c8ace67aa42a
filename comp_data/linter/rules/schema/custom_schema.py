from comp_data.linter.config.custom_schemas import violations
from comp_data.linter.rule import Finding, Findings, Record, Severity, rule


@rule("CD110", "custom-schema", Severity.ERROR)
def custom_schema(record: Record, *, files: tuple[str, ...] = ()) -> Findings:
    """Front matter does not match your own JSON Schema.

    Options:
        files: Your own JSON Schema files, relative to the configuration; `lint --schema FILE` adds more.
    """
    for file in files:
        for path, message in violations(file, record.values):
            yield Finding(path, message, f"Change the value to match {file}", figures=(file, message))
