"""Change files for `comp-data lint`: fixes, the baseline and suppressions. Standard error says what was done."""

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from difflib import unified_diff
from pathlib import Path

import click

from comp_data.base.diagnostics import Severity
from comp_data.base.errors import UsageError
from comp_data.base.escape import printable
from comp_data.base.files import MAX_BYTES, locked, resolved, shown, write_if_unchanged
from comp_data.base.wording import plural
from comp_data.cli.options import Changes
from comp_data.cli.terminal import print_exactly, progress, say
from comp_data.guide.document import Document, parse_document
from comp_data.linter.fix import FixResult, fix_document, fix_files
from comp_data.linter.run import Run
from comp_data.linter.suppressions.apply import with_ignores
from comp_data.linter.suppressions.baseline import FILE_NAME, read_baseline, with_entries, write_baseline
from comp_data.linter.suppressions.parse import ends_in_day


def make_changes(run: Run, today: date, changes: Changes, level: Severity, most: int, jobs: int | None) -> None:
    """Make the changes, and exit if nothing else is to be done. Raises UsageError if options contradict each other."""
    reason = " ".join((changes.reason or "").split())
    _check(run, changes, reason, today)
    if changes.diff:
        sys.exit(1 if _show_difference(run, today, changes) else 0)
    if run.stdin is not None:
        _fix_stdin(run, today, changes)
        sys.exit(0)
    if changes.fix:
        _fix(run, today, changes, most)
    if changes.fix and run.baseline is not None:
        _prune(run, run.baseline, today, jobs)
    if changes.add_ignores:
        end = f" until {changes.until}" if changes.until else ""
        _add_ignores(run, today, reason + end, level, jobs)
    if changes.write_baseline:
        _write_baseline(run, today, level, jobs)
    if changes.write_baseline or changes.fix_only:
        sys.exit(0)


def _check(run: Run, changes: Changes, reason: str, today: date) -> None:
    """Raise UsageError if options contradict each other, or a suppression cannot contain the reason or the date."""
    writes = changes.add_ignores or changes.write_baseline
    is_unfit = run.stdin is not None and bool(not changes.fix or writes or run.files)
    has_passed = changes.until is not None and changes.until < today
    problems = {
        "standard input can only be fixed, alone and with --fix: for other changes name the files": is_unfit,
        "--unsafe-fixes needs --fix or --diff": changes.unsafe_fixes and not (changes.fix or changes.diff),
        "--diff changes nothing: use it alone, or with --unsafe-fixes": changes.diff and (changes.fix or writes),
        "a baseline has all findings: leave out --changed-only": changes.write_baseline and run.request.changed_only,
        "--reason and --until need --add-ignores": bool(changes.reason or changes.until) and not changes.add_ignores,
        "--add-ignores needs --reason TEXT": changes.add_ignores and not reason,
        "the reason must not contain `-->`, which ends the comment that it is written to": "-->" in reason,
        "the reason contains an invisible character: write it as plain text": not reason.isprintable(),
        "the reason ends in `until …`, which is read as a date: use --until": ends_in_day(reason),
        f"--until {changes.until} has passed: the suppressions would have no effect": has_passed,
    }
    if found := [problem for problem, is_there in problems.items() if is_there]:
        raise UsageError(found[0])


def _fixable(run: Run, today: date) -> dict[str, Path]:
    """Return the guides that may be fixed: with --changed-only only those that differ from the base."""
    comparison = run.compare_with_base(today) if run.request.changed_only else None
    return {path: Path(file) for path, file in run.files.items() if comparison is None or path in comparison.changed}


def _fixer(run: Run, today: date, changes: Changes) -> Callable[[Document], FixResult]:
    comparison = run.compare_with_base(today)
    known = read_baseline(run.baseline, shown(run.baseline), run.loaded.root) if run.baseline else None
    finder = comparison.lint_changes_of if comparison else None
    terms = today, run.settings, lambda fix: fix.safe or changes.unsafe_fixes, finder, known
    return lambda document: fix_document(document, *terms)


def _fix(run: Run, today: date, changes: Changes, most: int) -> None:
    """Fix the guides, and report what was fixed even if an error ends the run."""
    fixed: dict[str, FixResult] = {}
    try:
        with progress("fixing"):
            fixed.update(fix_files(_fixable(run, today), _fixer(run, today, changes)))
    except BaseException:
        if fixed:
            _report(fixed, most)
        raise
    _report(fixed, most)


def _fix_stdin(run: Run, today: date, changes: Changes) -> None:
    """Write the fixed text of standard input, or the same bytes if nothing can be fixed, to standard output."""
    name, content = run.stdin or ("", b"")
    if len(content) > MAX_BYTES:
        raise UsageError(f"standard input is larger than {MAX_BYTES:,} bytes (1 MiB), the limit for a guide")
    document = parse_document(content, name)
    if document.text.encode("utf-8") == content and run.lints_stdin:
        result = _fixer(run, today, changes)(document)
        content = result.text.encode("utf-8")
        if result.applied or result.refused:
            _report({name: result}, 0)
    print_exactly(content)


