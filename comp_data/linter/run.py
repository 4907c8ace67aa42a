"""From what was asked for to a lint run: files found, rules selected, configuration applied."""

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from comp_data.diagnostics import Severity
from comp_data.discovery import Matcher, compile_patterns, find_guides, is_guide_of
from comp_data.document import MAX_BYTES, Document, parse_document, read_content, read_document
from comp_data.errors import DatasetNotFoundError, UsageError
from comp_data.files import shown
from comp_data.linter.config import Configuration, FailOn, Loaded
from comp_data.linter.custom_schemas import load_schema
from comp_data.linter.engine import LintResult, Part, Settings, lint_part, put_together
from comp_data.linter.gate import Gate
from comp_data.linter.parallel import lint_in_processes, processes_for
from comp_data.linter.rule import Rule, Scope
from comp_data.linter.rules.schema import custom_schema
from comp_data.linter.selection import check_selectors, codes_of, rules_by_strength, select_rules

if TYPE_CHECKING:
    from comp_data.linter.against import Against
    from comp_data.linter.base import Base
    from comp_data.linter.baseline import Entry
    from comp_data.revisions import Revision

STDIN = "-"
_CUSTOM_SCHEMA = "CD110"
_MOST_SHOWN = 1 << 26


class Request(NamedTuple):
    """What a caller asks for beside the configuration: paths as given, and selectors.

    `within_dataset` leaves out named files that are no guides of the configured dataset: a hook is given
    whatever a change touched. `baseline` is the file of known findings, empty for none whatever is configured.
    `base` is the git revision to hold the guides against, or `auto`; with `changed_only` nothing is told that was
    there before.
    """

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    stdin_filename: str | None = None
    within_dataset: bool = False
    baseline: str | None = None
    fail_on: FailOn | None = None
    preview: bool = False
    base: str | None = None
    changed_only: bool = False

    @property
    def is_held_against_base(self) -> bool:
        """Whether there is a base, named or not."""
        return self.base is not None or self.changed_only

    def start(self) -> Path:
        """The folder that the search for a configuration starts from: that of the first path, or this one."""
        first = self.stdin_filename if self.paths[:1] == (STDIN,) else next(iter(self.paths), None)
        if first is None:
            return Path.cwd()
        path = Path(first)
        return path if path.is_dir() else path.parent


class AtRevision(NamedTuple):
    """A git revision that guides are read from, and their names in it by the names that diagnostics show."""

    revision: "Revision"
    names: Mapping[str, str]

    def content(self, path: str) -> bytes:
        """A guide's bytes."""
        return self.revision.content(self.names[path])


class Run(NamedTuple):
    """A lint run that is ready: settings, the files by the names that diagnostics show, and standard input."""

    settings: Settings
    files: dict[str, Path]
    stdin: tuple[str, bytes] | None
    is_dataset: bool
    baseline: Path | None = None
    base: "Base | None" = None
    changed_only: bool = False
    revision: "AtRevision | None" = None

    def lint(self, today: date, jobs: int | None = None) -> LintResult:
        """Lints the files; dataset rules run where a folder was asked for.

        `jobs` is the number of processes, by default as many as pay; the result is the same for any. Findings that
        the baseline knows are left out. Raises UsageError for a baseline that cannot be read.
        """
        known = None
        if self.baseline is not None:
            from comp_data.linter.baseline import held_against, read_baseline  # noqa: PLC0415 - not every run has one

            known = read_baseline(self.baseline, shown(self.baseline))
        parts = self._parts(today, jobs)
        result = put_together(parts, today, self.settings, self.document if self.is_dataset else None)
        against = self.against(today)
        if against:
            result = against.with_changes(result, parts)
        if known:
            result = held_against(result, known, self.judge())
        if against is None or not self.changed_only:
            return result
        before = against.before(parts)
        return against.only_new(result, held_against(before, known, self.judge()) if known else before)

    def against(self, today: date) -> "Against | None":
        """The run held against its base; None where it has none."""
        if self.base is None:
            return None
        from comp_data.linter.against import Against, Guides  # noqa: PLC0415 - not every run has a base

        guides = Guides(self._paths(), self._content, self.document, self.is_dataset)
        return Against(guides, self.base, today, self.settings)

    def judge(self) -> "Callable[[Entry], bool]":
        """Tells of a baseline's entry whether the run looks at its guide with its rule; a dataset's looks at all."""
        scopes = [scope for scope in Scope if self.is_dataset or scope is not Scope.DATASET]
        codes = {rule.code for rule in self.settings.rules if rule.scope in scopes}
        records = {"/".join(Path(path).with_suffix("").parts[-2:]) for path in self.files}
        return lambda entry: entry.code in codes and (self.is_dataset or entry.record in records)

    def _parts(self, today: date, jobs: int | None) -> list[Part]:
        paths = self._paths()
        processes = processes_for(len(paths), jobs)
        if processes > 1:
            return lint_in_processes(
                paths, self.document, today, self.settings, processes=processes, with_facts=self.is_dataset
            )
        return [lint_part(map(self.document, paths), today, self.settings, with_facts=self.is_dataset)]

    def _paths(self) -> list[str]:
        return [*((self.stdin[0],) if self.stdin else ()), *self.files]

    def _content(self, path: str) -> bytes | None:
        if self.stdin is not None and path == self.stdin[0]:
            return self.stdin[1]
        if self.revision is not None:
            return self.revision.content(path)
        try:
            return read_content(self.files[path])
        except (OSError, ValueError):  # which the linting tells
            return None

    def text(self, path: str) -> str:
        """The text of a file by the name that diagnostics show: a guide, or the baseline. Raises OSError."""
        if self.stdin is not None and path == self.stdin[0]:
            return self.stdin[1].decode("utf-8", "replace")
        with self.files.get(path, Path(path)).open("rb") as stream:
            return stream.read(_MOST_SHOWN).decode("utf-8", "replace")

    def document(self, path: str) -> Document:
        """The document that diagnostics name by `path`."""
        if self.stdin is not None and path == self.stdin[0]:
            return parse_document(self.stdin[1], path)
        if self.revision is not None:
            return parse_document(self.revision.content(path), path)
        return read_document(self.files[path], path)


