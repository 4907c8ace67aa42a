"""What `--fix` did, as lines for people."""

from collections import Counter
from collections.abc import Iterator, Mapping

from comp_data.linter.fix import FixResult
from comp_data.report.escape import printable


def mended_lines(outcomes: Mapping[str, FixResult]) -> Iterator[str]:
    """A line for each fix that was refused, and one that counts what was mended, by rule."""
    yield from applied_lines(outcomes)
    for path, mended in outcomes.items():
        for one, errors in mended.refused:
            yield printable(
                f"{path}:{one.line}:{one.column}: {one.code} {one.name} was not mended: "
                f"it would bring an error, {'; '.join(errors)}"
            )
    counts = Counter(f"{one.code} {one.name}" for mended in outcomes.values() for one in mended.applied)
    files = sum(bool(mended.applied) for mended in outcomes.values())
    findings = sum(counts.values())
    by_rule = "; ".join(f"{rule} {count:,}" for rule, count in sorted(counts.items()))
    if findings:
        yield (
            f"mended {findings:,} {'finding' if findings == 1 else 'findings'} "
            f"in {files:,} {'guide' if files == 1 else 'guides'}: {by_rule}"
        )
    else:
        yield "nothing to mend"


def applied_lines(outcomes: Mapping[str, FixResult]) -> Iterator[str]:
    """Yield one line per applied fix: `acme/data-engineer.md:15:5: CD504 write stock_low: 80000`."""
    for path, result in outcomes.items():
        for one in result.applied:
            title = one.fix.title if one.fix else one.message
            yield printable(f"{path}:{one.line}:{one.column}: {one.code} {title}")
