"""Summarize what `--fix` did."""

from collections import Counter
from collections.abc import Iterator, Mapping

from comp_data.base.escape import printable
from comp_data.base.wording import plural
from comp_data.linter.fix import FixResult


def summary_lines(outcomes: Mapping[str, FixResult]) -> Iterator[str]:
    """Yield one line per applied fix and per refused one, then one line that counts the fixes by rule."""
    for path, result in outcomes.items():
        for one in result.applied:
            title = one.fix.title if one.fix else one.message
            yield printable(f"{path}:{one.line}:{one.column}: {one.code} {title}")
    for path, result in outcomes.items():
        for one, errors in result.refused:
            yield printable(
                f"{path}:{one.line}:{one.column}: {one.code} {one.name} was not fixed: "
                f"that would cause an error, {'; '.join(errors)}"
            )
    counts = Counter(f"{one.code} {one.name}" for result in outcomes.values() for one in result.applied)
    files = sum(bool(result.applied) for result in outcomes.values())
    findings = sum(counts.values())
    by_rule = "; ".join(f"{rule} {count:,}" for rule, count in sorted(counts.items()))
    fixed = f"fixed {plural(findings, 'finding')} in {plural(files, 'guide')}: {by_rule}"
    yield fixed if findings else "nothing to fix"