def prepare(request: Request, loaded: Loaded, read_stdin: Callable[[int], bytes] | None = None) -> Run:
    """Finds the files and puts the settings together.

    Raises UsageError for a path that is not there and a rule that does not exist, and DatasetNotFoundError
    where there is no guide to lint: a gate that looks at nothing must not pass.
    """
    settings = make_settings(request, loaded)
    paths = request.paths or (_configured_dataset(loaded),)
    files: dict[str, Path] = {}
    folders: list[Path] = []
    excluded = _Excluded(loaded)
    dataset = Path(_configured_dataset(loaded)).resolve() if request.within_dataset else None
    for path in paths:
        if path == STDIN:
            continue
        file = Path(path)
        if file.is_dir():
            folders.append(_folder_of_guides(file, loaded))
            found = [guide for guide in _guides(folders[-1]) if not excluded.matches(guide)]
            files |= {shown(guide): guide for guide in found}
        elif file.exists() or file.is_symlink():
            if not excluded.matches(file) and (dataset is None or is_guide_of(file, dataset)):
                files[shown(file)] = file
        else:
            raise UsageError(f"{path} is not there")
    stdin = None
    if read_stdin is not None:
        stdin = request.stdin_filename or "<stdin>", read_stdin(MAX_BYTES + 1)
    if folders and not files:
        raise DatasetNotFoundError(f"no guide in {', '.join(paths)}: guides are company/role.md in a dataset's folder")
    run = Run(settings, dict(sorted(files.items())), stdin, bool(folders), _baseline(request, loaded))
    return _with_base(run, request, folders, excluded) if request.is_held_against_base else run


def _with_base(run: Run, request: Request, folders: list[Path], excluded: "_Excluded") -> Run:
    from comp_data.linter.base import AUTO, Head, find_base  # noqa: PLC0415 - not every run has a base

    named = {run.stdin[0]: Path(run.stdin[0])} if run.stdin else {}
    name = AUTO if request.base is None else request.base

    def leaves_out(file: Path) -> bool:
        # what is there and is not linted is one that git has and ignores
        return excluded.matches(file) or (run.revision is None and os.path.lexists(file))

    head = Head(named | run.files, folders, leaves_out, run.revision.revision.commit.sha if run.revision else "HEAD")
    return run._replace(base=find_base(name, head, os.environ), changed_only=request.changed_only)


def prepare_revision(request: Request, loaded: Loaded, folder: Path, revision: "Revision") -> Run:
    """The run over a folder's guides as a git revision has them; the configuration is that of now."""
    excluded = _Excluded(loaded)
    names = {shown(folder / name): name for name in revision.blobs if not excluded.matches(folder / name)}
    files = {path: folder / name for path, name in names.items()}
    at = AtRevision(revision, names)
    run = Run(make_settings(request, loaded), files, None, True, _baseline(request, loaded), revision=at)
    return _with_base(run, request, [folder], excluded) if request.is_held_against_base else run


