"""Each sentence of the page on security is held by tests, which are named here, and each number is the program's."""

import re
import shlex
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from comp_data.base.errors import UsageError
from comp_data.linter.config.custom_schemas import load_schema
from comp_data.linter.suppressions.baseline import read_baseline
from tests.conftest import ROOT, CommandLine, GitRepository
from tests.docs.pages import blocks

TEXT = (ROOT / "docs" / "security.md").read_text("utf-8")
PAGE = " ".join(TEXT.split())
HOLDING = (
    "base/test_git_trust",
    "linter/base_comparison/test_base_settings",
    "linter/config/test_hostile_settings",
    "linter/config/test_search",
    "project/test_processes",
    "project/test_reading",
    "project/test_writing",
)
# By the beginning of a sentence or of a row of the table: the modules of tests, each with tests in it.
HELD = {
    "comp-data is made to be run": {
        "base/test_git_trust": [
            "test_nothing_of_a_hostile_configuration_is_run",
            "test_a_bare_repository_in_the_dataset_does_not_decide",
        ],
        "linter/rules/document/test_unsafe_yaml": ["test_a_tag_is_reported"],
        "project/test_writing": ["test_no_guide_is_written_through_a_link_out_of_the_repository"],
    },
    # What is trusted
    "The command line and": {"docs/test_security_page": ["test_who_runs_it_may_name_files_outside_of_the_repository"]},
    "The installed package": {"docs/test_security_page": ["test_the_lock_has_each_dependency_by_its_hash"]},
    "`git`, the only other program": {"docs/test_security_page": ["test_git_is_the_only_program_that_is_run"]},
    "It is found in the folders": {"base/test_git_trust": ["test_git_is_never_one_of_the_working_folder"]},
    "The base revision that you": {
        "base/test_git_trust": ["test_a_bare_repository_in_the_dataset_does_not_decide"],
        "linter/base_comparison/test_base_choice": ["test_a_name_is_that_revision"],
    },
    "A name that a branch": {
        "base/test_git_trust": ["test_a_second_ref_of_the_name_does_not_supply_the_base"],
        "diffing/test_diff": ["test_a_folder_of_a_pull_request_does_not_supply_a_base_that_the_clone_lacks"],
    },
    # What is not trusted
    "Guides: front matter": {
        "linter/rules/document/test_unsafe_yaml": [
            "test_a_tag_is_reported",
            "test_more_than_32_levels_are_reported",
            "test_aliases_in_circles_and_of_too_many_values_are_reported",
        ],
        "report/findings/test_breaking_out": ["test_nothing_controls_a_terminal_or_a_runner"],
        "report/site/test_pages": ["test_what_a_guide_says_is_text", "test_addresses_that_are_no_link"],
        "cli/test_show": ["test_nothing_of_a_guide_controls_the_terminal"],
        "project/test_action": ["test_no_finding_breaks_out_of_a_summary"],
    },
    "File names:": {
        "project/test_hook_descriptions": ["test_a_file_named_like_an_option_is_refused"],
        "project/test_hooks": ["test_a_file_named_like_an_option_stops_the_commit"],
    },
    "Git directories in the tree: the outermost": {
        "base/test_git_trust": [
            "test_a_bare_repository_in_the_dataset_does_not_decide",
            "test_a_repository_in_a_tracked_folder_does_not_decide",
            "test_a_submodule_in_the_place_of_tracked_files_does_not_decide",
            "test_a_submodule_does_not_decide_in_a_checkout_of_a_pull_request_alone",
        ]
    },
    "The configuration of a repository: git runs no other program": {
        "base/test_git_trust": ["test_nothing_of_a_hostile_configuration_is_run"],
        "base/test_git": ["test_a_partial_clone_says_so_and_fetches_nothing"],
    },
    "Contents are compared": {"base/test_git_trust": ["test_changes_are_found_without_gits_filters"]},
    "`.gitignore`:": {
        "base/test_discovery": [
            "test_what_git_tracks_is_a_guide_whatever_is_ignored",
            "test_without_an_answer_of_git_an_ignored_file_is_a_guide",
            "test_a_gitignore_that_is_a_link_or_a_pipe_hides_nothing",
            "test_patterns_that_take_git_hours_ignore_nothing",
        ]
    },
    "Links: a link": {
        "base/test_discovery": ["test_a_link_that_leads_out_is_not_a_guide_of_the_dataset"],
        "linter/base_comparison/test_base": [
            "test_a_guide_that_became_a_link_out_of_the_dataset_is_gone",
            "test_a_report_shows_nothing_through_a_link_in_the_place_of_a_guide",
            "test_a_guide_that_is_named_is_not_read_in_a_git_directory",
        ],
    },
    "A dataset, a guide or a file": {
        "project/test_reading": ["test_no_command_reads_through_a_link_out_of_the_repository"],
        "report/test_release": ["test_a_changelog_that_is_no_text_of_the_dataset_is_refused"],
    },
    "At a revision, links lead": {"linter/base_comparison/test_base": ["test_a_base_is_read_where_its_own_links_lead"]},
    "Links to write through: nothing is written": {
        "project/test_writing": [
            "test_no_guide_is_written_through_a_link_out_of_the_repository",
            "test_other_commands_write_no_guide_there",
            "test_a_report_is_not_written_through_a_committed_link",
            "test_nothing_is_written_into_gits_folder",
        ]
    },
    "A report is written through no link": {
        "cli/test_outputs": ["test_no_report_is_written_through_a_link_in_a_repository"]
    },
    "Files to replace:": {
        "cli/test_outputs": ["test_no_report_overwrites_a_guide", "test_no_report_overwrites_settings_or_pages"]
    },
    "Settings: a file that a setting names": {
        "linter/config/test_hostile_settings": [
            "test_a_file_outside_of_the_repository_is_neither_read_nor_shown",
            "test_settings_are_not_read_through_a_link_out_of_the_repository",
            "test_a_file_of_git_is_neither_read_nor_shown",
        ],
        "project/test_writing": ["test_a_configured_baseline_is_in_the_repository"],
    },
    "The summary counts excluded": {
        "cli/test_summary_counts": [
            "test_excluded_guides_are_counted",
            "test_what_per_file_ignores_leaves_out_is_counted",
            "test_data_with_excluded_guides_says_so",
        ],
    },
    "Caches: one in the checkout": {
        "linter/test_cache": [
            "test_a_cache_in_the_checkout_is_neither_used_nor_made",
            "test_a_cache_that_others_can_write_is_not_used",
            "test_a_cache_beside_the_guides_of_an_archive_is_not_used",
        ]
    },
    "One with other tables": {
        "linter/test_cache": ["test_a_cache_with_other_tables_or_types_is_dropped_and_made_anew"]
    },
    "Configuration among the guides: a file below": {
        "linter/config/test_search": [
            "test_a_file_in_the_dataset_does_not_silence_the_gate",
            "test_a_companys_folder_decides_nothing_even_without_another_file",
            "test_a_file_at_the_root_of_the_dataset_counts_and_is_named",
        ]
    },
    "Modules in the workspace: no process imports": {
        "project/test_processes": ["test_worker_processes_import_nothing_from_the_working_folder"],
        "project/test_action": ["test_no_step_imports_a_module_of_the_workspace"],
    },
    # What is bounded
    "a guide |": {"linter/rules/document/test_unreadable_file": ["test_the_size_limit_is_to_the_byte"]},
    "a text of a setting |": {
        "linter/config/test_hostile_settings": ["test_a_name_of_very_many_folders_is_a_short_error"]
    },
    "patterns of a setting |": {
        "linter/config/test_hostile_settings": ["test_patterns_that_are_too_long_or_too_many_are_refused"]
    },
    "suppressions |": {
        "linter/suppressions/test_suppressions": ["test_more_comments_than_are_read_accept_nothing_more"]
    },
    "a suppression of a change |": {
        "linter/rules/changes/test_large_change": ["test_the_same_words_of_the_base_are_no_new_reason"]
    },
    "a baseline |": {"docs/test_security_page": ["test_what_is_too_large_is_an_error"]},
    "a schema of your own |": {
        "docs/test_security_page": ["test_what_is_too_large_is_an_error"],
        "linter/rules/schema/test_custom_schema": ["test_a_schema_that_takes_too_long_is_named"],
        "base/test_time_limit": ["test_another_thread_runs_without_a_limit"],
    },
    "a list in the front matter": {"guide/front_matter/test_reader": ["test_the_caps_are_exact"]},
    "a file that is compared": {"base/test_git_trust": ["test_a_file_of_any_size_counts_as_changed_without_a_digest"]},
    "rows that are searched": {
        "linter/rules/body/test_figure_differs": ["test_twice_the_rows_that_differ_are_twice_the_work"]
    },
    "sources that are compared": {
        "linter/rules/body/test_sources_differ": ["test_more_sources_than_a_guide_has_are_not_compared_one_by_one"]
    },
    "findings of one rule": {
        "linter/test_engine": ["test_findings_of_a_rule_in_a_guide_are_bounded_and_the_rest_is_counted"]
    },
    "a dotted key of TOML": {"base/test_toml": ["test_a_key_of_many_parts_is_refused_before_it_is_read"]},
    "a report to a pipe |": {"cli/test_outputs": ["test_a_pipe_that_nothing_reads_is_refused_without_waiting"]},
    "a query |": {
        "tables/test_sql": [
            "test_a_query_has_a_limit_of_time",
            "test_a_query_has_a_limit_of_memory",
            "test_the_rows_of_a_query_have_a_limit_of_memory",
        ]
    },
    "a configuration file |": {
        "cli/test_hostile_input": ["test_a_configuration_that_names_what_has_no_end"],
        "linter/config/test_search": ["test_what_is_not_a_regular_file_is_an_error"],
    },
    "the search for guides |": {"linter/config/test_search": ["test_the_search_outside_the_dataset_is_bounded"]},
    "the check for patterns |": {
        "linter/config/test_search": ["test_of_very_many_patterns_and_guides_none_is_reported"],
    },
    "one answer of git |": {
        "base/test_git_trust": [
            "test_a_pipe_in_the_git_directory_ends",
            "test_a_configuration_that_includes_a_pipe_ends",
        ]
    },
    "a report for CI |": {
        "cli/test_terminal": [
            "test_a_format_of_ci_is_cut_to_its_maximum_size",
            "test_sarif_keeps_the_worst_results_and_says_so",
        ]
    },
    "what `show` prints": {"cli/test_show": ["test_a_huge_guide_is_shown_in_part"]},
    # Configuration is part of a pull request
    "A pull request can change": {
        "docs/test_security_page": ["test_the_gate_of_the_page_on_ci_takes_the_settings_of_the_base"]
    },
    "The end of every report": {
        "linter/config/test_search": ["test_a_file_at_the_root_of_the_dataset_counts_and_is_named"],
        "linter/base_comparison/test_base_settings": ["test_settings_that_changed_are_named"],
    },
    "With a base, the report": {
        "linter/base_comparison/test_base_settings": [
            "test_settings_that_changed_are_named",
            "test_the_records_of_the_dataset_at_the_base_are_compared",
        ]
    },
    "For a gate that": {"docs/test_security_page": ["test_the_gate_of_the_page_on_ci_takes_the_settings_of_the_base"]},
    # Platforms
    "Linux is tested.": {"docs/test_security_page": ["test_the_workflow_runs_the_tests_on_all_three_systems"]},
    "There, `lint`, its fixes": {"cli/test_platforms": ["test_a_command_does_the_same_on_such_a_platform"]},
    "Windows and macOS": {"docs/test_security_page": ["test_the_workflow_runs_the_tests_on_all_three_systems"]},
    "Without `fcntl`": {"base/test_files": ["test_without_locks_what_is_left_over_stays"]},
    "What a killed run left": {
        "base/test_files": [
            "test_without_locks_what_is_left_over_stays",
            "test_what_a_killed_run_left_is_removed_and_what_a_living_one_writes_is_kept",
        ]
    },
    "A file name that": {"cli/test_platforms": ["test_a_name_that_the_locale_cannot_write_is_a_clear_error"]},
}
LIMITS = {
    "base.files.MAX_BYTES": (1 << 20, "a guide | 1 MiB"),
    "base.gitignore.MOST_PATTERNS": (2000, "patterns of a setting | 2,000"),
    "base.gitignore._MOST_CHARACTERS": (100_000, "100,000 characters in all"),
    "linter.suppressions.parse.MAX_SUPPRESSIONS": (500, "500 in the front matter, 500 in the body"),
    "linter.suppressions.baseline._MAX_BYTES": (256 << 20, "a baseline | 256 MiB"),
    "linter.config.custom_schemas._MOST": (16 << 20, "a schema of your own | 16 MiB"),
    "linter.config.search.LONGEST": (100_000, "a text of a setting | 100,000 characters"),
    "linter.config.search._LARGEST": (1 << 20, "a configuration file | 1 MiB"),
    "linter.config.custom_schemas.MAX_SECONDS": (5, "5 seconds a guide"),
    "linter.config.find_files._MOST_CHECKS": (1_000_000, "1,000,000 pairs of pattern and guide"),
    "base.discovery._MOST_LOOKED_AT": (20_000, "20,000 files"),
    "base.discovery._DEEPEST": (8, "8 folders deep"),
    "linter.analysis.exchanges._MOST_ROWS": (25, "the figures of another row | 25"),
    "linter.rules.body.texts._MOST_SOURCES": (1_000, "compared with the evidence | 1,000"),
    "linter.engine.MOST_FINDINGS": (1_000, "1,000; one more says"),
    "guide.front_matter.composer.MAX_ITEMS": (10_000, "a list in the front matter | 10,000 items"),
    "base.files._LARGEST_COMPARED": (1 << 26, "compared with its commit | 64 MiB"),
    "base.toml.MOST_PARTS": (16, "a dotted key of TOML | 16 parts"),
    "tables.sql.MAX_SECONDS": (60, "a query | 60 seconds"),
    "tables.sql._MOST_BYTES": (1 << 30, "1 GiB for its rows"),
    "base.git._MOST_SECONDS": (60, "one answer of git | 60 seconds"),
    "base.git._MOST_PRINTED": (1 << 27, "60 seconds and 128 MiB"),
    "report.findings.view.MOST_RESULTS": (25_000, "25,000 findings"),
    "report.findings.view._MOST_BYTES": (10_000_000, "and 10 MB"),
    "report.findings.view._MOST_OF_A_FORMAT": ({"github": 1_000_000}, "`github` 1 MB"),
    "report.pages.guide_page._MOST": (200, "200 pay ranges, 200 sources and 200 findings"),
}


