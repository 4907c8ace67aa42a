"""The extension of VS Code: type-checked, built, tested against the real server, and packed."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from comp_data.base.vocabulary import SLUG_PATTERN
from tests.conftest import ROOT

SOURCE = ROOT / "editors" / "vscode"
LONGEST = 300


def test_the_package_has_the_version_of_comp_data() -> None:
    from comp_data.version import __version__  # noqa: PLC0415 - for this test

    package = json.loads((SOURCE / "package.json").read_text("utf-8"))
    assert package["version"] == __version__
    assert package["dependencies"].keys() == {"vscode-languageclient"}
    lock = (SOURCE / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock
    assert lock.count('"integrity"') > 5
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]["lsp"]


def test_a_slug_is_what_it_is_to_comp_data() -> None:
    pattern = SLUG_PATTERN.removesuffix(r"(?!\n)")  # `$` of JavaScript is only the end of the text
    assert f"/{pattern}/.test(text)" in (SOURCE / "src" / "program.ts").read_text("utf-8")


@pytest.mark.editor
def test_the_extension_is_built_tested_and_packed(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    ignored = shutil.ignore_patterns("node_modules", "out", "dist", "*.vsix")
    shutil.copytree(SOURCE, checkout / "editors" / "vscode", ignore=ignored)
    shutil.copytree(ROOT / "seeds", checkout / "seeds")
    folder = checkout / "editors" / "vscode"
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for command in (["npm", "ci"], *(["npm", "run", name] for name in ("check", "build", "test"))):
        done = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False, timeout=LONGEST
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert "# pass 3\n" in done.stdout

    archives = [tmp_path / f"{number}.vsix" for number in range(2)]
    for archive in archives:
        subprocess.run([sys.executable, "pack.py", str(archive)], cwd=folder, check=True)
    assert archives[0].read_bytes() == archives[1].read_bytes()
    with ZipFile(archives[0]) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        manifest = ElementTree.fromstring(packed.read("extension.vsixmanifest"))
        endings = {Path(name).suffix for name in names if name != "[Content_Types].xml"}
        types = packed.read("[Content_Types].xml").decode()
        assert all(f'Extension="{ending}"' in types for ending in endings)
        package = json.loads(packed.read("extension/package.json"))
        for needed in (package["main"], *(one["path"] for one in package["contributes"]["grammars"])):
            assert f"extension/{needed.removeprefix('./')}" in names
    identity = manifest.find(".//{*}Identity")
    assert identity is not None
    assert (identity.get("Publisher"), identity.get("Id"), identity.get("Version")) == (
        package["publisher"], package["name"], package["version"]
    )  # fmt: skip
