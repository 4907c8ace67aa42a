from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Finding, Note, Severity, rule


@rule("CD602", "duplicate-record", Severity.ERROR)
def duplicate_record(facts: tuple[Facts, ...]) -> DatasetFindings:
    """Two files hold the record of the same role at the same company."""
    first: dict[tuple[str, str], Facts] = {}
    for one in sorted(facts, key=lambda one: not one.path.endswith(f"{one.company}/{one.role}.md")):
        if one.company is None or one.role is None:
            continue
        earlier = first.setdefault((one.company, one.role), one)
        if earlier is not one:
            finding = Finding(
                ("role",),
                f"{one.company}/{one.role} is also the record of {earlier.path}",
                "Correct company and role here, or delete one of the two files",
            )
            yield DatasetFinding(one, finding, ((earlier, Note("the first record with this name", ("role",))),))