@pytest.mark.parametrize("module", HOLDING)
def test_the_sentences_that_tests_hold_are_on_the_page(module: str) -> None:
    text = (ROOT / "tests" / f"{module}.py").read_text("utf-8").split('"""')[1]
    sentences = re.findall(r'"([^"]+)"', " ".join(text.split()))
    assert sentences
    for sentence in sentences:
        assert sentence in PAGE


def sentences() -> Iterator[str]:
    """The sentences of the page, and the rows of its table."""
    text = re.sub(r"^```.*?^```$", "", TEXT, flags=re.MULTILINE | re.DOTALL)
    for block in re.split(r"\n\n|\n(?=- |\| )", text):
        line = " ".join(block.split())
        if line.startswith("| "):
            yield line.strip("| ")
        elif line and not line.startswith(("#", "|---")):
            yield from re.split(r"(?<=\.) (?=[A-Z`])", line.removeprefix("- "))


def test_every_sentence_and_row_of_the_page_is_held_by_a_test() -> None:
    starts = [start.rstrip("|") for start in (*HELD, "what | by")]
    found = list(sentences())
    assert [sentence for sentence in found if not sentence.startswith(tuple(starts))] == []
    assert [start for start in starts if sum(one.startswith(start) for one in found) != 1] == []
    for modules in HELD.values():
        for module, names in modules.items():
            text = (ROOT / "tests" / f"{module}.py").read_text("utf-8")
            assert [name for name in names if f"def {name}(" not in text] == []