def _baseline(request: Request, loaded: Loaded) -> Path | None:
    """The file of known findings: as asked for, else the configured one."""
    if request.baseline is not None:
        return Path(request.baseline) if request.baseline else None
    configured = loaded.configuration.baseline
    return loaded.root / configured if configured else None


def make_settings(request: Request, loaded: Loaded) -> Settings:
    """The rules to run, their severities and options; raises UsageError for a rule that does not exist.

    A schema that is named is used.
    """
    configuration = effective_configuration(request, loaded)
    rules = select_rules(
        configuration.select, configuration.extend_select, configuration.ignore, preview=configuration.preview
    )
    if not rules:
        raise UsageError("no rule is left to run: --ignore and the setting ignore take away all that are selected")
    words = rules_by_strength(configuration.severity)
    options = dict(loaded.options)
    own = options.get(_CUSTOM_SCHEMA)
    schemas = (*(str(loaded.root / name) for name in (own.files if own else ())), *request.schemas)
    for file in schemas:
        load_schema(file)
    if schemas:
        options[_CUSTOM_SCHEMA] = custom_schema.Options(schemas)
    severities = {code: Severity.from_label(word) for code, word in words.items()}
    return Settings(rules, severities, options, _ignores(configuration, loaded.root), _gate(configuration))


def effective_configuration(request: Request, loaded: Loaded) -> Configuration:
    """The configuration with what the caller asks for put on top of it.

    What the caller selects stands above what the configuration ignores too.
    """
    configuration = loaded.configuration
    added = (*request.extend_select, *([_CUSTOM_SCHEMA] if request.schemas else []))
    return configuration._replace(
        select=request.select or configuration.select,
        extend_select=(*configuration.extend_select, *added),
        ignore=request.ignore if request.select else (*configuration.ignore, *request.ignore),
        fail_on=request.fail_on or configuration.fail_on,
        preview=request.preview or configuration.preview,
    )


def _gate(configuration: Configuration) -> Gate:
    word = configuration.fail_on
    return Gate(
        None if word == "never" else Severity.from_label(word),
        codes_of(configuration.not_counted),
        codes_of(configuration.warnings_fail),
    )


def _configured_dataset(loaded: Loaded) -> str:
    folder = loaded.root / loaded.configuration.dataset
    if not folder.is_dir():
        name = loaded.configuration.dataset
        if loaded.file is not None and name != Configuration().dataset:
            raise DatasetNotFoundError(f"the dataset folder {name} is not there; {loaded.file.name} says it is")
        help_ = 'put `dataset = "FOLDER"` into comp-data.toml, or name the guides to lint'
        raise DatasetNotFoundError(f"the dataset folder {name} is not there; {help_}")
    return str(folder)


def _folder_of_guides(folder: Path, loaded: Loaded) -> Path:
    """The folder to look for guides in: the configured dataset, where that lies within the folder."""
    dataset = loaded.root / loaded.configuration.dataset
    is_within = loaded.file is not None and folder.resolve() in dataset.resolve().parents and dataset.is_dir()
    return dataset if is_within else folder


def _guides(folder: Path) -> list[Path]:
    try:
        return find_guides(folder)
    except OSError as error:
        raise UsageError(f"{folder} cannot be read: {error.strerror}") from error


class _Excluded:
    """The files that the configuration says are never linted."""

    def __init__(self, loaded: Loaded) -> None:
        patterns = loaded.configuration.exclude
        self.root = loaded.root
        self.matcher = compile_patterns(patterns) if patterns else None

    def matches(self, file: Path) -> bool:
        return self.matcher is not None and self.matcher.match_file(_relative(file, self.root))


def _relative(file: Path, root: Path) -> str:
    return Path(os.path.relpath(file.absolute(), root)).as_posix()


def _ignores(configuration: Configuration, root: Path) -> Callable[[str, Rule], bool] | None:
    """Says of a file and a rule whether per-file-ignores turn the rule off; None where nothing is configured."""
    if not configuration.per_file_ignores:
        return None
    entries: list[tuple[Matcher, tuple[str, ...]]] = []
    for pattern, selectors in configuration.per_file_ignores.items():
        check_selectors(selectors)
        entries.append((compile_patterns((pattern,)), tuple(selectors)))

    def is_ignored(path: str, rule: Rule) -> bool:
        relative = _relative(Path(path), root)
        return any(
            rule.is_selected_by(selector)
            for matcher, selectors in entries
            if matcher.match_file(relative)
            for selector in selectors
        )

    return is_ignored