def _report(fixed: Mapping[str, FixResult], most: int) -> None:
    applied = [(path, one) for path, result in fixed.items() for one in result.applied]
    for path, one in applied[: most or None]:
        say(f"{path}:{one.line}:{one.column}: {one.code} {one.fix.title if one.fix else one.message}")
    if 0 < most < len(applied):
        say(f"... and {len(applied) - most:,} more; in a git repository `git diff` shows all")
    for path, result in fixed.items():
        for one, errors in result.refused:
            why = f"was not fixed: that would cause an error, {'; '.join(errors)}"
            say(f"{path}:{one.line}:{one.column}: {one.code} {one.name} {why}")
        if not result.is_done:
            say(f"{path}: fixes are left after ten passes: run it again")
    counts = Counter(f"{one.code} {one.name}" for _, one in applied)
    files = len({path for path, _ in applied})
    by_rule = "; ".join(f"{rule} {count:,}" for rule, count in sorted(counts.items()))
    done = f"fixed {plural(counts.total(), 'finding')} in {plural(files, 'guide')}: {by_rule}"
    say(done if counts else "nothing to fix")


def _show_difference(run: Run, today: date, changes: Changes) -> bool:
    """Print what the fixes would change, and return whether they would change anything."""
    differs, fix = False, _fixer(run, today, changes)
    for path in _fixable(run, today):
        document = run.document(path)
        before, after = document.text.split("\n"), fix(document).text.split("\n")
        lines = [f"{printable(line)}\n" for line in unified_diff(before, after, path, path, lineterm="")]
        differs = differs or bool(lines)
        click.echo("".join(lines), nl=False)
    return differs


def _prune(run: Run, baseline: Path, today: date, jobs: int | None) -> None:
    if gone := {one.figures[0] for one in run.lint(today, jobs).diagnostics if one.code == "CD904"}:
        path = shown(baseline)
        with locked(resolved(baseline).parent):
            entries = read_baseline(baseline, path, run.loaded.root).entries
            write_baseline(baseline, [entry for key, (entry, _) in entries.items() if key not in gone])
        say(f"removed {plural(len(gone), 'entry')} from {path}: stale")


def _write_baseline(run: Run, today: date, level: Severity, jobs: int | None) -> None:
    """Write findings of at least a severity, and those that fail the run; entries of guides outside of it are kept."""
    file = run.baseline or Path(FILE_NAME)
    path = shown(file)
    result = run._replace(baseline=None).lint(today, jobs)
    found = with_entries(result.diagnostics, run.loaded.root)
    entries = {entry.fingerprint: entry for one, entry in found if one.severity >= level or result.gate.fails(one)}
    is_judged = run.judge(result)
    with locked(resolved(file).parent):
        try:
            old = {entry.fingerprint: entry for entry, _ in read_baseline(file, path, run.loaded.root).entries.values()}
        except UsageError:  # a broken baseline is replaced, if the run replaces all of it
            if file.exists() and not run.is_whole_dataset:
                raise
            old = {}
        kept = {fingerprint: entry for fingerprint, entry in old.items() if not is_judged(entry)}
        write_baseline(file, (kept | entries).values())
    new, gone = len(entries.keys() - old.keys()), len(old.keys() - entries.keys() - kept.keys())
    use = "" if run.baseline else f'; `baseline = "{path}"` in the configuration uses it'
    say(f"wrote {plural(len(kept | entries), 'entry')} to {path}: {new:,} new, {gone:,} gone{use}")


def _add_ignores(run: Run, today: date, reason: str, level: Severity, jobs: int | None) -> None:
    """Write a suppression for each finding of at least a severity into its guide."""
    before = {path: hash(run.content(path)) for path in run.files}
    found = [one for one in run.lint(today, jobs).diagnostics if one.severity >= level and one.path in run.files]
    written = 0
    for path in dict.fromkeys(one.path for one in found):
        own = [one for one in found if one.path == path]
        content = run.content(path)
        document = parse_document(content, path)
        if (text := with_ignores(document, own, reason)) == document.text:
            continue
        if parse_document(text, path).values != document.values:
            click.echo(printable(f"{path}: no suppressions written: they would change its front matter"), err=True)
        elif hash(content) != before[path] or not write_if_unchanged(Path(run.files[path]), document.text, text):
            click.echo(printable(f"{path}: no suppressions written: the file changed during the run"), err=True)
        else:
            written += len(own)
    say(f"wrote suppressions for {plural(written, 'finding')}")