@pytest.mark.parametrize("name", LIMITS)
def test_the_numbers_of_the_page_are_those_of_the_program(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    value, said = LIMITS[name]
    assert getattr(import_module(f"comp_data.{module}"), attribute) == value
    assert said in PAGE


def test_what_is_too_large_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comp_data.linter.suppressions.baseline._MAX_BYTES", 100)
    monkeypatch.setattr("comp_data.linter.config.custom_schemas._MOST", 100)
    file = tmp_path / "large"
    file.write_text(" " * 101, "utf-8")
    with pytest.raises(UsageError, match=r"large cannot be read .*: it is larger than 100 bytes"):
        read_baseline(file, "large", tmp_path)
    with pytest.raises(UsageError, match="large cannot be read as a JSON Schema: it is larger than 100 bytes"):
        load_schema(str(file))


def test_who_runs_it_may_name_files_outside_of_the_repository(
    repository: GitRepository,
    dataset: Callable[[str], Path],
    tmp_path_factory: pytest.TempPathFactory,
    comp_data: CommandLine,
) -> None:
    dataset("")
    outside = tmp_path_factory.mktemp("outside")
    (outside / "config.toml").write_text(f'dataset = "{repository.top.as_posix()}/seeds"\n')
    named = [f"--config={outside / 'config.toml'}", f"--baseline={outside / 'known'}", f"--cache-dir={outside}"]
    assert comp_data("lint", *named, "--write-baseline").returncode == 0
    assert comp_data("lint", *named, "--output-file", str(outside / "report")).returncode == 0
    assert {file.name for file in outside.iterdir()} >= {"config.toml", "known", "report"}


def test_the_lock_has_each_dependency_by_its_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    used = extras["all"][0].partition("[")[2].rstrip("]").split(",")
    needed = [*project["dependencies"], *extras["dev"][1:], *(one for name in used for one in extras[name])]
    locked = (ROOT / "requirements-dev.txt").read_text("utf-8").replace("\\\n", "").splitlines()
    hashed = {line.partition("==")[0].lower() for line in locked if "--hash=sha256:" in line}
    assert len(hashed) == len({line.partition("==")[0] for line in locked})
    assert {re.split("[^a-z0-9-]", one.lower())[0] for one in needed} <= hashed


def test_git_is_the_only_program_that_is_run() -> None:
    """Modules are imported where they are used, so that the text of the package is what to look at."""
    starts = re.compile(
        r"\b(?:subprocess|import pty|Popen|os\.(?:system|popen|exec\w+|spawn\w+|startfile)|webbrowser)\b"
    )
    files = (ROOT / "comp_data").rglob("*.py")
    found = {file.name for file in files if starts.search(file.read_text("utf-8"))}
    assert found == {"git.py"}


def test_the_workflow_runs_the_tests_on_all_three_systems() -> None:
    text = (ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8")
    assert "os: [ubuntu-latest, macos-latest, windows-latest]" in text
    assert "runs-on: ${{ matrix.os }}" in text


def test_the_gate_of_the_page_on_ci_takes_the_settings_of_the_base(
    repository: GitRepository, dataset: Callable[[str], Path], comp_data: CommandLine
) -> None:
    block = next(block for block in blocks("ci.md", "bash") if "origin/main:comp-data.toml" in block)
    *copy, lint = block.splitlines()
    file = dataset("") / "acme" / "data-engineer.md"
    configuration = repository.top / "comp-data.toml"
    configuration.write_text('dataset = "seeds"\n')
    repository("update-ref", "refs/remotes/origin/main", repository.commit())
    configuration.write_text('dataset = "seeds"\nfail-on = "never"\nignore = ["CD8"]\n')
    file.write_text(file.read_text("utf-8").replace("base_low: 150000", "base_low: 75000"), "utf-8")
    aside = repository.top / "aside.toml"
    (repository.top / "base-comp-data.toml").symlink_to(aside)
    (repository.top / "origin").mkdir()
    (repository.top / "origin" / "main:comp-data.toml").write_text("")  # git must not ask which of the two is meant
    subprocess.run(["bash", "-c", "\n".join(copy)], cwd=repository.top, check=True)
    assert not aside.exists()
    done = comp_data(*shlex.split(lint)[1:])
    assert done.returncode == 1
    assert "CD801" in done.stdout
    assert comp_data("lint", "--base", "origin/main").returncode == 0
