"""The rooms of the code: what is where, and imports without circles."""

import ast
import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "comp_data"
MOST_MODULES = 15
UNLIMITED = ("cli", "linter/rules")


def modules(package: Path) -> dict[str, Path]:
    """Map each module of a package to its file."""
    found = {}
    for file in package.rglob("*.py"):
        parts = file.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def imports(files: Mapping[str, Path]) -> dict[str, set[str]]:
    """Map each module to the modules it imports: inside functions and for type checkers too."""
    return {name: set(_imported(file, files)) - {name} for name, file in files.items()}


def _imported(file: Path, files: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                yield from (one for one in (submodule if submodule in files else node.module,) if one in files)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in files)


@pytest.mark.slow
def test_no_two_files_import_each_other() -> None:
    graph = imports(modules(PACKAGE))
    assert len(graph) > 200
    assert list(TopologicalSorter(graph).static_order())


def test_a_circle_of_files_is_found(tmp_path: Path) -> None:
    package = tmp_path / "made"
    package.mkdir()
    (package / "one.py").write_text("def f():\n    from made import two\n", "utf-8")
    (package / "two.py").write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from made.one import f\n", "utf-8"
    )
    with pytest.raises(CycleError):
        list(TopologicalSorter(imports(modules(package))).static_order())


def test_only_the_package_itself_is_at_its_top() -> None:
    assert {file.name for file in PACKAGE.glob("*.*")} == {
        "__init__.py", "__init__.pyi", "__main__.py", "py.typed", "version.py"
    }  # fmt: skip


def test_no_room_holds_too_many_modules() -> None:
    rooms = {file.parent for file in PACKAGE.rglob("*.py")}
    sizes = {
        str(room.relative_to(PACKAGE)): sum(file.name != "__init__.py" for file in room.glob("*.py")) for room in rooms
    }
    assert [room for room, size in sizes.items() if size > MOST_MODULES and not room.startswith(UNLIMITED)] == []


def test_tests_that_need_pipes_or_devices_are_left_out_without_them() -> None:
    needs = re.compile(r'\bos\.mkfifo\b|[">]/dev/(?!null)')
    found = []
    for file in (ROOT / "tests").rglob("test_*.py"):
        lines = file.read_text("utf-8").splitlines()
        for node in ast.parse("\n".join(lines)).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
                text = "\n".join(lines[first - 1 : node.end_lineno])
                if needs.search(text) and "@pytest.mark.posix" not in text:
                    found.append(f"{file.name}: {node.name}")
    assert found == []
